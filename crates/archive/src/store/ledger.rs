//! What became of the demands, promises, threats in an archive, and what was said of it by hand?
//!
//! The ledger is read from the records each time: it is never older than they are. What somebody says by hand has a table of its
//! own, and lies over what was found.

use std::ops::ControlFlow;

use rusqlite::{Connection, Row, Transaction, params};
use rustc_hash::FxHashMap;

use crate::ledger::{Correction, Entry, Report, Verdict, ledger};

use super::{Archive, Error};

/// The table of what was said by hand.
const CORRECTIONS: &str = "
CREATE TABLE ledger_corrections (
  -- What was said by hand of entries of the ledger, in its order.
  correction INTEGER PRIMARY KEY,
  -- The entry, by its name.
  entry TEXT NOT NULL,
  -- What became of it, by its name there; of the entry as a whole, where it is null.
  link TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'reject', 'outcome', 'note')),
  -- What became of it, where somebody says that.
  outcome TEXT CHECK ((verdict = 'outcome') = (outcome IS NOT NULL)),
  note TEXT,
  -- Who said so.
  said_by TEXT NOT NULL,
  -- Seconds since 1970.
  said INTEGER NOT NULL
) STRICT;
";

/// Makes the table of what is said by hand.
pub(super) fn create(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(CORRECTIONS)
}

impl Archive {
    /// The ledger of all reports, with what was said of it by hand.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept of a report is damaged.
    pub fn ledger(&self) -> Result<Vec<Entry>, Error> {
        let origins = origins(&self.connection).map_err(Error::of(&self.path))?;
        let mut reports = Vec::new();
        let _: ControlFlow<()> = self.each_entry(|number, entry| {
            if let Ok(record) = entry.answer {
                // A report that is not compared yet stands for itself.
                let origin = origins.get(&number).copied().unwrap_or(number);
                reports.push(Report { number, origin, record, text: entry.text });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(ledger(&reports, &self.ledger_corrections()?))
    }

    /// What was said by hand, in its order.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read.
    pub fn ledger_corrections(&self) -> Result<Vec<Correction>, Error> {
        corrections(&self.connection).map_err(Error::of(&self.path))
    }

    /// Keeps what somebody says by hand.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn correct_ledger(&mut self, correction: &Correction) -> Result<(), Error> {
        let Correction { entry, link, verdict, note, by, at } = correction;
        let (verdict, outcome) = written(verdict);
        let sql = "INSERT INTO ledger_corrections (entry, link, verdict, outcome, note, said_by, said)
            VALUES (?, ?, ?, ?, ?, ?, ?)";
        let kept = self.connection.execute(sql, params![entry, link, verdict, outcome, note, by, at]);
        kept.map(|_| ()).map_err(Error::of(&self.path))
    }

    /// Takes back what somebody said by hand, as if it had never been said; whether it was there.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn take_back_ledger(&mut self, correction: &Correction) -> Result<bool, Error> {
        let Correction { entry, link, verdict, note, by, at } = correction;
        let (verdict, outcome) = written(verdict);
        // Who says the same twice takes it back twice.
        let sql = "DELETE FROM ledger_corrections WHERE correction = (SELECT max(correction) FROM ledger_corrections
            WHERE entry = ? AND link IS ? AND verdict = ? AND outcome IS ? AND note IS ? AND said_by = ? AND said = ?)";
        let taken = self.connection.execute(sql, params![entry, link, verdict, outcome, note, by, at]);
        taken.map(|rows| rows > 0).map_err(Error::of(&self.path))
    }
}

/// A verdict as its columns have it: what is said, and what became of the entry.
fn written(verdict: &Verdict) -> (&'static str, Option<&str>) {
    match verdict {
        Verdict::Confirm => ("confirm", None),
        Verdict::Reject => ("reject", None),
        Verdict::Outcome(outcome) => ("outcome", Some(outcome)),
        Verdict::Note => ("note", None),
    }
}

/// The origin of each report that was compared with the others.
fn origins(connection: &Connection) -> rusqlite::Result<FxHashMap<u64, u64>> {
    let mut statement = connection.prepare("SELECT report, origin FROM belongings")?;
    let found = statement.query_map([], |row| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64)))?;
    found.collect()
}

fn corrections(connection: &Connection) -> rusqlite::Result<Vec<Correction>> {
    let sql = "SELECT entry, link, verdict, outcome, note, said_by, said FROM ledger_corrections ORDER BY correction";
    let mut statement = connection.prepare(sql)?;
    let correction = |row: &Row| {
        let verdict = match (row.get::<_, String>(2)?.as_str(), row.get::<_, Option<String>>(3)?) {
            ("confirm", _) => Verdict::Confirm,
            ("reject", _) => Verdict::Reject,
            (_, Some(outcome)) => Verdict::Outcome(outcome),
            _ => Verdict::Note,
        };
        Ok(Correction {
            entry: row.get(0)?,
            link: row.get(1)?,
            verdict,
            note: row.get(4)?,
            by: row.get(5)?,
            at: row.get(6)?,
        })
    };
    let found = statement.query_map([], correction)?;
    found.collect()
}
