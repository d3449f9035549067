//! What of one article the comparison with others needs: its sentences, its terms, what it says of itself.

use dateline::record::Record;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::happening::{Happening, happenings};
use super::words::{Token, Word, Words, is_common, tokens};

/// A sentence with fewer words says too little to be called taken over.
pub(super) const SHORTEST: usize = 4;

/// One article as it is compared with others.
#[derive(Debug)]
pub(super) struct Telling {
    /// The id of its report.
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    /// Agencies it credits.
    pub(super) agencies: Vec<String>,
    pub(super) published: Option<Date>,
    /// Its words in order.
    pub(super) words: Vec<Word>,
    /// Whether each word is one of the things in which formulas differ: a number or a name.
    pub(super) specific: Vec<bool>,
    pub(super) sentences: Vec<Sentence>,
    /// What it is about, in the order of terms, with how often.
    pub(super) terms: Vec<(Term, u16)>,
    pub(super) happenings: Vec<Happening>,
}

/// A sentence: which of the article's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) start: u32,
    pub(super) end: u32,
    /// It stands in articles that have nothing else in common.
    pub(super) boilerplate: bool,
    /// It is of the headline, which every outlet writes for itself.
    own: bool,
}

impl Sentence {
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it counts when it is asked what was taken over.
    pub(super) fn counts(self) -> bool {
        !self.own && !self.boilerplate
    }
}

/// What kind of thing a [`Term`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
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
    fn new(kind: Kind, first: u64, second: u64) -> Self {
        Self((kind as u64) << (2 * BITS) | first << BITS | second)
    }

    fn day(date: Date) -> Self {
        let number = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
        Self::new(Kind::Day, 0, number.unsigned_abs())
    }

    pub(super) fn kind(self) -> Kind {
        match self.0 >> (2 * BITS) {
            0 => Kind::Word,
            1 => Kind::Pair,
            2 => Kind::Name,
            3 => Kind::Number,
            _ => Kind::Day,
        }
    }

    /// The term in words.
    pub(super) fn text(self, words: &Words) -> String {
        let part = |shift: u32| (self.0 >> shift & ((1 << BITS) - 1)) as u32;
        match self.kind() {
            Kind::Pair => format!("{} {}", words.text(Word(part(BITS))), words.text(Word(part(0)))),
            Kind::Day => format!("{:04}-{:02}-{:02}", part(0) / 10_000, part(0) / 100 % 100, part(0) % 100),
            Kind::Word | Kind::Name | Kind::Number => words.text(Word(part(0))).to_owned(),
        }
    }
}

impl Telling {
    /// What `record`, read from `text`, tells.
    pub(super) fn of(record: &Record, text: &str, words: &mut Words) -> Self {
        let story = story(record, text);
        let dateline = record.article.dateline.as_ref().and_then(|dateline| dateline.date);
        let mut telling = Self {
            id: record.source.id.clone(),
            title: record.article.title.clone(),
            publisher: record.article.publisher.clone(),
            agencies: record.article.agencies.clone(),
            published: record.article.published.or(dateline),
            words: Vec::new(),
            specific: Vec::new(),
            sentences: Vec::new(),
            terms: Vec::new(),
            happenings: happenings(record, text),
        };
        telling.read_sentences(&story, words);
        let title = record.article.title.as_deref().filter(|title| !story.contains(*title));
        telling.read_terms(title.unwrap_or_default(), &story, words);
        telling.read_days(record);
        telling
    }

    fn read_sentences(&mut self, story: &str, words: &mut Words) {
        let title = self.title.as_deref().filter(|title| story.trim_start().starts_with(title));
        let headline = title.map_or(0, |title| tokens(title).count());
        let mut start = 0;
        let mut before = 0;
        for token in tokens(story) {
            let gap = &story[before..token.start];
            before = token.end;
            let abbreviated = self.words.last().is_some_and(|&word| is_abbreviation(words.text(word)));
            let opens = ends_sentence(gap, token) && !(abbreviated && gap.starts_with('.')) || self.words.is_empty();
            if opens && (self.words.len() - start >= SHORTEST || self.words.len() == headline) {
                self.close_sentence(start, headline);
                start = self.words.len();
            }
            self.words.push(words.number(token.text));
            self.specific.push(has_digit(token.text) || !opens && is_capitalised(token.text));
        }
        self.close_sentence(start, headline);
    }

    fn close_sentence(&mut self, start: usize, headline: usize) {
        let end = self.words.len();
        let own = end <= headline;
        let number = |n: usize| u32::try_from(n).expect("a text has fewer words than bytes, and those are under 4 GB");
        if end > start {
            self.sentences.push(Sentence { start: number(start), end: number(end), boilerplate: false, own });
        }
    }

    fn read_terms(&mut self, title: &str, story: &str, words: &mut Words) {
        let mut count = Count::default();
        count.read(title, words);
        count.read(story, words);
        self.terms = count.terms();
    }

    fn read_days(&mut self, record: &Record) {
        let dates = record.times.iter().filter_map(|time| time.value.as_deref()?.get(..10)?.parse::<Date>().ok());
        let mut days: Vec<Term> = dates.map(Term::day).collect();
        days.sort_unstable();
        for group in days.chunk_by(|a, b| a == b) {
            self.terms.push((group[0], u16::try_from(group.len()).unwrap_or(u16::MAX)));
        }
    }
}

/// How often an article has each term.
#[derive(Default)]
struct Count {
    terms: FxHashMap<Term, u16>,
    /// How often a word stands with a capital where it need not, and how often without.
    capitals: FxHashMap<Word, (u16, u16)>,
}

impl Count {
    fn read(&mut self, text: &str, words: &mut Words) {
        let mut before = 0;
        let mut previous = None;
        for token in tokens(text) {
            let gap = &text[before..token.start];
            let opens = before == 0 || gap.contains(['.', '!', '?', '\n', '"', '“']);
            before = token.end;
            if is_common(token.text) {
                previous = None;
                continue;
            }
            let word = words.number(token.text);
            self.add(Term::new(Kind::Word, 0, word.0.into()));
            if let Some(Word(previous)) = previous.filter(|_| !gap.contains(['.', '!', '?', '\n'])) {
                self.add(Term::new(Kind::Pair, u64::from(previous), word.0.into()));
            }
            previous = Some(word);
            if token.text.starts_with(char::is_numeric) {
                self.add(Term::new(Kind::Number, 0, word.0.into()));
            } else {
                let (upper, lower) = self.capitals.entry(word).or_default();
                *upper = upper.saturating_add(u16::from(!opens && is_capitalised(token.text)));
                *lower = lower.saturating_add(u16::from(token.text.starts_with(char::is_lowercase)));
            }
        }
    }

    fn add(&mut self, term: Term) {
        let count = self.terms.entry(term).or_default();
        *count = count.saturating_add(1);
    }

    /// The terms in order, with words that are mostly written with a capital as names.
    fn terms(mut self) -> Vec<(Term, u16)> {
        let names = self.capitals.iter().filter(|(_, (upper, lower))| *upper > 0 && upper >= lower);
        for (word, _) in names {
            let often = self.terms.get(&Term::new(Kind::Word, 0, word.0.into())).copied().unwrap_or(1);
            self.terms.insert(Term::new(Kind::Name, 0, word.0.into()), often);
        }
        let mut terms: Vec<(Term, u16)> = self.terms.into_iter().collect();
        terms.sort_unstable();
        terms
    }
}

/// The text without what is not the story: credits, links, bylines.
fn story(record: &Record, text: &str) -> String {
    let mut excluded = record.article.excluded.iter().map(|part| part.span).collect::<Vec<_>>();
    excluded.sort_unstable();
    let mut excluded = excluded.into_iter().peekable();
    let mut story = String::with_capacity(text.len());
    for (place, c) in (0_u32..).zip(text.chars()) {
        while excluded.next_if(|span| span.end <= place).is_some() {}
        let out = excluded.peek().is_some_and(|span| span.start <= place);
        story.push(if out { '\n' } else { c });
    }
    story
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
