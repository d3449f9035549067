//! What stands in a file: many reports, cut out one by one, or one document?

use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use dateline::Source;

use crate::carrier::Carrier;
use crate::outcome::{Failure, FailureKind, LARGEST_DOCUMENT, fail};
use crate::piece::{Form, Piece, Pieces};
use crate::stream::{self, LOOKED_AT, Stream};
use crate::{jsonl, rows, source, warc};

/// Bytes that a packed table may have: it cannot be read as a stream.
const LARGEST_TABLE: usize = 1 << 30;

/// The pieces of a file, or of the standard input for `-`; `read` counts the bytes that were taken from it.
pub(crate) fn pieces(path: &Path, read: &Arc<AtomicU64>) -> Pieces {
    let source = source::of_path(path);
    something(cut(open(path, read), path, source.clone()), source)
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
    something(
        cut(stream::unpacked(std::io::Cursor::new(bytes), Arc::default()), Path::new("-"), source.clone()),
        source,
    )
}

fn cut(opened: std::io::Result<Stream>, path: &Path, source: Source) -> Pieces {
    let head = opened.and_then(|mut stream| Ok((stream.peek(LOOKED_AT)?, stream)));
    let (head, stream) = match head {
        Ok(head) => head,
        Err(error) => return once(fail(source, FailureKind::Unreadable, error.to_string())),
    };
    if head.starts_with(warc::MARK) {
        return Box::new(warc::Records::new(stream, source));
    }
    if head.starts_with(rows::MARK) {
        return table(path, stream, source);
    }
    let whole = head.len() < LOOKED_AT;
    if jsonl::is_json_lines(&head, whole) {
        return Box::new(Lines { stream, file: source, number: 0, over: false });
    }
    once(document(stream, source))
}

fn once(piece: Result<Piece, Failure>) -> Pieces {
    Box::new(std::iter::once(piece))
}

fn document(stream: Stream, source: Source) -> Result<Piece, Failure> {
    let bytes = whole(stream, LARGEST_DOCUMENT, &source)?;
    Ok(Piece { source, carrier: Carrier::default(), form: Form::Document, bytes })
}

fn whole(stream: Stream, most: usize, source: &Source) -> Result<Vec<u8>, Failure> {
    let fail = |kind, message| fail(source.clone(), kind, message);
    let mut bytes = Vec::new();
    match stream.take(most as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > most => {
            fail(FailureKind::TooLarge, format!("more than {most} bytes in one document: split it"))
        }
        Ok(_) => Ok(bytes),
        Err(error) => fail(FailureKind::Damaged, format!("cannot be read to its end: {error}")),
    }
}

/// A table is read from its end: from the file itself where it is not packed.
fn table(path: &Path, stream: Stream, source: Source) -> Pieces {
    let plain = File::open(path).ok().filter(|file| {
        let mut mark = [0; 4];
        file.metadata().is_ok_and(|data| data.is_file()) && (&*file).read_exact(&mut mark).is_ok() && mark == rows::MARK
    });
    match plain {
        Some(file) => rows::pieces(file, source),
        None => match whole(stream, LARGEST_TABLE, &source) {
            Ok(bytes) => rows::pieces(rows::in_memory(bytes), source),
            Err(failure) => once(Err(failure)),
        },
    }
}

/// The lines of JSON Lines.
struct Lines {
    stream: Stream,
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
                return Some(Ok(Piece { source, carrier: Carrier::default(), form: Form::Line, bytes }));
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
