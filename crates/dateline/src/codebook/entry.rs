//! Entries as their readers see them, and entries that users add.

use std::collections::BTreeMap;

use super::classes::{Classes, Words};
use super::party_places::PartyPlace;
use super::senses::Sense;
use super::source::{Fault, Source};
use super::{Codebook, Lexicon};
use crate::error::Error;
use crate::record::EventType;

/// An entry that events are coded by: a sense of some words.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'c> {
    /// What a record shows as `rule`.
    pub id: &'c str,
    /// One of PLOVER's sixteen events.
    pub event: EventType,
    /// PLOVER modes.
    pub modes: &'c [String],
    /// CAMEO code, at least its root.
    pub cameo: &'c str,
    /// What it means.
    pub what: &'c str,
    /// A sentence that it codes.
    pub example: &'c str,
    /// A sentence that it must not code.
    pub counter: &'c str,
    sense: &'c Sense,
}

impl<'c> Entry<'c> {
    fn of(sense: &'c Sense) -> Self {
        Self {
            id: &sense.id,
            event: sense.event,
            modes: &sense.mode,
            cameo: &sense.cameo,
            what: &sense.what,
            example: &sense.example,
            counter: &sense.counter,
            sense,
        }
    }

    /// Its words, in dictionary form.
    ///
    /// # Example
    ///
    /// ```
    /// let codebook = dateline::Codebook::built_in();
    /// let condemn = codebook.entries().find(|entry| entry.words().any(|word| word == "condemn"));
    /// assert_eq!(condemn.map(|entry| entry.event.name()), Some("ACCUSE"));
    /// ```
    pub fn words(&self) -> impl Iterator<Item = &'c str> {
        let sense = self.sense;
        sense.verb.iter().chain(sense.noun.iter()).chain(sense.adjective.iter())
    }

    /// What it asks of the words around it, key by key as in its file.
    pub fn pattern(&self) -> Vec<(&'static str, String)> {
        let sense = self.sense;
        let mut all = Vec::new();
        let lists = [
            ("verb", &sense.verb),
            ("noun", &sense.noun),
            ("adjective", &sense.adjective),
            ("subject", &sense.subject),
            ("object", &sense.object),
            ("object_if_any", &sense.object_if_any),
            ("not_object", &sense.not_object),
            ("attribute", &sense.attribute),
            ("with_preposition", &sense.with_preposition),
            ("clause_verb", &sense.clause_verb),
        ];
        all.extend(lists.iter().filter(|(_, words)| !words.is_empty()).map(|(key, words)| (*key, joined(words))));
        all.extend(
            sense.adjunct.iter().map(|(preposition, words)| ("adjunct", format!("{preposition}: {}", joined(words)))),
        );
        all.extend(sense.clause.iter().map(|clause| ("clause", clause.name().to_owned())));
        all.push(("actor", places(&sense.actor)));
        all.extend(sense.actor_is.map(|kind| ("actor_is", kind.name())));
        all.push(("recipient", places(&sense.recipient)));
        all.extend(sense.recipient_is.map(|kind| ("recipient_is", kind.name())));
        let marks = [
            ("reciprocal", sense.reciprocal),
            ("governs", sense.governs),
            ("own_clause", sense.own_clause),
            ("obligation", sense.obligation),
            ("claimed", sense.claimed),
        ];
        all.extend(marks.iter().filter(|(_, set)| *set).map(|(key, _)| (*key, "true".to_owned())));
        all
    }
}

fn joined(words: &Words) -> String {
    words.iter().collect::<Vec<_>>().join(", ")
}

fn places(places: &[PartyPlace]) -> String {
    places.iter().map(PartyPlace::to_string).collect::<Vec<_>>().join(", ")
}

impl Codebook {
    /// The entries that events are coded by.
    ///
    /// # Example
    ///
    /// ```
    /// let codebook = dateline::Codebook::built_in();
    /// assert!(codebook.entries().all(|entry| !entry.example.is_empty() && entry.example != entry.counter));
    /// ```
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.senses.iter().map(Entry::of)
    }

    /// Takes up further entries, as a file of `codebook/en/did` holds them; they may use the built-in classes of words and,
    /// under `[classes]`, their own. An entry with the id of one that is there takes its place. All are taken up or none.
    ///
    /// # Errors
    ///
    /// If it is no TOML, or entries name an event, mode, code, class or place that there is not: all that is wrong.
    pub fn add_entries(&mut self, toml: &str) -> Result<(), Error> {
        let (senses, classes) = self.read_entries(toml)?;
        for sense in senses {
            self.senses.retain(|other| other.id != sense.id);
            self.senses.push(sense);
        }
        self.classes.extend(classes);
        self.lexicon = Lexicon::of(&self.senses);
        self.added.push(toml.as_bytes().into());
        Ok(())
    }

    /// The entries of a file, complete and sound, and the classes that they may name.
    fn read_entries(&self, toml: &str) -> Result<(Vec<Sense>, BTreeMap<String, Words>), Error> {
        let mut source = Source::new(toml);
        let own = source.table("classes").unwrap_or_default();
        let mut classes = Classes { classes: own };
        for (name, words) in &self.classes {
            classes.classes.entry(name.clone()).or_insert_with(|| words.iter().map(str::to_owned).collect());
        }
        let facts = self.facts();
        let mut senses: Vec<Sense> = Vec::new();
        for mut placed in source.list::<Sense>("entry") {
            let completed = placed.entry.complete(&classes, &self.events);
            let mut faults: Vec<Fault> = completed.err().into_iter().chain(facts.sense(&placed.entry)).collect();
            if senses.iter().any(|other| other.id == placed.entry.id) {
                faults.push(Fault { value: placed.entry.id.clone(), what: "another entry has this id".to_owned() });
            }
            faults.into_iter().for_each(|fault| source.fault(&placed, fault));
            senses.push(placed.entry);
        }
        let expanded = classes.expanded().unwrap_or_else(|what| {
            source.of_table("classes", what);
            BTreeMap::new()
        });
        source.done()?;
        Ok((senses, expanded))
    }
}
