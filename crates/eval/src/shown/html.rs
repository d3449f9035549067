//! How do figures stand on a page that needs nothing beside it?

use maud::{DOCTYPE, Markup, html};

use super::{BINS, COLUMNS, COMPARED, bins, compared, number, plot, rows, title};
use crate::evaluation::{Comparison, Evaluation};
use crate::reliability::Reliability;

const STYLE: &str = "body{font:16px/1.5 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}\
table{border-collapse:collapse}td,th{border-bottom:1px solid #bbb;padding:.3em .8em;text-align:left}\
td+td{font-variant-numeric:tabular-nums}li{margin:.5em 0}.text{color:#444}";

pub(super) fn page(name: &str, parts: impl Iterator<Item = Markup>) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (name) }
                style { (STYLE) }
            }
            body { h1 { (name) } @for part in parts { (part) } }
        }
    };
    page.into_string() + "\n"
}

pub(super) fn evaluation(evaluation: &Evaluation) -> Markup {
    html! {
        h2 { (title(evaluation)) }
        (table(&COLUMNS, rows(evaluation).map(|row| row.cells)))
        @for (class, number) in evaluation.classes.iter().filter(|_| !evaluation.mistakes.is_empty()) {
            details {
                summary { (class) ": " (number) }
                ul {
                    @for (id, mistake) in evaluation.mistakes.iter().filter(|(_, mistake)| mistake.class == *class) {
                        li {
                            (id) ": wanted " b { (mistake.wanted) } "; said " b { (mistake.said) }
                            br;
                            span.text { (mistake.around) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn comparison(comparison: &Comparison) -> Markup {
    html! {
        h2 { (comparison.set) ", " (comparison.part) ": " (comparison.articles) " cases" }
        (table(&COMPARED, compared(comparison)))
    }
}

pub(super) fn reliability(found: &Reliability) -> Markup {
    html! {
        h2 { "whole, " (found.part) }
        (plot::plot(found))
        (table(&BINS, bins(found)))
        p { "Expected calibration error " (number(found.error)) ", of " (found.events) " events." }
    }
}

pub(super) fn table<const N: usize>(columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Markup {
    html! {
        table {
            thead { tr { @for column in columns { th scope="col" { (column) } } } }
            tbody {
                @for row in rows {
                    tr { @for (i, cell) in row.iter().enumerate() { @if i == 0 { th scope="row" { (cell) } } @else { td { (cell) } } } }
                }
            }
        }
    }
}
