//! One article as it is compared with others, in few bytes: a million of them are held at once.
//!
//! An article is its words in order, four bytes each: the word's number, and in six bits what else is asked of it where it
//! stands. Sentences are marks between words; what an article is about is counted from its words when it is asked for.

use jiff::civil::Date;

use super::account::Account;
use super::happening::Happening;
use super::words::{Reach, Token, Word, Words, is_common, tokens};

/// A sentence with fewer words says too little to be called taken over.
pub(super) const SHORTEST: usize = 4;

/// One article as it is compared with others.
#[derive(Debug)]
pub(super) struct Telling {
    /// The id of its report.
    pub(super) id: Box<str>,
    pub(super) title: Option<Box<str>>,
    pub(super) publisher: Option<Box<str>>,
    /// Agencies it credits.
    pub(super) agencies: Box<[String]>,
    pub(super) published: Option<Date>,
    /// Its words in order: first those of a headline that does not stand in the text.
    occurrences: Box<[Occurrence]>,
    /// How many these are.
    heading: u32,
    sentences: Box<[Close]>,
    /// The days it speaks of, with how often.
    days: Box<[(Term, u16)]>,
    /// Its events, packed: they are wanted once, when its story is told.
    happenings: Box<[u8]>,
}

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence(u32);

/// Bits of an occurrence that hold the word; the others are facts.
const WORD_BITS: u32 = 26;

/// Distinct words that a collection can have.
pub(super) const MOST_WORDS: u32 = 1 << WORD_BITS;

/// It is one of the things in which formulas differ: a number or a name.
pub(super) const SPECIFIC: u32 = 1 << WORD_BITS;
/// It says nothing about what the article is about.
pub(super) const COMMON: u32 = 2 << WORD_BITS;
/// A sentence or line ends before it.
const APART: u32 = 4 << WORD_BITS;
/// It has a capital where it need not.
const UPPER: u32 = 8 << WORD_BITS;
/// It has none.
const LOWER: u32 = 16 << WORD_BITS;
/// It begins with a digit.
pub(super) const NUMBER: u32 = 32 << WORD_BITS;

impl Occurrence {
    fn new(word: Word, facts: u32) -> Self {
        debug_assert!(word.0 < MOST_WORDS, "a collection takes no report that could bring more words");
        Self(word.0 | facts)
    }

    pub(super) fn word(self) -> Word {
        Word(self.0 & ((1 << WORD_BITS) - 1))
    }

    pub(super) fn is(self, fact: u32) -> bool {
        self.0 & fact != 0
    }
}

/// The end of a sentence: one past its last word, and two bits.
#[derive(Clone, Copy, Debug)]
struct Close(u32);

/// The sentence is of the headline, which every outlet writes for itself.
const OWN: u32 = 1 << 31;
/// It stands in articles that have nothing else in common.
const BOILERPLATE: u32 = 1 << 30;

/// A sentence: which of the article's words, and whether it counts when it is asked what was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) range: std::ops::Range<usize>,
    pub(super) counts: bool,
}

/// What kind of thing a [`Term`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TermKind {
    /// Any word that is not common.
    Word,
    /// Two of them side by side.
    Pair,
    /// A word written with a capital within sentences.
    Name,
    /// A word with digits.
    Number,
    /// A day that the article speaks of.
    Day,
}

/// A word, pair of words, name, number or day, in one number: three bits for its kind, then two words of 30 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(u64);

const BITS: u32 = 30;

impl Term {
    fn new(kind: TermKind, first: u64, second: u64) -> Self {
        Self((kind as u64) << (2 * BITS) | first << BITS | second)
    }

    fn of(kind: TermKind, word: Word) -> Self {
        Self::new(kind, 0, word.0.into())
    }

    fn day(date: Date) -> Self {
        let number = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
        Self::new(TermKind::Day, 0, number.unsigned_abs())
    }

    pub(super) fn kind(self) -> TermKind {
        match self.0 >> (2 * BITS) {
            0 => TermKind::Word,
            1 => TermKind::Pair,
            2 => TermKind::Name,
            3 => TermKind::Number,
            _ => TermKind::Day,
        }
    }

    /// In which of `parts` parts it is, where terms are dealt with part by part.
    pub(super) fn part(self, parts: u64) -> u64 {
        // The multiplier spreads neighbouring numbers over all parts (Knuth's golden ratio).
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % parts
    }

    /// For how wide a part of the world it stands.
    pub(super) fn reach(self, words: &Words) -> Reach {
        let word = Word(self.parts().1);
        if matches!(self.kind(), TermKind::Word | TermKind::Name) { words.reach(word) } else { Reach::None }
    }

    /// The numbers of its words, of one word or day the second.
    pub(super) fn parts(self) -> (u32, u32) {
        let part = |shift: u32| (self.0 >> shift & ((1 << BITS) - 1)) as u32;
        (part(BITS), part(0))
    }

    /// The term in words.
    pub(super) fn text(self, words: &Words) -> String {
        let (first, second) = self.parts();
        match self.kind() {
            TermKind::Pair => format!("{} {}", words.text(Word(first)), words.text(Word(second))),
            TermKind::Day => format!("{:04}-{:02}-{:02}", second / 10_000, second / 100 % 100, second % 100),
            TermKind::Word | TermKind::Name | TermKind::Number => words.text(Word(second)).to_owned(),
        }
    }
}

impl Telling {
    pub(super) fn of(account: Account, words: &mut Words) -> Self {
        let story = &account.story;
        let title = account.title.as_deref();
        account.places.iter().for_each(|word| words.place(word, Reach::Place));
        account.broad.iter().for_each(|word| words.place(word, Reach::Country));
        let mut dictation = Dictation { words, names: &account.names, occurrences: Vec::new(), sentences: Vec::new() };
        dictation.read(title.filter(|title| !story.contains(*title)).unwrap_or_default(), 0);
        let heading = u32::try_from(dictation.occurrences.len()).expect("a headline is short");
        dictation.sentences.clear();
        let headline = title.filter(|title| story.trim_start().starts_with(title));
        dictation.read(story, headline.map_or(0, |title| tokens(title).count()));
        let mut days: Vec<Term> = account.days.iter().copied().map(Term::day).collect();
        days.sort_unstable();
        Self {
            occurrences: dictation.occurrences.into(),
            sentences: dictation.sentences.into(),
            heading,
            days: counted(&days).collect(),
            happenings: postcard::to_allocvec(&account.happenings).expect("events are data").into(),
            id: account.id.into(),
            title: account.title.map(Into::into),
            publisher: account.publisher.map(Into::into),
            agencies: account.agencies.into(),
            published: account.published,
        }
    }

    /// A telling of nothing but a text.
    #[cfg(test)]
    pub(super) fn from_text(text: &str, words: &mut Words) -> Self {
        Self::of(Account { story: text.to_owned(), ..Account::default() }, words)
    }

    /// The words of its text in order.
    pub(super) fn body(&self) -> &[Occurrence] {
        &self.occurrences[self.heading as usize..]
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence> + '_ {
        let mut start = 0;
        self.sentences.iter().map(move |close| {
            let end = (close.0 & !(OWN | BOILERPLATE)) as usize;
            let range = std::mem::replace(&mut start, end)..end;
            Sentence { range, counts: close.0 & (OWN | BOILERPLATE) == 0 }
        })
    }

    /// The sentences that are marked as boilerplate.
    pub(super) fn boilerplate(&self) -> impl Iterator<Item = &[Occurrence]> {
        let marked = self.sentences().zip(&self.sentences).filter(|(_, close)| close.0 & BOILERPLATE != 0);
        marked.map(|(sentence, _)| &self.body()[sentence.range])
    }

    /// Marks further sentences that are boilerplate.
    pub(super) fn mark_boilerplate(&mut self, is_boilerplate: impl Fn(&[Occurrence]) -> bool) {
        let marks: Vec<bool> = self.sentences().map(|sentence| is_boilerplate(&self.body()[sentence.range])).collect();
        for (close, mark) in self.sentences.iter_mut().zip(marks) {
            close.0 |= if mark { BOILERPLATE } else { 0 };
        }
    }

    /// What it is about, in the order of terms, with how often.
    pub(super) fn terms(&self) -> Vec<(Term, u16)> {
        let mut terms: Vec<Term> = Vec::with_capacity(2 * self.occurrences.len());
        let mut written: Vec<(Word, Occurrence)> = Vec::new();
        let mut previous = None;
        for &occurrence in &self.occurrences {
            if occurrence.is(COMMON) {
                previous = None;
                continue;
            }
            let word = occurrence.word();
            terms.push(Term::of(TermKind::Word, word));
            if let Some(Word(previous)) = previous.filter(|_| !occurrence.is(APART)) {
                terms.push(Term::new(TermKind::Pair, previous.into(), word.0.into()));
            }
            previous = Some(word);
            if occurrence.is(NUMBER) {
                terms.push(Term::of(TermKind::Number, word));
            } else {
                written.push((word, occurrence));
            }
        }
        written.sort_by_key(|(word, _)| *word);
        for same in written.chunk_by(|a, b| a.0 == b.0) {
            let often = |fact| same.iter().filter(|(_, occurrence)| occurrence.is(fact)).count();
            // A word that is mostly written with a capital is a name.
            if often(UPPER) > 0 && often(UPPER) >= often(LOWER) {
                terms.extend(std::iter::repeat_n(Term::of(TermKind::Name, same[0].0), same.len()));
            }
        }
        terms.sort_unstable();
        counted(&terms).chain(self.days.iter().copied()).collect()
    }

    /// Its events.
    pub(super) fn happenings(&self) -> Vec<Happening> {
        postcard::from_bytes(&self.happenings).expect("they were packed here")
    }
}

/// Each of the sorted terms with how often it is there.
fn counted(terms: &[Term]) -> impl Iterator<Item = (Term, u16)> {
    terms.chunk_by(|a, b| a == b).map(|same| (same[0], u16::try_from(same.len()).unwrap_or(u16::MAX)))
}

/// An article while its words are taken down.
struct Dictation<'w> {
    words: &'w mut Words,
    /// Names that may open a sentence, where a capital tells nothing.
    names: &'w [String],
    occurrences: Vec<Occurrence>,
    sentences: Vec<Close>,
}

impl Dictation<'_> {
    /// Reads a text whose first `headline` words are its headline.
    fn read(&mut self, text: &str, headline: usize) {
        let first = self.occurrences.len();
        let mut start = 0;
        let mut before = 0;
        for token in tokens(text) {
            let gap = &text[before..token.start];
            before = token.end;
            let count = self.occurrences.len() - first;
            let abbreviated =
                self.occurrences[first..].last().is_some_and(|last| is_abbreviation(self.words.text(last.word())));
            let opens = ends_sentence(gap, token) && !(abbreviated && gap.starts_with('.')) || count == 0;
            if opens && (count - start >= SHORTEST || count == headline) {
                self.close(start, count, headline);
                start = count;
            }
            let is_name =
                !opens || self.names.iter().any(|name| name == token.text) || opens_name(&text[token.end..], token);
            let facts = facts(token, gap, is_name, count == 0);
            self.occurrences.push(Occurrence::new(self.words.number(token.text), facts));
        }
        self.close(start, self.occurrences.len() - first, headline);
    }

    fn close(&mut self, start: usize, end: usize, headline: usize) {
        if end > start {
            let place = u32::try_from(end).ok().filter(|end| *end < BOILERPLATE);
            let place = place.expect("a report is shorter than a gigabyte");
            self.sentences.push(Close(place | if end <= headline { OWN } else { 0 }));
        }
    }
}

/// Whether the first word of a sentence begins a name of several words: `Ana Berg`, but not `The Hague`, as far as one can see.
fn opens_name(rest: &str, first: Token<'_>) -> bool {
    !is_common(first.text) && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// What is asked of a word where it stands, behind a gap, of a name if it has a capital, at the opening of the whole text.
fn facts(token: Token<'_>, gap: &str, is_name: bool, first: bool) -> u32 {
    let need_not = !first && !gap.contains(['.', '!', '?', '\n', '"', '“']);
    let facts = [
        (SPECIFIC, has_digit(token.text) || is_name && is_capitalised(token.text)),
        (COMMON, is_common(token.text)),
        (APART, first || gap.contains(['.', '!', '?', '\n'])),
        (UPPER, need_not && is_capitalised(token.text)),
        (LOWER, token.text.starts_with(char::is_lowercase)),
        (NUMBER, token.text.starts_with(char::is_numeric)),
    ];
    facts.iter().filter(|(_, is_so)| *is_so).fold(0, |all, (fact, _)| all | fact)
}

/// Whether what stands between two words ends a sentence before `next`.
fn ends_sentence(gap: &str, next: Token<'_>) -> bool {
    let stop = gap.contains(['.', '!', '?']) && gap.contains(char::is_whitespace);
    // No sentence of a report begins with a figure; "magnitude 4. 6" is a figure.
    let begins = next.text.starts_with(char::is_alphabetic) && !next.text.starts_with(char::is_lowercase);
    gap.contains('\n') || stop && (begins || gap.contains(['"', '”']))
}

/// Titles and the like, whose point ends no sentence; so do initials and the letters of "U.S.".
const ABBREVIATIONS: [&str; 24] = [
    "adm", "capt", "cmdr", "col", "cpl", "det", "dr", "gen", "gov", "lt", "maj", "mr", "mrs", "ms", "mt", "pfc",
    "prof", "rep", "rev", "sen", "sgt", "spc", "st", "supt",
];

fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_none() && word.starts_with(char::is_alphabetic) || ABBREVIATIONS.contains(&word)
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn is_capitalised(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}
