//! Dates of the calendar: `Feb. 1`, `1 February 2022`, `01/02/2022`, `Tuesday`, `1995`, `the 1990s`.

use dateline_language::{NameKind, Tag};
use jiff::civil::Date;

use super::{Expression, Found, Grammar, Which, YearOf};
use crate::when::calendar::{Moment, Season, month, weekday};
use crate::when::holidays::{Holiday, holiday};
use crate::words::TimeUnit;
use crate::words::numeral::{self, numeral};

/// Words that a year stands behind, or that stand behind a year's preposition.
const BEFORE_YEAR: [&str; 36] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "of",
    "from",
    "to",
    "before",
    "after",
    "during",
    "between",
    "and",
    "through",
    "around",
    "late",
    "early",
    "for",
    "than",
    "circa",
    "about",
    "(",
    "or",
    "the",
    "into",
    "year",
    "throughout",
    ",",
    "fiscal",
    "a",
    "its",
    "his",
    "their",
    "back",
    "as",
    "that",
];

/// Kinds of names that are no times though they hold a day or a month.
const NAMES: [NameKind; 7] = [
    NameKind::Org,
    NameKind::Person,
    NameKind::Fac,
    NameKind::Product,
    NameKind::WorkOfArt,
    NameKind::Gpe,
    NameKind::Law,
];

/// Makes of cars: the year before one tells the model, not when something happened.
const CARS: [&str; 36] = [
    "Acura",
    "Audi",
    "BMW",
    "Buick",
    "Cadillac",
    "Chevrolet",
    "Chevy",
    "Chrysler",
    "Dodge",
    "Fiat",
    "Ford",
    "GMC",
    "Honda",
    "Hyundai",
    "Infiniti",
    "Isuzu",
    "Jaguar",
    "Jeep",
    "Kia",
    "Lexus",
    "Lincoln",
    "Mazda",
    "Mercedes",
    "Mercury",
    "Mitsubishi",
    "Nissan",
    "Oldsmobile",
    "Peugeot",
    "Plymouth",
    "Pontiac",
    "Porsche",
    "Renault",
    "Subaru",
    "Suzuki",
    "Toyota",
    "Volkswagen",
];

/// A year in four digits, from 1000 to 2100.
pub(super) fn four_digits(word: &str) -> Option<i16> {
    let right = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    right.then(|| word.parse().ok()).flatten().filter(|year| (1000..=2100).contains(year))
}

/// The decade that `1990s`, `'90s` or `90s` names.
pub(super) fn decade(word: &str) -> Option<Moment> {
    let digits = word.trim_start_matches(['\'', '’', '‘']).strip_suffix('s')?;
    let digits = digits.trim_end_matches(['\'', '’']);
    let number: i16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    match digits.len() {
        4 if number % 10 == 0 && (1000..=2100).contains(&number) => {
            // "the 1800s" are a century.
            Some(if number % 100 == 0 && number < 2000 {
                Moment::Century(number / 100)
            } else {
                Moment::Decade(number / 10)
            })
        }
        2 if number % 10 == 0 => Some(Moment::Decade(if number >= 20 { 190 } else { 200 } + number / 10)),
        _ => None,
    }
}

fn day_of_month(words: &crate::words::Words<'_>, i: usize) -> Option<i8> {
    let word = words.lower(i);
    let number = word.strip_suffix(',').unwrap_or(word);
    let day = number.parse().ok().or_else(|| {
        number
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| numeral::ordinal(number, &words.vocabulary.numbers))
            .flatten()
    })?;
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
}

impl Grammar<'_> {
    /// A date of the calendar, with or without its year.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        let first = self.words.text(i).chars().next()?;
        if first.is_numeric() {
            return self.numeric_date(i).or_else(|| self.day_month(i));
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

    /// A named day, or the week or weekend around it: "Easter week".
    pub(super) fn holiday_or_week(&self, holiday: Holiday, end: usize, which: Which) -> Option<Found> {
        let unit = match self.words.lower(end) {
            "week" => TimeUnit::Week,
            "weekend" => TimeUnit::Weekend,
            _ => return self.with_year_or(end, YearOf::Which(which), |year| Expression::Holiday(holiday, year)),
        };
        let day = Box::new(Expression::Holiday(holiday, YearOf::Which(which)));
        Found::new(end + 1, Expression::Around(unit, day))
    }

    /// A season, by itself only where a word shows that it is meant as a time.
    pub(super) fn season(&self, i: usize, which: Which) -> Option<Found> {
        let season = Season::named(self.words.lower(i))?;
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

    /// A day of the week at `i`; `start` is where the words that point at it begin.
    pub(super) fn weekday(&self, i: usize, start: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let (day, many) = weekday(words.lower(i))?;
        let short = !words.lower(i).trim_end_matches('s').ends_with("day");
        let next = i + 1;
        let comma = next + usize::from(words.is(next, &[",", "."]));
        let the = comma + usize::from(words.is(comma, &["the"]));
        if let Some(date) = self.day_month(the).or_else(|| self.month_day(the, the, Which::Bare))
            && !matches!(date.expression, Expression::Month(..))
        {
            return Some(date);
        }
        if !words.text(i).starts_with(char::is_uppercase) || short || (start == i && self.is_name(i)) {
            return None;
        }
        if many {
            return Found::new(next, Expression::Set(format!("XXXX-WXX-{day}")));
        }
        if let Some(part) = self.shared_part(next) {
            return Found::new(next, Expression::Set(format!("XXXX-WXX-{day}T{part}")));
        }
        match self.part_of_day(next) {
            Some((part, true, end)) => Found::new(end, Expression::Set(format!("XXXX-WXX-{day}T{part}"))),
            Some((part, false, end)) => {
                Found::new(end, Expression::Part(part, Some(Box::new(Expression::Weekday(day, which)))))
            }
            None => Found::new(next, Expression::Weekday(day, which)),
        }
    }

    /// The part of the day that two days of the week share: "Monday and Tuesday nights".
    fn shared_part(&self, next: usize) -> Option<&'static str> {
        let other = weekday(self.words.lower(next + 1)).filter(|_| self.words.is(next, &["and", "or"]));
        let (part, many, _) = self.part_of_day(next + 2).filter(|_| other.is_some())?;
        many.then_some(part)
    }

    /// Whether the word is part of a longer name of something else: "the Sunday Herald".
    fn is_name(&self, i: usize) -> bool {
        let Some(name) = self.words.token(i).and_then(|token| token.name()) else { return false };
        NAMES.contains(&name.label())
            && (name.span().len() > 1 || name.label() == NameKind::Person)
            && name.span().tokens().filter(|token| token.text().starts_with(char::is_uppercase)).count() > 1
    }

    /// A month, with day and year where they follow.
    pub(super) fn month_day(&self, i: usize, start: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let lower = words.lower(i);
        let month = month(lower)?;
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
        let is_name = start == i && day.is_none() && self.is_name(i);
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

    /// "the March for Life", "the March on Rome".
    fn is_procession(&self, i: usize) -> bool {
        let words = self.words;
        let cause = words.text(i + 2);
        words.lower(i) == "march"
            && words.is(i + 1, &["for", "on"])
            && cause.starts_with(char::is_uppercase)
            && weekday(words.lower(i + 2)).is_none()
            && !words
                .is(i.wrapping_sub(1), &["in", "since", "until", "by", "of", "last", "next", "early", "late", "mid"])
    }

    /// "the Sept. 11 attacks" are those of 2001.
    fn is_attack(&self, end: usize) -> bool {
        let attack = |i: usize| {
            matches!(self.words.lower(i), "attack" | "attacks" | "terrorist" | "terror" | "hijackings" | "hijackers")
        };
        attack(end) || attack(end + 1)
    }

    /// `1 February`, `11th of December 2009`.
    fn day_month(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let day = day_of_month(words, i)?;
        let at = i + 1 + usize::from(words.lower(i + 1) == "of");
        let month = month(words.lower(at)).filter(|_| words.text(at).starts_with(char::is_uppercase))?;
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

    /// `2022`, `'22`, `’98`.
    pub(super) fn year_word(&self, i: usize) -> Option<(i16, usize)> {
        let words = self.words;
        if let Some(year) = four_digits(words.lower(i)) {
            return Some((year, i + 1));
        }
        let (mark, digits) = match words.lower(i) {
            "'" | "’" | "‘" if words.touches_next(i) => (1, words.lower(i + 1)),
            word => (0, word.strip_prefix(['\'', '’', '‘'])?),
        };
        let number: i16 = (digits.len() == 2).then(|| digits.parse().ok())??;
        Some((if number > 30 { 1900 } else { 2000 } + number, i + 1 + mark))
    }

    /// With the year that follows: `2009`, `, 2009`, `of 2009`, `last year`, `of next year`.
    pub(super) fn with_year_or(
        &self,
        end: usize,
        other: YearOf,
        expression: impl Fn(YearOf) -> Expression,
    ) -> Option<Found> {
        let words = self.words;
        let at = end + usize::from(words.is(end, &["of", ","]));
        if let Some((year, end)) = self.year_word(at).filter(|_| self.is_year_end(at)) {
            return Found::new(end, expression(YearOf::Told(year)));
        }
        let at = end + usize::from(words.is(end, &["of"]));
        if words.lower(at + 1) == "year" {
            let year = match words.lower(at) {
                "last" => YearOf::Off(-1),
                "this" => YearOf::Off(0),
                "next" => YearOf::Off(1),
                "that" => YearOf::Which(Which::Same),
                _ => return Found::new(end, expression(other)),
            };
            return Found::new(at + 2, expression(year));
        }
        Found::new(end, expression(other))
    }

    /// A number behind a comma may count something instead: "In May, 2000 people".
    fn is_year_end(&self, i: usize) -> bool {
        self.words.before(i) != "," || !matches!(self.words.tag(i + 1), Tag::Nns | Tag::Jj)
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

    /// A year, a decade or a century by itself.
    pub(super) fn year(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let the = i + usize::from(words.is(i, &["the"]));
        if let Some(found) = self.century(the).or_else(|| self.decade(the)).or_else(|| self.fiscal(the)) {
            return Some(found);
        }
        if let Some(year) = four_digits(words.lower(i)) {
            return self.is_year(i, year).then(|| Found::new(i + 1, Expression::Told(Moment::Year(year)))).flatten();
        }
        if matches!(words.lower(i), "'" | "’" | "‘") || words.lower(i).len() == 3 {
            let (year, end) = self
                .year_word(i)
                .filter(|_| words.is(i.wrapping_sub(1), &["in", "since", "of", "from", "to", "until"]))?;
            return Found::new(end, Expression::Told(Moment::Year(year)));
        }
        self.spoken_year(i)
    }

    /// A number of four digits that no counted noun follows and no currency precedes.
    fn is_year(&self, i: usize, year: i16) -> bool {
        let words = self.words;
        if matches!(words.before(i), "$" | "£" | "€" | "no." | "#" | "." | "/")
            || words.is(i + 1, &["%", "percent", "°", "/"])
        {
            return false;
        }
        if words.before(i) == "-" && i > 1 && words.touches_next(i - 1) {
            return self.words.get(i - 2).is_some_and(|word| four_digits(&word.lower).is_some());
        }
        if CARS.contains(&words.text(i + 1)) {
            return false;
        }
        let named = words.token(i).and_then(|token| token.name()).map(|name| name.label());
        let counts = words.tag(i + 1) == Tag::Nns && (year % 100 == 0 || named == Some(NameKind::Cardinal));
        if counts || matches!(named, Some(NameKind::Money | NameKind::Quantity | NameKind::Percent)) {
            return false;
        }
        let usual = (1700..=2060).contains(&year);
        let placed = BEFORE_YEAR.contains(&words.before(i));
        named == Some(NameKind::Date)
            || (usual && (placed || named != Some(NameKind::Cardinal)))
            || (placed && words.before(i) == "in")
    }

    /// `nineteen ninety-one`, as broadcasts write it.
    fn spoken_year(&self, i: usize) -> Option<Found> {
        let century = match self.words.lower(i) {
            "eighteen" => 1800,
            "nineteen" => 1900,
            "twenty" => 2000,
            _ => return None,
        };
        let rest = numeral(self.words, i + 1).filter(|rest| !rest.digits && (10.0..100.0).contains(&rest.value))?;
        Found::new(rest.end, Expression::Told(Moment::Year(century + rest.value as i16)))
    }

    fn decade(&self, i: usize) -> Option<Found> {
        let mark = usize::from(matches!(self.words.lower(i), "'" | "’" | "‘") && self.words.touches_next(i));
        let moment = decade(self.words.lower(i + mark))?;
        let long = self.words.lower(i + mark).len() > 3;
        let told = long || mark > 0 || self.words.is(i.wrapping_sub(1), &["the", "early", "late", "mid", "-", "and"]);
        told.then(|| Found::new(i + mark + 1, Expression::Told(moment))).flatten()
    }

    fn century(&self, i: usize) -> Option<Found> {
        let number = numeral::ordinal(self.words.lower(i), &self.words.vocabulary.numbers)
            .filter(|number| (1..=30).contains(number))?;
        let at = self.words.after_hyphen(i + 1);
        let century = Moment::Century(i16::try_from(number).ok()? - 1);
        self.words.is(at, &["century", "centuries"]).then(|| Found::new(at + 1, Expression::Told(century))).flatten()
    }

    /// `fiscal 2013`, `fiscal year 2013`, `FY2013`.
    fn fiscal(&self, i: usize) -> Option<Found> {
        let words = self.words;
        if let Some(digits) = words.lower(i).strip_prefix("fy") {
            let year = four_digits(digits)
                .or_else(|| (digits.len() == 2).then(|| digits.parse::<i16>().ok().map(|y| 2000 + y))?)?;
            return Found::new(i + 1, Expression::Told(Moment::Year(year)));
        }
        let at = match words.lower(i) {
            "fiscal" | "financial" | "fy" => i + 1 + usize::from(words.is(i + 1, &["year"])),
            _ => return None,
        };
        let (year, end) = self.year_word(at)?;
        Found::new(end, Expression::Told(Moment::Year(year)))
    }
}

fn told(end: usize, year: i16, month: i8, day: i8) -> Option<Found> {
    Found::new(end, Expression::Told(Moment::Day(Date::new(year, month, day).ok()?)))
}
