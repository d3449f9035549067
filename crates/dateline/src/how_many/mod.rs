//! How many: numbers, what they count, and how exactly.

mod counted;
mod exclusion;
mod fraction;
mod money;
mod quantity;
mod role;
mod unit;

use dateline_language::Tag;

use self::quantity::{Quantity, quantity};
use self::unit::{UnitKind, unit};
use crate::desk::{Desk, Figure};
use crate::grammar::{self, amounts};
use crate::record::{FigureRole, TimeType};
use crate::words::{Words, numeral};

/// The figures of a document, in order; numbers that are part of a time are none.
pub(crate) fn how_many(desk: &Desk<'_>) -> Vec<Figure> {
    let words = Words::of(desk.doc, &desk.codebook.vocabulary);
    let mut figures = Vec::new();
    let mut times =
        desk.times.iter().filter(|time| time.kind != TimeType::Duration && !time.tokens.is_empty()).peekable();
    let mut i = 0;
    while i < words.len() {
        let at = words.token(i).map_or(0, |token| token.i());
        while times.next_if(|time| time.tokens.end <= at).is_some() {}
        if times.peek().is_some_and(|time| time.tokens.contains(&at)) || !may_begin(&words, i) {
            i += 1;
            continue;
        }
        match figure(&words, i, figures.last()) {
            Some((figure, end)) if times.peek().is_none_or(|time| figure.tokens.end <= time.tokens.start) => {
                figures.push(figure);
                i = end;
            }
            // A month or a day stands in it; the number before may be a figure by itself.
            _ => i += 1,
        }
    }
    figures
}

/// Whether a number, its sign or its comparator may begin with the word.
fn may_begin(words: &Words<'_>, i: usize) -> bool {
    let numbers = &words.vocabulary.numbers;
    let lower = words.lower(i);
    lower.starts_with(|c: char| c.is_ascii_digit() || "½¼¾".contains(c))
        || money::currency_sign(words, i).is_some()
        || numbers.openings.holds(lower)
        || numeral::small(lower, numbers).is_some()
        || (lower.contains('-') && numeral::numeral(words, i).is_some())
}

/// The figure that begins at a word, and one past its last word.
fn figure(words: &Words<'_>, i: usize, before: Option<&Figure>) -> Option<(Figure, usize)> {
    if let Some(found) = fraction::fraction(words, i) {
        return Some(found);
    }
    let quantity = quantity(words, i)?;
    if let Some(found) = out_of(words, i, &quantity) {
        return Some(found);
    }
    let unit = unit(words, &quantity);
    if exclusion::is_none(words, i, &quantity, &unit) {
        return None;
    }
    let head = unit.head.unwrap_or(quantity.end - 1);
    let role = role::role(words, i, quantity.end - 1, head, unit.end, unit.kind);
    let tokens = words.token(i)?.i()..words.token(unit.end - 1)?.i() + 1;
    let bare = || words.token(quantity.end - 1).and_then(|number| counted::counted(words, number, role, before));
    let name = if unit.kind == UnitKind::None { unit.name.or_else(bare) } else { unit.name };
    let figure = Figure {
        bytes: words.bytes(i, unit.end),
        tokens,
        value: quantity.value,
        comparator: quantity.comparator,
        low: quantity.low,
        high: quantity.high,
        unit: name,
        of: unit.of,
        role,
    };
    Some((figure, unit.end))
}

/// "one in four residents", "eight out of 10": a share, as a number from 0 to 1.
fn out_of(words: &Words<'_>, i: usize, quantity: &Quantity) -> Option<(Figure, usize)> {
    let within = amounts::is_within(words.lower(quantity.end));
    let at = whole(words, quantity.end)?;
    let all = numeral::numeral(words, at)?;
    let part = quantity.value.filter(|part| *part > 0.0 && part.fract() == 0.0 && *part < all.value)?;
    let round = all.value <= 12.0 || all.value % 10.0 == 0.0;
    if !round || quantity.currency.is_some() || (within && part > 3.0 && all.value > 10.0) {
        return None;
    }
    let whole = Quantity { number: at, end: all.end, value: Some(all.value), ..*quantity };
    let unit = unit(words, &whole);
    let counted = unit.kind == UnitKind::Things || (unit.kind == UnitKind::None && !within);
    let alone = unit.kind == UnitKind::None && part <= 3.0;
    if !counted && !alone {
        return None;
    }
    let figure = Figure {
        bytes: words.bytes(i, unit.end),
        tokens: words.token(i)?.i()..words.token(unit.end - 1)?.i() + 1,
        value: Some(part / all.value),
        comparator: quantity.comparator,
        low: None,
        high: None,
        unit: unit.name,
        of: None,
        role: Some(FigureRole::Share),
    };
    Some((figure, unit.end))
}

/// Where the number of the whole begins whose part ends at a word.
fn whole(words: &Words<'_>, end: usize) -> Option<usize> {
    let numbers = &words.vocabulary.numbers;
    let usual = || {
        let of = grammar::is_genitive(words.lower(end)) && words.is_in(end + 1, &numbers.usual_wholes);
        (of && words.tag(end + 2) == Tag::Nns).then_some(1)
    };
    words.phrase(end, &numbers.out_of).or_else(usual).map(|length| end + length)
}

#[cfg(test)]
mod tests;
