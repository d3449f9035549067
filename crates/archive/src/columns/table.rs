//! What is a table: its name, its columns, their types and what they hold?
//!
//! A definition says nothing of how it is written down: files of any form, columns in memory and the data dictionary are
//! all made from it.

use dateline::record::{Record, Span};
use dateline_intake::Failure;

use super::cell::{Cell, CellType, Rows};
use super::entry::Entry;
use super::values::{Values, in_words};

/// The number that joins the tables of reports.
pub(super) const REPORT: (&str, &str) = ("report", "Number of the report in the archive.");

/// The unit of offsets.
pub(super) const CHARACTERS: &str = "characters";

/// A table; what its rows are made from is an [`Entry`], or a [`StoryEntry`](super::StoryEntry).
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
    pub(super) rows: fn(&S) -> Vec<(usize, usize)>,
}

impl<S> Table<S> {
    /// The cells of the rows that an entry gives, in order, without the first column.
    pub fn rows_of(&self, entry: &S) -> Rows {
        let rows = (self.rows)(entry).into_iter().map(|(first, second)| Row { entry, first, second });
        rows.map(|row| self.columns.iter().map(|column| column.cell(&row)).collect()).collect()
    }
}

/// A column.
#[derive(Debug)]
pub struct Column<S: 'static = Entry> {
    /// Its name: `speaker`.
    pub name: &'static str,
    /// What it holds; `{}` stands for the list of its values.
    about: &'static str,
    /// Its values, if it has only some.
    pub values: Option<Values>,
    /// The unit of its numbers, or the standard of its codes.
    pub unit: Option<&'static str>,
    /// The type of its cells.
    pub cells: CellType,
    read: fn(&Row<S>) -> Cell,
}

impl<S> Column<S> {
    /// What it holds, with the list of its values, if it has only some.
    ///
    /// # Example
    ///
    /// ```
    /// let events = dateline_archive::columns::TABLES.into_iter().find(|table| table.name == "events").unwrap();
    /// let how = events.columns.iter().find(|column| column.name == "place_how").unwrap();
    /// assert!(how.about().contains("`section` (from the heading above)"));
    /// ```
    pub fn about(&self) -> String {
        match self.values {
            Some(values) => self.about.replace("{}", &in_words(&values())),
            None => self.about.to_owned(),
        }
    }

    /// Whether a cell has only values that the description lists.
    pub(super) fn lists(&self, cell: &Cell) -> bool {
        let Some(values) = self.values else { return true };
        let listed = |text: &String| values().iter().any(|listed| listed.value == text);
        match cell {
            Cell::Text(text) => listed(text),
            Cell::Texts(texts) => texts.iter().all(listed),
            _ => true,
        }
    }

    fn cell(&self, row: &Row<S>) -> Cell {
        let cell = (self.read)(row);
        debug_assert!(self.lists(&cell), "{}: {cell:?} is missing in its list of values", self.name);
        cell
    }
}

/// An answer of a report, by its number among those of its kind.
pub(super) struct Row<'e, S = Entry> {
    pub(super) entry: &'e S,
    pub(super) first: usize,
    pub(super) second: usize,
}

impl<'e> Row<'e> {
    pub(super) fn record(&self) -> &'e Record {
        self.entry.answer.as_ref().expect("only reports that were read have rows of answers")
    }

    pub(super) fn failure(&self) -> &'e Failure {
        self.entry.answer.as_ref().expect_err("only failures have rows of failures")
    }

    /// The words of stretches, with an ellipsis where they are apart.
    pub(super) fn words(&self, spans: &[Span]) -> Cell {
        let words: Vec<&str> = spans.iter().map(|span| self.entry.words_of(*span)).collect();
        if words.is_empty() { Cell::Empty } else { Cell::Words(spans.to_vec(), words.join(" … ")) }
    }
}

/// A column without a unit.
pub(super) const fn column<S>(
    name: &'static str,
    cells: CellType,
    about: &'static str,
    read: fn(&Row<S>) -> Cell,
) -> Column<S> {
    Column { name, about, values: None, unit: None, cells, read }
}

/// A column that has only some values, listed where `{}` stands in `about`.
pub(super) const fn listed<S>(
    name: &'static str,
    cells: CellType,
    about: &'static str,
    values: Values,
    read: fn(&Row<S>) -> Cell,
) -> Column<S> {
    Column { name, about, values: Some(values), unit: None, cells, read }
}

/// A column with a unit, or a standard.
pub(super) const fn measured<S>(
    name: &'static str,
    cells: CellType,
    unit: &'static str,
    about: &'static str,
    read: fn(&Row<S>) -> Cell,
) -> Column<S> {
    Column { name, about, values: None, unit: Some(unit), cells, read }
}
