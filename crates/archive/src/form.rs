//! In which form is an archive written?

use serde::Serialize;

use dateline::Source;
use dateline::record::SCHEMA;

use crate::columns::{Cell, Entry, TABLES};
use crate::{gdelt, plover};

/// The form of an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Tables in Parquet.
    #[default]
    Parquet,
    /// The same tables as CSV (RFC 4180); lists are JSON.
    Csv,
    /// Records, one a line, as `dateline read` writes them.
    Jsonl,
    /// Events and Mentions as GDELT 2.0 has them.
    Gdelt,
    /// Events as PLOVER writes them in JSON, one a line.
    Plover,
}

/// What is written of one report, made by the thread that read it.
pub(crate) enum Prepared {
    /// The rows of each table.
    Tables(Vec<Vec<Vec<Cell>>>),
    /// Lines that are written as they are.
    Lines(Vec<u8>),
    /// Lines of GDELT's files without their numbers.
    Gdelt(Vec<gdelt::Event>),
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

impl Form {
    /// Its name, as options have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Gdelt => "gdelt",
            Self::Plover => "plover",
        }
    }

    pub(crate) fn prepare(self, entry: &Entry) -> Prepared {
        match self {
            Self::Parquet | Self::Csv => Prepared::Tables(TABLES.iter().map(|table| table.rows_of(entry)).collect()),
            Self::Jsonl => Prepared::Lines(record(entry)),
            Self::Gdelt => Prepared::Gdelt(gdelt::events(entry)),
            Self::Plover => Prepared::Lines(plover::lines(entry)),
        }
    }
}

/// The record, or the failure in its place, on a line.
fn record(entry: &Entry) -> Vec<u8> {
    let json = match &entry.answer {
        Ok(record) if entry.with_text => {
            let mut record = record.clone();
            record.text = Some(entry.text.clone());
            serde_json::to_vec(&record)
        }
        Ok(record) => serde_json::to_vec(record),
        Err(failure) => {
            let error = Refusal { kind: failure.kind.name(), message: &failure.message };
            serde_json::to_vec(&Unread { schema: SCHEMA, source: &failure.source, error })
        }
    };
    let mut line = json.expect("records have text keys only");
    line.push(b'\n');
    line
}
