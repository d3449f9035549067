//! Happenings as PLOVER 2.0 has events in JSON, one a line.

use dateline::record::{Event, Happening, Party, Record};
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
        let objects = record.happenings.iter().filter_map(|happening| object(entry, record, happening));
        vec![objects.map(|object| vec![object.to_string().into()]).collect()]
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Lines::of(vec![Vec::new()], whole)
    }
}

/// A happening, with the words of its first mention; none, if neither its day nor that of publication is known, which PLOVER requires.
fn object(entry: &Entry, record: &Record, event: &Happening) -> Option<Value> {
    let mut mentions = record.events.iter().filter(|told| event.mentions.contains(&told.id));
    let is_claim = mentions.clone().all(|mention| mention.said_in.is_some());
    let first: &Event = mentions.next()?;
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
    set("context", json!(first.context));
    set("quad_code", json!(event.event.quad()));
    set("event_scale", json!(event.score));
    set("event_text", json!(entry.words_of(first.trigger.span)));
    set("event_loc", json!(event.place));
    set("text", json!(entry.words_of(first.sentence)));
    set("link", json!(record.article.url.as_ref().or(record.source.url.as_ref())));
    set("cite_info", json!(record.article.publisher));
    set("comment", json!(is_claim.then_some("claimed by a speaker, not stated by the report")));
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
