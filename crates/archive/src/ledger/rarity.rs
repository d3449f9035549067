//! How much does it tell that two sentences have a word in common?

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::LEXICON;
use super::sentence::{Sentence, Told};

/// What a word that stands for many tells at least, however often it is there: "withdraw", "soldiers".
const ALIKE: f64 = 0.8;

/// How much each word tells: the more, the fewer independent reports have it.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    weights: BTreeMap<String, f64>,
}

impl Rarity {
    pub(super) fn of(sentences: &[Sentence], reports: &[Told]) -> Self {
        let mut origins: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for sentence in sentences {
            for word in &sentence.matter {
                origins.entry(word).or_default().insert(reports[sentence.report].origin);
            }
        }
        let all = reports.iter().map(|report| report.origin).collect::<BTreeSet<_>>().len() as f64;
        let weight = |(word, origins): (&str, BTreeSet<u64>)| {
            let told = ((all + 2.0) / origins.len() as f64).ln();
            (word.to_owned(), if LEXICON.stands_for_many(word) { told.max(ALIKE) } else { told })
        };
        Self { weights: origins.into_iter().map(weight).collect() }
    }

    pub(super) fn weight(&self, word: &str) -> f64 {
        self.weights.get(word).copied().unwrap_or_default()
    }

    pub(super) fn sum<'w>(&self, words: impl IntoIterator<Item = &'w String>) -> f64 {
        words.into_iter().map(|word| self.weight(word)).sum()
    }
}
