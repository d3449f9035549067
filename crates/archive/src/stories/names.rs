//! Which words of a report are names where a capital does not tell, and which are those of countries?
//!
//! A capital says nothing of the first word of a sentence. The record knows more: whom it names, and what stands before the
//! noun in `Kent police` and `Russian forces`.

use dateline::record::{Actor, Feature, Mention, MentionKind, Party, Record, Span};

use super::happening::country;
use super::words::{is_common, is_vague, tokens};

/// A record with its text, as it is asked for names.
pub(super) struct Names<'r> {
    record: &'r Record,
    text: &'r str,
    /// The byte at which each character begins, since spans count characters.
    starts: Vec<usize>,
}

impl<'r> Names<'r> {
    pub(super) fn of(record: &'r Record, text: &'r str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { record, text, starts }
    }

    /// Words that are names or single a party out, where they open a sentence.
    pub(super) fn opening(&self) -> Vec<String> {
        let mentions = || self.record.actors.iter().flat_map(|actor| &actor.mentions);
        let named = mentions().filter(|mention| mention.kind == MentionKind::Name).map(|mention| mention.span);
        let places = self.record.places.iter().map(|place| place.span);
        let names = named.chain(places).filter(|span| self.opens(*span)).flat_map(|span| self.capitalised(span));
        let described =
            mentions().filter(|mention| mention.kind == MentionKind::Description).map(|mention| mention.span);
        let parties = described.chain(self.parties().map(|party| party.span));
        let single_out = parties.filter(|span| self.opens(*span)).filter_map(|span| self.before_noun(span));
        distinct(names.chain(single_out).chain(self.of_countries(|span| self.opens(span))))
    }

    /// Words for countries and their people.
    pub(super) fn broad(&self) -> Vec<String> {
        let countries = self.record.places.iter().filter(|place| place.feature == Some(Feature::Country));
        let names = countries.flat_map(|place| self.capitalised(place.span));
        distinct(names.chain(self.of_countries(|_| true)))
    }

    /// Words for places.
    pub(super) fn places(&self) -> Vec<String> {
        distinct(self.record.places.iter().flat_map(|place| self.capitalised(place.span)))
    }

    fn parties(&self) -> impl Iterator<Item = &'r Party> + Clone {
        self.record.events.iter().flat_map(|event| event.actor.iter().chain(&event.recipient))
    }

    /// Words that tell the country of a party or another mention: `Russian` of `Russian forces`, or `Israelis`.
    fn of_countries(&self, may: impl Fn(Span) -> bool + Copy) -> impl Iterator<Item = &'r str> {
        let of_one = |actor: &&Actor| actor.country.is_some();
        let is_described = |mention: &&Mention| mention.kind == MentionKind::Description;
        let described = self.record.actors.iter().filter(of_one).flat_map(|actor| &actor.mentions).filter(is_described);
        let before = described.map(|mention| mention.span).filter(move |span| may(*span));
        let parties = self.parties().filter(|party| party.actor.is_none() && country(party).is_some());
        let parties = parties.map(|party| party.span).filter(move |span| may(*span));
        let alone = parties.clone().filter(|span| self.words(*span).nth(1).is_none());
        let before = before.chain(parties).filter_map(|span| self.before_noun(span));
        before.chain(alone.flat_map(|span| self.capitalised(span)))
    }

    fn at(&self, place: u32) -> usize {
        self.starts.get(place as usize).copied().unwrap_or(self.text.len())
    }

    fn words(&self, span: Span) -> impl Iterator<Item = &'r str> {
        let (start, end) = (self.at(span.start), self.at(span.end));
        tokens(self.text.get(start..end).unwrap_or_default()).map(|token| token.text)
    }

    /// Whether a sentence may begin there.
    fn opens(&self, span: Span) -> bool {
        let before = self.text[..self.at(span.start)].trim_end_matches(' ');
        !before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }

    fn capitalised(&self, span: Span) -> impl Iterator<Item = &'r str> {
        self.words(span).filter(|word| is_name(word))
    }

    /// The first word, if it stands before a noun and singles out which party is meant: of `Kent police`, not of `Armed men` or
    /// `Soldiers of the garrison`.
    fn before_noun(&self, span: Span) -> Option<&'r str> {
        let mut words = self.words(span);
        let (first, second) = (words.next()?, words.next()?);
        let is_noun = second.starts_with(char::is_lowercase) && !is_common(second);
        (is_name(first) && !is_vague(first) && is_noun).then_some(first)
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !is_common(word)
}

fn distinct<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}
