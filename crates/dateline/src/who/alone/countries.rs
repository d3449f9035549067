//! Which country, body or place does a part of the phrase name?

use super::told_code::ToldCode;
use super::units::{PhraseUnit, UnitKind};
use super::{Coder, people};
use crate::codebook::{Known, OrganizationKind, Sector};
use crate::gazetteer;
use crate::phrases::coding::{Coding, person_on};

/// How many live in a place that is better known than a person of its name.
pub(super) const LARGE: u64 = 200_000;

/// How many live in a place that a word of a longer name may mean.
const TOWN: u64 = 20_000;

impl<'c> Coder<'c, '_> {
    /// A phrase whose head is a name that the codebook knows.
    pub(super) fn named(&self, known: Known, main: &[PhraseUnit<'c>]) -> ToldCode {
        let country = |i: usize, sector: Option<Sector>| {
            let country = &self.codebook.countries[i];
            let coding = Coding { sectors: sector.into_iter().collect(), ..Coding::of_country(&country.code) };
            ToldCode::of(coding, format!("country {}", country.code))
        };
        match known {
            Known::Country(i) | Known::Adjective(i) => country(i, None),
            Known::Seat(i) => country(i, Some(Sector::Gov)),
            Known::People(i) => country(i, Some(Sector::Cvl)),
            Known::Organization(i) => {
                let body = &self.codebook.organizations[i];
                let coding = Coding::of_organization_on(body, Some(self.day));
                let mut told = ToldCode::of(coding, format!("organization {}", body.name));
                // "Chile's Congress": a name that several states use.
                let owner = main.iter().find(|unit| unit.owns).and_then(|unit| self.country(unit));
                if let Some(owner) = owner.filter(|_| told.coding.entity.is_none()) {
                    told.coding.country = owner.coding.country;
                    told.entries.extend(owner.entries);
                }
                told
            }
            Known::Person(_) => ToldCode::default(),
        }
    }

    /// The code of an organization that the unit names.
    pub(super) fn body(&self, unit: &PhraseUnit<'c>) -> Option<ToldCode> {
        let UnitKind::Known(known) = &unit.what else { return None };
        known.iter().find_map(|known| match *known {
            Known::Organization(_) => Some(self.named(*known, &[])),
            _ => None,
        })
    }

    /// The country that one of the units names; else one that an unknown name among them holds.
    pub(super) fn country_among<'u>(&self, units: impl Iterator<Item = &'u PhraseUnit<'c>> + Clone) -> Option<ToldCode>
    where
        'c: 'u,
    {
        let unknown = |unit: &&PhraseUnit<'c>| matches!(unit.what, UnitKind::Name);
        let known = units.clone().filter(|unit| !unknown(unit)).find_map(|unit| self.country(unit));
        known.or_else(|| units.filter(unknown).find_map(|unit| self.country(unit)))
    }

    /// The country that the unit names, or that a place of its name lies in.
    pub(super) fn country(&self, unit: &PhraseUnit<'c>) -> Option<ToldCode> {
        match &unit.what {
            UnitKind::Known(known) => self.country_of_known(known, unit),
            UnitKind::Place(country) => {
                Some(ToldCode::of(Coding::of_country(country), format!("place {}", self.phrase.text(unit))))
            }
            UnitKind::Name => {
                let whole = self.phrase.text(unit);
                // "Oxford University" is of a town; who is called Jack London is not.
                let of_body = self.phrase.sector_within(unit).is_some();
                let word = |run: &str| self.vocabulary().sectors_in_names.get(&run.to_lowercase()).is_some();
                let part =
                    |run: &String| (of_body || !self.phrase.is_one()) && !word(run) && self.has_people(run, TOWN);
                let town =
                    || self.phrase.runs(unit).filter(|run| *run == whole || part(run)).find_map(|run| self.place(&run));
                // "The Obama administration" is no town's; "Lagos police" are.
                let leader = || people::leader(self.codebook, &whole, self.day).map(|i| self.country_of_person(i));
                if self.phrase.is_one() || self.has_people(&whole, LARGE) { town() } else { leader().or_else(town) }
            }
            UnitKind::Role(..) => self.within(unit),
            UnitKind::Word => None,
        }
    }

    fn country_of_known(&self, known: &[Known], unit: &PhraseUnit<'c>) -> Option<ToldCode> {
        let country = known.iter().find_map(|known| match *known {
            Known::Country(i) | Known::Adjective(i) | Known::People(i) | Known::Seat(i) => Some(i),
            Known::Person(_) | Known::Organization(_) => None,
        });
        if let Some(country) = country.map(|i| &self.codebook.countries[i]) {
            let entry = format!("country {} ({})", country.code, self.phrase.text(unit));
            return Some(ToldCode::of(Coding::of_country(&country.code), entry));
        }
        let Some(Known::Person(i)) = known.first() else { return None };
        Some(self.country_of_person(*i))
    }

    fn country_of_person(&self, person: usize) -> ToldCode {
        let person = &self.codebook.people[person];
        let (coding, office) = person_on(person, Some(self.day));
        let coding = Coding { sectors: Vec::new(), ..coding };
        ToldCode::of(coding, people::entry(person, office.as_deref(), self.day))
    }

    pub(super) fn is_place(&self, unit: &PhraseUnit<'c>) -> bool {
        matches!(unit.what, UnitKind::Place(_)) || self.place(&self.phrase.text(unit)).is_some()
    }

    /// Whether a place of this name has so many people, or holds other places.
    pub(super) fn has_people(&self, name: &str, people: u64) -> bool {
        let entries = self.codebook.gazetteer().named(&gazetteer::fold(name));
        entries.iter().any(|entry| entry.population >= people || entry.feature.contains_others())
    }

    /// The country of the largest place of this name.
    fn place(&self, name: &str) -> Option<ToldCode> {
        let lower = name.to_lowercase();
        if !self.places || self.codebook.noun(&lower).is_some() || self.codebook.role(&lower).is_some() {
            return None;
        }
        let entries = self.codebook.gazetteer().named(&gazetteer::fold(name));
        let place = entries.into_iter().filter(|entry| {
            let known = entry.name == name || entry.population >= LARGE || entry.feature.contains_others();
            !entry.country.is_empty() && known
        });
        let place = place.max_by_key(|entry| (entry.feature.contains_others(), entry.population))?;
        Some(ToldCode::of(Coding::of_country(place.country), format!("place {}", place.name)))
    }

    /// The country of a name that is part of the role: "White House" in "White House official".
    pub(super) fn within(&self, unit: &PhraseUnit<'c>) -> Option<ToldCode> {
        let names = self.phrase.names_within(unit);
        let names = names.into_iter().filter(|known| match *known {
            // "Senate hopeful", "national news agency": many states have one.
            Known::Organization(i) => {
                let kind = self.codebook.organizations[i].kind;
                !matches!(kind, OrganizationKind::Legislature | OrganizationKind::Media)
            }
            _ => true,
        });
        let told = names.map(|known| self.named(known, &[]));
        told.map(|told| ToldCode { coding: Coding { sectors: Vec::new(), ..told.coding }, ..told })
            .find(|told| told.coding.country.is_some() || told.coding.entity.is_some())
    }
}
