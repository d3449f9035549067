//! Months and seasons: `Feb. 1`, `March 2022`, `in spring`.

use dateline_language::Tag;

use super::dates::{day_of_month, told};
use super::years::four_digits;
use super::{Expression, Found, Grammar, Which, YearOf};
use crate::codebook::Season;

impl Grammar<'_> {
    /// A season, by itself only where a word shows that it is meant as a time.
    pub(super) fn season(&self, i: usize, which: Which) -> Option<Found> {
        let season = self.times.season(self.words.lower(i))?;
        let noun = self.words.token(i).is_none() || matches!(self.words.tag(i), Tag::Nn | Tag::Nnp | Tag::Jj);
        let placed = which != Which::Bare
            || self
                .words
                .is(i.wrapping_sub(1), &["in", "during", "of", "since", "by", "late", "early", "until", "the", "but"]);
        // "the fall of the wall" is none.
        let time = season != Season::Fall && season != Season::Spring
            || which != Which::Bare
            || self.words.lower(i + 1) != "of";
        if !(noun && placed && time)
            || (which == Which::Bare && self.words.text(i) == "fall" && self.words.before(i) == "the")
        {
            return None;
        }
        self.with_year_or(i + 1, YearOf::Which(which), |year| Expression::Season(season, year))
    }

    /// A month, with day and year where they follow.
    pub(super) fn month_day(&self, i: usize, start: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let lower = words.lower(i);
        let month = self.times.month(lower)?;
        if !words.text(i).starts_with(char::is_uppercase)
            || matches!(words.tag(i), Tag::Md | Tag::Vb)
            || self.is_procession(i)
        {
            return None;
        }
        let dot = i + 1 + usize::from(words.lower(i + 1) == "." && day_of_month(words, i + 2).is_some());
        let day = day_of_month(words, dot).filter(|_| four_digits(words.lower(dot)).is_none());
        // "Jan" and "Mar" may be people, without a day behind them.
        let short = lower.len() < 4 && lower != "may" && !lower.ends_with('.');
        let is_name = start == i && day.is_none() && (self.is_name(i) || self.is_first_name(i));
        if (short && day.is_none() && four_digits(words.lower(dot)).is_none()) || is_name {
            return None;
        }
        let Some(day) = day else {
            return self.with_year_or(dot, YearOf::Which(which), |year| Expression::Month(month, year));
        };
        let end = dot + 1;
        let comma = end + usize::from(words.lower(end) == ",");
        // "May 3-5, 2019" tells the year of both days.
        let ranged = words.is(end, &["-", "–"]) && words.lower(end + 2) == ",";
        if let Some((year, _)) = ranged.then(|| self.year_word(end + 3)).flatten() {
            return told(end, year, month, day);
        }
        match self.year_word(comma) {
            Some((year, end)) => told(end, year, month, day),
            None if (month, day) == (9, 11) && self.is_attack(end) => told(end, 2001, month, day),
            None => Found::new(end, Expression::MonthDay(month, day)),
        }
    }

    /// "April Jones": a month without a word that places it, before a name.
    fn is_first_name(&self, i: usize) -> bool {
        let words = self.words;
        let next = words.text(i + 1);
        let name = matches!(words.tag(i + 1), Tag::Nnp) && next.chars().skip(1).any(char::is_lowercase);
        let before = i.wrapping_sub(1);
        let placed = words.is_in(before, &self.times.before_year) && !words.is(before, &["and", ","])
            || matches!(words.tag(before), Tag::Dt | Tag::In | Tag::Jj | Tag::PrpPoss | Tag::Pos);
        let first_name = self.times.months_as_names.holds(words.lower(i));
        first_name && name && next.starts_with(char::is_uppercase) && !placed
    }

    /// "the March for Life", "the March on Rome".
    fn is_procession(&self, i: usize) -> bool {
        let words = self.words;
        let cause = words.text(i + 2);
        words.lower(i) == "march"
            && words.is(i + 1, &["for", "on"])
            && cause.starts_with(char::is_uppercase)
            && self.times.weekday(words.lower(i + 2)).is_none()
            && !words
                .is(i.wrapping_sub(1), &["in", "since", "until", "by", "of", "last", "next", "early", "late", "mid"])
    }

    /// "the Sept. 11 attacks" are those of 2001.
    fn is_attack(&self, end: usize) -> bool {
        [end, end + 1].iter().any(|&i| self.words.is_in(i, &self.times.attacks))
    }
}
