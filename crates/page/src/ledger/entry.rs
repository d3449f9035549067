//! How does an entry of the ledger stand on a page, with its sentences and what became of it?

use dateline_archive::ledger::{Correction, Entry, Evidence, Outcome, Somebody};
use maud::{Markup, html};
use rusqlite::Connection;

use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::count;
use crate::lists::evidence_address;

/// Sentences that are shown of an entry, and of each thing that became of it.
const SENTENCES: usize = 4;

/// An entry.
pub(super) fn item(connection: &Connection, entry: &Entry) -> Result<Markup, Trouble> {
    // It is a claim where no report says it as its own.
    let is_claimed = !entry.told.is_empty() && entry.told.iter().all(|told| told.claimed_by.is_some());
    Ok(html! {
        li class={ "item happening " (standing(is_claimed)) } tabindex="-1" {
            p.who { (kind(entry)) " " (parties(entry)) " " (status(entry)) }
            p { strong { (name(&entry.what)) }
                @if let Some(condition) = &entry.condition { " — " (name(condition)) }
            }
            p.facts {
                @if let Some([first, last]) = entry.days {
                    time { (first) @if last != first { " – " (last) } }
                }
                @if let Some(deadline) = &entry.deadline {
                    span { "deadline: " (name(&deadline.words)) @if let Some(day) = deadline.day { " (" (day) ")" } }
                }
                span { (count(entry.reports as i64)) @if entry.reports == 1 { " report, " } @else { " reports, " } (count(entry.independent as i64)) " independent" }
                span.code { (entry.entry) }
            }
            (sentences(connection, &entry.told)?)
            @if !entry.outcomes.is_empty() {
                ul.outcomes aria-label="What became of it" {
                    @for outcome in &entry.outcomes { (became(connection, outcome)?) } }
            }
            @for correction in &entry.corrections { (by_hand(correction)) }
        }
    })
}

/// What kind it is.
pub(super) fn kind(entry: &Entry) -> Markup {
    html! { span.tag { (entry.kind.name()) } }
}

/// Who says it to whom.
pub(super) fn parties(entry: &Entry) -> Markup {
    let side = |parties: &[Somebody]| {
        let all: Vec<String> = parties.iter().map(Somebody::told).collect();
        html! { @if all.is_empty() { span.nobody { "nobody named" } } @else { (name(&all.join(", "))) } }
    };
    html! { (side(&entry.who)) " → " (side(&entry.to)) }
}

/// For how long it is open.
pub(super) fn open_days(entry: &Entry) -> Markup {
    html! { @if let Some(days) = entry.open_days { span { "open for " (count(days.into())) @if days == 1 { " day" } @else { " days" } } } }
}

fn status(entry: &Entry) -> Markup {
    html! {
        @match entry.status {
            Some(became) => span.tag { (became.name().replace('-', " ")) },
            None => span.tag.not { @if entry.open_days.is_some() { (open_days(entry)) } @else { "open" } },
        }
    }
}

fn standing(is_claimed: bool) -> &'static str {
    if is_claimed { "claim" } else { "fact" }
}

/// Something that became of it: what, why, how surely, and where it is told.
fn became(connection: &Connection, outcome: &Outcome) -> Result<Markup, Trouble> {
    Ok(html! {
        li class={ "happening " (standing(outcome.claimed)) } {
            p.who { strong { (outcome.became.name().replace('-', " ")) }
                @if let Some(day) = outcome.day { " " time { (day) } }
                @if outcome.claimed { " " span.tag.claimed { "claimed" } }
                @if outcome.by_hand { " " span.tag { "by hand" } } }
            p.why { (name(&outcome.why)) @if !outcome.by_hand { "; score " (format!("{:.2}", outcome.score)) } }
            (sentences(connection, &outcome.told)?)
        }
    })
}

/// The sentences that tell it, each a link to its place.
fn sentences(connection: &Connection, told: &[Evidence]) -> Result<Markup, Trouble> {
    Ok(html! {
        @for evidence in told.iter().take(SENTENCES) {
            blockquote.evidence {
                p.words { a href=(evidence_address(connection, evidence)?) { (name(&evidence.words)) } }
                p.facts {
                    @if let Some(publisher) = &evidence.publisher { span { (name(publisher)) } }
                    @if let Some(day) = evidence.published { time { (day) } }
                    @if let Some(speaker) = &evidence.claimed_by { span.tag.claimed { "claimed by " (name(speaker)) } }
                    span { "report " (evidence.report) }
                }
            }
        }
        @if told.len() > SENTENCES { p.why { "and " (count((told.len() - SENTENCES) as i64)) " sentences more" } }
    })
}

/// What somebody said by hand of the entry.
fn by_hand(correction: &Correction) -> Markup {
    html! {
        p.why { "by hand, " (name(&correction.by)) ": " (correction.verdict.told())
            @if let Some(link) = &correction.link { " (" (name(link)) ")" }
            @if let Some(note) = &correction.note { ": " (name(note)) } }
    }
}
