//! Who keeps what is fetched? As an archive does, without a language model.

use std::error::Error;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use dateline_intake::Outcome;
use dateline_watch::{Feed, Feeds, Keeper, Kept, Manners, Note, Round, Watch};
use jiff::SignedDuration;
use rusqlite::{Connection, OptionalExtension, params};

/// Keeps reports in a table.
pub(crate) struct Shelf {
    connection: Connection,
    /// Pages that are kept until it fails, if it is to.
    pub(crate) fails_after: Option<usize>,
}

impl Shelf {
    pub(crate) fn new() -> Self {
        Self::at(Connection::open_in_memory().expect("a database"))
    }

    pub(crate) fn at(connection: Connection) -> Self {
        let tables = "CREATE TABLE IF NOT EXISTS kept (url TEXT, title TEXT, published TEXT, text TEXT, failure TEXT)";
        connection.execute_batch(tables).expect("a table");
        connection.pragma_update(None, "foreign_keys", true).expect("a setting");
        Self { connection, fails_after: None }
    }

    /// The rows that a query answers, their columns joined by `|`.
    pub(crate) fn rows(&self, query: &str) -> Vec<String> {
        let mut statement = self.connection.prepare(query).expect("a query");
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row| {
            let cell = |at| match row.get::<_, rusqlite::types::Value>(at).expect("a value") {
                rusqlite::types::Value::Null => "-".to_owned(),
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            };
            Ok((0..columns).map(cell).collect::<Vec<_>>().join("|"))
        };
        statement.query_map([], row).expect("an answer").map(|row| row.expect("a row")).collect()
    }

    pub(crate) fn set(&self, statement: &str) {
        self.connection.execute_batch(statement).expect("a change");
    }

    fn put(&self, outcome: &Outcome, kept: &mut Kept) -> rusqlite::Result<()> {
        let insert = "INSERT INTO kept VALUES (?, ?, ?, ?, ?)";
        let none = None::<String>;
        match outcome {
            Err(failure) => {
                kept.new += 1;
                self.connection.execute(insert, params![failure.source.url, none, none, none, failure.message])?;
            }
            Ok(report) => {
                let url = &report.source.url;
                let last = "SELECT text FROM kept WHERE url = ? ORDER BY rowid DESC LIMIT 1";
                let last: Option<Option<String>> =
                    self.connection.query_row(last, [url], |row| row.get(0)).optional()?;
                if last.as_ref() == Some(&Some(report.text.clone())) {
                    kept.held += 1;
                    return Ok(());
                }
                kept.new += 1;
                kept.versions += u64::from(last.is_some());
                let day = report.published.map(|day| day.to_string());
                self.connection.execute(insert, params![url, report.title, day, report.text, none])?;
            }
        }
        Ok(())
    }
}

impl Keeper for Shelf {
    fn connection(&self) -> &Connection {
        &self.connection
    }

    fn keep(&mut self, pages: Vec<Vec<Outcome>>, note: &mut Note<'_>) -> Result<Kept, Box<dyn Error + Send + Sync>> {
        let mut kept = Kept::default();
        for (place, page) in pages.iter().enumerate() {
            let transaction = self.connection.unchecked_transaction()?;
            for outcome in page {
                self.put(outcome, &mut kept)?;
            }
            if let Some(left) = &mut self.fails_after {
                if *left == 0 {
                    return Err("the disk is full".into());
                }
                *left -= 1;
            }
            note(&self.connection, place)?;
            transaction.commit()?;
        }
        Ok(kept)
    }
}

/// Manners of those who are in a hurry and at home.
pub(crate) fn hurried() -> Manners {
    Manners {
        delay: Duration::ZERO,
        patience: Duration::from_millis(300),
        longest: Duration::from_millis(600),
        largest_page: 200_000,
        revisits: Vec::new(),
        allow_private: true,
        ..Manners::default()
    }
}

pub(crate) fn feeds(urls: &[String]) -> Feeds {
    let feeds = urls.iter().map(|url| Feed { url: url.clone(), ..Feed::default() });
    Feeds { feeds: feeds.collect(), ..Feeds::default() }
}

/// One round of this feed.
pub(crate) fn once(shelf: &mut Shelf, url: &str, manners: Manners) -> Round {
    let stop = AtomicBool::new(false);
    Watch::new(feeds(&[url.to_owned()]), manners, &stop).round(shelf, true, &mut |_| {}).expect("a round")
}

/// Times of the past for all that waits, so that it is due.
pub(crate) fn time_passes(shelf: &Shelf) {
    shelf.set(
        "UPDATE followed_feeds SET next_try = '2000-01-01T00:00:00.000Z';
         UPDATE followed_pages SET next_try = '2000-01-01T00:00:00.000Z' WHERE next_try IS NOT NULL;
         UPDATE followed_hosts SET not_before = NULL",
    );
}

/// A time that is so many seconds from now.
pub(crate) fn seconds_from_now(text: &str) -> i64 {
    let time: jiff::Timestamp = text.parse().expect("a time");
    let left: SignedDuration = time.duration_since(jiff::Timestamp::now());
    left.as_secs()
}
