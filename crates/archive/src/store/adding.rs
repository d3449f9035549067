//! How do reports come into an archive?
//!
//! They are read on all cores and kept in their order, a second's work at a time: whatever ends the program, what was
//! committed stays, and the next run finds it held and goes on behind it.

use dateline_intake::{Outcome, Position};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::columns::Entry;
use crate::reading::{Bundle, Copyreader, End, Reading};
use crate::summary::Summary;

use super::carrier::Carried;
use super::committing::Committing;
use super::error::Error;
use super::identity::Identity;
use super::packing::Packing;
use super::rows::Ready;
use super::{Archive, Versions, versions};

/// What became of reports that were to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The new ones.
    pub sum: Summary,
    /// How many of these are new versions of others.
    pub versions: u64,
    /// How many were held already.
    pub held: u64,
}

/// The reports that the archive holds.
type Held = FxHashSet<u128>;

/// A report on its way into the archive.
enum Found {
    /// Read, and not held when the run began.
    New(Box<Ready>),
    /// Held; read only if it comes more often than it is held.
    Held(Box<dateline::Report>, Identity),
}

impl Archive {
    /// Reads what `bundles` hold and keeps it, but for what is held already; what became of it, and whether it was all. `tell`
    /// gets what was done so far, after each report.
    ///
    /// The same report twice in one input is kept twice, as a batch has it; in another input it is held.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; what was committed stays.
    pub fn add(
        &mut self,
        reading: &Reading<'_>,
        versions: &Versions,
        bundles: impl Iterator<Item = Bundle> + Send,
        tell: impl FnMut(&Added),
    ) -> Result<(End, Added), Error> {
        self.add_noting(reading, versions, bundles, |_, _| Ok(()), tell)
    }

    /// The same; when the reports of a bundle are kept, or found to be held, `note` may write down in the same transaction what
    /// else is known of it.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; what was committed stays.
    pub fn add_noting(
        &mut self,
        reading: &Reading<'_>,
        versions: &Versions,
        bundles: impl Iterator<Item = Bundle> + Send,
        mut note: impl FnMut(&Connection, Position) -> rusqlite::Result<()>,
        mut tell: impl FnMut(&Added),
    ) -> Result<(End, Added), Error> {
        let error = Error::of(&self.path);
        let held = held(&self.connection).map_err(error)?;
        let prepare = |copyreader: &mut Copyreader<'_>, outcome| find(copyreader, outcome, &held, &self.packing);
        let mut adding = Adding {
            work: Committing::on(&self.connection),
            run: versions.run(&self.connection).map_err(error)?,
            met: FxHashMap::default(),
            added: Added::default(),
        };
        let mut copyreader = reading.copyreader();
        let end = reading.all(bundles, prepare, |reports, position| {
            adding.work.begin().map_err(error)?;
            for found in reports {
                adding.take(found, &mut copyreader, &self.packing).map_err(error)?;
                tell(&adding.added);
            }
            note(adding.work.connection, position).map_err(error)?;
            adding.work.go_on().map_err(error)
        })?;
        adding.work.end().map_err(error)?;
        Ok((end, adding.added))
    }
}

/// The reports that are held.
fn held(connection: &Connection) -> rusqlite::Result<Held> {
    let mut statement = connection.prepare("SELECT identity FROM reports")?;
    let identities = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
    identities.map(|identity| identity.map(u128::from_be_bytes)).collect()
}

/// How often a report is held now.
fn count(connection: &Connection, same: u128) -> rusqlite::Result<i64> {
    let mut statement = connection.prepare_cached("SELECT count(*) FROM reports WHERE identity = ?")?;
    statement.query_row([same.to_be_bytes()], |row| row.get(0))
}

/// Reads a report, unless it is held.
fn find(copyreader: &mut Copyreader<'_>, outcome: Outcome, held: &Held, packing: &Packing) -> Found {
    match outcome {
        Err(failure) => Found::New(Box::new(Ready::failed(failure, packing))),
        Ok(report) => {
            let identity = Identity::of(&report);
            if held.contains(&identity.same) {
                return Found::Held(Box::new(report), identity);
            }
            Found::New(Box::new(ready(copyreader, report, identity, packing)))
        }
    }
}

fn ready(copyreader: &mut Copyreader<'_>, report: dateline::Report, identity: Identity, packing: &Packing) -> Ready {
    let report = copyreader.dated(report);
    let carried = Carried::of(&report);
    let (answer, text) = copyreader.read(report);
    match answer {
        Ok(record) => Ready::read(identity, &carried, Entry::of(Ok(record), text, true), packing),
        Err(failure) => Ready::failed(failure, packing),
    }
}

/// Reports on their way into the file.
struct Adding<'a> {
    work: Committing<'a>,
    run: i64,
    /// How often this run met each report.
    met: FxHashMap<u128, u32>,
    added: Added,
}

impl Adding<'_> {
    /// Keeps a report, unless it is held.
    fn take(&mut self, found: Found, copyreader: &mut Copyreader<'_>, packing: &Packing) -> rusqlite::Result<()> {
        let same = match &found {
            Found::New(ready) => ready.identity.same,
            Found::Held(_, identity) => identity.same,
        };
        let met = self.met.entry(same).or_default();
        *met += 1;
        // Counted in the file, since somebody may have found a way around the lock.
        if i64::from(*met) <= count(self.work.connection, same)? {
            self.added.held += 1;
            return Ok(());
        }
        match found {
            Found::New(ready) => self.keep(*ready),
            Found::Held(report, identity) => self.keep(ready(copyreader, *report, identity, packing)),
        }
    }

    fn keep(&mut self, ready: Ready) -> rusqlite::Result<()> {
        let connection = self.work.connection;
        let last = ready.identity.address.map(|address| versions::last_at(connection, address)).transpose()?;
        let before = last.flatten().filter(|(_, identity)| *identity != ready.identity.same.to_be_bytes());
        let before = before.map(|(report, _)| report);
        let told = before.map(|_| (ready.title().map(str::to_owned), ready.entry.text.clone()));
        self.added.sum.count(&ready.entry);
        self.added.versions += u64::from(before.is_some());
        let number = ready.insert(connection, self.run, before)?;
        if let (Some(before), Some((title, text))) = (before, told) {
            versions::keep(connection, number as i64, before, (title.as_deref(), &text))?;
        }
        Ok(())
    }
}
