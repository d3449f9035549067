//! Which tables are written, with which columns? Parquet, CSV and the data dictionary are all made from this one
//! definition.
//!
//! A row is one answer of one report. Its column `report` is the number of the report in the archive, from 1 in the order
//! of the input: it joins the tables.

mod answers;
mod article;
mod cell;
mod entry;
mod events;
mod happenings;
mod stories;
mod table;
mod values;

pub use cell::{Cell, CellType, Rows};
pub use entry::Entry;
pub(crate) use entry::is_coded;
pub use stories::{STORY_TABLES, StoryEntry};
pub use table::{Column, Table};
pub use values::{Listed, Values};

/// All tables, in the order in which they are described.
pub static TABLES: [&Table; 10] = [
    &article::ARTICLES,
    &answers::QUOTATIONS,
    &events::EVENTS,
    &events::EVENT_PARTIES,
    &happenings::HAPPENINGS,
    &answers::ACTORS,
    &answers::FIGURES,
    &answers::TIMES,
    &answers::PLACES,
    &article::FAILURES,
];

/// What gives rows of tables: a report, or a story.
pub(crate) trait Tabled: Sized + 'static {
    /// Its tables.
    fn tables() -> &'static [&'static Table<Self>];

    /// Writes into the rows of all these tables what is only known when the reports stand in their order.
    fn settle(&self, _rows: &mut [Rows]) {}
}

impl Tabled for Entry {
    fn tables() -> &'static [&'static Table] {
        &TABLES
    }

    /// The number of the earlier report with the same text.
    fn settle(&self, rows: &mut [Rows]) {
        let Some(number) = self.duplicate_of else { return };
        for (table, rows) in TABLES.iter().zip(rows) {
            if let Some(at) = table.columns.iter().position(|column| column.name == article::DUPLICATE_OF) {
                rows.iter_mut().for_each(|cells| cells[at] = number.into());
            }
        }
    }
}

impl Tabled for StoryEntry {
    fn tables() -> &'static [&'static Table<Self>] {
        &STORY_TABLES
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use dateline_intake::Failure;

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
            let about = column.about();
            assert!(about.ends_with(['.', '…']), "{} {}", table.name, column.name);
            assert!(!about.contains(['|', '{', '}']), "{}: the dictionary is a table", column.name);
            let values = column.values.map_or_else(Vec::new, |values| values());
            assert!(values.iter().all(|listed| about.contains(&format!("`{}`", listed.value))), "{about}");
        }
    }

    #[test]
    fn a_value_is_listed_or_met() {
        let events = TABLES.into_iter().find(|table| table.name == "events").expect("there are events");
        let column =
            |name: &str| events.columns.iter().find(|column| column.name == name).expect("there is this column");
        assert!(
            ["clause", "sentence", "section", "dateline"].iter().all(|how| column("place_how").lists(&(*how).into()))
        );
        assert!(column("place_how").lists(&"section".into()) && !column("when_how").lists(&"section".into()));
        assert!(!column("aux").lists(&Cell::Texts(vec!["future".into(), "wished".into()])));
        assert!(column("aux").lists(&Cell::Texts(Vec::new())) && column("trigger").lists(&"carried".into()));
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
            assert!(rows.iter().flatten().zip(table.columns).all(|(cell, column)| fits(cell, column.cells)));
        }
    }

    fn fits(cell: &Cell, cells: CellType) -> bool {
        match cell {
            Cell::Empty => true,
            Cell::Text(_) => cells == CellType::Text,
            Cell::Words(..) => cells == CellType::Words,
            Cell::Texts(_) => cells == CellType::Texts,
            Cell::Whole(_) => cells == CellType::Whole,
            Cell::Wholes(_) => cells == CellType::Wholes,
            Cell::Real(_) => cells == CellType::Real,
            Cell::Day(_) => cells == CellType::Day,
            Cell::Flag(_) => cells == CellType::Flag,
            Cell::Spans(_) => cells == CellType::Spans,
        }
    }
}
