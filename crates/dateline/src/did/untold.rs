//! What is done by somebody of whom nothing is told? "Nine protesters were killed in Dakar", "talks were held".

use dateline_language::{Relation, Token};

use super::event::Event;
use super::matching::{Match, recipient};
use super::parties::Place;
use super::{alleged, status};
use crate::codebook::{PartyPlace, Sense};
use crate::desk::Desk;
use crate::grammar;

/// The sense of a passive whose agent nobody names: the first that fits and has whom it is done to, or needs nobody such.
pub(super) fn agentless<'a>(
    desk: &Desk<'a>,
    trigger: Token<'a>,
    fitting: &[(&'a Sense, Option<Token<'a>>)],
) -> Option<Match<'a>> {
    let passive = grammar::is_verbal(trigger) && grammar::is_passive(trigger);
    if !passive || trigger.child(Relation::Agent).is_some() || is_mishap(desk, trigger) {
        return None;
    }
    fitting.iter().filter(|(sense, _)| may_lack_agent(sense)).find_map(|(sense, clause)| {
        let recipient = recipient(desk, Place { sense, trigger, clause: *clause }, &[])?;
        let known = recipient.iter().any(|party| party.code.is_some());
        let actor = Vec::new();
        let (anchor, governed) = (trigger.i(), Vec::new());
        (known || sense.reciprocal).then_some(Match { sense, trigger: trigger.i(), actor, recipient, anchor, governed })
    })
}

/// Whether the agent is all that a sense needs beside whom it is done to.
fn may_lack_agent(sense: &Sense) -> bool {
    sense.actor.iter().all(PartyPlace::is_subject) && !sense.claimed && !sense.governs && sense.clause.is_none()
}

/// "Killed in a crash", "injured in the storm": nobody did it.
fn is_mishap(desk: &Desk<'_>, trigger: Token<'_>) -> bool {
    let mishaps = &desk.codebook.vocabulary.realis.mishaps;
    let told = |child: Token<'_>| {
        matches!(child.dep(), Relation::Prep | Relation::Advcl)
            && child.subtree().any(|word| mishaps.holds(&grammar::lemma(word)))
    };
    trigger.children().any(told)
}

/// The event of such a sense, if it is told as done, or as to come.
pub(super) fn event<'a>(desk: &Desk<'a>, found: &Match<'a>) -> Option<Event<'a>> {
    let event = Event::of(desk, found);
    let is_meant = status::is_only_meant(desk, &event) || alleged::is_cleared(desk, desk.doc.token(event.trigger));
    (!is_meant).then_some(event)
}
