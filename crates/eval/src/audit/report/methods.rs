//! What may a paper say of an audit, in a few sentences?

use super::super::Field;
use super::super::whole::Dimension;
use super::agreement::{ALL, BLIND};
use super::{Figure, Report};
use crate::statistics::Interval;

/// The sentences, filled in; what is not known yet is left out.
pub(super) fn methods(report: &Report) -> String {
    let drawn = &report.drawn;
    let by: Vec<&str> = drawn.by.iter().map(|dimension| Dimension::name(*dimension)).collect();
    let by = if by.is_empty() { "simple".to_owned() } else { format!("stratified (by {})", listed(&by)) };
    let mut text = format!(
        "We drew a {by} random sample of {} of the {} happenings that Dateline {} had read from {} reports",
        report.happenings,
        drawn.happenings,
        program(report),
        drawn.reports
    );
    if report.sentences > 0 {
        text += &format!(
            ", and of {} of about {:.0} sentences in which it had found none",
            report.sentences, drawn.sentences
        );
    }
    text += &format!(" (seed {}; sample {}).", drawn.seed, &drawn.hash[..drawn.hash.len().min(12)]);
    text += &coders(report);
    text += &figures(report);
    if let Some((value, interval)) =
        report.recall.as_ref().and_then(|recall| Some((recall.value?, recall.interval.as_ref()?)))
    {
        text += &format!(" Recall was estimated at {value:.2} ({}).", ends(interval));
    }
    text
}

fn program(report: &Report) -> String {
    let with = |with: &super::super::ReadWith| match with.model.as_str() {
        "" => with.program.clone(),
        model => format!("{} ({model})", with.program),
    };
    let mut programs: Vec<String> = report.drawn.read_with.iter().map(with).collect();
    programs.dedup();
    listed(&programs)
}

fn coders(report: &Report) -> String {
    // Who has joined and said nothing has judged nothing.
    let voices: Vec<_> =
        report.coders.iter().filter(|progress| !progress.coder.decides && progress.verdicts > 0).collect();
    let words = ["No", "One", "Two", "Three", "Four", "Five", "Six"];
    let many = words.get(voices.len()).map_or_else(|| voices.len().to_string(), |word| (*word).to_owned());
    let mut text = match voices.len() {
        0 => return String::new(),
        1 => " One coder judged each answer".to_owned(),
        _ => format!(" {many} coders judged the answers, blind to each other"),
    };
    if voices.iter().all(|progress| progress.coder.blind) {
        text += if voices.len() > 1 { " and, at first, to the program's" } else { ", at first blind to the program's" };
    }
    let pairs: Vec<_> = report.agreement.pairs.iter().filter(|pair| pair.on == ALL).collect();
    if let [pair] = pairs[..] {
        text += &format!("; they agreed on {:.0} % of {} verdicts", pair.same * 100.0, pair.cases);
        text += &pair.kappa.map(|kappa| format!(" (Cohen's κ = {kappa:.2})")).unwrap_or_default();
    }
    let on = |on: &str| report.agreement.among.iter().find(|among| among.on == on).and_then(|among| among.alpha);
    text += &on(ALL).map(|alpha| format!("; Krippendorff's α = {alpha:.2}")).unwrap_or_default();
    text += &on(BLIND).map(|alpha| format!(", of the events coded blind α = {alpha:.2}")).unwrap_or_default();
    let decided = report.disagreements.iter().filter(|case| case.decided.is_some()).count();
    text += &match (decided, report.disagreements.len()) {
        (0, _) => String::new(),
        (some, all) if some < all => format!("; another coder decided {some} of {all} disagreements"),
        _ => "; where they disagreed another coder decided".to_owned(),
    };
    text + "."
}

fn figures(report: &Report) -> String {
    let told = report.precision.iter().filter_map(|precision| {
        let Figure { value, interval, judged, .. } = &precision.figure;
        let name = match precision.field {
            None => "happenings right in event, parties and standing",
            Some(Field::Event) => "the event",
            Some(Field::Mode) => "its mode",
            Some(Field::Actor) => "the actor",
            Some(Field::Recipient) => "the recipient",
            Some(Field::Standing) => "the standing",
            Some(Field::When) => "the time",
            Some(Field::Where) => "the place",
            Some(Field::HowMany) => "numbers of victims",
            Some(Field::NoAct) => return None,
        };
        Some(format!("{:.2} for {name} ({}; n = {judged})", (*value)?, ends(interval.as_ref()?)))
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => String::new(),
        false => format!(" Precision, weighed back to all happenings, was {}.", listed(&told)),
    }
}

fn ends(interval: &Interval) -> String {
    format!("95 % CI {:.2}–{:.2}", interval.low, interval.high)
}

fn listed(all: &[impl AsRef<str>]) -> String {
    match all {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [many @ .., last] => {
            let many: Vec<&str> = many.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", many.join(", "), last.as_ref())
        }
    }
}
