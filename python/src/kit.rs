//! How is one report read, or something in it?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, TryLockError};
use std::thread;
use std::time::Duration;

use dateline::record::Span;
use dateline::{Reader, Report, Source, code_actor};
use dateline_intake::{Columns, Outcome, day_in, report_of_text, reports_of_row};
use dateline_kit::Opened;
use dateline_language::Token;
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::json;

use crate::errors;
use crate::rows;

/// How long nobody looks whether Ctrl-C was pressed.
pub(crate) const LOOK: Duration = Duration::from_millis(50);

/// What reports are read with, open: threads share it.
#[pyclass(frozen, module = "dateline._dateline")]
pub(crate) struct Kit(Arc<Shared>);

/// What threads share.
struct Shared {
    opened: Arc<Opened>,
    /// Readers that nobody uses now.
    idle: Mutex<Vec<Reader>>,
}

#[pymethods]
impl Kit {
    #[new]
    #[pyo3(signature = (*, model=None, encoder=None, codebook=None, gazetteer=None, rules_only=false, quick=false))]
    fn new(
        py: Python<'_>,
        model: Option<PathBuf>,
        encoder: Option<PathBuf>,
        codebook: Option<PathBuf>,
        gazetteer: Option<PathBuf>,
        rules_only: bool,
        quick: bool,
    ) -> PyResult<Self> {
        let kit = dateline_kit::Kit { model, encoder, codebook, gazetteer, rules_only, quick };
        let opened = py.detach(|| kit.open()).map_err(errors::of_kit)?;
        Ok(Self(Arc::new(Shared { opened: Arc::new(opened), idle: Mutex::default() })))
    }

    /// Name, version and licence of the model.
    #[getter]
    fn model_name(&self) -> &str {
        &self.0.opened.model_name
    }

    /// What the codebook is, and which places are known.
    #[getter]
    fn codebook_name(&self) -> &str {
        &self.0.opened.codebook_name
    }

    /// Whether the encoder is open.
    #[getter]
    fn has_encoder(&self) -> bool {
        self.0.opened.encoder.is_some()
    }

    /// The record of a text, as JSON.
    #[pyo3(signature = (text, *, id=None, date=None, title=None, url=None, publisher=None))]
    #[expect(clippy::too_many_arguments, reason = "each is an option of its own in Python")]
    fn read(
        &self,
        py: Python<'_>,
        text: String,
        id: Option<String>,
        date: Option<&str>,
        title: Option<String>,
        url: Option<String>,
        publisher: Option<String>,
    ) -> PyResult<String> {
        let published = date.map(day).transpose()?;
        let source = Source { id: id.unwrap_or_default(), url, ..Source::default() };
        let outcome = report_of_text(Report { source, published, title, publisher, ..Report::new(text) });
        Ok(self.record(py, outcome)?.0)
    }

    /// The record of a row, as JSON, and the text that its offsets count into.
    fn read_row(&self, py: Python<'_>, row: &Bound<'_, PyDict>) -> PyResult<(String, String)> {
        let outcomes = reports_of_row(rows::value(row.as_any())?, &Columns::default(), Source::default());
        let mut outcomes = outcomes.into_iter();
        match (outcomes.next(), outcomes.next()) {
            (Some(outcome), None) => self.record(py, outcome),
            _ => Err(PyValueError::new_err("this holds several reports; read_many reads them")),
        }
    }

    /// The words, tags, tree and names of a text, as JSON.
    fn parse(&self, py: Python<'_>, text: String) -> String {
        py.detach(|| {
            let doc = self.0.opened.pipeline.annotator().annotate(text);
            let word = |token: Token<'_>| {
                json!({
                    "text": token.text(), "start": token.chars().start, "end": token.chars().end,
                    "lemma": token.lemma(), "tag": token.tag().name(), "pos": token.pos().name(),
                    "dep": token.dep().name(), "head": token.head().i(), "ent": token.iob(),
                    "sent_start": token.sentence().start() == token.i(),
                })
            };
            serde_json::Value::from_iter(doc.tokens().map(word)).to_string()
        })
    }

    /// How an actor phrase is coded, as JSON.
    #[pyo3(signature = (phrase, date=None))]
    fn actor(&self, phrase: &str, date: Option<&str>) -> PyResult<String> {
        json_of(&code_actor(phrase, date.map(day).transpose()?, &self.0.opened.codebook))
    }

    /// Which event relates two mentions, given as characters of the text, as JSON.
    #[pyo3(signature = (text, source=None, target=None, date=None))]
    fn classify(
        &self,
        py: Python<'_>,
        text: String,
        source: Option<(u32, u32)>,
        target: Option<(u32, u32)>,
        date: Option<&str>,
    ) -> PyResult<String> {
        let length = text.chars().count() as u32;
        let span = |stretch: Option<(u32, u32)>| match stretch {
            Some((start, end)) if start < end && end <= length => Ok(Some(Span { start, end })),
            Some(other) => Err(PyValueError::new_err(format!("{other:?} is no stretch of the text"))),
            None => Ok(None),
        };
        let (source, target) = (span(source)?, span(target)?);
        let report = Report { published: date.map(day).transpose()?, ..Report::new(text) };
        let found = py.detach(|| self.0.with_reader(|reader| reader.relate(&report, source, target)));
        let found = found.ok_or_else(errors::mistake)?;
        json_of(&json!({
            "root": found.root, "mode": found.mode, "aux": found.aux, "confidence": found.confidence, "rule": found.rule,
        }))
    }
}

impl Kit {
    pub(crate) fn opened(&self) -> Arc<Opened> {
        Arc::clone(&self.0.opened)
    }

    /// Reads a report on a thread of its own, for which nobody waits who presses Ctrl-C.
    fn record(&self, py: Python<'_>, outcome: Outcome) -> PyResult<(String, String)> {
        let report = outcome.map_err(|failure| errors::of_failure(&failure))?;
        let (shared, stop) = (Arc::clone(&self.0), Arc::new(AtomicBool::new(false)));
        let (stopped, (finish, mut end)) = (Arc::clone(&stop), channel());
        thread::spawn(move || {
            let is_over = || stopped.load(Ordering::Relaxed);
            let record = shared.with_reader(|reader| reader.read_within(&report, &is_over));
            // Nobody may be there any more to hear it.
            let _ = finish.send(record.map(|record| (record, report.text)));
        });
        loop {
            let waiting = &mut end;
            match py.detach(move || waiting.recv_timeout(LOOK)) {
                Ok(Some((Some(record), text))) => return Ok((json_of(&record)?, text)),
                Err(RecvTimeoutError::Timeout) => {
                    py.check_signals().inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
                }
                _ => return Err(errors::mistake()),
            }
        }
    }
}

impl Shared {
    /// Lends a reader; nothing if it fails. Nobody is waited for: who was forked away while another thread held the lock
    /// would wait for ever.
    fn with_reader<T>(&self, read: impl FnOnce(&mut Reader) -> T) -> Option<T> {
        let idle = match self.idle.try_lock() {
            Ok(mut idle) => idle.pop(),
            Err(TryLockError::Poisoned(idle)) => idle.into_inner().pop(),
            Err(TryLockError::WouldBlock) => None,
        };
        let mut reader = idle.unwrap_or_else(|| {
            let Opened { pipeline, codebook, encoder, .. } = &*self.opened;
            Reader::new(pipeline, Arc::clone(codebook)).with_encoder(encoder.clone())
        });
        // A reader that failed is not lent again.
        let answer = catch_unwind(AssertUnwindSafe(|| read(&mut reader))).ok()?;
        if let Ok(mut idle) = self.idle.try_lock() {
            idle.push(reader);
        }
        Some(answer)
    }
}

/// A day as people write it.
pub(crate) fn day(text: &str) -> PyResult<Date> {
    day_in(text).ok_or_else(|| PyValueError::new_err(format!("{text:?} is no day; write such as 2031-03-08")))
}

pub(crate) fn json_of(answer: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(answer).map_err(errors::of_tables)
}
