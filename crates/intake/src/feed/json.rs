//! Which reports does this JSON Feed hold?

use dateline::{Report, Source};
use serde_json::{Map, Value};

use super::content;
use crate::outcome::{FailureKind, Outcome, fail};
use crate::{days, source};

type Object = Map<String, Value>;

/// Whether this object is a JSON Feed.
pub(crate) fn is_json_feed(object: &Object) -> bool {
    let version = object.get("version").and_then(Value::as_str);
    version.is_some_and(|version| version.contains("jsonfeed.org/version")) && object.contains_key("items")
}

/// The reports of a feed: its items with a text.
pub(crate) fn read(feed: &Object, file: &Source) -> Vec<Outcome> {
    super::with_text(listed(feed, file))
}

/// The items of a feed, also those without a text.
pub(crate) fn listed(feed: &Object, file: &Source) -> Vec<Outcome> {
    let items = feed.get("items").and_then(Value::as_array).filter(|items| !items.is_empty());
    let Some(items) = items else {
        return vec![fail(file.clone(), FailureKind::NoReports, "a feed without entries")];
    };
    let numbered = items.iter().zip(1..).map(|(item, number)| (item, source::numbered(file, number)));
    let read = numbered.map(|(item, source)| match item.as_object() {
        Some(item) => Ok(report(feed, item, source)),
        None => fail(source, FailureKind::Malformed, "an entry of a feed that is no JSON object"),
    });
    read.collect()
}

fn report(feed: &Object, item: &Object, numbered: Source) -> Report {
    let text = |object: &Object, name: &str| {
        let text = match object.get(name)? {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.trim().is_empty()).then_some(text)
    };
    let of_item = |name: &str| text(item, name);
    let base = text(feed, "home_page_url").or_else(|| text(feed, "feed_url")).or_else(|| numbered.url.clone());
    let base = base.and_then(|url| url.parse().ok());
    let url = of_item("url").or_else(|| of_item("external_url"));
    let url = url.and_then(|url| super::joined(base.as_ref(), &url)).map(Into::into);
    let marked = of_item("content_html").map(|html| content::words_of(&html));
    let story =
        marked.or_else(|| of_item("content_text")).or_else(|| of_item("summary").map(|html| content::words_of(&html)));
    let days: Vec<String> = ["date_published", "date_modified"].into_iter().filter_map(of_item).collect();
    let published = days.iter().find_map(|day| days::told(day));
    let unread = days.first().filter(|_| published.is_none()).map(|day| days::unread(day));
    let own = authors(item);
    Report {
        source: Source { id: of_item("id").unwrap_or(numbered.id), url, ..numbered },
        text: story.map(|story| content::without_end(&story)).unwrap_or_default(),
        title: of_item("title").map(|title| content::words_of(&title)),
        published,
        publisher: text(feed, "title"),
        authors: if own.is_empty() { authors(feed) } else { own },
        language: of_item("language").or_else(|| text(feed, "language")),
        warnings: unread.into_iter().collect(),
        ..Report::default()
    }
}

/// The writers, as both versions name them.
fn authors(object: &Object) -> Vec<String> {
    let many = object.get("authors").and_then(Value::as_array).into_iter().flatten();
    let names = many.chain(object.get("author")).filter_map(|author| author.get("name")?.as_str());
    names.map(str::to_owned).filter(|name| !name.trim().is_empty()).collect()
}
