//! Which words name days, months, seasons, holidays, and tell before from after?

use serde::{Deserialize, Serialize};

use super::{WordMap, WordSet};

/// `en/times.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Times {
    /// Words that a time may begin with, beside digits and words with a capital.
    pub(crate) openers: WordSet,
    /// Words that a year stands behind.
    pub(crate) before_year: WordSet,
    /// Things that are told apart by a number: "box".
    pub(crate) numbered_things: WordSet,
    /// Months that people are called by.
    pub(crate) months_as_names: WordSet,
    /// Names of two weeks.
    pub(crate) fortnights: WordSet,
    /// Makes of cars, as written.
    pub(crate) car_makes: WordSet,
    /// What a day that is known for an attack stands before.
    pub(crate) attacks: WordSet,
    /// Words behind which digits with a colon are a time of the day.
    pub(crate) before_clock: WordSet,
    /// Names of time zones, before "time".
    pub(crate) time_zone_names: WordSet,
    /// Words that a stretch of time, not a rate, stands behind.
    pub(crate) before_length: WordSet,
    /// Words between a number and its unit of time.
    pub(crate) stretch_adjectives: WordSet,
    /// Words that a stretch spoken of may stand behind.
    pub(crate) before_stretch: WordSet,
    /// Words that make a stretch another one than the one spoken of.
    pub(crate) telling_which: WordSet,
    /// What "today" means these years for, not the day.
    pub(crate) of_these_years: WordSet,
    /// How the year of a quarter is counted.
    pub(crate) year_kinds: WordSet,
    /// How a unit is counted that is pointed at.
    pub(crate) pointed_kinds: WordSet,
    /// How a unit is counted that comes again and again.
    pub(crate) repeated_kinds: WordSet,
    /// What stands between the article and the unit of a stretch spoken of.
    pub(crate) stretch_kinds: WordSet,
    /// Which of these mean all of the stretch.
    pub(crate) whole: WordSet,
    /// Words that mean the present.
    pub(crate) present_words: WordSet,
    /// Words that mean a short time ago.
    pub(crate) past_words: WordSet,
    /// Which future there is.
    pub(crate) futures: WordSet,
    /// Which term there is.
    pub(crate) terms: WordSet,
    /// Verbs and adjectives whose time is still to come, dictionary forms.
    pub(crate) still_to_come: WordSet,
    /// Verbs whose participle sets a time, dictionary forms.
    pub(crate) appointing_verbs: WordSet,
    /// Verbs whose object lies ahead, dictionary forms.
    pub(crate) planning_verbs: WordSet,
    /// Verbs of what goes on for a while, dictionary forms.
    pub(crate) lasting_verbs: WordSet,
    /// Verbs whose infinitive is no plan, dictionary forms.
    pub(crate) carried_out: WordSet,
    /// Verbs whose present tells what was, dictionary forms.
    pub(crate) report_verbs: WordSet,
    /// Nouns that belong to a time that hangs on them.
    pub(crate) parts_of_time: WordSet,
    /// The number of the month that a word names, without its full stop.
    pub(crate) months: WordMap<i8>,
    /// The day of the week that a word names, without its full stop; Monday is 1.
    pub(crate) weekdays: WordMap<i8>,
    /// The same in the plural.
    pub(crate) weekdays_many: WordMap<i8>,
    /// The season that a word names.
    pub(crate) seasons: WordMap<Season>,
    /// The part of the day that a word names.
    pub(crate) parts_of_day: WordMap<PartOfDay>,
    /// The same in the plural.
    pub(crate) parts_of_day_many: WordMap<PartOfDay>,
    /// The unit of time that a word names.
    pub(crate) units: WordMap<TimeUnit>,
    /// The same in the plural.
    pub(crate) units_many: WordMap<TimeUnit>,
    /// The unit once in each of which something happens, as a word tells.
    pub(crate) rates: WordMap<TimeUnit>,
    /// How many days after the day of the report a word means.
    pub(crate) days_from_today: WordMap<i64>,
    /// The hundreds of years that a year in words begins with.
    pub(crate) spoken_centuries: WordMap<i16>,
    /// How far from universal time a zone is by its abbreviation; empty where that means several zones.
    pub(crate) time_zones: WordMap<Box<str>>,
    /// Days with a name; one whose name goes on before the one whose name it begins with.
    pub(crate) holidays: Vec<NamedDay>,
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A season of the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartOfDay {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A day with a name.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedDay {
    /// Its words with blanks between them; `'s` is a word of its own.
    pub(crate) name: Box<str>,
    pub(crate) falls: Holiday,
}

/// When a named day falls.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Holiday {
    /// Month and day.
    Date(i8, i8),
    /// Month, number (-1 for the last) and day of the week, Monday being 1.
    Weekday(i8, i8, i8),
    /// Days after Easter Sunday of the western churches.
    Easter(i8),
    /// Days after Thanksgiving of the United States.
    Thanksgiving(i8),
    /// No value.
    ByAnotherCalendar,
}

impl Times {
    /// The month that a word names: 2 for `February`, `Feb.` and `feb`.
    pub(crate) fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word.trim_end_matches('.')).copied()
    }

    /// The day of the week that a word names, Monday being 1, and whether it stands in the plural.
    pub(crate) fn weekday(&self, word: &str) -> Option<(i8, bool)> {
        named(&self.weekdays, &self.weekdays_many, word.trim_end_matches('.'))
    }

    /// The season that a word names.
    pub(crate) fn season(&self, word: &str) -> Option<Season> {
        self.seasons.get(word).copied()
    }

    /// The part of the day that a word names, and whether it stands in the plural.
    pub(crate) fn part_of_day(&self, word: &str) -> Option<(PartOfDay, bool)> {
        named(&self.parts_of_day, &self.parts_of_day_many, word)
    }

    /// The unit that a word names, and whether it stands in the plural.
    pub(crate) fn unit(&self, word: &str) -> Option<(TimeUnit, bool)> {
        named(&self.units, &self.units_many, word)
    }
}

/// What a word names, and whether it stands in the plural.
fn named<T: Copy>(one: &WordMap<T>, many: &WordMap<T>, word: &str) -> Option<(T, bool)> {
    one.get(word).map(|&found| (found, false)).or_else(|| many.get(word).map(|&found| (found, true)))
}
