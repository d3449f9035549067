//! Who is meant, in all reports together, and are two the same?
//!
//! A report often leaves out of which country a minister is. Other reports tell: the country that most of them give a person is
//! hers in all.

use std::collections::BTreeMap;

use dateline::record::{ActorKind, Party, Record, Sector};
use serde::{Deserialize, Serialize};

use crate::stories::{fold, is_common, tokens};

/// Sectors whose bodies stand for their state.
const STATE: [Sector; 6] = [Sector::Gov, Sector::Mil, Sector::Leg, Sector::Jud, Sector::Cop, Sector::Spy];

/// Somebody who demands, is asked, answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Somebody {
    /// Its fullest name.
    pub name: String,
    /// Country, ISO 3166-1 alpha-3, or body of many countries (`UNO`, `EUR`), where it is known.
    pub country: Option<String>,
    /// Whether it speaks for that country.
    pub is_state: bool,
    /// Whether its own words, or what all reports say of it, tell its country.
    pub is_sure: bool,
}

/// The country of each person, by the last word of the name.
#[derive(Debug, Default)]
pub(super) struct Homes {
    votes: BTreeMap<String, BTreeMap<String, f64>>,
}

/// What an inferred country counts beside one that is told.
const INFERRED: f64 = 0.25;

impl Homes {
    /// Counts what a record tells of persons.
    pub(super) fn count(&mut self, record: &Record) {
        for actor in record.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
            if let Some(country) = actor.code.as_deref().and_then(country) {
                self.vote(&actor.name, country, 1.0);
            }
        }
        for event in &record.events {
            for party in event.actor.iter().chain(&event.recipient) {
                let person = record
                    .actors
                    .iter()
                    .find(|actor| Some(&actor.id) == party.actor.as_ref() && actor.kind == ActorKind::Person);
                if let (Some(person), Some(country)) = (person, party.code.as_deref().and_then(country)) {
                    self.vote(&person.name, country, if party.from.is_some() { INFERRED } else { 1.0 });
                }
            }
        }
    }

    fn vote(&mut self, name: &str, country: &str, weight: f64) {
        if let Some(last) = tokens(name).last() {
            *self.votes.entry(fold(last.text)).or_default().entry(country.to_owned()).or_default() += weight;
        }
    }

    /// The country of a person, if most tell one.
    fn of(&self, name: &str) -> Option<&str> {
        let votes = self.votes.get(&fold(tokens(name).last()?.text))?;
        let (country, most) = votes.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
        (*most >= 1.0 && 2.0 * most > votes.values().sum()).then_some(country.as_str())
    }

    /// Who a party to an event of a record is.
    pub(super) fn somebody(&self, party: &Party, record: &Record, words: &str) -> Somebody {
        let actor = record.actors.iter().find(|actor| Some(&actor.id) == party.actor.as_ref());
        let name = actor.map_or(words, |actor| &actor.name);
        let code = party.code.as_deref();
        let told = actor.filter(|actor| actor.kind == ActorKind::Person).and_then(|actor| self.of(&actor.name));
        // "The government of President X" is of the country of X.
        let told = told.or_else(|| party.from.and_then(|_| self.named_in(words)));
        let sector = code.and_then(|code| code.split(' ').find_map(Sector::of));
        let country = told.or_else(|| code.and_then(country)).map(str::to_owned);
        Somebody {
            is_state: country.is_some() && sector.is_none_or(|sector| STATE.contains(&sector)),
            is_sure: told.is_some() || party.from.is_none() && country.is_some(),
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            country,
        }
    }

    /// The country of the person whose name stands in these words.
    fn named_in(&self, words: &str) -> Option<&str> {
        tokens(words).filter(|token| token.text.starts_with(char::is_uppercase)).find_map(|token| self.of(token.text))
    }
}

/// The country or body of many countries of a code.
fn country(code: &str) -> Option<&str> {
    let first = code.split(' ').next()?;
    let is_one = first.len() == 3 && Sector::of(first).is_none() && first != "IGO" && first != "UAF";
    is_one.then_some(first)
}

impl Somebody {
    /// Whether it is somebody: a state by its own words, or a body or person with a name.
    pub(super) fn is_known(&self) -> bool {
        let has_name = || tokens(&self.name).any(|token| !is_common(token.text) && token.text.len() > 2);
        self.is_sure || !self.is_state && has_name()
    }

    /// How much speaks for it that this is the other, from -1 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let sure = self.is_sure && other.is_sure;
        let one_country = self.country.is_some() && self.country == other.country;
        let two = self.country.is_some() && other.country.is_some() && !one_country;
        if self.is_state && other.is_state {
            return match (one_country, sure) {
                (true, true) => 1.0,
                (true, false) => 0.6,
                (false, true) => -1.0,
                (false, false) => -0.4,
            };
        }
        match (shared_name(&self.name, &other.name), two && sure) {
            (true, _) => 1.0,
            (false, true) => -0.8,
            (false, false) if self.is_known() && other.is_known() => -0.3,
            (false, false) => 0.0,
        }
    }

    /// A name to print: the country's code where it speaks for one, beside who it is.
    pub fn told(&self) -> String {
        match &self.country {
            Some(country) if self.is_state => format!("{country} ({})", self.name),
            _ => self.name.clone(),
        }
    }
}

/// Whether two names have a word in common that tells whose name it is.
fn shared_name(a: &str, b: &str) -> bool {
    let words = |name: &str| tokens(name).filter(|t| !is_common(t.text)).map(|t| fold(t.text)).collect::<Vec<_>>();
    let other = words(b);
    words(a).iter().any(|word| other.contains(word) && word.len() > 2)
}

/// How alike the likeliest two of two lists are; nothing, if one is empty.
pub(super) fn likeness(a: &[Somebody], b: &[Somebody]) -> Option<f64> {
    a.iter().flat_map(|a| b.iter().map(|b| a.likeness(b))).max_by(f64::total_cmp)
}
