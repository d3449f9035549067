//! Which candidates are said? Those whose features weigh enough, one a cue, none across another.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::{Quotation, Voice};
use dateline_language::{Bytes, Pos, Tag, Token};

use super::candidates::{Candidate, candidates};
use super::contents::is_in_speech;
use super::cues::Takes;
use super::evidence::features;
use super::{Draft, contents};
use crate::weights::Weights;

/// The least logarithm of the odds of a quotation.
const LEAST: f32 = -0.95;

/// Puts what the weights say in the place of what the rules found by cues.
pub(super) fn weigh(draft: &mut Draft<'_>, weights: &Weights) {
    let mut weighed: Vec<(f32, Candidate<'_>)> = Vec::new();
    for candidate in candidates(draft).into_iter().take_while(|_| !draft.limit.is_over()) {
        let mut odds = 0.0;
        features(draft, &candidate, |feature| odds += weights.of(feature));
        if odds > LEAST || is_told_in_speech(draft, &candidate) {
            weighed.push((odds, candidate));
        }
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    // By sentence: what stands in none that a candidate touches cannot be in its way.
    let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (_, candidate) in weighed {
        let touched = sentences(draft, &candidate);
        let others = touched.iter().filter_map(|sentence| near.get(sentence)).flatten();
        if others.map(|&other| &kept[other]).all(|other| fits(draft, &candidate, other)) {
            touched.into_iter().for_each(|sentence| near.entry(sentence).or_default().push(kept.len()));
            kept.push(candidate);
        }
    }
    let is_phrase = |cue: Token<'_>| {
        !matches!(cue.pos(), Pos::Verb | Pos::Aux | Pos::Noun | Pos::Propn | Pos::Adj)
            || draft.cues.phrase(draft.doc, cue).is_some()
    };
    let stays = |found: &&Quotation| found.cue.is_none_or(|cue| is_phrase(draft.doc.token(cue)));
    draft.found = draft.found.iter().filter(stays).cloned().collect();
    for candidate in kept {
        let takes = takes(draft, candidate.cue);
        let addressee = contents::addressee(draft, candidate.cue, &takes, candidate.speaker);
        let addressee = addressee.filter(|hearer| !overlap(&candidate.content, &[hearer.bytes]));
        draft.found.push(Quotation {
            content: candidate.content,
            cue: Some(candidate.cue.i()),
            speaker: candidate.speaker,
            addressee,
            ..Quotation::default()
        });
    }
}

/// The sentences in which a candidate's cue and content stand.
fn sentences(draft: &Draft<'_>, candidate: &Candidate<'_>) -> BTreeSet<usize> {
    let number = |token: Token<'_>| token.sentence_number();
    let content = candidate.content.iter().flat_map(|bytes| {
        let words = draft.doc.span_over(*bytes).tokens();
        let (first, last) = (words.clone().next().map(number), words.clone().next_back().map(number));
        first.unwrap_or(0)..last.map_or(0, |last| last + 1)
    });
    content.chain([number(candidate.cue)]).collect()
}

/// Whether a candidate can stand beside one that weighs more.
fn fits(draft: &Draft<'_>, candidate: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let apart = || {
        !overlap(&candidate.content, &other.content)
            || within(candidate, other) && is_of_another(draft, candidate, other)
            || within(other, candidate) && is_of_another(draft, other, candidate)
    };
    candidate.cue != other.cue && apart()
}

/// Whether a quotation within another reports what somebody else said.
fn is_of_another(draft: &Draft<'_>, inner: &Candidate<'_>, outer: &Candidate<'_>) -> bool {
    let who = |candidate: &Candidate<'_>| {
        candidate.speaker.map(|voice| (voice.actor, voice.actor.is_none().then_some(voice.head)))
    };
    who(inner) != who(outer) && is_report(draft, inner)
}

/// Whether someone says in quotation marks what somebody else said: "the minister told me the money was gone".
fn is_told_in_speech(draft: &Draft<'_>, candidate: &Candidate<'_>) -> bool {
    candidate.cue.tag() == Tag::Vbd && is_in_speech(draft, candidate.cue) && is_report(draft, candidate)
}

/// Whether the rules too find that it reports what somebody said. Annotated news, which the weights come from, has no
/// quotations within quotations, so that they can't judge those.
fn is_report(draft: &Draft<'_>, candidate: &Candidate<'_>) -> bool {
    let overlaps = |found: &Quotation| overlap(&found.content, &candidate.content);
    let owned = || candidate.cue.pos() == Pos::Noun && candidate.speaker.is_some_and(|voice| is_named(draft, voice));
    draft.found_by(candidate.cue.i()).any(overlaps)
        && (owned() || contents::reports_another(draft, &takes(draft, candidate.cue), candidate.speaker))
}

/// Whether a voice is an actor by its name or description, not a pronoun.
fn is_named(draft: &Draft<'_>, voice: Voice) -> bool {
    voice.actor.is_some() && !matches!(draft.doc.token(voice.head).tag(), Tag::Prp | Tag::PrpPoss)
}

fn takes<'d>(draft: &Draft<'d>, cue: Token<'_>) -> Takes<'d> {
    draft.cues.verb(draft.doc, cue).unwrap_or_default()
}

fn overlap(one: &[Bytes], other: &[Bytes]) -> bool {
    one.iter().any(|bytes| other.iter().any(|own| own.overlaps(*bytes)))
}

/// Whether all of a candidate, its cue too, stands in what another says.
fn within(inner: &Candidate<'_>, outer: &Candidate<'_>) -> bool {
    let holds = |bytes: Bytes| outer.content.iter().any(|own| own.contains(bytes));
    holds(inner.cue.bytes()) && inner.content.iter().all(|bytes| holds(*bytes))
}
