//! Codes an actor phrase that stands alone, without an article around it: "Hungarian foreign minister", "Merkel".
//!
//! ```text
//! phrase → words → units (names, roles) → head and what stands before and behind it → code, with the entries it comes from
//! ```

mod people;
mod words;

use jiff::civil::Date;
use serde::Serialize;

use super::coding::{Coding, person_on};
use crate::codebook::{Codebook, Known, Noun};
use crate::gazetteer;
use people::Found;
use words::{Phrase, Unit, What};

/// How a phrase is coded, and by what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorCode {
    /// The phrase.
    pub text: String,
    /// ISO 3166-1 alpha-3, or the PLOVER code that stands in place of a country (`IGO`, `EUR`, `NATO`).
    pub country: Option<String>,
    /// PLOVER sectors, primary first.
    pub sectors: Vec<String>,
    /// The whole code, such as `HUN GOV`.
    pub code: Option<String>,
    /// The entries of the codebook that it comes from.
    pub entry: Option<String>,
}

/// A code and the entries that told it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) coding: Coding,
    pub(super) entries: Vec<String>,
}

/// How an actor phrase is coded on a day; without one, by who holds which office when the codebook was written.
///
/// # Example
///
/// ```
/// use dateline::{Codebook, code_actor};
///
/// let code = code_actor("Hungarian foreign minister", None, &Codebook::built_in());
/// assert_eq!(code.code.as_deref(), Some("HUN GOV"));
/// ```
pub fn code_actor(text: &str, day: Option<Date>, codebook: &Codebook) -> ActorCode {
    // An office without an end is held on the last of all days.
    let day = day.unwrap_or(Date::MAX);
    let phrase = Phrase::of(text, codebook);
    let coder = Coder { codebook, day, phrase: &phrase };
    let told = sovereign(coder.person(phrase.main()).unwrap_or_else(|| coder.code()), codebook);
    let Coding { country, entity, sectors } = told.coding.clone();
    ActorCode {
        text: text.to_owned(),
        country: entity.or(country),
        sectors,
        code: told.coding.code(),
        entry: (!told.entries.is_empty()).then(|| told.entries.join("; ")),
    }
}

/// What the words of a body's name tell.
pub(super) fn told_of_body(name: &str, day: Option<Date>, codebook: &Codebook) -> Coding {
    let phrase = Phrase::of(name, codebook);
    let coder = Coder { codebook, day: day.unwrap_or(Date::MAX), phrase: &phrase };
    sovereign(coder.code(), codebook).coding
}

/// With the state that a territory belongs to in its place.
fn sovereign(mut told: Told, codebook: &Codebook) -> Told {
    let own = told.coding.country.as_deref().filter(|code| !OWN_CODE.contains(code));
    if let Some(state) = own.and_then(|code| codebook.country(code)?.sovereign.clone()) {
        told.coding.country = Some(state);
    }
    told
}

/// Territories that PLOVER codes apart from the state they belong to.
const OWN_CODE: [&str; 4] = ["HKG", "PSE", "ATA", "KOS"];

/// Heads of a phrase that have the sector of the body named with them: "a Pentagon official", "president of the Riigikogu".
const OF_BODY: &[&str] = &[
    "official",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "leader",
    "chief",
    "head",
    "member",
    "director",
    "representative",
    "source",
    "aide",
    "adviser",
    "advisor",
    "boss",
    "founder",
    "commander",
    "staff",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "secretary-general",
    "secretary general",
    "deputy",
    "officer",
    "agent",
    "operative",
    "delegate",
    "delegation",
    "team",
    "office",
    "headquarters",
    "unit",
    "executive",
    "executive director",
    "general secretary",
    "vice president",
    "deputy director",
    "envoy",
    "personnel",
    "group",
];

/// How many live in a place that is better known than a person of its name.
const LARGE: u64 = 200_000;

/// How many live in a place that a word of a longer name may mean.
const TOWN: u64 = 20_000;

/// Words that make an office one of the past.
pub(super) const FORMER: [&str; 10] =
    ["former", "ex", "late", "ousted", "deposed", "retired", "onetime", "one-time", "erstwhile", "disgraced"];

/// Ranks of armed services and police whose former holders belong to the elites.
const RANKS: [&str; 10] = [
    "general",
    "admiral",
    "marshal",
    "colonel",
    "brigadier",
    "chief",
    "commander",
    "minister",
    "director",
    "commissioner",
];

/// Weapons that stand for the forces of the state named with them.
const WEAPONS: [&str; 9] = ["drone", "tank", "missile", "rocket", "artillery", "jet", "helicopter", "bomber", "mortar"];

struct Coder<'c, 'p> {
    codebook: &'c Codebook,
    day: Date,
    phrase: &'p Phrase<'c>,
}

impl<'c> Coder<'c, '_> {
    fn code(&self) -> Told {
        let main = self.phrase.main();
        match self.phrase.head(main) {
            Some(Unit { what: What::Role(role, words), start, .. }) => self.role(main, role, words, *start),
            Some(Unit { what: What::Known(known), .. }) => self.named(known[0], main),
            _ => self.unknown(main),
        }
    }

    /// A person in the phrase who owns nothing there: "Minister Jobet", but not "Merkel's party".
    fn person(&self, main: &[Unit<'c>]) -> Option<Told> {
        let last = main.last()?;
        let known = main.iter().find_map(|unit| match &unit.what {
            What::Known(known) if !unit.owns || main.len() == 1 => {
                known.iter().find_map(|known| if let Known::Person(i) = known { Some((*i, unit)) } else { None })
            }
            _ => None,
        });
        let title = main
            .iter()
            .find_map(|unit| if let What::Role(_, words) = &unit.what { Some(words.as_str()) } else { None });
        let found = match known {
            Some((i, unit)) if unit.end == last.end || !matches!(last.what, What::Role(..)) => {
                Found { person: i, sure: true }
            }
            Some(_) => return None,
            None => {
                let name = self.phrase.name_at_end(main)?;
                people::find(self.codebook, &name, title, self.day)?
            }
        };
        let person = &self.codebook.people[found.person];
        let (coding, office) = person_on(person, Some(self.day));
        let mut told = Told { coding, entries: vec![people::entry(person, office.as_deref(), self.day)] };
        let former = main.iter().flat_map(|unit| self.phrase.lower(unit)).any(|word| FORMER.contains(&word));
        let titled = title.is_some() && !former && told.coding.sectors == ["ELI"];
        if told.coding.sectors.is_empty() || titled && people::left_lately(person, self.day) {
            told.take_sectors(self.last_role(main));
        }
        let namesake = || self.phrase.name_at_end(main).is_some_and(|name| self.has_people(&name, LARGE));
        // "Lagos" is the city, unless a Lagos is in office.
        (found.sure && (known.is_some() || !namesake()) || office.is_some() || title.is_some()).then_some(told)
    }

    fn last_role(&self, main: &[Unit<'c>]) -> Told {
        let role = main.iter().rev().find_map(|unit| match &unit.what {
            What::Role(role, words) => Some((role, words)),
            _ => None,
        });
        role.map_or_else(Told::default, |(role, words)| Told {
            coding: Coding { sectors: role.sector.clone(), ..Coding::default() },
            entries: vec![format!("role {words}")],
        })
    }

    /// A phrase whose head is a role: sectors from the role or the body it belongs to, the country from the words around.
    fn role(&self, main: &[Unit<'c>], role: &crate::codebook::Role, words: &str, start: usize) -> Told {
        let mut told = Told {
            coding: Coding { sectors: role.sector.clone(), ..Coding::default() },
            entries: vec![format!("role {words}")],
        };
        let head = words.rsplit(' ').next().unwrap_or(words);
        let of_body = OF_BODY.contains(&words)
            || OF_BODY.contains(&head) && !role.person
            || OF_BODY.contains(&head) && role.sector == ["GOV"];
        let before = || main.iter().filter(|unit| unit.start < start).rev();
        // "Police Chief Carmen Best": what follows the title of a person is a name, not a place.
        let named = |unit: &&Unit<'c>| !(role.person && matches!(unit.what, What::Name));
        let after = || main.iter().filter(|unit| unit.start > start).filter(named).chain(self.phrase.behind(main));
        let around = || before().chain(after());
        let body = around().find_map(|unit| self.body(unit));
        // "An intelligence agency officer": of the sector of the agency.
        let unnamed = main.iter().filter(|unit| unit.end <= start).rev().find_map(|unit| match &unit.what {
            What::Role(body, words) if !body.person => Some((body, words)),
            _ => None,
        });
        if let Some((body, words)) = unnamed.filter(|(body, _)| of_body && !body.sector.is_empty()) {
            told.coding.sectors.clone_from(&body.sector);
            told.entries.push(format!("role {words}"));
        }
        if let Some(body) = body {
            if of_body && (!body.coding.sectors.is_empty() || body.coding.entity.is_some()) {
                told = body;
            } else {
                told.take_country(body);
            }
        }
        if told.coding.country.is_none() && told.coding.entity.is_none() {
            let country =
                self.country_among(around()).or_else(|| self.within(main.iter().find(|unit| unit.start == start)?));
            told.take_country(country.unwrap_or_default());
        }
        self.adjust(&mut told, main, start, role.person.then_some(words));
        told
    }

    /// The country of a name that is part of the role: "White House" in "White House official".
    fn within(&self, unit: &Unit<'c>) -> Option<Told> {
        let names = self.phrase.names_within(unit, self.codebook);
        let names = names.into_iter().filter(|known| match *known {
            // "Senate hopeful", "national news agency": many states have one.
            Known::Organization(i) => !matches!(self.codebook.organizations[i].kind.as_str(), "legislature" | "media"),
            _ => true,
        });
        let told = names.map(|known| self.named(known, &[]));
        told.map(|told| Told { coding: Coding { sectors: Vec::new(), ..told.coding }, ..told })
            .find(|told| told.coding.country.is_some() || told.coding.entity.is_some())
    }

    /// What adjectives before the role change: "former" for persons, "opposition".
    fn adjust(&self, told: &mut Told, main: &[Unit<'c>], start: usize, person: Option<&str>) {
        let before = || main.iter().filter(|unit| unit.start < start).flat_map(|unit| self.phrase.lower(unit));
        let former = person.filter(|_| before().any(|word| FORMER.contains(&word)));
        if let Some((role, sector)) = former.zip(told.coding.sectors.first().cloned()) {
            let ranked = role.split(' ').any(|word| RANKS.contains(&word));
            let sector = match sector.as_str() {
                "GOV" | "LEG" | "JUD" | "PTY" | "OPP" => "ELI",
                "MIL" | "COP" | "SPY" if ranked => "ELI",
                "MIL" | "COP" | "SPY" => "CVL",
                other => other,
            };
            told.coding.sectors = vec![sector.to_owned()];
            told.entries.push(format!("former: {sector}"));
        }
        let opposed = before().any(|word| word == "opposition");
        if opposed && !told.coding.sectors.iter().any(|sector| matches!(sector.as_str(), "OPP" | "REB")) {
            told.coding.sectors.push("OPP".to_owned());
        }
        let west = |word: &str| word.eq_ignore_ascii_case("western");
        let western = (before().any(west) || told.entries.iter().any(|entry| entry.starts_with("role western ")))
            && told.coding.country.is_none();
        if western && told.coding.entity.is_none() {
            told.coding.entity = Some("WST".to_owned());
        }
    }

    /// The code of an organization that the unit names.
    fn body(&self, unit: &Unit<'c>) -> Option<Told> {
        let What::Known(known) = &unit.what else { return None };
        known.iter().find_map(|known| match *known {
            Known::Organization(_) => Some(self.named(*known, &[])),
            _ => None,
        })
    }

    /// The country that one of the units names; else one that an unknown name among them holds.
    fn country_among<'u>(&self, units: impl Iterator<Item = &'u Unit<'c>> + Clone) -> Option<Told>
    where
        'c: 'u,
    {
        let unknown = |unit: &&Unit<'c>| matches!(unit.what, What::Name);
        let known = units.clone().filter(|unit| !unknown(unit)).find_map(|unit| self.country(unit));
        known.or_else(|| units.filter(unknown).find_map(|unit| self.country(unit)))
    }

    /// The country that the unit names, or that a place of its name lies in.
    fn country(&self, unit: &Unit<'c>) -> Option<Told> {
        match &unit.what {
            What::Known(known) => {
                let code = known.iter().find_map(|known| match *known {
                    Known::Country(i) | Known::Adjective(i) | Known::People(i) | Known::Seat(i) => Some(i),
                    Known::Person(_) | Known::Organization(_) => None,
                });
                let own = code.map(|i| &self.codebook.countries[i]).map(|country| Told {
                    coding: Coding::of_country(&country.code),
                    entries: vec![format!("country {} ({})", country.code, self.phrase.text(unit))],
                });
                own.or_else(|| {
                    let Some(Known::Person(i)) = known.first() else { return None };
                    let person = &self.codebook.people[*i];
                    let (coding, office) = person_on(person, Some(self.day));
                    let coding = Coding { sectors: Vec::new(), ..coding };
                    Some(Told { coding, entries: vec![people::entry(person, office.as_deref(), self.day)] })
                })
            }
            What::Place(country) => Some(Told {
                coding: Coding::of_country(country),
                entries: vec![format!("place {}", self.phrase.text(unit))],
            }),
            What::Name => {
                let whole = self.phrase.text(unit);
                let towns = |run: &String| *run == whole || self.has_people(run, TOWN);
                self.phrase.runs(unit).filter(towns).find_map(|run| self.place(&run))
            }
            What::Role(..) => self.within(unit),
            _ => None,
        }
    }

    fn is_place(&self, unit: &Unit<'c>) -> bool {
        matches!(unit.what, What::Place(_)) || self.place(&self.phrase.text(unit)).is_some()
    }

    /// Whether a place of this name has so many people, or holds other places.
    fn has_people(&self, name: &str, people: u64) -> bool {
        let entries = self.codebook.gazetteer().named(&gazetteer::fold(name));
        entries.iter().any(|entry| entry.population >= people || entry.feature.contains_others())
    }

    /// The country of the largest place of this name.
    fn place(&self, name: &str) -> Option<Told> {
        let lower = name.to_lowercase();
        if self.codebook.noun(&lower).is_some() || self.codebook.role(&lower).is_some() {
            return None;
        }
        let entries = self.codebook.gazetteer().named(&gazetteer::fold(name));
        let place = entries.into_iter().filter(|entry| {
            let known = entry.name == name || entry.population >= LARGE || entry.feature.contains_others();
            !entry.country.is_empty() && known
        });
        let place = place.max_by_key(|entry| (entry.feature.contains_others(), entry.population))?;
        Some(Told { coding: Coding::of_country(place.country), entries: vec![format!("place {}", place.name)] })
    }

    /// A phrase whose head is a name that the codebook knows.
    fn named(&self, known: Known, main: &[Unit<'c>]) -> Told {
        let country = |i: usize, sectors: &[&str]| {
            let country = &self.codebook.countries[i];
            let sectors = sectors.iter().map(|sector| (*sector).to_owned()).collect();
            let entries = vec![format!("country {}", country.code)];
            Told { coding: Coding { sectors, ..Coding::of_country(&country.code) }, entries }
        };
        match known {
            Known::Country(i) | Known::Adjective(i) => country(i, &[]),
            Known::Seat(i) => country(i, &["GOV"]),
            Known::People(i) => country(i, &["CVL"]),
            Known::Organization(i) => {
                let body = &self.codebook.organizations[i];
                let coding = Coding::of_organization_on(body, Some(self.day));
                let mut told = Told { coding, entries: vec![format!("organization {}", body.name)] };
                // "Chile's Congress": a name that several states use.
                let owner = main.iter().find(|unit| unit.owns).and_then(|unit| self.country(unit));
                if let Some(owner) = owner.filter(|_| told.coding.entity.is_none()) {
                    told.coding.country = owner.coding.country;
                    told.entries.extend(owner.entries);
                }
                told
            }
            Known::Person(_) => Told::default(),
        }
    }

    /// A phrase without a name or role for its head.
    fn unknown(&self, main: &[Unit<'c>]) -> Told {
        if let Some(told) = self.phrase.pronoun().then(|| Told::sector("UNK", "pronoun")) {
            return told;
        }
        if let [unit @ Unit { what: What::Name | What::Place(_), .. }] = main
            && let Some(mut told) = self.country(unit).filter(|_| self.is_place(unit))
        {
            told.coding.sectors = vec!["CVL".to_owned()];
            return told;
        }
        let of_body = self.phrase.last_word(main).is_some_and(|word| OF_BODY.contains(&word.as_str()));
        if of_body && let Some(body) = self.phrase.behind(main).find_map(|unit| self.body(unit)) {
            return body;
        }
        // "Office of the President"
        let behind = self.phrase.behind(main).find_map(|unit| match &unit.what {
            What::Role(role, words) => Some((*role, words, unit.start)),
            _ => None,
        });
        if of_body && let Some((role, words, start)) = behind {
            return self.role(main, role, words, start);
        }
        let mut told = match self.phrase.noun(main, self.codebook) {
            Some(Noun::Person) => Told::sector("CVL", "noun of persons"),
            _ => Told::default(),
        };
        if told.coding.sectors.is_empty()
            && let Some(sector) = main
                .iter()
                .filter(|unit| matches!(unit.what, What::Name))
                .find_map(|unit| self.phrase.sector_within(unit))
        {
            told = Told::sector(sector, "word in its name");
        }
        let around = main.iter().rev().chain(self.phrase.behind(main));
        let bodies = around.clone().find_map(|unit| self.body(unit));
        let country = bodies.map(|body| Told { coding: Coding { sectors: Vec::new(), ..body.coding }, ..body });
        told.take_country(country.or_else(|| self.country_among(around)).unwrap_or_default());
        let weapon = self.phrase.last_word(main).is_some_and(|word| WEAPONS.contains(&word.as_str()));
        if weapon && told.coding.country.is_some() && told.coding.sectors.is_empty() {
            told.coding.sectors = vec!["MIL".to_owned()];
        }
        told
    }
}

impl Told {
    fn sector(sector: &str, entry: &str) -> Self {
        let coding = Coding { sectors: vec![sector.to_owned()], ..Coding::default() };
        Self { coding, entries: vec![entry.to_owned()] }
    }

    fn take_country(&mut self, other: Self) {
        if other.coding.country.is_some() || other.coding.entity.is_some() {
            self.coding.country = other.coding.country;
            self.coding.entity = other.coding.entity;
            self.entries.extend(other.entries);
        }
    }

    fn take_sectors(&mut self, other: Self) {
        self.coding.sectors = other.coding.sectors;
        self.entries.extend(other.entries);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn code(text: &str, day: Option<Date>, codebook: &Codebook) -> String {
        code_actor(text, day, codebook).code.unwrap_or_default()
    }

    #[test]
    fn phrases_are_coded_by_their_heads() {
        let codebook = Codebook::built_in();
        for (text, wanted) in [
            ("Hungarian foreign minister", "HUN GOV"),
            ("Chile's Defense Ministry", "CHL GOV MIL"),
            ("the Kremlin", "RUS GOV"),
            ("a retired Kenyan general", "KEN ELI"),
            ("an opposition senator from Peru", "PER LEG OPP"),
            ("a senior Pentagon official", "USA GOV MIL"),
            ("Portugal’s ambassador to Chad", "PRT GOV"),
            ("Norwegian fishermen", "NOR AGR"),
            ("she", "UNK"),
        ] {
            assert_eq!(code(text, None, &codebook), wanted, "{text}");
        }
    }

    #[test]
    fn a_day_tells_the_office() {
        let codebook = Codebook::built_in();
        assert_eq!(code("Angela Merkel", Some(date(2017, 4, 1)), &codebook), "DEU GOV");
        assert_eq!(code("Merkel", Some(date(2022, 1, 10)), &codebook), "DEU ELI");
    }
}
