//! What is known of a host: what it forbids, and until when is nothing asked of it?

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::written;

/// What is known of a host's robots.txt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHost {
    /// The text of its robots.txt, if it is known and not too old.
    pub robots: Option<String>,
    /// Until when that holds.
    pub robots_until: Option<Timestamp>,
    /// Failures since a request went well.
    pub failures: u32,
}

/// What is known of a host.
///
/// # Errors
///
/// If the file cannot be read.
pub fn host(connection: &Connection, host: &str) -> rusqlite::Result<KnownHost> {
    let mut statement =
        connection.prepare_cached("SELECT robots, robots_until, failures FROM followed_hosts WHERE host = ?")?;
    let known = statement.query_row([host], |row| {
        let until: Option<String> = row.get(1)?;
        let robots_until = until.and_then(|until| until.parse().ok());
        Ok(KnownHost { robots: row.get(0)?, robots_until, failures: row.get(2)? })
    });
    Ok(known.optional()?.unwrap_or(KnownHost { robots: None, robots_until: None, failures: 0 }))
}

/// A host's robots.txt was read.
///
/// # Errors
///
/// If the file cannot be written.
pub fn robots_read(connection: &Connection, host: &str, robots: &str, until: Timestamp) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO followed_hosts (host, robots, robots_until) VALUES (?, ?, ?) \
         ON CONFLICT (host) DO UPDATE SET robots = excluded.robots, robots_until = excluded.robots_until",
    )?;
    statement.execute(params![host, robots, written(until)])?;
    Ok(())
}

/// A request to a host went well: what kept others back is over.
///
/// # Errors
///
/// If the file cannot be written.
pub fn host_answered(connection: &Connection, host: &str) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE followed_hosts SET failures = 0, not_before = NULL WHERE host = ? AND (failures > 0 OR not_before IS NOT NULL)",
    )?;
    statement.execute([host])?;
    Ok(())
}

/// Nothing is asked of a host before this time.
///
/// # Errors
///
/// If the file cannot be written.
pub fn hold_back(connection: &Connection, host: &str, until: Timestamp) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO followed_hosts (host, not_before, failures) VALUES (?, ?, 1) ON CONFLICT (host) DO UPDATE \
         SET failures = failures + 1, not_before = max(excluded.not_before, coalesce(not_before, ''))",
    )?;
    statement.execute(params![host, written(until)])?;
    Ok(())
}
