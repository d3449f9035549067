//! Is a number the age of somebody, or its limit?

use dateline_language::{Relation, Tag, Token};

use crate::grammar::{self, amounts};
use crate::how_many::quantity::Quantity;
use crate::how_many::unit::{Unit, UnitKind};
use crate::words::Words;

/// "aged 34", "Anna Berg, 34,", "34 years old", "50 or older".
pub(super) fn is_age(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    is_told_age(words, start, unit)
        || is_limit_of_age(words, start, quantity)
        || unit.kind == UnitKind::None
            && (is_open_age(words, unit.end)
                || is_second_age(words, start, quantity)
                || is_end_of_age(words, start)
                || is_life(words, start, quantity)
                || is_apposed(words, start, quantity))
}

/// "aged 34", "ages 55 to 65", "34 years old", "50 years of age".
fn is_told_age(words: &Words<'_>, start: usize, unit: &Unit) -> bool {
    let numbers = &words.vocabulary.numbers;
    let next = unit.end;
    let joint = words.before(start);
    let second = matches!(joint, "-" | "–") || amounts::leads_to(joint) || amounts::adds(joint);
    let of_age = grammar::is_genitive(words.lower(next)) && words.is_in(next + 1, &numbers.age);
    second && words.is_in(start.wrapping_sub(3), &numbers.before_ages)
        || words.is_in(start.wrapping_sub(1), &numbers.before_ages)
        || words.is_in(words.after_hyphen(next), &numbers.behind_ages)
        || of_age
}

/// "50 or older".
fn is_open_age(words: &Words<'_>, next: usize) -> bool {
    let joint = words.lower(next);
    let joins = amounts::offers_another(joint) || amounts::adds(joint);
    joins && words.is_in(next + 1, &words.vocabulary.numbers.open_ages)
}

/// "the women, 21 and 26,".
fn is_second_age(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    amounts::adds(words.lower(start.wrapping_sub(1)))
        && words.lower(start.wrapping_sub(3)) == ","
        && words.tag(start.wrapping_sub(4)).is_noun()
        && words.is(quantity.end, &[",", "."])
        && words.lower(start.wrapping_sub(2)).parse::<u8>().is_ok_and(|age| age <= 110)
}

/// "the age group from 18".
fn is_end_of_age(words: &Words<'_>, start: usize) -> bool {
    let joint = words.lower(start.wrapping_sub(1));
    (amounts::leads_to(joint) || amounts::leads_from(joint))
        && (start.saturating_sub(4)..start).any(|at| words.is_in(at, &words.vocabulary.numbers.age))
}

/// "Anna Berg, 34,".
fn is_apposed(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let young = quantity.value.is_some_and(|value| (1.0..120.0).contains(&value) && value.fract() == 0.0);
    let apposed = words.before(start) == ","
        && matches!(words.lower(quantity.end), "," | "." | ";" | ")" | "" | "-" | "–" | "—" | "―");
    young && apposed && start > 1 && words.tag(start - 2) == Tag::Nnp
}

/// "people under 30", "those over 65".
fn is_limit_of_age(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let numbers = &words.vocabulary.numbers;
    // The limit is left out where the number is read by itself.
    let limit = if numbers.limits.holds(words.before(start)) { start - 1 } else { start };
    numbers.of_some_age.holds(words.before(limit)) && words.is_in(limit, &numbers.limits) && is_years(quantity)
}

/// "she is 45", "he turned 70", "voters under 30".
fn is_life(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let numbers = &words.vocabulary.numbers;
    let Some(token) = words.token(quantity.end - 1).filter(|_| is_years(quantity)) else { return false };
    // "At 14, she went to sea."
    if numbers.opens_with_age.holds(words.text(start.wrapping_sub(1))) && words.lower(quantity.end) == "," {
        return true;
    }
    let verb = token.head();
    let person =
        |child: Token<'_>| child.dep() == Relation::Nsubj && (matches!(child.tag(), Tag::Prp | Tag::Wp | Tag::Nnp));
    let lives = numbers.has_age.holds(verb.lemma())
        && matches!(token.dep(), Relation::Attr | Relation::Dobj | Relation::Acomp | Relation::NpAdvmod);
    let of_people = words.is_in(start, &numbers.limits)
        && (words.tag(start.wrapping_sub(1)).is_noun() || amounts::gives_class(words.before(start)));
    (lives && verb.children().any(person)) || of_people
}

/// Whether somebody can be so old.
fn is_years(quantity: &Quantity) -> bool {
    quantity.value.is_some_and(|value| (1.0..=110.0).contains(&value))
}
