//! How does what an audit tells read as text?

use std::fmt::Write;

use dateline_eval::audit::{Agreement, Changed, Field, Figure, Precision, Progress, Recall, Replayed, Report, Verdict};
use dateline_eval::statistics::Interval;

/// Most answers that are listed where they are others now.
const LISTED: usize = 40;

/// What a sample tells.
pub(super) fn markdown(report: &Report) -> String {
    let mut out = format!("# Audit of {}\n\n{}\n\n", report.drawn.from, report.methods);
    precision(&mut out, &report.precision);
    recall(&mut out, report.recall.as_ref());
    agreement(&mut out, &report.agreement);
    coders(&mut out, &report.coders);
    let open = report.disagreements.iter().filter(|case| case.decided.is_none()).count();
    let _ = writeln!(out, "## Disagreements\n\n{} in all, {open} of them not decided.\n", report.disagreements.len());
    for case in &report.disagreements {
        let said = |verdict: &Verdict, value: &Option<String>| {
            let value = value.as_ref().map(|value| format!(" ({value})")).unwrap_or_default();
            format!("{}{value}", verdict.label())
        };
        let all: Vec<String> =
            case.said.iter().map(|(who, verdict, value)| format!("{who}: {}", said(verdict, value))).collect();
        let decided = case.decided.as_ref().map(|(verdict, value)| format!("; decided: {}", said(verdict, value)));
        let _ = writeln!(
            out,
            "- sheet {}, {}: {} — {}{}  \n  “{}”",
            case.sheet,
            case.field.label(),
            plain(&case.told),
            all.join("; "),
            decided.unwrap_or_default(),
            plain(&case.sentence)
        );
    }
    out
}

fn precision(out: &mut String, all: &[Precision]) {
    *out += "## How often answers are right\n\n\
             | answer | right | 95 % | judged | cannot tell | undecided |\n|---|---:|---|---:|---:|---:|\n";
    for Precision { field, figure, .. } in all {
        let label = field.map_or("all of what, who, to whom, stated as", Field::label);
        if field.is_none() || figure.judged + figure.cannot_tell + figure.undecided > 0 {
            let Figure { value, interval, judged, cannot_tell, undecided, .. } = figure;
            let (value, ends) = (share(*value), ends(*interval));
            let _ = writeln!(out, "| {label} | {value} | {ends} | {judged} | {cannot_tell} | {undecided} |");
        }
    }
    *out += "\n";
    let domains = || all.iter().filter(|precision| precision.field.is_none()).flat_map(|precision| &precision.by);
    if domains().next().is_some() {
        *out += "| by | value | in the whole | right in all four | 95 % | judged |\n|---|---|---:|---:|---|---:|\n";
        for domain in domains() {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} |",
                domain.dimension.name(),
                plain(&domain.value),
                domain.size,
                share(domain.figure.value),
                ends(domain.figure.interval),
                domain.figure.judged
            );
        }
        *out += "\n";
    }
}

fn recall(out: &mut String, recall: Option<&Recall>) {
    let Some(recall) = recall else { return };
    let _ = writeln!(
        out,
        "## How much was found\n\nEstimated recall of acts: {} (95 % {}). Of {} sentences in which nothing was found {} tell an act; \
         the whole has about {:.0} such sentences. A second act of a sentence in which one was found is not counted: recall is at \
         most so high.\n",
        share(recall.value),
        ends(recall.interval),
        recall.judged,
        recall.missed,
        recall.sentences
    );
}

fn agreement(out: &mut String, agreement: &Agreement) {
    if agreement.among.is_empty() {
        return;
    }
    *out += "## How far coders agree\n\n\
             | verdicts on | coders | answers | the same | Cohen's κ | Krippendorff's α |\n|---|---|---:|---:|---:|---:|\n";
    for among in &agreement.among {
        for (at, pair) in agreement.pairs.iter().filter(|pair| pair.on == among.on).enumerate() {
            let alpha = if at == 0 { share(among.alpha) } else { String::new() };
            let (same, kappa) = (pair.same, pair.kappa);
            let on = Field::of(&pair.on).map_or_else(|| plain(&pair.on), |field| field.label().to_owned());
            let coders = format!("{}, {}", plain(&pair.first), plain(&pair.second));
            let _ = writeln!(out, "| {on} | {coders} | {} | {same:.3} | {} | {alpha} |", pair.cases, share(kappa));
        }
    }
    *out += "\n";
}

fn coders(out: &mut String, coders: &[Progress]) {
    *out += "## Coders\n\n| coder | sheets judged | of | found right | 95 % |\n|---|---:|---:|---:|---|\n";
    for Progress { coder, sheets, of, right, interval, .. } in coders {
        let part = if coder.decides { " (decides)" } else { "" };
        let (name, right, ends) = (plain(&coder.name), share(*right), ends(*interval));
        let _ = writeln!(out, "| {name}{part} | {sheets} | {of} | {right} | {ends} |");
    }
    *out += "\n";
}

/// What reading again has changed.
pub(super) fn replayed(replayed: &Replayed) -> String {
    let mut out = format!("# The sample, read again\n\n{} sheets were read again", replayed.sheets);
    if replayed.missing > 0 {
        let _ = write!(out, ", {} could not be", replayed.missing);
    }
    out += ".\n\n| answer | better | worse | p (McNemar) | still right | still wrong | open |\n\
            |---|---:|---:|---:|---:|---:|---:|\n";
    for (field, counts) in &replayed.fields {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {:.3} | {} | {} | {} |",
            field.label(),
            counts.better,
            counts.worse,
            counts.chance,
            counts.still_right,
            counts.still_wrong,
            counts.open
        );
    }
    let _ = writeln!(out, "\n## Answers that are others now\n\n{} in all.\n", replayed.changed.len());
    for Changed { sheet, field, became, before, now, right, .. } in replayed.changed.iter().take(LISTED) {
        let right = right.as_ref().map(|right| format!("; right would be {}", plain(right))).unwrap_or_default();
        let now = now.as_deref().map_or_else(|| "told no more".to_owned(), plain);
        let _ =
            writeln!(out, "- sheet {sheet}, {}: {} → {now} ({}{right})", field.label(), plain(before), became.label());
    }
    out
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn ends(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "–".to_owned(), |interval| format!("{:.3}–{:.3}", interval.low, interval.high))
}

/// Text of others within a line of a table.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
