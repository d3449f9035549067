//! Which day, or how long, does what the words of a time say mean, by the day of the report and the times told before?

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::calendar::{self, Moment, season_of};
use super::grammar::{Expression, Which, YearOf};
use super::order;
use super::order::{Order, slashed};
use super::tense::Tense;
use crate::codebook::{Holiday, PartOfDay, Season, TimeUnit};

/// For how many words a quarter of the year stays the one that is spoken of.
const QUARTER_LASTS: usize = 120;

/// The day of the report, and what was told so far.
#[derive(Debug, Default)]
pub(super) struct Narrative {
    pub(super) anchor: Option<Date>,
    order: Option<Order>,
    spoken: Option<Moment>,
    quarter: Option<(Moment, usize)>,
}

/// What a time turned out to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Resolved {
    pub(super) value: Option<String>,
    pub(super) relative: Option<String>,
    moment: Option<Moment>,
}

impl Narrative {
    /// A story that is told on a day.
    pub(super) fn on(anchor: Option<Date>, order: Option<Order>) -> Self {
        Self { anchor, order, ..Self::default() }
    }

    /// What a time means here; `None` where it means nothing ("the same period" of no period).
    pub(super) fn resolve(&self, expression: &Expression, tense: Tense, at: usize) -> Option<Resolved> {
        let text = |value: String| Some(Resolved { value: Some(value), ..Resolved::default() });
        match expression {
            Expression::Vague(when) => text(when.value().to_owned()),
            Expression::Duration(value) | Expression::Set(value) => text(value.clone()),
            Expression::Overnight => {
                let day = self.day_spoken_of().and_then(|day| Moment::counted(day, TimeUnit::Day, -1));
                Some(match day {
                    Some(Moment::Day(date)) if tense != Tense::Future => {
                        self.at_time(Some(Moment::Day(date)), PartOfDay::Night.letters())
                    }
                    _ => self.in_day(None, tense, at, PartOfDay::Night.letters()),
                })
            }
            Expression::Part(part, day) => Some(self.in_day(day.as_deref(), tense, at, part.letters())),
            Expression::Slashed(year, first, second) => {
                match slashed(*year, *first, *second, self.order, self.anchor) {
                    Ok(day) => Some(Resolved::of(Moment::Day(day))),
                    Err(order::Unread::NoDay) => None,
                    Err(order::Unread::TwoWays) => text(format!("{year:04}-XX-XX")),
                }
            }
            Expression::Clock { hour, minute, zone, day } => {
                Some(self.in_day(day.as_deref(), tense, at, &format!("{hour:02}:{minute:02}{zone}")))
            }
            Expression::TimeUnit(TimeUnit::Day, Which::Same) if self.within_month().is_some() => {
                text(format!("{}-XX", self.within_month()?))
            }
            Expression::Period(0) => self.quarter(at).map(Resolved::of),
            _ => Some(self.moment(expression, tense, at).map_or_else(|| Resolved::relative(expression), Resolved::of)),
        }
    }

    /// Takes note of a time that was told, for those that point back to it.
    pub(super) fn tell(&mut self, expression: &Expression, resolved: &Resolved, at: usize) {
        match expression {
            Expression::Quarter(_, year) if *year != YearOf::Off(-1) && !matches!(year, YearOf::Told(_)) => {
                self.quarter = resolved.moment.map(|moment| (moment, at));
            }
            // "the nine months": what follows compares these, no quarter.
            Expression::Duration(value) if matches!(value.as_str(), "P6M" | "P9M" | "P12M") => self.quarter = None,
            Expression::Period(_) | Expression::TimeUnit(TimeUnit::Quarter, _) => {
                self.quarter = self.quarter.map(|(moment, _)| (moment, at));
            }
            _ => {}
        }
        if resolved.moment.is_some() {
            self.spoken = resolved.moment;
        }
    }

    /// The month spoken of, where nothing nearer was: "that day" is one of its days.
    fn within_month(&self) -> Option<String> {
        self.spoken.filter(|moment| matches!(moment, Moment::Month(..))).map(Moment::value)
    }

    fn quarter(&self, at: usize) -> Option<Moment> {
        self.quarter.filter(|(_, told)| at.saturating_sub(*told) <= QUARTER_LASTS).map(|(moment, _)| moment)
    }

    fn in_day(&self, day: Option<&Expression>, tense: Tense, at: usize, time: &str) -> Resolved {
        let moment = match day {
            Some(day) => self.moment(day, tense, at),
            None => self.day_spoken_of().map(Moment::Day),
        };
        self.at_time(moment, time)
    }

    fn at_time(&self, moment: Option<Moment>, time: &str) -> Resolved {
        let Some(Moment::Day(date)) = moment else { return Resolved::default() };
        Resolved { value: Some(format!("{date}T{time}")), relative: None, moment }
    }

    fn day_spoken_of(&self) -> Option<Date> {
        match self.spoken {
            Some(Moment::Day(date)) => Some(date),
            _ => self.anchor,
        }
    }

    fn moment(&self, expression: &Expression, tense: Tense, at: usize) -> Option<Moment> {
        match self.told(expression, tense, at) {
            Some(moment) => moment,
            None => self.counted_on(expression, tense, at),
        }
    }

    /// What is told in full, or counted by those that look at the anchor themselves; `None` for other expressions.
    fn told(&self, expression: &Expression, tense: Tense, at: usize) -> Option<Option<Moment>> {
        Some(match expression {
            Expression::Told(moment) => Some(*moment),
            Expression::Quarter(0, YearOf::Told(year)) => Some(match self.quarter(at) {
                Some(Moment::Quarter(_, quarter)) => Moment::Quarter(*year, quarter),
                _ => Moment::Year(*year),
            }),
            Expression::FurtherDay(day) => {
                let Some(Moment::Day(before)) = self.spoken else { return Some(None) };
                Date::new(before.year(), before.month(), *day).ok().map(Moment::Day)
            }
            Expression::Month(month, YearOf::Told(year)) => Some(Moment::Month(*year, *month)),
            Expression::Quarter(quarter, YearOf::Told(year)) => Some(Moment::Quarter(*year, *quarter)),
            Expression::Half(half, YearOf::Told(year)) => Some(Moment::Half(*year, *half)),
            Expression::Season(season, YearOf::Told(year)) => Some(Moment::Season(*year, *season)),
            Expression::Holiday(holiday, YearOf::Told(year)) => holiday.in_year(*year).map(Moment::Day),
            Expression::TimeUnit(unit, which) => self.unit(*unit, *which, tense, at),
            Expression::Away { unit, amount, back, from_there } => self.away(*unit, *amount, *back, *from_there),
            Expression::LastWeek(month) => self.last_week(month, tense, at),
            Expression::Nth(nth, of, month) => {
                let Some(first) = self.moment(month, tense, at).and_then(Moment::first_day) else { return Some(None) };
                calendar::nth_in_month(first, *nth, *of)
            }
            Expression::WeeksOff(weeks, day) => {
                let tense = if *weeks < 0 { Tense::Past } else { Tense::Future };
                let day = self.moment(day, tense, at).and_then(Moment::first_day);
                day.and_then(|day| Moment::counted(day, TimeUnit::Day, 7 * weeks))
            }
            _ => return None,
        })
    }

    /// What is counted from the day of the report.
    fn counted_on(&self, expression: &Expression, tense: Tense, at: usize) -> Option<Moment> {
        let anchor = self.anchor?;
        match expression {
            Expression::Day(days) => Moment::counted(anchor, TimeUnit::Day, *days),
            Expression::Weekday(day, which) => self.weekday(anchor, *day, *which, tense).map(Moment::Day),
            Expression::MonthDay(month, day) => {
                nearest(anchor, tense, |year| Date::new(year, *month, *day).ok()).map(Moment::Day)
            }
            Expression::Month(month, year) => self.month(anchor, *month, *year, tense),
            Expression::Season(season, year) => self.season(anchor, *season, *year, tense),
            Expression::Quarter(quarter, year) => {
                self.of_year(anchor, *year, tense, |year| Moment::Quarter(year, *quarter))
            }
            Expression::Half(half, year) => self.of_year(anchor, *year, tense, |year| Moment::Half(year, *half)),
            Expression::Holiday(holiday, year) => named_day(anchor, *holiday, *year, tense).map(Moment::Day),
            Expression::Period(years) => match self.quarter(at) {
                Some(quarter) => quarter.years_on(*years),
                None => Some(Moment::Year(anchor.year() + years)),
            },
            Expression::Around(unit, day) => {
                // The days before a feast are its week too, whatever the tense.
                let Some(Moment::Day(day)) = self.moment(day, Tense::Unknown, at) else { return None };
                Some(Moment::around(day, *unit))
            }
            Expression::YearEnd { since } => {
                let year = anchor.year() - i16::from(*since || tense == Tense::Past && anchor.month() < 7);
                Date::new(year, 12, 31).ok().map(Moment::Day)
            }
            _ => None,
        }
    }

    fn unit(&self, unit: TimeUnit, which: Which, tense: Tense, at: usize) -> Option<Moment> {
        let spoken = self.spoken.filter(|moment| moment.unit() <= unit).and_then(Moment::first_day).or(self.anchor);
        match (unit, which) {
            (TimeUnit::Quarter, Which::Same | Which::Bare) => {
                self.quarter(at).or_else(|| Moment::counted(self.anchor?, TimeUnit::Quarter, -1))
            }
            (TimeUnit::Day, Which::Bare) => self.day_spoken_of().map(Moment::Day),
            (TimeUnit::Weekend, Which::Bare) => {
                let anchor = self.anchor?;
                let over = anchor.weekday().to_monday_one_offset() < 6 && tense != Tense::Future;
                Moment::counted(anchor, unit, if over { -1 } else { 0 })
            }
            (_, Which::Bare | Which::This) => Moment::counted(self.anchor?, unit, 0),
            (_, Which::Last) => Moment::counted(self.anchor?, unit, -1),
            (_, Which::Next) => Moment::counted(self.anchor?, unit, 1),
            (_, Which::Same) => Moment::counted(spoken?, unit, 0),
            (_, Which::Before) => Moment::counted(spoken?, unit, -1),
            (_, Which::After) => Moment::counted(spoken?, unit, 1),
        }
    }

    fn away(&self, unit: TimeUnit, amount: f64, back: bool, from_there: bool) -> Option<Moment> {
        let there = self.spoken.filter(|_| from_there).and_then(Moment::first_day);
        let base = there.or(self.anchor)?;
        let (unit, amount) = match unit {
            TimeUnit::Decade => (TimeUnit::Year, amount * 10.0),
            TimeUnit::Century => (TimeUnit::Year, amount * 100.0),
            TimeUnit::Year if amount.fract() > 0.0 => (TimeUnit::Month, amount * 12.0),
            TimeUnit::Week if amount.fract() > 0.0 => (TimeUnit::Day, amount * 7.0),
            unit => (unit, amount),
        };
        if amount > 5000.0 {
            return None;
        }
        let amount = amount.round() as i64;
        Moment::counted(base, unit, if back { -amount } else { amount })
    }

    fn weekday(&self, anchor: Date, day: i8, which: Which, tense: Tense) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let from = |date: Date, nth: i32| date.nth_weekday(nth, weekday).ok();
        let here = |date: Date| date.weekday() == weekday;
        match which {
            Which::Last => from(anchor, -1),
            Which::Next => from(anchor, 1),
            Which::Before => from(self.day_spoken_of()?, -1),
            Which::After => from(self.day_spoken_of()?, 1),
            Which::Same => self.day_spoken_of().and_then(|date| if here(date) { Some(date) } else { from(date, 1) }),
            Which::Bare | Which::This if here(anchor) => Some(anchor),
            Which::This => {
                let week = anchor.iso_week_date();
                jiff::civil::ISOWeekDate::new(week.year(), week.week(), weekday).ok().map(|week| week.date())
            }
            Which::Bare if matches!(tense, Tense::Future | Tense::Present) => from(anchor, 1),
            Which::Bare => from(anchor, -1),
        }
    }

    fn month(&self, anchor: Date, month: i8, year: YearOf, tense: Tense) -> Option<Moment> {
        let here = anchor.month();
        let this = anchor.year();
        let past = this - i16::from(month > here);
        let year = match year {
            YearOf::Told(year) => year,
            YearOf::Off(years) => this + years,
            // Of the month before, one says "last month": "last February" in March is the one before.
            YearOf::Which(Which::Last) => this - i16::from(month >= here || month + 1 == here),
            YearOf::Which(Which::Next) => this + i16::from(month <= here),
            YearOf::Which(Which::This) => this,
            YearOf::Which(Which::Same) => self.spoken.and_then(Moment::year).unwrap_or(past),
            YearOf::Which(Which::Before) => self.beside(month, past, -1),
            YearOf::Which(Which::After) => self.beside(month, past, 1),
            YearOf::Which(Which::Bare) if tense == Tense::Future => this + i16::from(month < here),
            YearOf::Which(Which::Bare) if tense == Tense::Unknown && (month + 11 - here) % 12 == 0 => {
                this + i16::from(month < here)
            }
            YearOf::Which(Which::Bare) => past,
        };
        Some(Moment::Month(year, month))
    }

    /// The year of the month of that name before or after the time spoken of.
    fn beside(&self, month: i8, other: i16, step: i16) -> i16 {
        let Some(spoken) = self.spoken.and_then(Moment::first_day) else { return other };
        let turned = if step < 0 { month >= spoken.month() } else { month <= spoken.month() };
        spoken.year() + step * i16::from(turned)
    }

    fn season(&self, anchor: Date, season: Season, year: YearOf, tense: Tense) -> Option<Moment> {
        let this = anchor.year();
        let (current_year, current) = season_of(anchor);
        let begun = |year: i16| Date::new(year, season.first_month(), 1).is_ok_and(|first| first <= anchor);
        let latest = if begun(this) { this } else { this - 1 };
        let year = match year {
            YearOf::Told(year) => year,
            YearOf::Off(years) => this + years,
            YearOf::Which(Which::Last | Which::Before) if (latest, season) == (current_year, current) => latest - 1,
            YearOf::Which(Which::Last | Which::Before) => latest,
            YearOf::Which(Which::Next | Which::After) => latest + 1,
            YearOf::Which(Which::Same) => self.spoken.and_then(Moment::year).unwrap_or(latest),
            YearOf::Which(Which::This) => {
                if season == Season::Winter && current == season {
                    latest
                } else {
                    this
                }
            }
            YearOf::Which(Which::Bare) if tense == Tense::Future && current != season => latest + 1,
            YearOf::Which(Which::Bare) => latest,
        };
        Some(Moment::Season(year, season))
    }

    /// A quarter or a half: the latest that has begun, or the next one.
    fn of_year(&self, anchor: Date, year: YearOf, tense: Tense, of: impl Fn(i16) -> Moment) -> Option<Moment> {
        let this = anchor.year();
        let first = of(this).first_day()?;
        let begun = first <= anchor;
        let length: Span = if matches!(of(this), Moment::Half(..)) { 6.months() } else { 3.months() };
        let over = first.checked_add(length).ok()?.checked_add(3.months()).ok()? <= anchor;
        Some(match year {
            YearOf::Told(year) => of(year),
            YearOf::Off(years) => match self.quarter.map(|(moment, _)| moment) {
                Some(Moment::Quarter(told, _)) if years == -1 && matches!(of(this), Moment::Quarter(..)) => {
                    of(told.min(this) - 1)
                }
                _ => of(this + years),
            },
            YearOf::Which(Which::Same) => of(self.spoken.and_then(Moment::year).unwrap_or(this)),
            // A quarter that was over months ago comes again; of the one just over, results are still to come.
            YearOf::Which(_) if tense == Tense::Future => of(this + i16::from(over)),
            YearOf::Which(_) => of(this - i16::from(!begun)),
        })
    }

    /// The last week that ends in a month.
    fn last_week(&self, month: &Expression, tense: Tense, at: usize) -> Option<Moment> {
        let first = self.moment(month, tense, at)?.first_day()?;
        let sunday = first.nth_weekday_of_month(-1, Weekday::Sunday).ok()?;
        Moment::counted(sunday, TimeUnit::Week, 0)
    }
}

impl Resolved {
    fn of(moment: Moment) -> Self {
        Self { value: Some(moment.value()), relative: None, moment: Some(moment) }
    }

    /// A time that points from a day that is not known keeps its distance.
    fn relative(expression: &Expression) -> Self {
        let relative = match expression {
            Expression::Day(days) => Some(TimeUnit::Day.distance(*days)),
            Expression::TimeUnit(unit, Which::Last) => Some(unit.distance(-1)),
            Expression::TimeUnit(unit, Which::This) => Some(unit.distance(0)),
            Expression::TimeUnit(unit, Which::Next) => Some(unit.distance(1)),
            Expression::Period(years) => Some(TimeUnit::Year.distance(i64::from(*years))),
            Expression::Away { unit, amount, back, from_there: false } => {
                let amount = amount.round() as i64;
                Some(unit.distance(if *back { -amount } else { amount }))
            }
            _ => None,
        };
        Self { relative, ..Self::default() }
    }
}

/// The day of that date by the tense: the nearest, but no day long ahead of what is past.
fn nearest(anchor: Date, tense: Tense, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    /// Days that a report may be dated too early.
    const AHEAD: i32 = 3;
    let year = anchor.year();
    let distance = |date: &Date| (*date - anchor).get_days();
    let candidates = [year - 1, year, year + 1].into_iter().filter_map(day);
    match tense {
        Tense::Future => candidates.filter(|date| distance(date) >= -31).min(),
        Tense::Past => candidates.filter(|date| distance(date) <= AHEAD).max(),
        // Reports name fewer days to come.
        Tense::Present | Tense::Unknown => {
            candidates.min_by_key(|date| if distance(date) > 0 { distance(date) * 4 } else { distance(date) * -2 })
        }
    }
}

fn named_day(anchor: Date, holiday: Holiday, year: YearOf, tense: Tense) -> Option<Date> {
    let day = |year| holiday.in_year(year);
    let this = anchor.year();
    match year {
        YearOf::Told(year) => day(year),
        YearOf::Off(years) => day(this + years),
        YearOf::Which(Which::This) => day(this),
        YearOf::Which(Which::Last) => [day(this), day(this - 1)].into_iter().flatten().find(|date| *date < anchor),
        YearOf::Which(Which::Next) => [day(this), day(this + 1)].into_iter().flatten().find(|date| *date > anchor),
        YearOf::Which(_) => nearest(anchor, tense, day),
    }
}
