//! HTML to plain text with a blank line between paragraphs.

use dom_query::{Document, NodeRef};

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 36] = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "lb", "li",
    "main", "ol", "p", "pre", "section", "table", "tr", "ul", "nav",
];

/// Elements whose text is not for readers.
const UNSEEN: [&str; 9] = ["script", "style", "noscript", "iframe", "template", "svg", "button", "head", "select"];

/// The text, by paragraphs.
pub(super) fn of(html: &str) -> String {
    let document = Document::from(html);
    let mut text = Paragraphs::default();
    text.add(&document.root());
    text.close();
    text.done
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
    use super::of;

    #[test]
    fn blocks_are_paragraphs_and_white_space_is_folded() {
        let html = "<h2>No new date</h2><p>The <b>envoy</b>\n  left&nbsp;Geneva.</p><ul><li>One</li><li>Two</li></ul>\
            <p>First line<br>second line<script>x()</script></p><table><tr><td>a</td><td>b</td></tr></table>";
        let wanted = "No new date\n\nThe envoy left Geneva.\n\nOne\n\nTwo\n\nFirst line\n\nsecond line\n\na b";
        assert_eq!(of(html), wanted);
    }
}
