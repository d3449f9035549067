//! An audit from its sample to its report: drawn from the invented standoff, judged on its pages by two who disagree at given
//! places, decided by a third, told, and read again.
//!
//! Needs the model; without one the tests say so and pass.

mod coder;
#[cfg(unix)]
mod killed;
#[path = "../program/mod.rs"]
mod program;

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use axum::Router;
use axum::http::StatusCode;
use coder::{Browser, Said};
use dateline_page::{Coders, Settings};
use program::{dateline, has_model};
use serde_json::Value;
use tempfile::TempDir;

const ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8321);

/// What is judged, in order.
const FIELDS: [&str; 9] = ["event", "mode", "actor", "recipient", "standing", "when", "where", "how_many", "no_act"];

fn told(arguments: &[&str]) -> String {
    let output = dateline().args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The archive of the invented standoff.
static ARCHIVE: LazyLock<(TempDir, String)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db").to_string_lossy().into_owned();
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/standoff/reports.jsonl");
    told(&["add", &path, "--quick", &reports.to_string_lossy()]);
    (folder, path)
});

/// A sample of it, in a file of its own.
fn drawn(name: &str, options: &[&str]) -> PathBuf {
    let file = ARCHIVE.0.path().join(name);
    let path = file.to_string_lossy().into_owned();
    told(&[&["audit", "draw", &ARCHIVE.1, "--by", "event,country", "--out", &path][..], options].concat());
    file
}

fn router(file: &Path, names: &[&str], blind: bool, decides: Option<&str>) -> Router {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let coders = Coders { names, blind, decides: decides.map(str::to_owned) };
    let settings = Settings { host: ADDRESS.ip(), port: ADDRESS.port(), token: None, read_only: false };
    dateline_page::audit_router(file, &coders, &settings, ADDRESS).expect("the sample is there")
}

/// What one coder says: mostly that it is right.
fn first(sheet: u64, field: &str) -> Said {
    let at = FIELDS.iter().position(|known| *known == field).expect("a field") as u64;
    match (field, (sheet * 7 + at * 3) % 11) {
        ("no_act", 0..=3) => ("wrong", Some("AID")),
        ("event", 0) => ("wrong", Some("none")),
        ("event", 1) => ("wrong", Some("AID")),
        (_, 0) => ("wrong", Some("Togo")),
        (_, 1) => ("cannot_tell", None),
        _ => ("right", None),
    }
}

/// What the other says: something else at given places.
fn second(sheet: u64, field: &str) -> Said {
    let at = FIELDS.iter().position(|known| *known == field).expect("a field") as u64;
    match (first(sheet, field), (sheet + at) % 6) {
        (("right", _), 0) if field == "no_act" => ("wrong", Some("COERCE")),
        (("right", _), 0) if field == "event" => ("wrong", Some("COERCE")),
        (("right", _), 0) => ("wrong", None),
        (("wrong", _), 0) => ("right", None),
        (said, _) => said,
    }
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&told(arguments)).expect("JSON")
}

fn near(found: &Value, wanted: &Value) -> bool {
    match (found.as_f64(), wanted.as_f64()) {
        (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-9,
        (found, wanted) => found == wanted,
    }
}

/// Holds a report against what Python finds in the same file.
fn compare(file: &Path, report: &Value) {
    let Some(python) = std::env::var_os("DATELINE_PYTHON") else {
        let _ = writeln!(std::io::stderr(), "SKIPPED the figures of Python: run `make test`");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/figures.py");
    let output = Command::new(python).arg(script).arg(file).output().expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut compared = 0;
    for (on, wanted) in theirs["kappa"].as_object().expect("κ") {
        let pair = list(&report["agreement"]["pairs"]).iter().find(|pair| pair["on"] == **on).expect("a pair");
        assert!(near(&pair["kappa"], wanted), "κ of {on}: {} {wanted}", pair["kappa"]);
        compared += 1;
    }
    for (on, wanted) in theirs["alpha"].as_object().expect("α") {
        let among = list(&report["agreement"]["among"]).iter().find(|among| among["on"] == **on).expect("all");
        assert!(near(&among["alpha"], wanted), "α of {on}: {} {wanted}", among["alpha"]);
        compared += 1;
    }
    for (field, wanted) in theirs["precision"].as_object().expect("precision") {
        let found = list(&report["precision"]).iter().find(|found| found["field"] == **field).expect("a figure");
        let found = &found["figure"];
        let found = [&found["value"], &found["interval"]["low"], &found["interval"]["high"]];
        assert!(found.iter().zip(list(wanted)).all(|(a, b)| near(a, b)), "{field}: {found:?} {wanted}");
        compared += 1;
    }
    let recall = &report["recall"];
    let found = [&recall["value"], &recall["interval"]["low"], &recall["interval"]["high"]];
    assert!(found.iter().zip(list(&theirs["recall"])).all(|(a, b)| near(a, b)), "{found:?} {}", theirs["recall"]);
    assert!(compared > 15, "only {compared} figures");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn two_who_disagree_are_told_as_python_tells_them_and_a_third_decides() {
    if !has_model("two_who_disagree_are_told_as_python_tells_them_and_a_third_decides") {
        return;
    }
    let file = drawn("two.audit", &["--n", "40", "--sentences", "14", "--seed", "7"]);
    let path = file.to_string_lossy().into_owned();
    let pages = router(&file, &["Ama", "Kofi"], false, None);
    for (name, rule) in [("Ama", first as fn(u64, &str) -> Said), ("Kofi", second)] {
        let mut browser = Browser::new(&pages);
        assert_eq!(browser.get("/sheet/1").location, "/", "nobody judges without a name");
        browser.choose(name);
        assert!(browser.judge(rule) > 150, "{name} has judged");
        assert!(browser.get("/").text.contains("Everything is judged"));
    }
    let report = json(&["audit", "report", &path, "--format", "json"]);
    assert_eq!((report["happenings"].as_u64(), report["sentences"].as_u64()), (Some(40), Some(14)));
    let disputed = list(&report["disagreements"]).len();
    assert!(disputed > 15 && list(&report["disagreements"]).iter().all(|case| case["decided"].is_null()));
    compare(&file, &report);

    let mut browser = Browser::new(&router(&file, &[], false, Some("Esi")));
    browser.choose("Esi");
    assert_eq!(
        browser.judge(|_, field| if field == "event" || field == "no_act" { ("right", None) } else { ("wrong", None) }),
        disputed
    );
    let report = json(&["audit", "report", &path, "--format", "json"]);
    assert!(list(&report["disagreements"]).iter().all(|case| !case["decided"].is_null()));
    assert!(list(&report["precision"]).iter().all(|precision| precision["figure"]["undecided"] == 0));
    compare(&file, &report);
    shown(&path, &report);
    exported(&path);
    replayed(&path);
}

/// The report as a page by itself and as text.
fn shown(path: &str, report: &Value) {
    let html = told(&["audit", "report", path, "--format", "html"]);
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<style>") && !html.contains("<script"));
    assert!(!html.contains("http://") && !html.contains("src=") && !html.contains("<link"), "it needs no other file");
    let methods = report["methods"].as_str().expect("text");
    assert!(methods.contains("stratified (by event and country) random sample of 40 of the"), "{methods}");
    assert!(
        methods.contains("Two coders judged the answers, blind to each other")
            && methods.contains("another coder decided")
    );
    assert!(told(&["audit", "report", path]).contains(methods));
}

/// Rows of verdicts, with as many happenings as the whole has.
fn exported(path: &str) {
    let rows: Vec<Value> = told(&["audit", "export", path, "--as", "jsonl"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let of = |coder: &str, field: &str| {
        let rows = rows.iter().filter(|row| row["coder"] == *coder && row["field"] == *field);
        rows.map(|row| row["weight"].as_f64().expect("a number")).sum::<f64>()
    };
    let drawn = json(&["audit", "report", path, "--format", "json"])["drawn"].clone();
    assert!((of("Ama", "event") - drawn["happenings"].as_f64().expect("a number")).abs() < 1e-6);
    assert!((of("Kofi", "no_act") - drawn["sentences"].as_f64().expect("a number")).abs() < 1e-6);
    let table = told(&["audit", "export", path]);
    assert!(table.starts_with("sheet,report,source_id,happening,") && table.lines().count() == rows.len() + 1);
}

/// Read again in the same way nothing is better or worse; by entries alone much is otherwise.
fn replayed(path: &str) {
    let same = json(&["audit", "replay", path, "--quick", "--format", "json"]);
    assert!(list(&same["changed"]).is_empty() && same["missing"] == 0, "{same:#}");
    assert_eq!(json(&["audit", "replay", path, "--with", &ARCHIVE.1, "--format", "json"]), same);
    let other = json(&["audit", "replay", path, "--rules-only", "--format", "json"]);
    let event = &other["fields"]["event"];
    assert!(event["worse"].as_u64() > Some(5) && event["chance"].as_f64() < Some(0.05), "{event}");
    assert!(told(&["audit", "replay", path, "--rules-only"]).contains("told no more"));
}

#[test]
fn the_same_seed_draws_the_same_and_a_sample_is_never_drawn_over() {
    if !has_model("the_same_seed_draws_the_same_and_a_sample_is_never_drawn_over") {
        return;
    }
    let hash =
        |file: &Path| json(&["audit", "report", &file.to_string_lossy(), "--format", "json"])["drawn"]["hash"].clone();
    let [one, same, other] = [("one", "3"), ("same", "3"), ("other", "4")]
        .map(|(name, seed)| hash(&drawn(&format!("{name}.audit"), &["--n", "20", "--seed", seed])));
    assert!(one == same && one != other);
    let again =
        dateline().args(["audit", "draw", &ARCHIVE.1, "--out"]).arg(ARCHIVE.0.path().join("one.audit")).output();
    let again = again.expect("the program runs");
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("never written over"));
    let none = dateline().args(["audit", "report"]).arg(&ARCHIVE.1).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&none.stderr).contains("no audit of dateline"));
}

#[test]
fn a_folder_of_records_is_drawn_from_if_it_has_texts() {
    if !has_model("a_folder_of_records_is_drawn_from_if_it_has_texts") {
        return;
    }
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/standoff/reports.jsonl");
    let [with, without] = ["with", "without"].map(|name| ARCHIVE.0.path().join(name));
    for (folder, text) in [(&with, &["--with-text"][..]), (&without, &[])] {
        let (folder, reports) = (folder.to_string_lossy(), reports.to_string_lossy());
        told(&[&["code", &reports, "--quick", "--format", "jsonl", "--out", &folder][..], text].concat());
    }
    let file = ARCHIVE.0.path().join("folder.audit").to_string_lossy().into_owned();
    told(&[
        "audit",
        "draw",
        &with.to_string_lossy(),
        "--n",
        "20",
        "--by",
        "event,country",
        "--seed",
        "3",
        "--out",
        &file,
    ]);
    let drawn = |file: &str| json(&["audit", "report", file, "--format", "json"])["drawn"].clone();
    let archive = drawn_from_archive();
    for what in ["happenings", "reports", "sentences", "hash"] {
        assert_eq!(drawn(&file)[what], archive[what], "{what}");
    }
    let none = dateline().args(["audit", "draw"]).arg(without).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&none.stderr).contains("--with-text"));
}

/// How the same is drawn from the archive.
fn drawn_from_archive() -> Value {
    let file = drawn("same-as-folder.audit", &["--n", "20", "--seed", "3"]);
    json(&["audit", "report", &file.to_string_lossy(), "--format", "json"])["drawn"].clone()
}

#[test]
fn who_answers_blind_sees_nothing_before() {
    if !has_model("who_answers_blind_sees_nothing_before") {
        return;
    }
    let file = drawn("blind.audit", &["--n", "6", "--sentences", "3", "--seed", "5"]);
    let mut browser = Browser::new(&router(&file, &["Ama"], true, None));
    browser.choose("Ama");
    for number in 1..=9 {
        let uri = format!("/sheet/{number}");
        let page = browser.get(&uri).text;
        assert!(!page.contains("class=\"told\"") && !page.contains("sentence word") && page.contains("name=\"event\""));
        assert_eq!(browser.post(&page, &uri, &[("field", "event"), ("said", "right")]).status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post(&page, &uri, &[("what", "blind"), ("event", "")]).status, StatusCode::BAD_REQUEST);
        let fields = [("what", "blind"), ("event", "AID"), ("actor", "GHA GOV")];
        assert_eq!(browser.post(&page, &uri, &fields).status, StatusCode::SEE_OTHER);
        let page = browser.get(&uri).text;
        assert!(page.contains("class=\"told\""), "now it is compared");
    }
    browser.judge(|_, _| ("right", None));
    let rows = told(&["audit", "export", &file.to_string_lossy(), "--as", "jsonl"]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(
        rows.iter().filter(|row| row["field"] == "event" || row["field"] == "no_act").all(|row| row["blind"] == "AID")
    );
    let missed: Vec<&Value> = rows.iter().filter(|row| row["field"] == "no_act").collect();
    assert!(missed.len() == 3 && missed.iter().all(|row| row["verdict"] == "wrong" && row["value"] == "AID"));
}

#[test]
fn forms_of_others_are_refused_and_what_was_said_is_undone() {
    if !has_model("forms_of_others_are_refused_and_what_was_said_is_undone") {
        return;
    }
    let file = drawn("undone.audit", &["--n", "5", "--sentences", "0"]);
    let pages = router(&file, &["Ama", "Kofi"], false, None);
    let mut browser = Browser::new(&pages);
    browser.choose("Ama");
    let page = browser.get("/sheet/1").text;
    let say = [("field", "event"), ("said", "right")];
    assert_eq!(browser.post("", "/sheet/1", &say).status, StatusCode::FORBIDDEN, "without its word");
    browser.origin = "http://evil.example";
    assert_eq!(browser.post(&page, "/sheet/1", &say).status, StatusCode::FORBIDDEN, "from elsewhere");
    browser.origin = "http://127.0.0.1:8321";
    assert_eq!(browser.post(&page, "/sheet/1", &say).status, StatusCode::SEE_OTHER);
    assert_eq!(
        browser.post(&page, "/sheet/1", &[("field", "no_act"), ("said", "right")]).status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(browser.post(&page, "/sheet/99", &say).status, StatusCode::NOT_FOUND);
    let note = [("what", "note"), ("note", "zebra <b>it</b>?")];
    assert_eq!(browser.post(&page, "/sheet/1", &note).status, StatusCode::SEE_OTHER);
    assert!(browser.get("/sheet/1").text.contains("zebra &lt;b&gt;it&lt;/b&gt;?"));
    // The other sees neither verdict nor note.
    let mut other = Browser::new(&pages);
    other.choose("Kofi");
    let theirs = other.get("/sheet/1").text;
    assert!(!theirs.contains("class=\"verdict\"") && !theirs.contains("zebra"));
    assert_eq!(browser.post(&page, "/undo", &[]).location, "/sheet/1?at=event");
    assert!(!browser.get("/sheet/1").text.contains("class=\"verdict\""));
    assert_eq!(browser.post(&page, "/undo", &[]).location, "/", "nothing is left to undo");
}
