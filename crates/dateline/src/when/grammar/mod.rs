//! What the words of a time say, before anything anchors it.

mod clock;
mod dates;
mod lengths;
mod quarters;
mod ranges;
mod relative;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::calendar::{self, Moment, Season};
use super::holidays::Holiday;
use crate::words::TimeUnit;
use crate::words::Words;
use crate::words::is_during;

/// Which of its kind a time is: the last one, this one, the one after the one just spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    Last,
    This,
    Next,
    /// Before the one spoken of: "the previous day".
    Before,
    /// After the one spoken of: "the following day".
    After,
    /// The one spoken of: "that day".
    Same,
}

/// The year that a month, a quarter or a season lies in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum YearOf {
    Told(i16),
    /// So many years after the present one: "June last year".
    Off(i16),
    Which(Which),
}

/// What a time says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Told(Moment),
    /// `PRESENT_REF`, `PAST_REF` or `FUTURE_REF`.
    Vague(&'static str),
    /// Days from the present one.
    Day(i64),
    TimeUnit(TimeUnit, Which),
    Weekday(i8, Which),
    MonthDay(i8, i8),
    /// A day of the month just told: "25" of "April 24 and 25".
    FurtherDay(i8),
    /// Year, and the two numbers before it: which is the day, is a matter of custom.
    Slashed(i16, i8, i8),
    Month(i8, YearOf),
    Season(Season, YearOf),
    Quarter(i8, YearOf),
    Half(i8, YearOf),
    Holiday(Holiday, YearOf),
    /// Units away from the present, or from the time spoken of.
    Away {
        unit: TimeUnit,
        amount: f64,
        back: bool,
        from_there: bool,
    },
    /// The quarter or the period spoken of, so many years on.
    Period(i16),
    /// The last week of a month.
    LastWeek(Box<Expression>),
    /// The week or the weekend that holds a day.
    Around(TimeUnit, Box<Expression>),
    /// The last day of the year; of the year before, where something is counted since then.
    YearEnd {
        since: bool,
    },
    /// The night before the day spoken of; the one to come, of what is to come.
    Overnight,
    /// A part of a day: `MO`, `AF`, `EV`, `NI`.
    Part(&'static str, Option<Box<Expression>>),
    Clock {
        hour: i8,
        minute: i8,
        /// `Z`, `-05:00`; empty where the zone is not told or means two things.
        zone: String,
        day: Option<Box<Expression>>,
    },
    Duration(String),
    Set(String),
}

/// A time in the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// One past its last word.
    pub(super) end: usize,
    pub(super) expression: Expression,
    pub(super) modifier: Option<&'static str>,
}

impl Found {
    fn new(end: usize, expression: Expression) -> Option<Self> {
        Some(Self { end, expression, modifier: None })
    }
}

/// Words that a time may begin with, beside digits, months and days of the week.
const STARTS: [&str; 118] = [
    "a",
    "about",
    "almost",
    "an",
    "another",
    "approximately",
    "around",
    "as",
    "at",
    "autumn",
    "barely",
    "beginning",
    "centuries",
    "coming",
    "couple",
    "current",
    "currently",
    "daily",
    "day",
    "days",
    "decade",
    "decades",
    "each",
    "earlier",
    "early",
    "eight",
    "eighteen",
    "eighth",
    "eighty",
    "eleven",
    "end",
    "every",
    "fall",
    "few",
    "fewer",
    "fifteen",
    "fifth",
    "fifty",
    "final",
    "first",
    "fiscal",
    "five",
    "following",
    "forty",
    "four",
    "fourteen",
    "fourth",
    "half",
    "his",
    "hourly",
    "hours",
    "hundred",
    "in",
    "its",
    "just",
    "last",
    "late",
    "lately",
    "later",
    "latest",
    "less",
    "many",
    "mid",
    "midday",
    "midnight",
    "minutes",
    "month",
    "monthly",
    "months",
    "more",
    "nearly",
    "next",
    "nightly",
    "nine",
    "nineteen",
    "ninety",
    "ninth",
    "no",
    "noon",
    "now",
    "nowadays",
    "one",
    "only",
    "over",
    "overnight",
    "past",
    "previous",
    "recent",
    "recently",
    "roughly",
    "second",
    "seconds",
    "seven",
    "seventeen",
    "several",
    "seventh",
    "sixth",
    "six",
    "sixteen",
    "sixty",
    "some",
    "sometime",
    "spring",
    "summer",
    "ten",
    "tenth",
    "that",
    "the",
    "their",
    "these",
    "third",
    "thirteen",
    "thirty",
    "this",
    "those",
    "three",
    "today",
    "tomorrow",
];
const MORE_STARTS: [&str; 28] = [
    "tonight",
    "twelve",
    "twenty",
    "two",
    "under",
    "until",
    "up",
    "by",
    "week",
    "weekly",
    "weeks",
    "winter",
    "year",
    "yearly",
    "years",
    "yesterday",
    "annually",
    "turn",
    "same",
    "well",
    "upcoming",
    "quarterly",
    "very",
    "middle",
    "'",
    "’",
    "‘",
    "our",
];

static STARTING: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| STARTS.iter().chain(&MORE_STARTS).copied().collect());

/// Reads times in words.
pub(super) struct Grammar<'w> {
    words: &'w Words<'w>,
}

impl<'w> Grammar<'w> {
    /// Of these words.
    pub(super) fn of(words: &'w Words<'w>) -> Self {
        Self { words }
    }

    /// The time that begins at a word.
    pub(super) fn at(&self, i: usize) -> Option<Found> {
        let capital = self.words.text(i).starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "'’‘".contains(c));
        let lower = self.words.lower(i);
        if !capital && !STARTING.contains(lower) && !lower.starts_with("mid-") {
            return None;
        }
        self.part_of(i).or_else(|| self.approximate(i)).or_else(|| self.core(i))
    }

    fn core(&self, i: usize) -> Option<Found> {
        self.date(i)
            .or_else(|| self.clock(i))
            .or_else(|| self.deictic(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.pointed(i))
            .or_else(|| self.repeated(i))
            .or_else(|| self.length(i))
            .or_else(|| self.year(i))
    }

    /// "early next year", "mid-March", "later today", "the end of the month".
    fn part_of(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let (modifier, next) = match words.lower(i) {
            "early" => ("START", words.after_hyphen(i + 1)),
            "late" => ("END", words.after_hyphen(i + 1)),
            "mid" => ("MID", words.after_hyphen(i + 1)),
            // "earlier in the day" tells no more than the day that is spoken of.
            "earlier" | "later" if words.is(i + 1, &["in"]) && words.lower(i + 3) == "day" => return None,
            "earlier" if self.is_pointing(i + 1) => ("START", i + 1),
            "later" if self.is_pointing(i + 1) => ("END", i + 1),
            "sometime" => return self.core(i + 1),
            lower if lower.starts_with("mid-") => return self.mid_year(i, &lower[4..]),
            _ => return self.edge_of(i),
        };
        if let Some((part, false, end)) = self.part_of_day(next) {
            return Some(Found { end, expression: Expression::Part(part, None), modifier: Some(modifier) });
        }
        let next = next + usize::from(words.lower(next) == "in" && words.lower(next + 1) == "the");
        let found = self.core(next)?;
        let dated = !matches!(found.expression, Expression::Duration(_) | Expression::Set(_) | Expression::Vague(_));
        dated.then_some(Found { modifier: Some(modifier), ..found })
    }

    fn is_pointing(&self, i: usize) -> bool {
        let word = self.words.lower(i);
        matches!(word, "this" | "last" | "next" | "that" | "today" | "yesterday" | "tomorrow" | "in")
            || calendar::weekday(word).is_some()
    }

    /// `mid-1996` and `mid-1990s` are one word each.
    fn mid_year(&self, i: usize, rest: &str) -> Option<Found> {
        let moment = dates::decade(rest).or_else(|| dates::four_digits(rest).map(Moment::Year))?;
        Some(Found { end: i + 1, expression: Expression::Told(moment), modifier: Some("MID") })
    }

    /// "the beginning of October", "year-end", "the end of last year".
    fn edge_of(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let at = i + usize::from(words.is(i, &["the", "this", "its"]));
        let at = at + usize::from(words.is(at, &["very"]));
        if words.lower(at) == "year" {
            let end = words.after_hyphen(at + 1 + usize::from(words.is(at + 1, &["'s", "’s"])));
            let since = words.before(i) == "since";
            return (words.lower(end) == "end").then(|| Found::new(end + 1, Expression::YearEnd { since })).flatten();
        }
        let modifier = match words.lower(at) {
            "start" | "beginning" | "dawn" | "turn" => "START",
            "middle" => "MID",
            "end" | "close" => "END",
            _ => return None,
        };
        if words.lower(at + 1) != "of" {
            return None;
        }
        let found = self.core(at + 2)?;
        let dated = !matches!(found.expression, Expression::Duration(_) | Expression::Set(_) | Expression::Vague(_));
        dated.then_some(Found { modifier: Some(modifier), ..found })
    }

    /// "nearly two weeks", "at least 30 days", "around 7:15 p.m.".
    fn approximate(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let (modifier, next) = match (words.lower(i), words.lower(i + 1), words.lower(i + 2)) {
            ("about" | "around" | "approximately" | "roughly" | "some", _, _) => ("APPROX", i + 1),
            ("nearly" | "almost", _, _) => ("APPROX", i + 1),
            ("at", "least", _) => ("EQUAL_OR_MORE", i + 2),
            ("at", "most", _) | ("up", "to", _) => ("EQUAL_OR_LESS", i + 2),
            ("no" | "not", "more", "than") => ("EQUAL_OR_LESS", i + 3),
            ("no" | "not", "less" | "fewer", "than") => ("EQUAL_OR_MORE", i + 3),
            ("more", "than", _) | ("well" | "just", "over", _) => ("MORE_THAN", i + 2),
            ("less" | "fewer", "than", _) | ("just", "under", _) => ("LESS_THAN", i + 2),
            ("over", _, _) if !is_during(words, i) => ("MORE_THAN", i + 1),
            ("under", _, _) => ("LESS_THAN", i + 1),
            ("as", "long" | "much" | "many", "as") => ("EQUAL_OR_LESS", i + 3),
            _ => return None,
        };
        let found = self.core(next)?;
        let measured = match found.expression {
            Expression::Duration(_) | Expression::Away { .. } => !words.is(next, &["the", "this", "these"]),
            Expression::Clock { .. } | Expression::MonthDay(..) => modifier == "APPROX",
            _ => false,
        };
        measured.then_some(Found { modifier: Some(modifier), ..found })
    }
}
