//! How is a report taken out of an archive, for good?

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::{Archive, Error, following, ledger, rows, versions};

impl Archive {
    /// Takes these reports out, with all that was read from them and all that versions keep of their words; which of the
    /// numbers were there. What is taken out is overwritten in the file, and cannot be brought back.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn remove(&mut self, reports: &[u64]) -> Result<Vec<u64>, Error> {
        let remove = || {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            let mut removed = Vec::new();
            for &report in reports {
                if remove(&transaction, report)? {
                    removed.push(report);
                }
            }
            // The indexes only mark what is deleted, and forget its words when they are put together anew. Their option to
            // forget at once makes them unreadable for SQLite before 3.42, which other programs still bring.
            for index in ["text_index", "quotation_index", "told_index"] {
                transaction.execute(&format!("INSERT INTO {index} ({index}) VALUES ('optimize')"), [])?;
            }
            transaction.commit()?;
            // The journal has pages as they were.
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(removed)
        };
        remove().map_err(Error::of(&self.path))
    }

    /// The numbers of all versions of what stands at this address.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read.
    pub fn at_address(&self, url: &str) -> Result<Vec<u64>, Error> {
        let find = || -> rusqlite::Result<Vec<u64>> {
            let sql = "WITH there AS (SELECT report FROM articles_kept WHERE url = ?1 OR source_url = ?1
                UNION SELECT report FROM failures_kept WHERE url = ?1)
                SELECT report FROM there UNION SELECT report FROM reports
                WHERE address IN (SELECT address FROM reports WHERE report IN (SELECT report FROM there)) ORDER BY report";
            let mut statement = self.connection.prepare(sql)?;
            let found = statement.query_map([url], |row| row.get::<_, i64>(0))?;
            found.map(|report| report.map(|report| report as u64)).collect()
        };
        find().map_err(Error::of(&self.path))
    }
}

/// Takes a report out; whether it was there.
fn remove(connection: &Connection, report: u64) -> rusqlite::Result<bool> {
    let number = report as i64;
    let sql = "SELECT text_hash FROM reports WHERE report = ?";
    let there = connection.query_row(sql, [number], |row| row.get::<_, Option<i64>>(0)).optional()?;
    let Some(hash) = there else { return Ok(false) };
    following::page_removed(connection, number)?;
    versions::close_up(connection, number)?;
    ledger::removed(connection, number)?;
    rows::delete_answers(connection, report)?;
    connection.execute("DELETE FROM reports WHERE report = ?", [number])?;
    if let Some(hash) = hash {
        // Others with its text are now duplicates of the next one.
        connection.execute(
            "UPDATE articles_kept SET duplicate_of = nullif((SELECT min(report) FROM reports WHERE text_hash = ?1), report)
             WHERE report IN (SELECT report FROM reports WHERE text_hash = ?1)",
            [hash],
        )?;
    }
    Ok(true)
}
