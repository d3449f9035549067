//! Parts of a whole: "nearly a third of the boats", "two-thirds", "half of the crew", "half an acre".

use super::quantity::comparator;
use super::unit::{measure, noun_after};
use crate::desk::Figure;
use crate::grammar::{self, amounts};
use crate::record::{Comparator, FigureRole};
use crate::words::Words;
use crate::words::numeral;

/// The part that begins at a word as a figure, from 0 to 1, and one past its last word.
pub(super) fn fraction(words: &Words<'_>, i: usize) -> Option<(Figure, usize)> {
    let numbers = &words.vocabulary.numbers;
    let (sign, at) = comparator(words, i).map_or((Comparator::Equal, i), |(sign, length)| (sign, i + length));
    if let Some(found) = half_measure(words, i, at, sign).or_else(|| measure_and_part(words, i, at, sign)) {
        return Some(found);
    }
    // "four-and-a-half years", "a quarter of a million": the number goes on before or behind.
    let goes_on = words.before(i) == "-" || amounts::adds(words.before(i));
    let (value, end, plain) = part(words, at).filter(|_| !goes_on)?;
    let of = grammar::is_genitive(words.lower(end));
    if of && numeral::numeral(words, end + 1).is_some_and(|whole| whole.value >= 1000.0 && !whole.digits) {
        return None;
    }
    let noun = if of { noun_after(words, end + 1) } else { None };
    // "a third person", "half the battle" are no shares; "two-thirds", "half the fleet" are.
    let whole = noun.or_else(|| {
        let pointed = words.is_in(end, &numbers.pointers_to_wholes);
        (value == 0.5 && pointed).then(|| noun_after(words, end)).flatten()
    });
    if whole.is_none() && !plain || whole.is_some_and(|noun| words.is_in(noun, &numbers.no_wholes)) {
        return None;
    }
    let last = whole.map_or(end, |noun| noun + 1);
    let unit = whole.map(|noun| words.lower(noun).to_owned());
    let share = Figure { value: Some(value), unit, role: Some(FigureRole::Share), ..figure(words, i, last, sign)? };
    Some((share, last))
}

/// A figure of these words, with no value yet.
fn figure(words: &Words<'_>, start: usize, end: usize, comparator: Comparator) -> Option<Figure> {
    Some(Figure {
        bytes: words.bytes(start, end),
        tokens: words.token(start)?.i()..words.token(end - 1)?.i() + 1,
        value: None,
        comparator,
        low: None,
        high: None,
        unit: None,
        of: None,
        role: None,
    })
}

/// "half an acre", "half a percentage point".
fn half_measure(words: &Words<'_>, start: usize, at: usize, sign: Comparator) -> Option<(Figure, usize)> {
    let (numbers, units) = (&words.vocabulary.numbers, &words.vocabulary.units);
    if !words.is_in(at, &numbers.half) || !amounts::is_indefinite_article(words.lower(at + 1)) {
        return None;
    }
    let (unit, length, role) = match words.phrase(at + 2, &units.one_percent) {
        Some(length) => ("%", length, Some(FigureRole::Share)),
        None => (measure(words.lower(at + 2), units)?, 1, None),
    };
    let end = at + 2 + length;
    let half = Figure { value: Some(0.5), unit: Some(unit.to_owned()), role, ..figure(words, start, end, sign)? };
    Some((half, end))
}

/// "a mile and a half", "two miles and a quarter".
fn measure_and_part(words: &Words<'_>, start: usize, at: usize, sign: Comparator) -> Option<(Figure, usize)> {
    let (whole, at) = match numeral::numeral(words, at) {
        Some(whole) => (whole.value, whole.end),
        None if amounts::is_indefinite_article(words.lower(at)) => (1.0, at + 1),
        None => return None,
    };
    let unit = measure(words.lower(at), &words.vocabulary.units)?;
    let (part, end) = numeral::and_part(words, at + 1)?;
    let sum = Figure { value: Some(whole + part), unit: Some(unit.to_owned()), ..figure(words, start, end, sign)? };
    Some((sum, end))
}

/// The value of a part in words, where it ends, and whether it means one without "of".
fn part(words: &Words<'_>, at: usize) -> Option<(f64, usize, bool)> {
    let numbers = &words.vocabulary.numbers;
    if words.is_in(at, &numbers.half) {
        let other = numbers.before_other_halves.holds(words.before(at));
        return (!other).then_some((0.5, at + 1, false));
    }
    let over = match words.lower(at) {
        article if amounts::is_single_article(article) => 1.0,
        word => numeral::small(word, numbers).filter(|over| (1.0..=9.0).contains(over))?,
    };
    let name = words.after_hyphen(at + 1);
    let hyphen = name > at + 1;
    let one = numbers.parts.get(words.lower(name)).or_else(|| {
        let half = hyphen && words.is_in(name, &numbers.half);
        half.then_some(&2.0)
    });
    let many = one.is_none();
    let under = *one.or_else(|| numbers.many_parts.get(words.lower(name)))?;
    let plain = hyphen || over > 1.0;
    // "two quarters" of a year are three months each.
    let stretch = many && !hyphen && under == 4.0 && over != 3.0;
    (over < under && many == (over > 1.0) && !stretch).then_some((over / under, name + 1, plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use dateline_language::Bytes;

    #[test]
    fn parts_have_values_from_0_to_1() {
        let codebook = Codebook::built_in();
        let read = |text: &str| {
            let words = Words::split(text, Bytes { start: 0, end: text.len() as u32 }, &codebook.vocabulary);
            part(&words, 0).map(|(value, end, _)| ((value * 100.0).round(), end))
        };
        assert_eq!(read("a third of the boats"), Some((33.0, 2)));
        assert_eq!(read("two-thirds"), Some((67.0, 3)));
        assert_eq!(read("three quarters of them"), Some((75.0, 2)));
        assert_eq!(read("two quarters later"), None);
        assert_eq!(read("half of the crew"), Some((50.0, 1)));
        assert_eq!(read("a boat"), None);
    }
}
