//! Which paragraphs stand in a Word document (.docx)?

use std::io::{Cursor, Read};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use crate::nested;
use crate::office::{self, Written};
use crate::outcome::{Cause, FailureKind, LARGEST_DOCUMENT};

/// Elements that a document may have.
const MOST_NODES: u32 = 8_000_000;
/// The part that holds the text.
const TEXT: &str = "word/document";
/// The part that holds the title.
const PROPERTIES: &str = "docProps/core.xml";
/// Styles of paragraphs that are the title, in the languages that programs name them.
const TITLES: [&str; 8] = ["Title", "Heading1", "Titre", "Titre1", "Titel", "berschrift1", "Ttulo1", "Kop1"];

/// Whether these bytes are a Word document.
pub(crate) fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|zip| part(&zip).is_some())
}

fn part<R: Read + std::io::Seek>(zip: &ZipArchive<R>) -> Option<String> {
    let mut names = zip.file_names().filter_map(Result::ok);
    names.find(|name| name.starts_with(TEXT) && name.ends_with(".xml")).map(|name| name.into_owned())
}

/// Its text.
///
/// # Errors
///
/// It is damaged, locked with a password, or too large.
pub(crate) fn text(bytes: &[u8]) -> Result<Written, Cause> {
    let damaged = |error: String| (FailureKind::Damaged, format!("a Word document that cannot be read: {error}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let part = part(&zip).ok_or_else(|| damaged("it has no text".into()))?;
    let xml = unpacked(&mut zip, &part).map_err(damaged)?;
    let options = || ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&xml, options()).map_err(|error| damaged(error.to_string()))?;
    let mut paragraphs = Vec::new();
    let body = document.descendants().find(|node| is(*node, "body"));
    blocks(body.unwrap_or(document.root_element()), &mut paragraphs);
    let heading = document.descendants().find(|node| is(*node, "p") && is_title(*node)).map(|node| runs(node));
    let named = unpacked(&mut zip, PROPERTIES).ok().and_then(|xml| {
        let properties = Document::parse(&xml).ok()?;
        let title = properties.descendants().find(|node| is(*node, "title"))?;
        Some(title.text()?.trim().to_owned())
    });
    let title = heading.or(named).map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    Ok(Written { text: office::paragraphs(paragraphs), title })
}

fn unpacked<R: Read + std::io::Seek>(zip: &mut ZipArchive<R>, name: &str) -> Result<String, String> {
    let part = zip.by_name(name).map_err(|error| error.to_string())?;
    let mut xml = Vec::new();
    part.take(LARGEST_DOCUMENT as u64 + 1).read_to_end(&mut xml).map_err(|error| error.to_string())?;
    if xml.len() > LARGEST_DOCUMENT {
        return Err(format!("more than {LARGEST_DOCUMENT} bytes: split it"));
    }
    let (xml, _) = crate::decode::markup(&xml, None).map_err(|(_, message)| message)?;
    if nested::is_too_deep(&xml) { Err("its elements stand too deep within each other".into()) } else { Ok(xml) }
}

fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The paragraphs under a node, and the rows of its tables.
fn blocks(node: Node, done: &mut Vec<String>) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "p" => {
                done.push(runs(child));
                boxes(child, done);
            }
            "tr" => done.push(row(child)),
            "Fallback" | "sectPr" => {}
            _ => blocks(child, done),
        }
    }
}

/// The paragraphs of the boxes in a paragraph.
fn boxes(node: Node, done: &mut Vec<String>) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "txbxContent" => blocks(child, done),
            // What stands there for older programs.
            "Fallback" => {}
            _ => boxes(child, done),
        }
    }
}

/// The cells of a row, with tabs between them.
fn row(row: Node) -> String {
    let cells = row.children().filter(|cell| is(*cell, "tc") || is(*cell, "sdt"));
    let cells = cells.map(|cell| {
        let mut paragraphs = Vec::new();
        blocks(cell, &mut paragraphs);
        office::paragraphs(paragraphs)
    });
    cells.collect::<Vec<_>>().join("\t")
}

/// The text of a paragraph, that of boxes in it apart.
fn runs(paragraph: Node) -> String {
    let mut text = String::new();
    add(paragraph, &mut text);
    text
}

fn add(node: Node, text: &mut String) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "t" => text.push_str(child.text().unwrap_or_default()),
            "tab" => text.push('\t'),
            "br" if attribute(child, "type").is_some_and(|kind| kind == "page" || kind == "column") => {
                text.push_str("\n\n")
            }
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            // Properties, deleted words, boxes and what stands for them in older programs.
            "pPr" | "rPr" | "del" | "moveFrom" | "txbxContent" | "Fallback" => {}
            _ => add(child, text),
        }
    }
}

fn attribute<'n>(node: Node<'n, 'n>, name: &str) -> Option<&'n str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn is_title(paragraph: Node) -> bool {
    let style = paragraph.children().find(|node| is(*node, "pPr")).and_then(|properties| {
        let style = properties.children().find(|node| is(*node, "pStyle"))?;
        style.attributes().find(|attribute| attribute.name() == "val").map(|value| value.value().to_owned())
    });
    style.is_some_and(|style| TITLES.contains(&style.as_str()))
}
