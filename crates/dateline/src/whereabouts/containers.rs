//! Places that the text says another one lies in: "Paris, Texas", "a village in Bulacan", "Kenya's Mombasa".

use super::Toponym;
use super::candidates::Candidate;
use crate::gazetteer::{Entry, Feature};

/// Most bytes between a place and the one it lies in.
const REACH: usize = 48;

/// Words that may stand between "Oxford," and "Mississippi": what kind of place it is, and where.
const BETWEEN: [&str; 38] = [
    "a",
    "an",
    "the",
    "in",
    "of",
    "town",
    "city",
    "village",
    "suburb",
    "district",
    "capital",
    "port",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "small",
    "remote",
    "nearby",
    "state",
    "province",
    "region",
    "county",
    "coastal",
    "rural",
];

/// For each toponym, the one it lies in, if the text says so; they stand in order.
pub(super) fn containers(text: &str, toponyms: &[Toponym], candidates: &[&[Candidate]]) -> Vec<Option<usize>> {
    let mut found = vec![None; toponyms.len()];
    for i in 0..toponyms.len().saturating_sub(1) {
        let (this, next) = (&toponyms[i], &toponyms[i + 1]);
        let Some(gap) = text.get(this.bytes.end as usize..next.bytes.start as usize) else { continue };
        if gap.len() > REACH || gap.contains('\n') {
            continue;
        }
        if may_contain(candidates[i + 1]) && lies_in(gap) {
            // "Jackson, Hinds County, Mississippi": the last holds the first as well.
            found[i] = Some(i + 1);
        } else if found[i + 1].is_none() && may_contain(candidates[i]) && holds(gap) {
            found[i + 1] = Some(i);
        }
    }
    found
}

fn may_contain(candidates: &[Candidate]) -> bool {
    candidates.iter().any(|candidate| candidate.entry.feature.contains_others())
}

/// Whether the gap reads "…, " or "…, a town in southern …".
fn lies_in(gap: &str) -> bool {
    let trimmed = gap.trim();
    if matches!(trimmed, "," | "(" | ", (") {
        return true;
    }
    let words = || trimmed.split([' ', ',', '-']).filter(|word| !word.is_empty());
    words().all(|word| BETWEEN.contains(&word)) && words().any(|word| matches!(word, "in" | "of"))
        || trimmed.starts_with(',') && words().all(|word| BETWEEN[8..].contains(&word))
}

/// Whether the gap reads "…'s ", "…'s capital, " or "… city of ".
fn holds(gap: &str) -> bool {
    let mut rest = gap.trim();
    let possessive = ["'s", "’s", "'", "’"].iter().find_map(|s| rest.strip_prefix(s));
    rest = possessive.unwrap_or(rest);
    let mut words = rest.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_none() {
        return possessive.is_some();
    }
    words.clone().all(|word| BETWEEN.contains(&word))
        && words.any(|word| matches!(word, "city" | "town" | "capital" | "village" | "port"))
}

/// Whether a place lies in another, as far as the gazetteer can tell.
pub(super) fn lies_within(inner: &Entry, outer: &Entry) -> bool {
    if inner.country != outer.country && !outer.country.is_empty() {
        return false;
    }
    let km = || inner.km_to(outer.lat, outer.lon);
    match outer.feature {
        Feature::Country => inner.feature != Feature::Country && !outer.country.is_empty(),
        Feature::State => inner.feature != Feature::State && inner.admin1 == outer.admin1 && !outer.admin1.is_empty(),
        Feature::County => inner.feature != Feature::County && km() < 60.0 && inner.admin1 == outer.admin1,
        Feature::Province => inner.feature != Feature::Province && km() < 250.0,
        Feature::Region | Feature::Island => inner.feature == Feature::City && km() < 450.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_tell_who_holds_whom() {
        for gap in [", ", " (", ", a town in southern ", " in ", ", capital of "] {
            assert!(lies_in(gap), "{gap:?}");
        }
        for gap in [" and ", ", while ", " to ", " in the talks with "] {
            assert!(!lies_in(gap), "{gap:?}");
        }
        assert!(holds("'s ") && holds("’s capital, ") && holds(" city of "));
        assert!(!holds(" and ") && !holds(" "));
    }
}
