//! Reads a number in digits or in words.

use crate::codebook::Numbers;
use crate::grammar::{self, amounts};
use crate::words::Words;

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) value: f64,
    /// One past its last word.
    pub(crate) end: usize,
    /// Whether it begins with digits.
    pub(crate) digits: bool,
}

/// The number that begins at a word: `100,000`, `1.5bn`, `5 1/2`, `twenty-three`, `two and a half million`,
/// `half a million`, `a dozen`.
pub(crate) fn numeral(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let first = words.lower(at);
    if first.starts_with(|c: char| c.is_ascii_digit() || fraction_sign(c).is_some()) {
        return in_digits(words, at);
    }
    let numbers = &words.vocabulary.numbers;
    if numbers.half.holds(first) {
        return half(words, at);
    }
    if let Some(end) = quarter_of_a(words, at) {
        let scale = multiplier(words.lower(end), numbers).filter(|scale| *scale >= 1e6)?;
        return Some(Numeral { value: scale / 4.0, end: end + 1, digits: false });
    }
    if amounts::is_indefinite_article(first) {
        return Some(scaled(words, multiplier_or_hundred(words.lower(at + 1), numbers)?, at + 2, false));
    }
    in_words(words, at)
}

/// Where the number of "a quarter of a million" begins.
fn quarter_of_a(words: &Words<'_>, at: usize) -> Option<usize> {
    let single = |at: usize| amounts::is_single_article(words.lower(at));
    let quarter = single(at) && words.is_in(at + 1, &words.vocabulary.numbers.quarter);
    (quarter && grammar::is_genitive(words.lower(at + 2)) && single(at + 3)).then_some(at + 4)
}

/// The value of `thousand`, `million`, `dozen` and the like.
pub(crate) fn multiplier(word: &str, numbers: &Numbers) -> Option<f64> {
    numbers.multipliers.get(word).copied()
}

/// The value of `hundred`, `thousand`, `million`, `dozen` and the like.
pub(crate) fn multiplier_or_hundred(word: &str, numbers: &Numbers) -> Option<f64> {
    multiplier(word, numbers).or_else(|| numbers.hundred.holds(word).then_some(100.0))
}

/// The value of a number word below a hundred.
pub(crate) fn small(word: &str, numbers: &Numbers) -> Option<f64> {
    numbers.below_twenty.get(word).copied().or_else(|| tens(word, numbers))
}

fn tens(word: &str, numbers: &Numbers) -> Option<f64> {
    numbers.tens.get(word).copied()
}

/// Whether it is the word for one.
pub(crate) fn is_one(word: &str, numbers: &Numbers) -> bool {
    numbers.below_twenty.get(word) == Some(&1.0)
}

/// The place of an ordinal: 3 for `third` and `3rd`.
pub(crate) fn ordinal(word: &str, numbers: &Numbers) -> Option<u32> {
    let letters = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    if letters == 0 {
        return numbers.ordinals.get(word).copied();
    }
    let (digits, ending) = word.split_at(letters);
    digits.parse().ok().filter(|_| numbers.ordinal_endings.holds(ending))
}

/// The number that stands in digits in one word, with what its suffix multiplies it by.
pub(crate) fn digits(word: &str, numbers: &Numbers) -> Option<f64> {
    let length = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (number, rest) = word.split_at(length);
    let suffix = match numbers.glued_multipliers.get(rest) {
        Some(scale) => *scale,
        None if rest.is_empty() => 1.0,
        None => rest.chars().next().filter(|c| rest.len() == c.len_utf8()).and_then(fraction_sign)?,
    };
    let number = plain(number)?;
    Some(if suffix < 1.0 { number + suffix } else { number * suffix })
}

fn plain(number: &str) -> Option<f64> {
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split(',').collect();
    // Groups of three, or of two as India writes lakhs and crores: 1,20,000.
    let grouped = groups.len() > 1;
    let right = groups.last().is_some_and(|last| last.len() == 3)
        && groups[1..].iter().all(|group| (2..=3).contains(&group.len()));
    if (grouped && !right) || decimals.is_some_and(|decimals| decimals.is_empty() || decimals.contains(['.', ','])) {
        return None;
    }
    number.replace(',', "").parse().ok()
}

fn fraction_sign(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        _ => return None,
    })
}

fn fraction(word: &str) -> Option<f64> {
    let (over, under) = word.split_once('/').or_else(|| word.split_once('⁄'))?;
    let (over, under): (f64, f64) = (over.parse().ok()?, under.parse().ok()?);
    (over < under && under <= 16.0).then(|| over / under)
}

fn in_digits(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let first = words.lower(at);
    if let Some(value) = first.chars().next().filter(|c| first.len() == c.len_utf8()).and_then(fraction_sign) {
        return Some(scaled(words, value, at + 1, true));
    }
    if let Some(value) = fraction(first) {
        return Some(Numeral { value, end: at + 1, digits: true });
    }
    let numbers = &words.vocabulary.numbers;
    let value = digits(first, numbers)?;
    let next = words.lower(at + 1);
    // "13 500 kWh": thousands with a space.
    let spaced = first.len() <= 3
        && next.len() == 3
        && [first, next].iter().all(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let (value, end) = match fraction(next) {
        _ if spaced => (value * 1000.0 + digits(next, numbers)?, at + 2),
        Some(part) if value.fract() == 0.0 => (value + part, at + 2),
        _ => (value, at + 1),
    };
    Some(scaled(words, value, end, true))
}

/// With the words that multiply: `million`, and `-million` after a hyphen.
fn scaled(words: &Words<'_>, value: f64, end: usize, digits: bool) -> Numeral {
    let numbers = &words.vocabulary.numbers;
    let mut numeral = Numeral { value, end, digits };
    loop {
        let at = words.after_hyphen(numeral.end);
        let scale =
            if digits { multiplier(words.lower(at), numbers) } else { multiplier_or_hundred(words.lower(at), numbers) };
        let Some(scale) = scale else { return numeral };
        numeral.value *= scale;
        numeral.end = at + 1;
    }
}

fn half(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let article = usize::from(amounts::is_single_article(words.lower(at + 1)) || words.lower(at + 1) == "-");
    let scale = multiplier(words.lower(at + 1 + article), &words.vocabulary.numbers)?;
    Some(Numeral { value: scale / 2.0, end: at + 2 + article, digits: false })
}

fn in_words(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let numbers = &words.vocabulary.numbers;
    let (mut part, mut end) = below_hundred(words, at)?;
    let mut sum = 0.0;
    loop {
        if let Some(after) = and_a_half(words, end) {
            part += 0.5;
            end = after;
            continue;
        }
        let next = words.after_hyphen(end);
        let word = words.lower(next);
        if numbers.hundred.holds(word) {
            part *= 100.0;
        } else if let Some(scale) = multiplier(word, numbers) {
            sum += part * scale;
            part = 0.0;
        } else {
            break;
        }
        end = next + 1;
        let more = end + usize::from(amounts::adds(words.lower(end)));
        if let Some((small, after)) = below_hundred(words, more) {
            part += small;
            end = after;
        }
    }
    Some(Numeral { value: sum + part, end, digits: false })
}

/// `and a half`, `-and-a-half`.
fn and_a_half(words: &Words<'_>, end: usize) -> Option<usize> {
    let and = words.after_hyphen(end);
    let a = words.after_hyphen(and + 1);
    let half = words.after_hyphen(a + 1);
    let article = amounts::adds(words.lower(and)) && amounts::is_single_article(words.lower(a));
    (article && words.is_in(half, &words.vocabulary.numbers.half)).then_some(half + 1)
}

/// `twenty-three`, in one word or in three.
fn below_hundred(words: &Words<'_>, at: usize) -> Option<(f64, usize)> {
    let numbers = &words.vocabulary.numbers;
    let word = words.lower(at);
    let unit = |word: &str| small(word, numbers).filter(|unit| (1.0..10.0).contains(unit));
    if let Some(value) = small(word, numbers) {
        let next = words.after_hyphen(at + 1);
        let more = tens(word, numbers).and_then(|_| unit(words.lower(next)));
        return Some(more.map_or((value, at + 1), |more| (value + more, next + 1)));
    }
    let (left, right) = word.split_once('-')?;
    Some((tens(left, numbers)? + unit(right)?, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use dateline_language::Bytes;

    fn value(text: &str) -> Option<(f64, usize)> {
        let codebook = Codebook::built_in();
        let words = Words::split(text, Bytes { start: 0, end: text.len() as u32 }, &codebook.vocabulary);
        numeral(&words, 0).map(|numeral| (numeral.value, numeral.end))
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(value("twenty-three boats"), Some((23.0, 3)));
        assert_eq!(value("two hundred and fifty boats"), Some((250.0, 4)));
        assert_eq!(value("half a million"), Some((500_000.0, 3)));
        assert_eq!(value("two dozen"), Some((24.0, 2)));
        assert_eq!(value("two and a half million"), Some((2_500_000.0, 5)));
        assert_eq!(value("a dozen"), Some((12.0, 2)));
        assert_eq!(value("a boat"), None);
    }

    #[test]
    fn numbers_in_digits() {
        let codebook = Codebook::built_in();
        let numbers = &codebook.vocabulary.numbers;
        let (digits, ordinal) = (|word| digits(word, numbers), |word| ordinal(word, numbers));
        assert_eq!(digits("100,000"), Some(100_000.0));
        assert_eq!(digits("1.5bn"), Some(1.5e9));
        assert_eq!(digits("1,20,000"), Some(120_000.0));
        assert_eq!(digits("7,5"), None);
        assert_eq!(digits("1.2.3"), None);
        assert_eq!(ordinal("23rd"), Some(23));
        assert_eq!(ordinal("third"), Some(3));
    }
}
