//! Tables to CSV, as RFC 4180 has it: commas, quotes doubled, lines ended by CR LF, a head line. Lists are JSON.

use crate::columns::{Cell, Rows, Table, Tabled};
use crate::shelf::Shelf;

use super::lines::{Lines, text};
use super::press::{Press, Sheets};

/// Tables in CSV.
pub(super) struct Csv {
    /// Whether texts that a spreadsheet would compute are marked as texts.
    pub(super) for_spreadsheets: bool,
}

impl<S: Tabled> Press<S> for Csv {
    fn shelves(&self) -> Vec<Shelf> {
        S::tables().iter().map(|table| Shelf { folder: table.name, ending: ".csv" }).collect()
    }

    fn rows(&self, subject: &S) -> Vec<Rows> {
        S::tables().iter().map(|table| table.rows_of(subject)).collect()
    }

    fn settle(&self, subject: &S, rows: &mut [Rows]) {
        subject.settle(rows);
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Lines::of(
            S::tables().iter().map(|table| head(table)).collect(),
            if self.for_spreadsheets { marked_row } else { row },
        )
    }
}

/// The head line of a table.
fn head<S>(table: &Table<S>) -> Vec<u8> {
    let names = [table.key.0].into_iter().chain(table.columns.iter().map(|column| column.name));
    let mut file = Vec::new();
    line(&mut file, names);
    file
}

/// Adds a row.
fn row(file: &mut Vec<u8>, number: u64, _: usize, cells: &[Cell]) {
    line(file, [number.to_string().into()].into_iter().chain(cells.iter().map(text)).map(|field| field.into_owned()));
}

/// Adds a row with no text in it that a spreadsheet would take for a formula.
fn marked_row(file: &mut Vec<u8>, number: u64, at: usize, cells: &[Cell]) {
    let marked = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Words(_, text) if is_computed(text) => Cell::Text(format!("'{text}")),
        other => other.clone(),
    };
    row(file, number, at, &cells.iter().map(marked).collect::<Vec<_>>());
}

/// Whether a spreadsheet computes this instead of showing it; some look past white space and controls, and take wide signs
/// for plain ones.
pub fn is_computed(text: &str) -> bool {
    let opens = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '−');
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    text.starts_with(opens) || rest.starts_with(opens)
}

fn line(file: &mut Vec<u8>, fields: impl Iterator<Item = impl AsRef<[u8]>>) {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
    // Memory takes everything, and a table's rows are all of one length.
    writer.write_record(fields).and_then(|()| Ok(writer.flush()?)).expect("a line is written to memory");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_a_spreadsheet_would_compute_are_marked() {
        for text in ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "\u{feff}=1", "\u{1}@a"] {
            let mut file = Vec::new();
            marked_row(&mut file, 1, 0, &[text.into()]);
            let written = String::from_utf8(file).expect("UTF-8").replace("1,\"", "1,");
            assert!(written.starts_with(&format!("1,'{text}")), "{written:?}");
        }
        let mut file = Vec::new();
        let cells = [Cell::from("no formula"), Cell::Whole(-3), Cell::Real(-1.5), Cell::from("")];
        marked_row(&mut file, 1, 0, &cells);
        assert_eq!(String::from_utf8(file).expect("UTF-8"), "1,no formula,-3,-1.5,\r\n");
    }

    #[test]
    fn quotes_and_line_breaks_are_kept() {
        let mut file = Vec::new();
        let cells = [
            Cell::from("“No,” she said, \"no\"\nagain"),
            Cell::Empty,
            Cell::Texts(vec!["a".into(), "b".into()]),
            1.5.into(),
        ];
        row(&mut file, 7, 0, &cells);
        let wanted = "7,\"“No,” she said, \"\"no\"\"\nagain\",,\"[\"\"a\"\",\"\"b\"\"]\",1.5\r\n";
        assert_eq!(String::from_utf8(file).expect("UTF-8"), wanted);
    }
}
