//! How many: numbers, what they count, and how exactly.

mod counted;
mod exclusion;
mod fraction;
mod quantity;
mod role;
mod unit;

use crate::desk::{Desk, Figure};

use dateline_language::Tag;

use crate::record::TimeType;
use crate::words::{Words, numeral};

use self::quantity::{Quantity, quantity};
use self::unit::unit;

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
    let lower = words.lower(i);
    lower.starts_with(|c: char| c.is_ascii_digit() || "½¼¾".contains(c))
        || unit::currency_sign(words, i).is_some()
        || STARTS.contains(&lower)
        || MORE_STARTS.contains(&lower)
        || numeral::small(lower).is_some()
        || (lower.contains('-') && numeral::numeral(words, i).is_some())
}

/// Words before a number that compare it, and numbers that no digit stands in.
const STARTS: [&str; 44] = [
    "at",
    "minimum",
    "no",
    "not",
    "as",
    "up",
    "maximum",
    "more",
    "greater",
    "higher",
    "upwards",
    "in",
    "well",
    "just",
    "slightly",
    "over",
    "above",
    "exceeding",
    "less",
    "fewer",
    "lower",
    "under",
    "below",
    "close",
    "an",
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "estimated",
    "circa",
    "between",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "tens",
    "millions",
    "billions",
    "half",
    "a",
];
const MORE_STARTS: [&str; 3] = ["several", "few", "trillions"];

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
    let bare = || words.token(quantity.end - 1).and_then(|number| counted::counted(number, role, before));
    let name = if unit.kind == unit::Kind::None { unit.name.or_else(bare) } else { unit.name };
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
    let at = match (words.lower(quantity.end), words.lower(quantity.end + 1)) {
        ("out", "of") => quantity.end + 2,
        ("of" | "in", "every") => quantity.end + 2,
        ("in", _) => quantity.end + 1,
        ("of", "10" | "ten" | "100" | "five" | "5") if words.tag(quantity.end + 2) == Tag::Nns => quantity.end + 1,
        _ => return None,
    };
    let all = numeral::numeral(words, at)?;
    let part = quantity.value.filter(|part| *part > 0.0 && part.fract() == 0.0 && *part < all.value)?;
    let round = all.value <= 12.0 || all.value % 10.0 == 0.0;
    if !round || quantity.currency.is_some() || (words.lower(quantity.end) == "in" && part > 3.0 && all.value > 10.0) {
        return None;
    }
    let whole = Quantity { number: at, end: all.end, value: Some(all.value), ..*quantity };
    let unit = unit(words, &whole);
    let counted =
        unit.kind == unit::Kind::Things || (unit.kind == unit::Kind::None && words.lower(quantity.end) != "in");
    let alone = unit.kind == unit::Kind::None && part <= 3.0;
    let end = unit.end;
    let tokens = words.token(i)?.i()..words.token(end - 1)?.i() + 1;
    (counted || alone).then(|| {
        let figure = Figure {
            bytes: words.bytes(i, end),
            tokens,
            value: Some(part / all.value),
            comparator: quantity.comparator,
            unit: unit.name,
            role: Some("share"),
            ..Figure::default()
        };
        (figure, end)
    })
}

#[cfg(test)]
mod tests;
