//! Doers: who does what a verb says where its grammatical subject is missing, unknown, or a thing that acts for somebody.

use dateline_language::{Relation, Token};

use super::behind::carrier;
use super::kinds;
use super::nouns::{of_phrase, of_token};
use super::parties::{self, Place};
use super::party::Party;
use crate::codebook::WordGroup;
use crate::desk::Desk;
use crate::grammar::{self, acts};
use crate::record::{ActorKind, Sector};

/// Who does what the trigger says, given its subject and the parties that name it.
pub(super) fn of(desk: &Desk<'_>, place: Place<'_>, subject: Option<Token<'_>>, parties: Vec<Party>) -> Vec<Party> {
    let somebody = parties.iter().any(|party| kinds::is_agent(desk, party));
    let parties = if somebody { parties } else { for_thing(desk, subject, parties) };
    let higher = higher_subject(desk, place.trigger);
    let known = |parties: &[Party]| parties.iter().any(|party| party.code.is_some());
    let better = if parties.is_empty() || !known(&parties) && known(&higher) { higher } else { parties };
    if better.is_empty() { where_done(desk, place) } else { better }
}

/// Whose the thing is that acts: "a *congressional* report called for", "*Trump's* campaign filed".
fn for_thing(desk: &Desk<'_>, thing: Option<Token<'_>>, parties: Vec<Party>) -> Vec<Party> {
    let is_deed = |thing: &Token<'_>| desk.codebook.is_in(WordGroup::Deed, &grammar::lemma(*thing));
    let thing = thing.filter(is_deed);
    let owners =
        thing.and_then(|thing| parties::owner(desk, thing)).map(|owner| of_phrase(desk, owner)).unwrap_or_default();
    if owners.iter().any(|party| party.code.is_some()) { owners } else { parties }
}

/// "Signed a decree expanding the army": whoever signed expands.
fn higher_subject(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Party> {
    let of_paper = || desk.codebook.is_in(WordGroup::Deed, &grammar::lemma(trigger.head()));
    let inherits = matches!(trigger.dep(), Relation::Pcomp | Relation::Advcl | Relation::Xcomp)
        || trigger.dep() == Relation::Acl && of_paper();
    if !inherits || grammar::is_passive(trigger) {
        return Vec::new();
    }
    let verb = trigger.head().ancestors().find(|above| grammar::is_verbal(*above));
    verb.and_then(grammar::agent).map_or_else(Vec::new, |subject| of_phrase(desk, subject))
}

/// "Was arrested in Rwanda", "expelled from Chad": where nobody else is named, the country did it.
fn where_done(desk: &Desk<'_>, place: Place<'_>) -> Vec<Party> {
    let traits = desk.codebook.traits(place.sense.event);
    // "Soldiers were deployed": it is their country that deploys them.
    if grammar::is_passive(place.trigger) && traits.by_troops {
        let troops = grammar::patient(place.trigger).and_then(|token| of_token(desk, token));
        let troops = troops.filter(|party| party.coding.sectors.contains(&Sector::Mil));
        if troops.is_some() {
            return troops.into_iter().collect();
        }
    }
    if !traits.by_country || !grammar::is_passive(place.trigger) {
        return Vec::new();
    }
    let found = acts::LANDS.iter().find_map(|preposition| grammar::governed(place.trigger, &[preposition]));
    let party = found.and_then(|token| of_token(desk, token)).filter(|party| party.kind == Some(ActorKind::Country));
    party.into_iter().collect()
}

/// "*Erdogan* reiterated Turkey's support": who expresses it for the state or body that owns it does it.
pub(super) fn in_person(desk: &Desk<'_>, noun: Token<'_>, actor: Vec<Party>) -> Vec<Party> {
    let state = |party: &Party| matches!(party.kind, Some(ActorKind::Country | ActorKind::Organization));
    let subject = carrier(desk, noun).filter(|_| actor.iter().all(state)).and_then(grammar::own_subject);
    let Some(subject) = subject else { return actor };
    let mut speakers = of_phrase(desk, subject);
    let for_owner =
        |party: &Party| party.entity().is_some() && actor.iter().any(|owner| owner.entity() == party.entity());
    speakers.retain(|party| party.kind == Some(ActorKind::Person) && for_owner(party));
    if speakers.is_empty() { actor } else { speakers }
}
