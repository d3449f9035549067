//! What stands in a column of a row, and of which type is it?

use dateline::record::Span;
use jiff::civil::Date;

/// The type of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Text in UTF-8.
    Text,
    /// The words of stretches of the report's text.
    Words,
    /// A list of texts.
    Texts,
    /// A whole number of 64 bits.
    Whole,
    /// A list of them.
    Wholes,
    /// A number with a fraction, of 64 bits.
    Real,
    /// A day.
    Day,
    /// True or false.
    Flag,
    /// A list of stretches of the text.
    Spans,
}

/// What stands in a column of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Of a column of texts.
    Text(String),
    /// Of a column of words: where they stand, and the words, with an ellipsis between stretches that are apart.
    Words(Vec<Span>, String),
    /// Of a column of lists of texts.
    Texts(Vec<String>),
    /// Of a column of whole numbers.
    Whole(i64),
    /// Of a column of lists of them.
    Wholes(Vec<i64>),
    /// Of a column of numbers.
    Real(f64),
    /// Of a column of days.
    Day(Date),
    /// Of a column of flags.
    Flag(bool),
    /// Of a column of stretches.
    Spans(Vec<Span>),
}

/// The rows that one report or story gives a table, each its cells.
pub type Rows = Vec<Vec<Cell>>;

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Whole(number as i64)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Whole(number as i64)
    }
}

impl From<&[u64]> for Cell {
    fn from(numbers: &[u64]) -> Self {
        Self::Wholes(numbers.iter().map(|&number| number as i64).collect())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<&[Span]> for Cell {
    fn from(spans: &[Span]) -> Self {
        Self::Spans(spans.to_vec())
    }
}

impl From<&[String]> for Cell {
    fn from(texts: &[String]) -> Self {
        Self::Texts(texts.to_vec())
    }
}

/// The cell of what may be unknown.
pub(super) fn maybe(value: Option<impl Into<Cell>>) -> Cell {
    value.map_or(Cell::Empty, Into::into)
}
