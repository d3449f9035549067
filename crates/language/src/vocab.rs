//! Words as the model sees them: string hashes and the lexical attributes NORM, PREFIX, SUFFIX and SHAPE.

use std::sync::LazyLock;

use rmpv::Value;
use rustc_hash::FxHashMap;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::error::Result;
use crate::package::Package;

/// The id spaCy's `StringStore` gives a string: its number in the fixed symbol table, else its 64-bit Murmur hash.
///
/// ```
/// use dateline_language::string_id;
/// assert_eq!(string_id("apple"), 8566208034543834098);
/// assert_eq!(string_id("nsubj"), 429);
/// ```
pub fn string_id(text: &str) -> u64 {
    static SYMBOLS: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
        let lines = include_str!("../data/symbols.txt").lines().filter(|line| !line.starts_with("# "));
        lines.filter_map(|line| line.split_once(' ')).filter_map(|(n, name)| Some((name, n.parse().ok()?))).collect()
    });
    if text.is_empty() {
        return 0;
    }
    if text.len() < 32
        && let Some(&number) = SYMBOLS.get(text)
    {
        return number;
    }
    murmur_hash64a(text.as_bytes(), 1)
}

/// MurmurHash2, 64-bit version A (Austin Appleby, public domain), as spaCy hashes strings.
fn murmur_hash64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut k = u64::from_le_bytes(word.try_into().expect("a chunk of eight bytes"));
        k = k.wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    let rest = words.remainder();
    if !rest.is_empty() {
        for (i, &byte) in rest.iter().enumerate() {
            hash ^= u64::from(byte) << (8 * i);
        }
        hash = hash.wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// What depends on a word's letters alone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lexeme {
    pub(crate) lower: Box<str>,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
}

/// The package's own table of norms, and how to make a [`Lexeme`].
#[derive(Debug)]
pub(crate) struct Vocab {
    norms: FxHashMap<u64, Box<str>>,
}

impl Vocab {
    pub(crate) fn read(package: &Package) -> Result<Self> {
        let mut norms: FxHashMap<u64, Box<str>> = include_str!("../data/norms.txt")
            .lines()
            .filter(|line| !line.starts_with("# "))
            .filter_map(|line| line.split_once('\t'))
            .map(|(sign, norm)| (string_id(sign), norm.into()))
            .collect();
        let file = package.msgpack("vocab/lookups.bin")?;
        let table = file.table();
        if let Ok(own) = table.get("lexeme_norm") {
            for (key, norm) in own.pairs()? {
                if let (Some(key), Some(norm)) = (key.as_u64(), Value::as_str(norm)) {
                    norms.insert(key, norm.into());
                }
            }
        }
        Ok(Self { norms })
    }

    pub(crate) fn lexeme(&self, text: &str) -> Lexeme {
        let lower = text.to_lowercase();
        let norm = self.norms.get(&string_id(text)).map_or(lower.as_str(), |norm| norm);
        let suffix = text.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        Lexeme {
            norm: string_id(norm),
            prefix: string_id(&text[..text.chars().next().map_or(0, char::len_utf8)]),
            suffix: string_id(&text[suffix..]),
            shape: string_id(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
            lower: lower.into(),
        }
    }
}

/// Letters as `X` and `x`, digits as `d`, other signs as they are, no run longer than four; `LONG` from 100 characters.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(8);
    let (mut last, mut run) = ('\0', 0);
    for (i, c) in text.chars().enumerate() {
        if i >= 99 {
            return "LONG".into();
        }
        let sign = match c {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => 'd',
            c if is_alpha(c) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            c if is_digit(c) => 'd',
            c => c,
        };
        run = if sign == last { run + 1 } else { 0 };
        last = sign;
        if run < 4 {
            shape.push(sign);
        }
    }
    shape
}

/// Python's `str.isspace` for one character.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Python's `str.isalpha` for one character: general category L.
pub(crate) fn is_alpha(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Letter)
}

/// Python's `str.isdigit` for one character: decimal digits, superscripts, circled and dotted digits.
fn is_digit(c: char) -> bool {
    use unicode_properties::GeneralCategory::DecimalNumber;
    c.is_ascii_digit()
        || (!c.is_ascii() && c.general_category() == DecimalNumber)
        || matches!(c, '²' | '³' | '¹' | '\u{1369}'..='\u{1371}' | '\u{19da}' | '⁰' | '⁴'..='⁹' | '₀'..='₉'
            | '①'..='⑨' | '⑴'..='⑼' | '⒈'..='⒐' | '⓪' | '⓵'..='⓽' | '⓿' | '❶'..='❾' | '➀'..='➈' | '➊'..='➒')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_spacys() {
        for (text, wanted) in [("Kyiv", "Xxxx"), ("NATO's", "XXXX'x"), ("100,000", "ddd,ddd"), ("Zelenskyy", "Xxxxx")] {
            assert_eq!(shape(text), wanted, "{text}");
        }
        assert_eq!(shape(&"a".repeat(100)), "LONG");
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
    }

    #[test]
    fn reserved_words_have_their_number() {
        assert_eq!(string_id("X"), 101);
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("Xx"), murmur_hash64a(b"Xx", 1));
    }
}
