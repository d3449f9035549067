//! What does a description say: noun, number, words before and behind it, and whether it is known already?

use dateline_language::{Relation, Tag, Token};

use super::cast::Cast;
use super::extent;
use crate::grammar::nominal;

/// How a description presents what it mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definiteness {
    /// "the", "this", "its": known already.
    Definite,
    /// "a", "another", "two": new.
    Indefinite,
    /// None: a whole kind ("students"), or a headline's style.
    Bare,
}

/// A description in the text, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Described {
    /// Whom it means.
    pub(super) actor: usize,
    /// The word that the others hang on.
    pub(super) head: usize,
    /// Its dictionary form, in lower case.
    pub(super) noun: String,
    pub(super) plural: bool,
    pub(super) definiteness: Definiteness,
    /// Adjectives and nouns before the head, in lower case; owners as written.
    pub(super) modifiers: Vec<String>,
    /// What follows the head within the phrase, in lower case.
    pub(super) behind: String,
}

impl<'a> Cast<'a> {
    /// Takes a description apart; whom it means is still open.
    pub(super) fn describe(&self, head: Token<'a>) -> Described {
        let core = head.i()..head.i() + 1;
        let phrase = extent::of(self.doc, head, &core);
        let mut definiteness = Definiteness::Bare;
        let mut modifiers = Vec::new();
        for child in head.lefts().filter(|child| child.i() >= phrase.start) {
            match child.dep() {
                Relation::Det | Relation::Predet if nominal::is_definite(child.lower()) => {
                    definiteness = Definiteness::Definite
                }
                Relation::Amod if !nominal::brings_up(child.lower()) => modifiers.push(child.lower().to_owned()),
                Relation::Det | Relation::Nummod | Relation::Amod => {
                    definiteness =
                        if definiteness == Definiteness::Definite { definiteness } else { Definiteness::Indefinite };
                }
                Relation::Poss => {
                    definiteness = Definiteness::Definite;
                    modifiers.push(self.text(&(child.left_edge().i()..child.i() + 1)));
                }
                // "The Kowloon West ward" is not the "Harbour West ward".
                Relation::Compound | Relation::Nmod => {
                    modifiers.push(self.text(&(child.left_edge().i()..child.i() + 1)).to_lowercase());
                }
                _ => {}
            }
        }
        modifiers.sort();
        // "the country's" is "the country".
        let behind = head.i() + 1 + usize::from(head.next().is_some_and(|word| word.tag() == Tag::Pos));
        Described {
            actor: 0,
            head: head.i(),
            noun: head.lemma().to_lowercase(),
            plural: is_plural(head),
            definiteness,
            modifiers,
            behind: self.text(&(behind..phrase.end.max(behind))).to_lowercase(),
        }
    }
}

/// Whether a noun means several.
pub(super) fn is_plural(noun: Token<'_>) -> bool {
    matches!(noun.tag(), Tag::Nns | Tag::Nnps)
}
