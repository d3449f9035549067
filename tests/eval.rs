//! Drives `dateline eval` on small gold written for it; answers are given, so no language model is needed.

mod program;

use std::path::{Path, PathBuf};
use std::process::Output;

use program::{dateline, has_model};
use serde_json::Value;

const ARTICLES: &str = concat!(
    r#"{"id": "a", "text": "Norland accused Sudland of spying. Police arrested two men."}"#,
    "\n",
    r#"{"id": "b", "text": "Rain fell all day."}"#,
    "\n"
);
const CODED: &str = concat!(
    r#"{"id": "a", "happenings": [{"event": "ACCUSE", "actor": ["NOR GOV"], "recipient": ["SDN GOV"], "aux": [], "central": true, "#,
    r#""mentions": [{"text": "accused Sudland", "trigger": "accused"}]}, {"event": "COERCE", "actor": ["NOR COP"], "recipient": ["NOR CVL"], "#,
    r#""aux": [], "central": true, "mentions": [{"text": "arrested two men", "trigger": "arrested"}]}]}"#,
    "\n",
    r#"{"id": "b", "happenings": []}"#,
    "\n"
);
/// The first act with its parties, the second with another.
const RECORDS: &str = concat!(
    r#"{"source": {"id": "a"}, "events": [{"event": "ACCUSE", "actor": [{"code": "NOR GOV"}], "recipient": [{"code": "SDN GOV"}], "happening": "h1", "#,
    r#""trigger": {"start": 8, "end": 15}, "sentence": {"start": 0, "end": 34}, "confidence": 0.9}, {"event": "COERCE", "#,
    r#""actor": [{"code": "SWE COP"}], "recipient": [], "happening": "h2", "trigger": {"start": 42, "end": 50}, "#,
    r#""sentence": {"start": 35, "end": 59}, "confidence": 0.4}]}"#,
    "\n",
    r#"{"source": {"id": "b"}, "error": {"kind": "too-slow", "message": "it takes too long"}}"#,
    "\n"
);

/// A folder of its own with these files.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("dateline-eval-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("a file can be written");
        }
        Self(folder)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        dateline().arg("eval").args(arguments).current_dir(&self.0).output().expect("the program runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn whole(name: &str) -> Folder {
    let files = [("small.articles.jsonl", ARTICLES), ("small.coder_A.jsonl", CODED), ("records.jsonl", RECORDS)];
    Folder::of(name, &files)
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("the output is text")
}

#[test]
fn happenings_are_scored_at_each_level() {
    let folder = whole("levels");
    let output = folder.run(&["whole", ".", "--predictions", "records.jsonl", "--format", "json"]);
    let told: Value = serde_json::from_str(&text(&output)).expect("it is JSON");
    let value = |name: &str, of: &str| {
        let figures = told[0]["figures"].as_array().expect("figures are a list");
        let found = figures.iter().find(|figures| figures["name"] == name).expect("the figure is there");
        found[of]["value"].as_f64().expect("it is a number")
    };
    assert_eq!((value("act", "recall"), value("act", "precision")), (1.0, 1.0));
    assert_eq!((value("parties", "recall"), value("parties", "precision")), (0.5, 0.5));
    assert_eq!((told[0]["articles"].as_u64(), told[0]["unanswered"].as_u64()), (Some(2), Some(1)));
    assert!(String::from_utf8_lossy(&output.stderr).contains("b: it takes too long"), "why there is no answer is told");
}

#[test]
fn mistakes_stand_by_class_with_the_text_around() {
    let folder = whole("mistakes");
    let told = text(&folder.run(&["whole", ".", "--predictions", "records.jsonl", "--errors"]));
    assert!(told.contains("### missed: act, other parties"), "{told}");
    assert!(told.contains("Police [arrested two men]."), "{told}");
    let page = text(&folder.run(&["whole", ".", "--predictions", "records.jsonl", "--errors", "--format", "html"]));
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("[arrested two men]") && !page.contains("<script"),
        "{page}"
    );
}

#[test]
fn two_systems_are_compared() {
    let folder = whole("compared");
    let better = RECORDS.replace("SWE COP", "NOR COP");
    std::fs::write(folder.0.join("better.jsonl"), better).expect("a file can be written");
    let told = text(&folder.run(&["whole", ".", "--compare", "records.jsonl", "better.jsonl", "--format", "json"]));
    let told: Value = serde_json::from_str(&told).expect("it is JSON");
    let differences = told[0]["differences"].as_array().expect("a list");
    let found = differences.iter().find(|found| found["name"] == "parties: F1").expect("the figure is there");
    assert_eq!((found["first"].as_f64(), found["second"].as_f64()), (Some(0.5), Some(1.0)));
    let chance = found["chance"].as_f64().expect("a number");
    assert!(chance > 0.3, "one article that differs is no evidence: {chance}");
}

#[test]
fn confidence_stands_beside_truth() {
    let folder = whole("confidence");
    let told = text(&folder.run(&["reliability", ".", "--predictions", "records.jsonl"]));
    assert!(told.contains("| .900 | 1 | 1.000"), "{told}");
    assert!(
        text(&folder.run(&["reliability", ".", "--predictions", "records.jsonl", "--format", "html"])).contains("<svg")
    );
}

#[test]
fn times_are_scored_as_tempeval_does() {
    let gold = r#"{"id": 7, "text": "He came on Friday at noon.", "timexes": [{"start": 11, "end": 17, "type": "DATE", "value": "2031-03-07"}, {"start": 21, "end": 25, "type": "TIME", "value": "2031-03-07T12:00"}]}"#;
    let told = r#"{"id": 7, "timexes": [{"start": 8, "end": 17, "type": "DATE", "value": "2031-03-07"}]}"#;
    let folder = Folder::of("times", &[("gold.jsonl", gold), ("told.jsonl", told)]);
    let table = text(&folder.run(&["times", "gold.jsonl", "--predictions", "told.jsonl"]));
    assert!(table.contains("| strict | .000") && table.contains("| value | 1.000 | .500 | .667 |"), "{table}");
}

#[test]
fn bad_gold_is_told_with_its_line() {
    let folder = Folder::of(
        "bad",
        &[("small.articles.jsonl", "{\"id\": \"a\"\n"), ("small.coder_A.jsonl", CODED), ("empty.jsonl", "")],
    );
    let failed = folder.run(&["whole", ".", "--predictions", "empty.jsonl"]);
    assert!(!failed.status.success());
    let told = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(told.contains("small.articles.jsonl:1:"), "{told}");
    let nothing = folder.run(&["places", ".", "--predictions", "empty.jsonl"]);
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("nothing of the set places stands there"));
    let strangers = whole("strangers");
    std::fs::write(strangers.file("other.jsonl"), "{\"id\": \"z\", \"events\": []}\n").expect("a file can be written");
    let failed = strangers.run(&["whole", ".", "--predictions", "other.jsonl"]);
    assert!(
        !failed.status.success() && String::from_utf8_lossy(&failed.stderr).contains("no answer is about an article")
    );
}

/// `make eval` writes both.
#[test]
fn the_table_of_the_readme_is_that_of_its_figures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let measured = root.join("docs/measured.json").display().to_string();
    let table = text(&dateline().args(["eval", "table", &measured]).output().expect("the program runs"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("there is a README");
    let (_, rest) = readme.split_once("<!-- measured: begin -->\n").expect("the table begins");
    let (shown, _) = rest.split_once("<!-- measured: end -->\n").expect("the table ends");
    assert_eq!(shown.trim(), table.trim(), "`make eval` writes the table anew");
    assert!(table.lines().count() > 10, "{table}");
}

#[test]
fn the_program_is_asked_itself() {
    if !has_model("the_program_is_asked_itself") {
        return;
    }
    let gold = r#"{"id": "a", "date": "2031-03-10", "text": "Norland accused Sudland of spying on Friday. Police arrested two men in Oslo.", "timexes": [{"start": 37, "end": 43, "type": "DATE", "value": "2031-03-07"}]}"#;
    let folder = Folder::of("asked", &[("gold.jsonl", gold)]);
    let table = text(&folder.run(&["times", "gold.jsonl", "--quick"]));
    assert!(table.contains("| value | 1.000 | 1.000 | 1.000 | 1 | 1 |"), "{table}");
    let table = text(&folder.run(&["invariance", "gold.jsonl", "--quick"]));
    assert!(table.contains("| a paragraph of another report behind | 1 |"), "{table}");
    let costs = text(&folder.run(&["cost", "gold.jsonl", "--quick", "--price", "1", "--format", "json"]));
    let costs: Value = serde_json::from_str(&costs).expect("it is JSON");
    assert_eq!((costs[0]["articles"].as_u64(), costs[0]["words"].as_u64()), (Some(1), Some(13)));
    let all = text(&folder.run(&["all", ".", "--quick", "--format", "json"]));
    let all: Value = serde_json::from_str(&all).expect("it is JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(1), "the one set below the folder");
}
