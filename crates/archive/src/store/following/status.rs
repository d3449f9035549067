//! How do the feeds and pages stand that are followed?

use rusqlite::{Connection, Row};

/// How all that is followed stands. Times are in UTC, as they are written in the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The feeds that are followed, by their addresses.
    pub feeds: Vec<FeedStatus>,
    /// Pages that could not be had, those asked for again first.
    pub failing: Vec<PageStatus>,
    /// Hosts of which nothing is asked before a later time.
    pub held_back: Vec<HostStatus>,
}

/// How a feed stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedStatus {
    /// Its address.
    pub url: String,
    /// What it is called.
    pub name: Option<String>,
    /// When it was read last.
    pub last_read: Option<String>,
    /// When it is asked for next.
    pub next_try: String,
    /// Failures since it was read last.
    pub failures: u32,
    /// The cause of the last of them, in one word.
    pub cause: Option<String>,
    /// What was wrong.
    pub message: Option<String>,
    /// Pages that are wanted.
    pub wanted: u64,
    /// Pages whose text is held.
    pub held: u64,
    /// Pages that were given up.
    pub given_up: u64,
}

/// How a page stands that could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStatus {
    /// Its address.
    pub url: String,
    /// `wanted`, `held` or `given_up`.
    pub state: String,
    /// Failures since it went well.
    pub failures: u32,
    /// The cause of the last of them, in one word.
    pub cause: String,
    /// What was wrong.
    pub message: String,
    /// When it is asked for again; nothing if it is not.
    pub next_try: Option<String>,
}

/// How a host stands of which nothing is asked for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostStatus {
    /// The host, with its scheme.
    pub host: String,
    /// When it is asked again.
    pub not_before: String,
    /// Failures since a request went well.
    pub failures: u32,
}

/// How all that is followed stands; nothing is followed where there are no tables.
///
/// # Errors
///
/// If the file cannot be read.
pub fn status(connection: &Connection) -> rusqlite::Result<Status> {
    if !connection.table_exists(None, "followed_feeds")? {
        return Ok(Status::default());
    }
    let mut statement = connection.prepare(
        "SELECT feeds.url, name, last_read, feeds.next_try, feeds.failures, feeds.cause, feeds.message, \
         total(state = 'wanted'), total(state = 'held'), total(state = 'given_up') \
         FROM followed_feeds AS feeds LEFT JOIN followed_pages AS pages ON pages.feed = feeds.url \
         WHERE followed GROUP BY feeds.url ORDER BY feeds.url",
    )?;
    let feeds = statement.query_map([], feed)?.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare(
        "SELECT url, state, failures, cause, message, next_try FROM followed_pages WHERE cause IS NOT NULL \
         ORDER BY next_try IS NULL, next_try, url",
    )?;
    let failing = statement.query_map([], page)?.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare(
        "SELECT host, not_before, failures FROM followed_hosts WHERE not_before IS NOT NULL ORDER BY not_before, host",
    )?;
    let host = |row: &Row| Ok(HostStatus { host: row.get(0)?, not_before: row.get(1)?, failures: row.get(2)? });
    let held_back = statement.query_map([], host)?.collect::<rusqlite::Result<_>>()?;
    Ok(Status { feeds, failing, held_back })
}

fn feed(row: &Row) -> rusqlite::Result<FeedStatus> {
    let count = |at: usize| row.get::<_, f64>(at).map(|count| count as u64);
    Ok(FeedStatus {
        url: row.get(0)?,
        name: row.get(1)?,
        last_read: row.get(2)?,
        next_try: row.get(3)?,
        failures: row.get(4)?,
        cause: row.get(5)?,
        message: row.get(6)?,
        wanted: count(7)?,
        held: count(8)?,
        given_up: count(9)?,
    })
}

fn page(row: &Row) -> rusqlite::Result<PageStatus> {
    Ok(PageStatus {
        url: row.get(0)?,
        state: row.get(1)?,
        failures: row.get(2)?,
        cause: row.get(3)?,
        message: row.get(4)?,
        next_try: row.get(5)?,
    })
}
