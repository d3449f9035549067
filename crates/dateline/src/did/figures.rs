//! Which words of violence are figures of speech? "Declared war on plastic bags", "a legal war", "shot down a claim".

use dateline_language::{Pos, Relation, Token};

use super::behind::all_behind;
use super::kinds;
use super::nouns::of_phrase;
use super::parties::object;
use crate::codebook::WordGroup;
use crate::desk::Desk;
use crate::grammar::{self, acts};
use crate::record::EventType;

/// Whether a word that seems to tell such an act hurts or threatens nobody.
pub(super) fn is_figure(desk: &Desk<'_>, word: Token<'_>, kind: EventType) -> bool {
    if !matches!(kind, EventType::Assault | EventType::Threaten | EventType::Coerce | EventType::Mobilize) {
        return false;
    }
    let realis = &desk.codebook.vocabulary.realis;
    let is_fight = |noun: &Token<'_>| realis.fights.holds(&grammar::lemma(*noun));
    if grammar::is_verbal(word) {
        let unhurt = |noun: Token<'_>| realis.unhurt.holds(&grammar::lemma(noun));
        let hurts_none = kind == EventType::Assault && (object(word).is_some_and(unhurt) || is_show(word, unhurt));
        return hurts_none || object(word).filter(is_fight).is_some_and(|fight| is_bloodless(desk, fight, Some(word)));
    }
    word.pos() == Pos::Noun && is_fight(&word) && is_bloodless(desk, word, None)
}

/// "The livestream bombed": without an object, of what can only fail.
fn is_show(verb: Token<'_>, unhurt: impl Fn(Token<'_>) -> bool) -> bool {
    object(verb).is_none() && grammar::own_subject(verb).is_some_and(unhurt)
}

/// Whether a fight is called one of words, or is fought against things alone.
fn is_bloodless(desk: &Desk<'_>, fight: Token<'_>, verb: Option<Token<'_>>) -> bool {
    let realis = &desk.codebook.vocabulary.realis;
    let called = fight.lefts().any(|word| {
        matches!(word.dep(), Relation::Amod | Relation::Compound | Relation::Nmod)
            && realis.bloodless.holds(word.lower())
    });
    let against = acts::FOUGHT.iter().flat_map(|preposition| {
        let behind = all_behind(desk, fight, preposition);
        let of_verb = verb.map(|verb| all_behind(desk, verb, preposition)).unwrap_or_default();
        behind.into_iter().chain(of_verb).collect::<Vec<_>>()
    });
    let against: Vec<Token<'_>> = against.collect();
    called || !against.is_empty() && against.iter().all(|noun| is_thing(desk, *noun))
}

/// Whether a noun is nobody, no body, no place and nothing of anybody: "plastic bags", "obesity".
fn is_thing(desk: &Desk<'_>, noun: Token<'_>) -> bool {
    let parties = of_phrase(desk, noun);
    let somebody = parties.iter().any(|party| party.code.is_some() || kinds::is_agent(desk, party));
    let place = desk.places.iter().any(|place| place.tokens.contains(&noun.i()));
    let owned = noun.children().any(|child| {
        matches!(child.dep(), Relation::Poss | Relation::Amod | Relation::Compound)
            && !of_phrase(desk, child).iter().all(|party| party.code.is_none())
    });
    let settled = desk.codebook.is_in(WordGroup::Settlement, &grammar::lemma(noun));
    noun.pos() == Pos::Noun && !somebody && !place && !owned && !settled
}
