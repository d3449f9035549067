//! Days that are counted: `the third Tuesday of May`, `the first week of January`, `Tuesday week`, `a week ago Tuesday`,
//! `the day before yesterday`.

use super::{Expression, Found, Grammar, NthOf, Which};
use crate::codebook::TimeUnit;
use crate::words::numeral;

impl Grammar<'_> {
    /// A day or week counted within a month, or a day counted from one beside the day of the report.
    pub(super) fn nth(&self, i: usize) -> Option<Found> {
        self.beside(i).or_else(|| self.of_month(i))
    }

    /// "the day before yesterday", "the day after tomorrow".
    fn beside(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let at = i + usize::from(words.lower(i) == "the");
        let (days, named) = match (words.lower(at), words.lower(at + 1)) {
            ("day", "before") => (-1, at + 2),
            ("day", "after") => (1, at + 2),
            _ => return None,
        };
        let from = *self.times.days_from_today.get(words.lower(named))?;
        (from != 0).then(|| Found::new(named + 1, Expression::Day(from + days))).flatten()
    }

    /// "the third Tuesday of May", "last day of April", "the first week in January 2030".
    fn of_month(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let at = i + usize::from(words.lower(i) == "the");
        let nth = match words.lower(at) {
            "last" | "final" => -1,
            word => i8::try_from(numeral::ordinal(word, &words.vocabulary.numbers)?).ok()?,
        };
        let noun = at + 1 + usize::from(words.is_in(at + 1, &self.times.stretch_kinds));
        let unit = self.times.unit(words.lower(noun)).filter(|(_, many)| !many).map(|(unit, _)| unit);
        let of = match (self.times.weekday(words.lower(noun)), unit) {
            (Some((day, false)), _) => NthOf::Weekday(day),
            (_, Some(TimeUnit::Day)) => NthOf::Day,
            (_, Some(TimeUnit::Week)) if nth > 0 => NthOf::Week,
            _ => return None,
        };
        let most = if of == NthOf::Day { 31 } else { 5 };
        let joined = words.is(noun + 1, &["of", "in"]) && nth <= most;
        let month = joined.then(|| self.month_at(noun + 2)).flatten()?;
        Found::new(month.end, Expression::Nth(nth, of, Box::new(month.expression)))
    }

    /// "May", "May 2030", "next May", "this month".
    fn month_at(&self, i: usize) -> Option<Found> {
        let found = self.month_day(i, i, Which::Bare).or_else(|| self.pointed(i))?;
        matches!(found.expression, Expression::Month(..) | Expression::TimeUnit(TimeUnit::Month, _)).then_some(found)
    }

    /// The weeks behind a day: "Tuesday week".
    pub(super) fn weeks_behind(&self, day: Found) -> Found {
        let words = self.words;
        let alone = words.lower(day.end) == "week" && !words.is(day.end + 1, &["of", "'s", "’s"]);
        let counted = matches!(day.expression, Expression::Weekday(_, Which::Bare) | Expression::Day(0 | 1));
        if !alone || !counted || words.tag(day.end + 1).is_noun() {
            return day;
        }
        Found { end: day.end + 1, expression: Expression::WeeksOff(1, Box::new(day.expression)), ..day }
    }

    /// The day behind weeks: "a week ago Tuesday", "two weeks from Friday".
    pub(super) fn day_behind_weeks(&self, end: usize, amount: f64) -> Option<Found> {
        let words = self.words;
        let back = words.lower(end) == "ago";
        if !back && words.lower(end) != "from" || amount.fract() != 0.0 {
            return None;
        }
        let at = end + 1 + usize::from(back && words.lower(end + 1) == "on");
        let day = self.weekday(at, at, Which::Bare).or_else(|| self.deictic(at))?;
        let named = matches!(day.expression, Expression::Weekday(_, Which::Bare) | Expression::Day(_));
        let weeks = if back { -(amount as i64) } else { amount as i64 };
        named.then(|| Found::new(day.end, Expression::WeeksOff(weeks, Box::new(day.expression)))).flatten()
    }
}
