//! Which words of an article, and what else about it, tell a country?

use std::ops::Range;

use dateline_language::Bytes;

use super::weights::Kind;
use crate::codebook::{Codebook, Known};
use crate::desk::Desk;
use crate::grammar::names::without_genitive;
use crate::phrases::names::Named;
use crate::record::{ActorKind, Feature, MentionKind, PlaceUse};

/// The most words of a name in a headline that came apart from the text.
const LONGEST_NAME: usize = 5;

/// Words that tell a country.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    pub(super) kind: Kind,
    /// ISO 3166-1 alpha-3, of a state.
    pub(super) country: String,
    /// The sentence; none where they stand outside all: in the dateline.
    pub(super) sentence: Option<usize>,
    pub(super) bytes: Bytes,
}

/// The words of an article that tell a country, in the order of the text.
pub(super) fn in_text(desk: &Desk<'_>) -> Vec<Evidence> {
    let mut words = Words { desk, taken: vec![false; desk.doc.len()], found: Vec::new() };
    words.take_places();
    words.take_names();
    words.take_actors();
    words.take_institutions();
    words.found.sort_by_key(|evidence| evidence.bytes);
    words.found
}

/// The countries told by a headline that came apart from the text.
pub(super) fn in_title(title: &str, codebook: &Codebook) -> Vec<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut countries = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let longest = LONGEST_NAME.min(words.len() - i);
        let country = |length: &usize| country_named(&words[i..i + length].join(" "), codebook);
        let found = (1..=longest).rev().find_map(|length| Some((length, country(&length)?)));
        i += found.as_ref().map_or(1, |(length, _)| *length);
        countries.extend(found.map(|(_, country)| state(&country, codebook)));
    }
    countries
}

/// The country that a name tells, whatever marks stand around it.
fn country_named(name: &str, codebook: &Codebook) -> Option<String> {
    let bare = name.trim_matches(|mark: char| !mark.is_alphanumeric() && mark != '.');
    let spellings = [bare, bare.trim_end_matches('.'), without_genitive(bare)];
    spellings.iter().find_map(|name| match *codebook.known(name).first()? {
        Known::Country(i) | Known::Adjective(i) | Known::People(i) | Known::Seat(i) => {
            Some(codebook.countries[i].code.clone())
        }
        Known::Organization(i) => codebook.organizations[i].country.clone(),
        Known::Person(_) => None,
    })
}

/// The state that a country or territory belongs to.
pub(super) fn state(code: &str, codebook: &Codebook) -> String {
    let sovereign = codebook.country(code).and_then(|country| country.sovereign.clone());
    sovereign.unwrap_or_else(|| code.to_owned())
}

/// The words of an article, of which each tells a country once.
struct Words<'d, 'a> {
    desk: &'d Desk<'a>,
    taken: Vec<bool>,
    found: Vec<Evidence>,
}

impl Words<'_, '_> {
    /// Evidence of words that tell nothing else yet.
    fn take(&mut self, kind: Kind, country: &str, words: Range<usize>) {
        if self.taken[words.clone()].iter().any(|taken| *taken) {
            return;
        }
        self.taken[words.clone()].fill(true);
        let span = self.desk.doc.span(words.start, words.end);
        let sentence = Some(self.desk.doc.token(words.start).sentence_number());
        let country = state(country, self.desk.codebook);
        self.found.push(Evidence { kind, country, sentence, bytes: span.bytes() });
    }

    fn take_places(&mut self) {
        let desk = self.desk;
        let dateline = desk.article.dateline.as_ref().map(|dateline| dateline.bytes);
        for place in desk.places.iter() {
            let Some(country) = &place.country else { continue };
            if place.tokens.is_empty() {
                let opens = dateline.is_some_and(|dateline| dateline.contains(place.bytes));
                let kind = if opens { Kind::Dateline } else { Kind::Place };
                let country = state(country, desk.codebook);
                self.found.push(Evidence { kind, country, sentence: None, bytes: place.bytes });
                continue;
            }
            let kind = match (place.used, place.feature) {
                (PlaceUse::Actor, _) => Kind::Actor,
                (PlaceUse::NamePart, _) => Kind::NamePart,
                (_, Some(Feature::Country)) => Kind::Country,
                _ => Kind::Place,
            };
            self.take(kind, country, place.tokens.clone());
        }
    }

    fn take_names(&mut self) {
        let desk = self.desk;
        for name in &desk.phrases.names {
            let Named::Known(known) = &name.named else { continue };
            let kind = match known.first() {
                Some(Known::Country(_)) => Kind::Country,
                Some(Known::Seat(_)) => Kind::Actor,
                Some(Known::Adjective(_) | Known::People(_)) => Kind::Adjective,
                _ => continue,
            };
            if let Some(country) = desk.phrases.country_at(name.tokens.start) {
                self.take(kind, &country, name.tokens.clone());
            }
        }
    }

    fn take_actors(&mut self) {
        let desk = self.desk;
        for mention in desk.who.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            let actor = &desk.who.actors[mention.actor];
            let kind = match actor.kind {
                ActorKind::Person => Kind::Official,
                ActorKind::Organization | ActorKind::Group => Kind::Body,
                ActorKind::Country => Kind::Country,
                ActorKind::Place => continue,
            };
            if let Some(country) = &actor.coding.country {
                self.take(kind, country, mention.head..mention.head + 1);
            }
        }
    }

    /// "The sheriff", "Lok Sabha".
    fn take_institutions(&mut self) {
        let desk = self.desk;
        for (country, phrases) in &desk.codebook.vocabulary.setting.institutions {
            let mut i = 0;
            while i < desk.doc.len() {
                let word = |k: usize| if i + k < desk.doc.len() { desk.doc.token(i + k).lower() } else { "" };
                let length = phrases.length(word);
                if let Some(length) = length {
                    self.take(Kind::Institution, country, i..i + length);
                }
                i += length.unwrap_or(1);
            }
        }
    }
}
