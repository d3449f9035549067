//! Entries as their readers see them, and entries that users add.

use serde::Deserialize;

use super::classes::{Classes, Words};
use super::party_places::PartyPlace;
use super::senses::Sense;
use super::{Codebook, Lexicon};
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

/// What a file of entries holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    classes: Classes,
    entry: Vec<Sense>,
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
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.senses.iter().map(Entry::of)
    }

    /// Takes up further entries, as a file of `codebook/en/did` holds them; they may use the built-in classes of words and,
    /// under `[classes]`, their own. An entry with the id of one that is there takes its place.
    ///
    /// # Errors
    ///
    /// If it is no TOML, or an entry names an event, mode, class or place that there is not: `line: what`.
    pub fn add_entries(&mut self, toml: &str) -> Result<(), String> {
        let line_of = |byte: usize| toml[..byte.min(toml.len())].matches('\n').count() + 1;
        let file: File = toml::from_str(toml).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(span.start));
            format!("{line}: {}", error.message())
        })?;
        let mut classes = file.classes;
        for (name, words) in &self.classes {
            classes.classes.entry(name.clone()).or_insert_with(|| words.iter().map(str::to_owned).collect());
        }
        for mut sense in file.entry {
            let line = toml.find(&format!("\"{}\"", sense.id)).map_or(1, line_of);
            sense.complete(&classes, &self.events).map_err(|error| format!("{line}: entry {}: {error}", sense.id))?;
            self.senses.retain(|other| other.id != sense.id);
            self.senses.push(sense);
        }
        self.classes.extend(classes.expanded()?);
        self.lexicon = Lexicon::of(&self.senses);
        Ok(())
    }
}
