//! How does English tell times?

mod clock;
mod dates;
mod lengths;
mod limits;
mod months;
mod nth;
mod often;
mod pointed;
mod quarters;
mod ranges;
mod relative;
mod spoken_of;
mod weekdays;
mod years;

use super::{Expression, Found, NthOf, VagueTime, Which, YearOf};
use crate::codebook::Times;
use crate::record::TimeModifier;
use crate::when::calendar::Moment;
use crate::words::{Words, is_during};

/// Reads times in words.
pub(crate) struct Grammar<'w> {
    words: &'w Words<'w>,
    times: &'w Times,
}

impl<'w> Grammar<'w> {
    /// Of these words.
    pub(crate) fn of(words: &'w Words<'w>) -> Self {
        Self { words, times: &words.vocabulary.times }
    }

    /// The time that begins at a word.
    pub(crate) fn at(&self, i: usize) -> Option<Found> {
        let capital = self.words.text(i).starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "'’‘".contains(c));
        let lower = self.words.lower(i);
        if !capital && !self.times.openers.holds(lower) && !lower.starts_with("mid-") {
            return None;
        }
        self.part_of(i).or_else(|| self.approximate(i)).or_else(|| self.core(i))
    }

    fn core(&self, i: usize) -> Option<Found> {
        self.date(i)
            .or_else(|| self.nth(i))
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
            "early" => (TimeModifier::Start, words.after_hyphen(i + 1)),
            "late" => (TimeModifier::End, words.after_hyphen(i + 1)),
            "mid" => (TimeModifier::Mid, words.after_hyphen(i + 1)),
            // "earlier in the day" tells no more than the day that is spoken of.
            "earlier" | "later" if words.is(i + 1, &["in"]) && words.lower(i + 3) == "day" => return None,
            "earlier" if self.is_pointing(i + 1) => (TimeModifier::Start, i + 1),
            "later" if self.is_pointing(i + 1) => (TimeModifier::End, i + 1),
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
            || self.times.weekday(word).is_some()
    }

    /// `mid-1996` and `mid-1990s` are one word each.
    fn mid_year(&self, i: usize, rest: &str) -> Option<Found> {
        let moment = years::decade(rest).or_else(|| years::four_digits(rest).map(Moment::Year))?;
        Some(Found { end: i + 1, expression: Expression::Told(moment), modifier: Some(TimeModifier::Mid) })
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
            "start" | "beginning" | "dawn" | "turn" => TimeModifier::Start,
            "middle" => TimeModifier::Mid,
            "end" | "close" => TimeModifier::End,
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
            ("about" | "around" | "approximately" | "roughly" | "some", _, _) => (TimeModifier::Approx, i + 1),
            ("nearly" | "almost", _, _) => (TimeModifier::Approx, i + 1),
            ("at", "least", _) => (TimeModifier::EqualOrMore, i + 2),
            ("at", "most", _) | ("up", "to", _) => (TimeModifier::EqualOrLess, i + 2),
            ("no" | "not", "more", "than") => (TimeModifier::EqualOrLess, i + 3),
            ("no" | "not", "less" | "fewer", "than") => (TimeModifier::EqualOrMore, i + 3),
            ("more", "than", _) | ("well" | "just", "over", _) => (TimeModifier::MoreThan, i + 2),
            ("less" | "fewer", "than", _) | ("just", "under", _) => (TimeModifier::LessThan, i + 2),
            ("over", _, _) if !is_during(words, i) => (TimeModifier::MoreThan, i + 1),
            ("under", _, _) => (TimeModifier::LessThan, i + 1),
            ("as", "long" | "much" | "many", "as") => (TimeModifier::EqualOrLess, i + 3),
            _ => return None,
        };
        let found = self.core(next)?;
        let measured = match found.expression {
            Expression::Duration(_) | Expression::Away { .. } => !words.is(next, &["the", "this", "these"]),
            Expression::Clock { .. } | Expression::MonthDay(..) => modifier == TimeModifier::Approx,
            _ => false,
        };
        measured.then_some(Found { modifier: Some(modifier), ..found })
    }
}
