//! What does an archive in one file answer?

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arrow_array::{ArrayRef, BinaryArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};
use dateline::record::EventType;
use dateline_archive::ledger::{Kind, Wanted};
use dateline_archive::store::{self, Answer, Limits, Search, Value};
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors;
use crate::kit::{day, json_of};
use crate::table::Table;

/// An archive that is open for reading.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct Archive {
    archive: Mutex<store::Archive>,
    /// A file of SQLite is not taken along into another process.
    process: u32,
}

#[pymethods]
impl Archive {
    #[new]
    fn new(path: PathBuf) -> PyResult<Self> {
        let archive = store::Archive::open(&path).map_err(errors::of_store)?;
        Ok(Self { archive: Mutex::new(archive), process: std::process::id() })
    }

    /// How many reports it has.
    fn __len__(&self) -> PyResult<usize> {
        Ok(self.here()?.reports().map_err(errors::of_store)? as usize)
    }

    /// What was found of a search, as JSON, and whether there is more.
    #[pyo3(signature = (
        words=None, *, quotations=false, speaker=None, actor=None, event=None, place=None, country=None, since=None,
        until=None, limit=20
    ))]
    #[expect(clippy::too_many_arguments, reason = "each is an option of its own in Python")]
    fn search(
        &self,
        py: Python<'_>,
        words: Option<String>,
        quotations: bool,
        speaker: Option<String>,
        actor: Option<String>,
        event: Option<&str>,
        place: Option<String>,
        country: Option<String>,
        since: Option<&str>,
        until: Option<&str>,
        limit: usize,
    ) -> PyResult<(String, bool)> {
        let (event, [since, until]) = (event.map(kind_of_event).transpose()?, days([since, until])?);
        let search = Search { words, quotations, speaker, actor, event, place, country, since, until, limit };
        let found = py.detach(|| self.here().map(|archive| archive.search(&search)))?.map_err(errors::of_store)?;
        Ok((json_of(&found.hits)?, found.more))
    }

    /// What a query in SQL gives, as a table, and whether these are all rows.
    #[pyo3(signature = (sql, *, seconds=None, rows=None))]
    fn query(&self, py: Python<'_>, sql: &str, seconds: Option<f64>, rows: Option<u64>) -> PyResult<(Table, bool)> {
        let time = seconds.map(Duration::try_from_secs_f64).transpose().map_err(errors::of_tables)?;
        let (mut names, mut columns) = (Vec::new(), Vec::<Vec<Value>>::new());
        let all = py.detach(|| {
            self.here()?
                .query(sql, Limits { time, rows }, |answer| {
                    match answer {
                        Answer::Columns(told) => {
                            names = told.to_vec();
                            columns = told.iter().map(|_| Vec::new()).collect();
                        }
                        Answer::Row(row) => columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value)),
                    }
                    Ok::<(), Asked>(())
                })
                .map_err(|Asked(error)| errors::of_query(error))
        })?;
        Ok((table(&names, columns)?, all))
    }

    /// The entries of the ledger, as JSON.
    #[pyo3(signature = (*, open=false, kind=None, actor=None, since=None, until=None))]
    fn ledger(
        &self,
        py: Python<'_>,
        open: bool,
        kind: Option<&str>,
        actor: Option<String>,
        since: Option<&str>,
        until: Option<&str>,
    ) -> PyResult<String> {
        let [since, until] = days([since, until])?;
        let wanted =
            Wanted { open, kind: kind.map(kind_of_entry).transpose()?, actor, since, until, ..Wanted::default() };
        let entries = py.detach(|| self.here().map(|archive| archive.ledger()))?.map_err(errors::of_store)?;
        json_of(&entries.iter().filter(|entry| wanted.has(entry)).collect::<Vec<_>>())
    }

    /// The record of a report, as JSON, and its text; nothing if there is no such report.
    fn record(&self, report: u64) -> PyResult<Option<(String, String)>> {
        let entry = self.here()?.entry_of(report).map_err(errors::of_store)?;
        let Some(entry) = entry else { return Ok(None) };
        let record = entry.answer.map_err(|failure| errors::of_failure(&failure))?;
        Ok(Some((json_of(&record)?, entry.text)))
    }
}

/// Why a query was not answered.
struct Asked(store::Error);

impl From<store::Error> for Asked {
    fn from(error: store::Error) -> Self {
        Self(error)
    }
}

impl Archive {
    fn here(&self) -> PyResult<MutexGuard<'_, store::Archive>> {
        if self.process != std::process::id() {
            return Err(errors::ArchiveError::new_err(
                "this archive was opened before a fork: open it in this process",
            ));
        }
        Ok(self.archive.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn days(texts: [Option<&str>; 2]) -> PyResult<[Option<Date>; 2]> {
    let [since, until] = texts.map(|text| text.map(day).transpose());
    Ok([since?, until?])
}

fn kind_of_event(name: &str) -> PyResult<EventType> {
    let names = || EventType::ALL.iter().map(|event| event.name()).collect::<Vec<_>>().join(", ");
    let known = EventType::of(&name.to_ascii_uppercase());
    known.ok_or_else(|| PyValueError::new_err(format!("{name:?}: the kinds are {}", names())))
}

fn kind_of_entry(name: &str) -> PyResult<Kind> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    Kind::named(name).ok_or_else(|| PyValueError::new_err(format!("{name:?}: the kinds are {}", names())))
}

/// Rows by columns, each of the type that all its values have; of texts, where they differ.
fn table(names: &[String], columns: Vec<Vec<Value>>) -> PyResult<Table> {
    let arrays: Vec<ArrayRef> = columns.into_iter().map(array).collect();
    let fields = names.iter().zip(&arrays).map(|(name, array)| Field::new(name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(errors::of_tables)?;
    Ok(Table::held("query", schema, vec![batch]))
}

fn array(column: Vec<Value>) -> ArrayRef {
    let all = |fits: fn(&Value) -> bool| column.iter().all(|value| fits(value) || *value == Value::Null);
    if all(|value| matches!(value, Value::Null)) {
        Arc::new(StringArray::from(vec![None::<&str>; column.len()]))
    } else if all(|value| matches!(value, Value::Integer(_))) {
        Arc::new(Int64Array::from_iter(column.iter().map(|value| match value {
            Value::Integer(whole) => Some(*whole),
            _ => None,
        })))
    } else if all(|value| matches!(value, Value::Integer(_) | Value::Real(_))) {
        Arc::new(Float64Array::from_iter(column.iter().map(|value| match value {
            Value::Integer(whole) => Some(*whole as f64),
            Value::Real(real) => Some(*real),
            _ => None,
        })))
    } else if all(|value| matches!(value, Value::Blob(_))) {
        Arc::new(BinaryArray::from_iter(column.iter().map(|value| match value {
            Value::Blob(bytes) => Some(bytes.as_slice()),
            _ => None,
        })))
    } else {
        Arc::new(StringArray::from_iter(column.into_iter().map(text)))
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Integer(whole) => Some(whole.to_string()),
        Value::Real(real) => Some(real.to_string()),
        Value::Text(text) => Some(text),
        Value::Blob(bytes) => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}
