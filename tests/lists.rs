//! `dateline times`, `places` and `figures`: the answers to one question, as a person and as a program gets them.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// The program, with the places that it carries and no others.
fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env("DATELINE_GAZETTEER", "built-in").env_remove("CLICOLOR_FORCE");
    command
}

/// What a command prints about the example; nothing where no model is installed.
fn listed(arguments: &[&str]) -> Option<String> {
    if !dateline().args(["model", "info"]).output().expect("the program runs").status.success() {
        let _ = writeln!(std::io::stderr(), "SKIPPED {arguments:?}: no language model; run `dateline model install`");
        return None;
    }
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/crisis.txt");
    let output = dateline().args(arguments).arg(example).output().expect("the program runs");
    assert!(output.status.success(), "{}", messages(&output));
    Some(String::from_utf8(output.stdout).expect("output is UTF-8"))
}

fn messages(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn times_are_listed_with_their_sentences() {
    let Some(list) = listed(&["times", "--date", "2031-03-12"]) else { return };
    assert!(list.starts_with("crisis\nWhen\n"), "{list}");
    let line = list.lines().find(|line| line.contains("three weeks ago")).expect("a line for each time");
    assert!(line.contains("DATE") && line.contains("2031-W08") && line.contains("border three weeks ago"), "{line}");
}

#[test]
fn without_a_day_the_list_shows_the_distance() {
    let Some(list) = listed(&["times"]) else { return };
    let line = list.lines().find(|line| line.contains("three weeks ago")).expect("a line for each time");
    assert!(line.contains("-3w"), "{line}");
}

#[test]
fn figures_are_listed_with_who_claims_them() {
    let Some(list) = listed(&["figures"]) else { return };
    let line = list.lines().find(|line| line.contains("> 40,000")).expect("the soldiers are counted");
    assert!(line.contains("soldiers") && line.contains("Casimiro"), "{line}");
}

#[test]
fn places_are_explained_by_their_rivals() {
    let Some(list) = listed(&["places", "--explain"]) else { return };
    let mut lines = list.lines().skip_while(|line| !line.trim_start().starts_with("La Paz"));
    let (place, rival) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    assert!(place.contains("BOL") && rival.trim_start().starts_with("or La Paz"), "{place}\n{rival}");
    let Some(plain) = listed(&["places"]) else { return };
    assert!(!plain.contains("or La Paz"), "{plain}");
}

#[test]
fn programs_get_one_object_a_report() {
    let Some(lines) = listed(&["figures", "--format", "jsonl"]) else { return };
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["id"], "crisis");
    assert!(rows[0]["figures"].as_array().is_some_and(|figures| figures.len() > 5));
}

#[test]
fn given_stretches_are_resolved_without_a_model() {
    let mut child = dateline()
        .args(["places", "--explain", "--mentions", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let row = r#"{"id": "a", "text": "The mill at Paris, Texas, burned down.", "mentions": [[12, 17], [19, 24]]}"#;
    child.stdin.take().expect("a pipe").write_all(row.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("the program ends");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!(answer["places"][0]["country"], "USA");
    assert_eq!(answer["places"][0]["alternatives"][0]["country"], "FRA");
}

#[test]
fn a_gazetteer_that_is_missing_is_named() {
    let output = dateline()
        .args(["places", "--gazetteer", "/no/such/places.tsv", "--mentions", "-"])
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert!(!output.status.success());
    assert!(messages(&output).contains("cannot read /no/such/places.tsv"), "{}", messages(&output));
}
