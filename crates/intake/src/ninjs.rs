//! Which report is this news item in JSON: IPTC ninjs, versions 1 to 3, or as Superdesk writes it?

use dateline::{Report, Source};
use serde_json::{Map, Value};

use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{bylines, days, html};

type Object = Map<String, Value>;

/// Fields that only such items have.
const OWN: [&str; 11] = [
    "body_text",
    "body_html",
    "body_xhtml",
    "bodies",
    "headlines",
    "versioncreated",
    "versionCreated",
    "pubstatus",
    "pubStatus",
    "firstcreated",
    "contentcreated",
];
/// When an item was written; that believed first in front.
const DAYS: [&str; 7] = [
    "firstcreated",
    "firstCreated",
    "firstpublished",
    "versioncreated",
    "versionCreated",
    "contentcreated",
    "contentCreated",
];
/// Kinds of items that are no text.
const OTHER_TYPES: [&str; 6] = ["picture", "photo", "video", "audio", "graphic", "composite"];

/// Whether this object is a ninjs item: it has a name of its own and one of the fields that only ninjs has.
pub(crate) fn is_ninjs(object: &Object) -> bool {
    let named = object.contains_key("uri") || object.contains_key("guid");
    named && OWN.iter().any(|name| object.contains_key(*name)) && !object.contains_key("text")
}

/// The report of an item.
pub(crate) fn read(object: &Object, file: Source) -> Outcome {
    let text =
        |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned).filter(|text| !text.trim().is_empty());
    let either = |one: &str, other: &str| text(one).or_else(|| text(other));
    let uri = either("uri", "guid");
    let web = |uri: &String| uri.starts_with("http://") || uri.starts_with("https://");
    let url = either("canonicalurl", "canonicalUrl").or_else(|| either("ednote_url", "url")).filter(web);
    let source = Source { id: uri.clone().unwrap_or(file.id), url: url.or_else(|| uri.filter(web)), ..file };
    let story = body(object).map(|story| with_dateline(object, story)).unwrap_or_default();
    if let (true, Some(kind)) = (story.is_empty(), text("type").filter(|kind| OTHER_TYPES.contains(&kind.as_str()))) {
        return fail(source, FailureKind::NoText, format!("an item of type {kind:?}, not a text"));
    }
    let days: Vec<String> = DAYS.into_iter().filter_map(text).collect();
    let published = days.iter().find_map(|day| days::told(day));
    let unread = days.first().filter(|_| published.is_none()).map(|day| days::unread(day));
    checked(
        Report {
            source,
            text: story,
            title: text("headline").map(|title| html::text(&title)).or_else(|| main(object, "headlines")),
            published,
            publisher: publisher(object),
            authors: authors(object, &either("byline", "by").unwrap_or_default()),
            language: text("language"),
            warnings: unread.into_iter().chain(status(object)).collect(),
            ..Report::default()
        },
        "ninjs item",
    )
}

/// Who it comes from: the sources of information, the source, or who holds the rights.
fn publisher(object: &Object) -> Option<String> {
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let named = |name: &str| object.get(name)?.as_array()?.first()?.get("name")?.as_str().map(str::to_owned);
    let holder = || text("copyrightholder").or_else(|| text("copyrightHolder"));
    named("infosources").or_else(|| named("infoSources")).or_else(|| text("source")).or_else(holder)
}

/// The writers: the byline, else persons that are named as such.
fn authors(object: &Object, byline: &str) -> Vec<String> {
    let names = bylines::NINJS.names(&html::text(byline));
    if !names.is_empty() {
        return names;
    }
    let persons = object.get("authors").and_then(Value::as_array).into_iter().flatten();
    persons.filter_map(|person| person.get("name")?.as_str()).map(str::to_owned).collect()
}

/// What is told of an item that may not be used any more.
fn status(object: &Object) -> Option<String> {
    let status = object.get("pubstatus").or_else(|| object.get("pubStatus"))?.as_str()?;
    (status != "usable").then(|| format!("its agency says that the item is {status}"))
}

/// The story with its dateline, which Superdesk keeps apart.
fn with_dateline(object: &Object, story: String) -> String {
    let dateline = object.get("dateline").and_then(|dateline| dateline.get("text")?.as_str());
    let Some(dateline) = dateline.map(|line| line.trim().trim_end_matches([' ', '-', '–', '—'])) else {
        return story;
    };
    let place: String = dateline.chars().take_while(|c| c.is_alphanumeric()).collect();
    let has_it = story.to_uppercase().starts_with(&place.to_uppercase());
    if dateline.is_empty() || has_it { story } else { format!("{dateline} - {story}") }
}

/// The body: text before markup.
fn body(object: &Object) -> Option<String> {
    let text = |name: &str| object.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    if let Some(plain) = text("body_text") {
        return Some(html::text(plain));
    }
    if let Some(marked) = text("body_html").or_else(|| text("body_xhtml")) {
        return Some(html::text(marked));
    }
    let bodies = ranked(object, "bodies")?;
    let of = |wanted: &str| {
        let kind = |body: &&&Value| {
            let kind = body.get("contenttype").or_else(|| body.get("contentType"))?.as_str()?;
            Some(kind.contains(wanted))
        };
        bodies.iter().find(|body| kind(body).unwrap_or(false))?.get("value")?.as_str()
    };
    let first = || bodies.first()?.get("value")?.as_str();
    of("plain").map(str::to_owned).or_else(|| of("html").or_else(first).map(html::text))
}

/// The members of a list, that with the main role in front.
fn ranked<'o>(object: &'o Object, name: &str) -> Option<Vec<&'o Value>> {
    let mut members: Vec<&Value> = object.get(name)?.as_array()?.iter().collect();
    members.sort_by_key(|member| member.get("role").and_then(Value::as_str).is_none_or(|role| role != "main"));
    Some(members)
}

fn main(object: &Object, name: &str) -> Option<String> {
    ranked(object, name)?.first()?.get("value")?.as_str().map(html::text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_all_versions_are_read() {
        let old = r#"{"uri": "http://wire.example/1", "type": "text", "versioncreated": "2031-03-08T09:00:00Z",
            "headline": "Ferry talks fail", "byline": "By Anna Berg and Jon Lie", "language": "en",
            "body_html": "<p>Owners and crews parted.</p><p>A strike goes on.</p>"}"#;
        let new = r#"{"uri": "urn:wire:1", "versionCreated": "2031-03-08T09:00:00Z", "by": "Anna Berg, Jon Lie",
            "headlines": [{"value": "Ferry talks fail"}], "infosources": [{"name": "Wire"}],
            "bodies": [{"contentType": "text/plain", "value": "Owners and crews parted.\n\nA strike goes on."}]}"#;
        for item in [old, new] {
            let object: Object = serde_json::from_str(item).expect("JSON");
            assert!(is_ninjs(&object));
            let report = read(&object, Source::default()).expect("a report");
            assert_eq!(report.text, "Owners and crews parted.\n\nA strike goes on.");
            assert_eq!((report.title.as_deref(), report.authors.len()), (Some("Ferry talks fail"), 2));
            assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)));
        }
    }

    #[test]
    fn items_as_superdesk_writes_them_are_read() {
        let item = r#"{"guid": "urn:newsml:wire.example:1", "type": "text", "versioncreated": "2031-03-08T09:00:00+0000",
            "headline": "Ferry talks fail", "byline": null, "authors": [{"name": "Anna Berg", "role": "writer"}],
            "source": "WIRE", "pubstatus": "canceled", "dateline": {"text": "SUNDBY, March 8 WIRE -"},
            "body_html": "<p>Owners and crews parted.</p>"}"#;
        let object: Object = serde_json::from_str(item).expect("JSON");
        assert!(is_ninjs(&object));
        let report = read(&object, Source::default()).expect("a report");
        assert_eq!(report.text, "SUNDBY, March 8 WIRE - Owners and crews parted.");
        assert_eq!((report.publisher.as_deref(), &report.authors[..]), (Some("WIRE"), &["Anna Berg".to_owned()][..]));
        assert!(report.warnings[0].contains("canceled"));
    }

    #[test]
    fn main_bodies_come_first_and_pictures_are_no_text() {
        let item = r#"{"uri": "urn:1", "contentCreated": "2031-03-08T09:00:00Z", "headlines": [{"role": "short", "value": "Rain"},
            {"role": "main", "value": "Rain falls"}], "bodies": [{"role": "short", "contentType": "text/html",
            "value": "<p>Rain.</p>"}, {"role": "main", "contentType": "text/html", "value": "<p>Rain fell.</p>"}]}"#;
        let object: Object = serde_json::from_str(item).expect("JSON");
        let report = read(&object, Source::default()).expect("a report");
        assert_eq!((report.text.as_str(), report.title.as_deref()), ("Rain fell.", Some("Rain falls")));
        let picture = serde_json::json!({"uri": "urn:2", "type": "picture", "versioncreated": "2031-03-08T09:00:00Z"});
        let failure = read(picture.as_object().expect("an object"), Source::default()).expect_err("no text");
        assert!(failure.message.contains("picture"), "{failure}");
    }
}
