//! Days of the week and days with a name: `Tuesday`, `Monday nights`, `Easter week`.

use dateline_language::NameKind;

use super::{Expression, Found, Grammar, Which, YearOf};
use crate::codebook::{Holiday, PartOfDay, TimeUnit};

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

impl Grammar<'_> {
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

    /// A day of the week at `i`; `start` is where the words that point at it begin.
    pub(super) fn weekday(&self, i: usize, start: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let (day, many) = self.times.weekday(words.lower(i))?;
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
            return Found::new(next, Expression::Set(format!("XXXX-WXX-{day}T{}", part.letters())));
        }
        match self.part_of_day(next) {
            Some((part, true, end)) => Found::new(end, Expression::Set(format!("XXXX-WXX-{day}T{}", part.letters()))),
            Some((part, false, end)) => {
                Found::new(end, Expression::Part(part, Some(Box::new(Expression::Weekday(day, which)))))
            }
            None => Found::new(next, Expression::Weekday(day, which)).map(|day| self.weeks_behind(day)),
        }
    }

    /// The part of the day that two days of the week share: "Monday and Tuesday nights".
    fn shared_part(&self, next: usize) -> Option<PartOfDay> {
        let other = self.times.weekday(self.words.lower(next + 1)).filter(|_| self.words.is(next, &["and", "or"]));
        let (part, many, _) = self.part_of_day(next + 2).filter(|_| other.is_some())?;
        many.then_some(part)
    }

    /// Whether the word is part of a longer name of something else: "the Sunday Herald".
    pub(super) fn is_name(&self, i: usize) -> bool {
        // "Dr. Friday", "Judge May".
        let before = i.checked_sub(1).map_or("", |before| self.words.text(before)).trim_end_matches('.');
        if self.words.vocabulary.places.titles.holds(before) {
            return true;
        }
        let Some(name) = self.words.token(i).and_then(|token| token.name()) else { return false };
        NAMES.contains(&name.label())
            && (name.span().len() > 1 || name.label() == NameKind::Person)
            && name.span().tokens().filter(|token| token.text().starts_with(char::is_uppercase)).count() > 1
    }
}
