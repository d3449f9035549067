//! Reads the codebook's files, so that a mistake in one stops the build with its file and line, and packs them.

#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

#[allow(dead_code, unreachable_pub)]
#[path = "src/record/attitude.rs"]
mod attitude;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/classes.rs"]
mod classes;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/entries.rs"]
mod entries;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/event_traits.rs"]
mod event_traits;
#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "src/record/event_type.rs"]
mod event_type;
#[allow(dead_code, unreachable_pub)]
#[path = "src/record/label.rs"]
mod label;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/party_places.rs"]
mod party_places;
#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "src/record/plover.rs"]
mod plover;
#[allow(dead_code, missing_docs)]
#[path = "src/codebook/senses.rs"]
mod senses;
#[allow(dead_code, missing_docs, unused_imports)]
#[path = "src/codebook/vocabulary/mod.rs"]
mod vocabulary;
#[allow(dead_code, missing_docs)]
#[path = "src/weights/mod.rs"]
mod weights;
use attitude::Attitude;
use event_traits::EventTraits;
use event_type::EventType;
use label::labels;
use plover::{Entity, Sector};

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

fn main() {
    let codebook = Path::new("codebook");
    let english = codebook.join("en");
    println!("cargo::rerun-if-changed=codebook");
    println!("cargo::rerun-if-changed=src/codebook");
    println!("cargo::rerun-if-changed=src/record");
    let events = events(&codebook.join("plover.toml"));
    write("quads.bin", &events.iter().map(|event| event.quad).collect::<Vec<_>>());
    println!("cargo::rerun-if-changed=src/weights");
    check_weights(&english.join("said.weights.tsv"), weights::Weights::parse);
    check_weights(&english.join("did").join("relations.tsv"), weights::ClassWeights::parse);
    let files = entries::Files {
        countries: read::<Countries>(&codebook.join("countries.toml")).country,
        people: folder(&codebook.join("people")).iter().flat_map(|file| read::<People>(file).person).collect(),
        organizations: read::<Organizations>(&codebook.join("organizations.toml")).organization,
        roles: read::<Roles>(&english.join("roles.toml")).role,
        nouns: read(&english.join("nouns.toml")),
        first_names: read(&english.join("first_names.toml")),
        said: read(&english.join("said.toml")),
        senses: senses(&english.join("did"), &events),
        classes: classes(&english.join("did").join("classes.toml")),
        beats: read::<Beats>(&english.join("did").join("other_news.toml")).beat,
        turns: read::<Turns>(&english.join("did").join("turns.toml")).turn,
        events,
        contexts: read(&english.join("did").join("contexts.toml")),
        vocabulary: vocabulary(&english),
    };
    let packed = postcard::to_stdvec(&files).expect("entries can be packed");
    write("codebook.bin", &packed);
}

/// Writes a file that the program takes up.
fn write(name: &str, bytes: &[u8]) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR")).join(name);
    fs::write(&out, bytes).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// What the codebook says of PLOVER's events, in their order.
fn events(file: &Path) -> Vec<EventTraits> {
    let events = read::<Events>(file).event;
    if !events.iter().map(|event| event.name).eq(EventType::ALL.iter().copied()) {
        panic!("{}: these are not the sixteen events, each once, in their order", file.display());
    }
    if let Some(event) = events.iter().find(|event| !(1..=4).contains(&event.quad)) {
        panic!("{}: {} has the quad {}, which is none of 1 to 4", file.display(), event.name, event.quad);
    }
    events
}

/// Reads a file of weights as the program will.
fn check_weights<T>(file: &Path, parse: impl Fn(&'static str) -> Result<T, weights::RowError>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    if let Err(error) = parse(text.leak()) {
        panic!("{}: {error}", file.display());
    }
}

/// The lists of words, a file for each question that asks for them.
fn vocabulary(english: &Path) -> vocabulary::Vocabulary {
    vocabulary::Vocabulary {
        words: read(&english.join("words.toml")),
        realis: read(&english.join("realis.toml")),
        numbers: read(&english.join("numbers.toml")),
        units: read(&english.join("units.toml")),
        times: read(&english.join("times.toml")),
        places: read(&english.join("places.toml")),
        page: read(&english.join("page.toml")),
        actors: read(&english.join("actors.toml")),
        speech: read(&english.join("speech.toml")),
    }
}

fn classes(file: &Path) -> std::collections::BTreeMap<String, classes::Words> {
    let classes = read::<classes::Classes>(file).expanded();
    let classes = classes.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    if let Some(missing) = classes::WordGroup::ALL.iter().find(|group| !classes.contains_key(group.name())) {
        panic!("{}: the class {missing} is missing, which the reading asks for", file.display());
    }
    classes
}

/// The senses of all files that are named for an event, completed and checked.
fn senses(folder: &Path, events: &[EventTraits]) -> Vec<senses::Sense> {
    let classes = read(&folder.join("classes.toml"));
    let mut all: Vec<senses::Sense> = Vec::new();
    for event in events {
        let file = folder.join(event.name.name().to_lowercase() + ".toml");
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for mut sense in read::<Senses>(&file).entry {
            let line = text.lines().position(|line| line.contains(&format!("\"{}\"", sense.id))).map_or(0, |i| i + 1);
            let id = sense.id.clone();
            let fail = |error: &str| panic!("{}:{line}: entry {id}: {error}", file.display());
            if all.iter().any(|other| other.id == sense.id) {
                fail("another entry has this id");
            }
            if let Err(error) = sense.complete(&classes, events) {
                fail(&error);
            }
            all.push(sense);
        }
    }
    all
}

/// The TOML files of a folder, in order of their names.
fn folder(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> T {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

// What each file holds: a list of entries under the name of one.

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Countries {
    country: Vec<entries::Country>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    #[serde(default)]
    person: Vec<entries::Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organizations {
    organization: Vec<entries::Organization>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    role: Vec<entries::Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Senses {
    entry: Vec<senses::Sense>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beats {
    beat: Vec<senses::Beat>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turns {
    turn: Vec<senses::Turn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    event: Vec<EventTraits>,
}
