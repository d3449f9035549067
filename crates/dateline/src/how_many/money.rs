//! Is it money, and whose? Pounds are weighed too.

use dateline_language::Tag;

use super::quantity::Quantity;
use super::unit::{Unit, UnitKind, of};
use crate::grammar;
use crate::words::Words;

/// Whether a currency sign or code stands here.
pub(super) fn currency_sign(words: &Words<'_>, i: usize) -> Option<()> {
    sign_code(words, i).map(|_| ())
}

/// The ISO 4217 code of what stands before an amount.
pub(super) fn sign_code<'w>(words: &'w Words<'_>, i: usize) -> Option<&'w str> {
    words.vocabulary.units.currency_signs.get(words.text(i)).map(|code| &**code)
}

/// The ISO 4217 code of a currency's name, or the name where several states use it.
fn currency_name<'w>(words: &'w Words<'_>, at: usize, whose: &str) -> Option<&'w str> {
    let units = &words.vocabulary.units;
    let name = words.lower(at);
    if let Some(code) = units.currencies.get(name) {
        let other = units.currencies_elsewhere.get(code).and_then(|codes| codes.get(whose));
        return Some(other.unwrap_or(code));
    }
    if units.currencies_of_many.holds(name) {
        return Some(name);
    }
    units.currencies_with_owner.get(name).filter(|_| !whose.is_empty()).map(|code| &**code)
}

/// The currency named from a word on, with whose it is, and one past its last word.
pub(super) fn currency_word<'w>(words: &'w Words<'_>, at: usize) -> Option<(&'w str, usize)> {
    let units = &words.vocabulary.units;
    let owned = words.is_in(at, &units.american) || words.text(at).starts_with(char::is_uppercase);
    let whose = usize::from(owned) + usize::from(words.is_in(at, &units.first_of_two_words));
    let owner = if whose == 0 { "" } else { words.lower(at + whose - 1) };
    Some((currency_name(words, at + whose, owner)?, at + whose + 1))
}

/// Money in words: "2 million euros", "dozens of pounds".
pub(super) fn money(words: &Words<'_>, end: usize, quantity: &Quantity) -> Option<Unit> {
    let of = usize::from(grammar::is_genitive(words.lower(end)) && quantity.value.is_none());
    let paid = |(name, end): (&str, usize)| Unit {
        name: Some(name.to_owned()),
        end,
        head: Some(end - 1),
        kind: UnitKind::Money,
        of: None,
    };
    currency_word(words, end + of).map(paid).or_else(|| pounds(words, end, quantity))
}

/// Pounds, of money or of weight.
fn pounds(words: &Words<'_>, end: usize, quantity: &Quantity) -> Option<Unit> {
    let pounds = &words.vocabulary.units.pounds;
    if !words.is_in(end, &pounds.names) {
        return None;
    }
    let of_something = grammar::is_genitive(words.lower(end + 1)) && words.tag(end + 2) != Tag::Dollar;
    let weighed = of_something || !is_paid(words, quantity);
    let end = end + 1;
    let (name, kind, of) = if weighed {
        (&pounds.weight, UnitKind::Measure, of(words, end).map(|(of, _)| of))
    } else {
        (&pounds.currency, UnitKind::Money, None)
    };
    Some(Unit { name: Some(name.as_ref().to_owned()), end, head: Some(end - 1), kind, of })
}

/// Whether pounds are money: millions of them, sterling, or what is paid, fined, earned.
fn is_paid(words: &Words<'_>, quantity: &Quantity) -> bool {
    let units = &words.vocabulary.units;
    let large = [quantity.value, quantity.low].into_iter().flatten().any(|value| value >= 10_000.0);
    let mut before = (quantity.number.saturating_sub(5)..quantity.number).filter_map(|at| words.token(at));
    let sterling = words.is_in(quantity.end + 1, &units.pounds.money_behind);
    large || sterling || before.any(|token| units.paid.holds(&grammar::lemma(token)))
}
