//! Which words stand around places, and which make a name something else?

use serde::{Deserialize, Serialize};

use super::{WordMap, WordSet};

/// `en/places.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {
    /// As printed; they begin a longer name, so that a known name behind one is not meant: "New".
    pub(crate) longer_name_openings: WordSet,
    /// Words and marks that a name may go on with, though they are in small letters: "of", "peninsula".
    pub(crate) name_links: WordSet,
    /// Words before a place: "in", "outside", "northern".
    pub(crate) before_places: WordSet,
    /// Words before "of" and a place: "town".
    pub(crate) before_of_places: WordSet,
    /// As printed, without a full stop: behind a name they make it a street's.
    pub(crate) streets: WordSet,
    /// As printed, without a full stop: behind a place they make a name of a body, a building or a team.
    pub(crate) bodies: WordSet,
    /// Behind a name they make it an illness's: "virus".
    pub(crate) illnesses: WordSet,
    /// As printed, without a full stop: they stand before a person's name.
    pub(crate) titles: WordSet,
    /// As printed: behind a place they make a newspaper's name.
    pub(crate) papers: WordSet,
    /// Words between a place and the one that it lies in, around its description: "a town in".
    pub(crate) within_words: WordSet,
    /// Words between two places that describe the first; behind a comma they need no "in".
    pub(crate) descriptions: WordSet,
    /// Kinds of places that another has: "Kenya's capital".
    pub(crate) owned_kinds: WordSet,
    /// Phrases before a name that are left aside where the whole is not known: "city of"; the first that fits.
    pub(crate) before_peeled: Vec<Box<str>>,
    /// Phrases behind a name that are left aside where the whole is not known: "county"; the first that fits.
    pub(crate) behind_peeled: Vec<Box<str>>,
    /// Words behind a name that make it a division's of a country.
    pub(crate) division_kinds: WordSet,
    /// Offices and bodies that states have and countries do not.
    pub(crate) offices_of_states: WordSet,
    /// Ordinary words that are names of towns as well.
    pub(crate) ordinary: WordSet,
    /// Adjectives and peoples of regions, as printed, and what they come from: "Siberian", "Siberia".
    pub(crate) regional: WordMap<Box<str>>,
}
