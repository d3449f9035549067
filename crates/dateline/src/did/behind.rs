//! What stands behind a preposition, and which verb only carries a noun?

use dateline_language::{Relation, Token};

use super::parties::object;
use crate::codebook::WordGroup;
use crate::desk::Desk;
use crate::grammar::{self, acts};

/// What the preposition governs behind the word itself, behind its object, or behind the verb that carries the noun; of
/// several, a party before a thing.
pub(super) fn behind<'d>(desk: &Desk<'_>, at: Token<'d>, preposition: &str) -> Option<Token<'d>> {
    let all = all_behind(desk, at, preposition);
    let is_party =
        |noun: &&Token<'_>| desk.who.actor_at(**noun).is_some() || desk.phrases.country_at(noun.i()).is_some();
    all.iter().find(is_party).or(all.first()).copied()
}

/// All that the preposition governs there, but for times; of the first of these words that has any.
pub(super) fn all_behind<'d>(desk: &Desk<'_>, at: Token<'d>, preposition: &str) -> Vec<Token<'d>> {
    let through = || if grammar::is_verbal(at) { object(at) } else { carrier(desk, at) };
    let places: [&dyn Fn() -> Vec<Token<'d>>; 3] = [
        &|| governed(at, preposition),
        &|| through().map_or_else(Vec::new, |other| governed(other, preposition)),
        &|| if grammar::is_verbal(at) { behind_adjunct(at, preposition).into_iter().collect() } else { Vec::new() },
    ];
    // "Gave assurances to the opposition": a noun does not stand behind itself.
    let fits = |token: &Token<'_>| *token != at && !is_time(desk, *token);
    let told = places.iter().map(|place| place().into_iter().filter(fits).collect::<Vec<_>>());
    told.into_iter().find(|nouns| !nouns.is_empty()).unwrap_or_default()
}

pub(super) fn is_time(desk: &Desk<'_>, token: Token<'_>) -> bool {
    desk.times.over(token.i()..token.i() + 1).any(|time| !time.tokens.is_empty())
}

/// What the preposition governs behind the noun of another: "remained on alert in", "on a mission to".
fn behind_adjunct<'d>(verb: Token<'d>, preposition: &str) -> Option<Token<'d>> {
    let adjuncts = verb.children().filter(|child| child.dep() == Relation::Prep && acts::opens_adjunct(child.lower()));
    let mut nouns = adjuncts.filter_map(|adjunct| adjunct.child(Relation::Pobj));
    nouns.find_map(|noun| grammar::governed(noun, &[preposition]))
}

/// All that a preposition governs behind a word, also through another between: "pulled out of", "in cooperation with".
fn governed<'d>(word: Token<'d>, preposition: &str) -> Vec<Token<'d>> {
    let own = |child: &Token<'_>| {
        matches!(child.dep(), Relation::Prep | Relation::Agent | Relation::Dative) && child.lower() == preposition
    };
    let direct: Vec<Token<'d>> = word.children().filter(own).filter_map(|child| child.child(Relation::Pobj)).collect();
    if !direct.is_empty() {
        return direct;
    }
    let mut between =
        word.children().filter(|child| matches!(child.dep(), Relation::Prep | Relation::Prt | Relation::Advmod));
    let through = between.find_map(|child| {
        let joint = child.child(Relation::Pobj).filter(|_| acts::is_compound_preposition(child.lower(), preposition));
        grammar::governed(child, &[preposition])
            .or_else(|| joint.and_then(|noun| grammar::governed(noun, &[preposition])))
    });
    through.into_iter().collect()
}

/// The verb that only carries a noun: "launched" of "launched an attack", "in" between or not.
pub(super) fn carrier<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let mut at = noun;
    for above in noun.ancestors().take(4) {
        if grammar::is_verbal(above) {
            let fits = desk.codebook.is_in(WordGroup::Carrying, &grammar::lemma(above));
            let role = matches!(
                at.dep(),
                Relation::Dobj
                    | Relation::NsubjPass
                    | Relation::Prep
                    | Relation::Attr
                    | Relation::Agent
                    | Relation::Dative
                    | Relation::Nsubj
                    | Relation::Oprd
            );
            return (fits && role).then_some(above);
        }
        // "Was responsible for killings": to be so is to do it.
        let did_it = at.dep() == Relation::Prep
            && desk.codebook.vocabulary.words.answering_for.holds(above.lower())
            && above.dep() == Relation::Acomp;
        if did_it && grammar::is_verbal(above.head()) {
            return Some(above.head());
        }
        // "A series of attacks" carries attacks, "a video of the attack" does not.
        let counts = at.dep() != Relation::Prep || desk.codebook.is_in(WordGroup::Counting, &grammar::lemma(above));
        if !counts
            || !matches!(
                at.dep(),
                Relation::Pobj | Relation::Conj | Relation::Prep | Relation::Compound | Relation::Dobj
            )
        {
            return None;
        }
        at = above;
    }
    None
}
