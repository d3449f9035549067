//! How do rows stand in the file?

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::columns::{Cell, CellType, STORY_TABLES, StoryEntry, Table};
use crate::error::Error;

/// Creates the tables of stories.
///
/// # Errors
///
/// If the file cannot be written.
pub fn create(connection: &Connection) -> Result<(), Error> {
    for table in STORY_TABLES {
        let column = |(name, cells): (&str, CellType)| match cells {
            CellType::Whole | CellType::Flag => format!("{name} INTEGER"),
            CellType::Real => format!("{name} REAL"),
            _ => format!("{name} TEXT"),
        };
        let columns = table.columns.iter().map(|column| (column.name, column.cells));
        let columns: Vec<String> = [(table.key.0, CellType::Whole)].into_iter().chain(columns).map(column).collect();
        let (name, key) = (table.name, table.key.0);
        connection.execute_batch(&format!(
            "CREATE TABLE {name} ({}) STRICT; CREATE INDEX {name}_by_{key} ON {name} ({key});",
            columns.join(", ")
        ))?;
    }
    Ok(())
}

/// Writes the rows of a story.
///
/// # Errors
///
/// If the file cannot be written.
pub(crate) fn insert(connection: &Connection, entry: &StoryEntry) -> Result<(), Error> {
    for table in STORY_TABLES {
        let marks = vec!["?"; table.columns.len() + 1].join(", ");
        let mut insert = connection.prepare_cached(&format!("INSERT INTO {} VALUES ({marks})", table.name))?;
        for cells in table.rows_of(entry) {
            let key = Value::Integer(entry.story.story.into());
            insert.execute(params_from_iter([key].into_iter().chain(cells.into_iter().map(value))))?;
        }
    }
    Ok(())
}

/// Takes the rows of a story out.
///
/// # Errors
///
/// If the file cannot be written.
pub(crate) fn delete(connection: &Connection, story: u32) -> Result<(), Error> {
    for &Table { name, key: (key, _), .. } in STORY_TABLES {
        connection.prepare_cached(&format!("DELETE FROM {name} WHERE {key} = ?"))?.execute([story])?;
    }
    Ok(())
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::Text(text),
        Cell::Whole(number) => Value::Integer(number),
        Cell::Real(number) => Value::Real(number),
        Cell::Day(day) => Value::Text(day.to_string()),
        Cell::Flag(flag) => Value::Integer(flag.into()),
        Cell::Texts(texts) => Value::Text(serde_json::to_string(&texts).expect("texts are data")),
        Cell::Wholes(numbers) => Value::Text(serde_json::to_string(&numbers).expect("numbers are data")),
        Cell::Spans(spans) => Value::Text(serde_json::to_string(&spans).expect("spans are data")),
    }
}
