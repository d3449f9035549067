//! Events that a sentence tells twice.

use std::collections::BTreeMap;

use super::event::Event;
use super::party::Party;
use crate::desk::Desk;

/// Of the events of one kind in a sentence, drops those that another tells more fully ("shot and killed the officer": once
/// without the officer), and of two between the same parties the second.
pub(super) fn drop_repetitions(desk: &Desk<'_>, events: &mut Vec<Event<'_>>) {
    let sentence = |event: &Event<'_>| desk.doc.token(event.trigger).sentence_number();
    let all = events.clone();
    let is_fuller = |event: &Event<'_>, other: &Event<'_>| {
        let same = other.kind == event.kind && sentence(other) == sentence(event);
        same && !other.recipient.is_empty() && same_parties(&other.actor, &event.actor)
    };
    let is_alone = |event: &Event<'_>| event.recipient.is_empty() && event.actor.len() == 1;
    let mut by_sentence: BTreeMap<usize, Vec<&Event<'_>>> = BTreeMap::new();
    all.iter().for_each(|event| by_sentence.entry(sentence(event)).or_default().push(event));
    let beside = |event: &Event<'_>| by_sentence[&sentence(event)].iter();
    events.retain(|event| !is_alone(event) || !beside(event).any(|other| is_fuller(event, other)));
    let mut kept: BTreeMap<usize, Vec<Event<'_>>> = BTreeMap::new();
    events.retain(|event| {
        let kept = kept.entry(sentence(event)).or_default();
        let again = kept.iter().any(|other| {
            let same = other.kind == event.kind && sentence(other) == sentence(event) && other.aux == event.aux;
            same && same_parties(&other.actor, &event.actor) && same_parties(&other.recipient, &event.recipient)
        });
        kept.extend((!again).then(|| event.clone()));
        !again
    });
}

/// Whether both name the same parties, in whatever order.
fn same_parties(one: &[Party], other: &[Party]) -> bool {
    let same = |a: &Party, b: &Party| a.bytes == b.bytes || a.actor.is_some() && a.actor == b.actor;
    one.len() == other.len() && one.iter().all(|party| other.iter().any(|twin| same(party, twin)))
}
