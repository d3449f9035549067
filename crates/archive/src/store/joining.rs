//! To which story does an added report belong?
//!
//! The file keeps of each report its origin and its story, named by the numbers of their first reports, so that a story keeps
//! its name when it grows and of two that become one the lower stays, and a trace by which those are found that may belong with
//! a new one. A report without a row here is not compared yet. It is compared with the stories of those found, by what the
//! last comparison of all tells of all reports; when so much was added since that this is no longer true, all are compared.

mod last;
mod names;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use rusqlite::{Connection, Params, Transaction, TransactionBehavior};

use super::{Archive, Error, tables};
use crate::columns::STORY_TABLES;
use crate::stories::{Account, Collection, Scope, Stories};

use last::Last;
pub use last::Pace;
use names::{Names, Naming};

const TABLES: &str = "
CREATE TABLE belongings (
  -- To which origin and which story a report belongs: the numbers of their first reports.
  report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
  origin INTEGER NOT NULL,
  story INTEGER NOT NULL,
  -- When it was published, in days since 1970-01-01.
  day INTEGER,
  -- By which those are found that may belong with it.
  trace BLOB NOT NULL
) STRICT;
CREATE INDEX belongings_by_story ON belongings (story);

CREATE TABLE comparison (
  -- The last comparison of all reports: one row.
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- What was joined, and in which form it is kept.
  scope TEXT NOT NULL,
  reports INTEGER NOT NULL,
  -- Reports that were added or removed since.
  changed INTEGER NOT NULL,
  -- How rare terms are, and which words are places.
  known BLOB NOT NULL
) STRICT;

CREATE TABLE boilerplate (
  -- Sentences that were found since in articles which have nothing else in common.
  sentence INTEGER PRIMARY KEY
) STRICT;
";

/// Reports that are coded.
const CODED: &str = "SELECT report FROM articles_kept WHERE coded ORDER BY report";

/// Those of them that are not compared yet.
const WAITING: &str = "SELECT report FROM articles_kept
    WHERE coded AND report NOT IN (SELECT report FROM belongings) ORDER BY report";

const TRACES: &str = "SELECT report, origin, day, trace FROM belongings ORDER BY report";

const NAMES: &str = "SELECT report, origin, story FROM belongings";

const STORY: &str = "SELECT report, origin, story FROM belongings
    WHERE story = (SELECT story FROM belongings WHERE report = ?)";

/// Makes the tables.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!("{TABLES}{}", definitions()))
}

/// The statements that make the tables of stories.
fn definitions() -> String {
    STORY_TABLES.iter().map(|table| tables::definition(table, None)).collect()
}

/// What came of a joining.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Reports that were not compared yet, and are now.
    pub added: u32,
    /// Reports that were compared, these among them.
    pub compared: u32,
    /// Whether these were all.
    pub all: bool,
    /// Stories that were written: new ones, and those that changed.
    pub stories: u32,
}

/// How reports are joined.
pub struct Joining<'a> {
    /// The archive's file, for what is told of errors.
    pub path: &'a Path,
    /// What is joined.
    pub scope: Scope,
    /// When all are compared.
    pub pace: Pace,
    /// What of a report its comparison needs.
    pub account: &'a dyn Fn(u32) -> Result<Account, Error>,
}

impl Archive {
    /// Joins the reports that are not compared yet, in one transaction; nothing, if it is stopped: then they wait as before.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written, or the reports have too many distinct words.
    pub fn join(&mut self, stop: &AtomicBool) -> Result<Option<Joined>, Error> {
        let error = Error::of(&self.path);
        let account = |report| self.numbered(report);
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate).map_err(error)?;
        let joining = Joining { path: &self.path, scope: Scope::default(), pace: Pace::default(), account: &account };
        super::ledger::waiting(&transaction).map_err(error)?;
        let joined = joining.join(&transaction, stop)?;
        if joined.is_some() {
            transaction.commit().map_err(error)?;
        }
        Ok(joined)
    }

    /// The stories as they are joined, for an export: nothing is compared. They and their origins are numbered from zero, as a
    /// comparison of all numbers them; reports are called by their numbers, or by the ids that they bring.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept of a report is damaged.
    pub(super) fn stories(&self, keeps_ids: bool) -> Result<Stories, Error> {
        let account = |report| if keeps_ids { self.account(report) } else { self.numbered(report) };
        let scope = Scope::default();
        Joining { path: &self.path, scope, pace: Pace::default(), account: &account }.told(&self.connection)
    }

    /// The same, called by its number.
    fn numbered(&self, report: u32) -> Result<Account, Error> {
        let mut account = self.account(report)?;
        account.id = report.to_string();
        Ok(account)
    }

    /// What of a report its comparison needs.
    fn account(&self, report: u32) -> Result<Account, Error> {
        let damaged = |cause: String| Error::Damaged { path: self.path.clone(), report: report.into(), cause };
        let kept = super::kept::text_and_record(&self.connection, report.into()).map_err(Error::of(&self.path))?;
        let (text, record) = kept.ok_or_else(|| damaged("it has no record".to_owned()))?;
        let entry = self.entry(report.into(), &record, text)?;
        entry.answer.map(|record| Account::of(&record, &entry.text)).map_err(|failure| damaged(failure.message))
    }
}

impl Joining<'_> {
    /// Makes the tables that joining needs, in a file that is no archive.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn create(&self, file: &Connection) -> Result<(), Error> {
        create(file).map_err(Error::of(self.path))
    }

    /// Joins the reports that are not compared yet; nothing, and what was written is to be undone, if it is stopped.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written, or the reports have too many distinct words.
    pub fn join(&self, file: &Transaction<'_>, stop: &AtomicBool) -> Result<Option<Joined>, Error> {
        let error = Error::of(self.path);
        let waiting = numbers(file, WAITING).map_err(error)?;
        match Last::read(file, self.scope).map_err(error)? {
            Some(_) if waiting.is_empty() => Ok(Some(Joined::default())),
            Some(last) if !last.is_old(self.pace, waiting.len() as u32) => self.join_some(file, last, &waiting, stop),
            _ => self.join_all(file, waiting.len() as u32, stop),
        }
    }

    /// Compares all reports.
    fn join_all(&self, file: &Transaction<'_>, added: u32, stop: &AtomicBool) -> Result<Option<Joined>, Error> {
        let error = Error::of(self.path);
        let reports = numbers(file, CODED).map_err(error)?;
        let collection = self.collection(Collection::new(self.scope), &reports)?;
        let Some(found) = collection.stories_unless(stop) else { return Ok(None) };
        let known = found.known();
        let naming = Naming::of(&found, &reports);
        let write = || {
            file.execute("DELETE FROM belongings", [])?;
            for table in STORY_TABLES {
                let name = table.name;
                file.execute_batch(&format!("DROP VIEW \"{name}\"; DROP TABLE \"{name}_kept\";"))?;
            }
            file.execute_batch(&definitions())?;
            naming.keep(file, found.traces(&known))?;
            let stories = naming.rewrite(file, &BTreeMap::new())?;
            Last::write(file, self.scope, reports.len() as u32, &known)?;
            Ok(Joined { added, compared: reports.len() as u32, all: true, stories })
        };
        write().map(Some).map_err(error)
    }

    /// Compares new reports with the stories to which they may belong.
    fn join_some(
        &self,
        file: &Transaction<'_>,
        last: Last,
        waiting: &[u32],
        stop: &AtomicBool,
    ) -> Result<Option<Joined>, Error> {
        let error = Error::of(self.path);
        let new = self.collection(Collection::among(self.scope, last.known), waiting)?;
        let before = near(file, &new).map_err(error)?;
        let reports: BTreeSet<u32> = before.keys().chain(waiting).copied().collect();
        let reports: Vec<u32> = reports.into_iter().collect();
        let collection = self.collection(Collection::among(self.scope, new.into_known()), &reports)?;
        let Some(found) = collection.stories_unless(stop) else { return Ok(None) };
        let naming = Naming::of(&found, &reports);
        let write = || {
            naming.keep(file, found.traces(found.knew()))?;
            let stories = naming.rewrite(file, &before)?;
            let added = waiting.len() as u32;
            Last::add(file, added, &found)?;
            Ok(Joined { added, compared: reports.len() as u32, all: false, stories })
        };
        write().map(Some).map_err(error)
    }

    /// The stories as they are joined.
    fn told(&self, file: &Connection) -> Result<Stories, Error> {
        let error = Error::of(self.path);
        let known = Last::read(file, self.scope).map_err(error)?.map(|last| last.known).unwrap_or_default();
        let belonging = belonging(file, NAMES, []).map_err(error)?;
        let reports: Vec<u32> = belonging.keys().copied().collect();
        let names: Vec<Names> = belonging.into_values().collect();
        Ok(self.collection(Collection::among(self.scope, known), &reports)?.told(&names))
    }

    fn collection(&self, mut collection: Collection, reports: &[u32]) -> Result<Collection, Error> {
        for &report in reports {
            collection.add_account((self.account)(report)?)?;
        }
        Ok(collection)
    }
}

/// Takes a report out that is removed, or of which other things are told now; the others of its story are compared anew when
/// reports are joined next.
pub(super) fn forget(file: &Connection, report: u32) -> rusqlite::Result<()> {
    for story in numbers(file, &format!("SELECT story FROM belongings WHERE report = {report}"))? {
        names::erase(file, story)?;
        file.execute("DELETE FROM belongings WHERE story = ?", [story])?;
        file.execute("UPDATE comparison SET changed = changed + 1", [])?;
    }
    Ok(())
}

fn numbers(file: &Connection, query: &str) -> rusqlite::Result<Vec<u32>> {
    let mut query = file.prepare(query)?;
    let numbers = query.query_map([], |row| row.get(0))?;
    numbers.collect()
}

/// The reports of the stories to which new ones may belong, with what these are called.
fn near(file: &Connection, new: &Collection) -> rusqlite::Result<BTreeMap<u32, Names>> {
    let mut search = new.search();
    let mut query = file.prepare_cached(TRACES)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        search.show(row.get(0)?, row.get(1)?, row.get(2)?, row.get_ref(3)?.as_blob().unwrap_or_default());
    }
    let mut names = BTreeMap::new();
    for report in search.found() {
        if !names.contains_key(&report) {
            names.extend(belonging(file, STORY, [report])?);
        }
    }
    Ok(names)
}

/// What the origins and stories of some reports are called.
fn belonging(file: &Connection, query: &str, of: impl Params) -> rusqlite::Result<BTreeMap<u32, Names>> {
    let mut query = file.prepare_cached(query)?;
    let names = query.query_map(of, |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    names.collect()
}
