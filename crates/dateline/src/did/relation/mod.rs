//! Which event relates two given mentions: the question of those who check event records.
//!
//! The codebook's senses of the words around both mentions are candidates. Without weights, the one that stands best between
//! them wins; with weights (a multinomial logistic regression, see `scripts/train_relations.py`) they are weighed together
//! with the words themselves.

mod around;
mod class;
mod features;
mod views;

use std::ops::Range;

use serde::Serialize;

use super::event::Event;
use crate::desk::Desk;
use crate::record::{Aux, EventType, Span, UNTOLD, WEIGHED};
use around::Pair;
pub(super) use class::Class;

/// The relation between two mentions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Classification {
    /// One of PLOVER's sixteen events.
    pub root: EventType,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER auxiliary modes.
    pub aux: Vec<Aux>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The codebook entry that told it, or [`WEIGHED`] where only the words around did, or [`UNTOLD`].
    pub rule: String,
}

/// What is weighed.
pub(crate) fn features(desk: &Desk<'_>, source: Option<Span>, target: Option<Span>) -> Vec<String> {
    let pair = Pair::of(desk, source, target);
    features::of(desk, &pair, &super::told(desk).events)
}

/// The numbers that the encoder adds to what is weighed; nothing without one.
pub(crate) fn views(desk: &Desk<'_>, source: Option<Span>, target: Option<Span>) -> Option<Vec<f32>> {
    views::of(desk, &Pair::of(desk, source, target), &super::told(desk))
}

/// What most probably relates two mentions, given as words, and how probable it is; nothing without weights.
pub(super) fn most_probable(
    desk: &Desk<'_>,
    source: Range<usize>,
    target: Range<usize>,
    events: &[Event<'_>],
) -> Option<(Class, f64)> {
    let weights = desk.codebook.relation_weights()?;
    let pair = Pair::between(desk, Some(source), Some(target));
    let (class, probability) = weights.decide(&features::of(desk, &pair, events));
    Some((Class::of(&class), probability))
}

/// The relation between two mentions, given as characters.
pub(crate) fn relate(desk: &Desk<'_>, source: Option<Span>, target: Option<Span>) -> Classification {
    let pair = Pair::of(desk, source, target);
    let told = super::told(desk);
    let events = &told.events;
    let candidates = candidates(desk, &pair, events);
    let best = candidates.iter().max_by(|a, b| a.score.total_cmp(&b.score));
    let views = views::of(desk, &pair, &told);
    let weights =
        if views.is_some() { desk.codebook.careful_relation_weights() } else { desk.codebook.relation_weights() };
    let Some(weights) = weights else {
        return best.map_or_else(unknown, |best| best.relation(candidates.iter().map(|other| other.score).sum()));
    };
    let sums = views.map_or_else(|| vec![0.0; weights.classes()], |views| views::sums(&views, weights.classes()));
    let (class, probability) = weights.decide_with(&features::of(desk, &pair, events), sums);
    let class = Class::of(&class);
    let fits = |candidate: &&Candidate<'_>| class.holds(candidate.root);
    let entry = candidates.iter().filter(fits).max_by(|a, b| a.score.total_cmp(&b.score));
    let mut relation = entry.map_or_else(unknown, |entry| entry.relation(entry.score));
    if entry.is_none() {
        relation.root = class.likely;
        relation.rule = WEIGHED.to_owned();
    }
    relation.confidence = (probability * 100.0).round() / 100.0;
    relation
}

/// Where nothing is known: verbal conflict is what news tells most.
fn unknown() -> Classification {
    Classification {
        root: EventType::Accuse,
        mode: Vec::new(),
        aux: Vec::new(),
        confidence: 0.0,
        rule: UNTOLD.to_owned(),
    }
}

/// An event that may relate the mentions.
struct Candidate<'a> {
    root: EventType,
    mode: Vec<String>,
    aux: Vec<Aux>,
    rule: &'a str,
    score: f64,
}

impl Candidate<'_> {
    fn relation(&self, total: f64) -> Classification {
        let confidence = if total > 0.0 { (self.score / total * 100.0).round() / 100.0 } else { 0.0 };
        Classification {
            root: self.root,
            mode: self.mode.clone(),
            aux: self.aux.clone(),
            confidence,
            rule: self.rule.to_owned(),
        }
    }
}

/// The events found, best those between the two mentions; then the senses of words near both.
fn candidates<'a>(desk: &Desk<'a>, pair: &Pair<'a>, events: &[Event<'a>]) -> Vec<Candidate<'a>> {
    let mut all: Vec<Candidate<'a>> = Vec::new();
    for event in events {
        let (source, target) = pair.parties_of(desk, event);
        let between = f64::from(u8::from(source)) * 3.0 + f64::from(u8::from(target)) * 2.0;
        let near = pair.nearness(event.trigger);
        all.push(Candidate {
            root: event.kind,
            mode: event.mode.clone(),
            aux: event.aux.clone(),
            rule: event.rule,
            score: 1.0 + between + near,
        });
    }
    for (trigger, sense) in pair.senses(desk) {
        all.push(Candidate {
            root: sense.event,
            mode: sense.mode.clone(),
            aux: Vec::new(),
            rule: &sense.id,
            score: pair.nearness(trigger) + 0.05 * sense.demands() as f64,
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::codebook::Codebook;
    use crate::parses;
    use crate::record::{EventType, Span, UNTOLD, WEIGHED};
    use crate::report::Report;

    fn span(text: &str, part: &str) -> Option<Span> {
        let start = text.find(part)? as u32;
        Some(Span { start, end: start + part.len() as u32 })
    }

    #[test]
    fn two_mentions_are_related_by_the_event_between_them() {
        let cases = [
            ("Norway condemned Sweden for the raid.", EventType::Accuse),
            ("Norway sent food to Sweden after the flood.", EventType::Aid),
            ("Norway threatened to expel the envoys of Sweden.", EventType::Threaten),
            ("Norway refused to meet the president of Sweden.", EventType::Reject),
            ("Norway urged Sweden to release the crew.", EventType::Request),
        ];
        for codebook in [Codebook::built_in(), Codebook::built_in().rules_only()] {
            let mut reader = parses::reader(codebook);
            for (text, root) in cases {
                let (source, target) = (span(text, "Norway"), span(text, "Sweden"));
                let relation = reader.relate(&Report::new(text), source, target);
                assert_eq!(relation.root, root, "{text} (by {})", relation.rule);
            }
        }
    }

    #[test]
    fn there_is_an_answer_where_nothing_can_be_told() {
        let texts = ["Norway, Sweden.", "…", "Der Wind weht über das weite Land und niemand sieht ihn."];
        for codebook in [Codebook::built_in(), Codebook::built_in().rules_only()] {
            let codebook = Arc::new(codebook);
            let mut reader = parses::reader(Arc::clone(&codebook));
            for text in texts {
                let relation = reader.relate(&Report::new(text), None, None);
                let rules = |rule: &str| codebook.entries().any(|entry| entry.id == rule);
                let told = [WEIGHED, UNTOLD].contains(&&*relation.rule) || rules(&relation.rule);
                assert!(told && (0.0..=1.0).contains(&relation.confidence), "{text}: {relation:?}");
            }
        }
    }
}
