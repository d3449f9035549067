//! What did the web server send? Its answer, as web archives keep it: its head, then the page.

use std::borrow::Cow;
use std::io::Read;

use dateline::Source;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use jiff::civil::Date;

use crate::carrier::Carrier;
use crate::document;
use crate::outcome::{Cause, FailureKind, LARGEST_PAGE, Outcome, fail};

/// Fields that a head may have.
const FIELDS: usize = 256;

/// The reports of an answer. A redirection, an error, a picture is a failure: nothing vanishes.
pub(crate) fn read(bytes: &[u8], source: Source, carrier: &Carrier) -> Vec<Outcome> {
    let bytes = &*of_version_1(bytes);
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let mut lenient = httparse::ParserConfig::default();
    lenient.allow_spaces_after_header_name_in_responses(true).ignore_invalid_headers_in_responses(true);
    let length = match lenient.parse_response(&mut head, bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => {
            return vec![fail(source, FailureKind::Malformed, "the head of the web server's answer does not end")];
        }
        Err(error) => {
            return vec![fail(source, FailureKind::Malformed, format!("not an answer of a web server: {error}"))];
        }
    };
    if head.code != Some(200) {
        let code = head.code.unwrap_or_default();
        return vec![fail(source, FailureKind::NoPage, format!("the web server answered {code}, not with a page"))];
    }
    let field = |name: &str| {
        let found = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).to_ascii_lowercase())
    };
    let carrier = Carrier { media_type: field("content-type"), ..carrier.clone() };
    if let Some(refused) = refused(&carrier, &source) {
        return vec![refused];
    }
    let (chunked, coding) = (field("transfer-encoding"), field("content-encoding"));
    let (body, warnings) = match body(&bytes[length..], chunked.as_deref(), coding.as_deref()) {
        Ok(body) => body,
        Err((kind, message)) => return vec![fail(source, kind, message)],
    };
    let mut outcomes = document::read(&body, source, &carrier, None);
    for report in outcomes.iter_mut().flatten() {
        report.warnings.extend(warnings.iter().cloned());
    }
    outcomes
}

/// The reports in what a web server sent, joined and unpacked: the media type that it told counts, and the day on which it
/// was fetched.
///
/// # Errors
///
/// What cannot be read is a [`Failure`](crate::Failure) in its place: a picture is one, and a page without a text.
///
/// # Examples
///
/// ```
/// let page = "<title>Talks fail</title><p>Owners and crews parted on Friday without an agreement.</p>";
/// let day = jiff::civil::date(2031, 3, 8);
/// let sent = |media_type| dateline_intake::reports_sent(page.as_bytes(), Some(media_type), Default::default(), day);
/// assert_eq!(sent("text/html; charset=utf-8")[0].as_ref().unwrap().retrieved, Some(day));
/// assert!(sent("image/png")[0].is_err());
/// ```
pub fn reports_sent(body: &[u8], media_type: Option<&str>, source: Source, fetched: Date) -> Vec<Outcome> {
    let media_type = media_type.map(str::to_ascii_lowercase);
    let carrier = Carrier { media_type, fetched: Some(fetched), ..Carrier::default() };
    match refused(&carrier, &source) {
        Some(refused) => vec![refused],
        None => document::read(body, source, &carrier, None),
    }
}

/// The failure of what is no text, by its media type.
fn refused(carrier: &Carrier, source: &Source) -> Option<Outcome> {
    let other = carrier.media_type.as_deref().filter(|media_type| !may_be_report(media_type))?;
    Some(fail(source.clone(), FailureKind::NoPage, format!("{other}, not a page")))
}

/// The answer with a status line of HTTP/1.1, where an archive wrote a later version: the head is the same.
fn of_version_1(bytes: &[u8]) -> Cow<'_, [u8]> {
    let later = [&b"HTTP/2"[..], b"HTTP/3"].iter().any(|version| bytes.starts_with(version));
    match bytes.iter().take(16).position(|byte| *byte == b' ') {
        Some(at) if later => [b"HTTP/1.1", &bytes[at..]].concat().into(),
        _ => bytes.into(),
    }
}

/// The page that was sent, its chunks joined and unpacked, and what is missing of it.
fn body(sent: &[u8], transfer: Option<&str>, coding: Option<&str>) -> Result<(Vec<u8>, Vec<String>), Cause> {
    let mut warnings = Vec::new();
    let mut body = sent.to_vec();
    // Some servers send chunks without saying so, and some archives join them and leave the field.
    if let Some((whole, ends)) = joined(sent, transfer.is_some_and(|coding| coding.contains("chunked"))) {
        body = whole;
        if !ends {
            warnings.push("the page is cut short: its last chunk is missing".to_owned());
        }
    }
    if let Some(coding) = coding {
        let (plain, warning) = unpacked(body, coding)?;
        body = plain;
        warnings.extend(warning);
    }
    Ok((body, warnings))
}

/// Whether things of this media type are texts.
pub(crate) fn may_be_report(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim();
    kind.is_empty()
        || (kind.starts_with("text/") && !matches!(kind, "text/css" | "text/javascript" | "text/calendar"))
        || kind.ends_with("xml")
        || kind.ends_with("json")
        || kind == "application/octet-stream"
}

/// A body sent in chunks, in one, and whether its last chunk is there; none if it is not in chunks, as archives often keep
/// it. Lines may end without CR; what is cut off is missing at the end.
fn joined(body: &[u8], said: bool) -> Option<(Vec<u8>, bool)> {
    let mut rest = body;
    let mut whole = Vec::new();
    let mut chunks = 0;
    loop {
        let Some((size, behind)) = chunk_size(rest) else {
            // The first line decides; behind it, what is no size is the end of what can be told.
            return (chunks > 0 && said).then_some((whole, false));
        };
        if size == 0 {
            return (said || chunks > 0).then_some((whole, true));
        }
        // Text that begins with a number is no chunk, if nothing follows that is one.
        if !said && behind.len() < size {
            return None;
        }
        whole.extend_from_slice(&behind[..size.min(behind.len())]);
        if behind.len() <= size {
            return Some((whole, false));
        }
        chunks += 1;
        rest = &behind[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// Bytes that the line of a chunk's size may have.
const LONGEST_SIZE: usize = 64;

/// The size that a line tells, and what stands behind that line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(LONGEST_SIZE).position(|byte| *byte == b'\n')?;
    let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
    let digits = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_hexdigit());
    let size = usize::from_str_radix(size, 16).ok().filter(|_| digits)?;
    Some((size, &bytes[end + 1..]))
}

/// The body without its packing, and what is told of one that is cut short; as it is, where an archive has taken the packing
/// off and kept the head.
fn unpacked(body: Vec<u8>, coding: &str) -> Result<(Vec<u8>, Option<String>), Cause> {
    let packed: Box<dyn Read + '_> = match coding.trim() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(&body[..])),
        "deflate" if is_zlib(&body) => Box::new(ZlibDecoder::new(&body[..])),
        "deflate" if std::str::from_utf8(&body).is_err() => Box::new(DeflateDecoder::new(&body[..])),
        "br" if std::str::from_utf8(&body).is_err() => {
            Box::new(brotli_decompressor::Decompressor::new(&body[..], 4096))
        }
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            Box::new(zstd::Decoder::with_buffer(&body[..]).map_err(|error| (FailureKind::Damaged, error.to_string()))?)
        }
        _ => return Ok((body, None)),
    };
    let mut plain = Vec::new();
    match packed.take(LARGEST_PAGE as u64 + 1).read_to_end(&mut plain) {
        _ if plain.len() > LARGEST_PAGE => {
            Err((FailureKind::TooLarge, format!("the page unpacks to more than {LARGEST_PAGE} bytes")))
        }
        Ok(_) => Ok((plain, None)),
        Err(error) if plain.trim_ascii().is_empty() => {
            Err((FailureKind::Damaged, format!("the page cannot be unpacked: {error}")))
        }
        Err(_) => Ok((plain, Some("the page is cut short or damaged: it could be unpacked in part only".into()))),
    }
}

/// Whether these bytes begin as zlib does: some servers leave its head out.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) * 256 + u16::from(*flags)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::tests::gzip;

    fn texts(answer: &[u8]) -> Vec<Result<String, FailureKind>> {
        let outcomes = read(answer, Source::default(), &Carrier::default());
        outcomes.into_iter().map(|outcome| outcome.map(|report| report.text).map_err(|failure| failure.kind)).collect()
    }

    #[test]
    fn bodies_are_joined_and_unpacked() {
        let text = || vec![Ok("The envoy left Geneva.".to_owned())];
        assert_eq!(texts(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThe envoy left Geneva."), text());
        assert_eq!(texts(b"HTTP/2 200 \r\ncontent-type: text/plain\r\n\r\nThe envoy left Geneva."), text());
        assert_eq!(texts(b"HTTP/2.0 404\r\n\r\nNo."), vec![Err(FailureKind::NoPage)]);
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n\
            a\r\nThe envoy \r\nc;x=y\r\nleft Geneva.\r\n0\r\n\r\n";
        assert_eq!(texts(chunked), text());
        let head = b"HTTP/1.1 200\r\nContent-Encoding: gzip\r\nContent-Type: text/plain\r\n\r\n";
        assert_eq!(texts(&[head, &gzip(b"The envoy left Geneva.")[..]].concat()), text());
        assert_eq!(texts(&[&head[..], b"The envoy left Geneva."].concat()), text());
    }

    #[test]
    fn chunks_are_joined_however_they_end() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n";
        let read = |head: &str, body: &str| {
            let outcome = read(format!("{head}{body}").as_bytes(), Source::default(), &Carrier::default()).remove(0);
            outcome.map(|report| (report.text, report.warnings.len())).map_err(|failure| failure.kind)
        };
        let text = |text: &str, warnings| Ok((text.to_owned(), warnings));
        assert_eq!(read(head, "a\nThe envoy \nc\nleft Geneva.\n0\n\n"), text("The envoy left Geneva.", 0));
        assert_eq!(read(head, "a\r\nThe envoy \r\nc\r\nleft Geneva.\r\n"), text("The envoy left Geneva.", 1));
        assert_eq!(read(head, "a\r\nThe envoy \r\nc\r\nleft Gen"), text("The envoy left Gen", 1));
        assert_eq!(read(head, "The envoy left Geneva."), text("The envoy left Geneva.", 0));
        let plain = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
        assert_eq!(read(plain, "a\r\nThe envoy \r\nc\r\nleft Geneva.\r\n0\r\n\r\n"), text("The envoy left Geneva.", 0));
        assert_eq!(read(plain, "1914\nThe envoy left."), text("1914\nThe envoy left.", 0));
    }

    #[test]
    fn a_packed_page_that_is_cut_short_gives_what_it_holds() {
        let head = b"HTTP/1.1 200\r\nContent-Encoding: gzip\r\nContent-Type: text/plain\r\n\r\n";
        let text: String = (0..400).map(|i| format!("{} ", i * 7919 % 10_007)).collect();
        let packed = gzip(text.as_bytes());
        let answer = [head, &packed[..packed.len() / 2]].concat();
        let report = read(&answer, Source::default(), &Carrier::default()).remove(0).expect("a report");
        assert!(text.starts_with(report.text.trim()) && report.text.len() > 100 && report.warnings.len() == 1);
    }

    #[test]
    fn what_is_no_page_is_said_and_a_bomb_is_refused() {
        assert_eq!(texts(b"HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nMoved"), [Err(FailureKind::NoPage)]);
        assert_eq!(texts(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"), [Err(FailureKind::NoPage)]);
        assert_eq!(texts(b"GET / HTTP/1.1\r\n\r\n"), [Err(FailureKind::Malformed)]);
        let bomb = gzip(&vec![b' '; LARGEST_PAGE + 1]);
        let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
        assert_eq!(texts(&[head, &bomb[..]].concat()), [Err(FailureKind::TooLarge)]);
    }
}
