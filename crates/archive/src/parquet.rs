//! Tables to Parquet: typed columns, lists where an answer is a list, descriptions and units in the file itself.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    StructBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::columns::{Cell, Kind, Table};
use crate::error::Error;

/// What is written into each file beside its table: version, model, codebook, licences.
pub(crate) type Origins = Vec<(&'static str, String)>;

/// Rows of one table on their way into a file.
pub(crate) struct Rows<S: 'static> {
    pub(crate) table: &'static Table<S>,
    numbers: Int64Builder,
    columns: Vec<Builder>,
}

/// The cells of one column.
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

impl<S> Rows<S> {
    pub(crate) fn of(table: &'static Table<S>) -> Self {
        let columns = table.columns.iter().map(|column| Builder::of(column.kind)).collect();
        Self { table, numbers: Int64Builder::new(), columns }
    }

    /// Adds a row of the report or story with this number.
    pub(crate) fn add(&mut self, number: u64, cells: Vec<Cell>) {
        self.numbers.append_value(number as i64);
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.add(cell);
        }
    }

    /// The file.
    pub(crate) fn finish(mut self, origins: &Origins) -> Result<Vec<u8>, Error> {
        let schema = Arc::new(schema(self.table));
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.numbers.finish())];
        arrays.extend(self.columns.iter_mut().map(|column| column.array()));
        let rows = RecordBatch::try_new(schema.clone(), arrays)?;
        let mut facts = vec![KeyValue::new("dateline.table".to_owned(), self.table.about.to_owned())];
        facts.extend(origins.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone())));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_created_by(format!("dateline {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(facts))
            .build();
        let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties))?;
        writer.write(&rows)?;
        Ok(writer.into_inner()?)
    }
}

/// The columns as Arrow has them.
fn schema<S>(table: &Table<S>) -> Schema {
    let about = |field: Field, about: &str, unit: Option<&str>| {
        let mut facts = HashMap::from([("description".to_owned(), about.to_owned())]);
        facts.extend(unit.map(|unit| ("unit".to_owned(), unit.to_owned())));
        field.with_metadata(facts)
    };
    let number = about(Field::new(table.key.0, DataType::Int64, false), table.key.1, None);
    let columns = table.columns.iter().map(|column| {
        let list = matches!(column.kind, Kind::Texts | Kind::Wholes | Kind::Spans | Kind::Flag);
        about(Field::new(column.name, data_type(column.kind), !list), column.about, column.unit)
    });
    Schema::new([number].into_iter().chain(columns).collect::<Vec<_>>())
}

fn data_type(kind: Kind) -> DataType {
    let list = |inner| DataType::List(Arc::new(Field::new("item", inner, true)));
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Texts => list(DataType::Utf8),
        Kind::Whole => DataType::Int64,
        Kind::Wholes => list(DataType::Int64),
        Kind::Real => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Flag => DataType::Boolean,
        Kind::Spans => list(DataType::Struct(span())),
    }
}

fn span() -> Fields {
    vec![Field::new("start", DataType::UInt32, false), Field::new("end", DataType::UInt32, false)].into()
}

impl Builder {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Texts => Self::Texts(ListBuilder::new(StringBuilder::new())),
            Kind::Whole => Self::Whole(Int64Builder::new()),
            Kind::Wholes => Self::Wholes(ListBuilder::new(Int64Builder::new())),
            Kind::Real => Self::Real(Float64Builder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
            Kind::Spans => Self::Spans(ListBuilder::new(StructBuilder::from_fields(span(), 0))),
        }
    }

    fn add(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
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
