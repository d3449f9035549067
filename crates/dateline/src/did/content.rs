//! What an event speaks of: the mode that it takes from it, and what becomes of an act that is still to come.

use super::matching::Match;
use super::{Event, status};
use crate::codebook::{Status, Turn};
use crate::desk::Desk;

/// A request, refusal or threat takes its mode from the act that is asked for, refused or threatened; whether there is one.
pub(super) fn take_mode(desk: &Desk<'_>, event: &mut Event<'_>, found: &Match<'_>, matches: &[Match<'_>]) -> bool {
    let Some(act) =
        matches.iter().find(|other| other.trigger != found.trigger && found.governed.contains(&other.trigger))
    else {
        return false;
    };
    // A promise to withdraw or release is no less a concession for being a promise.
    if event.name == "AGREE" && matches!(act.sense.event.as_str(), "RETREAT" | "CONCEDE") {
        event.name = "CONCEDE".to_owned();
    }
    if event.mode.is_empty()
        && let Some(kind) = desk.codebook.event(&event.name)
    {
        event.mode.extend(kind.content.get(&act.sense.event).cloned());
    }
    true
}

/// Codes an act that is to come, or that somebody will not do, as the word that it is told in.
pub(super) fn turn<'a>(desk: &Desk<'a>, event: &mut Event<'a>) {
    let trigger = desk.doc.token(event.trigger);
    let Some(status) = status::of_act(trigger) else { return };
    let fits = |turn: &&'a Turn| turn.status == status && turn.of.contains(&event.name);
    let codebook = desk.codebook;
    let Some(turn) = codebook.turns.iter().find(fits) else { return };
    // "Will expand the nation's forces" threatens nobody.
    if event.name == "MOBILIZE" && event.recipient.is_empty() {
        return;
    }
    let mode = desk.codebook.event(&turn.event).and_then(|kind| kind.content.get(&event.name)).cloned();
    let passed = if status == Status::Future { "future" } else { "negation" };
    event.aux.retain(|mode| *mode != passed && *mode != "future");
    event.mode = mode.into_iter().collect();
    event.name.clone_from(&turn.event);
    event.cameo = &turn.cameo;
    event.rule = &turn.id;
}
