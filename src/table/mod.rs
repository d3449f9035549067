//! A record for people: the article's text with what was found in it, then a table for each question.
//!
//! The text is written with escape sequences for colour; whoever prints it strips them where no terminal shows them.
//! Without colour it says the same: the number of an act stands after its trigger, as `[3]`.

mod answers;
mod did;
mod grid;
mod lists;
mod page;

use dateline::record::{Party, Record};

pub(crate) use grid::{Grid, numbers, words};
pub(crate) use lists::{figures, places, quotations, times};

/// Columns used where the terminal does not say how many it has.
const USUAL_WIDTH: usize = 100;

/// Lines longer than this are hard to read.
const GREATEST_WIDTH: usize = 120;

/// How many columns there are to write in.
pub(crate) fn width() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    size.map_or(USUAL_WIDTH, |(columns, _)| usize::from(columns.0)).clamp(40, GREATEST_WIDTH)
}

/// How the acts of a record are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acts {
    /// Each once, by the number of its happening.
    Once,
    /// Each time that it is told, by the number of the event.
    EachTime,
}

/// The record of a text for people, at most `width` columns wide.
pub(crate) fn table(record: &Record, text: &str, acts: Acts, width: usize) -> String {
    let mut out = page::page(record, text, acts, width);
    let chars: Vec<char> = text.chars().collect();
    for grid in answers::grids(record, &chars, acts) {
        out += &grid.to_text(width);
    }
    out
}

/// Those who did it, and to whom, by their codes, else by name.
pub(crate) fn parties(record: &Record, text: &[char], actor: &[Party], recipient: &[Party]) -> String {
    answers::Told { record, text }.parties(actor, recipient)
}

#[cfg(test)]
mod tests;
