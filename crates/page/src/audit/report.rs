//! How is what an audit tells shown: as a page by itself, to read, to print, to hand in?

use dateline_eval::audit::{
    Agreement, Disagreement, Drawn, Field, Figure, Precision, Progress, Recall, Report, Verdict,
};
use dateline_eval::statistics::Interval;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::foreign::{Tame, name};

/// Most values of a dimension that are shown.
const SHOWN: usize = 20;

const STYLE: &str = "
:root { color-scheme: light; }
body { font: 11pt/1.45 Charter, Cambria, Georgia, serif; color: #1d1b18; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, th { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-top: 1.4rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ddd7ca; vertical-align: top; }
th { font-size: .82rem; color: #5c5850; font-weight: 600; } td.n, th.n { text-align: right; }
.soft { color: #5c5850; font-size: .92em; } .methods { border-left: 3px solid #1b4f80; padding-left: 1rem; }
.bar { width: 9rem; } .bar svg { display: block; width: 9rem; height: .9rem; }
.case { margin: .9rem 0; break-inside: avoid; } .case p { margin: .1rem 0; }
tr { break-inside: avoid; } code { font-size: .85em; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2, h3 { break-after: avoid; } }
";

/// The page: it needs no other file, has no script, and can be printed.
pub fn html(report: &Report) -> String {
    let title = format!("Audit of {}", report.drawn.from);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Audit of " (name(&report.drawn.from)) }
                p.methods { (Tame(&report.methods)) }
                (precision(&report.precision))
                (recall(report.recall.as_ref()))
                (agreement(&report.agreement))
                (coders(&report.coders))
                (domains(&report.precision))
                (disagreements(&report.disagreements))
                (drawn(report))
            }
        }
    }
    .into_string()
}

fn precision(all: &[Precision]) -> Markup {
    html! {
        h2 { "How often answers are right" }
        p.soft { "Weighed back to all happenings, with 95 % intervals. What coders cannot tell, and what they disagree on while nobody "
            "has decided, is left out and counted." }
        table {
            thead { tr { th { "answer" } th.n { "right" } th.n { "95 %" } th {} th.n { "judged" } th.n { "cannot tell" }
                th.n { "undecided" } } }
            tbody { @for precision in all {
                @if of(precision.field, &precision.figure) { tr {
                    td { (label(precision.field)) }
                    (figure(&precision.figure))
                    td.n { (precision.figure.judged) } td.n { (precision.figure.cannot_tell) }
                    td.n { (precision.figure.undecided) }
                } }
            } }
        }
    }
}

/// Whether something is known of an answer.
fn of(field: Option<Field>, figure: &Figure) -> bool {
    field.is_none() || figure.judged + figure.cannot_tell + figure.undecided > 0
}

fn label(field: Option<Field>) -> &'static str {
    field.map_or("All of what, who, to whom, stated as", Field::label)
}

fn figure(figure: &Figure) -> Markup {
    html! {
        td.n { (share(figure.value)) }
        td.n { (ends(figure.interval)) }
        td.bar { @if let (Some(value), Some(interval)) = (figure.value, figure.interval) { (bar(value, interval)) } }
    }
}

/// The interval as a line with the value as a point on it.
fn bar(value: f64, interval: Interval) -> Markup {
    let at = |share: f64| format!("{:.1}", share * 140.0 + 2.0);
    html! {
        svg viewBox="-4 0 152 14" role="img" aria-label={ (share(Some(value))) ", " (ends(Some(interval))) } {
            line x1="2" x2="142" y1="7" y2="7" stroke="#ddd7ca" {}
            line x1=(at(interval.low)) x2=(at(interval.high)) y1="7" y2="7" stroke="#1b4f80" stroke-width="3" {}
            circle cx=(at(value)) cy="7" r="4" fill="#1b4f80" {}
        }
    }
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn ends(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "–".to_owned(), |interval| format!("{:.3}–{:.3}", interval.low, interval.high))
}

fn recall(recall: Option<&Recall>) -> Markup {
    html! {
        h2 { "How much was found" }
        @match recall {
            None => p.soft { "No sentence without a happening was judged." },
            Some(recall) => {
                p { "Estimated recall of acts: " strong { (share(recall.value)) } " (95 % " (ends(recall.interval)) ")." }
                p.soft { "Of " (recall.judged) " sentences in which the program found nothing " (recall.missed)
                    " tell an act, a share of " (share(recall.share)) " (" (ends(recall.share_interval)) "); the whole has about "
                    (format!("{:.0}", recall.sentences)) " such sentences. " (recall.cannot_tell) " could not be told, "
                    (recall.undecided) " are undecided. A second act of a sentence in which one was found is not counted: recall is "
                    "at most so high." }
            }
        }
    }
}

fn agreement(agreement: &Agreement) -> Markup {
    html! {
        h2 { "How far coders agree" }
        @if agreement.among.is_empty() { p.soft { "Nothing was judged by two coders." } } @else {
            table {
                thead { tr { th { "verdicts on" } th { "coders" } th.n { "answers" } th.n { "the same" } th.n { "Cohen's κ" }
                    th.n { "Krippendorff's α" } } }
                tbody {
                    @for among in &agreement.among {
                        @for (at, pair) in agreement.pairs.iter().filter(|pair| pair.on == among.on).enumerate() { tr {
                            td { @if at == 0 { (named(&among.on)) } }
                            td { (name(&pair.first)) ", " (name(&pair.second)) }
                            td.n { (pair.cases) } td.n { (share(Some(pair.same))) } td.n { (share(pair.kappa)) }
                            td.n { @if at == 0 { (share(among.alpha)) } }
                        } }
                    }
                }
            }
            p.soft { "κ and α are not defined (–) where one verdict was given throughout." }
        }
    }
}

fn named(on: &str) -> &str {
    match Field::of(on) {
        Some(field) => field.label(),
        None => on,
    }
}

fn coders(coders: &[Progress]) -> Markup {
    html! {
        h2 { "Coders" }
        table {
            thead { tr { th { "coder" } th.n { "sheets" } th.n { "of" } th.n { "found right" } th.n { "95 %" } } }
            tbody { @for progress in coders { tr {
                td { (name(&progress.coder.name)) @if progress.coder.decides { " (decides)" }
                    @if progress.coder.blind { " (blind)" } }
                td.n { (progress.sheets) } td.n { (progress.of) } td.n { (share(progress.right)) }
                td.n { (ends(progress.interval)) }
            } } }
        }
    }
}

fn domains(all: &[Precision]) -> Markup {
    html! {
        @for precision in all.iter().filter(|precision| precision.by.iter().any(|domain| domain.figure.judged > 0)) {
            h3 { "By stratum: " (label(precision.field)) }
            table {
                thead { tr { th { "by" } th { "value" } th.n { "in the whole" } th.n { "right" } th.n { "95 %" } th {}
                    th.n { "judged" } } }
                tbody { @for dimension in dateline_eval::audit::Dimension::ALL {
                    @let domains = largest(precision, dimension);
                    @for domain in domains { tr {
                        td { (dimension.name()) } td { (name(&domain.value)) } td.n { (domain.size) }
                        (figure(&domain.figure)) td.n { (domain.figure.judged) }
                    } }
                } }
            }
        }
    }
}

/// The largest parts by one dimension.
fn largest(precision: &Precision, dimension: dateline_eval::audit::Dimension) -> Vec<&dateline_eval::audit::Domain> {
    let mut domains: Vec<_> = precision.by.iter().filter(|domain| domain.dimension == dimension).collect();
    domains.sort_by_key(|domain| std::cmp::Reverse(domain.size));
    domains.truncate(SHOWN);
    domains
}

fn disagreements(all: &[Disagreement]) -> Markup {
    let said = |verdict: Verdict, value: &Option<String>| {
        let value = value.as_ref().map(|value| format!(" ({value})")).unwrap_or_default();
        format!("{}{value}", verdict.label())
    };
    html! {
        h2 { "Disagreements (" (all.len()) ")" }
        @for case in all { div.case {
            p { strong { "Sheet " (case.sheet) ", " (case.field.label()) ": " } (Tame(&case.told)) }
            p { "“" (Tame(&case.sentence)) "” " span.soft { "(report " (case.report) ")" } }
            p.soft { @for (at, (who, verdict, value)) in case.said.iter().enumerate() {
                @if at > 0 { "; " } (name(who)) ": " (Tame(&said(*verdict, value))) }
                @match &case.decided {
                    Some((verdict, value)) => { "; decided: " strong { (Tame(&said(*verdict, value))) } },
                    None => "; not decided",
                }
            }
        } }
    }
}

fn drawn(report: &Report) -> Markup {
    let Drawn { at, program, seed, by, reports, happenings, sentences, looked_at, read_with, hash, .. } = &report.drawn;
    let by: Vec<&str> = by.iter().map(|dimension| dimension.name()).collect();
    html! {
        h2 { "The sample" }
        table { tbody {
            tr { th { "drawn" } td { (at) ", by Dateline " (program) ", seed " (seed) } }
            tr { th { "by" } td { (by.join(", ")) } }
            tr { th { "of" } td { (reports) " reports with " (happenings) " happenings; about "
                (format!("{sentences:.0}")) " sentences without, counted in " (looked_at) " reports" } }
            tr { th { "sheets" } td { (report.happenings) " happenings, " (report.sentences) " sentences without" } }
            @for with in read_with { tr { th { "read with" } td { "Dateline " (Tame(&with.program)) "; " (Tame(&with.model)) "; "
                (Tame(&with.codebook)) "; " (Tame(&with.settings)) " (" (with.reports) " reports)" } } }
            tr { th { "SHA-256" } td { code { (hash) } } }
        } }
    }
}
