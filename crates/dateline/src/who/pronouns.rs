//! Whom do "he", "her", "they" and "its" stand for?

use crate::codebook::{Gender, WordSet};
use crate::desk::{Actor, Desk, Mention, Who};
use crate::grammar::nominal::is_copula;
use crate::grammar::pronouns::{Pronoun, is_reflexive, may_be_expletive};
use crate::record::{ActorKind, MentionKind};
use dateline_language::{Doc, Pos, Relation, Tag, Token};
use rustc_hash::FxHashMap;

use super::extent::is_modifier;

/// How many sentences back a pronoun looks.
const REACH: usize = 4;

/// What a pronoun of the third person tells.
fn pronoun(token: Token<'_>) -> Option<Pronoun> {
    matches!(token.tag(), Tag::Prp | Tag::PrpPoss).then(|| Pronoun::of(token.lower())).flatten()
}

/// Adds the pronouns' mentions, from left to right.
pub(super) fn resolve(desk: &Desk<'_>, who: &mut Who) {
    let doc = desk.doc;
    let impersonal = &desk.codebook.vocabulary.actors.impersonal_verbs;
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    for mention in &who.mentions {
        *counts.entry(mention.actor).or_default() += 1;
    }
    let quoted = quoted(doc);
    for token in desk.limit.words(doc) {
        let Some(told) = pronoun(token).filter(|_| !is_expletive(token, impersonal)) else { continue };
        let allowed = |m: &Mention| !(quoted[token.i()] && !quoted[m.head] && speaks(doc.token(m.head), token));
        let Some(actor) = antecedent(doc, who, token, told, &counts, allowed) else { continue };
        let i = token.i();
        who.add(Mention { actor, tokens: i..i + 1, head: i, kind: MentionKind::Pronoun });
        if matches!(told, Pronoun::Man | Pronoun::Woman) {
            let gender = if told == Pronoun::Man { Gender::Man } else { Gender::Woman };
            who.actors[actor].gender.get_or_insert(gender);
        }
    }
}

/// Finds for "he" or "she" in someone's own words another person than the speaker, or none.
pub(crate) fn other_than(doc: &Doc, who: &mut Who, token: Token<'_>, speaker: usize) {
    let Some(told) = pronoun(token).filter(|told| matches!(told, Pronoun::Man | Pronoun::Woman)) else { return };
    if who.actor_at(token) != Some(speaker) {
        return;
    }
    let counts = who.mentions.iter().fold(FxHashMap::default(), |mut counts, mention| {
        *counts.entry(mention.actor).or_default() += 1;
        counts
    });
    match antecedent(doc, who, token, told, &counts, |m: &Mention| m.actor != speaker) {
        Some(actor) => {
            who.add(Mention { actor, tokens: token.i()..token.i() + 1, head: token.i(), kind: MentionKind::Pronoun });
        }
        None => who.remove(token),
    }
}

/// The actor of the mention before the pronoun that suits it best.
fn antecedent(
    doc: &Doc,
    who: &Who,
    token: Token<'_>,
    told: Pronoun,
    counts: &FxHashMap<usize, usize>,
    allowed: impl Fn(&Mention) -> bool,
) -> Option<usize> {
    // "Themselves" looks no further than its sentence.
    let reach = if is_reflexive(token.lower()) { 0 } else { REACH };
    let near =
        who.before(token.i()).take_while(|m| token.sentence_number() - doc.token(m.head).sentence_number() <= reach);
    let best = near
        .filter(|m| fits(told, who, m, doc) && !shares_clause(token, doc.token(m.head)) && allowed(m))
        .map(|m| {
            let count = counts.get(&m.actor).copied().unwrap_or_default();
            let actor = &who.actors[m.actor];
            (weight(token, doc.token(m.head), count) + certainty(told, actor), m.head, m.actor)
        })
        .max();
    let (weight, _, actor) = best?;
    (!has_better_noun(doc, who, token, told, weight)).then_some(actor)
}

/// A gender that is known, and a name in full, make a person likelier.
fn certainty(told: Pronoun, actor: &Actor) -> i64 {
    match told {
        Pronoun::Man | Pronoun::Woman if actor.gender.is_some() => 10,
        Pronoun::Man | Pronoun::Woman if !actor.name.contains(' ') => -20,
        _ => 0,
    }
}

/// Whether "it" rather means something that is no actor: "the speech", "the crisis".
fn has_better_noun(doc: &Doc, who: &Who, token: Token<'_>, told: Pronoun, weight_of_actor: i64) -> bool {
    if told != Pronoun::Thing {
        return false;
    }
    let start = doc.sentences().nth(token.sentence_number().saturating_sub(1)).map_or(0, |sentence| sentence.start());
    let nouns = doc.span(start, token.i()).tokens().filter(|noun| {
        noun.pos() == Pos::Noun && noun.tag() == Tag::Nn && !is_modifier(*noun) && who.mention_at(*noun).is_none()
    });
    nouns.filter(|noun| !shares_clause(token, *noun)).any(|noun| weight(token, noun, 1) > weight_of_actor)
}

/// Which words stand in quotation marks.
fn quoted(doc: &Doc) -> Vec<bool> {
    let mut open = false;
    let mut quoted = Vec::with_capacity(doc.len());
    for token in doc.tokens() {
        match token.text() {
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            "\"" => open = !open,
            text if token.is_space() && text.contains('\n') => open = false,
            _ => {}
        }
        quoted.push(open);
    }
    quoted
}

/// Whether the word is the subject of a verb above the other word: who says "he" in quotation marks means someone else.
fn speaks(subject: Token<'_>, word: Token<'_>) -> bool {
    subject.dep() == Relation::Nsubj && word.is_below(subject.head())
}

/// "It is raining", "it is clear that": stands for nothing.
fn is_expletive(token: Token<'_>, impersonal: &WordSet) -> bool {
    if !may_be_expletive(token.lower()) {
        return false;
    }
    let verb = token.head();
    let is_clause = |child: Token<'_>| {
        matches!(child.dep(), Relation::Ccomp | Relation::Xcomp | Relation::Advcl | Relation::Acl | Relation::Csubj)
    };
    let clause = verb.children().any(is_clause);
    // "It was time to end the sanctions", "it is important that".
    let beneath = verb.children().any(|child| {
        let predicate = matches!(child.dep(), Relation::Attr | Relation::Acomp);
        predicate && child.children().any(|child| is_clause(child) && child.tag() == Tag::Vb)
    });
    token.dep() == Relation::Expl || is_copula(verb.lemma()) && (clause || beneath) || impersonal.holds(verb.lemma())
}

fn fits(told: Pronoun, who: &Who, mention: &Mention, doc: &Doc) -> bool {
    let actor = &who.actors[mention.actor];
    let head = doc.token(mention.head);
    match told {
        Pronoun::Man => actor.kind == ActorKind::Person && actor.gender != Some(Gender::Woman),
        Pronoun::Woman => actor.kind == ActorKind::Person && actor.gender != Some(Gender::Man),
        Pronoun::Thing => {
            matches!(actor.kind, ActorKind::Organization | ActorKind::Country)
                && !matches!(head.tag(), Tag::Nns | Tag::Nnps)
        }
        Pronoun::Many => {
            actor.kind == ActorKind::Group
                || actor.kind == ActorKind::Organization
                || head.children().any(|c| c.dep() == Relation::Conj)
        }
    }
}

/// Whether both are arguments of one verb: "Blinken told him" is not about Blinken.
fn shares_clause(pronoun: Token<'_>, other: Token<'_>) -> bool {
    let possessive = pronoun.tag() == Tag::PrpPoss || is_reflexive(pronoun.lower());
    !possessive
        && clause_of(pronoun) == clause_of(other)
        && !matches!(other.dep(), Relation::Poss | Relation::Compound | Relation::Nmod)
}

/// The verb that the word is an argument of, directly or through a preposition.
fn clause_of(token: Token<'_>) -> usize {
    let mut at = token;
    while matches!(at.dep(), Relation::Pobj | Relation::Prep | Relation::Conj | Relation::Dative | Relation::Appos)
        && !at.is_root()
    {
        at = at.head();
    }
    at.head().i()
}

/// Near before far, subjects before others, who is spoken of often before who is not.
fn weight(pronoun: Token<'_>, candidate: Token<'_>, count: usize) -> i64 {
    let sentences = (pronoun.sentence_number() - candidate.sentence_number()) as i64;
    let subject = matches!(candidate.dep(), Relation::Nsubj | Relation::NsubjPass | Relation::Root);
    let role = if subject {
        30
    } else if matches!(candidate.dep(), Relation::Poss | Relation::Pobj | Relation::Compound) {
        0
    } else {
        10
    };
    let same_role = if subject && matches!(pronoun.dep(), Relation::Nsubj | Relation::NsubjPass) { 10 } else { 0 };
    role + same_role + (count.min(10) as i64) * 2 - sentences * 40 - (pronoun.i() - candidate.i()) as i64 / 8
}
