//! How are many reports read at once, on all cores, and handed on in their order?
//!
//! One thread takes bundles from where they come, which is cheap; as many as wanted open and read them; the calling thread
//! puts what they found back into order. What is handed on does not depend on the number of threads.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dateline::record::Record;
use dateline::{Codebook, Reader, Report};
use dateline_intake::{Failure, FailureKind, Files, Item, Outcome, Position};
use dateline_language::{Encoder, Pipeline};
use jiff::civil::Date;

use crate::limit::read_within;
use crate::window::Window;

/// With what reports are read, and on how many threads.
pub struct Reading<'r> {
    /// The language model.
    pub pipeline: &'r Pipeline,
    /// The encoder, opened with what was fitted to it; nothing to judge events by words alone.
    pub encoder: Option<Encoder>,
    /// The codebook.
    pub codebook: &'r Arc<Codebook>,
    /// Threads that read.
    pub jobs: usize,
    /// How long the reading of one report may take; nothing for as long as it takes.
    pub limit: Option<Duration>,
    /// Day of publication of reports that do not say it.
    pub date: Option<Date>,
    /// How sure an event must be to be told, from 0 to 1.
    pub min_confidence: f64,
    /// Set from outside to end the run; what was handed on stays.
    pub stop: &'r AtomicBool,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Everything is read.
    Complete,
    /// It was stopped; the next run goes on.
    Stopped,
}

/// Reports that come together, such as those of a feed, not yet opened.
pub struct Bundle {
    /// Where it stands.
    pub position: Position,
    /// Bytes it takes in memory.
    pub size: usize,
    /// What opens it: on one of the threads that read.
    pub open: Box<dyn FnOnce() -> Vec<Outcome> + Send>,
}

impl From<Item> for Bundle {
    fn from(item: Item) -> Self {
        Self { position: item.position, size: item.size(), open: Box::new(move || item.reports()) }
    }
}

impl Bundle {
    /// All bundles of files, from a position on.
    pub fn of(files: &Files, from: Position) -> impl Iterator<Item = Self> + Send + use<> {
        files.items(from).map(Self::from)
    }
}

/// A bundle that was read, by its number.
struct Done<P> {
    number: u64,
    position: Position,
    size: usize,
    prepared: Vec<P>,
}

/// Who reads, one for each thread.
pub(crate) struct Copyreader<'r> {
    reading: &'r Reading<'r>,
    reader: Reader,
}

impl Copyreader<'_> {
    /// The report with the day it is taken to be of, if that is not known already.
    pub(crate) fn dated(&self, mut report: Report) -> Report {
        report.assumed = report.assumed.or(self.reading.date);
        report
    }

    /// Reads one report; a mistake of ours is a failure that ends no run.
    pub(crate) fn read(&mut self, report: Report) -> (Result<Record, Failure>, String) {
        let report = self.dated(report);
        let record = catch_unwind(AssertUnwindSafe(|| read_within(&mut self.reader, &report, self.reading.limit)));
        let record = record.unwrap_or_else(|_| {
            self.reader = self.reading.reader();
            Err(mistake(&report))
        });
        let record = record.map(|mut record| {
            record.keep_confident(self.reading.min_confidence);
            record
        });
        (record, report.text)
    }
}

impl Reading<'_> {
    /// Whether it was asked to stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(crate) fn copyreader(&self) -> Copyreader<'_> {
        Copyreader { reading: self, reader: self.reader() }
    }

    fn reader(&self) -> Reader {
        Reader::new(self.pipeline, Arc::clone(self.codebook)).with_encoder(self.encoder.clone())
    }

    /// The records of these reports, in their order, or why one has none. Those that were not reached when it was stopped are
    /// missing at the end.
    pub fn records(&self, reports: Vec<Report>) -> Vec<Result<Record, Failure>> {
        let bundles = reports.into_iter().map(|report| Bundle {
            position: Position::default(),
            size: report.text.len(),
            open: Box::new(move || vec![Ok(report)]),
        });
        let mut records = Vec::new();
        let read = |reader: &mut Copyreader<'_>, outcome: Outcome| outcome.and_then(|report| reader.read(report).0);
        let _: Result<End, std::convert::Infallible> = self.all(bundles, read, |read, _| {
            records.extend(read);
            Ok(())
        });
        records
    }

    /// Reads all bundles: `prepare` makes what is wanted of each report, on many threads; `each` gets it bundle by bundle, in
    /// their order, with the bundle's position.
    ///
    /// # Errors
    ///
    /// What `each` could not do.
    pub(crate) fn all<P: Send, E>(
        &self,
        bundles: impl Iterator<Item = Bundle> + Send,
        prepare: impl Fn(&mut Copyreader<'_>, Outcome) -> P + Sync,
        each: impl FnMut(Vec<P>, Position) -> Result<(), E>,
    ) -> Result<End, E> {
        let window = Window::new(self.jobs);
        let over = AtomicBool::new(false);
        let (give, take) = channel::<(u64, Bundle)>();
        let take = Mutex::new(take);
        std::thread::scope(|scope| {
            let (finish, finished) = channel::<Done<P>>();
            let (window, over, take, prepare) = (&window, &over, &take, &prepare);
            scope.spawn(move || self.hand_out(bundles, &give, window, over));
            for _ in 0..self.jobs {
                let finish = finish.clone();
                scope.spawn(move || self.work(take, &finish, prepare));
            }
            drop(finish);
            let result = self.collect(&finished, window, each);
            over.store(true, Ordering::Relaxed);
            result
        })
    }

    /// Hands out bundles, as far ahead as the window lets it.
    fn hand_out(
        &self,
        bundles: impl Iterator<Item = Bundle>,
        give: &Sender<(u64, Bundle)>,
        window: &Window,
        over: &AtomicBool,
    ) {
        let stopped = || self.is_stopped() || over.load(Ordering::Relaxed);
        for (number, bundle) in (0..).zip(bundles) {
            if !window.enter(bundle.size, stopped) || give.send((number, bundle)).is_err() {
                return;
            }
        }
    }

    /// Reads bundles until there are no more.
    fn work<P>(
        &self,
        take: &Mutex<Receiver<(u64, Bundle)>>,
        finish: &Sender<Done<P>>,
        prepare: &impl Fn(&mut Copyreader<'_>, Outcome) -> P,
    ) {
        let mut copyreader = self.copyreader();
        loop {
            let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((number, Bundle { position, size, open })) = next else { return };
            if self.is_stopped() {
                return;
            }
            let prepared = open().into_iter().map(|outcome| prepare(&mut copyreader, outcome)).collect();
            if finish.send(Done { number, position, size, prepared }).is_err() {
                return;
            }
        }
    }

    /// Puts what was read into order and hands it on.
    fn collect<P, E>(
        &self,
        finished: &Receiver<Done<P>>,
        window: &Window,
        mut each: impl FnMut(Vec<P>, Position) -> Result<(), E>,
    ) -> Result<End, E> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for done in finished {
            waiting.insert(done.number, done);
            while let Some(done) = waiting.remove(&next) {
                next += 1;
                window.leave(done.size);
                each(done.prepared, done.position)?;
            }
        }
        Ok(if self.is_stopped() { End::Stopped } else { End::Complete })
    }
}

/// A report on which the reading itself failed: a mistake of ours that must not end a run.
fn mistake(report: &Report) -> Failure {
    let message = "the reading failed: a mistake of dateline; please report it with this text".to_owned();
    Failure { source: report.source.clone(), kind: FailureKind::Internal, message }
}
