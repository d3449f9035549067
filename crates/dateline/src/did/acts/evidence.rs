//! What speaks for a word's telling an act, and which? Features of the word, its tree, its sentence, the article, and of
//! what the codebook finds there. The texts here are names of features: one that changes loses its weight.

use dateline_language::{Pos, Relation, Span, Token};
use rustc_hash::FxHashMap;

use super::super::event::{Event, Told};
use super::super::party::Party;
use super::super::{matching, nouns, status};
use crate::article::StoryPartKind;
use crate::codebook::Status;
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::weights::Evidence;

/// How many sentences of an article tell its topic.
const OPENING: usize = 2;
/// How many letters of a word are taken for its stem, and for its ending.
const STEM: usize = 5;
const ENDING: usize = 3;
/// How far away the words beside it stand.
const DISTANCES: [&str; 3] = ["1", "2", "3"];

/// What is asked of each word of an article, gathered once.
pub(crate) struct Scene<'s, 'a> {
    pub(in crate::did) desk: &'s Desk<'a>,
    told: &'s Told<'a>,
    /// The event that the codebook tells at a word.
    events: FxHashMap<usize, &'s Event<'a>>,
    /// The quotation of which a word is the cue.
    cues: FxHashMap<usize, usize>,
}

impl<'s, 'a> Scene<'s, 'a> {
    pub(in crate::did) fn of(desk: &'s Desk<'a>, told: &'s Told<'a>) -> Self {
        let events = told.events.iter().map(|event| (event.trigger, event)).collect();
        let cues = desk.quotations.iter().enumerate().filter_map(|(i, said)| Some((said.cue?, i))).collect();
        Self { desk, told, events, cues }
    }

    /// Whether a word's sentence tells news of another kind: sport, markets, weather, fiction.
    pub(super) fn is_other_news(&self, word: usize) -> bool {
        self.told.other_news[self.desk.doc.token(word).sentence_number()]
    }

    /// The quotation that a word opens as its cue.
    pub(in crate::did) fn opened_by(&self, word: usize) -> Option<usize> {
        self.cues.get(&word).copied()
    }

    /// What the codebook tells at a word to have been done by somebody of whom nothing is told.
    pub(in crate::did) fn untold_at(&self, word: usize) -> Option<&'s Event<'a>> {
        self.told.untold.iter().find(|event| event.trigger == word)
    }

    /// The event that the codebook tells at a word.
    pub(in crate::did) fn event_at(&self, word: usize) -> Option<&'s Event<'a>> {
        self.events.get(&word).copied()
    }
}

/// Whether a word may tell an act.
pub(super) fn may_tell(token: Token<'_>) -> bool {
    matches!(token.pos(), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn) && !token.is_space()
}

/// Whether a word says something of what its sentence is about.
fn is_content(token: &Token<'_>) -> bool {
    matches!(token.pos(), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn)
}

/// What speaks for and against each word of an article.
pub(super) fn of_article(scene: &Scene<'_, '_>, out: &mut Evidence) {
    out.add(&["bias"]);
    for sentence in scene.desk.doc.sentences().take(OPENING) {
        for token in sentence.tokens().filter(is_content) {
            out.add(&["opens", &grammar::lemma(token)]);
        }
    }
    let share = |count: usize| match count * 20 / scene.desk.doc.sentences().len().max(1) {
        0 => "few",
        1..=4 => "some",
        5..=12 => "many",
        _ => "most",
    };
    out.add(&["told", share(scene.told.events.len())]);
    out.add(&["other news", share(scene.told.other_news.iter().filter(|other| **other).count())]);
}

/// What speaks for and against each word of a sentence.
pub(super) fn of_sentence(scene: &Scene<'_, '_>, sentence: Span<'_>, out: &mut Evidence) {
    for token in sentence.tokens() {
        if is_content(&token) {
            out.add(&["with", &grammar::lemma(token)]);
        }
        let actor = scene.desk.who.actor_at(token).map(|actor| &scene.desk.who.actors[actor]);
        if let Some(sector) = actor.and_then(|actor| actor.coding.sectors.first()) {
            out.add(&["with sector", sector.name()]);
        }
    }
    let Some(first) = sentence.tokens().next() else { return };
    if scene.told.other_news[first.sentence_number()] {
        out.add(&["other news here"]);
    }
    out.add(&["sentence", ["0", "1", "2", "3-5", "6-"][place(first.sentence_number())]]);
    let article = scene.desk.article;
    if article.part_around(first.bytes()).is_some_and(|part| article.parts[part].kind != StoryPartKind::Paragraph) {
        out.add(&["heading"]);
    }
}

fn place(number: usize) -> usize {
    match number {
        0..=2 => number,
        3..=5 => 3,
        _ => 4,
    }
}

/// What speaks for and against a word.
pub(in crate::did) fn of_word(scene: &Scene<'_, '_>, token: Token<'_>, out: &mut Evidence) {
    let lemma = grammar::lemma(token);
    of_form(token, &lemma, out);
    of_likeness(scene.desk, token, &lemma, out);
    of_tree(token, &lemma, out);
    of_neighbours(token, &lemma, out);
    of_parties(scene.desk, token, &lemma, out);
    of_speech(scene, token, &lemma, out);
    of_codebook(scene, token, out);
}

fn of_form(token: Token<'_>, lemma: &str, out: &mut Evidence) {
    let (tag, dep) = (token.tag().name(), token.dep().name());
    out.add(&["is", lemma]);
    out.add(&["is", lemma, tag]);
    out.add(&["is", lemma, dep]);
    out.add(&["tag", tag, dep]);
    let start = lemma.char_indices().nth(STEM).map_or(lemma.len(), |(at, _)| at);
    out.add(&["stem", &lemma[..start]]);
    let end = lemma.char_indices().rev().nth(ENDING - 1).map_or(0, |(at, _)| at);
    out.add(&["ending", &lemma[end..], token.pos().name()]);
    lemma.split('-').skip(usize::from(!lemma.contains('-'))).for_each(|part| out.add(&["part", part]));
}

/// Words that mean alike: the word's own, and those of the words around it.
fn of_likeness(desk: &Desk<'_>, token: Token<'_>, lemma: &str, out: &mut Evidence) {
    let likeness = desk.codebook.likeness();
    let like = |token: Token<'_>| likeness.of(&grammar::lemma(token).to_lowercase());
    let dep = token.dep().name();
    let own = likeness.of(&lemma.to_lowercase());
    if let Some([broad, narrow]) = own {
        out.add(&["like", broad]);
        out.add(&["like", narrow, "narrow"]);
        out.add(&["like", narrow, token.tag().name()]);
        out.add(&["like", narrow, dep]);
    }
    if let Some([broad, narrow]) = like(token.head()).filter(|_| !token.is_root()) {
        out.add(&["under like", broad, dep]);
        out.add(&["under like", narrow, dep]);
        if let Some([_, own]) = own {
            out.add(&["like under", own, broad, dep]);
        }
    }
    for child in token.children().filter(is_content) {
        let Some([broad, narrow]) = like(child) else { continue };
        let dep = child.dep().name();
        out.add(&["over like", broad, dep]);
        out.add(&["over like", narrow, dep]);
        out.add(&["is over like", lemma, broad, dep]);
        if let Some([own, _]) = own {
            out.add(&["like over", own, broad, dep]);
        }
    }
}

fn of_tree(token: Token<'_>, lemma: &str, out: &mut Evidence) {
    let dep = token.dep().name();
    if !token.is_root() {
        let head = grammar::lemma(token.head());
        out.add(&["under", &head]);
        out.add(&["under", &head, dep]);
        out.add(&["under", &head, dep, lemma]);
        let above = token.head();
        if !above.is_root() {
            out.add(&["under under", &grammar::lemma(above.head()), above.dep().name(), dep]);
        }
    }
    for child in token.children().filter(|child| child.dep() != Relation::Punct && !child.is_space()) {
        let (below, dep) = (grammar::lemma(child), child.dep().name());
        out.add(&["over", dep]);
        out.add(&["over", dep, &below]);
        out.add(&["is over", lemma, dep]);
        out.add(&["is over", lemma, dep, &below]);
        for deeper in child.children().filter(|deeper| is_content(deeper)) {
            out.add(&["over over", dep, &grammar::lemma(deeper)]);
            if child.dep() == Relation::Prep {
                out.add(&["is over", lemma, &below, &grammar::lemma(deeper)]);
            }
        }
    }
}

fn of_neighbours(token: Token<'_>, lemma: &str, out: &mut Evidence) {
    let sentence = token.sentence();
    let words = |from: usize, to: usize| token.doc().span(from, to).tokens().filter(|token| !token.is_space());
    let before = words(sentence.start(), token.i()).rev().zip(DISTANCES);
    let after = words(token.i() + 1, sentence.end()).zip(DISTANCES);
    for (side, other, distance) in before
        .map(|(word, distance)| ("before", word, distance))
        .chain(after.map(|(word, distance)| ("after", word, distance)))
    {
        let word = grammar::lemma(other);
        out.add(&[side, distance, &word]);
        if distance == DISTANCES[0] {
            out.add(&[side, lemma, &word]);
        }
    }
}

/// Who does it and whom it is done to, by kind.
fn of_parties(desk: &Desk<'_>, token: Token<'_>, lemma: &str, out: &mut Evidence) {
    let verbal = grammar::is_verbal(token);
    let subject = if verbal { grammar::agent(token) } else { grammar::owner(token) };
    let object = if verbal { grammar::patient(token) } else { grammar::governed(token, &grammar::acts::GENITIVE) };
    for (side, word) in [("subject", subject), ("object", object)] {
        let Some(word) = word else {
            out.add(&["no", side, token.pos().name()]);
            continue;
        };
        out.add(&[side, &grammar::lemma(word)]);
        if let Some([broad, narrow]) = desk.codebook.likeness().of(&grammar::lemma(word).to_lowercase()) {
            out.add(&[side, "like", broad]);
            out.add(&[side, "like", narrow]);
        }
        for party in nouns::of_phrase(desk, word).iter().take(2) {
            let kind = kind_of(party);
            out.add(&[side, "kind", kind]);
            out.add(&[side, "kind", kind, lemma]);
        }
    }
    if verbal && grammar::is_passive(token) {
        out.add(&["passive", lemma]);
    }
}

/// The sector of a party, else what it is.
fn kind_of(party: &Party) -> &'static str {
    match (party.coding.sectors.first(), party.kind) {
        (Some(sector), _) => sector.name(),
        (None, Some(kind)) => kind.name(),
        (None, None) if party.code.is_some() => "coded",
        (None, None) => "thing",
    }
}

/// Whether it stands in speech, or opens some: then what is said.
fn of_speech(scene: &Scene<'_, '_>, token: Token<'_>, lemma: &str, out: &mut Evidence) {
    let desk = scene.desk;
    if let Some(said) = said_in(&desk.quotations, token.bytes()) {
        out.add(&["in speech", desk.quotations.kind(said).name()]);
    }
    let Some(&opened) = scene.cues.get(&token.i()) else { return };
    let quotation = &desk.quotations[opened];
    out.add(&["opens speech", desk.quotations.kind(opened).name()]);
    out.add(&["opens speech of", lemma]);
    let words = quotation.content.iter().flat_map(|bytes| desk.doc.span_over(*bytes).tokens());
    for word in words.filter(is_content) {
        out.add(&["speech", &grammar::lemma(word)]);
    }
}

/// What the codebook finds.
fn of_codebook(scene: &Scene<'_, '_>, token: Token<'_>, out: &mut Evidence) {
    let desk = scene.desk;
    if let Some(event) = scene.event_at(token.i()) {
        out.add(&["event", event.kind.name()]);
        out.add(&["entry", event.rule]);
        event.aux.iter().for_each(|aux| out.add(&["event", event.kind.name(), aux.name()]));
    }
    if scene.told.spoken_of.contains(&token.i()) {
        out.add(&["spoken of"]);
    }
    let worded = matching::worded(desk, token);
    if let Some(first) = worded.first() {
        out.add(&["sense", first.event.name()]);
        out.add(&["sense", first.event.name(), &first.id]);
    }
    for sense in worded.iter().skip(1).chain(&matching::possible(desk, token)) {
        out.add(&["may", sense.event.name()]);
    }
    if let Some(status) = status::of_act(desk, token) {
        out.add(&["status", of_status(status)]);
    }
}

fn of_status(status: Status) -> &'static str {
    match status {
        Status::Future => "future",
        Status::Refused => "refused",
        Status::Negated => "negated",
    }
}
