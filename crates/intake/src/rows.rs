//! Which report stands in this row of a Parquet table? Its columns are those of JSON Lines.

use bytes::Bytes;
use dateline::{Report, Source};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use crate::carrier::Carrier;
use crate::guarded::guarded;
use crate::outcome::{Failure, FailureKind, checked, fail};
use crate::piece::{Form, Piece, Pieces};
use crate::{dates, jsonl, source};

/// How such a file begins and ends.
pub(crate) const MARK: &[u8] = b"PAR1";

/// The rows of a file.
pub(crate) fn pieces(file: impl ChunkReader + 'static, source: Source) -> Pieces {
    let rows = match open(file) {
        Ok(rows) => rows,
        Err(message) => return Box::new(std::iter::once(fail(source, FailureKind::Malformed, message))),
    };
    Box::new(Rows { rows, file: source, number: 0, over: false })
}

fn open(file: impl ChunkReader + 'static) -> Result<RowIter<'static>, String> {
    let reader = guarded(|| SerializedFileReader::new(file))?.map_err(|e| format!("not a Parquet file: {e}"))?;
    let fields = reader.metadata().file_metadata().schema().get_fields().iter();
    let names: Vec<String> = fields.map(|field| field.name().to_owned()).collect();
    if names.iter().any(|name| jsonl::TEXT.contains(&name.to_lowercase().as_str())) {
        return Ok(RowIter::from_file_into(Box::new(reader)));
    }
    Err(format!("a table without a column \"text\": it has {}", names.join(", ")))
}

/// The rows of a table, one by one.
struct Rows {
    rows: RowIter<'static>,
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
            Ok(Some(Ok(row))) => return Some(report(&row, source)),
            Ok(Some(Err(error))) => error.to_string(),
            Err(message) => message,
        };
        self.over = true;
        Some(fail(source, FailureKind::Malformed, format!("row {} cannot be read: {problem}", self.number)))
    }
}

/// What was read whole, of a packed file or the standard input.
pub(crate) fn in_memory(bytes: Vec<u8>) -> Bytes {
    Bytes::from(bytes)
}

fn report(row: &Row, source: Source) -> Result<Piece, Failure> {
    let mut report = Report { source, ..Report::default() };
    for (name, field) in row.get_column_iter() {
        let name = name.to_lowercase();
        if matches!(name.as_str(), "date" | "published" | "dct") {
            report.published = report.published.or_else(|| day(field));
        } else if let Some(value) = value(field) {
            jsonl::set(&mut report, &name, value);
        } else if let Field::ListInternal(list) = field
            && matches!(name.as_str(), "authors" | "bylines")
        {
            report.authors = list.elements().iter().filter_map(value).collect();
        }
    }
    let source = report.source.clone();
    let form = Form::Row(Box::new(checked(report, "row")?));
    Ok(Piece { source, carrier: Carrier::default(), form, bytes: Vec::new() })
}

fn value(field: &Field) -> Option<String> {
    match field {
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => String::from_utf8(bytes.data().to_vec()).ok(),
        Field::Int(number) => Some(number.to_string()),
        Field::Long(number) => Some(number.to_string()),
        Field::UInt(number) => Some(number.to_string()),
        Field::ULong(number) => Some(number.to_string()),
        _ => None,
    }
}

fn day(field: &Field) -> Option<jiff::civil::Date> {
    let seconds = match field {
        Field::Date(days) => i64::from(*days) * 86_400,
        Field::TimestampMillis(millis) => millis.div_euclid(1_000),
        Field::TimestampMicros(micros) => micros.div_euclid(1_000_000),
        field => return dates::day(&value(field)?),
    };
    Some(jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?).date())
}
