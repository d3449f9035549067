//! How are figures shown: as a table in a document, a page, or data?

mod html;
mod markdown;
mod plot;

use serde::Serialize;

use crate::cost::Cost;
use crate::evaluation::{Comparison, Evaluation};
use crate::invariance::Invariance;
use crate::measure::Estimate;
use crate::reliability::Reliability;

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

/// Confidence against truth in a form.
pub fn reliabilities(found: &[Reliability], form: Form) -> String {
    match form {
        Form::Markdown => found.iter().map(markdown::reliability).collect::<Vec<_>>().join("\n"),
        Form::Html => html::page("Reliability", found.iter().map(html::reliability)),
        Form::Json => json(found),
    }
}

/// What changes have changed, in a form.
pub fn changes(found: &[Invariance], form: Form) -> String {
    match form {
        Form::Markdown => markdown::table(&CHANGES, found.iter().map(changed)),
        Form::Html => html::page("Invariance", [html::table(&CHANGES, found.iter().map(changed))].into_iter()),
        Form::Json => json(found),
    }
}

/// What reading cost, in a form.
pub fn costs(cost: &Cost, form: Form) -> String {
    match form {
        Form::Markdown => markdown::table(&COSTS, cost_rows(cost).into_iter()),
        Form::Html => html::page("Cost", [html::table(&COSTS, cost_rows(cost).into_iter())].into_iter()),
        Form::Json => json(std::slice::from_ref(cost)),
    }
}

/// One line a part with the measures that sum up its set, in Markdown: the table that a README has.
pub fn summary(evaluations: &[Evaluation]) -> String {
    let row = |evaluation: &Evaluation| {
        let name = |figures: &str| {
            if evaluation.figure(figures).is_some_and(|found| found.f1.is_some()) {
                format!("{figures} (F1)")
            } else {
                figures.to_owned()
            }
        };
        let figure = |measure: &&str| {
            let figures = evaluation.figure(measure)?;
            Some(format!("{} {}", name(measure), estimate(figures.main())))
        };
        let figures: Vec<String> = evaluation.set.main_measures().iter().filter_map(figure).collect();
        [evaluation.set.name().to_owned(), evaluation.part.clone(), evaluation.articles.to_string(), figures.join("; ")]
    };
    markdown::table(&["set", "part", "cases", "figures, with their 95 % intervals"], evaluations.iter().map(row))
}

/// The columns of changes.
const CHANGES: [&str; 5] = ["change", "reports", "happenings", "gone or another", "new"];
/// The columns of a cost.
const COSTS: [&str; 3] = ["", "", "source"];

fn changed(found: &Invariance) -> [String; 5] {
    let [lost, added] = [found.lost, found.added].map(estimate);
    [found.change.clone(), found.articles.to_string(), found.happenings.to_string(), lost, added]
}

fn cost_rows(cost: &Cost) -> Vec<[String; 3]> {
    let mut rows: Vec<[String; 3]> = Vec::new();
    let mut row = |name: &str, value: String, source: &str| rows.push([name.to_owned(), value, source.to_owned()]);
    let unknown = || "the system does not tell".to_owned();
    row("reports", cost.articles.to_string(), "");
    row("words", cost.words.to_string(), "");
    row("reports a second", format!("{:.2}, on {} threads", cost.articles as f64 / cost.seconds, cost.threads), "");
    row("words a second", format!("{:.0}", cost.words as f64 / cost.seconds), "");
    row("core-seconds", cost.core_seconds.map_or_else(unknown, |seconds| format!("{seconds:.1}")), "");
    row("memory, at most", cost.memory.map_or_else(unknown, |bytes| format!("{} MB", bytes / 1_000_000)), "");
    let own = format!("1,000 such reports, at ${} for an hour of a core", cost.price);
    row(&own, cost.thousand.map_or_else(unknown, |dollars| format!("${dollars:.4}")), "");
    for other in &cost.others {
        row(&format!("1,000 such reports: {}", other.name), format!("${:.4}", other.thousand), &other.source);
    }
    rows
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
    format!("{}, {}: {} cases{unanswered}", evaluation.set.name(), evaluation.part, evaluation.articles)
}

/// The columns of confidence against truth.
const BINS: [&str; 3] = ["confidence (mean)", "events", "right"];

fn bins(found: &Reliability) -> impl Iterator<Item = [String; 3]> {
    found.bins.iter().map(|bin| {
        let right = estimate(Some(Estimate { value: bin.right, interval: Some(bin.interval) }));
        [number(bin.confidence), bin.share.all.to_string(), right]
    })
}
