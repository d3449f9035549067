//! What words mean as events: the entries of `codebook/en/did`, checked and with their classes written out. The keys are
//! explained in `codebook/en/did/README.md`. The build script reads the files with these types too.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::classes::{Classes, Words};
use super::party_places::{GovernedClause, PartyPlace, Step};
use super::source::Fault;
use super::{EventTraits, EventType};

/// What a word means as an event.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sense {
    pub(crate) id: String,
    #[serde(deserialize_with = "event")]
    pub(crate) event: EventType,
    #[serde(default)]
    pub(crate) mode: Vec<String>,
    pub(crate) cameo: String,
    pub(crate) what: String,
    #[serde(default)]
    pub(crate) verb: Words,
    #[serde(default)]
    pub(crate) noun: Words,
    #[serde(default)]
    pub(crate) adjective: Words,
    #[serde(default)]
    pub(crate) subject: Words,
    #[serde(default)]
    pub(crate) object: Words,
    #[serde(default)]
    pub(crate) object_if_any: Words,
    #[serde(default)]
    pub(crate) not_object: Words,
    #[serde(default)]
    pub(crate) attribute: Words,
    #[serde(default)]
    pub(crate) with_preposition: Words,
    #[serde(default)]
    pub(crate) adjunct: BTreeMap<String, Words>,
    #[serde(default)]
    pub(crate) clause: Option<GovernedClause>,
    #[serde(default)]
    pub(crate) clause_verb: Words,
    #[serde(default)]
    pub(crate) not_clause: bool,
    #[serde(default)]
    pub(crate) own_clause: bool,
    #[serde(default)]
    pub(crate) obligation: bool,
    #[serde(default)]
    pub(crate) claimed: bool,
    #[serde(default = "subject")]
    pub(crate) actor: Vec<PartyPlace>,
    #[serde(default)]
    pub(crate) actor_is: Option<PartyKind>,
    pub(crate) recipient: Vec<PartyPlace>,
    #[serde(default)]
    pub(crate) recipient_is: Option<PartyKind>,
    #[serde(default)]
    pub(crate) reciprocal: bool,
    #[serde(default)]
    pub(crate) governs: bool,
    pub(crate) example: String,
    pub(crate) counter: String,
}

/// One of PLOVER's events; a mistake is told to those who write entries.
fn event<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EventType, D::Error> {
    let name = String::deserialize(deserializer)?;
    EventType::of(&name).ok_or_else(|| D::Error::custom(format!("PLOVER has no event {name}")))
}

/// Where the actor stands, if an entry says nothing.
fn subject() -> Vec<PartyPlace> {
    vec![PartyPlace::Path { of_clause: false, steps: vec![Step::Subject] }]
}

/// Who a party must be for an entry to hold.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PartyKind {
    /// Has a PLOVER code.
    Coded,
    /// Has a code, or is a person or body of the article.
    Known,
    /// Has a country, or what stands in its place.
    Entity,
    /// Somebody who can act: known, or called by a word for people.
    Agent,
    /// A country, an international body, or someone whose sector is political.
    Political,
    /// Holds an office of a state or of an international body.
    Official,
    /// A country, or its government or forces.
    State,
    /// Soldiers, police, rebels, gunmen.
    Armed,
    /// Armed, or a country.
    ArmedOrState,
    /// Police, soldiers, courts, governments: who may arrest.
    Authority,
    /// A court or judge.
    Court,
    /// An international body.
    Igo,
    /// People who are not the state.
    Crowd,
    /// Of another country or body than the actor.
    Foreign,
    /// Not the actor.
    Other,
}

impl PartyKind {
    /// As the files write it: `armed-or-state`.
    pub(crate) fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// Words of other news than politics.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beat {
    #[serde(rename = "name")]
    _name: String,
    pub(crate) alone: Words,
    pub(crate) together: Words,
}

impl Beat {
    /// Puts its words in order.
    pub(crate) fn sort(&mut self) {
        self.alone.sort();
        self.together.sort();
    }
}

/// What an event becomes that is to come, or that somebody will not let come.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Turn {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) status: Status,
    pub(crate) of: Vec<EventType>,
    pub(crate) event: EventType,
    pub(crate) cameo: String,
    pub(crate) example: String,
    pub(crate) counter: String,
}

/// How an act stands to what has happened.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// It is to come: "will meet".
    Future,
    /// Somebody will not do it: "will not meet".
    Refused,
    /// It is said not to be so: "did not agree".
    Negated,
}

impl Sense {
    /// Writes out its classes and checks what it says.
    ///
    /// # Errors
    ///
    /// What is wrong, if anything is.
    pub(crate) fn complete(&mut self, classes: &Classes, events: &[EventTraits]) -> Result<(), Fault> {
        let wrong = |value: &str, what: String| Err(Fault { value: value.to_owned(), what });
        let event = &events[self.event as usize];
        if let Some(mode) = self.mode.iter().find(|mode| !event.modes.contains_key(*mode)) {
            return wrong(mode, format!("{} has no mode {mode}", self.event));
        }
        for words in self.all_words() {
            words.expand(classes)?;
        }
        if self.verb.is_empty() && self.noun.is_empty() && self.adjective.is_empty() {
            return wrong(&self.id, "there is no verb, noun or adjective".to_owned());
        }
        Ok(())
    }

    fn all_words(&mut self) -> impl Iterator<Item = &mut Words> {
        let fixed = [
            &mut self.verb,
            &mut self.noun,
            &mut self.adjective,
            &mut self.subject,
            &mut self.object,
            &mut self.object_if_any,
            &mut self.not_object,
            &mut self.attribute,
            &mut self.with_preposition,
            &mut self.clause_verb,
        ];
        fixed.into_iter().chain(self.adjunct.values_mut())
    }

    /// How much it asks of the words around it: of two senses that fit a word, the more demanding one counts.
    pub(crate) fn demands(&self) -> usize {
        usize::from(self.obligation) * 10
            + usize::from(!self.attribute.is_empty()) * 4
            + usize::from(!self.adjunct.is_empty()) * 3
            + usize::from(!self.clause_verb.is_empty()) * 3
            + usize::from(!self.object.is_empty() && !self.object.hold_any()) * 3
            + usize::from(!self.object_if_any.is_empty())
            + usize::from(!self.subject.is_empty()) * 2
            + usize::from(!self.with_preposition.is_empty())
            + usize::from(self.clause.is_some()) * 2
            + usize::from(self.own_clause)
            + usize::from(self.actor_is.is_some())
            + usize::from(self.recipient_is.is_some())
    }
}
