//! Whom has the article told of so far, and by what are they found again?

use std::ops::Range;

use dateline_language::{Doc, Token};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::described::Described;
use super::extent::phrase_start;
use crate::codebook::{Actors, Codebook};
use crate::desk::{Actor, Desk, Mention, Place, Who};
use crate::phrases::Phrases;
use crate::phrases::coding::last_office;
use crate::record::{ActorKind, MentionKind};

/// The actors found so far, with what later mentions are matched by.
#[derive(Debug)]
pub(super) struct Cast<'a> {
    pub(super) doc: &'a Doc,
    pub(super) codebook: &'a Codebook,
    pub(super) day: Option<Date>,
    pub(super) phrases: &'a Phrases<'a>,
    pub(super) places: &'a [Place],
    pub(super) who: Who,
    pub(super) by_key: FxHashMap<String, usize>,
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
    pub(super) fn new(desk: &'a Desk<'a>) -> Self {
        Self {
            doc: desk.doc,
            codebook: desk.codebook,
            day: desk.article.day(),
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

    pub(super) fn text(&self, tokens: &Range<usize>) -> String {
        let words: Vec<&str> = self.doc.span(tokens.start, tokens.end).text().split_whitespace().collect();
        words.join(" ")
    }

    /// The word of a name that its other words hang on.
    pub(super) fn head(&self, tokens: &Range<usize>) -> Token<'a> {
        let span = self.doc.span(tokens.start, tokens.end);
        span.root().unwrap_or_else(|| self.doc.token(tokens.end - 1))
    }

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
