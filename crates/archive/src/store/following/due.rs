//! What is due, of which host, and when is the next?

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::{Validators, written};

/// Something to ask a server for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its address.
    pub url: String,
    /// What it is.
    pub kind: DueKind,
    /// What the server called the state that is known.
    pub validators: Validators,
    /// Failures since it went well.
    pub failures: u32,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueKind {
    /// A feed or a sitemap.
    Feed {
        /// Whether another list named it.
        is_named: bool,
    },
    /// A page, with what its list tells of it.
    Page {
        /// Its headline.
        title: Option<String>,
        /// The day of its publication.
        published: Option<Date>,
        /// Whether its text is held, and may have changed.
        held: bool,
        /// How often it was asked for again.
        revisits: u32,
    },
}

impl DueKind {
    /// Whether it is a feed or a sitemap.
    pub fn is_feed(&self) -> bool {
        matches!(self, Self::Feed { .. })
    }
}

/// Hosts of which something is due, those of which nothing is asked before a later time left out.
///
/// # Errors
///
/// If the file cannot be read.
pub fn due_hosts(connection: &Connection, now: Timestamp) -> rusqlite::Result<BTreeSet<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT host FROM followed_feeds WHERE followed AND next_try <= ?1 \
         UNION SELECT host FROM followed_pages WHERE next_try <= ?1 \
         EXCEPT SELECT host FROM followed_hosts WHERE not_before > ?1",
    )?;
    statement.query_map([written(now)], |row| row.get(0))?.collect()
}

/// What is due of a host, feeds first, then pages in the order in which they were listed; `most` at once.
///
/// # Errors
///
/// If the file cannot be read.
pub fn due(connection: &Connection, host: &str, now: Timestamp, most: u32) -> rusqlite::Result<Vec<Due>> {
    let now = written(now);
    let mut statement = connection.prepare_cached(
        "SELECT url, etag, last_modified, failures, named_by IS NOT NULL FROM followed_feeds \
         WHERE followed AND host = ? AND next_try <= ? ORDER BY next_try, url LIMIT ?",
    )?;
    let feed = |row: &Row| due_of(row, DueKind::Feed { is_named: row.get(4)? });
    let mut due: Vec<Due> = statement.query_map(params![host, now, most], feed)?.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare_cached(
        "SELECT url, etag, last_modified, failures, title, published, state = 'held', revisits FROM followed_pages \
         WHERE host = ? AND next_try <= ? ORDER BY rowid LIMIT ?",
    )?;
    let page = |row: &Row| {
        let published: Option<String> = row.get(5)?;
        let published = published.and_then(|day| day.parse().ok());
        due_of(row, DueKind::Page { title: row.get(4)?, published, held: row.get(6)?, revisits: row.get(7)? })
    };
    for page in statement.query_map(params![host, now, most - due.len() as u32], page)? {
        due.push(page?);
    }
    Ok(due)
}

fn due_of(row: &Row, kind: DueKind) -> rusqlite::Result<Due> {
    let validators = Validators { etag: row.get(1)?, last_modified: row.get(2)? };
    Ok(Due { url: row.get(0)?, kind, validators, failures: row.get(3)? })
}

/// When something is due next; nothing if nothing is followed.
///
/// # Errors
///
/// If the file cannot be read.
pub fn next_due(connection: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    let next: Option<String> = connection.query_row(
        "SELECT min(max(next_try, coalesce(not_before, ''))) FROM \
         (SELECT host, next_try FROM followed_feeds WHERE followed \
          UNION ALL SELECT host, min(next_try) FROM followed_pages WHERE next_try IS NOT NULL GROUP BY host) \
         LEFT JOIN followed_hosts USING (host)",
        [],
        |row| row.get(0),
    )?;
    Ok(next.and_then(|next| next.parse().ok()))
}
