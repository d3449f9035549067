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
        multiplier_or_hundred(words.lower(at + 1), numbers)?;
        return Some(in_words(words, 1.0, at + 1));
    }
    let (value, end) = below_hundred(words, at)?;
    Some(in_words(words, value, end))
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
    let length = word.find(|c: char| !(c.is_ascii_digit() || c == '.' || GROUPING.contains(&c))).unwrap_or(word.len());
    let (number, rest) = word.split_at(length);
    let suffix = match numbers.glued_multipliers.get(rest) {
        Some(scale) => *scale,
        None if rest.is_empty() => 1.0,
        None => rest.chars().next().filter(|c| rest.len() == c.len_utf8()).and_then(fraction_sign)?,
    };
    let number = plain(number)?;
    Some(if suffix < 1.0 { number + suffix } else { number * suffix })
}

/// What parts groups of digits: `1,250`, `1’250`, `1 250` with a space that does not break.
const GROUPING: [char; 6] = [',', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}'];

fn plain(number: &str) -> Option<f64> {
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split(GROUPING).collect();
    // Groups of three, or of two as India writes lakhs and crores: 1,20,000.
    let grouped = groups.len() > 1;
    let right = groups.last().is_some_and(|last| last.len() == 3)
        && groups[1..].iter().all(|group| (2..=3).contains(&group.len()));
    if (grouped && !right)
        || decimals.is_some_and(|decimals| decimals.is_empty() || decimals.contains('.') || decimals.contains(GROUPING))
    {
        return None;
    }
    number.replace(GROUPING, "").parse().ok()
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

/// Most groups of three digits behind the first: a billion.
const MOST_GROUPS: usize = 3;

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
    // "13 500 kWh", "1 250 000 tons": thousands with a space.
    let group = |k: &usize| words.lower(*k).len() == 3 && words.lower(*k).bytes().all(|b| b.is_ascii_digit());
    let groups = (at + 1..).take_while(group).take(MOST_GROUPS).count();
    let spaced = groups > 0 && first.len() <= 3 && first.bytes().all(|b| b.is_ascii_digit());
    let joined =
        || (at + 1..=at + groups).try_fold(value, |sum, k| Some(sum * 1000.0 + digits(words.lower(k), numbers)?));
    let (value, end) = match fraction(next) {
        _ if spaced => (joined()?, at + 1 + groups),
        Some(part) if value.fract() == 0.0 => (value + part, at + 2),
        _ => match and_part(words, at + 1).filter(|_| value.fract() == 0.0) {
            Some((part, end)) => (value + part, end),
            None => (value, at + 1),
        },
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

/// The number that goes on behind its first part: `hundred and twenty`, `million and a half`, `and three-quarter`.
fn in_words(words: &Words<'_>, first: f64, first_end: usize) -> Numeral {
    let numbers = &words.vocabulary.numbers;
    let (mut part, mut end, mut sum, mut scale) = (first, first_end, 0.0, 1.0);
    loop {
        if let Some((fraction, after)) = and_part(words, end) {
            part += fraction * if part == 0.0 { scale } else { 1.0 };
            end = after;
        }
        let next = words.after_hyphen(end);
        let word = words.lower(next);
        if numbers.hundred.holds(word) {
            part *= 100.0;
        } else if let Some(times) = multiplier(word, numbers).filter(|_| part > 0.0) {
            sum += part * times;
            (part, scale) = (0.0, times);
        } else {
            break;
        }
        end = next + 1;
        if and_part(words, end).is_some() {
            continue;
        }
        let comma = usize::from(part == 0.0 && goes_on_behind_comma(words, end));
        let more = end + comma + usize::from(amounts::adds(words.lower(end)));
        if let Some((small, after)) = below_hundred(words, more) {
            part += small;
            end = after;
        }
    }
    Numeral { value: sum + part, end, digits: false }
}

/// "two thousand, three hundred": hundreds behind a comma belong to the thousands before it.
fn goes_on_behind_comma(words: &Words<'_>, end: usize) -> bool {
    let numbers = &words.vocabulary.numbers;
    let thousands = multiplier(words.lower(end - 1), numbers).is_some_and(|scale| scale >= 1000.0);
    let behind = below_hundred(words, end + 1).map(|(_, after)| words.after_hyphen(after));
    thousands && words.lower(end) == "," && behind.is_some_and(|next| numbers.hundred.holds(words.lower(next)))
}

/// `and a half`, `-and-a-half`, `and three-quarter`, `and two thirds`.
pub(crate) fn and_part(words: &Words<'_>, end: usize) -> Option<(f64, usize)> {
    let numbers = &words.vocabulary.numbers;
    let and = words.after_hyphen(end);
    if !amounts::adds(words.lower(and)) {
        return None;
    }
    let at = words.after_hyphen(and + 1);
    let single = amounts::is_single_article(words.lower(at));
    let over = if single { 1.0 } else { small(words.lower(at), numbers).filter(|over| *over < 10.0)? };
    let name = words.after_hyphen(at + 1);
    let hyphen = name > at + 1;
    let (one, many) = (numbers.parts.get(words.lower(name)), numbers.many_parts.get(words.lower(name)));
    let under = if words.is_in(name, &numbers.half) { 2.0 } else { *one.or(many)? };
    // "two and a third" may be two and one more.
    let told = hyphen || single && (under == 2.0 || under == 4.0) || many.is_some();
    (told && over < under).then_some((over / under, name + 1))
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
        assert_eq!(value("a hundred and twenty men"), Some((120.0, 4)));
        assert_eq!(value("a thousand two hundred pupils"), Some((1_200.0, 4)));
        assert_eq!(value("two thousand, three hundred people"), Some((2_300.0, 5)));
        assert_eq!(value("six thousand, four tents"), Some((6_000.0, 2)));
        assert_eq!(value("a million and a half tons"), Some((1_500_000.0, 5)));
        assert_eq!(value("a dozen and a half boats"), Some((18.0, 5)));
        assert_eq!(value("two and three-quarter miles"), Some((2.75, 5)));
        assert_eq!(value("four and a quarter miles"), Some((4.25, 4)));
        assert_eq!(value("one and one-half miles"), Some((1.5, 5)));
        assert_eq!(value("two and a third boat"), Some((2.0, 1)));
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
        assert_eq!(digits("1’250’000"), Some(1_250_000.0));
        assert_eq!(digits("1\u{202f}250"), Some(1_250.0));
        assert_eq!(value("1 250 000 tons"), Some((1_250_000.0, 3)));
        assert_eq!(value("3 and a half million"), Some((3_500_000.0, 5)));
        assert_eq!(digits("1.2.3"), None);
        assert_eq!(ordinal("23rd"), Some(23));
        assert_eq!(ordinal("third"), Some(3));
    }
}
