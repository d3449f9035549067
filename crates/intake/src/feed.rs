//! Which reports does this feed hold: RSS, Atom or JSON Feed? One for each entry.
//!
//! Most feeds give a summary only; it is read as the report it is.

use dateline::{Report, Source};
use feed_rs::model::{Entry, Feed, Text};

use crate::guarded::guarded;
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{dates, html, source};

/// Whether this object is a JSON Feed.
pub(crate) fn is_json_feed(object: &serde_json::Map<String, serde_json::Value>) -> bool {
    let version = object.get("version").and_then(|version| version.as_str());
    version.is_some_and(|version| version.contains("jsonfeed.org/version"))
}

/// The entries of a feed.
pub(crate) fn read(bytes: &[u8], source: &Source) -> Vec<Outcome> {
    // An entry without an id of its own is called by its number, as lines are.
    let parser = feed_rs::parser::Builder::new().id_generator(|_, _, _| String::new()).build();
    match guarded(|| parser.parse(bytes)) {
        Ok(Ok(feed)) if feed.entries.is_empty() => {
            vec![fail(source.clone(), FailureKind::NoReports, "a feed without entries")]
        }
        Ok(Ok(feed)) => {
            let reports = feed.entries.iter().enumerate().map(|(i, entry)| report(&feed, entry, i as u64 + 1, source));
            reports.collect()
        }
        Ok(Err(error)) => {
            vec![fail(source.clone(), FailureKind::Malformed, format!("not a feed that can be read: {error}"))]
        }
        Err(message) => vec![fail(source.clone(), FailureKind::Malformed, message)],
    }
}

fn report(feed: &Feed, entry: &Entry, number: u64, file: &Source) -> Outcome {
    let numbered = source::numbered(file, number);
    let id = if entry.id.is_empty() { numbered.id } else { entry.id.clone() };
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let source = Source { id, url: link.map(|link| link.href.clone()), ..numbered };
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref()).map(html::text);
    let summary = entry.summary.as_ref().map(words);
    let longest = [content, summary].into_iter().flatten().max_by_key(String::len);
    checked(
        Report {
            source,
            text: longest.unwrap_or_default(),
            title: entry.title.as_ref().map(words),
            published: entry
                .published
                .or(entry.updated)
                .map(|moment| {
                    let day = moment.date_naive();
                    // Both count days of the Gregorian calendar from the same one.
                    dates::day(&day.to_string())
                })
                .unwrap_or_default(),
            publisher: feed.title.as_ref().map(words),
            authors: entry
                .authors
                .iter()
                .filter_map(|author| author.name.clone())
                .filter(|name| !name.is_empty())
                .collect(),
            language: entry.language.clone().or_else(|| feed.language.clone()),
            ..Report::default()
        },
        "entry of a feed",
    )
}

/// The words of a text that may be HTML.
fn words(text: &Text) -> String {
    html::text(&text.content)
}
