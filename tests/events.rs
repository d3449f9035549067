//! `dateline classify` and `dateline codebook` as their users meet them.

use std::fs;
use std::io::Write;
use std::process::{Command, Output};

use serde_json::Value;

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn has_model(test: &str) -> bool {
    let found = dateline(&["model", "info"]).status.success();
    if !found {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
    }
    found
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file is written");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn two_mentions_are_classified_row_by_row() {
    if !has_model("two_mentions_are_classified_row_by_row") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rows = "{\"id\": 7, \"text\": \"Norway accused Sweden of theft.\", \"source\": [0, 6], \"target\": [15, 21]}\n\n\
                {\"id\": \"b\", \"text\": \"Rain.\", \"source\": null, \"target\": null}\n";
    let run = dateline(&["classify", &file(&folder, "rows.jsonl", rows)]);
    assert!(run.status.success(), "{}", stderr(&run));
    let answers: Vec<Value> = stdout(&run).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["id"], 7);
    assert_eq!(answers[0]["root"], "ACCUSE");
    assert!(answers[1]["root"].is_string());
}

#[test]
fn a_row_that_cannot_be_read_is_named() {
    if !has_model("a_row_that_cannot_be_read_is_named") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rows = "{\"id\": 1, \"text\": \"Norway\", \"source\": [0, 6], \"target\": [4, 60]}\n";
    let run = dateline(&["classify", &file(&folder, "rows.jsonl", rows)]);
    assert_eq!(run.status.code(), Some(1));
    assert!(stderr(&run).contains("rows.jsonl:1") && stderr(&run).contains("target"), "{}", stderr(&run));
    assert!(stderr(&dateline(&["classify", "missing.jsonl"])).contains("missing.jsonl"));
}

#[test]
fn entries_are_listed_and_explained() {
    let list = dateline(&["codebook", "list", "--event", "threaten"]);
    assert!(stdout(&list).lines().count() > 5 && stdout(&list).lines().all(|line| line.contains("THREATEN")));
    let explained = stdout(&dateline(&["codebook", "explain", "sanction-hit"]));
    assert!(explained.contains("CAMEO 163") && explained.contains("adjunct"), "{explained}");
    let unknown = dateline(&["codebook", "explain", "no-such-entry"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(stderr(&unknown).contains("codebook list"));
}

#[test]
fn mistakes_in_ones_own_entries_are_told_with_file_and_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mine = file(&folder, "mine.toml", "[[entry]]\nid = \"x\"\nevent = \"TOLL\"\n");
    let run = dateline(&["codebook", "check", &mine]);
    assert_eq!(run.status.code(), Some(1));
    assert!(stdout(&run).contains("mine.toml:"), "{}{}", stdout(&run), stderr(&run));
}
