//! Words as the comparison of articles sees them: without case, typography and endings of possession.

use std::hash::{BuildHasher, BuildHasherDefault};

use indexmap::IndexSet;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

/// A word's number in [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(pub(super) u32);

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// Its first byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
}

/// For how wide a part of the world a word stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Reach {
    /// For none.
    #[default]
    None,
    /// For a place.
    Place,
    /// For a country or its people.
    Country,
}

/// All distinct words of a collection, numbered in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Words {
    texts: IndexSet<Box<str>, BuildHasherDefault<FxHasher>>,
    /// Hashes depend on the word alone, so that a sample of shingles does not depend on what else was read.
    hashes: Vec<u64>,
    /// How wide a part of the world each stands for.
    reach: Vec<Reach>,
}

impl Words {
    /// The number of a word as written.
    pub(super) fn number(&mut self, written: &str) -> Word {
        let folded = fold(written);
        let number = self.texts.get_index_of(folded.as_str()).unwrap_or_else(|| {
            self.hashes.push(BuildHasherDefault::<FxHasher>::default().hash_one(&*folded));
            self.reach.push(Reach::default());
            self.texts.insert_full(folded.into()).0
        });
        Word(u32::try_from(number).expect("a collection has room for the words of its reports"))
    }

    /// Whether there would be no more words than `most` with those of a further text, if it has as many as its bytes allow.
    pub(super) fn have_room(&self, bytes: usize, most: u32) -> bool {
        // Between two words stands a byte at least.
        self.texts.len() + bytes.div_ceil(2) <= most as usize
    }

    pub(super) fn text(&self, word: Word) -> &str {
        &self.texts[word.0 as usize]
    }

    /// Takes down that a word stands for a place, a country or its people.
    pub(super) fn place(&mut self, written: &str, reach: Reach) {
        let number = self.number(written).0 as usize;
        self.reach[number] = self.reach[number].max(reach);
    }

    pub(super) fn reach(&self, word: Word) -> Reach {
        self.reach[word.0 as usize]
    }

    /// Takes down what is known of words, by their hashes.
    pub(super) fn widen(&mut self, known: impl Fn(u64) -> Reach) {
        for (reach, &hash) in self.reach.iter_mut().zip(&self.hashes) {
            *reach = known(hash).max(*reach);
        }
    }

    /// The hashes of words that stand for a part of the world.
    pub(super) fn reaching(&self) -> impl Iterator<Item = (u64, Reach)> {
        self.hashes.iter().copied().zip(self.reach.iter().copied()).filter(|(_, reach)| *reach > Reach::None)
    }

    pub(super) fn hash(&self, word: Word) -> u64 {
        self.hashes[word.0 as usize]
    }
}

/// Lower case, without `'s`.
pub(crate) fn fold(written: &str) -> String {
    let lower = written.to_lowercase();
    let stem = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s"));
    stem.unwrap_or(&lower).replace('’', "'")
}

/// Runs of letters and digits, with an apostrophe between letters and a point or comma between digits.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        let mut last = ' ';
        while let Some((at, c)) = chars.next() {
            let joins = match c {
                '\'' | '’' => last.is_alphabetic() && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()),
                '.' | ',' => last.is_ascii_digit() && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit()),
                _ => c.is_alphanumeric(),
            };
            if !joins {
                break;
            }
            last = c;
            end = start + at + c.len_utf8();
        }
        rest = end;
        Some(Token { text: &text[start..end], start, end })
    })
}

/// Words that say nothing about what an article is about: function words, and those of reporting itself.
const COMMON: &str = "a about above across after again against ago all almost along already also although always am \
    among an and another any are around as asked at away back be became because become been before began behind being \
    below between both but by called came can cannot could day days did do does doing done down during each early \
    either else end enough even ever every few first five for former found four from further gave get give given go \
    going good got great had half has have having he her here hers herself high him himself his how however i if in \
    including into is it its itself just keep kept know known last late later least left less like likely little long \
    made make makes making many may me might more morning most much must my near nearly never new next no nor not \
    nothing now of off often old on once one only or other others our out over own part people per perhaps put rather \
    really report reported reports right said same saw say saying says second see seen set several shall she should \
    show since six so some something spokesman spokeswoman statement still such take taken than that the their them \
    themselves then there these they thing things think third this those though three through thus time times to today \
    together told too took toward two under until up upon us use used very want was way we week weeks well went were \
    what when where whether which while who whole whom whose why will with within without would year years yesterday \
    yet you your don't didn't doesn't isn't it's i'm he's that's wasn't weren't won't can't couldn't wouldn't we're \
    they're i've we've you're mr mrs ms according added adding \
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september \
    october november december";

/// Whether a word as written is one that nearly every article has. A short word in capitals, `US` or `IT`, is a name.
pub(crate) fn is_common(written: &str) -> bool {
    static WORDS: std::sync::LazyLock<std::collections::BTreeSet<&'static str>> =
        std::sync::LazyLock::new(|| COMMON.split_whitespace().collect());
    let name = written.len() > 1 && written.chars().all(char::is_uppercase);
    let single = written.chars().nth(1).is_none() && !written.starts_with(|c: char| c.is_numeric());
    single || !name && WORDS.contains(fold(written).as_str())
}

/// Words before a noun that single nobody out, beside those that nearly every article has.
const VAGUE: &str = "armed masked unidentified unknown suspected alleged dozens scores hundreds thousands local young \
    elderly male female senior top leading former heavy";

/// Whether a word before a noun leaves open which party is meant: `armed men`, `30 pupils`, `several soldiers`.
pub(super) fn is_vague(written: &str) -> bool {
    let is_initial = written.chars().nth(1).is_none() && written.starts_with(char::is_alphabetic);
    let lower = written.to_lowercase();
    written.starts_with(char::is_numeric)
        || VAGUE.split(' ').any(|word| word == lower)
        || is_common(written) && !is_initial
}

/// Whether two words are one name or number, written in two ways: `Kharkov` and `Kharkiv`, `Sweden` and `Swedish`, `5,000` and
/// `5000`.
pub(super) fn is_spelling(a: &str, b: &str) -> bool {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    if a.starts_with(char::is_numeric) || b.starts_with(char::is_numeric) {
        return digits(a) == digits(b);
    }
    let start = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>();
    start > 0 && (are_letters_of_one(a, b) || start >= 3 && are_endings_of_one(&a[start..], &b[start..]))
}

/// Whether two names of about one length have the same consonants, but for one more, or another in a longer name.
fn are_letters_of_one(a: &str, b: &str) -> bool {
    let consonants = |word: &str| {
        let mut letters: Vec<char> = word.chars().filter(|c| !"aeiouy".contains(*c)).collect();
        letters.dedup();
        letters
    };
    let (one, other, lengths) = (consonants(a), consonants(b), [a.chars().count(), b.chars().count()]);
    let start = one.iter().zip(&other).take_while(|(x, y)| x == y).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(x, y)| x == y).count();
    let (short, long) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    let most = short >= if one.len() == other.len() { 6 } else { 5 } && start + end + 1 >= one.len().max(other.len());
    short >= 4 && long - short <= 1 && (one == other || most)
}

/// Whether these are the endings of a country and of what belongs to it.
fn are_endings_of_one(a: &str, b: &str) -> bool {
    const PEOPLE: [&str; 14] =
        ["n", "an", "ian", "ans", "ians", "ns", "ese", "ish", "i", "is", "vian", "vians", "egian", "egians"];
    let one = |country: &str, people: &str| {
        let most = if people.len() > 1 { 2 } else { 0 };
        country.len() <= most && PEOPLE.contains(&people)
    };
    one(a, b) || one(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn figures_and_contractions_are_one_word() {
        assert_eq!(
            split("Kiev’s envoy didn't pay $10,234.50, he said."),
            ["Kiev’s", "envoy", "didn't", "pay", "10,234.50", "he", "said"]
        );
        assert_eq!(split("‘No,’ 5. ‘Yes’"), ["No", "5", "Yes"]);
        assert!(split("— … !").is_empty());
    }

    #[test]
    fn there_is_room_for_a_text_if_all_its_words_may_be_new() {
        let mut words = Words::default();
        assert!(words.have_room("a b c d".len(), 4) && !words.have_room("a b c d e".len(), 4));
        words.number("ferry");
        assert!(words.have_room("a b c".len(), 4) && !words.have_room("a b c d".len(), 4));
    }

    #[test]
    fn a_name_is_known_in_other_spellings() {
        for (a, b) in [
            ("kharkov", "kharkiv"),
            ("kiev", "kyiv"),
            ("villar", "vilar"),
            ("banda", "bhanda"),
            ("sweden", "swedish"),
            ("norway", "norwegian"),
            ("russia", "russian"),
            ("peru", "peruvian"),
            ("5,000", "5000"),
        ] {
            assert!(is_spelling(a, b) && is_spelling(b, a), "{a}, {b}");
        }
        for (a, b) in
            [("kent", "essex"), ("ana", "jon"), ("iran", "iraq"), ("austria", "australia"), ("mali", "malawi")]
        {
            assert!(!is_spelling(a, b) && !is_spelling(b, a), "{a}, {b}");
        }
        assert!(!is_spelling("17", "34") && !is_spelling("slovak", "slovenian") && !is_spelling("berg", "bergman"));
    }

    #[test]
    fn typography_makes_no_other_word() {
        let mut words = Words::default();
        assert_eq!(words.number("Minister’s"), words.number("minister"));
        assert_eq!(words.number("Didn’t"), words.number("didn't"));
        assert_ne!(words.number("US"), words.number("use"));
        assert!(is_common("Said") && !is_common("US") && is_common("us") && !is_common("kidnapped"));
    }
}
