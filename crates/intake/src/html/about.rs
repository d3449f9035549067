//! What does a page say about itself: headline, day, writers, publisher, language, address?

use dom_smoothie::Readability;
use jiff::civil::Date;

use super::headline::{self, Headline, headline};
use super::json_ld::Article;
use super::names::{Names, bare};
use super::published::{Published, order, published};
use super::tree::Tree;
use super::writers::writers;
use crate::bylines;

/// What is known of a page besides its text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) headline: Headline,
    /// All titles that the page declares or prints for it.
    titles: Vec<String>,
    pub(super) published: Option<Date>,
    /// Whether that is only the day on which the report was last changed.
    pub(super) is_change: bool,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    /// The address that the page calls its own.
    pub(super) url: Option<String>,
    /// The text, where the page gives it in its metadata.
    pub(super) body: Option<String>,
    /// What the page says its report is about, in a sentence or two.
    pub(super) summary: Option<String>,
    /// Whether the page says that it is an article.
    pub(super) is_article: bool,
    /// Whether it says that it is a site.
    pub(super) is_site: bool,
}

/// What the page declares, before anything is taken out of it.
pub(super) struct Declared {
    article: Option<Article>,
    metadata: dom_smoothie::Metadata,
    titles: headline::Declared,
    /// The title as `dom_smoothie` makes it of whatever there is.
    last: Option<String>,
    summary: Option<String>,
    kind: Option<String>,
    /// The publisher in metadata of its own.
    named: Option<String>,
    address: Option<String>,
    names: Names,
}

impl Declared {
    /// Reads JSON-LD, OpenGraph and other metadata.
    pub(super) fn of(page: &Readability, url: Option<&str>) -> Self {
        let scripts: Vec<String> =
            page.doc.select("script[type*='ld+json']").iter().map(|script| script.text().to_string()).collect();
        let article = Article::of(scripts.iter().map(String::as_str));
        let metadata = page.get_article_metadata(None);
        let content = |selector: &str| page.doc.select_single(selector).attr("content").and_then(|text| some(&text));
        let address = address(page, url);
        let publisher = article.as_ref().and_then(|article| article.publisher.as_deref());
        let site = content("meta[property='og:site_name'], meta[name='application-name']");
        let named = content("meta[name='publisher'], meta[name='dc.publisher'], meta[name='DC.publisher']");
        // "Harbour Post (www.post.example)"
        let named = named.map(|name| name.split(" (").next().unwrap_or_default().to_owned());
        let known = [publisher, metadata.site_name.as_deref(), site.as_deref(), named.as_deref()];
        let sections = ["article:section", "section", "content_category", "category", "parsely-section"]
            .map(|name| content(&format!("meta[property='{name}'], meta[name='{name}']")));
        let names = Names::of(&known, address.as_deref()).in_sections(&sections.each_ref().map(Option::as_deref));
        let shared = content("meta[property='og:title'], meta[name='og:title']");
        let shared = shared.or_else(|| content("meta[name='twitter:title'], meta[property='twitter:title']"));
        let stated = article.as_ref().and_then(|article| article.headline.clone());
        // The first is the page's: pictures in it have titles too.
        let title = page.doc.select_single("head title").text();
        Self {
            titles: [stated, shared, some(&title)],
            last: some(&metadata.title),
            summary: content("meta[property='og:description']").or_else(|| content("meta[name='description']")),
            kind: content("meta[property='og:type']"),
            article,
            metadata,
            named,
            address,
            names,
        }
    }

    /// The headline, and where the page prints it.
    pub(super) fn headline(&self, tree: &Tree) -> Headline {
        let found = headline(tree, &self.titles, &self.names);
        if found.words.is_some() { found } else { headline(tree, &[self.last.clone(), None, None], &self.names) }
    }

    /// All that is known of the page.
    pub(super) fn facts(self, tree: &Tree, page: &Readability, headline: Headline) -> Facts {
        let is_article = self.article.is_some() || self.kind.as_deref().is_some_and(|kind| kind.contains("article"));
        let is_site = self.kind.as_deref() == Some("website");
        let article = self.article.unwrap_or_default();
        let publisher = [article.publisher.clone(), self.metadata.site_name.clone(), self.named];
        let declared = page.doc.select_single("html").attr("lang").and_then(|language| some(&language));
        let language = article.language.or_else(|| declared.or_else(|| self.metadata.lang.clone()));
        let stated = [article.published.as_deref(), article.changed.as_deref()];
        let order = order(language.as_deref(), self.address.as_deref());
        let Published { day, is_change } = published(tree, stated, headline.at, order);
        let printed = headline.at.map(|at| tree.text(at));
        let titles = self.titles.into_iter().chain([headline.words.clone(), printed]).flatten().collect();
        Facts {
            titles,
            published: day,
            is_change,
            authors: writers(tree, article.authors, headline.at, &self.names),
            publisher: publisher.into_iter().flatten().find(|name| !is_address(name)),
            language,
            url: self.address,
            body: article.body,
            summary: self.summary,
            headline,
            is_article,
            is_site,
        }
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

/// Paragraphs at the beginning of a text that may be its head.
const FIRST: usize = 4;
/// Letters and digits of a kicker before the headline, at most.
const KICKER: usize = 60;

impl Facts {
    /// What is odd about its day.
    pub(super) fn warning(&self) -> Option<String> {
        let day = self.published.filter(|_| self.is_change)?;
        Some(format!("the page names no day of publication, but that of its last change, {day}: that is taken"))
    }

    /// The text without what stands in it besides the story at the beginning: its own headline, its writers' names.
    pub(super) fn without_head(&self, text: &str) -> String {
        let titles: Vec<String> =
            self.titles.iter().map(|title| bare(title)).filter(|title| !title.is_empty()).collect();
        let is_title = |words: &str| {
            let kicked = |title: &String| words.ends_with(title.as_str()) && words.len() <= title.len() + KICKER;
            titles.iter().any(|title| kicked(title) || title.ends_with(words) && 2 * words.len() > title.len())
        };
        let is_head = |paragraph: &str| {
            let words = bare(paragraph);
            let signed = bylines::signature(paragraph);
            is_title(&words)
                || self.authors.iter().any(|author| bylines::is_of(&words, &bare(author)))
                || !signed.is_empty() && signed.iter().all(|name| self.authors.contains(name))
        };
        let paragraphs = text.split("\n\n").enumerate();
        let kept: Vec<&str> =
            paragraphs.filter(|(i, text)| *i >= FIRST || !is_head(text)).map(|(_, text)| text).collect();
        kept.join("\n\n")
    }
}
