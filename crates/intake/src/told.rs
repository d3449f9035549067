//! As what is a file read, and why?

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::columns::Columns;
use crate::exports::Archives;
use crate::file::{self, Cut};
use crate::kinds::Kind;
use crate::outcome::Failure;
use crate::{document, source};

/// As what a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldKind {
    /// The file.
    pub path: PathBuf,
    /// Its kind.
    pub kind: Kind,
    /// What else decides how it is read: its delimiter, the columns that are read.
    pub details: String,
}

/// As what the file is read.
///
/// # Errors
///
/// Why it is not read.
pub(crate) fn told(path: &Path, columns: &Columns, archives: &Archives) -> Result<ToldKind, Failure> {
    let (head, stream) = file::opened(path, &Arc::default())?;
    let (name, details) = match Cut::of(&head, columns) {
        Cut::WebArchive => ("warc".to_owned(), String::new()),
        Cut::OldWebArchive => ("arc".to_owned(), String::new()),
        Cut::Lines => ("jsonl".to_owned(), String::new()),
        Cut::Parquet => ("parquet".to_owned(), String::new()),
        Cut::Delimited(table) => {
            let read = columns.layout(&table.names).map(|layout| layout.told(&table.names));
            let read = read.unwrap_or_else(|problem| problem);
            ("csv".to_owned(), format!("cells parted by {}; {read}", table.told()))
        }
        Cut::Whole => {
            let bytes = file::whole(stream, crate::outcome::LARGEST_DOCUMENT, &source::of_path(path))?;
            (document::called(&bytes, source::of_path(path), archives)?, String::new())
        }
    };
    Ok(ToldKind { path: path.to_owned(), kind: Kind::named(&name), details })
}
