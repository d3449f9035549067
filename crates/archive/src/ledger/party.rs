//! Who is meant, in all reports together, and are two the same?
//!
//! A report often leaves out of which country a minister is. Other reports tell: the country that most of them give a person is
//! hers in all.

use std::collections::BTreeMap;

use dateline::record::{Actor, ActorKind, Party, Record, Sector};
use serde::{Deserialize, Serialize};

use super::lexicon::{Cue, LEXICON, Stem};
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
    /// The words that name it, and those of the body for which it speaks.
    #[serde(skip)]
    pub(super) words: Vec<String>,
    /// What it is, where it is no state: rebels, workers, a company.
    #[serde(skip)]
    pub(super) sector: Option<Sector>,
}

/// The country of each person, and the body he or she speaks for, by the last word of the name.
#[derive(Debug, Default)]
pub(super) struct Homes {
    votes: BTreeMap<String, BTreeMap<String, f64>>,
    bodies: BTreeMap<String, BTreeMap<String, f64>>,
}

/// Letters, and words, between a person and the body that the same words name.
const NEAR: usize = 45;
const FEW: usize = 5;

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

    /// Counts which persons a report names beside a body: "union leader A", "A, chairman of the union".
    pub(super) fn count_bodies(&mut self, record: &Record, chars: &[char]) {
        let mut mentions: Vec<_> = record
            .actors
            .iter()
            .flat_map(|actor| actor.mentions.iter().map(move |mention| (mention.span.start, mention.span.end, actor)))
            .collect();
        mentions.sort_by_key(|(start, end, _)| (*start, *end));
        let gap = |from: u32, to: u32| chars.get(from as usize..to as usize).map(|gap| gap.iter().collect::<String>());
        for pair in mentions.windows(2) {
            let [(_, end, first), (start, _, second)] = pair else { continue };
            let Some(gap) = gap(*end, *start).filter(|gap| gap.len() < NEAR) else { continue };
            let of_body = gap.starts_with(',') && [" of ", " for ", " at "].iter().any(|of| gap.contains(of));
            let is_near = !gap.contains(['.', ';', '"', '“', '”', '\n']) && gap.split_whitespace().count() <= FEW;
            let is_plain = !gap.contains(", ") || gap.trim() == "," || gap.ends_with(", ");
            let is_body = |actor: &Actor| matches!(actor.kind, ActorKind::Organization | ActorKind::Group);
            let is_person = |actor: &Actor| actor.kind == ActorKind::Person;
            match () {
                () if is_near && is_person(first) && is_body(second) && of_body => self.side(&first.name, &second.name),
                () if is_near && is_person(second) && is_body(first) && is_plain && !tells(&gap) => {
                    self.side(&second.name, &first.name);
                }
                () => {}
            }
        }
    }

    fn side(&mut self, name: &str, body: &str) {
        if let Some(last) = tokens(name).last().filter(|last| LEXICON.tells_whose(last.text)) {
            *self.bodies.entry(fold(last.text)).or_default().entry(body.to_owned()).or_default() += 1.0;
        }
    }

    /// The body for which most say that a person speaks.
    fn body_of(&self, name: &str) -> Option<&String> {
        let bodies = self.bodies.get(&fold(tokens(name).last()?.text))?;
        bodies.iter().max_by(|a, b| a.1.total_cmp(b.1)).map(|(body, _)| body)
    }

    fn vote(&mut self, name: &str, country: &str, weight: f64) {
        // "The foreign minister" is of as many countries as there are.
        if let Some(last) = tokens(name).last().filter(|last| LEXICON.tells_whose(last.text)) {
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
        let is_person = actor.is_some_and(|actor| actor.kind == ActorKind::Person);
        let also = if is_person { self.body_of(name).map(String::as_str) } else { Some(words) };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Somebody {
            words: proper(&name).into_iter().chain(also.into_iter().flat_map(proper)).collect(),
            sector,
            is_state: country.is_some() && sector.is_none_or(|sector| STATE.contains(&sector)),
            is_sure: told.is_some() || party.from.is_none() && country.is_some(),
            name,
            country,
        }
    }

    /// The country of the person whose name stands in these words.
    fn named_in(&self, words: &str) -> Option<&str> {
        tokens(words).filter(|token| token.text.starts_with(char::is_uppercase)).find_map(|token| self.of(token.text))
    }
}

/// The country or body of many countries of a code.
pub(super) fn country(code: &str) -> Option<&str> {
    let first = code.split(' ').next()?;
    let is_one = first.len() == 3 && Sector::of(first).is_none() && first != "IGO" && first != "UAF";
    is_one.then_some(first)
}

impl Somebody {
    /// A place that stands for the government of its country.
    pub(super) fn place(name: &str, country: Option<&str>) -> Self {
        let country = country.map(str::to_owned);
        Self {
            name: name.to_owned(),
            is_state: country.is_some(),
            is_sure: country.is_some(),
            country,
            words: proper(name),
            sector: None,
        }
    }

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
        let is_named = |one: &Self| one.name.split(' ').any(|word| word.starts_with(char::is_uppercase));
        match (self.shares_name(other), two && sure) {
            (true, _) => 1.0,
            (false, true) => -0.8,
            (false, false) if is_named(self) && is_named(other) => -0.4,
            // "The rebels" are the Column, where no other rebels are named.
            (false, false) if self.sector.is_some() && self.sector == other.sector => 0.4,
            (false, false) => 0.0,
        }
    }

    /// Whether a name of the one is one of the other's.
    fn shares_name(&self, other: &Self) -> bool {
        self.words.iter().any(|word| other.words.contains(word))
    }

    /// A name to print: the country's code where it speaks for one, beside who it is.
    pub fn told(&self) -> String {
        match &self.country {
            Some(country) if self.is_state => format!("{country} ({})", self.name),
            _ => self.name.clone(),
        }
    }
}

/// Whether words between two names tell something that the first does.
fn tells(gap: &str) -> bool {
    let is_verb = |stem: Stem| stem.stem.len() > 3 && gap[stem.start..stem.end].ends_with("ed");
    let stems = LEXICON.stems(gap);
    LEXICON.cues(&stems).iter().any(|hit| !matches!(hit.cue, Cue::Article | Cue::Agent))
        || stems.into_iter().any(is_verb)
}

/// The words of a name that tell whose it is: "Alliance farmers" are those of the Alliance, and not all farmers.
fn proper(name: &str) -> Vec<String> {
    let all: Vec<&str> = tokens(name).filter(|token| !is_common(token.text)).map(|token| token.text).collect();
    let is_proper = |word: &&str| word.starts_with(char::is_uppercase);
    let has_name = all.iter().any(is_proper);
    let own = all.into_iter().filter(|word| word.len() > 2 && (!has_name || is_proper(word)));
    own.map(fold).collect()
}

/// How alike the likeliest two of two lists are; nothing, if one is empty.
pub(super) fn likeness<'b>(a: &[Somebody], b: impl IntoIterator<Item = &'b Somebody>) -> Option<f64> {
    b.into_iter().flat_map(|b| a.iter().map(|a| a.likeness(b))).max_by(f64::total_cmp)
}
