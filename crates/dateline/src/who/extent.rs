//! How far does a mention reach? Over the whole noun phrase, as annotators of coreference mark it.

use crate::desk::Mention;
use crate::grammar::nominal;
use std::ops::Range;

use dateline_language::{Doc, Pos, Relation, Span, Token};

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
        if breaks(doc, first..start) {
            break;
        }
        start = first;
    }
    let mut end = core.end.max(head.i() + 1);
    for child in head.rights() {
        let last = child.right_edge().i() + 1;
        if is_outside(child) || last <= end {
            if child.dep() == Relation::Appos {
                break;
            }
            continue;
        }
        if breaks(doc, end..last) || closes(doc.token(end)) || begins_anew(child) {
            break;
        }
        end = last;
    }
    let idle = |i: usize| doc.token(i).is_space() || doc.token(i).is_punct() && doc.token(i).text() != ")";
    while end > core.end.max(head.i() + 1) && idle(end - 1) {
        end -= 1;
    }
    start..end
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
    for child in head.lefts().rev().filter(modifies) {
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
