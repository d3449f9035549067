//! PLOVER codes: a country or what stands in its place, then sectors.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::codebook::{Codebook, Known, Office, Organization, Person, Term};

/// An actor's code in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coding {
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// What stands in place of a country: NATO, EUR, UNO, IGO, NGO, MNC, ISM, IMG, WST.
    pub(crate) entity: Option<String>,
    pub(crate) sectors: Vec<String>,
}

impl Coding {
    /// The whole code, such as `RUS GOV`; absent where nothing is known.
    pub(crate) fn code(&self) -> Option<String> {
        let first = self.entity.as_ref().or(self.country.as_ref());
        let parts: Vec<&str> = first.into_iter().chain(&self.sectors).map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    pub(crate) fn first_sector(&self) -> Option<String> {
        self.sectors.first().cloned()
    }

    /// A country as such.
    pub(crate) fn of_country(code: &str) -> Self {
        Self { country: Some(code.to_owned()), ..Self::default() }
    }

    /// An organization on a day: its sectors change with its place in the state, as those of a movement that comes to
    /// govern do. Without a day, those it has last.
    pub(crate) fn of_organization_on(body: &Organization, day: Option<Date>) -> Self {
        let day = day.unwrap_or(Date::MAX);
        let holds = |term: &&Term| {
            term.from.as_deref().is_none_or(|from| first_day(from) <= Some(day))
                && term.to.as_deref().is_none_or(|to| last_day(to) >= Some(day))
        };
        let sectors = body.terms.iter().find(holds).map_or(&body.sector, |term| &term.sector);
        // "IGO IGO" says no more than "IGO".
        let sectors = sectors.iter().filter(|sector| body.code.as_ref() != Some(*sector)).cloned().collect();
        Self { country: body.country.clone(), entity: body.code.clone(), sectors }
    }

    /// Takes from the other what this one lacks.
    pub(crate) fn complete(&mut self, other: &Self) {
        if self.country.is_none() && self.entity.is_none() {
            self.country.clone_from(&other.country);
            self.entity.clone_from(&other.entity);
        }
        if self.sectors.is_empty() {
            self.sectors.clone_from(&other.sectors);
        }
    }
}

/// What a person was on a day: the code, and the title of the office held. Who held office before and none now belongs to
/// the elites; without a day, the latest office counts.
pub(crate) fn person_on(person: &Person, day: Option<Date>) -> (Coding, Option<String>) {
    let current = person.offices.iter().filter(|office| held(office, day)).min_by_key(|office| weight(office));
    if let Some(office) = current {
        return (of_office(office), Some(office.title.clone()));
    }
    let before = day.is_some() && person.offices.iter().any(|office| ended(office, day));
    let sectors = if before { vec!["ELI".to_owned()] } else { Vec::new() };
    (Coding { country: Some(person.country.clone()), entity: None, sectors }, None)
}

/// Of several offices held at once, the one in the state counts before a seat in parliament, and that before a party's.
fn weight(office: &Office) -> u8 {
    match office.sector.first().map(String::as_str) {
        Some("GOV") | None => 0,
        Some("LEG") => 2,
        Some("PTY" | "OPP" | "BUS" | "SOC" | "CVL" | "EDU") => 3,
        _ => 1,
    }
}

fn of_office(office: &Office) -> Coding {
    let body = matches!(office.country.as_str(), "EUR" | "UNO" | "NATO" | "IGO" | "NGO" | "MNC" | "IMG" | "ISM");
    let place = Some(office.country.clone());
    Coding { country: place.clone().filter(|_| !body), entity: place.filter(|_| body), sectors: office.sector.clone() }
}

fn held(office: &Office, day: Option<Date>) -> bool {
    let Some(day) = day else { return office.to.is_none() };
    office.from.as_deref().is_none_or(|from| first_day(from) <= Some(day)) && !ended(office, Some(day))
}

fn ended(office: &Office, day: Option<Date>) -> bool {
    office.to.as_deref().is_some_and(|to| last_day(to) < day)
}

/// What a person was in the last of the offices that count most: all that a report without a day can be read by.
pub(crate) fn last_office(person: &Person) -> Option<Coding> {
    let end = |office: &Office| office.to.as_deref().map_or(Some(Date::MAX), last_day);
    let last = person.offices.iter().max_by_key(|office| (Reverse(weight(office)), end(office)))?;
    Some(of_office(last))
}

/// Whether somebody heads a state or its government on the day.
pub(crate) fn leads_on(person: &Person, day: Option<Date>) -> bool {
    person.offices.iter().any(|office| is_lead(office) && held(office, day))
}

fn is_lead(office: &Office) -> bool {
    matches!(office.title.as_str(), "president" | "prime minister" | "chancellor" | "supreme leader")
}

/// Whether somebody headed a state or its government, up to the day.
pub(crate) fn has_led(person: &Person, day: Option<Date>) -> bool {
    let leads = |office: &Office| {
        is_lead(office) && office.from.as_deref().is_none_or(|from| first_day(from) <= Some(day.unwrap_or(Date::MAX)))
    };
    person.offices.iter().any(leads)
}

/// The year in which a person's last office ended.
pub(crate) fn last_year(person: &Person) -> Option<String> {
    let end = |office: &Office| office.to.as_deref().unwrap_or("9999").chars().take(4).collect();
    person.offices.iter().map(end).max()
}

/// The first day of `2010`, `2010-05` or `2010-05-29`.
fn first_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-').map(|part| part.parse::<i16>());
    let year = parts.next()?.ok()?;
    let mut next = || parts.next().and_then(Result::ok).unwrap_or(1) as i8;
    Date::new(year, next(), next()).ok()
}

/// The last day of `2010`, `2010-05` or `2010-05-29`.
fn last_day(text: &str) -> Option<Date> {
    let day = first_day(text)?;
    match text.len() {
        4 => Date::new(day.year(), 12, 31).ok(),
        7 => Some(day.last_of_month()),
        _ => Some(day),
    }
}

/// The country that a known name tells: its own, its capital's, its adjective's.
pub(crate) fn country_of(codebook: &Codebook, known: &[Known]) -> Option<String> {
    known.iter().find_map(|known| match *known {
        Known::Country(i) | Known::Adjective(i) | Known::People(i) | Known::Seat(i) => {
            Some(codebook.countries[i].code.clone())
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_office_counts_while_it_is_held() {
        let office = |from: &str, to: Option<&str>| Office {
            title: "president".into(),
            country: "RUS".into(),
            sector: vec!["GOV".into()],
            from: Some(from.into()),
            to: to.map(str::to_owned),
        };
        assert!(held(&office("2012-05-07", None), Some(date(2022, 2, 1))));
        assert!(!held(&office("2012-05-07", None), Some(date(2011, 2, 1))));
        assert!(held(&office("2008", Some("2012-05")), Some(date(2012, 5, 20))));
        assert!(!held(&office("2008", Some("2012-05")), Some(date(2012, 6, 1))));
        assert!(held(&office("2012", None), None));
    }
}
