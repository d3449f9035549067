//! How do the tables of answers stand in an archive's file?
//!
//! Each table of a definition is two things: a table `<name>_kept` with what has to be kept of its rows, and a view `<name>`
//! with the columns as they are described in the data dictionary. Words that stand in the report are not kept a second time:
//! the view takes them from its text, which halves the file.

use std::fmt::Write;

use dateline::record::Span;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::columns::{Cell, CellType, Column, Rows, Table};

/// The statements that make a table and its view. `owner` is the table whose rows own these, if rows go with it.
pub(super) fn definition<S>(table: &Table<S>, owner: Option<&str>) -> String {
    let key = table.key.0;
    let owned = owner.map_or_else(String::new, |owner| format!(" REFERENCES {owner} ON DELETE CASCADE"));
    let mut kept = format!("\"{key}\" INTEGER NOT NULL{owned}, \"row\" INTEGER NOT NULL");
    let mut shown = format!("kept.\"{key}\"");
    for column in table.columns {
        let name = column.name;
        let _ = write!(kept, ", \"{name}\" {}", kept_as(column.cells));
        if let (CellType::Words, Stretch::Own) = (column.cells, Stretch::of(table, column)) {
            let _ = write!(kept, ", \"{name}_from\" INTEGER, \"{name}_to\" INTEGER");
        }
        let _ = write!(shown, ",\n  {} AS \"{name}\"", shown_as(table, column));
    }
    let name = table.name;
    format!(
        "CREATE TABLE \"{name}_kept\" ({kept}, PRIMARY KEY (\"{key}\", \"row\")) STRICT, WITHOUT ROWID;\n\
         CREATE VIEW \"{name}\" AS SELECT {shown}\nFROM \"{name}_kept\" AS kept;\n"
    )
}

/// The statements that take a table and its view away.
pub(super) fn removal<S>(table: &Table<S>) -> String {
    format!("DROP VIEW \"{0}\"; DROP TABLE \"{0}_kept\";\n", table.name)
}

fn kept_as(cells: CellType) -> &'static str {
    match cells {
        CellType::Whole | CellType::Flag => "INTEGER",
        CellType::Real => "REAL",
        CellType::Text | CellType::Words | CellType::Day | CellType::Texts | CellType::Wholes | CellType::Spans => {
            "TEXT"
        }
    }
}

/// Where the stretch of a column's words is kept.
enum Stretch {
    /// In two columns that the table has anyway.
    Told(&'static str, &'static str),
    /// In two columns of its own.
    Own,
}

impl Stretch {
    fn of<S>(table: &Table<S>, column: &Column<S>) -> Self {
        let named = |wanted: &str| table.columns.iter().map(|column| column.name).find(|name| *name == wanted);
        let told = |start: &str, end: &str| Some(Self::Told(named(start)?, named(end)?));
        let name = column.name;
        let whole = if name == "words" { told("start", "end") } else { None };
        whole.or_else(|| told(&format!("{name}_start"), &format!("{name}_end"))).unwrap_or(Self::Own)
    }
}

/// What the view says of a column.
fn shown_as<S>(table: &Table<S>, column: &Column<S>) -> String {
    let name = column.name;
    match column.cells {
        CellType::Texts | CellType::Wholes | CellType::Spans => format!("coalesce(kept.\"{name}\", '[]')"),
        CellType::Words => {
            let (from, to) = match Stretch::of(table, column) {
                Stretch::Told(start, end) => (start.to_owned(), end.to_owned()),
                Stretch::Own => (format!("{name}_from"), format!("{name}_to")),
            };
            format!(
                "coalesce(kept.\"{name}\", (SELECT substr(texts.text, kept.\"{from}\" + 1, kept.\"{to}\" - kept.\"{from}\") \
                 FROM texts WHERE texts.report = kept.\"{}\"))",
                table.key.0
            )
        }
        _ => format!("kept.\"{name}\""),
    }
}

/// Adds the rows of a table that belong to the report or story of this number.
pub(super) fn insert<S>(connection: &Connection, table: &Table<S>, number: u64, rows: Rows) -> rusqlite::Result<()> {
    for (at, cells) in rows.into_iter().enumerate() {
        let mut values = vec![Value::Integer(number as i64), Value::Integer(at as i64)];
        for (column, cell) in table.columns.iter().zip(cells) {
            keep(&mut values, cell, matches!(column.cells, CellType::Words).then(|| Stretch::of(table, column)));
        }
        let places = vec!["?"; values.len()].join(",");
        let mut statement =
            connection.prepare_cached(&format!("INSERT INTO \"{}_kept\" VALUES ({places})", table.name))?;
        statement.execute(params_from_iter(values))?;
    }
    Ok(())
}

/// Takes away the rows of a table that belong to the report or story of this number.
pub(super) fn delete<S>(connection: &Connection, table: &Table<S>, number: u64) -> rusqlite::Result<()> {
    let (name, key) = (table.name, table.key.0);
    let mut statement = connection.prepare_cached(&format!("DELETE FROM \"{name}_kept\" WHERE \"{key}\" = ?"))?;
    statement.execute([number as i64]).map(|_| ())
}

/// What is kept of a cell; of words where they stand, or the words themselves, if they are no single stretch.
fn keep(values: &mut Vec<Value>, cell: Cell, stretch: Option<Stretch>) {
    let json = |list: Vec<serde_json::Value>| match list[..] {
        [] => Value::Null,
        _ => Value::Text(serde_json::Value::Array(list).to_string()),
    };
    let (value, single) = match cell {
        Cell::Empty => (Value::Null, None),
        Cell::Text(text) => (Value::Text(text), None),
        Cell::Words(spans, words) => match spans[..] {
            [single] => (Value::Null, Some(single)),
            _ => (Value::Text(words), None),
        },
        Cell::Texts(texts) => (json(texts.into_iter().map(Into::into).collect()), None),
        Cell::Whole(number) => (Value::Integer(number), None),
        Cell::Wholes(numbers) => (json(numbers.into_iter().map(Into::into).collect()), None),
        Cell::Real(number) => (Value::Real(number), None),
        Cell::Day(day) => (Value::Text(day.to_string()), None),
        Cell::Flag(flag) => (Value::Integer(flag.into()), None),
        Cell::Spans(spans) => (json(spans.iter().map(|span| vec![span.start, span.end].into()).collect()), None),
    };
    values.push(value);
    if let Some(Stretch::Own) = stretch {
        let place = |at: fn(Span) -> u32| single.map_or(Value::Null, |span| Value::Integer(at(span).into()));
        values.extend([place(|span| span.start), place(|span| span.end)]);
    }
}
