//! What stands in an audit's file, and how is it opened?
//!
//! SQLite: the sample, frozen, with the texts; coders; and a log of what they said. Each verdict is a transaction of its own,
//! so that a program which is killed loses none.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::Error;

/// Marks a file as an audit of Dateline (the SQLite header's `application_id`): “Audt”.
const APPLICATION: i32 = 0x4175_6474;

/// The version of the tables; in the header's `user_version`.
const VERSION: i32 = 1;

/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

const TABLES: &str = r#"
CREATE TABLE audit (
  -- One row, as JSON: from what, how and with which versions the sample was drawn.
  drawn TEXT NOT NULL
) STRICT;
CREATE TABLE strata (
  stratum INTEGER PRIMARY KEY,
  -- Whether of happenings, or of sentences without any.
  kind TEXT NOT NULL,
  -- The value of each dimension as a list in JSON; null where several are pooled.
  key TEXT NOT NULL,
  -- How many there are in the whole.
  size REAL NOT NULL
) STRICT;
CREATE TABLE groups (
  -- What lies in a stratum: how many happenings have these values.
  stratum INTEGER NOT NULL REFERENCES strata,
  key TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (key)
) STRICT;
CREATE TABLE reports (
  -- What sheets are of: each report as it arrived, as JSON.
  report INTEGER PRIMARY KEY,
  arrived TEXT NOT NULL,
  -- SHA-256 of its text.
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE sheets (
  -- Numbered in the order in which they are shown.
  sheet INTEGER PRIMARY KEY,
  stratum INTEGER NOT NULL REFERENCES strata,
  report INTEGER NOT NULL REFERENCES reports,
  -- The values of its dimensions, as in groups.
  key TEXT NOT NULL,
  happening TEXT,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  -- The word that tells the act.
  word_start INTEGER,
  word_end INTEGER,
  -- What the program answers, field by field, as JSON.
  told TEXT NOT NULL
) STRICT;
CREATE TABLE coders (
  coder INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- Whether it is who decides where others disagree.
  decides INTEGER NOT NULL,
  -- Whether the answers of the program were hidden until this coder had answered.
  blind INTEGER NOT NULL
) STRICT;
CREATE TABLE verdicts (
  -- A log: of those of a coder on a field the last that was not taken back holds.
  verdict INTEGER PRIMARY KEY AUTOINCREMENT,
  sheet INTEGER NOT NULL REFERENCES sheets,
  coder INTEGER NOT NULL REFERENCES coders,
  field TEXT NOT NULL,
  said TEXT NOT NULL CHECK (said IN ('right', 'wrong', 'cannot_tell')),
  -- What would be right.
  value TEXT,
  at TEXT NOT NULL,
  taken_back INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX verdicts_by_sheet ON verdicts (sheet, coder) WHERE NOT taken_back;
CREATE TABLE blind_answers (
  -- What a coder answered before seeing the program's answers, as JSON by field. It stays.
  sheet INTEGER NOT NULL REFERENCES sheets,
  coder INTEGER NOT NULL REFERENCES coders,
  answers TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (sheet, coder)
) STRICT;
CREATE TABLE notes (
  sheet INTEGER NOT NULL REFERENCES sheets,
  coder INTEGER NOT NULL REFERENCES coders,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (sheet, coder)
) STRICT;
"#;

/// An audit that is open.
pub struct Audit {
    pub(super) connection: Connection,
    path: PathBuf,
}

impl Audit {
    /// Opens an audit.
    ///
    /// # Errors
    ///
    /// If there is none, or the file is something else.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let audit = Self::with(Connection::open_with_flags(absolute(path), flags).map_err(Error::of(path))?, path)?;
        let number = |name: &str| audit.connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let known = |name: &str| number(name).map_err(Error::of(path));
        match (known("application_id")?, known("user_version")?) {
            (APPLICATION, VERSION) => Ok(audit),
            _ => Err(Error::Other { path: path.to_owned() }),
        }
    }

    /// Makes a new file, empty, that nobody takes for an audit before it is [finished](Self::finish).
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        if path.exists() {
            return Err(Error::There { path: path.to_owned() });
        }
        let audit = Self::with(Connection::open(absolute(path)).map_err(Error::of(path))?, path)?;
        audit.connection.execute_batch(TABLES).map_err(Error::of(path))?;
        Ok(audit)
    }

    /// From now on it is an audit.
    pub(super) fn finish(&self) -> Result<(), Error> {
        let set = |name: &str, value: i32| self.connection.pragma_update(None, name, value);
        set("user_version", VERSION).and_then(|()| set("application_id", APPLICATION)).map_err(self.error())
    }

    fn with(connection: Connection, path: &Path) -> Result<Self, Error> {
        let error = Error::of(path);
        connection.busy_timeout(PATIENCE).map_err(error)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(error)?;
        // A verdict is on the disk before it is answered.
        connection.pragma_update(None, "synchronous", "full").map_err(error)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn error(&self) -> impl Fn(rusqlite::Error) -> Error + Copy + '_ {
        Error::of(&self.path)
    }
}

/// A path that SQLite takes for nothing but a file.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
