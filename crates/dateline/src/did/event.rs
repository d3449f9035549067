//! What is an event, and which has the parties that its type must have?

use dateline_language::{Relation, Token};
use rustc_hash::FxHashSet;

use super::matching::Match;
use super::party::{self, Party};
use super::{kinds, status};
use crate::codebook::WordGroup;
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::record::{ActorKind, Aux, EventType};

/// Something that one did to another, or is said to have done.
#[derive(Clone, Debug)]
pub(crate) struct Event<'a> {
    /// Id of the entry that was found.
    pub(crate) rule: &'a str,
    pub(crate) kind: EventType,
    /// PLOVER modes.
    pub(crate) mode: Vec<String>,
    pub(super) cameo: &'a str,
    /// What its words tell, before it was turned into a promise, threat or refusal of that.
    pub(super) told: EventType,
    /// Whether all parties are actors.
    pub(super) reciprocal: bool,
    /// The word that tells it.
    pub(crate) trigger: usize,
    pub(crate) actor: Vec<Party>,
    pub(crate) recipient: Vec<Party>,
    /// PLOVER auxiliary modes.
    pub(crate) aux: Vec<Aux>,
    /// How probable it is, where weights told it.
    pub(super) certainty: Option<f64>,
    /// The quotation whose speaker claims it.
    pub(crate) said_in: Option<usize>,
    /// The word whose clause tells when: the trigger, or the cue of the speaker who is the actor.
    pub(super) anchor: usize,
    /// The number of the happening that it tells.
    pub(crate) happening: Option<usize>,
    /// Whether it is one of those that the article is about.
    pub(crate) central: bool,
}

/// What the codebook's entries tell.
pub(super) struct Told<'a> {
    pub(super) events: Vec<Event<'a>>,
    /// What they tell to have been done by somebody of whom nothing is told.
    pub(super) untold: Vec<Event<'a>>,
    /// The words of what is only spoken of: promised, demanded, refused.
    pub(super) spoken_of: FxHashSet<usize>,
    /// For each sentence, whether it tells news of another kind: sport, markets, weather, fiction.
    pub(super) other_news: Vec<bool>,
}

impl<'a> Event<'a> {
    /// What a sense that was found tells.
    pub(super) fn of(desk: &Desk<'a>, found: &Match<'a>) -> Self {
        let trigger = desk.doc.token(found.trigger);
        let (actor, recipient) = sides(desk, found, trigger);
        Event {
            rule: &found.sense.id,
            kind: found.sense.event,
            mode: found.sense.mode.clone(),
            cameo: &found.sense.cameo,
            told: found.sense.event,
            reciprocal: found.sense.reciprocal,
            trigger: found.trigger,
            actor,
            recipient,
            aux: if found.sense.obligation { Vec::new() } else { status::auxiliary_modes(desk, trigger) },
            certainty: None,
            said_in: said_in(&desk.quotations, trigger.bytes()),
            anchor: found.anchor,
            happening: None,
            central: false,
        }
    }

    /// Whether there are two sides that are known.
    pub(super) fn is_between_parties(&self) -> bool {
        is_mutual(&self.actor) || self.recipient.iter().any(|party| party.code.is_some())
    }

    /// Whether it has the parties that its type must have, one of them political.
    pub(super) fn is_complete(&self, desk: &Desk<'_>) -> bool {
        if !self.actor.iter().any(|party| kinds::is_agent(desk, party)) {
            return false;
        }
        let mut parties = self.actor.iter().chain(&self.recipient);
        let ends_protest = || {
            let object = desk.doc.token(self.trigger).child(Relation::Dobj);
            object.is_some_and(|object| desk.codebook.is_in(WordGroup::Protest, &grammar::lemma(object)))
        };
        let protests = |party: &Party| party.code.is_some() && (self.kind == EventType::Protest || ends_protest());
        if !parties.any(|party| kinds::is_political(desk, party) || protests(party)) && !self.is_across() {
            return false;
        }
        if self.reciprocal {
            return self.actor.len() >= 2;
        }
        let traits = desk.codebook.traits(self.kind);
        // "The UN condemned the bombing": of whoever did it.
        let has_object = || desk.doc.token(self.trigger).child(Relation::Dobj).is_some();
        traits.to_things && self.actor.iter().any(kinds::is_official) && has_object()
            || is_mutual(&self.actor)
            || !traits.needs_recipient
            || !self.recipient.is_empty()
    }

    /// Whether somebody of a state stands on one side, and somebody known on the other.
    fn is_across(&self) -> bool {
        let is_known = |party: &Party| party.code.is_some() || party.actor.is_some();
        let of_state = |party: &Party| party.entity().is_some_and(|entity| entity != "MNC");
        self.actor.iter().any(of_state) && self.recipient.iter().any(is_known)
            || self.actor.iter().any(is_known) && self.recipient.iter().any(of_state)
    }
}

/// The actors and recipients of a sense that was found.
fn sides(desk: &Desk<'_>, found: &Match<'_>, trigger: Token<'_>) -> (Vec<Party>, Vec<Party>) {
    if found.sense.reciprocal {
        return (party::distinct(found.actor.iter().chain(&found.recipient).cloned().collect()), Vec::new());
    }
    let mut actor = party::distinct(found.actor.clone());
    let mut recipient = party::others(party::distinct(found.recipient.clone()), &actor);
    // "Offered to host talks in Jeddah": a place of one's own country is where it is done.
    recipient.retain(|party| party.kind != Some(ActorKind::Place) || !is_at_home(party, &actor));
    // "Cooperation between Norway and Sweden": what one does with the other.
    if recipient.is_empty() && actor.len() > 1 && desk.codebook.traits(found.sense.event).needs_recipient {
        recipient = actor.split_off(1);
    }
    // "The two sides agreed to a ceasefire": both are actors, and nobody it is done to.
    let agree = actor.len() > 1 && desk.codebook.vocabulary.words.agreeing.holds(&grammar::lemma(trigger));
    let unknown = || recipient.iter().all(|party| party.code.is_none());
    if agree || is_mutual(&actor) && (found.sense.event == EventType::Agree || unknown()) {
        recipient.clear();
    }
    (actor, recipient)
}

/// Whether a party is of the country of all actors, as far as they tell one.
fn is_at_home(party: &Party, actor: &[Party]) -> bool {
    let own = |one: &Party| one.entity().is_some() && one.entity() == party.entity();
    !actor.is_empty() && actor.iter().all(own)
}

/// Whether the actors are of different countries or bodies.
fn is_mutual(actor: &[Party]) -> bool {
    let mut codes: Vec<&str> = actor.iter().filter_map(|party| party.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len() > 1
}
