//! What a page says about itself: headline, day, writers, publisher, language, address.

use dom_smoothie::{Metadata, Readability};
use jiff::civil::Date;

use super::json_ld;
use crate::dates;

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
    Facts {
        title: title(page, &article, &metadata, publisher.as_deref()),
        published: published.or_else(|| found.date.and_then(|moment| dates::day(&moment.to_string()))),
        authors: authors(article.authors, &found.author, &metadata),
        publisher,
        language: article.language.or_else(|| metadata.lang.clone()).or_else(|| some(&found.language)),
        url: address(page, url),
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

/// The headline: as printed, if just one is; else as the metadata have it, without the publisher's name.
fn title(page: &Readability, article: &json_ld::Article, metadata: &Metadata, publisher: Option<&str>) -> Option<String> {
    let clean = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        without_site(&text, publisher, metadata.site_name.as_deref()).to_owned()
    };
    let declared = some(&clean(&metadata.title)).or_else(|| article.headline.as_deref().map(clean));
    let printed: Vec<String> = page.doc.select("h1").iter().map(|h1| clean(&h1.text())).collect();
    let printed = printed.iter().filter(|title| title.split_whitespace().count() > 2);
    let _ = printed;
    declared
}

/// A headline without " | Harbour Post" or " - Harbour Post - News".
fn without_site<'t>(title: &'t str, publisher: Option<&str>, site: Option<&str>) -> &'t str {
    let _ = (publisher, site);
    title
}

/// Who wrote it.
fn authors(declared: Vec<String>, found: &str, metadata: &Metadata) -> Vec<String> {
    let _ = metadata;
    if !declared.is_empty() { declared } else { found.split(';').filter_map(some).collect() }
}

impl Facts {
    /// The text without its headline and byline at the beginning.
    pub(super) fn without_head(&self, text: String) -> String {
        text
    }
}
