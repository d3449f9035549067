//! In which other place does the text say that a place lies? "Paris, Texas", "a village in Bulacan", "Kenya's Mombasa".

use super::candidates::Candidate;
use super::toponym::Toponym;
use crate::codebook::Places;
use crate::gazetteer::Entry;
use crate::grammar::amounts;
use crate::grammar::names::{behind_genitive, puts_within};
use crate::record::Feature;

/// Most bytes between a place and the one it lies in.
const REACH: usize = 48;

/// For each toponym, the one it lies in, if the text says so; they stand in order.
pub(super) fn containers(
    text: &str,
    toponyms: &[Toponym],
    candidates: &[&[Candidate]],
    words: &Places,
) -> Vec<Option<usize>> {
    let mut found = vec![None; toponyms.len()];
    for i in 0..toponyms.len().saturating_sub(1) {
        let (this, next) = (&toponyms[i], &toponyms[i + 1]);
        let Some(gap) = text.get(this.bytes.end as usize..next.bytes.start as usize) else { continue };
        if gap.len() > REACH || gap.contains('\n') {
            continue;
        }
        if may_contain(candidates[i + 1]) && lies_in(gap, words) {
            // "Jackson, Hinds County, Mississippi": the last holds the first as well.
            found[i] = Some(i + 1);
        } else if found[i + 1].is_none() && may_contain(candidates[i]) && holds(gap, words) {
            found[i + 1] = Some(i);
        }
    }
    found
}

/// Whether the text says outright that a place lies in the next one, so that one of its name elsewhere is not meant: "Troy,
/// N.C.", "Paris, Maine"; not a list as "Troy, Maine and Ohio".
pub(super) fn tells_outer(text: &str, toponyms: &[Toponym], i: usize, candidates: &[&[Candidate]]) -> bool {
    let (inner, outer) = (&toponyms[i], &toponyms[i + 1]);
    let between = |one: &Toponym, other: &Toponym| text.get(one.bytes.end as usize..other.bytes.start as usize);
    let comma = |one: &Toponym, other: &Toponym| between(one, other).is_some_and(|gap| gap.trim() == ",");
    let bracket = between(inner, outer).is_some_and(|gap| gap.trim() == "(");
    if !comma(inner, outer) && !bracket {
        return false;
    }
    let name = &text[outer.bytes.range()];
    let all = |one: &dyn Fn(&Candidate) -> bool| candidates[i + 1].iter().any(one);
    if all(&|c| c.entry.is_abbreviated_as(name) || c.entry.is_abbreviated_as(&format!("{name}."))) {
        return true;
    }
    let next = text[outer.bytes.end as usize..].split_whitespace().next().unwrap_or_default();
    let follows = toponyms.get(i + 2).is_some_and(|third| comma(outer, third));
    let list =
        amounts::adds(next) || amounts::offers_another(next) || follows || i > 0 && comma(&toponyms[i - 1], inner);
    let state = all(&|c| matches!(c.entry.feature, Feature::State | Feature::Province));
    let known = candidates[i].iter().any(|c| c.entry.population > WELL_KNOWN);
    !list && (state || !known && all(&|c| c.entry.feature == Feature::Country))
}

/// Most people of a town that may be one of a name that another country has too.
const WELL_KNOWN: u64 = 100_000;

fn may_contain(candidates: &[Candidate]) -> bool {
    candidates.iter().any(|candidate| candidate.entry.feature.contains_others())
}

/// Whether the gap reads "…, " or "…, a town in southern …".
fn lies_in(gap: &str, words: &Places) -> bool {
    let trimmed = gap.trim();
    if matches!(trimmed, "," | "(" | ", (") {
        return true;
    }
    let mut each = trimmed.split([' ', ',', '-']).filter(|word| !word.is_empty());
    each.clone().all(|word| is_between(word, words)) && each.clone().any(puts_within)
        || trimmed.starts_with(',') && each.all(|word| words.descriptions.holds(word))
}

/// Whether the gap reads "…'s ", "…'s capital, " or "… city of ".
fn holds(gap: &str, words: &Places) -> bool {
    let owned = behind_genitive(gap.trim());
    let rest = owned.unwrap_or(gap.trim());
    let mut each = rest.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    if each.peek().is_none() {
        return owned.is_some();
    }
    each.clone().all(|word| is_between(word, words)) && each.any(|word| words.owned_kinds.holds(word))
}

/// Whether a word tells what kind of place "Oxford" is in "Oxford, a town in Mississippi", and where.
fn is_between(word: &str, words: &Places) -> bool {
    words.within_words.holds(word) || words.descriptions.holds(word)
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
    use crate::codebook::Codebook;

    #[test]
    fn gaps_tell_who_holds_whom() {
        let codebook = Codebook::built_in();
        let lies_in = |gap| super::lies_in(gap, &codebook.vocabulary.places);
        let holds = |gap| super::holds(gap, &codebook.vocabulary.places);
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
