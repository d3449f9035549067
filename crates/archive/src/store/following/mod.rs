//! Which feeds are followed, which of their pages are wanted, held or given up, and when is each asked again?
//!
//! All of it lies in the archive's file, so that what was fetched and what is known of it are one.

mod due;
mod feeds;
mod hosts;
mod pages;
mod status;

use jiff::Timestamp;
use rusqlite::Connection;

pub use due::{Due, DueKind, due, due_hosts, next_due};
pub use feeds::{Followed, feed_failed, feed_read, follow, name_lists, wake};
pub use hosts::{KnownHost, hold_back, host, host_answered, robots_read};
pub(super) use pages::page_removed;
pub use pages::{Listing, Wanted, page_failed, page_held, want};
pub use status::{FeedStatus, HostStatus, PageStatus, Status, status};

/// The tables. Times are in UTC, written as `2031-03-08T09:00:00.000Z`.
pub const TABLES: &str = r#"
CREATE TABLE IF NOT EXISTS followed_feeds (
  -- Feeds and sitemaps.
  url TEXT PRIMARY KEY,
  name TEXT,
  host TEXT NOT NULL,
  -- The list that named it, if no file of feeds did.
  named_by TEXT REFERENCES followed_feeds ON DELETE CASCADE,
  -- Whether it is still named.
  followed INTEGER NOT NULL DEFAULT 1,
  -- What the server called the state that was read last.
  etag TEXT,
  last_modified TEXT,
  last_read TEXT,
  next_try TEXT NOT NULL,
  -- Failures since it was read last, and the last of them.
  failures INTEGER NOT NULL DEFAULT 0,
  cause TEXT,
  message TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS followed_pages (
  -- Pages by their address, without what only counts readers.
  url TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  feed TEXT NOT NULL REFERENCES followed_feeds ON DELETE CASCADE,
  -- What the list tells of it.
  title TEXT,
  published TEXT,
  -- A hash of all that the list tells: another one may be another text.
  told TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'held', 'given_up')),
  listed TEXT NOT NULL,
  fetched TEXT,
  etag TEXT,
  last_modified TEXT,
  -- When it is asked for, or asked for again; nothing if it is not.
  next_try TEXT,
  -- How often it was asked for again since it changed.
  revisits INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  cause TEXT,
  message TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS followed_pages_by_host ON followed_pages (host, next_try) WHERE next_try IS NOT NULL;

CREATE TABLE IF NOT EXISTS followed_hosts (
  host TEXT PRIMARY KEY,
  -- Its robots.txt: the text, or what stands for it.
  robots TEXT,
  robots_until TEXT,
  -- Nothing is asked of it before.
  not_before TEXT,
  -- Requests since the last that went well.
  failures INTEGER NOT NULL DEFAULT 0
) STRICT;
"#;

/// What a server calls a state of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The field `ETag`.
    pub etag: Option<String>,
    /// The field `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What kept something from being had.
#[derive(Clone, Copy, Debug)]
pub struct Failed<'f> {
    /// In one word.
    pub cause: &'f str,
    /// What is wrong.
    pub message: &'f str,
}

/// Makes the tables where they are not there.
///
/// # Errors
///
/// If the file cannot be written.
pub fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)
}

/// A time as it stands in the tables: as long as all others, so that they are in order as texts are.
pub fn written(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
