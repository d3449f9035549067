//! Which reports are the items of this NewsML 1 message?

use dateline::{Report, Source};
use roxmltree::Node;

use super::{nitf, story};
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::xml::{self, find, first, is, words};
use crate::{bylines, days, html};

/// The text items of a message.
pub(super) fn read(root: Node, file: &Source) -> Vec<Outcome> {
    let items: Vec<Node> = root.descendants().filter(|node| is(*node, "NewsItem")).collect();
    let stories: Vec<(Node, Node)> =
        items.iter().flat_map(|item| stories(*item).into_iter().map(|story| (*item, story))).collect();
    if stories.is_empty() {
        let message = "a NewsML message without text: pictures, video, or references to other files only";
        return vec![fail(file.clone(), FailureKind::NoReports, message)];
    }
    let several = stories.len() > 1;
    let numbered = stories.into_iter().zip(1..);
    numbered.map(|((item, story), number)| report(root, item, story, several.then_some(number), file)).collect()
}

/// The components of an item that have a headline and a text of their own; the item itself where none has both.
fn stories<'a, 'i>(item: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let headed = item.descendants().filter(|node| is_headed(*node) && !texts(*node).is_empty());
    let headed: Vec<Node> = headed.collect();
    if headed.is_empty() && !texts(item).is_empty() { vec![item] } else { headed }
}

fn is_headed(node: Node) -> bool {
    let lines = node.children().find(|child| is(*child, "NewsLines"));
    is(node, "NewsComponent") && lines.is_some_and(|lines| first(lines, "HeadLine").is_some())
}

/// The contents of a component that are text, those of headed components within it left out.
fn texts<'a, 'i>(component: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let contents = component.descendants().filter(|node| is(*node, "DataContent"));
    let own = |node: &Node| {
        let outer = node.ancestors().find(|outer| *outer == component || is_headed(*outer));
        outer == Some(component) && is_text(*node)
    };
    contents.filter(own).filter(|node| words(*node).is_some()).collect()
}

/// Whether a content says that it is text, or nothing; captions and copies for machines are none.
fn is_text(content: Node) -> bool {
    let named = |node: Node, name: &str| {
        let child = node.children().find(|child| is(*child, name))?;
        Some(child.attribute("FormalName")?.to_ascii_lowercase())
    };
    let Some(item) = content.ancestors().find(|outer| is(*outer, "ContentItem")) else { return false };
    let mut roles =
        item.ancestors().filter(|outer| is(*outer, "NewsComponent")).filter_map(|outer| named(outer, "Role"));
    let media = named(item, "MediaType").is_none_or(|media| media.contains("text"));
    media && !roles.any(|role| role.contains("caption") || role.contains("thumbnail"))
}

fn report(root: Node, item: Node, story: Node, number: Option<u64>, file: &Source) -> Outcome {
    let id = first(item, "PublicIdentifier").or_else(|| first(item, "NewsItemId")).unwrap_or_else(|| file.id.clone());
    let contents = texts(story);
    let text = contents.iter().map(|content| content_text(*content)).collect::<Vec<_>>().join("\n\n");
    let within = contents.iter().find_map(|content| find(*content, "nitf"));
    let line = |name: &str| first(story, name).or_else(|| first(item, name));
    let title = line("HeadLine").or_else(|| nitf::headline(within?));
    let text = story::without_headline(text, title.as_deref());
    let days = ["FirstCreated", "ThisRevisionCreated", "DateId"].map(|name| first(item, name));
    let published = days.into_iter().flatten().find_map(|day| days::told(&day));
    let language = find(story, "Language").and_then(|language| language.attribute("FormalName"));
    let bylines: Vec<String> = story.descendants().filter(|node| is(*node, "ByLine")).filter_map(words).collect();
    let authors = bylines.iter().flat_map(|by| bylines::WIRE.names(by)).collect::<Vec<_>>();
    checked(
        Report {
            source: Source { id, record: number, ..file.clone() },
            text: story::with_dateline(line("DateLine"), text),
            title,
            published: published.or_else(|| days::told(&first(root, "DateAndTime")?)),
            publisher: publisher(root, item, story),
            authors: match within {
                Some(nitf) if authors.is_empty() => nitf::authors(nitf),
                _ => authors,
            },
            language: language.or_else(|| xml::language(story)).or_else(|| xml::language(item)).map(str::to_owned),
            warnings: status(item).into_iter().collect(),
            ..Report::default()
        },
        "news item",
    )
}

fn content_text(content: Node) -> String {
    if let Some(nitf) = find(content, "nitf") {
        return nitf::text(nitf);
    }
    let text = content.text().unwrap_or_default();
    let marked = !content.children().any(|child| child.is_element()) && text.contains("</");
    if marked { html::text(text) } else { story::paragraphs(content) }
}

/// Who provides it: by the name of a party, else by the provider's own code or address.
fn publisher(root: Node, item: Node, story: Node) -> Option<String> {
    let party = [story, item].into_iter().find_map(|node| find(node, "Provider").or_else(|| find(node, "Source")));
    let party = party.and_then(|provider| find(provider, "Party"));
    let named = party.and_then(|party| party.attribute("FormalName")).map(str::to_owned);
    let sent =
        || find(root, "SentFrom").and_then(|sent| Some(find(sent, "Party")?.attribute("FormalName")?.to_owned()));
    named.filter(|name| !name.is_empty()).or_else(sent).or_else(|| first(item, "ProviderId"))
}

/// What is told of an item that may not be used.
fn status(item: Node) -> Option<String> {
    let status = find(item, "Status")?.attribute("FormalName")?;
    let usable = ["usable", "stat:usable", "embargoed"].contains(&status.to_ascii_lowercase().as_str());
    (!usable).then(|| format!("its agency says that the item is {}", status.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::one;
    use dateline::Source;

    fn message(component: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2" "NewsML_1.2.dtd"><NewsML>
            <NewsEnvelope><DateAndTime>20310309T000000Z</DateAndTime></NewsEnvelope><NewsItem xml:lang="en"><Identification>
            <NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20310308</DateId><NewsItemId>r1</NewsItemId>
            <PublicIdentifier>urn:r1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>
            <FirstCreated>20310308T081500Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>{component}</NewsItem></NewsML>"#
        )
    }

    const LINES: &str = "<NewsLines><HeadLine>Rain falls on Sundby</HeadLine><ByLine>By Anna Berg and Jon Lie</ByLine>\
        <DateLine>SUNDBY, Norland, March 8</DateLine><CopyrightLine>Wire 2031</CopyrightLine></NewsLines>";

    fn component(lines: &str, media: &str, content: &str) -> String {
        format!(
            "<NewsComponent>{lines}<AdministrativeMetadata><Provider><Party FormalName=\"Wire\"/></Provider>\
             </AdministrativeMetadata><ContentItem><MediaType FormalName=\"{media}\"/><DataContent>{content}</DataContent>\
             </ContentItem></NewsComponent>"
        )
    }

    #[test]
    fn an_item_has_its_story_in_a_component() {
        for content in [
            "<p>Rain fell.</p><p>Boats stayed.</p>",
            "<html><head><title>x</title></head><body><p>Rain fell.</p><p>Boats stayed.</p></body></html>",
            "<nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head><body.content><p>Rain fell.</p>\
             <p>Boats stayed.</p></body.content></body></nitf>",
            "<![CDATA[<p>Rain fell.</p><p>Boats stayed.</p>]]>",
            "\n   Rain\nfell.\n   Boats stayed.\n",
        ] {
            let report = one(&message(&component(LINES, "Text", content)));
            assert_eq!(report.text, "SUNDBY, Norland, March 8 - Rain fell.\n\nBoats stayed.", "{content}");
            assert_eq!((report.source.id.as_str(), report.title.as_deref()), ("urn:r1", Some("Rain falls on Sundby")));
            assert_eq!((report.published, report.authors.len()), (Some(jiff::civil::date(2031, 3, 8)), 2));
            assert_eq!((report.publisher.as_deref(), report.language.as_deref()), (Some("Wire"), Some("en")));
        }
    }

    #[test]
    fn pictures_are_none_and_headed_components_are_reports_of_their_own() {
        let picture = component("", "Photo", "A boat.");
        let within =
            format!("<NewsComponent>{LINES}{}{picture}</NewsComponent>", component("", "Text", "<p>Rain fell.</p>"));
        assert_eq!(one(&message(&within)).text, "SUNDBY, Norland, March 8 - Rain fell.");
        let two = [LINES, "<NewsLines><HeadLine>Boats stay</HeadLine></NewsLines>"];
        let two: String = two.map(|lines| component(lines, "Text", "<p>Rain fell.</p>")).concat();
        let outcomes = read(&message(&format!("<NewsComponent>{two}</NewsComponent>")), &Source::default());
        assert_eq!(outcomes.len(), 2);
        assert!(read(&message(&picture), &Source::default())[0].is_err());
    }
}
