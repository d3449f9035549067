//! How far has a batch come? A bar on a terminal, else a line now and then.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use dateline_archive::Summary;
use dateline_archive::batch::Watch;
use dateline_archive::columns::Entry;
use dateline_intake::Files;
use indicatif::{ProgressBar, ProgressStyle};

use crate::shown;

/// Between two lines where no terminal shows the bar.
const PAUSE: Duration = Duration::from_secs(10);

/// What is done before anything is read.
const LOOKING: &str = "looking at the inputs, to know them again";

/// Counts reports and words, and shows how fast they are read and how long it will take.
pub(crate) struct Counting {
    bar: Option<ProgressBar>,
    /// Bytes taken from the files, and bytes of all.
    read: Arc<AtomicU64>,
    size: u64,
    has_stream: bool,
    start: Instant,
    told: Instant,
    /// Reports and words that were there before.
    before: (u64, u64),
}

impl Counting {
    pub(crate) fn new(files: &Files) -> Self {
        let size = files.size();
        let bar = (std::io::stderr().is_terminal() && !shown::quiet()).then(|| {
            let form = "{wide_bar} {percent:>3} %  {msg}  {eta} left";
            let style = ProgressStyle::with_template(form).expect("the template is part of the program");
            ProgressBar::new(size).with_style(style)
        });
        let now = Instant::now();
        let has_stream = files.entries().iter().flatten().any(|file| !file.path.is_file());
        Self { bar, read: files.bytes_read(), size, has_stream, start: now, told: now, before: (0, 0) }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// How long it will take, if it goes on as it went; nothing where that is not known.
    fn left(&self, read: u64) -> String {
        if read == 0 || read >= self.size {
            return String::new();
        }
        let seconds = self.start.elapsed().as_secs_f64() * (self.size - read) as f64 / read as f64;
        format!(", {} left", indicatif::HumanDuration(Duration::from_secs_f64(seconds)))
    }

    fn rates(&self, sum: &Summary) -> String {
        let seconds = self.start.elapsed().as_secs_f64().max(0.001);
        let rate = |now: u64, before: u64| (now - before) as f64 / seconds;
        let (reports, words) = (rate(sum.read, self.before.0), rate(sum.words, self.before.1));
        format!("{} reports, {reports:.0}/s, {words:.0} words/s", sum.read)
    }

    /// A report is done; so much is now.
    pub(crate) fn report(&mut self, sum: &Summary) {
        let read = self.read.load(Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_position(read);
            bar.set_message(self.rates(sum));
        } else if self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            let percent = 100 * read / self.size.max(1);
            shown::note(format_args!("{percent} %, {}, {} failed{}", self.rates(sum), sum.failed, self.left(read)));
        }
    }
}

/// Shows how many of a known number of reports are done: a bar on a terminal, else a line now and then.
pub(crate) struct Steps {
    bar: Option<ProgressBar>,
    all: u64,
    done: &'static str,
    told: Instant,
}

impl Steps {
    /// So many reports, with each of which this will be done: `written`.
    pub(crate) fn new(all: u64, done: &'static str) -> Self {
        let bar = (std::io::stderr().is_terminal() && !shown::quiet()).then(|| {
            let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} reports {msg}  {eta} left");
            ProgressBar::new(all).with_style(style.expect("the template is part of the program")).with_message(done)
        });
        Self { bar, all, done, told: Instant::now() }
    }

    /// So many are done.
    pub(crate) fn at(&mut self, number: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(number);
        } else if self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            shown::note(format_args!("{number} of {} reports {}", self.all, self.done));
        }
    }

    /// What is done with each of them from now on.
    pub(crate) fn becomes(&mut self, done: &'static str) {
        self.done = done;
        if let Some(bar) = &self.bar {
            bar.set_message(done);
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Watch for Counting {
    fn looking(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            bar.set_message(LOOKING);
            if bytes >= self.size {
                bar.reset();
            }
        } else if self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            shown::note(format_args!("{LOOKING}: {} %", 100 * bytes / self.size.max(1)));
        }
        // Rates are those of the reading.
        self.start = Instant::now();
    }

    fn resumed(&mut self, holds: &Summary) {
        self.before = (holds.read, holds.words);
        if self.has_stream {
            shown::note("the standard input is taken for that of the earlier run: what was read of it is passed over");
        }
        shown::note(format_args!("going on behind {} reports of an earlier run", holds.read));
        if let Some(bar) = &self.bar {
            bar.set_position(self.read.load(Ordering::Relaxed));
            bar.reset_eta();
        }
    }

    fn entry(&mut self, _: u64, _: &Entry, sum: &Summary) {
        self.report(sum);
    }

    fn comparing(&mut self, sum: &Summary) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("comparing {} reports", sum.coded));
        } else {
            shown::note(format_args!("comparing {} reports", sum.coded));
        }
    }

    fn undoing(&mut self) {
        shown::note("without --dedup, copies and stories that an earlier run found are taken away");
    }
}
