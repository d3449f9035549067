//! Which events do the judges find, with the codebook as their first witness?

use super::acts::{self, Act, Scene};
use super::event::Event;
use super::happenings;
use super::sides::{Deed, Sides};
use super::{Did, standing, status, told};
use crate::codebook::Judges;
use crate::desk::{Desk, said_in};
use crate::record::{Aux, EventType, WEIGHED};
use crate::weights::Evidence;

/// How probable an act must be.
const LEAST: f32 = 0.1;

/// The events of an article, and which of them are one.
pub(super) fn judged<'a>(desk: &Desk<'a>, judges: &Judges) -> Did<'a> {
    let told = told(desk);
    let scene = Scene::of(desk, &told);
    let sides = Sides::of(&scene);
    let acts = acts::acts(&scene, &judges.acts, LEAST);
    let events: Vec<Event<'a>> = acts.iter().map(|act| event(&scene, &sides, judges, *act)).collect();
    let happenings = happenings::happenings(desk, &events, &judges.happenings);
    Did { events, happenings }
}

/// An act with its parties, whether it has happened, and whether somebody only claims it.
pub(super) fn event<'a>(scene: &Scene<'_, 'a>, sides: &Sides<'_, '_>, judges: &Judges, act: Act) -> Event<'a> {
    let desk = scene.desk;
    let mut event = bare(scene, act);
    let parties = sides.parties(judges, Deed { trigger: desk.doc.token(act.trigger), kind: act.kind });
    (event.actor, event.recipient) = (parties.actor, parties.recipient);
    let mut evidence = Evidence::default();
    standing::of_event(scene, &event, &mut evidence);
    let aux = standing::decided(&judges.standing, &evidence);
    event.aux = aux.checked_sub(1).map(|aux| Aux::ALL[aux]).into_iter().collect();
    event.central = standing::decided(&judges.central, &evidence) == 1;
    if standing::decided(&judges.claimed, &evidence) == 0 {
        event.said_in = None;
    }
    event
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
