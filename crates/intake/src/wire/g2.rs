//! Which reports are the items of this NewsML-G2 message?

use dateline::{Report, Source};
use roxmltree::Node;

use super::{nitf, story};
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::xml::{self, find, first, is, words};
use crate::{bylines, days, html};

/// The text items of a message.
pub(super) fn read(root: Node, source: &Source) -> Vec<Outcome> {
    let items: Vec<Node> = root.descendants().filter(|node| is(*node, "newsItem")).collect();
    if items.is_empty() {
        return vec![fail(source.clone(), FailureKind::NoReports, "a message without a news item of its own")];
    }
    let several = items.len() > 1;
    let reports = items.iter().enumerate().filter(|(_, item)| is_text(**item));
    let reports: Vec<_> = reports.map(|(i, item)| news_item(*item, several.then_some(i as u64 + 1), source)).collect();
    if reports.is_empty() {
        return vec![fail(source.clone(), FailureKind::NoReports, "a message with pictures, video or the like only")];
    }
    reports
}

/// Whether an item says that it is text, or nothing of its kind.
fn is_text(item: Node) -> bool {
    let class = find(item, "itemClass").and_then(|class| class.attribute("qcode"));
    class.is_none_or(|class| class.ends_with(":text"))
}

fn news_item(item: Node, number: Option<u64>, file: &Source) -> Outcome {
    let id = item.attribute("guid").map_or_else(|| file.id.clone(), str::to_owned);
    let source = Source { id, record: number, ..file.clone() };
    let date = |name: &str| item.descendants().filter(|node| is(*node, name)).find_map(|node| days::told(node.text()?));
    let meta = find(item, "contentMeta").unwrap_or(item);
    let provider = find(item, "provider");
    let body = Body::of(item);
    let title = first(meta, "headline").or(body.title);
    let text = story::without_headline(body.text, title.as_deref());
    let language = find(item, "language").and_then(|language| language.attribute("tag"));
    let withdrawn = find(item, "pubStatus").and_then(|status| status.attribute("qcode"));
    let withdrawn = withdrawn.map(|code| code.rsplit(':').next().unwrap_or(code)).filter(|status| *status != "usable");
    checked(
        Report {
            source,
            text: story::with_dateline(first(meta, "dateline"), text),
            title,
            published: date("firstCreated").or_else(|| date("contentCreated")).or_else(|| date("versionCreated")),
            publisher: provider.and_then(|provider| first(provider, "name").or_else(|| code(provider))),
            authors: authors(meta).unwrap_or(body.authors),
            language: language.or_else(|| xml::language(item)).map(str::to_owned),
            warnings: withdrawn
                .map(|status| format!("its agency says that the item is {status}"))
                .into_iter()
                .collect(),
            ..Report::default()
        },
        "news item",
    )
}

/// What an item has within its content.
#[derive(Default)]
struct Body {
    text: String,
    title: Option<String>,
    authors: Vec<String>,
}

impl Body {
    /// The first part of the content that has a text: others are pictures or the same text again.
    fn of(item: Node) -> Self {
        let parts = item.descendants().filter(|node| is(*node, "inlineXML") || is(*node, "inlineData"));
        let mut bodies = parts.map(Self::of_part).filter(|body| !body.text.trim().is_empty());
        bodies.next().unwrap_or_default()
    }

    fn of_part(part: Node) -> Self {
        if let Some(nitf) = find(part, "nitf") {
            return Self { text: nitf::text(nitf), title: nitf::headline(nitf), authors: nitf::authors(nitf) };
        }
        let is_byline = |node: &Node| node.attribute("class").is_some_and(|class| class.eq_ignore_ascii_case("byline"));
        let byline = part.descendants().filter(is_byline).find_map(words);
        let authors = byline.map(|by| bylines::WIRE.names(&by)).unwrap_or_default();
        let text = if is(part, "inlineData") && !part.children().any(|child| child.is_element()) {
            html::text(part.text().unwrap_or_default())
        } else {
            story::paragraphs(part)
        };
        Self { text, title: first(part, "h1"), authors }
    }
}

/// The writers, if the item names any: its byline, else those who created it.
fn authors(meta: Node) -> Option<Vec<String>> {
    let by = meta.descendants().filter(|node| is(*node, "by")).find_map(words);
    let creators = meta.descendants().filter(|node| is(*node, "creator")).filter_map(|node| first(node, "name"));
    let named: Vec<String> = by.map(|by| bylines::WIRE.names(&by)).unwrap_or_else(|| creators.collect());
    (!named.is_empty()).then_some(named)
}

/// The name in a code such as `nprov:AFP`.
fn code(node: Node) -> Option<String> {
    let code = node.attribute("qcode").or_else(|| node.attribute("literal"))?;
    Some(code.rsplit(':').next().unwrap_or(code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn message(items: &str) -> String {
        format!(r#"<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>"#)
    }

    fn item(id: &str, class: &str, meta: &str, body: &str) -> String {
        format!(
            r#"<newsItem guid="{id}" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:{class}"/>
            <provider qcode="nprov:WIRE"/><versionCreated>2031-03-08T09:00:00Z</versionCreated></itemMeta>
            <contentMeta><headline>Ferry talks fail</headline>{meta}</contentMeta>
            <contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>"#
        )
    }

    const BY: &str = "<by>By Anna Berg and Jon Lie</by>";

    #[test]
    fn newsml_has_several_items_and_pictures_are_none() {
        let html = r#"<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html>"#;
        let items =
            item("urn:a", "text", BY, html) + &item("urn:b", "picture", BY, "") + &item("urn:c", "text", BY, "");
        let outcomes = read(&message(&items), &Source::default());
        let report = outcomes[0].as_ref().expect("a report");
        assert_eq!((report.text.as_str(), report.source.id.as_str()), ("One.\n\nTwo.", "urn:a"));
        assert_eq!(
            (&report.authors[..], report.publisher.as_deref()),
            (&["Anna Berg".into(), "Jon Lie".into()][..], Some("WIRE"))
        );
        assert_eq!(outcomes.len(), 2);
        assert_eq!(outcomes[1].as_ref().map_err(|failure| failure.kind), Err(FailureKind::NoText));
    }

    #[test]
    fn what_stands_in_a_header_is_no_story() {
        let html = r#"<html><body><header><ul><li class="keyword">Rain</li></ul><p class="genre">Update</p>
            <h1>Ferry talks fail</h1><p class="byline">By Anna Berg</p></header><section><p>Sundby (WIRE) - One.</p><p>Two.</p>
            </section><section class="notepad public"><p>Editor: Lie</p></section><footer><p>Wire 2031</p></footer></body></html>"#;
        let report = read(&message(&item("a", "text", "", html)), &Source::default()).remove(0).expect("a report");
        assert_eq!(
            (report.text.as_str(), &report.authors[..]),
            ("Sundby (WIRE) - One.\n\nTwo.", &["Anna Berg".into()][..])
        );
    }

    #[test]
    fn a_dateline_beside_the_content_stands_before_it_and_a_headline_within_is_left_out() {
        let html = "<html><body><h1>Ferry talks fail</h1><p>One.</p></body></html>";
        let items = item("a", "text", "<dateline>SUNDBY, March 8 (WIRE) —</dateline>", html);
        let report = read(&message(&items), &Source::default()).remove(0).expect("a report");
        assert_eq!(report.text, "SUNDBY, March 8 (WIRE) - One.");
    }
}
