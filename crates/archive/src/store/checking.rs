//! Is an archive as it should be, and how is it mended?

use rusqlite::{Transaction, TransactionBehavior};

use crate::columns::{Entry, Rows, TABLES, Tabled};

use super::rows::{self, Answers};
use super::{Archive, Error, schema, tables};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: String,
    /// Whether it is mended by making the tables of answers anew from the records.
    pub mended: bool,
}

/// The fewest faults that are told one by one.
const TOLD: usize = 100;

impl Archive {
    /// Everything that is not as it should be: pages of the file, references between tables, the indexes of words, what is
    /// kept of each report. `tell` gets the number of reports that were looked at so far.
    ///
    /// # Errors
    ///
    /// If the file cannot be read at all.
    pub fn check(&self, mut tell: impl FnMut(u64)) -> Result<Vec<Fault>, Error> {
        let mut faults = self.faults_of_file().map_err(Error::of(&self.path))?;
        faults.extend(
            self.ledger_damage()?
                .map(|cause| Fault { what: format!("the ledger that is kept is damaged: {cause}"), mended: true }),
        );
        let mut looked_at = 0;
        for number in self.numbers()? {
            if faults.len() >= TOLD {
                faults.push(Fault { what: "and more".to_owned(), mended: false });
                break;
            }
            faults.extend(self.faults_of(number)?);
            looked_at += 1;
            tell(looked_at);
        }
        Ok(faults)
    }

    fn numbers(&self) -> Result<Vec<u64>, Error> {
        let all = || -> rusqlite::Result<Vec<u64>> {
            let mut statement = self.connection.prepare("SELECT report FROM reports ORDER BY report")?;
            let numbers = statement.query_map([], |row| row.get::<_, i64>(0))?;
            numbers.map(|number| number.map(|number| number as u64)).collect()
        };
        all().map_err(Error::of(&self.path))
    }

    fn faults_of_file(&self) -> rusqlite::Result<Vec<Fault>> {
        let mut faults = Vec::new();
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        for line in statement.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            // Indexes are made anew with the tables.
            let mended = line.contains("_index") || line.contains("_kept");
            faults.extend((line != "ok").then_some(Fault { what: line, mended }));
        }
        faults.extend(schema::missing(&self.connection)?.into_iter().map(|name| {
            let what = format!("{name} is missing, or is not as it was made");
            Fault { what, mended: true }
        }));
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
        for row in rows {
            let (table, owner) = row?;
            let what = format!("a row of {table} belongs to nothing in {owner}");
            faults.push(Fault { what, mended: table.ends_with("_kept") || table.starts_with("ledger_") });
        }
        Ok(faults)
    }

    /// What is wrong with what is kept of a report.
    fn faults_of(&self, report: u64) -> Result<Option<Fault>, Error> {
        let error = Error::of(&self.path);
        let fault = |what: &str, mended| Ok(Some(Fault { what: format!("report {report}: {what}"), mended }));
        let kept = super::kept::text_and_record(&self.connection, report).map_err(error)?;
        let Some((text, record)) = kept else { return fault("it has no record", false) };
        let mut entry = match self.entry(report, &record, text) {
            Ok(entry) => entry,
            Err(Error::Damaged { cause, .. }) => return fault(&format!("its record is damaged: {cause}"), false),
            Err(other) => return Err(other),
        };
        if let Ok(record) = &entry.answer
            && record.id != dateline::text_id(&entry.text)
        {
            return fault("its text is not the one that it was added with", false);
        }
        entry.duplicate_of = rows::duplicate_of(&self.connection, report).map_err(error)?;
        let mut wanted: Vec<Rows> = TABLES.iter().map(|table| table.rows_of(&entry)).collect();
        entry.settle(&mut wanted);
        for (table, wanted) in TABLES.into_iter().zip(wanted) {
            let count = wanted.len();
            let (there, same) = tables::compare(&self.connection, table, report, wanted).map_err(error)?;
            if there != count {
                return fault(&format!("{} has {there} rows of it, and its record gives {count}", table.name), true);
            }
            if !same {
                return fault(&format!("{} has other rows of it than its record gives", table.name), true);
            }
        }
        match rows::is_indexed(&self.connection, report, &entry).map_err(error)? {
            true => Ok(None),
            false => fault("its words are missing in the index", true),
        }
    }

    /// Makes the tables of answers and the indexes of words anew from the records, in one transaction; how many reports they
    /// hold. Reports whose records are damaged are left out of them, and told.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn repair(&mut self, mut tell: impl FnMut(u64)) -> Result<(u64, Vec<Fault>), Error> {
        let error = Error::of(&self.path);
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate).map_err(error)?;
        schema::drop_orphans(&transaction).map_err(error)?;
        schema::make_answers_anew(&transaction).map_err(error)?;
        super::ledger::forget_all(&transaction).map_err(error)?;
        let (mut made, mut faults) = (0, Vec::new());
        for report in self.numbers()? {
            let kept = super::kept::text_and_record(&self.connection, report).map_err(error)?;
            let entry = kept.map(|(text, record)| self.entry(report, &record, text));
            match entry {
                Some(Ok(mut entry)) => {
                    entry.duplicate_of = rows::duplicate_of(&transaction, report).map_err(error)?;
                    self.answer_anew(report, &entry).map_err(error)?;
                    made += 1;
                }
                Some(Err(Error::Damaged { cause, .. })) => {
                    faults.push(Fault {
                        what: format!("report {report}: its record is damaged: {cause}"),
                        mended: false,
                    });
                }
                Some(Err(other)) => return Err(other),
                None => faults.push(Fault { what: format!("report {report}: it has no record"), mended: false }),
            }
            tell(made);
        }
        transaction.commit().map_err(error)?;
        Ok((made, faults))
    }

    fn answer_anew(&self, report: u64, entry: &Entry) -> rusqlite::Result<()> {
        self.connection.execute("DELETE FROM records WHERE report = ?", [report as i64])?;
        Answers::of(entry, &self.packing).insert(&self.connection, report, entry)
    }
}
