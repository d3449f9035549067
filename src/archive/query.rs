//! `dateline query`: what does an archive answer to a query in SQL?

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, ValueEnum};
use dateline_archive::store::{Answer, Archive, Limits, Value};
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::limit::time;
use crate::shown::{self, Form, tame};
use crate::table::{self, Grid};

/// Rows that a table for people has, unless more are asked for.
const ROWS: u64 = 1000;

/// Ask an archive in SQL, as SQLite has it. Queries only read.
///
/// Tables and columns are those of the data dictionary (docs/data-dictionary.md); `report` joins them, and lists are JSON texts,
/// for json_each. Words are found with `text_index MATCH 'cease fire'`, whose rowid is the report.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline query news.db 'SELECT event, count(*) FROM happenings GROUP BY event'
  dateline query news.db @timeline.sql --format csv > timeline.csv
  dateline query news.db \"SELECT name FROM pragma_table_info('quotations')\"")]
pub(crate) struct Query {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// The query; @FILE for one in a file, - for the standard input.
    #[arg(value_name = "SQL")]
    sql: String,
    /// How to print its rows.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How long it may take, such as 20s or 2m; 0 for as long as it takes.
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = time)]
    limit_time: Duration,
    /// How many rows are wanted, 0 for all [default: 1000 in a table, all in csv and jsonl].
    #[arg(long, value_name = "N")]
    limit_rows: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people; columns are cut where there is no room.
    Table,
    /// CSV, with the names of the columns; empty for NULL, hexadecimal digits for a blob.
    Csv,
    /// An object of JSON a line; hexadecimal digits for a blob.
    Jsonl,
}

impl Query {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let sql = sql(&self.sql)?;
        let mut archive = Archive::open(&self.archive)?;
        let most = self.limit_rows.unwrap_or(if self.format == Format::Table { ROWS } else { 0 });
        let limits =
            Limits { time: (!self.limit_time.is_zero()).then_some(self.limit_time), rows: (most > 0).then_some(most) };
        let whole = match self.format {
            Format::Table => in_table(&mut archive, &sql, limits),
            Format::Csv => in_csv(&mut archive, &sql, limits),
            Format::Jsonl => in_json(&mut archive, &sql, limits),
        }?;
        if !whole {
            shown::note(format_args!("there are more than these {most} rows; --limit-rows 0 for all of them"));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The query that an argument is, or names.
fn sql(argument: &str) -> anyhow::Result<String> {
    if argument == "-" {
        let mut sql = String::new();
        std::io::stdin().read_to_string(&mut sql).context("cannot read the query from the standard input")?;
        return Ok(sql);
    }
    match argument.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(Path::new(path)).with_context(|| format!("cannot read {path}")),
        None => Ok(argument.to_owned()),
    }
}

fn in_table(archive: &mut Archive, sql: &str, limits: Limits) -> anyhow::Result<bool> {
    let mut names = Vec::new();
    let mut rows = Vec::new();
    let whole = archive.query(sql, limits, |answer| {
        match answer {
            Answer::Columns(columns) => names = columns.to_vec(),
            Answer::Row(row) => rows.push(row),
        }
        anyhow::Ok(())
    })?;
    let is_number = |at: usize| {
        let mut values = rows.iter().filter_map(|row: &Vec<Value>| row.get(at)).filter(|value| **value != Value::Null);
        values.all(|value| matches!(value, Value::Integer(_) | Value::Real(_)))
    };
    let names: Vec<String> = names.iter().map(|name| tame(name.chars())).collect();
    let columns = names
        .iter()
        .enumerate()
        .map(|(at, name)| if is_number(at) { table::numbers(name) } else { table::words(name) });
    let mut grid = Grid::new("", columns.collect::<Vec<_>>());
    for row in &rows {
        grid.row(row.iter().map(|value| tame(text(value).chars())).collect::<Vec<_>>());
    }
    let mut out = shown::out(Form::of_tables());
    out.write_all(grid.to_text(table::width()).as_bytes())?;
    out.flush()?;
    if rows.is_empty() {
        shown::note("no rows");
    }
    Ok(whole)
}

fn in_csv(archive: &mut Archive, sql: &str, limits: Limits) -> anyhow::Result<bool> {
    // A file has the values as they are; a terminal obeys some of them.
    let is_file = !std::io::stdout().is_terminal();
    let out: Box<dyn Write> =
        if is_file { Box::new(std::io::stdout().lock()) } else { Box::new(shown::out(Form::Plain)) };
    let mut out = csv::Writer::from_writer(out);
    let whole = archive.query(sql, limits, |answer| match answer {
        Answer::Columns(columns) => out.write_record(columns).context("cannot write"),
        Answer::Row(row) => out.write_record(row.iter().map(text)).context("cannot write"),
    });
    out.flush()?;
    whole
}

fn in_json(archive: &mut Archive, sql: &str, limits: Limits) -> anyhow::Result<bool> {
    let mut out = shown::out(Form::Json);
    let mut names = Vec::new();
    let whole = archive.query(sql, limits, |answer| {
        match answer {
            Answer::Columns(columns) => names = columns.to_vec(),
            Answer::Row(row) => {
                serde_json::to_writer(&mut out, &InOrder(&names, &row))?;
                writeln!(out)?;
            }
        }
        anyhow::Ok(())
    });
    out.flush()?;
    whole
}

/// A row as an object whose keys stand in the order of the columns.
struct InOrder<'r>(&'r [String], &'r [Value]);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1.iter().map(json_of)))
    }
}

/// A value as a text: nothing for NULL.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        // As SQLite writes them: what is no whole number is told to be none.
        Value::Real(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.1}"),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => hexadecimal(bytes),
    }
}

fn json_of(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Integer(number) => json!(number),
        // JSON has no infinity.
        Value::Real(number) if !number.is_finite() => json!(number.to_string()),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Blob(bytes) => json!(hexadecimal(bytes)),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_they_are() {
        let all = [Value::Null, Value::Integer(-3), Value::Real(2.0), Value::Real(0.1), Value::Blob(vec![0, 171])];
        assert_eq!(all.each_ref().map(text), ["", "-3", "2.0", "0.1", "00ab"]);
        let json = serde_json::Value::Array(all.iter().map(json_of).collect()).to_string();
        assert_eq!(json, r#"[null,-3,2.0,0.1,"00ab"]"#);
        assert_eq!(json_of(&Value::Real(f64::INFINITY)), json!("inf"));
    }
}
