//! Which words tell a role: "foreign minister", "riot police"?

use std::ops::Range;

use dateline_language::{Doc, Pos, Token};

use crate::codebook::{Codebook, Role};
use crate::grammar::nominal;

/// The most words a role has.
const LONGEST_ROLE: usize = 5;

/// A role that words of the document tell: "foreign minister".
#[derive(Clone, Debug)]
pub(crate) struct RoleSpan<'c> {
    /// Its words.
    pub(crate) tokens: Range<usize>,
    /// What the codebook tells of it.
    pub(crate) role: &'c Role,
    /// In lower case and singular.
    pub(crate) phrase: String,
}

impl RoleSpan<'_> {
    /// The word that the role hangs on: "secretary" in "secretary of state".
    pub(crate) fn head(&self, doc: &Doc) -> usize {
        let root = doc.span(self.tokens.start, self.tokens.end).root();
        root.map_or(self.tokens.end - 1, Token::i)
    }
}

/// The longest roles, from left to right, outside names.
pub(super) fn find<'c>(doc: &Doc, codebook: &'c Codebook, named: &[bool]) -> Vec<RoleSpan<'c>> {
    let mut roles = Vec::new();
    let mut i = 0;
    while i < doc.len() {
        let longest = LONGEST_ROLE.min(doc.len() - i);
        let free = (0..longest).take_while(|k| !named[i + k]).count();
        let found = (1..=free).rev().find_map(|length| role(doc, codebook, i..i + length));
        match found {
            Some(span) => {
                i = span.tokens.end;
                roles.push(span);
            }
            None => i += 1,
        }
    }
    roles
}

fn role<'c>(doc: &Doc, codebook: &'c Codebook, tokens: Range<usize>) -> Option<RoleSpan<'c>> {
    let last = doc.token(tokens.end - 1);
    if !matches!(last.pos(), Pos::Noun | Pos::Propn)
        || doc.token(tokens.start).sentence_number() != last.sentence_number()
    {
        return None;
    }
    let mut phrase = String::new();
    for token in doc.span(tokens.start, tokens.end).tokens() {
        let word = if token == last { token.lemma() } else { token.lower() };
        phrase.push_str(&word.to_lowercase());
        if token.space_after() && token != last {
            phrase.push(' ');
        }
    }
    let role = codebook.role(&phrase).or_else(|| {
        // Plural of the first noun: "secretaries of state"; capitals of a title: "Ministers" keeps its lemma.
        let singular = nominal::without_plural_ending(last.lower()).filter(|_| tokens.len() == 1)?;
        codebook.role(singular)
    })?;
    Some(RoleSpan { tokens, role, phrase })
}
