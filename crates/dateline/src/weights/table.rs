//! Which rows does a file of weights hold, and which row is none?
//!
//! A file of weights is a text: lines beginning with `#` are comments (where the weights come from, how to make them anew),
//! empty lines count for nothing, and any other line is a row of cells with tabs between them.

use std::fmt;
use std::str::FromStr;

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowError {
    /// The number of its line, from 1.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) what: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// A row of a file of weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    line: usize,
    pub(super) text: &'t str,
}

/// The rows of a file of weights.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let lines = text.lines().enumerate().map(|(i, text)| Row { line: i + 1, text });
    lines.filter(|row| !row.text.starts_with('#') && !row.text.is_empty())
}

impl<'t> Row<'t> {
    /// What is wrong with this row.
    pub(super) fn fail(self, what: impl Into<String>) -> RowError {
        RowError { line: self.line, what: what.into() }
    }

    /// A number in a cell.
    ///
    /// # Errors
    ///
    /// If the cell holds none.
    pub(super) fn number<N: FromStr>(self, cell: &str) -> Result<N, RowError> {
        cell.parse().map_err(|_| self.fail(format!("{cell:?} is no number")))
    }

    /// The two parts of a cell or of the row at a sign: its last one.
    ///
    /// # Errors
    ///
    /// If the sign is missing.
    pub(super) fn parted(self, cell: &'t str, sign: char) -> Result<(&'t str, &'t str), RowError> {
        cell.rsplit_once(sign).ok_or_else(|| self.fail(format!("{cell:?} lacks {sign:?}")))
    }
}
