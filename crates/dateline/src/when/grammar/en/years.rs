//! Years, decades and centuries: `2022`, `’98`, `the 1990s`, `fiscal 2013`.

use dateline_language::{NameKind, Tag};

use super::{Expression, Found, Grammar, Which, YearOf};
use crate::when::calendar::Moment;
use crate::words::numeral::{self, numeral};

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

impl Grammar<'_> {
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
        if self.times.car_makes.holds(words.text(i + 1)) || self.is_number_of(i) {
            return false;
        }
        let named = words.token(i).and_then(|token| token.name()).map(|name| name.label());
        let counts = words.tag(i + 1) == Tag::Nns && (year % 100 == 0 || named == Some(NameKind::Cardinal));
        if counts || matches!(named, Some(NameKind::Money | NameKind::Quantity | NameKind::Percent)) {
            return false;
        }
        let usual = (1700..=2060).contains(&year);
        let placed = self.times.before_year.holds(words.before(i));
        named == Some(NameKind::Date)
            || (usual && (placed || named != Some(NameKind::Cardinal)))
            || (placed && words.before(i) == "in")
    }

    /// "Flight 1999", "PO Box 1987", "1914 Elm Street", "file 1944-3": a number that only tells which one.
    fn is_number_of(&self, i: usize) -> bool {
        let words = self.words;
        let numbers = &words.vocabulary.numbers;
        let thing = words.is_in(i.wrapping_sub(1), &self.times.numbered_things);
        let capitals = (i + 1..i + 4).take_while(|&k| words.text(k).starts_with(char::is_uppercase));
        let street = capitals.skip(1).any(|k| numbers.roads.holds(words.lower(k).trim_end_matches('.')));
        let part = words.lower(i + 2);
        let numbered = words.is(i + 1, &["-"])
            && words.touches_next(i)
            && words.touches_next(i + 1)
            && matches!(part.len(), 1 | 3)
            && part.bytes().all(|b| b.is_ascii_digit());
        thing || street || numbered
    }

    /// `nineteen ninety-one`, as broadcasts write it.
    fn spoken_year(&self, i: usize) -> Option<Found> {
        let century = self.times.spoken_centuries.get(self.words.lower(i))?;
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
