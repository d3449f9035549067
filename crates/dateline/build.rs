//! Reads the codebook's files, so that a mistake in one stops the build with its file and line, and packs them.

#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

#[allow(dead_code, unreachable_pub)]
#[path = "src/record/attitude.rs"]
mod attitude;
#[path = "build/built_in.rs"]
mod built_in;
#[path = "src/codebook/checks.rs"]
mod checks;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/classes.rs"]
mod classes;
#[allow(dead_code, unreachable_pub)]
#[path = "src/codebook/complements.rs"]
mod complements;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/entries.rs"]
mod entries;
#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "src/error.rs"]
mod error;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/event_traits.rs"]
mod event_traits;
#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "src/record/event_type.rs"]
mod event_type;
#[path = "src/fnv.rs"]
mod fnv;
#[allow(dead_code)]
#[path = "src/gazetteer/index.rs"]
mod index;
#[allow(dead_code)]
#[path = "src/gazetteer/key.rs"]
mod key;
#[allow(dead_code, unreachable_pub)]
#[path = "src/record/label.rs"]
mod label;
#[path = "src/grammar/openings.rs"]
mod openings;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/party_places.rs"]
mod party_places;
#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "src/record/plover.rs"]
mod plover;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/senses.rs"]
mod senses;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/source.rs"]
mod source;
#[allow(dead_code, missing_docs, unused_imports)]
#[path = "src/codebook/vocabulary/mod.rs"]
mod vocabulary;
#[allow(dead_code, missing_docs, unused_imports)]
#[path = "src/weights/mod.rs"]
mod weights;
/// The grammar that the names of places need.
mod grammar {
    pub(crate) use crate::openings;
}

use attitude::Attitude;
use event_traits::EventTraits;
use event_type::EventType;
use label::labels;
use plover::{Entity, Sector};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use checks::Facts;
use error::Error;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use source::{Fault, Source, bare};

fn main() {
    println!("cargo::rerun-if-changed=codebook");
    println!("cargo::rerun-if-changed=src/codebook");
    println!("cargo::rerun-if-changed=src/fnv.rs");
    println!("cargo::rerun-if-changed=src/gazetteer");
    println!("cargo::rerun-if-changed=src/grammar/openings.rs");
    println!("cargo::rerun-if-changed=src/record");
    println!("cargo::rerun-if-changed=src/weights");
    println!("cargo::rerun-if-changed=src/error.rs");
    println!("cargo::rerun-if-changed=build");
    let mut desk = Desk::default();
    let files = files(&mut desk);
    if !desk.errors.is_empty() {
        let errors: Vec<String> = desk.errors.iter().map(ToString::to_string).collect();
        panic!("mistakes in the codebook:\n{}", errors.join("\n"));
    }
    let weighed = Path::new("codebook/en");
    check_weights(&weighed.join("said.weights.tsv"), weights::Weights::parse);
    for file in ["relations.tsv", "relations.careful.tsv"] {
        check_weights(&weighed.join("did").join(file), weights::ClassWeights::parse);
    }
    for file in folder(&weighed.join("did"), "weights") {
        let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        if let Err(error) = weights::Judge::read(bytes.into()) {
            panic!("{}: {error}", file.display());
        }
    }
    write("quads.bin", &files.events.iter().map(|event| event.quad).collect::<Vec<_>>());
    let places = places(&files.countries);
    let index: Vec<u8> = index::of(&places, 0).iter().flat_map(|row| row.to_le_bytes()).collect();
    write("places.tsv", places.as_bytes());
    write("places.index", &index);
    write("codebook.sha256", &hash_of_all(Path::new("codebook")));
    write("codebook.bin", &postcard::to_stdvec(&files).expect("entries can be packed"));
}

/// Writes a file that the program takes up.
fn write(name: &str, bytes: &[u8]) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR")).join(name);
    fs::write(&out, bytes).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// Reads a file of weights as the program will.
fn check_weights<T>(file: &Path, parse: impl Fn(&'static str) -> Result<T, weights::RowError>) {
    if let Err(error) = parse(text(file).leak()) {
        panic!("{}: {error}", file.display());
    }
}

/// Where files are read, and their mistakes gathered.
#[derive(Default)]
struct Desk {
    errors: Vec<Error>,
}

impl Desk {
    /// The entries of a file's only list, checked.
    fn list<T: DeserializeOwned>(&mut self, file: &Path, key: &str, faults: impl Fn(&T) -> Vec<Fault>) -> Vec<T> {
        let text = text(file);
        let mut source = Source::new(&text);
        let entries = source.list(key);
        source.check(&entries, faults);
        self.close(source, file);
        bare(entries)
    }

    /// A file that is no list of entries.
    fn read<T: DeserializeOwned>(&mut self, file: &Path) -> T {
        source::read(&text(file)).unwrap_or_else(|error| panic!("{}", error.in_file(&file.display().to_string())))
    }

    fn close(&mut self, source: Source<'_>, file: &Path) {
        self.errors.extend(source.done().err().map(|error| error.in_file(&file.display().to_string())));
    }
}

fn files(desk: &mut Desk) -> entries::Files {
    let codebook = Path::new("codebook");
    let english = codebook.join("en");
    let did = english.join("did");
    let classes: classes::Classes = desk.read(&did.join("classes.toml"));
    let cameo: entries::Cameo = desk.read(&codebook.join("cameo.toml"));
    let countries_file = codebook.join("countries.toml");
    let countries_text = text(&countries_file);
    let mut source = Source::new(&countries_text);
    let countries = source.list::<entries::Country>("country");
    let prepositions = classes.classes.get(checks::PREPOSITIONS).into_iter().flatten().map(String::as_str);
    let facts = Facts::of(countries.iter().map(|placed| &placed.entry), prepositions, &cameo);
    source.check(&countries, |country| built_in::country(country, &facts));
    desk.close(source, &countries_file);
    let events = events(desk, &codebook.join("plover.toml"), &facts);
    let people = people(desk, &codebook.join("people"), &facts);
    let bodies = desk.list(&codebook.join("organizations.toml"), "organization", |body| facts.organization(body));
    let said = said(desk, &english.join("said.toml"));
    let senses = senses(desk, &did, &classes, &events, &facts);
    let turn = |turn: &senses::Turn| facts.cameo(&turn.cameo).into_iter().collect();
    let turns = desk.list(&did.join("turns.toml"), "turn", turn);
    entries::Files {
        people,
        organizations: bodies,
        roles: desk.list(&english.join("roles.toml"), "role", checks::role),
        nouns: desk.read(&english.join("nouns.toml")),
        first_names: desk.read(&english.join("first_names.toml")),
        said,
        senses,
        classes: written_out(&classes, &did.join("classes.toml")),
        beats: desk.list(&did.join("other_news.toml"), "beat", |_| Vec::new()),
        turns,
        sources: sources(&english, &events),
        events,
        contexts: desk.read(&did.join("contexts.toml")),
        vocabulary: vocabulary(desk, &english),
        countries: bare(countries),
        cameo,
    }
}

/// The people of all files of a folder.
fn people(desk: &mut Desk, people: &Path, facts: &Facts<'_>) -> Vec<entries::Person> {
    let files = folder(people, "toml");
    files.iter().flat_map(|file| desk.list(file, "person", |person| facts.person(person))).collect()
}

/// What the codebook says of PLOVER's events, in their order.
fn events(desk: &mut Desk, file: &Path, facts: &Facts<'_>) -> Vec<EventTraits> {
    let events = desk.list(file, "event", |event: &EventTraits| {
        let root = facts.cameo(&event.cameo).into_iter();
        root.chain(built_in::content(&event.modes, event.content.values())).chain(built_in::quad(event.quad)).collect()
    });
    if !events.iter().map(|event| event.name).eq(EventType::ALL.iter().copied()) {
        panic!("{}: these are not the sixteen events, each once, in their order", file.display());
    }
    events
}

/// The classes of words, with every one that the reading asks for.
fn written_out(classes: &classes::Classes, file: &Path) -> BTreeMap<String, classes::Words> {
    let written = classes.expanded().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    if let Some(missing) = classes::WordGroup::ALL.iter().find(|group| !written.contains_key(group.name())) {
        panic!("{}: the class {missing} is missing, which the reading asks for", file.display());
    }
    written
}

/// The lists of words, a file for each question that asks for them.
fn vocabulary(desk: &mut Desk, english: &Path) -> vocabulary::Vocabulary {
    vocabulary::Vocabulary {
        words: desk.read(&english.join("words.toml")),
        realis: desk.read(&english.join("realis.toml")),
        numbers: desk.read(&english.join("numbers.toml")),
        units: desk.read(&english.join("units.toml")),
        times: desk.read(&english.join("times.toml")),
        places: desk.read(&english.join("places.toml")),
        page: desk.read(&english.join("page.toml")),
        actors: desk.read(&english.join("actors.toml")),
        speech: desk.read(&english.join("speech.toml")),
        setting: desk.read(&english.join("setting.toml")),
    }
}

fn said(desk: &mut Desk, file: &Path) -> entries::Said {
    let text = text(file);
    let mut source = Source::new(&text);
    let cues = source.list("cue");
    source.check(&cues, built_in::cue);
    let nouns = source.list("noun_cue");
    source.check(&nouns, built_in::noun_cue);
    let phrases = source.list("phrase");
    source.check(&phrases, built_in::phrase);
    desk.close(source, file);
    entries::Said { cue: bare(cues), noun_cue: bare(nouns), phrase: bare(phrases) }
}

/// The senses of all files that are named for an event, completed and checked.
fn senses(
    desk: &mut Desk,
    folder: &Path,
    classes: &classes::Classes,
    events: &[EventTraits],
    facts: &Facts<'_>,
) -> Vec<senses::Sense> {
    let mut all = Vec::new();
    let mut ids = BTreeSet::new();
    for event in events {
        let file = event_file(folder, event);
        let text = text(&file);
        let mut source = Source::new(&text);
        for mut placed in source.list::<senses::Sense>("entry") {
            let completed = placed.entry.complete(classes, events);
            let mut faults: Vec<Fault> = completed.err().into_iter().collect();
            if !ids.insert(placed.entry.id.clone()) {
                faults.push(Fault { value: placed.entry.id.clone(), what: "another entry has this id".to_owned() });
            }
            faults.extend(facts.sense(&placed.entry));
            faults.into_iter().for_each(|fault| source.fault(&placed, fault));
            all.push(placed.entry);
        }
        desk.close(source, &file);
    }
    all
}

/// What the files of entries say of where they come from, by event, and for the cues of speech.
fn sources(english: &Path, events: &[EventTraits]) -> BTreeMap<String, String> {
    let of_event = |event: &EventTraits| (event.name.to_string(), event_file(&english.join("did"), event));
    let files = events.iter().map(of_event).chain([("said".to_owned(), english.join("said.toml"))]);
    let told = |(name, file): (String, PathBuf)| {
        let text = text(&file);
        let source = text.lines().find_map(|line| line.strip_prefix("# Source: ")).map(str::to_owned);
        (name, source.unwrap_or_else(|| panic!("{}:1: it does not say its source: # Source: …", file.display())))
    };
    files.map(told).collect()
}

fn event_file(folder: &Path, event: &EventTraits) -> PathBuf {
    folder.join(event.name.to_string().to_lowercase() + ".toml")
}

/// The TOML files of a folder, in order of their names.
fn folder(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|own| own == ending));
    files.sort();
    files
}

/// A hash of all files of a folder, with their names and lengths, so that no text passes from one file to the next.
fn hash_of_all(root: &Path) -> Vec<u8> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten() {
            let path = entry.path();
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = file.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        hash.update(format!("{name}\n{}\n", bytes.len()));
        hash.update(bytes);
    }
    hash.finalize().to_vec()
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The built-in places in the columns of `cities.tsv`, countries first.
fn places(countries: &[entries::Country]) -> String {
    let mut places = country_rows(countries);
    for file in ["regions", "provinces", "divisions", "counties", "airports", "cities"] {
        places.push_str(&text(&Path::new("codebook/places").join(file).with_extension("tsv")));
    }
    places
}

/// The countries in the columns of the gazetteer's files.
fn country_rows(countries: &[entries::Country]) -> String {
    let mut rows = String::new();
    for country in countries {
        let names: Vec<&str> = country.all_names().filter(|name| *name != country.name).collect();
        let (id, name, code, lat, lon) = (country.geonames, &country.name, &country.code, country.lat, country.lon);
        let row = writeln!(rows, "{id}\t{name}\t\t{code}\t\t{lat}\t{lon}\t0\t{}\tcountry", names.join("|"));
        row.expect("a string takes every row");
    }
    rows
}
