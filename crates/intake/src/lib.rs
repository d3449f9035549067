//! Files, folders and streams to news reports.
//!
//! Formats are told by their content, not their names:
//!
//! | what | a report is |
//! |---|---|
//! | plain text in any encoding | the file |
//! | web page (HTML) | its main text |
//! | RSS, Atom, JSON Feed | an entry |
//! | web archive (WARC, WET) | a page |
//! | JSON Lines, JSON array, Parquet | a line, an object, a row: fields `text`, `title`, `date`, `url`, … |
//! | NewsML-G2, NITF, ninjs | a text item |
//! | LexisNexis or Factiva export as text | a document |
//!
//! each of them also packed with gzip or Zstandard. What cannot be read becomes a [`Failure`] and the rest goes on.
//!
//! [`reports`] is all that most callers need. [`Files`] parts the cutting of files into [`Item`]s, which is cheap and
//! goes in order, from the reading of an item, which is not and can go on in parallel.

#![expect(clippy::result_large_err, reason = "a failure is no larger than the report whose place it takes")]

#[cfg(feature = "http")]
mod address;
mod dates;
mod decode;
mod document;
mod exports;
mod feed;
mod file;
mod html;
mod http;
mod jsonl;
mod ninjs;
mod piece;
mod rows;
mod stream;
mod walk;
mod warc;
mod wire;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dateline::{Report, Source};

use piece::Piece;

/// Why something that was to be read gave no report.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What was to be read.
    pub source: Source,
    /// The kind of failure, one word: `missing`, `unreadable`, `empty`, `binary`, `too_large`, `too_deep`, `malformed`,
    /// `damaged`, `unsupported`, `no_page`, `no_text`, `no_reports`.
    pub kind: &'static str,
    /// What is wrong, and what to do.
    pub message: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.source.path.as_deref().unwrap_or(&self.source.id), self.message)
    }
}

impl std::error::Error for Failure {}

/// What one report's reading gives.
pub type Outcome = Result<Report, Failure>;

/// The reports of files, folders (with all below, in order of their paths) and, for `-`, the standard input.
///
/// # Example
///
/// ```
/// let outcomes: Vec<_> = dateline_intake::reports(["no/such/report.txt".into()]).collect();
/// assert_eq!(outcomes[0].as_ref().unwrap_err().kind, "missing");
/// ```
pub fn reports(inputs: impl IntoIterator<Item = PathBuf>) -> impl Iterator<Item = Outcome> {
    Files::of(inputs).items(Position::default()).flat_map(Item::reports)
}

/// The reports in bytes, as if a file held them.
///
/// # Example
///
/// ```
/// let page = b"<html><title>Talks fail</title><p>Owners and crews parted on Friday without an agreement.</p></html>";
/// let report = dateline_intake::reports_in(page.to_vec(), Default::default()).next().unwrap()?;
/// assert!(report.text.contains("parted on Friday"));
/// # Ok::<(), dateline_intake::Failure>(())
/// ```
pub fn reports_in(bytes: Vec<u8>, source: Source) -> impl Iterator<Item = Outcome> {
    let items = file::pieces_of(bytes, source).map(|content| Item { position: Position::default(), content });
    items.flat_map(Item::reports)
}

/// The files that were named, found, or stand in folders; in order.
#[derive(Debug)]
pub struct Files {
    entries: Vec<Result<InputFile, Failure>>,
    read: Arc<AtomicU64>,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Its path; `-` is the standard input.
    pub path: PathBuf,
    /// Its bytes; 0 where that is not known beforehand.
    pub size: u64,
}

/// A place among the items of [`Files`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The number of the file, from 0.
    pub file: usize,
    /// The number of the item in it, from 0.
    pub item: u64,
}

/// Something that holds a report, or several, cut out of its file but not yet read.
#[derive(Debug)]
pub struct Item {
    /// Where it stands.
    pub position: Position,
    content: Result<Piece, Failure>,
}

impl Files {
    /// Finds the files: named ones, those below folders, those that a pattern such as `2031-*.warc.gz` fits.
    pub fn of(inputs: impl IntoIterator<Item = PathBuf>) -> Self {
        let file = |path: PathBuf| InputFile { size: std::fs::metadata(&path).map_or(0, |data| data.len()), path };
        let entries = inputs.into_iter().flat_map(walk::files).map(|path| path.map(file)).collect();
        Self { entries, read: Arc::default() }
    }

    /// The files, or what stood in their place.
    pub fn entries(&self) -> &[Result<InputFile, Failure>] {
        &self.entries
    }

    /// Bytes of all files.
    pub fn size(&self) -> u64 {
        self.entries.iter().flatten().map(|file| file.size).sum()
    }

    /// A count of the bytes that were taken from files so far, as they stand there: packed.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The items from a position on. Files before it are not opened.
    pub fn items(&self, from: Position) -> impl Iterator<Item = Item> + Send + use<> {
        let before: u64 = self.entries.iter().take(from.file).flatten().map(|file| file.size).sum();
        self.read.store(before, Ordering::Relaxed);
        let read = self.read.clone();
        let entries = self.entries.clone().into_iter().enumerate().skip(from.file);
        entries.flat_map(move |(file, entry)| {
            let pieces: file::Pieces = match entry {
                Ok(input) => file::pieces(&input.path, &read),
                Err(failure) => Box::new(std::iter::once(Err(failure))),
            };
            let numbered = (0..).zip(pieces);
            let items = numbered.map(move |(item, content)| Item { position: Position { file, item }, content });
            items.skip_while(move |item| item.position < from)
        })
    }
}

impl Item {
    /// Bytes it takes in memory.
    pub fn size(&self) -> usize {
        self.content.as_ref().map_or(0, |piece| piece.bytes.len())
    }

    /// Reads it: mostly one report, or several, of a feed.
    pub fn reports(self) -> Vec<Outcome> {
        match self.content {
            Ok(piece) => piece.read(),
            Err(failure) => vec![Err(failure)],
        }
    }
}
