//! A line on the terminal that tells how far a long reading has come.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A reading of so few reports shows no line.
const FEW: u64 = 20;

/// Time between two changes of the line.
const PAUSE: Duration = Duration::from_millis(100);

/// Counts reports and shows the count on the standard error, if that is a terminal and the records go elsewhere.
pub(crate) struct Progress {
    wanted: bool,
    shown: bool,
    count: u64,
    start: Instant,
    last: Instant,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let wanted = !crate::shown::quiet() && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        let start = Instant::now();
        Self { wanted, shown: false, count: 0, start, last: start }
    }

    /// One more report is done.
    pub(crate) fn step(&mut self) {
        self.count += 1;
        if !self.wanted || self.count <= FEW || self.last.elapsed() < PAUSE {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        let rate = self.count as f64 / self.start.elapsed().as_secs_f64();
        let mut stderr = std::io::stderr().lock();
        // A terminal that is gone is no reason to stop reading.
        let _ = write!(stderr, "\r{} reports read, {rate:.0} a second\x1b[K", self.count).and_then(|()| stderr.flush());
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
