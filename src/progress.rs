//! A line that tells how far a long reading has come.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use dateline_intake::Files;
use indicatif::HumanDuration;

use crate::shown;

/// A reading of so few reports shows no line.
const FEW: u64 = 20;

/// Time between two changes of the line.
const PAUSE: Duration = Duration::from_millis(100);

/// Time between two lines where no terminal shows one that changes.
const LOG_PAUSE: Duration = Duration::from_secs(10);

/// Counts reports and shows on the standard error how many there are, how fast they are read and how long it will take: in a
/// line that changes, if that is a terminal and the records go elsewhere; else in a line now and then.
pub(crate) struct Progress {
    /// How the line is shown; nothing where it would stand among the records.
    pause: Option<Duration>,
    terminal: bool,
    shown: bool,
    count: u64,
    start: Instant,
    last: Instant,
    /// Bytes taken from the files, and bytes of all.
    read: Arc<AtomicU64>,
    size: u64,
}

impl Progress {
    pub(crate) fn new(files: &Files) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let pause = match (shown::quiet(), terminal, std::io::stdout().is_terminal()) {
            (true, ..) | (_, _, true) => None,
            (false, true, false) => Some(PAUSE),
            (false, false, false) => Some(LOG_PAUSE),
        };
        let start = Instant::now();
        let (read, size) = (files.bytes_read(), files.size());
        Self { pause, terminal, shown: false, count: 0, start, last: start, read, size }
    }

    /// One more report is done.
    pub(crate) fn step(&mut self) {
        self.count += 1;
        let is_due = self.pause.is_some_and(|pause| self.last.elapsed() >= pause);
        if !is_due || self.count <= FEW && self.terminal {
            return;
        }
        self.last = Instant::now();
        if !self.terminal {
            shown::note(self.line());
            return;
        }
        self.shown = true;
        let mut stderr = std::io::stderr().lock();
        // A terminal that is gone is no reason to stop reading.
        let _ = write!(stderr, "\r{}\x1b[K", self.line()).and_then(|()| stderr.flush());
    }

    fn line(&self) -> String {
        let seconds = self.start.elapsed().as_secs_f64();
        let rate = self.count as f64 / seconds;
        let read = self.read.load(Ordering::Relaxed);
        // What is taken from a file at once tells nothing of the time that the rest will take.
        let left = (read > 0 && read < self.size).then(|| seconds * (self.size - read) as f64 / read as f64);
        let left = left.map(|left| format!(", about {} left", HumanDuration(Duration::from_secs_f64(left))));
        format!("{} reports read, {rate:.0} a second{}", self.count, left.unwrap_or_default())
    }

    /// Takes the line away, so that something else can be written there.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
