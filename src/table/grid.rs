//! Rows in aligned columns that fit a width.

use std::fmt::Write;

use anstyle::{Effects, Style};
use textwrap::core::display_width;

use crate::shown::printable;

/// Space before a row, and between columns.
const MARGIN: usize = 2;

/// No column is narrower where its cells are not.
const NARROWEST: usize = 8;

/// A word that is wider may be cut: an address, or letters without a space.
const LONG_WORD: usize = 24;

/// A space at which no line is broken.
const JOINT: &str = "\u{a0}";

/// A table, titled unless the title is empty.
pub(crate) struct Grid<'h> {
    title: &'h str,
    columns: Vec<Column<'h>>,
    rows: Vec<Vec<String>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Column<'h> {
    head: &'h str,
    right: bool,
    /// Whether its cells are broken into lines, and only after other columns have given way, instead of cut.
    firm: bool,
}

/// What the cells of a column would take.
struct Measure {
    /// The widths of its cells, in order.
    cells: Vec<usize>,
    /// The width in which nothing is cut, its head neither.
    natural: usize,
    longest_word: usize,
}

/// A column of words, cut where there is no room.
pub(crate) fn words(head: &str) -> Column<'_> {
    Column { head, right: false, firm: false }
}

/// A column of terms, which would say little if they were cut.
pub(crate) fn terms(head: &str) -> Column<'_> {
    Column { head, right: false, firm: true }
}

/// A column of numbers, aligned right.
pub(crate) fn numbers(head: &str) -> Column<'_> {
    Column { head, right: true, firm: true }
}

impl<'h> Grid<'h> {
    pub(crate) fn new(title: &'h str, columns: impl Into<Vec<Column<'h>>>) -> Self {
        Self { title, columns: columns.into(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl Into<Vec<String>>) {
        let cells = cells.into().into_iter().map(|cell| cell.chars().map(printable).collect());
        self.rows.push(cells.collect());
    }

    /// The table, at most `width` columns wide; nothing if it has no row. Where columns would have to break words, each row
    /// is a paragraph instead.
    pub(crate) fn to_text(&self, width: usize) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let measures: Vec<Measure> = (0..self.columns.len()).map(|i| self.measure(i)).collect();
        let widths = self.widths(&measures, width);
        let mut out = String::new();
        if !self.title.is_empty() {
            let _ = writeln!(out, "\n{0}{1}{0:#}", Style::new().bold(), self.title);
        }
        if measures.iter().zip(&widths).any(|(measure, &given)| given < measure.longest_word.min(LONG_WORD)) {
            self.rows.iter().for_each(|row| self.write_paragraph(&mut out, row, width));
            return out;
        }
        let heads = self.columns.iter().map(|column| column.head).collect::<Vec<_>>();
        self.write_row(&mut out, &heads, &widths, Style::new() | Effects::DIMMED);
        for row in &self.rows {
            let cells = row.iter().map(String::as_str).collect::<Vec<_>>();
            self.write_row(&mut out, &cells, &widths, Style::new());
        }
        out
    }

    /// The width of each column: that of its widest cell, zero where all are empty. While that is too much in sum, one
    /// gives way after the other: those that are not firm and wider than their longest word, then firm ones that have spaces
    /// to break at, then any; of these always the one in which the fewest cells would be cut or broken.
    fn widths(&self, measures: &[Measure], width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = measures.iter().map(|measure| measure.natural.min(width)).collect();
        let margins = MARGIN * widths.iter().filter(|&&width| width > 0).count();
        while widths.iter().sum::<usize>() + margins > width {
            let ease = |i: &usize| {
                let (measure, width) = (&measures[*i], widths[*i]);
                let spared = measure.cells.partition_point(|&cell| cell < width);
                (width > measure.longest_word, !self.columns[*i].firm, spared, width)
            };
            let wide = (0..widths.len()).filter(|&i| widths[i] > NARROWEST);
            let Some(i) = wide.max_by_key(ease) else { break };
            widths[i] -= 1;
        }
        widths
    }

    fn measure(&self, column: usize) -> Measure {
        let texts = || self.rows.iter().filter_map(|row| row.get(column));
        let mut cells: Vec<usize> = texts().map(|cell| display_width(cell)).collect();
        cells.sort_unstable();
        let natural = match cells.last() {
            None | Some(0) => 0,
            Some(widest) => display_width(self.columns[column].head).max(*widest),
        };
        let head = if natural > 0 { self.columns[column].head } else { "" };
        let words = texts().map(String::as_str).chain([head]).flat_map(|cell| cell.split(' '));
        let longest_word = words.map(display_width).max().unwrap_or_default();
        Measure { cells, natural, longest_word }
    }

    /// Writes a row as a paragraph, its cells with a dot between; what is a number has its column's head.
    fn write_paragraph(&self, out: &mut String, row: &[String], width: usize) {
        let cells = row.iter().zip(&self.columns).enumerate().filter(|(_, (cell, _))| !cell.trim().is_empty());
        let told = cells.map(|(number, (cell, column))| match column.right && number > 0 {
            true => format!("{} {}", column.head, cell.trim()),
            false => cell.trim().to_owned(),
        });
        let text = told.collect::<Vec<_>>().join(" · ");
        let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
        let _ = writeln!(out, "{}", textwrap::fill(&text, options.initial_indent("  ").subsequent_indent("      ")));
    }

    fn write_row(&self, out: &mut String, cells: &[&str], widths: &[usize], style: Style) {
        let lines: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .zip(&self.columns)
            .map(|((cell, &width), column)| column.lines(cell, width))
            .collect();
        let height = lines.iter().map(Vec::len).max().unwrap_or_default();
        for number in 0..height {
            let mut line = String::new();
            for ((cell, &width), column) in
                lines.iter().zip(widths).zip(&self.columns).filter(|((_, width), _)| **width > 0)
            {
                let cell = cell.get(number).map(String::as_str).unwrap_or_default();
                let space = " ".repeat(width - display_width(cell).min(width));
                let (before, after) = if column.right { (space.as_str(), "") } else { ("", space.as_str()) };
                line += &format!("{:MARGIN$}{before}{cell}{after}", "");
            }
            let _ = writeln!(out, "{style}{}{style:#}", line.trim_end());
        }
    }
}

impl Column<'_> {
    /// The lines that a cell takes at this width.
    fn lines(self, cell: &str, width: usize) -> Vec<String> {
        if width == 0 {
            return Vec::new();
        }
        if self.firm && display_width(cell) > width {
            let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
            // Rather behind an arrow or a comma than within a code.
            let joined =
                cell.replace(' ', JOINT).replace(&format!("→{JOINT}"), "→ ").replace(&format!(",{JOINT}"), ", ");
            let parts = joined.split(' ').map(display_width).max().unwrap_or_default();
            let text = if parts <= width { joined.as_str() } else { cell };
            return textwrap::wrap(text, options).into_iter().map(|line| line.replace(JOINT, " ")).collect();
        }
        vec![shortened(cell, width)]
    }
}

/// The text, cut with an ellipsis where it is wider.
fn shortened(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut room = width.saturating_sub(1);
    for c in text.chars() {
        let needed = display_width(c.encode_utf8(&mut [0; 4]));
        if needed > room {
            break;
        }
        room -= needed;
        out.push(c);
    }
    // Cut between words, if there is more than one.
    let next = text[out.len()..].chars().next();
    let whole = out.trim_end().rfind(' ').filter(|&at| at > 0 && !out[..at].trim().is_empty());
    if let (Some(at), false) = (whole, next.is_some_and(char::is_whitespace) || out.ends_with(' ')) {
        out.truncate(at);
    }
    out.truncate(out.trim_end().len());
    out + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(shortened("北京会谈破裂", 7), "北京会…");
        assert_eq!(shortened("北京", 4), "北京");
        assert_eq!(shortened("Sao Paulo", 5), "Sao…");
        assert_eq!(shortened("e\u{301}tat", 4), "e\u{301}tat");
    }

    #[test]
    fn terms_are_broken_into_lines() {
        let mut grid = Grid::new("Did", [numbers("no."), terms("who → whom"), words("trigger")]);
        grid.row(["1".into(), "BRA GOV MIL → PRY GOV".into(), "accused".into()]);
        grid.row(["2".into(), "BOL → PRY".into(), "threatened".into()]);
        let text = anstream::adapter::strip_str(&grid.to_text(32)).to_string();
        let wanted = "
Did
  no.  who → whom     trigger
    1  BRA GOV MIL →  accused
       PRY GOV
    2  BOL → PRY      threatened
";
        assert_eq!(text, wanted);
    }

    #[test]
    fn where_words_would_be_broken_a_row_is_a_paragraph() {
        let mut grid =
            Grid::new("Did", [numbers("no."), terms("event"), terms("when"), words("where"), numbers("times")]);
        let cells = ["1", "ACCUSE.disapprove", "(2031-03-12)", "Filadelfia", "3"];
        grid.row(cells.map(str::to_owned));
        let text = anstream::adapter::strip_str(&grid.to_text(44)).to_string();
        let wanted = "\nDid\n  1 · ACCUSE.disapprove · (2031-03-12) ·\n      Filadelfia · times 3\n";
        assert_eq!(text, wanted);
        assert!(grid.to_text(80).contains("Filadelfia"), "there is room");
    }

    #[test]
    fn the_widest_column_gives_way_and_empty_ones_are_left_out() {
        let mut grid = Grid::new("Said", [words("who"), words("none"), words("what"), numbers("times")]);
        grid.row(["Berg".into(), String::new(), "that the talks had come to nothing".into(), "1".into()]);
        grid.row(["北京".into(), String::new(), "no".into(), "12".into()]);
        let text = anstream::adapter::strip_str(&grid.to_text(40)).to_string();
        let wanted = "
Said
  who   what                       times
  Berg  that the talks had come…       1
  北京  no                            12
";
        assert_eq!(text, wanted);
    }
}
