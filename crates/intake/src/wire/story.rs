//! Which words of a message are its story, and where does its dateline stand?

use roxmltree::Node;

use crate::xml::{find, is, words};

/// Elements whose text is a paragraph.
const PARAGRAPHS: [&str; 15] =
    ["p", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "pre", "blockquote", "para", "Para", "P"];
/// Elements that are no part of the story.
const ASIDE: [&str; 15] = [
    "media",
    "head",
    "nitf-table",
    "script",
    "style",
    "body.head",
    "body.end",
    "header",
    "footer",
    "nav",
    "aside",
    "figure",
    "copyrite",
    "note",
    "figcaption",
];
/// Classes of elements that are none either.
const ASIDE_CLASSES: [&str; 12] = [
    "byline",
    "genre",
    "slugline",
    "keyword",
    "keywords",
    "headline",
    "copyright",
    "notepad",
    "linkbox",
    "publicationdate",
    "credit",
    "signature",
];

/// The text under a node; a paragraph for each element that is one and has none within.
pub(super) fn paragraphs(node: Node) -> String {
    let name = |node: Node| PARAGRAPHS.contains(&node.tag_name().name());
    let holds = |node: Node| node.descendants().skip(1).any(name);
    let inside = |inner: Node| {
        let outer = inner.ancestors().take_while(|outer| *outer != node);
        let mut outer = outer.filter(Node::is_element);
        outer.any(is_aside)
    };
    let blocks =
        node.descendants().filter(|inner| inner.is_element() && name(*inner) && !holds(*inner) && !inside(*inner));
    let blocks: Vec<String> = blocks.filter_map(words).collect();
    match find(node, "body").filter(|_| blocks.is_empty()) {
        Some(body) if body != node => paragraphs(body),
        _ if blocks.is_empty() => loose(node),
        _ => blocks.join("\n\n"),
    }
}

fn is_aside(node: Node) -> bool {
    let class = node.attribute("class").unwrap_or_default().to_ascii_lowercase();
    ASIDE.contains(&node.tag_name().name()) || class.split_whitespace().any(|class| ASIDE_CLASSES.contains(&class))
}

/// Text that has no paragraphs in elements: those that blank lines or indents part.
fn loose(node: Node) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let indented = line.starts_with("   ") || line.starts_with('\t');
        if line.trim().is_empty() || indented {
            paragraphs.push(Vec::new());
        }
        if let Some(last) = paragraphs.last_mut() {
            last.extend(line.split_whitespace());
        }
    }
    let paragraphs: Vec<String> =
        paragraphs.iter().filter(|words| !words.is_empty()).map(|words| words.join(" ")).collect();
    paragraphs.join("\n\n")
}

/// The text with the dateline before it, unless it begins with the place itself.
pub(super) fn with_dateline(dateline: Option<String>, text: String) -> String {
    let Some(dateline) = dateline.filter(|_| !text.trim().is_empty()) else { return text };
    let dateline = dateline.trim().trim_end_matches([' ', '-', '–', '—', '_']).to_owned();
    let place = |text: &str| {
        let word: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
        word.to_uppercase()
    };
    if dateline.is_empty() || place(&text) == place(&dateline) { text } else { format!("{dateline} - {text}") }
}

/// The text without its first paragraph, where that is the headline again.
pub(super) fn without_headline(text: String, title: Option<&str>) -> String {
    match text.split_once("\n\n") {
        Some((first, rest)) if Some(first.trim()) == title => rest.to_owned(),
        _ => text,
    }
}

/// What an element says in parts that stand in elements: with a comma between them, where nothing else does.
pub(super) fn listed(node: Node) -> String {
    let written =
        node.children().filter(Node::is_text).any(|text| text.text().is_some_and(|text| !text.trim().is_empty()));
    if written {
        let parts = node.children().filter_map(|child| match child.text() {
            Some(text) if child.is_text() => Some(text.to_owned()),
            _ if is(child, "story.date") => day_in_words(child),
            _ => Some(listed(child)).filter(|text| !text.is_empty()),
        });
        let text = parts.collect::<Vec<_>>().join(" ");
        return text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",");
    }
    let parts = node.children().filter(Node::is_element).filter_map(|child| {
        let text = if is(child, "story.date") { day_in_words(child) } else { Some(listed(child)) };
        text.filter(|text| !text.is_empty())
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// A day as people write it: one for machines is no word of a dateline.
fn day_in_words(node: Node) -> Option<String> {
    words(node).filter(|day| !day.starts_with(|c: char| c.is_ascii_digit()) || day.contains(' '))
}
