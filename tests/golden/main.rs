//! Whole records, byte for byte: of every example in the repository and of every sentence that the codebook promises
//! something about.
//!
//! A change that is meant to alter what is read writes them anew, and its message says what became better and worse:
//!
//! ```text
//! DATELINE_WRITE_GOLDEN=1 cargo test --test golden
//! ```

mod schema;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dateline::Codebook;

/// The invented reports.
const EXAMPLES: [&str; 3] = ["examples/abduction", "examples/crisis.txt", "examples/pages"];
/// The day on which the examples and the codebook's sentences are read.
const DAY: &str = "2031-03-12";

#[test]
fn examples_are_read_as_before() {
    let Some(records) = read("examples_are_read_as_before", &EXAMPLES, "") else { return };
    compare("examples.jsonl", &records);
}

#[test]
fn sentences_of_the_codebook_are_read_as_before() {
    let Some(records) = read("sentences_of_the_codebook_are_read_as_before", &["-"], &sentences()) else { return };
    compare("codebook.jsonl", &records);
}

#[test]
fn nothing_is_published_that_the_schema_does_not_name() {
    let Some(records) = read("nothing_is_published_that_the_schema_does_not_name", &EXAMPLES, "") else { return };
    for record in records.lines() {
        let read: schema::Record = serde_json::from_str(record).unwrap_or_else(|error| panic!("{error}: {record}"));
        let record: serde_json::Value = serde_json::from_str(record).expect("JSON");
        assert_eq!(read.again(), record, "read strictly and written again");
        // A consumer in Rust reads records with the library's own types, and loses nothing.
        let library: dateline::record::Record = serde_json::from_value(record.clone()).expect("a record");
        assert_eq!(serde_json::to_value(&library).expect("JSON"), record, "read by the library and written again");
    }
}

/// The codebook's sentences as JSON Lines; an id tells entry, example or counter-example, and its number.
fn sentences() -> String {
    let codebook = Codebook::built_in();
    let lines = codebook.examples().into_iter().enumerate().map(|(i, example)| {
        let sort = if example.counter { "counter" } else { "example" };
        let id = format!("{} {sort} {}", example.entry, i + 1);
        serde_json::json!({ "id": id, "text": example.text }).to_string() + "\n"
    });
    lines.collect()
}

/// The records of inputs, one a line; nothing without a language model.
fn read(test: &str, inputs: &[&str], stdin: &str) -> Option<String> {
    if !dateline(&["model", "info"], "").status.success() {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
        return None;
    }
    let output = dateline(&[&["read", "--format", "jsonl", "--date", DAY], inputs].concat(), stdin);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn dateline(arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .env("DATELINE_GAZETTEER", "built-in")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("it has an input");
    let text = stdin.to_owned();
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    // A command that needs no input may end before it is written.
    let _ = writing.join().expect("the input is written");
    output
}

/// Holds records against those of the golden file, line by line.
fn compare(file: &str, records: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    if std::env::var_os("DATELINE_WRITE_GOLDEN").is_some() {
        fs::write(&path, records).expect("the golden file is written");
    }
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let differ: Vec<String> =
        golden.lines().zip(records.lines()).filter_map(|(old, new)| difference(old, new)).collect();
    assert!(differ.is_empty(), "{} records of {file} differ:\n{}", differ.len(), differ.join("\n"));
    assert_eq!(golden.lines().count(), records.lines().count(), "records of {file}");
    assert!(golden.lines().count() >= 10, "{file} holds records");
}

/// Which field differs first, before and after.
fn difference(old: &str, new: &str) -> Option<String> {
    if old == new {
        return None;
    }
    let parse = |line| serde_json::from_str::<serde_json::Value>(line).unwrap_or_default();
    let (before, after) = (parse(old), parse(new));
    let fields = before.as_object().into_iter().flatten();
    let field = fields.map(|(name, _)| name).find(|name| before[*name] != after[*name]);
    let Some(name) = field else {
        return Some(format!("{}: same answers, other bytes\n{old}\n{new}", before["source"]["id"]));
    };
    Some(format!("{} {name}:\n  was {}\n  is  {}", before["source"]["id"], before[name], after[name]))
}
