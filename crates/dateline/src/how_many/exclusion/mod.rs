//! Does a number count nothing? Parts of names, scores, ages, pages, telephone numbers.

mod age;
mod label;

use dateline_language::{NameKind, Relation, Tag};

use super::money::currency_sign;
use super::quantity::Quantity;
use super::unit::{Unit, UnitKind};
use crate::grammar::{self, amounts};
use crate::words::{Words, numeral};

/// Whether a number is no figure.
pub(super) fn is_none(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    is_one(words, quantity, unit)
        || label::is_label(words, start, quantity, unit)
        || label::is_name(words, quantity, unit)
        || label::is_code(words, quantity)
        || age::is_age(words, start, quantity, unit)
        || is_score(words, quantity, unit)
        || is_year(words, quantity, unit)
        || is_hyphenated(words, quantity, unit)
        || label::is_list_of_labels(words, start)
        || is_ratio(words, quantity, unit)
        || label::is_address(words, quantity, unit)
        || label::is_call(words, quantity)
        || is_rank(words, start, quantity)
        || is_other(words, unit)
        || is_bare(words, quantity, unit)
}

/// "one of the men", "no one", "one day".
fn is_one(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let numbers = &words.vocabulary.numbers;
    if !numeral::is_one(words.lower(quantity.number), numbers) {
        return false;
    }
    // "approved one $1bn": the sum counts.
    if currency_sign(words, quantity.end).is_some() {
        return true;
    }
    if quantity.end > quantity.number + 1 || quantity.value != Some(1.0) {
        return false;
    }
    let next = quantity.end;
    if words.tag(next) == Tag::Vbg {
        return true;
    }
    let measured = matches!(unit.kind, UnitKind::Money | UnitKind::Share | UnitKind::Measure);
    let counts = measured || unit.kind == UnitKind::Things && unit.end > next;
    let named = unit.name.as_deref().is_none_or(|name| numbers.no_number_with_one.holds(name));
    !counts
        || named
        || grammar::is_genitive(words.lower(next))
        || numbers.before_pronoun_one.holds(words.before(quantity.number))
}

/// "5 means very good", "2012: 8 on Fast Ferry": marks and places in a list.
fn is_rank(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let year =
        words.lower(start.wrapping_sub(2)).len() == 4 && words.lower(start.wrapping_sub(2)).parse::<u16>().is_ok();
    words.is_in(quantity.end, &words.vocabulary.numbers.explains_marks) || words.before(start) == ":" && year
}

/// "split 4 to 1", "a 3 to 1 margin".
fn is_ratio(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let one = |word: &str| word == "1" || numeral::is_one(word, &words.vocabulary.numbers);
    let to_one = amounts::leads_to(words.lower(quantity.end)) && one(words.lower(quantity.end + 1));
    let of_one = quantity.value == Some(1.0) && amounts::leads_to(words.before(quantity.number));
    (to_one || of_one) && unit.kind == UnitKind::None && quantity.currency.is_none()
}

/// "3-2", "21-14", votes and results.
fn is_score(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let dash = |i: usize| words.is(i, &["-", "–"]);
    let pair = dash(quantity.end) && words.lower(quantity.end + 1).starts_with(|c: char| c.is_ascii_digit());
    let ranged = (quantity.number..quantity.end).any(dash) && quantity.high.is_some();
    (pair || ranged) && matches!(unit.kind, UnitKind::None)
}

/// A number of four digits that counts nothing is a year; "the 90's" are years too.
fn is_year(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let text = words.text(quantity.number);
    if text.len() == 2 && text.ends_with('0') && amounts::is_plural_mark(words.lower(quantity.end)) {
        return true;
    }
    let year = text.len() == 4 && quantity.value.is_some_and(|value| (1500.0..2100.0).contains(&value));
    year && quantity.end == quantity.number + 1
        && text.bytes().all(|b| b.is_ascii_digit())
        && (unit.kind == UnitKind::None
            || (unit.kind == UnitKind::Things && matches!(words.tag(unit.end - 1), Tag::Nn | Tag::Nnp)))
}

/// "the 3200 block of Broad Street" and "131 West 23rd Street" are addresses, "three times the rate" is a factor.
fn is_other(words: &Words<'_>, unit: &Unit) -> bool {
    let no_units = &words.vocabulary.numbers.no_units;
    unit.kind == UnitKind::Things && unit.name.as_deref().is_some_and(|name| no_units.holds(name))
}

/// "three-way", "34-year-old": words, and lengths of time, which are times.
fn is_hyphenated(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let idioms = &words.vocabulary.units.hyphenated_idioms;
    let hyphen = words.after_hyphen(quantity.end) > quantity.end;
    let counts = unit.kind == UnitKind::Things
        && unit.head == Some(quantity.end + 1)
        && quantity.value != Some(1.0)
        && !unit.name.as_deref().is_some_and(|name| idioms.holds(name));
    hyphen && !counts && !matches!(unit.kind, UnitKind::Share | UnitKind::Money | UnitKind::Measure)
}

/// "those two", "first, one, ...": a small number in words that counts nothing.
fn is_pronoun(words: &Words<'_>, quantity: &Quantity) -> bool {
    let numbers = &words.vocabulary.numbers;
    let spelled = words.text(quantity.number).starts_with(char::is_alphabetic)
        && quantity.value.is_some_and(|value| value <= 12.0);
    let pointed = numbers.before_pronoun_numbers.holds(words.before(quantity.number));
    // "Of the ten judges, six were new."
    let subject = words.token(quantity.number).is_some_and(|token| {
        token.dep().is_subject() && token.head().tag() == Tag::Vbd
            || words.is_in(quantity.end, &numbers.behind_subject_numbers)
    });
    spelled
        && pointed
        && !(subject && words.before(quantity.number) == ",")
        && !grammar::is_genitive(words.lower(quantity.end))
}

/// A number alone, that neither the tree nor the names take for one.
fn is_bare(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    if unit.kind != UnitKind::None || quantity.compared {
        return false;
    }
    if is_pronoun(words, quantity) {
        return true;
    }
    let Some(token) = words.token(quantity.end - 1) else { return true };
    let named = token.name().is_some_and(|name| {
        matches!(name.label(), NameKind::Cardinal | NameKind::Money | NameKind::Percent | NameKind::Quantity)
    });
    let digits = words.text(quantity.number).starts_with(|c: char| c.is_ascii_digit());
    let compared = digits && words.vocabulary.numbers.before_compared_numbers.holds(words.before(quantity.number));
    !((named || compared)
        && matches!(
            token.dep(),
            Relation::Dobj
                | Relation::Pobj
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Attr
                | Relation::Conj
                | Relation::Nummod
                | Relation::Appos
                | Relation::Root
        ))
}
