//! What is the story on this page, by paragraphs, and what does the page say about it?
//!
//! The text is found by `trafilatura`, and by `dom_smoothie` where that finds next to nothing; both are heuristics over
//! the tree of the page. Every parser of HTML takes more than linear time on deep nesting, so size and depth are
//! measured before anything is parsed.

mod about;
mod json_ld;
mod nesting;
mod paragraphs;

use dateline::{Report, Source};
use dom_query::Document;

use crate::carrier::Carrier;
use crate::guarded::guarded;
use crate::outcome::{FailureKind, Outcome, checked, fail};

/// Characters of text below which a page is asked again.
const SHORT: usize = 250;

/// Bytes of text that are little for an article.
const LITTLE: usize = 1000;

/// Bytes from which a paragraph is one of a story.
const PARAGRAPH: usize = 80;

/// The report on a page.
pub(crate) fn read(page: &str, source: Source, carrier: &Carrier) -> Outcome {
    if let Some(message) = nesting::refusal(page) {
        return fail(source, FailureKind::TooDeep, message);
    }
    match guarded(|| report(page, source.clone())) {
        Ok(report) => checked(carrier.dated(report), "page"),
        Err(message) => fail(source, FailureKind::Malformed, message),
    }
}

fn report(page: &str, source: Source) -> Report {
    let page_url = source.url.clone();
    let readability = dom_smoothie::Readability::with_document(Document::from(page), page_url.as_deref(), None)
        .or_else(|_| dom_smoothie::Readability::with_document(Document::from(page), None, None));
    let Ok(mut readability) = readability else {
        let text = main_text(page, 0).1;
        return Report { source, text, ..Report::default() };
    };
    let (metadata, mut text) = main_text(page, printed(&readability.doc));
    let about = about::about(&readability, metadata.as_ref(), page_url.as_deref());
    if text.chars().count() < SHORT
        && let Ok(article) = readability.parse()
    {
        let other = paragraphs::of(&article.content);
        if other.len() > 2 * text.len() {
            text = other;
        }
    }
    if let Some(body) = about.body.as_ref().filter(|body| body.len() > 2 * text.len()) {
        text.clone_from(body);
    }
    let text = about.without_head(paragraphs::without_links(&text));
    let url = source.url.clone().or_else(|| about.url.clone());
    Report {
        source: Source { url, ..source },
        text,
        title: about.title,
        published: about.published,
        publisher: about.publisher,
        authors: about.authors,
        language: about.language,
        url: about.url,
        ..Report::default()
    }
}

/// The main text and what was found beside it. The second, costlier way of `trafilatura` is gone where the first finds
/// little, or much less than the page has in its paragraphs.
fn main_text(page: &str, printed: usize) -> (Option<trafilatura::Metadata>, String) {
    let options = trafilatura::Options::default().with_exclude_comments(true);
    let extract = |options: &trafilatura::Options| {
        let found = trafilatura::extract(page, options).ok();
        let text = found.as_ref().map(|found| paragraphs::of(&found.content_html)).unwrap_or_default();
        // Markup that a page hides in `noscript` is no text.
        (found.map(|found| found.metadata), if text.starts_with('<') { String::new() } else { text })
    };
    let (metadata, text) = extract(&options);
    if text.len() >= LITTLE && 10 * text.len() >= 6 * printed {
        return (metadata, text);
    }
    extract(&options.clone().with_fallback(true))
}

/// Bytes of text in the longer paragraphs of a page, those of links and notes left out.
fn printed(document: &Document) -> usize {
    let paragraphs = document.select("p");
    paragraphs.iter().map(|paragraph| paragraph.text().trim().len()).filter(|length| *length >= PARAGRAPH).sum()
}

/// The text of a piece of HTML, such as the summary in a feed; text that is none stays as it is.
pub(crate) fn text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    if nesting::refusal(html).is_some() {
        return String::new();
    }
    guarded(|| paragraphs::of(html)).unwrap_or_default()
}

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
