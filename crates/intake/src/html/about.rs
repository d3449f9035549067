//! What does a page say about itself: headline, day, writers, publisher, language, address?

use dom_smoothie::Readability;
use jiff::civil::Date;

use super::json_ld;
use crate::{bylines, dates};

/// The word before the names of newspapers that pages leave out as often as not.
const ARTICLE: &str = "the";

/// What is known of a page besides its text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    /// The address that the page calls its own.
    pub(super) url: Option<String>,
    /// The text, where the page gives it in its metadata.
    pub(super) body: Option<String>,
}

/// Reads it from JSON-LD, OpenGraph and other metadata, the headline as printed, and what `trafilatura` found.
pub(super) fn about(page: &Readability, found: Option<&trafilatura::Metadata>, url: Option<&str>) -> Facts {
    let scripts: Vec<String> =
        page.doc.select("script[type*='ld+json']").iter().map(|script| script.text().to_string()).collect();
    let article = json_ld::Article::of(scripts.iter().map(String::as_str));
    let metadata = page.get_article_metadata(page.parse_json_ld());
    let found = found.cloned().unwrap_or_default();
    let publisher = [article.publisher.clone(), metadata.site_name.clone(), some(&found.sitename)];
    let publisher = publisher.into_iter().flatten().find(|name| !is_address(name));
    let published = [article.published.as_deref(), metadata.published_time.as_deref()];
    let published = published.into_iter().flatten().find_map(dates::day);
    let address = address(page, url);
    let names = Names::of(
        &[article.publisher.as_deref(), metadata.site_name.as_deref(), some(&found.sitename).as_deref()],
        address.as_deref(),
    );
    let declared = some(&metadata.title).or_else(|| article.headline.clone());
    Facts {
        title: title(page, declared.as_deref(), &names),
        published: published.or_else(|| found.date.and_then(|moment| dates::day(&moment.to_string()))),
        authors: authors(page, article.authors, &found.author, &names),
        publisher,
        language: article.language.or_else(|| metadata.lang.clone()).or_else(|| some(&found.language)),
        url: address,
        body: article.body,
    }
}

fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn is_address(name: &str) -> bool {
    name.starts_with("http") || name.starts_with("www.") || name.starts_with('@')
}

/// The canonical address, if it is a whole one.
fn address(page: &Readability, url: Option<&str>) -> Option<String> {
    let canonical = page.doc.select("link[rel='canonical']").attr("href").map(|href| href.trim().to_owned());
    let og = page.doc.select("meta[property='og:url']").attr("content").map(|href| href.trim().to_owned());
    let whole = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    canonical.filter(whole).or(og.filter(whole)).or_else(|| url.map(str::to_owned))
}

/// The headline: as declared, without what stands behind it of the publisher's name, section or day; as printed, where
/// nothing is declared but the publisher's name.
fn title(page: &Readability, declared: Option<&str>, names: &Names) -> Option<String> {
    let declared = declared.map(|title| names.without(&folded(title)).to_owned());
    let printed = page.doc.select("h1").iter().map(|h1| folded(&h1.text())).filter(|title| is_headline(title));
    let printed: Vec<String> = printed.collect();
    let Some(declared) = declared.filter(|title| !title.is_empty() && !names.know(title)) else {
        return printed.into_iter().next();
    };
    let longer = |title: &&String| {
        let tail = declared.strip_prefix(title.as_str())?.trim_start();
        Some(tail.starts_with(['|', '-', '–', '—', '•', 'ㅣ', '｜', '·']) && tail.chars().count() < 40)
    };
    let printed = printed.iter().find(|title| longer(title) == Some(true)).cloned();
    Some(printed.unwrap_or(declared))
}

/// Long enough for a headline, not for a paragraph.
fn is_headline(text: &str) -> bool {
    (10..=300).contains(&text.len()) && (text.split_whitespace().count() > 1 || !text.is_ascii())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page and its publisher are called, letters and digits only: they stand behind headlines and in place of writers.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn of(names: &[Option<&str>], address: Option<&str>) -> Self {
        let host = address.and_then(|address| address.split("://").nth(1)?.split(['/', ':']).next());
        let host = host.map(|host| host.trim_start_matches("www."));
        let label = host.and_then(|host| host.rsplit('.').nth(1).filter(|label| label.len() > 2));
        let names = names.iter().copied().chain([host, label]).flatten().map(bare);
        Self(names.filter(|name| name.chars().count() > 1).collect())
    }

    /// Whether this is one of them, or begins or ends with one, as "Harbour Post News" does.
    fn know(&self, name: &str) -> bool {
        let bare = bare(name);
        let short = bare.strip_prefix(ARTICLE).unwrap_or(&bare).to_owned();
        self.0.iter().any(|known| {
            let known = known.strip_prefix(ARTICLE).unwrap_or(known);
            short == *known || known.len() > 2 && (short.starts_with(known) || short.ends_with(known))
        })
    }

    /// A headline without " | World | Harbour Post" or " - Harbour Post" behind it.
    fn without<'t>(&self, title: &'t str) -> &'t str {
        let mut title = title;
        for mark in [" | ", " - ", " – ", " — ", " • ", " :: ", " › ", "｜", "ㅣ"] {
            let Some(at) = title.rfind(mark) else { continue };
            let tail = &title[at + mark.len()..];
            if tail.chars().count() < 60 && (self.know(tail) || is_day(tail)) {
                title = self.without(title[..at].trim_end());
            }
        }
        title
    }
}

/// Numbers only, as in "Headline | DW | 08.03.2031".
fn is_day(text: &str) -> bool {
    text.len() > 5 && text.chars().all(|c| c.is_ascii_digit() || ". /-".contains(c))
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where pages name their writers, besides JSON-LD.
const WRITERS: [&str; 4] = [
    "meta[name='author']",
    "meta[property='article:author']",
    "[itemprop='author'] [itemprop='name']",
    "a[rel='author']",
];

/// Writers that an article has, at most, where the page does not list them itself.
const MOST_WRITERS: usize = 4;

/// Who wrote it: by the first place that names someone else than the publisher; the publisher, where only that is named.
fn authors(page: &Readability, declared: Vec<String>, found: &str, names: &Names) -> Vec<String> {
    let listed = |bylines: &mut dyn Iterator<Item = String>| {
        let mut named: Vec<String> = Vec::new();
        for name in bylines.flat_map(|byline| bylines::on_page(&byline)) {
            if !named.contains(&name) {
                named.push(name);
            }
        }
        named
    };
    let mut lists = vec![listed(&mut declared.into_iter())];
    for selector in WRITERS {
        let tags = page.doc.select(selector);
        let words = tags.iter().map(|tag| tag.attr("content").unwrap_or_else(|| tag.text()).to_string());
        let mut list = listed(&mut words.into_iter());
        if list.len() > MOST_WRITERS {
            // The writers of other articles that the page links to.
            list.truncate(1);
        }
        lists.push(list);
    }
    lists.push(listed(&mut found.split(';').map(str::to_owned)));
    let persons: Vec<Vec<String>> =
        lists.iter().map(|list| list.iter().filter(|name| !names.know(name)).cloned().collect()).collect();
    persons.into_iter().chain(lists).find(|list| !list.is_empty()).unwrap_or_default()
}

impl Facts {
    /// The text without what stands in it besides the story at the beginning: its own headline, its writers' names.
    pub(super) fn without_head(&self, text: String) -> String {
        let title = self.title.as_deref().map(bare).unwrap_or_default();
        let is_head = |paragraph: &str| {
            let words = bare(paragraph);
            words == title || self.authors.iter().any(|author| bylines::is_of(&words, &bare(author)))
        };
        let paragraphs = text.split("\n\n").enumerate();
        let kept: Vec<&str> =
            paragraphs.filter(|(i, paragraph)| *i > 3 || !is_head(paragraph)).map(|(_, paragraph)| paragraph).collect();
        kept.join("\n\n")
    }
}
