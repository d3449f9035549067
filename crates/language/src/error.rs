//! Which file of the package and which field, or which line of a document made by hand, and what is wrong there?

use std::path::{Path, PathBuf};

/// Why a model package or a document made by hand could not be read: where, and what is wrong there.
///
/// # Example
///
/// ```
/// let error = dateline_language::Pipeline::open("no/such/folder").unwrap_err();
/// assert!(error.to_string().contains("no/such/folder"));
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Cause);

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error("{}: {cause}", file.display())]
    Io { file: PathBuf, cause: std::io::Error },
    #[error("{}: {field}: {problem}", file.display())]
    Field { file: PathBuf, field: String, problem: String },
    #[error("line {line}: {problem}")]
    Line { line: usize, problem: String },
}

impl Error {
    pub(crate) fn io(file: &Path, cause: std::io::Error) -> Self {
        Self(Cause::Io { file: file.to_owned(), cause })
    }

    pub(crate) fn field(file: &Path, field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self(Cause::Field { file: file.to_owned(), field: field.into(), problem: problem.into() })
    }

    /// A mistake in a line, counted from one.
    pub(crate) fn line(line: usize, problem: impl Into<String>) -> Self {
        Self(Cause::Line { line, problem: problem.into() })
    }

    /// The file or folder of a package that the problem is in; nothing for a document made by hand.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Cause::Io { file, .. } | Cause::Field { file, .. } => Some(file),
            Cause::Line { .. } => None,
        }
    }

    /// The line of a document made by hand, counted from one; nothing for a package.
    pub fn line_number(&self) -> Option<usize> {
        if let Cause::Line { line, .. } = self.0 { Some(line) } else { None }
    }
}

/// What reading a model package or a document made by hand answers.
pub type Result<T> = std::result::Result<T, Error>;
