//! How are the reports of an archive read again, with a newer codebook or model?
//!
//! The new answers take the place of the old in all tables; the old records stay beside them until they are pruned, so that
//! it can be told what changed.

use dateline_intake::Position;
use rusqlite::{Transaction, TransactionBehavior, params};

use crate::columns::Entry;
use crate::reading::{Bundle, Copyreader, End, Reading};

use super::committing::Committing;
use super::kept::Unread;
use super::rows::{self, Answers};
use super::{Archive, Error, Versions};

/// What became of reports that were to be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recoded {
    /// Read again.
    pub reports: u64,
    /// Of these, how many have other answers than before.
    pub changed: u64,
    /// That could not be read again: they keep their answers.
    pub failed: u64,
}

impl Archive {
    /// How many reports were not read with these versions.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read.
    pub fn unread(&self, versions: &Versions) -> Result<u64, Error> {
        let count = || {
            let run = versions.known(&self.connection)?.unwrap_or_default();
            let sql = "SELECT count(*) FROM reports JOIN texts USING (report) WHERE run != ?";
            self.connection.query_row(sql, [run], |row| row.get::<_, i64>(0))
        };
        count().map(|count| count as u64).map_err(Error::of(&self.path))
    }

    /// Reads all reports again that were not read with these versions; what became of them, and whether it was all. `tell`
    /// gets what was done so far.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; what was committed stays.
    pub fn recode(
        &mut self,
        reading: &Reading<'_>,
        versions: &Versions,
        mut tell: impl FnMut(&Recoded),
    ) -> Result<(End, Recoded), Error> {
        let error = Error::of(&self.path);
        let run = versions.run(&self.connection).map_err(error)?;
        let unread = Unread::by(run, &self.path, self.packing.clone())?;
        let mut broken = None;
        let bundles =
            unread.map_while(|next| next.map_err(|cause| broken = Some(cause)).ok()).map(|(number, report)| {
                let size = report.as_ref().map_or(0, |report| report.text.len());
                Bundle {
                    position: Position { file: 0, item: number },
                    size,
                    open: Box::new(|| report.into_iter().map(Ok).collect()),
                }
            });
        let prepare = |copyreader: &mut Copyreader<'_>, outcome: dateline_intake::Outcome| {
            let (answer, text) = copyreader.read(outcome.ok()?);
            let entry = Entry::of(Ok(answer.ok()?), text, true);
            Some((Answers::of(&entry, &self.packing), entry))
        };
        let mut recoding = Recoding { work: Committing::on(&self.connection), run, done: Recoded::default() };
        let end = reading.all(bundles, prepare, |answers, position| {
            for answers in answers {
                recoding.take(position.item, answers).map_err(error)?;
            }
            tell(&recoding.done);
            recoding.work.go_on().map_err(error)
        })?;
        recoding.work.end().map_err(error)?;
        let done = recoding.done;
        broken.map_or(Ok((end, done)), |cause| Err(error(cause)))
    }

    /// Takes the answers of earlier runs away; how many there were.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn prune(&mut self) -> Result<u64, Error> {
        let prune = || {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            let taken = transaction.execute("DELETE FROM former_records", [])?;
            transaction.execute("DELETE FROM runs WHERE run NOT IN (SELECT run FROM reports)", [])?;
            transaction.commit()?;
            Ok(taken as u64)
        };
        prune().map_err(Error::of(&self.path))
    }
}

/// Answers on their way into the file.
struct Recoding<'a> {
    work: Committing<'a>,
    run: i64,
    done: Recoded,
}

impl Recoding<'_> {
    fn take(&mut self, report: u64, answers: Option<(Answers, Entry)>) -> rusqlite::Result<()> {
        let Some((answers, mut entry)) = answers else {
            self.done.failed += 1;
            return Ok(());
        };
        self.work.begin()?;
        let number = report as i64;
        let connection = self.work.connection;
        let former = |sql| connection.prepare_cached(sql)?.query_row([number], |row| row.get::<_, Vec<u8>>(0));
        self.done.reports += 1;
        if former("SELECT record FROM records WHERE report = ?")? != answers.record {
            self.done.changed += 1;
            super::ledger::changed(connection, number)?;
        }
        let mut keep = connection.prepare_cached(
            "INSERT OR REPLACE INTO former_records
             SELECT records.report, reports.run, records.record FROM records JOIN reports USING (report) WHERE report = ?",
        )?;
        keep.execute([number])?;
        entry.duplicate_of = rows::duplicate_of(connection, report)?;
        rows::delete_answers(connection, report)?;
        answers.insert(connection, report, &entry)?;
        connection.prepare_cached("UPDATE reports SET run = ? WHERE report = ?")?.execute(params![self.run, number])?;
        Ok(())
    }
}
