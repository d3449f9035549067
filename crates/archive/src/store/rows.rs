//! What is kept of one report, and where does it stand?

use dateline::record::Record;
use dateline::{Report, Source};
use dateline_intake::{Failure, FailureKind};
use rusqlite::{Connection, params};
use serde::Deserialize;

use crate::columns::{Entry, Rows, TABLES, Tabled};
use crate::forms::line;

use super::carrier::Carried;
use super::identity::Identity;
use super::packing::Packing;
use super::tables;

/// Quotations of one report have numbers of their own in the index of what was said: its number and, in so many bits, theirs.
pub(super) const WITHIN: u32 = 20;

/// A report that was read, made ready to be kept; all that takes time is done.
pub(super) struct Ready {
    pub(super) identity: Identity,
    pub(super) entry: Entry,
    carrier: Vec<u8>,
    answers: Answers,
}

/// Its answers as they are kept.
pub(super) struct Answers {
    pub(super) record: Vec<u8>,
    rows: Vec<Rows>,
}

impl Answers {
    pub(super) fn of(entry: &Entry, packing: &Packing) -> Self {
        let rows = TABLES.iter().map(|table| table.rows_of(entry)).collect();
        Self { record: packing.pack_text(&line(entry, false)), rows }
    }
}

impl Ready {
    pub(super) fn read(identity: Identity, carried: &Carried, entry: Entry, packing: &Packing) -> Self {
        let answers = Answers::of(&entry, packing);
        Self { identity, entry, carrier: packing.pack(carried), answers }
    }

    pub(super) fn failed(failure: Failure, packing: &Packing) -> Self {
        let identity = Identity::of_failure(&failure);
        let entry = Entry::of(Err(failure), String::new(), true);
        let answers = Answers::of(&entry, packing);
        Self { identity, entry, carrier: Vec::new(), answers }
    }

    /// Its headline, as read.
    pub(super) fn title(&self) -> Option<&str> {
        self.entry.answer.as_ref().ok()?.article.title.as_deref()
    }

    /// Keeps it behind all others; its number. It is a new version of the report `version_of`, if there is one.
    pub(super) fn insert(self, connection: &Connection, run: i64, version_of: Option<i64>) -> rusqlite::Result<u64> {
        let Self { identity, mut entry, carrier, answers } = self;
        let hash = entry.answer.as_ref().ok().and_then(|record| u64::from_str_radix(&record.id, 16).ok());
        entry.duplicate_of = hash.map(|hash| first_with(connection, hash)).transpose()?.flatten();
        let mut statement = connection.prepare_cached(
            "INSERT INTO reports (identity, address, text_hash, version_of, run, added) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        let (same, address) = (identity.same.to_be_bytes(), identity.address.map(|address| address as i64));
        let now = jiff::Timestamp::now().as_second();
        let report = statement.insert(params![same, address, hash.map(|hash| hash as i64), version_of, run, now])?;
        if entry.answer.is_ok() {
            let mut statement = connection.prepare_cached("INSERT INTO texts VALUES (?, ?, ?)")?;
            statement.execute(params![report, entry.text, carrier])?;
        }
        answers.insert(connection, report as u64, &entry)?;
        Ok(report as u64)
    }
}

impl Answers {
    /// Keeps the answers to a report that has none now.
    pub(super) fn insert(self, connection: &Connection, report: u64, entry: &Entry) -> rusqlite::Result<()> {
        let Self { record, mut rows } = self;
        connection.prepare_cached("INSERT INTO records VALUES (?, ?)")?.execute(params![report as i64, record])?;
        entry.settle(&mut rows);
        for (table, rows) in TABLES.into_iter().zip(rows) {
            tables::insert(connection, table, report, rows)?;
        }
        index(connection, report, entry)
    }
}

/// Puts the words of a report into the indexes.
fn index(connection: &Connection, report: u64, entry: &Entry) -> rusqlite::Result<()> {
    let Ok(record) = &entry.answer else { return Ok(()) };
    let mut statement = connection.prepare_cached("INSERT INTO text_index (rowid, title, text) VALUES (?, ?, ?)")?;
    statement.execute(params![report as i64, record.article.title, entry.text])?;
    let mut statement = connection.prepare_cached("INSERT INTO quotation_index (rowid, words) VALUES (?, ?)")?;
    for (row, quotation) in (0_i64..).zip(&record.quotations) {
        let words: Vec<&str> = quotation.content.iter().map(|span| entry.words_of(*span)).collect();
        statement.execute(params![(report as i64) << WITHIN | row, words.join(" … ")])?;
    }
    let told = format!("INSERT INTO told_index (rowid, speakers, parties, places, codes) SELECT report, {TOLD}");
    connection.prepare_cached(&told)?.execute([report as i64]).map(|_| ())
}

/// Who speaks, who takes part, where and what kind of happenings there are.
const TOLD: &str = "
    (SELECT group_concat(speaker, ' ') FROM (SELECT DISTINCT speaker FROM quotations_kept WHERE report = ?1)),
    (SELECT group_concat(name, ' ') FROM (SELECT DISTINCT name FROM event_parties_kept WHERE report = ?1)),
    (SELECT group_concat(place, ' ') FROM (SELECT DISTINCT place FROM happenings_kept WHERE report = ?1)),
    (SELECT group_concat(code, ' ') FROM (SELECT event AS code FROM happenings_kept WHERE report = ?1
     UNION SELECT country FROM happenings_kept WHERE report = ?1))
    FROM articles_kept WHERE report = ?1";

/// Whether the indexes know the words of a report and of its quotations.
pub(super) fn is_indexed(connection: &Connection, report: u64, entry: &Entry) -> rusqlite::Result<bool> {
    let Ok(record) = &entry.answer else { return Ok(true) };
    let number = report as i64;
    let mut one = connection.prepare_cached("SELECT count(*) FROM text_index_docsize WHERE id = ?")?;
    let text: i64 = one.query_row([number], |row| row.get(0))?;
    let mut all = connection.prepare_cached("SELECT count(*) FROM quotation_index_docsize WHERE id >= ? AND id < ?")?;
    let said: i64 = all.query_row([number << WITHIN, (number + 1) << WITHIN], |row| row.get(0))?;
    Ok(text == 1 && said as usize == record.quotations.len())
}

/// Takes the answers to a report away, and its words out of the indexes.
pub(super) fn delete_answers(connection: &Connection, report: u64) -> rusqlite::Result<()> {
    let number = report as i64;
    super::joining::forget(connection, report as u32)?;
    connection.execute(
        "INSERT INTO text_index (text_index, rowid, title, text) \
         SELECT 'delete', report, title, text FROM searched WHERE report = ?",
        [number],
    )?;
    // These two keep no words: what they hold has to be told.
    let said = format!(
        "INSERT INTO quotation_index (quotation_index, rowid, words)
         SELECT 'delete', kept.report << {WITHIN} | kept.row, coalesce(quotations.words, '')
         FROM quotations_kept AS kept JOIN quotations
         ON quotations.report = kept.report AND quotations.quotation_id = kept.quotation_id WHERE kept.report = ?"
    );
    connection.execute(&said, [number])?;
    let told = format!(
        "INSERT INTO told_index (told_index, rowid, speakers, parties, places, codes) SELECT 'delete', report, {TOLD}"
    );
    connection.execute(&told, [number])?;
    TABLES.into_iter().try_for_each(|table| tables::delete(connection, table, report))?;
    connection.execute("DELETE FROM records WHERE report = ?", [number]).map(|_| ())
}

/// The first report with a text of this hash.
fn first_with(connection: &Connection, hash: u64) -> rusqlite::Result<Option<u64>> {
    let mut statement = connection.prepare_cached("SELECT min(report) FROM reports WHERE text_hash = ?")?;
    statement.query_row([hash as i64], |row| row.get::<_, Option<i64>>(0)).map(|first| first.map(|first| first as u64))
}

/// The first report with the text of this one, if that is another.
pub(super) fn duplicate_of(connection: &Connection, report: u64) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT text_hash FROM reports WHERE report = ?";
    let hash = connection.prepare_cached(sql)?.query_row([report as i64], |row| row.get::<_, Option<i64>>(0))?;
    let first = hash.map(|hash| first_with(connection, hash as u64)).transpose()?.flatten();
    Ok(first.filter(|first| *first != report))
}

/// What stands in place of a record.
#[derive(Deserialize)]
struct Unread {
    source: Source,
    error: Refusal,
}

#[derive(Deserialize)]
struct Refusal {
    kind: String,
    message: String,
}

/// The answer that a line of JSON holds: a record, or the failure in its place; what is wrong with it, if it is neither.
pub(super) fn answer(json: &str) -> Result<Result<Record, Failure>, String> {
    let cause = match serde_json::from_str::<Record>(json) {
        Ok(record) => return Ok(Ok(record)),
        Err(cause) => cause,
    };
    let unread: Unread = serde_json::from_str(json).map_err(|_| cause.to_string())?;
    let kind = FailureKind::named(&unread.error.kind).unwrap_or(FailureKind::Internal);
    Ok(Err(Failure { source: unread.source, kind, message: unread.error.message }))
}

/// A report as it arrived.
pub(super) fn report(packing: &Packing, text: String, carrier: &[u8]) -> Result<Report, String> {
    Ok(packing.unpack::<Carried>(carrier)?.with_text(text))
}
