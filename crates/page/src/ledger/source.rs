//! From what does a page of the ledger take its entries, and how is that told?
//!
//! From the ledger that is kept in the archive, if there is one. Else from one that is read of some reports while somebody waits.

use std::sync::Arc;

use dateline_archive::ledger::{Entry, Wanted};
use dateline_archive::store::{Archive, Extract, Leaf, LedgerState, Reach};
use jiff::ToSpan;
use maud::{Markup, html};
use rusqlite::Connection;
use serde_json::json;

use crate::archives::Archives;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::frame::{count, counted};

use super::{PATH, reach};

/// What reads the ledger of all reports.
const COMMAND: &str = "dateline ledger ARCHIVE";

/// Entries for a page.
pub(crate) struct Shown {
    /// Those that stand on it.
    pub(crate) entries: Vec<Entry>,
    /// How many are wanted.
    pub(crate) found: usize,
    /// How many of these are open.
    pub(super) open: usize,
    /// How many there are, whatever is wanted.
    pub(super) of: usize,
    /// All of which something was said by hand.
    pub(super) corrected: Vec<Entry>,
    pub(super) source: Source,
}

/// From what they were read.
pub(super) enum Source {
    /// From all reports that there were.
    Kept(LedgerState),
    /// From all reports of a small archive, or from some of a large one.
    ReadNow(Arc<Extract>),
}

/// The entries of a leaf, in the ledger that is kept, or in that of the reports which `reach` tells.
pub(super) fn shown(
    archives: &Archives,
    archive: &Archive,
    wanted: &Wanted,
    leaf: Leaf,
    reach: impl FnOnce(&Connection) -> Result<Reach, Trouble>,
) -> Result<Shown, Trouble> {
    if let Some(kept) = archive.kept_ledger(wanted, leaf)? {
        let (found, open, of) = (kept.found, kept.open, kept.of);
        let source = Source::Kept(kept.state);
        return Ok(Shown { entries: kept.entries, found, open, of, corrected: kept.corrected, source });
    }
    Ok(of_some(archives.ledger(archive, &reach(archive.connection())?)?, wanted, leaf))
}

/// Those of a ledger that was read from some reports.
fn of_some(extract: Arc<Extract>, wanted: &Wanted, leaf: Leaf) -> Shown {
    let all = &extract.entries;
    let mut found: Vec<&Entry> = all.iter().filter(|entry| wanted.has(entry)).collect();
    if leaf.newest {
        let dated = found.iter().rev().filter(|entry| entry.days.is_some());
        found = dated.chain(found.iter().filter(|entry| entry.days.is_none())).copied().collect();
    }
    Shown {
        entries: found.iter().skip(leaf.skip).take(leaf.most).map(|&entry| entry.clone()).collect(),
        found: found.len(),
        open: found.iter().filter(|entry| entry.is_open()).count(),
        of: all.len(),
        corrected: all.iter().filter(|entry| !entry.corrections.is_empty()).cloned().collect(),
        source: Source::ReadNow(Arc::clone(&extract)),
    }
}

/// The entry of this name, or of one that it had before an earlier report came.
///
/// # Errors
///
/// If the archive cannot be read, or it takes too long.
pub(crate) fn entry(archives: &Archives, archive: &Archive, wanted: &str) -> Result<Option<Entry>, Trouble> {
    if archive.ledger_state()?.is_some() {
        return Ok(archive.kept_entry(wanted)?);
    }
    let extract = archives.ledger(archive, &reach::around(archive.connection(), wanted)?)?;
    let exact = extract.entries.iter().find(|entry| entry.entry == wanted);
    Ok(exact.or_else(|| extract.entries.iter().find(|entry| entry.is_called(wanted))).cloned())
}

/// What programs ask for: entries in the order of the ledger, those that were set aside among them.
///
/// # Errors
///
/// If the archive cannot be read, or it takes too long.
pub(crate) fn asked_for(
    archives: &Archives,
    archive: &Archive,
    asked: &Asked,
    (skip, most): (usize, usize),
) -> Result<Shown, Trouble> {
    let wanted = asked.of_ledger();
    let Some(name) = &asked.entry else {
        return shown(archives, archive, &wanted, Leaf { newest: false, skip, most }, |connection| {
            reach::of(connection, asked)
        });
    };
    let none = Leaf { newest: false, skip: 0, most: 0 };
    let mut shown = shown(archives, archive, &wanted, none, |connection| reach::around(connection, name))?;
    let entry = entry(archives, archive, name)?.filter(|entry| entry.entry == *name && wanted.has(entry));
    shown.found = entry.iter().count();
    shown.entries = entry.into_iter().skip(skip).take(most).collect();
    Ok(shown)
}

impl Shown {
    /// From what it was read, for programs.
    pub(crate) fn source(&self) -> serde_json::Value {
        match &self.source {
            Source::Kept(state) => json!({ "reports": state.from.reports, "reports_there": state.there,
                "days": state.from.days, "came": state.came, "changed": state.changed, "gone": state.gone,
                "compared": state.from.compared.name() }),
            Source::ReadNow(extract) => {
                json!({ "reports": extract.reports, "reports_there": extract.of, "days": extract.days })
            }
        }
    }

    /// From what it was read, and how to get at the rest.
    pub(super) fn told(&self, asked: &Asked) -> Markup {
        match &self.source {
            Source::Kept(state) => since(state),
            Source::ReadNow(extract) if extract.reports < extract.of => partly(extract, asked),
            Source::ReadNow(_) => by_words(),
        }
    }

    /// The same, where there is little room.
    pub(super) fn told_shortly(&self) -> Markup {
        html! {
            @match &self.source {
                Source::Kept(state) if state.came > 0 => p.facts { (counted(state.came as usize, "report")) " came since it was read" },
                Source::ReadNow(extract) if extract.reports < extract.of => {
                    p.facts { "of the newest " (count(extract.reports as i64)) " reports" }
                }
                _ => {}
            }
        }
    }
}

/// From how many reports a ledger was read that is kept, and what it does not know.
fn since(state: &LedgerState) -> Markup {
    let is_or_are = |number: u64| if number == 1 { " is" } else { " are" };
    html! {
        p.facts {
            span {
                "Read from " (counted(state.from.reports as usize, "report"))
                @if state.came > 0 { ", " (count(state.came as i64)) " came since" }
                @if state.changed > 0 { ", " (count(state.changed as i64)) (is_or_are(state.changed)) " read otherwise now" }
                @if state.gone > 0 { ", " (count(state.gone as i64)) (is_or_are(state.gone)) " gone" }
                @if state.came > 0 { ": " code { (COMMAND) } " reads them" }
                @else if !state.is_current() { ": " code { (COMMAND) } " reads it anew" }
            }
        }
    }
}

/// That more can be found in these reports.
fn by_words() -> Markup {
    html! {
        p.facts { span { "Sentences are compared by their words alone: " code { (COMMAND) } " compares what they mean, finds more, and \
            keeps it." } }
    }
}

/// From which reports it was read, and the way to the others.
fn partly(extract: &Extract, asked: &Asked) -> Markup {
    let before = extract.days.and_then(|[first, _]| first.checked_sub(1.day()).ok());
    html! {
        p.facts {
            span { "Read from " (count(extract.reports as i64)) " of " (count(extract.of as i64)) " reports"
                @if let Some([first, last]) = extract.days { ", those from " time { (first) } " to " time { (last) } }
                ": what others tell of these entries is not in it. " code { (COMMAND) } " reads all, once. Until then, From, Up to and \
                Actor choose others; at most " (count(reach::MOST as i64)) " are read, the newest." }
            @if let Some(before) = before {
                a href=(asked.link(PATH, &[("since", ""), ("until", &before.to_string())])) { "days before →" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use dateline_archive::store::{Compared, ReadFrom};

    use super::*;

    #[test]
    fn it_is_told_what_was_left_out_and_how_to_get_there() {
        let days = Some([jiff::civil::date(2031, 3, 8), jiff::civil::date(2031, 3, 9)]);
        let extract = |of| Arc::new(Extract { entries: Vec::new(), reports: 500, of, days });
        let leaf = Leaf { newest: true, skip: 0, most: 30 };
        let asked = Asked::of("kind=demand&since=2031-03-01").expect("sound");
        let told = |of| of_some(extract(of), &Wanted::default(), leaf).told(&asked).into_string();
        let partly = told(9000);
        assert!(
            partly.contains("2031-03-08") && partly.contains("/ledger?kind=demand&amp;until=2031-03-07"),
            "{partly}"
        );
        assert!(partly.contains(COMMAND), "{partly}");
        assert!(told(500).contains(COMMAND) && !told(500).contains("Read from"), "{}", told(500));
    }

    #[test]
    fn it_is_told_what_a_ledger_that_is_kept_does_not_know() {
        let (program, compared) = ("dateline 0.0.0".to_owned(), Compared::Words);
        let from = ReadFrom { reports: 100_000, days: None, program, compared, at: 0 };
        let state = |came, changed, gone| LedgerState { from: from.clone(), there: 100_000, came, changed, gone };
        let told = |came, changed, gone| {
            let html = since(&state(came, changed, gone)).into_string();
            // Numbers have thin spaces.
            let html = html.replace('\u{2009}', ",");
            html.split(['<', '>']).enumerate().filter(|(at, _)| at % 2 == 0).map(|(_, text)| text).collect::<String>()
        };
        let reads = "dateline ledger ARCHIVE reads";
        assert_eq!(told(12, 0, 0), format!("Read from 100,000 reports, 12 came since: {reads} them"));
        let all = "12 came since, 1 is read otherwise now, 2 are gone";
        assert_eq!(told(12, 1, 2), format!("Read from 100,000 reports, {all}: {reads} them"));
        assert_eq!(told(0, 0, 0), format!("Read from 100,000 reports: {reads} it anew"), "another version read it");
    }
}
