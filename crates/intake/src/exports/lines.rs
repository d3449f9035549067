//! Which lines has a text, and which of them belong to no document?

use super::description::Description;

/// A new page.
const PAGE: &str = "\u{c}";

/// A line that is not empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Without the white space around it.
    pub(super) text: &'t str,
    /// Whether it opens a paragraph: an empty line stands before it.
    pub(super) opens: bool,
}

/// A text as lines are read: with plain spaces, without marks that nobody sees.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{ad}' => {}
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => plain.push(' '),
            '\r' => {}
            '\u{c}' => plain.push_str("\n\u{c}\n"),
            // A new column, a new paragraph.
            '\u{b}' | '\u{2029}' | '\u{2028}' | '\u{85}' => plain.push_str("\n\n"),
            c => plain.push(c),
        }
    }
    plain
}

/// The lines of a text; those that stand around documents are left out.
pub(super) fn of<'t>(text: &'t str, description: &Description) -> Vec<Line<'t>> {
    let frame = |line: &str| description.documents.frame.iter().any(|form| form.is_match(line));
    let mut opens = true;
    let mut lines = Vec::new();
    for line in text.lines() {
        // A page that ends may have its number at its foot.
        if line == PAGE && lines.last().is_some_and(|last: &Line| last.text.chars().all(|c| c.is_ascii_digit())) {
            lines.pop();
        }
        let line = line.trim();
        if line.is_empty() {
            opens = true;
        } else if frame(line) {
            // A page ended there, perhaps within a paragraph.
        } else {
            lines.push(Line { text: line, opens: std::mem::take(&mut opens) });
        }
    }
    lines
}

/// Lines as a text again, with an empty line between paragraphs.
pub(super) fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            text.push_str(if line.opens { "\n\n" } else { "\n" });
        }
        text.push_str(line.text);
    }
    text
}

/// Lines as one, such as a headline that stands on several.
pub(super) fn joined<'t>(lines: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let joined: Vec<&str> = lines.into_iter().flat_map(str::split_whitespace).collect();
    (!joined.is_empty()).then(|| joined.join(" "))
}
