//! Which paragraphs of plain text does this HTML hold? Between them stands a blank line.

use dom_query::{Document, NodeRef};

use super::tree::{BLOCKS, UNSEEN};

/// The text, by paragraphs.
pub(super) fn of(html: &str) -> String {
    let document = Document::from(html);
    let mut text = Paragraphs::default();
    text.add(&document.root());
    text.close();
    text.done
}

/// The paragraphs of a text that has entities, tags or line breaks in it.
pub(super) fn of_text(text: &str) -> String {
    of(&text.replace('\n', "<br>"))
}

/// Paragraphs at the end that are no sentences: from this many on they are links to other pages.
const LINKS: usize = 3;
/// Characters of such a link, at most.
const LINK: usize = 100;

/// The text without the list of links behind it. One or two short lines may be credits.
pub(super) fn without_links(text: &str) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let is_link = |paragraph: &&&str| {
        let end = paragraph.trim_end_matches(['”', '"', '’', ')', '»', '」', '』']);
        paragraph.chars().count() <= LINK && !end.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
    };
    let links = paragraphs.iter().rev().take_while(is_link).count();
    let kept = if links < LINKS || links == paragraphs.len() { paragraphs.len() } else { paragraphs.len() - links };
    paragraphs[..kept].join("\n\n")
}

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
        for child in node.children_it(false) {
            self.add(&child);
        }
        if block {
            self.close();
        } else if matches!(&*name, "td" | "th") {
            self.open.push(' ');
        }
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
    use super::{of, without_links};

    #[test]
    fn a_list_of_links_behind_the_text_goes_and_credits_stay() {
        let story = "Owners and crews parted.\n\nA strike goes on.";
        assert_eq!(without_links(&format!("{story}\n\nMore news\n\nRents in Lisbon\n\n6 hours ago")), story);
        let credited = format!("{story}\n\nab, cd/ef (AFP, dpa)\n\nMia K. Holm");
        assert_eq!(without_links(&credited), credited);
    }

    #[test]
    fn blocks_are_paragraphs_and_white_space_is_folded() {
        let html = "<h2>No new date</h2><p>The <b>envoy</b>\n  left&nbsp;Geneva.</p><ul><li>One</li><li>Two</li></ul>\
            <p>First line<br>second line<script>x()</script></p><table><tr><td>a</td><td>b</td></tr></table>";
        let wanted = "No new date\n\nThe envoy left Geneva.\n\nOne\n\nTwo\n\nFirst line\n\nsecond line\n\na b";
        assert_eq!(of(html), wanted);
    }
}
