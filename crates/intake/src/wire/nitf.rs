//! Which report is this NITF document, or this item of a corpus in the form of its predecessor?

use dateline::{Report, Source};
use roxmltree::Node;

use super::story;
use crate::outcome::{Outcome, checked};
use crate::xml::{self, find, first, is, words};
use crate::{bylines, days};

/// The report of a document.
pub(super) fn read(root: Node, source: Source) -> Outcome {
    let attribute = |element: &str, name: &str| {
        root.descendants().filter(|node| is(*node, element)).find_map(|node| node.attribute(name))
    };
    let id = attribute("doc-id", "id-string").map_or(source.id.clone(), str::to_owned);
    let days = [
        attribute("date.issue", "norm"),
        attribute("date.release", "norm"),
        attribute("pubdata", "date.publication"),
        attribute("story.date", "norm"),
    ];
    let publisher = attribute("pubdata", "name").map(str::to_owned).or_else(|| first(root, "distributor"));
    let publisher = publisher.or_else(|| attribute("doc.copyright", "holder").map(str::to_owned));
    let title = headline(root).or_else(|| first(root, "headline")).or_else(|| first(root, "title"));
    let url = attribute("pubdata", "ex-ref").filter(|url| url.starts_with("http")).map(str::to_owned);
    checked(
        Report {
            source: Source { id, url: url.or_else(|| source.url.clone()), ..source },
            text: text(root),
            title,
            published: days.into_iter().flatten().find_map(days::told),
            publisher,
            authors: authors(root),
            language: xml::language(root).map(str::to_owned),
            ..Report::default()
        },
        "NITF document",
    )
}

pub(super) fn headline(nitf: Node) -> Option<String> {
    let headlines = nitf.descendants().filter(|node| is(*node, "hedline"));
    headlines.filter_map(|node| first(node, "hl1")).next().or_else(|| first(nitf, "hl1"))
}

/// The paragraphs of the body, the dateline before the first.
pub(super) fn text(nitf: Node) -> String {
    // Notes for editors have a content of their own.
    let of_body = |node: &Node| is(*node, "body.content") && node.parent().is_some_and(|outer| is(outer, "body"));
    let content = nitf.descendants().find(of_body).or_else(|| find(nitf, "body.content"));
    let content = content.or_else(|| find(nitf, "body"));
    // Some archives keep the first paragraphs a second time.
    let class = |node: &Node, wanted: &str| is(*node, "block") && node.attribute("class") == Some(wanted);
    let whole = content.and_then(|content| content.descendants().find(|node| class(node, "full_text")));
    let text = whole.or(content).map(story::paragraphs).unwrap_or_default();
    let dateline =
        nitf.descendants().filter(|node| is(*node, "dateline")).map(story::listed).find(|line| !line.is_empty());
    story::with_dateline(dateline, text)
}

/// The writers: persons where they are marked, else the words of the byline without what says their office.
pub(super) fn authors(nitf: Node) -> Vec<String> {
    let bylines: Vec<Node> = nitf.descendants().filter(|node| is(*node, "byline")).collect();
    let printed: Vec<Node> =
        bylines.iter().copied().filter(|node| node.attribute("class") != Some("normalized_byline")).collect();
    let mut names = Vec::new();
    for byline in if printed.is_empty() { bylines } else { printed } {
        let persons: Vec<String> = byline.descendants().filter(|node| is(*node, "person")).filter_map(words).collect();
        let aside = |node: &Node| node.ancestors().any(|outer| is(outer, "byttl") || is(outer, "virtloc"));
        let text = byline.descendants().filter(|node| node.is_text() && !aside(node)).filter_map(|node| node.text());
        let text = text.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        names.extend(if persons.is_empty() { bylines::WIRE.names(&text) } else { persons });
    }
    names
}

/// An item of a corpus of an agency's reports: `<newsitem itemid date><title><headline><byline><dateline><text>`.
pub(super) fn newsitem(root: Node, source: Source) -> Outcome {
    let id = root.attribute("itemid").map_or(source.id.clone(), str::to_owned);
    let named = |name: &str| {
        let found = root.descendants().find(|node| is(*node, "dc") && node.attribute("element") == Some(name))?;
        found.attribute("value").map(str::to_owned)
    };
    let text = find(root, "text").map(story::paragraphs).unwrap_or_default();
    let dateline =
        find(root, "dateline").and_then(words).filter(|line| !line.starts_with(|c: char| c.is_ascii_digit()));
    checked(
        Report {
            source: Source { id, ..source },
            text: story::with_dateline(dateline, text),
            title: first(root, "headline").or_else(|| first(root, "title")),
            published: root
                .attribute("date")
                .and_then(days::strict)
                .or_else(|| days::told(&named("dc.date.published")?)),
            publisher: named("dc.publisher"),
            authors: first(root, "byline").map(|by| bylines::WIRE.names(&by)).unwrap_or_default(),
            language: xml::language(root).map(str::to_owned),
            ..Report::default()
        },
        "news item",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::one;

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

    fn with_head(head: &str, first: &str) -> dateline::Report {
        one(&format!(
            "<nitf><body><body.head>{head}</body.head><body.content><p>{first}</p></body.content></body></nitf>"
        ))
    }

    #[test]
    fn a_dateline_is_written_once_with_its_parts_apart() {
        let parts = "<dateline><location><city>Sundby</city><country>Norland</country></location>\
            <story.date norm=\"20310308\">20310308T091500+0000</story.date></dateline>";
        assert_eq!(with_head(parts, "Rain fell.").text, "Sundby, Norland - Rain fell.");
        assert_eq!(with_head(parts, "SUNDBY, Norland (WIRE) - Rain fell.").text, "SUNDBY, Norland (WIRE) - Rain fell.");
        let written = "<dateline><location>SUNDBY</location>, <story.date norm=\"20310308\">March 8</story.date> (WIRE) --</dateline>";
        assert_eq!(with_head(written, "Rain fell.").text, "SUNDBY, March 8 (WIRE) - Rain fell.");
        let days = "<dateline><location>SUNDBY</location><story.date>March 8</story.date></dateline>";
        assert_eq!(with_head(days, "Rain fell.").text, "SUNDBY, March 8 - Rain fell.");
    }

    #[test]
    fn an_office_is_no_part_of_a_name() {
        let authors = |byline: &str| with_head(byline, "Rain fell.").authors;
        assert_eq!(authors("<byline>By ANNA BERG<byttl>Wire Business Writer</byttl></byline>"), ["ANNA BERG"]);
        assert_eq!(
            authors("<byline>By Anna Berg and\n Jon Lie</byline><byline>Mia Holm</byline>"),
            ["Anna Berg", "Jon Lie", "Mia Holm"]
        );
        let both = "<byline class=\"print_byline\">By ANNA BERG</byline><byline class=\"normalized_byline\">Berg, Anna</byline>";
        assert_eq!(authors(both), ["ANNA BERG"]);
    }

    #[test]
    fn first_paragraphs_that_are_kept_twice_are_read_once() {
        let report = one("<nitf><body><body.content><block class=\"lead_paragraph\"><p>Rain fell.</p></block>\
            <block class=\"full_text\"><p>Rain fell.</p><p>Boats stayed.</p></block></body.content></body></nitf>");
        assert_eq!(report.text, "Rain fell.\n\nBoats stayed.");
    }

    #[test]
    fn the_content_of_a_note_is_none_of_the_story() {
        let note = "<note><body.content><p>Editors: adds a quote.</p></body.content></note>";
        assert_eq!(with_head(note, "Rain fell.").text, "Rain fell.");
    }

    #[test]
    fn items_of_a_corpus_are_read() {
        let report = one(r#"<newsitem itemid="7" date="2031-03-08" xml:lang="en"><title>NORLAND: Rain.</title>
            <headline>Rain falls on Sundby.</headline><byline>Anna Berg</byline><dateline>SUNDBY 2031-03-08</dateline>
            <text><p>Rain fell.</p><p>Boats stayed.</p></text><copyright>(c) Wire</copyright>
            <metadata><dc element="dc.publisher" value="Wire"/></metadata></newsitem>"#);
        assert_eq!(report.text, "SUNDBY 2031-03-08 - Rain fell.\n\nBoats stayed.");
        assert_eq!((report.source.id.as_str(), report.publisher.as_deref()), ("7", Some("Wire")));
    }
}
