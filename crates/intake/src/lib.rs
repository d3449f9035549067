//! Here is a path: which reports does it hold, and what could not be read?
//!
//! Formats are told by their content, not their names:
//!
//! | what | a report is |
//! |---|---|
//! | plain text in any encoding, OpenDocument text | the file, or what stands behind each of several heads |
//! | web page (HTML), also as a browser saves it (MHTML) | its main text |
//! | RSS, Atom, JSON Feed | an entry |
//! | web archive (WARC, WET, ARC) | a page |
//! | tables: CSV and the like, Parquet, workbooks | a row |
//! | JSON Lines, JSON | a line, an object |
//! | NewsML-G2, NewsML 1, NITF, ninjs, ANPA | a text item |
//! | mail, mailboxes | a mail |
//! | Word document, RTF | the file |
//! | bibliography (RIS) with texts | a record |
//! | export of a press archive ([`Archives`]): Factiva, LexisNexis, Nexis Uni, ProQuest, Europresse, NewsBank | a document |
//!
//! each of them also packed with gzip or Zstandard; [`KINDS`] has them all. What cannot be read becomes a [`Failure`].
//!
//! [`reports`] is all that most callers need. [`Files`] parts the cutting of files into [`Item`]s, which is cheap and
//! goes in order, from the reading of an item, which is not and can go on in parallel.

#[cfg(feature = "http")]
mod address;
mod arc;
mod blocks;
mod bylines;
mod carrier;
mod cells;
mod columns;
mod days;
mod decode;
mod document;
mod docx;
mod exports;
mod feed;
mod file;
mod given;
mod guarded;
mod headed;
mod html;
mod http;
mod jsonl;
mod kinds;
mod listed;
mod mail;
mod members;
mod nested;
mod ninjs;
mod office;
mod outcome;
mod persons;
mod piece;
mod refused;
mod ris;
mod rtf;
mod sheet;
mod source;
mod stream;
mod tables;
mod told;
mod walk;
mod warc;
mod wire;
mod words;
mod xml;
mod zipped;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dateline::Source;

pub use crate::columns::Columns;
pub use crate::exports::Archives;
pub use crate::given::{day_in, report_of_text, reports_of_row};
pub use crate::guarded::is_guarded;
pub use crate::http::reports_sent;
pub use crate::kinds::{KINDS, Kind, kinds_document};
pub use crate::listed::{List, ListedPage, Subscription, list, subscriptions};
pub use crate::outcome::{Failure, FailureKind, Outcome};
use crate::piece::{Piece, Pieces};
pub use crate::told::ToldKind;

/// The reports of files, folders (with all below, in order of their paths) and, for `-`, the standard input.
///
/// # Errors
///
/// What cannot be read is a [`Failure`] in its place, and the rest goes on; an input that holds nothing to be read is
/// one, too.
///
/// # Examples
///
/// ```
/// use dateline_intake::{FailureKind, reports};
///
/// let file = std::env::temp_dir().join(format!("ferry-{}.txt", std::process::id()));
/// std::fs::write(&file, "Owners and crews of the island ferries parted on Friday without an agreement.")?;
/// let mut outcomes = reports([file.clone(), "no/such/report.txt".into()]);
/// assert!(outcomes.next().unwrap()?.text.starts_with("Owners and crews"));
/// assert_eq!(outcomes.next().unwrap().unwrap_err().kind, FailureKind::Missing);
/// # std::fs::remove_file(file)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reports(inputs: impl IntoIterator<Item = PathBuf>) -> impl Iterator<Item = Outcome> {
    Files::of(inputs).reports()
}

/// The reports in bytes, as if a file held them.
///
/// # Errors
///
/// What cannot be read is a [`Failure`] in its place; bytes without a report are one, too.
///
/// # Examples
///
/// ```
/// let page = b"<html><title>Talks fail</title><p>Owners and crews parted on Friday without an agreement.</p></html>";
/// let report = dateline_intake::reports_in(page.to_vec(), Default::default()).next().unwrap()?;
/// assert!(report.text.contains("parted on Friday"));
/// # Ok::<(), dateline_intake::Failure>(())
/// ```
pub fn reports_in(bytes: Vec<u8>, source: Source) -> impl Iterator<Item = Outcome> {
    let item = |content| Item { position: Position::default(), content, archives: Archives::default() };
    let items = file::pieces_of(bytes, source).map(item);
    items.flat_map(Item::reports)
}

/// The files that were named, found, or stand in folders; in order.
///
/// # Examples
///
/// Two reports stand on two lines of a file. The second alone is read, as by a run that goes on where another ended:
///
/// ```
/// use dateline_intake::{Files, Position};
///
/// let lines = "{\"text\": \"The envoy left Geneva.\"}\n{\"text\": \"Rain fell on Oslo.\"}\n";
/// let path = std::env::temp_dir().join(format!("reports-{}.jsonl", std::process::id()));
/// std::fs::write(&path, lines)?;
/// let files = Files::of([path.clone()]);
/// assert_eq!((files.entries().len(), files.size()), (1, lines.len() as u64));
///
/// let items: Vec<_> = files.items(Position { file: 0, item: 1 }).collect();
/// assert_eq!(items.len(), 1);
/// for item in items {
///     assert_eq!(item.size(), "{\"text\": \"Rain fell on Oslo.\"}\n".len());
///     assert_eq!(item.reports()[0].as_ref().unwrap().text, "Rain fell on Oslo.");
/// }
/// # std::fs::remove_file(path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Files {
    entries: Vec<Result<InputFile, Failure>>,
    passed_over: Vec<PathBuf>,
    columns: Columns,
    read: Arc<AtomicU64>,
    archives: Archives,
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
    archives: Archives,
}

impl Files {
    /// Finds the files: named ones, those below folders, those that a pattern such as `2031-*.warc.gz` fits. An input
    /// that is no file, or a folder without one, has a [`Failure`] among the [entries](Self::entries).
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline_intake::{FailureKind, Files};
    ///
    /// let files = Files::of(["no/such/report.txt".into()]);
    /// assert_eq!(files.entries()[0].as_ref().unwrap_err().kind, FailureKind::Missing);
    /// assert_eq!(files.size(), 0);
    /// ```
    pub fn of(inputs: impl IntoIterator<Item = PathBuf>) -> Self {
        let file = |path: PathBuf| InputFile { size: std::fs::metadata(&path).map_or(0, |data| data.len()), path };
        let mut passed_over = Vec::new();
        let found = inputs.into_iter().flat_map(|path| walk::files(path, &mut passed_over));
        let entries = found.map(|path| path.map(file)).collect();
        Self { entries, passed_over, columns: Columns::default(), read: Arc::default(), archives: Archives::default() }
    }

    /// The same files, with these columns of tables and fields of JSON instead of those that are guessed.
    ///
    /// # Examples
    ///
    /// ```
    /// let files = dateline_intake::Files::of(["-".into()]).with_columns("text=body".parse()?);
    /// assert_eq!(files.entries().len(), 1);
    /// # Ok::<(), String>(())
    /// ```
    pub fn with_columns(self, columns: Columns) -> Self {
        Self { columns, ..self }
    }

    /// With these press archives, whose exports are known.
    pub fn with_archives(self, archives: Archives) -> Self {
        Self { archives, ..self }
    }

    /// The files, or what stood in their place; in the order of [`Position::file`].
    ///
    /// # Examples
    ///
    /// ```
    /// let files = dateline_intake::Files::of(["-".into()]);
    /// let input = files.entries()[0].as_ref().unwrap();
    /// assert_eq!((input.path.to_str(), input.size), (Some("-"), 0));
    /// ```
    pub fn entries(&self) -> &[Result<InputFile, Failure>] {
        &self.entries
    }

    /// Folders that are archives which dateline wrote, below those that were named: they are not read again.
    pub fn passed_over(&self) -> &[PathBuf] {
        &self.passed_over
    }

    /// Leaves out files; whether there were any.
    pub fn leave_out(&mut self, is_left_out: impl Fn(&Path) -> bool) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| !entry.as_ref().is_ok_and(|file| is_left_out(&file.path)));
        self.entries.len() < before
    }

    /// Bytes of all files, as they stand there: packed. Files whose size is not known beforehand count none.
    ///
    /// # Examples
    ///
    /// ```
    /// let path = std::env::temp_dir().join(format!("envoy-{}.txt", std::process::id()));
    /// std::fs::write(&path, "The envoy left Geneva.")?;
    /// assert_eq!(dateline_intake::Files::of([path.clone()]).size(), 22);
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn size(&self) -> u64 {
        self.entries.iter().flatten().map(|file| file.size).sum()
    }

    /// As what each file is read, and why; files are opened, not read.
    ///
    /// # Errors
    ///
    /// Why a file is not read is a [`Failure`] in its place.
    ///
    /// # Examples
    ///
    /// ```
    /// let path = std::env::temp_dir().join(format!("kinds-{}.csv", std::process::id()));
    /// std::fs::write(&path, "title;text\nRain;Rain fell on Oslo.\n")?;
    /// let told = dateline_intake::Files::of([path.clone()]).kinds().next().unwrap()?;
    /// assert_eq!(told.kind.name, "csv");
    /// assert!(told.details.contains("semicolons") && told.details.contains("text=text"));
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn kinds(&self) -> impl Iterator<Item = Result<ToldKind, Failure>> {
        let told = |input: &InputFile| told::told(&input.path, &self.columns, &self.archives);
        self.entries.iter().map(move |entry| entry.as_ref().map_err(Clone::clone).and_then(told))
    }

    /// All reports, as [`reports`] gives them.
    ///
    /// # Errors
    ///
    /// What cannot be read is a [`Failure`] in its place.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(dateline_intake::Files::of(["no/such/report.txt".into()]).reports().all(|outcome| outcome.is_err()));
    /// ```
    pub fn reports(&self) -> impl Iterator<Item = Outcome> + Send + use<> {
        self.items(Position::default()).flat_map(Item::reports)
    }

    /// A count of the bytes that were taken from files so far, as they stand there: packed. It goes on while items are
    /// taken, and can be watched from another thread.
    ///
    /// # Examples
    ///
    /// ```
    /// let path = std::env::temp_dir().join(format!("rain-{}.txt", std::process::id()));
    /// std::fs::write(&path, "Rain fell on Oslo.")?;
    /// let files = dateline_intake::Files::of([path.clone()]);
    /// let read = files.bytes_read();
    /// assert_eq!(files.items(Default::default()).count(), 1);
    /// assert_eq!(read.load(std::sync::atomic::Ordering::Relaxed), files.size());
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The items from a position on. Files before it are not opened, and count as read.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline_intake::{Files, Position};
    ///
    /// let files = Files::of(["no/such/report.txt".into(), "nor/this.txt".into()]);
    /// let items: Vec<_> = files.items(Position { file: 1, item: 0 }).collect();
    /// assert_eq!((items.len(), items[0].position.file), (1, 1));
    /// ```
    pub fn items(&self, from: Position) -> impl Iterator<Item = Item> + Send + use<> {
        let before: u64 = self.entries.iter().take(from.file).flatten().map(|file| file.size).sum();
        self.read.store(before, Ordering::Relaxed);
        let (read, columns, archives) = (self.read.clone(), self.columns.clone(), self.archives.clone());
        let entries = self.entries.clone().into_iter().enumerate().skip(from.file);
        entries.flat_map(move |(file, entry)| {
            let pieces: Pieces = match entry {
                Ok(input) => file::pieces(&input.path, &columns, &read),
                Err(failure) => Box::new(std::iter::once(Err(failure))),
            };
            let numbered = (0..).zip(pieces);
            let archives = archives.clone();
            let items = numbered.map(move |(item, content)| Item {
                position: Position { file, item },
                content,
                archives: archives.clone(),
            });
            items.skip_while(move |item| item.position < from)
        })
    }
}

impl Item {
    /// Bytes it takes in memory, its text or its page.
    ///
    /// # Examples
    ///
    /// ```
    /// let failed = dateline_intake::Files::of(["no/such/report.txt".into()]).items(Default::default()).next().unwrap();
    /// assert_eq!(failed.size(), 0);
    /// ```
    pub fn size(&self) -> usize {
        self.content.as_ref().map_or(0, |piece| piece.bytes.len())
    }

    /// Reads it: mostly one report, or several, of a feed; never nothing.
    ///
    /// # Errors
    ///
    /// What cannot be read is a [`Failure`] in its place.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline_intake::Files;
    ///
    /// let path = std::env::temp_dir().join(format!("feed-{}.xml", std::process::id()));
    /// let entry = |text| format!("<item><description>{text}</description></item>");
    /// let entries = entry("The envoy left Geneva.") + &entry("Rain fell on Oslo.");
    /// std::fs::write(&path, format!("<rss version=\"2.0\"><channel><title>Post</title>{entries}</channel></rss>"))?;
    /// let item = Files::of([path.clone()]).items(Default::default()).next().unwrap();
    /// let texts: Vec<String> = item.reports().into_iter().flatten().map(|report| report.text).collect();
    /// assert_eq!(texts, ["The envoy left Geneva.", "Rain fell on Oslo."]);
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn reports(self) -> Vec<Outcome> {
        match self.content {
            Ok(piece) => piece.read(&self.archives),
            Err(failure) => vec![Err(failure)],
        }
    }
}
