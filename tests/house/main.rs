//! Holds the house to its plan in ARCHITECTURE.md: rooms use each other only by the arrows that stand there, and never
//! in a circle; English words stand in data; files and functions are short, and each file says which question it answers.
//!
//! `cargo test --test house -- --nocapture` prints what was counted, and the arrows as they are.

mod arrows;
mod lists;
mod made_up;
mod sizes;
mod source;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use lists::Lists;
use source::{Crate, SourceFile};

/// Crates in which English words stand in data alone.
const WITHOUT_WORDS: [&str; 2] = ["crates/dateline", "crates/language"];
/// Fewest rooms and arrows of each crate: a reader that sees less is broken.
const FEWEST: [(&str, usize, usize); 10] = [
    ("crates/archive", 10, 15),
    ("crates/dateline", 12, 30),
    ("crates/eval", 10, 15),
    ("crates/intake", 12, 10),
    ("crates/kit", 4, 2),
    ("crates/language", 12, 20),
    ("crates/page", 15, 30),
    ("crates/watch", 10, 20),
    ("python", 6, 8),
    ("src", 15, 15),
];
/// Folders with Rust.
const FOLDERS: [&str; 8] =
    ["benches", "crates", "examples", "fuzz/fuzz_targets", "fuzz/src", "python/src", "src", "tests"];

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| Lists::of(&fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there")));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_crate_is_read() {
    let crates = source::crates(root());
    let names: Vec<&str> = crates.iter().map(|krate| krate.name.as_str()).collect();
    assert_eq!(names, FEWEST.map(|(name, ..)| name));
    assert_eq!(names, LISTS.arrows.keys().collect::<Vec<_>>(), "ARCHITECTURE.md has a list of the rooms of each crate");
    for (krate, (_, rooms, arrows)) in crates.iter().zip(FEWEST) {
        let found = (krate.rooms().len(), arrows::arrows(krate).len());
        assert!(found.0 >= rooms && found.1 >= arrows, "{}: rooms and arrows: {found:?}", krate.name);
    }
}

#[test]
fn rooms_use_each_other_as_listed() {
    let mut wrong = Vec::new();
    for krate in source::crates(root()) {
        let mut found = arrows::arrows(&krate);
        found.retain(|(from, _), _| from != krate.door());
        show(&krate.name, &lists::written(&found));
        let listed = LISTS.arrows.get(&krate.name).cloned().unwrap_or_default();
        for ((from, to), place) in found.iter().filter(|(arrow, _)| !listed.contains(arrow)) {
            wrong.push(format!("{place}: {from} → {to} is not listed"));
        }
        for (from, to) in listed.iter().filter(|arrow| !found.contains_key(*arrow)) {
            wrong.push(format!("ARCHITECTURE.md: {}: {from} → {to}: no code uses it", krate.name));
        }
    }
    none("arrows that differ from ARCHITECTURE.md", &wrong);
}

#[test]
fn no_rooms_form_a_circle() {
    let mut wrong = Vec::new();
    for krate in source::crates(root()) {
        let found = arrows::arrows(&krate);
        for circle in arrows::circles(&found) {
            wrong.push(format!("{}: {}", krate.name, Vec::from_iter(circle.iter().copied()).join(", ")));
            let within = found.iter().filter(|((from, to), _)| circle.contains(&**from) && circle.contains(&**to));
            wrong.extend(within.map(|((from, to), place)| format!("    {from} → {to}: {place}")));
        }
    }
    none("rooms in a circle, and the arrows that hold it", &wrong);
}

#[test]
fn english_words_stand_in_data() {
    let mut unused: BTreeSet<&str> = LISTS.words.keys().map(String::as_str).collect();
    let mut wrong = Vec::new();
    let mut counts = BTreeMap::new();
    let mut read = 0;
    let crates = source::crates(root());
    let crates = crates.iter().filter(|krate| WITHOUT_WORDS.contains(&krate.name.as_str()));
    for file in crates.flat_map(Crate::code) {
        let (words, literals) = words::words(file);
        read += literals;
        if words.is_empty() || is_place_for_words(file) || unused.remove(file.path.as_str()) {
            continue;
        }
        counts.insert(file.path.as_str(), words.len());
        wrong.extend(words.iter().map(|word| format!("{}:{}: {:?}", file.path, word.line, word.text)));
    }
    assert!(read > 300, "only {read} literals were read");
    let total: usize = counts.values().sum();
    show("literals with English words", &format!("{total} in {} files, of {read} literals\n", counts.len()));
    wrong.truncate(50);
    wrong.extend(counts.iter().map(|(path, count)| format!("{count:5} in {path}")));
    wrong.extend(unused.iter().map(|path| format!("ARCHITECTURE.md: {path}: no word stands there, or no such file")));
    none("English words in Rust (the first 50, and how many by file)", &wrong);
}

/// Whether a file is in a folder of English, or in the room of the grammar.
fn is_place_for_words(file: &SourceFile) -> bool {
    file.module.first().is_some_and(|room| room == "grammar") || file.path.contains("/en/")
}

#[test]
fn files_and_functions_are_short() {
    let mut unused: BTreeSet<&str> = LISTS.long.keys().map(String::as_str).collect();
    let mut wrong = Vec::new();
    let mut read = 0;
    for (path, text) in FOLDERS.iter().flat_map(|folder| source::rust_files(root(), folder)) {
        let lines = text.lines().count();
        if lines > sizes::FILE && !unused.remove(path.as_str()) {
            wrong.push(format!("{path}: {lines} lines"));
        }
        let functions = sizes::functions(&path, &text);
        read += functions.len();
        for function in functions.iter().filter(|function| function.lines > sizes::FUNCTION) {
            let sizes::Function { name, line, lines } = function;
            if !unused.remove(format!("{path}: {name}").as_str()) {
                wrong.push(format!("{path}:{line}: {name}: {lines} lines"));
            }
        }
    }
    assert!(read > 1000, "only {read} functions were read");
    wrong.extend(unused.iter().map(|name| format!("ARCHITECTURE.md: {name}: it is short, or is not there")));
    none(&format!("files over {} lines, functions over {}", sizes::FILE, sizes::FUNCTION), &wrong);
}

#[test]
fn every_file_says_what_it_answers() {
    let texts = FOLDERS.iter().flat_map(|folder| source::rust_files(root(), folder));
    let (tests, files): (Vec<_>, Vec<_>) = texts.partition(|(path, _)| path.ends_with("/tests.rs"));
    assert!(tests.len() + files.len() > 150, "only {} files were read", tests.len() + files.len());
    let wrong: Vec<String> =
        files.into_iter().filter(|(_, text)| !sizes::has_head(text)).map(|(path, _)| path).collect();
    none("files without a head comment (//!)", &wrong);
}

/// Fails when something was found.
fn none(what: &str, found: &[String]) {
    show(what, &format!("{} lines\n", found.len()));
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// Shows what was counted to people who ask for it with `--nocapture`.
#[expect(clippy::print_stdout, reason = "the test harness holds it back unless it is asked for")]
fn show(what: &str, counted: &str) {
    println!("{what}\n{counted}");
}
