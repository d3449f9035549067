//! On which day does a day with a name fall: Christmas, Thanksgiving, Easter?

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::codebook::{Holiday, NamedDay};
use crate::words::Words;

impl Holiday {
    /// The day it falls on in a year.
    pub(crate) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Date(month, day) => Date::new(year, month, day).ok(),
            Self::Weekday(month, nth, weekday) => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Self::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
            Self::Thanksgiving(days) => {
                let thursday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()?;
                thursday.checked_add(i64::from(days).days()).ok()
            }
            Self::ByAnotherCalendar => None,
        }
    }
}

/// The first Sunday after the first full moon of spring (the algorithm of Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// The named day that begins at a word, and one past its last word.
pub(crate) fn holiday(words: &Words<'_>, at: usize) -> Option<(Holiday, usize)> {
    // Names are capitalised; most words are not.
    if !words.text(at).starts_with(char::is_uppercase) {
        return None;
    }
    let same = |word: &str, name: &str| word == name || (name.starts_with('\'') && word.replace('’', "'") == name);
    let parts = |day: &NamedDay| day.name.split(' ').enumerate().all(|(k, part)| same(words.lower(at + k), part));
    let found = words.vocabulary.times.holidays.iter().find(|day| parts(day))?;
    Some((found.falls, at + found.name.split(' ').count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_that_move() {
        assert_eq!(Holiday::Easter(0).in_year(2024), Some(date(2024, 3, 31)));
        assert_eq!(Holiday::Easter(-2).in_year(2025), Some(date(2025, 4, 18)));
        assert_eq!(Holiday::Thanksgiving(0).in_year(2021), Some(date(2021, 11, 25)));
        assert_eq!(Holiday::Weekday(5, -1, 1).in_year(2023), Some(date(2023, 5, 29)));
    }
}
