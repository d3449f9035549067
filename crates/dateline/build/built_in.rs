//! Is what the built-in files say of countries, events and cues of speech sound? Users add none of these; the rest is in
//! `src/codebook/checks.rs`.

use std::collections::BTreeMap;

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

/// What is wrong with the quad class of an event.
pub(crate) fn quad(quad: u8) -> Option<Fault> {
    (!(1..=4).contains(&quad)).then(|| fault("quad", format!("the quad {quad} is none of 1 to 4")))
}

/// What is wrong with a cue of speech.
pub(crate) fn cue(cue: &Cue) -> Vec<Fault> {
    in_lower_case(&cue.verbs)
}

/// What is wrong with nouns that carry a content.
pub(crate) fn noun_cue(cue: &NounCue) -> Vec<Fault> {
    in_lower_case(&cue.nouns)
}

/// What is wrong with phrases that name a source: they are in lower case but for the mark of its place.
pub(crate) fn phrase(phrase: &Phrase) -> Vec<Fault> {
    let plain = phrase.phrases.iter().map(|words| (words, words.replacen('X', "", 1)));
    plain.filter(|(_, plain)| *plain != plain.to_lowercase()).map(|(words, _)| not_lower(words)).collect()
}
