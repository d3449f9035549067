//! Which of the two numbers before a year is the day: `01/02/2022` is a day of January in New York and of February in
//! London.

use jiff::civil::Date;

use crate::article::Article;
use crate::codebook::Codebook;
use crate::home::Home;

/// Which number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// Why two numbers and a year tell no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// No month has such a day.
    NoDay,
    /// Nothing tells which of two days is meant.
    TwoWays,
}

/// Where the month comes first. In Canada both are usual.
const MONTH_FIRST: [&str; 10] = ["USA", "PHL", "PRI", "GUM", "VIR", "ASM", "MNP", "FSM", "MHL", "PLW"];

/// How much nearer to the day of the report the likelier of two days must be, in days.
const NEARER: i32 = 60;

/// How near to the day of the report a day is that it most likely tells of, in days.
const FRESH: i32 = 3;

impl Order {
    /// As the article's other dates show, else as is usual where its publisher is at home.
    pub(super) fn of(article: &Article, codebook: &Codebook) -> Option<Self> {
        written(&article.text).or_else(|| {
            match Home::of(article.source.url.as_deref(), article.publisher.as_deref(), codebook).country.as_str() {
                "" | "CAN" => None,
                home if MONTH_FIRST.contains(&home) => Some(Self::MonthFirst),
                _ => Some(Self::DayFirst),
            }
        })
    }
}

/// The order of the first date in a text that can be read in one way only.
fn written(text: &str) -> Option<Order> {
    text.split(|c: char| c.is_whitespace() || "(),;".contains(c)).find_map(|word| {
        let mut parts = word.split('/');
        let (first, second): (i8, i8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let year = parts.next()?.trim_end_matches('.');
        let dated = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit()) && parts.next().is_none();
        match (first, second) {
            (13..=31, 1..=12) if dated => Some(Order::DayFirst),
            (1..=12, 13..=31) if dated => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

/// The day that two numbers and a year tell, by custom, else the one that is much nearer to the day of the report.
pub(super) fn slashed(
    year: i16,
    first: i8,
    second: i8,
    order: Option<Order>,
    anchor: Option<Date>,
) -> Result<Date, Unread> {
    let (month_first, day_first) = (Date::new(year, first, second), Date::new(year, second, first));
    let (month_first, day_first) = match (month_first, day_first) {
        (Ok(one), Ok(other)) => (one, other),
        (Ok(day), Err(_)) | (Err(_), Ok(day)) => return Ok(day),
        (Err(_), Err(_)) => return Err(Unread::NoDay),
    };
    match order {
        _ if month_first == day_first => return Ok(day_first),
        Some(Order::MonthFirst) => return Ok(month_first),
        Some(Order::DayFirst) => return Ok(day_first),
        None => {}
    }
    let away = |date: Date| anchor.map(|anchor| (date - anchor).get_days().abs());
    match away(month_first).zip(away(day_first)) {
        Some((one, other)) if one + NEARER <= other => Ok(month_first),
        Some((one, other)) if other + NEARER <= one => Ok(day_first),
        Some((one, other)) if one <= FRESH && other > 3 * FRESH => Ok(month_first),
        Some((one, other)) if other <= FRESH && one > 3 * FRESH => Ok(day_first),
        _ => Err(Unread::TwoWays),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_number_too_big_for_a_month_tells_the_order_of_all() {
        assert_eq!(written("Signed 03/04/2021, void after 28/04/2021."), Some(Order::DayFirst));
        assert_eq!(written("Valid 04/28/21 to 05/01/21"), Some(Order::MonthFirst));
        assert_eq!(written("On 03/04/2021 he scored 13/15/2."), None);
    }

    #[test]
    fn a_day_is_told_by_custom_or_nearness_or_not_at_all() {
        let anchor = Some(date(2022, 2, 3));
        assert_eq!(slashed(2022, 1, 2, Some(Order::DayFirst), anchor), Ok(date(2022, 2, 1)));
        assert_eq!(slashed(2022, 1, 2, Some(Order::MonthFirst), None), Ok(date(2022, 1, 2)));
        assert_eq!(slashed(2022, 2, 11, None, anchor), Ok(date(2022, 2, 11)));
        assert_eq!(slashed(2022, 1, 2, None, Some(date(2022, 1, 17))), Err(Unread::TwoWays));
        assert_eq!(slashed(2022, 15, 2, None, None), Ok(date(2022, 2, 15)));
        assert_eq!(slashed(2022, 31, 31, None, None), Err(Unread::NoDay));
    }
}
