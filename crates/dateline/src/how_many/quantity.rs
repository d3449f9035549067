//! A number with its comparator, or a range: `more than 100,000`, `between 10 and 15`, `dozens`.

use dateline_language::Tag;

use super::money::currency_sign;
use crate::codebook::PhraseSet;
use crate::grammar::{self, amounts};
use crate::record::Comparator;
use crate::words::numeral::{Numeral, multiplier, multiplier_or_hundred, numeral};
use crate::words::{Words, is_during};

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
    pub(super) comparator: Comparator,
    /// Whether its words compare it: "at least".
    pub(super) compared: bool,
    /// Where its currency sign stands.
    pub(super) currency: Option<usize>,
}

/// What a list of phrases says of a number, in the order of the codebook's lists.
const SIGNS: [Comparator; 5] =
    [Comparator::AtLeast, Comparator::AtMost, Comparator::More, Comparator::Less, Comparator::About];

/// The comparator that stands here, and how many words it has.
pub(super) fn comparator(words: &Words<'_>, i: usize) -> Option<(Comparator, usize)> {
    listed(words, i, words.vocabulary.numbers.comparators.lists())
}

/// What the longest phrase that stands here says, and how many words it has.
fn listed(words: &Words<'_>, i: usize, lists: [&PhraseSet; 5]) -> Option<(Comparator, usize)> {
    let told = SIGNS.into_iter().zip(lists).filter_map(|(sign, phrases)| Some((sign, words.phrase(i, phrases)?)));
    told.max_by_key(|(_, length)| *length)
}

/// The quantity that begins at a word.
pub(super) fn quantity(words: &Words<'_>, i: usize) -> Option<Quantity> {
    if amounts::opens_range(words.lower(i)) {
        return between(words, i);
    }
    let first = comparator(words, i).filter(|_| !is_during(words, i));
    let (sign, mut at) = first.map_or((Comparator::Equal, i), |(sign, length)| (sign, i + length));
    // "more than about 30": the first one counts; "nearly a dozen".
    if let Some((_, length)) = comparator(words, at).filter(|_| first.is_some()) {
        at += length;
    }
    if first.is_some() && amounts::is_article(words.lower(at)) && numeral(words, at).is_none() {
        return None;
    }
    let currency = currency_sign(words, at);
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
    let letters = &words.vocabulary.numbers.letters;
    let glued = words.touches_next(number.end - 1);
    let counted = matches!(words.tag(number.end + 1), Tag::Nns | Tag::Nnps);
    let scale = match words.lower(number.end) {
        letter if letters.millions.holds(letter) && (money || glued && counted) => 1e6,
        letter if letters.thousands.holds(letter) && glued => 1e3,
        letter if letters.billions.holds(letter) && money && glued => 1e9,
        _ => return number,
    };
    Numeral { value: number.value * scale, end: number.end + 1, ..number }
}

/// `between 10 and 15`.
fn between(words: &Words<'_>, i: usize) -> Option<Quantity> {
    let sign = currency_sign(words, i + 1);
    let at = i + 1 + usize::from(sign.is_some());
    let low = money_scale(words, numeral(words, at)?, sign.is_some());
    if !amounts::adds(words.lower(low.end)) {
        return None;
    }
    let next = low.end + 1 + usize::from(currency_sign(words, low.end + 1).is_some());
    let high = money_scale(words, numeral(words, next)?, sign.is_some());
    Some(spread(words, at, low, high, sign.map(|()| i + 1), true))
}

/// `10 to 15`, `10-15`, `$3 to $5 million`. After "from" the two ends are two figures.
fn range(words: &Words<'_>, first: Quantity, start: usize) -> Option<Quantity> {
    let joint = words.lower(first.end);
    let joins = matches!(joint, "-" | "–" | "—") || amounts::leads_to(joint) || amounts::offers_another(joint);
    if !joins || amounts::leads_from(words.before(start)) {
        return None;
    }
    let sign = currency_sign(words, first.end + 1);
    if sign.is_some() != first.currency.is_some() && sign.is_some() {
        return None;
    }
    let second = numeral(words, first.end + 1 + usize::from(sign.is_some()))?;
    let second = money_scale(words, second, first.currency.is_some());
    let low = Numeral { value: first.value?, end: first.end, digits: true };
    let ordered = second.value > low.value && (!amounts::offers_another(joint) || second.value < low.value * 3.0);
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
        .find_map(|k| multiplier(words.lower(k), &words.vocabulary.numbers))
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
        comparator: Comparator::Equal,
        compared,
        currency,
    }
}

/// `50 or more`, `50-plus`, `50 or so`.
fn with_tail(words: &Words<'_>, plain: Quantity) -> Quantity {
    let numbers = &words.vocabulary.numbers;
    let end = words.after_hyphen(plain.end);
    let behind_hyphen = || listed(words, end, numbers.hyphenated_tails.lists()).filter(|_| end > plain.end);
    let plus = || (words.lower(end) == "+").then_some((Comparator::AtLeast, 1));
    match listed(words, end, numbers.tails.lists()).or_else(behind_hyphen).or_else(plus) {
        Some((comparator, length)) => Quantity { comparator, end: end + length, compared: true, ..plain },
        None => plain,
    }
}

/// `dozens`, `tens of thousands`, `several hundred`: no value, only a lower end.
fn vague(words: &Words<'_>, i: usize) -> Option<Quantity> {
    let (low, end) = multiple(words, i).or_else(|| a_few(words, i)).or_else(|| plural(words, i))?;
    Some(Quantity {
        number: i,
        end,
        value: None,
        low: Some(low),
        high: None,
        comparator: Comparator::AtLeast,
        compared: true,
        currency: None,
    })
}

/// `tens of thousands`: how many at least, and one past its last word.
fn multiple(words: &Words<'_>, i: usize) -> Option<(f64, usize)> {
    let numbers = &words.vocabulary.numbers;
    let times = numbers.vague_multiples.get(words.lower(i)).filter(|_| grammar::is_genitive(words.lower(i + 1)))?;
    let many = numbers.vague_plurals.get(words.lower(i + 2)).filter(|many| **many >= 200.0)?;
    Some((times * many / 2.0, i + 3))
}

/// `several hundred`, `a few thousand`.
fn a_few(words: &Words<'_>, i: usize) -> Option<(f64, usize)> {
    let numbers = &words.vocabulary.numbers;
    let article = amounts::is_single_article(words.lower(i)) && words.is_in(i + 1, &numbers.vague_with_article);
    let at = i + usize::from(article);
    let factor = numbers.vague_factors.get(words.lower(at))?;
    Some((factor * multiplier_or_hundred(words.lower(at + 1), numbers)?, at + 2))
}

/// `dozens`.
fn plural(words: &Words<'_>, i: usize) -> Option<(f64, usize)> {
    let numbers = &words.vocabulary.numbers;
    let low = numbers.vague_plurals.get(words.lower(i))?;
    let unsure = words.is_in(i, &numbers.ambiguous_plurals) && !words.is_in(i + 1, &numbers.behind_ambiguous_plurals);
    (!unsure).then_some((*low, i + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use dateline_language::Bytes;

    fn read(text: &str) -> Option<Quantity> {
        let codebook = Codebook::built_in();
        let words = Words::split(text, Bytes { start: 0, end: text.len() as u32 }, &codebook.vocabulary);
        quantity(&words, 0)
    }

    #[test]
    fn comparators() {
        let found = |text| read(text).map(|found| (found.comparator.name(), found.value));
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
