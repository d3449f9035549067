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
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use dateline::{Codebook, Reader, Report};
use dateline_intake::{Failure, FailureKind, Files, Item, Outcome, Position};
use dateline_language::Pipeline;
use jiff::civil::Date;

use crate::columns::{Entry, is_coded};
use crate::error::Error;
use crate::form::{Form, Prepared};
use crate::joined;
use crate::manifest::Manifest;
use crate::parquet::Origins;
use crate::part::Part;
use crate::seen::Seen;
use crate::stories::{self, Account, Dedup};
use crate::summary::Summary;

/// Items that are on their way at once, for each thread.
const AHEAD: usize = 16;
/// Bytes of items that are on their way at once; one larger item goes alone.
const AHEAD_BYTES: usize = 64 << 20;
/// How long a thread sleeps before it looks again whether the run was stopped.
const NAP: Duration = Duration::from_millis(50);

/// What is written, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// In which form.
    pub form: Form,
    /// Items of the input to a part.
    pub part: u64,
    /// Day of publication of reports that do not say it.
    pub date: Option<Date>,
    /// Whether the table of articles has their texts.
    pub with_text: bool,
    /// Name and version of the language model.
    pub model: String,
    /// What is read with beside it: codebook, places, whether by rules only.
    pub codebook: String,
    /// What is joined when all reports are read. An archive that was begun with something to join can be joined anew in
    /// another way, or no longer joined, without reading its reports again; one that was begun with nothing to join cannot.
    pub joining: stories::Settings,
}

impl Settings {
    /// Everything that changes what is written of a report, in words.
    pub(crate) fn describe(&self) -> String {
        let date = self.date.map_or_else(String::new, |date| format!(", date {date}"));
        let text = if self.with_text { ", with text" } else { "" };
        format!("{}, {} items a part{date}{text}, {}, {}", self.form.name(), self.part, self.model, self.codebook)
    }

    /// Whether reports are compared.
    pub(crate) fn joins(&self) -> bool {
        self.joining.dedup != Dedup::None
    }

    pub(crate) fn origins(&self) -> Origins {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        vec![
            ("dateline.version", version.clone()),
            ("dateline.model", self.model.clone()),
            ("dateline.codebook", format!("{}; built in: {version}", self.codebook)),
            ("dateline.schema", dateline::record::SCHEMA.to_owned()),
            (
                "dateline.licences",
                "Event types, modes, contexts and sectors: PLOVER 2.0, CC BY-SA 4.0. Ids, names and points of places: \
                 GeoNames, CC BY 4.0. The words of reports belong to their publishers."
                    .to_owned(),
            ),
        ]
    }
}

/// A batch to be run.
pub struct Batch<'b> {
    /// What is read.
    pub files: &'b Files,
    /// Where the archive is written.
    pub folder: &'b Path,
    /// The language model.
    pub pipeline: &'b Pipeline,
    /// The codebook.
    pub codebook: &'b Codebook,
    /// What is written.
    pub settings: Settings,
    /// Threads that read.
    pub jobs: usize,
    /// Set from outside to end the run; what is committed stays.
    pub stop: &'b AtomicBool,
}

/// What is told while a batch runs.
pub trait Watch {
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

/// A report that was read: what it gave, what is written of it, what is kept to compare it.
struct Read {
    entry: Entry,
    prepared: Prepared,
    account: Option<Account>,
}

impl Batch<'_> {
    /// Runs it to its end, or until it is stopped.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, is in use, or holds an archive of other files or settings, or if copies are sought
    /// for a form that has no place for them, or in an archive that has kept nothing to compare.
    pub fn run(&self, watch: &mut impl Watch) -> Result<(End, Summary), Error> {
        joined::check(&self.settings)?;
        let (_lock, mut manifest) = crate::part::open(self.folder, self.files, &self.settings)?;
        if !manifest.parts.is_empty() {
            watch.resumed(&manifest.holds());
        }
        if !manifest.complete || manifest.inputs.files != self.files.entries().len() {
            let end;
            (end, manifest) = self.read(manifest, watch)?;
            if end == End::Stopped {
                return Ok((end, manifest.holds()));
            }
        }
        let end = self.join(&mut manifest, watch)?;
        Ok((end, manifest.holds()))
    }

    /// Reads what the archive does not hold yet.
    fn read(&self, mut manifest: Manifest, watch: &mut impl Watch) -> Result<(End, Manifest), Error> {
        let from = manifest.position();
        manifest.inputs = crate::manifest::Inputs::first(self.files, self.files.entries().len());
        manifest.complete = false;
        manifest.joined = None;
        let mut writing = Writing {
            seen: Seen::read(self.folder, &manifest)?,
            sum: manifest.holds(),
            part: Part::begin(&self.settings, manifest.parts.len(), manifest.kept),
            manifest,
            behind: from,
            folder: self.folder,
        };
        let end = self.read_all(from, &mut writing, watch)?;
        Ok((end, writing.manifest))
    }

    /// Compares all reports, unless that was done in the same way; or undoes it, if it is not wanted.
    fn join(&self, manifest: &mut Manifest, watch: &mut impl Watch) -> Result<End, Error> {
        if !self.settings.joins() {
            if manifest.joined.is_some() {
                watch.undoing();
            }
            if manifest.kept {
                joined::undo(self.folder, manifest, self.settings.form)?;
            }
            return Ok(End::Complete);
        }
        let wanted = self.settings.joining.to_string();
        if manifest.joined.as_ref().is_some_and(|joined| joined.settings == wanted) {
            return Ok(End::Complete);
        }
        watch.comparing(&manifest.holds());
        let whole = joined::join(self.folder, manifest, &self.settings, self.stop)?;
        Ok(if whole { End::Complete } else { End::Stopped })
    }

    fn read_all(&self, from: Position, writing: &mut Writing, watch: &mut impl Watch) -> Result<End, Error> {
        let window = Window::new(self.jobs * AHEAD);
        let keeps = writing.manifest.kept;
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

    /// Reads items until there are no more.
    fn work(&self, take: &Mutex<Receiver<(u64, Item)>>, finish: &Sender<Done>, keeps: bool) {
        let mut reader = Reader::new(self.pipeline, self.codebook);
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
    fn entry<'r>(&'r self, reader: &mut Reader<'r>, outcome: Outcome, keeps: bool) -> Read {
        let mut account = None;
        let entry = match outcome {
            Ok(mut report) => {
                report.published = report.published.or(self.settings.date);
                let record = catch_unwind(AssertUnwindSafe(|| reader.read(&report)));
                let record = record.map_err(|_| {
                    *reader = Reader::new(self.pipeline, self.codebook);
                    mistake(&report)
                });
                let coded = record.as_ref().ok().filter(|record| keeps && is_coded(record));
                account = coded.map(|record| Account::of(record, &report.text));
                Entry::of(record, report.text, self.settings.with_text)
            }
            Err(failure) => Entry::of(Err(failure), String::new(), false),
        };
        let prepared = self.settings.form.prepare(&entry);
        Read { entry, prepared, account }
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
                    writing.add(read, watch);
                }
                let behind = Position { item: done.position.item + 1, ..done.position };
                if writing.part.item() == self.settings.part {
                    writing.commit(&self.settings, behind)?;
                } else {
                    writing.behind = behind;
                }
            }
        }
        if self.stop.load(Ordering::Relaxed) {
            return Ok(End::Stopped);
        }
        writing.close(&self.settings)?;
        Ok(End::Complete)
    }
}

/// A report on which the reading itself failed: a mistake of ours that must not end a run.
fn mistake(report: &Report) -> Failure {
    let message = "the reading failed: a mistake of dateline; please report it with this text".to_owned();
    Failure { source: report.source.clone(), kind: FailureKind::Internal, message }
}

/// The archive as it grows.
struct Writing<'w> {
    folder: &'w Path,
    manifest: Manifest,
    part: Part,
    seen: Seen,
    sum: Summary,
    /// Where the item behind the last one stands.
    behind: Position,
}

impl Writing<'_> {
    fn add(&mut self, read: Read, watch: &mut impl Watch) {
        let Read { mut entry, prepared, account } = read;
        let number = self.sum.read + 1;
        entry.duplicate_of = entry.answer.as_ref().ok().and_then(|record| self.seen.first(&record.id, number));
        self.sum.count(&entry);
        self.part.add(number, &entry, prepared, account);
        watch.entry(number, &entry, &self.sum);
    }

    fn commit(&mut self, settings: &Settings, next: Position) -> Result<(), Error> {
        let following = Part::begin(settings, self.manifest.parts.len() + 1, self.manifest.kept);
        let part = std::mem::replace(&mut self.part, following);
        self.seen.write(self.folder, part.name())?;
        self.manifest.parts.push(part.write(self.folder, next)?);
        self.manifest.write(self.folder)
    }

    fn close(&mut self, settings: &Settings) -> Result<(), Error> {
        // An archive without a report has its tables all the same.
        if self.part.items() > 0 || self.manifest.parts.is_empty() {
            self.commit(settings, self.behind)?;
        }
        self.manifest.complete = true;
        self.manifest.write(self.folder)
    }
}

/// How much may be on its way from the files to the archive.
struct Window {
    most: usize,
    /// Items and their bytes.
    state: Mutex<(usize, usize)>,
    left: Condvar,
}

impl Window {
    fn new(most: usize) -> Self {
        Self { most, state: Mutex::default(), left: Condvar::new() }
    }

    /// Waits for room for an item; false if the run was stopped meanwhile.
    fn enter(&self, size: usize, stopped: impl Fn() -> bool) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.0 > 0 && (state.0 >= self.most || state.1 + size > AHEAD_BYTES) && !stopped() {
            state = self.left.wait_timeout(state, NAP).unwrap_or_else(PoisonError::into_inner).0;
        }
        *state = (state.0 + 1, state.1 + size);
        !stopped()
    }

    fn leave(&self, size: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = (state.0 - 1, state.1 - size);
        self.left.notify_one();
    }
}
