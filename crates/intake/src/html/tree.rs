//! What does each element of a page hold: how much text, how much of it in links and in paragraphs?

use dom_query::{Document, NodeRef};

/// Elements that stand on lines of their own and may hold others.
pub(super) const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "lb",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
    "nav",
];

/// Elements whose text is not for readers.
pub(super) const UNSEEN: [&str; 9] =
    ["script", "style", "noscript", "iframe", "template", "svg", "button", "head", "select"];

/// Characters from which a line is a paragraph of a story.
const PARAGRAPH: usize = 80;

/// Lines before the headline, and paragraphs behind it, that are near it.
const BEFORE: usize = 12;
const BEHIND: usize = 3;

/// The elements of a page, outer ones before inner ones.
pub(super) struct Tree<'d> {
    pub(super) elements: Vec<Element<'d>>,
    /// Names and contents of its metadata.
    metadata: Vec<(String, String)>,
}

/// What stands in an element.
#[derive(Default)]
struct Inner {
    text: usize,
    linked: usize,
    links: usize,
    prose: usize,
    holds_block: bool,
}

/// Elements that stand near the headline; all, by default.
pub(super) struct Near(std::ops::Range<usize>);

impl Near {
    pub(super) fn holds(&self, at: usize) -> bool {
        self.0.contains(&at)
    }
}

impl Default for Near {
    fn default() -> Self {
        Self(0..usize::MAX)
    }
}

/// An element, and what stands in it.
pub(super) struct Element<'d> {
    pub(super) node: NodeRef<'d>,
    pub(super) name: String,
    /// The element it stands in; itself, for the first.
    pub(super) parent: usize,
    /// The first element behind it that does not stand in it.
    pub(super) end: usize,
    /// Characters of text.
    pub(super) text: usize,
    /// Characters of text in links.
    pub(super) linked: usize,
    /// Links with words.
    pub(super) links: usize,
    /// Characters in paragraphs.
    pub(super) prose: usize,
    /// Whether text stands in it directly or in elements that are no blocks, and no block with text.
    pub(super) is_line: bool,
    /// Whether it was taken out, alone or with what it stands in.
    pub(super) is_out: bool,
    /// Whether something with links in it was taken out.
    pub(super) lost: bool,
}

impl<'d> Tree<'d> {
    /// Measures a page. Pages are at most as deep as [`super::nesting`] lets them be.
    pub(super) fn of(document: &'d Document) -> Self {
        let mut tree = Self { elements: Vec::new(), metadata: Vec::new() };
        if let Some(root) = document.root().children_it(false).find(NodeRef::is_element) {
            tree.add(root, 0, false);
        }
        tree.metadata = tree.elements.iter().filter(|element| element.name == "meta").filter_map(stated).collect();
        tree
    }

    /// Adds an element with what stands in it; whether a block with text does.
    fn add(&mut self, node: NodeRef<'d>, parent: usize, in_link: bool) -> bool {
        let at = self.elements.len();
        let name = node.node_name().unwrap_or_default().to_string();
        let in_link = in_link || name == "a";
        let is_head = name == "head";
        let is_block = BLOCKS.contains(&name.as_str()) || matches!(name.as_str(), "td" | "th");
        let is_unseen = UNSEEN.contains(&name.as_str()) && !is_head;
        self.elements.push(Element::new(node, name, parent, at));
        if is_unseen {
            return false;
        }
        let inner = self.add_inner(at, in_link);
        let end = self.elements.len();
        let element = &mut self.elements[at];
        element.end = end;
        if is_head {
            return false;
        }
        (element.text, element.linked, element.links, element.prose) =
            (inner.text, inner.linked, inner.links, inner.prose);
        element.links += usize::from(element.name == "a" && inner.text > 0);
        element.is_line = is_block && !inner.holds_block && inner.text > 0;
        let told = inner.text - inner.linked.min(inner.text);
        if element.is_line && inner.text >= PARAGRAPH && 4 * told > inner.text && 2 * told >= PARAGRAPH {
            element.prose = inner.text;
        }
        is_block || inner.holds_block
    }

    /// Adds what stands directly in an element; its measures.
    fn add_inner(&mut self, at: usize, in_link: bool) -> Inner {
        let node = self.elements[at].node;
        let mut all = Inner::default();
        for child in node.children_it(false) {
            if child.is_text() {
                let length = words_length(&child.text());
                all.text += length;
                all.linked += if in_link { length } else { 0 };
            } else if child.is_element() {
                let inner = self.elements.len();
                let is_block = self.add(child, at, in_link);
                let inner = &self.elements[inner];
                all.text += inner.text;
                all.linked += inner.linked;
                all.links += inner.links;
                all.prose += inner.prose;
                all.holds_block |= is_block && inner.text > 0;
            }
        }
        all
    }

    /// Takes an element out of the page, and what it holds out of the measures of those around it.
    pub(super) fn take_out(&mut self, at: usize) {
        if at == 0 || self.elements[at].is_out {
            return;
        }
        let Element { text, linked, links, prose, end, .. } = self.elements[at];
        self.elements[at].node.remove_from_parent();
        for inner in &mut self.elements[at..end] {
            inner.is_out = true;
        }
        let mut outer = at;
        while outer != 0 {
            outer = self.elements[outer].parent;
            let around = &mut self.elements[outer];
            around.text -= text.min(around.text);
            around.linked -= linked.min(around.linked);
            around.links -= links.min(around.links);
            around.prose -= prose.min(around.prose);
            around.lost |= links > 0;
        }
    }

    /// The elements that one stands in, from the innermost on.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let outer = move |at: &usize| (*at != 0).then(|| self.elements[*at].parent);
        std::iter::successors(Some(at), outer).skip(1)
    }

    /// The elements that stand directly in one and were not taken out.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.elements[at].end;
        let first = (at + 1 < end).then_some(at + 1);
        let next = move |at: &usize| Some(self.elements[*at].end).filter(|next| *next < end);
        std::iter::successors(first, next).filter(|at| !self.elements[*at].is_out)
    }

    /// The smallest element that holds most of the page's text outside of links.
    pub(super) fn story(&self) -> usize {
        let told = |at: usize| self.elements[at].text - self.elements[at].linked.min(self.elements[at].text);
        let mut at = 0;
        while let Some(inner) = self.children(at).find(|inner| 10 * told(*inner) > 8 * told(0)) {
            if self.elements[inner].is_line {
                break;
            }
            at = inner;
        }
        at
    }

    /// The first heading in an element.
    pub(super) fn heading(&self, at: usize) -> Option<usize> {
        (at..self.elements[at].end).find(|&inner| !self.elements[inner].is_out && self.elements[inner].is_heading())
    }

    /// The contents of metadata with these names, in the order of the names; names without marks, in lower case.
    pub(super) fn metadata(&self, names: &[&str]) -> Vec<String> {
        let of_name = |name: &str| -> Vec<String> {
            let same = self.metadata.iter().filter(|(known, _)| known == name);
            same.map(|(_, content)| content.clone()).collect()
        };
        names.iter().flat_map(|name| of_name(name)).collect()
    }

    /// The elements near the headline: some lines before it, some paragraphs behind it.
    pub(super) fn near(&self, headline: Option<usize>) -> Near {
        let Some(headline) = headline else { return Near(0..self.first_paragraphs(0)) };
        let shown = |at: &usize| self.elements[*at].is_line || self.elements[*at].name == "time";
        let from = (1..headline).rev().filter(shown).take(BEFORE).last().unwrap_or(headline);
        Near(from..self.first_paragraphs(self.elements[headline].end))
    }

    /// Where the first paragraphs from an element on end.
    fn first_paragraphs(&self, from: usize) -> usize {
        let lines = (from..self.elements.len()).filter(|at| self.elements[*at].is_line && self.elements[*at].prose > 0);
        lines.take(BEHIND).last().unwrap_or(self.elements.len())
    }

    /// What readers see of an element, on one line.
    pub(super) fn text(&self, at: usize) -> String {
        text_of(&self.elements[at].node)
    }
}

impl<'d> Element<'d> {
    /// One whose measures are not taken.
    fn new(node: NodeRef<'d>, name: String, parent: usize, at: usize) -> Self {
        let (text, linked, links, prose) = (0, 0, 0, 0);
        let (is_line, is_out, lost) = (false, false, false);
        Self { node, name, parent, end: at + 1, text, linked, links, prose, is_line, is_out, lost }
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// An attribute, trimmed.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.node.attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// The words of its class, its id and what its page is built of, in lower case: `related-box relatedLinks` are related,
    /// box, related, links.
    pub(super) fn names(&self) -> Vec<String> {
        let names = [self.node.class(), self.node.id_attr(), self.node.attr("data-component")];
        let mut words = Vec::new();
        for name in names.iter().flatten() {
            let mut word = String::new();
            let mut before = ' ';
            for c in name.chars().take(400).chain([' ']) {
                let begins = c.is_uppercase() && before.is_lowercase();
                if (!c.is_alphanumeric() || begins) && !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                if c.is_alphanumeric() {
                    word.extend(c.to_lowercase());
                }
                before = c;
            }
        }
        words
    }
}

/// Name and content of an element of metadata.
fn stated(element: &Element) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop"].iter().find_map(|key| element.attribute(key))?;
    let name = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    Some((name, element.attribute("content")?))
}

/// What readers see of a node, on one line: blocks and, where they stand apart on the page, other elements are parted.
pub(super) fn text_of(node: &NodeRef) -> String {
    let mut text = String::new();
    add_text(node, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_text(node: &NodeRef, text: &mut String) {
    if node.is_text() {
        text.push_str(&node.text());
        return;
    }
    // "<span>Harbour</span><span>Ferry talks fail</span>" stand on two lines on their page.
    let alone = !node.children_it(false).any(|child| child.is_nonempty_text());
    for child in node.children_it(false) {
        let name = child.node_name().unwrap_or_default();
        if child.is_element() && UNSEEN.contains(&&*name) {
            continue;
        }
        let apart = BLOCKS.contains(&&*name) || matches!(&*name, "td" | "th") || alone && child.is_element();
        if apart {
            text.push(' ');
        }
        add_text(&child, text);
        if apart {
            text.push(' ');
        }
    }
}

/// Characters without the white space that parts no words.
fn words_length(text: &str) -> usize {
    let words = text.split_whitespace();
    words.map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_what_stands_in_them() {
        let page = "<html><body><div class='story-body mainText' id=a1><h1>Lamp <em>to</em> move</h1>\
            <p>The council of <a href=/skarvik>the islands</a> decided on Monday to move the lamp of the old tower to a museum.</p>\
            </div><ul><li><a href=/1>One</a><li><a href=/2>Two</a></ul></body></html>";
        let document = Document::from(page);
        let mut tree = Tree::of(&document);
        let find = |tree: &Tree, name: &str| {
            tree.elements.iter().position(|element| element.name == name).expect("it is there")
        };
        let (body, div, list) = (find(&tree, "body"), find(&tree, "div"), find(&tree, "ul"));
        assert_eq!((tree.elements[list].text, tree.elements[list].linked, tree.elements[list].links), (6, 6, 2));
        assert_eq!(tree.elements[div].names(), ["story", "body", "main", "text", "a1"]);
        let paragraph = find(&tree, "p");
        assert!(tree.elements[paragraph].is_line && !tree.elements[div].is_line);
        assert_eq!(tree.elements[div].prose, tree.elements[paragraph].text);
        assert_eq!(tree.children(body).collect::<Vec<_>>(), [div, list]);
        assert_eq!(tree.heading(body).map(|at| tree.text(at)).as_deref(), Some("Lamp to move"));
        tree.take_out(list);
        assert_eq!((tree.elements[body].links, tree.elements[body].lost), (1, true));
        assert!(!document.html().contains("<ul>"));
    }

    #[test]
    fn elements_that_stand_apart_part_words() {
        let text = |page: &str| text_of(&Document::from(page).root());
        assert_eq!(text("<h1><span>Harbour</span><span>Ferry talks fail</span></h1>"), "Harbour Ferry talks fail");
        assert_eq!(text("<h1><span>F</span>erry talks</h1>"), "Ferry talks");
    }
}
