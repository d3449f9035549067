//! Is there what an entry names: the country, the day, the preposition, the code? The same checks for the built-in files,
//! where the build script makes them, and for a user's own.

use rustc_hash::FxHashSet;

use super::entries::{Cameo, Country, Office, Organization, Person, Role};
use super::senses::Sense;
use super::source::Fault;

/// What entries may name.
#[derive(Debug, Default)]
pub(crate) struct Facts<'f> {
    /// ISO 3166-1 alpha-3 codes of countries.
    pub(crate) countries: FxHashSet<&'f str>,
    /// Words that may stand for what they govern.
    pub(crate) prepositions: FxHashSet<&'f str>,
    /// CAMEO codes.
    pub(crate) cameo: FxHashSet<&'f str>,
}

/// The codes that stand in place of a country.
const BODIES: [&str; 9] = ["NATO", "EUR", "UNO", "IGO", "NGO", "MNC", "ISM", "IMG", "WST"];
/// The class of the words that may stand for what they govern.
pub(crate) const PREPOSITIONS: &str = "preposition";

impl<'f> Facts<'f> {
    /// What there is in these files.
    pub(crate) fn of(
        countries: impl Iterator<Item = &'f Country>,
        prepositions: impl Iterator<Item = &'f str>,
        cameo: &'f Cameo,
    ) -> Self {
        Self {
            countries: countries.map(|country| country.code.as_str()).collect(),
            prepositions: prepositions.collect(),
            cameo: cameo.all().collect(),
        }
    }

    /// What is wrong with a person or the offices held.
    pub(crate) fn person(&self, person: &Person) -> Vec<Fault> {
        let offices = person.offices.iter().flat_map(|office| self.office(office));
        let names = person.all_names().filter_map(unreadable);
        self.country_code(&person.country).into_iter().chain(offices).chain(names).collect()
    }

    fn office(&self, office: &Office) -> Vec<Fault> {
        let body = BODIES.contains(&office.country.as_str());
        let country = if body { None } else { self.country_code(&office.country) };
        country.into_iter().chain(term(office.from.as_deref(), office.to.as_deref())).collect()
    }

    /// What is wrong with an organization.
    pub(crate) fn organization(&self, body: &Organization) -> Vec<Fault> {
        let country = body.country.iter().filter_map(|code| self.country_code(code));
        let terms = body.terms.iter().flat_map(|part| term(part.from.as_deref(), part.to.as_deref()));
        let mut faults: Vec<Fault> = country.chain(terms).chain(body.all_names().filter_map(unreadable)).collect();
        if body.country.is_none() && body.code.is_none() {
            faults.push(fault(&body.name, "it has neither a country nor a code in its place".to_owned()));
        }
        faults
    }

    /// What is wrong with a sense whose classes are written out.
    pub(crate) fn sense(&self, sense: &Sense) -> Vec<Fault> {
        let named = sense.with_preposition.iter().chain(sense.adjunct.keys().map(String::as_str));
        let mut faults: Vec<Fault> = named.filter_map(|word| self.preposition(word, word)).collect();
        for place in sense.actor.iter().chain(&sense.recipient) {
            let written = place.to_string();
            faults.extend(place.prepositions().filter_map(|word| self.preposition(word, &written)));
        }
        faults.extend(self.cameo(&sense.cameo));
        faults
    }

    /// What is wrong with a CAMEO code.
    pub(crate) fn cameo(&self, code: &str) -> Option<Fault> {
        (!self.cameo.contains(code)).then(|| fault(code, format!("CAMEO has no code {code}")))
    }

    fn preposition(&self, word: &str, value: &str) -> Option<Fault> {
        let what = || format!("\"{word}\" is neither a place for a party nor a preposition of the class @preposition");
        (!self.prepositions.contains(word)).then(|| fault(value, what()))
    }

    /// What is wrong with the code of a country.
    pub(crate) fn country_code(&self, code: &str) -> Option<Fault> {
        (!self.countries.contains(code)).then(|| fault(code, format!("there is no country with the code {code}")))
    }
}

/// What is wrong with common nouns that tell a sector.
pub(crate) fn role(role: &Role) -> Vec<Fault> {
    let mut faults = in_lower_case(&role.words);
    if role.words.is_empty() || role.sector.is_empty() {
        faults.push(fault("words", "a role has words and a sector".to_owned()));
    }
    faults
}

/// What is wrong with a name that no text has: what a terminal would obey.
fn unreadable(name: &str) -> Option<Fault> {
    name.contains(char::is_control).then(|| fault(name, "a name holds a control character".to_owned()))
}

/// What is wrong with the time from one day to another.
fn term(from: Option<&str>, to: Option<&str>) -> Vec<Fault> {
    let wrong = |day: &&str| !is_day(day);
    let what = |day: &str| fault(day, format!("{day} is no year, month or day: 2010, 2010-05 or 2010-05-29"));
    let mut faults: Vec<Fault> = from.into_iter().chain(to).filter(wrong).map(what).collect();
    if let (Some(from), Some(to)) = (from, to)
        && faults.is_empty()
    {
        // "2019-01" to "2019" is within the year.
        let known = from.len().min(to.len());
        if from[..known] > to[..known] {
            faults.push(fault(from, format!("from {from} is after to {to}")));
        }
    }
    faults
}

/// `2010`, `2010-05` or `2010-05-29`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [4, 2, 2];
    let well_formed = parts.len() <= 3
        && parts.iter().zip(lengths).all(|(part, length)| part.len() == length)
        && parts.iter().all(|part| part.bytes().all(|digit| digit.is_ascii_digit()));
    let number = |at: usize| parts.get(at).map_or(Some(1), |part| part.parse::<u16>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0), number(1), number(2)) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    well_formed && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// What is wrong with words that are to be in lower case.
pub(crate) fn in_lower_case(words: &[String]) -> Vec<Fault> {
    words.iter().filter(|word| **word != word.to_lowercase()).map(|word| not_lower(word)).collect()
}

/// What is wrong with a word that is not in lower case.
pub(crate) fn not_lower(word: &str) -> Fault {
    fault(word, format!("\"{word}\" is not in lower case"))
}

/// Of a value.
pub(crate) fn fault(value: &str, what: String) -> Fault {
    Fault { value: value.to_owned(), what }
}

#[cfg(test)]
mod tests {
    use super::{is_day, term};

    #[test]
    fn days_are_days_of_the_calendar() {
        assert!(["2010", "2010-05", "2024-02-29", "2000-02-29"].iter().all(|day| is_day(day)));
        let wrong =
            ["", "10", "2010-5", "2010-13", "2010-00", "2023-02-29", "1900-02-29", "2010-05-31-1", "2010/05", "May"];
        assert!(wrong.iter().all(|day| !is_day(day)));
    }

    #[test]
    fn a_term_ends_after_it_began() {
        assert!(term(Some("2010-05"), Some("2010")).is_empty());
        assert!(term(None, Some("2010")).is_empty());
        assert_eq!(term(Some("2011"), Some("2010-12-31")).len(), 1);
        assert_eq!(term(Some("2011-2"), Some("20")).len(), 2);
    }
}
