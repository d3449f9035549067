//! Are these rows places? A user's file is asked before its rows are taken up.

use crate::error::Mistake;
use crate::record::Feature;

/// So many mistakes are told of a file; one of another kind has one in every row.
const MOST: usize = 20;

/// What is wrong with a file of places: with its size, or with rows. `is_country` knows the codes of countries.
pub(super) fn mistakes(tsv: &str, is_country: impl Fn(&str) -> bool) -> Vec<Mistake> {
    let rows = tsv.lines().zip(1..).filter(|(row, _)| !row.starts_with('#') && !row.trim().is_empty());
    let wrong = |(row, line): (&str, usize)| {
        let entry = row.split('\t').nth(1).filter(|name| !name.is_empty()).map(str::to_owned);
        let what = fault(row.trim_end_matches('\r'), &is_country)?;
        Some(Mistake { file: None, line, entry, what })
    };
    rows.filter_map(wrong).take(MOST).collect()
}

/// What is wrong with a row, if anything is.
fn fault(row: &str, is_country: impl Fn(&str) -> bool) -> Option<String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let Some((&[id, name, _, country, _, lat, lon, population], rest)) = columns.split_first_chunk::<8>() else {
        return Some(format!("it has {} of the eight columns that a place has, separated by tabs", columns.len()));
    };
    let degrees = |text: &str, most: f64| text.parse().is_ok_and(|value: f64| value.abs() <= most);
    Some(match rest.get(1) {
        _ if id.parse::<u32>().is_err() => format!("\"{id}\" is no GeoNames id, a whole number"),
        _ if name.trim().is_empty() => "it has no name".to_owned(),
        _ if columns.iter().any(|column| column.contains(char::is_control)) => {
            "it holds a control character".to_owned()
        }
        _ if !country.is_empty() && !is_country(country) => format!("there is no country with the code {country}"),
        _ if !degrees(lat, 90.0) => format!("\"{lat}\" is no latitude, a number from -90 to 90"),
        _ if !degrees(lon, 180.0) => format!("\"{lon}\" is no longitude, a number from -180 to 180"),
        _ if !population.is_empty() && population.parse::<u64>().is_err() => {
            format!("\"{population}\" is no population, a whole number")
        }
        Some(kind) if !kind.is_empty() && Feature::of(kind).is_none() => {
            format!("there is no kind of place \"{kind}\"")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tsv: &str) -> Vec<(usize, String)> {
        mistakes(tsv, |code| code == "DEU").into_iter().map(|mistake| (mistake.line, mistake.what)).collect()
    }

    #[test]
    fn rows_of_places_are_sound() {
        let sound = "# Places\n\n77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612\t\r\n0\tHochmoor\tHochmor\t\t\t-90\t180\t\tA|B\tcity\n";
        assert_eq!(of(sound), []);
    }

    #[test]
    fn what_is_no_place_is_told_with_its_line() {
        let wrong = [
            ("garbage", "it has 1 of the eight columns"),
            ("x\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612", "\"x\" is no GeoNames id"),
            ("77\t \t\tDEU\t02\t48.1\t11.5\t612", "it has no name"),
            ("77\tKlein\u{1b}[2Jdorf\t\tDEU\t02\t48.1\t11.5\t612", "it holds a control character"),
            ("77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612\tA|B\0", "it holds a control character"),
            ("77\tKleindorf\t\tDEX\t02\t48.1\t11.5\t612", "there is no country with the code DEX"),
            ("77\tKleindorf\t\tDEU\t02\t98.1\t11.5\t612", "\"98.1\" is no latitude"),
            ("77\tKleindorf\t\tDEU\t02\tNaN\t11.5\t612", "\"NaN\" is no latitude"),
            ("77\tKleindorf\t\tDEU\t02\t48.1\teast\t612", "\"east\" is no longitude"),
            ("77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t-612", "\"-612\" is no population"),
            ("77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612\t\tzzz", "there is no kind of place"),
        ];
        let file: Vec<&str> = wrong.iter().map(|(row, _)| *row).collect();
        let found = of(&file.join("\n"));
        assert_eq!(found.len(), wrong.len(), "{found:?}");
        for ((line, what), (i, (_, start))) in found.iter().zip(wrong.iter().enumerate()) {
            assert!(*line == i + 1 && what.starts_with(start), "{line}: {what}");
        }
        assert_eq!(of(&"garbage\n".repeat(1000)).len(), MOST);
    }
}
