//! Which stretch that is spoken of do "the" and a noun mean? `the quarter`, `the fiscal year`, `the near future`.

use dateline_language::Tag;

use super::{Expression, Found, Grammar, VagueTime, Which};
use crate::codebook::TimeUnit;

impl Grammar<'_> {
    /// "the day", "the quarter", "the fiscal year", "the future", "the morning".
    pub(super) fn spoken_of(&self, i: usize, at: usize) -> Option<Found> {
        let (words, times) = (self.words, self.times);
        let vague = |end, value| Found::new(end, Expression::Vague(value));
        match (words.lower(at), words.lower(at + 1)) {
            ("future", _) if words.tag(at) != Tag::Jj && words.lower(at + 1) != "of" => {
                return vague(at + 1, VagueTime::Future);
            }
            (which, "future") if times.futures.holds(which) => return vague(at + 2, VagueTime::Future),
            (which, "term") if times.terms.holds(which) && words.is(i.wrapping_sub(1), &["in", "over", "for"]) => {
                return vague(at + 2, VagueTime::Future);
            }
            ("time", "being") => return vague(at + 2, VagueTime::Present),
            ("moment", _) if words.before(i) == "at" && words.lower(at + 1) != "of" => {
                return vague(at + 1, VagueTime::Present);
            }
            ("latest", "period") => return Found::new(at + 2, Expression::Period(0)),
            ("latest", "fiscal") if words.lower(at + 2) == "year" => {
                return Found::new(at + 3, Expression::TimeUnit(TimeUnit::Year, Which::Last));
            }
            ("latest", "quarter") => return Found::new(at + 2, Expression::TimeUnit(TimeUnit::Quarter, Which::Last)),
            _ => {}
        }
        // "during the day Friday" is one time.
        if let Some(found) = self.weekday(at + 1, at + 1, Which::Bare).filter(|_| words.is(at, &["day", "week"])) {
            let day = words.lower(at) == "day" && matches!(found.expression, Expression::Weekday(..));
            return day.then_some(found);
        }
        if let Some((part, false, end)) = self.part_of_day(at) {
            let placed = words.before(i) == "in" && words.lower(end) != "of";
            return placed.then(|| Found::new(end, Expression::Part(part, None))).flatten();
        }
        self.counted(at).or_else(|| self.the_unit(i, at))
    }

    fn the_unit(&self, i: usize, at: usize) -> Option<Found> {
        let words = self.words;
        let kind = usize::from(words.is_in(at, &self.times.stretch_kinds));
        let (unit, many) = self.times.unit(words.lower(at + kind))?;
        if many
            || matches!(
                unit,
                TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Century | TimeUnit::Decade
            )
        {
            return None;
        }
        let end = at + kind + 1;
        // "The" opens a sentence with a stretch spoken of too seldom.
        let placed = words.is_in(i.wrapping_sub(1), &self.times.before_stretch)
            || unit == TimeUnit::Weekend
            || unit == TimeUnit::Quarter;
        if !placed || words.is_in(end, &self.times.telling_which) || words.tag(at) == Tag::Vb {
            return None;
        }
        let ended = words.is(end, &["ended", "ending", "to"]) && unit == TimeUnit::Year;
        let expression = match unit {
            TimeUnit::Year if ended => Expression::Duration("P1Y".to_owned()),
            TimeUnit::Weekend | TimeUnit::Day => Expression::TimeUnit(unit, Which::Bare),
            TimeUnit::Quarter => Expression::TimeUnit(unit, Which::Same),
            // "a loss of 8 million for the entire year": that of the quarter told before.
            _ if words.is_in(at, &self.times.whole) => Expression::TimeUnit(unit, Which::Same),
            _ => Expression::TimeUnit(unit, Which::This),
        };
        Found::new(end, expression)
    }

    /// A number of units without what may stand around it.
    pub(super) fn counted(&self, i: usize) -> Option<Found> {
        let starts = self.small(self.words.lower(i)).is_some()
            || self.words.lower(i).starts_with(|c: char| c.is_ascii_digit())
            || self.words.is(i, &["few", "several", "couple", "many"]);
        starts.then(|| self.length(i)).flatten().filter(|found| matches!(found.expression, Expression::Duration(_)))
    }
}
