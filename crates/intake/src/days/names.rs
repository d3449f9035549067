//! What does a word mean that stands in a day: a month, a day of the week? (Data: `names.tsv`.)

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;

/// Names in lower case: `month`, number, names; `day`, number from Monday, names.
const FILE: &str = include_str!("names.tsv");

static NAMES: LazyLock<BTreeMap<&str, Named>> = LazyLock::new(read);

/// What a word of a day means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Month(i8),
    Weekday(Weekday),
    /// It stands behind a number and says nothing: "8th".
    Behind,
    /// It stands between the parts and says nothing.
    Within,
}

fn read() -> BTreeMap<&'static str, Named> {
    let mut all = BTreeMap::new();
    for row in FILE.lines().filter(|row| !row.starts_with('#')) {
        let mut cells = row.split('\t');
        let (kind, number, names) = (cells.next(), cells.next(), cells.next());
        let number = number.and_then(|number| number.parse().ok()).unwrap_or_default();
        let meant = match kind {
            Some("month") => Some(Named::Month(number)),
            Some("day") => Weekday::from_monday_one_offset(number).ok().map(Named::Weekday),
            Some("behind") => Some(Named::Behind),
            _ => Some(Named::Within),
        };
        for name in names.into_iter().flat_map(|names| names.split(' ')) {
            meant.map(|meant| *all.entry(name).or_insert(meant));
        }
    }
    all
}

/// What a word in lower case means.
pub(super) fn named(word: &str) -> Option<Named> {
    NAMES.get(word).copied()
}

/// The number of a month, by its name in any case, with or without a dot.
pub(super) fn month(word: &str) -> Option<i8> {
    match named(&word.trim_end_matches('.').to_lowercase())? {
        Named::Month(month) => Some(month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_and_weekday_has_names() {
        let all: Vec<Named> = NAMES.values().copied().collect();
        assert!((1..=12).all(|number| all.contains(&Named::Month(number))));
        assert!((1..=7).all(|day| all.contains(&Named::Weekday(Weekday::from_monday_one_offset(day).expect("a day")))));
        assert_eq!((month("Sept."), month("MÄRZ"), month("Monday")), (Some(9), Some(3), None));
    }
}
