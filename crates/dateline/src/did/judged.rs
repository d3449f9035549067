//! Which events do the judges find, with the codebook as their first witness?

use dateline_language::Token;

use super::acts::{self, Act, Scene};
use super::event::{Event, Told};
use super::sides::{Deed, Sides};
use super::{nouns, party, status, told};
use crate::codebook::Judges;
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::record::{Aux, EventType, WEIGHED};

/// How probable an act must be.
const LEAST: f32 = 0.1;

/// The events of an article, in order of the words that tell them.
pub(super) fn events<'a>(desk: &Desk<'a>, judges: &Judges) -> Vec<Event<'a>> {
    let told = told(desk);
    let scene = Scene::of(desk, &told);
    let acts = acts::acts(&scene, &judges.acts, LEAST);
    let sides = Sides::of(&scene);
    let all = acts.iter().map(|act| {
        let parties = sides.parties(judges, Deed { trigger: desk.doc.token(act.trigger), kind: act.kind });
        let event = event(desk, &told, *act);
        Event { actor: parties.actor, recipient: parties.recipient, ..event }
    });
    all.collect()
}

fn event<'a>(desk: &Desk<'a>, told: &Told<'a>, act: Act) -> Event<'a> {
    let known = told.events.iter().find(|event| event.trigger == act.trigger && event.kind == act.kind);
    let certainty = Some(f64::from(act.probability));
    known.map_or_else(|| untold(desk, act), |event| Event { certainty, ..event.clone() })
}

/// An act that no entry of the codebook tells.
fn untold<'a>(desk: &Desk<'a>, act: Act) -> Event<'a> {
    let trigger = desk.doc.token(act.trigger);
    let verbal = grammar::is_verbal(trigger);
    let doer = if verbal { grammar::agent(trigger) } else { grammar::owner(trigger) };
    let done_to = if verbal { grammar::patient(trigger) } else { grammar::governed(trigger, &grammar::acts::GENITIVE) };
    let of = |token: Option<Token<'_>>| token.map(|token| nouns::of_phrase(desk, token)).unwrap_or_default();
    let actor = of(doer);
    let recipient = party::others(of(done_to), &actor);
    let traits = desk.codebook.traits(act.kind);
    let meets = act.kind == EventType::Consult;
    let (actor, recipient) = if meets { ([actor, recipient].concat(), Vec::new()) } else { (actor, recipient) };
    let aux = status::auxiliary_modes(desk, trigger);
    Event {
        rule: WEIGHED,
        kind: act.kind,
        mode: Vec::new(),
        cameo: &traits.cameo,
        told: act.kind,
        reciprocal: meets,
        trigger: act.trigger,
        actor,
        recipient,
        aux: aux.into_iter().filter(|mode| !traits.is_saying || *mode != Aux::Future).collect(),
        certainty: Some(f64::from(act.probability)),
        said_in: said_in(&desk.quotations, trigger.bytes()),
        anchor: act.trigger,
    }
}
