//! Is what the built-in files say of countries, events and cues of speech sound? Users add none of these; the rest is in
//! `src/codebook/checks.rs`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;

use super::checks::{Facts, fault, in_lower_case, not_lower};
use super::entries::{Country, Cue, NounCue, Phrase};
use super::source::Fault;

/// The continents, as GeoNames has them.
const CONTINENTS: [&str; 7] = ["AF", "AN", "AS", "EU", "NA", "OC", "SA"];

/// What is wrong with a country.
pub(crate) fn country(country: &Country, facts: &Facts<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if country.code.len() != 3 || !country.code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        faults.push(fault(&country.code, format!("{} is no code of three capital letters", country.code)));
    }
    if !CONTINENTS.contains(&country.continent()) {
        faults.push(fault(country.continent(), format!("there is no continent {}", country.continent())));
    }
    if !(-90.0..=90.0).contains(&country.lat) || !(-180.0..=180.0).contains(&country.lon) {
        faults.push(fault("lat", format!("{}, {} is no point on Earth", country.lat, country.lon)));
    }
    faults.extend(country.sovereign.iter().filter_map(|code| facts.country_code(code)));
    faults
}

/// What is wrong with the modes that an event takes from the act it speaks of.
pub(crate) fn content<'c>(modes: &BTreeMap<String, f64>, content: impl Iterator<Item = &'c String>) -> Vec<Fault> {
    let missing = content.filter(|mode| !modes.contains_key(*mode));
    missing.map(|mode| fault(mode, format!("it has no mode {mode}"))).collect()
}

/// What is wrong with a cue of speech.
pub(crate) fn cue(cue: &Cue) -> Vec<Fault> {
    let mut faults = in_lower_case(&cue.verbs);
    faults.extend(one_of::<CueKind>(&cue.kind));
    faults.extend(cue.takes.iter().filter_map(|taken| one_of::<CueContent>(taken)));
    faults.extend(cue.addressee.iter().filter_map(|place| one_of::<HearerPlace>(place)));
    faults
}

/// What is wrong with nouns that carry a content.
pub(crate) fn noun_cue(cue: &NounCue) -> Vec<Fault> {
    let mut faults = in_lower_case(&cue.nouns);
    faults.extend(one_of::<CueKind>(&cue.kind));
    faults.extend(cue.takes.iter().filter_map(|taken| one_of::<CueContent>(taken)));
    faults
}

/// What is wrong with phrases that name a source: they are in lower case but for the mark of its place.
pub(crate) fn phrase(phrase: &Phrase) -> Vec<Fault> {
    let plain = phrase.phrases.iter().map(|words| (words, words.replacen('X', "", 1)));
    plain.filter(|(_, plain)| *plain != plain.to_lowercase()).map(|(words, _)| not_lower(words)).collect()
}

/// What is wrong with a word that is to be one of those of a type.
fn one_of<'w, T: Deserialize<'w>>(word: &'w str) -> Option<Fault> {
    let read: Result<T, serde::de::value::Error> = T::deserialize(word.into_deserializer());
    read.err().map(|error| fault(word, error.to_string()))
}

/// What is told by the content that a cue introduces.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum CueKind {
    /// Something said.
    Speech,
    /// Something believed.
    Belief,
    /// Something meant to be done.
    Intention,
    /// Something felt.
    Emotion,
    /// Something known.
    Knowledge,
}

/// What a cue introduces.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum CueContent {
    /// A finite clause.
    That,
    /// Direct speech.
    Quote,
    /// An infinitive whose subject is the source.
    To,
    /// An object and an infinitive.
    ObjectTo,
    /// A question.
    Whether,
    /// An object and what a preposition governs.
    Of,
    /// An object and what it is taken as.
    As,
    /// What "for" governs.
    For,
    /// A noun phrase.
    Noun,
}

/// Where the hearer stands.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum HearerPlace {
    /// The object: told X.
    Object,
    /// Behind a preposition: said to X.
    To,
}
