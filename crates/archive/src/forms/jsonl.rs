//! Records to JSON Lines, as `dateline read` writes them; stories likewise.

use dateline::Source;
use dateline::record::SCHEMA;
use serde::Serialize;

use crate::columns::{Entry, Rows, StoryEntry};
use crate::shelf::Shelf;

use super::lines::{Lines, whole};
use super::press::{Press, Sheets};

/// JSON, a record or a story a line.
pub(super) struct Jsonl;

impl Press<Entry> for Jsonl {
    fn shelves(&self) -> Vec<Shelf> {
        vec![Shelf { folder: "records", ending: ".jsonl" }]
    }

    fn rows(&self, entry: &Entry) -> Vec<Rows> {
        vec![vec![vec![line(entry, entry.with_text).into()]]]
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Lines::of(vec![Vec::new()], whole)
    }

    fn keeps_ids(&self) -> bool {
        true
    }
}

impl Press<StoryEntry> for Jsonl {
    fn shelves(&self) -> Vec<Shelf> {
        vec![Shelf { folder: "stories", ending: ".jsonl" }]
    }

    fn rows(&self, entry: &StoryEntry) -> Vec<Rows> {
        vec![vec![vec![serde_json::to_string(&entry.story).expect("stories have text keys only").into()]]]
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Lines::of(vec![Vec::new()], whole)
    }

    fn keeps_ids(&self) -> bool {
        true
    }
}

/// What stands in place of a record.
#[derive(Serialize)]
struct Unread<'f> {
    schema: &'static str,
    source: &'f Source,
    error: Refusal<'f>,
}

#[derive(Serialize)]
struct Refusal<'f> {
    kind: &'static str,
    message: &'f str,
}

/// The record, or the failure in its place.
pub(crate) fn line(entry: &Entry, with_text: bool) -> String {
    let json = match &entry.answer {
        Ok(record) if with_text => {
            let mut record = record.clone();
            record.text = Some(entry.text.clone());
            serde_json::to_string(&record)
        }
        Ok(record) => serde_json::to_string(record),
        Err(failure) => {
            let error = Refusal { kind: failure.kind.name(), message: &failure.message };
            serde_json::to_string(&Unread { schema: SCHEMA, source: &failure.source, error })
        }
    };
    json.expect("records have text keys only")
}
