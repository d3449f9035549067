//! Base noun phrases, by spaCy's rules for English.

use crate::doc::{Doc, Span, Token};
use crate::label::{Pos, Relation};

/// Relations whose noun heads a phrase of its own.
const HEADS: [Relation; 10] = [
    Relation::Oprd,
    Relation::Nsubj,
    Relation::Dobj,
    Relation::NsubjPass,
    Relation::Pcomp,
    Relation::Pobj,
    Relation::Dative,
    Relation::Appos,
    Relation::Attr,
    Relation::Root,
];

pub(crate) fn noun_chunks(doc: &Doc) -> impl Iterator<Item = Span<'_>> {
    let mut last: Option<usize> = None;
    doc.tokens().filter_map(move |token| {
        let noun = matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron);
        if !noun || last.is_some_and(|last| token.left_edge().i() <= last) || !heads_phrase(token) {
            return None;
        }
        last = Some(token.i());
        Some(doc.span(token.left_edge().i(), token.i() + 1))
    })
}

fn heads_phrase(token: Token<'_>) -> bool {
    if token.dep() != Relation::Conj {
        return HEADS.contains(&token.dep());
    }
    let mut head = token.head();
    while head.dep() == Relation::Conj && head.head().i() < head.i() {
        head = head.head();
    }
    HEADS.contains(&head.dep())
}
