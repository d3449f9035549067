//! Which reports stand in this workbook: Excel (.xlsx, .xlsb, .xls) or OpenDocument (.ods)? A row of a sheet is one.

use std::fmt::Display;
use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xls, Xlsb, Xlsx};
use dateline::Source;

use crate::cells::{Cell, report};
use crate::columns::Columns;
use crate::guarded::guarded;
use crate::outcome::{FailureKind, Outcome, fail};
use crate::{days, source, zipped};

/// Rows looked at for the header: titles and notes may stand above it.
const LOOKED_AT: usize = 10;

/// Bytes that a workbook may have when it is unpacked.
const LARGEST_BOOK: u64 = 1 << 30;

/// The reports of all sheets that have a column with text.
pub(crate) fn read(bytes: &[u8], columns: &Columns, file: &Source) -> Vec<Outcome> {
    if zipped::unpacked_size(bytes) > LARGEST_BOOK {
        let message = format!("a workbook that unpacks to more than {LARGEST_BOOK} bytes: write it as CSV");
        return vec![fail(file.clone(), FailureKind::TooLarge, message)];
    }
    let opened = guarded(|| match () {
        () if !bytes.starts_with(b"PK") => sheets::<Xls<_>>(bytes),
        () if holds(bytes, b"opendocument.spreadsheet") => sheets::<Ods<_>>(bytes),
        () if holds(bytes, b"xl/workbook.bin") => sheets::<Xlsb<_>>(bytes),
        () => sheets::<Xlsx<_>>(bytes),
    });
    let sheets = match opened {
        Ok(Ok(sheets)) => sheets,
        Ok(Err(problem)) | Err(problem) => {
            let message = format!("not a workbook that can be read: {problem}");
            return vec![fail(file.clone(), FailureKind::Malformed, message)];
        }
    };
    let (mut outcomes, mut number, mut problems) = (Vec::new(), 0, Vec::new());
    for (name, sheet) in sheets.iter().filter(|(_, sheet)| !sheet.is_empty()) {
        match rows(name, sheet, columns, file, &mut number) {
            Ok(rows) => outcomes.extend(rows),
            Err(problem) => problems.push(format!("sheet {name:?}: {problem}")),
        }
    }
    if outcomes.is_empty() {
        let message = problems.into_iter().next().unwrap_or_else(|| "a workbook without a row".into());
        return vec![fail(file.clone(), FailureKind::Malformed, message)];
    }
    outcomes
}

/// The sheets of a workbook, by their names.
fn sheets<'b, B: Reader<Cursor<&'b [u8]>>>(bytes: &'b [u8]) -> Result<Vec<(String, Range<Data>)>, String>
where
    B::Error: Display,
{
    let mut book = B::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).map_err(|error| format!("sheet {name:?}: {error}"))?;
        Ok((name, range))
    };
    names.into_iter().map(sheet).collect()
}

/// Whether a name stands in the bytes; those of a ZIP file are not packed.
fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}

/// The reports of a sheet; `number` counts the rows of all.
fn rows(
    sheet: &str,
    range: &Range<Data>,
    columns: &Columns,
    file: &Source,
    number: &mut u64,
) -> Result<Vec<Outcome>, String> {
    let names = |row: &[Data]| row.iter().map(|cell| cell.to_string().trim().to_owned()).collect::<Vec<_>>();
    let layouts = range.rows().take(LOOKED_AT).map(|row| columns.layout(&names(row)));
    let found = layouts.enumerate().find_map(|(at, layout)| Some((at, layout.ok()?)));
    let Some((header, layout)) = found else {
        let first = range.rows().next().map(names).unwrap_or_default();
        return Err(columns.layout(&first).err().unwrap_or_default());
    };
    let top = range.start().map_or(0, |(row, _)| row as usize);
    let mut outcomes = Vec::new();
    for (at, row) in range.rows().enumerate().skip(header + 1) {
        if row.iter().all(|data| cell(data).is_none()) {
            continue;
        }
        *number += 1;
        let what = format!("sheet {sheet:?}, row {}", top + at + 1);
        outcomes.push(report(&layout, source::numbered(file, *number), &what, |at| cell(row.get(at)?)));
    }
    Ok(outcomes)
}

/// What stands in a cell; a number with a fraction is a day only where it was formatted as one.
fn cell(data: &Data) -> Option<Cell> {
    match data {
        Data::Empty | Data::Error(_) | Data::Bool(_) => None,
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
                .ok()
                .map(Cell::Day)
        }
        Data::DateTimeIso(text) => days::told(text).map(Cell::Day),
        other => Some(other.to_string()).filter(|text| !text.trim().is_empty()).map(Cell::Text),
    }
}
