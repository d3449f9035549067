//! What words mean as events: the entries of `codebook/en/did`, checked and with their classes written out. The keys are
//! explained in `codebook/en/did/README.md`. The build script reads the files with these types too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::source::Fault;

/// Dictionary forms, in order; those of a class stand in its place.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        self.0.binary_search_by(|own| own.as_str().cmp(word)).is_ok()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Puts the words of classes in the place of their names.
    fn expand(&mut self, classes: &Classes) -> Result<(), Fault> {
        let mut all = Vec::new();
        for word in &self.0 {
            match word.strip_prefix('@') {
                Some(name) => {
                    let words = classes.words(name, 0);
                    all.extend(words.map_err(|what| Fault { value: word.clone(), what })?);
                }
                None => all.push(word.clone()),
            }
        }
        all.sort();
        all.dedup();
        self.0 = all;
        Ok(())
    }
}

/// Named lists of words.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Classes {
    pub(crate) classes: BTreeMap<String, Vec<String>>,
}

impl Classes {
    /// Each class with its words written out.
    ///
    /// # Errors
    ///
    /// If a class names one that is not there, or itself.
    pub(crate) fn expanded(&self) -> Result<BTreeMap<String, Words>, String> {
        let expand = |name: &String| {
            let mut words = self.words(name, 0)?;
            words.sort();
            words.dedup();
            Ok((name.clone(), Words(words)))
        };
        self.classes.keys().map(expand).collect()
    }

    /// The words of a class and of the classes in it.
    fn words(&self, name: &str, depth: usize) -> Result<Vec<String>, String> {
        let words = self.classes.get(name).ok_or_else(|| format!("no class is called @{name}"))?;
        if depth > 4 {
            return Err(format!("the class @{name} holds itself"));
        }
        let mut all = Vec::new();
        for word in words {
            match word.strip_prefix('@') {
                Some(inner) => all.extend(self.words(inner, depth + 1)?),
                None => all.push(word.clone()),
            }
        }
        Ok(all)
    }
}

/// What a word means as an event.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sense {
    pub(crate) id: String,
    pub(crate) event: String,
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
    pub(crate) clause: Option<String>,
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
    pub(crate) actor: Vec<String>,
    #[serde(default)]
    pub(crate) actor_is: Option<PartyKind>,
    pub(crate) recipient: Vec<String>,
    #[serde(default)]
    pub(crate) recipient_is: Option<PartyKind>,
    #[serde(default)]
    pub(crate) reciprocal: bool,
    #[serde(default)]
    pub(crate) governs: bool,
    pub(crate) example: String,
    pub(crate) counter: String,
}

fn subject() -> Vec<String> {
    vec!["subject".to_owned()]
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
        self.alone.0.sort();
        self.together.0.sort();
    }
}

/// What an event becomes that is to come, or that somebody will not let come.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Turn {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) status: Status,
    pub(crate) of: Vec<String>,
    pub(crate) event: String,
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

/// The places where parties may stand that are not prepositions.
const PLACES: [&str; 11] = [
    "subject",
    "object",
    "dative",
    "possessive",
    "modifier",
    "owner",
    "responsible",
    "clause",
    "speaker",
    "answerer",
    "purpose",
];

impl Sense {
    /// Writes out its classes and checks what it says.
    ///
    /// # Errors
    ///
    /// What is wrong, if anything is.
    pub(crate) fn complete(&mut self, classes: &Classes, events: &[super::EventType]) -> Result<(), Fault> {
        let wrong = |value: &str, what: String| Err(Fault { value: value.to_owned(), what });
        let Some(event) = events.iter().find(|event| event.name == self.event) else {
            return wrong(&self.event, format!("PLOVER has no event {}", self.event));
        };
        if let Some(mode) = self.mode.iter().find(|mode| !event.modes.contains_key(*mode)) {
            return wrong(mode, format!("{} has no mode {mode}", self.event));
        }
        for words in self.all_words() {
            words.expand(classes)?;
        }
        if self.verb.is_empty() && self.noun.is_empty() && self.adjective.is_empty() {
            return wrong(&self.id, "there is no verb, noun or adjective".to_owned());
        }
        if !matches!(self.clause.as_deref(), None | Some("to" | "that" | "any")) {
            return wrong("clause", "clause is none of: to, that, any".to_owned());
        }
        let place = self.actor.iter().chain(&self.recipient).find(|place| !is_place(place));
        place.map_or(Ok(()), |place| wrong(place, format!("there is no place \"{place}\" for a party")))
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
            + usize::from(!self.object.is_empty() && !self.object.holds("*")) * 3
            + usize::from(!self.object_if_any.is_empty())
            + usize::from(!self.subject.is_empty()) * 2
            + usize::from(!self.with_preposition.is_empty())
            + usize::from(self.clause.is_some()) * 2
            + usize::from(self.own_clause)
            + usize::from(self.actor_is.is_some())
            + usize::from(self.recipient_is.is_some())
    }
}

fn is_place(place: &str) -> bool {
    place
        .split('.')
        .all(|step| PLACES.contains(&step) || !step.is_empty() && step.chars().all(|c| c.is_ascii_lowercase()))
}

/// Whether a step to a party is named, and no preposition.
pub(crate) fn is_named_place(step: &str) -> bool {
    PLACES.contains(&step)
}
