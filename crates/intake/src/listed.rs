//! Which pages does this feed or sitemap name, and which feeds this list of subscriptions? Their addresses, before any is read.

use std::sync::{Arc, LazyLock};

use dateline::{Report, Source};
use jiff::civil::Date;
use regex::Regex;
use roxmltree::Node;
use serde_json::Value;
use url::Url;

use crate::outcome::{Cause, Failure, FailureKind, LARGEST_DOCUMENT, Outcome, fail};
use crate::xml::{self, is, words};
use crate::{days, decode, feed, file, stream};

/// The pages that a feed or a sitemap names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Whether it is a sitemap, which may name all that a site ever had.
    pub is_sitemap: bool,
    /// What it calls itself.
    pub title: Option<String>,
    /// The pages, in its order.
    pub pages: Vec<ListedPage>,
    /// Further lists that it names: a sitemap of sitemaps does. Each with the day of its last change, where that is told.
    pub lists: Vec<(String, Option<Date>)>,
    /// Entries that could not be read, or name no page.
    pub unread: usize,
}

/// A page as a list names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedPage {
    /// Its address, whole.
    pub url: String,
    /// The headline, where the list tells it.
    pub title: Option<String>,
    /// The day of publication, where the list tells it.
    pub published: Option<Date>,
    /// The day of the last change, where the list tells it.
    pub changed: Option<Date>,
    /// All that the list tells of it: as long as this is the same, the list tells of no change.
    pub told: String,
}

/// A feed that a list of subscriptions names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// What it is called there.
    pub name: Option<String>,
    /// Its address.
    pub url: String,
}

/// The pages that are named in a feed (RSS, Atom, JSON Feed) or a sitemap that was found at an address; packed with gzip, too.
///
/// # Errors
///
/// If it is none of these, or cannot be read.
///
/// # Examples
///
/// ```
/// let feed = "<rss><channel><title>Post</title><item><title>Talks fail</title><link>/2031/ferry</link></item></channel></rss>";
/// let list = dateline_intake::list(feed.into(), "https://post.example/rss.xml")?;
/// assert_eq!(list.title.as_deref(), Some("Post"));
/// assert_eq!(list.pages[0].url, "https://post.example/2031/ferry");
/// assert_eq!(list.pages[0].title.as_deref(), Some("Talks fail"));
/// # Ok::<(), dateline_intake::Failure>(())
/// ```
pub fn list(bytes: Vec<u8>, address: &str) -> Result<List, Failure> {
    let source = Source { id: address.into(), url: Some(address.into()), ..Source::default() };
    let bytes = plain(bytes, &source)?;
    let text = markup(&bytes).or_else(|(kind, message)| fail(source.clone(), kind, message))?;
    if text.starts_with('{') {
        return match serde_json::from_str::<Value>(&text) {
            Ok(Value::Object(object)) if feed::is_json_feed(&object) => {
                let title = object.get("title").and_then(Value::as_str).map(str::to_owned);
                Ok(of_entries(title, feed::listed_json(&object, &source)))
            }
            Ok(_) => fail(source, FailureKind::Unsupported, "JSON, but no JSON Feed"),
            Err(error) => fail(source, FailureKind::Malformed, format!("not a feed that can be read: {error}")),
        };
    }
    let mended = xml::mended(&text);
    let root = root_name(&mended);
    match root {
        "urlset" | "sitemapindex" => match xml::tree(&mended) {
            Ok(tree) => Ok(of_sitemap(tree.root_element())),
            Err(problem) => fail(source, FailureKind::Malformed, format!("not a sitemap that can be read: {problem}")),
        },
        "rss" | "feed" | "RDF" | "channel" | "entry" => {
            let entries = feed::listed(&bytes, &source);
            if let [Err(failure)] = &entries[..]
                && failure.kind != FailureKind::NoReports
            {
                return Err(failure.clone());
            }
            Ok(of_entries(xml::tree(&mended).ok().and_then(|tree| title(tree.root_element())), entries))
        }
        name if name.eq_ignore_ascii_case("html") => fail(source, FailureKind::Unsupported, of_page(&text, address)),
        "" => fail(source, FailureKind::Unsupported, "neither a feed nor a sitemap"),
        other => fail(source, FailureKind::Unsupported, format!("neither a feed nor a sitemap, but <{other}>")),
    }
}

/// The feeds that a list of subscriptions (OPML) names, in its order, each once.
///
/// # Errors
///
/// If it is no OPML, or names no feed.
///
/// # Examples
///
/// ```
/// let opml = r#"<opml version="2.0"><body><outline text="News">
///     <outline type="rss" text="Post" xmlUrl="https://post.example/rss.xml"/></outline></body></opml>"#;
/// let feeds = dateline_intake::subscriptions(opml.as_bytes())?;
/// assert_eq!((feeds[0].name.as_deref(), feeds[0].url.as_str()), (Some("Post"), "https://post.example/rss.xml"));
/// # Ok::<(), dateline_intake::Failure>(())
/// ```
pub fn subscriptions(bytes: &[u8]) -> Result<Vec<Subscription>, Failure> {
    let source = Source { id: "opml".into(), ..Source::default() };
    let text = markup(bytes).or_else(|(kind, message)| fail(source.clone(), kind, message))?;
    let mended = xml::mended(&text);
    let tree = xml::tree(&mended).or_else(|problem| fail(source.clone(), FailureKind::Malformed, problem))?;
    let root = tree.root_element();
    if !root.tag_name().name().eq_ignore_ascii_case("opml") {
        let message = format!("no list of feeds (OPML), but <{}>", root.tag_name().name());
        return fail(source, FailureKind::Unsupported, message);
    }
    let mut feeds: Vec<Subscription> = Vec::new();
    for outline in root.descendants().filter(|node| node.tag_name().name().eq_ignore_ascii_case("outline")) {
        let Some(url) = attribute(outline, "xmlurl") else { continue };
        if feeds.iter().all(|feed| feed.url != url) {
            feeds.push(Subscription { name: attribute(outline, "title").or_else(|| attribute(outline, "text")), url });
        }
    }
    if feeds.is_empty() { fail(source, FailureKind::NoReports, "it names no feed: no xmlUrl") } else { Ok(feeds) }
}

/// The words of an attribute, however its name is written.
fn attribute(node: Node, name: &str) -> Option<String> {
    let found = node.attributes().find(|attribute| attribute.name().eq_ignore_ascii_case(name))?;
    let value = found.value().split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

/// The bytes unpacked, if they were packed.
fn plain(bytes: Vec<u8>, source: &Source) -> Result<Vec<u8>, Failure> {
    let stream = stream::unpacked(std::io::Cursor::new(bytes), Arc::default());
    let stream = stream.or_else(|error| fail(source.clone(), FailureKind::Damaged, error.to_string()))?;
    file::whole(stream, LARGEST_DOCUMENT, source)
}

fn markup(bytes: &[u8]) -> Result<String, Cause> {
    let (text, _) = decode::markup(bytes, None)?;
    Ok(text.trim_start_matches('\u{feff}').trim_start().to_owned())
}

/// The name of the first element, without its prefix; nothing in what is no markup.
fn root_name(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { rest.find("-->").map(|at| at + 3) } else { xml::declaration_end(rest) };
        let Some(end) = end else { return "" };
        rest = rest[end..].trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return "" };
    let end = tag.find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(tag.len());
    tag[..end].rsplit(':').next().unwrap_or_default()
}

/// A tag that names a feed of a page, and its parts.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    let link = r#"(?i)<link\b[^>]*application/(?:rss\+xml|atom\+xml|feed\+json)[^>]*>"#;
    Regex::new(link).expect("the pattern is part of the program")
});
static TARGET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)\bhref\s*=\s*["']?([^"'\s>]+)"#).expect("the pattern is part of the program"));

/// What is to be done with a page: it names its feeds.
fn of_page(text: &str, address: &str) -> String {
    let base: Option<Url> = address.parse().ok();
    let targets = LINK.find_iter(text).filter_map(|link| TARGET.captures(link.as_str()));
    let feeds = targets.filter_map(|found| base.as_ref()?.join(&found[1].replace("&amp;", "&")).ok());
    let feeds: Vec<String> = feeds.map(String::from).take(5).collect();
    match &feeds[..] {
        [] => "a page, neither a feed nor a sitemap".to_owned(),
        feeds => format!("a page, not a feed; it names as its feeds: {}", feeds.join(", ")),
    }
}

/// What a feed calls itself.
fn title(root: Node) -> Option<String> {
    let channel = root.children().find(|node| is(*node, "channel")).unwrap_or(root);
    channel.children().find(|node| is(*node, "title")).and_then(words)
}

fn of_entries(title: Option<String>, entries: Vec<Outcome>) -> List {
    let mut list = List { title, ..List::default() };
    for entry in entries {
        match entry {
            Ok(report) if report.source.url.is_some() => list.pages.push(page(report)),
            Err(failure) if failure.kind == FailureKind::NoReports => {}
            _ => list.unread += 1,
        }
    }
    list
}

fn page(entry: Report) -> ListedPage {
    let title = entry.title.filter(|title| !title.trim().is_empty());
    let day = entry.published.map(|day| day.to_string()).unwrap_or_default();
    let told = [title.as_deref().unwrap_or_default(), &day, &entry.text].join("\n");
    let url = entry.source.url.unwrap_or_default();
    ListedPage { url, title, published: entry.published, changed: None, told }
}

fn of_sitemap(root: Node) -> List {
    let mut list = List { is_sitemap: true, ..List::default() };
    for entry in root.children().filter(Node::is_element) {
        let child = |name: &str| entry.children().find(|node| is(*node, name)).and_then(words);
        let url = child("loc").and_then(|loc| loc.parse::<Url>().ok());
        let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else {
            list.unread += 1;
            continue;
        };
        let changed = child("lastmod");
        let day = changed.as_deref().and_then(days::told);
        if is(entry, "sitemap") {
            list.lists.push((url.into(), day));
            continue;
        }
        let news = entry.children().find(|node| is(*node, "news"));
        let of_news = |name: &str| news.and_then(|news| xml::first(news, name));
        let (title, published) = (of_news("title"), of_news("publication_date"));
        let told = [title.as_deref(), published.as_deref(), changed.as_deref()].map(Option::unwrap_or_default);
        let page = ListedPage { told: told.join("\n"), title, ..ListedPage::default() };
        let published = published.as_deref().and_then(days::told);
        list.pages.push(ListedPage { url: url.into(), published, changed: day, ..page });
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::tests::gzip;

    const HOME: &str = "https://post.example/feed";

    fn urls(list: &List) -> Vec<&str> {
        list.pages.iter().map(|page| page.url.as_str()).collect()
    }

    #[test]
    fn pages_of_feeds_are_named_with_or_without_a_text() {
        let rss = "<rss><channel><title>Post</title><item><title>Dam holds</title><link>/1</link>\
            <pubDate>Sat, 08 Mar 2031 23:30:00 -0500</pubDate></item><item><title>No link</title></item></channel></rss>";
        let list = list(rss.into(), HOME).expect("a list");
        assert_eq!((urls(&list), list.unread), (vec!["https://post.example/1"], 1));
        assert_eq!(list.pages[0].published, Some(jiff::civil::date(2031, 3, 8)));
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "url": "/2"}],
            "home_page_url": "https://post.example/"}"#;
        assert_eq!(urls(&super::list(json.into(), HOME).expect("a list")), ["https://post.example/2"]);
        let empty = super::list("<rss><channel><title>Post</title></channel></rss>".into(), HOME);
        assert_eq!(empty.expect("a list").pages.len(), 0);
    }

    #[test]
    fn a_page_that_its_feed_tells_of_otherwise_is_known_by_it() {
        let told = |text: &str| {
            let feed = format!(
                "<feed><title>Post</title><entry><title>Dam</title><link href='/1'/>\
                <summary>{text}</summary></entry></feed>"
            );
            list(feed.into_bytes(), HOME).expect("a list").pages.remove(0).told
        };
        assert_eq!(told("It holds."), told("It holds."));
        assert_ne!(told("It holds."), told("It broke."));
    }

    #[test]
    fn sitemaps_name_pages_or_further_sitemaps_packed_or_not() {
        let news = "<?xml version='1.0'?><urlset xmlns:news='n'><url><loc> https://post.example/1 </loc><news:news>\
            <news:publication><news:name>Post</news:name></news:publication>\
            <news:publication_date>2031-03-08T10:00Z</news:publication_date><news:title>Dam holds</news:title>\
            </news:news></url><url><loc>javascript:1</loc></url><url><loc>https://post.example/2</loc>\
            <lastmod>2031-03-07</lastmod></url></urlset>";
        let list = list(gzip(news.as_bytes()), HOME).expect("a list");
        assert_eq!((urls(&list), list.unread), (vec!["https://post.example/1", "https://post.example/2"], 1));
        assert_eq!(list.pages[0].title.as_deref(), Some("Dam holds"));
        let days = [list.pages[0].published, list.pages[1].changed];
        assert_eq!(days, [8, 7].map(|day| Some(jiff::civil::date(2031, 3, day))));
        let index = "<sitemapindex><sitemap><loc>https://post.example/a.xml.gz</loc></sitemap></sitemapindex>";
        assert_eq!(
            super::list(index.into(), HOME).expect("a list").lists,
            [("https://post.example/a.xml.gz".to_owned(), None)]
        );
    }

    #[test]
    fn what_is_no_list_says_what_it_is() {
        for (text, said) in [
            ("<!doctype html><html><p>Rain.</p></html>", "a page"),
            ("<HTML><link href='/rss?a=1&amp;b=2' rel=alternate type=application/rss+xml>", "post.example/rss?a=1&b=2"),
            ("Rain fell.", "neither"),
            ("{\"a\": 1}", "no JSON Feed"),
            ("<urlset><url><loc>", "not a sitemap"),
        ] {
            let failure = list(text.into(), HOME).expect_err(text);
            assert!(failure.message.contains(said), "{failure}");
        }
    }

    #[test]
    fn subscriptions_are_found_however_deep_and_once() {
        let opml = "<opml><head><title>Mine</title></head><body><outline text='World'><outline text='Post' \
            xmlUrl='https://post.example/rss'/><outline text='x'><outline title='Post again' xmlURL='https://post.example/rss'/>\
            <outline xmlurl='https://tribune.example/atom?a=1&b=2'/></outline></outline></body></opml>";
        let feeds = subscriptions(opml.as_bytes()).expect("feeds");
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            feeds.iter().map(|feed| (feed.name.clone(), feed.url.as_str())).collect::<Vec<_>>(),
            [(named("Post"), "https://post.example/rss"), (None, "https://tribune.example/atom?a=1&b=2")]
        );
        assert!(subscriptions(b"<opml><body/></opml>").is_err() && subscriptions(b"<rss/>").is_err());
    }
}
