//! What stands in a file: many reports, cut out one by one, or one document?

use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use dateline::Source;

use crate::carrier::Carrier;
use crate::columns::Columns;
use crate::outcome::{Failure, FailureKind, LARGEST_DOCUMENT, fail};
use crate::piece::{Form, Piece, Pieces};
use crate::stream::{self, LOOKED_AT, Stream};
use crate::tables::{self, Delimited};
use crate::{arc, document, jsonl, source, warc};

/// Bytes that a packed table may have: it cannot be read as a stream.
const LARGEST_TABLE: usize = 1 << 30;

/// The pieces of a file, or of the standard input for `-`; `read` counts the bytes that were taken from it.
pub(crate) fn pieces(path: &Path, columns: &Columns, read: &Arc<AtomicU64>) -> Pieces {
    let source = source::of_path(path);
    let pieces = match opened(path, read) {
        Ok((head, stream)) => cut(&head, stream, path, columns, source.clone()),
        Err(failure) => once(Err(failure)),
    };
    something(pieces, source)
}

/// The first bytes of a file, and all.
///
/// # Errors
///
/// If it cannot be opened, or not be unpacked.
pub(crate) fn opened(path: &Path, read: &Arc<AtomicU64>) -> Result<(Vec<u8>, Stream), Failure> {
    looked_at(open(path, read), &source::of_path(path))
}

fn looked_at(opened: std::io::Result<Stream>, source: &Source) -> Result<(Vec<u8>, Stream), Failure> {
    let head = opened.and_then(|mut stream| Ok((stream.peek(LOOKED_AT)?, stream)));
    head.or_else(|error| fail(source.clone(), kind_of(&error), error.to_string()))
}

fn open(path: &Path, read: &Arc<AtomicU64>) -> std::io::Result<Stream> {
    if path == Path::new("-") {
        return stream::unpacked(std::io::stdin(), read.clone());
    }
    #[cfg(feature = "http")]
    if let Some(address) = crate::address::of(path) {
        return stream::unpacked(crate::address::open(address)?, read.clone());
    }
    stream::unpacked(File::open(path)?, read.clone())
}

/// A file that holds nothing to be read says so: nothing vanishes.
fn something(pieces: Pieces, source: Source) -> Pieces {
    let mut pieces = pieces.peekable();
    if pieces.peek().is_some() {
        return Box::new(pieces);
    }
    once(fail(source, FailureKind::NoReports, "nothing in it that may be a report"))
}

/// The pieces of bytes that are the content of a file.
pub(crate) fn pieces_of(bytes: Vec<u8>, source: Source) -> Pieces {
    let stream = stream::unpacked(std::io::Cursor::new(bytes), Arc::default());
    let pieces = match looked_at(stream, &source) {
        Ok((head, stream)) => cut(&head, stream, Path::new("-"), &Columns::default(), source.clone()),
        Err(failure) => once(Err(failure)),
    };
    something(pieces, source)
}

fn cut(head: &[u8], stream: Stream, path: &Path, columns: &Columns, source: Source) -> Pieces {
    match Cut::of(head, columns) {
        Cut::WebArchive => Box::new(warc::Records::new(stream, source)),
        Cut::OldWebArchive => Box::new(arc::Records::new(stream, source)),
        Cut::Parquet => table(path, stream, columns, source),
        Cut::Lines => {
            let carrier = Carrier { columns: columns.clone(), ..Carrier::default() };
            Box::new(Lines { stream, carrier, file: source, number: 0, over: false })
        }
        Cut::Delimited(table) => tables::delimited(stream, table, LARGEST_TABLE, columns, source),
        Cut::Whole => Box::new(document(stream, columns, source).into_iter()),
    }
}

/// What a file is cut into.
pub(crate) enum Cut {
    /// Records of a web archive.
    WebArchive,
    /// Records of an old one.
    OldWebArchive,
    /// Rows of a Parquet table.
    Parquet,
    /// Lines with JSON.
    Lines,
    /// Rows of a table with delimiters.
    Delimited(Delimited),
    /// Nothing: it is a document.
    Whole,
}

impl Cut {
    /// What a file is cut into that begins with these bytes.
    pub(crate) fn of(head: &[u8], columns: &Columns) -> Self {
        let whole = head.len() < LOOKED_AT;
        if head.starts_with(warc::MARK) {
            Self::WebArchive
        } else if head.starts_with(arc::MARK) {
            Self::OldWebArchive
        } else if head.starts_with(tables::PARQUET) {
            Self::Parquet
        } else if jsonl::is_json_lines(head, whole) {
            Self::Lines
        } else if document::is_text(head)
            && let Some(table) = Delimited::of(head, whole, columns)
        {
            Self::Delimited(table)
        } else {
            Self::Whole
        }
    }
}

/// What it is called that a file cannot be opened, or not be unpacked.
fn kind_of(error: &std::io::Error) -> FailureKind {
    match error.kind() {
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput | std::io::ErrorKind::UnexpectedEof => {
            FailureKind::Damaged
        }
        _ => FailureKind::Unreadable,
    }
}

fn once(piece: Result<Piece, Failure>) -> Pieces {
    Box::new(std::iter::once(piece))
}

/// A document; of one that cannot be read to its end what could be read, with a warning, and the failure behind it.
fn document(mut stream: Stream, columns: &Columns, source: Source) -> Vec<Result<Piece, Failure>> {
    let mut bytes = Vec::new();
    let mut damage = None;
    loop {
        let room = (LARGEST_DOCUMENT + 1 - bytes.len()) as u64;
        match stream.by_ref().take(room).read_to_end(&mut bytes) {
            Ok(_) => break,
            Err(error) if damage.is_none() => damage = Some(error.to_string()),
            // What comes behind a second place is not told apart.
            Err(_) => break,
        }
    }
    if bytes.len() > LARGEST_DOCUMENT {
        let list = bytes.trim_ascii_start().starts_with(b"[");
        let lines = "write the list as JSON Lines, an object a line: jq -c '.[]' FILE | dateline … -";
        let way_out = if list { lines } else { "split it" };
        return vec![too_large(LARGEST_DOCUMENT, way_out, source)];
    }
    let warning = damage.as_ref().map(|damage| format!("the file could not be read whole: {damage}"));
    let carrier = Carrier { columns: columns.clone(), warning, ..Carrier::default() };
    let damaged = damage.map(|damage| fail(source.clone(), FailureKind::Damaged, damage));
    let something = damaged.is_none() || !bytes.trim_ascii().is_empty();
    let piece = something.then_some(Ok(Piece { source, carrier, form: Form::Document, bytes }));
    piece.into_iter().chain(damaged).collect()
}

fn too_large<T>(most: usize, way_out: &str, source: Source) -> Result<T, Failure> {
    fail(source, FailureKind::TooLarge, format!("more than {most} bytes in one document: {way_out}"))
}

/// All bytes of a stream.
///
/// # Errors
///
/// If there are more than `most`, or they cannot be unpacked.
pub(crate) fn whole(stream: Stream, most: usize, source: &Source) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match stream.take(most as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > most => too_large(most, "split it", source.clone()),
        Ok(_) => Ok(bytes),
        Err(error) => fail(source.clone(), FailureKind::Damaged, format!("cannot be read to its end: {error}")),
    }
}

/// A table is read from its end: from the file itself where it is not packed.
fn table(path: &Path, stream: Stream, columns: &Columns, source: Source) -> Pieces {
    let plain = File::open(path).ok().filter(|file| {
        let mut mark = [0; 4];
        file.metadata().is_ok_and(|data| data.is_file())
            && (&*file).read_exact(&mut mark).is_ok()
            && mark == tables::PARQUET
    });
    match plain {
        Some(file) => tables::parquet(file, columns, source),
        None => match whole(stream, LARGEST_TABLE, &source) {
            Ok(bytes) => tables::parquet(tables::in_memory(bytes), columns, source),
            Err(failure) => once(Err(failure)),
        },
    }
}

/// The lines of JSON Lines.
struct Lines {
    stream: Stream,
    carrier: Carrier,
    file: Source,
    number: u64,
    /// Whether nothing more can be read.
    over: bool,
}

impl Iterator for Lines {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let mut bytes = Vec::new();
            self.number += 1;
            let source = source::numbered(&self.file, self.number);
            let line = self.stream.by_ref().take(LARGEST_DOCUMENT as u64).read_until(b'\n', &mut bytes);
            if let Err(error) = line {
                let message = format!("line {}: cannot be unpacked: {error}", self.number);
                // What comes after the damage begins within a line.
                self.over = self.skip_line().is_err();
                return Some(fail(source, FailureKind::Damaged, message));
            }
            if bytes.is_empty() {
                return None;
            }
            if bytes.len() == LARGEST_DOCUMENT {
                self.over = self.skip_line().is_err();
                let message = format!("line {} is longer than {LARGEST_DOCUMENT} bytes", self.number);
                return Some(fail(source, FailureKind::TooLarge, message));
            }
            if !bytes.trim_ascii().is_empty() && bytes != b"\xef\xbb\xbf" {
                return Some(Ok(Piece { source, carrier: self.carrier.clone(), form: Form::Line, bytes }));
            }
        }
        None
    }
}

impl Lines {
    /// Goes on to the next line.
    fn skip_line(&mut self) -> std::io::Result<usize> {
        self.stream.skip_until(b'\n')
    }
}
