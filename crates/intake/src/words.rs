//! Which words have bylines and exports of archives in common, in the languages of the press?

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The words.
pub(crate) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../archives/words.toml")).expect("a file of the program"));

#[derive(Deserialize)]
pub(crate) struct Words {
    pub(crate) by: Vec<String>,
    pub(crate) and: Vec<String>,
    pub(crate) help: Vec<String>,
    offices: Vec<String>,
    agencies: Vec<String>,
    titles: Vec<String>,
    many: Vec<String>,
    of_titles: Vec<String>,
    particles: Vec<String>,
    towns: Vec<String>,
    behind_names: Vec<String>,
    pub(crate) never_in_names: Vec<String>,
    /// Names by code.
    languages: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// Whether a word tells a paper or an agency, whose reports are nobody's.
    pub(crate) fn is_office(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.offices.contains(&word) || self.agencies.contains(&word)
    }

    /// Whether it is an agency alone, which stands behind names.
    pub(crate) fn is_agency(&self, word: &str) -> bool {
        self.agencies.contains(&word.to_lowercase())
    }

    /// Whether it is a title of those who write.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(&word.to_lowercase())
    }

    /// Whether it is a title of many: "staff".
    pub(crate) fn is_many(&self, word: &str) -> bool {
        self.many.contains(&word.to_lowercase())
    }

    /// Whether it stands before a title and is a part of it.
    pub(crate) fn is_of_title(&self, word: &str) -> bool {
        self.of_titles.contains(&word.to_lowercase())
    }

    /// Whether a word with a small letter stands within names.
    pub(crate) fn is_particle(&self, word: &str) -> bool {
        self.particles.iter().any(|particle| particle == word)
    }

    /// Whether words are the name of a town that has several.
    pub(crate) fn is_town(&self, name: &str) -> bool {
        self.towns.contains(&name.to_lowercase())
    }

    /// Whether it leads from a name to its place: "in Osmund".
    pub(crate) fn is_behind_name(&self, word: &str) -> bool {
        let known = |word: &str| self.behind_names.iter().any(|known| known == word);
        let in_capitals = word.len() > 1 && !word.chars().any(char::is_lowercase);
        known(word) || in_capitals && known(&word.to_lowercase())
    }

    /// The code of a language by what an interface calls it: `Englisch`, `ENGLISH; ENGLISCH`.
    pub(crate) fn language(&self, name: &str) -> Option<&str> {
        let first = name.split([';', ',']).next().unwrap_or(name).trim().to_lowercase();
        let found = self.languages.iter().find(|(_, names)| names.contains(&first));
        found.or_else(|| self.languages.get_key_value(&first)).map(|(code, _)| code.as_str())
    }
}
