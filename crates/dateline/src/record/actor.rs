//! How are actors published?

use serde::{Deserialize, Serialize};

use super::label::labels;
use super::{Sector, Span};

/// A person, group, organization, country or place that is spoken of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Number within the record, such as `a3`.
    pub id: String,
    /// Its fullest name or description.
    pub name: String,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// Entity code and sectors as PLOVER writes them, such as `RUS GOV`.
    pub code: Option<String>,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First sector, such as `GOV`.
    pub sector: Option<Sector>,
    /// The office held at the time, such as `prime minister`.
    pub office: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Mention>,
}

labels! {
    /// What kind of actor.
    ActorKind {
        /// A person.
        Person = "person",
        /// People without a body of their own, or under arms.
        Group = "group",
        /// A body.
        Organization = "organization",
        /// A state.
        Country = "country",
        /// A place that is mentioned as such.
        Place = "place",
    }
}

/// Where an actor is mentioned: the whole noun phrase, relative clauses and a possessive mark included, as annotators of
/// coreference mark it; what is in apposition or coordinated is a mention of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// By name, description or pronoun.
    pub kind: MentionKind,
}

labels! {
    /// How an actor is mentioned.
    MentionKind {
        /// "Hassan Nasrallah", "the United Nations".
        Name = "name",
        /// "the foreign minister".
        Description = "description",
        /// "she".
        Pronoun = "pronoun",
    }
}
