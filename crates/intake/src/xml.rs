//! Which tree is this XML, as programs write it: with characters that XML forbids, entities of HTML, prefixes that nobody
//! declared?

use std::borrow::Cow;

use roxmltree::{Document, Error, Node, ParsingOptions};

use crate::html;

/// Elements that a document may have.
const MOST_NODES: u32 = 2_000_000;
/// Prefixes that nobody declared, at most.
const MOST_PREFIXES: usize = 32;

/// How deep elements may stand within each other.
const DEEPEST: u32 = 500;
/// Attributes that a tag may have: the parser compares each with all others.
const MOST_ATTRIBUTES: usize = 1_000;

/// The tree of a text that was [mended].
pub(crate) fn tree(text: &str) -> Result<Document<'_>, String> {
    if has_huge_tag(text) {
        return Err(format!("a tag with more than {MOST_ATTRIBUTES} attributes"));
    }
    let tree = parsed(text).map_err(|error| format!("not well-formed XML: {error}"))?;
    if is_too_deep(&tree) {
        return Err(format!("elements that stand more than {DEEPEST} deep within each other"));
    }
    Ok(tree)
}

fn parsed(text: &str) -> Result<Document<'_>, Error> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// Whether elements stand deeper than are read. A node is numbered behind that which it stands in.
fn is_too_deep(tree: &Document) -> bool {
    let mut depths: Vec<u32> = Vec::new();
    tree.descendants().any(|node| {
        let depth = node.parent().and_then(|outer| depths.get(outer.id().get_usize())).map_or(0, |depth| depth + 1);
        depths.resize(node.id().get_usize() + 1, depth);
        depth > DEEPEST
    })
}

/// Whether a tag has more attributes than are read.
fn has_huge_tag(text: &str) -> bool {
    text.split('<').any(|tag| {
        // Signs in values and behind the tag count too: what has so few has few attributes.
        let head = if tag.bytes().filter(|byte| *byte == b'=').count() > MOST_ATTRIBUTES { tag } else { return false };
        let mut quote = None;
        let mut attributes = 0;
        for c in head.chars() {
            match (quote, c) {
                (None, '>') => break,
                (None, '=') => attributes += 1,
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if open == c => quote = None,
                _ => {}
            }
        }
        attributes > MOST_ATTRIBUTES
    })
}

/// A prefix of the text that nobody declared.
fn undeclared(text: &str) -> Option<String> {
    match parsed(text) {
        Err(Error::UnknownNamespace(prefix, _)) => Some(prefix),
        _ => None,
    }
}

/// The text as XML should be, if what is wrong with it can be told: what is forbidden is taken out, and what has a meaning
/// elsewhere is written as XML has it.
pub(crate) fn mended(text: &str) -> String {
    let mut text = referenced(&allowed(text)).into_owned();
    if has_huge_tag(&text) {
        return text;
    }
    for _ in 0..MOST_PREFIXES {
        let Some((prefix, at)) = undeclared(&text).zip(root_name_end(&text)) else { break };
        text.insert_str(at, &format!(" xmlns:{prefix}=\"urn:undeclared:{prefix}\""));
    }
    text
}

/// Where the name of the first element ends.
fn root_name_end(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find('<')?;
        let rest = &text[at + 1..];
        if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return Some(at + 1 + rest.find(|c: char| c.is_whitespace() || "/>".contains(c))?);
        }
        let end =
            if rest.starts_with("!--") { rest.find("-->").map(|end| end + 1) } else { declaration_end(&text[at..]) };
        from = at + end?;
    }
}

/// Where the declaration ends that a text begins with, `<?xml … ?>` or `<!DOCTYPE … [ … ]>`, behind its last sign.
pub(crate) fn declaration_end(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let Some(within) = text[..end].find('[').filter(|_| text.starts_with("<!")) else { return Some(end + 1) };
    let closed = within + text[within..].find(']')?;
    Some(closed + text[closed..].find('>')? + 1)
}

/// Without the characters that XML forbids, and without what stands before the first tag.
fn allowed(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let forbidden = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) { text.replace(forbidden, "").into() } else { text.into() }
}

/// Names that XML has by itself.
const OWN: [&str; 5] = ["amp", "lt", "gt", "quot", "apos"];

/// With references that XML knows only: to characters that it allows, to its own five names.
fn referenced(text: &str) -> Cow<'_, str> {
    let declared = |entity: &str| entity.split_whitespace().next().map(str::to_owned);
    let declared: Vec<String> = text.split("<!ENTITY").skip(1).filter_map(declared).collect();
    let mut done = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        done.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(raw) = rest.strip_prefix("<![CDATA[") {
            let length = raw.find("]]>").map_or(rest.len(), |end| end + "<![CDATA[".len() + "]]>".len());
            done.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if rest.starts_with('<') {
            done.push('<');
            rest = &rest[1..];
        } else {
            let end = rest.char_indices().skip(1).take(32).find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '#'));
            let name = end.filter(|(_, c)| *c == ';').map(|(end, _)| &rest[1..end]).filter(|name| !name.is_empty());
            match name {
                Some(name) => {
                    done.push_str(&reference(name, &declared));
                    rest = &rest[name.len() + 2..];
                }
                None => {
                    done.push_str("&amp;");
                    rest = &rest[1..];
                }
            }
        }
    }
    if done.is_empty() {
        return text.into();
    }
    done.push_str(rest);
    done.into()
}

fn reference(name: &str, declared: &[String]) -> String {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let allowed = |c: &char| *c >= ' ' || "\t\n\r".contains(*c);
        let known =
            code.ok().and_then(char::from_u32).filter(allowed).filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
        return known.map(|_| format!("&{name};")).unwrap_or_default();
    }
    if OWN.contains(&name) || declared.iter().any(|known| known == name) {
        return format!("&{name};");
    }
    let whole = format!("&{name};");
    match html::text(&format!("x{whole}x")).trim_matches('x') {
        same if same == whole => format!("&amp;{name};"),
        meant => meant.to_owned(),
    }
}

/// Whether it is an element of this name, whatever its prefix.
pub(crate) fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The first element of this name under the node, or the node itself.
pub(crate) fn find<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|inner| is(*inner, name))
}

/// The words under a node on one line, if there are any.
pub(crate) fn words(node: Node) -> Option<String> {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The words of the first element of this name that has some.
pub(crate) fn first(node: Node, name: &str) -> Option<String> {
    node.descendants().filter(|node| is(*node, name)).find_map(words)
}

/// The language that the node itself declares.
pub(crate) fn language<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"))
}

/// What stands within a node, written as markup again, without attributes.
pub(crate) fn inner(node: Node) -> String {
    let mut written = String::new();
    for child in node.children() {
        if let (true, Some(text)) = (child.is_text(), child.text()) {
            written += &text.replace('&', "&amp;").replace('<', "&lt;");
        } else if child.is_element() {
            let name = child.tag_name().name();
            let within = inner(child);
            if within.is_empty() && matches!(name, "br" | "hr" | "img") {
                written += &format!("<{name}>");
            } else {
                written += &format!("<{name}>{within}</{name}>");
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended_words(text: &str) -> String {
        let text = mended(text);
        words(tree(&text).expect("a tree").root_element()).unwrap_or_default()
    }

    #[test]
    fn what_xml_forbids_is_taken_out_and_the_rest_kept() {
        assert_eq!(mended_words("\n<?xml version=\"1.0\"?><a>x\u{1b}y&#0;z&#xD800;</a>"), "xyz");
        assert_eq!(
            mended_words("<a>Caf&eacute;&nbsp;au lait &amp; R&D &c; &unknown;</a>"),
            "Café au lait & R&D &c; &unknown;"
        );
        assert_eq!(mended_words("<a><![CDATA[&nbsp; <b>]]></a>"), "&nbsp; <b>");
        assert_eq!(mended_words("<!-- é <x> é--><!DOCTYPE a><a><m:b>one</m:b><m:c n:d=\"\">two</m:c></a>"), "onetwo");
        assert_eq!(mended_words("<!DOCTYPE a [<!ENTITY b \"c\">]><a>caf&eacute; <m:b>&b;</m:b></a>"), "café c");
        let entities = "<!DOCTYPE a [<!ENTITY post \"Harbour Post\">]><a>&post;</a>";
        assert_eq!(mended_words(entities), "Harbour Post");
    }

    #[test]
    fn markup_is_written_again() {
        let text = "<a>x &lt; <b c='d'>y</b><br/>z</a>";
        assert_eq!(inner(tree(text).expect("a tree").root_element()), "x &lt; <b>y</b><br>z");
    }

    #[test]
    fn elements_stand_only_so_deep_within_each_other() {
        let nested = |deep: usize| format!("{}x{}", "<a>".repeat(deep), "</a>".repeat(deep));
        assert!(tree(&nested(400)).is_ok());
        assert!(tree(&nested(50_000)).is_err_and(|problem| problem.contains("deep")));
    }

    #[test]
    fn a_tag_with_very_many_attributes_is_refused() {
        let tag = |many: usize| {
            format!("<a {}/>", (0..many).map(|i| format!("b{i}='<='")).collect::<Vec<_>>().join(" ").replace('<', ""))
        };
        assert!(tree(&mended(&tag(900))).is_ok());
        assert!(tree(&mended(&tag(40_000))).is_err_and(|problem| problem.contains("attributes")));
    }
}
