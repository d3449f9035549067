//! What an event speaks of: the mode that it takes from it, and what becomes of an act that is still to come.

use super::event::Event;
use super::matching::Match;
use super::status;
use crate::codebook::{Status, Turn};
use crate::desk::Desk;
use crate::record::{Aux, EventType};

/// A request, refusal or threat takes its mode from the act that is asked for, refused or threatened; whether there is one.
pub(super) fn take_mode(desk: &Desk<'_>, event: &mut Event<'_>, found: &Match<'_>, matches: &[Match<'_>]) -> bool {
    let (Some(&first), Some(&last)) = (found.governed.iter().min(), found.governed.iter().max()) else { return false };
    let from = matches.partition_point(|other| other.trigger < first);
    let mut near = matches[from..].iter().take_while(|other| other.trigger <= last);
    let Some(act) = near.find(|other| other.trigger != found.trigger && found.governed.contains(&other.trigger)) else {
        return false;
    };
    // A promise to withdraw or release is no less a concession for being a promise.
    if event.kind == EventType::Agree && matches!(act.sense.event, EventType::Retreat | EventType::Concede) {
        event.kind = EventType::Concede;
    }
    if event.mode.is_empty() {
        event.mode.extend(desk.codebook.traits(event.kind).content.get(&act.sense.event).cloned());
    }
    true
}

/// Codes an act that is to come, or that somebody will not do, as the word that it is told in.
pub(super) fn turn<'a>(desk: &Desk<'a>, event: &mut Event<'a>) {
    let trigger = desk.doc.token(event.trigger);
    let Some(status) = status::of_act(desk, trigger) else { return };
    let fits = |turn: &&'a Turn| turn.status == status && turn.of.contains(&event.kind);
    let codebook = desk.codebook;
    let Some(turn) = codebook.turns.iter().find(fits) else { return };
    // "Will expand the nation's forces" threatens nobody.
    if event.kind == EventType::Mobilize && event.recipient.is_empty() {
        return;
    }
    let mode = codebook.traits(turn.event).content.get(&event.kind).cloned();
    let passed = if status == Status::Future { Aux::Future } else { Aux::Negation };
    event.aux.retain(|mode| *mode != passed && *mode != Aux::Future);
    event.mode = mode.into_iter().collect();
    event.kind = turn.event;
    event.cameo = &turn.cameo;
    event.rule = &turn.id;
}
