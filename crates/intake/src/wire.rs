//! Which reports does this message of a news agency hold: IPTC NewsML-G2 or NITF?

use dateline::{Report, Source};
use roxmltree::{Document, Node, ParsingOptions};

use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{bylines, dates, html};

/// Elements that a message may have.
const MOST_NODES: u32 = 2_000_000;

/// The text items of a message.
pub(crate) fn read(xml: &str, source: &Source) -> Vec<Outcome> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(xml, options) {
        Ok(document) => document,
        Err(error) => {
            return vec![fail(source.clone(), FailureKind::Malformed, format!("not well-formed XML: {error}"))];
        }
    };
    let root = document.root_element();
    if root.tag_name().name() == "nitf" {
        return vec![nitf(root, source.clone())];
    }
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

fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn words(node: Node) -> Option<String> {
    let text: String = node.descendants().filter_map(|node| if node.is_text() { node.text() } else { None }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn first(node: Node, name: &str) -> Option<String> {
    node.descendants().filter(|node| is(*node, name)).find_map(words)
}

/// Whether an item says that it is text, or nothing of its kind.
fn is_text(item: Node) -> bool {
    let class = item.descendants().find(|node| is(*node, "itemClass")).and_then(|class| class.attribute("qcode"));
    class.is_none_or(|class| class.ends_with(":text"))
}

fn news_item(item: Node, number: Option<u64>, file: &Source) -> Outcome {
    let id = item.attribute("guid").map_or_else(|| file.id.clone(), str::to_owned);
    let source = Source { id, record: number, ..file.clone() };
    let date = |name: &str| item.descendants().filter(|node| is(*node, name)).find_map(|node| dates::day(node.text()?));
    let body = item.descendants().find(|node| is(*node, "inlineXML") || is(*node, "inlineData"));
    let (mut text, mut title, mut authors) = (String::new(), first(item, "headline"), Vec::new());
    if let Some(body) = body {
        match body.descendants().find(|node| is(*node, "nitf")) {
            Some(nitf) => {
                text = nitf_text(nitf);
                title = title.or_else(|| first(nitf, "hl1"));
                authors = nitf_authors(nitf);
            }
            None if is(body, "inlineData") => text = html::text(body.text().unwrap_or_default()),
            None => text = paragraphs(body),
        }
    }
    let by = item.descendants().filter(|node| is(*node, "by")).find_map(words);
    let creators = item.descendants().filter(|node| is(*node, "creator")).filter_map(|node| first(node, "name"));
    let named: Vec<String> = by.map(|by| bylines::WIRE.names(&by)).unwrap_or_else(|| creators.collect());
    let provider = item.descendants().find(|node| is(*node, "provider"));
    let language = item.descendants().find(|node| is(*node, "language")).and_then(|language| language.attribute("tag"));
    checked(
        Report {
            source,
            text,
            title,
            published: date("firstCreated").or_else(|| date("contentCreated")).or_else(|| date("versionCreated")),
            publisher: provider.and_then(|provider| first(provider, "name").or_else(|| code(provider))),
            authors: if named.is_empty() { authors } else { named },
            language: language.or_else(|| lang(item)).map(str::to_owned),
            ..Report::default()
        },
        "news item",
    )
}

/// The name in a code such as `nprov:AFP`.
fn code(node: Node) -> Option<String> {
    let code = node.attribute("qcode").or_else(|| node.attribute("literal"))?;
    Some(code.rsplit(':').next().unwrap_or(code).to_owned())
}

fn lang<'a>(node: Node<'a, 'a>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"))
}

fn nitf(root: Node, source: Source) -> Outcome {
    let attribute = |element: &str, name: &str| {
        root.descendants().filter(|node| is(*node, element)).find_map(|node| node.attribute(name))
    };
    let id = attribute("doc-id", "id-string").map_or(source.id.clone(), str::to_owned);
    let published = ["date.issue", "date.release", "date.expire"].into_iter().filter(|name| *name != "date.expire");
    let published = published.filter_map(|name| attribute(name, "norm")).find_map(dates::day);
    let published = published.or_else(|| dates::day(attribute("pubdata", "date.publication")?));
    let published = published.or_else(|| dates::day(attribute("story.date", "norm")?));
    let publisher = attribute("pubdata", "name").map(str::to_owned).or_else(|| first(root, "distributor"));
    let title = first(root, "hl1").or_else(|| first(root, "headline")).or_else(|| first(root, "title"));
    let (text, authors, language) = (nitf_text(root), nitf_authors(root), lang(root).map(str::to_owned));
    checked(
        Report {
            source: Source { id, ..source },
            text,
            title,
            published,
            publisher,
            authors,
            language,
            ..Report::default()
        },
        "NITF document",
    )
}

/// The paragraphs of the body, the dateline before the first.
fn nitf_text(nitf: Node) -> String {
    let content = nitf.descendants().find(|node| is(*node, "body.content"));
    let text = content.map(paragraphs).unwrap_or_default();
    let dateline = nitf.descendants().filter(|node| is(*node, "dateline")).find_map(words);
    match dateline.map(|dateline| dateline.trim_end_matches([' ', '-', '–', '—']).to_owned()) {
        Some(dateline) if !text.is_empty() && !text.starts_with(dateline.as_str()) => format!("{dateline} - {text}"),
        _ => text,
    }
}

fn nitf_authors(nitf: Node) -> Vec<String> {
    let Some(byline) = nitf.descendants().find(|node| is(*node, "byline")) else { return Vec::new() };
    let persons: Vec<String> = byline.descendants().filter(|node| is(*node, "person")).filter_map(words).collect();
    if persons.is_empty() {
        first(byline, "byline").map(|by| bylines::WIRE.names(&by)).unwrap_or_default()
    } else {
        persons
    }
}

/// Elements whose text is a paragraph.
const PARAGRAPHS: [&str; 12] = ["p", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "pre", "blockquote"];
/// Elements that are no part of the story.
const ASIDE: [&str; 7] = ["media", "head", "nitf-table", "script", "style", "body.head", "body.end"];

/// The text under a node; a paragraph for each element that is one and has none within.
fn paragraphs(node: Node) -> String {
    let holds = |node: Node| node.descendants().skip(1).any(|inner| PARAGRAPHS.contains(&inner.tag_name().name()));
    let aside = |node: Node| node.ancestors().any(|outer| ASIDE.contains(&outer.tag_name().name()));
    let blocks = node.descendants().filter(|inner| {
        inner.is_element() && PARAGRAPHS.contains(&inner.tag_name().name()) && !holds(*inner) && !aside(*inner)
    });
    let blocks: Vec<String> = blocks.filter_map(words).collect();
    if blocks.is_empty() { words(node).unwrap_or_default() } else { blocks.join("\n\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(xml: &str) -> Report {
        read(xml, &Source::default()).remove(0).expect("a report")
    }

    #[test]
    fn nitf_has_its_story_in_the_body() {
        let report = one(r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf xml:lang="en">
            <head><title>ferry</title><docdata><doc-id id-string="p123"/><date.issue norm="20310308T091500Z"/></docdata>
            <pubdata name="Harbour Post"/></head><body><body.head><hedline><hl1>Ferry talks fail</hl1></hedline>
            <byline>By <person>Anna Berg</person></byline><dateline><location>OSLO</location></dateline></body.head>
            <body.content><p>Owners and <em>crews</em> parted.</p><media><media-caption><p>A ferry.</p></media-caption>
            </media><p>A strike goes on.</p></body.content></body></nitf>"#);
        assert_eq!(report.text, "OSLO - Owners and crews parted.\n\nA strike goes on.");
        assert_eq!((report.source.id.as_str(), report.title.as_deref()), ("p123", Some("Ferry talks fail")));
        assert_eq!((report.published, report.authors), (Some(jiff::civil::date(2031, 3, 8)), vec!["Anna Berg".into()]));
        assert_eq!((report.publisher.as_deref(), report.language.as_deref()), (Some("Harbour Post"), Some("en")));
    }

    #[test]
    fn newsml_has_several_items_and_pictures_are_none() {
        let item = |id: &str, class: &str, body: &str| {
            format!(
                r#"<newsItem guid="{id}" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:{class}"/>
                <provider qcode="nprov:WIRE"/><versionCreated>2031-03-08T09:00:00Z</versionCreated></itemMeta>
                <contentMeta><headline>Ferry talks fail</headline><by>By Anna Berg and Jon Lie</by></contentMeta>
                <contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>"#
            )
        };
        let html = r#"<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html>"#;
        let items = item("urn:a", "text", html) + &item("urn:b", "picture", "") + &item("urn:c", "text", "");
        let xml = format!(
            r#"<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>"#
        );
        let outcomes = read(&xml, &Source::default());
        let report = outcomes[0].as_ref().expect("a report");
        assert_eq!((report.text.as_str(), report.source.id.as_str()), ("One.\n\nTwo.", "urn:a"));
        assert_eq!(
            (&report.authors[..], report.publisher.as_deref()),
            (&["Anna Berg".into(), "Jon Lie".into()][..], Some("WIRE"))
        );
        assert_eq!(outcomes.len(), 2);
        assert_eq!(outcomes[1].as_ref().map_err(|failure| failure.kind), Err(FailureKind::NoText));
        assert_eq!(
            read("<nitf><body>", &Source::default())[0].as_ref().map_err(|failure| failure.kind),
            Err(FailureKind::Malformed)
        );
    }
}
