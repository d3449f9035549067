//! How is an archive looked into by who shows it?

use std::time::Instant;

use dateline::Report;

use crate::columns::Entry;

use super::{Archive, Error, kept, rows};

/// After how many steps of SQLite the clock is looked at: less than a millisecond.
const STEPS: i32 = 20_000;

impl Archive {
    /// Whatever is asked in SQL is ended at this moment, as if it had been interrupted.
    ///
    /// # Errors
    ///
    /// If SQLite does not take it.
    pub fn end_at(&mut self, end: Instant) -> Result<(), Error> {
        let handler = self.connection.progress_handler(STEPS, Some(move || Instant::now() > end));
        handler.map_err(Error::of(&self.path))
    }

    /// What was read of a report, with its text; nothing, if there is none of this number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or what is kept of the report is damaged.
    pub fn entry_of(&self, report: u64) -> Result<Option<Entry>, Error> {
        let found = kept::text_and_record(&self.connection, report).map_err(Error::of(&self.path))?;
        found.map(|(text, record)| self.entry(report, &record, text)).transpose()
    }

    /// A report as it arrived, to be read again; nothing, if there is none of this number or it had no text.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or what is kept of the report is damaged.
    pub fn report_of(&self, report: u64) -> Result<Option<Report>, Error> {
        let found = kept::text_and_carrier(&self.connection, report).map_err(Error::of(&self.path))?;
        let Some((text, carrier)) = found else { return Ok(None) };
        let read = rows::report(&self.packing, text, &carrier);
        read.map(Some).map_err(|cause| Error::Damaged { path: self.path.clone(), report, cause })
    }
}
