//! Which format is this document in? Its bytes tell, not its name.

use dateline::{Report, Source};

use crate::carrier::Carrier;
use crate::exports::{Archives, Export};
use crate::mail::{self, Mail};
use crate::outcome::{Failure, FailureKind, LARGEST_PAGE, Outcome, checked, fail};
use crate::zipped::{self, Zipped};
use crate::{decode, docx, feed, headed, html, jsonl, office, refused, ris, rtf, sheet, wire, xml};

/// The reports of a document, which may be the export of one of these press archives.
pub(crate) fn read(bytes: &[u8], source: Source, carrier: &Carrier, archives: Option<&Archives>) -> Vec<Outcome> {
    let format = format(bytes);
    if let Some((_, reports)) = archives.and_then(|archives| export(format, bytes, &source, archives)) {
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
        Format::Json => jsonl::document(bytes, &carrier.columns, &source),
        Format::Sheet => sheet::read(bytes, &carrier.columns, &source),
        Format::OpenText => vec![zipped::open_text(bytes, source, carrier)],
        Format::Mail(kind) => mail::read(kind, bytes, source, carrier),
        Format::Anpa => wire::anpa(bytes, &source),
        Format::OtherXml => vec![other_xml(bytes, source)],
        Format::Refused => {
            let reason = refused::reason(bytes).or_else(|| match zipped::kind(bytes) {
                Some(Zipped::Other(advice)) => Some(advice.to_owned()),
                _ => None,
            });
            vec![fail(source, FailureKind::Unsupported, reason.unwrap_or_default())]
        }
        Format::Word => office::read(docx::text(bytes), source, carrier, archives),
        Format::Rtf => office::read(rtf::text(bytes), source, carrier, archives),
        Format::Bibliography => match decode::text(bytes) {
            Ok((text, _)) => ris::read(&text, &source),
            Err((kind, message)) => vec![fail(source, kind, message)],
        },
        Format::Text => text(bytes, source, carrier),
    }
}

/// The name of the kind that a document is.
///
/// # Errors
///
/// Why it is not read.
pub(crate) fn called(bytes: &[u8], source: Source, archives: &Archives) -> Result<String, Failure> {
    let format = format(bytes);
    if let Some((archive, _)) = export(format, bytes, &source, archives) {
        return Ok(archive.to_lowercase().replace(' ', "-"));
    }
    let name = match format {
        Format::Html => "page",
        Format::Feed => "feed",
        Format::Wire => wire::called(bytes),
        Format::Json => jsonl::called(bytes),
        Format::Sheet => "workbook",
        Format::OpenText => "open-text",
        Format::Mail(Mail::Message) => "mail",
        Format::Mail(Mail::Mailbox) => "mailbox",
        Format::Mail(Mail::Page) => "saved-page",
        Format::Anpa => "anpa",
        Format::Word => "word",
        Format::Rtf => "rtf",
        Format::Bibliography => "ris",
        Format::Text => match decode::text(bytes) {
            Ok(_) => "text",
            Err((kind, message)) => return fail(source, kind, message),
        },
        Format::OtherXml | Format::Refused => {
            let failure = read(bytes, source, &Carrier::default(), None).into_iter().find_map(Result::err);
            return failure.map_or(Ok("text".to_owned()), Err);
        }
    };
    Ok(name.to_owned())
}

/// Whether a document that begins with these bytes is a plain text.
pub(crate) fn is_text(head: &[u8]) -> bool {
    format(head) == Format::Text
}

/// The reports of an export of a press archive: text, a page, XML.
fn export<'a>(format: Format, bytes: &[u8], source: &Source, archives: &'a Archives) -> Option<Export<'a>> {
    let (text, warning) = match format {
        Format::Text => decode::text(bytes).ok()?,
        Format::Html | Format::Wire | Format::OtherXml => decode::markup(bytes, None).ok()?,
        _ => return None,
    };
    let (archive, mut reports) = match format {
        Format::Text => archives.read(&text, source).or_else(|| archives.read_xml(&text, source)),
        _ => archives.read_xml(&text, source).or_else(|| archives.read_page(&text, source)),
    }?;
    for report in reports.iter_mut().flatten() {
        report.warnings.extend(warning.clone());
    }
    Some((archive, reports))
}

/// Plain text: one report, or those that heads part.
fn text(bytes: &[u8], source: Source, carrier: &Carrier) -> Vec<Outcome> {
    let (text, warning) = match decode::text(bytes) {
        Ok(read) => read,
        Err((kind, message)) => return vec![fail(source, kind, message)],
    };
    let Some(reports) = headed::read(&text, &source) else { return vec![plain(bytes, source, carrier)] };
    let told = |report: Report| {
        let warnings = report.warnings.into_iter().chain(warning.clone()).collect();
        checked(carrier.dated(Report { warnings, ..report }), "text")
    };
    reports.into_iter().map(told).collect()
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Html,
    /// RSS or Atom.
    Feed,
    /// NewsML-G2 or NITF.
    Wire,
    Json,
    /// XML of a kind that is not known.
    OtherXml,
    /// A workbook.
    Sheet,
    /// A text of OpenDocument.
    OpenText,
    /// Mail, or a page that was saved as mail is.
    Mail(Mail),
    /// A message as agencies send it over lines.
    Anpa,
    /// What is recognised and not read.
    Refused,
    Word,
    Rtf,
    /// Records of a bibliography in RIS.
    Bibliography,
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
    match zipped::kind(bytes) {
        Some(Zipped::Sheet) => return Format::Sheet,
        Some(Zipped::OpenText) => return Format::OpenText,
        Some(Zipped::Other(_)) => return Format::Refused,
        None if refused::is_old_sheet(bytes) => return Format::Sheet,
        None if refused::reason(bytes).is_some() => return Format::Refused,
        None if wire::is_anpa(bytes) => return Format::Anpa,
        None => {}
    }
    let head = decode::head(bytes, 4096);
    let text = head.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return markup(text, bytes);
    }
    if let Some(kind) = mail::kind(bytes) {
        return Format::Mail(kind);
    }
    if ris::is_bibliography(text) {
        return Format::Bibliography;
    }
    if text.starts_with(['{', '[']) && jsonl::is_json_document(text.as_bytes()) { Format::Json } else { Format::Text }
}

/// Tells markup by its first tag, behind declarations and comments.
fn markup(text: &str, bytes: &[u8]) -> Format {
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
            xml::declaration_end(rest)
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
        "rss" | "feed" | "RDF" | "channel" | "entry" => Format::Feed,
        name if wire::is_root(name) => Format::Wire,
        name if FIRST_TAGS.contains(&name.to_ascii_lowercase().as_str()) => Format::Html,
        _ if declared || is_tree(bytes) => Format::OtherXml,
        // "<i>Moby-Dick</i>" and "<applause>" stand in texts too.
        _ => Format::Text,
    }
}

/// Whether it all is a tree of XML, with elements within its root.
fn is_tree(bytes: &[u8]) -> bool {
    let Ok((text, _)) = decode::markup(bytes, None) else { return false };
    xml::tree(&text).is_ok_and(|tree| tree.root_element().children().any(|child| child.is_element()))
}

/// What is known of a list of addresses or feeds, which are XML too.
const OTHER_ROOTS: [(&str, &str); 4] = [
    ("urlset", "a sitemap lists addresses: fetch the pages that it names"),
    ("sitemapindex", "a sitemap lists addresses: fetch the pages that it names"),
    ("opml", "a list of feeds: give the feeds that it names"),
    ("svg", "a drawing"),
];

/// XML that is not read, by the name of its root.
fn other_xml(bytes: &[u8], source: Source) -> Outcome {
    let text = match decode::markup(bytes, None) {
        Ok((text, _)) => xml::mended(&text),
        Err((kind, message)) => return fail(source, kind, message),
    };
    let tree = match xml::tree(&text) {
        Ok(tree) => tree,
        Err(problem) => return fail(source, FailureKind::Malformed, problem),
    };
    let name = tree.root_element().tag_name().name();
    let known = OTHER_ROOTS.iter().find(|(root, _)| *root == name);
    let advice = known.map_or("write its reports as JSON Lines, CSV or one text each", |(_, advice)| *advice);
    fail(source, FailureKind::Unsupported, format!("XML of a kind that is not read, <{name}>: {advice}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        let cases: [(&[u8], Format); 21] = [
            (b"TY  - NEWS\nT1  - Ferry talks fail\n", Format::Bibliography),
            (b"\n<!DOCTYPE html><html>", Format::Html),
            (b"<!-- saved --><HTML lang=en>", Format::Html),
            (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x\"><html>", Format::Html),
            (b"<div><p>The envoy left.</p></div>", Format::Html),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><rss version=\"2.0\">", Format::Feed),
            (b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed),
            (b"<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", Format::Feed),
            (b"<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>", Format::Wire),
            (b"<!DOCTYPE nitf [ <!ENTITY dash \"-\"> <!ENTITY eth \"d\"> ]>\n<nitf>", Format::Wire),
            (
                b"<?xml version=\"1.0\"?><!DOCTYPE rss [\n<!ENTITY % HTMLlat1 PUBLIC \"a\" \"b\">\n] ><rss>",
                Format::Feed,
            ),
            (b"<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\">", Format::Wire),
            (b"{\"text\": \"The envoy left.\"}", Format::Json),
            (b"[Editor's note] The envoy left.", Format::Text),
            (b"<applause> The envoy left.", Format::Text),
            (b"The envoy left.", Format::Text),
            (b"PK\x03\x04rest", Format::Refused),
            (b"<?xml version=\"1.0\"?><Story><id>7</id></Story>", Format::OtherXml),
            (b"<Story><id>7</id><body>Rain fell.</body></Story>", Format::OtherXml),
            (b"<entry xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed),
            (b"<NewsML Version=\"1.2\">", Format::Wire),
        ];
        for (bytes, wanted) in cases {
            assert_eq!(format(bytes), wanted, "{}", String::from_utf8_lossy(bytes));
        }
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("<html>".bytes().flat_map(|b| [b, 0])).collect();
        assert_eq!(format(&wide), Format::Html);
        let unmarked: Vec<u8> = "<?xml version='1.0' encoding='utf-16'?><rss>".bytes().flat_map(|b| [0, b]).collect();
        assert_eq!(format(&unmarked), Format::Feed);
    }

    #[test]
    fn unknown_xml_is_refused_by_its_root() {
        let read = |text: &str| read(text.as_bytes(), Source::default(), &Carrier::default(), None).remove(0);
        let failure = read("<?xml version=\"1.0\"?><Story><id>7</id>Rain fell.</Story>").expect_err("refused");
        assert!(failure.kind == FailureKind::Unsupported && failure.message.contains("<Story>"), "{failure}");
        let failure = read("<urlset><url><loc>https://post.example/</loc></url></urlset>").expect_err("refused");
        assert!(failure.message.contains("sitemap"), "{failure}");
    }
}
