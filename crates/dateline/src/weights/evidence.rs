//! What speaks for an answer? Features: names of several parts, such as `lemma:attack`, that are only hashed on their way,
//! since a table of weights knows them by their hashes.

/// The features of one candidate, in the order in which they were told.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    hashes: Vec<u32>,
    /// The names, where somebody wants to read them.
    names: Option<Vec<Box<str>>>,
}

/// The basis and the prime of FNV-1a in 64 bits (Fowler, Noll and Vo): quick on short names, and the same everywhere.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
const SIGN: u8 = b':';

/// The hash by which tables know a feature.
pub(super) fn hash(name: &str) -> u32 {
    folded(name.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
}

/// Both halves of a hash in one: of half a million features a few dozen share one, which does them no harm.
fn folded(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
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
        let mut hash = BASIS;
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                hash = (hash ^ u64::from(SIGN)).wrapping_mul(PRIME);
            }
            hash = part.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
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
