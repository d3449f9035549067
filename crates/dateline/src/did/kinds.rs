//! What kind of party somebody is: a state, an armed group, a crowd.

use super::party::Party;
use crate::codebook::{PartyKind, WordGroup};
use crate::desk::{Desk, Kind};
use crate::grammar;
use dateline_language::{NameKind, Pos, Tag};

/// Sectors whose acts are political wherever they happen.
const POLITICAL: [&str; 17] = [
    "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "PTY", "REB", "UAF", "PRM", "PRE", "ELI", "REF", "IMG", "IGO",
    "CRM",
];
/// Sectors of those who hold power for a state.
const STATE: [&str; 6] = ["GOV", "MIL", "LEG", "JUD", "SPY", "COP"];
const ARMED: [&str; 8] = ["MIL", "COP", "REB", "UAF", "PRM", "SPY", "IMG", "CRM"];
const AUTHORITY: [&str; 8] = ["COP", "MIL", "GOV", "JUD", "SPY", "LEG", "REB", "PRM"];
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
const BODIES: [&str; 7] = ["IGO", "UNO", "EUR", "NATO", "WST", "IMG", "NGO"];

/// Whether a party is of a kind, given the actors for the kinds that are relative to them.
pub(super) fn is_kind(desk: &Desk<'_>, party: &Party, kind: PartyKind, actors: &[Party]) -> bool {
    let sector = |among: &[&str]| party.coding.sectors.iter().any(|sector| among.contains(&sector.as_str()));
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
        PartyKind::ArmedOrState => armed() || party.kind != Some(Kind::Person) && is_state(party),
        PartyKind::Authority => sector(&AUTHORITY) || is_country(party) || called(WordGroup::Authority),
        PartyKind::Court => sector(&["JUD"]) || called(WordGroup::Court),
        PartyKind::Igo => is_body(party),
        PartyKind::Crowd => {
            !is_country(party) && !sector(&STATE) && (party.kind != Some(Kind::Person)) || called(WordGroup::Crowd)
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
        || party.coding.sectors.iter().any(|sector| POLITICAL.contains(&sector.as_str()))
}

/// Whether a party is of another country or body than all the actors.
fn is_abroad(party: &Party, actors: &[Party]) -> bool {
    let from = |actor: &Party| actor.entity().is_some() && actor.entity() != party.entity();
    party.entity().is_some() && !actors.is_empty() && actors.iter().all(from)
}

/// A body of many states, or somebody in an office of one; no country as such.
pub(super) fn is_official(party: &Party) -> bool {
    let of_state = || party.coding.sectors.iter().any(|sector| STATE.contains(&sector.as_str()));
    is_body(party) || party.kind != Some(Kind::Country) && of_state()
}

fn is_country(party: &Party) -> bool {
    party.kind == Some(Kind::Country)
}

fn is_body(party: &Party) -> bool {
    party.coding.entity.as_deref().is_some_and(|entity| BODIES.contains(&entity))
}

/// A country, or its government or forces.
fn is_state(party: &Party) -> bool {
    let organs = party.coding.sectors.iter().any(|sector| STATE.contains(&sector.as_str()));
    is_country(party) || is_body(party) || organs && party.coding.country.is_some()
}
