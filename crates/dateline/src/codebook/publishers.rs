//! Who publishes news: newspapers, broadcasters, agencies?

use rustc_hash::FxHashSet;

use super::WordSet;
use crate::grammar::articles;

/// Names of newspapers, broadcasters and agencies, in lower case.
#[derive(Debug, Default)]
pub(crate) struct Publishers {
    names: FxHashSet<String>,
    /// Agencies, which bear no article but where it belongs to the name.
    agencies: FxHashSet<String>,
}

impl Publishers {
    /// Of the names of newspapers and broadcasters, and of agencies.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>, agencies: &WordSet) -> Self {
        let agencies = agencies.iter().map(str::to_lowercase).collect();
        Self { names: names.map(str::to_lowercase).collect(), agencies }
    }

    /// Whether it is the name of one, with or without the article.
    pub(crate) fn know(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.agencies.contains(&name)
            || self.names.contains(&name)
            || self.names.contains(articles::without_definite(&name))
            || self.names.contains(&articles::with_definite(&name))
    }
}
