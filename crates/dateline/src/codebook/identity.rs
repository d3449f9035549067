//! Which codebook is this?

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Codebook;

/// A hash of all files that the codebook was built from.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/codebook.sha256"));

/// Bytes of the hash that are shown.
const SHOWN: usize = 8;

impl Codebook {
    /// What tells it from every other codebook: the first 16 hexadecimal digits of the SHA-256 hash of its files, weights and
    /// places, and of everything that was added to it. Two codebooks with the same identity read alike, if both or neither are
    /// [`rules_only`](Self::rules_only).
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::Codebook;
    ///
    /// let mut codebook = Codebook::built_in();
    /// assert_eq!(codebook.identity(), Codebook::built_in().identity());
    /// codebook.add_actors("[[role]]\nwords = [\"ice pilot\"]\nsector = [\"LAB\"]\nperson = true\n")?;
    /// assert_ne!(codebook.identity(), Codebook::built_in().identity());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn identity(&self) -> String {
        let mut hash = Sha256::new_with_prefix(BUILT_IN);
        for file in self.gazetteer.added().map(str::as_bytes).chain(self.added.iter().map(AsRef::as_ref)) {
            // With its length, so that no text passes from the end of one file to the beginning of the next.
            hash.update((file.len() as u64).to_le_bytes());
            hash.update(file);
        }
        let mut identity = String::new();
        for byte in &hash.finalize()[..SHOWN] {
            write!(identity, "{byte:02x}").expect("a string takes every digit");
        }
        identity
    }
}

#[cfg(test)]
mod tests {
    use super::Codebook;

    #[test]
    fn what_is_added_changes_the_identity() {
        let built_in = Codebook::built_in().identity();
        assert!(built_in.len() == 16 && built_in.bytes().all(|digit| digit.is_ascii_hexdigit()), "{built_in}");
        assert_eq!(Codebook::built_in().identity(), built_in);
        let with = |word: &str| {
            let mut codebook = Codebook::built_in();
            let role = format!("[[role]]\nwords = [\"{word}\"]\nsector = [\"LAB\"]\nperson = true\n");
            codebook.add_actors(&role).expect("a sound role");
            codebook.identity()
        };
        assert_eq!(with("ice pilot"), with("ice pilot"));
        assert!(with("ice pilot") != built_in && with("ice pilot") != with("ice-pilot"), "as many bytes, other words");
        let mut placed = Codebook::built_in();
        placed.add_places("77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612\t\n".to_owned()).expect("a place");
        assert_ne!(placed.identity(), built_in);
    }

    #[test]
    fn a_file_that_is_refused_leaves_the_identity() {
        let mut codebook = Codebook::built_in();
        codebook.add_actors("[[role]]\nwords = []\nsector = []\nperson = true\n").expect_err("no words");
        assert_eq!(codebook.identity(), Codebook::built_in().identity());
    }
}
