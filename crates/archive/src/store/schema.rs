//! Which tables has an archive's file, and in which version?
//!
//! What is fixed stands here in SQL. The tables of answers are made from the definitions of which Parquet files and the data
//! dictionary are made, too. A record is kept whole beside them, so that tables of another version can be made anew from it.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};
use sha2::{Digest, Sha256};

use crate::columns::TABLES;

use super::tables;

/// Marks a file as an archive of Dateline (the SQLite header's `application_id`): “Date”.
pub(super) const APPLICATION: i32 = 0x4461_7465;

/// The version of the tables; in the header's `user_version`.
pub(super) const VERSION: i32 = 1 + STEPS.len() as i32;

/// What each version has that the one before it had not, from the second on.
const STEPS: [fn(&Transaction) -> rusqlite::Result<()>; 3] =
    [add_stories_and_feeds, super::ledger::create, super::ledger::create_kept];

/// How words are found: without case and accents, by their stems.
pub(super) const TOKENS: &str = "porter unicode61 remove_diacritics 2";

const FIXED: &str = r#"
CREATE TABLE made (
  -- What records have in common, so that each takes less: a dictionary of Zstandard.
  dictionary BLOB NOT NULL,
  -- By which definition the tables of answers were made: a hash.
  answers TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  -- With what reports were read.
  run INTEGER PRIMARY KEY,
  begun TEXT NOT NULL,
  program TEXT NOT NULL,
  model TEXT NOT NULL,
  codebook TEXT NOT NULL,
  settings TEXT NOT NULL,
  UNIQUE (program, model, codebook, settings)
) STRICT;

CREATE TABLE reports (
  -- Everything that was added, in its order; what could not be read is in failures. No number is given twice.
  report INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The same for the same report: a hash of what it is called by, its headline and its text.
  identity BLOB NOT NULL,
  -- A hash of the address at which a changed text is a new version.
  address INTEGER,
  -- A hash of the text alone.
  text_hash INTEGER,
  -- The version before this one.
  version_of INTEGER REFERENCES reports ON DELETE SET NULL,
  -- With what its answers were read.
  run INTEGER NOT NULL REFERENCES runs,
  -- Seconds since 1970.
  added INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_by_identity ON reports (identity);
CREATE INDEX reports_by_address ON reports (address) WHERE address IS NOT NULL;
CREATE INDEX reports_by_text ON reports (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX reports_by_version ON reports (version_of) WHERE version_of IS NOT NULL;

CREATE TABLE texts (
  report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
  text TEXT NOT NULL,
  -- What its carrier said about it, packed.
  carrier BLOB NOT NULL
) STRICT;

CREATE TABLE records (
  report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
  -- The record, or the failure in its place, as a line of JSON, packed.
  record BLOB NOT NULL
) STRICT;

CREATE TABLE former_records (
  -- Answers of earlier runs.
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  run INTEGER NOT NULL REFERENCES runs,
  record BLOB NOT NULL,
  PRIMARY KEY (report, run)
) STRICT;

CREATE TABLE edits (
  -- What a version changed in the one before it, by paragraph.
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  row INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('headline', 'text')),
  kind TEXT NOT NULL CHECK (kind IN ('added', 'removed', 'changed')),
  before TEXT,
  after TEXT,
  PRIMARY KEY (report, row)
) STRICT, WITHOUT ROWID;
"#;

/// Views and indexes over the tables of answers.
const OVER: &str = r#"
CREATE VIEW searched AS
SELECT articles_kept.report, articles_kept.title, texts.text
FROM articles_kept JOIN texts ON texts.report = articles_kept.report;

CREATE INDEX articles_coded ON articles_kept (report) WHERE coded;
CREATE INDEX articles_by_day ON articles_kept (published) WHERE published IS NOT NULL;
-- Sums by day, parties, place read one of the next three alone, whatever they are asked to leave out.
CREATE INDEX happenings_by_day ON happenings_kept
  ("when", event, score, country, actor, recipient, aux, claimed_by);
CREATE INDEX happenings_by_parties ON happenings_kept
  (actor, recipient, score, event, "when", country, aux, claimed_by);
CREATE INDEX happenings_by_place ON happenings_kept
  (country, geonames, score, event, "when", actor, recipient, aux, claimed_by);
CREATE INDEX happenings_by_sufferer ON happenings_kept (recipient);
CREATE INDEX happenings_by_actor ON happenings_kept (actor_name) WHERE actor_name IS NOT NULL;
CREATE INDEX happenings_by_recipient ON happenings_kept (recipient_name) WHERE recipient_name IS NOT NULL;
CREATE INDEX quotations_by_speaker ON quotations_kept (speaker) WHERE speaker IS NOT NULL;
"#;

/// Makes the tables of a new archive.
pub(super) fn create(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(FIXED)?;
    transaction.execute("INSERT INTO made VALUES (?, '')", [super::packing::DICTIONARY])?;
    create_answers(transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    upgrade(transaction, 1)
}

/// Version 2: copies and stories.
fn add_stories_and_feeds(transaction: &Transaction) -> rusqlite::Result<()> {
    super::joining::create(transaction)?;
    super::following::create(transaction)
}

/// Makes an archive of an earlier version one of this.
pub(super) fn upgrade(transaction: &Transaction, from: i32) -> rusqlite::Result<()> {
    let known = usize::try_from(from - 1).unwrap_or_default();
    STEPS.iter().skip(known).try_for_each(|step| step(transaction))?;
    transaction.pragma_update(None, "user_version", VERSION)
}

/// How names are found: without case and accents, otherwise as they are.
const NAMES: &str = "unicode61 remove_diacritics 2";

/// Makes the tables of answers, and the indexes over them, anew and empty.
pub(super) fn make_answers_anew(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "DROP TABLE text_index; DROP TABLE quotation_index; DROP TABLE IF EXISTS told_index; DROP VIEW searched;",
    )?;
    for table in TABLES {
        let name = table.name;
        transaction.execute_batch(&format!("DROP VIEW IF EXISTS \"{name}\"; DROP TABLE IF EXISTS \"{name}_kept\";"))?;
    }
    create_answers(transaction)
}

/// Whether the tables of answers are those of this program.
pub(super) fn has_these_answers(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT answers = ? FROM made", [hash(&answers())], |row| row.get(0))
}

/// Tables of answers, their views and indexes that are missing, or not as this program makes them.
pub(super) fn missing(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    let made = |connection: &Connection| -> rusqlite::Result<BTreeSet<(String, String)>> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    let wanted = Connection::open_in_memory()?;
    wanted.execute_batch(&answers())?;
    let there = made(connection)?;
    Ok(made(&wanted)?.difference(&there).map(|(name, _)| name.clone()).collect())
}

/// Takes away what belongs to no report, and says of runs that are missing that nothing is known of them.
pub(super) fn drop_orphans(transaction: &Transaction) -> rusqlite::Result<()> {
    for table in ["texts", "records", "former_records", "edits", "belongings"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE report NOT IN (SELECT report FROM reports)"), [])?;
    }
    transaction.execute_batch(
        "INSERT INTO runs SELECT DISTINCT run, '', 'unknown', '', '', CAST(run AS TEXT) FROM reports
         WHERE run NOT IN (SELECT run FROM runs)",
    )
}

/// The statements that make the tables of answers, and what finds words in them.
///
/// `told_index` finds the reports that tell of somebody, a place, a kind of happening (whose codes are words there). To find a
/// word of a name in an index of names, that has to be read whole: a quarter of a second for two million quotations.
///
/// The indexes have no option that SQLite before 3.37 lacks: other programs bring an older one, and refuse the file.
fn answers() -> String {
    let tables: String = TABLES.iter().map(|table| tables::definition(table, Some("reports"))).collect();
    format!(
        "{tables}{OVER}\
         CREATE VIRTUAL TABLE text_index USING fts5(title, text, content='searched', content_rowid='report', \
         tokenize='{TOKENS}');\n\
         CREATE VIRTUAL TABLE quotation_index USING fts5(words, content='', tokenize='{TOKENS}');\n\
         CREATE VIRTUAL TABLE told_index USING fts5(speakers, parties, places, codes, content='', \
         tokenize='{NAMES}');"
    )
}

fn create_answers(connection: &Connection) -> rusqlite::Result<()> {
    let answers = answers();
    connection.execute_batch(&answers)?;
    connection.execute("UPDATE made SET answers = ?", [hash(&answers)]).map(|_| ())
}

/// A short hash of a text.
pub(super) fn hash(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
