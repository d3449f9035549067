//! What do noun phrases say of whom they mention? The role and the country that their words tell.

pub(crate) mod coding;
pub(crate) mod names;
mod roles;

use std::ops::Range;

use dateline_language::{Doc, Relation, Token};

use crate::codebook::{Codebook, Known};
use crate::grammar::nominal;
pub(crate) use coding::Coding;
use coding::country_of;
use names::{NameSpan, Named};
pub(crate) use roles::RoleSpan;

/// The names and roles of a document, by word.
#[derive(Debug)]
pub(crate) struct Phrases<'c> {
    /// In the order of the text.
    pub(crate) names: Vec<NameSpan>,
    /// In the order of the text.
    pub(crate) roles: Vec<RoleSpan<'c>>,
    name_of: Vec<Option<usize>>,
    role_of: Vec<Option<usize>>,
    codebook: &'c Codebook,
}

impl<'c> Phrases<'c> {
    /// Those of an analysed text.
    pub(crate) fn of(doc: &Doc, codebook: &'c Codebook) -> Self {
        let mut names = names::find(doc, codebook);
        let mut firm = vec![false; doc.len()];
        for name in names.iter().filter(|name| matches!(name.named, Named::Known(_) | Named::Person)) {
            firm[name.tokens.clone()].fill(true);
        }
        let roles = roles::find(doc, codebook, &firm);
        // "Secretary of State" is a role; the model alone sees a body named State in it.
        let mut role_of = vec![None; doc.len()];
        for (i, role) in roles.iter().enumerate() {
            role_of[role.tokens.clone()].fill(Some(i));
        }
        let role_at = |i: usize| role_of[i].map(|role: usize| &roles[role]);
        names.retain(|name| role_at(name.tokens.start).is_none_or(|role| name.tokens.end > role.tokens.end));
        let mut name_of = vec![None; doc.len()];
        for (i, name) in names.iter().enumerate() {
            name_of[name.tokens.clone()].fill(Some(i));
        }
        Self { names, roles, name_of, role_of, codebook }
    }

    /// Takes up which country a place lies in: "Georgia" and "Paris" of America are no state and no seat of one.
    pub(crate) fn correct(&mut self, place: &Range<usize>, country: &str) {
        let Some(name) = self.name_of.get(place.start).copied().flatten() else { return };
        let name = &mut self.names[name];
        let Named::Known(known) = &name.named else { return };
        let elsewhere = match known.first() {
            Some(&(Known::Country(i) | Known::Seat(i))) => self.codebook.countries[i].code != country,
            _ => false,
        };
        if name.tokens == *place && elsewhere {
            name.named = Named::Place;
        }
    }

    /// The name that this word belongs to.
    pub(crate) fn name_at(&self, i: usize) -> Option<&NameSpan> {
        self.name_of[i].map(|name| &self.names[name])
    }

    /// The role that this word belongs to.
    pub(crate) fn role_at(&self, i: usize) -> Option<&RoleSpan<'c>> {
        self.role_of[i].map(|role| &self.roles[role])
    }

    /// What the codebook knows under the name that this word belongs to.
    pub(crate) fn known_at(&self, i: usize) -> &[Known] {
        match self.name_at(i).map(|name| &name.named) {
            Some(Named::Known(known)) => known,
            _ => &[],
        }
    }

    /// The country that the word names or is the adjective of.
    pub(crate) fn country_at(&self, i: usize) -> Option<String> {
        country_of(self.codebook, self.known_at(i))
    }

    /// The country told by the words before the head alone: "Russian individuals".
    pub(crate) fn country_before(&self, doc: &Doc, head: Token<'_>) -> Option<String> {
        let before = (head.left_edge().i()..head.i()).rev().filter(|&i| belongs(doc.token(i), head));
        before.into_iter().find_map(|i| self.country_at(i))
    }

    /// The country told by the words of the phrase: "Hungarian", "Ukraine's", "of Chad"; then that of an organization in
    /// it ("State Department").
    pub(crate) fn country_of(&self, doc: &Doc, head: Token<'_>) -> Option<String> {
        let before = (head.left_edge().i()..head.i()).rev().filter(|&i| belongs(doc.token(i), head));
        let told = before.clone().find_map(|i| self.country_at(i));
        told.or_else(|| after(head).find_map(|token| self.country_at(token.i())))
            .or_else(|| before.chain(after(head).map(Token::i)).find_map(|i| self.organization_country(i)))
    }

    fn organization_country(&self, i: usize) -> Option<String> {
        self.known_at(i).iter().find_map(|known| match *known {
            Known::Organization(body) => self.codebook.organizations[body].country.clone(),
            _ => None,
        })
    }

    /// The role told by the words of the phrase before its head, nearest first: "Prime Minister" of "Prime Minister Orban".
    pub(crate) fn role_before(&self, doc: &Doc, head: Token<'_>) -> Option<&RoleSpan<'c>> {
        let before = || (head.left_edge().i()..head.i()).rev().filter(|&i| belongs(doc.token(i), head));
        let mut roles = before().filter_map(|i| self.role_at(i));
        let first = roles.next()?;
        // A title of courtesy counts where no other role is told.
        if first.role.courtesy { roles.find(|span| !span.role.courtesy).or(Some(first)) } else { Some(first) }
    }
}

/// Whether the word is part of the phrase, not of a phrase that owns it further down ("the minister's dog").
fn belongs(token: Token<'_>, head: Token<'_>) -> bool {
    let mut at = token;
    for _ in 0..6 {
        if at.head() == head {
            return matches!(
                at.dep(),
                Relation::Amod
                    | Relation::Compound
                    | Relation::Poss
                    | Relation::Nmod
                    | Relation::Appos
                    | Relation::Det
                    | Relation::NpAdvmod
                    | Relation::Quantmod
                    | Relation::Prep
            );
        }
        if at.is_root()
            || !matches!(
                at.dep(),
                Relation::Amod
                    | Relation::Compound
                    | Relation::Nmod
                    | Relation::Pobj
                    | Relation::Prep
                    | Relation::Case
                    | Relation::Appos
            )
        {
            return false;
        }
        at = at.head();
    }
    false
}

/// What an "of", "in", "for" or "from" behind the head governs.
fn after(head: Token<'_>) -> impl Iterator<Item = Token<'_>> {
    let prepositions =
        head.rights().filter(|child| child.dep() == Relation::Prep && nominal::ties_to_country(child.lower()));
    prepositions.filter_map(|preposition| preposition.child(Relation::Pobj))
}
