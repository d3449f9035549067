//! Which day did a program write, in the forms of ISO 8601 and RFC 2822?

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The day of an ISO 8601 date or timestamp, in full (`2031-03-08T09:00:00Z`) or basic form (`20310308T090000Z`), by week
/// (`2031-W10-6`) or by day of the year (`2031-067`), or of an RFC 2822 date (`Sat, 08 Mar 2031 09:00:00 GMT`); as written there, in its own time zone.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let basic = |text: &str| {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let ends = text[8..].chars().next().is_none_or(|c| c == 'T' || c == 'Z' || c == '-' || c == '+');
        let date = Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
        date.ok().filter(|_| ends)
    };
    let full = text.get(..10).and_then(|day| day.parse().ok());
    full.or_else(|| basic(text)).or_else(|| counted(text)).or_else(|| mail(text)).filter(|day| plausible(*day))
}

/// A day counted within a week or a year.
fn counted(text: &str) -> Option<Date> {
    let date = text.split('T').next().unwrap_or(text);
    let year: i16 = date.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let rest = date[4..].strip_prefix('-');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    if let Some(week) = rest.unwrap_or(&date[4..]).strip_prefix('W') {
        let (week, day) = (week.get(..2)?, week.get(2..)?);
        let day = Weekday::from_monday_one_offset(digits(day.strip_prefix('-').unwrap_or(day))?).ok()?;
        return Some(ISOWeekDate::new(year, digits(week)?, day).ok()?.date());
    }
    let day: i16 = rest.filter(|day| day.len() == 3).and_then(|day| day.parse().ok())?;
    Date::new(year, 1, 1).ok()?.with().day_of_year(day).build().ok()
}

fn mail(text: &str) -> Option<Date> {
    jiff::fmt::rfc2822::parse(text).ok().map(|moment| moment.date())
}

/// A day on which a report may have been published: placeholders such as 0001-01-01 are none.
pub(super) fn plausible(day: Date) -> bool {
    (1600..=2200).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::day;

    #[test]
    fn days_are_read_as_written() {
        for text in [
            "2031-03-08",
            "2031-03-08T23:30:00-05:00",
            "20310308T093000Z",
            "20310308",
            "Sat, 08 Mar 2031 09:00:00 GMT",
            "2031-03-08 09:00",
            "2031-W10-6",
            "2031W106",
            "2031-W10-6T09:00:00Z",
            "2031-067",
        ] {
            assert_eq!(day(text), Some(date(2031, 3, 8)), "{text}");
        }
        for text in [
            "2031-13-08",
            "0001-01-01T00:00:00",
            "tomorrow",
            "1234567890",
            "2031-W10",
            "2031-W60-1",
            "2031-400",
            "2031-",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
