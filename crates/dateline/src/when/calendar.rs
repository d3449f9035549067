//! The calendar: stretches of time, their names, and one counted from another.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::grammar::NthOf;
use crate::codebook::{PartOfDay, Season, TimeUnit};

impl Season {
    /// Its letters in a value.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }

    /// The month it begins with.
    pub(crate) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        }
    }
}

impl PartOfDay {
    /// Its letters in a value.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moment {
    Day(Date),
    /// Year and number as ISO 8601 counts weeks.
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i16, i8),
    Season(i16, Season),
    Quarter(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// 199 for the 1990s.
    Decade(i16),
    /// 18 for the 19th century.
    Century(i16),
}

impl Moment {
    /// Its TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Week(year, week) => format!("{year:04}-W{week:02}"),
            Self::Weekend(year, week) => format!("{year:04}-W{week:02}-WE"),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.letters()),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }

    /// Its first day.
    pub(crate) fn first_day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Week(year, week) => ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date),
            Self::Weekend(year, week) => ISOWeekDate::new(year, week, Weekday::Saturday).ok().map(ISOWeekDate::date),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Season(year, season) => Date::new(year, season.first_month(), 1).ok(),
            Self::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::Decade(decade) => Date::new(decade * 10, 1, 1).ok(),
            Self::Century(century) => Date::new(century * 100, 1, 1).ok(),
        }
    }

    /// The year that it lies or begins in.
    pub(crate) fn year(self) -> Option<i16> {
        match self {
            Self::Week(year, _) | Self::Weekend(year, _) => Some(year),
            _ => self.first_day().map(Date::year),
        }
    }

    /// The unit it is one of.
    pub(crate) fn unit(self) -> TimeUnit {
        match self {
            Self::Day(_) => TimeUnit::Day,
            Self::Week(..) => TimeUnit::Week,
            Self::Weekend(..) => TimeUnit::Weekend,
            Self::Month(..) | Self::Season(..) => TimeUnit::Month,
            Self::Quarter(..) | Self::Half(..) => TimeUnit::Quarter,
            Self::Year(_) => TimeUnit::Year,
            Self::Decade(_) => TimeUnit::Decade,
            Self::Century(_) => TimeUnit::Century,
        }
    }

    /// The unit that holds a day.
    pub(crate) fn around(date: Date, unit: TimeUnit) -> Self {
        let week = date.iso_week_date();
        match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Self::Day(date),
            TimeUnit::Week => Self::Week(week.year(), week.week()),
            TimeUnit::Weekend => Self::Weekend(week.year(), week.week()),
            TimeUnit::Month => Self::Month(date.year(), date.month()),
            TimeUnit::Quarter => Self::Quarter(date.year(), (date.month() - 1) / 3 + 1),
            TimeUnit::Year => Self::Year(date.year()),
            TimeUnit::Decade => Self::Decade(date.year() / 10),
            TimeUnit::Century => Self::Century(date.year() / 100),
        }
    }

    /// The unit that is `n` of them after the one that holds a day.
    pub(crate) fn counted(date: Date, unit: TimeUnit, n: i64) -> Option<Self> {
        if !(-5000..=5000).contains(&n) {
            return None;
        }
        let there = match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
            TimeUnit::Day => date.checked_add(n.days()),
            TimeUnit::Week | TimeUnit::Weekend => date.checked_add((n * 7).days()),
            TimeUnit::Month => date.checked_add(n.months()),
            TimeUnit::Quarter => date.checked_add((n * 3).months()),
            TimeUnit::Year => date.checked_add(n.years()),
            TimeUnit::Decade => date.checked_add((n * 10).years()),
            TimeUnit::Century => date.checked_add((n * 100).years()),
        };
        there.ok().map(|there| Self::around(there, unit))
    }

    /// The same stretch some years later.
    pub(crate) fn years_on(self, n: i16) -> Option<Self> {
        Some(match self {
            Self::Day(date) => Self::Day(date.checked_add(i64::from(n).years()).ok()?),
            Self::Week(year, week) => Self::Week(year + n, week),
            Self::Weekend(year, week) => Self::Weekend(year + n, week),
            Self::Month(year, month) => Self::Month(year + n, month),
            Self::Season(year, season) => Self::Season(year + n, season),
            Self::Quarter(year, quarter) => Self::Quarter(year + n, quarter),
            Self::Half(year, half) => Self::Half(year + n, half),
            Self::Year(year) => Self::Year(year + n),
            Self::Decade(_) | Self::Century(_) => return None,
        })
    }
}

/// The third Tuesday, the last day, the first week of the month that begins on a day; -1 is the last.
pub(super) fn nth_in_month(first: Date, nth: i8, of: NthOf) -> Option<Moment> {
    match of {
        NthOf::Weekday(day) => {
            let weekday = Weekday::from_monday_one_offset(day).ok()?;
            first.nth_weekday_of_month(nth, weekday).ok().map(Moment::Day)
        }
        NthOf::Day if nth < 0 => Some(Moment::Day(first.last_of_month())),
        NthOf::Day => Date::new(first.year(), first.month(), nth).ok().map(Moment::Day),
        // The week that has most of those seven days.
        NthOf::Week => {
            let middle = Date::new(first.year(), first.month(), 7 * nth - 3).ok()?;
            Some(Moment::around(middle, TimeUnit::Week))
        }
    }
}

/// A season is taken for its three months where a day must be told to lie in it or not.
pub(crate) fn season_of(date: Date) -> (i16, Season) {
    match date.month() {
        1 | 2 => (date.year() - 1, Season::Winter),
        3..=5 => (date.year(), Season::Spring),
        6..=8 => (date.year(), Season::Summer),
        9..=11 => (date.year(), Season::Fall),
        _ => (date.year(), Season::Winter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn units_are_counted_from_a_day() {
        let day = date(2022, 2, 1);
        let value = |unit, n| Moment::counted(day, unit, n).map(Moment::value);
        assert_eq!(value(TimeUnit::Week, -1).as_deref(), Some("2022-W04"));
        assert_eq!(value(TimeUnit::Month, -2).as_deref(), Some("2021-12"));
        assert_eq!(value(TimeUnit::Quarter, 0).as_deref(), Some("2022-Q1"));
        assert_eq!(value(TimeUnit::Decade, -1).as_deref(), Some("201"));
        assert_eq!(value(TimeUnit::Year, 99_999), None);
    }

    #[test]
    fn durations() {
        assert_eq!(TimeUnit::Year.duration(Some(3.0)), "P3Y");
        assert_eq!(TimeUnit::Hour.duration(Some(5.5)), "PT5H30M");
        assert_eq!(TimeUnit::Week.duration(None), "PXW");
        assert_eq!(TimeUnit::Decade.duration(Some(2.0)), "P20Y");
        assert_eq!(TimeUnit::Century.duration(None), "PXY");
        assert_eq!(TimeUnit::Minute.duration(None), "PTXM");
    }
}
