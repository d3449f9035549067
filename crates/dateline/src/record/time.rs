//! How are times published?

use serde::{Deserialize, Serialize};

use super::Span;
use super::label::labels;

/// A temporal expression, in TIMEX3 terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value; absent where nothing anchors it.
    pub value: Option<String>,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, …
    #[serde(rename = "mod")]
    pub modifier: Option<TimeModifier>,
    /// Distance from an unknown publication date, such as `-1w`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
}

labels! {
    /// What a temporal expression tells, as TIMEX3 types it.
    TimeType {
        /// A day, or what is longer: "Friday", "last year", "now".
        Date = "DATE",
        /// A time of a day: "3:30 p.m.", "Monday night".
        Time = "TIME",
        /// A length: "three years".
        Duration = "DURATION",
        /// How often: "every Friday".
        Set = "SET",
    }
}

labels! {
    /// Which part of a time, or how nearly a length, an expression means, as TIMEX3 writes it.
    TimeModifier {
        /// "early next year".
        Start = "START",
        /// "mid-March".
        Mid = "MID",
        /// "the end of the month".
        End = "END",
        /// "about two weeks".
        Approx = "APPROX",
        /// "at least 30 days".
        EqualOrMore = "EQUAL_OR_MORE",
        /// "up to a year".
        EqualOrLess = "EQUAL_OR_LESS",
        /// "more than a decade".
        MoreThan = "MORE_THAN",
        /// "less than an hour".
        LessThan = "LESS_THAN",
    }
}

labels! {
    /// How exactly a time tells when something was.
    Precision {
        /// To the second.
        Second = "second",
        /// To the minute.
        Minute = "minute",
        /// To the hour.
        Hour = "hour",
        /// To the morning, afternoon, evening or night.
        PartOfDay = "part of day",
        /// To the day.
        Day = "day",
        /// To the weekend.
        Weekend = "weekend",
        /// To the week.
        Week = "week",
        /// To the month.
        Month = "month",
        /// To the season.
        Season = "season",
        /// To the quarter of a year.
        Quarter = "quarter",
        /// To the half of a year.
        Half = "half",
        /// To the year.
        Year = "year",
        /// To the decade.
        Decade = "decade",
        /// To the century.
        Century = "century",
    }
}

impl Precision {
    /// How exactly a TIMEX3 value tells when; nothing for lengths, sets and the vague.
    pub(crate) fn of_value(value: &str) -> Option<Self> {
        if value.starts_with(['P', 'F', 'X']) {
            return None;
        }
        if let Some((_, time)) = value.split_once('T') {
            let colons = time.matches(':').count();
            return Some(match (colons, time.starts_with(|c: char| c.is_ascii_digit())) {
                (_, false) => Self::PartOfDay,
                (0, _) => Self::Hour,
                (1, _) => Self::Minute,
                _ => Self::Second,
            });
        }
        let mut parts = value.split('-').skip(1);
        Some(match (parts.next(), parts.next()) {
            (None, _) => match value.len() {
                2 => Self::Century,
                3 => Self::Decade,
                4 if value.ends_with('X') => Self::Decade,
                4 => Self::Year,
                _ => return None,
            },
            (Some(part), Some("WE")) if part.starts_with('W') => Self::Weekend,
            (Some(part), _) if part.starts_with('W') && part != "WI" => Self::Week,
            (Some(part), _) if part.starts_with('Q') => Self::Quarter,
            (Some(part), _) if part.starts_with('H') => Self::Half,
            (Some("SP" | "SU" | "FA" | "WI"), _) => Self::Season,
            (Some("XX"), _) => Self::Year,
            (Some(_), None | Some("XX")) => Self::Month,
            (Some(_), Some(_)) => Self::Day,
        })
    }
}
