//! What a number counts that has no noun of its own: "killed 12 people and injured 30", "turnout stood at 200,000".

use crate::desk::Figure;
use dateline_language::{Relation, Tag, Token};

/// Verbs between a quantity and its number.
const AMOUNTS: [&str; 21] = [
    "be", "sit", "stand", "rise", "fall", "grow", "climb", "drop", "reach", "number", "total", "hit", "exceed",
    "increase", "decrease", "jump", "swell", "decline", "remain", "average", "double",
];

/// Roles that people have.
const FATES: [&str; 5] = ["dead", "injured", "arrested", "missing", "displaced"];

/// The noun that a bare number counts, by the figure told before it or by the subject of its clause.
pub(super) fn counted(number: Token<'_>, role: Option<&'static str>, before: Option<&Figure>) -> Option<String> {
    let same = || role.and_then(|role| like_the_last(number, role, before));
    same()
        .or_else(|| by_subject(number))
        .or_else(|| of_noun(number))
        .or_else(|| compared(number, before))
        .or_else(|| some_of_them(number, before))
}

/// "emergency visits of 84,500".
fn of_noun(number: Token<'_>) -> Option<String> {
    let of = number.head();
    let noun = of.head();
    (number.dep() == Relation::Pobj && of.lower() == "of" && noun.tag() == Tag::Nns).then(|| noun.lower().to_owned())
}

/// "Of the ten judges, six were new", "among 16 samples, 12 showed": a part of those told before.
fn some_of_them(number: Token<'_>, before: Option<&Figure>) -> Option<String> {
    let before = before.filter(|before| number.sentence().start() <= before.tokens.start)?;
    let opens = number.sentence().tokens().find(|token| !token.is_punct())?;
    let whole = matches!(opens.lower(), "of" | "among") && before.tokens.start <= opens.i() + 3;
    before.unit.clone().filter(|_| whole && number.dep().is_subject())
}

/// "by ten judges rather than 11", "six brackets, compared with two".
fn compared(number: Token<'_>, before: Option<&Figure>) -> Option<String> {
    let before = before.filter(|before| number.sentence().start() <= before.tokens.start)?;
    let above = number.head();
    let than = number.previous().is_some_and(|previous| previous.lower() == "than");
    let with =
        above.lower() == "with" && above.head().lower() == "compared" || matches!(above.lower(), "versus" | "from");
    let against = than || number.dep() == Relation::Pobj && with;
    before.unit.clone().filter(|_| against)
}

/// "killed 12 people and injured 30": the same kind, within a sentence.
fn like_the_last(number: Token<'_>, role: &str, before: Option<&Figure>) -> Option<String> {
    let before = before?;
    let told = before.role.is_some_and(|role| FATES.contains(&role)) && FATES.contains(&role);
    let near = number.sentence().start() <= before.tokens.start;
    before.unit.clone().filter(|_| told && near)
}

/// "the population stood at 200,000", "the number of refugees rose to 12,000".
fn by_subject(number: Token<'_>) -> Option<String> {
    let above = number.head();
    let verb = match number.dep() {
        Relation::Attr | Relation::Dobj => above,
        Relation::Pobj if matches!(above.lower(), "at" | "to" | "from" | "by") => above.head(),
        _ => return None,
    };
    let subject = match verb.lemma() {
        "bring" | "raise" | "push" | "take" if number.dep() == Relation::Pobj => verb.child(Relation::Dobj)?,
        verb_of_amount if AMOUNTS.contains(&verb_of_amount) => {
            verb.children().find(|child| child.dep().is_subject())?
        }
        _ => return None,
    };
    // A capital at the head of a sentence makes no name.
    let opens = subject.i() == subject.sentence().start();
    if !(matches!(subject.tag(), Tag::Nn | Tag::Nns) || opens && subject.tag() == Tag::Nnp) {
        return None;
    }
    let amount = matches!(subject.lower(), "number" | "total" | "tally" | "count" | "numbers" | "toll");
    if !amount {
        return Some(subject.lower().to_owned());
    }
    let of = subject.rights().find(|child| child.lower() == "of")?;
    of.child(Relation::Pobj).map(|noun| noun.lower().to_owned())
}
