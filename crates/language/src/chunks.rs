//! Base noun phrases, by spaCy's rules for English.

use crate::doc::{Doc, Span, Token};

/// Relations whose noun heads a phrase of its own.
const HEADS: [&str; 10] = ["oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT"];

pub(crate) fn noun_chunks(doc: &Doc) -> impl Iterator<Item = Span<'_>> {
    let mut last: Option<usize> = None;
    doc.tokens().filter_map(move |token| {
        let noun = matches!(token.pos(), "NOUN" | "PROPN" | "PRON");
        if !noun || last.is_some_and(|last| token.left_edge().i() <= last) || !heads_phrase(token) {
            return None;
        }
        last = Some(token.i());
        Some(doc.span(token.left_edge().i(), token.i() + 1))
    })
}

fn heads_phrase(token: Token<'_>) -> bool {
    if token.dep() != "conj" {
        return HEADS.contains(&token.dep());
    }
    let mut head = token.head();
    while head.dep() == "conj" && head.head().i() < head.i() {
        head = head.head();
    }
    HEADS.contains(&head.dep())
}
