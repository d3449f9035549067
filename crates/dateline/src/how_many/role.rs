//! What part a figure plays: the dead, the injured, a total, a change.

use dateline_language::{Relation, Tag, Token};

use super::unit::UnitKind;
use crate::codebook::{Units, WordSet};
use crate::grammar::{self, amounts};
use crate::record::FigureRole;
use crate::words::Words;

/// What a word tells of those counted.
pub(super) fn fate(word: &str, units: &Units) -> Option<FigureRole> {
    let fates = &units.fates;
    let lists = [
        (&fates.dead, FigureRole::Dead),
        (&fates.injured, FigureRole::Injured),
        (&fates.arrested, FigureRole::Arrested),
        (&fates.displaced, FigureRole::Displaced),
        (&fates.missing, FigureRole::Missing),
    ];
    lists.iter().find(|(words, _)| words.holds(word)).map(|(_, role)| *role)
}

/// The role of a figure: `head` is the word of the thing counted, `number` that of the number.
pub(super) fn role(
    words: &Words<'_>,
    start: usize,
    number: usize,
    head: usize,
    end: usize,
    kind: UnitKind,
) -> Option<FigureRole> {
    // "executed two warrants"
    let units = &words.vocabulary.units;
    if matches!(kind, UnitKind::Things | UnitKind::None)
        && !words.is_in(head, &units.executed)
        && let Some(fate) = beside(words, head, end).or_else(|| told_of(words.token(head)?, units))
    {
        return Some(fate);
    }
    let token = words.token(number)?;
    moved(words, start, token).or(match kind {
        UnitKind::Money => Some(FigureRole::Money),
        UnitKind::Share => Some(FigureRole::Share),
        _ => None,
    })
}

/// "12 dead", "30 deaths", "20 people missing".
fn beside(words: &Words<'_>, head: usize, end: usize) -> Option<FigureRole> {
    let units = &words.vocabulary.units;
    let own = fate(words.lower(head), units).filter(|_| words.tag(head) != Tag::Vbn);
    let after = || {
        let at = end + usize::from(words.is_in(end, &units.others));
        let still = at + usize::from(words.is_in(at, &units.before_fates));
        let fate = fate(words.lower(still), units);
        fate.filter(|_| matches!(words.tag(still), Tag::Jj | Tag::Vbn | Tag::Nn))
    };
    own.or_else(after)
}

/// What the verb tells: "killed 12 people", "12 people were wounded", "200 people detained".
fn told_of(token: Token<'_>, units: &Units) -> Option<FigureRole> {
    let mut behind = token.rights().filter(|child| child.dep() == Relation::Acl && child.tag() == Tag::Vbn);
    if let Some(fate) = behind.find_map(|child| fate(child.lemma(), units)) {
        return Some(fate);
    }
    let token = first_of_row(token);
    let verb = token.head();
    let passive = token.dep() == Relation::NsubjPass || verb.children().any(|child| child.dep() == Relation::AuxPass);
    let suffers = match token.dep() {
        Relation::Dobj | Relation::Dative => !passive,
        Relation::NsubjPass => true,
        Relation::Nsubj => units.suffered_by_subjects.holds(verb.lemma()) || passive,
        Relation::Pobj if grammar::is_genitive(verb.lower()) => return toll(verb.head(), units),
        Relation::Pobj => return tolled(verb, units),
        _ => false,
    };
    if let Some(fate) = fate(verb.lemma(), units).filter(|_| suffers) {
        return Some(fate);
    }
    // "12 miners are still missing".
    let lacks = |word: Token<'_>| units.states.holds(word.lower());
    if token.dep() == Relation::Nsubj
        && verb.rights().chain([verb]).any(lacks)
        && !units.leaves_in_state.holds(verb.lemma())
    {
        return verb.rights().chain([verb]).find_map(|word| fate(word.lower(), units));
    }
    left(token, verb, units)
}

/// "12 soldiers and three officers were killed": the soldiers, who hang on the verb.
fn first_of_row(token: Token<'_>) -> Token<'_> {
    let mut token = token;
    for _ in 0..3 {
        if token.dep() != Relation::Conj
            || !matches!(token.head().tag(), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Nfp | Tag::Cc | Tag::Cd)
        {
            break;
        }
        token = token.head();
    }
    token
}

/// "left 12 people dead", "left 300 homeless".
fn left(token: Token<'_>, verb: Token<'_>, units: &Units) -> Option<FigureRole> {
    let object = matches!(token.dep(), Relation::Dobj | Relation::Nsubj);
    let leaves = [verb, verb.head()].iter().any(|verb| units.leaves_in_state.holds(verb.lemma()));
    (object && leaves).then(|| verb.rights().chain([verb]).find_map(|child| fate(child.lower(), units)))?
}

/// "a death toll of 40".
fn toll(noun: Token<'_>, units: &Units) -> Option<FigureRole> {
    let died = |child: Token<'_>| units.fates.dead.holds(child.lower());
    let deaths = units.tolls.holds(noun.lower()) || units.number_nouns.holds(noun.lower()) && noun.rights().any(died);
    deaths.then_some(FigureRole::Dead)
}

/// "the death toll rose to 40".
fn tolled(preposition: Token<'_>, units: &Units) -> Option<FigureRole> {
    let verb = preposition.head();
    let subject = verb.children().find(|child| child.dep().is_subject() || child.dep() == Relation::Dobj)?;
    units.tolls.holds(subject.lower()).then_some(FigureRole::Dead)
}

/// "rose by 100", "up 5 percent", "bringing the total to 350".
fn moved(words: &Words<'_>, start: usize, token: Token<'_>) -> Option<FigureRole> {
    let units = &words.vocabulary.units;
    let near = |list: &WordSet| {
        let sentence = token.sentence();
        let before = (start.saturating_sub(12)..start).rev().filter_map(|k| words.token(k));
        before.take_while(|word| sentence.holds(*word)).any(|word| list.holds(word.lemma()))
    };
    match words.before(start) {
        // "killed by three men": who did it is no amount.
        by if amounts::measures_change(by) => {
            let agent = words.token(start.wrapping_sub(1)).is_some_and(|by| by.dep() == Relation::Agent);
            (!agent && (near(&units.changes) || near(&units.outdoes))).then_some(FigureRole::Change)
        }
        to if amounts::leads_to(to) => (near(&units.changes) || near(&units.total_lemmas)).then_some(FigureRole::Total),
        of if grammar::is_genitive(of) => {
            words.is_in(start.wrapping_sub(2), &units.totals).then_some(FigureRole::Total)
        }
        word if units.before_totals.holds(word) => Some(FigureRole::Total),
        word if units.before_changes.holds(word) => Some(FigureRole::Change),
        _ => None,
    }
}
