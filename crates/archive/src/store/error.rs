//! What keeps an archive from being opened, read or written?

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;

use super::lock::Writer;

/// Why an archive could not be opened, or something not be done with it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such archive.
    #[error("{}: there is no archive; `dateline add {} FILE…` begins one", path.display(), path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: not an archive of dateline{}; choose another file", path.display(), told(cause))]
    Other {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, if that is known.
        cause: String,
    },
    /// A newer program wrote it.
    #[error(
        "{}: this archive is of version {version}, and this program knows up to {known}; use the program that wrote it, \
         or a newer one",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i32,
        /// The newest that is known here.
        known: i32,
    },
    /// An earlier program wrote it, and it cannot be brought up to date here.
    #[error(
        "{}: this archive is of version {version}, from an earlier program, and cannot be brought up to date: it, or its \
         folder, cannot be written; copy it to where it can",
        path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i32,
    },
    /// Somebody else writes into it.
    #[error("{}: {holder} is writing into this archive; try again when that has ended, or wait longer (--wait)", path.display())]
    Held {
        /// The file.
        path: PathBuf,
        /// Who.
        holder: Writer,
    },
    /// The disk, or what is allowed of it, is full.
    #[error(
        "{}: the disk is full; what was committed stays, and the same command goes on when there is room",
        path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// A file beside it could not be read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// What is kept of a report cannot be read.
    #[error("{}: what is kept of report {report} is damaged: {cause}; `dateline check` says how to repair it", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The number of the report.
        report: u64,
        /// What is wrong.
        cause: String,
    },
    /// The ledger that is kept cannot be read.
    #[error("{}: the ledger that is kept is damaged: {cause}; `dateline check --repair` takes it away, and it is read anew", path.display())]
    DamagedLedger {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// What SQLite says.
    #[error("{}: {cause}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: rusqlite::Error,
    },
    /// A query that is none, or may not be asked.
    #[error("{message}")]
    Query {
        /// What is wrong with it, where, and what there is instead.
        message: String,
    },
    /// A query that was ended.
    #[error(
        "{}: the query took longer than {} s and was ended; ask for less (WHERE with report, a day or a name; LIMIT), or \
         allow more time (--limit-time 60s, 0 for as long as it takes)",
        path.display(), limit.as_secs_f64()
    )]
    TooLong {
        /// The file.
        path: PathBuf,
        /// How long it was allowed to take.
        limit: Duration,
    },
    /// Nothing that could be searched for.
    #[error("{cause}")]
    Words {
        /// What is wrong with the words.
        cause: String,
    },
    /// Something that cannot be said by hand so.
    #[error("{cause}")]
    Said {
        /// What is wrong with it.
        cause: String,
    },
    /// A table could not be written.
    #[error(transparent)]
    Table(#[from] crate::error::Error),
}

fn told(cause: &str) -> String {
    if cause.is_empty() { String::new() } else { format!(" ({cause})") }
}

impl Error {
    /// Whether who may write into the archive opens it all the same: it is of an earlier version, or a program that was ended at
    /// a bad moment left a journal that has to be undone.
    pub(super) fn is_mended_by_writing(&self) -> bool {
        match self {
            Self::Older { .. } => true,
            Self::Database { cause, .. } => {
                matches!(cause.sqlite_error_code(), Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen))
            }
            _ => false,
        }
    }

    /// What SQLite says of the archive at this path.
    pub(super) fn of(path: &Path) -> impl Fn(rusqlite::Error) -> Self + Copy + '_ {
        move |cause| match cause.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path: path.to_owned() },
            Some(ErrorCode::NotADatabase) => Self::Other { path: path.to_owned(), cause: "no SQLite file".to_owned() },
            _ => Self::Database { path: path.to_owned(), cause },
        }
    }
}
