//! How do many reports that Python hands over become tables?
//!
//! Who hands them over goes on while others read: threads that never touch Python, and that nobody waits for who is
//! interrupted.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::FromPyArrow;
use dateline::{Report, Source};
use dateline_archive::columns::{STORY_TABLES, TABLES};
use dateline_archive::gathering;
use dateline_archive::reading::{Bundle, End, Reading};
use dateline_archive::stories::{Dedup, Scope};
use dateline_archive::{ArchiveForm, Settings, Summary, arrow};
use dateline_intake::{Columns, Failure, FailureKind, Files, Outcome, Position, report_of_text, reports_of_row};
use dateline_kit::Opened;
use jiff::civil::Date;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::errors;
use crate::folder::Folder;
use crate::kit::{Kit, LOOK, day};
use crate::table::Table;
use crate::{cells, rows};

/// Reports to a part of the tables: what is held in memory at once, in columns.
const PART: u64 = 2_000;
/// How long who hands over sleeps where there is no room; short enough that nobody who reads runs out of reports.
const NAP: Duration = Duration::from_millis(10);
/// Reports that wait to be read, for each thread.
const WAITING: usize = 16;

/// Many reports on their way into tables.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct Gathering {
    give: Mutex<Option<SyncSender<Bundle>>>,
    end: Mutex<Receiver<Result<(End, Summary), String>>>,
    told: Arc<Told>,
    folder: Arc<Folder>,
    columns: Columns,
    settings: Settings,
    given: AtomicU64,
    /// Whether all is read.
    complete: AtomicBool,
    /// Its threads are in this process alone.
    process: u32,
}

/// What is told between the threads.
#[derive(Default)]
struct Told {
    stop: AtomicBool,
    read: AtomicU64,
    failed: AtomicU64,
    words: AtomicU64,
}

/// With what, and how, many reports are read.
struct Wanted {
    threads: usize,
    limit: Option<Duration>,
    date: Option<Date>,
    min_confidence: f64,
}

#[pymethods]
impl Gathering {
    #[new]
    #[pyo3(signature = (
        kit, *, files=None, threads=None, columns=None, with_text=false, limit=None, date=None, min_confidence=0.0
    ))]
    #[expect(clippy::too_many_arguments, reason = "each is an option of its own in Python")]
    fn new(
        kit: &Kit,
        files: Option<Vec<PathBuf>>,
        threads: Option<NonZeroUsize>,
        columns: Option<&str>,
        with_text: bool,
        limit: Option<f64>,
        date: Option<&str>,
        min_confidence: f64,
    ) -> PyResult<Self> {
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let limit = limit.filter(|seconds| *seconds > 0.0).map(Duration::try_from_secs_f64).transpose();
        let wanted = Wanted {
            threads: threads.unwrap_or(cores).get(),
            limit: limit.map_err(errors::of_tables)?,
            date: date.map(day).transpose()?,
            min_confidence,
        };
        let columns: Columns = columns.unwrap_or_default().parse().map_err(PyValueError::new_err)?;
        let files = files.map(|inputs| Files::of(inputs).with_columns(columns.clone()));
        Self::begin(kit.opened(), wanted, columns, with_text, files)
    }

    /// Hands over a text, or a dict with one; what else it may be is a failure.
    fn add(&self, py: Python<'_>, item: &Bound<'_, PyAny>) -> PyResult<()> {
        let given = if item.is_instance_of::<PyString>() {
            item.extract()
                .map(Given::Text)
                .unwrap_or_else(|_| Given::Other("a text that is none in Unicode".to_owned()))
        } else if item.is_instance_of::<PyDict>() {
            rows::value(item).map(Given::Row).unwrap_or_else(|error| Given::Other(error.value(py).to_string()))
        } else {
            Given::Other(format!("neither a text nor a dict with one: {}", item.get_type().name()?))
        };
        self.give(py, given)
    }

    /// Hands over the rows of a table that has Arrow's C interface.
    fn add_stream(&self, py: Python<'_>, stream: &Bound<'_, PyAny>, shown: &Bound<'_, PyAny>) -> PyResult<()> {
        let mut batches = RecordBatchStreamReader::from_pyarrow_bound(stream)?;
        let names: Vec<String> = batches.schema().fields().iter().map(|field| field.name().clone()).collect();
        self.columns.check(&names).map_err(PyValueError::new_err)?;
        while let Some(batch) = py.detach(|| batches.next()) {
            let batch = batch.map_err(errors::of_tables)?;
            for at in 0..batch.num_rows() {
                self.give(py, Given::Row(cells::row(&batch, at)))?;
                shown.call0()?;
            }
        }
        Ok(())
    }

    /// Nothing more is handed over.
    fn close(&self) {
        self.give.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Waits so many seconds for the end; whether it is reached.
    fn wait(&self, py: Python<'_>, seconds: f64) -> PyResult<bool> {
        self.is_of_this_process()?;
        let until = Instant::now() + Duration::from_secs_f64(seconds);
        while Instant::now() < until {
            let end = py.detach(|| self.end.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(LOOK));
            match end {
                Ok(Ok((End::Complete, _))) => {
                    self.complete.store(true, Ordering::Relaxed);
                    return Ok(true);
                }
                Ok(Ok((End::Stopped, _))) => return Err(PyRuntimeError::new_err("the reading was stopped")),
                Ok(Err(error)) => return Err(errors::of_tables(error)),
                Err(RecvTimeoutError::Timeout) => self.look(py)?,
                Err(RecvTimeoutError::Disconnected) => return Err(errors::mistake()),
            }
        }
        Ok(false)
    }

    /// Ends it at once. What is being read goes on being read for a while, and is forgotten.
    fn stop(&self) {
        self.told.stop.store(true, Ordering::Relaxed);
        self.close();
        // Who is interrupted may end the process before the threads are done: what they have begun to write goes before.
        if self.process == std::process::id() {
            let _ = self.end.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(LOOK);
            self.folder.remove();
        }
    }

    /// Reports that were read so far, how many of them failed, and their words.
    #[getter]
    fn counts(&self) -> (u64, u64, u64) {
        let Told { read, failed, words, .. } = &*self.told;
        (read.load(Ordering::Relaxed), failed.load(Ordering::Relaxed), words.load(Ordering::Relaxed))
    }

    /// The tables, when all is read.
    fn tables(&self) -> PyResult<Vec<Table>> {
        TABLES.iter().map(|table| Table::kept(table.name, arrow::schema(table), &self.folder)).collect()
    }
}

/// Seeks copies and stories among all reports of tables; gives the tables of these.
#[pyfunction]
pub(crate) fn compare(
    py: Python<'_>,
    gathered: &Gathering,
    dedup: &str,
    window_days: u32,
    window_km: f64,
) -> PyResult<Vec<Table>> {
    let dedup = match dedup {
        "copies" => Dedup::Copies,
        "stories" => Dedup::Stories,
        other => return Err(PyValueError::new_err(format!("{other:?}: \"copies\" or \"stories\" are sought"))),
    };
    let settings = Settings { joining: Scope { dedup, window_days, window_km }, ..gathered.settings.clone() };
    let (folder, stop) = (Arc::clone(&gathered.folder), Arc::new(AtomicBool::new(false)));
    let stopped = Arc::clone(&stop);
    let work = thread::spawn(move || gathering::compare(folder.path(), &settings, &stopped));
    while !work.is_finished() {
        py.detach(|| thread::sleep(NAP));
        if let Err(interrupted) = py.check_signals() {
            stop.store(true, Ordering::Relaxed);
            return Err(interrupted);
        }
    }
    work.join().map_err(|_| errors::mistake())?.map_err(errors::of_tables)?;
    let found = STORY_TABLES.iter().map(|table| Table::kept(table.name, arrow::schema(table), &gathered.folder));
    found.map(|table| table?.into_memory()).collect()
}

/// What was handed over.
enum Given {
    Text(String),
    Row(serde_json::Value),
    /// Something else, and what.
    Other(String),
}

impl Given {
    fn size(&self) -> usize {
        match self {
            Self::Text(text) | Self::Other(text) => text.len(),
            Self::Row(row) => row
                .as_object()
                .map_or(0, |fields| fields.values().filter_map(|value| value.as_str()).map(str::len).sum()),
        }
    }

    fn reports(self, columns: &Columns, source: Source) -> Vec<Outcome> {
        match self {
            Self::Text(text) => vec![report_of_text(Report { source, ..Report::new(text) })],
            Self::Row(row) => reports_of_row(row, columns, source),
            Self::Other(message) => vec![Err(Failure { source, kind: FailureKind::Malformed, message })],
        }
    }
}

impl Gathering {
    /// Begins to read files, or what will be handed over.
    fn begin(
        opened: Arc<Opened>,
        wanted: Wanted,
        columns: Columns,
        with_text: bool,
        files: Option<Files>,
    ) -> PyResult<Self> {
        let settings = Settings {
            form: ArchiveForm::Parquet,
            part: PART,
            with_text,
            model: opened.model_name.clone(),
            codebook: opened.codebook_name.clone(),
            joining: Scope { dedup: Dedup::None, ..Scope::default() },
        };
        let (folder, told) = (Arc::new(Folder::new()?), Arc::new(Told::default()));
        let (give, bundles) = sync_channel(wanted.threads * WAITING);
        let (finish, end) = channel();
        let work = Work { folder: Arc::clone(&folder), settings: settings.clone(), told: Arc::clone(&told), wanted };
        let give = Mutex::new(files.is_none().then_some(give));
        thread::spawn(move || {
            let result = match files {
                Some(files) => work.run(&opened, Bundle::of(&files, Position::default())),
                None => work.run(&opened, bundles.into_iter()),
            };
            // Who hears the end holds the folder alone.
            drop(work);
            let _ = finish.send(result);
        });
        let (given, complete, process) = (AtomicU64::new(0), AtomicBool::new(false), std::process::id());
        Ok(Self { give, end: Mutex::new(end), told, folder, columns, settings, given, complete, process })
    }

    /// Waits for room and hands it over.
    fn give(&self, py: Python<'_>, given: Given) -> PyResult<()> {
        self.is_of_this_process()?;
        let number = self.given.fetch_add(1, Ordering::Relaxed);
        let source = Source { id: (number + 1).to_string(), record: Some(number + 1), ..Source::default() };
        let (size, columns) = (given.size(), self.columns.clone());
        let open = Box::new(move || given.reports(&columns, source));
        let mut bundle = Bundle { position: Position { file: 0, item: number }, size, open };
        let mut looked = Instant::now();
        loop {
            let sent = match &*self.give.lock().unwrap_or_else(PoisonError::into_inner) {
                Some(give) => give.try_send(bundle),
                None => return Err(PyTypeError::new_err("nothing more is taken")),
            };
            bundle = match sent {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(bundle)) => bundle,
                // What ended it is told by who waits for the end.
                Err(TrySendError::Disconnected(_)) => return self.wait(py, 1.0).map(|_| ()),
            };
            py.detach(|| thread::sleep(NAP));
            if looked.elapsed() >= LOOK {
                looked = Instant::now();
                self.look(py)?;
            }
        }
    }

    /// Looks whether Ctrl-C was pressed; then it ends.
    fn look(&self, py: Python<'_>) -> PyResult<()> {
        py.check_signals().inspect_err(|_| self.stop())
    }

    fn is_of_this_process(&self) -> PyResult<()> {
        if self.process == std::process::id() {
            return Ok(());
        }
        Err(PyRuntimeError::new_err("this was begun before a fork: its threads are in the other process"))
    }
}

impl Drop for Gathering {
    /// Who lets go of it before the end wants no tables.
    fn drop(&mut self) {
        if !self.complete.load(Ordering::Relaxed) {
            self.stop();
        }
    }
}

/// What a thread of its own does.
struct Work {
    folder: Arc<Folder>,
    settings: Settings,
    told: Arc<Told>,
    wanted: Wanted,
}

impl Work {
    fn run(&self, opened: &Opened, bundles: impl Iterator<Item = Bundle> + Send) -> Result<(End, Summary), String> {
        let reading = Reading {
            pipeline: &opened.pipeline,
            encoder: opened.encoder.clone(),
            codebook: &opened.codebook,
            jobs: self.wanted.threads,
            limit: self.wanted.limit,
            date: self.wanted.date,
            min_confidence: self.wanted.min_confidence,
            stop: &self.told.stop,
        };
        let folder = self.folder.path();
        let gathering = gathering::Gathering { folder, reading, settings: self.settings.clone() };
        let tell = |_, _: &_, sum: &Summary| {
            self.told.read.store(sum.read, Ordering::Relaxed);
            self.told.failed.store(sum.failed, Ordering::Relaxed);
            self.told.words.store(sum.words, Ordering::Relaxed);
        };
        gathering.run(bundles, tell).map_err(|error| error.to_string())
    }
}
