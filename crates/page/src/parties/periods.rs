//! In which months was it, and how did it go between each two of them?

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use rusqlite::Connection;

use crate::asked::{Asked, By};
use crate::error::Trouble;
use crate::foreign::{name, plain};
use crate::frame::{count, score};
use crate::rows::Rows;
use crate::timeline;
use crate::tone::Tone;

use super::{PATH, Sides};

/// How many periods, and pairs, can be looked over.
const PERIODS: usize = 24;
const PAIRS: usize = 16;

/// A month or a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    /// As it is written: `2031-03`, `2031`.
    name: String,
    first: Date,
    last: Date,
}

impl Period {
    fn of(name: &str) -> Option<Self> {
        let (first, span) = match name.len() {
            4 => (format!("{name}-01-01"), 1.year()),
            _ => (format!("{name}-01"), 1.month()),
        };
        let first: Date = first.parse().ok()?;
        let last = first.checked_add(span).ok()?.yesterday().ok()?;
        Some(Self { name: name.to_owned(), first, last })
    }

    /// The address of what was in it.
    fn link(&self, asked: &Asked, otherwise: &[(&str, &str)]) -> String {
        let (since, until) = (self.first.to_string(), self.last.to_string());
        asked.link(PATH, &[otherwise, &[("since", &since), ("until", &until)]].concat())
    }
}

/// The way to each month alone, to years where those are too many, and to all of them beside each other.
pub(super) fn steps(connection: &Connection, asked: &Asked) -> Result<Markup, Trouble> {
    let whole = Asked { since: None, until: None, ..asked.clone() };
    let counted = counted(connection, &timeline::dated(connection, &whole)?)?;
    let is_now = |period: &Period| asked.since == Some(period.first) && asked.until == Some(period.last);
    let beside = asked.by == Some(By::Month);
    Ok(html! {
        @if counted.len() > 1 {
            nav.steps aria-label="Months" {
                a href=(whole.link(PATH, &[("by", "")])) aria-current=[(!beside && asked.since.is_none() && asked.until.is_none())
                    .then_some("true")] { "all days" }
                @for (period, number) in &counted {
                    a href=(period.link(asked, &[("by", "")])) aria-current=[is_now(period).then_some("true")] {
                        (period.name) " " span.n { (count(*number)) } }
                }
                a href=(whole.link(PATH, &[("by", "month")])) aria-current=[beside.then_some("true")] { "side by side" }
            }
        }
    })
}

/// Months with their happenings; years, where those are too many; the last of them.
fn counted(connection: &Connection, asked: &Asked) -> Result<Vec<(Period, i64)>, Trouble> {
    let conditions = asked.of_sums();
    let sql = format!(
        "SELECT substr(\"when\", 1, 7) AS period, count(*) AS happenings FROM happenings_kept WHERE {} AND actor IS NOT NULL \
         AND recipient IS NOT NULL AND \"when\" GLOB '????-??*' GROUP BY 1 ORDER BY 1 LIMIT 5000",
        conditions.sql()
    );
    let rows = Rows::ask(connection, &sql, conditions.values())?;
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    let length = if rows.rows.len() > PERIODS { 4 } else { 7 };
    for row in rows.each() {
        let period = row.text("period").and_then(|period| period.get(..length));
        *sums.entry(period.unwrap_or_default()).or_default() += row.whole("happenings");
    }
    let all: Vec<(Period, i64)> =
        sums.into_iter().filter_map(|(name, number)| Some((Period::of(name)?, number))).collect();
    let skipped = all.len().saturating_sub(PERIODS);
    Ok(all.into_iter().skip(skipped).collect())
}

/// How many happenings between which two, month by month.
pub(crate) fn by_month(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let conditions = asked.of_sums();
    let Sides { from, to, mut values } = Sides::of(asked);
    values.extend(conditions.values());
    let sql = format!(
        "SELECT substr(\"when\", 1, 7) AS month, {from} AS who, {to} AS whom, count(*) AS happenings, \
         round(avg(score), 2) AS mean_score FROM happenings_kept WHERE {} AND actor IS NOT NULL AND recipient IS NOT NULL \
         AND \"when\" GLOB '????-??*' GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3 LIMIT 20000",
        conditions.sql()
    );
    Rows::ask(connection, &sql, values)
}

/// Months beside each other: a row for each pair, the most frequent first.
pub(super) fn beside(connection: &Connection, asked: &Asked) -> Result<Markup, Trouble> {
    let rows = by_month(connection, &timeline::dated(connection, asked)?)?;
    let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    let mut cells: BTreeMap<(&str, &str, &str), (i64, f64)> = BTreeMap::new();
    for row in rows.each() {
        let (Some(month), Some(who), Some(whom)) = (row.text("month"), row.text("who"), row.text("whom")) else {
            continue;
        };
        let number = row.whole("happenings");
        *sums.entry((who, whom)).or_default() += number;
        cells.insert((who, whom, month), (number, row.real("mean_score").unwrap_or(0.0)));
    }
    let mut pairs: Vec<((&str, &str), i64)> = sums.into_iter().collect();
    pairs.sort_by_key(|(pair, number)| (std::cmp::Reverse(*number), *pair));
    pairs.truncate(PAIRS);
    let months: BTreeSet<&str> = cells.keys().map(|(.., month)| *month).collect();
    let months: Vec<Period> = months.into_iter().rev().take(PERIODS).filter_map(Period::of).collect();
    Ok(html! {
        div.scroll tabindex="0" role="region" aria-label="Pairs by month" {
            table.matrix {
                thead { tr { th { span.corner { "did → to" } }
                    @for month in months.iter().rev() { th scope="col" { a href=(month.link(asked, &[("by", "")])) { (month.name) } } } } }
                tbody { @for ((who, whom), _) in &pairs { tr {
                    th scope="row" { (name(who)) " → " (name(whom)) }
                    @for month in months.iter().rev() { (cell(cells.get(&(*who, *whom, month.name.as_str())), month, (who, whom), asked)) }
                } } }
            }
        }
    })
}

fn cell(found: Option<&(i64, f64)>, month: &Period, (who, whom): (&str, &str), asked: &Asked) -> Markup {
    html! {
        @match found {
            Some((number, mean)) => td class={ "cell " (Tone::of(*mean).ground()) } {
                a href=(month.link(asked, &[("by", ""), ("from", who), ("to", whom)])) title={ (plain(who)) " → " (plain(whom)) ", "
                    (month.name) ", mean score " (score(*mean)) } { (count(*number)) } },
            None => td {},
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_ends_before_the_next_begins() {
        let days = |name: &str| Period::of(name).map(|period| (period.first, period.last));
        assert_eq!(days("2032-02"), Some((date(2032, 2, 1), date(2032, 2, 29))));
        assert_eq!(days("2031"), Some((date(2031, 1, 1), date(2031, 12, 31))));
        assert_eq!((days("2031-13"), days("")), (None, None));
    }
}
