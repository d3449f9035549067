//! Which pages are wanted, and what came of asking for one?

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Failed, Validators, written};

/// A page as a list names it.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    /// Its address, without what only counts readers.
    pub url: &'w str,
    /// Where it is asked for.
    pub host: &'w str,
    /// Its headline.
    pub title: Option<&'w str>,
    /// The day of its publication.
    pub published: Option<Date>,
    /// A hash of all that the list tells.
    pub told: &'w str,
}

/// What becomes of a page that a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// It was not known, and is wanted.
    New,
    /// It was known, and the list tells the same.
    Known,
    /// The list tells something else of it: it is asked for again.
    Changed,
}

/// A list names a page. One that is known is asked for again where the list tells something else, but not before `again`
/// after it was fetched.
///
/// # Errors
///
/// If the file cannot be written.
pub fn want(
    connection: &Connection,
    feed: &str,
    page: &Wanted,
    now: Timestamp,
    again: SignedDuration,
) -> rusqlite::Result<Listing> {
    let mut known =
        connection.prepare_cached("SELECT told, fetched, state = 'held' FROM followed_pages WHERE url = ?")?;
    let known: Option<(String, Option<String>, bool)> =
        known.query_row([page.url], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let published = page.published.map(|day| day.to_string());
    let Some((told, fetched, held)) = known else {
        let mut statement = connection.prepare_cached(
            "INSERT INTO followed_pages (url, host, feed, title, published, told, state, listed, next_try) \
             VALUES (?, ?, ?, ?, ?, ?, 'wanted', ?8, ?8)",
        )?;
        let now = written(now);
        statement.execute(params![page.url, page.host, feed, page.title, published, page.told, now, now])?;
        return Ok(Listing::New);
    };
    if told == page.told {
        return Ok(Listing::Known);
    }
    let fetched: Option<Timestamp> = fetched.and_then(|fetched| fetched.parse().ok());
    let next = fetched.and_then(|fetched| fetched.checked_add(again).ok()).map_or(now, |next| next.max(now));
    let next = held.then(|| written(next));
    let mut statement = connection.prepare_cached(
        "UPDATE followed_pages SET title = ?, published = ?, told = ?, \
         next_try = CASE WHEN ?4 IS NULL THEN next_try ELSE min(?4, coalesce(next_try, ?4)) END WHERE url = ?5",
    )?;
    statement.execute(params![page.title, published, page.told, next, page.url])?;
    Ok(if held { Listing::Changed } else { Listing::Known })
}

/// A page's text is held. It is asked for again at `next`; nothing for never.
///
/// # Errors
///
/// If the file cannot be written.
pub fn page_held(
    connection: &Connection,
    url: &str,
    validators: &Validators,
    now: Timestamp,
    next: Option<Timestamp>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE followed_pages SET revisits = revisits + (state = 'held'), state = 'held', fetched = ?, etag = ?, \
         last_modified = ?, next_try = ?, failures = 0, cause = NULL, message = NULL WHERE url = ?",
    )?;
    let Validators { etag, last_modified } = validators;
    statement.execute(params![written(now), etag, last_modified, next.map(written), url])?;
    Ok(())
}

/// A report is taken out of the archive: its page is not fetched again, and nothing is known of it but the address.
pub(in crate::store) fn page_removed(connection: &Connection, report: i64) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE followed_pages SET title = NULL, published = NULL, told = '', state = 'given_up', etag = NULL, \
         last_modified = NULL, next_try = NULL, cause = 'removed', message = 'its report was removed' \
         WHERE url IN (SELECT url FROM articles_kept WHERE report = ?1 UNION SELECT source_url FROM articles_kept \
         WHERE report = ?1 UNION SELECT url FROM failures_kept WHERE report = ?1)",
        [report],
    )?;
    Ok(())
}

/// A page could not be had. It is asked for again at `next`; with nothing it is given up, unless its text is held.
///
/// # Errors
///
/// If the file cannot be written.
pub fn page_failed(
    connection: &Connection,
    url: &str,
    failed: Failed,
    next: Option<Timestamp>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE followed_pages SET state = CASE WHEN ?3 IS NULL AND state = 'wanted' THEN 'given_up' ELSE state END, \
         failures = failures + 1, cause = ?1, message = ?2, next_try = ?3 WHERE url = ?4",
    )?;
    statement.execute(params![failed.cause, failed.message, next.map(written), url])?;
    Ok(())
}
