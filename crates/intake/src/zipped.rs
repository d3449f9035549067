//! What is packed in this ZIP file: a workbook, a text of OpenDocument, other files?

use std::io::{Cursor, Read};

use dateline::{Report, Source};
use roxmltree::Node;
use zip::ZipArchive;

use crate::carrier::Carrier;
use crate::outcome::{FailureKind, LARGEST_DOCUMENT, Outcome, checked, fail};
use crate::xml;

/// What a ZIP file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zipped {
    /// A workbook of Excel or OpenDocument.
    Sheet,
    /// A text of OpenDocument.
    OpenText,
    /// What is not read, and what to do.
    Other(&'static str),
}

/// How a ZIP file begins.
const MARK: &[u8] = b"PK\x03\x04";

/// Names within the file by which it is told, and what it then is.
const TOLD_BY: [(&str, Zipped); 8] = [
    ("xl/workbook", Zipped::Sheet),
    ("ppt/presentation", Zipped::Other("slides: save them as text")),
    ("META-INF/container.xml", Zipped::Other("an e-book (EPUB): save it as text or HTML")),
    ("datapackage.json", Zipped::Other("an archive of web archives (WACZ): unpack it and give archive/*.warc.gz")),
    ("Index/Document.iwa", Zipped::Other("a document of Pages: save it as .docx or text")),
    ("word/document", Zipped::Other("a Word document that cannot be read: save it as text")),
    ("META-INF/MANIFEST.MF", Zipped::Other("a program, not reports")),
    ("3D/", Zipped::Other("a model, not reports")),
];
/// How the types of OpenDocument begin.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";

/// What these bytes hold, if they are a ZIP file.
pub(crate) fn kind(bytes: &[u8]) -> Option<Zipped> {
    if !bytes.starts_with(MARK) {
        return None;
    }
    let other = Zipped::Other("a ZIP archive: unpack it and give the files in it");
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Some(other) };
    if let Some(kind) = part(&mut zip, "mimetype") {
        return Some(match kind.trim().strip_prefix(OPEN_DOCUMENT) {
            Some(kind) if kind.starts_with("text") => Zipped::OpenText,
            Some(kind) if kind.starts_with("spreadsheet") => Zipped::Sheet,
            Some(_) => Zipped::Other("slides or drawings: save them as text"),
            None => Zipped::Other("an e-book (EPUB) or the like: save it as text or HTML"),
        });
    }
    let names: Vec<String> = zip.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    let told = TOLD_BY.iter().find(|(begin, _)| names.iter().any(|name| name.starts_with(begin)));
    Some(told.map_or(other, |(_, kind)| *kind))
}

/// Bytes that what is packed in a ZIP file says to have, together.
pub(crate) fn unpacked_size(bytes: &[u8]) -> u64 {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    (0..zip.len()).filter_map(|at| Some(zip.by_index_raw(at).ok()?.size())).fold(0, u64::saturating_add)
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let part = zip.by_name(name).ok()?;
    let mut text = String::new();
    part.take(LARGEST_DOCUMENT as u64).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The report that a text of OpenDocument is.
pub(crate) fn open_text(bytes: &[u8], source: Source, carrier: &Carrier) -> Outcome {
    let content = ZipArchive::new(Cursor::new(bytes)).ok().and_then(|mut zip| {
        let content = part(&mut zip, "content.xml")?;
        Some((content, part(&mut zip, "meta.xml")))
    });
    let Some((content, meta)) = content else {
        return fail(source, FailureKind::Damaged, "a text of OpenDocument whose content cannot be unpacked");
    };
    let tree = match xml::tree(&content) {
        Ok(tree) => tree,
        Err(problem) => return fail(source, FailureKind::Malformed, problem),
    };
    let title = meta.and_then(|meta| xml::first(xml::tree(&meta).ok()?.root_element(), "title"));
    let body = xml::find(tree.root_element(), "text").unwrap_or(tree.root_element());
    let (heading, paragraphs) = paragraphs(body);
    let title = title.or(heading);
    let without_title = paragraphs.iter().skip(usize::from(paragraphs.first() == title.as_ref()));
    let text = without_title.map(String::as_str).collect::<Vec<_>>().join("\n\n");
    checked(carrier.dated(Report { source, text, title, ..Report::default() }), "document")
}

/// Elements of a text that are none of it: notes, what was crossed out, lists of contents.
const ASIDE: [&str; 7] =
    ["annotation", "note", "tracked-changes", "table-of-content", "sequence-decls", "forms", "illustration-index"];

/// The first heading, and the paragraphs.
fn paragraphs(body: Node) -> (Option<String>, Vec<String>) {
    let aside = |node: Node| node.ancestors().any(|outer| ASIDE.contains(&outer.tag_name().name()));
    let blocks = body.descendants().filter(|node| (xml::is(*node, "p") || xml::is(*node, "h")) && !aside(*node));
    let (mut heading, mut paragraphs) = (None, Vec::new());
    for block in blocks {
        let mut text = String::new();
        add_words(block, &mut text);
        let text = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
            .join("\n");
        if text.trim().is_empty() {
            continue;
        }
        if xml::is(block, "h") && heading.is_none() && paragraphs.is_empty() {
            heading = Some(text.clone());
        }
        paragraphs.push(text.trim().to_owned());
    }
    (heading, paragraphs)
}

/// Adds the words of a paragraph; blanks, tabs and ends of lines are elements.
fn add_words(node: Node, text: &mut String) {
    for child in node.children() {
        match child.tag_name().name() {
            "" => text.push_str(&child.text().filter(|_| child.is_text()).unwrap_or_default().replace('\n', " ")),
            "s" | "tab" => text.push(' '),
            "line-break" => text.push('\n'),
            // A paragraph in a frame within this one is told by itself.
            name if ASIDE.contains(&name) || matches!(name, "p" | "h" | "frame") => {}
            _ => add_words(child, text),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
            zip.write_all(text.as_bytes()).expect("written to memory");
        }
        zip.finish().expect("a ZIP file").into_inner()
    }

    #[test]
    fn a_text_of_open_document_is_a_report() {
        let content = r#"<office:document-content xmlns:office="urn:o" xmlns:text="urn:t"><office:body><office:text>
            <text:h>Rain falls</text:h><text:p>Rain<text:s/>fell on <text:span>the port</text:span>.<text:note>a note</text:note></text:p>
            <text:p/><text:list><text:list-item><text:p>Boats stayed.</text:p></text:list-item></text:list>
            </office:text></office:body></office:document-content>"#;
        let bytes = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
        assert_eq!(kind(&bytes), Some(Zipped::OpenText));
        let report = open_text(&bytes, Source::default(), &Carrier::default()).expect("a report");
        assert_eq!(
            (report.text.as_str(), report.title.as_deref()),
            ("Rain fell on the port.\n\nBoats stayed.", Some("Rain falls"))
        );
    }

    #[test]
    fn other_files_are_told_by_what_is_in_them() {
        assert_eq!(kind(&zip(&[("xl/workbook.xml", "")])), Some(Zipped::Sheet));
        assert_eq!(kind(&zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")])), Some(Zipped::Sheet));
        let advice = |name: &str| match kind(&zip(&[(name, "")])) {
            Some(Zipped::Other(advice)) => advice,
            kind => panic!("{kind:?}"),
        };
        assert!(advice("datapackage.json").contains("warc.gz") && advice("a.txt").contains("ZIP"));
        assert_eq!(kind(b"The envoy left."), None);
    }
}
