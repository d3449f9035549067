//! Which words mean alike? A word that no coded article has is judged by those that do.

use rustc_hash::FxHashMap;

/// Words by what they resemble.
static GROUPS: &str = include_str!("../../codebook/en/likeness.tsv");

/// The groups of words.
#[derive(Debug)]
pub(crate) struct Likeness {
    groups: FxHashMap<&'static str, [&'static str; 2]>,
}

impl Likeness {
    pub(super) fn built_in() -> Self {
        let rows = GROUPS.lines().filter(|row| !row.starts_with('#'));
        let cells = rows.filter_map(|row| {
            let mut cells = row.split('\t');
            Some((cells.next()?, [cells.next()?, cells.next()?]))
        });
        Self { groups: cells.collect() }
    }

    /// The broad and the narrow group of a word in its dictionary form; nothing for words that are rare.
    pub(crate) fn of(&self, lemma: &str) -> Option<[&'static str; 2]> {
        self.groups.get(lemma).copied()
    }
}
