//! What speaks for an answer? Features: names of several parts, such as `lemma:attack`, that are only hashed on their way,
//! since a table of weights knows them by their hashes.

use crate::fnv;

/// The features of one candidate, in the order in which they were told.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    hashes: Vec<u32>,
    /// The names, where somebody wants to read them.
    names: Option<Vec<Box<str>>>,
}

/// What stands between the parts of a name.
const SIGN: u8 = b':';

/// The hash by which tables know a feature.
pub(super) fn hash(name: &str) -> u32 {
    folded(fnv::extended(fnv::BASIS, name.as_bytes()))
}

/// Both halves of a hash in one: of half a million features a few dozen share one, which does them no harm.
fn folded(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

impl Evidence {
    /// Which keeps the names of its features.
    pub(crate) fn named() -> Self {
        Self { hashes: Vec::new(), names: Some(Vec::new()) }
    }

    /// Takes all features away.
    pub(crate) fn clear(&mut self) {
        self.hashes.clear();
        if let Some(names) = &mut self.names {
            names.clear();
        }
    }

    /// Adds a feature by the parts of its name.
    pub(crate) fn add(&mut self, parts: &[&str]) {
        let mut hash = fnv::BASIS;
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                hash = fnv::extended(hash, &[SIGN]);
            }
            hash = fnv::extended(hash, part.as_bytes());
        }
        self.hashes.push(folded(hash));
        if let Some(names) = &mut self.names {
            names.push(parts.join(":").into());
        }
    }

    /// The hashes of its features.
    pub(super) fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    /// The names of its features; none if nobody wanted to read them.
    pub(crate) fn names(&self) -> &[Box<str>] {
        self.names.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, hash};

    #[test]
    fn a_feature_has_the_hash_of_its_name() {
        let mut evidence = Evidence::named();
        evidence.add(&["lemma", "attack"]);
        assert_eq!(evidence.hashes(), [hash(&evidence.names()[0])]);
        assert_eq!(&*evidence.names()[0], "lemma:attack");
    }
}
