//! Days with a name: Christmas, Thanksgiving, Easter.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::words::Words;

/// When a named day falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Holiday {
    Fixed(i8, i8),
    /// Month, number (-1 for the last) and day of the week.
    Weekday(i8, i8, Weekday),
    /// Days after Easter Sunday of the western churches.
    Easter(i8),
    /// Days after Thanksgiving of the United States.
    Thanksgiving(i8),
    /// By another calendar: no value.
    Moving,
}

impl Holiday {
    /// The day it falls on in a year.
    pub(crate) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Weekday(month, nth, weekday) => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Self::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
            Self::Thanksgiving(days) => {
                let thursday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()?;
                thursday.checked_add(i64::from(days).days()).ok()
            }
            Self::Moving => None,
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

/// Names, longest first where one begins with another. `'s` is a word of its own.
const NAMES: [(&[&str], Holiday); 48] = [
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["new", "year", "'s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "'s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "'s"], Holiday::Fixed(1, 1)),
    (&["lunar", "new", "year"], Holiday::Moving),
    (&["chinese", "new", "year"], Holiday::Moving),
    (&["valentine", "'s", "day"], Holiday::Fixed(2, 14)),
    (&["st.", "patrick", "'s", "day"], Holiday::Fixed(3, 17)),
    (&["women", "'s", "day"], Holiday::Fixed(3, 8)),
    (&["april", "fools"], Holiday::Fixed(4, 1)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["holy", "thursday"], Holiday::Easter(-3)),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter"], Holiday::Easter(0)),
    (&["pentecost"], Holiday::Easter(49)),
    (&["may", "day"], Holiday::Fixed(5, 1)),
    (&["victory", "day"], Holiday::Fixed(5, 9)),
    (&["memorial", "day"], Holiday::Weekday(5, -1, Weekday::Monday)),
    (&["juneteenth"], Holiday::Fixed(6, 19)),
    (&["canada", "day"], Holiday::Fixed(7, 1)),
    (&["fourth", "of", "july"], Holiday::Fixed(7, 4)),
    (&["bastille", "day"], Holiday::Fixed(7, 14)),
    (&["labor", "day"], Holiday::Weekday(9, 1, Weekday::Monday)),
    (&["columbus", "day"], Holiday::Weekday(10, 2, Weekday::Monday)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["all", "saints", "'", "day"], Holiday::Fixed(11, 1)),
    (&["veterans", "day"], Holiday::Fixed(11, 11)),
    (&["armistice", "day"], Holiday::Fixed(11, 11)),
    (&["remembrance", "day"], Holiday::Fixed(11, 11)),
    (&["thanksgiving", "day"], Holiday::Thanksgiving(0)),
    (&["thanksgiving"], Holiday::Thanksgiving(0)),
    (&["black", "friday"], Holiday::Thanksgiving(1)),
    (&["martin", "luther", "king", "day"], Holiday::Weekday(1, 3, Weekday::Monday)),
    (&["presidents", "'", "day"], Holiday::Weekday(2, 3, Weekday::Monday)),
    (&["ramadan"], Holiday::Moving),
    (&["eid", "al", "-", "fitr"], Holiday::Moving),
    (&["eid", "al", "-", "adha"], Holiday::Moving),
    (&["yom", "kippur"], Holiday::Moving),
    (&["rosh", "hashanah"], Holiday::Moving),
    (&["hanukkah"], Holiday::Moving),
    (&["passover"], Holiday::Moving),
    (&["diwali"], Holiday::Moving),
];

/// The named day that begins at a word, and one past its last word.
pub(crate) fn holiday(words: &Words<'_>, at: usize) -> Option<(Holiday, usize)> {
    // Names are capitalised; most words are not.
    if !words.text(at).starts_with(char::is_uppercase) {
        return None;
    }
    let same = |word: &str, name: &str| word == name || (name.starts_with('\'') && word.replace('’', "'") == name);
    let fits = |name: &[&str]| name.iter().enumerate().all(|(k, part)| same(words.lower(at + k), part));
    NAMES.iter().find(|(name, _)| fits(name)).map(|(name, holiday)| (*holiday, at + name.len()))
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
        assert_eq!(Holiday::Weekday(5, -1, Weekday::Monday).in_year(2023), Some(date(2023, 5, 29)));
    }
}
