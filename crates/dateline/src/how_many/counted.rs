//! What a number counts that has no noun of its own: "killed 12 people and injured 30", "turnout stood at 200,000".

use dateline_language::{Relation, Tag, Token};

use crate::codebook::{Numbers, Units};
use crate::desk::Figure;
use crate::grammar::{self, amounts};
use crate::record::FigureRole;
use crate::words::Words;

/// The noun that a bare number counts, by the figure told before it or by the subject of its clause.
pub(super) fn counted(
    words: &Words<'_>,
    number: Token<'_>,
    role: Option<FigureRole>,
    before: Option<&Figure>,
) -> Option<String> {
    let (numbers, units) = (&words.vocabulary.numbers, &words.vocabulary.units);
    let same = || role.and_then(|role| like_the_last(number, role, before));
    same()
        .or_else(|| by_subject(number, units))
        .or_else(|| of_noun(number))
        .or_else(|| compared(number, before, numbers))
        .or_else(|| some_of_them(number, before))
}

/// "emergency visits of 84,500".
fn of_noun(number: Token<'_>) -> Option<String> {
    let of = number.head();
    let noun = of.head();
    (number.dep() == Relation::Pobj && grammar::is_genitive(of.lower()) && noun.tag() == Tag::Nns)
        .then(|| noun.lower().to_owned())
}

/// "Of the ten judges, six were new", "among 16 samples, 12 showed": a part of those told before.
fn some_of_them(number: Token<'_>, before: Option<&Figure>) -> Option<String> {
    let before = before.filter(|before| number.sentence().start() <= before.tokens.start)?;
    let opens = number.sentence().tokens().find(|token| !token.is_punct())?;
    let whole = amounts::is_partitive(opens.lower()) && before.tokens.start <= opens.i() + 3;
    before.unit.clone().filter(|_| whole && number.dep().is_subject())
}

/// "by ten judges rather than 11", "six brackets, compared with two".
fn compared(number: Token<'_>, before: Option<&Figure>, numbers: &Numbers) -> Option<String> {
    let before = before.filter(|before| number.sentence().start() <= before.tokens.start)?;
    let above = number.head();
    let than = number.previous().is_some_and(|previous| amounts::compares(previous.lower()));
    let with = amounts::accompanies(above.lower()) && numbers.compared.holds(above.head().lower())
        || numbers.compares_from.holds(above.lower());
    let against = than || number.dep() == Relation::Pobj && with;
    before.unit.clone().filter(|_| against)
}

/// "killed 12 people and injured 30": the same kind, within a sentence.
fn like_the_last(number: Token<'_>, role: FigureRole, before: Option<&Figure>) -> Option<String> {
    let before = before?;
    let told = before.role.is_some_and(FigureRole::is_fate) && role.is_fate();
    let near = number.sentence().start() <= before.tokens.start;
    before.unit.clone().filter(|_| told && near)
}

/// "the population stood at 200,000", "the number of refugees rose to 12,000".
fn by_subject(number: Token<'_>, units: &Units) -> Option<String> {
    let above = number.head();
    let verb = match number.dep() {
        Relation::Attr | Relation::Dobj => above,
        Relation::Pobj if amounts::governs_amount(above.lower()) => above.head(),
        _ => return None,
    };
    let subject = match verb.lemma() {
        lemma if units.moves_amount.holds(lemma) && number.dep() == Relation::Pobj => verb.child(Relation::Dobj)?,
        lemma if units.amounts_to.holds(lemma) => verb.children().find(|child| child.dep().is_subject())?,
        _ => return None,
    };
    // A capital at the head of a sentence makes no name.
    let opens = subject.i() == subject.sentence().start();
    if !(matches!(subject.tag(), Tag::Nn | Tag::Nns) || opens && subject.tag() == Tag::Nnp) {
        return None;
    }
    if !units.amount_nouns.holds(subject.lower()) {
        return Some(subject.lower().to_owned());
    }
    let of = subject.rights().find(|child| grammar::is_genitive(child.lower()))?;
    of.child(Relation::Pobj).map(|noun| noun.lower().to_owned())
}
