//! Whom does a name mean that stands alone? Spelling, family name, the title before it and the offices of the day tell.

use jiff::civil::Date;

use super::Coder;
use super::countries::LARGE;
use super::told_code::ToldCode;
use super::units::{PhraseUnit, UnitKind};
use crate::codebook::{Codebook, Known, Person, Sector};
use crate::gazetteer;
use crate::phrases::coding::{is_one_of_many, person_on};

impl<'c> Coder<'c, '_> {
    /// A person in the phrase who owns nothing there: "Minister Jobet", but not "Merkel's party".
    pub(super) fn person(&self, main: &[PhraseUnit<'c>]) -> Option<ToldCode> {
        let last = main.last()?;
        let title = main.iter().find_map(|unit| match &unit.what {
            UnitKind::Role(_, words) => Some(words.as_str()),
            _ => None,
        });
        let found = match known_person(main) {
            Some((person, unit)) if unit.end == last.end || !matches!(last.what, UnitKind::Role(..)) => {
                Found { person, sure: true }
            }
            Some(_) => return None,
            None => self.person_by_name(main, title)?,
        };
        let person = &self.codebook.people[found.person];
        if known_person(main).is_none() && self.is_elsewhere(main, person) {
            return None;
        }
        let (coding, office) = person_on(person, Some(self.day));
        let mut told = ToldCode::of(coding, entry(person, office.as_deref(), self.day));
        let past = &self.vocabulary().past_in_phrases;
        let former = main.iter().flat_map(|unit| self.phrase.lower(unit)).any(|word| past.holds(word));
        let titled = title.is_some() && !former && told.coding.sectors == [Sector::Eli];
        if told.coding.sectors.is_empty() && told.coding.entity.is_none() || titled && left_lately(person, self.day) {
            told.take_sectors(self.last_role(main));
        }
        (found.sure || office.is_some() || title.is_some()).then_some(told)
    }

    /// "Somali president Sharif" is no Sharif of another country.
    fn is_elsewhere(&self, main: &[PhraseUnit<'c>], person: &Person) -> bool {
        let known = main.iter().filter(|unit| !matches!(unit.what, UnitKind::Name));
        let country = known.filter_map(|unit| self.country(unit)?.coding.country).next();
        let own =
            |code: &String| *code == person.country || person.offices.iter().any(|office| office.country == *code);
        country.is_some_and(|code| !own(&code))
    }

    /// The person whose name the main part ends with, as far as the codebook's spellings tell.
    fn person_by_name(&self, main: &[PhraseUnit<'c>], title: Option<&str>) -> Option<Found> {
        let name = self.phrase.name_at_end(main)?;
        let found = find(self.codebook, &name, title, self.day)?;
        // "Lagos" is the city, unless a Lagos is in office.
        Some(Found { sure: found.sure && !self.has_people(&name, LARGE), ..found })
    }
}

/// A person whom the codebook knows by the words of a unit.
fn known_person<'u, 'c>(main: &'u [PhraseUnit<'c>]) -> Option<(usize, &'u PhraseUnit<'c>)> {
    main.iter().filter(|unit| !unit.owns || main.len() == 1).find_map(|unit| {
        let UnitKind::Known(known) = &unit.what else { return None };
        known.iter().find_map(|known| if let Known::Person(i) = known { Some((*i, unit)) } else { None })
    })
}

/// A person found by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The number in the codebook.
    pub(super) person: usize,
    /// Whether the name says it, not the family name alone.
    pub(super) sure: bool,
}

/// The person of this name: spelled alike but for accents, nearly alike, or the best known of the family name.
pub(super) fn find(codebook: &Codebook, name: &str, title: Option<&str>, day: Date) -> Option<Found> {
    if name.contains(' ') {
        let key = gazetteer::fold(name);
        let same = |person: &Person| person.all_names().any(|own| gazetteer::fold(own) == key);
        let alike = |person: &Person| person.all_names().any(|own| is_alike(&gazetteer::fold(own), &key));
        let position = codebook.people.iter().position(same).or_else(|| codebook.people.iter().position(alike));
        return position.map(|person| Found { person, sure: true });
    }
    let known_by_family = |title: &str| codebook.vocabulary.actors.offices_known_by_family.holds(title);
    let rank = |&i: &usize| {
        let person = &codebook.people[i];
        let titled = title.is_some_and(|title| {
            person.offices.iter().any(|office| title.contains(&*office.title) || office.title.contains(title))
        });
        let now = person_on(person, Some(day)).1;
        let led = person.offices.iter().any(|office| known_by_family(&office.title));
        let latest = person.offices.iter().map(|office| office.from.clone().unwrap_or_default()).max();
        let leads = now.as_deref().is_some_and(known_by_family);
        (titled, leads, now.is_some(), led, latest)
    };
    let told = |&i: &usize| rank(&i).0 || !is_one_of_many(&codebook.people[i], &codebook.vocabulary.actors);
    let found = codebook.family(name).iter().copied().filter(told).max_by_key(rank);
    found.or_else(|| leader_spelled_like(codebook, name, day)).map(|person| Found { person, sure: title.is_none() })
}

/// The head of state or government, now or before, whom a family name means: "Bush" in "Bush administration officials".
pub(super) fn leader(codebook: &Codebook, family: &str, day: Date) -> Option<usize> {
    let found = codebook.family(family).iter().copied().filter(|&i| {
        codebook.people[i].offices.iter().any(|office| {
            let begun = office.from.as_deref().is_some_and(|from| from <= day.to_string().as_str());
            begun && codebook.vocabulary.actors.offices_known_by_family.holds(&office.title)
        })
    });
    let latest = |&i: &usize| codebook.people[i].offices.iter().filter_map(|office| office.from.clone()).max();
    found.max_by_key(latest)
}

/// The one head of state or government of the day whose family name is spelled nearly so: "Zelenskyy".
fn leader_spelled_like(codebook: &Codebook, name: &str, day: Date) -> Option<usize> {
    let key = gazetteer::fold(name);
    let leads = |person: &Person| {
        let office = person_on(person, Some(day)).1;
        office.is_some_and(|title| codebook.vocabulary.actors.offices_known_by_family.holds(&title))
    };
    let alike = |person: &Person| {
        let family = gazetteer::fold(person.family_name());
        family.starts_with(key.chars().next().unwrap_or(' ')) && distance(&family, &key) <= 2
    };
    let mut found = codebook
        .people
        .iter()
        .enumerate()
        .filter(|(_, person)| key.len() >= 6 && person.family_name().len() >= 6 && alike(person) && leads(person));
    let (first, _) = found.next()?;
    found.next().is_none().then_some(first)
}

/// Transliterations of one name: the same number of words, each beginning alike and differing in a third of its letters
/// at most.
fn is_alike(one: &str, other: &str) -> bool {
    let (ones, others): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let near = |(a, b): (&&str, &&str)| {
        let first = a.chars().next() == b.chars().next();
        let allowed = a.len().min(b.len()) / 3;
        first && distance(a, b) <= allowed
    };
    ones.len() == others.len() && ones.len() > 1 && ones.iter().zip(&others).all(near)
}

/// How many letters differ, are missing or too many.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let cost = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

/// Whether the last office ended within a year before the day: the press still gives its title.
pub(super) fn left_lately(person: &Person, day: Date) -> bool {
    let year = i32::from(day.year());
    let ends = person.offices.iter().filter_map(|office| office.to.as_deref()?.get(..4)?.parse::<i32>().ok());
    ends.max().is_some_and(|end| end >= year - 1)
}

/// The entry of a person, with the office that counts: "person Angela Merkel, chancellor 2005-11-22 to 2021-12-08"; of one
/// in no office, the one that was held last.
pub(super) fn entry(person: &Person, office: Option<&str>, day: Date) -> String {
    let day = day.to_string();
    let begun = person.offices.iter().filter(|office| office.from.as_deref().unwrap_or_default() <= day.as_str());
    let ours = begun.filter(|other| office.is_none_or(|title| other.title == title));
    let last = ours.max_by_key(|office| office.from.as_deref().unwrap_or_default());
    let held = last.map(|last| {
        let from = last.from.as_deref().unwrap_or("?");
        let title = &last.title;
        let held =
            last.to.as_ref().map_or_else(|| format!("{title} {from} to now"), |to| format!("{title} {from} to {to}"));
        if office.is_none() { format!(", was {held}") } else { format!(", {held}") }
    });
    format!("person {}{}", person.name, held.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_are_alike() {
        assert!(is_alike("aleksandr lukashenko", "alexander lukashenka"));
        assert!(!is_alike("kim jong un", "kim jong il"));
        assert!(!is_alike("anna berg", "hanna berg"));
    }
}
