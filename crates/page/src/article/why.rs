//! Why is an event of a report told: what was weighed for each answer, and against it?

use std::sync::Arc;

use dateline::Report;
use dateline::record::{Candidate, Event, Explanation, Reason, Record, Span, Verdict};
use dateline_archive::store::Archive;
use maud::{Markup, html};
use rusqlite::types::Value;

use crate::error::Trouble;
use crate::explaining::{Explained, Explainer, Meaning};
use crate::foreign::{Tame, marked, name};
use crate::frame::Page;
use crate::rows::Rows;

use super::sheet::Sheet;

/// An event of a report as the archive has it.
pub(crate) struct Kept {
    number: u64,
    record: Record,
    event: Event,
    /// The report, to be read again.
    pub(crate) report: Report,
    /// Whether it was read with the encoder.
    pub(crate) with_encoder: bool,
}

/// The event of this name in a report.
///
/// # Errors
///
/// If there is none, or the archive cannot be read.
pub(crate) fn kept(archive: &Archive, number: u64, id: &str) -> Result<Kept, Trouble> {
    let missing = || Trouble::Missing(format!("There is no report {number} with an event {id} in this archive."));
    let record = archive.entry_of(number)?.and_then(|entry| entry.answer.ok()).ok_or_else(missing)?;
    let event = record.events.iter().find(|event| event.id == id).cloned().ok_or_else(missing)?;
    let report = archive.report_of(number)?.ok_or_else(missing)?;
    let sql = "SELECT model FROM runs JOIN reports USING (run) WHERE report = ?";
    let model: String = archive.connection().query_row(sql, [number as i64], |row| row.get(0))?;
    Ok(Kept { number, record, event, report, with_encoder: model.contains("encoder") })
}

/// The page of it.
pub(crate) fn page(kept: &Kept, explained: &Explained, explainer: &Arc<Explainer>) -> Page {
    let own = &kept.event;
    let sheet = Sheet { record: &kept.record, chars: kept.report.text.chars().collect() };
    let is_it =
        |(event, _): &(&Event, &Explanation)| event.trigger.span == own.trigger.span && event.event == own.event;
    let found = explained.record.events.iter().zip(&explained.explanations).find(is_it);
    let happening = kept.record.happenings.iter().find(|happening| happening.mentions.contains(&own.id));
    let weighing = Weighing { sheet: &sheet, worded: explainer.worded };
    let body = html! {
        h1 { "Why this is told" }
        p.who { (crate::lists::event_name(own.event.name())) " "
            @if let Some(happening) = happening { (name(&sheet.parties(happening))) } }
        blockquote.evidence { p.words { a href={ "/article/" (kept.number) "#" (own.id) } {
            (sentence(&sheet, own)) } } }
        p.facts { span { "sure to " (percent(own.confidence)) } span { "report " (kept.number) } span.code { (own.id) } }
        @match found {
            Some((event, why)) => {
                @if percent(event.confidence) != percent(own.confidence) { p.warning { "Read again now, it is sure to "
                    (percent(event.confidence)) ": the archive was read with other versions. " code { "dateline recode" }
                    " reads it again." } }
                (entry(why, explained))
                (weighing.all(why))
            }
            None => p.warning { "Read again now, it is not told: the archive was read with other versions than this program \
                has. " code { "dateline recode" } " reads its reports again." }
        }
        p.pages { a href={ "/article/" (kept.number) "#" (own.id) } { "← to the report" } }
    };
    let title = format!("Why {} in report {}", own.id, kept.number);
    let data = Some(format!("/api/articles/{}/why/{}", kept.number, own.id));
    Page { title, view: "/", body, data, ..Page::default() }
}

/// The same event as it is read now, and why it is told.
fn found<'e>(own: &Event, explained: &'e Explained) -> Option<(&'e Event, &'e Explanation)> {
    let is_it =
        |(event, _): &(&Event, &Explanation)| event.trigger.span == own.trigger.span && event.event == own.event;
    explained.record.events.iter().zip(&explained.explanations).find(is_it)
}

/// Everything that was weighed, a row for each sign; none, if the event is not told now.
pub(crate) fn rows(kept: &Kept, explained: &Explained, explainer: &Explainer) -> Rows {
    let columns = ["question", "answer", "probability", "sign", "in_words", "weight"].map(str::to_owned).to_vec();
    let mut rows = Rows { columns, rows: Vec::new() };
    let Some((_, why)) = found(&kept.event, explained) else { return rows };
    let mut add = |question: &str, table: &str, (answer, probability): (&str, f64), reasons: [&[Reason]; 2]| {
        for reason in reasons.into_iter().flatten() {
            let texts = [question, answer].map(|text| Value::Text(text.to_owned()));
            let sign = [reason.feature.clone(), (explainer.worded)(table, &reason.feature)].map(Value::Text);
            let [question, answer] = texts;
            let [sign, words] = sign;
            rows.rows.push(vec![question, answer, Value::Real(probability), sign, words, Value::Real(reason.weight)]);
        }
    };
    let verdicts =
        [("act", "acts", &why.act), ("standing", "standing", &why.standing), ("claimed", "claimed", &why.claimed)];
    for (question, table, verdict) in verdicts.into_iter().chain([("central", "central", &why.central)]) {
        if let Some(told) = verdict {
            add(question, table, (&told.answer, told.probability), [&told.speaks_for, &told.speaks_against]);
        }
    }
    let chars: Vec<char> = kept.report.text.chars().collect();
    let words = |span: Span| chars.get(span.start as usize..span.end as usize).unwrap_or_default().iter().collect();
    for (side, candidates) in [("actor", &why.actor), ("recipient", &why.recipient)] {
        for told in candidates {
            let who: String = told.span.map_or_else(|| told.stands.clone(), words);
            add(side, "sides", (&who, told.probability), [&told.speaks_for, &told.speaks_against]);
        }
    }
    rows
}

/// The sentence with the word that tells the event.
fn sentence(sheet: &Sheet<'_>, event: &Event) -> Markup {
    let (start, end) = (event.sentence.start as usize, (event.sentence.end as usize).min(sheet.chars.len()));
    let words: String = sheet.chars.get(start..end).unwrap_or_default().iter().collect();
    let word = event.trigger.span;
    let place = |at: u32| (at as usize).saturating_sub(start);
    html! { bdi { (marked(&words, &[(place(word.start), place(word.end))])) } }
}

/// The codebook's entry.
fn entry(why: &Explanation, explained: &Explained) -> Markup {
    let Some(id) = &why.entry else { return html! { p.why { "No entry of the codebook tells it." } } };
    let told = explained.entries.get(id);
    html! {
        section { h2 { "Entry " code { (id) } " of the codebook" }
            @if let Some(Meaning { what, pattern }) = told {
                p { (what) }
                dl.pattern { @for (key, value) in pattern { dt { (key) } dd { (value) } } }
            } }
    }
}

/// What was weighed, in words.
struct Weighing<'w> {
    sheet: &'w Sheet<'w>,
    worded: fn(&str, &str) -> String,
}

impl Weighing<'_> {
    fn all(&self, why: &Explanation) -> Markup {
        let later = [
            ("Has it happened?", "standing", &why.standing),
            ("Is it only claimed?", "claimed", &why.claimed),
            ("Is the report about it?", "central", &why.central),
        ];
        html! {
            @if let Some(act) = &why.act {
                p.why { "Each number is what a sign adds to the logarithm of the odds: 2.3 makes them ten times as high." }
                (self.question("Which act?", "acts", act)) }
            (self.side("Who did it?", &why.actor))
            (self.side("To whom?", &why.recipient))
            @for (question, table, verdict) in later {
                @if let Some(verdict) = verdict { (self.question(question, table, verdict)) } }
        }
    }

    fn question(&self, question: &str, table: &str, verdict: &Verdict) -> Markup {
        html! {
            section { h2 { (question) }
                p { (answers(table, verdict)) "; weighed against " (answer(table, &verdict.against)) }
                (self.reasons(table, &verdict.speaks_for, &verdict.speaks_against)) }
        }
    }

    fn side(&self, question: &str, candidates: &[Candidate]) -> Markup {
        html! {
            @if !candidates.is_empty() {
                section { h2 { (question) }
                    ul.candidates { @for candidate in candidates { li { (self.candidate(candidate)) } } } }
            }
        }
    }

    fn candidate(&self, candidate: &Candidate) -> Markup {
        html! {
            p { span.num { (percent(candidate.probability)) } " "
                @if let Some(span) = candidate.span { (self.words(span)) ", " }
                ((self.worded)("label", &candidate.stands))
                @if let Some(country) = &candidate.country { " " span.code { (country) } }
                @if let Some(span) = candidate.country_from { " (by " (self.words(span)) ")" }
                @if candidate.chosen { " " span.tag { "chosen" } } }
            (self.reasons("sides", &candidate.speaks_for, &candidate.speaks_against))
            @if let Some(sector) = &candidate.sector {
                p { "Sector: " (answers("sectors", sector)) }
                (self.reasons("sectors", &sector.speaks_for, &sector.speaks_against))
            }
        }
    }

    fn words(&self, span: Span) -> Markup {
        html! { "“" (Tame(&self.sheet.words(span))) "”" }
    }

    /// What speaks for an answer, then what speaks against it.
    fn reasons(&self, table: &str, speaks_for: &[Reason], speaks_against: &[Reason]) -> Markup {
        html! {
            @if !speaks_for.is_empty() || !speaks_against.is_empty() {
                table.weights { tbody { @for reason in speaks_for.iter().chain(speaks_against) {
                    @let side = if reason.weight < 0.0 { "bad" } else { "good" };
                    tr { td class={ "num " (side) } { (format!("{:+.2}", reason.weight).replace('-', "−")) }
                        td { (name(&(self.worded)(table, &reason.feature))) } }
                } } }
            }
        }
    }
}

/// The answer and those that were not given, with how probable each was.
fn answers(table: &str, verdict: &Verdict) -> Markup {
    html! {
        strong { (answer(table, &verdict.answer)) } " " (percent(verdict.probability))
        @if !verdict.others.is_empty() { " (else "
            @for (at, other) in verdict.others.iter().enumerate() {
                @if at > 0 { ", " } (answer(table, &other.answer)) " " (percent(other.probability)) } ")" }
    }
}

/// An answer in words.
fn answer<'a>(table: &str, answer: &'a str) -> &'a str {
    match (table, answer) {
        ("acts", "none") => "no act",
        ("sectors", "none") => "no sector",
        ("standing", "none") => "yes, or so it seems",
        _ => answer,
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
