//! Are two parties one, as two reports name them?
//!
//! Reports name one party in many ways: `Gunmen` and `armed men`, `the army` and `Nigerian troops`. That names differ so tells
//! little. What tells two parties apart is that they differ in what names are for: Russian and Ukrainian forces, Kent and
//! Essex police, Ana and Jon Berg.

use dateline::record::Sector;

use super::happening::Somebody;
use super::words::{is_vague, tokens};

/// How two parties stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parties {
    /// They are one.
    Same,
    /// They are named differently, and may be one.
    Unlike,
    /// They are two.
    Other,
}

/// How those of two lists stand to each other: one party in common is enough. Nothing where a list is empty.
pub(super) fn compare(a: &[Somebody], b: &[Somebody]) -> Option<Parties> {
    let pairs = || a.iter().flat_map(|a| b.iter().map(move |b| compare_two(a, b)));
    if pairs().any(|parties| parties == Parties::Same) {
        return Some(Parties::Same);
    }
    let unlike = pairs().any(|parties| parties == Parties::Unlike);
    pairs().next().map(|_| if unlike { Parties::Unlike } else { Parties::Other })
}

pub(super) fn compare_two(a: &Somebody, b: &Somebody) -> Parties {
    let one_country = a.country.is_some() && a.country == b.country;
    if a.country.is_some() && b.country.is_some() && !one_country {
        return Parties::Other;
    }
    let (ours, theirs) = (Named::of(&a.name), Named::of(&b.name));
    if ours.head != theirs.head {
        return match (a.person && b.person, a.code.is_some() && a.code == b.code) {
            // A family name may come first, or be all that is told.
            (true, _) if !ours.shares(&theirs) => Parties::Other,
            (true, _) | (_, true) => Parties::Same,
            _ => Parties::Unlike,
        };
    }
    let (more, less) = (ours.beyond(&theirs), theirs.beyond(&ours));
    let are_names = [&more, &less].iter().all(|words| words.iter().any(|word| word.starts_with(char::is_uppercase)));
    // `Russian forces` are `Moscow's forces`, but its foreign ministry is not its defence ministry.
    let by_country = one_country && !a.person && more.len() == ours.before.len() && less.len() == theirs.before.len();
    let roles = a.code.as_deref().map(role).zip(b.code.as_deref().map(role));
    let two_roles = roles.is_some_and(|(one, other)| one != other);
    if more.is_empty() || less.is_empty() || by_country || !are_names && !two_roles {
        Parties::Same
    } else {
        Parties::Other
    }
}

/// The sectors of a code without its country.
fn role(code: &str) -> &str {
    let rest = code.split_once(' ').filter(|(first, _)| Sector::of(first).is_none());
    rest.map_or(code, |(_, rest)| rest)
}

/// The words of a name.
struct Named<'n> {
    head: String,
    before: Vec<&'n str>,
}

impl<'n> Named<'n> {
    fn of(name: &'n str) -> Self {
        let mut before: Vec<&str> = tokens(name).map(|token| token.text).collect();
        let head = before.pop().unwrap_or_default().to_lowercase();
        before.retain(|word| !is_vague(word));
        Self { head, before }
    }

    /// Words before its head that the other lacks.
    fn beyond(&self, other: &Self) -> Vec<&'n str> {
        let lacks =
            |word: &&&str| !other.before.iter().any(|there| is_short_for(word, there) || is_short_for(there, word));
        self.before.iter().filter(lacks).copied().collect()
    }

    fn shares(&self, other: &Self) -> bool {
        let words = |named: &Self| {
            named.before.iter().map(|word| word.to_lowercase()).chain([named.head.clone()]).collect::<Vec<_>>()
        };
        let theirs = words(other);
        words(self).iter().any(|word| theirs.contains(word))
    }
}

/// Whether it is the same name, its initial, or cut short: `A` for `Ana`, `Dan` for `Daniel`.
fn is_short_for(short: &str, long: &str) -> bool {
    let (short, long) = (short.to_lowercase(), long.to_lowercase());
    long.starts_with(&short) && (short == long || short.chars().count() != 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(name: &str, code: Option<&str>, country: Option<&str>, person: bool) -> Somebody {
        Somebody { name: name.into(), code: code.map(Into::into), country: country.map(Into::into), person }
    }

    /// How two stand to each other that have no code.
    fn unknown(a: &str, b: &str) -> Parties {
        compare_two(&somebody(a, None, None, false), &somebody(b, None, None, false))
    }

    #[test]
    fn what_names_are_for_tells_parties_apart() {
        for (a, b) in
            [("Kent police", "Essex police"), ("Ana Berg", "Jon Berg"), ("North Quay Line", "South Quay Line")]
        {
            assert_eq!(unknown(a, b), Parties::Other, "{a}, {b}");
        }
        let body = |name: &str, country: &str| somebody(name, Some(&format!("{country} GOV")), Some(country), false);
        assert_eq!(
            compare_two(&body("Norwegian government", "NOR"), &body("Swedish government", "SWE")),
            Parties::Other
        );
        assert_eq!(compare_two(&body("Oslo", "NOR"), &body("Stockholm", "SWE")), Parties::Other);
        let (foreign, defence) = (body("Norwegian Foreign Ministry", "NOR"), body("Norwegian Defence Ministry", "NOR"));
        assert_eq!(compare_two(&foreign, &defence), Parties::Other);
        let (rebels, soldiers) = (somebody("rebel forces", Some("REB"), None, false), "government forces");
        assert_eq!(compare_two(&rebels, &somebody(soldiers, Some("NGA MIL"), None, false)), Parties::Other);
        let person = |name: &str| somebody(name, Some("NOR GOV"), Some("NOR"), true);
        assert_eq!(compare_two(&person("Ana Berg"), &person("Tor Lie")), Parties::Other);
        assert_eq!(compare_two(&person("Ana Berg"), &person("Jon Berg")), Parties::Other);
    }

    #[test]
    fn one_party_is_named_in_many_ways() {
        for (a, b) in [
            ("60 pupils", "pupils"),
            ("Armed men", "Masked men"),
            ("Ana Berg", "Berg"),
            ("A. Berg", "Ana Berg"),
            ("Dan Berg", "Daniel Berg"),
            ("boarding school", "girls' school"),
        ] {
            assert_eq!(unknown(a, b), Parties::Same, "{a}, {b}");
        }
        assert_eq!(unknown("Gunmen", "Raiders"), Parties::Unlike);
        let army = |name: &str| somebody(name, Some("RUS MIL"), Some("RUS"), false);
        assert_eq!(compare_two(&army("Russian forces"), &army("Moscow's forces")), Parties::Same);
        assert_eq!(compare_two(&army("Russian forces"), &army("its gunners")), Parties::Same);
        let person = |name: &str| somebody(name, None, None, true);
        assert_eq!(compare_two(&person("Lin Mei"), &person("Lin")), Parties::Same);
    }

    #[test]
    fn one_party_in_common_is_enough() {
        let list = |names: &[&str]| names.iter().map(|name| somebody(name, None, None, true)).collect::<Vec<_>>();
        assert_eq!(compare(&list(&["Ana Berg", "Tor Lie"]), &list(&["Jon Berg", "Tor Lie"])), Some(Parties::Same));
        assert_eq!(compare(&list(&["Ana Berg"]), &list(&["Jon Berg", "Tor Lie"])), Some(Parties::Other));
        assert_eq!(compare(&list(&[]), &list(&["Jon Berg"])), None);
    }
}
