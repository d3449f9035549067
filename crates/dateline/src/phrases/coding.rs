//! Which PLOVER code has an actor: a country or what stands in its place, then sectors?

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::codebook::{Actors, Codebook, Entity, Known, Office, Organization, Person, Sector, Term};

/// An actor's code in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coding {
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// What stands in place of a country.
    pub(crate) entity: Option<Entity>,
    /// Primary first.
    pub(crate) sectors: Vec<Sector>,
}

impl Coding {
    /// The whole code, such as `RUS GOV`; absent where nothing is known.
    pub(crate) fn code(&self) -> Option<String> {
        let first = self.entity.map(Entity::name).or(self.country.as_deref());
        let parts: Vec<&str> = first.into_iter().chain(self.sectors.iter().map(|sector| sector.name())).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
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
        let repeats = |sector: Sector| body.code.is_some_and(|code| code.name() == sector.name());
        let sectors = sectors.iter().copied().filter(|sector| !repeats(*sector)).collect();
        Self { country: body.country.clone(), entity: body.code, sectors }
    }

    /// Takes from the other what this one lacks.
    pub(crate) fn complete(&mut self, other: &Self) {
        if self.country.is_none() && self.entity.is_none() {
            self.country.clone_from(&other.country);
            self.entity = other.entity;
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
    let sectors = if before { vec![Sector::Eli] } else { Vec::new() };
    (Coding { country: Some(person.country.clone()), entity: None, sectors }, None)
}

/// Of several offices held at once, the one in the state counts before a seat in parliament, and that before a party's.
fn weight(office: &Office) -> u8 {
    match office.sector.first() {
        Some(Sector::Gov) | None => 0,
        Some(Sector::Leg) => 2,
        Some(Sector::Pty | Sector::Opp | Sector::Bus | Sector::Soc | Sector::Cvl | Sector::Edu) => 3,
        Some(_) => 1,
    }
}

fn of_office(office: &Office) -> Coding {
    let entity = Entity::of(&office.country);
    let country = entity.is_none().then(|| office.country.clone());
    Coding { country, entity, sectors: office.sector.clone() }
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
pub(crate) fn leads_on(codebook: &Codebook, person: &Person, day: Option<Date>) -> bool {
    person.offices.iter().any(|office| is_lead(codebook, office) && held(office, day))
}

fn is_lead(codebook: &Codebook, office: &Office) -> bool {
    codebook.vocabulary.actors.leading_offices.holds(&office.title)
}

/// Whether somebody headed a state or its government, up to the day.
pub(crate) fn has_led(codebook: &Codebook, person: &Person, day: Option<Date>) -> bool {
    let leads = |office: &Office| {
        is_lead(codebook, office)
            && office.from.as_deref().is_none_or(|from| first_day(from) <= Some(day.unwrap_or(Date::MAX)))
    };
    person.offices.iter().any(leads)
}

/// Whether somebody held no other offices than such as hundreds hold at once, whom a family name alone does not mean.
pub(crate) fn is_one_of_many(person: &Person, vocabulary: &Actors) -> bool {
    person.offices.iter().all(|office| vocabulary.offices_of_many.holds(&office.title))
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
            sector: vec![Sector::Gov],
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
