//! How do figures stand in a document?

use std::fmt::Write;

use super::{COLUMNS, COMPARED, compared, rows, title};
use crate::evaluation::{Comparison, Evaluation};

pub(super) fn evaluation(evaluation: &Evaluation) -> String {
    let mut text = format!("## {}\n\n", title(evaluation));
    table(&mut text, &COLUMNS, rows(evaluation).map(|row| row.cells));
    if !evaluation.mistakes.is_empty() {
        text.push('\n');
        table(
            &mut text,
            &["mistakes", "number"],
            evaluation.classes.iter().map(|(class, n)| [class.clone(), n.to_string()]),
        );
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
    table(&mut text, &COMPARED, compared(comparison));
    text
}

fn table<const N: usize>(text: &mut String, columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) {
    let line =
        |cells: &[String; N]| format!("| {} |\n", cells.each_ref().map(|cell| cell.replace('|', "\\|")).join(" | "));
    text.push_str(&line(&columns.map(str::to_owned)));
    text.push_str(&format!("{}|\n", "|---".repeat(N)));
    rows.for_each(|row| text.push_str(&line(&row)));
}
