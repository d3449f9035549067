//! What became of the demands, promises, threats in an archive, and what was said of it by hand?
//!
//! The ledger is read from the records, once, and [kept](keeping) until they are others. What somebody says by hand has a table of
//! its own, and lies over what was found.

mod keeping;
mod kept;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, params_from_iter};
use rustc_hash::FxHashMap;

use crate::ledger::{Correction, Entry, Report, Verdict, Wanted, ledger};

use super::{Archive, Error, Value};

pub use keeping::{Compared, ReadFrom, WholeLedger};
pub(super) use keeping::{changed, create as create_kept, forget_all, removed, waiting};
pub use kept::{KeptLedger, Leaf, LedgerState};

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

/// From which reports a ledger is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Those published on this day or later.
    pub since: Option<Date>,
    /// Those published on this day or before.
    pub until: Option<Date>,
    /// Those that tell of somebody: a country's code, or the first words of a name.
    pub actor: Option<String>,
    /// How many at most: the newest.
    pub most: usize,
    /// Whether the earliest are taken, not the newest.
    pub earliest: bool,
}

/// A ledger that was read from some of the reports.
#[derive(Debug)]
pub struct Extract {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// From how many reports it was read.
    pub reports: usize,
    /// How many the archive has.
    pub of: usize,
    /// The first and the last day on which they were published.
    pub days: Option<[Date; 2]>,
}

/// Makes the table of what is said by hand.
pub(super) fn create(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(CORRECTIONS)
}

impl Archive {
    /// The ledger of all reports, with what was said of it by hand: the one that is kept, if it is not older than they are, else it is
    /// read.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept of a report is damaged.
    pub fn ledger(&self) -> Result<Vec<Entry>, Error> {
        if self.ledger_state()?.is_some_and(|state| state.is_current())
            && let Some(kept) = self.kept_ledger(&Wanted::default(), Leaf::ALL)?
        {
            return Ok(kept.entries);
        }
        Ok(self.read_ledger(None, |_, _| ())?.corrected(&self.ledger_corrections()?))
    }

    /// The ledger of some reports, with what was said of it by hand; nothing, if it gets too late before it is read.
    ///
    /// An entry is called by the first report that tells it, of those that it is read from.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept of a report is damaged.
    pub fn ledger_within(&self, reach: &Reach, late: &(dyn Fn() -> bool + Sync)) -> Result<Option<Extract>, Error> {
        let error = Error::of(&self.path);
        let numbers = reached(&self.connection, reach).map_err(error)?;
        let mut reports = Vec::new();
        for number in numbers {
            if late() {
                return Ok(None);
            }
            let Some(entry) = self.entry_of(number)? else { continue };
            if let Ok(record) = entry.answer {
                let origin = origin(&self.connection, number).map_err(error)?;
                reports.push(Report { number, origin, record, text: entry.text });
            }
        }
        let of = "SELECT count(*) FROM articles_kept WHERE coded";
        let of = self.connection.query_row(of, [], |row| row.get::<_, i64>(0)).map_err(error)? as usize;
        let published = || reports.iter().filter_map(|report| report.record.article.published);
        let days = published().min().zip(published().max()).map(|(first, last)| [first, last]);
        let entries = ledger(&reports, &self.ledger_corrections()?, None, late);
        Ok(entries.map(|entries| Extract { entries, reports: reports.len(), of, days }))
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
    /// If name or note are none, or the file cannot be written.
    pub fn correct_ledger(&mut self, correction: &Correction) -> Result<(), Error> {
        correction.check().map_err(|cause| Error::Said { cause })?;
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

/// The numbers of the reports from which a ledger is read, in the order in which they are taken; those without a day last, if none is asked for.
fn reached(connection: &Connection, reach: &Reach) -> rusqlite::Result<Vec<u64>> {
    let (mut such, mut values) = (String::new(), Vec::new());
    if let Some(actor) = &reach.actor {
        such += " AND (report IN (SELECT rowid FROM told_index WHERE told_index MATCH ?)";
        values.push(format!("{{speakers parties}} : \"{}\" *", actor.replace('"', "\"\"").replace('\0', " ")));
        if actor.len() == 3 && actor.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            let code = actor.to_uppercase();
            for side in ["actor", "recipient"] {
                such += &format!(" OR report IN (SELECT report FROM happenings_kept WHERE {side} >= ? AND {side} < ?)");
                values.extend([code.clone(), format!("{code}!")]);
            }
        }
        such += ")";
    }
    let whose = such.clone();
    let mut dated = values.clone();
    for (side, day) in [(">=", reach.since), ("<=", reach.until)] {
        if let Some(day) = day {
            such += &format!(" AND published {side} ?");
            dated.push(day.to_string());
        }
    }
    let ask = |such: &str, values: Vec<String>, most: usize| -> rusqlite::Result<Vec<u64>> {
        let sql = format!("SELECT report FROM articles_kept WHERE coded {such} LIMIT ?");
        let values = values.into_iter().map(Value::Text).chain([Value::Integer(most as i64)]);
        let mut statement = connection.prepare(&sql)?;
        let found = statement.query_map(params_from_iter(values), |row| Ok(row.get::<_, i64>(0)? as u64))?;
        found.collect()
    };
    let order = if reach.earliest { "published, report ASC" } else { "published DESC, report DESC" };
    let such = format!("AND published IS NOT NULL {such} ORDER BY {order}");
    let mut found = ask(&such, dated, reach.most)?;
    if found.len() < reach.most && reach.since.is_none() && reach.until.is_none() {
        let such = format!("AND published IS NULL {whose} ORDER BY report DESC");
        found.extend(ask(&such, values, reach.most - found.len())?);
    }
    Ok(found)
}

/// The origin of a report; itself, where it was not compared with the others.
fn origin(connection: &Connection, report: u64) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare_cached("SELECT origin FROM belongings WHERE report = ?")?;
    let found = statement.query_row([report as i64], |row| row.get::<_, i64>(0)).optional()?;
    Ok(found.map_or(report, |origin| origin as u64))
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
