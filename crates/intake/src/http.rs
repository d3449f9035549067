//! What did the web server send? Its answer, as web archives keep it: its head, then the page.

use std::io::Read;

use dateline::Source;
use flate2::read::{MultiGzDecoder, ZlibDecoder};

use crate::carrier::Carrier;
use crate::document;
use crate::outcome::{Cause, FailureKind, LARGEST_PAGE, Outcome, fail};

/// Fields that a head may have.
const FIELDS: usize = 256;

/// The reports of an answer. A redirection, an error, a picture is a failure: nothing vanishes.
pub(crate) fn read(bytes: &[u8], source: Source, carrier: &Carrier) -> Vec<Outcome> {
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
    let media_type = field("content-type");
    if let Some(other) = media_type.as_deref().filter(|media_type| !may_be_report(media_type)) {
        return vec![fail(source, FailureKind::NoPage, format!("{other}, not a page"))];
    }
    let mut body = bytes[length..].to_vec();
    if field("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        body = joined(&body).unwrap_or(body);
    }
    let carrier = Carrier { media_type, ..carrier.clone() };
    match field("content-encoding").map_or(Ok(body.clone()), |coding| unpacked(body, &coding)) {
        Ok(body) => document::read(&body, source, &carrier, None),
        Err((kind, message)) => vec![fail(source, kind, message)],
    }
}

/// Whether things of this media type are texts.
fn may_be_report(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim();
    kind.is_empty()
        || (kind.starts_with("text/") && !matches!(kind, "text/css" | "text/javascript" | "text/calendar"))
        || kind.ends_with("xml")
        || kind.ends_with("json")
        || kind == "application/octet-stream"
}

/// A body sent in chunks, in one; none if it is not in chunks, as archives often keep it.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut rest = body;
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).take(64).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// The body without its packing; as it is, where an archive has taken that off and kept the head.
fn unpacked(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, Cause> {
    let packed: Box<dyn Read + '_> = match coding.trim() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(&body[..])),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => Box::new(ZlibDecoder::new(&body[..])),
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            Box::new(zstd::Decoder::with_buffer(&body[..]).map_err(|error| (FailureKind::Damaged, error.to_string()))?)
        }
        _ => return Ok(body),
    };
    let mut plain = Vec::new();
    match packed.take(LARGEST_PAGE as u64 + 1).read_to_end(&mut plain) {
        Ok(length) if length > LARGEST_PAGE => {
            Err((FailureKind::TooLarge, format!("the page unpacks to more than {LARGEST_PAGE} bytes")))
        }
        Ok(_) => Ok(plain),
        Err(error) => Err((FailureKind::Damaged, format!("the page cannot be unpacked: {error}"))),
    }
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
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n\
            a\r\nThe envoy \r\nc;x=y\r\nleft Geneva.\r\n0\r\n\r\n";
        assert_eq!(texts(chunked), text());
        let head = b"HTTP/1.1 200\r\nContent-Encoding: gzip\r\nContent-Type: text/plain\r\n\r\n";
        assert_eq!(texts(&[head, &gzip(b"The envoy left Geneva.")[..]].concat()), text());
        assert_eq!(texts(&[&head[..], b"The envoy left Geneva."].concat()), text());
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
