//! How many on which day?

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::frame::count;
use crate::rows::Rows;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 190.0;
/// Room for numbers at the left, and for days below.
const LEFT: f64 = 44.0;
const BELOW: f64 = 26.0;

/// Room for a day below, and the blank behind it.
const LABEL: f64 = 96.0;

/// The most bars that can be told apart.
const BARS: i32 = 180;

/// What is stacked on which day.
#[derive(Default)]
pub(crate) struct Stack {
    /// Day, what, how many; in the order in which they are stacked.
    pub(crate) bars: Vec<(Date, String, i64)>,
    /// Lines over them: what a line is called, with day and how many.
    pub(crate) lines: Vec<(&'static str, Vec<(Date, i64)>)>,
}

/// Of fewer bars each is as wide as if there were so many.
const FEWEST: usize = 24;

/// How many days one bar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    fn of(first: Date, last: Date) -> Self {
        let days = (last - first).get_days();
        [(BARS, Self::Day), (BARS * 7, Self::Week), (BARS * 30, Self::Month)]
            .into_iter()
            .find(|(most, _)| days < *most)
            .map_or(Self::Year, |(_, step)| step)
    }

    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.checked_sub((day.weekday().to_monday_zero_offset()).days()).unwrap_or(day),
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn next(self, day: Date) -> Option<Date> {
        let step = match self {
            Self::Day => 1.day(),
            Self::Week => 7.days(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        day.checked_add(step).ok()
    }

    fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Reports by day: columns `day` and `reports`.
pub(crate) fn days(rows: &Rows) -> Markup {
    let bar = |row: crate::rows::Row<'_>| Some((row.text("day")?.parse().ok()?, String::new(), row.whole("reports")));
    let mut bars: Vec<(Date, String, i64)> = rows.each().filter_map(bar).collect();
    bars.sort();
    stacked(&Stack { bars, lines: Vec::new() }, "reports")
}

/// Bars of what is stacked, day by day, week by week or month by month; `what` is counted.
pub(crate) fn stacked(stack: &Stack, what: &str) -> Markup {
    let days = || {
        stack
            .bars
            .iter()
            .map(|(day, ..)| *day)
            .chain(stack.lines.iter().flat_map(|(_, line)| line.iter().map(|(day, _)| *day)))
    };
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return crate::frame::nothing() };
    let step = Step::of(first, last);
    let starts = starts(step, first, last);
    let place = |day: Date| starts.binary_search(&step.start(day)).unwrap_or(0);
    let piles = piles(&stack.bars, starts.len(), place);
    let sums = |line: &[(Date, i64)]| {
        let mut sums = vec![0; starts.len()];
        line.iter().for_each(|(day, number)| sums[place(*day)] += number);
        sums
    };
    let lines: Vec<(&str, Vec<i64>)> = stack.lines.iter().map(|(name, line)| (*name, sums(line))).collect();
    let highest = piles.iter().map(|pile| pile.iter().map(|(_, number)| number).sum::<i64>()).max().unwrap_or(0);
    let highest = lines.iter().flat_map(|(_, sums)| sums.iter().copied()).chain([highest]).max().unwrap_or(1).max(1);
    let scale =
        Scale { step: (WIDTH - LEFT) / starts.len().max(FEWEST) as f64, unit: (HEIGHT - BELOW - 8.0) / highest as f64 };
    html! {
        figure.chart { div.scroll tabindex="0" role="region" aria-label={ (what) " by " (step.name()) } {
            svg.days viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label={ (what) " by " (step.name()) }
                data-first=(first) data-last=(last) data-left=(LEFT) data-width=(WIDTH) {
                (axis(highest, &scale))
                @for (at, pile) in piles.iter().enumerate() { (bar(&scale, at, pile, starts[at], what)) }
                @for (name, sums) in &lines { polyline class={ "line " "line-"
                    (name) } points=(points(&scale, sums)) {} }
                (labels(&scale, &starts, step))
            }
            } figcaption { (what) " by " (step.name()) }
        }
    }
}

/// What lies on each bar, kind by kind.
fn piles(bars: &[(Date, String, i64)], all: usize, place: impl Fn(Date) -> usize) -> Vec<Vec<(&str, i64)>> {
    let mut piles: Vec<Vec<(&str, i64)>> = vec![Vec::new(); all];
    for (day, kind, number) in bars {
        let pile = &mut piles[place(*day)];
        match pile.iter_mut().find(|(other, _)| other == kind) {
            Some((_, sum)) => *sum += number,
            None => pile.push((kind, *number)),
        }
    }
    piles
}

fn starts(step: Step, first: Date, last: Date) -> Vec<Date> {
    let mut starts = vec![step.start(first)];
    while let Some(next) = starts.last().and_then(|day| step.next(*day)).filter(|next| *next <= last) {
        starts.push(next);
    }
    starts
}

struct Scale {
    step: f64,
    unit: f64,
}

impl Scale {
    fn x(&self, at: usize) -> f64 {
        LEFT + self.step * at as f64
    }

    fn y(&self, number: i64) -> f64 {
        HEIGHT - BELOW - self.unit * number as f64
    }
}

/// A number with as many digits as a picture needs.
pub(super) fn px(number: f64) -> String {
    format!("{number:.1}")
}

fn axis(highest: i64, scale: &Scale) -> Markup {
    let marks = marks(highest);
    html! {
        line.axis x1=(LEFT) x2=(WIDTH) y1=(px(scale.y(0))) y2=(px(scale.y(0))) {}
        @for mark in marks {
            line.grid x1=(LEFT) x2=(WIDTH) y1=(px(scale.y(mark))) y2=(px(scale.y(mark))) {}
            text.y x=(LEFT - 6.0) y=(px(scale.y(mark) + 4.0)) { (count(mark)) }
        }
    }
}

/// Round numbers up to the highest, a few.
fn marks(highest: i64) -> Vec<i64> {
    let step = (0..18)
        .flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)))
        .find(|step| highest / step <= 4)
        .unwrap_or(highest);
    (1..=highest / step).map(|time| time * step).collect()
}

fn bar(scale: &Scale, at: usize, pile: &[(&str, i64)], day: Date, what: &str) -> Markup {
    let mut sum = 0;
    let width = (scale.step - if scale.step > 4.0 { 1.0 } else { 0.0 }).max(0.6);
    let all: i64 = pile.iter().map(|(_, number)| number).sum();
    let parts: Vec<(&str, i64, i64)> = pile
        .iter()
        .map(|(kind, number)| {
            let from = sum;
            sum += number;
            (*kind, from, sum)
        })
        .collect();
    let told: BTreeMap<&str, i64> = pile.iter().filter(|(kind, _)| !kind.is_empty()).copied().collect();
    let told: Vec<String> = told.iter().map(|(kind, number)| format!("{kind} {number}")).collect();
    html! {
        @if all > 0 {
            g.pile data-day=(day) {
                title { (day) ": " (all) " " (what) @if !told.is_empty() { " (" (told.join(", ")) ")" } }
                @for (kind, from, to) in parts {
                    rect class={ "bar ev-" (kind.to_lowercase()) } x=(px(scale.x(at))) width=(px(width))
                        y=(px(scale.y(to))) height=(px(scale.y(from) - scale.y(to))) {}
                }
            }
        }
    }
}

fn points(scale: &Scale, sums: &[i64]) -> String {
    let point =
        |(at, number): (usize, &i64)| format!("{},{}", px(scale.x(at) + scale.step / 2.0), px(scale.y(*number)));
    sums.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
}

fn labels(scale: &Scale, starts: &[Date], step: Step) -> Markup {
    let room = (LABEL / scale.step).ceil() as usize;
    let every = starts.len().div_ceil(8).max(room).max(1);
    let told = |day: Date| match step {
        Step::Day | Step::Week => day.to_string(),
        Step::Month => day.strftime("%Y-%m").to_string(),
        Step::Year => day.year().to_string(),
    };
    html! {
        @for (at, day) in starts.iter().enumerate().step_by(every) {
            text.x x=(px(scale.x(at))) y=(HEIGHT - 8.0) { (told(*day)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn long_times_have_wide_bars() {
        assert_eq!(Step::of(date(2031, 1, 1), date(2031, 3, 1)), Step::Day);
        assert_eq!(Step::of(date(2030, 1, 1), date(2031, 3, 1)), Step::Week);
        assert_eq!(Step::of(date(2020, 1, 1), date(2031, 3, 1)), Step::Month);
        assert_eq!(Step::Week.start(date(2031, 3, 8)), date(2031, 3, 3));
        assert_eq!((marks(14), marks(3), marks(240)), (vec![5, 10], vec![1, 2, 3], vec![50, 100, 150, 200]));
        assert_eq!(starts(Step::Month, date(2031, 1, 31), date(2031, 3, 1)).len(), 3);
    }

    #[test]
    fn every_bar_is_drawn() {
        let bars = vec![
            (date(2031, 3, 1), "AID".into(), 2),
            (date(2031, 3, 1), "AID".into(), 1),
            (date(2031, 3, 3), "COERCE".into(), 4),
        ];
        let drawn =
            stacked(&Stack { bars, lines: vec![("reports", vec![(date(2031, 3, 2), 5)])] }, "happenings").into_string();
        assert_eq!(drawn.matches("<rect").count(), 2);
        assert!(drawn.contains("2031-03-01: 3 happenings (AID 3)"), "{drawn}");
        assert_eq!(drawn.matches("class=\"x\"").count(), 1, "days below stand apart");
    }
}
