//! Reads a number in digits or in words.

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
    match first {
        "half" => half(words, at),
        "a" if words.lower(at + 1) == "quarter" && words.lower(at + 2) == "of" && words.lower(at + 3) == "a" => {
            let scale = multiplier(words.lower(at + 4)).filter(|scale| *scale >= 1e6)?;
            Some(Numeral { value: scale / 4.0, end: at + 5, digits: false })
        }
        "a" | "an" => {
            let scale = multiplier(words.lower(at + 1)).or((words.lower(at + 1) == "hundred").then_some(100.0))?;
            Some(scaled(words, scale, at + 2, false))
        }
        _ => in_words(words, at),
    }
}

/// The value of `hundred`, `thousand`, `million`, `dozen` and the like.
pub(crate) fn multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "thousand" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "million" | "mln" | "mn" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "trn" | "tn" => 1e12,
        _ => return None,
    })
}

/// The value of a number word below a hundred.
pub(crate) fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        _ => tens(word)?,
    })
}

fn tens(word: &str) -> Option<f64> {
    Some(match word {
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// The place of an ordinal: 3 for `third` and `3rd`.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
        return digits.parse().ok();
    }
    WORDS.iter().position(|known| *known == word).map(|i| i as u32 + 1)
}

/// The number that stands in digits in one word, with what its suffix multiplies it by.
pub(crate) fn digits(word: &str) -> Option<f64> {
    let length = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (number, rest) = word.split_at(length);
    let suffix = match rest {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mln" | "mn" | "million" => 1e6,
        "bn" | "b" | "bln" | "billion" => 1e9,
        "tn" | "trn" | "trillion" => 1e12,
        _ => rest.chars().next().filter(|c| rest.len() == c.len_utf8()).and_then(fraction_sign)?,
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
    let value = digits(first)?;
    let next = words.lower(at + 1);
    // "13 500 kWh": thousands with a space.
    let spaced = first.len() <= 3
        && next.len() == 3
        && [first, next].iter().all(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let (value, end) = match fraction(next) {
        _ if spaced => (value * 1000.0 + digits(next)?, at + 2),
        Some(part) if value.fract() == 0.0 => (value + part, at + 2),
        _ => (value, at + 1),
    };
    Some(scaled(words, value, end, true))
}

/// With the words that multiply: `million`, and `-million` after a hyphen.
fn scaled(words: &Words<'_>, value: f64, end: usize, digits: bool) -> Numeral {
    let mut numeral = Numeral { value, end, digits };
    loop {
        let at = words.after_hyphen(numeral.end);
        let word = words.lower(at);
        let scale = multiplier(word).or((word == "hundred" && !digits).then_some(100.0));
        let Some(scale) = scale else { return numeral };
        numeral.value *= scale;
        numeral.end = at + 1;
    }
}

fn half(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let article = usize::from(words.is(at + 1, &["a", "-"]));
    let scale = multiplier(words.lower(at + 1 + article))?;
    Some(Numeral { value: scale / 2.0, end: at + 2 + article, digits: false })
}

fn in_words(words: &Words<'_>, at: usize) -> Option<Numeral> {
    let (mut sum, mut part, mut end) = (0.0, below_hundred(words, at)?.0, below_hundred(words, at)?.1);
    loop {
        if let Some(after) = and_a_half(words, end) {
            part += 0.5;
            end = after;
            continue;
        }
        let next = words.after_hyphen(end);
        let word = words.lower(next);
        if word == "hundred" {
            part *= 100.0;
        } else if let Some(scale) = multiplier(word) {
            sum += part * scale;
            part = 0.0;
        } else {
            break;
        }
        end = next + 1;
        let more = end + usize::from(words.lower(end) == "and");
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
    (words.lower(and) == "and" && words.lower(a) == "a" && words.lower(half) == "half").then_some(half + 1)
}

/// `twenty-three`, in one word or in three.
fn below_hundred(words: &Words<'_>, at: usize) -> Option<(f64, usize)> {
    let word = words.lower(at);
    if let Some(value) = small(word) {
        let unit = words.after_hyphen(at + 1);
        let more = tens(word).and_then(|_| small(words.lower(unit)).filter(|unit| (1.0..10.0).contains(unit)));
        return Some(match more {
            Some(more) => (value + more, unit + 1),
            None => (value, at + 1),
        });
    }
    let (left, right) = word.split_once('-')?;
    Some((tens(left)? + small(right).filter(|unit| (1.0..10.0).contains(unit))?, at + 1))
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
        assert_eq!(digits("100,000"), Some(100_000.0));
        assert_eq!(digits("1.5bn"), Some(1.5e9));
        assert_eq!(digits("1,20,000"), Some(120_000.0));
        assert_eq!(digits("7,5"), None);
        assert_eq!(digits("1.2.3"), None);
        assert_eq!(ordinal("23rd"), Some(23));
        assert_eq!(ordinal("third"), Some(3));
    }
}
