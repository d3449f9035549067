//! What can a time say, in whatever language?

use crate::codebook::{Holiday, PartOfDay, Season, TimeUnit};
use crate::record::TimeModifier;
use crate::when::calendar::Moment;

/// Which of its kind a time is: the last one, this one, the one after the one just spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Bare,
    Last,
    This,
    Next,
    /// Before the one spoken of: "the previous day".
    Before,
    /// After the one spoken of: "the following day".
    After,
    /// The one spoken of: "that day".
    Same,
}

/// The year that a month, a quarter or a season lies in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum YearOf {
    Told(i16),
    /// So many years after the present one: "June last year".
    Off(i16),
    Which(Which),
}

/// What is counted within a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NthOf {
    /// Monday is 1.
    Weekday(i8),
    Day,
    Week,
}

/// A time that is not told more exactly: "now", "recently", "in the future".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VagueTime {
    Past,
    Present,
    Future,
}

impl VagueTime {
    /// Its TIMEX3 value.
    pub(crate) fn value(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

/// What a time says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    Told(Moment),
    Vague(VagueTime),
    /// Days from the present one.
    Day(i64),
    TimeUnit(TimeUnit, Which),
    Weekday(i8, Which),
    MonthDay(i8, i8),
    /// A day of the month just told: "25" of "April 24 and 25".
    FurtherDay(i8),
    /// Year, and the two numbers before it: which is the day, is a matter of custom.
    Slashed(i16, i8, i8),
    Month(i8, YearOf),
    Season(Season, YearOf),
    Quarter(i8, YearOf),
    Half(i8, YearOf),
    Holiday(Holiday, YearOf),
    /// Units away from the present, or from the time spoken of.
    Away {
        unit: TimeUnit,
        amount: f64,
        back: bool,
        from_there: bool,
    },
    /// The quarter or the period spoken of, so many years on.
    Period(i16),
    /// The last week of a month.
    LastWeek(Box<Expression>),
    /// The third Tuesday, the last day, the first week of a month; -1 is the last.
    Nth(i8, NthOf, Box<Expression>),
    /// So many weeks after a day: "Tuesday week", "a week ago Tuesday".
    WeeksOff(i64, Box<Expression>),
    /// The week or the weekend that holds a day.
    Around(TimeUnit, Box<Expression>),
    /// The last day of the year; of the year before, where something is counted since then.
    YearEnd {
        since: bool,
    },
    /// The night before the day spoken of; the one to come, of what is to come.
    Overnight,
    /// A part of a day.
    Part(PartOfDay, Option<Box<Expression>>),
    Clock {
        hour: i8,
        minute: i8,
        /// `Z`, `-05:00`; empty where the zone is not told or means two things.
        zone: String,
        day: Option<Box<Expression>>,
    },
    Duration(String),
    Set(String),
}

/// A time in the words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// One past its last word.
    pub(crate) end: usize,
    pub(crate) expression: Expression,
    pub(crate) modifier: Option<TimeModifier>,
}

impl Found {
    /// Up to a word, without a modifier.
    pub(crate) fn new(end: usize, expression: Expression) -> Option<Self> {
        Some(Self { end, expression, modifier: None })
    }
}
