//! What does the archive answer to SQL, and how is that written for other programs?

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use dateline_archive::columns::{CellType, STORY_TABLES, TABLES};
use dateline_archive::is_computed;
use parquet::arrow::ArrowWriter;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Trouble;

/// Bytes of texts that one answer may hold.
const HEAVIEST: usize = 64 << 20;

/// Rows, and the names of their columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    /// The names.
    pub(crate) columns: Vec<String>,
    /// The rows, each with as many values.
    pub(crate) rows: Vec<Vec<Value>>,
}

impl Rows {
    /// What a statement answers.
    pub(crate) fn ask(connection: &Connection, sql: &str, values: Vec<Value>) -> Result<Self, Trouble> {
        let mut statement = connection.prepare_cached(sql)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query(params_from_iter(values))?;
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while let Some(row) = found.next()? {
            let row = (0..columns.len()).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()?;
            bytes += row.iter().map(|value| if let Value::Text(text) = value { text.len() } else { 8 }).sum::<usize>();
            if bytes > HEAVIEST {
                return Err(Trouble::Slow);
            }
            rows.push(row);
        }
        Ok(Self { columns, rows })
    }

    /// Each row, to be asked by the names of columns.
    pub(crate) fn each(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|values| Row { columns: &self.columns, values })
    }

    /// As a list of objects in JSON; lists that are kept as JSON are lists again, as this table has them.
    pub(crate) fn json(&self, table: &str) -> serde_json::Value {
        let object = |row: &Vec<Value>| {
            let fields = self.columns.iter().zip(row).map(|(name, value)| (name.clone(), json(table, name, value)));
            serde_json::Value::Object(fields.collect())
        };
        serde_json::Value::Array(self.rows.iter().map(object).collect())
    }

    /// As CSV after RFC 4180, with names first. Spreadsheets open it: what one would compute has an apostrophe before it.
    pub(crate) fn csv(&self) -> Result<Vec<u8>, Trouble> {
        let failed = |cause: csv::Error| Trouble::Failed(cause.to_string());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns).map_err(failed)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(shown)).map_err(failed)?;
        }
        writer.into_inner().map_err(|cause| Trouble::Failed(cause.to_string()))
    }

    /// As a Parquet file; the type of a column is that of its values.
    pub(crate) fn parquet(&self) -> Result<Vec<u8>, Trouble> {
        let columns = self.columns.iter().enumerate().map(|(at, name)| (name.as_str(), self.array(at), true));
        let failed = |cause: String| Trouble::Failed(cause);
        let batch = RecordBatch::try_from_iter_with_nullable(columns).map_err(|cause| failed(cause.to_string()))?;
        let mut file = Vec::new();
        let written = ArrowWriter::try_new(&mut file, batch.schema(), None)
            .and_then(|mut writer| writer.write(&batch).and_then(|()| writer.close()));
        written.map_err(|cause| failed(cause.to_string()))?;
        Ok(file)
    }

    fn array(&self, at: usize) -> ArrayRef {
        let name = self.columns[at].as_str();
        let values = || self.rows.iter().map(|row| &row[at]);
        let whole = |value: &Value| if let Value::Integer(number) = value { Some(*number) } else { None };
        match described(name).unwrap_or_else(|| observed(values())) {
            CellType::Whole | CellType::Flag => Arc::new(values().map(whole).collect::<Int64Array>()),
            CellType::Real => Arc::new(values().map(number).collect::<Float64Array>()),
            _ => {
                let told = values().map(|value| (*value != Value::Null).then(|| text(value)));
                Arc::new(told.collect::<StringArray>())
            }
        }
    }
}

/// The type that values have, where no table describes their column.
fn observed<'v>(values: impl Iterator<Item = &'v Value> + Clone) -> CellType {
    let all = |is: fn(&Value) -> bool| values.clone().all(is) && values.clone().any(|value| *value != Value::Null);
    if all(|value| matches!(value, Value::Integer(_) | Value::Null)) {
        return CellType::Whole;
    }
    if all(|value| matches!(value, Value::Integer(_) | Value::Real(_) | Value::Null)) {
        return CellType::Real;
    }
    CellType::Text
}

/// The type that the data dictionary gives columns of this name, if it is one in all tables.
pub(crate) fn described(name: &str) -> Option<CellType> {
    let mut types = types(name).map(|(_, cells)| cells);
    let first = types.next()?;
    types.all(|other| other == first).then_some(first)
}

/// Whether a column is a list: in this table, or in whichever it is where this is none of those described.
fn is_list(table: &str, name: &str) -> bool {
    let is_one = |cells| matches!(cells, CellType::Texts | CellType::Wholes | CellType::Spans);
    let own = types(name).find(|(known, _)| *known == table);
    own.map_or_else(
        || types(name).next().is_some() && types(name).all(|(_, cells)| is_one(cells)),
        |(_, cells)| is_one(cells),
    )
}

/// The tables that have a column of this name, and its type there.
fn types(name: &str) -> impl Iterator<Item = (&'static str, CellType)> {
    let reports =
        TABLES.iter().flat_map(|table| table.columns.iter().map(|column| (table.name, column.name, column.cells)));
    let stories = STORY_TABLES
        .iter()
        .flat_map(|table| table.columns.iter().map(|column| (table.name, column.name, column.cells)));
    reports.chain(stories).filter(move |(_, column, _)| *column == name).map(|(table, _, cells)| (table, cells))
}

/// A row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'r> {
    columns: &'r [String],
    values: &'r [Value],
}

impl<'r> Row<'r> {
    /// Its values, in the order of columns.
    pub(crate) fn values(self) -> &'r [Value] {
        self.values
    }

    fn get(self, name: &str) -> Option<&'r Value> {
        self.columns.iter().position(|column| column == name).map(|at| &self.values[at])
    }

    /// A text; nothing, if it is empty.
    pub(crate) fn text(self, name: &str) -> Option<&'r str> {
        match self.get(name) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// A whole number; 0, if there is none.
    pub(crate) fn whole(self, name: &str) -> i64 {
        match self.get(name) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }

    /// A number.
    pub(crate) fn real(self, name: &str) -> Option<f64> {
        self.get(name).and_then(number)
    }

    /// A list of texts, kept as JSON.
    pub(crate) fn texts(self, name: &str) -> Vec<String> {
        self.text(name).and_then(|list| serde_json::from_str(list).ok()).unwrap_or_default()
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        _ => None,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null | Value::Blob(_) => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

/// A value for spreadsheets, which compute no text of others then; numbers stay numbers.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) if is_computed(text) => format!("'{text}"),
        other => text(other),
    }
}

fn json(table: &str, name: &str, value: &Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) if text.starts_with('[') && is_list(table, name) => {
            serde_json::from_str(text).unwrap_or_else(|_| text.clone().into())
        }
        Value::Text(text) => text.clone().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_computes_nothing_of_others() {
        let connection = Connection::open_in_memory().expect("memory");
        let rows = Rows::ask(&connection, "SELECT '=1+1' AS a, '@b' AS b, -2.5 AS c, -3 AS d, 'e-f' AS e", Vec::new());
        let csv = String::from_utf8(rows.and_then(|rows| rows.csv()).expect("CSV")).expect("UTF-8");
        assert_eq!(csv, "a,b,c,d,e\n'=1+1,'@b,-2.5,-3,e-f\n");
    }

    #[test]
    fn an_answer_is_written_in_three_forms() {
        let connection = Connection::open_in_memory().expect("memory");
        let sql = "SELECT 'a,\"b' AS name, '[\"x\"]' AS agencies, 2.5 AS score, 3 AS n, NULL AS missing,
            '[[1,2]]' AS mentions";
        let rows = Rows::ask(&connection, sql, Vec::new()).expect("an answer");
        let csv = String::from_utf8(rows.csv().expect("CSV")).expect("UTF-8");
        assert_eq!(csv, "name,agencies,score,n,missing,mentions\n\"a,\"\"b\",\"[\"\"x\"\"]\",2.5,3,,\"[[1,2]]\"\n");
        let json = r#"[{"agencies":["x"],"mentions":[[1,2]],"n":3,"name":"a,\"b","missing":null,"score":2.5}]"#;
        assert_eq!(rows.json("none"), serde_json::from_str::<serde_json::Value>(json).expect("JSON"));
        let claimed = Rows::ask(&connection, "SELECT '[\"x\"]' AS claimed_by", Vec::new()).expect("an answer");
        let told = |table: &str| claimed.json(table)[0]["claimed_by"].is_array();
        assert!(told("merged_events") && !told("happenings"), "each as its table has it");
        assert_eq!(&rows.parquet().expect("Parquet")[..4], b"PAR1");
    }
}
