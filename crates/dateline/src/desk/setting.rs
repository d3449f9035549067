//! In which country an article plays, sentence by sentence, as the questions behind see it.

use dateline_language::{Bytes, Token};

/// The likeliest country where a sentence plays.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// ISO 3166-1 alpha-3.
    pub(crate) country: String,
    /// The words that tell it: the nearest of those that do; none where only the publisher's home does.
    pub(crate) told_by: Option<Bytes>,
    /// How much of all that tells a country there tells this one: from 0 to 1.
    pub(crate) share: f64,
}

/// Where each sentence of an article plays.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// By number of the sentence; nothing where nothing in the article tells a country.
    pub(crate) sentences: Vec<Option<Setting>>,
}

impl Settings {
    /// The likeliest country where the word's sentence plays.
    pub(crate) fn at(&self, word: Token<'_>) -> Option<&Setting> {
        self.sentences.get(word.sentence_number())?.as_ref()
    }
}
