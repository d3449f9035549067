//! What keeps an archive from being written.

use std::path::{Path, PathBuf};

/// Why a batch could not begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the archive could not be written or read.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A manifest that is none.
    #[error("{}: not a manifest of dateline: {cause}; choose another --out, or delete the folder", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The folder holds an archive that was begun otherwise.
    #[error("{}: this archive was begun with {what}; choose another --out, or delete the folder", path.display())]
    Begun {
        /// The folder.
        path: PathBuf,
        /// What was different.
        what: String,
    },
    /// The standard input was read to its end.
    #[error(
        "{}: this archive holds all of a standard input or pipe, and what comes now cannot be told from that: it was not \
         read; choose another --out",
        path.display()
    )]
    Stream {
        /// The folder.
        path: PathBuf,
    },
    /// The manifest is not as it was written.
    #[error(
        "{}: what it says of {what} is not what dateline wrote there; put the file back as it was, or code the \
         inputs into a new --out",
        path.display()
    )]
    Edited {
        /// The manifest.
        path: PathBuf,
        /// Which part.
        what: String,
    },
    /// A file of a finished part is not as it was written.
    #[error(
        "{}: this file of a finished part {what}; put it back as it was, or code the inputs into a new --out",
        path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
        /// What became of it.
        what: String,
    },
    /// Another run writes into the folder.
    #[error("{}: another run is writing into this folder; wait for its end", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds something else than an archive.
    #[error("{}: this folder holds other files and no manifest.json; choose an empty or new one", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing was kept of the archive's reports by which they could be compared.
    #[error(
        "{}: this archive was begun without --dedup, so nothing was kept to compare its reports by; \
         leave out --dedup, or code the inputs with it into a new --out",
        path.display()
    )]
    NotKept {
        /// The folder.
        path: PathBuf,
    },
    /// What was kept of a part's reports to compare them is not as it was.
    #[error(
        "{}: the reports of this part cannot be compared: {cause}; nothing was taken away from the archive; \
         to compare, code the inputs into a new --out",
        path.display()
    )]
    Kept {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// The reports have too many words to be compared.
    #[error(
        "more than {articles} of these reports cannot be compared at once: all together may have {most} distinct words; \
         compare fewer, such as those of one year"
    )]
    Words {
        /// How many distinct words there may be.
        most: u32,
        /// How many reports there was room for.
        articles: usize,
    },
    /// The form has no place for copies and stories.
    #[error(
        "copies and stories are tables or lines of JSON, of which {form} has none; leave out --dedup or --as {form}"
    )]
    NoPlace {
        /// The form.
        form: &'static str,
    },
    /// A table could not be encoded.
    #[error("the table cannot be written: {0}")]
    Table(#[from] parquet::errors::ParquetError),
    /// A column does not fit its table.
    #[error("the table cannot be written: {0}")]
    Column(#[from] arrow_schema::ArrowError),
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }
}
