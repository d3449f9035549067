//! How does an entry of the ledger stand on a page, with its sentences and what became of it?

use dateline_archive::ledger::{Correction, Entry, Evidence, Outcome, Somebody};
use maud::{Markup, html};
use rusqlite::Connection;

use crate::error::Trouble;
use crate::foreign::{marked, name, plain};
use crate::frame::counted;
use crate::lists::evidence_address;

use super::address;
use super::by_hand::{self, told};

/// Sentences that are shown of an entry, and of each thing that became of it.
const SENTENCES: usize = 4;

/// An entry in a list.
pub(super) fn item(connection: &Connection, entry: &Entry) -> Result<Markup, Trouble> {
    Ok(html! {
        li class={ "item happening " (standing(is_claimed(entry))) } tabindex="-1" {
            (head(connection, entry, true)?)
            @if !entry.outcomes.is_empty() {
                ul.outcomes aria-label="What became of it" {
                    @for outcome in &entry.outcomes { (became(connection, outcome, &entry.corrections, false)?) } }
            }
            (by_hand::said(&entry.entry, &whole(entry), None))
        }
    })
}

/// What was said by hand of an entry as a whole.
fn whole(entry: &Entry) -> Vec<Correction> {
    let is_of_outcome =
        |said: &&Correction| said.link.as_ref().is_some_and(|link| entry.outcomes.iter().any(|one| one.link == *link));
    entry.corrections.iter().filter(|said| !is_of_outcome(said)).cloned().collect()
}

/// Whether no report says it as its own.
pub(super) fn is_claimed(entry: &Entry) -> bool {
    !entry.told.is_empty() && entry.told.iter().all(|told| told.claimed_by.is_some())
}

/// What was said, by whom, to whom, in the words of the first report; in a list with the way to its page.
pub(super) fn head(connection: &Connection, entry: &Entry, is_listed: bool) -> Result<Markup, Trouble> {
    let groups = grouped(&entry.told);
    let (same, others) = groups.split_first().map_or((&[][..], &[][..]), |(same, others)| (&same[..], others));
    let first = same.first();
    let place = first.map(|told| evidence_address(connection, told)).transpose()?;
    Ok(html! {
        p.who { (kind(entry)) " " (parties(entry)) " " (status(entry)) }
        @match (first, &place) {
            (Some(told), Some(place)) => p.words { a.title href=(place) { (asked(entry, &told.words)) } },
            _ => p.words { (name(&entry.what)) },
        }
        p.facts {
            @if let Some([first, last]) = entry.days {
                time { (first) @if last != first { " – " (last) } }
            }
            @if let Some(publisher) = first.and_then(|told| told.publisher.as_ref()) { span { (name(publisher)) } }
            @if let Some(speaker) = first.and_then(|told| told.claimed_by.as_ref()) {
                span.tag.claimed { "claimed by " (name(speaker)) } }
            @if let Some(deadline) = &entry.deadline {
                span { "deadline: " (name(&deadline.words)) @if let Some(day) = deadline.day { " (" time { (day) } ")" } }
            }
            @if let Some(condition) = &entry.condition { span { "condition: " (name(condition)) } }
            (also(connection, same)?)
            span { (counted(entry.reports, "report")) @if entry.reports > 1 { ", " (entry.independent) " independent" } }
            @if is_listed { a.alone href=(address(&entry.entry)) { "alone, and to correct" } }
            @else { span.code { (entry.entry) } }
        }
        (sentences(connection, others)?)
    })
}

/// The sentence that tells it, with what is asked, promised, threatened in it, and on what it hangs.
pub(super) fn asked(entry: &Entry, sentence: &str) -> Markup {
    let parts = [Some(&entry.what), entry.condition.as_ref()];
    let mut spans: Vec<(usize, usize)> = parts.into_iter().flatten().filter_map(|part| found(sentence, part)).collect();
    spans.sort_unstable();
    html! { bdi.asked { (marked(sentence, &spans)) } }
}

/// Where these words stand in a sentence, in characters; its last mark stays outside.
fn found(sentence: &str, words: &str) -> Option<(usize, usize)> {
    let words = words.trim().trim_end_matches(['.', '"', '”', ',', ';']);
    let at = sentence.find(words).filter(|_| !words.is_empty())?;
    let start = sentence[..at].chars().count();
    Some((start, start + words.chars().count()))
}

/// Sentences in their order, each once with all the places where it stands: copies have the same.
fn grouped(told: &[Evidence]) -> Vec<Vec<&Evidence>> {
    let mut groups: Vec<Vec<&Evidence>> = Vec::new();
    for evidence in told {
        match groups.iter_mut().find(|group| group[0].words == evidence.words) {
            Some(group) => group.push(evidence),
            None => groups.push(vec![evidence]),
        }
    }
    groups
}

/// What kind it is.
pub(super) fn kind(entry: &Entry) -> Markup {
    html! { span.tag { (entry.kind.name()) } }
}

/// Who says it to whom.
pub(super) fn parties(entry: &Entry) -> Markup {
    let one = |party: &Somebody| {
        html! {
            strong { (name(&party.name)) }
            // What is no more than likely is said to be so.
            @if let Some(country) = &party.country { " " span.code {
                (country) @if !party.is_sure { abbr title="inferred, not told" { "?" } } } }
        }
    };
    let side = |parties: &[Somebody]| {
        html! {
            @if parties.is_empty() { span.nobody { "nobody named" } }
            @for (at, party) in parties.iter().enumerate() { @if at > 0 { ", " } (one(party)) }
        }
    };
    html! { (side(&entry.who)) " → " (side(&entry.to)) }
}

/// For how long it is open.
pub(super) fn open_days(entry: &Entry) -> Markup {
    let days = entry.open_days.filter(|days| *days > 0);
    html! { span { "open" @if let Some(days) = days { " for " (counted(days as usize, "day")) } } }
}

fn status(entry: &Entry) -> Markup {
    html! {
        @match entry.status {
            _ if entry.rejected => span.tag.not { "set aside" },
            Some(became) => span.tag.done { (told(became)) },
            None => span.tag.not { (open_days(entry)) },
        }
    }
}

/// How an entry or what became of it is drawn.
pub(super) fn standing(is_claimed: bool) -> &'static str {
    if is_claimed { "claim" } else { "fact" }
}

/// Something that became of it: what, why, how surely, where it is told, and what was said of it by hand.
pub(super) fn became(
    connection: &Connection,
    outcome: &Outcome,
    corrections: &[Correction],
    to_correct: bool,
) -> Result<Markup, Trouble> {
    let said = corrections.iter().filter(|said| said.link.as_deref() == Some(&outcome.link));
    let said: Vec<Correction> = said.cloned().collect();
    Ok(html! {
        li class={ "happening " (standing(outcome.claimed)) } {
            p.who { strong { (told(outcome.became)) }
                @if let Some(day) = outcome.day { " " time { (day) } }
                @if outcome.claimed { " " span.tag.claimed { "claimed" } }
                @if outcome.by_hand { " " span.tag.by-hand { "by hand" } } }
            (sentences(connection, &grouped(&outcome.told))?)
            p.why { "Why: " (name(&outcome.why)) @if !outcome.told.is_empty() { "; score " (format!("{:.2}", outcome.score)) } }
            @if to_correct { (by_hand::of_outcome(outcome)) }
            @else { (by_hand::said("", &said, None)) }
        }
    })
}

/// The sentences that tell it, each a link to its place.
fn sentences(connection: &Connection, groups: &[Vec<&Evidence>]) -> Result<Markup, Trouble> {
    Ok(html! {
        @for group in groups.iter().take(SENTENCES) {
            @let evidence = group[0];
            blockquote.evidence {
                p.words { a href=(evidence_address(connection, evidence)?) { (name(&evidence.words)) } }
                p.facts {
                    @if let Some(publisher) = &evidence.publisher { span { (name(publisher)) } }
                    @if let Some(day) = evidence.published { time { (day) } }
                    @if let Some(speaker) = &evidence.claimed_by { span.tag.claimed { "claimed by " (name(speaker)) } }
                    span { "report " (evidence.report) }
                    (also(connection, group)?)
                }
            }
        }
        @if groups.len() > SENTENCES { p.why { "and " (counted(groups.len() - SENTENCES, "sentence")) " more" } }
    })
}

/// Where the same sentence stands, too.
fn also(connection: &Connection, same: &[&Evidence]) -> Result<Markup, Trouble> {
    let others = same.get(1..).unwrap_or_default();
    Ok(html! {
        @if !others.is_empty() {
            span { "also "
                @for (at, evidence) in others.iter().take(SENTENCES).enumerate() {
                    @if at > 0 { ", " }
                    a href=(evidence_address(connection, evidence)?) title=[evidence.publisher.as_deref().map(plain)] {
                        "report " (evidence.report) }
                }
                @if others.len() > SENTENCES { " and " (others.len() - SENTENCES) " more" }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_found_in_its_sentence() {
        let sentence = "Élan demanded that Norway leave by Friday.";
        assert_eq!(found(sentence, "that Norway leave by Friday."), Some((14, 41)));
        assert_eq!((found(sentence, "that Sweden leave"), found(sentence, ". ")), (None, None));
    }
}
