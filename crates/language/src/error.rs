use std::path::{Path, PathBuf};

/// Why a model package could not be read: which file, which field of it, and what is wrong there.
///
/// # Example
///
/// ```
/// let error = dateline_language::Pipeline::open("no/such/folder").unwrap_err();
/// assert!(error.to_string().contains("no/such/folder"));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", file.display())]
pub struct Error {
    file: PathBuf,
    cause: Cause,
}

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{field}: {problem}")]
    Field { field: String, problem: String },
}

impl Error {
    pub(crate) fn io(file: &Path, cause: std::io::Error) -> Self {
        Self { file: file.to_owned(), cause: Cause::Io(cause) }
    }

    pub(crate) fn field(file: &Path, field: impl Into<String>, problem: impl Into<String>) -> Self {
        let cause = Cause::Field { field: field.into(), problem: problem.into() };
        Self { file: file.to_owned(), cause }
    }

    /// The file or folder that the problem is in.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

/// What reading a model package answers.
pub type Result<T> = std::result::Result<T, Error>;
