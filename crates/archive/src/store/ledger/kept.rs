//! Which entries of the ledger that is kept are asked for, and how old is it?
//!
//! What was said by hand is laid over those entries alone of which something was said: they are looked at one by one, all others
//! are chosen by SQLite.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::ledger::{Correction, Entry, Wanted, lay_over};

use super::super::{Archive, Error, Value};
use super::keeping::{Compared, PROGRAM, ReadFrom};

/// How a ledger that is kept stands to the reports that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerState {
    /// From what it was read.
    pub from: ReadFrom,
    /// How many reports it could be read from now.
    pub there: u64,
    /// How many of them came since.
    pub came: u64,
    /// How many were read again since and tell other things, or were compared anew.
    pub changed: u64,
    /// How many were removed since.
    pub gone: u64,
}

impl LedgerState {
    /// Whether it would be the same, if it were read now.
    pub fn is_current(&self) -> bool {
        let is_of_now = self.from.program == PROGRAM;
        is_of_now && self.came + self.changed + self.gone == 0
    }
}

/// Which of the entries that are wanted are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Whether the newest come first, those without a day last; else they are in the order of the ledger.
    pub newest: bool,
    /// How many are passed over.
    pub skip: usize,
    /// How many are taken at most.
    pub most: usize,
}

impl Leaf {
    /// All of them, in their order.
    pub const ALL: Self = Self { newest: false, skip: 0, most: usize::MAX };
}

/// Entries of the ledger that is kept, with what was said by hand.
#[derive(Debug)]
pub struct KeptLedger {
    /// Those of the leaf.
    pub entries: Vec<Entry>,
    /// How many are wanted.
    pub found: usize,
    /// How many of these are open.
    pub open: usize,
    /// How many there are, whatever is wanted.
    pub of: usize,
    /// All of which something was said by hand, whatever is wanted.
    pub corrected: Vec<Entry>,
    /// How it was read, and what came since.
    pub state: LedgerState,
}

/// An entry that is wanted, without what it says.
struct Found {
    number: i64,
    is_dated: bool,
    is_open: bool,
}

impl Archive {
    /// How the ledger that is kept stands to the reports; nothing, if none is kept.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read.
    pub fn ledger_state(&self) -> Result<Option<LedgerState>, Error> {
        state(&self.connection).map_err(Error::of(&self.path))
    }

    /// Those entries of the ledger that is kept which are wanted, with what was said by hand; nothing, if none is kept.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept is damaged.
    pub fn kept_ledger(&self, wanted: &Wanted, leaf: Leaf) -> Result<Option<KeptLedger>, Error> {
        let error = Error::of(&self.path);
        // All is asked of one state of the file.
        let _state = self.connection.unchecked_transaction().map_err(error)?;
        let Some(state) = state(&self.connection).map_err(error)? else { return Ok(None) };
        let by_hand = self.by_hand(&state, None)?;
        let mut found = found(&self.connection, wanted).map_err(error)?;
        found.retain(|found| !by_hand.contains_key(&found.number));
        let also = by_hand.iter().filter(|(_, entry)| wanted.has(entry));
        found.extend(also.map(|(&number, entry)| Found {
            number,
            is_dated: entry.days.is_some(),
            is_open: entry.is_open(),
        }));
        found.sort_unstable_by_key(|found| match found.is_dated && leaf.newest {
            true => (false, -found.number),
            false => (leaf.newest, found.number),
        });
        let mut entries = Vec::new();
        for found in found.iter().skip(leaf.skip).take(leaf.most) {
            entries.push(match by_hand.get(&found.number) {
                Some(entry) => entry.clone(),
                None => self.entry_at(found.number)?,
            });
        }
        let of = "SELECT count(*) FROM ledger_kept INDEXED BY ledger_by_day";
        let of = self.connection.query_row(of, [], |row| row.get::<_, i64>(0)).map_err(error)? as usize;
        let open = found.iter().filter(|found| found.is_open).count();
        let corrected = by_hand.into_values().filter(|entry| !entry.corrections.is_empty()).collect();
        Ok(Some(KeptLedger { entries, found: found.len(), open, of, corrected, state }))
    }

    /// The entry of this name, or of one that it had before an earlier report came, in the ledger that is kept, with what was said
    /// by hand; nothing, if there is none.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or what is kept is damaged.
    pub fn kept_entry(&self, name: &str) -> Result<Option<Entry>, Error> {
        let Some(state) = self.ledger_state()? else { return Ok(None) };
        let entries: Vec<Entry> = self.by_hand(&state, Some(name))?.into_values().collect();
        let exact = entries.iter().position(|entry| entry.entry == name);
        let at = exact.or_else(|| entries.iter().position(|entry| entry.is_called(name)));
        Ok(at.map(|at| entries[at].clone()))
    }

    /// By their numbers the entries of which something was said by hand, with that, and those that have this name.
    fn by_hand(&self, state: &LedgerState, also: Option<&str>) -> Result<BTreeMap<i64, Entry>, Error> {
        let corrections: Vec<Correction> = self.ledger_corrections()?;
        let names: BTreeSet<&str> = corrections.iter().map(|said| said.entry.as_str()).chain(also).collect();
        let mut entries = BTreeMap::new();
        for name in names {
            for number in numbers_of(&self.connection, name).map_err(Error::of(&self.path))? {
                let entry = self.entry_at(number)?;
                if entry.is_called(name) {
                    entries.insert(number, entry);
                }
            }
        }
        let (numbers, mut entries): (Vec<i64>, Vec<Entry>) = entries.into_iter().unzip();
        lay_over(&mut entries, &corrections, state.from.days.map(|[_, last]| last));
        Ok(numbers.into_iter().zip(entries).collect())
    }

    /// What is wrong with the ledger that is kept, if an entry cannot be read.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read.
    pub(in super::super) fn ledger_damage(&self) -> Result<Option<String>, Error> {
        for found in found(&self.connection, &Wanted::default()).map_err(Error::of(&self.path))? {
            match self.entry_at(found.number) {
                Err(Error::DamagedLedger { cause, .. }) => return Ok(Some(cause)),
                read => read?,
            };
        }
        Ok(None)
    }

    fn entry_at(&self, number: i64) -> Result<Entry, Error> {
        let read = || -> rusqlite::Result<Vec<u8>> {
            let mut statement = self.connection.prepare_cached("SELECT packed FROM ledger_kept WHERE number = ?")?;
            statement.query_row([number], |row| row.get(0))
        };
        let packed = read().map_err(Error::of(&self.path))?;
        let damaged = |cause| Error::DamagedLedger { path: self.path.clone(), cause };
        self.packing.unpack(&packed).map_err(damaged)
    }
}

/// The numbers of the entries that may have this name: those that are called so, and those that quote its report.
fn numbers_of(connection: &Connection, name: &str) -> rusqlite::Result<Vec<i64>> {
    let report = name.split('-').nth(1).and_then(|report| report.parse::<u32>().ok());
    let sql = "SELECT number FROM ledger_kept WHERE entry = ? UNION SELECT entry FROM ledger_reports WHERE report = ?";
    let mut statement = connection.prepare_cached(sql)?;
    let numbers = statement.query_map(params![name, report], |row| row.get(0))?;
    numbers.collect()
}

/// The entries that are wanted, as they are without what was said by hand.
fn found(connection: &Connection, wanted: &Wanted) -> rusqlite::Result<Vec<Found>> {
    let mut such = String::new();
    let mut values = Vec::new();
    let mut add = |condition: &str, value: Option<String>| {
        such += condition;
        values.extend(value.map(Value::Text));
    };
    if wanted.open {
        add(" AND open", None);
    }
    if let Some(kind) = wanted.kind {
        add(" AND kind = ?", Some(kind.name().to_owned()));
    }
    if let Some(since) = wanted.since {
        add(" AND last_day >= ?", Some(since.to_string()));
    }
    if let Some(until) = wanted.until {
        add(" AND first_day <= ?", Some(until.to_string()));
    }
    if let Some(actor) = &wanted.actor {
        let actor = actor.to_lowercase();
        add(" AND number IN (SELECT entry FROM ledger_parties WHERE country = ?", Some(actor.clone()));
        add(" OR instr(name, ?))", Some(actor));
    }
    let sql = format!(
        "SELECT number, first_day IS NOT NULL, open FROM ledger_kept INDEXED BY ledger_by_day WHERE TRUE{such}"
    );
    let found = |row: &Row| Ok(Found { number: row.get(0)?, is_dated: row.get(1)?, is_open: row.get(2)? });
    let mut statement = connection.prepare_cached(&sql)?;
    let all = statement.query_map(params_from_iter(values), found)?;
    all.collect()
}

fn state(connection: &Connection) -> rusqlite::Result<Option<LedgerState>> {
    let sql = "SELECT reports, last, first_day, last_day, program, compared, read FROM ledger_read";
    let read = |row: &Row| {
        let day = |at: usize| row.get::<_, Option<String>>(at).map(|day| day.and_then(|day| day.parse().ok()));
        let days = day(2)?.zip(day(3)?).map(|(first, last)| [first, last]);
        let compared = Compared::named(&row.get::<_, String>(5)?).unwrap_or(Compared::Words);
        let reports = row.get::<_, i64>(0)? as u64;
        let from = ReadFrom { reports, days, program: row.get(4)?, compared, at: row.get(6)? };
        Ok((from, row.get::<_, i64>(1)?))
    };
    let Some((from, last)) = connection.query_row(sql, [], read).optional()? else { return Ok(None) };
    let count = |sql: &str| {
        connection.prepare_cached(sql)?.query_row([last], |row| row.get::<_, i64>(0)).map(|count| count as u64)
    };
    let came = count("SELECT count(*) FROM articles_kept WHERE coded AND report > ?")?;
    let changed = count("SELECT count(*) FROM ledger_changes WHERE NOT gone AND report <= ?")?;
    let gone = count("SELECT count(*) FROM ledger_changes WHERE gone AND report <= ?")?;
    // To count all of them takes as long as to find entries.
    let there = (from.reports + came).saturating_sub(gone);
    Ok(Some(LedgerState { from, there, came, changed, gone }))
}
