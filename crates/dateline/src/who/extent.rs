//! How far does a mention reach? Over the whole noun phrase, as annotators of coreference mark it.

use crate::desk::{Desk, Mention};
use crate::grammar::{self, nominal};
use crate::record::MentionKind;
use std::ops::Range;

use dateline_language::{Doc, NameKind, Pos, Relation, Span, Tag, Token};

/// How far the words for an actor reach as they are published: with what counts them ("dozens of nurses"), and a name with
/// the noun right before it ("the weekly Sentinel"). Nothing for that noun, whose name tells of it.
pub(super) fn published<'d>(desk: &Desk<'d>, mention: &Mention) -> Option<Span<'d>> {
    let (doc, who) = (desk.doc, &desk.who);
    let head = doc.token(mention.head);
    let own = phrase(doc, mention);
    let after = doc.token(own.end() - 1).next();
    if after.and_then(|word| word.name()).is_some_and(|name| {
        let named = name.span().tokens().find_map(|word| who.mention_at(word));
        named.is_some_and(|named| tells_of(doc, named, mention))
    }) {
        return None;
    }
    let noun = who.mention_at(head.head()).filter(|noun| tells_of(doc, mention, noun));
    let start = noun.map_or(own.start(), |noun| phrase(doc, noun).start());
    let counted = counter(desk, head, start).map_or(start, |counter| counter.start);
    Some(doc.span(counted, own.end()))
}

/// Whether a name stands right behind the noun that it is in apposition to, as one phrase with it.
fn tells_of(doc: &Doc, name: &Mention, noun: &Mention) -> bool {
    let (head, before) = (doc.token(name.head), doc.token(noun.head));
    name.kind == MentionKind::Name
        && noun.kind == MentionKind::Description
        && name.actor == noun.actor
        && head.dep() == Relation::Appos
        && head.head() == before
        && name.tokens.start == before.i() + 1
        && before.tag() != Tag::Nns
        && !before.is_space()
}

/// The words that count the bare noun behind their "of": "hundreds of thousands", "a group".
fn counter(desk: &Desk<'_>, noun: Token<'_>, start: usize) -> Option<Range<usize>> {
    let words = &desk.codebook.vocabulary.actors.counting_words;
    let joint = noun.head();
    let counter = joint.head();
    let bare = !noun.lefts().any(|child| matches!(child.dep(), Relation::Det | Relation::Poss));
    let many = matches!(noun.tag(), Tag::Nns | Tag::Nnps);
    let counts = noun.dep() == Relation::Pobj
        && bare
        && many
        && !is_measured(counter)
        && grammar::is_genitive(joint.lower())
        && joint.i() + 1 == start
        && counter.i() + 1 == joint.i()
        && words.holds(&counter.lemma().to_lowercase())
        && desk.who.mention_at(counter).is_none();
    let own = counts.then(|| of(desk.doc, counter, &(counter.i()..counter.i() + 1)))?;
    let further = self::counter(desk, counter, own.start);
    Some(further.unwrap_or(own))
}

/// "The number of nurses" is no nurse.
fn is_measured(counter: Token<'_>) -> bool {
    counter.tag() == Tag::Nn
        && nominal::is_measured(counter.lower())
        && counter.previous().is_some_and(|word| nominal::is_definite(word.lower()))
}

/// The whole noun phrase of a mention, with all that modifies its head.
pub(crate) fn phrase<'d>(doc: &'d Doc, mention: &Mention) -> Span<'d> {
    let words = of(doc, doc.token(mention.head), &mention.tokens);
    doc.span(words.start, words.end)
}

/// The words of the phrase that `head` closes or opens: all that modifies it on both sides, relative clauses and a
/// possessive mark included; not what is coordinated with it or in apposition to it. It never leaves its line.
pub(super) fn of(doc: &Doc, head: Token<'_>, core: &Range<usize>) -> Range<usize> {
    let mut start = core.start.min(head.i());
    for child in head.lefts().rev().filter(|child| !is_outside(*child)) {
        let first = child.left_edge().i();
        if first >= start {
            continue;
        }
        if breaks(doc, first..start) || is_apart(child, head) || shares_name(child, core) {
            break;
        }
        start = first;
    }
    let mut end = core.end.max(head.i() + 1);
    for child in head.rights() {
        let last = before_other_person(child, head).unwrap_or(child.right_edge().i() + 1);
        if is_outside(child) || last <= end {
            // What stands behind another of the list tells of that one, or of them all.
            if matches!(child.dep(), Relation::Appos | Relation::Conj) {
                break;
            }
            continue;
        }
        if breaks(doc, end..last) || closes(doc.token(end)) || begins_anew(child) {
            break;
        }
        end = last;
    }
    if let Some(child) = of_last_conjunct(head, end) {
        end = child.right_edge().i() + 1;
    }
    without_idle(doc, start..end, &(head.i()..core.end.max(head.i() + 1)))
}

/// Without marks and joining words at the end of a phrase, and adverbs before it; its core stays.
fn without_idle(doc: &Doc, words: Range<usize>, core: &Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = words;
    let idle = |i: usize| {
        let word = doc.token(i);
        word.is_space() || word.is_punct() && word.text() != ")" || word.dep() == Relation::Cc
    };
    while end > core.end && idle(end - 1) {
        end -= 1;
    }
    // "Just a few nurses"
    while start < core.start && nominal::is_outside_phrase(doc.token(start).text()) {
        start += 1;
    }
    start..end
}

/// "Councillors" in "councillors Anna Berg and Nils Dahl": a mention of its own.
pub(super) fn is_apart(child: Token<'_>, head: Token<'_>) -> bool {
    child.tag() == Tag::Nns
        && matches!(child.dep(), Relation::Compound | Relation::Nmod)
        && head.pos() == Pos::Propn
        && is_person(head)
}

/// "North" in "North and South Korea", where the name is "South Korea".
fn shares_name(child: Token<'_>, core: &Range<usize>) -> bool {
    let joined = |word: Token<'_>| word.dep() == Relation::Conj && core.contains(&word.i());
    child.pos() == Pos::Propn && child.children().any(joined)
}

/// Where another person's name begins behind what modifies a person: "Anna Berg of the Harvest Party and Nils Dahl" are
/// two, though the parser may join Dahl to the party.
fn before_other_person(child: Token<'_>, head: Token<'_>) -> Option<usize> {
    let object = child.child(Relation::Pobj).filter(|object| child.dep() == Relation::Prep && !is_person(*object))?;
    let other = object.children().find(|word| word.dep() == Relation::Conj && is_person(*word))?;
    let joint = object.children().find(|word| word.dep() == Relation::Cc && word.i() < other.i());
    is_person(head).then(|| joint.map_or(other.left_edge().i(), Token::i))
}

/// What stands right behind the last name of a list, which the parser hangs on the first: "Anna Berg and Nils Dahl *of the
/// Harvest Party*".
fn of_last_conjunct(head: Token<'_>, end: usize) -> Option<Token<'_>> {
    let behind =
        |child: &Token<'_>| child.dep() == Relation::Prep && child.i() == end && grammar::is_genitive(child.lower());
    (head.dep() == Relation::Conj && is_person(head)).then(|| head.head().rights().find(behind)).flatten()
}

fn is_person(word: Token<'_>) -> bool {
    word.name().is_some_and(|name| name.label() == NameKind::Person)
}

fn is_outside(child: Token<'_>) -> bool {
    match child.dep() {
        Relation::Punct
        | Relation::Cc
        | Relation::Conj
        | Relation::Appos
        | Relation::Preconj
        | Relation::Mark
        | Relation::Intj
        | Relation::Dep
        | Relation::Parataxis => true,
        Relation::Prep => child.i() < child.head().i(),
        Relation::Advmod => child.i() < child.head().i() && nominal::is_outside_phrase(child.lower()),
        // "Sweden 1, Norway 0"
        Relation::Nummod => child.i() > child.head().i() && child.head().pos() == Pos::Propn,
        _ => false,
    }
}

/// Brackets and quotation marks after a name close it off.
fn closes(word: Token<'_>) -> bool {
    matches!(word.text(), "(" | ")" | "[" | "]" | "\"" | "“" | "”")
}

/// A preposition in upper case or after a comma does not go on with the phrase: "Anna Berg, in her first speech".
fn begins_anew(child: Token<'_>) -> bool {
    let comma = || child.left_edge().previous().is_some_and(|word| word.text() == ",");
    child.dep() == Relation::Prep && (child.text().starts_with(char::is_uppercase) || comma())
}

/// Whether a line ends among the words, or a colon or dash sets off what follows.
fn breaks(doc: &Doc, words: Range<usize>) -> bool {
    doc.span(words.start, words.end).tokens().any(|word| {
        word.is_space() && word.text().contains('\n') || matches!(word.text(), ":" | ";" | "|" | "—" | "–" | "--")
    })
}

/// The first word of the phrase that `head` closes: of what modifies it, not of what else hangs on it.
pub(super) fn phrase_start(head: Token<'_>) -> usize {
    let modifies = |child: &Token<'_>| {
        matches!(
            child.dep(),
            Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Poss
                | Relation::Nmod
                | Relation::Nummod
                | Relation::Predet
                | Relation::Advmod
                | Relation::NpAdvmod
                | Relation::Quantmod
        )
    };
    let mut start = head.i();
    for child in head.lefts().rev().filter(modifies).take_while(|child| !is_apart(*child, head)) {
        let between = head.doc().span(child.right_edge().i() + 1, start.max(child.right_edge().i() + 1));
        if between.tokens().any(|token| token.is_space() || matches!(token.text(), ":" | "|" | "—" | "–")) {
            break;
        }
        start = start.min(phrase_start(child));
    }
    start
}

/// Whether the word modifies the noun after it: "Moscow" in "Moscow talks".
pub(super) fn is_modifier(token: Token<'_>) -> bool {
    matches!(token.dep(), Relation::Compound | Relation::Amod | Relation::Nmod)
}
