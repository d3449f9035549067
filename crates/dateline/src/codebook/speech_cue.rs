//! Cues of speech as readers of the codebook see them.

use super::{Attitude, Codebook, Complement, HearerPlace};

/// Words that introduce what somebody says, believes, means, feels or knows.
#[derive(Clone, Debug)]
pub struct SpeechCue<'c> {
    /// What they are.
    pub form: CueForm,
    /// One word for the group; verbs alone have it.
    pub class: Option<&'c str>,
    /// Lemmas, or phrases.
    pub words: &'c [String],
    /// What their content tells: speech, belief, intention, emotion or knowledge; phrases do not say it.
    pub kind: Option<Attitude>,
    /// What they introduce, as `said.toml` explains it.
    pub takes: &'c [Complement],
    /// Where the hearer stands.
    pub addressee: Option<HearerPlace>,
    /// A sentence in which the content and its source are found.
    pub example: &'c str,
    /// A sentence in which nothing is found.
    pub counter: Option<&'c str>,
}

/// What the words of a cue are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// Verbs: "said that".
    Verb,
    /// Nouns: "the claim that".
    Noun,
    /// Phrases that name a source: "according to".
    Phrase,
}

impl Codebook {
    /// The cues of speech: verbs, then nouns, then phrases.
    ///
    /// # Example
    ///
    /// ```
    /// let codebook = dateline::Codebook::built_in();
    /// assert!(codebook.speech_cues().iter().any(|cue| cue.words.iter().any(|word| word == "say")));
    /// ```
    pub fn speech_cues(&self) -> Vec<SpeechCue<'_>> {
        let verbs = self.cues.iter().map(|cue| SpeechCue {
            form: CueForm::Verb,
            class: Some(&cue.class),
            words: &cue.verbs,
            kind: Some(cue.kind),
            takes: &cue.takes,
            addressee: cue.addressee,
            example: &cue.example,
            counter: Some(&cue.counter),
        });
        let nouns = self.noun_cues.iter().map(|cue| SpeechCue {
            form: CueForm::Noun,
            class: None,
            words: &cue.nouns,
            kind: Some(cue.kind),
            takes: &cue.takes,
            addressee: None,
            example: &cue.example,
            counter: None,
        });
        let phrases = self.phrases.iter().map(|phrase| SpeechCue {
            form: CueForm::Phrase,
            class: None,
            words: &phrase.phrases,
            kind: None,
            takes: &[],
            addressee: None,
            example: &phrase.example,
            counter: None,
        });
        verbs.chain(nouns).chain(phrases).collect()
    }

    /// Where its entries for an event come from and under which licence; `said` are the cues of speech.
    pub fn source_of(&self, event: &str) -> Option<&str> {
        self.sources.get(event).map(String::as_str)
    }
}
