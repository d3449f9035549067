//! In which form is an archive written?
//!
//! Each form is a [`Press`] in a file of its own; this is the only place that names them all.

mod csv;
mod gdelt;
mod jsonl;
mod lines;
mod parquet;
mod plover;
mod press;

pub use csv::is_computed;
pub(crate) use jsonl::line;
pub(crate) use press::{Origins, Press, Run};

use crate::columns::{Entry, StoryEntry};

/// The form of an archive.
///
/// # Example
///
/// ```
/// assert_eq!(dateline_archive::ArchiveForm::default().name(), "parquet");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArchiveForm {
    /// Tables in Parquet.
    #[default]
    Parquet,
    /// The same tables as CSV (RFC 4180); lists are JSON.
    Csv,
    /// The same for spreadsheets: a text that one would take for a formula has an apostrophe before it.
    SpreadsheetCsv,
    /// Records, one a line, as `dateline read` writes them.
    Jsonl,
    /// Events and Mentions as GDELT 2.0 has them.
    Gdelt,
    /// Events as PLOVER writes them in JSON, one a line.
    Plover,
}

impl ArchiveForm {
    /// Its name, as options have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::SpreadsheetCsv => "csv for spreadsheets",
            Self::Jsonl => "jsonl",
            Self::Gdelt => "gdelt",
            Self::Plover => "plover",
        }
    }

    /// What writes reports in it.
    pub(crate) fn reports(self) -> &'static dyn Press<Entry> {
        match self {
            Self::Parquet => &parquet::Parquet,
            Self::Csv => &csv::Csv { for_spreadsheets: false },
            Self::SpreadsheetCsv => &csv::Csv { for_spreadsheets: true },
            Self::Jsonl => &jsonl::Jsonl,
            Self::Gdelt => &gdelt::Gdelt,
            Self::Plover => &plover::Plover,
        }
    }

    /// What writes stories in it; nothing, if it has no place for copies and stories.
    pub(crate) fn stories(self) -> Option<&'static dyn Press<StoryEntry>> {
        match self {
            Self::Parquet => Some(&parquet::Parquet),
            Self::Csv => Some(&csv::Csv { for_spreadsheets: false }),
            Self::SpreadsheetCsv => Some(&csv::Csv { for_spreadsheets: true }),
            Self::Jsonl => Some(&jsonl::Jsonl),
            Self::Gdelt | Self::Plover => None,
        }
    }
}
