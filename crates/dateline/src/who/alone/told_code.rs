//! What do the words of a phrase tell, and by which entries?

use std::fmt;

use super::words::title_case;
use crate::codebook::{Actors, Role, Sector};
use crate::phrases::Coding;

/// A code and the entries that told it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ToldCode {
    pub(super) coding: Coding,
    pub(super) entries: Vec<String>,
    /// Whether a role among them is one of the West: "western diplomat".
    pub(super) of_the_west: bool,
}

/// What tells a sector where no entry of the codebook does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Clue {
    /// The phrase is a pronoun.
    Pronoun,
    /// Its noun is one for persons.
    PersonNoun,
    /// Its noun falls under one of a sector.
    NounOfSector,
    /// It is a person's name, and tells no office.
    PersonName,
    /// A word within a name that the codebook lacks.
    NameWord,
}

impl fmt::Display for Clue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pronoun => write!(f, "pronoun"),
            Self::PersonNoun => write!(f, "noun of persons"),
            Self::NounOfSector => write!(f, "meaning of its noun"),
            Self::PersonName => write!(f, "name of a person"),
            Self::NameWord => write!(f, "word in its name"),
        }
    }
}

impl ToldCode {
    /// A sector that no entry of the codebook tells.
    pub(super) fn sector(sector: Sector, clue: Clue) -> Self {
        Self::of(Coding { sectors: vec![sector], ..Coding::default() }, clue.to_string())
    }

    /// What one entry tells.
    pub(super) fn of(coding: Coding, entry: String) -> Self {
        Self { coding, entries: vec![entry], of_the_west: false }
    }

    pub(super) fn has_country(&self) -> bool {
        self.coding.country.is_some() || self.coding.entity.is_some()
    }

    /// Whether it is more than a country.
    pub(super) fn tells_more(&self) -> bool {
        !self.coding.sectors.is_empty() || self.coding.entity.is_some()
    }

    /// Takes country or body from the other, where it has one.
    pub(super) fn take_country(&mut self, other: Self) {
        if other.has_country() {
            self.coding.country = other.coding.country;
            self.coding.entity = other.coding.entity;
            self.entries.extend(other.entries);
        }
    }

    /// What a role tells that is put in these words.
    pub(super) fn of_role(role: &Role, words: &str, vocabulary: &Actors) -> Self {
        let coding = Coding { sectors: role.sector.clone(), ..Coding::default() };
        let first = words.split_once(' ').map(|(first, _)| title_case(first));
        let of_the_west = first.is_some_and(|first| vocabulary.western.holds(&first));
        Self { of_the_west, ..Self::of(coding, format!("role {words}")) }
    }

    /// Takes the sectors of the other.
    pub(super) fn take_sectors(&mut self, other: Self) {
        self.coding.sectors = other.coding.sectors;
        self.entries.extend(other.entries);
    }
}
