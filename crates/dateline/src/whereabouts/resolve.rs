//! What is known of the place that each toponym names: its entry in the gazetteer with the next best, or about where it lies?

use rustc_hash::FxHashMap;

use super::candidates::{Candidate, candidates, is_division};
use super::choose::choose;
use super::containers::{containers, tells_outer};
use super::group::{Name, group, key};
use super::toponym::Toponym;
use crate::codebook::{Codebook, on_one_line};
use crate::desk::Place;
use crate::gazetteer::Entry;
use crate::grammar::names::behind_genitive;
use crate::home::Home;
use crate::record::{self, Feature, PlaceUse};

/// The place that each toponym names; without a point where none is known.
pub(super) fn resolve(text: &str, toponyms: &[Toponym], home: &Home, codebook: &Codebook) -> Vec<Place> {
    let written: Vec<&str> = toponyms.iter().map(|toponym| written(text, toponym, codebook)).collect();
    let mut by_key: FxHashMap<String, Vec<Candidate>> = FxHashMap::default();
    let keys: Vec<String> = toponyms.iter().zip(&written).map(|(t, name)| sense_key(text, t, name, codebook)).collect();
    for ((key, name), toponym) in keys.iter().zip(&written).zip(toponyms) {
        if !by_key.contains_key(key) {
            let mut found = candidates(name, codebook);
            if key.ends_with(STATE) && found.iter().any(|c| c.entry.feature == Feature::State) {
                found.retain(|c| c.entry.feature == Feature::State);
            }
            found.retain(|candidate| !home.excludes(name, &candidate.entry));
            if toponym.of.is_some() && found.iter().any(|c| c.entry.feature != Feature::City) {
                found.retain(|c| matches!(c.entry.feature, Feature::Country | Feature::Continent | Feature::Region));
            }
            by_key.insert(key.clone(), found);
        }
    }
    let of_mention: Vec<&[Candidate]> = keys.iter().map(|key| by_key[key].as_slice()).collect();
    let held = containers(text, toponyms, &of_mention, &codebook.vocabulary.places);
    let told = |i: usize| held[i] == Some(i + 1) && tells_outer(text, toponyms, i, &of_mention);
    let told: Vec<bool> = (0..toponyms.len()).map(told).collect();
    let (mut names, name_of) = group(&keys, &held, &told, &by_key);
    choose(&mut names, home);
    let focus = focus(&names, home);
    let place = |(i, toponym): (usize, &Toponym)| {
        let name = &names[name_of[i]];
        match name.chosen {
            Some(chosen) => Place {
                alternatives: alternatives(name, chosen),
                ..settled(toponym, &name.candidates[chosen], name.confidence)
            },
            None => {
                unknown(toponym, written[i], name.within.iter().find_map(|&outer| names[outer].entry()), focus.as_ref())
            }
        }
    };
    toponyms.iter().enumerate().map(place).collect()
}

/// The name of a toponym, with the word for a division of a country behind it: "Henan" of "Henan province" is no town.
fn written<'t>(text: &'t str, toponym: &'t Toponym, codebook: &Codebook) -> &'t str {
    let name = &text[toponym.bytes.range()];
    if let Some(of) = &toponym.of {
        return of;
    }
    let Some(behind) = text[toponym.bytes.end as usize..].strip_prefix(' ') else { return name };
    let kind = &behind[..behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len())];
    let told = codebook.vocabulary.places.division_kinds.holds(&kind.to_lowercase());
    let longer = &text[toponym.bytes.start as usize..toponym.bytes.end as usize + 1 + kind.len()];
    let division =
        || candidates(longer, codebook).iter().any(|candidate| is_division(&candidate.entry) && !candidate.peeled);
    if told && division() { longer } else { name }
}

/// What marks the key of a name that an office of states follows.
const STATE: &str = "\u{1}";

/// The key of a name, and whether a state is meant by it.
fn sense_key(text: &str, toponym: &Toponym, name: &str, codebook: &Codebook) -> String {
    let key = key(toponym, name);
    if has_office_of_state(text, toponym, codebook) { format!("{key}{STATE}") } else { key }
}

/// "Georgia's governor", "the Georgia legislature": no country has one.
fn has_office_of_state(text: &str, toponym: &Toponym, codebook: &Codebook) -> bool {
    let rest = &text[toponym.bytes.end as usize..];
    let rest = behind_genitive(rest).unwrap_or(rest);
    let word = rest.strip_prefix(' ').unwrap_or_default();
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    toponym.of.is_none() && codebook.vocabulary.places.offices_of_states.holds(&word.to_lowercase())
}

/// How many places of the name are told beside the chosen one.
const ALTERNATIVES: usize = 3;

/// The next best of a name, apart from the chosen one and from each other; what the chosen one leaves of certainty is
/// shared among all of them by their scores.
fn alternatives(name: &Name, chosen: usize) -> Vec<record::Alternative> {
    let apart = |one: &Entry, other: &Entry| one.km_to(other.lat, other.lon) > 50.0 || one.feature != other.feature;
    let mut order: Vec<usize> = (0..name.scores.len()).filter(|&i| i != chosen).collect();
    order.sort_by(|&a, &b| name.scores[b].total_cmp(&name.scores[a]).then(a.cmp(&b)));
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        let entry = &name.candidates[i].entry;
        if std::iter::once(&chosen).chain(&kept).all(|&k| apart(entry, &name.candidates[k].entry)) {
            kept.push(i);
        }
    }
    let weight = |i: usize| (name.scores[i] - name.scores[chosen]).exp();
    let all: f64 = kept.iter().map(|&i| weight(i)).sum();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let told = |&i: &usize| {
        let entry = &name.candidates[i].entry;
        record::Alternative {
            name: entry.name.to_owned(),
            country: some(entry.country),
            admin1: some(entry.admin1),
            lat: entry.lat,
            lon: entry.lon,
            geonames: (entry.id != 0).then_some(entry.id),
            feature: entry.feature,
            confidence: (100.0 * (1.0 - name.confidence) * weight(i) / all).round() / 100.0,
        }
    };
    kept.iter().take(ALTERNATIVES).map(told).collect()
}

fn settled(toponym: &Toponym, candidate: &Candidate, confidence: f64) -> Place {
    let entry = &candidate.entry;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let exact = !candidate.peeled;
    let actor = if toponym.used == PlaceUse::Place { 1.0 } else { 0.9 };
    Place {
        bytes: toponym.bytes,
        tokens: toponym.tokens.clone(),
        used: toponym.used,
        name: entry.name.to_owned(),
        country: some(entry.country),
        admin1: some(entry.admin1),
        lat: Some(entry.lat),
        lon: Some(entry.lon),
        geonames: (entry.id != 0 && exact).then_some(entry.id),
        feature: Some(entry.feature),
        confidence: (100.0 * confidence * actor).round() / 100.0,
        alternatives: Vec::new(),
    }
}

/// Where a local story plays: the paper's home, else the town that most of its places are near.
struct Focus {
    country: String,
    admin1: String,
    point: (f64, f64),
}

/// How near places are that belong to one local story, in kilometres.
const LOCAL: f64 = 200.0;

fn focus(names: &[Name], home: &Home) -> Option<Focus> {
    let towns =
        || names.iter().filter_map(|name| Some((name.mentions as f64, name.entry()?))).filter(|(_, e)| is_small(e));
    let all: f64 = towns().map(|(mentions, _)| mentions).sum();
    let near = |lat: f64, lon: f64| {
        let close = towns().filter(|(_, entry)| entry.km_to(lat, lon) < LOCAL);
        close.map(|(mentions, _)| mentions).sum::<f64>()
    };
    if let Some(point) = home.point {
        let local = near(point.0, point.1) * 2.0 >= all;
        return local.then(|| Focus { country: home.country.clone(), admin1: home.admin1.clone(), point });
    }
    let (_, main) = towns().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let local = near(main.lat, main.lon) * 1.5 >= all;
    let (country, admin1) = (main.country.to_owned(), main.admin1.to_owned());
    local.then_some(Focus { country, admin1, point: (main.lat, main.lon) })
}

fn is_small(entry: &Entry) -> bool {
    matches!(entry.feature, Feature::City | Feature::County | Feature::Site)
}

/// A place that the gazetteer does not have: about where the place is that it lies in, or where the story plays.
fn unknown(toponym: &Toponym, written: &str, outer: Option<&Entry>, focus: Option<&Focus>) -> Place {
    let outer = outer.filter(|entry| entry.feature != Feature::Continent);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (country, admin1, point) = match (outer, focus) {
        (Some(outer), Some(focus)) if lies_about(focus, outer) => {
            (focus.country.as_str(), focus.admin1.as_str(), Some(focus.point))
        }
        (Some(outer), _) => (outer.country, outer.admin1, Some((outer.lat, outer.lon))),
        (None, Some(focus)) => (focus.country.as_str(), focus.admin1.as_str(), Some(focus.point)),
        (None, None) => ("", "", None),
    };
    Place {
        bytes: toponym.bytes,
        tokens: toponym.tokens.clone(),
        used: toponym.used,
        name: on_one_line(written),
        country: some(country),
        admin1: some(admin1),
        lat: point.map(|point| point.0),
        lon: point.map(|point| point.1),
        geonames: None,
        feature: None,
        confidence: if outer.is_some() { 0.2 } else { 0.1 },
        alternatives: Vec::new(),
    }
}

/// Whether the story plays within the state or country that the place is said to lie in.
fn lies_about(focus: &Focus, outer: &Entry) -> bool {
    let division = outer.feature == Feature::Country || outer.feature == Feature::State && outer.admin1 == focus.admin1;
    division && outer.country == focus.country
}
