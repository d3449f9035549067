//! What editors know: countries, people in office, organizations, roles, cues of speech, what verbs mean.

mod additions;
mod checks;
mod classes;
mod complements;
mod dateline_patterns;
mod entries;
mod entry;
mod event_traits;
mod examples;
mod held_out;
mod identity;
mod judges;
mod lexicon;
mod likeness;
mod noun_sectors;
mod nouns;
mod page_patterns;
mod party_places;
mod publishers;
mod quads;
mod senses;
mod source;
mod speech_cue;
mod spelling;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Error;
use crate::gazetteer::{Gazetteer, without_accents};
use crate::grammar::articles;
use crate::heads::Heads;
use crate::record::{Attitude, EventType, labels};
pub(crate) use crate::record::{Entity, Sector};
use crate::weights::{ClassWeights, Weights};
pub(crate) use classes::{ANY, NounKind, WordGroup, Words};
pub use complements::{Complement, HearerPlace};
pub(crate) use dateline_patterns::DatelinePatterns;
pub(crate) use entries::{
    Cameo, Country, Cue, Gender, NounCue, Office, Organization, OrganizationKind, Person, Phrase, Role, Term,
};
pub use entry::Entry;
pub(crate) use event_traits::EventTraits;
pub use examples::{Example, ExampleKind};
pub use judges::EVENT_TABLES;
pub(crate) use judges::Judges;
pub(crate) use lexicon::{Lexicon, Reading, WordClass};
pub(crate) use likeness::Likeness;
pub(crate) use noun_sectors::NounSectors;
pub(crate) use nouns::Noun;
pub(crate) use page_patterns::PagePatterns;
pub(crate) use party_places::{GovernedClause, PartyPlace, Step};
pub(crate) use publishers::Publishers;
pub(crate) use senses::{Beat, PartyKind, Sense, Status, Turn};
pub use speech_cue::{CueForm, SpeechCue};
pub(crate) use spelling::on_one_line;
use spelling::{first_word, straight, tells_somebody};
pub(crate) use vocabulary::{
    Actors, Holiday, KindDescribed, NamedDay, Numbers, Page, PartOfDay, PhraseSet, Places, Season, Speech, TimeUnit,
    Times, Units, Vocabulary, WordSet,
};

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
    pub(crate) turns: Vec<Turn>,
    pub(crate) beats: Vec<Beat>,
    /// The senses by word.
    pub(crate) lexicon: Lexicon,
    classes: std::collections::BTreeMap<String, Words>,
    relation_weights: Option<[OnceLock<ClassWeights>; 2]>,
    /// What decides over acts and parties; nothing if entries alone are to decide.
    judges: Option<OnceLock<Judges>>,
    likeness: OnceLock<Likeness>,
    heads: OnceLock<Heads>,
    /// In the order of [`EventType::ALL`].
    events: Vec<EventTraits>,
    /// The codes that entries may name as the nearest of CAMEO.
    cameo: Cameo,
    /// What the files say of where their entries come from, by event, and for the cues of speech.
    sources: std::collections::BTreeMap<String, String>,
    /// The words that the questions ask for.
    pub(crate) vocabulary: Vocabulary,
    /// Lemmas and the PLOVER context that they tell.
    pub(crate) contexts: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Weights of what speaks for a quotation; none if only rules are to decide.
    said_weights: Option<Weights>,
    publishers: Publishers,
    page_patterns: OnceLock<PagePatterns>,
    gazetteer: Gazetteer,
    /// The files that users added, as they are written, and weights in place of the built-in ones.
    added: Vec<Box<[u8]>>,
    names: FxHashMap<Box<str>, Vec<Known>>,
    /// The greatest number of words of a name that begins with this word.
    longest: FxHashMap<Box<str>, usize>,
    families: FxHashMap<Box<str>, Vec<usize>>,
    /// How many people bear a first name.
    given: FxHashMap<Box<str>, usize>,
    role_words: FxHashMap<Box<str>, usize>,
    nouns: FxHashMap<Box<str>, Noun>,
    first_names: FxHashMap<Box<str>, Gender>,
}

/// How many people of the codebook must bear a first name for it to be a common one.
const GIVEN: usize = 3;

/// The files of the codebook, checked and packed when the program was built.
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/codebook.bin"));

/// What speaks for a quotation, fitted by `dateline train`.
static SAID_WEIGHTS: &str = include_str!("../../codebook/en/said.weights.tsv");

impl Codebook {
    /// The same without trained weights: rules alone decide what is said, and entries alone who did what to whom.
    #[must_use]
    pub fn rules_only(mut self) -> Self {
        self.said_weights = None;
        self.relation_weights = None;
        self.judges = None;
        self
    }

    pub(crate) fn said_weights(&self) -> Option<&Weights> {
        self.said_weights.as_ref()
    }

    /// The codebook that the program carries.
    ///
    /// # Panics
    ///
    /// Never: its files were read when the program was built.
    ///
    /// # Example
    ///
    /// ```
    /// let codebook = dateline::Codebook::built_in();
    /// assert!(codebook.entries().count() > 200);
    /// ```
    pub fn built_in() -> Self {
        Self::of(postcard::from_bytes(FILES).expect("the build script packed it"))
    }

    fn of(files: entries::Files) -> Self {
        let media = files.organizations.iter().filter(|body| body.kind == OrganizationKind::Media);
        let mut codebook = Self {
            said_weights: Some(Weights::parse(SAID_WEIGHTS).expect("the build script read them")),
            publishers: Publishers::of(media.flat_map(Organization::all_names), &files.vocabulary.page.agencies),
            page_patterns: OnceLock::new(),
            gazetteer: Gazetteer::built_in(),
            names: FxHashMap::default(),
            longest: FxHashMap::default(),
            families: FxHashMap::default(),
            given: FxHashMap::default(),
            role_words: FxHashMap::default(),
            nouns: nouns::nouns(&files.nouns),
            first_names: nouns::first_names(&files.first_names, &files.people),
            countries: files.countries,
            people: unite(files.people),
            organizations: files.organizations,
            roles: files.roles,
            cues: files.said.cue,
            noun_cues: files.said.noun_cue,
            phrases: files.said.phrase,
            lexicon: Lexicon::of(&files.senses),
            senses: files.senses,
            turns: files.turns,
            beats: files.beats,
            classes: files.classes,
            relation_weights: Some(Default::default()),
            judges: Some(OnceLock::new()),
            likeness: OnceLock::new(),
            heads: OnceLock::new(),
            events: files.events,
            cameo: files.cameo,
            sources: files.sources,
            added: Vec::new(),
            vocabulary: files.vocabulary,
            contexts: contexts(files.contexts),
        };
        codebook.index();
        codebook
    }

    fn index(&mut self) {
        self.beats.iter_mut().for_each(Beat::sort);
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
            if tells_somebody(person.family_name()) {
                self.families.entry(person.family_name().into()).or_default().push(i);
            }
            let first = person.name.split(' ').next().filter(|first| *first != person.family_name());
            first.into_iter().for_each(|first| *self.given.entry(first.into()).or_default() += 1);
        }
        for (i, body) in self.organizations.iter().enumerate() {
            names.extend(body.all_names().map(|name| (name.to_owned(), Known::Organization(i))));
        }
        for (i, role) in self.roles.iter().enumerate() {
            self.role_words.extend(role.words.iter().map(|word| (word.as_str().into(), i)));
        }
        for (name, known) in names {
            self.add_name(&name, known, false);
        }
    }

    /// Files a name, with and without its accents: before other meanings of it, or behind them.
    fn add_name(&mut self, name: &str, known: Known, first: bool) {
        let name = straight(articles::without_any_definite(name));
        let words = name.split([' ', '-']).count() + name.matches(['\'', '.', '&', ',', '/']).count() + 1;
        let longest = self.longest.entry(without_accents(first_word(&name)).into()).or_default();
        *longest = words.max(*longest);
        let plain = (!name.is_ascii()).then(|| without_accents(&name));
        for name in plain.into_iter().chain([name]) {
            let entries = self.names.entry(name.into()).or_default();
            match entries.iter().position(|other| *other == known) {
                Some(_) => {}
                None if first => entries.insert(0, known),
                None => entries.push(known),
            }
        }
    }

    /// The names of newspapers, broadcasters and agencies.
    pub(crate) fn publishers(&self) -> &Publishers {
        &self.publishers
    }

    /// The forms of the lines around a story; made when first asked for.
    pub(crate) fn page_patterns(&self) -> &PagePatterns {
        self.page_patterns.get_or_init(|| PagePatterns::of(&self.vocabulary))
    }

    /// The country with this ISO 3166-1 alpha-3 code.
    pub(crate) fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == code)
    }

    /// Places by name.
    pub(crate) fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Takes up further places: rows of GeoNames id, name, ASCII name, country (ISO 3166-1 alpha-3), admin1 code,
    /// latitude, longitude, population and other names joined by `|`, separated by tabs.
    ///
    /// # Errors
    ///
    /// If a row is no place, with its line; if there are more than ten such texts, or one has 256 MB or more. Then nothing is
    /// taken up.
    pub fn add_places(&mut self, tsv: String) -> Result<(), Error> {
        let countries: FxHashSet<&str> = self.countries.iter().map(|country| country.code.as_str()).collect();
        self.gazetteer.extend_from_tsv(tsv, |code| countries.contains(code))
    }

    /// What a name stands for, most likely first.
    pub(crate) fn known(&self, name: &str) -> &[Known] {
        let name = articles::without_a_definite(name);
        let name = straight(name);
        let found = self.names.get(&*name).or_else(|| {
            let plain = (!name.is_ascii()).then(|| without_accents(&name))?;
            self.names.get(&*plain)
        });
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// How many words a known name that begins with this word can have; zero if none does.
    pub(crate) fn longest_from(&self, word: &str) -> usize {
        let longest = |word: &str| self.longest.get(word).copied();
        let word = straight(word);
        if word.is_ascii() { longest(&word) } else { longest(&without_accents(&word)) }.unwrap_or_default()
    }

    /// People with this family name.
    pub(crate) fn family(&self, name: &str) -> &[usize] {
        self.families.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether so many bear a name as their first that it alone tells nobody: "Hassan", "Ali", "David".
    pub(crate) fn is_given_name(&self, name: &str) -> bool {
        self.given.get(name).is_some_and(|&people| people >= GIVEN)
    }

    /// The role that a phrase in lower case and singular tells.
    pub(crate) fn role(&self, phrase: &str) -> Option<&Role> {
        self.role_words.get(phrase).map(|&i| &self.roles[i])
    }

    /// What a common noun, given in its dictionary form, may mention.
    pub(crate) fn noun(&self, lemma: &str) -> Option<Noun> {
        self.nouns.get(lemma).copied()
    }

    /// Whose first name it is, if only men or only women bear it.
    pub(crate) fn gender_of(&self, first_name: &str) -> Option<Gender> {
        self.first_names.get(first_name).copied()
    }

    /// Which words mean alike; read when first asked for.
    pub(crate) fn likeness(&self) -> &Likeness {
        self.likeness.get_or_init(Likeness::built_in)
    }

    /// Whether a class of words holds a dictionary form.
    pub(crate) fn is_in(&self, group: WordGroup, lemma: &str) -> bool {
        self.classes.get(group.name()).is_some_and(|words| words.holds(lemma))
    }

    /// What holds for all events of a type.
    pub(crate) fn traits(&self, event: EventType) -> &EventTraits {
        &self.events[event as usize]
    }
}

/// The contexts that each word tells.
fn contexts(files: entries::Contexts) -> FxHashMap<Box<str>, Vec<Box<str>>> {
    let mut contexts: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
    for (context, words) in files.words {
        for word in words {
            contexts.entry(word.into()).or_default().push(context.as_str().into());
        }
    }
    contexts
}

/// One entry for each name: who served a country and an international body stands in two files.
fn unite(people: Vec<Person>) -> Vec<Person> {
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
