//! What is told while feeds are followed?

use std::io::{IsTerminal, Write};

use dateline_watch::{Round, Told};
use jiff::Timestamp;

use crate::code::counted;
use crate::shown;

/// Tells on the standard error what happens: what fails in a line each, what was done in a line that changes, if that is a
/// terminal.
pub(super) struct Telling {
    terminal: bool,
    shown: bool,
}

impl Telling {
    pub(super) fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal() && !shown::quiet(), shown: false }
    }

    pub(super) fn tell(&mut self, told: &Told<'_>) {
        match told {
            Told::Feed { url, named, new, left_out } => {
                self.clear();
                let left_out = format!("{left_out} left out: too old, too many, or without an address or a day");
                match named {
                    0 => shown::note(format_args!("{url}: names no page that is followed; {left_out}")),
                    _ => {
                        shown::detail(format_args!("{url}: {}, {new} of them new; {left_out}", counted(*named, "page")))
                    }
                }
            }
            Told::Failed { url, cause, message, again } => {
                self.clear();
                shown::note(format_args!("{url}: {cause}: {message}; {}", next_try(*again)));
            }
            Told::So(round) if self.terminal => {
                self.shown = true;
                let mut stderr = std::io::stderr().lock();
                // A terminal that is gone is no reason to stop.
                let line = so_far(round);
                let _ = write!(stderr, "\r{line}\x1b[K").and_then(|()| stderr.flush());
            }
            Told::So(_) => {}
        }
    }

    /// Takes the line away, so that something else can be written there.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

fn next_try(again: Option<Timestamp>) -> String {
    again.map_or("given up".to_owned(), |again| format!("again at {again:.0}"))
}

/// A round that is over on one line, and when something is due next.
pub(super) fn round(round: &Round) -> String {
    let done = if round.was_idle() { "nothing was due".to_owned() } else { so_far(round) };
    match round.next {
        Some(next) => format!("{done}; next at {next:.0}"),
        None => done,
    }
}

/// What was done on one line.
fn so_far(round: &Round) -> String {
    let mut parts = vec![format!(
        "{} read, {} unchanged, {} failed",
        counted(round.feeds, "feed"),
        round.unchanged_feeds,
        round.failed_feeds
    )];
    parts.push(format!("{} listed", counted(round.listed, "new page")));
    let versions = match round.kept.versions {
        0 => String::new(),
        versions => format!(", {} of them of reports that were held", counted(versions, "version")),
    };
    parts.push(format!("{} added{versions}", counted(round.kept.new, "report")));
    for (count, what) in [
        (round.kept.held, "held already"),
        (round.unchanged, "unchanged"),
        (round.put_off, "put off"),
        (round.given_up, "given up"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join("; ")
}
