//! Is this word in the list? What does the list say of it?

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize, Serializer};

/// A list of words or phrases, each once.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(try_from = "Vec<Box<str>>", into = "Vec<Box<str>>")]
pub(crate) struct WordSet(FxHashSet<Box<str>>);

impl WordSet {
    /// Whether it holds a word, spelled as in the list.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// All words, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| &**word)
    }
}

impl TryFrom<Vec<Box<str>>> for WordSet {
    type Error = String;

    fn try_from(words: Vec<Box<str>>) -> Result<Self, String> {
        let mut set = FxHashSet::default();
        for word in words {
            if let Some(word) = set.replace(word) {
                return Err(format!("{word:?} stands twice in the list"));
            }
        }
        Ok(Self(set))
    }
}

impl From<WordSet> for Vec<Box<str>> {
    fn from(set: WordSet) -> Self {
        let mut words: Vec<Box<str>> = set.0.into_iter().collect();
        words.sort();
        words
    }
}

/// What a list says of each of its words.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct WordMap<T>(FxHashMap<Box<str>, T>);

/// In order, so that the same lists are always the same bytes.
impl<T: Serialize> Serialize for WordMap<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
    }
}

impl<T> WordMap<T> {
    /// What it says of a word, spelled as in the list.
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        self.0.get(word)
    }
}
