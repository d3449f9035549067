//! What stands on a sheet that is judged?

use std::collections::BTreeMap;

use dateline::Report;
use rusqlite::{OptionalExtension, Row};

use super::draw::Drawn;
use super::program::Told;
use super::{Audit, Error, Field};

/// What a coder judges at once: a happening, or a sentence in which the program found none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its number, from 1, in the order in which sheets are shown.
    pub number: u64,
    /// Of which report.
    pub report: u64,
    /// The id of the happening in its record; nothing for a sentence without.
    pub happening: Option<String>,
    /// The sentence, in characters.
    pub sentence: (u32, u32),
    /// The word that tells the act.
    pub word: Option<(u32, u32)>,
    /// What the program answers.
    pub told: Vec<Told>,
    /// In which stratum it was drawn.
    pub(super) stratum: i64,
    /// The values of its dimensions.
    pub(super) key: Vec<String>,
}

impl Sheet {
    /// The program's answer to a question.
    pub fn told(&self, field: Field) -> Option<&Told> {
        self.told.iter().find(|told| told.field == field)
    }

    /// What is asked of it, in order.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.told.iter().map(|told| told.field)
    }
}

const SHEETS: &str =
    "SELECT sheet, report, happening, sentence_start, sentence_end, word_start, word_end, told, stratum, key
    FROM sheets";

impl Audit {
    /// How the sample was drawn.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn drawn(&self) -> Result<Drawn, Error> {
        let json = self.connection.query_row("SELECT drawn FROM audit", [], |row| row.get::<_, String>(0));
        serde_json::from_str(&json.map_err(self.error())?).map_err(|cause| Error::damaged(self.path(), cause))
    }

    /// How many sheets there are.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn count(&self) -> Result<u64, Error> {
        let count = self.connection.query_row("SELECT count(*) FROM sheets", [], |row| row.get::<_, i64>(0));
        count.map(|count| count as u64).map_err(self.error())
    }

    /// All sheets, in order.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn sheets(&self) -> Result<Vec<Sheet>, Error> {
        let all = || {
            let mut statement = self.connection.prepare_cached(&format!("{SHEETS} ORDER BY sheet"))?;
            let rows = statement.query_map([], sheet)?;
            rows.collect::<rusqlite::Result<Vec<Sheet>>>()
        };
        all().map_err(self.error())
    }

    /// One sheet.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn sheet(&self, number: u64) -> Result<Option<Sheet>, Error> {
        let one = || {
            let mut statement = self.connection.prepare_cached(&format!("{SHEETS} WHERE sheet = ?"))?;
            statement.query_row([number as i64], sheet).optional()
        };
        one().map_err(self.error())
    }

    /// The report of a sheet, as it arrived.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn report(&self, report: u64) -> Result<Report, Error> {
        let sql = "SELECT arrived FROM reports WHERE report = ?";
        let json = self.connection.query_row(sql, [report as i64], |row| row.get::<_, String>(0));
        serde_json::from_str(&json.map_err(self.error())?).map_err(|cause| Error::damaged(self.path(), cause))
    }

    /// The strata: how many each has in the whole, by their numbers.
    pub(super) fn strata(&self) -> Result<BTreeMap<i64, f64>, Error> {
        let all = || -> rusqlite::Result<BTreeMap<i64, f64>> {
            let mut statement = self.connection.prepare("SELECT stratum, size FROM strata")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        all().map_err(self.error())
    }

    /// The groups: in which stratum each lies, its values, how many it has in the whole.
    pub(super) fn groups(&self) -> Result<Vec<(i64, Vec<String>, u64)>, Error> {
        let all = || -> rusqlite::Result<Vec<(i64, Vec<String>, u64)>> {
            let mut statement = self.connection.prepare("SELECT stratum, key, size FROM groups ORDER BY key")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, list(row, 1)?, row.get::<_, i64>(2)? as u64)))?;
            rows.collect()
        };
        all().map_err(self.error())
    }
}

fn sheet(row: &Row) -> rusqlite::Result<Sheet> {
    let word = Option::zip(row.get(5)?, row.get(6)?);
    Ok(Sheet {
        number: row.get::<_, i64>(0)? as u64,
        report: row.get::<_, i64>(1)? as u64,
        happening: row.get(2)?,
        sentence: (row.get(3)?, row.get(4)?),
        word,
        told: list(row, 7)?,
        stratum: row.get(8)?,
        key: list(row, 9)?,
    })
}

/// A list that is kept as JSON.
pub(super) fn list<T: serde::de::DeserializeOwned>(row: &Row, at: usize) -> rusqlite::Result<T> {
    let json: String = row.get(at)?;
    serde_json::from_str(&json)
        .map_err(|cause| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(cause)))
}
