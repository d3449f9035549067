//! Reads the codebook's files, so that a mistake in one stops the build with its file and line, and packs them.

#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

#[allow(dead_code, missing_docs)]
#[path = "src/codebook/entries.rs"]
mod entries;

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

fn main() {
    let codebook = Path::new("codebook");
    println!("cargo::rerun-if-changed=codebook");
    println!("cargo::rerun-if-changed=src/codebook/entries.rs");
    let files = entries::Files {
        countries: read::<Countries>(&codebook.join("countries.toml")).country,
        people: folder(&codebook.join("people")).iter().flat_map(|file| read::<People>(file).person).collect(),
        organizations: read::<Organizations>(&codebook.join("organizations.toml")).organization,
        roles: read::<Roles>(&codebook.join("roles.toml")).role,
        nouns: read(&codebook.join("nouns.toml")),
        first_names: read(&codebook.join("first_names.toml")),
        said: read(&codebook.join("said.toml")),
        senses: ["words.toml", "deeds.toml"]
            .iter()
            .flat_map(|file| read::<Senses>(&codebook.join("did").join(file)).entry)
            .collect(),
        events: read::<Events>(&codebook.join("plover.toml")).event,
        contexts: read(&codebook.join("did").join("contexts.toml")),
    };
    let packed = postcard::to_stdvec(&files).expect("entries can be packed");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR")).join("codebook.bin");
    fs::write(&out, packed).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
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
    entry: Vec<entries::Sense>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    event: Vec<entries::EventType>,
}
