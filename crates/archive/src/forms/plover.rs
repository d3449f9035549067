//! Events as PLOVER 2.0 has them in JSON, one a line.

use dateline::record::{Event, Party, Record};
use serde_json::{Map, Value, json};

use crate::columns::{Entry, Rows};
use crate::shelf::Shelf;

use super::lines::{Lines, whole};
use super::press::{Press, Sheets};

/// PLOVER's JSON.
pub(super) struct Plover;

impl Press<Entry> for Plover {
    fn shelves(&self) -> Vec<Shelf> {
        vec![Shelf { folder: "plover", ending: ".jsonl" }]
    }

    fn rows(&self, entry: &Entry) -> Vec<Rows> {
        let Ok(record) = &entry.answer else { return vec![Vec::new()] };
        let objects = record.events.iter().filter_map(|event| object(entry, record, event));
        vec![objects.map(|object| vec![object.to_string().into()]).collect()]
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Lines::of(vec![Vec::new()], whole)
    }
}

/// An event; none, if neither its day nor that of publication is known, which PLOVER requires.
fn object(entry: &Entry, record: &Record, event: &Event) -> Option<Value> {
    let when = event.when.as_ref().and_then(|when| when.value.get(..10)?.parse::<jiff::civil::Date>().ok());
    let date = when.or(record.article.published)?;
    let mut object = Map::new();
    let mut set = |name: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            object.insert(name.to_owned(), value);
        }
    };
    set("id", json!(format!("{}-{}", record.id, event.id)));
    set("date", json!(date));
    let parties = |parties: &[Party]| parties.iter().map(|party| entity(entry, record, party)).collect::<Vec<_>>();
    set("actor", json!(parties(&event.actor)));
    set("recipient", json!(parties(&event.recipient)));
    set("event", json!([event.event]));
    set(
        "mode",
        json!(event.mode.iter().map(String::as_str).chain(event.aux.iter().map(|aux| aux.name())).collect::<Vec<_>>()),
    );
    set("context", json!(event.context));
    set("quad_code", json!(event.event.quad()));
    set("event_scale", json!(event.score));
    set("event_text", json!(entry.words_of(event.trigger.span)));
    set("event_loc", json!(event.place));
    set("text", json!(entry.words_of(event.sentence)));
    set("link", json!(record.article.url.as_ref().or(record.source.url.as_ref())));
    set("cite_info", json!(record.article.publisher));
    set("comment", json!(event.said_in.as_ref().map(|_| "claimed by a speaker, not stated by the report")));
    set("coder", json!(concat!("dateline ", env!("CARGO_PKG_VERSION"))));
    Some(Value::Object(object))
}

fn entity(entry: &Entry, record: &Record, party: &Party) -> Value {
    let actor = record.actors.iter().find(|actor| Some(&actor.id) == party.actor.as_ref());
    let code = party.code.as_deref().unwrap_or_default();
    let mut parts = code.split_whitespace();
    let first = parts.next();
    let sectors: Vec<&str> = parts.collect();
    let mut object = Map::new();
    object.insert("code".to_owned(), json!(first));
    object.insert("sector".to_owned(), json!(sectors));
    object.insert("entity_text".to_owned(), json!(entry.words_of(party.span)));
    if let Some(actor) = actor {
        object.insert("identifier_text".to_owned(), json!(actor.name));
        let known = [("identifier_id", &actor.wikidata), ("office", &actor.office)];
        for (name, value) in known.into_iter().filter(|(_, value)| value.is_some()) {
            object.insert(name.to_owned(), json!(value));
        }
    }
    Value::Object(object)
}
