//! With what were the answers of an archive read?

use rusqlite::{Connection, OptionalExtension, params};

/// With what reports are read: everything that may change an answer, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The program and its version.
    pub program: String,
    /// The language model, the encoder.
    pub model: String,
    /// Codebook, places, whether by rules only.
    pub codebook: String,
    /// What else was asked for: a day for reports without one, how sure events have to be.
    pub settings: String,
}

impl Versions {
    /// The number of the run with these versions; a new one, if there was none.
    pub(super) fn run(&self, connection: &Connection) -> rusqlite::Result<i64> {
        if let Some(run) = self.known(connection)? {
            return Ok(run);
        }
        let Self { program, model, codebook, settings } = self;
        let now = jiff::Timestamp::now().to_string();
        connection.execute(
            "INSERT INTO runs (begun, program, model, codebook, settings) VALUES (?, ?, ?, ?, ?)",
            params![now, program, model, codebook, settings],
        )?;
        Ok(connection.last_insert_rowid())
    }

    /// The number of the run with these versions, if there was one.
    pub(super) fn known(&self, connection: &Connection) -> rusqlite::Result<Option<i64>> {
        let Self { program, model, codebook, settings } = self;
        let sql = "SELECT run FROM runs WHERE program = ? AND model = ? AND codebook = ? AND settings = ?";
        connection.query_row(sql, params![program, model, codebook, settings], |row| row.get(0)).optional()
    }
}
