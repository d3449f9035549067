//! How do the rows of all tables stand in one row for each report or story?
//!
//! Each table is a column of lists of its rows; types are those that Spark has, which knows no numbers without a sign.

use std::sync::Arc;

use arrow_array::builder::{BinaryBuilder, Date32Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{Array, ArrayRef, Int64Array, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};
use dateline_archive::arrow::Columnar;
use dateline_archive::columns::Table;
use jiff::civil::{Date, date};
use pyo3::PyResult;

use crate::errors;

/// What stands beside the tables: of a report its number, day, account and record, of a story its number and day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    Report,
    Story,
}

/// Rows on their way into columns.
pub(crate) struct Nested<S: 'static> {
    beside: Beside,
    tables: Vec<(Columnar<S>, Vec<usize>)>,
    numbers: Int64Builder,
    days: Date32Builder,
    accounts: BinaryBuilder,
    records: StringBuilder,
}

impl<S> Nested<S> {
    pub(crate) fn of(tables: &'static [&'static Table<S>], beside: Beside) -> Self {
        Self {
            beside,
            tables: tables.iter().map(|table| (Columnar::of(table), Vec::new())).collect(),
            numbers: Int64Builder::new(),
            days: Date32Builder::new(),
            accounts: BinaryBuilder::new(),
            records: StringBuilder::new(),
        }
    }

    /// Adds what an entry gives to the row at hand.
    pub(crate) fn add(&mut self, number: u64, entry: &S) {
        for (table, counts) in &mut self.tables {
            counts.resize(self.numbers.values_slice().len() + 1, 0);
            for cells in table.table().rows_of(entry) {
                table.add(number, cells);
                *counts.last_mut().expect("there is a row at hand") += 1;
            }
        }
    }

    /// Ends the row at hand.
    pub(crate) fn close(&mut self, number: u64, day: Option<Date>, account: Option<Vec<u8>>, record: Option<String>) {
        self.numbers.append_value(number as i64);
        self.tables.iter_mut().for_each(|(_, counts)| counts.resize(self.numbers.values_slice().len(), 0));
        self.days.append_option(day.map(|day| {
            let since = day.duration_since(date(1970, 1, 1)).as_hours().div_euclid(24);
            i32::try_from(since).expect("a day of a calendar is near")
        }));
        self.accounts.append_option(account);
        self.records.append_option(record);
    }

    /// The rows as columns.
    pub(crate) fn finish(mut self) -> PyResult<RecordBatch> {
        let key = if self.beside == Beside::Report { "report" } else { "story" };
        let mut columns: Vec<(Field, ArrayRef)> = vec![
            (Field::new(key, DataType::Int64, false), Arc::new(self.numbers.finish())),
            (Field::new("day", DataType::Date32, true), Arc::new(self.days.finish())),
        ];
        for (table, counts) in self.tables {
            let name = table.table().name;
            let rows = list(table.finish().map_err(errors::of_tables)?, counts)?;
            columns.push((Field::new(name, rows.data_type().clone(), false), Arc::new(rows)));
        }
        if self.beside == Beside::Report {
            columns.push((Field::new("account", DataType::Binary, true), Arc::new(self.accounts.finish())));
            columns.push((Field::new("record", DataType::Utf8, true), Arc::new(self.records.finish())));
        }
        let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(errors::of_tables)
    }
}

/// The rows of a table without the number that joins it, as lists of so many each.
fn list(rows: RecordBatch, counts: Vec<usize>) -> PyResult<ListArray> {
    let schema = rows.schema();
    let columns = schema.fields().iter().zip(rows.columns()).skip(1).map(|(field, column)| signed(field, column));
    let (fields, arrays): (Vec<FieldRef>, Vec<ArrayRef>) = columns.unzip();
    let rows = StructArray::try_new(Fields::from(fields), arrays, None).map_err(errors::of_tables)?;
    let item = Arc::new(Field::new("item", rows.data_type().clone(), false));
    ListArray::try_new(item, OffsetBuffer::from_lengths(counts), Arc::new(rows), None).map_err(errors::of_tables)
}

/// The same column, with numbers that have a sign: of spans.
fn signed(field: &FieldRef, column: &ArrayRef) -> (FieldRef, ArrayRef) {
    let Some(spans) = column.as_list_opt::<i32>().filter(|list| list.values().as_struct_opt().is_some()) else {
        return (Arc::clone(field), Arc::clone(column));
    };
    let ends = spans.values().as_struct();
    let wide = |number: &ArrayRef| -> ArrayRef {
        let numbers = number.as_primitive::<UInt32Type>().values();
        Arc::new(numbers.iter().copied().map(i64::from).collect::<Int64Array>())
    };
    let names = ends.fields().iter().map(|field| Field::new(field.name(), DataType::Int64, false));
    let wide = StructArray::new(names.collect(), ends.columns().iter().map(wide).collect(), ends.nulls().cloned());
    let item = Arc::new(Field::new("item", wide.data_type().clone(), true));
    let list = ListArray::new(item, spans.offsets().clone(), Arc::new(wide), spans.nulls().cloned());
    let field = field.as_ref().clone().with_data_type(list.data_type().clone());
    (Arc::new(field), Arc::new(list))
}
