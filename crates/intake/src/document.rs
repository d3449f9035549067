//! Which format is this document in? Its bytes tell, not its name.

use dateline::{Report, Source};

use crate::carrier::Carrier;
use crate::exports::Archives;
use crate::outcome::{FailureKind, LARGEST_PAGE, Outcome, checked, fail};
use crate::{decode, docx, feed, html, jsonl, ninjs, office, rtf, wire};

/// The reports of a document, which may be the export of one of these press archives.
pub(crate) fn read(bytes: &[u8], source: Source, carrier: &Carrier, archives: Option<&Archives>) -> Vec<Outcome> {
    let format = format(bytes);
    if let Some(reports) = archives.and_then(|archives| export(format, bytes, &source, archives)) {
        return reports;
    }
    match format {
        Format::Html if bytes.len() > LARGEST_PAGE => {
            let message = format!("a page of {} bytes; {LARGEST_PAGE} are read at most", bytes.len());
            vec![fail(source, FailureKind::TooLarge, message)]
        }
        Format::Html => vec![marked(bytes, source, carrier, |text, source| html::read(&text, source, carrier))],
        Format::Feed => feed::read(bytes, &source),
        Format::Wire => match decode::markup(bytes, None) {
            Ok((text, _)) => wire::read(&text, &source),
            Err((kind, message)) => vec![fail(source, kind, message)],
        },
        Format::Json => json(bytes, &source),
        Format::Archive(name) => {
            vec![fail(source, FailureKind::Unsupported, format!("a {name}: unpack it and give the files in it"))]
        }
        Format::Word => office::read(docx::text(bytes), source, carrier, archives),
        Format::Rtf => office::read(rtf::text(bytes), source, carrier, archives),
        Format::Text => vec![plain(bytes, source, carrier)],
    }
}

/// The reports of an export of a press archive: text, a page, XML.
fn export(format: Format, bytes: &[u8], source: &Source, archives: &Archives) -> Option<Vec<Outcome>> {
    let (text, warning) = match format {
        Format::Text => decode::text(bytes).ok()?,
        Format::Html | Format::Wire => decode::markup(bytes, None).ok()?,
        _ => return None,
    };
    let mut reports = match format {
        Format::Text => archives.read(&text, source).or_else(|| archives.read_xml(&text, source)),
        _ => archives.read_xml(&text, source).or_else(|| archives.read_page(&text, source)),
    }?;
    for report in reports.iter_mut().flatten() {
        report.warnings.extend(warning.clone());
    }
    Some(reports)
}

/// Plain text: one report.
pub(crate) fn plain(bytes: &[u8], source: Source, carrier: &Carrier) -> Outcome {
    match decode::text(bytes) {
        Ok((text, warning)) => {
            let report = Report { source, text, warnings: warning.into_iter().collect(), ..Report::default() };
            checked(carrier.dated(report), "text")
        }
        Err((kind, message)) => fail(source, kind, message),
    }
}

fn marked(bytes: &[u8], source: Source, carrier: &Carrier, read: impl Fn(String, Source) -> Outcome) -> Outcome {
    match decode::markup(bytes, carrier.media_type.as_deref()) {
        Ok((text, warning)) => {
            let mut outcome = read(text, source);
            if let (Ok(report), Some(warning)) = (&mut outcome, warning) {
                report.warnings.push(warning);
            }
            outcome
        }
        Err((kind, message)) => fail(source, kind, message),
    }
}

fn json(bytes: &[u8], source: &Source) -> Vec<Outcome> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(serde_json::Value::Object(object)) if feed::is_json_feed(&object) => feed::read(bytes, source),
        Ok(serde_json::Value::Object(object)) if ninjs::is_ninjs(&object) => vec![ninjs::read(&object, source.clone())],
        Ok(serde_json::Value::Array(objects)) => jsonl::array(objects, source),
        _ => vec![jsonl::report(bytes, source.clone(), 1)],
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Html,
    /// RSS or Atom.
    Feed,
    /// NewsML-G2 or NITF.
    Wire,
    Json,
    /// Several files in one, named.
    Archive(&'static str),
    Word,
    Rtf,
    Text,
}

/// Tags with which pages begin that leave out `<html>`, besides those of the head.
const FIRST_TAGS: [&str; 20] = [
    "html", "head", "title", "meta", "link", "script", "style", "body", "div", "p", "h1", "article", "main", "table",
    "section", "header", "iframe", "font", "br", "a",
];

fn format(bytes: &[u8]) -> Format {
    if docx::is_word(bytes) {
        return Format::Word;
    }
    if rtf::is_rtf(bytes) {
        return Format::Rtf;
    }
    for (mark, name) in [
        (b"PK\x03\x04".as_slice(), "ZIP archive"),
        (b"%PDF-", "PDF file"),
        (b"BZh", "bzip2 file"),
        (b"\xfd7zXZ\0", "xz file"),
    ] {
        if bytes.starts_with(mark) {
            return Format::Archive(name);
        }
    }
    let decoded = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(&bytes[..bytes.len().min(4096) & !1]).0,
        None => String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]),
    };
    let text = decoded.trim_start();
    if text.starts_with('<') {
        return markup(text);
    }
    if text.starts_with(['{', '[']) && jsonl::is_json_document(bytes) { Format::Json } else { Format::Text }
}

/// Tells markup by its first tag, behind declarations and comments.
fn markup(text: &str) -> Format {
    let mut rest = text;
    let mut declared = false;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
                let kind = rest[9..].trim_start().to_ascii_lowercase();
                if kind.starts_with("html") {
                    return Format::Html;
                }
            }
            declared |= rest.starts_with("<?xml");
            rest.find('>').map(|at| at + 1)
        } else {
            break;
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => return Format::Html,
        }
    }
    let Some(tag) = rest.strip_prefix('<') else { return if declared { Format::Html } else { Format::Text } };
    let end = tag.find(|c: char| !(c.is_alphanumeric() || "-_:.".contains(c))).unwrap_or(tag.len());
    let name = tag[..end].rsplit(':').next().unwrap_or_default();
    match name {
        "rss" | "feed" | "RDF" | "channel" => Format::Feed,
        "newsItem" | "newsMessage" | "packageItem" | "conceptItem" | "nitf" => Format::Wire,
        _ if declared || FIRST_TAGS.contains(&name.to_ascii_lowercase().as_str()) => Format::Html,
        // "<i>Moby-Dick</i>" and "<applause>" stand in texts too.
        _ => Format::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        let cases: [(&[u8], Format); 14] = [
            (b"\n<!DOCTYPE html><html>", Format::Html),
            (b"<!-- saved --><HTML lang=en>", Format::Html),
            (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x\"><html>", Format::Html),
            (b"<div><p>The envoy left.</p></div>", Format::Html),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><rss version=\"2.0\">", Format::Feed),
            (b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed),
            (b"<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", Format::Feed),
            (b"<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>", Format::Wire),
            (b"<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\">", Format::Wire),
            (b"{\"text\": \"The envoy left.\"}", Format::Json),
            (b"[Editor's note] The envoy left.", Format::Text),
            (b"<applause> The envoy left.", Format::Text),
            (b"The envoy left.", Format::Text),
            (b"PK\x03\x04rest", Format::Archive("ZIP archive")),
        ];
        for (bytes, wanted) in cases {
            assert_eq!(format(bytes), wanted, "{}", String::from_utf8_lossy(bytes));
        }
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("<html>".bytes().flat_map(|b| [b, 0])).collect();
        assert_eq!(format(&wide), Format::Html);
    }
}
