//! How long and how long ago? `three years`, `two weeks ago`, `10-year`.

use dateline_language::Tag;

use super::{Expression, Found, Grammar, VagueTime};
use crate::codebook::TimeUnit;
use crate::when::tense::{Tense, tense};
use crate::words::numeral::numeral;

/// How many, of a length.
enum Amount {
    Some(f64),
    Unknown,
    /// `a`: one, where no rate is meant.
    Article,
}

impl Amount {
    fn doubled(self) -> Self {
        match self {
            Self::Some(value) => Self::Some(value * 2.0),
            Self::Article => Self::Some(2.0),
            Self::Unknown => Self::Unknown,
        }
    }
}

impl Grammar<'_> {
    /// A length of time, or a time that lies so far off.
    pub(super) fn length(&self, i: usize) -> Option<Found> {
        let words = self.words;
        if words.lower(i) == "some" && words.lower(i + 1) == "time" && words.lower(i + 2) != "s" {
            return words
                .is(i.wrapping_sub(1), &["for", "quite"])
                .then(|| Found::new(i + 2, Expression::Duration("PXM".to_owned())))
                .flatten();
        }
        if let Some((unit, true)) = self.times.unit(words.lower(i)) {
            let matter = words.before(i) == "of" && words.is(i.wrapping_sub(2), &["matter", "question"]);
            return if matter { None } else { self.bare_units(i, unit) };
        }
        if words.lower(i) == "one" && words.is(i + 1, &["day"]) {
            return self.one_day(i);
        }
        self.counted_units(i)
    }

    /// A number or an article and the unit behind it.
    fn counted_units(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let (amount, next) = self.amount(i)?;
        let hyphen = words.after_hyphen(next);
        let hyphenated = hyphen > next;
        let mut noun = hyphen;
        while words.is_in(noun, &self.times.stretch_adjectives) && noun < hyphen + 2 {
            noun += 1;
        }
        if self.times.fortnights.holds(words.lower(noun)) {
            return self.measured(i, noun + 1, &amount.doubled(), TimeUnit::Week);
        }
        let (unit, many) = self.times.unit(words.lower(noun))?;
        // "three-quarters" and "a quarter" are parts, "60 Minutes" is a name.
        let part = unit == TimeUnit::Quarter && (hyphenated || !many);
        let title = words.text(noun).starts_with(char::is_uppercase) && !words.text(i).starts_with(char::is_uppercase);
        if part || title {
            return None;
        }
        let single = matches!(amount, Amount::Article) || matches!(amount, Amount::Some(value) if value <= 1.0);
        let before_noun =
            matches!(words.tag(noun + 1), Tag::Nn | Tag::Nns | Tag::Jj) && !words.is(noun + 1, &["ago", "old"]);
        if !many && !hyphenated && !single && !before_noun
            || (unit == TimeUnit::Second && !many && !hyphenated)
            || unit == TimeUnit::Weekend
        {
            return None;
        }
        self.measured(i, noun + 1, &amount, unit)
    }

    /// The length is read: is it an age, a rate, or a distance?
    fn measured(&self, i: usize, end: usize, amount: &Amount, unit: TimeUnit) -> Option<Found> {
        let words = self.words;
        let hyphen = words.after_hyphen(end);
        if words.is(hyphen, &["old", "olds", "old's"])
            || (words.lower(end) == "of" && words.lower(end + 1) == "age")
            || self.is_aged(i)
        {
            return None;
        }
        let half = words.lower(end) == "and" && words.lower(end + 1) == "a" && words.lower(end + 2) == "half";
        let end = if half { end + 3 } else { end };
        let value = match amount {
            Amount::Some(value) => Some(*value),
            Amount::Unknown => None,
            Amount::Article => Some(1.0),
        };
        let value = value.map(|value| if half { value + 0.5 } else { value });
        let weeks = value.filter(|_| unit == TimeUnit::Week).and_then(|value| self.day_behind_weeks(end, value));
        if let Some(found) = weeks.or_else(|| self.away(end, unit, value)) {
            return Some(found);
        }
        if matches!(amount, Amount::Article) && !half && self.is_rate(i) {
            // "15 a year" tells how much; "twice a week" tells how often.
            let often = words.is(i.wrapping_sub(1), &["once", "twice", "times"]);
            return often.then(|| Found::new(end, Expression::Set(unit.duration(Some(1.0))))).flatten();
        }
        let end = if words.is(hyphen, &["long"]) && hyphen > end { hyphen + 1 } else { end };
        let more = words.is(end, &["or", "and"]) && matches!(self.times.unit(words.lower(end + 1)), Some((_, true)));
        Found::new(if more { end + 2 } else { end }, Expression::Duration(unit.duration(value)))
    }

    /// "aged three years", "at the age of 12 years".
    fn is_aged(&self, i: usize) -> bool {
        let before = |k: usize| i.checked_sub(k).map_or("", |at| self.words.lower(at));
        matches!(before(1), "aged" | "age") || (before(1) == "of" && before(2) == "age")
    }

    /// Whether "a year" stands behind what happens or is paid in it: "15 a year", "$3 a month", "twice a week".
    fn is_rate(&self, i: usize) -> bool {
        let words = self.words;
        let Some(at) = i.checked_sub(1) else { return false };
        if words.is_in(at, &self.times.before_length) {
            return false;
        }
        let often = matches!(words.lower(at), "once" | "twice" | "times");
        often || matches!(words.tag(at), Tag::Cd | Tag::Nns | Tag::Nn) || words.is(at, &["%", "percent"])
    }

    /// "three years ago", "two days later", "a month earlier".
    fn away(&self, end: usize, unit: TimeUnit, amount: Option<f64>) -> Option<Found> {
        let words = self.words;
        let short = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
        let away = |end, back, from_there| match amount {
            Some(amount) if !(from_there && short) => {
                Found::new(end, Expression::Away { unit, amount, back, from_there })
            }
            // What happened half an hour later happened at no time that is known.
            amount if from_there => Found::new(end, Expression::Duration(unit.duration(amount))),
            _ => Found::new(end, Expression::Vague(if back { VagueTime::Past } else { VagueTime::Future })),
        };
        match (words.lower(end), words.lower(end + 1)) {
            ("ago", _) => away(end + 1, true, false),
            ("earlier" | "previously", _) => away(end + 1, true, true),
            ("before", "." | "," | "" | ";") => away(end + 1, true, true),
            ("later" | "afterwards" | "afterward" | "hence" | "thereafter", _) => away(end + 1, false, true),
            ("from", "now" | "today") => away(end + 2, false, false),
            _ => None,
        }
    }

    fn amount(&self, i: usize) -> Option<(Amount, usize)> {
        let words = self.words;
        match (words.lower(i), words.lower(i + 1)) {
            ("several" | "many" | "few", _) => return Some((Amount::Unknown, i + 1)),
            ("a", "few" | "couple") => {
                let of = i + 2 + usize::from(words.lower(i + 2) == "of");
                return Some((Amount::Unknown, of));
            }
            ("couple", "of") => return Some((Amount::Unknown, i + 2)),
            ("half", "a" | "an") => return Some((Amount::Some(0.5), i + 2)),
            ("half", "-") => return Some((Amount::Some(0.5), i + 1)),
            ("a" | "an", "half") => return Some((Amount::Some(0.5), i + 2)),
            ("another" | "the", _) => {
                let inner = self.amount(i + 1).filter(|(amount, _)| !matches!(amount, Amount::Article));
                return inner.or_else(|| (words.lower(i) == "another").then_some((Amount::Some(1.0), i + 1)));
            }
            _ => {}
        }
        if let Some(number) = numeral(words, i) {
            return Some(self.range(number.value, number.end));
        }
        matches!(words.lower(i), "a" | "an")
            .then_some((Amount::Article, i + 1 + usize::from(words.tag(i + 1) == Tag::Rb)))
    }

    /// "12 to 18 months", "two or three weeks": the second number counts where they are two.
    fn range(&self, value: f64, end: usize) -> (Amount, usize) {
        let words = self.words;
        if words.is(end, &["to", "or", "-", "–"])
            && let Some(second) = numeral(words, end + 1)
            && second.value > value
        {
            return (Amount::Unknown, second.end);
        }
        (Amount::Some(value), end)
    }

    /// "for weeks", "decades-long", "years later".
    fn bare_units(&self, i: usize, unit: TimeUnit) -> Option<Found> {
        let words = self.words;
        if unit == TimeUnit::Weekend || unit == TimeUnit::Quarter || words.is(i + 1, &["old", "-old"]) {
            return None;
        }
        let before = words.before(i);
        let other = matches!(
            words.tag(i.wrapping_sub(1)),
            Tag::Dt | Tag::PrpPoss | Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Cd | Tag::Pos | Tag::Nn | Tag::Vbg
        );
        let long = words.is(words.after_hyphen(i + 1), &["long"]);
        let told = long || words.is(i + 1, &["ago", "later", "earlier", "ahead"]);
        if words.lower(i + 1) == "when"
            || (other && !matches!(before, "for" | "in" | "just" | "within" | "mere") && !told)
        {
            return None;
        }
        self.measured(i, i + 1, &Amount::Unknown, unit)
    }

    /// "one day" is a day to come, or a length.
    fn one_day(&self, i: usize) -> Option<Found> {
        let words = self.words;
        if let Some(found) = self.away(i + 2, TimeUnit::Day, Some(1.0)) {
            return Some(found);
        }
        let ahead = words.token(i + 1).is_some_and(|token| tense(token, self.times) == Tense::Future);
        let alone = !words.is_in(i.wrapping_sub(1), &self.times.before_length);
        let expression =
            if ahead && alone { Expression::Vague(VagueTime::Future) } else { Expression::Duration("P1D".to_owned()) };
        Found::new(i + 2, expression)
    }
}
