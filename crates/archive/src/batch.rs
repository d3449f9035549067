//! All reports of many files into an archive: on all cores, in bounded memory, in the order of the input, in parts that
//! a run which is ended at any moment leaves whole.
//!
//! One thread cuts the files into items, which is cheap; as many as wanted read them; the calling thread puts what they
//! found back into order, fills parts with it and commits each with the manifest. What is committed does not depend on
//! the number of threads, and a new run begins behind the last part.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dateline::{Codebook, Reader, Report};
use dateline_intake::{Failure, FailureKind, Files, Item, Outcome, Position};
use dateline_language::{Encoder, Pipeline};

use crate::columns::{Entry, is_coded};
use crate::comparison;
use crate::error::Error;
use crate::limit::read_within;
use crate::manifest::{Inputs, Manifest};
use crate::part;
use crate::settings::Settings;
use crate::stories::Account;
use crate::summary::Summary;
use crate::window::Window;
use crate::writing::{Read, Writing};

/// A batch to be run.
pub struct Batch<'b> {
    /// What is read.
    pub files: &'b Files,
    /// Where the archive is written.
    pub folder: &'b Path,
    /// The language model.
    pub pipeline: &'b Pipeline,
    /// The encoder, opened with what was fitted to it; nothing to judge events by words alone.
    pub encoder: Option<Encoder>,
    /// The codebook.
    pub codebook: &'b Arc<Codebook>,
    /// What is written.
    pub settings: Settings,
    /// Threads that read.
    pub jobs: usize,
    /// How long the reading of one report may take; nothing for as long as it takes.
    pub limit: Option<Duration>,
    /// Set from outside to end the run; what is committed stays.
    pub stop: &'b AtomicBool,
}

/// What is told while a batch runs.
pub trait Watch {
    /// Before anything is read, so many bytes of the inputs were looked at, to know them again.
    fn looking(&mut self, bytes: u64);
    /// Parts that an earlier run has left hold this; the run goes on behind them.
    fn resumed(&mut self, holds: &Summary);
    /// An entry is done, in the order of the input, with its number from 1; the counts are of the whole archive.
    fn entry(&mut self, number: u64, entry: &Entry, sum: &Summary);
    /// All reports are read, and those that were coded are now compared with each other.
    fn comparing(&mut self, sum: &Summary);
    /// What an earlier run found by comparing reports is now taken out of the archive.
    fn undoing(&mut self);
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Everything is read.
    Complete,
    /// It was stopped; the next run goes on.
    Stopped,
}

/// An item that was read.
struct Done {
    number: u64,
    position: Position,
    size: usize,
    entries: Vec<Read>,
}

impl Batch<'_> {
    /// Runs it to its end, or until it is stopped.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, is in use, or holds an archive of other files or settings, or if copies are sought
    /// for a form that has no place for them, or in an archive that has kept nothing to compare.
    pub fn run(&self, watch: &mut impl Watch) -> Result<(End, Summary), Error> {
        self.settings.check()?;
        let mut looked_at = 0;
        let opened = part::open(self.folder, self.files, &self.settings, |bytes| {
            looked_at += bytes;
            watch.looking(looked_at);
            !self.stop.load(Ordering::Relaxed)
        });
        let Some((_lock, mut manifest, inputs)) = opened? else { return Ok((End::Stopped, Summary::default())) };
        if !manifest.parts.is_empty() {
            watch.resumed(&manifest.holds());
        }
        if !manifest.complete || manifest.inputs != inputs {
            let end;
            (end, manifest) = self.read(manifest, inputs, watch)?;
            if end == End::Stopped {
                return Ok((end, manifest.holds()));
            }
        }
        let end = self.join(&mut manifest, watch)?;
        Ok((end, manifest.holds()))
    }

    /// Reads what the archive does not hold yet.
    fn read(&self, manifest: Manifest, inputs: Inputs, watch: &mut impl Watch) -> Result<(End, Manifest), Error> {
        let mut writing = Writing::go_on(self.folder, &self.settings, inputs, manifest)?;
        let end = self.read_all(&mut writing, watch)?;
        Ok((end, writing.into_manifest()))
    }

    /// Compares all reports, unless that was done in the same way; or undoes it, if it is not wanted.
    fn join(&self, manifest: &mut Manifest, watch: &mut impl Watch) -> Result<End, Error> {
        if !self.settings.joins() {
            if manifest.joined.is_some() {
                watch.undoing();
            }
            if manifest.kept {
                comparison::undo(self.folder, manifest, self.settings.form)?;
            }
            return Ok(End::Complete);
        }
        let wanted = self.settings.joining.to_string();
        if manifest.is_compared(self.folder, &wanted) {
            return Ok(End::Complete);
        }
        watch.comparing(&manifest.holds());
        let whole = comparison::join(self.folder, manifest, &self.settings, self.stop)?;
        Ok(if whole { End::Complete } else { End::Stopped })
    }

    fn read_all(&self, writing: &mut Writing, watch: &mut impl Watch) -> Result<End, Error> {
        let window = Window::new(self.jobs);
        let (from, keeps) = (writing.position(), writing.keeps());
        let over = AtomicBool::new(false);
        let (give, take) = channel::<(u64, Item)>();
        let take = Mutex::new(take);
        std::thread::scope(|scope| {
            let (finish, finished) = channel::<Done>();
            let (window, over, take) = (&window, &over, &take);
            scope.spawn(move || self.cut(from, &give, window, over));
            for _ in 0..self.jobs {
                let finish = finish.clone();
                scope.spawn(move || self.work(take, &finish, keeps));
            }
            drop(finish);
            let result = self.collect(&finished, window, writing, watch);
            over.store(true, Ordering::Relaxed);
            result
        })
    }

    /// Cuts the files into items, as far ahead as the window lets it.
    fn cut(&self, from: Position, give: &Sender<(u64, Item)>, window: &Window, over: &AtomicBool) {
        let stopped = || self.stop.load(Ordering::Relaxed) || over.load(Ordering::Relaxed);
        for (number, item) in (0..).zip(self.files.items(from)) {
            if !window.enter(item.size(), stopped) || give.send((number, item)).is_err() {
                return;
            }
        }
    }

    fn reader(&self) -> Reader {
        Reader::new(self.pipeline, Arc::clone(self.codebook)).with_encoder(self.encoder.clone())
    }

    /// Reads items until there are no more.
    fn work(&self, take: &Mutex<Receiver<(u64, Item)>>, finish: &Sender<Done>, keeps: bool) {
        let mut reader = self.reader();
        loop {
            let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((number, item)) = next else { return };
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let (position, size) = (item.position, item.size());
            let entries = item.reports().into_iter().map(|outcome| self.entry(&mut reader, outcome, keeps)).collect();
            if finish.send(Done { number, position, size, entries }).is_err() {
                return;
            }
        }
    }

    /// Reads one report and prepares what is written and kept of it.
    fn entry(&self, reader: &mut Reader, outcome: Outcome, keeps: bool) -> Read {
        let mut account = None;
        let entry = match outcome {
            Ok(mut report) => {
                report.assumed = self.settings.date;
                let record = catch_unwind(AssertUnwindSafe(|| read_within(reader, &report, self.limit)));
                let record = record.unwrap_or_else(|_| {
                    *reader = self.reader();
                    Err(mistake(&report))
                });
                let record = record.map(|mut record| {
                    record.keep_confident(self.settings.min_confidence);
                    record
                });
                let coded = record.as_ref().ok().filter(|record| keeps && is_coded(record));
                account = coded.map(|record| Account::of(record, &report.text));
                Entry::of(record, report.text, self.settings.with_text)
            }
            Err(failure) => Entry::of(Err(failure), String::new(), false),
        };
        let rows = self.settings.form.reports().rows(&entry);
        Read { entry, rows, account }
    }

    /// Puts what was read into order and commits it part by part.
    fn collect(
        &self,
        finished: &Receiver<Done>,
        window: &Window,
        writing: &mut Writing,
        watch: &mut impl Watch,
    ) -> Result<End, Error> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for done in finished {
            waiting.insert(done.number, done);
            while let Some(done) = waiting.remove(&next) {
                next += 1;
                window.leave(done.size);
                for read in done.entries {
                    writing.add(read, |number, entry, sum| watch.entry(number, entry, sum));
                }
                writing.end_item(Position { item: done.position.item + 1, ..done.position })?;
            }
        }
        if self.stop.load(Ordering::Relaxed) {
            return Ok(End::Stopped);
        }
        writing.close()?;
        Ok(End::Complete)
    }
}

/// A report on which the reading itself failed: a mistake of ours that must not end a run.
fn mistake(report: &Report) -> Failure {
    let message = "the reading failed: a mistake of dateline; please report it with this text".to_owned();
    Failure { source: report.source.clone(), kind: FailureKind::Internal, message }
}
