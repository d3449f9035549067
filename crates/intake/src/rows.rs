//! Tables of reports in Parquet: a row is a report, its columns are those of JSON Lines.

use bytes::Bytes;
use dateline::{Report, Source};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use crate::piece::{About, Form, Piece, checked};
use crate::{Failure, dates, jsonl};

/// How such a file begins and ends.
pub(crate) const MARK: &[u8] = b"PAR1";

/// The rows of a file.
pub(crate) fn pieces(
    file: impl parquet::file::reader::ChunkReader + 'static,
    source: Source,
) -> Box<dyn Iterator<Item = Result<Piece, Failure>> + Send> {
    let fail = |source: &Source, message: String| Failure { source: source.clone(), kind: "malformed", message };
    let rows = crate::html::guarded(|| {
        SerializedFileReader::new(file).map(|reader| {
            let fields = reader.metadata().file_metadata().schema().get_fields().iter();
            let names: Vec<String> = fields.map(|field| field.name().to_owned()).collect();
            (names, RowIter::from_file_into(Box::new(reader)))
        })
    });
    let (names, rows) = match rows {
        Ok(Ok(rows)) => rows,
        Ok(Err(error)) => return Box::new(std::iter::once(Err(fail(&source, format!("not a Parquet file: {error}"))))),
        Err(message) => return Box::new(std::iter::once(Err(fail(&source, message)))),
    };
    if !names.iter().any(|name| jsonl::TEXT.contains(&name.to_lowercase().as_str())) {
        let message = format!("a table without a column \"text\": it has {}", names.join(", "));
        return Box::new(std::iter::once(Err(fail(&source, message))));
    }
    let mut rows = rows;
    let mut number = 0;
    let mut over = false;
    Box::new(std::iter::from_fn(move || {
        if over {
            return None;
        }
        number += 1;
        let source = Source { id: format!("{}:{number}", source.id), record: Some(number), ..source.clone() };
        match crate::html::guarded(|| rows.next()) {
            Ok(None) => None,
            Ok(Some(Ok(row))) => Some(report(&row, source)),
            Ok(Some(Err(error))) => {
                over = true;
                Some(Err(fail(&source, format!("row {number} cannot be read: {error}"))))
            }
            Err(message) => {
                over = true;
                Some(Err(fail(&source, format!("row {number}: {message}"))))
            }
        }
    }))
}

/// What was read whole, of a packed file or the standard input.
pub(crate) fn in_memory(bytes: Vec<u8>) -> Bytes {
    Bytes::from(bytes)
}

fn report(row: &Row, source: Source) -> Result<Piece, Failure> {
    let mut report = Report { source, ..Report::default() };
    for (name, field) in row.get_column_iter() {
        let name = name.to_lowercase();
        if name == "date" || name == "published" {
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
    Ok(Piece { source, about: About::default(), form, bytes: Vec::new() })
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
