//! Times that point: `today`, `last week`, `this morning`, `the following month`, `now`, `the past`.

use super::{Expression, Found, Grammar, Which};
use crate::when::calendar::month;
use crate::when::holidays::holiday;
use crate::words::TimeUnit;
use crate::words::numeral;
use dateline_language::Tag;

/// Words that a stretch spoken of may stand behind: "for the week", "ended the day".
const BEFORE_THE: [&str; 30] = [
    "for",
    "in",
    "during",
    "of",
    "on",
    "end",
    "ended",
    "ending",
    "ends",
    "finish",
    "finished",
    "close",
    "closed",
    "throughout",
    "through",
    "over",
    "within",
    "by",
    "since",
    "until",
    "later",
    "earlier",
    "all",
    "start",
    "started",
    "began",
    "rest",
    "from",
    "and",
    "to",
];

/// Words that make the stretch another one than the one spoken of: "the day when".
const AFTER_THE: [&str; 13] =
    ["when", "that", "after", "before", "of", "he", "she", "they", "we", "i", "it", "-", "the"];

fn has_small(word: &str) -> bool {
    word.contains(char::is_lowercase)
}

impl Grammar<'_> {
    /// A time that points from the present by itself.
    pub(super) fn deictic(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let vague = |length: usize, value| Found::new(i + length, Expression::Vague(value));
        if self.is_title(i) {
            return None;
        }
        match words.lower(i) {
            "today" if self.is_generic(i + 1) => None,
            "today" => self.with_part(i + 1, 0),
            "yesterday" => self.with_part(i + 1, -1),
            "tomorrow" => self.with_part(i + 1, 1),
            "tonight" => Found::new(i + 1, Expression::Part("NI", Some(Box::new(Expression::Day(0))))),
            "overnight" => Found::new(i + 1, Expression::Overnight),
            "now" if words.is(i + 1, &["that", "-"]) && words.tag(i) == Tag::In => None,
            "now" | "currently" | "nowadays" => vague(1, "PRESENT_REF"),
            "at" if words.is(i + 1, &["present"]) && words.tag(i + 1) != Tag::Jj => vague(2, "PRESENT_REF"),
            // "most recently last October" is one time.
            "recently" if self.date(i + 1).or_else(|| self.pointed(i + 1)).is_some() => None,
            "recently" | "lately" => vague(1, "PAST_REF"),
            "current" if words.tag(i) == Tag::Jj && !words.is(i + 1, &["account", "events"]) => vague(1, "PRESENT_REF"),
            "recent" if TimeUnit::named(words.lower(i + 1)).is_some() => self.recent_units(i),
            // "the recent Clean Harbours Act" is not long ago, but no time of its own.
            "recent" if words.tag(i) == Tag::Jj && !(words.tag(i + 1) == Tag::Nnp && has_small(words.text(i + 1))) => {
                vague(1, "PAST_REF")
            }
            "until" | "by" if words.lower(i + 1) == "then" => {
                Found::new(i + 2, Expression::TimeUnit(TimeUnit::Day, Which::Same))
            }
            _ => None,
        }
    }

    /// "today's youth", "today's computers": those of these years, not of the day.
    fn is_generic(&self, end: usize) -> bool {
        const OF_THESE_YEARS: [&str; 22] = [
            "world",
            "youth",
            "society",
            "generation",
            "generations",
            "age",
            "standards",
            "economy",
            "children",
            "kids",
            "teenagers",
            "consumers",
            "parents",
            "technology",
            "culture",
            "workplace",
            "environment",
            "climate",
            "computers",
            "cars",
            "media",
            "era",
        ];
        let words = self.words;
        let noun =
            end + 1 + usize::from(matches!(words.tag(end + 1), Tag::Jj | Tag::Nn) && words.tag(end + 2) == Tag::Nns);
        words.is(end, &["'s", "’s"]) && words.is(noun, &OF_THESE_YEARS)
    }

    /// A capital within a sentence: "told the Tonight Show", NBC's “Today”.
    fn is_title(&self, i: usize) -> bool {
        let words = self.words;
        let text = words.text(i);
        let capital = text.starts_with(char::is_uppercase) && has_small(text);
        let Some(token) = words.token(i).filter(|_| capital) else { return false };
        let first = token.sentence().start();
        let quotes =
            (0..i).rev().take_while(|&k| matches!(words.lower(k), "“" | "\"" | "‘" | "'" | "`" | "``" | "''")).count();
        let opens = token.i() <= first + quotes;
        let open =
            matches!(words.before(i - quotes), "" | "." | ":" | "," | "-" | "–" | "—" | "!" | "?" | "…" | "said" | "(");
        !(opens || open)
    }

    fn with_part(&self, end: usize, days: i64) -> Option<Found> {
        let day = Expression::Day(days);
        match self.part_of_day(end) {
            Some((part, false, end)) => Found::new(end, Expression::Part(part, Some(Box::new(day)))),
            _ => Found::new(end, day),
        }
    }

    /// "recent years", "recent weeks and months".
    fn recent_units(&self, i: usize) -> Option<Found> {
        let more = self.words.is(i + 2, &["and", "or"]) && TimeUnit::named(self.words.lower(i + 3)).is_some();
        let end = if more { i + 4 } else { i + 2 };
        Found::new(end, Expression::Vague("PAST_REF"))
    }

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
        month(self.words.lower(i)).is_some() && matches!(self.words.lower(i + 1), "." | "," | ";" | "")
    }

    /// "the past", "the time being", "this moment", "these days".
    fn vaguely(&self, i: usize, at: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let vague = |end, value| Found::new(end, Expression::Vague(value));
        match (words.lower(at), words.lower(at + 1)) {
            ("these", "days") => vague(at + 2, "PRESENT_REF"),
            ("past", next)
                if i < at && words.lower(i) == "the" && words.tag(at) == Tag::Nn && TimeUnit::named(next).is_none() =>
            {
                let before = words.before(i);
                let time = matches!(before, "in" | "of" | "from" | "than" | "to" | "with" | "" | "into");
                time.then(|| vague(at + 1, "PAST_REF"))?
            }
            ("this", adjective) if which == Which::This => {
                let noun = at + 1 + usize::from(words.tag(at + 1) == Tag::Jj);
                let here = words.before(i) == "at" && words.is(noun, &["moment", "time", "point"]);
                (here && !adjective.is_empty()).then(|| vague(noun + 1, "PRESENT_REF"))?
            }
            ("past" | "previous", "years" | "weeks" | "months" | "days") if words.before(at) == "in" => {
                vague(at + 2, "PAST_REF")
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
        if let Some((unit, true)) = TimeUnit::named(words.lower(next)) {
            let lasting = matches!(which, Which::Last | Which::Next) && words.lower(at) != "last";
            return lasting.then(|| Found::new(next + 1, Expression::Duration(unit.duration(None)))).flatten();
        }
        // "these two days" are counted, "this one year" is not a year that is pointed at.
        let found = self.counted(next)?;
        matches!(found.expression, Expression::Duration(_)).then_some(found)
    }

    fn pointed_unit(&self, i: usize, at: usize, next: usize, which: Which) -> Option<Found> {
        let words = self.words;
        let kind =
            usize::from(words.is(next, &["fiscal", "calendar", "financial", "trading", "business", "school", "full"]));
        let noun = next + kind;
        if words.lower(noun) == "period" && (words.token(noun).is_none() || words.tag(noun) == Tag::Nn) {
            let year = self.year_after_period(noun + 1);
            let whole = matches!(which, Which::Same | Which::This | Which::Before) || words.lower(at) == "latest";
            return whole.then(|| Found::new(year.1, Expression::Period(year.0))).flatten();
        }
        let (unit, many) = TimeUnit::named(words.lower(noun))?;
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
        if unit == TimeUnit::Week && words.lower(noun + 1) == "of" && month(words.lower(noun + 2)).is_some() {
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

    /// "the day", "the quarter", "the fiscal year", "the future", "the morning".
    fn spoken_of(&self, i: usize, at: usize) -> Option<Found> {
        let words = self.words;
        let vague = |end, value| Found::new(end, Expression::Vague(value));
        match (words.lower(at), words.lower(at + 1)) {
            ("future", _) if words.tag(at) != Tag::Jj && words.lower(at + 1) != "of" => {
                return vague(at + 1, "FUTURE_REF");
            }
            ("near" | "foreseeable" | "immediate" | "distant", "future") => return vague(at + 2, "FUTURE_REF"),
            ("near" | "short" | "long" | "medium", "term") if words.is(i.wrapping_sub(1), &["in", "over", "for"]) => {
                return vague(at + 2, "FUTURE_REF");
            }
            ("time", "being") => return vague(at + 2, "PRESENT_REF"),
            ("moment", _) if words.before(i) == "at" && words.lower(at + 1) != "of" => {
                return vague(at + 1, "PRESENT_REF");
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
        let kind = usize::from(words.is(at, &["fiscal", "full", "entire", "whole", "latest", "calendar"]));
        let (unit, many) = TimeUnit::named(words.lower(at + kind))?;
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
        let placed = words.is(i.wrapping_sub(1), &BEFORE_THE) || unit == TimeUnit::Weekend || unit == TimeUnit::Quarter;
        if !placed || words.is(end, &AFTER_THE) || words.tag(at) == Tag::Vb {
            return None;
        }
        let ended = words.is(end, &["ended", "ending", "to"]) && unit == TimeUnit::Year;
        let expression = match unit {
            TimeUnit::Year if ended => Expression::Duration("P1Y".to_owned()),
            TimeUnit::Weekend | TimeUnit::Day => Expression::TimeUnit(unit, Which::Bare),
            TimeUnit::Quarter => Expression::TimeUnit(unit, Which::Same),
            // "a loss of 8 million for the entire year": that of the quarter told before.
            _ if words.is(at, &["full", "entire", "whole"]) => Expression::TimeUnit(unit, Which::Same),
            _ => Expression::TimeUnit(unit, Which::This),
        };
        Found::new(end, expression)
    }

    /// A number of units without what may stand around it.
    pub(super) fn counted(&self, i: usize) -> Option<Found> {
        let starts = numeral::small(self.words.lower(i), &self.words.vocabulary.numbers).is_some()
            || self.words.lower(i).starts_with(|c: char| c.is_ascii_digit())
            || self.words.is(i, &["few", "several", "couple", "many"]);
        starts.then(|| self.length(i)).flatten().filter(|found| matches!(found.expression, Expression::Duration(_)))
    }
}
