//! Which file and line of a gold set, or of answers, and what is wrong?

use std::path::{Path, PathBuf};

/// Why something could not be judged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A line does not say what is needed.
    #[error("{}:{line}: {cause}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from one.
        line: usize,
        /// What is wrong.
        cause: String,
    },
    /// A file, or a folder, is not what was expected.
    #[error("{}: {cause}", path.display())]
    Set {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// Copies and stories could not be compared.
    #[error(transparent)]
    Archive(#[from] dateline_archive::Error),
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }

    pub(crate) fn line(path: &Path, line: usize, cause: impl ToString) -> Self {
        Self::Line { path: path.to_owned(), line, cause: cause.to_string() }
    }

    pub(crate) fn set(path: &Path, cause: impl ToString) -> Self {
        Self::Set { path: path.to_owned(), cause: cause.to_string() }
    }
}
