//! Which words describe people and bodies, and which stand for them?

use serde::{Deserialize, Serialize};

use super::super::Sector;
use super::super::entries::Gender;
use super::{WordMap, WordSet};

/// `en/actors.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actors {
    /// Adjectives of parts of the world that hold a country's: "Latin American".
    pub(crate) regional_adjectives: WordSet,
    /// Words at the end of a firm's name that tell its legal form, as they are written.
    pub(crate) legal_forms: WordSet,
    /// Nouns and numerals that count what follows "of".
    pub(crate) counting_words: WordSet,
    /// Forms of address and parts of titles that stand before a name.
    pub(crate) titles_before_names: WordSet,
    /// Words in lower case within the name of a person: "da".
    pub(crate) name_particles: WordSet,
    /// Posts and parts that any body has, and that have its sector: "official", "headquarters".
    pub(crate) posts_of_bodies: WordSet,
    /// Words that make an office one of the past, in a phrase that stands alone.
    pub(crate) past_in_phrases: WordSet,
    /// Words that make an office one of the past, in a report.
    pub(crate) past_in_reports: WordSet,
    /// Ranks and offices whose former holders belong to the elites.
    pub(crate) elite_ranks: WordSet,
    /// Words that put a role into the political opposition.
    pub(crate) opposed: WordSet,
    /// Words that put a role into the West, as they are written.
    pub(crate) western: WordSet,
    /// Words that give media to the state: "state-run".
    pub(crate) of_the_state: WordSet,
    /// Words at the end of a compound that tell whose what follows is: "run" in "Houthi-run".
    pub(crate) endings_of_owners: WordSet,
    /// First words of the names of bodies of many states, as they are written.
    pub(crate) many_states: WordSet,
    /// What such bodies are called, as it is written: "Court".
    pub(crate) bodies_of_many_states: WordSet,
    /// Weapons that stand for the forces of the state named with them.
    pub(crate) weapons: WordSet,
    /// Offices of who heads a state or its government.
    pub(crate) leading_offices: WordSet,
    /// Offices whose holders a bare family name means before others.
    pub(crate) offices_known_by_family: WordSet,
    /// Offices of who goes by a first name: "king".
    pub(crate) reigning_offices: WordSet,
    /// Offices of so many at once that a family name alone means none of them.
    pub(crate) offices_of_many: WordSet,
    /// Roles that are no person without a word before them: "justice".
    pub(crate) abstract_roles: WordSet,
    /// Nouns that mean a state spoken of before.
    pub(crate) state_nouns: WordSet,
    /// Nouns whose possessive means a state spoken of before.
    pub(crate) owning_state_nouns: WordSet,
    /// Nouns that mean others in each sentence: "people".
    pub(crate) shifting_nouns: WordSet,
    /// Nouns for who holds the same office in another country.
    pub(crate) counterparts: WordSet,
    /// Verbs whose "it" stands for nothing.
    pub(crate) impersonal_verbs: WordSet,
    /// What of its kind a noun means that no name before holds: "the city".
    pub(crate) kinds_described: WordMap<KindDescribed>,
    /// Whether a title's bearer is a man or a woman.
    pub(crate) genders_of_titles: WordMap<Gender>,
    /// The sector that a word in the name of a body tells.
    pub(crate) sectors_in_names: WordMap<Sector>,
}

/// What of its kind a noun means that no name before holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KindDescribed {
    /// "The republic".
    State,
    /// "The city".
    Place,
    /// "The airline".
    Firm,
    /// "The association".
    Body,
    /// "The party".
    Party,
}
