//! Which events do the judges find, with the codebook as their first witness?

use super::acts::{self, Act, Scene};
use super::alleged;
use super::event::Event;
use super::happenings;
use super::party::Party;
use super::sides::{self, Deed, Sides};
use super::{Did, figures, standing, status, told, undone};
use crate::codebook::Judges;
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::record::{Aux, EventType, WEIGHED};
use crate::weights::Evidence;
use dateline_language::{Pos, Relation, Vectors};

/// How probable an act must be.
const LEAST: f32 = 0.45;

/// The events of an article, and which of them are one.
pub(super) fn judged<'a>(desk: &Desk<'a>, judges: &Judges) -> Did<'a> {
    let told = told(desk);
    let scene = Scene::of(desk, &told);
    let sides = Sides::of(&scene);
    let weighed = acts::weighed(&scene, &judges.acts);
    let acts = as_told(&scene, weighed.acts(&scene, LEAST));
    let vectors = weighed.vectors.as_ref();
    let deed = |act: &Act| Deed { trigger: desk.doc.token(act.trigger), kind: act.kind };
    let parties = sides::settled(
        acts.iter()
            .take_while(|_| !desk.limit.is_over())
            .map(|act| sides.parties(judges, vectors, deed(act)))
            .collect(),
    );
    let told = acts.iter().zip(parties).take_while(|_| !desk.limit.is_over());
    let events: Vec<Event<'a>> = told.map(|(act, parties)| event(&scene, parties, judges, vectors, *act)).collect();
    let happenings = happenings::happenings(desk, &events, &judges.happenings);
    Did { events, happenings, vectors: weighed.vectors }
}

/// Acts as the codebook tells them where nobody is named who did them ("sanctions were imposed"), without those that are
/// figures of speech, and those that a noun for a party seems to tell: "assurances to the opposition".
fn as_told(scene: &Scene<'_, '_>, mut acts: Vec<Act>) -> Vec<Act> {
    let desk = scene.desk;
    for act in &mut acts {
        act.kind = scene.untold_at(act.trigger).map_or(act.kind, |event| event.told);
    }
    acts.retain(|act| {
        let word = desk.doc.token(act.trigger);
        let is_party = word.pos() == Pos::Noun && desk.phrases.role_at(act.trigger).is_some();
        let by_entry = scene.event_at(act.trigger).is_some();
        by_entry || !is_party && !figures::is_figure(desk, word, act.kind) && !undone::is_undone(desk, word)
    });
    acts.dedup_by_key(|act| (act.trigger, act.kind));
    acts
}

/// An act with its parties, whether it has happened, and whether somebody only claims it.
fn event<'a>(
    scene: &Scene<'_, 'a>,
    [actor, recipient]: [Vec<Party>; 2],
    judges: &Judges,
    vectors: Option<&Vectors>,
    act: Act,
) -> Event<'a> {
    let desk = scene.desk;
    let mut event = bare(scene, act);
    (event.actor, event.recipient) = (actor, recipient);
    let mut evidence = Evidence::default();
    standing::of_event(scene, &event, &mut evidence);
    let vector = vectors.and_then(|vectors| vectors.word(act.trigger)).map(|vector| (desk.codebook.heads(), vector));
    // What grammar denies, nobody has to judge; nor whether forces that will be sent have been.
    let denied = event.aux.contains(&Aux::Negation);
    let to_come = event.kind == EventType::Mobilize && event.aux.contains(&Aux::Future);
    let aux = if denied {
        Some(Aux::Negation)
    } else if to_come {
        Some(Aux::Future)
    } else {
        standing::aux(judges, &evidence, vector)
    };
    event.aux = aux.into_iter().collect();
    event.central = standing::centrality(judges, &evidence, vector) > 0.0;
    // Nor whether somebody accused is only said to have done it, or whether others tell a deed.
    let alleged = alleged::allegation(desk, desk.doc.token(act.trigger)).is_some();
    if !alleged && !is_told_by_others(desk, &event) && !standing::is_claimed(judges, &evidence, vector) {
        event.said_in = None;
    }
    event
}

/// Whether somebody who took no part tells a deed, which the report does not vouch for then. What parties say or demand, reports
/// often tell in others' words and as their own.
fn is_told_by_others(desk: &Desk<'_>, event: &Event<'_>) -> bool {
    let Some(quotation) = event.said_in.filter(|_| !desk.codebook.traits(event.kind).is_saying) else { return false };
    let word = desk.doc.token(event.trigger);
    let is_clause = matches!(word.dep(), Relation::Ccomp | Relation::Root);
    if !is_clause || !grammar::is_verbal(word) {
        return false;
    }
    let speaker = desk.quotations[quotation].speaker.and_then(|speaker| speaker.actor);
    let took_part = |actor| event.actor.iter().chain(&event.recipient).any(|party| party.actor == Some(actor));
    !speaker.is_some_and(took_part)
}

/// An act without its parties, as far as the codebook and the rules of grammar tell it.
pub(super) fn bare<'a>(scene: &Scene<'_, 'a>, act: Act) -> Event<'a> {
    let desk = scene.desk;
    let trigger = desk.doc.token(act.trigger);
    let certainty = Some(f64::from(act.probability));
    if let Some(known) = scene.event_at(act.trigger).filter(|event| event.kind == act.kind) {
        let said_in = said_in(&desk.quotations, trigger.bytes());
        return Event { certainty, said_in, ..known.clone() };
    }
    let traits = desk.codebook.traits(act.kind);
    let aux = status::auxiliary_modes(desk, trigger);
    Event {
        rule: WEIGHED,
        kind: act.kind,
        mode: Vec::new(),
        cameo: &traits.cameo,
        told: act.kind,
        reciprocal: act.kind == EventType::Consult,
        trigger: act.trigger,
        actor: Vec::new(),
        recipient: Vec::new(),
        aux: aux.into_iter().filter(|mode| !traits.is_saying || *mode != Aux::Future).collect(),
        certainty,
        said_in: said_in(&desk.quotations, trigger.bytes()),
        anchor: act.trigger,
        happening: None,
        central: false,
    }
}
