//! Which record of an old web archive, ARC, holds a page? A line tells address, moment, media type and length of each.

use std::io::{BufRead, Read};

use dateline::Source;

use crate::carrier::Carrier;
use crate::outcome::{Failure, FailureKind, LARGEST_PAGE, fail};
use crate::piece::{Form, Piece};
use crate::stream::Stream;
use crate::{source, warc};

/// How such a file begins.
pub(crate) const MARK: &[u8] = b"filedesc://";
/// Bytes that the line of a record may have.
const LARGEST_HEAD: u64 = 64 * 1024;

/// The records of an archive that may hold a report.
pub(crate) struct Records {
    stream: Stream,
    file: Source,
    number: u64,
    over: bool,
}

impl Records {
    pub(crate) fn new(stream: Stream, file: Source) -> Self {
        Self { stream, file, number: 0, over: false }
    }

    /// The next record; none where it holds no page, and an error where nothing more can be read.
    fn record(&mut self) -> Result<Option<Result<Piece, Failure>>, String> {
        let Some(line) = self.line()? else {
            self.over = true;
            return Ok(None);
        };
        self.number += 1;
        let fields: Vec<&str> = line.split(' ').collect();
        let length: Option<u64> = fields.last().and_then(|length| length.trim().parse().ok());
        let (Some(length), true) = (length, fields.len() >= 5) else {
            return Err(format!("record {}: its line does not tell a length", self.number));
        };
        let numbered = source::numbered(&self.file, self.number);
        let source = Source { url: Some(fields[0].to_owned()), ..numbered };
        if length > LARGEST_PAGE as u64 || !warc::may_be_page(fields[0]) {
            std::io::copy(&mut self.stream.by_ref().take(length), &mut std::io::sink())
                .map_err(|error| error.to_string())?;
            let message = format!("record {}: a page of {length} bytes; {LARGEST_PAGE} are read at most", self.number);
            let large = length > LARGEST_PAGE as u64;
            return Ok(large.then(|| fail(source, FailureKind::TooLarge, message)));
        }
        let mut bytes = Vec::new();
        let read = self.stream.by_ref().take(length).read_to_end(&mut bytes);
        if read.is_err() || (bytes.len() as u64) < length {
            self.over = true;
            let message = format!("record {} is cut short", self.number);
            return Ok(Some(fail(source, FailureKind::Damaged, message)));
        }
        let carrier = Carrier { fetched: fields[2].get(..8).and_then(crate::days::strict), ..Carrier::default() };
        Ok(Some(Ok(Piece { source, carrier, form: Form::Http, bytes })))
    }

    /// The next line that is not empty.
    fn line(&mut self) -> Result<Option<String>, String> {
        loop {
            let mut line = Vec::new();
            self.stream.by_ref().take(LARGEST_HEAD).read_until(b'\n', &mut line).map_err(|error| error.to_string())?;
            if line.is_empty() {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()));
            }
        }
    }
}

impl Iterator for Records {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.record() {
                Ok(Some(piece)) => return Some(piece),
                Ok(None) => {}
                Err(problem) => {
                    self.over = true;
                    let message =
                        format!("the ARC file cannot be read further: {problem}; `warcio recompress` mends such files");
                    return Some(fail(source::numbered(&self.file, self.number.max(1)), FailureKind::Damaged, message));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::tests::open;

    #[test]
    fn pages_are_read_by_their_lines() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nRain fell.";
        let head = "1 0 Norland\nURL IP-address Archive-date Content-type Archive-length\n";
        let record =
            |url: &str, body: &str| format!("{url} 192.0.2.1 20310308090000 text/html {}\n{body}\n", body.len());
        let text = [record("filedesc://a.arc", head), record("dns:a.example", "x"), record("http://a.example/", page)]
            .concat();
        let pieces: Vec<_> = Records::new(open(text.clone().into()), Source::default()).collect();
        let piece = pieces[0].as_ref().expect("a page");
        assert_eq!((pieces.len(), piece.source.url.as_deref()), (1, Some("http://a.example/")));
        assert_eq!(piece.carrier.fetched, Some(jiff::civil::date(2031, 3, 8)));
        let cut = Records::new(open(text[..text.len() - 8].into()), Source::default()).next();
        assert_eq!(cut.expect("a failure").map_err(|failure| failure.kind).err(), Some(FailureKind::Damaged));
        let wrong = text.replace(" text/html 54\n", " text/html\n") + "noise\n";
        assert!(Records::new(open(wrong.into()), Source::default()).any(|piece| piece.is_err()));
    }
}
