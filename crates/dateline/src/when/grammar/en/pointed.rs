//! Which times have a word that points at them? `last week`, `this morning`, `the following month`, `the past three years`.

use dateline_language::Tag;

use super::{Expression, Found, Grammar, VagueTime, Which};
use crate::codebook::TimeUnit;
use crate::when::holidays::holiday;

impl Grammar<'_> {
    /// A time with a word that points at it: "last week", "the same day", "these days", "the past three years".
    pub(super) fn pointed(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let the = words.is(i, &["the", "its", "their", "his", "our"]);
        let own = the && words.lower(i) != "the";
        let at = i + usize::from(the);
        let (which, next) = match (words.lower(at), words.lower(at + 1)) {
            ("that" | "this", "same") | ("very", "same") => (Which::Same, at + 2),
            ("last" | "past" | "final", _) => (Which::Last, at + 1),
            ("next" | "coming" | "upcoming", _) => (Which::Next, at + 1),
            ("previous" | "preceding" | "prior", _) => (Which::Before, at + 1),
            // "Following Monday's vote" is after it.
            ("following" | "ensuing" | "subsequent", _) if the => (Which::After, at + 1),
            ("same", _) => (Which::Same, at + 1),
            ("this" | "these" | "current" | "present", _) => (Which::This, at + 1),
            ("that" | "those", _) if !the && (words.tag(at) != Tag::In || self.ends_with_month(at + 1)) => {
                (Which::Same, at + 1)
            }
            ("first" | "second" | "other" | "remaining" | "initial", _) if the => {
                return self.counted(at + 1).filter(|_| self.words.tag(at + 1) != Tag::Nn);
            }
            _ if the && (!own || words.is(at, &["fiscal", "financial"])) => return self.spoken_of(i, at),
            _ => return None,
        };
        self.vaguely(i, at, which)
            .or_else(|| self.counted_after(at, next, which))
            .or_else(|| self.pointed_unit(i, at, next, which))
            .or_else(|| self.pointed_name(at, next, which))
    }

    /// "jailed that August.": no clause begins with a month that ends one.
    fn ends_with_month(&self, i: usize) -> bool {
        self.times.month(self.words.lower(i)).is_some() && matches!(self.words.lower(i + 1), "." | "," | ";" | "")
    }

    /// "the past", "the time being", "this moment", "these days".
    fn vaguely(&self, i: usize, at: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let vague = |end, value| Found::new(end, Expression::Vague(value));
        match (words.lower(at), words.lower(at + 1)) {
            ("these", "days") => vague(at + 2, VagueTime::Present),
            ("past", next)
                if i < at && words.lower(i) == "the" && words.tag(at) == Tag::Nn && self.times.unit(next).is_none() =>
            {
                let before = words.before(i);
                let time = matches!(before, "in" | "of" | "from" | "than" | "to" | "with" | "" | "into");
                time.then(|| vague(at + 1, VagueTime::Past))?
            }
            ("this", adjective) if which == Which::This => {
                let noun = at + 1 + usize::from(words.tag(at + 1) == Tag::Jj);
                let here = words.before(i) == "at" && words.is(noun, &["moment", "time", "point"]);
                (here && !adjective.is_empty()).then(|| vague(noun + 1, VagueTime::Present))?
            }
            ("past" | "previous", "years" | "weeks" | "months" | "days") if words.before(at) == "in" => {
                vague(at + 2, VagueTime::Past)
            }
            _ => None,
        }
    }

    /// "the last three months", "the next few years", "the coming weeks".
    fn counted_after(&self, at: usize, next: usize, which: Which) -> Option<Found> {
        let words = self.words;
        if which == Which::This && words.lower(at) == "this" {
            return None;
        }
        if let Some((unit, true)) = self.times.unit(words.lower(next)) {
            let lasting = matches!(which, Which::Last | Which::Next) && words.lower(at) != "last";
            return lasting.then(|| Found::new(next + 1, Expression::Duration(unit.duration(None)))).flatten();
        }
        // "these two days" are counted, "this one year" is not a year that is pointed at.
        let found = self.counted(next)?;
        matches!(found.expression, Expression::Duration(_)).then_some(found)
    }

    fn pointed_unit(&self, i: usize, at: usize, next: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let kind = usize::from(words.is_in(next, &self.times.pointed_kinds));
        let noun = next + kind;
        if words.lower(noun) == "period" && (words.token(noun).is_none() || words.tag(noun) == Tag::Nn) {
            let year = self.year_after_period(noun + 1);
            let whole = matches!(which, Which::Same | Which::This | Which::Before) || words.lower(at) == "latest";
            return whole.then(|| Found::new(year.1, Expression::Period(year.0))).flatten();
        }
        let (unit, many) = self.times.unit(words.lower(noun))?;
        // ABC's “This Week”.
        let quoted = matches!(words.before(i), "“" | "\"" | "‘" | "``");
        if quoted && [at, noun].iter().all(|&k| words.text(k).starts_with(char::is_uppercase)) {
            return None;
        }
        let short = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
        // "the second", "this second round"; "second" is a number more often than a time.
        if many || (short && unit != TimeUnit::Hour) || words.tag(noun) == Tag::Vb {
            return None;
        }
        let lasts = i < at
            && words.lower(i) == "the"
            && (words.lower(at) == "past" || words.lower(at) == "coming" || unit >= TimeUnit::Decade);
        if short || (lasts && matches!(which, Which::Last | Which::Next)) {
            return Found::new(noun + 1, Expression::Duration(unit.duration(Some(1.0))));
        }
        if unit == TimeUnit::Week && words.lower(noun + 1) == "of" && self.times.month(words.lower(noun + 2)).is_some()
        {
            let month = self.date(noun + 2).filter(|_| which == Which::Last)?;
            return Found::new(month.end, Expression::LastWeek(Box::new(month.expression)));
        }
        if unit == TimeUnit::Quarter && which == Which::Last && words.lower(at) == "final" {
            return self.quarter_of(noun + 1, 4);
        }
        Found::new(noun + 1, Expression::TimeUnit(unit, which))
    }

    /// "last year", "a year earlier" behind "the same period".
    pub(super) fn year_after_period(&self, end: usize) -> (i16, usize) {
        let words = self.words;
        let of = end + usize::from(words.is(end, &["of", "a"]));
        match (words.lower(of), words.lower(of + 1)) {
            ("last", "year") | ("year", "earlier" | "ago" | "before") => (-1, of + 2),
            _ => (0, end),
        }
    }

    /// "last Friday", "last night", "this summer", "next Christmas".
    fn pointed_name(&self, at: usize, next: usize, which: Which) -> Option<Found> {
        if let Some((part, many, end)) = self.part_of_day(next).filter(|_| !self.is_title(at)) {
            let day = match which {
                Which::Last => Expression::Day(-1),
                Which::This => Expression::Day(0),
                Which::Next | Which::Bare => return None,
                Which::Before => Expression::TimeUnit(TimeUnit::Day, Which::Before),
                Which::After => Expression::TimeUnit(TimeUnit::Day, Which::After),
                Which::Same => Expression::TimeUnit(TimeUnit::Day, Which::Same),
            };
            return (!many).then(|| Found::new(end, Expression::Part(part, Some(Box::new(day))))).flatten();
        }
        if let Some((holiday, end)) = holiday(self.words, next) {
            return self.holiday_or_week(holiday, end, which);
        }
        self.weekday(next, at, which).or_else(|| self.month_day(next, at, which)).or_else(|| self.season(next, which))
    }
}
