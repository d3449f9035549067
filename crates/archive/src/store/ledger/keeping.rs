//! How is the ledger of all reports read once, and kept?
//!
//! To read it takes minutes, if reports are many, and nobody who writes is to wait for that: it is read first, with no lock, and
//! kept then in one transaction. Who changes a report notes that, so that a ledger tells what it does not know.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Mutex;

use jiff::civil::Date;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::ledger::{Correction, Entry, Meaning, Report, ledger};

use super::super::packing::Packing;
use super::super::{Archive, Error};
use super::origins;

/// The tables of the ledger that is kept.
const TABLES: &str = "
CREATE TABLE ledger_read (
  -- From what the ledger that is kept was read; no row, if none is.
  reports INTEGER NOT NULL,
  -- The last report that there was, and the last change that was noted.
  last INTEGER NOT NULL,
  change INTEGER NOT NULL,
  -- The days on which the first and the last of them were published.
  first_day TEXT,
  last_day TEXT,
  program TEXT NOT NULL,
  compared TEXT NOT NULL CHECK (compared IN ('words', 'words and meaning')),
  -- Seconds since 1970.
  read INTEGER NOT NULL
) STRICT;

CREATE TABLE ledger_kept (
  -- Its entries in their order, without what was said by hand.
  number INTEGER PRIMARY KEY,
  entry TEXT NOT NULL,
  kind TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  open INTEGER NOT NULL,
  -- The entry as JSON, packed.
  packed BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_by_entry ON ledger_kept (entry);
-- All that entries are chosen by, so that none that is not asked for is read.
CREATE INDEX ledger_by_day ON ledger_kept (last_day, first_day, kind, open);

CREATE TABLE ledger_parties (
  -- By and to whom, in small letters.
  entry INTEGER NOT NULL REFERENCES ledger_kept ON DELETE CASCADE,
  row INTEGER NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  PRIMARY KEY (entry, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_reports (
  -- Whose words they quote.
  report INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES ledger_kept ON DELETE CASCADE,
  PRIMARY KEY (report, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_reports_by_entry ON ledger_reports (entry);

CREATE TABLE ledger_changes (
  -- Reports that were read again, compared anew or removed since. No number is given twice.
  change INTEGER PRIMARY KEY AUTOINCREMENT,
  report INTEGER NOT NULL UNIQUE,
  gone INTEGER NOT NULL
) STRICT;
";

/// This program, as it is kept with what it read.
pub(super) const PROGRAM: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));

/// By what the sentences of a ledger were compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// By the words that they share.
    Words,
    /// By these, and by what they mean.
    Meaning,
}

impl Compared {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Meaning => "words and meaning",
        }
    }

    /// The one that is written so.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Words, Self::Meaning].into_iter().find(|compared| compared.name() == name)
    }
}

/// From what a ledger was read, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFrom {
    /// How many reports.
    pub reports: u64,
    /// The days on which the first and the last of them were published.
    pub days: Option<[Date; 2]>,
    /// By which program.
    pub program: String,
    /// By what sentences were compared.
    pub compared: Compared,
    /// When, as seconds since 1970.
    pub at: i64,
}

/// The ledger of all reports, as it was read just now.
#[derive(Debug)]
pub struct WholeLedger {
    pub(super) entries: Vec<Entry>,
    pub(super) from: ReadFrom,
    /// The last report that there was, and the last change, when it was begun.
    pub(super) last: i64,
    pub(super) change: i64,
}

impl WholeLedger {
    /// Its entries, with what was said by hand.
    pub fn corrected(mut self, corrections: &[Correction]) -> Vec<Entry> {
        let last = self.from.days.map(|[_, last]| last);
        crate::ledger::lay_over(&mut self.entries, corrections, last);
        self.entries
    }
}

/// Makes the tables.
pub(in super::super) fn create(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(TABLES)
}

impl Archive {
    /// Reads the ledger of all reports; `tell` gets how many are read, and how many there are. What they tell is compared then,
    /// by what it means, if `meaning` is given.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept of a report is damaged.
    pub fn read_ledger(
        &self,
        meaning: Option<&Meaning>,
        tell: impl FnMut(u64, u64) + Send,
    ) -> Result<WholeLedger, Error> {
        let error = Error::of(&self.path);
        let one = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(error);
        let change = one("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'ledger_changes'")?;
        let last = one("SELECT coalesce(max(report), 0) FROM reports")?;
        let coded = one(&format!("SELECT count(*) FROM articles_kept WHERE coded AND report <= {last}"))? as u64;
        // Each report is taken from the file first, and then looked at.
        let tell = Mutex::new((0, tell));
        let step = || {
            if let Ok(mut tell) = tell.lock() {
                let (steps, tell) = &mut *tell;
                *steps += 1;
                tell((*steps / 2).min(coded), coded);
            }
            false
        };
        let reports = self.reports_up_to(last as u64, &step)?;
        let published = || reports.iter().filter_map(|report| report.record.article.published);
        let days = published().min().zip(published().max()).map(|(first, last)| [first, last]);
        let at = jiff::Timestamp::now().as_second();
        let entries = ledger(&reports, &[], meaning, &step).unwrap_or_default();
        let (program, compared) = (PROGRAM.to_owned(), meaning.map_or(Compared::Words, |_| Compared::Meaning));
        let from = ReadFrom { reports: coded, days, program, compared, at };
        Ok(WholeLedger { entries, from, last, change })
    }

    /// The reports up to this number; `step` hears of each.
    fn reports_up_to(&self, last: u64, step: &dyn Fn() -> bool) -> Result<Vec<Report>, Error> {
        let origins = origins(&self.connection).map_err(Error::of(&self.path))?;
        let mut reports = Vec::new();
        let _: ControlFlow<()> = self.each_entry(|number, entry| {
            if number > last {
                return Ok(ControlFlow::Break(()));
            }
            if let Ok(record) = entry.answer {
                // A report that is not compared yet stands for itself.
                let origin = origins.get(&number).copied().unwrap_or(number);
                reports.push(Report { number, origin, record, text: entry.text });
                step();
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(reports)
    }

    /// Keeps a ledger that was read from this archive, in the place of the one before, unless that was read later.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn keep_ledger(&mut self, whole: &WholeLedger) -> Result<(), Error> {
        let keep = || {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            if knows_more(&transaction, whole)? {
                return Ok(());
            }
            forget_all(&transaction)?;
            for (number, entry) in (0..).zip(&whole.entries) {
                insert(&transaction, &self.packing, number, entry)?;
            }
            note(&transaction, whole)?;
            transaction.execute("DELETE FROM ledger_changes WHERE change <= ?", [whole.change])?;
            // What was removed while it was read.
            transaction.execute(
                "DELETE FROM ledger_kept WHERE number IN
                 (SELECT entry FROM ledger_reports JOIN ledger_changes USING (report) WHERE gone)",
                [],
            )?;
            transaction.commit()
        };
        keep().map_err(Error::of(&self.path))
    }
}

/// Whether the ledger that is kept knows of more reports or changes than another one.
fn knows_more(connection: &Connection, other: &WholeLedger) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM ledger_read WHERE (change, last) > (?, ?))";
    connection.query_row(sql, [other.change, other.last], |row| row.get(0))
}

fn insert(connection: &Connection, packing: &Packing, number: i64, entry: &Entry) -> rusqlite::Result<()> {
    let [first, last] = written(entry.days);
    let mut kept = connection.prepare_cached("INSERT INTO ledger_kept VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    kept.execute(params![number, entry.entry, entry.kind.name(), first, last, entry.is_open(), packing.pack(entry)])?;
    let mut parties = connection.prepare_cached("INSERT INTO ledger_parties VALUES (?, ?, ?, ?)")?;
    for (row, party) in (0_i64..).zip(entry.who.iter().chain(&entry.to)) {
        let country = party.country.as_ref().map(|country| country.to_lowercase());
        parties.execute(params![number, row, party.name.to_lowercase(), country])?;
    }
    let outcomes = entry.outcomes.iter().flat_map(|outcome| &outcome.told);
    let quoted: BTreeSet<u64> = entry.told.iter().chain(outcomes).map(|told| told.report).collect();
    let mut reports = connection.prepare_cached("INSERT INTO ledger_reports VALUES (?, ?)")?;
    quoted.into_iter().try_for_each(|report| reports.execute(params![report as i64, number]).map(|_| ()))
}

/// Days as their columns have them.
fn written(days: Option<[Date; 2]>) -> [Option<String>; 2] {
    days.map_or([None, None], |days| days.map(|day| Some(day.to_string())))
}

fn note(connection: &Connection, whole: &WholeLedger) -> rusqlite::Result<()> {
    let ReadFrom { reports, days, program, compared, at } = &whole.from;
    let [first, last] = written(*days);
    connection.execute(
        "INSERT INTO ledger_read VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![*reports as i64, whole.last, whole.change, first, last, program, compared.name(), at],
    )?;
    Ok(())
}

/// Takes the ledger away that is kept.
pub(in super::super) fn forget_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM ledger_parties; DELETE FROM ledger_reports; DELETE FROM ledger_kept; DELETE FROM ledger_read;",
    )
}

/// Notes that a report tells other things than it did.
pub(in super::super) fn changed(connection: &Connection, report: i64) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO ledger_changes (report, gone) VALUES (?, FALSE)";
    connection.prepare_cached(sql)?.execute([report]).map(|_| ())
}

/// Notes of reports that the kept ledger was read from, and that are to be compared with the others now, that they may have
/// another origin.
pub(in super::super) fn waiting(connection: &Connection) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO ledger_changes (report, gone)
        SELECT report, FALSE FROM articles_kept
        WHERE coded AND report <= (SELECT last FROM ledger_read) AND report NOT IN (SELECT report FROM belongings)";
    connection.execute(sql, []).map(|_| ())
}

/// Takes out what quotes a report that is to be removed, and notes that.
pub(in super::super) fn removed(connection: &Connection, report: i64) -> rusqlite::Result<()> {
    let quoting = "DELETE FROM ledger_kept WHERE number IN (SELECT entry FROM ledger_reports WHERE report = ?)";
    connection.prepare_cached(quoting)?.execute([report])?;
    let sql = "INSERT OR REPLACE INTO ledger_changes (report, gone)
        SELECT report, TRUE FROM articles_kept WHERE report = ? AND coded";
    connection.prepare_cached(sql)?.execute([report]).map(|_| ())
}
