//! How do the tables of answers stand in an archive's file?
//!
//! Each table of a definition is two things: a table `<name>_kept` with what has to be kept of its rows, and a view `<name>`
//! with the columns as they are described in the data dictionary. Words that stand in the report are not kept a second time:
//! the view takes them from its text; of a value that is one of a list a letter is kept. That halves the file.

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
    let kept = format!("kept.\"{}\"", column.name);
    match (column.cells, Letters::of(column)) {
        (CellType::Text, Some(letters)) => {
            let cases = letters.0.iter().map(|(letter, value)| format!(" WHEN '{letter}' THEN '{value}'"));
            format!("CASE {kept}{} END", cases.collect::<String>())
        }
        (CellType::Texts, Some(letters)) => {
            let spelt =
                |sql: String, (letter, value): &(char, &str)| format!("replace({sql}, '{letter}', '\"{value}\",')");
            format!("'[' || rtrim({}, ',') || ']'", letters.0.iter().fold(format!("coalesce({kept}, '')"), spelt))
        }
        (CellType::Texts | CellType::Wholes, None) => format!("coalesce({kept}, '[]')"),
        (CellType::Spans, _) => format!("coalesce('[[' || replace({kept}, ';', '],[') || ']]', '[]')"),
        (CellType::Words, _) => {
            let (from, to) = match Stretch::of(table, column) {
                Stretch::Told(start, end) => (start.to_owned(), end.to_owned()),
                Stretch::Own => (format!("{}_from", column.name), format!("{}_to", column.name)),
            };
            format!(
                "coalesce({kept}, (SELECT substr(texts.text, kept.\"{from}\" + 1, kept.\"{to}\" - kept.\"{from}\") \
                 FROM texts WHERE texts.report = kept.\"{}\"))",
                table.key.0
            )
        }
        _ => kept,
    }
}

/// The letters that stand for the values of a column which has only some.
struct Letters(Vec<(char, &'static str)>);

impl Letters {
    fn of<S>(column: &Column<S>) -> Option<Self> {
        let values = column.values?();
        // A letter of a value would be taken for one that stands for another.
        let plain = values.iter().all(|listed| !listed.value.contains(|c: char| c.is_ascii_uppercase() || c == '\''));
        plain.then(|| Self(('A'..='Z').zip(values.iter().map(|listed| listed.value)).collect()))
    }

    fn letter(&self, value: &str) -> Option<char> {
        self.0.iter().find(|(_, listed)| *listed == value).map(|(letter, _)| *letter)
    }
}

/// Adds the rows of a table that belong to the report or story of this number.
pub(super) fn insert<S>(connection: &Connection, table: &Table<S>, number: u64, rows: Rows) -> rusqlite::Result<()> {
    for (at, cells) in rows.into_iter().enumerate() {
        let values = kept(table, number, at, cells);
        let places = vec!["?"; values.len()].join(",");
        let mut statement =
            connection.prepare_cached(&format!("INSERT INTO \"{}_kept\" VALUES ({places})", table.name))?;
        statement.execute(params_from_iter(values))?;
    }
    Ok(())
}

/// How many rows of a table belong to the report or story of this number, and whether they are these.
pub(super) fn compare<S>(
    connection: &Connection,
    table: &Table<S>,
    number: u64,
    rows: Rows,
) -> rusqlite::Result<(usize, bool)> {
    let (name, key) = (table.name, table.key.0);
    let sql = format!("SELECT * FROM \"{name}_kept\" WHERE \"{key}\" = ? ORDER BY \"row\"");
    let mut statement = connection.prepare_cached(&sql)?;
    let width = statement.column_count();
    let there = statement.query_map([number as i64], |row| (0..width).map(|at| row.get(at)).collect())?;
    let there: Vec<Vec<Value>> = there.collect::<rusqlite::Result<_>>()?;
    let wanted = rows.into_iter().enumerate().map(|(at, cells)| kept(table, number, at, cells));
    Ok((there.len(), there.iter().eq(&wanted.collect::<Vec<_>>())))
}

/// Takes away the rows of a table that belong to the report or story of this number.
pub(super) fn delete<S>(connection: &Connection, table: &Table<S>, number: u64) -> rusqlite::Result<()> {
    let (name, key) = (table.name, table.key.0);
    let mut statement = connection.prepare_cached(&format!("DELETE FROM \"{name}_kept\" WHERE \"{key}\" = ?"))?;
    statement.execute([number as i64]).map(|_| ())
}

/// What is kept of a row.
fn kept<S>(table: &Table<S>, number: u64, at: usize, cells: Vec<Cell>) -> Vec<Value> {
    let mut values = vec![Value::Integer(number as i64), Value::Integer(at as i64)];
    for (column, cell) in table.columns.iter().zip(cells) {
        keep(&mut values, table, column, cell);
    }
    values
}

/// What is kept of a cell; of words where they stand, or the words themselves, if they are no single stretch.
fn keep<S>(values: &mut Vec<Value>, table: &Table<S>, column: &Column<S>, cell: Cell) {
    let is_own = column.cells == CellType::Words && matches!(Stretch::of(table, column), Stretch::Own);
    let mut single = None;
    values.push(match (cell, Letters::of(column)) {
        (Cell::Empty, _) => Value::Null,
        (Cell::Text(text), Some(letters)) => letters.letter(&text).map_or(Value::Null, |letter| text_of([letter])),
        (Cell::Texts(texts), Some(letters)) => list(texts.iter().filter_map(|text| letters.letter(text)).collect()),
        (Cell::Text(text), None) => Value::Text(text),
        (Cell::Words(spans, words), _) => match spans[..] {
            [span] => {
                single = Some(span);
                Value::Null
            }
            _ => Value::Text(words),
        },
        (Cell::Texts(texts), None) => list(json(&texts)),
        (Cell::Wholes(numbers), _) => list(json(&numbers)),
        (Cell::Whole(number), _) => Value::Integer(number),
        (Cell::Real(number), _) => Value::Real(number),
        (Cell::Day(day), _) => Value::Text(day.to_string()),
        (Cell::Flag(flag), _) => Value::Integer(flag.into()),
        (Cell::Spans(spans), _) => {
            let spans: Vec<String> = spans.iter().map(|span| format!("{},{}", span.start, span.end)).collect();
            list(spans.join(";"))
        }
    });
    if is_own {
        let place = |at: fn(Span) -> u32| single.map_or(Value::Null, |span| Value::Integer(at(span).into()));
        values.extend([place(|span| span.start), place(|span| span.end)]);
    }
}

fn text_of(letters: impl IntoIterator<Item = char>) -> Value {
    Value::Text(letters.into_iter().collect())
}

/// A list as it is kept: nothing, if it is empty.
fn list(kept: String) -> Value {
    if kept.is_empty() { Value::Null } else { Value::Text(kept) }
}

/// A list as JSON; nothing, if it is empty.
fn json<T: serde::Serialize>(items: &[T]) -> String {
    if items.is_empty() { String::new() } else { serde_json::to_string(items).expect("texts and numbers are JSON") }
}
