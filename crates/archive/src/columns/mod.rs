//! Which tables are written, with which columns? Parquet, CSV and the data dictionary are all made from this one
//! definition.
//!
//! A row is one answer of one report. Its column `report` is the number of the report in the archive, from 1 in the order
//! of the input: it joins the tables.

mod answers;
mod article;
mod events;
mod stories;

use dateline::record::{Record, Span};
use dateline_intake::Failure;
use jiff::civil::Date;

pub(crate) use article::is_coded;
pub use stories::{STORY_TABLES, StoryEntry};

/// All tables, in the order in which they are described.
pub static TABLES: [&Table; 9] = [
    &article::ARTICLES,
    &answers::QUOTATIONS,
    &events::EVENTS,
    &events::EVENT_PARTIES,
    &answers::ACTORS,
    &answers::FIGURES,
    &answers::TIMES,
    &answers::PLACES,
    &article::FAILURES,
];

/// The number that joins the tables of reports.
const REPORT: (&str, &str) = ("report", "Number of the report in the archive.");

/// A table; what its rows are made from is an [`Entry`], or a [`StoryEntry`].
#[derive(Debug)]
pub struct Table<S: 'static = Entry> {
    /// Its name: `events`.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The column that comes first, with what it holds: a number that joins the tables.
    pub key: (&'static str, &'static str),
    /// Its other columns.
    pub columns: &'static [Column<S>],
    /// The rows that an entry gives, as numbers of an answer and of a part of it.
    rows: fn(&S) -> Vec<(usize, usize)>,
}

impl<S> Table<S> {
    /// The cells of the rows that an entry gives, in order, without the first column.
    pub fn rows_of(&self, entry: &S) -> Vec<Vec<Cell>> {
        let rows = (self.rows)(entry).into_iter().map(|(first, second)| Row { entry, first, second });
        rows.map(|row| self.columns.iter().map(|column| (column.read)(&row)).collect()).collect()
    }
}

/// A column.
#[derive(Debug)]
pub struct Column<S: 'static = Entry> {
    /// Its name: `speaker`.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// The unit of its numbers, or the standard of its codes.
    pub unit: Option<&'static str>,
    /// The type of its cells.
    pub kind: Kind,
    read: fn(&Row<S>) -> Cell,
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
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

/// What one report gave: its record, or why there is none.
#[derive(Debug)]
pub struct Entry {
    /// The record or the failure.
    pub answer: Result<Record, Failure>,
    /// The text, where it is wanted in the table of articles.
    pub with_text: bool,
    /// Words of the text, parted by white space.
    pub words: u64,
    /// The number of an earlier report with the same text.
    pub duplicate_of: Option<u64>,
    /// The text; empty for a failure.
    pub text: String,
    /// Where its characters begin.
    starts: Vec<u32>,
}

impl Entry {
    /// What was read from a text.
    pub fn of(answer: Result<Record, Failure>, text: String, with_text: bool) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte as u32).collect();
        let words = text.split_whitespace().count() as u64;
        Self { answer, with_text, words, duplicate_of: None, text, starts }
    }

    /// Writes the number of the earlier report with the same text into the rows of all tables; it is only known when the
    /// reports stand in their order.
    pub(crate) fn tell_duplicate(&self, rows: &mut [Vec<Vec<Cell>>]) {
        let Some(number) = self.duplicate_of else { return };
        for (table, rows) in TABLES.iter().zip(rows) {
            if let Some(at) = table.columns.iter().position(|column| column.name == article::DUPLICATE_OF) {
                rows.iter_mut().for_each(|cells| cells[at] = number.into());
            }
        }
    }

    /// The words of a stretch.
    pub(crate) fn words_of(&self, span: Span) -> &str {
        let at = |char: u32| self.starts.get(char as usize).map_or(self.text.len(), |byte| *byte as usize);
        &self.text[at(span.start)..at(span.end).max(at(span.start))]
    }

    /// Rows 0 to `count` of what a record has.
    fn each(&self, count: fn(&Record) -> usize) -> Vec<(usize, usize)> {
        self.answer.as_ref().map_or(Vec::new(), |record| (0..count(record)).map(|i| (i, 0)).collect())
    }
}

/// An answer of a report, by its number among those of its kind.
struct Row<'e, S = Entry> {
    entry: &'e S,
    first: usize,
    second: usize,
}

impl<'e> Row<'e> {
    fn record(&self) -> &'e Record {
        self.entry.answer.as_ref().expect("only reports that were read have rows of answers")
    }

    fn failure(&self) -> &'e Failure {
        self.entry.answer.as_ref().expect_err("only failures have rows of failures")
    }

    /// The words of stretches, with an ellipsis where they are apart.
    fn words(&self, spans: &[Span]) -> Cell {
        let words: Vec<&str> = spans.iter().map(|span| self.entry.words_of(*span)).collect();
        if words.is_empty() { Cell::Empty } else { Cell::Text(words.join(" … ")) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
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
fn maybe(value: Option<impl Into<Cell>>) -> Cell {
    value.map_or(Cell::Empty, Into::into)
}

const fn column<S>(name: &'static str, kind: Kind, about: &'static str, read: fn(&Row<S>) -> Cell) -> Column<S> {
    Column { name, about, unit: None, kind, read }
}

const fn measured<S>(
    name: &'static str,
    kind: Kind,
    unit: &'static str,
    about: &'static str,
    read: fn(&Row<S>) -> Cell,
) -> Column<S> {
    Column { name, about, unit: Some(unit), kind, read }
}

/// The unit of offsets.
const CHARACTERS: &str = "characters";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_used_once_and_everything_is_described() {
        TABLES.iter().for_each(|table| check(table));
        STORY_TABLES.iter().for_each(|table| check(table));
    }

    fn check<S>(table: &Table<S>) {
        let names: BTreeSet<&str> = table.columns.iter().map(|column| column.name).chain([table.key.0]).collect();
        assert_eq!(names.len(), table.columns.len() + 1, "{}", table.name);
        for column in table.columns {
            assert!(column.about.ends_with(['.', '…']), "{} {}", table.name, column.name);
            assert!(!column.about.contains('|'), "{}: the dictionary is a table", column.name);
        }
    }

    #[test]
    fn a_failure_is_one_row_of_one_table() {
        let failure = Failure {
            source: dateline::Source::default(),
            kind: dateline_intake::FailureKind::Empty,
            message: "nothing there".into(),
        };
        let entry = Entry::of(Err(failure), String::new(), false);
        for table in TABLES {
            let rows = table.rows_of(&entry);
            assert_eq!(rows.len(), usize::from(table.name == "failures"));
            assert!(rows.iter().flatten().zip(table.columns).all(|(cell, column)| fits(cell, column.kind)));
        }
    }

    fn fits(cell: &Cell, kind: Kind) -> bool {
        match cell {
            Cell::Empty => true,
            Cell::Text(_) => kind == Kind::Text,
            Cell::Texts(_) => kind == Kind::Texts,
            Cell::Whole(_) => kind == Kind::Whole,
            Cell::Wholes(_) => kind == Kind::Wholes,
            Cell::Real(_) => kind == Kind::Real,
            Cell::Day(_) => kind == Kind::Day,
            Cell::Flag(_) => kind == Kind::Flag,
            Cell::Spans(_) => kind == Kind::Spans,
        }
    }
}
