//! How are figures shown: as a table in a document, a page, or data?

mod html;
mod markdown;

use serde::Serialize;

use crate::evaluation::{Comparison, Evaluation};
use crate::measure::Estimate;

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tables in Markdown, which also read well on a terminal.
    Markdown,
    /// A page that needs nothing beside it.
    Html,
    /// JSON.
    Json,
}

/// Figures in a form.
pub fn evaluations(evaluations: &[Evaluation], form: Form) -> String {
    match form {
        Form::Markdown => evaluations.iter().map(markdown::evaluation).collect::<Vec<_>>().join("\n"),
        Form::Html => html::page("Evaluation", evaluations.iter().map(html::evaluation)),
        Form::Json => json(evaluations),
    }
}

/// Differences of two systems in a form.
pub fn comparisons(comparisons: &[Comparison], form: Form) -> String {
    match form {
        Form::Markdown => comparisons.iter().map(markdown::comparison).collect::<Vec<_>>().join("\n"),
        Form::Html => html::page("Comparison", comparisons.iter().map(html::comparison)),
        Form::Json => json(comparisons),
    }
}

fn json(figures: &[impl Serialize]) -> String {
    serde_json::to_string_pretty(figures).expect("figures are numbers and words") + "\n"
}

/// A row of figures: their measure, cells, and what was counted.
struct Row {
    cells: [String; 6],
}

/// The columns of an evaluation.
const COLUMNS: [&str; 6] = ["", "P", "R", "F1", "wanted", "said"];
/// The columns of a comparison.
const COMPARED: [&str; 5] = ["", "first", "second", "difference", "by chance"];

/// The rows of an evaluation; a share stands where the recall does.
fn rows(evaluation: &Evaluation) -> impl Iterator<Item = Row> {
    evaluation.figures.iter().map(|figures| {
        let said = if figures.precision.is_some() { count(figures.tally.said) } else { String::new() };
        let wanted = if figures.tally.wanted > 0.0 { count(figures.tally.wanted) } else { String::new() };
        let [p, r, f1] = [figures.precision, figures.recall.or(figures.value), figures.f1].map(estimate);
        Row { cells: [figures.name.clone(), p, r, f1, wanted, said] }
    })
}

fn compared(comparison: &Comparison) -> impl Iterator<Item = [String; 5]> {
    comparison.differences.iter().map(|found| {
        let difference = estimate(Some(Estimate { value: found.difference, interval: found.interval }));
        let chance = if found.chance < 0.001 { "< .001".to_owned() } else { number(found.chance) };
        [found.name.clone(), number(found.first), number(found.second), difference, chance]
    })
}

fn count(count: f64) -> String {
    format!("{count:.0}")
}

/// A number from 0 to 1 as tables have it, .701; larger ones with a decimal.
fn number(value: f64) -> String {
    if value.abs() >= 2.0 {
        return format!("{value:.1}");
    }
    let text = format!("{value:.3}");
    text.strip_prefix("0.")
        .map(|rest| format!(".{rest}"))
        .or_else(|| text.strip_prefix("-0.").map(|rest| format!("−.{rest}")))
        .unwrap_or(text)
}

fn estimate(estimate: Option<Estimate>) -> String {
    match estimate {
        None => String::new(),
        Some(Estimate { value, interval: None }) => number(value),
        Some(Estimate { value, interval: Some(interval) }) => {
            format!("{} ({} to {})", number(value), number(interval.low), number(interval.high))
        }
    }
}

/// What an evaluation is of.
fn title(evaluation: &Evaluation) -> String {
    let unanswered = match evaluation.unanswered {
        0 => String::new(),
        some => format!(", {some} without an answer"),
    };
    format!("{}, {}: {} cases{unanswered}", evaluation.set, evaluation.part, evaluation.articles)
}
