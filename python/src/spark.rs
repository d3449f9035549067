//! What does a cluster hand over, and what does it get back?
//!
//! A row for each report or story, with the rows of its tables nested in it: a report is read once, whatever is asked of it.

use std::mem;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use arrow_pyarrow::FromPyArrow;
use dateline::Source;
use dateline_archive::columns::{Entry, STORY_TABLES, StoryEntry, TABLES};
use dateline_archive::gathering::entries;
use dateline_archive::reading::Reading;
use dateline_archive::stories::{Account, BANDS, Collection, Dedup, Scope, Stories};
use dateline_intake::{Columns, Outcome, reports_of_row};
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::Value;

use crate::cells;
use crate::errors;
use crate::kit::{Kit, day, json_of};
use crate::nested::{Beside, Nested};
use crate::table::Table;

/// Bytes of texts that are read before their answers are handed over.
const AT_ONCE: usize = 1 << 20;

/// Stories whose tables are handed over together.
const STORIES: usize = 256;

/// Reads the rows of batches into rows of answers.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct Coder {
    kit: Py<Kit>,
    limit: Option<Duration>,
    date: Option<Date>,
    min_confidence: f64,
    with_text: bool,
    with_records: bool,
    keeps: bool,
}

#[pymethods]
impl Coder {
    #[new]
    #[pyo3(signature = (
        kit, *, limit=None, date=None, min_confidence=0.0, with_text=false, with_records=false, keeps=true
    ))]
    fn new(
        kit: Py<Kit>,
        limit: Option<f64>,
        date: Option<&str>,
        min_confidence: f64,
        with_text: bool,
        with_records: bool,
        keeps: bool,
    ) -> PyResult<Self> {
        let limit = limit.filter(|seconds| *seconds > 0.0).map(Duration::try_from_secs_f64).transpose();
        let (limit, date) = (limit.map_err(errors::of_tables)?, date.map(day).transpose()?);
        Ok(Self { kit, limit, date, min_confidence, with_text, with_records, keeps })
    }

    /// Reads rows from one on, until their texts are enough for a batch of answers; these, and where to go on.
    fn code(&self, py: Python<'_>, batch: &Bound<'_, PyAny>, from: usize) -> PyResult<(Table, usize)> {
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        let (answers, next) = py.detach(|| self.answers(&batch, from))?;
        Ok((Table::held("answers", answers.schema(), vec![answers]), next))
    }
}

impl Coder {
    fn answers(&self, batch: &RecordBatch, from: usize) -> PyResult<(RecordBatch, usize)> {
        let numbers = numbers(batch, "report")?;
        let opened = self.kit.get().opened();
        let stop = AtomicBool::new(false);
        let reading = Reading {
            pipeline: &opened.pipeline,
            encoder: opened.encoder.clone(),
            codebook: &opened.codebook,
            jobs: 1,
            limit: self.limit,
            date: self.date,
            min_confidence: self.min_confidence,
            stop: &stop,
        };
        let mut answers = Nested::of(&TABLES, Beside::Report);
        let (mut at, mut size) = (from, 0);
        while at < batch.num_rows() && size < AT_ONCE {
            let number = numbers[at] as u64;
            let mut last = (None, None, None);
            for (entry, account) in
                entries(&reading, outcomes(batch, at, number).into_iter(), self.with_text, self.keeps)
            {
                size += entry.text.len();
                last = self.told(&entry, account)?;
                answers.add(number, &entry);
            }
            answers.close(number, last.0, last.1, last.2);
            at += 1;
        }
        Ok((answers.finish()?, at))
    }

    /// The day of a report, what is kept to compare it, and its record, where that is wanted.
    fn told(
        &self,
        entry: &Entry,
        account: Option<Account>,
    ) -> PyResult<(Option<Date>, Option<Vec<u8>>, Option<String>)> {
        let record = entry.answer.as_ref().ok();
        let json = record.filter(|_| self.with_records).map(json_of).transpose()?;
        Ok((record.and_then(|record| record.article.published), account.map(|account| account.packed()), json))
    }
}

/// The report that a row is.
fn outcomes(batch: &RecordBatch, at: usize, number: u64) -> Vec<Outcome> {
    let mut row = cells::row(batch, at);
    if let Value::Object(fields) = &mut row {
        fields.remove("report");
    }
    let source = Source { id: number.to_string(), record: Some(number), ..Source::default() };
    reports_of_row(row, &Columns::default(), source)
}

/// What the rows of answers hold, as a table without rows.
#[pyfunction]
pub(crate) fn no_answers() -> PyResult<Table> {
    let none = Nested::of(&TABLES, Beside::Report).finish()?;
    Ok(Table::held("answers", none.schema(), Vec::new()))
}

/// What the rows of stories hold, as a table without rows.
#[pyfunction]
pub(crate) fn no_stories() -> PyResult<Table> {
    let none = Nested::of(&STORY_TABLES, Beside::Story).finish()?;
    Ok(Table::held("stories", none.schema(), Vec::new()))
}

/// By which numbers candidates for copies are told.
#[pyfunction]
pub(crate) fn bands(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let bands = PyDict::new(py);
    bands.set_item("long", BANDS.long)?;
    bands.set_item("back", BANDS.back)?;
    bands.set_item("shared", BANDS.shared)?;
    bands.set_item("few", BANDS.few)?;
    bands.set_item("worth", BANDS.worth)?;
    bands.set_item("copy", BANDS.copy)?;
    bands.set_item("unrelated", BANDS.unrelated)?;
    Ok(bands)
}

/// The keys of a report, of which its account is given: of its shingles, and of its sentences.
#[pyfunction]
pub(crate) fn keys(account: &[u8]) -> PyResult<(Vec<i64>, Vec<i64>)> {
    let keys = unpacked(account)?.keys();
    let signed = |numbers: Vec<u64>| numbers.into_iter().map(u64::cast_signed).collect();
    Ok((signed(keys.shingles), signed(keys.sentences)))
}

/// How much of its text one of two reports has from the other; these sentences are boilerplate.
#[pyfunction]
pub(crate) fn share(py: Python<'_>, one: &[u8], other: &[u8], boilerplate: Vec<i64>) -> PyResult<f64> {
    py.detach(|| {
        let mut collection = Collection::new(scope(Dedup::Copies, 0, 0.0));
        for account in [one, other] {
            collection.add_account(unpacked(account)?).map_err(errors::of_tables)?;
        }
        Ok(collection.share(&boilerplate.into_iter().map(i64::cast_unsigned).collect()))
    })
}

/// Groups of reports, of which copies or stories are sought in each by itself.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct Comparing {
    scope: Scope,
    group: Mutex<Group>,
}

/// The reports of the group at hand.
#[derive(Default)]
struct Group {
    key: Option<i64>,
    reports: Vec<u64>,
    accounts: Option<Collection>,
    offers: Vec<(f64, u64, u64)>,
    boilerplate: Vec<u64>,
}

#[pymethods]
impl Comparing {
    #[new]
    fn new(dedup: &str, window_days: u32, window_km: f64) -> PyResult<Self> {
        let dedup = match dedup {
            "copies" => Dedup::Copies,
            "stories" => Dedup::Stories,
            other => return Err(PyValueError::new_err(format!("{other:?}: \"copies\" or \"stories\" are sought"))),
        };
        Ok(Self { scope: scope(dedup, window_days, window_km), group: Mutex::default() })
    }

    /// Takes reports, those of a group together and in order, each with its offers and its boilerplate; gives the rows of the
    /// groups that are whole by now.
    fn add(&self, py: Python<'_>, batch: &Bound<'_, PyAny>) -> PyResult<Table> {
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        py.detach(|| {
            let mut found = Found::new();
            let mut group = self.group.lock().unwrap_or_else(PoisonError::into_inner);
            let (keys, reports) = (numbers(&batch, "cluster")?, numbers(&batch, "report")?);
            let account = column(&batch, "account")?.as_binary::<i32>();
            for at in 0..batch.num_rows() {
                if group.key != Some(keys[at]) {
                    found.add(mem::take(&mut *group), self.scope)?;
                    group.key = Some(keys[at]);
                }
                group.take(self.scope, reports[at], account.value(at))?;
                group.learn(&batch, at)?;
            }
            found.table()
        })
    }

    /// The rows of the last group.
    fn end(&self, py: Python<'_>) -> PyResult<Table> {
        py.detach(|| {
            let mut found = Found::new();
            found.add(mem::take(&mut *self.group.lock().unwrap_or_else(PoisonError::into_inner)), self.scope)?;
            found.table()
        })
    }
}

impl Group {
    fn take(&mut self, scope: Scope, report: i64, account: &[u8]) -> PyResult<()> {
        let accounts = self.accounts.get_or_insert_with(|| Collection::new(scope));
        let mut account = unpacked(account)?;
        account.id = report.to_string();
        self.reports.push(report as u64);
        accounts.add_account(account).map_err(errors::of_tables)
    }

    /// Offers and boilerplate that come with a report; where stories are sought, none do.
    fn learn(&mut self, batch: &RecordBatch, at: usize) -> PyResult<()> {
        let report = numbers(batch, "report")?[at] as u64;
        if let Some(sentences) = batch.column_by_name("boilerplate").filter(|column| column.is_valid(at)) {
            let sentences = sentences.as_list::<i32>().value(at);
            let hashes = sentences.as_primitive::<Int64Type>().values();
            self.boilerplate.extend(hashes.iter().map(|hash| hash.cast_unsigned()));
        }
        if let Some(offers) = batch.column_by_name("offers").filter(|column| column.is_valid(at)) {
            let offers = offers.as_list::<i32>().value(at);
            let offers = offers.as_struct();
            let shares = offers.column(0).as_primitive::<arrow_array::types::Float64Type>().values();
            let others = offers.column(1).as_primitive::<Int64Type>().values();
            self.offers.extend(shares.iter().zip(others).map(|(&share, &other)| (share, other as u64, report)));
        }
        Ok(())
    }

    fn found(self, scope: Scope) -> PyResult<Option<Stories>> {
        let Some(collection) = self.accounts else { return Ok(None) };
        if scope.dedup == Dedup::Stories {
            return Ok(Some(collection.stories()));
        }
        let place = |report: u64| {
            let place = self.reports.binary_search(&report).map(|place| place as u32);
            place.map_err(|_| errors::of_tables("an offer of a report that is in another cluster"))
        };
        let offers = self.offers.iter().map(|&(share, a, b)| Ok((share, place(a)?, place(b)?)));
        let offers = offers.collect::<PyResult<Vec<_>>>()?;
        Ok(Some(collection.copies_by(offers, &self.boilerplate.into_iter().collect())))
    }
}

/// Stories on their way into rows.
struct Found {
    done: Vec<RecordBatch>,
    rows: Nested<StoryEntry>,
    stories: usize,
}

impl Found {
    fn new() -> Self {
        Self { done: Vec::new(), rows: Nested::of(&STORY_TABLES, Beside::Story), stories: 0 }
    }

    fn add(&mut self, group: Group, scope: Scope) -> PyResult<()> {
        let Some(found) = group.found(scope)? else { return Ok(()) };
        for story in found.iter() {
            let day = story.published.map(|days| days[0]);
            let entry = StoryEntry::of(story);
            let first = entry.reports().min().ok_or_else(errors::mistake)?;
            self.rows.add(first, &entry);
            self.rows.close(first, day, None, None);
            self.stories += 1;
            if self.stories == STORIES {
                self.stories = 0;
                self.done.push(mem::replace(&mut self.rows, Nested::of(&STORY_TABLES, Beside::Story)).finish()?);
            }
        }
        Ok(())
    }

    fn table(mut self) -> PyResult<Table> {
        self.done.push(self.rows.finish()?);
        Ok(Table::held("stories", self.done[0].schema(), self.done))
    }
}

fn scope(dedup: Dedup, window_days: u32, window_km: f64) -> Scope {
    Scope { dedup, window_days, window_km }
}

fn unpacked(account: &[u8]) -> PyResult<Account> {
    Account::unpacked(account).ok_or_else(|| errors::of_tables("what was kept of a report is damaged"))
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b dyn Array> {
    let column = batch.column_by_name(name).map(|column| column.as_ref());
    column.ok_or_else(|| PyValueError::new_err(format!("there is no column {name}")))
}

fn numbers<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b [i64]> {
    let numbers = column(batch, name)?.as_primitive_opt::<Int64Type>();
    let numbers = numbers.filter(|numbers| numbers.null_count() == 0).map(|numbers| &numbers.values()[..]);
    numbers.ok_or_else(|| PyValueError::new_err(format!("{name} is no whole number in each row")))
}
