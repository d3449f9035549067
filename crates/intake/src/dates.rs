//! Which day did the carrier write?

use jiff::civil::Date;

/// The day of an ISO 8601 date or timestamp, in full (`2031-03-08T09:00:00Z`) or basic form (`20310308T090000Z`), or of
/// an RFC 2822 date (`Sat, 08 Mar 2031 09:00:00 GMT`); as written there, in its own time zone.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let basic = |text: &str| {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let ends = text[8..].chars().next().is_none_or(|c| c == 'T' || c == 'Z' || c == '-' || c == '+');
        let date = Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
        date.ok().filter(|_| ends)
    };
    let full = text.get(..10).and_then(|day| day.parse().ok());
    full.or_else(|| basic(text)).or_else(|| mail(text)).filter(|day| plausible(*day))
}

fn mail(text: &str) -> Option<Date> {
    jiff::fmt::rfc2822::parse(text).ok().map(|moment| moment.date())
}

/// A day on which a report may have been published: placeholders such as 0001-01-01 are none.
pub(crate) fn plausible(day: Date) -> bool {
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
        ] {
            assert_eq!(day(text), Some(date(2031, 3, 8)), "{text}");
        }
        for text in ["2031-13-08", "0001-01-01T00:00:00", "tomorrow", "1234567890", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
