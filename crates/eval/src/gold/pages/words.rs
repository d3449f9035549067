//! Which runs of words have two texts in common?

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::measure::Tally;

/// Letters, figures and underscores, as Python counts them: marks that stand upon letters are none.
#[expect(clippy::unwrap_used, reason = "the pattern is tested")]
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").unwrap());

/// How many words a run has.
const RUN: usize = 4;

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    WORD.find_iter(text).map(|word| word.as_str())
}

/// The runs of words of a text.
pub(super) struct Shingles<'t> {
    words: Vec<&'t str>,
}

impl<'t> Shingles<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { words: words(text).collect() }
    }

    pub(super) fn words(&self) -> &[&'t str] {
        &self.words
    }

    fn counts(&self) -> BTreeMap<&[&'t str], usize> {
        let mut counts = BTreeMap::new();
        if self.words.len() <= RUN {
            // A text that is shorter is one run.
            counts.extend((!self.words.is_empty()).then_some((self.words.as_slice(), 1)));
        } else {
            self.words.windows(RUN).for_each(|run| *counts.entry(run).or_default() += 1);
        }
        counts
    }

    /// Precision and recall of this page; means over pages are told of both, so that each page counts once.
    pub(super) fn compared(&self, said: &Shingles<'_>) -> Tally {
        let (wanted, said) = (self.counts(), said.counts());
        let both: usize = wanted.iter().map(|(run, n)| (*n).min(said.get(run).copied().unwrap_or(0))).sum();
        let (wanted, said) = (wanted.values().sum::<usize>(), said.values().sum::<usize>());
        let share = |all: usize| if all > 0 { both as f64 / all as f64 } else { 0.0 };
        let one = |all: usize| if all > 0 { 1.0 } else { 0.0 };
        Tally { right: share(said), said: one(said), found: share(wanted), wanted: one(wanted) }
    }
}
