//! What editors know: countries, people in office, organizations, roles, cues of speech, what verbs mean.

mod entries;

use rustc_hash::FxHashMap;

use crate::article::Publishers;
pub(crate) use entries::{Country, Cue, EventType, NounCue, Office, Organization, Person, Phrase, Role, Sense};

/// Something the codebook knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A country by one of its names.
    Country(usize),
    /// A country by its adjective ("Hungarian"), which may be a noun for one of its people too.
    Adjective(usize),
    /// People of a country ("Hungarians", "Briton").
    People(usize),
    /// A capital or seat of government ("Moscow", "Kremlin").
    Seat(usize),
    /// A person by a full name.
    Person(usize),
    /// An organization.
    Organization(usize),
}

/// The editorial knowledge that a reading draws on.
#[derive(Debug)]
pub struct Codebook {
    pub(crate) countries: Vec<Country>,
    pub(crate) people: Vec<Person>,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) roles: Vec<Role>,
    pub(crate) cues: Vec<Cue>,
    pub(crate) noun_cues: Vec<NounCue>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) senses: Vec<Sense>,
    events: Vec<EventType>,
    /// Lemmas and the PLOVER context that they tell.
    pub(crate) contexts: FxHashMap<Box<str>, Vec<Box<str>>>,
    publishers: Publishers,
    names: FxHashMap<Box<str>, Vec<Known>>,
    /// The greatest number of words of a name that begins with this word.
    longest: FxHashMap<Box<str>, usize>,
    families: FxHashMap<Box<str>, Vec<usize>>,
    role_words: FxHashMap<Box<str>, usize>,
    country_codes: FxHashMap<Box<str>, usize>,
}

const PEOPLE: [&str; 12] = [
    include_str!("../../codebook/people/europe_west.toml"),
    include_str!("../../codebook/people/europe_east.toml"),
    include_str!("../../codebook/people/europe_south.toml"),
    include_str!("../../codebook/people/soviet.toml"),
    include_str!("../../codebook/people/united_states.toml"),
    include_str!("../../codebook/people/americas.toml"),
    include_str!("../../codebook/people/asia_east.toml"),
    include_str!("../../codebook/people/asia_south.toml"),
    include_str!("../../codebook/people/asia_southeast_oceania.toml"),
    include_str!("../../codebook/people/middle_east.toml"),
    include_str!("../../codebook/people/africa.toml"),
    include_str!("../../codebook/people/world.toml"),
];

const SENSES: [&str; 2] =
    [include_str!("../../codebook/did/words.toml"), include_str!("../../codebook/did/deeds.toml")];

impl Codebook {
    /// The codebook that the program carries.
    ///
    /// # Panics
    ///
    /// Never: its files are checked by the tests.
    pub fn built_in() -> Self {
        let countries: entries::Countries = parse(include_str!("../../codebook/countries.toml"));
        let organizations: entries::Organizations = parse(include_str!("../../codebook/organizations.toml"));
        let roles: entries::Roles = parse(include_str!("../../codebook/roles.toml"));
        let said: entries::Said = parse(include_str!("../../codebook/said.toml"));
        let people = unite(PEOPLE.iter().flat_map(|file| parse::<entries::People>(file).person));
        let mut codebook = Self::of(countries.country, people, organizations.organization, roles.role, said);
        codebook.senses = SENSES.iter().flat_map(|file| parse::<entries::Senses>(file).entry).collect();
        codebook.events = parse::<entries::Events>(include_str!("../../codebook/plover.toml")).event;
        let contexts: entries::Contexts = parse(include_str!("../../codebook/did/contexts.toml"));
        for (context, words) in contexts.words {
            for word in words {
                codebook.contexts.entry(word.into()).or_default().push(context.as_str().into());
            }
        }
        codebook
    }

    fn of(
        countries: Vec<Country>,
        people: Vec<Person>,
        organizations: Vec<Organization>,
        roles: Vec<Role>,
        said: entries::Said,
    ) -> Self {
        let media = organizations.iter().filter(|body| body.kind == "media").flat_map(Organization::all_names);
        let mut codebook = Self {
            publishers: Publishers::of(media),
            names: FxHashMap::default(),
            longest: FxHashMap::default(),
            families: FxHashMap::default(),
            role_words: FxHashMap::default(),
            country_codes: (0..).zip(&countries).map(|(i, country)| (country.code.as_str().into(), i)).collect(),
            countries,
            people,
            organizations,
            roles,
            cues: said.cue,
            noun_cues: said.noun_cue,
            phrases: said.phrase,
            senses: Vec::new(),
            events: Vec::new(),
            contexts: FxHashMap::default(),
        };
        codebook.index();
        codebook
    }

    fn index(&mut self) {
        let mut names: Vec<(String, Known)> = Vec::new();
        for (i, country) in self.countries.iter().enumerate() {
            names.extend(country.all_names().map(|name| (name.to_owned(), Known::Country(i))));
            names.extend(country.adjectives.iter().map(|name| (name.clone(), Known::Adjective(i))));
            names.extend(country.people.iter().map(|name| (name.clone(), Known::People(i))));
            let seats = country.seats.iter().chain([&country.capital]).filter(|name| !name.is_empty());
            names.extend(seats.map(|name| (name.clone(), Known::Seat(i))));
        }
        for (i, person) in self.people.iter().enumerate() {
            names.extend(person.all_names().map(|name| (name.to_owned(), Known::Person(i))));
            self.families.entry(person.family_name().into()).or_default().push(i);
        }
        for (i, body) in self.organizations.iter().enumerate() {
            names.extend(body.all_names().map(|name| (name.to_owned(), Known::Organization(i))));
        }
        for (i, role) in self.roles.iter().enumerate() {
            self.role_words.extend(role.words.iter().map(|word| (word.as_str().into(), i)));
        }
        for (name, known) in names {
            let name = straight(name.trim_start_matches("the ").trim_start_matches("The "));
            let first: Box<str> = first_word(&name).into();
            let words = name.split([' ', '-']).count() + name.matches(['\'', '.', '&', ',', '/']).count() + 1;
            let longest = self.longest.entry(first).or_default();
            *longest = words.max(*longest);
            let entries = self.names.entry(name.into()).or_default();
            if !entries.contains(&known) {
                entries.push(known);
            }
        }
    }

    /// The names of newspapers, broadcasters and agencies.
    pub(crate) fn publishers(&self) -> &Publishers {
        &self.publishers
    }

    /// What a name stands for, most likely first.
    pub(crate) fn known(&self, name: &str) -> &[Known] {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        self.names.get(&*straight(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many words a known name that begins with this word can have; zero if none does.
    pub(crate) fn longest_from(&self, word: &str) -> usize {
        self.longest.get(&*straight(word)).copied().unwrap_or_default()
    }

    /// People with this family name.
    pub(crate) fn family(&self, name: &str) -> &[usize] {
        self.families.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The role that a phrase in lower case and singular tells.
    pub(crate) fn role(&self, phrase: &str) -> Option<&Role> {
        self.role_words.get(phrase).map(|&i| &self.roles[i])
    }

    /// One of PLOVER's events by its name.
    pub(crate) fn event(&self, name: &str) -> Option<&EventType> {
        self.events.iter().find(|event| event.name == name)
    }

    /// The country with this ISO 3166-1 alpha-3 code.
    pub(crate) fn country(&self, code: &str) -> Option<&Country> {
        self.country_codes.get(code).map(|&i| &self.countries[i])
    }
}

/// One entry for each name: who served a country and an international body stands in two files.
fn unite(people: impl Iterator<Item = Person>) -> Vec<Person> {
    let mut united: Vec<Person> = Vec::new();
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    for person in people {
        match by_name.get(&person.name) {
            Some(&i) => united[i].offices.extend(person.offices),
            None => {
                by_name.insert(person.name.clone(), united.len());
                united.push(person);
            }
        }
    }
    united
}

fn parse<T: serde::de::DeserializeOwned>(file: &str) -> T {
    toml::from_str(file).unwrap_or_else(|error| panic!("the codebook's files are checked by tests: {error}"))
}

/// With straight apostrophes and single spaces, as the codebook spells.
fn straight(name: &str) -> String {
    name.replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first word as a tokenizer gives it.
fn first_word(name: &str) -> &str {
    let end = name.find([' ', '-', '\'', '/', '&']).unwrap_or(name.len());
    &name[..end.max(1).min(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_codebook_loads_and_knows_names() {
        let codebook = Codebook::built_in();
        assert!(matches!(codebook.known("U.S."), [Known::Country(_)]));
        assert!(matches!(codebook.known("the Kremlin"), [Known::Seat(i)] if codebook.countries[*i].code == "RUS"));
        assert!(codebook.role("foreign minister").is_some_and(|role| role.sector == ["GOV"]));
    }
}
