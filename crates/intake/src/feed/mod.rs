//! Which reports does this feed hold: RSS, Atom or JSON Feed? One for each entry.
//!
//! Most feeds give a summary only; it is read as the report it is. Feeds are read from their tree: the parsers there are
//! lose the day as it was written, markup that is not escaped, and the whole feed over one entry.

mod content;
mod json;

use dateline::{Report, Source};
use roxmltree::Node;

use crate::outcome::{Failure, FailureKind, Outcome, checked, fail};
use crate::xml::{self, first, is, words};
use crate::{days, decode, source};

pub(crate) use json::{is_json_feed, listed as listed_json, read as json};

/// What elements are called that hold an entry.
const ENTRIES: [&str; 2] = ["item", "entry"];
/// When an entry was published, or else written; that believed first in front.
const DAYS: [&str; 9] =
    ["pubDate", "pubdate", "published", "issued", "date", "created", "updated", "modified", "lastBuildDate"];
/// Namespaces of pictures, sound and shops, whose titles and texts are not those of the entry.
const OTHERS: [&str; 5] = ["search.yahoo.com/mrss", "undeclared:media", "itunes", "googleplay", "base.google.com"];

/// The reports of a feed: its entries with a text.
pub(crate) fn read(bytes: &[u8], source: &Source) -> Vec<Outcome> {
    with_text(listed(bytes, source))
}

/// The entries of a feed that have a text; of each other one a failure.
fn with_text(entries: Vec<Outcome>) -> Vec<Outcome> {
    let read = |entry: Outcome| entry.and_then(|report| checked(report, "entry of a feed"));
    entries.into_iter().map(read).collect()
}

/// The entries of a feed, also those without a text.
pub(crate) fn listed(bytes: &[u8], source: &Source) -> Vec<Outcome> {
    let (text, warning) = match decode::markup(bytes, None) {
        Ok(decoded) => decoded,
        Err((kind, message)) => return vec![fail(source.clone(), kind, message)],
    };
    let text = xml::mended(&text);
    let mut outcomes = match xml::tree(&text) {
        Ok(tree) => {
            let feed = Feed::of(tree.root_element(), source);
            let entries = entries(tree.root_element());
            entries
                .into_iter()
                .zip(1..)
                .map(|(entry, number)| Ok(report(&feed, entry, source::numbered(source, number))))
                .collect()
        }
        Err(problem) => one_by_one(&text, &problem, source),
    };
    if outcomes.is_empty() {
        outcomes = vec![fail(source.clone(), FailureKind::NoReports, "a feed without entries")];
    }
    for report in outcomes.iter_mut().flatten() {
        report.warnings.extend(warning.clone());
    }
    outcomes
}

fn entries<'a, 'i>(root: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    root.descendants().filter(|node| ENTRIES.iter().any(|name| is(*node, name))).filter(|node| !other(*node)).collect()
}

/// Whether an element is of a namespace whose words are not the entry's.
fn other(node: Node) -> bool {
    let space = node.tag_name().namespace().unwrap_or_default();
    OTHERS.iter().any(|other| space.contains(other))
}

/// What a feed says about all its entries.
#[derive(Default)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
    /// The address that those of entries are relative to.
    base: Option<url::Url>,
    /// Who writes an entry that names nobody.
    authors: Vec<String>,
}

impl Feed {
    fn of(root: Node, file: &Source) -> Self {
        let channel = root.children().find(|node| is(*node, "channel")).unwrap_or(root);
        if ENTRIES.iter().any(|name| is(root, name)) {
            return Self { base: file.url.as_deref().and_then(|url| url.parse().ok()), ..Self::default() };
        }
        let child = |name: &str| channel.children().find(|node| is(*node, name) && !other(*node));
        let mut base: Option<url::Url> = file.url.as_deref().and_then(|url| url.parse().ok());
        let site = channel.children().filter(|node| is(*node, "link")).find_map(address_of);
        for address in
            [site, xml_base(root).map(str::to_owned), xml_base(channel).map(str::to_owned)].into_iter().flatten()
        {
            base = joined(base.as_ref(), &address).or(base);
        }
        Self {
            title: child("title").map(content::line).filter(|title| !title.is_empty()),
            language: child("language").and_then(words).or_else(|| xml::language(root).map(str::to_owned)),
            base,
            authors: child("author").map(author).unwrap_or_default(),
        }
    }
}

fn xml_base<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/XML/1998/namespace", "base"))
}

/// The address of a link: its text in RSS, its attribute in Atom, where others than that of the page are passed over.
fn address_of(link: Node) -> Option<String> {
    let page = link.attribute("rel").is_none_or(|rel| rel == "alternate");
    let text = || link.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect::<String>();
    // A line within an address is one that the program broke.
    let address = link.attribute("href").map_or_else(text, str::to_owned).replace(['\n', '\r', '\t'], "");
    Some(address).filter(|address| page && !address.trim().is_empty())
}

/// An address of the web, whole.
fn joined(base: Option<&url::Url>, address: &str) -> Option<url::Url> {
    let address = address.trim();
    let whole = match base {
        Some(base) => base.join(address).ok(),
        None => address.parse().ok(),
    };
    whole.filter(|whole: &url::Url| matches!(whole.scheme(), "http" | "https"))
}

fn report(feed: &Feed, entry: Node, numbered: Source) -> Report {
    let child = |name: &str| entry.children().find(|node| is(*node, name) && !other(*node));
    let all = |name: &'static str| entry.children().filter(move |node| is(*node, name) && !other(*node));
    let id = child("guid").or_else(|| child("id")).and_then(words);
    let id = id.or_else(|| {
        entry.attributes().find(|attribute| attribute.name() == "about").map(|about| about.value().to_owned())
    });
    let source = Source { id: id.unwrap_or(numbered.id), url: address(feed, entry), ..numbered };
    let (published, warning) = day(entry);
    let authors: Vec<String> = all("author").chain(all("creator")).flat_map(author).collect();
    let publisher = child("source").and_then(|source| child_words(source, "title").or_else(|| words(source)));
    let title = child("title").map(content::line).filter(|title| !title.is_empty());
    Report {
        source,
        text: content::longest(entry, title.as_deref()),
        title,
        published,
        publisher: publisher.or_else(|| feed.title.clone()),
        authors: if authors.is_empty() { feed.authors.clone() } else { authors },
        language: xml::language(entry)
            .map(str::to_owned)
            .or_else(|| child("language").and_then(words))
            .or_else(|| feed.language.clone()),
        warnings: warning.into_iter().collect(),
        ..Report::default()
    }
}

fn child_words(node: Node, name: &str) -> Option<String> {
    node.children().find(|inner| is(*inner, name)).and_then(words)
}

/// Where an entry stands: by its link, or else by an id that is an address.
fn address(feed: &Feed, entry: Node) -> Option<String> {
    let base = entry.ancestors().take_while(|node| node.is_element()).collect::<Vec<_>>().into_iter().rev();
    let base = base.filter_map(xml_base).fold(feed.base.clone(), |base, own| joined(base.as_ref(), own).or(base));
    let links = entry.children().filter(|node| is(*node, "origLink") || is(*node, "link"));
    let mut links: Vec<Node> = links.filter(|node| !other(*node)).collect();
    links.sort_by_key(|node| !is(*node, "origLink"));
    let link = links.into_iter().find_map(address_of);
    let guid = || {
        let guid = entry.children().find(|node| is(*node, "guid") && node.attribute("isPermaLink") != Some("false"))?;
        words(guid).filter(|guid| guid.starts_with("http"))
    };
    joined(base.as_ref(), &link.or_else(guid)?).map(Into::into)
}

/// The day of an entry, or what is told where it cannot be read.
fn day(entry: Node) -> (Option<jiff::civil::Date>, Option<String>) {
    let mut unread = None;
    for name in DAYS {
        let of_name = entry.children().filter(|node| is(*node, name) && !other(*node));
        for text in of_name.filter_map(words) {
            if let Some(day) = days::told(&text) {
                return (Some(day), None);
            }
            unread = unread.or_else(|| Some(days::unread(&text)));
        }
    }
    (None, unread)
}

/// The writers that an element names: `desk@post.example (Anna Berg)`, `<name>Anna Berg</name>`.
fn author(node: Node) -> Vec<String> {
    let name = first(node, "name").or_else(|| words(node)).unwrap_or_default();
    let name = match name.split_once('(') {
        Some((mail, name)) if mail.contains('@') => name.trim_end_matches(')').trim().to_owned(),
        _ => name,
    };
    if name.contains('@') { Vec::new() } else { crate::bylines::WIRE.names(&content::words_of(&name)) }
}

/// The entries of a feed that is no tree as a whole: each that is one by itself, and a failure for each that is none.
fn one_by_one(text: &str, problem: &str, file: &Source) -> Vec<Outcome> {
    let name = if text.contains("<entry") { "entry" } else { "item" };
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let Some(begin) = text.find(&open) else {
        return vec![fail(file.clone(), FailureKind::Malformed, format!("not a feed that can be read: {problem}"))];
    };
    let head = &text[..begin];
    let root = head.rfind("<rss").or_else(|| head.rfind("<feed")).or_else(|| head.rfind("<rdf")).and_then(|at| {
        let tag = &head[at..];
        let end = tag.find('>')? + 1;
        let name = tag[1..].split(|c: char| c.is_whitespace() || c == '>').next()?;
        Some((&tag[..end], name))
    });
    let (root, root_name) = root.unwrap_or(("<feed>", "feed"));
    let title = head.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title);
    let title = title.map(|title| content::words_of(title.trim())).filter(|title| !title.is_empty());
    let mut outcomes = Vec::new();
    let starts: Vec<usize> = text.match_indices(&open).map(|(at, _)| at).collect();
    for (number, at) in (1..).zip(&starts) {
        let next = starts.get(number as usize).copied().unwrap_or(text.len());
        let slice = &text[*at..next];
        let source = source::numbered(file, number);
        let whole = slice.find(&close).map(|end| format!("{root}{}</{root_name}>", &slice[..end + close.len()]));
        let outcome: Result<Report, Failure> = match whole.as_deref().map(xml::tree) {
            Some(Ok(tree)) => match entries(tree.root_element()).first() {
                Some(entry) => {
                    let feed = Feed { title: title.clone(), ..Feed::of(tree.root_element(), file) };
                    Ok(report(&feed, *entry, source))
                }
                None => continue,
            },
            Some(Err(problem)) => fail(source, FailureKind::Malformed, format!("entry {number} of a feed: {problem}")),
            None => fail(source, FailureKind::Malformed, format!("entry {number} of a feed is cut short")),
        };
        outcomes.push(outcome);
    }
    outcomes
}

#[cfg(test)]
mod tests;
