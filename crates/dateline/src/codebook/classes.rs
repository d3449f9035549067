//! Which words do entries name together? The classes of `codebook/en/did/classes.toml`, and the lists that name them with an
//! `@`. The build script reads the files with these types too.

#![allow(unreachable_pub, reason = "what is a word in a file is written as a label, and those of records are public")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::labels;
use super::source::Fault;

/// What stands in a list where every word will do.
pub(crate) const ANY: &str = "*";

labels! {
    /// What stands in a list of nouns for all words that name such a thing.
    NounKind {
        /// An actor with a code.
        Coded = "*coded",
        /// A country.
        State = "*state",
        /// A person or group.
        People = "*people",
        /// A place.
        Place = "*place",
    }
}

labels! {
    /// A class of words that the reading itself asks for, whichever entries name it.
    WordGroup {
        /// Verbs that only carry a noun.
        Carrying = "carrying",
        /// Nouns of harm done by force.
        Attack = "attack",
        /// Nouns of measures against a country.
        Sanctions = "sanctions",
        /// Nouns of what somebody is accused of in court.
        Charge = "charge",
        /// Nouns of what is no longer allowed.
        Restriction = "restriction",
        /// Nouns of demonstrations and strikes.
        Protest = "protest",
        /// Nouns of where people live.
        Settlement = "settlement",
        /// Nouns of people of any kind.
        People = "people",
        /// Nouns of those who bear arms.
        Armed = "armed",
        /// Nouns of states.
        Land = "land",
        /// Nouns of those who have power in the world.
        Power = "power",
        /// Nouns of what somebody writes or runs, which acts for its author.
        Deed = "deed",
        /// Nouns of courts and judges.
        Court = "court",
        /// Nouns of those who may arrest.
        Authority = "authority",
        /// Nouns of many people together.
        Crowd = "crowd",
        /// Nouns of steps, behind words that tell which.
        Measure = "measure",
        /// Nouns that only count others.
        Counting = "counting",
        /// Verbs of answering.
        Answering = "answering",
        /// Nouns that tell how or when something is done, and name no party.
        Circumstance = "circumstance",
    }
}

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

    /// Whether every word will do: `*`.
    pub(crate) fn hold_any(&self) -> bool {
        self.holds(ANY)
    }

    /// Whether a word of this kind will do, whichever it is: `*state`.
    pub(crate) fn hold_kind(&self, kind: NounKind) -> bool {
        self.holds(kind.name())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Puts them in order.
    pub(crate) fn sort(&mut self) {
        self.0.sort();
    }

    /// Puts the words of classes in the place of their names.
    pub(crate) fn expand(&mut self, classes: &Classes) -> Result<(), Fault> {
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
