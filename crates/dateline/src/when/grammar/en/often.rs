//! How often? `every Friday`, `each year`, `every two weeks`, `daily`.

use dateline_language::Tag;

use super::{Expression, Found, Grammar};
use crate::codebook::TimeUnit;
use crate::words::numeral::numeral;

impl Grammar<'_> {
    /// How often: "every Friday", "each year", "every two weeks", "daily".
    pub(super) fn repeated(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let set = |end, value: String| Found::new(end, Expression::Set(value));
        let unit = match words.lower(i) {
            "every" | "each" => return self.every(i),
            "nightly" => return set(i + 1, "XXXX-XX-XXTNI".to_owned()),
            word => *self.times.rates.get(word)?,
        };
        // "the Daily Star" appears every day, but its name is no time.
        // "the party daily Tribuna" is a paper too.
        let paper = words.text(i + 1).starts_with(char::is_uppercase) || words.is(i + 1, &["newspaper", "paper"]);
        let noun = words.lower(i) == "daily" && (matches!(words.tag(i), Tag::Nn | Tag::Nnp) || paper);
        let lower = words.text(i).starts_with(char::is_lowercase) && !noun;
        lower.then(|| set(i + 1, unit.duration(Some(1.0)))).flatten()
    }

    fn every(&self, i: usize) -> Option<Found> {
        let words = self.words;
        let set = |end, value: String| Found::new(end, Expression::Set(value));
        // "in each of the last three years": every year of them.
        if words.lower(i + 1) == "of"
            && let Some(found) = self.pointed(i + 2)
            && let Expression::Duration(_) = found.expression
            && let Some((unit, true)) = self.times.unit(words.lower(found.end - 1))
        {
            return set(found.end, unit.duration(Some(1.0)));
        }
        let next = i + 1 + usize::from(words.is(i + 1, &["other", "single", "last"]));
        let next = next + usize::from(words.is_in(next, &self.times.repeated_kinds));
        let twice = if words.lower(i + 1) == "other" { 2.0 } else { 1.0 };
        if let Some((day, _)) = self.times.weekday(words.lower(next)) {
            return match self.part_of_day(next + 1) {
                Some((part, _, end)) => set(end, format!("XXXX-WXX-{day}T{}", part.letters())),
                None => set(next + 1, format!("XXXX-WXX-{day}")),
            };
        }
        if let Some((part, _, end)) = self.part_of_day(next) {
            return set(end, format!("XXXX-XX-XXT{}", part.letters()));
        }
        if let Some(season) = self.times.season(words.lower(next)) {
            return set(next + 1, format!("XXXX-{}", season.letters()));
        }
        if let Some(month) =
            self.times.month(words.lower(next)).filter(|_| words.text(next).starts_with(char::is_uppercase))
        {
            return set(next + 1, format!("XXXX-{month:02}"));
        }
        let (amount, noun) = numeral(words, next).map_or((twice, next), |number| (number.value, number.end));
        let (unit, _) = self.times.unit(words.lower(noun)).filter(|(unit, _)| *unit != TimeUnit::Second)?;
        // "each year" of a stretch is told by what follows: "each of the years".
        set(noun + 1, unit.duration(Some(amount)))
    }
}
