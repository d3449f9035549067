//! What keeps an audit from being drawn, kept or told?

use std::path::{Path, PathBuf};

use dateline_archive::store;

/// Why something of an audit could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{}: there is no audit; `dateline audit draw ARCHIVE` draws one", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A sample is frozen: it is not drawn over.
    #[error("{}: it is there already, and a sample with its verdicts is never written over; choose another --out", path.display())]
    There {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: no audit of dateline, or one of a newer program", path.display())]
    Other {
        /// The file.
        path: PathBuf,
    },
    /// There is nothing to draw from.
    #[error("{}: {cause}", path.display())]
    Empty {
        /// What was to be drawn from.
        path: PathBuf,
        /// Why there is nothing.
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
    /// The archive that is drawn from, or compared with, cannot be read.
    #[error(transparent)]
    Archive(#[from] store::Error),
    /// A file cannot be read.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// What stands in the file is not what a program of this version writes.
    #[error("{}: {cause}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// What a coder says is not possible.
    #[error("{0}")]
    Said(String),
}

impl Error {
    /// What SQLite says of the file at this path.
    pub(super) fn of(path: &Path) -> impl Fn(rusqlite::Error) -> Self + Copy + '_ {
        move |cause| match cause.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => Self::Other { path: path.to_owned() },
            _ => Self::Database { path: path.to_owned(), cause },
        }
    }

    pub(super) fn damaged(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Damaged { path: path.to_owned(), cause: cause.to_string() }
    }
}
