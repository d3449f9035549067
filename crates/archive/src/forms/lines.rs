//! How do rows become the lines of text files?

use std::borrow::Cow;

use crate::columns::{Cell, Rows};
use crate::error::Error;

use super::press::{Origins, Sheets};

/// Adds a line to a file: the number of its report or story, its place among the rows of that from 0, its cells.
pub(super) type Typing = fn(&mut Vec<u8>, u64, usize, &[Cell]);

/// Text files that are being filled.
pub(super) struct Lines {
    files: Vec<Vec<u8>>,
    typing: Typing,
}

impl Lines {
    /// Files that begin with these bytes.
    pub(super) fn of(files: Vec<Vec<u8>>, typing: Typing) -> Box<Self> {
        Box::new(Self { files, typing })
    }
}

impl Sheets for Lines {
    fn add(&mut self, number: u64, rows: Vec<Rows>) {
        for (file, rows) in self.files.iter_mut().zip(rows) {
            rows.iter().enumerate().for_each(|(at, cells)| (self.typing)(file, number, at, cells));
        }
    }

    fn finish(self: Box<Self>, _: &Origins) -> Result<Vec<Vec<u8>>, Error> {
        Ok(self.files)
    }
}

/// A row whose only cell is the line.
pub(super) fn whole(file: &mut Vec<u8>, _: u64, _: usize, cells: &[Cell]) {
    cells.iter().for_each(|cell| file.extend(text(cell).bytes()));
    file.push(b'\n');
}

/// A cell as text; lists are JSON, and what is not known is empty.
pub(super) fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) | Cell::Words(_, text) => text.into(),
        Cell::Texts(texts) => serde_json::to_string(texts).expect("texts are JSON").into(),
        Cell::Whole(number) => number.to_string().into(),
        Cell::Wholes(numbers) => serde_json::to_string(numbers).expect("numbers are JSON").into(),
        Cell::Real(number) => number.to_string().into(),
        Cell::Day(day) => day.to_string().into(),
        Cell::Flag(flag) => flag.to_string().into(),
        Cell::Spans(spans) => {
            let pairs: Vec<[u32; 2]> = spans.iter().map(|span| [span.start, span.end]).collect();
            serde_json::to_string(&pairs).expect("numbers are JSON").into()
        }
    }
}
