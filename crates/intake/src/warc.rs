//! Which record of a web archive holds a page? (WARC 1.0 and 1.1, ISO 28500: pages as they were fetched, and texts, WET,
//! taken from them.)
//!
//! A damaged record is a failure, and the next is looked for; nothing is held in memory but the record at hand.

use std::io::{self, BufRead, Read};

use dateline::Source;
use jiff::civil::Date;

use crate::carrier::Carrier;
use crate::outcome::{Failure, FailureKind, LARGEST_PAGE, fail};
use crate::piece::{Form, Piece};
use crate::stream::Pushback;
use crate::{http, source};

/// How every record begins.
pub(crate) const MARK: &[u8] = b"WARC/";

/// Bytes that the head of a record, or a line of it, may have.
const LARGEST_HEAD: usize = 64 * 1024;

/// The records of an archive that may hold a report.
pub(crate) struct Records<R> {
    stream: Pushback<R>,
    file: Source,
    /// Records met so far.
    number: u64,
    /// Whether the failure of the stretch at hand is already told.
    told: bool,
    /// Errors since the last record.
    errors: u32,
    /// What was met within the last record, and is not yet told.
    pending: Option<Missing>,
}

/// Errors one after the other, without a record between, after which a stream is given up: one that only ever fails would
/// be read for ever.
const MOST_ERRORS: u32 = 1000;

/// The fields of a head that are asked for.
#[derive(Default)]
struct Head {
    kind: String,
    id: String,
    url: Option<String>,
    date: Option<Date>,
    media_type: String,
    length: Option<u64>,
}

/// Why there is no record here.
enum Missing {
    /// Nothing more comes.
    End,
    /// Bytes that are no record.
    Malformed(String),
    /// Bytes that could not be unpacked.
    Damaged(io::Error),
}

impl<R: BufRead> Records<R> {
    pub(crate) fn new(stream: Pushback<R>, file: Source) -> Self {
        Self { stream, file, number: 0, told: false, errors: 0, pending: None }
    }

    /// The next record, whatever it holds; none if it holds no report.
    fn record(&mut self) -> Result<Option<Result<Piece, Failure>>, Missing> {
        if let Some(missing) = self.pending.take() {
            return Err(missing);
        }
        self.find_mark()?;
        self.number += 1;
        let head = self.head()?;
        let length = head.length.ok_or_else(|| Missing::Malformed("a record without its Content-Length".into()))?;
        self.told = false;
        self.errors = 0;
        if !head.may_hold_report() {
            self.skip(length)?;
            return Ok(None);
        }
        let number = self.number;
        let numbered = source::numbered(&self.file, number);
        let id = if head.id.is_empty() { numbered.id } else { head.id };
        let source = Source { id, url: head.url, ..numbered };
        if length > LARGEST_PAGE as u64 {
            self.skip(length)?;
            let message = format!("record {number}: a page of {length} bytes; {LARGEST_PAGE} are read at most");
            return Ok(Some(fail(source, FailureKind::TooLarge, message)));
        }
        let (bytes, problem) = self.body(length as usize)?;
        let warning = problem.map(|problem| format!("record {number} of the archive {problem}"));
        let form = match head.kind.as_str() {
            "response" if head.media_type.starts_with("application/http") => Form::Http,
            "conversion" => Form::Text,
            _ => Form::Document,
        };
        let carrier = Carrier { fetched: head.date, media_type: Some(head.media_type), warning, ..Carrier::default() };
        Ok(Some(Ok(Piece { source, carrier, form, bytes })))
    }

    /// Goes on to the line that begins a record.
    fn find_mark(&mut self) -> Result<(), Missing> {
        let mut junk = 0;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Err(if junk > 0 { no_record(junk) } else { Missing::End });
            }
            if line.starts_with(MARK) {
                if junk > 0 {
                    // The failure first; then the record.
                    self.stream.push(line);
                    return Err(no_record(junk));
                }
                return Ok(());
            }
            if !line.trim_ascii().is_empty() {
                junk += line.len();
            }
        }
    }

    fn head(&mut self) -> Result<Head, Missing> {
        let mut head = Head::default();
        let mut size = 0;
        loop {
            let line = self.line()?;
            if line.trim_ascii().is_empty() {
                return Ok(head);
            }
            size += line.len();
            if size > LARGEST_HEAD || line.starts_with(MARK) {
                if line.starts_with(MARK) {
                    self.stream.push(line);
                }
                return Err(Missing::Malformed("a record whose head does not end".into()));
            }
            let line = String::from_utf8_lossy(&line);
            if let Some((name, value)) = line.split_once(':') {
                head.set(name.trim(), value.trim());
            }
        }
    }

    /// The next line with its end; empty where nothing more comes. A longer one comes in pieces.
    fn line(&mut self) -> Result<Vec<u8>, Missing> {
        let mut line = Vec::new();
        match self.stream.by_ref().take(LARGEST_HEAD as u64).read_until(b'\n', &mut line) {
            Ok(_) => Ok(line),
            Err(error) => Err(Missing::Damaged(error)),
        }
    }

    fn skip(&mut self, length: u64) -> Result<(), Missing> {
        io::copy(&mut self.stream.by_ref().take(length), &mut io::sink()).map_err(Missing::Damaged)?;
        Ok(())
    }

    /// The body, and what is wrong with its length. Reading goes on with the record that begins within it, or behind the
    /// bytes that it has beyond its length.
    fn body(&mut self, length: usize) -> Result<(Vec<u8>, Option<&'static str>), Missing> {
        let mut bytes = Vec::new();
        match self.stream.by_ref().take(length as u64).read_to_end(&mut bytes) {
            Ok(_) => {}
            // What was packed before the end is as it was; what was packed around damage may be anything.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !bytes.is_empty() => {
                self.pending = Some(Missing::Damaged(error));
                return Ok((bytes, Some("is cut short")));
            }
            Err(error) => return Err(Missing::Damaged(error)),
        }
        let next = self.stream.peek(5).unwrap_or_default();
        let ends = next.is_empty() || next.starts_with(b"\r\n") || next.starts_with(b"\n") || next.starts_with(MARK);
        if bytes.len() == length && ends {
            return Ok((bytes, None));
        }
        let begins = |window: &[u8]| window.starts_with(b"\nWARC/") && window[6].is_ascii_digit();
        if let Some(at) = bytes.windows(7).position(begins).map(|at| at + 1) {
            let rest = bytes.split_off(at);
            self.stream.push(rest);
            bytes.truncate(bytes.trim_ascii_end().len());
            return Ok((bytes, Some("is shorter than it says")));
        }
        if bytes.len() < length {
            return Ok((bytes, Some("is cut short")));
        }
        self.rest_of(&mut bytes)?;
        Ok((bytes, Some("is longer than it says")))
    }

    /// Adds the lines up to the next record.
    fn rest_of(&mut self, bytes: &mut Vec<u8>) -> Result<(), Missing> {
        let most = bytes.len() + LARGEST_HEAD;
        while bytes.len() < most {
            let line = self.line()?;
            if line.starts_with(MARK) {
                self.stream.push(line);
                break;
            }
            if line.is_empty() {
                break;
            }
            bytes.extend(line);
        }
        bytes.truncate(bytes.trim_ascii_end().len());
        Ok(())
    }
}

/// Whether a page may stand at this address: what crawlers keep of themselves, of names of hosts and of rules for them is
/// none.
pub(crate) fn may_be_page(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return true };
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "file" | "ftp") && !path.ends_with("/robots.txt")
}

fn no_record(junk: usize) -> Missing {
    Missing::Malformed(format!("{junk} bytes between records that are no record"))
}

impl Head {
    /// Whether it is a page, or a text taken from one.
    fn may_hold_report(&self) -> bool {
        let page = self.url.as_deref().is_none_or(may_be_page);
        let kind = self.media_type.split(';').next().unwrap_or_default().trim();
        page && match self.kind.as_str() {
            "response" => true,
            "resource" => kind.is_empty() || http::may_be_report(kind),
            "conversion" => kind.is_empty() || kind.starts_with("text/"),
            _ => false,
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-record-id" => self.id = value.trim_matches(['<', '>']).to_owned(),
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => self.date = crate::days::strict(value),
            "content-type" => self.media_type = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (kind, message) = match self.record() {
                Ok(Some(outcome)) => return Some(outcome),
                Ok(None) => continue,
                Err(Missing::End) => return None,
                Err(Missing::Malformed(what)) => {
                    (FailureKind::Malformed, format!("after record {}: {what}", self.number))
                }
                Err(Missing::Damaged(error)) => {
                    (FailureKind::Damaged, format!("after record {}: cannot be unpacked: {error}", self.number))
                }
            };
            self.errors += 1;
            if self.errors > MOST_ERRORS {
                return None;
            }
            // One row for a damaged stretch, however many bytes of it look like the beginning of something.
            if !std::mem::replace(&mut self.told, true) {
                return Some(fail(source::numbered(&self.file, self.number.max(1)), kind, message));
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::stream::tests::{gzip, open};

    pub(crate) fn record(kind: &str, url: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Target-URI: {url}\r\n\
             WARC-Date: 2031-03-08T09:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
            url.len(),
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn wet(url: &str, text: &str) -> Vec<u8> {
        record("conversion", url, "text/plain", text.as_bytes())
    }

    fn all(bytes: Vec<u8>) -> Vec<Result<String, FailureKind>> {
        let file = Source { id: "archive".into(), ..Source::default() };
        Records::new(open(bytes), file)
            .map(|piece| match piece {
                Ok(piece) => Ok(String::from_utf8(piece.bytes).expect("UTF-8")),
                Err(failure) => Err(failure.kind),
            })
            .collect()
    }

    #[test]
    fn records_that_hold_reports_are_read_in_order() {
        let info = record("warcinfo", "a", "application/warc-fields", b"software: test\r\n");
        let request = record("request", "http://a.example/", "application/http", b"GET / HTTP/1.1\r\n\r\n");
        let one = wet("http://a.example/", "The envoy left.");
        let two = wet("http://b.example/", "Talks failed.\r\n\r\nWARC/1.0 is no head in here");
        let members = [&info, &request, &one, &two].map(|record| gzip(record)).concat();
        let wanted = ["The envoy left.", "Talks failed.\r\n\r\nWARC/1.0 is no head in here"];
        assert_eq!(all(members), wanted.map(|text| Ok(text.to_owned())));
        let file = Source { id: "archive".into(), ..Source::default() };
        let piece = Records::new(open([info, one].concat()), file).next().expect("a record").expect("a page");
        assert_eq!((piece.source.record, piece.source.url.as_deref()), (Some(2), Some("http://a.example/")));
        assert_eq!(piece.source.id, "urn:uuid:17");
        assert_eq!(piece.carrier.fetched, Some(jiff::civil::date(2031, 3, 8)));
    }

    #[test]
    fn the_next_record_is_found_behind_a_damaged_one() {
        let good = wet("http://a.example/", "The envoy left.");
        let text = String::from_utf8(good.clone()).expect("UTF-8");
        let long = text.replace("Content-Length: 15", "Content-Length: 45").into_bytes();
        let none = text.replace("Content-Length", "Content-Lemgth").into_bytes();
        let report = || Ok("The envoy left.".to_owned());
        let short = text.replace("Content-Length: 15", "Content-Length: 13").into_bytes();
        for wrong in [long, short] {
            assert_eq!(all([wrong, good.clone()].concat()), [report(), report()]);
        }
        assert_eq!(all([none, good.clone()].concat()), [Err(FailureKind::Malformed), report()]);
        assert_eq!(all([good.clone(), b"noise\r\nnoise\r\n".to_vec(), good.clone()].concat()).len(), 3);
        assert_eq!(all(good[..good.len() - 10].to_vec()), [Ok("The envoy".to_owned())]);
        let large = text.replace("Content-Length: 15", "Content-Length: 99999999999").into_bytes();
        assert_eq!(all(large), [Err(FailureKind::TooLarge)]);
    }

    #[test]
    fn a_wrong_length_is_told_once() {
        let text = String::from_utf8(wet("http://a.example/", "The envoy left.")).expect("UTF-8");
        let wrong = text.replace("Content-Length: 15", "Content-Length: 14").into_bytes();
        let file = Source { id: "archive".into(), ..Source::default() };
        let pieces = Records::new(open([wrong, text.into_bytes()].concat()), file);
        let warnings: Vec<_> = pieces.map(|piece| piece.expect("a page").carrier.warning).collect();
        assert!(warnings[0].as_deref().is_some_and(|warning| warning.contains("longer than it says")), "{warnings:?}");
        assert_eq!(warnings[1], None);
    }

    #[test]
    fn a_damaged_member_costs_itself_alone_and_says_where() {
        let pages: Vec<Vec<u8>> = (0..6)
            .map(|page| {
                let text: String = (0..400).map(|i| format!("{} ", (i * 7919 + page * 104_729) % 10_007)).collect();
                gzip(&wet(&format!("http://a.example/{page}"), &text))
            })
            .collect();
        let start: usize = pages[..2].iter().map(Vec::len).sum();
        let mut damaged = pages.concat();
        let middle = start + pages[2].len() / 2;
        damaged[middle..middle + 8].fill(0xff);
        let file = Source { id: "archive".into(), ..Source::default() };
        let outcomes: Vec<_> = Records::new(open(damaged), file.clone()).collect();
        let failures: Vec<&Failure> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
        assert_eq!((outcomes.iter().flatten().count(), failures.len()), (5, 1));
        assert!(failures[0].message.contains(&format!("at byte {start} ")), "{}", failures[0]);
        let whole = pages.concat();
        let outcomes: Vec<_> = Records::new(open(whole[..whole.len() - 200].to_vec()), file).collect();
        assert_eq!((outcomes.iter().flatten().count(), outcomes.len()), (6, 7), "the last is cut short");
        assert_eq!(outcomes[6].as_ref().map_err(|failure| failure.kind).err(), Some(FailureKind::Damaged));
    }

    #[test]
    fn what_crawlers_keep_of_themselves_is_no_report() {
        let records = [
            record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "text/plain", b"Resolving"),
            record("resource", "urn:X-wpull:log", "text/plain", b"INFO"),
            record("response", "dns:a.example", "text/dns", b"20310308 a.example"),
            record("response", "http://a.example/robots.txt", "application/http;msgtype=response", b"HTTP/1.1 200 OK"),
            record("resource", "http://a.example/a.png", "image/png", b"x"),
            record("revisit", "http://a.example/", "application/http", b"HTTP/1.1 200 OK"),
            record("metadata", "http://a.example/", "application/warc-fields", b"via: x"),
            record("resource", "http://a.example/", "text/html", b"<p>The envoy left.</p>"),
        ];
        assert_eq!(all(records.concat()), [Ok("<p>The envoy left.</p>".to_owned())]);
    }
}
