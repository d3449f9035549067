//! What is the story on this page, by paragraphs, and what does the page say about it?
//!
//! The text is found by `trafilatura`, and by `dom_smoothie` where that finds next to nothing; both are heuristics over
//! the tree of the page. Every parser of HTML takes more than linear time on deep nesting, so size and depth are
//! measured before anything is parsed.

mod about;
mod clutter;
mod headline;
mod json_ld;
mod lead;
mod names;
mod nesting;
mod paragraphs;
mod published;
mod scripts;
mod tree;
mod units;
mod words;
mod writers;

use dateline::{Report, Source};
use dom_query::Document;

use self::about::{Declared, Facts};
use self::clutter::Clutter;
use self::tree::Tree;
use crate::carrier::Carrier;
use crate::guarded::guarded;
use crate::outcome::{FailureKind, Outcome, checked, fail};

/// Characters of text below which a page is asked again.
const SHORT: usize = 250;

/// Characters of paragraphs on a page that tells next to nothing else than its story.
const FEW: usize = 1500;

/// Times as many paragraphs as were found that a story has.
const PARTED: usize = 4;

/// Bytes of text that are little for an article.
const LITTLE: usize = 1000;

/// The report on a page.
pub(crate) fn read(page: &str, source: Source, carrier: &Carrier) -> Outcome {
    let page = match nesting::bounded(page) {
        Ok(page) => page,
        Err(message) => return fail(source, FailureKind::TooDeep, message),
    };
    match guarded(|| report(&page, source.clone())) {
        Ok(Ok(report)) => checked(carrier.dated(report), "page"),
        Ok(Err(message)) => fail(source, FailureKind::NoText, message),
        Err(message) => fail(source, FailureKind::Malformed, message),
    }
}

/// The report, or why there is none.
fn report(page: &str, source: Source) -> Result<Report, String> {
    let address = source.url.clone();
    let readability = dom_smoothie::Readability::with_document(Document::from(page), address.as_deref(), None)
        .or_else(|_| dom_smoothie::Readability::with_document(Document::from(page), None, None));
    let Ok(mut readability) = readability else {
        return Ok(Report { source, text: main_text(page, 0).0, ..Report::default() });
    };
    let looked = Looked::at(&readability, address.as_deref());
    let (text, language) = looked.text(&mut readability);
    let Looked { about, clutter, lead, .. } = looked;
    let text = if text.chars().count() < SHORT { told_by_scripts(page).unwrap_or(text) } else { text };
    let text = lead::before(lead, about.without_head(&paragraphs::once(&text)));
    if let Some(message) = clutter.refusal(&text, about.is_article, about.headline.is_declared && !about.is_site) {
        return Err(message);
    }
    let warnings = clutter.warning(&text).into_iter().chain(about.warning()).collect();
    let url = source.url.clone().or_else(|| about.url.clone());
    Ok(Report {
        source: Source { url, ..source },
        text,
        title: about.headline.words,
        published: about.published,
        publisher: about.publisher,
        authors: about.authors,
        language: about.language.or(Some(language).filter(|language| !language.is_empty())),
        url: about.url,
        warnings,
        ..Report::default()
    })
}

/// The story in the scripts of a page that shows next to nothing without them.
fn told_by_scripts(page: &str) -> Option<String> {
    let document = Document::from(page);
    let scripts: Vec<String> = document.select("script").iter().map(|script| script.text().to_string()).collect();
    scripts::story(scripts.iter().map(String::as_str)).filter(|story| story.chars().count() > SHORT)
}

/// What is found on a page before its story, and what is left of it.
struct Looked {
    about: Facts,
    clutter: Clutter,
    lead: Option<String>,
    /// Characters in the paragraphs that are left.
    prose: usize,
    /// The text of the smallest element that holds most of it.
    story: String,
}

impl Looked {
    /// Takes out of the page what is not its story.
    fn at(page: &dom_smoothie::Readability, address: Option<&str>) -> Self {
        let declared = Declared::of(page, address);
        let mut tree = Tree::of(&page.doc);
        let headline = declared.headline(&tree);
        if let Some(at) = headline.at {
            units::take_others(&mut tree, at);
        }
        let about = declared.facts(&tree, page, headline);
        let clutter = clutter::take_out(&mut tree, about.headline.at);
        let lead = lead::lead(&tree, about.headline.at, about.summary.as_deref());
        let prose = tree.elements.first().map_or(0, |all| all.prose);
        let story = tree.elements.get(tree.story()).map(|story| paragraphs::of_node(&story.node));
        Self { about, clutter, lead, prose, story: story.unwrap_or_default() }
    }

    /// The text of what is left, and its language.
    fn text(&self, page: &mut dom_smoothie::Readability) -> (String, String) {
        let (mut text, language) = main_text(&page.doc.html(), self.prose);
        let story = &self.story;
        let is_short = text.chars().count() < SHORT && self.prose > 0 && self.prose < FEW;
        // Its paragraphs stand in elements that `trafilatura` takes for one.
        let is_joined = story.split("\n\n").count() >= PARTED * text.split("\n\n").count()
            && 4 * story.len() <= 5 * text.len()
            && 5 * story.len() >= 4 * text.len();
        if is_short || is_joined {
            text.clone_from(story);
        }
        if text.chars().count() < SHORT
            && let Ok(article) = page.parse()
        {
            let other = paragraphs::of(&article.content);
            if other.len() > 2 * text.len() {
                text = other;
            }
        }
        if let Some(body) = self.about.body.as_ref().filter(|body| body.len() > 2 * text.len()) {
            text.clone_from(body);
        }
        (text, language)
    }
}

/// The main text, and its language. The second, costlier way of `trafilatura` is gone where the first finds little, or
/// much less than the page has in its paragraphs.
fn main_text(page: &str, prose: usize) -> (String, String) {
    let options = trafilatura::Options::default().with_exclude_comments(true);
    let extract = |options: &trafilatura::Options| {
        let found = trafilatura::extract(page, options).ok();
        let text = found.as_ref().map(|found| paragraphs::of(&found.content_html)).unwrap_or_default();
        (text, found.map(|found| found.metadata.language).unwrap_or_default())
    };
    let (text, language) = extract(&options);
    if text.len() >= LITTLE && 10 * text.len() >= 6 * prose {
        return (text, language);
    }
    extract(&options.clone().with_fallback(true))
}

/// The text of a piece of HTML, such as the summary in a feed; text that is none stays as it is.
pub(crate) fn text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    match nesting::bounded(html) {
        Ok(html) => guarded(|| paragraphs::of_piece(&html)).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod kinds;

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><title>Ferry talks fail | Harbour Post</title>
        <meta property="og:site_name" content="Harbour Post">
        <link rel="canonical" href="https://post.example/2031/ferry">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"},
          {"@type": "NewsArticle", "headline": "Ferry talks fail", "datePublished": "2031-03-08T21:10:00+01:00",
           "author": [{"@type": "Person", "name": "Anna Berg"}, {"name": "Jon Lie"}],
           "publisher": {"name": "The Harbour Post"}, "inLanguage": "en"}]}</script></head><body>
        <nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
        <article><h1>Ferry talks fail</h1><p>By Anna Berg and Jon Lie</p>
        <p>Owners and crews of the island ferries parted without an agreement on Friday, the mediator said.</p>
        <p>A strike that has cut off nine islands since Monday will go on, the union of the crews announced after the
        meeting in the harbour office. No ferry has left since.</p>
        <h2>No new date</h2>
        <p>Neither side named a day for another round. “We are where we were a week ago,” the mediator, Tuva Moe, told
        reporters. She will report to the minister on Saturday.</p></article>
        <footer>Copyright Harbour Post. All rights reserved. Terms of use, privacy, contact.</footer></body></html>"#;

    #[test]
    fn a_page_gives_its_story_and_what_it_says_about_itself() {
        let report = read(PAGE, Source::default(), &Carrier::default()).expect("a report");
        assert_eq!(report.title.as_deref(), Some("Ferry talks fail"));
        assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)));
        assert_eq!(report.authors, ["Anna Berg", "Jon Lie"]);
        assert_eq!(report.publisher.as_deref(), Some("The Harbour Post"));
        assert_eq!(report.language.as_deref(), Some("en"));
        assert_eq!(report.url.as_deref(), Some("https://post.example/2031/ferry"));
        let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
        assert!(paragraphs.len() >= 4 && paragraphs.contains(&"No new date"), "{paragraphs:#?}");
        assert!(!report.text.contains("All rights reserved") && !report.text.contains("Sport"));
    }

    #[test]
    fn pages_without_a_story_and_pages_too_deep_are_failures() {
        let kind = |page: &str| read(page, Source::default(), &Carrier::default()).map_err(|failure| failure.kind);
        assert_eq!(kind("<html><body></body></html>"), Err(FailureKind::NoText));
        assert_eq!(kind(&format!("<html>{}", "<div>".repeat(100_000))), Err(FailureKind::TooDeep));
    }
}
