//! Which day does a page print or declare, in any of the ways in which pages write one?

use jiff::civil::{Date, Weekday};

use super::carried::{Order, moment};
use super::iso;
use super::names::{self, Named};

/// Characters in which a day is looked for, at most.
const LONGEST: usize = 120;

/// The day of a timestamp, of seconds since 1970, or in words and numbers: `Tue, 07/11/2031 - 17:57`, `4 August 2031`.
/// The day of the week decides where two numbers may be the month; else the custom of the page's country.
pub(crate) fn day(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    iso::day(text).or_else(|| moment(text)).or_else(|| written(text, order))
}

/// A piece of a text that may be a part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A number and how many digits it has.
    Number(i16, usize),
    Month(i8),
    Weekday(Weekday),
    Dot,
    Slash,
    Dash,
    Colon,
    Other,
}

/// The first day that words and numbers write.
pub(crate) fn written(text: &str, order: Order) -> Option<Date> {
    if text.len() > 4 * LONGEST || text.chars().count() > LONGEST {
        return None;
    }
    let parts = parts(text);
    let weekday = parts.iter().find_map(|part| if let Part::Weekday(day) = part { Some(*day) } else { None });
    (0..parts.len()).find_map(|at| named(&parts[at..]).or_else(|| in_numbers(&parts, at, weekday, order)))
}

/// The parts of a text. Commas, and small words between the parts of a day, are left out.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = |c: char| c.is_ascii_digit();
        let length = match first {
            _ if is_digit(first) => rest.find(|c| !is_digit(c)).unwrap_or(rest.len()),
            _ if first.is_alphabetic() => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        match piece {
            "." => parts.push(Part::Dot),
            "/" => parts.push(Part::Slash),
            "-" | "–" => parts.push(Part::Dash),
            ":" => parts.push(Part::Colon),
            _ if is_digit(first) => parts.push(Part::Number(piece.parse().unwrap_or(-1), length)),
            _ if first.is_alphabetic() => parts.extend(word(piece, parts.last())),
            _ => {}
        }
    }
    parts
}

/// What a word is; nothing, if it may stand within a day.
fn word(word: &str, before: Option<&Part>) -> Option<Part> {
    let after_number = matches!(before, Some(Part::Number(..)));
    match names::named(&word.to_lowercase()) {
        Some(Named::Month(month)) => Some(Part::Month(month)),
        Some(Named::Weekday(day)) => Some(Part::Weekday(day)),
        Some(Named::Behind) if after_number => None,
        Some(Named::Within) => None,
        _ => Some(Part::Other),
    }
}

/// Whether a word in lower case is a month, a day of the week, or stands within a day.
pub(crate) fn is_of_day(name: &str) -> bool {
    word(name, None) != Some(Part::Other)
}

/// `4 August 2031`, `August 4, 2031`, `4-Aug-2031`, `2031 August 4` at the beginning of the parts.
fn named(parts: &[Part]) -> Option<Date> {
    let words: Vec<Part> =
        parts.iter().filter(|part| !matches!(part, Part::Dot | Part::Dash | Part::Slash)).take(5).copied().collect();
    if matches!(parts.first(), Some(Part::Dot | Part::Dash | Part::Slash)) {
        return None;
    }
    let behind = |at: usize| words.get(at) == Some(&Part::Colon);
    match words[..] {
        [Part::Number(day, 1 | 2), Part::Month(month), Part::Number(year, 4), ..] => date(year, month.into(), day),
        [Part::Month(month), Part::Number(day, 1 | 2), Part::Number(year, 4), ..] => date(year, month.into(), day),
        [Part::Number(year, 4), Part::Month(month), Part::Number(day, 1 | 2), ..] => date(year, month.into(), day),
        // "Sat Aug 04 09:30:00 2031", as programs print it.
        [Part::Month(month), Part::Number(day, 1 | 2), Part::Number(_, 2), ..] if behind(3) => {
            let year = parts.iter().find_map(|part| if let Part::Number(year, 4) = part { Some(*year) } else { None });
            date(year?, month.into(), day)
        }
        _ => None,
    }
}

/// Three numbers with the same mark between them: `07/11/2031`, `11.07.2031`, `2031/07/11`.
fn in_numbers(parts: &[Part], at: usize, weekday: Option<Weekday>, order: Order) -> Option<Date> {
    let [Part::Number(first, digits), mark, Part::Number(second, 1 | 2), other, Part::Number(third, behind)] =
        *parts.get(at..at + 5)?
    else {
        return None;
    };
    let alone = |part: Option<&Part>| part != Some(&mark);
    let marked = mark == other && matches!(mark, Part::Dot | Part::Slash | Part::Dash);
    if !marked || !alone(at.checked_sub(1).and_then(|at| parts.get(at))) && mark != Part::Dash {
        return None;
    }
    match (digits, behind) {
        (4, 1 | 2) => date(first, second, third),
        (1 | 2, 4) => {
            let (month_first, day_first) = (date(third, first, second), date(third, second, first));
            let fits = |date: &Date| weekday == Some(date.weekday());
            let usual = match order {
                Order::Month if mark != Part::Dot => month_first.or(day_first),
                _ => day_first.or(month_first),
            };
            month_first.filter(fits).or(day_first.filter(fits)).or(usual)
        }
        _ => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    iso::plausible(date).then_some(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_in_every_spelling() {
        for text in [
            "2031-08-04T21:30:00-07:00",
            "2031/08/04 09:30:00",
            "2031.08.04. 10:12",
            "1943606400",
            "1943606400000",
            "4 August 2031 09:30",
            "August 4, 2031",
            "Aug. 4, 2031 9:30 p.m.",
            "the 4th of August, 2031",
            "Monday, 4th August 2031 | 9.30am",
            "4-Aug-2031",
            "Mon Aug 04 09:30:00 UTC 2031",
            "Mon, 04 Aug 2031 09:30:00 +0200",
            "Mon, 08/04/2031 - 17:57",
            "Mon, 04/08/2031 - 17:57",
            "Published 09:30 on 4 August 2031",
            "04.08.2031, 09:30 Uhr",
            "8/4/2031 9:30:00 AM",
            "4. august 2031",
        ] {
            assert_eq!(day(text, Order::Month), Some(date(2031, 8, 4)), "{text}");
        }
    }

    #[test]
    fn the_day_of_the_week_decides_then_the_custom() {
        let read = |text| (day(text, Order::Month), day(text, Order::Day));
        let (june, july) = (Some(date(2023, 6, 7)), Some(date(2023, 7, 6)));
        assert_eq!(read("Wed, 06/07/2023 - 10:30"), (june, june));
        assert_eq!(read("Thursday 06/07/2023"), (july, july));
        assert_eq!(read("06/07/2023 10:30"), (june, july));
        assert_eq!(read("25/07/2023"), (Some(date(2023, 7, 25)), Some(date(2023, 7, 25))));
        assert_eq!(read("06.07.2023"), (july, july));
    }

    #[test]
    fn other_numbers_are_no_days() {
        for text in
            ["2031", "May 2031", "© 2001-2031", "31/02/2031", "10:30", "1.2.3", "call 555-12-2031", "12345678901", ""]
        {
            assert_eq!(day(text, Order::Day), None, "{text}");
        }
        let long = format!("{} 4 August 2031", "The tower that fell into the sea and was built again. ".repeat(4));
        assert_eq!(written(&long, Order::Day), None, "a text is no line with a day");
    }
}
