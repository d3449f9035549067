//! Whom has the article told of so far, and by what are they found again?

use std::ops::Range;

use dateline_language::{Doc, Token};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::described::Described;
use super::extent::phrase_start;
use crate::codebook::{Actors, Codebook, on_one_line};
use crate::desk::{Actor, Desk, Limit, Mention, Place, Who};
use crate::phrases::Phrases;
use crate::phrases::coding::last_office;
use crate::record::{ActorKind, MentionKind};

/// What makes two mentions one actor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ActorKey<'c> {
    /// A person of the codebook, by number.
    Person(usize),
    /// A body of the codebook by its name; with the state that has its own of that name, where another state is meant.
    Body(&'c str, Option<String>),
    /// A body that the codebook lacks, by its name.
    OtherBody(String),
    /// A people, party or faith that the codebook lacks, by its name.
    Group(String),
    /// A country, by its code.
    Country(&'c str),
    /// The people of a country, by its code.
    People(&'c str),
    /// The capital of a country, by its code.
    Capital(&'c str),
    /// A seat of government, by its name.
    Seat(String),
    /// A place, by its name.
    Place(String),
    /// Who or what has a role in a country.
    Role(String, Option<String>),
}

/// The actors found so far, with what later mentions are matched by.
#[derive(Debug)]
pub(super) struct Cast<'a> {
    /// The article's analysis.
    pub(super) doc: &'a Doc,
    pub(super) limit: Limit<'a>,
    pub(super) codebook: &'a Codebook,
    /// The day of the report.
    pub(super) day: Option<Date>,
    pub(super) phrases: &'a Phrases<'a>,
    /// In the order of the text.
    pub(super) places: &'a [Place],
    /// Actors and mentions so far.
    pub(super) who: Who,
    /// All but people whom the codebook lacks.
    pub(super) by_key: FxHashMap<ActorKey<'a>, usize>,
    /// Full names and family names of people, the first actor of that name first.
    pub(super) people: FxHashMap<String, Vec<usize>>,
    /// How often each actor was mentioned by name so far.
    pub(super) named: FxHashMap<usize, usize>,
    /// Whom of the codebook's people an actor is.
    pub(super) known_people: FxHashMap<usize, usize>,
    /// The roles told of each actor.
    pub(super) roles: FxHashMap<usize, Vec<String>>,
    /// The descriptions so far.
    pub(super) described: Vec<Described>,
}

impl<'a> Cast<'a> {
    /// Nobody yet.
    pub(super) fn new(desk: &'a Desk<'a>) -> Self {
        Self {
            doc: desk.doc,
            limit: desk.limit,
            codebook: desk.codebook,
            day: desk.article.day_of_reading(),
            phrases: &desk.phrases,
            places: &desk.places,
            who: Who::default(),
            by_key: FxHashMap::default(),
            people: FxHashMap::default(),
            named: FxHashMap::default(),
            known_people: FxHashMap::default(),
            roles: FxHashMap::default(),
            described: Vec::new(),
        }
    }

    /// The actors and their mentions.
    pub(super) fn into_who(mut self) -> Who {
        if self.day.is_none() {
            for (&actor, &person) in &self.known_people {
                let last = last_office(&self.codebook.people[person]);
                last.into_iter().for_each(|last| self.who.actors[actor].coding.complete(&last));
            }
        }
        self.who
    }

    /// Words as they stand in the text, on one line.
    pub(super) fn text(&self, tokens: &Range<usize>) -> String {
        on_one_line(self.doc.span(tokens.start, tokens.end).text())
    }

    /// The word of a name that its other words hang on.
    pub(super) fn head(&self, tokens: &Range<usize>) -> Token<'a> {
        let span = self.doc.span(tokens.start, tokens.end);
        span.root().unwrap_or_else(|| self.doc.token(tokens.end - 1))
    }

    /// Takes up an actor, and gives its number.
    pub(super) fn add_actor(&mut self, actor: Actor) -> usize {
        self.who.actors.push(actor);
        self.who.actors.len() - 1
    }

    /// Notes a mention, with the words before its head that hang on it.
    pub(super) fn mention(&mut self, actor: usize, tokens: Range<usize>, head: Token<'a>, kind: MentionKind) {
        let modifiers = matches!(kind, MentionKind::Name) && self.who.actors[actor].kind == ActorKind::Person
            || kind == MentionKind::Description;
        if kind == MentionKind::Name {
            *self.named.entry(actor).or_default() += 1;
        }
        let start = if modifiers { phrase_start(head).min(tokens.start) } else { tokens.start };
        let end = tokens.end.max(head.i() + 1);
        self.who.add(Mention { actor, tokens: start..end, head: head.i(), kind });
    }

    /// The words for actors.
    pub(super) fn vocabulary(&self) -> &'a Actors {
        &self.codebook.vocabulary.actors
    }
}
