//! Which parties does a noun phrase name?

use dateline_language::{Bytes, Pos, Relation, Token};

use super::behind::is_time;
use super::compounds;
use super::party::Party;
use crate::codebook::WordGroup;
use crate::desk::{Actor, Desk, Mention};
use crate::grammar::{self, acts};
use crate::phrases::Coding;
use crate::record::ActorKind;
use crate::record::MentionKind;

/// The parties that a noun phrase names, with what is coordinated with it.
pub(super) fn of_phrase(desk: &Desk<'_>, token: Token<'_>) -> Vec<Party> {
    let mut parties = Vec::new();
    for token in grammar::coordinated(token) {
        parties.extend(of_noun(desk, token));
    }
    parties
}

/// The parties of one noun: several, where they share it.
pub(super) fn of_noun(desk: &Desk<'_>, token: Token<'_>) -> Vec<Party> {
    let sharing = compounds::sharing(desk, token);
    if !sharing.is_empty() {
        return sharing;
    }
    let meant = grammar::meant(token);
    let counted = (meant != token).then(|| of_token(desk, meant)).flatten();
    counted.or_else(|| of_token(desk, token)).into_iter().collect()
}

/// The party that a word names: an actor, a country by its adjective, else the noun phrase as it stands.
pub(super) fn of_token(desk: &Desk<'_>, token: Token<'_>) -> Option<Party> {
    let token = reported_pronoun(desk, token).unwrap_or(token);
    if let Some(mention) = desk.who.mention_at(token).map(|mention| named_nearby(desk, mention)) {
        let described = mention.kind == MentionKind::Description && mention.tokens.contains(&token.i());
        let end = if described { phrase_end(token).max(mention.tokens.end) } else { mention.tokens.end };
        let bytes = desk.doc.span(mention.tokens.start, end).bytes();
        let actor = &desk.who.actors[mention.actor];
        let mut coding = actor.coding.clone();
        let named = coding.code().is_none() && matches!(token.pos(), Pos::Noun | Pos::Propn);
        coding.complete(&if named { told(desk, token) } else { Coding::default() });
        let stands_for = is_modifier(token) && desk.phrases.country_at(token.i()).is_some();
        let kind = if stands_for { ActorKind::Country } else { actor.kind };
        let mut party = Party::of(Some(mention.actor), Some(kind), coding, token.i(), bytes);
        party.is_known_person = actor.known;
        party.is_armed_group = actor.armed;
        return Some(party);
    }
    // "Hezbollah chief Hassan Nasrallah": the name may be taken for an apposition.
    if let Some(name) =
        token.child(Relation::Appos).filter(|name| desk.who.actor_at(*name).is_some() && name.pos() == Pos::Propn)
    {
        return of_token(desk, name);
    }
    if is_time(desk, token)
        || matches!(
            token.pos(),
            Pos::Pron | Pos::Det | Pos::Verb | Pos::Aux | Pos::Adv | Pos::Adp | Pos::Sconj | Pos::Punct
        )
    {
        return None;
    }
    let (start, end) = (token.left_edge().i().min(token.i()), phrase_end(token));
    // A word of "the United States" stands for the whole name.
    let name = desk.phrases.name_at(token.i()).filter(|_| desk.phrases.country_at(token.i()).is_some());
    let (start, end) = name.map_or((start, end), |name| (start.min(name.tokens.start), end.max(name.tokens.end)));
    let bytes = desk.doc.span(start, end).bytes();
    Some(named(desk, told(desk, token), token, bytes))
}

/// The party of a coding that a word tells: the country itself, where the word names one.
pub(super) fn named(desk: &Desk<'_>, coding: Coding, token: Token<'_>, bytes: Bytes) -> Party {
    let is_country = desk.phrases.country_at(token.i()).is_some();
    let of_country = |actor: &Actor| actor.kind == ActorKind::Country && actor.coding.country == coding.country;
    let actor = if is_country { desk.who.actors.iter().position(of_country) } else { None };
    Party::of(actor, is_country.then_some(ActorKind::Country), coding, token.i(), bytes)
}

/// One past the last word of a noun phrase, with the prepositions that tell which or where: "targets in Syria's north".
fn phrase_end(head: Token<'_>) -> usize {
    let told = |child: &Token<'_>| child.dep() == Relation::Prep && acts::qualifies(child.lower());
    let inner = head.rights().filter(told).filter_map(|child| child.child(Relation::Pobj));
    inner.map(phrase_end).max().unwrap_or(0).max(head.i() + 1)
}

/// Where a pronoun's actor is named or described before it in the sentence: that tells a reader more.
fn named_nearby<'d>(desk: &'d Desk<'_>, mention: &'d Mention) -> &'d Mention {
    let sentence = desk.doc.token(mention.head).sentence();
    let same = |other: &&Mention| {
        other.actor == mention.actor
            && other.kind != MentionKind::Pronoun
            && (sentence.start()..mention.tokens.start).contains(&other.head)
    };
    let before = || {
        let heads = sentence.start()..mention.tokens.start.max(sentence.start());
        let numbers = desk.who.by_head.range(heads).map(|(_, &number)| number);
        numbers.filter(|&number| same(&&desk.who.mentions[number])).max().map(|number| &desk.who.mentions[number])
    };
    (mention.kind == MentionKind::Pronoun).then(before).flatten().unwrap_or(mention)
}

fn is_modifier(token: Token<'_>) -> bool {
    matches!(token.dep(), Relation::Amod | Relation::Compound | Relation::Nmod | Relation::NpAdvmod | Relation::Poss)
}

/// Nouns of people, whom the words before them tell more of.
const PEOPLE: [WordGroup; 4] = [WordGroup::Crowd, WordGroup::Armed, WordGroup::Authority, WordGroup::People];

/// What the words of a noun phrase tell of it: "Sudanese Government", "Hezbollah group", "Zetas cartel".
pub(super) fn told(desk: &Desk<'_>, head: Token<'_>) -> Coding {
    let country = desk.phrases.country_at(head.i()).or_else(|| desk.phrases.country_of(desk.doc, head));
    let sectors = desk.phrases.role_at(head.i()).map(|role| role.role.sector.clone()).unwrap_or_default();
    let mut coding = Coding { country, entity: None, sectors };
    let lemma = grammar::lemma(head).to_lowercase();
    let is_people = PEOPLE.iter().any(|group| desk.codebook.is_in(*group, &lemma));
    let is_part = is_people || !coding.sectors.is_empty() || desk.codebook.is_in(WordGroup::Settlement, &lemma);
    let modifies = |child: &Token<'_>| {
        matches!(child.dep(), Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Poss)
    };
    // "Taliban-claimed", "rebel-held"; who is only "Iran-backed" is not of Iran.
    let by_body = |word: Token<'_>| desk.codebook.vocabulary.words.done_by.holds(word.lower());
    let words = head.lefts().filter(modifies).flat_map(|child| {
        let before = if by_body(child) { child.lefts().next() } else { None };
        std::iter::once(child).chain(before)
    });
    for child in words.filter(|_| is_part) {
        if let Some(body) = body_named(desk, child) {
            coding.complete(&body);
            break;
        }
    }
    coding
}

/// The body or force that a modifier names: "NATO" of "NATO base", "police" of "police convoy".
fn body_named(desk: &Desk<'_>, word: Token<'_>) -> Option<Coding> {
    let Some(actor) = desk.who.actor_at(word) else {
        let sectors = desk.phrases.role_at(word.i()).map(|role| role.role.sector.clone())?;
        return Some(Coding { sectors, ..Coding::default() });
    };
    let actor = &desk.who.actors[actor];
    matches!(actor.kind, ActorKind::Organization | ActorKind::Group).then(|| actor.coding.clone())
}

/// "The rebels said they would …": who says it, where nothing else is known of the pronoun.
fn reported_pronoun<'d>(desk: &Desk<'_>, token: Token<'d>) -> Option<Token<'d>> {
    let alone = token.dep() == Relation::Nsubj && acts::is_third_person(token.lower());
    if !alone || desk.who.actor_at(token).is_some() || token.head().dep() != Relation::Ccomp {
        return None;
    }
    grammar::own_subject(token.head().head()).filter(|subject| *subject != token && subject.pos() != Pos::Pron)
}
