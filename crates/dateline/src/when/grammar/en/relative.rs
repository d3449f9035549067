//! Which times point from the day of the report by themselves? `today`, `now`, `recently`.

use dateline_language::Tag;

use super::{Expression, Found, Grammar, VagueTime, Which};
use crate::codebook::{PartOfDay, TimeUnit};

fn has_small(word: &str) -> bool {
    word.contains(char::is_lowercase)
}

impl Grammar<'_> {
    /// A time that points from the present by itself.
    pub(super) fn deictic(&self, i: usize) -> Option<Found> {
        let (words, times) = (self.words, self.times);
        let vague = |length: usize, value| Found::new(i + length, Expression::Vague(value));
        if self.is_title(i) {
            return None;
        }
        match words.lower(i) {
            "tonight" => Found::new(i + 1, Expression::Part(PartOfDay::Night, Some(Box::new(Expression::Day(0))))),
            "overnight" => Found::new(i + 1, Expression::Overnight),
            "now" if words.is(i + 1, &["that", "-"]) && words.tag(i) == Tag::In => None,
            word if times.present_words.holds(word) => vague(1, VagueTime::Present),
            "at" if words.is(i + 1, &["present"]) && words.tag(i + 1) != Tag::Jj => vague(2, VagueTime::Present),
            // "most recently last October" is one time.
            "recently" if self.date(i + 1).or_else(|| self.pointed(i + 1)).is_some() => None,
            word if times.past_words.holds(word) => vague(1, VagueTime::Past),
            "current" if words.tag(i) == Tag::Jj && !words.is(i + 1, &["account", "events"]) => {
                vague(1, VagueTime::Present)
            }
            "recent" if self.times.unit(words.lower(i + 1)).is_some() => self.recent_units(i),
            // "the recent Clean Harbours Act" is not long ago, but no time of its own.
            "recent" if words.tag(i) == Tag::Jj && !(words.tag(i + 1) == Tag::Nnp && has_small(words.text(i + 1))) => {
                vague(1, VagueTime::Past)
            }
            "until" | "by" if words.lower(i + 1) == "then" => {
                Found::new(i + 2, Expression::TimeUnit(TimeUnit::Day, Which::Same))
            }
            word => {
                let days = *times.days_from_today.get(word)?;
                if days == 0 && self.is_generic(i + 1) { None } else { self.with_part(i + 1, days) }
            }
        }
    }

    /// "today's youth", "today's computers": those of these years, not of the day.
    fn is_generic(&self, end: usize) -> bool {
        let words = self.words;
        let noun =
            end + 1 + usize::from(matches!(words.tag(end + 1), Tag::Jj | Tag::Nn) && words.tag(end + 2) == Tag::Nns);
        words.is(end, &["'s", "’s"]) && words.is_in(noun, &self.times.of_these_years)
    }

    /// A capital within a sentence: "told the Tonight Show", NBC's “Today”.
    pub(super) fn is_title(&self, i: usize) -> bool {
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
            _ => Found::new(end, day).map(|day| self.weeks_behind(day)),
        }
    }

    /// "recent years", "recent weeks and months".
    fn recent_units(&self, i: usize) -> Option<Found> {
        let more = self.words.is(i + 2, &["and", "or"]) && self.times.unit(self.words.lower(i + 3)).is_some();
        let end = if more { i + 4 } else { i + 2 };
        Found::new(end, Expression::Vague(VagueTime::Past))
    }
}
