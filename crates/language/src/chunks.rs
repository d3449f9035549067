//! Which words are a noun phrase? By spaCy's rules for English.

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

impl Doc {
    /// The base noun phrases in order: a noun with what stands before it ("the Hungarian prime minister"), not nested.
    pub fn noun_chunks(&self) -> impl Iterator<Item = Span<'_>> {
        let mut last: Option<usize> = None;
        self.tokens().filter_map(move |token| {
            let noun = matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron);
            if !noun || last.is_some_and(|last| token.left_edge().i() <= last) || !heads_phrase(token) {
                return None;
            }
            last = Some(token.i());
            Some(self.span(token.left_edge().i(), token.i() + 1))
        })
    }
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
