//! Does a phrase of the list begin here?

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A list of words and phrases, each once; the words of a phrase stand apart by a space.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(try_from = "Vec<Box<str>>", into = "Vec<Box<str>>")]
pub(crate) struct PhraseSet {
    /// By the first word what follows it, the longest first.
    rests: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

impl PhraseSet {
    /// How many words the longest phrase has that begins with word 0.
    pub(crate) fn length<'w>(&self, word: impl Fn(usize) -> &'w str) -> Option<usize> {
        let rests = self.rests.get(word(0))?;
        let stands = |rest: &&Vec<Box<str>>| rest.iter().enumerate().all(|(i, next)| **next == *word(i + 1));
        rests.iter().find(stands).map(|rest| rest.len() + 1)
    }
}

impl TryFrom<Vec<Box<str>>> for PhraseSet {
    type Error = String;

    fn try_from(phrases: Vec<Box<str>>) -> Result<Self, String> {
        let mut rests: FxHashMap<Box<str>, Vec<Vec<Box<str>>>> = FxHashMap::default();
        for phrase in phrases {
            let mut words = phrase.split(' ').map(Box::from);
            let first = words.next().unwrap_or_default();
            let (known, rest) = (rests.entry(first).or_default(), words.collect());
            if known.contains(&rest) {
                return Err(format!("{phrase:?} stands twice in the list"));
            }
            known.push(rest);
        }
        for known in rests.values_mut() {
            known.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        Ok(Self { rests })
    }
}

impl From<PhraseSet> for Vec<Box<str>> {
    fn from(set: PhraseSet) -> Self {
        let joined = |first: &str, rest: &[Box<str>]| {
            let words: Vec<&str> = std::iter::once(first).chain(rest.iter().map(|word| &**word)).collect();
            words.join(" ").into()
        };
        let all = set.rests.iter();
        let mut phrases: Vec<Box<str>> =
            all.flat_map(|(first, rests)| rests.iter().map(|rest| joined(first, rest))).collect();
        phrases.sort();
        phrases
    }
}
