//! The entries of the codebook's files, as they are written there. The build script reads the files with these types and
//! packs them; the program unpacks them.

use serde::{Deserialize, Serialize};

use super::Attitude;
use super::classes::Words;
use super::complements::{Complement, HearerPlace};
use super::event_traits::EventTraits;
use super::senses::{Beat, Sense, Turn};
use super::vocabulary::Vocabulary;
use super::{Entity, Sector};

/// A country and the words for it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Country {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) names: Vec<String>,
    pub(crate) adjectives: Vec<String>,
    pub(crate) people: Vec<String>,
    pub(crate) capital: String,
    pub(crate) seats: Vec<String>,
    pub(crate) geonames: u32,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    continent: String,
    #[serde(default)]
    pub(crate) sovereign: Option<String>,
}

impl Country {
    /// As GeoNames gives it.
    #[allow(dead_code, reason = "the build script checks it")]
    pub(crate) fn continent(&self) -> &str {
        &self.continent
    }

    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).chain([self.name.as_str()])
    }
}

/// A person and the offices held.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) name: String,
    #[serde(default)]
    aliases: Vec<String>,
    pub(crate) gender: Gender,
    pub(crate) country: String,
    /// The name used alone in later mentions, where it is not the last word of the name.
    #[serde(default)]
    family: Option<String>,
    pub(crate) offices: Vec<Office>,
}

impl Person {
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(String::as_str).chain([self.name.as_str()])
    }

    pub(crate) fn family_name(&self) -> &str {
        self.family.as_deref().unwrap_or_else(|| self.name.rsplit(' ').next().unwrap_or(&self.name))
    }
}

/// Whether somebody is a man or a woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Gender {
    /// A man.
    #[serde(rename = "m")]
    Man,
    /// A woman.
    #[serde(rename = "f")]
    Woman,
}

/// An office, and from when to when it was held.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Office {
    pub(crate) title: String,
    pub(crate) country: String,
    pub(crate) sector: Vec<Sector>,
    /// `2010`, `2010-05` or `2010-05-29`.
    #[serde(default)]
    pub(crate) from: Option<String>,
    #[serde(default)]
    pub(crate) to: Option<String>,
}

/// An organization.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organization {
    pub(crate) name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    pub(crate) country: Option<String>,
    /// In place of a country.
    #[serde(default)]
    pub(crate) code: Option<Entity>,
    pub(crate) sector: Vec<Sector>,
    pub(crate) kind: OrganizationKind,
    /// When it had other sectors than these.
    #[serde(default)]
    pub(crate) terms: Vec<Term>,
}

/// What kind of organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrganizationKind {
    /// A ministry, agency or authority of a state.
    Agency,
    /// Armed, and of no state.
    ArmedGroup,
    /// A state that few others recognise.
    Breakaway,
    /// A court or a body of prosecutors.
    Court,
    /// A business.
    Firm,
    /// A body of many states.
    Igo,
    /// An intelligence service.
    Intelligence,
    /// A parliament or a house of one.
    Legislature,
    /// A newspaper, broadcaster or agency.
    Media,
    /// Armed forces of a state.
    Military,
    /// A non-governmental organization.
    Ngo,
    /// A political party.
    Party,
    /// A police force.
    Police,
    /// A church or another religious body.
    Religious,
    /// A trade union.
    Union,
    /// A university or another school.
    University,
}

impl OrganizationKind {
    /// Whether each state may have one under the same name: "Defence Ministry", "House of Representatives".
    pub(crate) const fn is_of_state(self) -> bool {
        matches!(self, Self::Agency | Self::Legislature | Self::Court | Self::Military | Self::Police)
    }
}

/// The sectors of an organization from one day to another.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Term {
    pub(crate) sector: Vec<Sector>,
    /// `2010`, `2010-05` or `2010-05-29`.
    #[serde(default)]
    pub(crate) from: Option<String>,
    #[serde(default)]
    pub(crate) to: Option<String>,
}

impl Organization {
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).chain([self.name.as_str()])
    }
}

/// Common nouns that tell an actor's sector.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) words: Vec<String>,
    pub(crate) sector: Vec<Sector>,
    /// Whether it names a person or persons, not a body.
    pub(crate) person: bool,
    #[serde(default)]
    pub(crate) gender: Option<Gender>,
    /// Whether it is said of people of other roles too, which then count: "Oil Minister Sheikh Ali".
    #[serde(default)]
    pub(crate) courtesy: bool,
}

/// Common nouns of persons, bodies and places; each a text of words.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nouns {
    pub(crate) person: String,
    pub(crate) organization: String,
    pub(crate) place: String,
}

/// First names that only men or only women bear; each a text of names.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstNames {
    pub(crate) man: String,
    pub(crate) woman: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    pub(crate) cue: Vec<Cue>,
    pub(crate) noun_cue: Vec<NounCue>,
    pub(crate) phrase: Vec<Phrase>,
}

/// Verbs that introduce reported content, and how.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cue {
    pub(crate) class: String,
    pub(crate) verbs: Vec<String>,
    pub(crate) takes: Vec<Complement>,
    pub(crate) kind: Attitude,
    #[serde(default)]
    pub(crate) addressee: Option<HearerPlace>,
    #[serde(default)]
    pub(crate) of_persons: bool,
    pub(crate) example: String,
    pub(crate) counter: String,
}

/// Nouns that carry a content of their own.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NounCue {
    pub(crate) nouns: Vec<String>,
    pub(crate) takes: Vec<Complement>,
    pub(crate) kind: Attitude,
    pub(crate) example: String,
}

/// Phrases that name a source without a verb of saying.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrase {
    pub(crate) phrases: Vec<String>,
    pub(crate) example: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contexts {
    pub(crate) words: std::collections::BTreeMap<String, Vec<String>>,
}

/// The codes that entries may name as the nearest one of CAMEO.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cameo {
    codes: Vec<String>,
    /// Codes that CAMEO does not have.
    others: Vec<String>,
}

impl Cameo {
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().chain(&self.others).map(String::as_str)
    }
}

/// All files of the codebook, as the build script packs them.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Files {
    pub(crate) countries: Vec<Country>,
    pub(crate) people: Vec<Person>,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) roles: Vec<Role>,
    pub(crate) nouns: Nouns,
    pub(crate) first_names: FirstNames,
    pub(crate) said: Said,
    pub(crate) senses: Vec<Sense>,
    pub(crate) turns: Vec<Turn>,
    pub(crate) beats: Vec<Beat>,
    pub(crate) classes: std::collections::BTreeMap<String, Words>,
    pub(crate) events: Vec<EventTraits>,
    pub(crate) contexts: Contexts,
    pub(crate) cameo: Cameo,
    pub(crate) sources: std::collections::BTreeMap<String, String>,
    pub(crate) vocabulary: Vocabulary,
}
