//! What does an archive hold of a report?

use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

use dateline::Report;

use crate::columns::Entry;

use super::packing::Packing;
use super::{Archive, Error, rows};

/// Reports that are looked up together: no reading stands in the way of who writes for long.
const TOGETHER: i64 = 256;

const ENTRIES: &str = "SELECT records.report, records.record, texts.text, articles_kept.duplicate_of
    FROM records LEFT JOIN texts ON texts.report = records.report
    LEFT JOIN articles_kept ON articles_kept.report = records.report
    WHERE records.report > ? ORDER BY records.report LIMIT ?";

const REPORTS: &str = "SELECT reports.report, texts.text, texts.carrier
    FROM reports JOIN texts ON texts.report = reports.report
    WHERE reports.report > ?1 AND reports.run != ?3 ORDER BY reports.report LIMIT ?2";

impl Archive {
    /// Everything that was added, in its order: `each` gets the number and what was read, and may end it.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or what is kept of a report is damaged; and what `each` says.
    pub(super) fn each_entry<B>(
        &self,
        mut each: impl FnMut(u64, Entry) -> Result<ControlFlow<B>, Error>,
    ) -> Result<ControlFlow<B>, Error> {
        let mut last = 0;
        loop {
            let entries = self.entries_behind(last)?;
            let Some((number, _)) = entries.last() else { return Ok(ControlFlow::Continue(())) };
            last = *number;
            for (number, entry) in entries {
                if let ControlFlow::Break(end) = each(number, entry)? {
                    return Ok(ControlFlow::Break(end));
                }
            }
        }
    }

    /// Some of the reports behind this number; none, if there are no more.
    fn entries_behind(&self, last: u64) -> Result<Vec<(u64, Entry)>, Error> {
        let error = Error::of(&self.path);
        let mut statement = self.connection.prepare_cached(ENTRIES).map_err(error)?;
        let kept = |row: &Row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?, row.get::<_, Option<i64>>(3)?))
        };
        let found = statement.query_map([last as i64, TOGETHER], kept).map_err(error)?;
        let mut entries = Vec::new();
        for kept in found {
            let (report, packed, text, duplicate_of) = kept.map_err(error)?;
            let mut entry = self.entry(report as u64, &packed, text)?;
            entry.duplicate_of = duplicate_of.map(|report| report as u64);
            entries.push((report as u64, entry));
        }
        Ok(entries)
    }

    /// What was read of a report, from its record as it is kept.
    pub(super) fn entry(&self, report: u64, record: &[u8], text: Option<String>) -> Result<Entry, Error> {
        let answer = self.packing.unpack_text(record).and_then(|json| rows::answer(&json));
        let answer = answer.map_err(|cause| Error::Damaged { path: self.path.clone(), report, cause })?;
        Ok(Entry::of(answer, text.unwrap_or_default(), true))
    }
}

/// The reports that were not read by a run, as they arrived: taken from the file by a connection of their own while others
/// are read and written.
pub(super) struct Unread {
    connection: Connection,
    packing: Packing,
    run: i64,
    last: i64,
    waiting: std::vec::IntoIter<(u64, Result<Report, String>)>,
}

impl Unread {
    pub(super) fn by(run: i64, path: &Path, packing: Packing) -> Result<Self, Error> {
        let connection = Archive::open(path)?.connection;
        Ok(Self { connection, packing, run, last: 0, waiting: Vec::new().into_iter() })
    }

    fn more(&mut self) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(REPORTS)?;
        let packing = &self.packing;
        let report = |row: &Row| {
            let carrier: Vec<u8> = row.get(2)?;
            Ok((row.get::<_, i64>(0)? as u64, rows::report(packing, row.get(1)?, &carrier)))
        };
        let found = statement.query_map([self.last, TOGETHER, self.run], report)?;
        let found: Vec<_> = found.collect::<rusqlite::Result<_>>()?;
        self.last = found.last().map_or(self.last, |(number, _)| *number as i64);
        self.waiting = found.into_iter();
        Ok(())
    }
}

impl Iterator for Unread {
    type Item = rusqlite::Result<(u64, Result<Report, String>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.waiting.len() == 0
            && let Err(cause) = self.more()
        {
            return Some(Err(cause));
        }
        self.waiting.next().map(Ok)
    }
}

/// The text that a report was read from, and its record, as they are kept.
pub(super) fn text_and_record(
    connection: &Connection,
    report: u64,
) -> rusqlite::Result<Option<(Option<String>, Vec<u8>)>> {
    let mut statement = connection.prepare_cached(
        "SELECT texts.text, records.record FROM records LEFT JOIN texts ON texts.report = records.report
         WHERE records.report = ?",
    )?;
    statement.query_row(params![report as i64], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

/// The text of a report and what its carrier said, as they are kept.
pub(super) fn text_and_carrier(connection: &Connection, report: u64) -> rusqlite::Result<Option<(String, Vec<u8>)>> {
    let mut statement = connection.prepare_cached("SELECT text, carrier FROM texts WHERE report = ?")?;
    statement.query_row(params![report as i64], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}
