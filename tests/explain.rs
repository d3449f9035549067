//! `dateline explain` as its users meet it: with weights of three lines, what speaks for an event and against.
//!
//! Needs the model; without one the tests say so and pass.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use dateline::record::{Aux, EventType, Sector};
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "Rebels in Kano raided a school on Friday. The mayor of Kano condemned the raid on Sunday.";

fn has_model(test: &str) -> bool {
    let command = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["model", "info"]).output();
    let found = command.expect("the program runs").status.success();
    if !found {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
    }
    found
}

/// A folder with a report, and with tables that know three words.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let head = |names: Vec<&str>| [vec!["none"], names].concat().join("\t");
    let number = |kind: EventType| 1 + EventType::ALL.iter().position(|other| *other == kind).expect("it is one");
    let (assault, accuse) = (number(EventType::Assault), number(EventType::Accuse));
    let acts = head(EventType::ALL.iter().map(|kind| kind.name()).collect());
    let sectors = head(Sector::ALL.iter().map(|sector| sector.name()).collect());
    let standing = head(Aux::ALL.iter().map(|aux| aux.name()).collect());
    let tables = [
        ("acts", format!("{acts}\nbias\t0:600\nis:raid\t{assault}:900\nis:condemn\t{accuse}:900\n")),
        ("sides", "actor\trecipient\nrole:agent\t0:400\nrole:patient\t1:400\nstands:nobody\t0:100\t1:100\n".into()),
        ("sectors", format!("{sectors}\nbias\t0:100\n")),
        ("standing", format!("{standing}\nbias\t0:300\n")),
        ("claimed", "no\tyes\nbias\t0:100\n".into()),
        ("central", "no\tyes\nbias\t1:100\n".into()),
        ("happenings", "same\nwords:same\t0:200\n".into()),
        ("circumstances", "day\tplace\ntime\t0:100\nplace\t1:100\n".into()),
        ("dyads", "dyad\n".into()),
    ];
    for (name, table) in tables {
        fs::write(folder.path().join(format!("{name}.weights")), table).expect("a table is written");
    }
    fs::write(folder.path().join("report.txt"), TEXT).expect("a report is written");
    folder
}

fn explain(folder: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("explain")
        .arg(folder.join("report.txt"))
        .args(["--quick", "--date", "2031-03-12"])
        .args(options)
        .env("DATELINE_GAZETTEER", "built-in")
        .output()
        .expect("the program runs")
}

#[test]
fn an_event_is_explained_in_words() {
    if !has_model("an_event_is_explained_in_words") {
        return;
    }
    let folder = folder();
    let weights = folder.path().to_str().expect("UTF-8");
    let run = explain(folder.path(), &["--event-weights", weights]);
    let told = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for line in [
        "e1  ASSAULT",
        "    told in e3, too: one happening",
        "  Which act? ASSAULT 0.95 (else no act 0.05); weighed against no act",
        "     +9.00  word is `raid`",
        "     -6.02  any word",
        "“Rebels in Kano”, in the sentence, NGA (by “Kano”): chosen",
        "         +4.00  it is the act's agent",
        "  Has it happened? yes, or so it seems 0.83 (else",
        "  When? 2031-03-09, from another sentence: “Sunday”",
        "e2  ACCUSE",
        "  Entry accuse-",
    ] {
        assert!(told.contains(line), "{line:?} is missing in:\n{told}");
    }
}

#[test]
fn one_event_is_explained_as_json_and_one_that_is_not_there_is_an_error() {
    if !has_model("one_event_is_explained_as_json_and_one_that_is_not_there_is_an_error") {
        return;
    }
    let folder = folder();
    let weights = folder.path().to_str().expect("UTF-8");
    let run = explain(folder.path(), &["--event-weights", weights, "--event", "e2", "--format", "json"]);
    let told = String::from_utf8(run.stdout).expect("UTF-8");
    let objects: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.len(), 1, "{told}");
    assert_eq!((&objects[0]["report"], &objects[0]["event"]["id"]), (&"report".into(), &"e2".into()));
    assert_eq!(objects[0]["why"]["act"]["speaks_for"][0]["feature"], "is:condemn");
    let run = explain(folder.path(), &["--event-weights", weights, "--event", "e9"]);
    assert!(!run.status.success() && String::from_utf8_lossy(&run.stderr).contains("no event is called e9"));
}

#[test]
fn rules_alone_are_explained_by_their_entry() {
    if !has_model("rules_alone_are_explained_by_their_entry") {
        return;
    }
    let run = explain(folder().path(), &["--rules-only"]);
    let told = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(told.contains("Entry accuse-") && !told.contains("Which act?"), "{told}");
}
