//! Who is a party to an event?

use dateline_language::Bytes;

use crate::phrases::Coding;
use crate::record::{ActorKind, PartyFrom};

/// A party to an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Party {
    pub(crate) actor: Option<usize>,
    pub(crate) code: Option<String>,
    pub(super) coding: Coding,
    pub(super) kind: Option<ActorKind>,
    /// The word that its other words hang on.
    pub(super) head: usize,
    /// Whether it is a person whom the codebook knows, whatever the office on the day.
    pub(super) is_known_person: bool,
    /// Whether it is an armed group, also while it governs.
    pub(super) is_armed_group: bool,
    pub(crate) bytes: Bytes,
    /// Where its country was inferred from, if its own words do not tell it.
    pub(super) inferred: Option<Inferred>,
}

/// Where the country of a party was inferred from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Inferred {
    pub(crate) from: PartyFrom,
    /// The words that tell it; none where no words of the text do.
    pub(crate) told_by: Option<Bytes>,
}

impl Party {
    pub(super) fn of(actor: Option<usize>, kind: Option<ActorKind>, coding: Coding, head: usize, bytes: Bytes) -> Self {
        Self {
            actor,
            code: coding.code(),
            coding,
            kind,
            head,
            is_known_person: false,
            is_armed_group: false,
            bytes,
            inferred: None,
        }
    }

    /// Whether it is the same actor, or the same words.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        other.bytes == self.bytes || self.actor.is_some() && other.actor == self.actor
    }

    /// The country, or what stands in its place.
    pub(crate) fn entity(&self) -> Option<&str> {
        self.coding.entity.map(crate::record::Entity::name).or(self.coding.country.as_deref())
    }
}

/// Each actor once.
pub(super) fn distinct(parties: Vec<Party>) -> Vec<Party> {
    let mut seen: Vec<Party> = Vec::new();
    for party in parties {
        if !seen.iter().any(|other| party.is_same(other)) {
            seen.push(party);
        }
    }
    seen
}

/// The parties that are not among the actors.
pub(super) fn others(parties: Vec<Party>, actors: &[Party]) -> Vec<Party> {
    let same = |party: &Party, actor: &Party| {
        party.bytes == actor.bytes || party.actor.is_some() && party.actor == actor.actor
    };
    parties.into_iter().filter(|party| !actors.iter().any(|actor| same(party, actor))).collect()
}

/// Whether the one accused is someone else than who claims it.
pub(super) fn accuses_another(actor: &[Party], recipient: &[Party]) -> bool {
    let differ = |party: &Party, actor: &Party| {
        party.code != actor.code && (party.actor.is_none() || party.actor != actor.actor)
    };
    recipient.iter().any(|party| party.code.is_some() && actor.iter().all(|actor| differ(party, actor)))
}
