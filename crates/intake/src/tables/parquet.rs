//! Which report stands in this row of a Parquet table?

use std::sync::Arc;

use bytes::Bytes;
use dateline::Source;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field as Value, Row};
use parquet::schema::types::Type;

use crate::carrier::Carrier;
use crate::cells::{Cell, report};
use crate::columns::{Columns, Layout};
use crate::guarded::guarded;
use crate::outcome::{Failure, FailureKind, fail};
use crate::piece::{Piece, Pieces};
use crate::source;

/// How such a file begins and ends.
pub(crate) const MARK: &[u8] = b"PAR1";

/// The rows of a file.
pub(crate) fn pieces(file: impl ChunkReader + 'static, columns: &Columns, source: Source) -> Pieces {
    let (rows, layout) = match open(file, columns) {
        Ok(opened) => opened,
        Err(message) => return Box::new(std::iter::once(fail(source, FailureKind::Malformed, message))),
    };
    Box::new(Rows { rows, layout, file: source, number: 0, over: false })
}

fn open(file: impl ChunkReader + 'static, columns: &Columns) -> Result<(RowIter<'static>, Layout), String> {
    let reader = guarded(|| SerializedFileReader::new(file))?.map_err(|e| format!("not a Parquet file: {e}"))?;
    let schema = reader.metadata().file_metadata().schema().clone();
    let names = |schema: &Type| schema.get_fields().iter().map(|field| field.name().to_owned()).collect::<Vec<_>>();
    let layout = columns.layout(&names(&schema)).map_err(|problem| format!("a Parquet table: {problem}"))?;
    // Columns that nobody asks for are not unpacked.
    let fields = schema.get_fields().iter().enumerate().filter(|(at, _)| layout.has(*at));
    let wanted: Vec<_> = fields.map(|(_, field)| Arc::clone(field)).collect();
    let wanted = Type::group_type_builder(schema.name()).with_fields(wanted).build().map_err(|e| e.to_string())?;
    let layout = columns.layout(&names(&wanted))?;
    let rows = RowIter::from_file_into(Box::new(reader)).project(Some(wanted)).map_err(|e| e.to_string())?;
    Ok((rows, layout))
}

/// The rows of a table, one by one.
struct Rows {
    rows: RowIter<'static>,
    layout: Layout,
    file: Source,
    number: u64,
    /// Whether nothing more can be read.
    over: bool,
}

impl Iterator for Rows {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        self.number += 1;
        let source = source::numbered(&self.file, self.number);
        let problem = match guarded(|| self.rows.next()) {
            Ok(None) => return None,
            Ok(Some(Ok(row))) => return Some(self.row(&row, source)),
            Ok(Some(Err(error))) => error.to_string(),
            Err(message) => message,
        };
        self.over = true;
        Some(fail(source, FailureKind::Malformed, format!("row {} cannot be read: {problem}", self.number)))
    }
}

impl Rows {
    fn row(&self, row: &Row, source: Source) -> Result<Piece, Failure> {
        let fields: Vec<&Value> = row.get_column_iter().map(|(_, field)| field).collect();
        let what = format!("row {}", self.number);
        let report = report(&self.layout, source, &what, |at| cell(fields.get(at)?))?;
        Ok(Piece::row(report, Carrier::default()))
    }
}

/// What was read whole, of a packed file or the standard input.
pub(crate) fn in_memory(bytes: Vec<u8>) -> Bytes {
    Bytes::from(bytes)
}

/// Names of fields in a structure that hold what it stands for.
const WITHIN: [&str; 6] = ["name", "title", "value", "text", "main", "rendered"];

fn cell(value: &Value) -> Option<Cell> {
    let day = |seconds: i64| {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Cell::Day(jiff::tz::Offset::UTC.to_datetime(moment).date()))
    };
    let number = |number: i64| Some(Cell::Text(number.to_string()));
    match value {
        Value::Str(text) => Some(Cell::Text(text.clone())),
        Value::Bytes(bytes) => String::from_utf8(bytes.data().to_vec()).ok().map(Cell::Text),
        Value::Int(int) => number((*int).into()),
        Value::Long(long) => number(*long),
        Value::UInt(int) => number((*int).into()),
        Value::ULong(long) => number((*long).try_into().ok()?),
        Value::Date(days) => day(i64::from(*days) * 86_400),
        Value::TimestampMillis(millis) => day(millis.div_euclid(1_000)),
        Value::TimestampMicros(micros) => day(micros.div_euclid(1_000_000)),
        Value::Group(group) => {
            let within = |name: &&str| group.get_column_iter().find(|(other, _)| other == name);
            cell(WITHIN.iter().find_map(within)?.1)
        }
        Value::ListInternal(list) => {
            let texts = list.elements().iter().filter_map(|value| cell(value)?.into_text());
            Some(Cell::List(texts.collect()))
        }
        _ => None,
    }
}
