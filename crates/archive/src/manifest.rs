//! What of a batch is done: written anew after each part, so that a run that was ended at any moment goes on from there.

use std::fs;
use std::path::Path;

use dateline_intake::{Files, Position};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::shelf::place;
use crate::summary::{Joined, Summary};

/// Name of the file in an archive's folder.
pub(crate) const NAME: &str = "manifest.json";

const SCHEMA: &str = "dateline-archive/1";

/// What an archive was made from, and its finished parts. It has no times: the same input gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    schema: String,
    /// The program that writes it.
    pub program: String,
    /// Everything that changes what is written of a report.
    pub settings: String,
    /// Whether what the comparison needs of each report is kept.
    pub kept: bool,
    /// The input files that are known.
    pub inputs: Inputs,
    /// Whether all of them are read.
    pub complete: bool,
    /// What the comparison of all reports found, if it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
    /// The finished parts, in order.
    pub parts: Vec<FinishedPart>,
}

/// A list of files, by a hash of their paths and sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Inputs {
    /// How many they are.
    pub files: usize,
    /// FNV-1a over path and size of each.
    pub hash: String,
}

/// A finished part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinishedPart {
    /// The name that its files share.
    pub name: String,
    /// Where the next part begins: the file's number and the item's within it, from 0.
    pub next: (usize, u64),
    /// What it holds.
    pub holds: Summary,
}

impl Inputs {
    /// The first files of a list.
    pub(crate) fn first(files: &Files, count: usize) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |bytes: &[u8]| {
            for byte in bytes {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for entry in files.entries().iter().take(count) {
            match entry {
                Ok(file) => {
                    add(file.path.to_string_lossy().as_bytes());
                    add(&file.size.to_le_bytes());
                }
                Err(failure) => add(failure.to_string().as_bytes()),
            }
            add(b"\n");
        }
        Self { files: count.min(files.entries().len()), hash: format!("{hash:016x}") }
    }
}

impl Manifest {
    pub(crate) fn new(files: &Files, settings: String, kept: bool) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            program: concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned(),
            settings,
            kept,
            inputs: Inputs::first(files, files.entries().len()),
            complete: false,
            joined: None,
            parts: Vec::new(),
        }
    }

    /// The manifest in a folder, if there is one.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::Io { path, cause }),
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(manifest) if manifest.schema == SCHEMA => Ok(Some(manifest)),
            Ok(manifest) => Err(Error::Manifest { path, cause: format!("its schema is {}", manifest.schema) }),
            Err(error) => Err(Error::Manifest { path, cause: error.to_string() }),
        }
    }

    /// Whether a run with these files and settings goes on with this archive.
    pub(crate) fn check(&self, folder: &Path, files: &Files, wanted: &Self) -> Result<(), Error> {
        let begun = |what: String| Err(Error::Begun { path: folder.to_owned(), what });
        if (&self.program, &self.settings) != (&wanted.program, &wanted.settings) {
            let described = |manifest: &Self| format!("{} ({})", manifest.program, manifest.settings);
            return begun(format!("{}, and this run has {}", described(self), described(wanted)));
        }
        if Inputs::first(files, self.inputs.files) != self.inputs {
            return begun("other input files, or some of them have changed".into());
        }
        if wanted.kept && !self.kept {
            return Err(Error::NotKept { path: folder.to_owned() });
        }
        Ok(())
    }

    /// Puts it into the folder, whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a manifest has text keys only");
        bytes.push(b'\n');
        place(folder, NAME, &bytes)
    }

    /// Where the next part begins.
    pub(crate) fn position(&self) -> Position {
        self.parts.last().map_or_else(Position::default, |part| Position { file: part.next.0, item: part.next.1 })
    }

    /// What all parts hold.
    pub(crate) fn holds(&self) -> Summary {
        let nothing = Summary { joined: self.joined.clone(), ..Summary::default() };
        self.parts.iter().fold(nothing, |mut sum, part| {
            sum.add(&part.holds);
            sum
        })
    }
}
