//! What kind of party somebody is: a state, an armed group, a crowd.

use super::party::Party;
use crate::codebook::{PartyKind, WordGroup};
use crate::desk::Desk;
use crate::grammar;
use crate::record::{ActorKind, Entity, Sector};
use dateline_language::{NameKind, Pos, Tag};

/// Sectors whose acts are political wherever they happen.
const POLITICAL: [Sector; 17] = [
    Sector::Gov,
    Sector::Mil,
    Sector::Cop,
    Sector::Leg,
    Sector::Jud,
    Sector::Spy,
    Sector::Opp,
    Sector::Pty,
    Sector::Reb,
    Sector::Uaf,
    Sector::Prm,
    Sector::Pre,
    Sector::Eli,
    Sector::Ref,
    Sector::Img,
    Sector::Igo,
    Sector::Crm,
];
/// Sectors of those who hold power for a state.
const STATE: [Sector; 6] = [Sector::Gov, Sector::Mil, Sector::Leg, Sector::Jud, Sector::Spy, Sector::Cop];
/// Sectors of those who bear arms.
const ARMED: [Sector; 8] =
    [Sector::Mil, Sector::Cop, Sector::Reb, Sector::Uaf, Sector::Prm, Sector::Spy, Sector::Img, Sector::Crm];
/// Sectors of those who can force others.
const AUTHORITY: [Sector; 8] =
    [Sector::Cop, Sector::Mil, Sector::Gov, Sector::Jud, Sector::Spy, Sector::Leg, Sector::Reb, Sector::Prm];
/// Nouns of those who can act.
const AGENTS: [WordGroup; 7] = [
    WordGroup::Armed,
    WordGroup::Crowd,
    WordGroup::Authority,
    WordGroup::Court,
    WordGroup::People,
    WordGroup::Power,
    WordGroup::Land,
];
/// What stands in place of a country and is one body of many.
const BODIES: [Entity; 7] =
    [Entity::Igo, Entity::Uno, Entity::Eur, Entity::Nato, Entity::Wst, Entity::Img, Entity::Ngo];

/// Whether a party is of a kind, given the actors for the kinds that are relative to them.
pub(super) fn is_kind(desk: &Desk<'_>, party: &Party, kind: PartyKind, actors: &[Party]) -> bool {
    let sector = |among: &[Sector]| party.coding.sectors.iter().any(|sector| among.contains(sector));
    let called = |group| is_called(desk, party, group);
    let armed = || sector(&ARMED) || called(WordGroup::Armed) || party.is_armed_group;
    match kind {
        PartyKind::Coded => party.code.is_some(),
        PartyKind::Known => party.code.is_some() || is_agent(desk, party),
        PartyKind::Entity => party.entity().is_some(),
        PartyKind::Agent => is_agent(desk, party),
        // What one does to another country's people is political.
        PartyKind::Political => is_political(desk, party) || is_abroad(party, actors),
        PartyKind::Official => is_official(party),
        PartyKind::State => is_state(party),
        PartyKind::Armed => armed(),
        PartyKind::ArmedOrState => armed() || party.kind != Some(ActorKind::Person) && is_state(party),
        PartyKind::Authority => sector(&AUTHORITY) || is_country(party) || called(WordGroup::Authority),
        PartyKind::Court => sector(&[Sector::Jud]) || called(WordGroup::Court),
        PartyKind::Igo => is_body(party),
        PartyKind::Crowd => {
            !is_country(party) && !sector(&STATE) && (party.kind != Some(ActorKind::Person)) || called(WordGroup::Crowd)
        }
        PartyKind::Foreign => party.entity().is_some() && !actors.iter().any(|actor| actor.entity() == party.entity()),
        PartyKind::Other => !actors.iter().any(|actor| actor.bytes == party.bytes),
    }
}

/// Somebody who can act: an actor of the article, or a noun for people, arms, offices; no skepticism, no trade war.
pub(super) fn is_agent(desk: &Desk<'_>, party: &Party) -> bool {
    let called = AGENTS.iter().any(|group| is_called(desk, party, *group));
    let head = desk.doc.token(party.head);
    let of_somebody = |label| matches!(label, NameKind::Person | NameKind::Org | NameKind::Norp | NameKind::Gpe);
    let named = head.pos() == Pos::Propn && head.name().is_none_or(|name| of_somebody(name.label()));
    party.actor.is_some() || party.kind.is_some() || named || called || desk.phrases.role_at(party.head).is_some()
}

/// Whether the party's noun is of a class of the codebook.
fn is_called(desk: &Desk<'_>, party: &Party, group: WordGroup) -> bool {
    desk.codebook.is_in(group, &grammar::lemma(desk.doc.token(party.head)).to_lowercase())
}

/// A country, an international body, someone whose sector is political, or whom a noun tells to be of such: "some countries".
pub(super) fn is_political(desk: &Desk<'_>, party: &Party) -> bool {
    is_country(party)
        || is_called(desk, party, WordGroup::Power)
        || is_called(desk, party, WordGroup::Land) && desk.doc.token(party.head).tag() == Tag::Nns
        || is_body(party)
        || party.is_known_person
        || party.coding.sectors.iter().any(|sector| POLITICAL.contains(sector))
}

/// Whether a party is of another country or body than all the actors.
fn is_abroad(party: &Party, actors: &[Party]) -> bool {
    let from = |actor: &Party| actor.entity().is_some() && actor.entity() != party.entity();
    party.entity().is_some() && !actors.is_empty() && actors.iter().all(from)
}

/// A body of many states, or somebody in an office of one; no country as such.
pub(super) fn is_official(party: &Party) -> bool {
    let of_state = || party.coding.sectors.iter().any(|sector| STATE.contains(sector));
    is_body(party) || party.kind != Some(ActorKind::Country) && of_state()
}

fn is_country(party: &Party) -> bool {
    party.kind == Some(ActorKind::Country)
}

fn is_body(party: &Party) -> bool {
    party.coding.entity.is_some_and(|entity| BODIES.contains(&entity))
}

/// A country, or its government or forces.
fn is_state(party: &Party) -> bool {
    let organs = party.coding.sectors.iter().any(|sector| STATE.contains(sector));
    is_country(party) || is_body(party) || organs && party.coding.country.is_some()
}
