//! How do reports become tables that no file holds: those that another program hands over, one after the other?
//!
//! They are read as a batch reads those of files, on all cores and in bounded memory, and written into a folder in the same
//! parts with the same rows; but nothing goes on where it was stopped, since nobody knows them again.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline_intake::{Files, Outcome, Position};

use crate::columns::{Entry, is_coded};
use crate::comparison;
use crate::error::Error;
use crate::manifest::Manifest;
use crate::part;
use crate::reading::{Bundle, Copyreader, End, Reading};
use crate::settings::Settings;
use crate::stories::Account;
use crate::summary::Summary;
use crate::writing::{Read, Writing};

/// Reports on their way into a folder of tables of its own.
pub struct Gathering<'g> {
    /// The folder: empty, or not there.
    pub folder: &'g Path,
    /// With what they are read, and on how many threads.
    pub reading: Reading<'g>,
    /// What is written. What all reports together tell is sought later, by [`compare`].
    pub settings: Settings,
}

impl Gathering<'_> {
    /// Reads all bundles to their end, or until it is stopped; `tell` gets each entry with its number, from 1, and what there
    /// is so far.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, or holds something.
    pub fn run(
        &self,
        bundles: impl Iterator<Item = Bundle> + Send,
        tell: impl FnMut(u64, &Entry, &Summary),
    ) -> Result<(End, Summary), Error> {
        let described = self.settings.describe(&self.reading);
        let opened = part::open(self.folder, &Files::of([]), described, true, |_| true)?;
        let (_lock, manifest, inputs) = opened.expect("there are no files to look at");
        let mut writing = Writing::go_on(self.folder, &self.settings, inputs, manifest)?;
        let end = gather(&self.reading, &self.settings, bundles, &mut writing, tell)?;
        Ok((end, writing.into_manifest().holds()))
    }
}

/// Reads bundles and writes what they give; closes what is written when all are read.
pub(crate) fn gather(
    reading: &Reading<'_>,
    settings: &Settings,
    bundles: impl Iterator<Item = Bundle> + Send,
    writing: &mut Writing<'_>,
    mut tell: impl FnMut(u64, &Entry, &Summary),
) -> Result<End, Error> {
    let keeps = writing.keeps();
    let prepare = |copyreader: &mut Copyreader, outcome| prepare(settings, copyreader, outcome, keeps);
    let end = reading.all(bundles, prepare, |reports: Vec<Read>, position| {
        for read in reports {
            writing.add(read, &mut tell);
        }
        writing.end_item(Position { item: position.item + 1, ..position })
    })?;
    if end == End::Complete {
        writing.close()?;
    }
    Ok(end)
}

/// Reads one report and prepares what is written and kept of it.
fn prepare(settings: &Settings, copyreader: &mut Copyreader, outcome: Outcome, keeps: bool) -> Read {
    let (entry, account) = entry(copyreader, outcome, settings.with_text, keeps);
    let rows = settings.form.reports().rows(&entry);
    Read { entry, rows, account }
}

/// Reads one report; with its account, if that is kept and the report was coded.
fn entry(copyreader: &mut Copyreader, outcome: Outcome, with_text: bool, keeps: bool) -> (Entry, Option<Account>) {
    match outcome {
        Ok(report) => {
            let (record, text) = copyreader.read(report);
            let coded = record.as_ref().ok().filter(|record| keeps && is_coded(record));
            let account = coded.map(|record| Account::of(record, &text));
            (Entry::of(record, text, with_text), account)
        }
        Err(failure) => (Entry::of(Err(failure), String::new(), false), None),
    }
}

/// Reads reports on this thread, one after the other, for a program that has threads of its own and puts their rows where it
/// wants; with their accounts, if these are kept.
pub fn entries<'g>(
    reading: &'g Reading<'_>,
    outcomes: impl Iterator<Item = Outcome> + 'g,
    with_text: bool,
    keeps: bool,
) -> impl Iterator<Item = (Entry, Option<Account>)> + 'g {
    let mut copyreader = reading.copyreader();
    outcomes.map(move |outcome| entry(&mut copyreader, outcome, with_text, keeps))
}

/// Seeks copies, stories and merged events among all reports of a folder that a [`Gathering`] wrote, and writes their tables
/// beside the others.
///
/// # Errors
///
/// If the folder is none of these, or cannot be written.
pub fn compare(folder: &Path, settings: &Settings, stop: &AtomicBool) -> Result<End, Error> {
    settings.check()?;
    let mut manifest = Manifest::read(folder)?.ok_or_else(|| Error::io(folder)(ErrorKind::NotFound.into()))?;
    let whole = comparison::join(folder, &mut manifest, settings, stop)?;
    Ok(if whole { End::Complete } else { End::Stopped })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::{Dedup, Scope};

    #[test]
    fn only_what_a_gathering_wrote_is_compared() {
        let folder = std::env::temp_dir().join(format!("dateline-gathered-{}", std::process::id()));
        let settings = Settings { joining: Scope { dedup: Dedup::Copies, ..Scope::default() }, ..Settings::plain() };
        let error = compare(&folder, &settings, &AtomicBool::new(false)).expect_err("no folder");
        assert!(error.to_string().contains("dateline-gathered"), "{error}");
        assert!(!folder.exists());
    }
}
