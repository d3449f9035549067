//! Which feeds are followed, and what came of asking for one?

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{Failed, Validators, written};

/// A feed to be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Its address.
    pub url: String,
    /// Where it is asked for.
    pub host: String,
    /// What it is called.
    pub name: Option<String>,
}

/// From now on these feeds are followed, and those of earlier files that are not among them are not, nor the lists that those
/// name; what is known of them stays. One that is followed again is read anew, since the lists that it names are to be followed.
///
/// # Errors
///
/// If the file cannot be written.
pub fn follow(connection: &Connection, feeds: &[Followed], now: Timestamp) -> rusqlite::Result<()> {
    let mut own = connection.prepare("SELECT url FROM followed_feeds WHERE named_by IS NULL AND followed")?;
    let own: Vec<String> = own.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for url in own.iter().filter(|url| feeds.iter().all(|feed| feed.url != **url)) {
        connection.execute("UPDATE followed_feeds SET followed = 0 WHERE ?1 IN (url, named_by)", [url])?;
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO followed_feeds (url, host, name, next_try) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET \
         etag = CASE WHEN followed THEN etag END, last_modified = CASE WHEN followed THEN last_modified END, \
         followed = 1, named_by = NULL, name = coalesce(excluded.name, name)",
    )?;
    for Followed { url, host, name } in feeds {
        statement.execute(params![url, host, name, written(now)])?;
    }
    Ok(())
}

/// All feeds that did not fail are due now, and those whose servers were not asked, for where they are.
///
/// # Errors
///
/// If the file cannot be written.
pub fn wake(connection: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    let now = written(now);
    connection.execute(
        "UPDATE followed_feeds SET next_try = ?1 WHERE (failures = 0 OR cause = 'private') AND next_try > ?1",
        [now],
    )?;
    Ok(())
}

/// A feed was read, or is as it was; `name` is what it calls itself.
///
/// # Errors
///
/// If the file cannot be written.
pub fn feed_read(
    connection: &Connection,
    url: &str,
    name: Option<&str>,
    validators: &Validators,
    [now, next]: [Timestamp; 2],
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE followed_feeds SET name = coalesce(name, ?), etag = ?, last_modified = ?, last_read = ?, next_try = ?, \
         failures = 0, cause = NULL, message = NULL WHERE url = ?",
    )?;
    let Validators { etag, last_modified } = validators;
    statement.execute(params![name, etag, last_modified, written(now), written(next), url])?;
    Ok(())
}

/// A feed could not be had, and is asked for again.
///
/// # Errors
///
/// If the file cannot be written.
pub fn feed_failed(connection: &Connection, url: &str, failed: Failed, next: Timestamp) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE followed_feeds SET failures = failures + 1, cause = ?, message = ?, next_try = ? WHERE url = ?",
    )?;
    statement.execute(params![failed.cause, failed.message, written(next), url])?;
    Ok(())
}

/// The lists that a list names: each with its host. Those that it named before and does not any more are not followed.
///
/// # Errors
///
/// If the file cannot be written.
pub fn name_lists(
    connection: &Connection,
    named_by: &str,
    lists: &[(String, String)],
    now: Timestamp,
) -> rusqlite::Result<()> {
    connection.execute("UPDATE followed_feeds SET followed = 0 WHERE named_by = ?", [named_by])?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO followed_feeds (url, host, named_by, next_try) VALUES (?, ?, ?, ?) \
         ON CONFLICT (url) DO UPDATE SET followed = 1",
    )?;
    for (url, host) in lists {
        statement.execute(params![url, host, named_by, written(now)])?;
    }
    Ok(())
}
