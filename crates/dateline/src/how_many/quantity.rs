//! A number with its comparator, or a range: `more than 100,000`, `between 10 and 15`, `dozens`.

use super::numeral::{Numeral, numeral};
use crate::words::{Words, is_during};
use dateline_language::Tag;

/// A number or a range, and how exactly it is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    /// The first word of the number itself.
    pub(super) number: usize,
    /// One past the last word of the number.
    pub(super) end: usize,
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) comparator: &'static str,
    /// Whether its words compare it: "at least".
    pub(super) compared: bool,
    /// Where its currency sign stands.
    pub(super) currency: Option<usize>,
}

/// The comparator that stands here, and how many words it has.
pub(super) fn comparator(words: &Words<'_>, i: usize) -> Option<(&'static str, usize)> {
    Some(match (words.lower(i), words.lower(i + 1), words.lower(i + 2)) {
        ("at", "least", _) | ("minimum", "of", _) => (">=", 2),
        ("no" | "not", "fewer" | "less", "than") => (">=", 3),
        ("no" | "not", "more", "than") | ("as", "many" | "much" | "high", "as") => ("<=", 3),
        ("up", "to", _) | ("at", "most", _) | ("maximum", "of", _) => ("<=", 2),
        // "more of 100,000" is a slip for "more than".
        ("more" | "greater" | "higher", "than" | "of", _) | ("upwards", "of", _) => (">", 2),
        ("in", "excess", "of") => (">", 3),
        ("well" | "just" | "slightly", "over" | "above", _) => (">", 2),
        ("over" | "above" | "exceeding", _, _) => (">", 1),
        ("less" | "fewer" | "lower", "than", _) | ("just" | "well" | "slightly", "under" | "below", _) => ("<", 2),
        ("under" | "below", _, _) => ("<", 1),
        ("more", "or", "less") => ("~", 3),
        ("close", "to", _) => ("~", 2),
        ("an", "estimated", _) => ("~", 2),
        (
            "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately" | "estimated" | "circa"
            | "~",
            _,
            _,
        ) => ("~", 1),
        _ => return None,
    })
}

/// The quantity that begins at a word.
pub(super) fn quantity(words: &Words<'_>, i: usize) -> Option<Quantity> {
    if words.lower(i) == "between" {
        return between(words, i);
    }
    let first = comparator(words, i).filter(|_| !is_during(words, i));
    let (sign, mut at) = first.map_or(("=", i), |(sign, length)| (sign, i + length));
    // "more than about 30": the first one counts; "nearly a dozen".
    if let Some((_, length)) = comparator(words, at).filter(|_| first.is_some()) {
        at += length;
    }
    if first.is_some() && words.is(at, &["the", "an", "a"]) && numeral(words, at).is_none() {
        return None;
    }
    let currency = super::unit::currency_sign(words, at);
    let number = at + usize::from(currency.is_some());
    if let Some(vague) = vague(words, number) {
        return Some(vague);
    }
    let numeral = money_scale(words, numeral(words, number)?, currency.is_some());
    let plain = Quantity {
        number,
        end: numeral.end,
        value: Some(numeral.value),
        low: None,
        high: None,
        comparator: sign,
        compared: first.is_some(),
        currency: currency.map(|()| at),
    };
    Some(range(words, plain, i).unwrap_or_else(|| with_tail(words, plain)))
}

/// `$5 m` and `€5m`: an amount of money has millions, not metres.
fn money_scale(words: &Words<'_>, number: Numeral, money: bool) -> Numeral {
    let glued = words.touches_next(number.end - 1);
    let counted = matches!(words.tag(number.end + 1), Tag::Nns | Tag::Nnps);
    let scale = match words.lower(number.end) {
        "m" | "m." if money || (glued && counted) => 1e6,
        "k" if glued => 1e3,
        "b" if money && glued => 1e9,
        _ => return number,
    };
    Numeral { value: number.value * scale, end: number.end + 1, ..number }
}

/// `between 10 and 15`.
fn between(words: &Words<'_>, i: usize) -> Option<Quantity> {
    let sign = super::unit::currency_sign(words, i + 1);
    let at = i + 1 + usize::from(sign.is_some());
    let low = money_scale(words, numeral(words, at)?, sign.is_some());
    if words.lower(low.end) != "and" {
        return None;
    }
    let next = low.end + 1 + usize::from(super::unit::currency_sign(words, low.end + 1).is_some());
    let high = money_scale(words, numeral(words, next)?, sign.is_some());
    Some(spread(words, at, low, high, sign.map(|()| i + 1), true))
}

/// `10 to 15`, `10-15`, `$3 to $5 million`. After "from" the two ends are two figures.
fn range(words: &Words<'_>, first: Quantity, start: usize) -> Option<Quantity> {
    let dash = words.is(first.end, &["-", "–", "—"]);
    if !(dash || words.is(first.end, &["to", "or"])) || matches!(words.before(start), "from") {
        return None;
    }
    let sign = super::unit::currency_sign(words, first.end + 1);
    if sign.is_some() != first.currency.is_some() && sign.is_some() {
        return None;
    }
    let second = numeral(words, first.end + 1 + usize::from(sign.is_some()))?;
    let second = money_scale(words, second, first.currency.is_some());
    let low = Numeral { value: first.value?, end: first.end, digits: true };
    let ordered = second.value > low.value && (words.lower(first.end) != "or" || second.value < low.value * 3.0);
    ordered.then(|| spread(words, first.number, low, second, first.currency, first.compared))
}

/// A range; `10 to 15 million` are millions at both ends.
fn spread(
    words: &Words<'_>,
    number: usize,
    low: Numeral,
    high: Numeral,
    currency: Option<usize>,
    compared: bool,
) -> Quantity {
    let scale = (low.end..high.end)
        .rev()
        .find_map(|k| super::numeral::multiplier(words.lower(k)))
        .filter(|scale| *scale > 12.0);
    let scaled = match scale {
        Some(scale) if low.value < 1000.0 && high.value >= scale => low.value * scale,
        _ => low.value,
    };
    Quantity {
        number,
        end: high.end,
        value: None,
        low: Some(scaled),
        high: Some(high.value),
        comparator: "=",
        compared,
        currency,
    }
}

/// `50 or more`, `50-plus`, `50 or so`.
fn with_tail(words: &Words<'_>, plain: Quantity) -> Quantity {
    let end = words.after_hyphen(plain.end);
    let (comparator, length) = match (words.lower(end), words.lower(end + 1)) {
        ("or", "more") => (">=", 2),
        ("or", "fewer" | "less") => ("<=", 2),
        ("or", "so") => ("~", 2),
        ("plus", _) if end > plain.end => (">=", 1),
        ("+", _) => (">=", 1),
        ("odd", _) if end > plain.end => ("~", 1),
        _ => return plain,
    };
    Quantity { comparator, end: end + length, compared: true, ..plain }
}

/// `dozens`, `tens of thousands`, `several hundred`: no value, only a lower end.
fn vague(words: &Words<'_>, i: usize) -> Option<Quantity> {
    let plural = |word: &str| {
        Some(match word {
            "dozens" => 24.0,
            "scores" => 40.0,
            "hundreds" => 200.0,
            "thousands" => 2e3,
            "millions" => 2e6,
            "billions" => 2e9,
            "trillions" => 2e12,
            _ => return None,
        })
    };
    let (low, end) = match (words.lower(i), words.lower(i + 1)) {
        ("tens" | "hundreds" | "thousands" | "dozens", "of")
            if plural(words.lower(i + 2)).is_some_and(|n| n >= 200.0) =>
        {
            let of = if words.lower(i) == "tens" { 20.0 } else { plural(words.lower(i))? };
            (of * plural(words.lower(i + 2))? / 2.0, i + 3)
        }
        ("several" | "few", scale) => {
            let scale = if scale == "hundred" { 100.0 } else { super::numeral::multiplier(scale)? };
            (scale * if words.lower(i) == "several" { 3.0 } else { 2.0 }, i + 2)
        }
        ("a", "few") => {
            let scale = words.lower(i + 2);
            (2.0 * if scale == "hundred" { 100.0 } else { super::numeral::multiplier(scale)? }, i + 3)
        }
        // Scores are goals too.
        ("scores", next) if !matches!(next, "of" | "more") => return None,
        (word, _) => (plural(word)?, i + 1),
    };
    Some(Quantity {
        number: i,
        end,
        value: None,
        low: Some(low),
        high: None,
        comparator: ">=",
        compared: true,
        currency: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::Bytes;

    fn read(text: &str) -> Option<Quantity> {
        let codebook = crate::codebook::Codebook::built_in();
        let words = Words::split(text, Bytes { start: 0, end: text.len() as u32 }, &codebook.vocabulary);
        quantity(&words, 0)
    }

    #[test]
    fn comparators() {
        let found = |text| read(text).map(|found| (found.comparator, found.value));
        assert_eq!(found("at least 12 sailors"), Some((">=", Some(12.0))));
        assert_eq!(found("more of 400 sailors"), Some((">", Some(400.0))));
        assert_eq!(found("up to three ferries"), Some(("<=", Some(3.0))));
        assert_eq!(found("some 200 sailors"), Some(("~", Some(200.0))));
        assert_eq!(found("60 or more sailors"), Some((">=", Some(60.0))));
        assert_eq!(found("over the sea"), None);
    }

    #[test]
    fn ranges_and_vague_numbers() {
        let ends = |text| read(text).map(|found| (found.low, found.high));
        assert_eq!(ends("between 10 and 15 ships"), Some((Some(10.0), Some(15.0))));
        assert_eq!(ends("10 to 15 million gallons"), Some((Some(1e7), Some(1.5e7))));
        assert_eq!(ends("dozens of ships"), Some((Some(24.0), None)));
        assert_eq!(ends("tens of thousands of ships"), Some((Some(20_000.0), None)));
        assert_eq!(ends("hundreds of thousands"), Some((Some(200_000.0), None)));
    }
}
