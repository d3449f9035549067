//! How are events published?

use dateline_language::{Pos, Token};

use super::circumstances::{self, Contexts};
use super::event::Event;
use super::party::Party;
use super::retold::happening_id;
use crate::codebook::Codebook;
use crate::desk::{Desk, Who, quotation_id};
use crate::grammar;
use crate::record::{self, EventPlace, PlaceHow, When, WhenHow};

/// The events as the record shows them.
pub(crate) fn publish(desk: &Desk<'_>, events: &[Event<'_>]) -> Vec<record::Event> {
    let mut contexts = Contexts::default();
    let (mut days, mut places) = match desk.codebook.judges() {
        Some(judges) => circumstances::circumstances(desk, events, judges),
        None => by_rules(desk, events),
    };
    let mut one = |(i, event): (usize, &Event<'_>)| {
        let trigger: Token<'_> = desk.doc.token(event.trigger);
        record::Event {
            id: format!("e{}", i + 1),
            event: event.kind,
            mode: event.mode.clone(),
            context: circumstances::contexts(desk, trigger, &mut contexts),
            aux: event.aux.clone(),
            actor: event.actor.iter().map(|party| of_party(desk, party)).collect(),
            recipient: event.recipient.iter().map(|party| of_party(desk, party)).collect(),
            trigger: record::Cue {
                span: desk.article.span(trigger.bytes()),
                lemma: grammar::lemma(trigger).into_owned(),
            },
            sentence: desk.article.span(trigger.sentence().bytes()),
            said_in: event.said_in.map(quotation_id),
            when: days[i].take(),
            place: places[i].take(),
            size: circumstances::size(desk, event),
            score: score(desk.codebook, event),
            cameo: Some(event.cameo.to_owned()),
            rule: event.rule.to_owned(),
            confidence: confidence(desk, event),
            happening: event.happening.map(happening_id),
        }
    };
    events.iter().enumerate().map(&mut one).collect()
}

/// When and where each event was, as rules tell it.
fn by_rules(desk: &Desk<'_>, events: &[Event<'_>]) -> (Vec<Option<When>>, Vec<Option<EventPlace>>) {
    let mut days: Vec<_> = events.iter().map(|event| circumstances::when(desk, event)).collect();
    let mut places: Vec<_> = events.iter().map(|event| circumstances::place(desk, event)).collect();
    share(
        events,
        &mut days,
        |day| matches!(day.how, WhenHow::Clause | WhenHow::Sentence),
        |day| day.how = WhenHow::Carried,
    );
    share(events, &mut places, |place| place.how == PlaceHow::Clause, |place| place.how = PlaceHow::Carried);
    (days, places)
}

/// Gives what one mention of a happening tells to those that tell nothing of their own.
fn share<T: Clone>(events: &[Event<'_>], all: &mut [Option<T>], is_told: impl Fn(&T) -> bool, carry: impl Fn(&mut T)) {
    for i in 0..events.len() {
        if events[i].happening.is_none() || all[i].as_ref().is_some_and(&is_told) {
            continue;
        }
        let same = (0..events.len()).filter(|&other| events[other].happening == events[i].happening);
        let told = same.filter_map(|other| all[other].clone()).find(&is_told);
        if let Some(mut told) = told {
            carry(&mut told);
            all[i] = Some(told);
        }
    }
}

/// A party as the record shows it.
fn of_party(desk: &Desk<'_>, party: &Party) -> record::Party {
    record::Party {
        actor: party.actor.map(Who::id),
        code: party.code.clone(),
        span: desk.article.span(party.bytes),
        from: party.inferred.map(|inferred| inferred.from),
        evidence: party.inferred.and_then(|inferred| inferred.told_by).map(|bytes| desk.article.span(bytes)),
    }
}

/// The score of the event's first mode, else of the event.
fn score(codebook: &Codebook, event: &Event<'_>) -> f64 {
    let traits = codebook.traits(event.kind);
    event.mode.first().and_then(|mode| traits.modes.get(mode)).copied().unwrap_or(traits.score)
}

/// What weights told, as probable as they say; else higher where both parties are known actors and a verb tells it.
fn confidence(desk: &Desk<'_>, event: &Event<'_>) -> f64 {
    let known = event.actor.iter().chain(&event.recipient).filter(|party| party.actor.is_some()).count();
    let parties = event.actor.len() + event.recipient.len();
    let share = known as f64 / parties.max(1) as f64;
    let base = if desk.doc.token(event.trigger).pos() == Pos::Noun { 0.65 } else { 0.8 };
    if let Some(certainty) = event.certainty.filter(|_| desk.codebook.judges().is_some()) {
        return (calibrated(certainty, desk.encoder.is_some()) * 100.0).round() / 100.0;
    }
    let told = event.certainty.unwrap_or(base + 0.15 * share);
    ((told - 0.1 * event.aux.len().min(2) as f64) * 100.0).round() / 100.0
}

/// By how much the judges' odds, as logarithms, are flattened and then raised, so that of events held to be right with some
/// confidence so many are (Platt 1999): fitted to the development half of the whole articles, with the encoder and without.
const CALIBRATION: [(f64, f64); 2] = [(0.31, 0.37), (0.22, 0.45)];

/// The share of events so probable that are right.
fn calibrated(probability: f64, encoded: bool) -> f64 {
    let [with, without] = CALIBRATION;
    let (slope, shift) = if encoded { with } else { without };
    let probability = probability.clamp(0.001, 0.999);
    1.0 / (1.0 + (-(slope * (probability / (1.0 - probability)).ln() + shift)).exp())
}
