//! Compounds: parties that share a noun, "*British* and *Irish ministers*", "*Russia* and *Turkey's presidents*".

use crate::phrases::Coding;
use dateline_language::{Bytes, NameKind, Relation, Tag, Token};

use super::nouns;
use super::party::Party;
use crate::desk::Desk;

/// The parties whose common noun this is, in order, where it is one for several.
pub(super) fn sharing(desk: &Desk<'_>, noun: Token<'_>) -> Vec<Party> {
    if !matches!(noun.tag(), Tag::Nns | Tag::Nnps) {
        return Vec::new();
    }
    let owners = owners(desk, noun);
    if owners.len() < 2 {
        return Vec::new();
    }
    let sectors = nouns::told(desk, noun).sectors;
    let last = owners.len() - 1;
    let party = |(i, (owner, coding)): (usize, (Token<'_>, Coding))| {
        let end = if i == last { noun.bytes().end } else { owner.bytes().end };
        let bytes = Bytes { start: owner.left_edge().bytes().start.max(noun.left_edge().bytes().start), end };
        let coding = Coding { sectors: if sectors.is_empty() { coding.sectors } else { sectors.clone() }, ..coding };
        nouns::named(desk, coding, owner, bytes)
    };
    owners.into_iter().enumerate().map(party).collect()
}

/// The countries and bodies before a noun that are joined by "and" or a comma.
fn owners<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Vec<(Token<'d>, Coding)> {
    if !(noun.left_edge().i()..noun.i()).any(|i| desk.doc.token(i).dep() == Relation::Cc) {
        return Vec::new();
    }
    let modifies = |child: &Token<'_>| {
        matches!(child.dep(), Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Poss)
    };
    let mut words: Vec<Token<'d>> = noun.lefts().filter(modifies).collect();
    let joined = words.iter().flat_map(|word| word.children().filter(|child| child.dep() == Relation::Conj));
    words.extend(joined.collect::<Vec<_>>());
    words.sort_by_key(|word| word.i());
    words.retain(|word| word.i() < noun.i());
    let mut found: Vec<(Token<'d>, Coding)> = Vec::new();
    for (word, coding) in words.into_iter().filter_map(|word| Some((word, coding(desk, word)?))) {
        if found.iter().all(|(_, other)| *other != coding) {
            found.push((word, coding));
        }
    }
    found
}

/// The country or body that a modifier names.
fn coding(desk: &Desk<'_>, word: Token<'_>) -> Option<Coding> {
    let country = desk.phrases.country_at(word.i()).map(|country| Coding::of_country(&country));
    country.or_else(|| {
        let actor = desk.who.actor_at(word).map(|actor| desk.who.actors[actor].coding.clone());
        let body = word.name().is_some_and(|name| name.label() == NameKind::Org);
        actor.filter(|coding| body || coding.code().is_some())
    })
}
