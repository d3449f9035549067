//! Tables to CSV, as RFC 4180 has it: commas, quotes doubled, lines ended by CR LF, a head line. Lists are JSON.

use crate::columns::{Cell, Table};

/// The head line of a table.
pub(crate) fn head<S>(table: &Table<S>) -> Vec<u8> {
    let names = [table.key.0].into_iter().chain(table.columns.iter().map(|column| column.name));
    let mut file = Vec::new();
    line(&mut file, names);
    file
}

/// Adds a row.
pub(crate) fn row(file: &mut Vec<u8>, number: u64, cells: &[Cell]) {
    line(file, [number.to_string()].into_iter().chain(cells.iter().map(text)));
}

fn line(file: &mut Vec<u8>, fields: impl Iterator<Item = impl AsRef<[u8]>>) {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
    // Memory takes everything, and a table's rows are all of one length.
    writer.write_record(fields).and_then(|()| Ok(writer.flush()?)).expect("a line is written to memory");
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Texts(texts) => serde_json::to_string(texts).expect("texts are JSON"),
        Cell::Whole(number) => number.to_string(),
        Cell::Wholes(numbers) => serde_json::to_string(numbers).expect("numbers are JSON"),
        Cell::Real(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Spans(spans) => {
            let pairs: Vec<[u32; 2]> = spans.iter().map(|span| [span.start, span.end]).collect();
            serde_json::to_string(&pairs).expect("numbers are JSON")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_line_breaks_are_kept() {
        let mut file = Vec::new();
        let cells = [
            Cell::from("“No,” she said, \"no\"\nagain"),
            Cell::Empty,
            Cell::Texts(vec!["a".into(), "b".into()]),
            1.5.into(),
        ];
        row(&mut file, 7, &cells);
        let wanted = "7,\"“No,” she said, \"\"no\"\"\nagain\",,\"[\"\"a\"\",\"\"b\"\"]\",1.5\r\n";
        assert_eq!(String::from_utf8(file).expect("UTF-8"), wanted);
    }
}
