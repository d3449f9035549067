//! Which paragraphs of plain text does this HTML hold? Between them stands a blank line.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeRef};

use super::tree::{BLOCKS, UNSEEN};
use super::words;

/// The text, by paragraphs.
pub(super) fn of(html: &str) -> String {
    of_node(&Document::from(html).root())
}

/// What readers never see of a piece of a page, or see below a picture.
const NOT_READ: &str = "[hidden], figcaption, [style*='display:none'], [style*='display: none']";

/// The text of a piece of a page, such as a mail or the entry of a feed, without what stands around the story, if
/// anything else is in it.
pub(super) fn of_piece(html: &str) -> String {
    let piece = Document::from(html);
    piece.select(NOT_READ).remove();
    let text = of_node(&piece.root());
    let kept: Vec<&str> =
        text.split("\n\n").filter(|paragraph| !paragraph.is_empty() && !words::is_label(paragraph)).collect();
    match kept.is_empty() {
        true if text.is_empty() => of(html),
        true => text,
        false => kept.join("\n\n"),
    }
}

/// The text of a node, by paragraphs.
pub(super) fn of_node(node: &NodeRef) -> String {
    let mut text = Paragraphs::default();
    text.add(node);
    text.close();
    text.done
}

/// The paragraphs of a text that has entities, tags or line breaks in it.
pub(super) fn of_text(text: &str) -> String {
    of(&text.replace('\n', "<br>"))
}

/// Bytes of a paragraph that no story tells twice.
const LONG: usize = 40;
/// Times that a shorter one stands in a text that is a label.
const LABEL: usize = 3;

/// The text with each paragraph once, where pages repeat them, and without labels that stand between many.
pub(super) fn once(text: &str) -> String {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for paragraph in text.split("\n\n") {
        *times.entry(paragraph).or_default() += 1;
    }
    let mut seen = BTreeSet::new();
    let kept = text.split("\n\n").filter(|paragraph| {
        let is_label =
            paragraph.len() < LONG && times[paragraph] >= LABEL && !paragraph.ends_with(['.', '!', '?', ':']);
        !is_label && !words::is_label(paragraph) && (paragraph.len() < LONG || seen.insert(*paragraph))
    });
    kept.collect::<Vec<_>>().join("\n\n")
}

/// Quotation marks.
const MARKS: [char; 9] = ['“', '”', '„', '"', '«', '»', '‘', '’', '\''];

#[derive(Default)]
struct Paragraphs {
    done: String,
    open: String,
}

impl Paragraphs {
    /// Adds what stands under a node. Pages are at most as deep as [`super::nesting`] lets them be.
    fn add(&mut self, node: &NodeRef) {
        if node.is_text() {
            self.open.push_str(&node.text());
            return;
        }
        let name = node.node_name().unwrap_or_default();
        if UNSEEN.contains(&&*name) {
            return;
        }
        let block = BLOCKS.contains(&&*name);
        if block {
            self.close();
        }
        let from = self.done.len();
        for child in node.children_it(false) {
            self.add(&child);
        }
        if block {
            self.close();
        } else if matches!(&*name, "td" | "th") {
            self.open.push(' ');
        }
        if &*name == "blockquote" {
            self.quote(from);
        }
    }

    /// Puts what was added from here on in quotation marks, if the text before it ends with a colon: a page shows by a
    /// block apart whose words these are.
    fn quote(&mut self, from: usize) {
        let (before, added) = self.done.split_at(from);
        let words = added.trim_start();
        let is_quoted = words.starts_with(MARKS) || words.ends_with(MARKS);
        if words.is_empty() || is_quoted || !before.ends_with(':') {
            return;
        }
        let start = from + added.len() - words.len();
        let marked = format!("“{}”", words.replace("\n\n", "\n\n“"));
        self.done.replace_range(start.., &marked);
    }

    /// Ends the paragraph that is open.
    fn close(&mut self) {
        let mut words = self.open.split_whitespace().peekable();
        if words.peek().is_some() && !self.done.is_empty() {
            self.done.push_str("\n\n");
        }
        while let Some(word) = words.next() {
            self.done.push_str(word);
            if words.peek().is_some() {
                self.done.push(' ');
            }
        }
        self.open.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{of, of_piece, once};

    #[test]
    fn a_paragraph_is_told_once_and_a_label_is_none() {
        let long = "Owners and crews of the island ferries parted on Friday.";
        let text = format!("{long}\n\nAd\n\nA strike goes on.\n\nAd\n\n{long}\n\nAd\n\nRead more\n\nNo.\n\nNo.");
        assert_eq!(once(&text), format!("{long}\n\nA strike goes on.\n\nNo.\n\nNo."));
    }

    #[test]
    fn a_piece_is_read_without_what_is_hidden_or_around_it() {
        let piece = "<div style=\"color: red; display: none\">In this mail</div><p>Rain fell.</p><figure><img src=\"a\">\
            <figcaption>A boat.</figcaption></figure><p>ADVERTISEMENT</p><p>Boats stayed.</p>\
            <p><a>Unsubscribe</a> | <a>View in browser</a></p>";
        assert_eq!(of_piece(piece), "Rain fell.\n\nBoats stayed.");
        assert_eq!(
            (of_piece("<figcaption>A boat.</figcaption>"), of_piece("Read more")),
            ("A boat.".into(), "Read more".into())
        );
    }

    #[test]
    fn a_block_quotation_behind_a_colon_has_marks() {
        let quoted =
            |before: &str, words: &str| of(&format!("<p>{before}</p><blockquote>{words}</blockquote><p>Ok.</p>"));
        let two = quoted("The court wrote:", "<p>A list has names.</p><p>It has days.</p>");
        assert_eq!(two, "The court wrote:\n\n“A list has names.\n\n“It has days.”\n\nOk.");
        assert_eq!(quoted("He wrote:", "It has days."), "He wrote:\n\n“It has days.”\n\nOk.");
        assert_eq!(quoted("He wrote:", "“It has days.”"), "He wrote:\n\n“It has days.”\n\nOk.");
        assert_eq!(quoted("He left.", "It has days."), "He left.\n\nIt has days.\n\nOk.");
    }

    #[test]
    fn blocks_are_paragraphs_and_white_space_is_folded() {
        let html = "<h2>No new date</h2><p>The <b>envoy</b>\n  left&nbsp;Geneva.</p><ul><li>One</li><li>Two</li></ul>\
            <p>First line<br>second line<script>x()</script></p><table><tr><td>a</td><td>b</td></tr></table>";
        let wanted = "No new date\n\nThe envoy left Geneva.\n\nOne\n\nTwo\n\nFirst line\n\nsecond line\n\na b";
        assert_eq!(of(html), wanted);
    }
}
