//! Which report is this news item in JSON: IPTC ninjs, versions 1 to 3?

use dateline::{Report, Source};
use serde_json::{Map, Value};

use crate::outcome::{Outcome, checked};
use crate::{bylines, dates, html};

type Object = Map<String, Value>;

/// Whether this object is a ninjs item: it has a `uri` and one of the fields that only ninjs has.
pub(crate) fn is_ninjs(object: &Object) -> bool {
    let own = ["body_text", "body_html", "body_xhtml", "bodies", "headlines", "versioncreated", "versionCreated"];
    object.contains_key("uri") && own.iter().any(|name| object.contains_key(*name))
}

/// The report of an item.
pub(crate) fn read(object: &Object, file: Source) -> Outcome {
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let uri = text("uri");
    let url = text("canonicalurl")
        .or_else(|| text("canonicalUrl"))
        .or_else(|| uri.clone().filter(|uri| uri.starts_with("http")));
    let day = ["firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated"];
    let by = text("byline").or_else(|| text("by")).unwrap_or_default();
    let holder = text("copyrightholder").or_else(|| text("copyrightHolder"));
    let named = |name: &str| object.get(name)?.as_array()?.first()?.get("name")?.as_str().map(str::to_owned);
    checked(
        Report {
            source: Source { id: uri.unwrap_or(file.id), url, ..file },
            text: body(object).unwrap_or_default(),
            title: text("headline").or_else(|| value_of(object, "headlines")),
            published: day.into_iter().filter_map(text).find_map(|day| dates::day(&day)),
            publisher: named("infosources").or_else(|| named("infoSources")).or(holder),
            authors: bylines::NINJS.names(&by),
            language: text("language"),
            ..Report::default()
        },
        "ninjs item",
    )
}

/// The body: text before markup.
fn body(object: &Object) -> Option<String> {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    if let Some(plain) = text("body_text") {
        return Some(plain.to_owned());
    }
    if let Some(marked) = text("body_html").or_else(|| text("body_xhtml")) {
        return Some(html::text(marked));
    }
    let bodies = object.get("bodies")?.as_array()?;
    let of = |wanted: &str| {
        let kind = |body: &&Value| {
            let kind = body.get("contenttype").or_else(|| body.get("contentType"))?.as_str()?;
            Some(kind.contains(wanted))
        };
        bodies.iter().find(|body| kind(body).unwrap_or(false))?.get("value")?.as_str()
    };
    let first = || bodies.first()?.get("value")?.as_str();
    of("plain").map(str::to_owned).or_else(|| of("html").or_else(first).map(html::text))
}

fn value_of(object: &Object, name: &str) -> Option<String> {
    object.get(name)?.as_array()?.first()?.get("value")?.as_str().map(str::to_owned)
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
}
