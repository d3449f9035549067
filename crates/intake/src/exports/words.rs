//! Which words have exports of all archives in common: months, languages, the words of bylines?

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The words.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../archives/words.toml")).expect("a file of the program"));

#[derive(Deserialize)]
pub(super) struct Words {
    /// By their number, less one; in lower case.
    months: Vec<Vec<String>>,
    pub(super) by: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) help: Vec<String>,
    pub(super) offices: Vec<String>,
    pub(super) never_in_names: Vec<String>,
    /// Names by code.
    languages: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// The number of a month.
    pub(super) fn month(&self, word: &str) -> Option<i8> {
        let word = word.trim_end_matches('.').to_lowercase();
        let at = self.months.iter().position(|names| names.contains(&word))?;
        i8::try_from(at + 1).ok()
    }

    /// The code of a language by what an interface calls it: `Englisch`, `ENGLISH; ENGLISCH`.
    pub(super) fn language(&self, name: &str) -> Option<&str> {
        let first = name.split([';', ',']).next().unwrap_or(name).trim().to_lowercase();
        let found = self.languages.iter().find(|(_, names)| names.contains(&first));
        found.or_else(|| self.languages.get_key_value(&first)).map(|(code, _)| code.as_str())
    }
}
