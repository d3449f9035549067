//! What does an archive answer to a query in SQL?
//!
//! Queries only read: what else they might do is refused when they are understood, the file is open for reading alone, and
//! one that takes too long is ended.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rusqlite::hooks::{AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};

use super::error::Error;
use super::refusing::Refused;
use super::{Archive, Value};

/// Steps of SQLite between two looks at the clock: some tenths of a millisecond.
const STEPS: i32 = 10_000;

/// What a query may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take; nothing for as long as it takes.
    pub time: Option<Duration>,
    /// How many rows it may give; nothing for all.
    pub rows: Option<u64>,
}

/// What a query gives, one after the other.
#[derive(Debug)]
pub enum Answer<'a> {
    /// The names of its columns, each once; first of all.
    Columns(&'a [String]),
    /// A row.
    Row(Vec<Value>),
}

impl Archive {
    /// Asks a query; `take` gets what it gives. Whether these were all rows: `false`, if there are more than `limits` allow.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline_archive::store::{Answer, Archive, Error, Limits};
    ///
    /// let mut archive = Archive::open("news.db".as_ref())?;
    /// archive.query("SELECT speaker, words FROM quotations", Limits::default(), |answer| {
    ///     if let Answer::Row(row) = answer {
    ///         println!("{row:?}");
    ///     }
    ///     Ok::<(), Error>(())
    /// })?;
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If it is no SQL, would do more than read, takes longer than `limits` allow, or `take` fails.
    pub fn query<E: From<Error>>(
        &mut self,
        sql: &str,
        limits: Limits,
        take: impl FnMut(Answer<'_>) -> Result<(), E>,
    ) -> Result<bool, E> {
        let path = self.path.clone();
        let error = Error::of(&path);
        let refused = Refused::default();
        let heard = refused.clone();
        self.connection.authorizer(Some(move |asked: AuthContext<'_>| heard.judge(asked.action))).map_err(error)?;
        let ends = limits.time.map(|time| Instant::now() + time);
        let late = move || ends.is_some_and(|ends| Instant::now() >= ends);
        self.connection.progress_handler(STEPS, Some(late)).map_err(error)?;
        let answered = ask(&self.connection, sql, limits.rows, take);
        self.connection.progress_handler(0, None::<fn() -> bool>).map_err(error)?;
        self.connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>).map_err(error)?;
        answered.map_err(|stopped| match stopped {
            Stopped::There(error) => error,
            Stopped::Here(cause) => self.told(sql, limits, cause, refused.first()).into(),
        })
    }

    /// What kept a query from being answered, with what helps.
    fn told(&self, sql: &str, limits: Limits, cause: rusqlite::Error, refused: Option<String>) -> Error {
        let path = self.path.clone();
        let place = match &cause {
            rusqlite::Error::SqlInputError { offset, .. } => usize::try_from(*offset).ok(),
            _ => None,
        };
        if let Some(what) = refused {
            let message =
                format!("{what} is refused: queries only read; to change tables, export them, or copy the archive");
            return Error::Query { message };
        }
        let message = match (&cause, cause.sqlite_error_code(), limits.time) {
            (_, Some(rusqlite::ErrorCode::OperationInterrupted), Some(limit)) => {
                return Error::TooLong { path, limit };
            }
            (rusqlite::Error::MultipleStatement, ..) => "more than one query; ask one at a time".to_owned(),
            (rusqlite::Error::Empty, ..) => {
                "no query; such as 'SELECT speaker, words FROM quotations LIMIT 5'".to_owned()
            }
            (rusqlite::Error::SqlInputError { msg, .. }, ..) => msg.clone(),
            (rusqlite::Error::SqliteFailure(code, told), ..) if code.extended_code == rusqlite::ffi::SQLITE_ERROR => {
                told.clone().unwrap_or_else(|| cause.to_string())
            }
            _ => return Error::of(&self.path)(cause),
        };
        let shown = place.and_then(|place| marked(sql, place)).unwrap_or_default();
        let known = known(&self.connection, sql, &message).unwrap_or_default();
        Error::Query { message: format!("{message}{shown}{known}") }
    }
}

/// What keeps a query from being answered.
enum Stopped<E> {
    /// SQLite.
    Here(rusqlite::Error),
    /// Who takes the rows.
    There(E),
}

impl<E> From<rusqlite::Error> for Stopped<E> {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Here(cause)
    }
}

fn ask<E>(
    connection: &Connection,
    sql: &str,
    most: Option<u64>,
    mut take: impl FnMut(Answer<'_>) -> Result<(), E>,
) -> Result<bool, Stopped<E>> {
    let mut statement = connection.prepare(sql)?;
    let columns = columns(&statement);
    take(Answer::Columns(&columns)).map_err(Stopped::There)?;
    let mut rows = statement.raw_query();
    let mut given = 0;
    while let Some(row) = rows.next()? {
        if most.is_some_and(|most| given >= most) {
            return Ok(false);
        }
        given += 1;
        let cells = (0..columns.len()).map(|at| row.get_ref(at).map(value)).collect::<rusqlite::Result<_>>()?;
        take(Answer::Row(cells)).map_err(Stopped::There)?;
    }
    Ok(true)
}

/// The names of the columns; what is called like one before it has its number, too: `report`, `report_2`.
fn columns(statement: &Statement<'_>) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut columns = Vec::new();
    for name in statement.column_names() {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| names.insert(name.clone()));
        columns.extend(free);
    }
    columns
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        // SQLite lets any bytes be a text.
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_owned()),
    }
}

/// The line of a query with a mark below the place.
fn marked(sql: &str, place: usize) -> Option<String> {
    let (before, behind) = sql.split_at_checked(place)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = behind.find('\n').map_or(sql.len(), |at| place + at);
    let indent: String = sql[start..place].chars().map(|c| if c == '\t' { c } else { ' ' }).collect();
    Some(format!("\n  {}\n  {indent}^", &sql[start..rest]))
}

/// What there is instead of a column or table that is not there.
fn known(connection: &Connection, sql: &str, message: &str) -> rusqlite::Result<String> {
    let list = |query: &str, table: &str| -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare(query)?;
        statement.query_map([table], |row| row.get(0))?.collect()
    };
    let tables = list(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND ?1 = '' \
         AND name NOT LIKE '%_kept' AND name NOT LIKE '%\\_index%' ESCAPE '\\' ORDER BY name",
        "",
    )?;
    if message.starts_with("no such table") {
        return Ok(format!("\ntables: {}", tables.join(", ")));
    }
    if !message.starts_with("no such column") {
        return Ok(String::new());
    }
    let words: BTreeSet<String> =
        sql.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_lowercase).collect();
    let mut told = String::new();
    for table in tables.into_iter().filter(|table| words.contains(table)) {
        let columns = list("SELECT name FROM pragma_table_info(?)", &table)?;
        told += &format!("\ncolumns of {table}: {}", columns.join(", "));
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Writer, forget};

    fn archive(name: &str) -> Archive {
        let path = std::env::temp_dir().join(format!("dateline-{name}-{}.db", std::process::id()));
        forget(&path);
        drop(Archive::open_to_write(&path, &Writer::here("a test"), Duration::ZERO, |_| {}).expect("made"));
        Archive::open(&path).expect("it is there")
    }

    fn rows(archive: &mut Archive, sql: &str, limits: Limits) -> Result<(Vec<Vec<Value>>, bool), Error> {
        let mut rows = Vec::new();
        let whole = archive.query(sql, limits, |answer| {
            if let Answer::Row(row) = answer {
                rows.push(row);
            }
            Ok::<(), Error>(())
        })?;
        Ok((rows, whole))
    }

    const REFUSED: [&str; 21] = [
        "DELETE FROM reports",
        "INSERT INTO runs VALUES (1, 'a', 'b', 'c', 'd', 'e')",
        "UPDATE texts SET text = ''",
        "CREATE TABLE mine (a)",
        "CREATE TEMP TABLE mine (a)",
        "CREATE VIRTUAL TABLE temp.mine USING fts5(a)",
        "DROP TABLE reports",
        "ALTER TABLE runs ADD COLUMN a",
        "ATTACH 'other.db' AS other",
        "VACUUM INTO 'copy.db'",
        "PRAGMA journal_mode = delete",
        "PRAGMA user_version = 7",
        "PRAGMA query_only = 0",
        "PRAGMA writable_schema = 1",
        "SELECT * FROM pragma_wal_checkpoint",
        "SELECT load_extension('evil')",
        "BEGIN IMMEDIATE",
        "REINDEX",
        "ANALYZE",
        "WITH old AS (SELECT report FROM reports) DELETE FROM reports WHERE report IN old",
        "INSERT INTO text_index (text_index) VALUES ('rebuild')",
    ];

    #[test]
    fn queries_read_and_do_nothing_else() {
        let mut archive = archive("query-reads");
        for refused in REFUSED {
            let told = rows(&mut archive, refused, Limits::default()).expect_err(refused).to_string();
            assert!(told.contains("refused: queries only read") || told.contains("no such table"), "{refused}: {told}");
        }
        for read in [
            "SELECT count(*) FROM reports",
            "PRAGMA table_info(runs)",
            "SELECT name FROM pragma_table_info('quotations')",
            "SELECT count(*) FROM text_index WHERE text_index MATCH 'rain'",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n",
            "EXPLAIN QUERY PLAN SELECT * FROM articles WHERE published = '2031-03-08'",
        ] {
            rows(&mut archive, read, Limits::default()).unwrap_or_else(|error| panic!("{read}: {error}"));
        }
        // What was refused to a query is allowed to the archive itself.
        assert!(archive.connection.execute_batch("PRAGMA cache_size = -1000").is_ok());
        forget(archive.path());
    }

    #[test]
    fn limits_end_a_query() {
        let mut archive = archive("query-ends");
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
        let three = Limits { rows: Some(3), time: None };
        let (found, whole) = rows(&mut archive, endless, three).expect("three rows");
        assert_eq!((found.len(), whole), (3, false));
        let (_, whole) = rows(&mut archive, "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3", three).expect("rows");
        assert!(whole, "three of three");
        let soon = Limits { rows: None, time: Some(Duration::from_millis(50)) };
        let begun = Instant::now();
        let late = rows(&mut archive, &endless.replace("SELECT i FROM", "SELECT max(i) FROM"), soon);
        let told = late.expect_err("it never ends").to_string();
        assert!(told.contains("took longer than 0.05 s") && told.contains("--limit-time"), "{told}");
        assert!(begun.elapsed() < Duration::from_secs(20));
        forget(archive.path());
    }

    #[test]
    fn mistakes_are_shown_with_their_place_and_what_there_is() {
        let mut archive = archive("query-errs");
        let mut told = |sql: &str| rows(&mut archive, sql, Limits::default()).expect_err(sql).to_string();
        let column = told("SELECT report,\n  speaker_name\nFROM quotations q");
        assert!(column.starts_with("no such column: speaker_name\n    speaker_name\n    ^"), "{column}");
        assert!(column.contains("columns of quotations: report, quotation_id, kind, words, speaker_id"), "{column}");
        let table = told("SELECT * FROM quotes");
        assert!(table.contains("no such table: quotes") && table.contains("events, failures"), "{table}");
        assert!(!table.contains("_kept") && !table.contains("text_index_data"), "{table}");
        assert!(told("SELEC 1").starts_with("near \"SELEC\": syntax error\n  SELEC 1\n  ^"));
        assert!(told("SELECT 1; SELECT 2").contains("one at a time"));
        assert!(told("  -- nothing").contains("no query"));
        assert!(told("SELECT 'é', nowhere").contains("\n  SELECT 'é', nowhere\n              ^"));
        assert!(told("SELECT count(*) FROM text_index WHERE text_index MATCH '\"'").contains("unterminated string"));
        forget(archive.path());
    }

    #[test]
    fn values_keep_their_types_and_columns_have_names_of_their_own() {
        let mut archive = archive("query-types");
        let mut names = Vec::new();
        let mut cells = Vec::new();
        let sql = "SELECT 1 AS a, 1.5 AS a, 'x' AS a, x'00ff' AS b, NULL AS c, CAST(x'66ff' AS TEXT) AS d";
        let asked = archive.query(sql, Limits::default(), |answer| {
            match answer {
                Answer::Columns(columns) => names = columns.to_vec(),
                Answer::Row(row) => cells = row,
            }
            Ok::<(), Error>(())
        });
        assert!(asked.expect("answered"));
        assert_eq!(names, ["a", "a_2", "a_3", "b", "c", "d"]);
        let text = |text: &str| Value::Text(text.to_owned());
        let blob = Value::Blob(vec![0, 255]);
        assert_eq!(cells, [Value::Integer(1), Value::Real(1.5), text("x"), blob, Value::Null, text("f\u{fffd}")]);
        forget(archive.path());
    }
}
