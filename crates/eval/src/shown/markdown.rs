//! How do figures stand in a document?

use std::fmt::Write;

use super::{BINS, COLUMNS, COMPARED, bins, compared, number, rows, title};
use crate::evaluation::{Comparison, Evaluation};
use crate::reliability::Reliability;

pub(super) fn evaluation(evaluation: &Evaluation) -> String {
    let mut text = format!("## {}\n\n", title(evaluation));
    text.push_str(&table(&COLUMNS, rows(evaluation).map(|row| row.cells)));
    if !evaluation.mistakes.is_empty() {
        text.push('\n');
        let counts = evaluation.classes.iter().map(|(class, number)| [class.clone(), number.to_string()]);
        text.push_str(&table(&["mistakes", "number"], counts));
    }
    for (class, _) in &evaluation.classes {
        let mistakes: Vec<_> = evaluation.mistakes.iter().filter(|(_, mistake)| mistake.class == *class).collect();
        if !mistakes.is_empty() {
            let _ = write!(text, "\n### {class}\n\n");
        }
        for (id, mistake) in mistakes {
            let _ = writeln!(
                text,
                "- {id}: wanted {}; said {}\n  {}",
                or_nothing(&mistake.wanted),
                or_nothing(&mistake.said),
                mistake.around
            );
        }
    }
    text
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

pub(super) fn comparison(comparison: &Comparison) -> String {
    let mut text = format!("## {}, {}: {} cases\n\n", comparison.set, comparison.part, comparison.articles);
    text.push_str(&table(&COMPARED, compared(comparison)));
    text
}

pub(super) fn reliability(found: &Reliability) -> String {
    let error = format!("\nExpected calibration error {}, of {} events.\n", number(found.error), found.events);
    format!("## whole, {}\n\n", found.part) + &table(&BINS, bins(found)) + &error
}

/// A table.
pub(super) fn table<const N: usize>(columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line =
        |cells: &[String; N]| format!("| {} |\n", cells.each_ref().map(|cell| cell.replace('|', "\\|")).join(" | "));
    let mut text = line(&columns.map(str::to_owned)) + &format!("{}|\n", "|---".repeat(N));
    rows.for_each(|row| text.push_str(&line(&row)));
    text
}
