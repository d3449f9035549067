//! What of a batch is done: written anew after each part, so that a run that was ended at any moment goes on from there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::Hasher;
use std::path::Path;

use dateline_intake::{Files, Position};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::fingerprint;
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
    /// Over all this, once it is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<String>,
    /// What the comparison of all reports found, if it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
    /// The files of what it found, with the fingerprints of their bytes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub compared: BTreeMap<String, String>,
    /// The finished parts, in order.
    pub parts: Vec<FinishedPart>,
}

/// A list of files, by a hash of their paths and bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Inputs {
    /// How many they are.
    pub files: usize,
    /// Over path, size and bytes of each.
    pub hash: String,
    /// Whether one of them is a stream, whose bytes are not known beforehand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stream: bool,
}

/// The inputs of a run, with what the first of them have for their hash.
pub(crate) struct Marks {
    /// Of the first files, by how many.
    hashes: Vec<u64>,
    /// The number of the first stream.
    stream: Option<usize>,
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
    /// Its files, by their paths in the archive, with the fingerprints of their bytes.
    pub files: BTreeMap<String, String>,
    /// Over all this and the part before.
    seal: String,
}

impl Marks {
    /// Looks at all bytes of the files, as long as who is told how many that are since says to go on.
    pub(crate) fn of(files: &Files, mut goes_on: impl FnMut(u64) -> bool) -> Option<Self> {
        let mut hasher = FxHasher::default();
        let mut marks = Self { hashes: vec![hasher.finish()], stream: None };
        for (number, entry) in files.entries().iter().enumerate() {
            match entry {
                Ok(file) => {
                    hasher.write(file.path.to_string_lossy().as_bytes());
                    hasher.write_u64(file.size);
                    if file.path.is_file() {
                        // A file that cannot be read is a failure among the reports; it may be readable the next time.
                        let looked_at = |file| fingerprint::of_while(file, &mut goes_on);
                        hasher.write_u64(File::open(&file.path).and_then(looked_at).unwrap_or(Some(0))?);
                    } else {
                        marks.stream.get_or_insert(number);
                    }
                }
                Err(failure) => hasher.write(failure.to_string().as_bytes()),
            }
            marks.hashes.push(hasher.finish());
        }
        Some(marks)
    }

    /// The first files.
    pub(crate) fn first(&self, count: usize) -> Inputs {
        let files = count.min(self.hashes.len() - 1);
        let stream = self.stream.is_some_and(|number| number < files);
        Inputs { files, hash: fingerprint::written(self.hashes[files]), stream }
    }

    /// All of them.
    pub(crate) fn all(&self) -> Inputs {
        self.first(self.hashes.len())
    }
}

impl FinishedPart {
    /// A part that has just been written, behind another.
    pub(crate) fn seal(mut self, before: Option<&Self>) -> Self {
        self.seal = self.seal_behind(before);
        self
    }

    fn seal_behind(&self, before: Option<&Self>) -> String {
        let before = before.map_or("", |part| part.seal.as_str());
        sealed(&(before, &self.name, self.next, &self.holds, &self.files))
    }

    /// The part of this name; it is not sealed yet.
    pub(crate) fn new(name: String, next: Position, holds: Summary, files: BTreeMap<String, String>) -> Self {
        Self { name, next: (next.file, next.item), holds, files, seal: String::new() }
    }
}

/// Whether a file of an archive is as it was written.
fn check_file(folder: &Path, (file, fingerprint): (&String, &String)) -> Result<(), Error> {
    let path = folder.join(file);
    match fingerprint::of_file(&path) {
        Ok(found) if found == *fingerprint => Ok(()),
        Ok(_) => Err(Error::Changed { path, what: "was changed or replaced".to_owned() }),
        Err(error) => Err(Error::Changed { path, what: format!("cannot be read: {error}") }),
    }
}

/// The fingerprints of files of an archive, by their paths in it.
pub(crate) fn marked(folder: &Path, files: Vec<String>) -> Result<BTreeMap<String, String>, Error> {
    let marked = |file: String| {
        let path = folder.join(&file);
        let mark = fingerprint::of_file(&path).map_err(Error::io(&path))?;
        Ok((file, mark))
    };
    files.into_iter().map(marked).collect()
}

/// A number for what is kept in a manifest.
fn sealed(kept: &impl Serialize) -> String {
    let bytes = serde_json::to_vec(kept).expect("what a manifest keeps is JSON");
    fingerprint::written(fingerprint::of(&bytes[..]).expect("memory can be read"))
}

impl Manifest {
    pub(crate) fn new(inputs: Inputs, settings: String, kept: bool) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            program: concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned(),
            settings,
            kept,
            inputs,
            complete: false,
            seal: None,
            joined: None,
            compared: BTreeMap::new(),
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
    pub(crate) fn check(&self, folder: &Path, marks: &Marks, wanted: &Self) -> Result<(), Error> {
        let begun = |what: String| Err(Error::Begun { path: folder.to_owned(), what });
        if (&self.program, &self.settings) != (&wanted.program, &wanted.settings) {
            let described = |manifest: &Self| format!("{} ({})", manifest.program, manifest.settings);
            return begun(format!("{}, and this run has {}", described(self), described(wanted)));
        }
        if marks.first(self.inputs.files) != self.inputs {
            return begun("other input files, or some of them have changed".into());
        }
        if self.complete && self.inputs.stream {
            return Err(Error::Stream { path: folder.to_owned() });
        }
        if wanted.kept && !self.kept {
            return Err(Error::NotKept { path: folder.to_owned() });
        }
        self.check_parts(folder)
    }

    /// Whether it is as it was written, and the files of its parts too.
    fn check_parts(&self, folder: &Path) -> Result<(), Error> {
        let mut before = None;
        for part in &self.parts {
            if part.seal != part.seal_behind(before) {
                return Err(Error::Edited { path: folder.join(NAME), what: part.name.clone() });
            }
            before = Some(part);
        }
        if self.complete && self.seal.as_ref() != Some(&self.seal_of_all()) {
            return Err(Error::Edited { path: folder.join(NAME), what: "the archive".to_owned() });
        }
        self.parts.iter().flat_map(|part| &part.files).try_for_each(|file| check_file(folder, file))
    }

    /// Whether a comparison was made in this way, and what it wrote is there.
    pub(crate) fn is_compared(&self, folder: &Path, settings: &str) -> bool {
        let done = self.joined.as_ref().is_some_and(|joined| joined.settings == settings);
        done && self.compared.iter().all(|file| check_file(folder, file).is_ok())
    }

    fn seal_of_all(&self) -> String {
        let last = self.parts.last().map(|part| &part.seal);
        sealed(&(&self.program, &self.settings, self.kept, &self.inputs, last))
    }

    /// Everything is read.
    pub(crate) fn complete(&mut self) {
        self.complete = true;
        self.seal = Some(self.seal_of_all());
    }

    /// There is more to read of these inputs.
    pub(crate) fn reopen(&mut self, inputs: Inputs) {
        self.inputs = inputs;
        self.complete = false;
        self.seal = None;
        self.joined = None;
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
