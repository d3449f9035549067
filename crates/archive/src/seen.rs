//! Which texts were met before? Told by the hash that is an article's id.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::manifest::Manifest;
use crate::shelf::place;

/// The folder of an archive in which this is kept for the next run.
const FOLDER: &str = "seen";

/// The first report with each text.
#[derive(Default)]
pub(crate) struct Seen {
    first: BTreeMap<u64, u64>,
    /// Those of the part at hand.
    new: Vec<(u64, u64)>,
}

impl Seen {
    /// What the finished parts hold.
    pub(crate) fn read(folder: &Path, manifest: &Manifest) -> Result<Self, Error> {
        let mut seen = Self::default();
        for part in &manifest.parts {
            let path = folder.join(FOLDER).join(&part.name);
            let bytes = fs::read(&path).map_err(Error::io(&path))?;
            let numbers: Vec<u64> =
                bytes.chunks_exact(8).map(|bytes| u64::from_le_bytes(bytes.try_into().expect("eight bytes"))).collect();
            seen.first.extend(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])));
        }
        Ok(seen)
    }

    /// The number of the first report with this id, if that is another one.
    pub(crate) fn first(&mut self, id: &str, number: u64) -> Option<u64> {
        let hash = u64::from_str_radix(id, 16).ok()?;
        if let Some(first) = self.first.get(&hash) {
            return Some(*first);
        }
        self.first.insert(hash, number);
        self.new.push((hash, number));
        None
    }

    /// Keeps what is new in the part of this name.
    pub(crate) fn write(&mut self, folder: &Path, name: &str) -> Result<(), Error> {
        let pairs = std::mem::take(&mut self.new);
        let bytes: Vec<u8> =
            pairs.iter().flat_map(|pair| [pair.0.to_le_bytes(), pair.1.to_le_bytes()].concat()).collect();
        place(folder, &file(name), &bytes)
    }
}

/// The path of a part's file, below the archive's folder.
pub(crate) fn file(part: &str) -> String {
    format!("{FOLDER}/{part}")
}
