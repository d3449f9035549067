//! Quarters and halves, and the ones a year before: `the third quarter of 1984`, `first-half`, `the year-ago quarter`.

use super::years::four_digits;
use super::{Expression, Found, Grammar, Which, YearOf};
use crate::codebook::TimeUnit;

impl Grammar<'_> {
    /// A quarter, a half, or the stretch that lies a year before.
    pub(super) fn quarter(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let the = i + usize::from(words.is(i, &["the", "its", "a", "their"]));
        self.year_ago(the).or_else(|| {
            let year = four_digits(words.lower(the));
            let at = the + usize::from(year.is_some());
            let at = at + usize::from(words.is_in(at, &self.times.year_kinds));
            let at = words.after_hyphen(at);
            self.numbered(at, year).or_else(|| self.of_year(at, year?))
        })
    }

    /// `third quarter`, `third-quarter`, `fourth quarters`, `Q3`.
    fn numbered(&self, i: usize, year: Option<i16>) -> Option<Found> {
        let words = self.words;
        if let Some(number @ 1..=4) = words.lower(i).strip_prefix('q').and_then(|number| number.parse().ok()) {
            return self.with_told(i + 1, year, |year| Expression::Quarter(number, year));
        }
        let number = match words.lower(i) {
            "final" => 4,
            word => i8::try_from(self.ordinal(word)?).ok().filter(|number| (1..=4).contains(number))?,
        };
        let hyphen = words.after_hyphen(i + 1);
        let noun = hyphen + usize::from(words.is_in(hyphen, &self.times.year_kinds));
        match words.lower(noun) {
            // "the second and fourth quarters"
            "and" if self.ordinal(words.lower(noun + 1)).is_some() && words.lower(noun + 2) == "quarters" => {
                Found::new(i + 1, Expression::Set(format!("XXXX-Q{number}")))
            }
            "quarter" if year.is_none() => self.quarter_of(noun + 1, number),
            "quarter" => self.with_told(noun + 1, year, |year| Expression::Quarter(number, year)),
            "quarters" => Found::new(noun + 1, Expression::Set(format!("XXXX-Q{number}"))),
            "half" if number <= 2 => self.half(i, noun, number, year),
            _ => None,
        }
    }

    /// The first half of a year, not of a match.
    fn half(&self, i: usize, noun: usize, number: i8, year: Option<i16>) -> Option<Found> {
        let found = self.with_told(noun + 1, year, |year| Expression::Half(number, year))?;
        let dated = found.end > noun + 1 || year.is_some() || self.words.after_hyphen(i + 1) > i + 1;
        let of_year = self.words.lower(noun + 1) == "of" && self.words.lower(noun + 3) == "year";
        (dated || of_year).then_some(found)
    }

    /// A quarter with the year behind it.
    pub(super) fn quarter_of(&self, end: usize, number: i8) -> Option<Found> {
        self.with_told(end, None, |year| Expression::Quarter(number, year))
    }

    fn with_told(&self, end: usize, year: Option<i16>, expression: impl Fn(YearOf) -> Expression) -> Option<Found> {
        match year {
            Some(year) => Found::new(end, expression(YearOf::Told(year))),
            None => {
                let end = end + usize::from(self.words.is(end, &["of"]) && self.words.is(end + 1, &["fiscal"]));
                let end = end + usize::from(self.words.is(end, &["fiscal"]));
                self.with_year_or(end, YearOf::Which(Which::Bare), expression)
            }
        }
    }

    /// `the 1988 quarter`, `the 1988 period`.
    fn of_year(&self, i: usize, year: i16) -> Option<Found> {
        let words = self.words;
        // The year is told: it stands for the years between it and the one spoken of.
        words
            .is(i, &["quarter", "period"])
            .then(|| Found::new(i + 1, Expression::Quarter(0, YearOf::Told(year))))
            .flatten()
    }

    /// `year-ago`, `the year-earlier third quarter`, `a year ago`, `a year earlier`.
    fn year_ago(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let i = i + usize::from(words.is(i, &["comparable", "corresponding"]));
        if words.lower(i) != "year" {
            return None;
        }
        let next = words.after_hyphen(i + 1);
        if !words.is(next, &["ago", "earlier"]) {
            return None;
        }
        let end = next + 1;
        let quarter = words.is(end, &["quarter", "period"]);
        if let Some(found) = self.numbered(end, None)
            && let Expression::Quarter(number, _) = found.expression
        {
            return Found::new(found.end, Expression::Quarter(number, YearOf::Off(-1)));
        }
        let month = end + usize::from(words.is(end, &["month"]));
        if month > end {
            return Found::new(
                month,
                Expression::Away { unit: TimeUnit::Month, amount: 12.0, back: true, from_there: true },
            );
        }
        Found::new(end + usize::from(quarter), Expression::Period(-1))
    }
}
