//! Dates of the calendar: `01/02/2022`, `1 February 2022`, and which of them begins at a word.

use dateline_language::Tag;
use jiff::civil::Date;

use super::years::four_digits;
use super::{Expression, Found, Grammar, Which};
use crate::when::calendar::Moment;
use crate::when::holidays::holiday;
use crate::words::{Words, numeral};

/// The day of a month that `1`, `1st` or `1,` names.
pub(super) fn day_of_month(words: &Words<'_>, i: usize) -> Option<i8> {
    let word = words.lower(i);
    let numbers = &words.vocabulary.numbers;
    let number = word.strip_suffix([',', '.']).unwrap_or(word);
    let day = number.parse().ok().or_else(|| {
        number.starts_with(|c: char| c.is_ascii_digit()).then(|| numeral::ordinal(number, numbers)).flatten()
    })?;
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
}

impl Grammar<'_> {
    /// A date of the calendar, with or without its year.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        let first = self.words.text(i).chars().next()?;
        if first.is_numeric() {
            return self.hyphened_date(i).or_else(|| self.numeric_date(i)).or_else(|| self.day_month(i));
        }
        if first.is_uppercase() {
            return holiday(self.words, i)
                .and_then(|(holiday, end)| self.holiday_or_week(holiday, end, Which::Bare))
                .or_else(|| self.weekday(i, i, Which::Bare))
                .or_else(|| self.month_day(i, i, Which::Bare));
        }
        match self.words.lower(i) {
            "the" => self
                .day_month(i + 1)
                .filter(|_| self.words.lower(i + 2) == "of")
                .or_else(|| self.season(i + 1, Which::Bare)),
            _ => self.season(i, Which::Bare),
        }
    }

    /// `1 February`, `11th of December 2009`.
    pub(super) fn day_month(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let day = day_of_month(words, i)?;
        let at = i + 1 + usize::from(words.lower(i + 1) == "of");
        let month = self.times.month(words.lower(at)).filter(|_| words.text(at).starts_with(char::is_uppercase))?;
        if words.tag(at) == Tag::Md {
            return None;
        }
        let dot = at + 1 + usize::from(words.lower(at + 1) == "." && four_digits(words.lower(at + 2)).is_some());
        let comma = dot + usize::from(words.lower(dot) == ",");
        match self.year_word(comma).filter(|_| day_of_month(words, dot).is_none()) {
            Some((year, end)) => told(end, year, month, day),
            None => Found::new(dot, Expression::MonthDay(month, day)),
        }
    }

    /// `19-Nov-12`, `03-Mar-2014`, `2012-Nov-19`, in whatever words it is cut.
    fn hyphened_date(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let end = (i..i + 5).find(|&k| !words.touches_next(k)).map_or(i + 5, |last| last + 1).min(words.len());
        let text: String = (i..end).map(|k| words.text(k)).collect();
        let mut parts = text.trim_end_matches(['.', ',', ';', ')']).split(['-', '‑']);
        let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
        let month = self.times.month(&month.to_lowercase()).filter(|_| parts.next().is_none())?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !digits(first) || !digits(last) {
            return None;
        }
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let century = match year.len() {
            2 if year > "30" => 1900,
            2 => 2000,
            4 => 0,
            _ => return None,
        };
        let stop = (i..end).rev().find(|&k| words.text(k).contains(char::is_alphanumeric))?;
        told(stop + 1, century + year.parse::<i16>().ok()?, month, day.parse().ok()?)
    }

    /// `01/02/2022`, `1.2.2022`, `2022-02-01`, and the day known as `9/11`.
    fn numeric_date(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let text = words.text(i);
        if text == "9/11" {
            return told(i + 1, 2001, 9, 11);
        }
        if let Some(year) = four_digits(text).filter(|_| words.text(i + 1) == "-" && words.text(i + 3) == "-") {
            let (month, day) = (words.text(i + 2).parse().ok()?, words.text(i + 4).parse().ok()?);
            return words.touches_next(i).then(|| told(i + 5, year, month, day)).flatten();
        }
        let separator = ['/', '.', '-'].into_iter().find(|&separator| text.matches(separator).count() == 2)?;
        let parts: Vec<i16> = text.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let &[first, second, third] = parts.as_slice() else { return None };
        if first > 1000 {
            return told(i + 1, first, second as i8, i8::try_from(third).ok()?);
        }
        let long = text.len() >= 8 && third > 1000;
        if !long && (separator == '.' || text.rsplit(separator).next().is_none_or(|year| year.len() != 2)) {
            return None;
        }
        let year = if third > 1000 {
            third
        } else if third > 30 {
            1900 + third
        } else {
            2000 + third
        };
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        if separator == '.' {
            return told(i + 1, year, second, first);
        }
        Found::new(i + 1, Expression::Slashed(year, first, second))
    }
}

/// A day of the calendar, told in full.
pub(super) fn told(end: usize, year: i16, month: i8, day: i8) -> Option<Found> {
    Found::new(end, Expression::Told(Moment::Day(Date::new(year, month, day).ok()?)))
}
