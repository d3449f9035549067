//! How do rows of a table become columns in memory, as Arrow has them?
//!
//! What comes out is a [`RecordBatch`] with the names, types, descriptions and units of the table's definition: a Parquet
//! file is one of these written down, and another program can be handed it as it is.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    StructBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema};
use jiff::civil::{Date, date};

use crate::columns::{Cell, CellType, Table};
use crate::error::Error;

/// Rows of one table on their way into columns.
///
/// # Example
///
/// ```
/// use dateline_archive::arrow::Columnar;
/// use dateline_archive::columns::{Entry, TABLES};
/// use dateline_intake::{Failure, FailureKind};
///
/// let failure = Failure { source: Default::default(), kind: FailureKind::Empty, message: "nothing there".into() };
/// let entry = Entry::of(Err(failure), String::new(), false);
/// let table = TABLES.into_iter().find(|table| table.name == "failures").unwrap();
/// let mut rows = Columnar::of(table);
/// for cells in table.rows_of(&entry) {
///     rows.add(1, cells);
/// }
/// let batch = rows.finish()?;
/// assert_eq!((batch.num_rows(), batch.schema().field(0).name().as_str()), (1, "report"));
/// # Ok::<(), dateline_archive::Error>(())
/// ```
#[derive(Debug)]
pub struct Columnar<S: 'static> {
    table: &'static Table<S>,
    numbers: Int64Builder,
    columns: Vec<Builder>,
}

/// The cells of one column.
#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Whole(Int64Builder),
    Wholes(ListBuilder<Int64Builder>),
    Real(Float64Builder),
    Day(Date32Builder),
    Flag(BooleanBuilder),
    Spans(ListBuilder<StructBuilder>),
}

impl<S> Columnar<S> {
    /// No rows yet.
    pub fn of(table: &'static Table<S>) -> Self {
        let columns = table.columns.iter().map(|column| Builder::of(column.cells)).collect();
        Self { table, numbers: Int64Builder::new(), columns }
    }

    /// The table whose rows these are.
    pub fn table(&self) -> &'static Table<S> {
        self.table
    }

    /// Adds a row of the report or story with this number, as [`Table::rows_of`] gives it.
    pub fn add(&mut self, number: u64, cells: Vec<Cell>) {
        self.numbers.append_value(number as i64);
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.add(cell);
        }
    }

    /// The rows as columns.
    ///
    /// # Errors
    ///
    /// If a row had fewer cells than the table has columns.
    pub fn finish(mut self) -> Result<RecordBatch, Error> {
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.numbers.finish())];
        arrays.extend(self.columns.iter_mut().map(|column| column.array()));
        Ok(RecordBatch::try_new(Arc::new(schema(self.table)), arrays)?)
    }
}

/// The columns of a table as Arrow has them; descriptions and units are metadata of the fields.
pub fn schema<S>(table: &Table<S>) -> Schema {
    let about = |field: Field, about: &str, unit: Option<&str>| {
        let mut facts = HashMap::from([("description".to_owned(), about.to_owned())]);
        facts.extend(unit.map(|unit| ("unit".to_owned(), unit.to_owned())));
        field.with_metadata(facts)
    };
    let number = about(Field::new(table.key.0, DataType::Int64, false), table.key.1, None);
    let columns = table.columns.iter().map(|column| {
        let list = matches!(column.cells, CellType::Texts | CellType::Wholes | CellType::Spans | CellType::Flag);
        about(Field::new(column.name, data_type(column.cells), !list), &column.about(), column.unit)
    });
    Schema::new([number].into_iter().chain(columns).collect::<Vec<_>>())
}

fn data_type(cells: CellType) -> DataType {
    let list = |inner| DataType::List(Arc::new(Field::new("item", inner, true)));
    match cells {
        CellType::Text | CellType::Words => DataType::Utf8,
        CellType::Texts => list(DataType::Utf8),
        CellType::Whole => DataType::Int64,
        CellType::Wholes => list(DataType::Int64),
        CellType::Real => DataType::Float64,
        CellType::Day => DataType::Date32,
        CellType::Flag => DataType::Boolean,
        CellType::Spans => list(DataType::Struct(span())),
    }
}

fn span() -> Fields {
    vec![Field::new("start", DataType::UInt32, false), Field::new("end", DataType::UInt32, false)].into()
}

impl Builder {
    fn of(cells: CellType) -> Self {
        match cells {
            CellType::Text | CellType::Words => Self::Text(StringBuilder::new()),
            CellType::Texts => Self::Texts(ListBuilder::new(StringBuilder::new())),
            CellType::Whole => Self::Whole(Int64Builder::new()),
            CellType::Wholes => Self::Wholes(ListBuilder::new(Int64Builder::new())),
            CellType::Real => Self::Real(Float64Builder::new()),
            CellType::Day => Self::Day(Date32Builder::new()),
            CellType::Flag => Self::Flag(BooleanBuilder::new()),
            CellType::Spans => Self::Spans(ListBuilder::new(StructBuilder::from_fields(span(), 0))),
        }
    }

    fn add(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text) | Cell::Words(_, text)) => column.append_value(text),
            (Self::Text(column), _) => column.append_null(),
            (Self::Whole(column), Cell::Whole(number)) => column.append_value(number),
            (Self::Whole(column), _) => column.append_null(),
            (Self::Real(column), Cell::Real(number)) => column.append_value(number),
            (Self::Real(column), _) => column.append_null(),
            (Self::Day(column), Cell::Day(day)) => column.append_value(days(day)),
            (Self::Day(column), _) => column.append_null(),
            (Self::Flag(column), cell) => column.append_value(cell == Cell::Flag(true)),
            (Self::Texts(column), cell) => {
                let Cell::Texts(texts) = cell else { return column.append(true) };
                texts.iter().for_each(|text| column.values().append_value(text));
                column.append(true);
            }
            (Self::Wholes(column), cell) => {
                let Cell::Wholes(numbers) = cell else { return column.append(true) };
                column.values().append_slice(&numbers);
                column.append(true);
            }
            (Self::Spans(column), cell) => {
                let Cell::Spans(spans) = cell else { return column.append(true) };
                for span in spans {
                    for (i, value) in [span.start, span.end].into_iter().enumerate() {
                        let field = column.values().field_builder::<UInt32Builder>(i);
                        field.expect("a span has two numbers").append_value(value);
                    }
                    column.values().append(true);
                }
                column.append(true);
            }
        }
    }

    fn array(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => ArrayBuilder::finish(column),
            Self::Texts(column) => ArrayBuilder::finish(column),
            Self::Whole(column) => ArrayBuilder::finish(column),
            Self::Wholes(column) => ArrayBuilder::finish(column),
            Self::Real(column) => ArrayBuilder::finish(column),
            Self::Day(column) => ArrayBuilder::finish(column),
            Self::Flag(column) => ArrayBuilder::finish(column),
            Self::Spans(column) => ArrayBuilder::finish(column),
        }
    }
}

/// Days since 1970-01-01, as Parquet counts them.
fn days(day: Date) -> i32 {
    day.duration_since(date(1970, 1, 1)).as_hours().div_euclid(24) as i32
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(super::days(date(1970, 1, 2)), 1);
        assert_eq!(super::days(date(1969, 12, 31)), -1);
        assert_eq!(super::days(date(2031, 3, 8)), 22_346);
    }
}
