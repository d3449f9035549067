//! Times of the day: `3:30 p.m.`, `noon Thursday`, `16:00 UTC today`, `in the morning`.

use super::{Expression, Found, Grammar};
use crate::codebook::PartOfDay;

impl Grammar<'_> {
    /// A time of the day, with its zone and its day.
    pub(super) fn clock(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let (hour, minute, end) = match words.lower(i) {
            "noon" if words.before(i) == "high" => return None,
            "noon" | "midday" => (12, 0, i + 1),
            "midnight" => (0, 0, i + 1),
            word if word.starts_with(|c: char| c.is_ascii_digit()) => self.by_digits(i)?,
            word if self.small(word).is_some_and(|n| (1.0..=12.0).contains(&n)) => {
                self.halved(self.small(word)? as i8, 0, i + 1)?
            }
            _ => return None,
        };
        let (zone, end) = self.zone(end);
        let (day, end) = self.day_behind(end);
        Found::new(end, Expression::Clock { hour, minute, zone, day })
    }

    fn by_digits(&self, i: usize) -> Option<(i8, i8, usize)> {
        let words = self.words;
        let word = words.lower(i);
        if let Some((hour, minute)) = word.split_once([':', '.']).filter(|(_, minute)| minute.len() == 2) {
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
            let real = (0..24).contains(&hour) && (0..60).contains(&minute);
            if !real {
                return None;
            }
            let half = self.halved(hour, minute, i + 1);
            let colon =
                word.contains(':') && (self.times.before_clock.holds(words.before(i)) || self.zone(i + 1).1 > i + 1);
            return half.or(colon.then_some((hour, minute, i + 1)));
        }
        if word.len() == 4 && self.zone(i + 1).1 > i + 1 {
            let number: i16 = word.parse().ok()?;
            let (hour, minute) = ((number / 100) as i8, (number % 100) as i8);
            return (hour < 24 && minute < 60).then_some((hour, minute, i + 1));
        }
        let hour: i8 = word.parse().ok().filter(|hour| (1..=12).contains(hour))?;
        self.halved(hour, 0, i + 1)
    }

    /// With the half of the day that follows: `p.m.`, `in the morning`, `o'clock`.
    fn halved(&self, hour: i8, minute: i8, end: usize) -> Option<(i8, i8, usize)> {
        let words = self.words;
        if hour > 12 {
            return None;
        }
        let clock = end + usize::from(words.is(end, &["o'clock", "o’clock"]));
        let (after_noon, end) = match (words.lower(clock), words.lower(clock + 1), words.lower(clock + 2)) {
            ("a.m." | "a.m" | "am", _, _) => (false, clock + 1),
            ("p.m." | "p.m" | "pm", _, _) => (true, clock + 1),
            ("in", "the", "morning") => (false, clock + 3),
            ("in", "the", "afternoon" | "evening") => (true, clock + 3),
            ("at", "night", _) if clock > end || hour > 6 => (true, clock + 2),
            _ if clock > end => (false, clock),
            _ => return None,
        };
        let hour = match (after_noon, hour) {
            (true, 12) | (false, 0..12) => hour,
            (false, _) => 0,
            (true, _) => hour + 12,
        };
        Some((hour, minute, end))
    }

    /// How far the zone is from universal time, empty where that is not known, and where it ends.
    fn zone(&self, i: usize) -> (String, usize) {
        let words = self.words;
        let open = usize::from(words.lower(i) == "(");
        let at = i + open;
        let capital = words.text(at).starts_with(char::is_uppercase);
        let known = self.times.time_zones.get(words.lower(at)).filter(|_| capital);
        let (offset, end) = match known {
            Some(offset) => self.shifted(offset, at + 1),
            None if words.is_in(at, &self.times.time_zone_names) && words.lower(at + 1) == "time" => {
                (String::new(), at + 2)
            }
            None => return (String::new(), i),
        };
        let closed = open == 0 || words.lower(end) == ")";
        if closed { (offset, end + open) } else { (String::new(), i) }
    }

    /// `GMT+8`, `UTC -03:30`: so many hours from universal time.
    fn shifted(&self, offset: &str, end: usize) -> (String, usize) {
        let words = self.words;
        let sign = words.lower(end).chars().next().filter(|sign| offset == "Z" && "+-−–".contains(*sign));
        let Some(sign) = sign else { return (offset.to_owned(), end) };
        let glued = &words.lower(end)[sign.len_utf8()..];
        let (hours, next) = if glued.is_empty() { (words.lower(end + 1), end + 2) } else { (glued, end + 1) };
        if !hours.bytes().all(|b| b.is_ascii_digit() || b == b':') {
            return (offset.to_owned(), end);
        }
        let (hour, minute) = hours.split_once(':').unwrap_or_else(|| hours.split_at(hours.len().min(2)));
        let (hour, minute): (u8, u8) = (hour.parse().unwrap_or(99), minute.parse().unwrap_or(0));
        let sign = if sign == '+' { '+' } else { '-' };
        let real = hour <= 14 && minute < 60;
        (if real { format!("{sign}{hour:02}:{minute:02}") } else { String::new() }, next)
    }

    /// The day that a time of the day stands before.
    fn day_behind(&self, end: usize) -> (Option<Box<Expression>>, usize) {
        // "4:30 p.m. (2030 GMT) Monday": the day holds for both.
        let other = if self.words.lower(end) == "(" { self.by_digits(end + 1) } else { None };
        let close = other.map(|(_, _, inner)| self.zone(inner).1).filter(|close| self.words.lower(*close) == ")");
        let next = close.map_or(end, |close| close + 1);
        let at = next + usize::from(self.words.is(next, &["on", ","]));
        let day = self.date(at).or_else(|| self.deictic(at));
        match day {
            Some(found)
                if matches!(
                    found.expression,
                    Expression::Weekday(..) | Expression::Day(_) | Expression::MonthDay(..) | Expression::Told(_)
                ) =>
            {
                (Some(Box::new(found.expression)), if next > end { end } else { found.end })
            }
            _ => (None, end),
        }
    }

    /// A part of the day, whether it stands in the plural, and its end.
    pub(super) fn part_of_day(&self, i: usize) -> Option<(PartOfDay, bool, usize)> {
        let (part, many) = self.times.part_of_day(self.words.lower(i))?;
        Some((part, many, i + 1))
    }
}
