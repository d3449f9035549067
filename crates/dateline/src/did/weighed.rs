//! Events that no entry of the codebook links to their parties, told by the words around both: the weights that
//! `dateline classify` decides by.

use std::ops::Range;

use dateline_language::{Pos, Relation, Token};

use super::event::Event;
use super::nouns::of_phrase;
use super::party::{self, Party};
use super::{kinds, matching, parties, recipients, relation, status};
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::record::ActorKind;
use crate::record::{Aux, EventType, WEIGHED};

/// How probable the event must be.
const CERTAIN: f64 = 0.5;
/// How probable, where the codebook knows neither the verb nor its object for such an event.
const SURE: f64 = 0.6;

/// The events of clauses in which one party does something to another and no entry tells what.
pub(super) fn events<'a>(desk: &Desk<'a>, found: &[Event<'a>], untold: impl Fn(Token<'_>) -> bool) -> Vec<Event<'a>> {
    let verbs = desk.limit.words(desk.doc).filter(|token| token.pos() == Pos::Verb && untold(*token));
    verbs.filter_map(|verb| event(desk, verb, found)).collect()
}

fn event<'a>(desk: &Desk<'a>, verb: Token<'a>, found: &[Event<'a>]) -> Option<Event<'a>> {
    let possible = possible(desk, verb);
    if possible.is_empty() || is_told(desk, verb, found) {
        return None;
    }
    let aux = status::auxiliary_modes(desk, verb);
    if aux.contains(&Aux::Hypothetical) || aux.contains(&Aux::Negation) {
        return None;
    }
    let actor = of_phrase(desk, grammar::agent(verb)?);
    let acts = |party: &Party| party.code.is_some() && kinds::is_agent(desk, party) && kinds::is_political(desk, party);
    if !actor.iter().any(acts) {
        return None;
    }
    let recipient = recipient(desk, verb, &actor)?;
    let (kind, probability) = decide(desk, &possible, &actor, &recipient, found)?;
    let traits = desk.codebook.traits(kind);
    // Who meets whom are both actors; what stands for itself has no future of its own.
    let meets = kind == EventType::Consult;
    let (actor, recipient) = if meets { ([actor, recipient].concat(), Vec::new()) } else { (actor, recipient) };
    Some(Event {
        rule: WEIGHED,
        kind,
        mode: Vec::new(),
        cameo: &traits.cameo,
        told: kind,
        reciprocal: meets,
        trigger: verb.i(),
        actor,
        recipient,
        aux: aux.into_iter().filter(|mode| !traits.is_saying || *mode != Aux::Future).collect(),
        certainty: Some(probability),
        said_in: said_in(&desk.quotations, verb.bytes()),
        anchor: verb.i(),
        happening: None,
        central: false,
    })
}

/// Whether an entry tells what the verb's clause, or the verb that it completes, does; `found` in the order of the words.
fn is_told(desk: &Desk<'_>, verb: Token<'_>, found: &[Event<'_>]) -> bool {
    // What hangs on each other stands in one sentence.
    let sentence = verb.sentence();
    let first = found.partition_point(|event| event.trigger < sentence.start());
    let beside = found[first..].iter().take_while(|event| event.trigger < sentence.end());
    beside.map(|event| desk.doc.token(event.trigger)).any(|trigger| {
        trigger == verb
            || recipients::is_in_clause(trigger, verb) && trigger.is_below(verb)
            || is_part_of(verb, trigger)
    })
}

/// Which event relates the two, and how probable it is, if that is certain enough and the actor is one who does such things.
fn decide(
    desk: &Desk<'_>,
    possible: &[EventType],
    actor: &[Party],
    recipient: &[Party],
    found: &[Event<'_>],
) -> Option<(EventType, f64)> {
    let (class, probability) =
        relation::most_probable(desk, words(desk, actor.first()?), words(desk, recipient.first()?), found)?;
    let known = possible.iter().find(|kind| class.holds(**kind));
    // Of people within one country much is told that is no event; of bodies, and across borders, little.
    let abroad = |other: &Party| {
        actor.iter().all(|one| one.entity().is_some() && other.entity().is_some() && one.entity() != other.entity())
    };
    let of_bodies = || known.is_some() && actor.iter().all(|party| party.kind != Some(ActorKind::Person));
    // What only stands for an act needs a word that says so.
    let sure = known.is_some() || probability >= SURE && !desk.codebook.traits(class.likely).is_saying;
    if probability < CERTAIN || !sure || !(recipient.iter().all(abroad) || of_bodies()) {
        return None;
    }
    let kind = known.copied().unwrap_or(class.likely);
    actor.iter().any(|party| can_do(desk, kind, party)).then_some((kind, probability))
}

/// Whether a verb only completes another: "accused of bullying", "sent to destroy".
fn is_part_of(verb: Token<'_>, other: Token<'_>) -> bool {
    let completes = matches!(verb.dep(), Relation::Pcomp | Relation::Xcomp | Relation::Acl);
    completes && verb.ancestors().take(2).any(|above| above == other)
}

/// Whether a party is of those who do such things: violence is for armed people and states, concessions for those in power.
fn can_do(desk: &Desk<'_>, event: EventType, party: &Party) -> bool {
    let of = &desk.codebook.traits(event).weighed_of;
    of.is_empty() || of.iter().any(|kind| kinds::is_kind(desk, party, *kind, &[]))
}

/// The events that the verb or its object may tell by the codebook, in whatever sense.
fn possible<'a>(desk: &Desk<'a>, verb: Token<'a>) -> Vec<EventType> {
    let objects = verb.children().filter(|child| matches!(child.dep(), Relation::Dobj | Relation::NsubjPass));
    let senses = std::iter::once(verb).chain(objects).flat_map(|token| matching::possible(desk, token));
    senses.map(|sense| sense.event).collect()
}

fn recipient(desk: &Desk<'_>, verb: Token<'_>, actor: &[Party]) -> Option<Vec<Party>> {
    let object = parties::object(verb).map(|object| of_phrase(desk, object)).unwrap_or_default();
    let direct: Vec<Party> = party::others(object, actor).into_iter().filter(|party| party.code.is_some()).collect();
    let recipient = if direct.is_empty() { recipients::concerned(desk, None, verb, actor) } else { direct };
    // "Police searched Regina": a place of one's own country is where it was done.
    let at_home = |party: &Party| {
        party.kind == Some(ActorKind::Place)
            && actor.iter().all(|one| one.entity().is_none_or(|own| Some(own) == party.entity()))
    };
    (!recipient.is_empty() && !recipient.iter().all(at_home)).then_some(recipient)
}

fn words(desk: &Desk<'_>, party: &Party) -> Range<usize> {
    let span = desk.doc.span_over(party.bytes);
    span.start()..span.end()
}
