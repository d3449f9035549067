//! Which answers might be right for an act, and where do they stand from its word? The texts here are names of features: one
//! that changes loses its weight.

use std::collections::{BTreeMap, BTreeSet};

use dateline_language::{Bytes, Name, NameKind, Relation, Token};

use crate::article::StoryPartKind;
use crate::desk::{Desk, Place, Time};
use crate::did::event::Event;
use crate::grammar::{self, acts};
use crate::record::Aux;
use crate::weights::Evidence;
use crate::when::tense::{Tense, of_verb};

/// How many days, and how many places, are looked at: those that stand nearest.
pub(super) const NEAREST: usize = 16;

/// An answer that might be right, with what speaks for it.
pub(super) struct Candidate<T> {
    /// Nothing for an act of which no answer is told.
    pub(super) answer: Option<T>,
    pub(super) evidence: Evidence,
}

/// How many places around an act are looked at, to find the nearest of each name.
pub(super) const LOOKED_AT: usize = 256;

/// What an article names, gathered once for all its acts.
pub(super) struct Named<'d> {
    /// Times on the calendar, in the order of the text.
    pub(super) times: Vec<&'d Time>,
    /// How often each value of a time is told.
    pub(super) values: BTreeMap<Option<&'d str>, usize>,
    /// In the order of the text.
    pub(super) places: Vec<&'d Place>,
    /// How often each place is named.
    pub(super) often: BTreeMap<&'d str, usize>,
    /// The places of each country that hold no others, by name.
    pub(super) small: BTreeMap<Option<&'d str>, BTreeSet<&'d str>>,
    /// Buildings, parks, quarters that no gazetteer has: named behind a word such as "at".
    pub(super) sites: Vec<Name<'d>>,
}

impl<'d> Named<'d> {
    pub(super) fn of(desk: &'d Desk<'d>) -> Self {
        let mut times: Vec<&Time> = desk.times.iter().filter(|time| time.is_on_calendar()).collect();
        times.sort_by_key(|time| time.bytes.start);
        let mut places: Vec<&Place> = desk.places.iter().collect();
        places.sort_by_key(|place| place.bytes.start);
        let (mut values, mut often, mut small) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        desk.times.iter().for_each(|time| *values.entry(time.value.as_deref()).or_default() += 1);
        for place in &places {
            *often.entry(&*place.name).or_default() += 1;
            if place.feature.is_some_and(|feature| !feature.contains_others()) {
                let of_country: &mut BTreeSet<&str> = small.entry(place.country.as_deref()).or_default();
                of_country.insert(&place.name);
            }
        }
        Self { times, values, places, often, small, sites: sites(desk) }
    }
}

fn sites<'d>(desk: &'d Desk<'d>) -> Vec<Name<'d>> {
    let is_site = |label: NameKind| matches!(label, NameKind::Fac | NameKind::Org | NameKind::Loc | NameKind::Gpe);
    let located = |name: &Name<'_>| {
        let span = name.span();
        let root = span.root().filter(|root| root.dep() == Relation::Pobj && acts::locates(root.head().lower()));
        let mut places = desk.places.over(span.start()..span.end());
        root.is_some() && !places.any(|place| place.bytes.overlaps(span.bytes()))
    };
    desk.doc.names().filter(|name| is_site(name.label()) && located(name)).collect()
}

/// The nearest to a byte of what is in the order of the text.
pub(super) fn nearest<T: Copy>(sorted: &[T], at: u32, most: usize, start: impl Fn(T) -> u32) -> Vec<T> {
    let behind = sorted.partition_point(|one| start(*one) < at);
    let near = behind.saturating_sub(most)..(behind + most).min(sorted.len());
    let mut near = sorted[near].to_vec();
    near.sort_by_key(|one| start(*one).abs_diff(at));
    near.truncate(most);
    near
}

/// What is asked of every candidate of an act.
pub(super) struct Asked<'d, 'e> {
    pub(super) desk: &'d Desk<'d>,
    pub(super) all: &'e Named<'d>,
    pub(super) event: &'e Event<'e>,
    pub(super) trigger: Token<'d>,
    pub(super) tense: &'static str,
    pub(super) status: &'static str,
    named: bool,
}

impl<'d, 'e> Asked<'d, 'e> {
    pub(super) fn of(desk: &'d Desk<'d>, all: &'e Named<'d>, event: &'e Event<'e>, named: bool) -> Self {
        let trigger = desk.doc.token(event.trigger);
        let verb = std::iter::once(trigger).chain(trigger.ancestors()).find(|above| grammar::is_verbal(*above));
        let tense = match verb.and_then(|verb| of_verb(verb, &desk.codebook.vocabulary.times)) {
            Some(Tense::Past) => "past",
            Some(Tense::Present) => "present",
            Some(Tense::Future) => "future",
            Some(Tense::Unknown) | None => "no tense",
        };
        let status = event.aux.first().copied().map_or("done", Aux::name);
        Self { desk, all, event, trigger, tense, status, named }
    }

    pub(super) fn evidence(&self) -> Evidence {
        if self.named { Evidence::named() } else { Evidence::default() }
    }

    /// Where a stretch stands from the act's word.
    pub(super) fn far(&self, bytes: Bytes) -> &'static str {
        let sentence = self.trigger.sentence().bytes();
        if sentence.contains(bytes) {
            let between = bytes.start.abs_diff(self.trigger.bytes().start);
            return match (bytes.start < self.trigger.bytes().start, between) {
                (true, 0..=25) => "before by 25",
                (true, 26..=80) => "before by 80",
                (true, _) => "before in the sentence",
                (false, 0..=25) => "behind by 25",
                (false, 26..=80) => "behind by 80",
                (false, _) => "behind in the sentence",
            };
        }
        if bytes.start < sentence.start {
            let before = sentence.start - bytes.end.min(sentence.start);
            return ["within 200 before", "within 600 before", "far before"]
                [usize::from(before > 200) + usize::from(before > 600)];
        }
        let behind = bytes.start - sentence.end.min(bytes.start);
        ["within 200 behind", "within 600 behind", "far behind"][usize::from(behind > 200) + usize::from(behind > 600)]
    }

    /// In which part of the article a stretch stands, beside that of the act.
    pub(super) fn part(&self, bytes: Bytes) -> &'static str {
        let parts = &self.desk.article.parts;
        if self.desk.article.dateline.as_ref().is_some_and(|dateline| dateline.bytes.contains(bytes)) {
            return "dateline";
        }
        let Some(at) = self.desk.article.part_around(bytes) else { return "beside the story" };
        let first = parts.iter().position(|part| part.kind == StoryPartKind::Paragraph).unwrap_or_default();
        match parts[at].kind {
            StoryPartKind::Headline => "headline",
            _ if parts[at].bytes.contains(self.trigger.bytes()) => "paragraph",
            StoryPartKind::Heading => "heading",
            _ if at <= first => "opening",
            _ => "elsewhere",
        }
    }
}

pub(super) fn how_often(count: usize) -> &'static str {
    match count {
        0..=1 => "1",
        2 => "2",
        3..=4 => "3-4",
        _ => "5-",
    }
}
