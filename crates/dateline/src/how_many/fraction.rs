//! Parts of a whole: "nearly a third of the boats", "two-thirds", "half of the crew", "half an acre".

use super::quantity::comparator;
use super::unit::{measure, noun_after};
use crate::desk::Figure;
use crate::words::Words;
use crate::words::numeral;

/// The part that begins at a word as a figure, from 0 to 1, and one past its last word.
pub(super) fn fraction(words: &Words<'_>, i: usize) -> Option<(Figure, usize)> {
    let (sign, at) = comparator(words, i).map_or(("=", i), |(sign, length)| (sign, i + length));
    if let Some(found) = half_measure(words, i, at, sign) {
        return Some(found);
    }
    // "four-and-a-half years", "a quarter of a million": the number goes on before or behind.
    let (value, end, plain) = part(words, at).filter(|_| !matches!(words.before(i), "-" | "and"))?;
    let of = words.lower(end) == "of";
    if of && numeral::numeral(words, end + 1).is_some_and(|whole| whole.value >= 1000.0 && !whole.digits) {
        return None;
    }
    let noun = if of { noun_after(words, end + 1) } else { None };
    // "a third person", "half the battle" are no shares; "two-thirds", "half the fleet" are.
    let whole = noun.or_else(|| {
        let article = words.is(end, &["the", "its", "their", "all", "those", "these", "his", "our"]);
        (value == 0.5 && article).then(|| noun_after(words, end)).flatten()
    });
    if whole.is_none() && !plain || whole.is_some_and(|noun| is_no_whole(words.lower(noun))) {
        return None;
    }
    let last = whole.map_or(end, |noun| noun + 1);
    let unit = whole.map(|noun| words.lower(noun).to_owned());
    figure(words, i, last, value, sign, unit, "share")
}

fn figure(
    words: &Words<'_>,
    start: usize,
    end: usize,
    value: f64,
    comparator: &'static str,
    unit: Option<String>,
    role: &'static str,
) -> Option<(Figure, usize)> {
    let tokens = words.token(start)?.i()..words.token(end - 1)?.i() + 1;
    let role = (!role.is_empty()).then_some(role);
    let figure = Figure {
        bytes: words.bytes(start, end),
        tokens,
        value: Some(value),
        comparator,
        unit,
        role,
        ..Figure::default()
    };
    Some((figure, end))
}

/// "half an acre", "half a percentage point".
fn half_measure(words: &Words<'_>, start: usize, at: usize, sign: &'static str) -> Option<(Figure, usize)> {
    if words.lower(at) != "half" || !words.is(at + 1, &["a", "an"]) {
        return None;
    }
    let (unit, end) = match (words.lower(at + 2), words.lower(at + 3)) {
        ("percentage", "point") => ("%", at + 4),
        ("percent", _) | ("per", "cent") => ("%", at + 3 + usize::from(words.lower(at + 2) == "per")),
        (word, _) => (measure(word)?, at + 3),
    };
    let role = if unit == "%" { "share" } else { "" };
    figure(words, start, end, 0.5, sign, Some(unit.to_owned()), role)
}

/// The value of a part in words, where it ends, and whether it means one without "of".
fn part(words: &Words<'_>, at: usize) -> Option<(f64, usize, bool)> {
    if words.lower(at) == "half" {
        let other = matches!(words.before(at), "first" | "second" | "other" | "last" | "-" | "latter" | "and" | "a");
        return (!other).then_some((0.5, at + 1, false));
    }
    let over = match words.lower(at) {
        "a" | "one" => 1.0,
        word => numeral::small(word).filter(|over| (2.0..=9.0).contains(over))?,
    };
    let name = words.after_hyphen(at + 1);
    let hyphen = name > at + 1;
    let under = match words.lower(name) {
        "half" if hyphen => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "eighth" | "eighths" => 8.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    };
    let many = words.lower(name).ends_with('s');
    let plain = hyphen || over > 1.0;
    // "two quarters" of a year are three months each.
    let stretch = many && !hyphen && under == 4.0 && over != 3.0;
    (over < under && many == (over > 1.0) && !stretch).then_some((over / under, name + 1, plain))
}

/// Wholes that a half of is no share: "half of it", "half the time".
fn is_no_whole(word: &str) -> bool {
    matches!(word, "time" | "battle" | "story" | "way" | "fun" | "year" | "century" | "decade" | "hour" | "month")
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::Bytes;

    #[test]
    fn parts_have_values_from_0_to_1() {
        let read = |text: &str| {
            let codebook = crate::codebook::Codebook::built_in();
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
