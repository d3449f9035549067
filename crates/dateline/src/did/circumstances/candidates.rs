//! Which answers might be right for an act, and where do they stand from its word? The texts here are names of features: one
//! that changes loses its weight.

use dateline_language::{Bytes, Token};

use crate::article::{StoryPart, StoryPartKind};
use crate::desk::Desk;
use crate::did::event::Event;
use crate::grammar;
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

/// What is asked of every candidate of an act.
pub(super) struct Asked<'d, 'e> {
    pub(super) desk: &'d Desk<'d>,
    pub(super) event: &'e Event<'e>,
    pub(super) trigger: Token<'d>,
    pub(super) tense: &'static str,
    pub(super) status: &'static str,
    named: bool,
}

impl<'d, 'e> Asked<'d, 'e> {
    pub(super) fn of(desk: &'d Desk<'d>, event: &'e Event<'e>, named: bool) -> Self {
        let trigger = desk.doc.token(event.trigger);
        let verb = std::iter::once(trigger).chain(trigger.ancestors()).find(|above| grammar::is_verbal(*above));
        let tense = match verb.and_then(|verb| of_verb(verb, &desk.codebook.vocabulary.times)) {
            Some(Tense::Past) => "past",
            Some(Tense::Present) => "present",
            Some(Tense::Future) => "future",
            Some(Tense::Unknown) | None => "no tense",
        };
        let status = event.aux.first().copied().map_or("done", Aux::name);
        Self { desk, event, trigger, tense, status, named }
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
        let holds = |part: &&StoryPart| part.bytes.contains(bytes);
        let Some(at) = parts.iter().position(|part| holds(&part)) else { return "beside the story" };
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
