//! Why an event is told, for people.

use std::fmt::Write;

use dateline::Codebook;
use dateline::record::{Candidate, Event, Explanation, PlaceHow, Reason, Record, Rival, Span, Verdict, WhenHow};

use super::wording::{label, worded};
use crate::shown::tame;
use crate::table::parties;

/// How much of a list of words an entry is shown with.
const MOST_CHARACTERS: usize = 80;

/// A record, its text, and the codebook it was read with.
#[derive(Clone, Copy)]
pub(super) struct Told<'r> {
    pub(super) record: &'r Record,
    pub(super) text: &'r [char],
    pub(super) codebook: &'r Codebook,
}

impl Told<'_> {
    /// An event with all that is known of why it is told.
    pub(super) fn explained(self, event: &Event, why: &Explanation) -> String {
        let mut out = String::new();
        self.head(&mut out, event);
        self.entry(&mut out, why);
        if let Some(act) = &why.act {
            verdict(&mut out, "Which act?", "acts", act);
        }
        self.side(&mut out, "Who did it?", &why.actor);
        self.side(&mut out, "To whom?", &why.recipient);
        let questions = [
            ("Has it happened?", "standing", &why.standing),
            ("Is it only claimed?", "claimed", &why.claimed),
            ("Is the report about it?", "central", &why.central),
        ];
        for (question, table, answer) in questions {
            if let Some(answer) = answer {
                verdict(&mut out, question, table, answer);
            }
        }
        self.circumstances(&mut out, event);
        out
    }

    /// Its number, kind, parties and words.
    fn head(self, out: &mut String, event: &Event) {
        let modes: String = event.mode.iter().map(|mode| format!(".{mode}")).collect();
        let aux: String = event.aux.iter().map(|aux| format!(", {aux}")).collect();
        let sides = parties(self.record, self.text, &event.actor, &event.recipient);
        let _ =
            writeln!(out, "{}  {}{modes}  {sides}{aux}  (confidence {:.2})", event.id, event.event, event.confidence);
        let _ = writeln!(out, "    “{}” in: {}", self.words(event.trigger.span), self.words(event.sentence));
        let others = event.happening.as_ref().and_then(|id| self.record.happenings.iter().find(|told| told.id == *id));
        let others: Vec<&str> = others
            .iter()
            .flat_map(|told| told.mentions.iter().map(String::as_str).filter(|id| *id != event.id))
            .collect();
        if !others.is_empty() {
            let _ = writeln!(out, "    told in {}, too: one happening", others.join(", "));
        }
    }

    /// The codebook's entry.
    fn entry(self, out: &mut String, why: &Explanation) {
        let Some(id) = &why.entry else {
            let _ = writeln!(out, "  No entry of the codebook tells it.");
            return;
        };
        let Some(entry) = self.codebook.entries().find(|entry| entry.id == id) else { return };
        let _ = writeln!(out, "  Entry {id}: {}", entry.what);
        for (key, value) in entry.pattern() {
            let _ = writeln!(out, "    {key:<10} {}", shortened(&value));
        }
    }

    /// Who was weighed for one side.
    fn side(self, out: &mut String, question: &str, candidates: &[Candidate]) {
        if candidates.is_empty() {
            return;
        }
        let _ = writeln!(out, "  {question}");
        for candidate in candidates {
            let words = candidate.span.map(|span| format!("“{}”, ", self.words(span))).unwrap_or_default();
            let country = candidate.country.as_ref().map(|country| format!(", {country}")).unwrap_or_default();
            let from = candidate.country_from.map(|span| format!(" (by “{}”)", self.words(span)));
            let chosen = if candidate.chosen { ": chosen" } else { "" };
            let stands = label(&candidate.stands);
            let _ = writeln!(
                out,
                "    {:.2}  {words}{stands}{country}{}{chosen}",
                candidate.probability,
                from.unwrap_or_default()
            );
            reasons(out, 8, "sides", &candidate.speaks_for, &candidate.speaks_against);
            if let Some(sector) = &candidate.sector {
                // Who takes part in several acts has one sector in all.
                let likelier = sector.others.first().is_some_and(|other| other.probability > sector.probability);
                let others = if likelier { "; by its other acts" } else { "" };
                let _ = writeln!(out, "        sector: {}{others}", answers("sectors", sector));
                reasons(out, 10, "sectors", &sector.speaks_for, &sector.speaks_against);
            }
        }
    }

    /// Who claims it, when and where it was.
    fn circumstances(self, out: &mut String, event: &Event) {
        if let Some(id) = &event.said_in {
            let quotation = self.record.quotations.iter().find(|quotation| quotation.id == *id);
            let speaker = quotation.and_then(|quotation| quotation.speaker.as_ref());
            let speaker = speaker.map_or_else(|| "somebody unknown".to_owned(), |voice| self.words(voice.span));
            let _ = writeln!(out, "  Who claims it? {speaker}, in {id}");
        }
        if let Some(when) = &event.when {
            let how = match when.how {
                WhenHow::Clause => "by words of its clause",
                WhenHow::Sentence => "by other words of its sentence",
                WhenHow::Carried => "from another sentence",
                WhenHow::Assumed => "assumed from the day of publication",
            };
            let _ = writeln!(out, "  When? {}, {how}{}", when.value, self.quoted(when.span));
        }
        if let Some(place) = &event.place {
            let how = match place.how {
                PlaceHow::Clause => "by words of its clause",
                PlaceHow::Sentence => "by other words of its sentence",
                PlaceHow::Section => "from the heading above",
                PlaceHow::Dateline => "from the place that the text opens with",
                PlaceHow::Carried => "from another sentence",
                PlaceHow::Assumed => "assumed: the place that the article names most",
            };
            let country = place.country.as_ref().map(|country| format!(" ({country})")).unwrap_or_default();
            let _ = writeln!(out, "  Where? {}{country}, {how}{}", tame(place.name.chars()), self.quoted(place.span));
        }
    }

    fn quoted(self, span: Option<Span>) -> String {
        span.map(|span| format!(": “{}”", self.words(span))).unwrap_or_default()
    }

    fn words(self, span: Span) -> String {
        let end = (span.end as usize).min(self.text.len());
        tame(self.text.get(span.start as usize..end).unwrap_or_default().iter().copied())
    }
}

/// A question, its answer, and what was weighed.
fn verdict(out: &mut String, question: &str, table: &str, verdict: &Verdict) {
    let _ =
        writeln!(out, "  {question} {}; weighed against {}", answers(table, verdict), named(table, &verdict.against));
    reasons(out, 4, table, &verdict.speaks_for, &verdict.speaks_against);
}

/// The answer, and those that were not given.
fn answers(table: &str, verdict: &Verdict) -> String {
    let other = |rival: &Rival| format!("{} {:.2}", named(table, &rival.answer), rival.probability);
    let others: Vec<String> = verdict.others.iter().map(other).collect();
    let others = if others.is_empty() { String::new() } else { format!(" (else {})", others.join(", ")) };
    format!("{} {:.2}{others}", named(table, &verdict.answer), verdict.probability)
}

/// An answer in words.
fn named<'a>(table: &str, answer: &'a str) -> &'a str {
    match (table, answer) {
        ("acts", "none") => "no act",
        ("sectors", "none") => "no sector",
        ("standing", "none") => "yes, or so it seems",
        _ => answer,
    }
}

/// The words of an entry that a line has room for.
fn shortened(words: &str) -> String {
    if words.chars().count() <= MOST_CHARACTERS {
        return words.to_owned();
    }
    let start: String = words.chars().take(MOST_CHARACTERS).collect();
    format!("{}, …", start.rsplit_once(", ").map_or(start.as_str(), |(whole, _)| whole))
}

/// What speaks for it, then what speaks against it.
fn reasons(out: &mut String, indent: usize, table: &str, speaks_for: &[Reason], speaks_against: &[Reason]) {
    for reason in speaks_for.iter().chain(speaks_against) {
        let _ = writeln!(out, "{:indent$}{:+6.2}  {}", "", reason.weight, tame(worded(table, &reason.feature).chars()));
    }
}
