//! How is an actor phrase cut into words?

use crate::codebook::Actors;
use crate::grammar::nominal;

/// A word, without marks around it.
pub(super) struct Word {
    pub(super) text: String,
    /// Whether a possessive mark follows.
    pub(super) owns: bool,
}

impl Word {
    /// With its possessive mark.
    pub(super) fn marked(&self) -> String {
        if self.owns { nominal::with_possessive_mark(&self.text) } else { self.text.clone() }
    }
}

/// Words without articles and marks; hyphens join what they stand between, but for what tells an owner: "Houthi-run".
pub(super) fn words(text: &str, vocabulary: &Actors) -> Vec<Word> {
    let text = text.replace(['’', '‘'], "'").replace(" - ", "-").replace(", ", " , ");
    let text = nominal::with_past_prefix_apart(&text);
    let text = &text[nominal::measure_before_count(&text.to_lowercase())..];
    let mut words = Vec::new();
    for (i, word) in text.split_whitespace().enumerate() {
        let word = word.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '(' | ')' | ';' | ':' | '!' | '?'));
        if word.is_empty() || i == 0 && nominal::is_article(word) {
            continue;
        }
        let owner = word.rsplit_once('-').filter(|(_, ending)| vocabulary.endings_of_owners.holds(ending));
        let word = owner.map_or(word, |(owner, _)| owner);
        let bare = nominal::without_possessive_mark(word);
        words.push(Word { text: bare.unwrap_or(word).to_owned(), owns: bare.is_some() });
    }
    words
}

/// "CANBERRA" and "canberra" as "Canberra".
pub(super) fn title_case(name: &str) -> String {
    let word = |word: &str| -> String {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.flat_map(char::to_lowercase)).collect()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
