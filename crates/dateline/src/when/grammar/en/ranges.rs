//! Times that go on with the one before: `25` of `April 24 and 25`, `18` of `1914-18`.

use super::{Expression, Found, Grammar};
use crate::when::calendar::Moment;

impl Grammar<'_> {
    /// A day of the month whose day was told just before: "25" of "April 24 and 25", "26" of "April 24, 25 and 26".
    pub(in crate::when) fn further_day(&self, i: usize, told: usize) -> Option<Found> {
        let words = self.words;
        let joined = told + 1 == i && words.is(i - 1, &["and", "or", ",", "to", "through", "-", "–"]);
        let day = words.lower(i).parse().ok().filter(|day| (1..=31).contains(day))?;
        let year = self.year_word(i + 2).filter(|_| words.lower(i + 1) == ",");
        if let Some((_, end)) = year.filter(|_| joined && words.is(i - 1, &["-", "–"])) {
            return Found::new(end, Expression::FurtherDay(day));
        }
        // "on May 3 and 20 people": it counts; "May 3, 4 and 5" goes on.
        let lone = match words.lower(i + 1) {
            "," | "and" | "or" => words.lower(i - 1) != "," || words.lower(i + 2).parse::<i8>().is_ok(),
            next => matches!(next, "." | ";" | ")" | "" | "in" | "on" | "at" | "to" | "for" | "with"),
        };
        (joined && lone).then(|| Found::new(i + 1, Expression::FurtherDay(day))).flatten()
    }

    /// "18" of "1914-18".
    pub(in crate::when) fn further_year(&self, i: usize, first: i16) -> Option<Found> {
        let words = self.words;
        let joined =
            i > 1 && words.is(i - 1, &["-", "–", "/"]) && words.touches_next(i - 1) && words.touches_next(i - 2);
        let number: i16 = words.lower(i).parse().ok().filter(|_| joined && words.lower(i).len() == 2)?;
        let last = first - first % 100 + number;
        (last > first).then(|| Found::new(i + 1, Expression::Told(Moment::Year(last)))).flatten()
    }
}
