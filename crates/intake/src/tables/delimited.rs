//! Which report stands in this row of a table with delimiters, CSV or TSV?
//!
//! Delimiter, quotes and encoding are found by reading the first rows in each way: that way counts in which they have as
//! many cells as the header.

use std::io::{Cursor, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};
use dateline::{Report, Source};

use crate::carrier::Carrier;
use crate::cells::{Cell, report};
use crate::columns::{self, Columns, Field, Layout};
use crate::days::{self, Order};
use crate::outcome::{Failure, FailureKind, fail};
use crate::piece::{Piece, Pieces};
use crate::stream::Stream;
use crate::{decode, source};

use super::before::{DELIMITERS, SURE, headers, told_delimiter};

/// Rows looked at to find the way.
const LOOKED_AT: usize = 20;
/// Bytes looked at for the order of days.
const HEAD: usize = 64 * 1024;
/// Characters that the name of a column has at most.
const LONGEST_NAME: usize = 60;

/// How a table is written, with its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delimited {
    delimiter: u8,
    quotes: Quotes,
    /// The names of the columns; an empty one for that of row numbers, which has none in tables of R.
    pub(crate) names: Vec<String>,
    /// Bytes before the header: a line that tells the delimiter, lines of a program that wrote the table.
    before: usize,
    /// How many lines these are.
    lines_before: u64,
}

/// How a delimiter or a quotation mark stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// In quotation marks, the mark twice.
    Doubled,
    /// In quotation marks, a backslash before the mark.
    Escaped,
    /// Marks are marks.
    None,
}

impl Delimited {
    /// How the table is written that begins with these bytes, of which there are more where they are not the `whole`;
    /// nothing if this is no table.
    pub(crate) fn of(head: &[u8], whole: bool, asked: &Columns) -> Option<Self> {
        let text = wide(head).unwrap_or_else(|| Cursor::new(head.to_vec())).into_inner();
        let mark = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let (told, line) = told_delimiter(&text[mark..]);
        let first = if line > 0 { mark + line } else { 0 };
        let starts = std::iter::once(first).chain(headers(&text, first));
        starts.filter_map(|start| Self::from(&text, start, told, whole, asked)).next()
    }

    /// The table whose header begins at a byte.
    fn from(text: &[u8], before: usize, told: Option<u8>, whole: bool, asked: &Columns) -> Option<Self> {
        let delimiters = told.map_or_else(|| DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
        let ways = delimiters
            .into_iter()
            .flat_map(|delimiter| [Quotes::Doubled, Quotes::Escaped, Quotes::None].map(|quotes| (delimiter, quotes)));
        let lines_before = text[..before].iter().filter(|byte| **byte == b'\n').count() as u64;
        let is_first = before == 0 || told.is_some();
        let rows = &text[before..];
        let rows = rows.strip_prefix(b"\xef\xbb\xbf").unwrap_or(rows);
        let mut best: Option<(usize, Self)> = None;
        for (delimiter, quotes) in ways {
            let way = Self { delimiter, quotes, names: Vec::new(), before, lines_before };
            let Some((fit, table)) = way.looked_at(rows, whole) else { continue };
            let is_table = told.is_some() || asked.name_one_of(&table.names) || table.is_table(fit, asked);
            // Behind other lines, it must be certain.
            let all = fit.same == fit.rows || fit.same > 1 && 4 * fit.same >= 3 * fit.rows;
            let is_sure = is_first || fit.known >= SURE && all && !fit.spaced;
            if is_table && is_sure && best.as_ref().is_none_or(|(other, _)| fit.points > *other) {
                best = Some((fit.points, table));
            }
        }
        best.map(|(_, table)| table)
    }

    /// The delimiter in words, for people.
    pub(crate) fn told(&self) -> &'static str {
        match self.delimiter {
            b',' => "commas",
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "bars",
        }
    }

    /// Which number of its days in numbers is the day, by the first rows.
    fn order(&self, head: &[u8], layout: &Layout) -> Option<Order> {
        let text = wide(head).unwrap_or_else(|| Cursor::new(head.to_vec())).into_inner();
        let records: Vec<ByteRecord> =
            self.reader(&text[self.before.min(text.len())..]).into_byte_records().flatten().collect();
        let cells = records.iter().flat_map(|row| layout.of(Field::Day).iter().filter_map(|at| row.get(*at)));
        days::order(cells.filter_map(|cell| std::str::from_utf8(cell).ok()))
    }

    fn reader<R: Read>(&self, bytes: R) -> Reader<R> {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).flexible(true).quoting(self.quotes != Quotes::None);
        if self.quotes == Quotes::Escaped {
            builder.escape(Some(b'\\')).double_quote(false);
        }
        builder.from_reader(bytes)
    }

    /// The first rows read in this way: how well they fit, and the table with its header.
    fn looked_at(mut self, text: &[u8], whole: bool) -> Option<(Fit, Self)> {
        let mut records = self.reader(text).into_byte_records();
        let header = records.next()?.ok()?;
        self.names = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let spaced = header.iter().any(|name| name.starts_with(b" "));
        let mut rows: Vec<usize> = records.take(LOOKED_AT + 1).flatten().map(|row| row.len()).collect();
        if !whole || rows.len() > LOOKED_AT {
            // Where bytes were cut off, so may be the last row.
            rows.pop();
        }
        if rows.is_empty() || self.names.iter().any(|name| name.chars().count() > LONGEST_NAME) {
            return None;
        }
        // R writes a name less than there are columns: that of the rows has none.
        let shifted = rows.iter().all(|cells| *cells == self.names.len() + 1);
        if shifted {
            self.names.insert(0, String::new());
        }
        let same = rows.iter().filter(|cells| **cells == self.names.len()).count();
        let known = columns::known(&self.names);
        let points = 100 * same / rows.len() + 20 * known + self.names.len().min(10) + rows.len().min(10);
        let points = points.saturating_sub(if shifted { 50 } else { 0 });
        let escaped = self.quotes == Quotes::Escaped && has_escaped_quotes(text);
        let points = points + usize::from(escaped);
        Some((Fit { rows: rows.len(), same, known, spaced, points }, self))
    }

    /// Whether this looks like a table: by names of columns that are known, or by many rows with as many cells.
    fn is_table(&self, fit: Fit, asked: &Columns) -> bool {
        let columns = self.names.len();
        let mostly = 4 * fit.same >= 3 * fit.rows;
        let named = |name: &String| {
            let mut words = name.split(['_', '-', '.', ' ']);
            name.chars().any(char::is_alphabetic)
                && words.by_ref().count() <= 4
                && !name.ends_with(['.', '!', '?', '"'])
        };
        let names = self.names.iter().filter(|name| !name.is_empty());
        let all_named = names.clone().all(named) && names.count() + 1 >= columns;
        let seldom = !matches!(self.delimiter, b',');
        all_named
            && match (fit.known, columns) {
                (_, 0) => false,
                (1, 1) => self.quotes == Quotes::Doubled && self.names[0].eq_ignore_ascii_case("text"),
                (_, 1) => false,
                (2.., _) => mostly || fit.same > 1,
                (0 | 1, _) if fit.spaced => false,
                (1, 2) => mostly && (seldom || fit.rows > 1),
                (1, _) => mostly,
                // Who names columns has a table.
                (0, 2..) if !asked.is_empty() => fit.same == fit.rows,
                (0, _) => fit.same == fit.rows && fit.rows >= 3 && (columns >= 5 || columns >= 3 && seldom),
            }
    }
}

/// How well the first rows fit a way of reading them.
#[derive(Clone, Copy)]
struct Fit {
    rows: usize,
    /// Rows with as many cells as the header.
    same: usize,
    /// Columns with known names.
    known: usize,
    /// Whether a blank stands before a name, as behind the commas of a sentence.
    spaced: bool,
    points: usize,
}

/// Whether a backslash stands before quotation marks within words.
fn has_escaped_quotes(text: &[u8]) -> bool {
    text.windows(3).any(|three| three.starts_with(b"\\\"") && three[2].is_ascii_alphanumeric())
}

/// UTF-16 as UTF-8; nothing if the bytes are none.
fn wide(bytes: &[u8]) -> Option<Cursor<Vec<u8>>> {
    let (encoding, length) =
        encoding_rs::Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8)?;
    let even = (bytes.len() - length) & !1;
    Some(Cursor::new(encoding.decode(&bytes[length..length + even]).0.into_owned().into_bytes()))
}

/// The rows of a table; one of UTF-16 is held in memory, up to `most` bytes.
pub(crate) fn pieces(mut stream: Stream, table: Delimited, most: usize, columns: &Columns, file: Source) -> Pieces {
    let mut layout = match columns.layout(&table.names) {
        Ok(layout) => layout,
        Err(problem) => {
            let message = format!("a table with {}: {problem}", table.told());
            return Box::new(std::iter::once(fail(file, FailureKind::Malformed, message)));
        }
    };
    let head = stream.peek(HEAD).unwrap_or_default();
    layout.order = table.order(&head, &layout);
    let mut bytes: Box<dyn Read + Send> = if wide(&head).is_some() {
        let mut bytes = Vec::new();
        if let Err(error) = stream.take(most as u64).read_to_end(&mut bytes) {
            let message = format!("cannot be read to its end: {error}");
            return Box::new(std::iter::once(fail(file, FailureKind::Damaged, message)));
        }
        Box::new(wide(&bytes).unwrap_or_default())
    } else {
        Box::new(stream)
    };
    let before = table.before as u64;
    // What cannot be read here cannot be read below either, where it is told.
    let _ = std::io::copy(&mut bytes.by_ref().take(before), &mut std::io::sink());
    let mut records = table.reader(bytes);
    let _ = records.read_byte_record(&mut ByteRecord::new());
    let names = table.names.len();
    Box::new(Rows { records, layout, names, before: table.lines_before, file, number: 0, over: false })
}

/// The rows of a table, one by one.
struct Rows {
    records: Reader<Box<dyn Read + Send>>,
    layout: Layout,
    /// How many columns there are.
    names: usize,
    /// Lines before the header.
    before: u64,
    file: Source,
    number: u64,
    over: bool,
}

impl Iterator for Rows {
    type Item = Result<Piece, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = ByteRecord::new();
        loop {
            if self.over {
                return None;
            }
            let read = self.records.read_byte_record(&mut record);
            self.number += 1;
            let source = source::numbered(&self.file, self.number);
            match read {
                Ok(false) => return None,
                Ok(true) if record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => return Some(self.row(&record, source)),
                Err(error) => {
                    self.over = true;
                    let message = format!("behind row {}: cannot be read: {error}", self.number - 1);
                    return Some(fail(source, FailureKind::Damaged, message));
                }
            }
        }
    }
}

impl Rows {
    /// The line that a record begins on; empty lines may stand before it.
    fn line(&self, record: &ByteRecord) -> u64 {
        let within = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        let began = record.position().map_or(0, |position| position.line());
        began.max(self.records.position().line().saturating_sub(within + 1))
    }

    fn row(&self, record: &ByteRecord, source: Source) -> Result<Piece, Failure> {
        let line = self.line(record) + self.before;
        let (cells, what) = (record.len(), format!("line {line}"));
        let empty_end = record.iter().skip(self.names).all(|cell| cell.trim_ascii().is_empty());
        if cells > self.names && !empty_end || cells == 1 && self.names > 1 {
            let message = format!("{what}: {cells} cells, where the header has {}", self.names);
            return fail(source, FailureKind::Malformed, message);
        }
        let all = record.as_slice();
        let (text, warning) = decode::text(all).unwrap_or_default();
        // Cells are decoded one by one, in the encoding that the row as a whole looks like.
        let plain = std::str::from_utf8(all).is_ok();
        let other = (!plain && !text.is_empty()).then(|| decode::guess(all));
        let cell = |at: usize| {
            let bytes = record.get(at)?;
            let text = match other {
                Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
                None => String::from_utf8_lossy(bytes),
            };
            Some(Cell::Text(text.into_owned()))
        };
        let mut report: Report = report(&self.layout, source, &what, cell)?;
        report.warnings.extend(warning);
        Ok(Piece::row(report, Carrier::default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::Archives;
    use crate::stream::tests::open;

    fn read(bytes: &[u8], columns: &str) -> Vec<Result<Report, Failure>> {
        let columns: Columns = columns.parse().expect("columns");
        let table = Delimited::of(bytes, true, &columns).expect("a table");
        let file = Source { id: "file".into(), ..Source::default() };
        let pieces = pieces(open(bytes.to_vec()), table, 1 << 20, &columns, file);
        pieces
            .flat_map(|piece| piece.map_or_else(|failure| vec![Err(failure)], |piece| piece.read(&Archives::default())))
            .collect()
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        read(bytes, "")
            .into_iter()
            .map(|outcome| outcome.map_or_else(|failure| failure.message, |report| report.text))
            .collect()
    }

    #[test]
    fn delimiters_quotes_and_encodings_are_found() {
        let wanted = ["Rain fell, and boats stayed.", "The mayor said \"no\" at the café."];
        let comma =
            "id,title,text\n1,Rain,\"Rain fell, and boats stayed.\"\n2,No,\"The mayor said \"\"no\"\" at the café.\"\n";
        let tabs =
            "id\ttitle\ttext\n1\tRain\tRain fell, and boats stayed.\n2\tNo\tThe mayor said \"no\" at the café.\n";
        let escaped = comma.replace("\"\"", "\\\"");
        let semicolons = "id;title;text\r\n1;Rain;Rain fell, and boats stayed.\r\n2;No;\"The mayor said \"\"no\"\" at the café.\"\r\n";
        let bars = tabs.replace('\t', "|");
        let told = format!("sep=;\r\n{semicolons}");
        let of_r = "\"title\" \"text\"\n\"1\" \"Rain\" \"x\"".replace(' ', ",");
        for table in [comma, tabs, &escaped, semicolons, &bars, &told, &format!("\u{feff}{comma}")] {
            assert_eq!(texts(table.as_bytes()), wanted, "{table}");
        }
        assert_eq!(texts(of_r.as_bytes()), ["x"]);
        let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&wide), wanted);
        let latin: Vec<u8> = semicolons.chars().map(|c| if c == 'é' { 0xe9 } else { c as u8 }).collect();
        assert_eq!(texts(&latin), wanted);
        assert!(read(&latin, "")[1].as_ref().expect("a report").warnings[0].contains("windows-1252"));
    }

    #[test]
    fn rows_that_are_none_are_failures_with_their_lines() {
        let table = b"id,text,date\n1,Rain fell.,2031-03-08\n2,,2031-03-08\n\n4,Boats,stayed,in port\n\"5\",\"Two\nlines.\",\n6\n";
        let told = texts(table);
        assert_eq!((told[0].as_str(), told[3].as_str()), ("Rain fell.", "Two\nlines."));
        assert!(told[1].starts_with("line 3: no text") && told[2].starts_with("line 5: 4 cells"), "{told:?}");
        assert!(told[4].starts_with("line 8: 1 cells") && told.len() == 5, "{told:?}");
        let outcomes =
            read(b"nr;day;words\n7;03/04/2031;Rain fell.\n8;23/04/2031;Boats stayed.\n", "id=nr,date=day,text=words");
        let report = outcomes[0].as_ref().expect("a report");
        assert_eq!((report.source.id.as_str(), report.published), ("7", Some(jiff::civil::date(2031, 4, 3))));
    }

    #[test]
    fn a_table_without_text_is_refused_and_prose_is_none() {
        let told = texts(b"date,series_id,volume,place,note\n2031-03-08,1,2,Oslo,a\n2031-03-09,1,2,Oslo,b\n");
        assert!(told.len() == 1 && told[0].contains("date, series_id, volume"), "{told:?}");
        for prose in [
            "The envoy left Geneva, Oslo said.\n\nTalks failed, crews parted, and a strike goes on.\n",
            "Oslo, Norway\nBergen, Norway\nRiga, Latvia\n",
            "Rain, text, and boats\n\nRain fell on the port, and boats stayed, the mayor said.\n",
            "Date: 8 March\nSource: Post\n\nRain fell.",
        ] {
            assert_eq!(Delimited::of(prose.as_bytes(), true, &Columns::default()), None, "{prose}");
        }
    }
}
