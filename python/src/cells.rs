//! Which fields has a row of Arrow's columns?

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use serde_json::{Map, Value};

use crate::rows::number;

/// The fields of a row, by the names of the columns.
pub(crate) fn row(batch: &RecordBatch, at: usize) -> Value {
    let schema = batch.schema_ref();
    let fields = schema.fields().iter().zip(batch.columns());
    Value::Object(fields.map(|(field, column)| (field.name().clone(), cell(column, at))).collect())
}

/// What stands in a cell; what is of no use for a report is nothing.
fn cell(column: &ArrayRef, at: usize) -> Value {
    if column.is_null(at) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(at).into(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(at).into(),
        DataType::Utf8View => column.as_string_view().value(at).into(),
        DataType::Binary => text(column.as_binary::<i32>().value(at)),
        DataType::LargeBinary => text(column.as_binary::<i64>().value(at)),
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            cell(dictionary.values(), dictionary.normalized_keys()[at])
        }
        DataType::List(_) => list(&column.as_list::<i32>().value(at)),
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(at)),
        DataType::Struct(fields) => {
            let inner = fields.iter().zip(column.as_struct().columns());
            Value::Object(inner.map(|(field, column)| (field.name().clone(), cell(column, at))).collect::<Map<_, _>>())
        }
        DataType::Date32 => day(i64::from(column.as_primitive::<Date32Type>().value(at)) * 86_400),
        DataType::Date64 => day(column.as_primitive::<Date64Type>().value(at).div_euclid(1_000)),
        DataType::Timestamp(unit, _) => moment(column, *unit, at),
        _ => whole(column, at),
    }
}

fn moment(column: &ArrayRef, unit: TimeUnit, at: usize) -> Value {
    match unit {
        TimeUnit::Second => day(column.as_primitive::<TimestampSecondType>().value(at)),
        TimeUnit::Millisecond => day(column.as_primitive::<TimestampMillisecondType>().value(at).div_euclid(1_000)),
        TimeUnit::Microsecond => day(column.as_primitive::<TimestampMicrosecondType>().value(at).div_euclid(1_000_000)),
        TimeUnit::Nanosecond => {
            day(column.as_primitive::<TimestampNanosecondType>().value(at).div_euclid(1_000_000_000))
        }
    }
}

/// A number, if it is one.
fn whole(column: &ArrayRef, at: usize) -> Value {
    match column.data_type() {
        DataType::Int8 => column.as_primitive::<Int8Type>().value(at).into(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(at).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(at).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(at).into(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(at).into(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(at).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(at).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(at).into(),
        DataType::Float32 => number(column.as_primitive::<Float32Type>().value(at).into()),
        DataType::Float64 => number(column.as_primitive::<Float64Type>().value(at)),
        _ => Value::Null,
    }
}

fn text(bytes: &[u8]) -> Value {
    std::str::from_utf8(bytes).map_or(Value::Null, Value::from)
}

fn list(items: &ArrayRef) -> Value {
    (0..items.len()).map(|at| cell(items, at)).collect()
}

/// The day of a moment in seconds since 1970, in UTC.
fn day(seconds: i64) -> Value {
    let moment = jiff::Timestamp::from_second(seconds).ok();
    moment.map_or(Value::Null, |moment| jiff::tz::Offset::UTC.to_datetime(moment).date().to_string().into())
}
