//! An archive in one file, which keeps what was read and lets it be asked: SQLite, with an index of all words.
//!
//! It holds the reports with their texts, the answers to each as tables, its record as a whole, what became of it before,
//! and with what it was read. What is committed survives whatever ends the program. One writes at a time ([`Writer`]), beside
//! as many who read. DuckDB, pandas, Datasette and `sqlite3` open it as it is.

mod adding;
mod carrier;
mod changes;
mod checking;
mod committing;
mod error;
mod exporting;
pub mod following;
mod hits;
mod identity;
mod info;
mod joining;
mod kept;
mod ledger;
mod lock;
mod looking;
mod naming;
mod packing;
mod query;
mod recoding;
mod refusing;
mod removing;
mod rows;
mod runs;
mod schema;
mod search;
mod tables;
mod versions;
mod wording;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

pub use adding::Added;
pub use changes::{Change, Told};
pub use checking::Fault;
pub use error::Error;
pub use exporting::Exported;
pub use hits::{Happened, Hit, Said, Snippet};
pub use info::{Info, Part, RunInfo};
pub use joining::{Joined, Joining, Pace};
pub use ledger::{Compared, Extract, KeptLedger, Leaf, LedgerState, Reach, ReadFrom, WholeLedger};
pub use lock::Writer;
pub use query::{Answer, Limits};
pub use recoding::Recoded;
pub use runs::Versions;
pub use search::{Found, Search};
pub use versions::Edit;
pub use wording::expression;

/// A value as SQLite has it.
pub use rusqlite::types::Value;

use lock::Lock;
use packing::Packing;

/// How long SQLite waits for somebody who writes with another program.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of pages that a connection keeps in memory, as SQLite counts them: in thousands, below 0.
const CACHE: i64 = -32_000;

/// Bytes of a page of the file: texts of two thousand bytes leave less of it empty than of smaller ones.
const PAGE: i64 = 8192;

/// An archive that is open.
///
/// # Example
///
/// ```
/// use dateline_archive::store::{Archive, Writer};
///
/// let path = std::env::temp_dir().join(format!("dateline-doc-{}.db", std::process::id()));
/// let archive = Archive::open_to_write(&path, &Writer::here("an example"), Default::default(), |_| {})?;
/// assert_eq!(archive.path(), path);
/// drop(archive);
/// assert!(Archive::open(&path).is_ok());
/// # dateline_archive::store::forget(&path);
/// # Ok::<(), dateline_archive::store::Error>(())
/// ```
pub struct Archive {
    connection: Connection,
    path: PathBuf,
    packing: Packing,
    _lock: Option<Lock>,
}

impl Archive {
    /// Opens an archive to read from it.
    ///
    /// # Errors
    ///
    /// If there is none, or it is of another version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        match Self::open_as_it_is(path) {
            Err(error) if error.is_mended_by_writing() => {
                let writer = Writer::here("a command that brings it up to date");
                match Self::open_to_write(path, &writer, PATIENCE, |_| {}) {
                    Ok(_) => Self::open_as_it_is(path),
                    // Who cannot write there is told what could not be done.
                    Err(_) if beside(path, "-wal").exists() => Err(error),
                    Err(_) => Self::open_for_good(path).map_err(|_| error),
                }
            }
            opened => opened,
        }
    }

    fn open_as_it_is(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::known(Connection::open_with_flags(named(path), flags).map_err(Error::of(path))?, path)
    }

    /// Opens an archive that lies where nobody may write, if no log beside it holds what is not in it: then it will not change.
    fn open_for_good(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let name = named(path).to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let connection = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags);
        Self::known(connection.map_err(Error::of(path))?, path)
    }

    fn known(connection: Connection, path: &Path) -> Result<Self, Error> {
        match version(&connection, path)? {
            Some(schema::VERSION) if schema::has_these_answers(&connection).map_err(Error::of(path))? => {
                Self::with(connection, path, None)
            }
            Some(version) => Err(Error::Older { path: path.to_owned(), version }),
            None => Err(Error::Missing { path: path.to_owned() }),
        }
    }

    /// Opens an archive to write into it, and makes it, if it is not there. Another writer is waited for as long as
    /// `patience`; who that is goes to `waits`.
    ///
    /// # Errors
    ///
    /// If another one still writes then, the file cannot be written, or is none that this program knows.
    pub fn open_to_write(
        path: &Path,
        writer: &Writer,
        patience: Duration,
        waits: impl FnOnce(&Writer),
    ) -> Result<Self, Error> {
        let lock = Lock::take(&real(path), writer, patience, waits)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(named(path), flags).map_err(Error::of(path))?;
        begin(&mut connection, path)?;
        let mut archive = Self::with(connection, path, Some(lock))?;
        if !schema::has_these_answers(&archive.connection).map_err(Error::of(path))? {
            archive.repair(|_| {})?;
        }
        Ok(archive)
    }

    fn with(connection: Connection, path: &Path, lock: Option<Lock>) -> Result<Self, Error> {
        let error = Error::of(path);
        connection.busy_timeout(PATIENCE).map_err(error)?;
        connection.pragma_update(None, "cache_size", CACHE).map_err(error)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(error)?;
        connection.set_prepared_statement_cache_capacity(64);
        let dictionary = connection.query_row("SELECT dictionary FROM made", [], |row| row.get::<_, Vec<u8>>(0));
        let packing = Packing::with(&dictionary.map_err(error)?);
        Ok(Self { connection, path: path.to_owned(), packing, _lock: lock })
    }

    /// How many reports were added, with those that could not be read.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn reports(&self) -> Result<u64, Error> {
        let count = self.connection.query_row("SELECT count(*) FROM reports", [], |row| row.get::<_, i64>(0));
        count.map(|count| count as u64).map_err(Error::of(&self.path))
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file itself: for what is known of feeds that are [followed](following), and for who shows what is in it.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Makes sure that a file which is open for writing is an archive of this version, or makes it one, if it is new.
fn begin(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let error = Error::of(path);
    connection.busy_timeout(PATIENCE).map_err(error)?;
    // What is removed has to be gone, and pages move words about long before.
    connection.pragma_update(None, "secure_delete", true).map_err(error)?;
    let there = version(connection, path)?;
    if there == Some(schema::VERSION) {
        return Ok(());
    }
    if there.is_none() {
        connection.pragma_update(None, "page_size", PAGE).map_err(error)?;
        connection.pragma_update(None, "journal_mode", "wal").map_err(error)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(error)?;
    let made = match there {
        None => schema::create(&transaction),
        Some(version) => schema::upgrade(&transaction, version),
    };
    made.map_err(error)?;
    transaction.commit().map_err(error)
}

/// The version of the archive in a file; nothing, if the file is empty.
fn version(connection: &Connection, path: &Path) -> Result<Option<i32>, Error> {
    let error = Error::of(path);
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(error);
    let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    match (number("application_id")?, number("user_version")?, tables.map_err(error)?) {
        (0, 0, 0) => Ok(None),
        (schema::APPLICATION, version, _) if version > schema::VERSION => {
            Err(Error::Newer { path: path.to_owned(), version, known: schema::VERSION })
        }
        (schema::APPLICATION, version, _) => Ok(Some(version)),
        _ => Err(Error::Other { path: path.to_owned(), cause: "a database of another program".to_owned() }),
    }
}

/// A path as SQLite takes it for nothing but a file: `:memory:` is none by itself.
fn named(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Where a file lies whatever links lead to it: who writes under another name writes into the same archive.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| named(path))
}

/// A file that is called as the archive with an ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Takes an archive away, with what lies beside it.
pub fn forget(path: &Path) {
    for ending in ["", "-wal", "-shm", lock::ENDING] {
        let _ = std::fs::remove_file(beside(path, ending));
    }
}
