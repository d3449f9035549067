//! Which day is written in a field of a feed, a table, a message, in any of their forms?
//!
//! As written there, in its own time zone; pages have stricter rules, since much else stands on them.

use jiff::civil::{Date, Weekday};

use super::iso;

/// Bytes that a day with its time may take: what is longer is a text.
const LONGEST: usize = 80;

/// Which number of `03/04/2031`, of `03/04/31` stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Day,
    Month,
    /// In `31/03/04`; years of four digits tell this themselves.
    Year,
}

impl Order {
    const ALL: [Self; 3] = [Self::Month, Self::Day, Self::Year];

    /// The day of three numbers in this order.
    fn day(self, [a, b, c]: [Number; 3]) -> Option<Date> {
        let (year, month, day) = match self {
            Self::Day => (c, b, a),
            Self::Month => (c, a, b),
            Self::Year => (a, b, c),
        };
        let is_short = (c.digits == 2 || self == Self::Year && a.digits == 2) && a.digits <= 2 && c.digits <= 2;
        let fits = is_short || self != Self::Year && year.is_year() && day.digits <= 2;
        let (month, day) = (i8::try_from(month.value).ok()?, i8::try_from(day.value).ok()?);
        Date::new(year.year(), month, day).ok().filter(|_| fits)
    }
}

/// The order that days of one hand have: the one in which all of them are days. Where a year of two digits may stand in
/// front, it stands behind.
pub(crate) fn order<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Order> {
    let fitting = texts.filter_map(|text| {
        let numbers = three_numbers(text).filter(|[year, ..]| !year.is_year())?;
        Some(Order::ALL.map(|order| order.day(numbers).is_some())).filter(|fits| fits.contains(&true))
    });
    let all = fitting.reduce(|all, fits| [0, 1, 2].map(|at| all[at] && fits[at]))?;
    match all {
        [true, false, _] => Some(Order::Month),
        [false, true, _] => Some(Order::Day),
        [false, false, true] => Some(Order::Year),
        _ => None,
    }
}

/// The numbers of a day that has no name of a month.
fn three_numbers(text: &str) -> Option<[Number; 3]> {
    let tokens = if text.len() <= LONGEST { tokens(text) } else { Vec::new() };
    let numbers: Vec<Number> = tokens.iter().filter_map(|token| number(token)).take(3).collect();
    let named = tokens.iter().any(|token| month(token).is_some() && weekday(token).is_none());
    numbers.try_into().ok().filter(|_| !named)
}

/// The day; nothing where the text has none or may mean two.
pub(crate) fn told(text: &str) -> Option<Date> {
    told_in(text, None)
}

/// The day, where the order of its numbers may be known.
pub(crate) fn told_in(text: &str, order: Option<Order>) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let day = iso::day(text).or_else(|| digits(text)).or_else(|| moment(text));
    let day = day.or_else(|| serial(text)).or_else(|| words(text, order));
    day.filter(|day| iso::plausible(*day))
}

/// What a report says whose day cannot be read.
pub(crate) fn unread(text: &str) -> String {
    let text: String = text.trim().chars().take(60).collect();
    format!("date {text:?} is not a date such as 2022-02-01, or may mean two days; read without")
}

/// Year, month, day, hour, minute and perhaps second without anything between, as archives of the web write moments.
fn digits(text: &str) -> Option<Date> {
    let fits = matches!(text.len(), 12 | 14) && text.bytes().all(|byte| byte.is_ascii_digit()) && &text[8..10] < "24";
    iso::day(text.get(..8).filter(|_| fits)?)
}

/// Seconds since 1970, or thousandths, millionths, billionths of them, from 1998 on; tables of numbers write a fraction
/// behind them.
pub(super) fn moment(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(&text[whole.len()..].replace('.', "")) {
        return None;
    }
    let number = whole.parse::<i64>().ok()?;
    let seconds = match whole.len() {
        9..=10 => number,
        12..=13 => number / 1000,
        15..=16 => number / 1_000_000,
        18..=19 => number / 1_000_000_000,
        _ => return None,
    };
    if seconds < 880_000_000 {
        return None;
    }
    Some(jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?).date())
}

/// Days as spreadsheets count them, with a fraction for the time; from 1982 to 2099.
fn serial(text: &str) -> Option<Date> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let days: i32 = days.parse().ok().filter(|_| days.len() == 5 && digits(days) && digits(fraction))?;
    let day = Date::new(1899, 12, 30).ok()?.checked_add(jiff::Span::new().days(days)).ok()?;
    (30_000..=73_050).contains(&days).then_some(day)
}

/// A number of a date and how many digits it has.
#[derive(Clone, Copy)]
struct Number {
    value: i16,
    digits: usize,
}

impl Number {
    fn is_year(self) -> bool {
        self.digits == 4
    }

    /// A year of two digits is one of the last thirty years of the century before, or of this century.
    fn year(self) -> i16 {
        match (self.digits, self.value) {
            (4, year) => year,
            (_, short) if short < 70 => 2000 + short,
            (_, short) => 1900 + short,
        }
    }
}

/// The day by the numbers and the names of a month and a weekday.
fn words(text: &str, order: Option<Order>) -> Option<Date> {
    let tokens = tokens(text);
    let months: Vec<i8> = tokens.iter().filter_map(|token| month(token)).collect();
    let weekday = tokens.iter().find_map(|token| weekday(token));
    let numbers: Vec<Number> = tokens.iter().filter_map(|token| number(token)).take(3).collect();
    let date = |year: Number, month: i16, day: Number| {
        Date::new(year.year(), i8::try_from(month).ok()?, i8::try_from(day.value).ok()?).ok()
    };
    // A weekday may look like a month: "mar" is Tuesday in French.
    if let Some(month) = months.last() {
        return match numbers[..] {
            [year, day, ..] if year.is_year() => date(year, (*month).into(), day),
            [day, year, ..] if !day.is_year() => date(year, (*month).into(), day),
            _ => None,
        };
    }
    let [a, b, c] = numbers[..] else { return None };
    if a.is_year() { date(a, b.value, c) } else { in_numbers(text, [a, b, c], weekday, order) }
}

/// The day of three numbers, the first of which is no year of four digits.
fn in_numbers(text: &str, numbers: [Number; 3], weekday: Option<Weekday>, order: Option<Order>) -> Option<Date> {
    let [a, _, c] = numbers;
    // Days with dots are written day first everywhere.
    let dots = text.contains(&format!("{:02}.", a.value)) || text.contains(&format!("{}.", a.value));
    let order = order.or(dots.then_some(Order::Day));
    if !c.is_year() {
        let days = Order::ALL.into_iter().filter(|each| order.is_none_or(|order| *each == order));
        let days: Vec<Date> = days.filter_map(|order| order.day(numbers)).collect();
        return days.first().copied().filter(|_| days.len() == 1);
    }
    let (day_first, month_first) = (Order::Day.day(numbers), Order::Month.day(numbers));
    match (day_first, month_first) {
        (Some(day), Some(other)) if day != other => {
            let fits = |day: &Date| weekday.is_some_and(|weekday| day.weekday() == weekday);
            let known = match order {
                Some(Order::Day) => Some(day),
                Some(Order::Month) => Some(other),
                _ => None,
            };
            [day, other].into_iter().find(fits).or(known)
        }
        (day, other) => day.or(other),
    }
}

/// Words and numbers of the day: a time, a zone and what stands behind them are none.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for part in text.split(|c: char| c.is_whitespace() || ",;()".contains(c)) {
        let part =
            part.split_once('T').filter(|(day, _)| day.ends_with(|c: char| c.is_ascii_digit())).map_or(part, |x| x.0);
        if part.contains(':') || part.starts_with('+') || part.starts_with('-') {
            continue;
        }
        let mut token = String::new();
        for c in part.chars() {
            let turns = token.chars().last().is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit());
            if (turns || !c.is_alphanumeric()) && !token.is_empty() {
                tokens.push(std::mem::take(&mut token));
            }
            if c.is_alphanumeric() {
                token.extend(c.to_lowercase());
            }
        }
        if !token.is_empty() {
            tokens.push(token);
        }
    }
    tokens
}

fn number(token: &str) -> Option<Number> {
    let fits = token.len() <= 4 && token.bytes().all(|byte| byte.is_ascii_digit());
    let value = token.parse().ok().filter(|_| fits)?;
    Some(Number { value, digits: token.len() })
}

/// How the names of the months begin, in the languages of feeds; the longest that fits counts.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "ιαν", "янв", "sty", "led", "oca"],
    &["feb", "fév", "fev", "φεβ", "фев", "lut", "úno", "şub"],
    &["mar", "mär", "mrt", "maart", "maer", "már", "μαρ", "μάρ", "мар"],
    &["apr", "avr", "abr", "ápr", "απρ", "апр", "kwi", "dub", "nis"],
    &["may", "mai", "mei", "maj", "mag", "máj", "μαϊ", "μάι", "μαΐ", "мая", "май"],
    &["jun", "juin", "giu", "jún", "ιουν", "ιούν", "июн", "cze", "haz"],
    &["jul", "juil", "lug", "júl", "ιουλ", "ιούλ", "июл", "lip", "tem"],
    &["aug", "aoû", "aou", "ago", "αυγ", "αύγ", "авг", "sie", "srp", "ağu"],
    &["sep", "set", "szept", "σεπ", "сен", "wrz", "zář", "eyl"],
    &["oct", "okt", "out", "ott", "οκτ", "окт", "paź", "říj", "eki"],
    &["nov", "νοε", "νοέ", "ноя", "lis", "kas"],
    &["dec", "dez", "déc", "dic", "δεκ", "дек", "gru", "pro", "ara"],
];

/// The month whose name begins as this word does, in lower case.
pub(crate) fn month(token: &str) -> Option<i8> {
    let fitting = MONTHS.iter().zip(1..).filter_map(|(stems, month)| {
        let longest = stems.iter().filter(|stem| token.starts_with(**stem)).map(|stem| stem.len()).max()?;
        Some((longest, month))
    });
    fitting.max().map(|(_, month)| month)
}

/// How the names of the weekdays begin, in English: they tell which number of `06/07/2023` is the day.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

fn weekday(token: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(stem, _)| token.starts_with(stem)).map(|(_, weekday)| *weekday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{order, told, told_in};

    #[test]
    fn days_are_read_in_all_forms_that_feeds_have() {
        for text in [
            "Sat, 08 Mar 31 00:00:00 +0200",
            "2031/3/8 15:07:41",
            "Sat, Mar 8 2031 04:45:26 +0000",
            "Sat, 08 Mar 2031 22:30:00 EST",
            "Sat, 08 Mar 2031 22:30 GMT",
            "Mon, 08 Mar 2031 22:30:00 GMT",
            "Sat Mar  8 22:30:00 2031",
            "Sat Mar  8 22:30:00 CET 2031",
            "Sat, Mar 08 2031 02:02:33 PM",
            "8 March 2031",
            "March 8, 2031, 3:07 pm",
            "8-Mar-31",
            "2031-Mar-08",
            "08.03.2031 09:00",
            "8. März 2031",
            "sam., 8 mars 2031 10:00",
            "8 de marzo de 2031",
            "Σαβ, 08 Μαρ 2031 12:00:00 EET",
            "2031-március-8T9:15-05:00",
            "2031년 03월 08일 오후 11:23:17",
            "Sat, 03/08/2031 - 17:57",
            "1930730400",
            "1930730400000",
            "20310308090000",
            "2031-W10-6",
            "47915",
            "47915.38",
            "08.03.31",
        ] {
            assert_eq!(told(text), Some(date(2031, 3, 8)), "{text}");
        }
        assert_eq!(told("23/03/2031 15:07"), Some(date(2031, 3, 23)));
        assert_eq!(told("Tue, 01 Jul 1997"), Some(date(1997, 7, 1)));
    }

    #[test]
    fn what_is_no_day_or_may_be_two_is_none() {
        for text in ["06/07/2031", "tomorrow", "Thu, 99 Foo 20266 99:99:99 +9999", "March 2031", "0001-01-01", "12", ""]
        {
            assert_eq!(told(text), None, "{text}");
        }
        assert_eq!(told("07/07/2031"), Some(date(2031, 7, 7)));
        let days = ["03/04/2031", "03/23/2031", "soon"];
        assert_eq!(told_in(days[0], order(days.into_iter())), Some(date(2031, 3, 4)));
        assert_eq!(order(["03/23/2031", "23/03/2031"].into_iter()), None);
    }

    #[test]
    fn days_with_two_digits_are_told_by_their_column() {
        for (days, wanted) in [
            (["3/8/31", "3/31/31"], Some(date(2031, 3, 8))),
            (["8/3/31", "31/3/31"], Some(date(2031, 3, 8))),
            (["03-08-31 09:15", "12-25-30 10:00"], Some(date(2031, 3, 8))),
            (["31/03/08", "99/12/31"], Some(date(2031, 3, 8))),
            (["3/8/31", "4/8/31"], None),
            (["3/8/2031", "3/31/2031"], Some(date(2031, 3, 8))),
            (["3/8/31", "a word"], None),
        ] {
            assert_eq!(told_in(days[0], order(days.into_iter())), wanted, "{days:?}");
        }
        assert_eq!((told("3/31/31"), told("1.2.3"), told("99999")), (Some(date(2031, 3, 31)), None, None));
    }
}
