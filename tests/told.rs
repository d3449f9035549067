//! Stories told in Markdown, as an editor writes them: some prose, a report, and what must be read from it.
//!
//! [tests/stories](stories/README.md) explains the form. Each file is a test of its own kind of news; a line of an
//! expectation that does not hold is shown with what was read instead.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// A report and what must be read from it.
struct Story {
    /// The file, and the line at which the report begins.
    at: String,
    day: String,
    report: String,
    expected: Vec<String>,
}

#[test]
fn stories_are_read_as_they_are_told() {
    if !dateline(&["model", "info"]).status.success() {
        let _ = writeln!(std::io::stderr(), "SKIPPED stories_are_read_as_they_are_told: no language model");
        return;
    }
    let stories = stories(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories"));
    assert!(stories.len() >= 6, "only {} stories were found", stories.len());
    let wrong: Vec<String> = stories.iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The stories of all files, in order.
fn stories(folder: &Path) -> Vec<Story> {
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md") && !file.ends_with("README.md"));
    files.sort();
    files.iter().flat_map(|file| parse(file)).collect()
}

fn parse(file: &Path) -> Vec<Story> {
    let text = fs::read_to_string(file).expect("a file of stories");
    let name = file.file_name().expect("a name").to_string_lossy();
    let mut stories: Vec<Story> = Vec::new();
    let mut block: Option<&str> = None;
    for (i, line) in text.lines().enumerate() {
        match (block, line.strip_prefix("```")) {
            (None, Some(opened)) if opened.starts_with("report ") => {
                let day = opened["report ".len()..].to_owned();
                stories.push(Story {
                    at: format!("{name}:{}", i + 1),
                    day,
                    report: String::new(),
                    expected: Vec::new(),
                });
                block = Some("report");
            }
            (None, Some("expect")) => block = Some("expect"),
            (None, Some(other)) => panic!("{name}:{}: a block is `report DAY` or `expect`, not {other:?}", i + 1),
            (Some(_), Some(_)) => block = None,
            (Some(open), None) => {
                let story = stories.last_mut().unwrap_or_else(|| panic!("{name}:{}: no report yet", i + 1));
                if open == "report" {
                    story.report += &format!("{line}\n")
                } else {
                    story.expected.push(line.to_owned())
                }
            }
            (None, None) => {}
        }
    }
    assert!(stories.iter().all(|story| !story.expected.is_empty()), "{name}: each report has its expectation");
    stories
}

/// The expectations that do not hold.
fn check(story: &Story) -> Vec<String> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(file.path(), &story.report).expect("the report is written");
    let path = file.path().to_str().expect("UTF-8");
    let run = dateline(&["read", "--format", "json", "--date", &story.day, path]);
    assert!(run.status.success(), "{}: {}", story.at, String::from_utf8_lossy(&run.stderr));
    let record: Value = serde_json::from_slice(&run.stdout).expect("a record");
    let read = told(&record, &story.report);
    let fails = |line: &&String| match line.strip_prefix("no ") {
        Some(line) => read.iter().any(|told| told.starts_with(line)),
        None => !read.contains(line),
    };
    let wrong = story.expected.iter().filter(fails);
    wrong.map(|line| format!("{}: {line}\n  read: {}", story.at, read.join("\n        "))).collect()
}

/// What a record tells, a line for each answer, as expectations have it.
fn told(record: &Value, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = |span: &Value| -> String {
        let number = |key: &str| span[key].as_u64().unwrap_or_default() as usize;
        chars[number("start")..number("end")]
            .iter()
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let list = |key: &str| record[key].as_array().cloned().unwrap_or_default();
    let name = |actor: &Value| {
        let actors = list("actors");
        let found = actors.iter().find(|other| other["id"] == *actor);
        found.map_or("nobody".to_owned(), |actor| words(&actor["name"]))
    };
    let mut told = Vec::new();
    told.extend(
        list("actors").iter().map(|actor| format!("actor {} = {}", words(&actor["name"]), words(&actor["code"]))),
    );
    for said in list("quotations") {
        let content: Vec<String> = said["content"].as_array().into_iter().flatten().map(at).collect();
        told.push(format!("said {}: {}", name(&said["speaker"]["actor"]), content.join(" … ")));
    }
    told.extend(list("events").iter().map(event));
    told.extend(list("times").iter().map(|time| format!("time {} = {}", at(time), words(&time["value"]))));
    told.extend(list("places").iter().map(|place| format!("place {} = {}", at(place), words(&place["country"]))));
    told.extend(list("figures").iter().map(|figure| format!("figure {} = {}", at(figure), words(&figure["value"]))));
    told
}

/// `event ACCUSE.allege NOR GOV -> SWE GOV negation`: event and modes, parties by code, auxiliary modes.
fn event(event: &Value) -> String {
    let codes = |key: &str| {
        let parties = event[key].as_array().into_iter().flatten();
        parties.map(|party| words(&party["code"])).collect::<Vec<_>>().join(", ")
    };
    let labels = |key: &str| event[key].as_array().into_iter().flatten().map(words).collect::<Vec<_>>();
    let kind = [vec![words(&event["event"])], labels("mode")].concat().join(".");
    let parties = [codes("actor"), codes("recipient")];
    let parties = parties.iter().filter(|codes| !codes.is_empty()).cloned().collect::<Vec<_>>().join(" -> ");
    [vec![format!("event {kind}"), parties], labels("aux")].concat().join(" ").trim_end().to_owned()
}

/// A value without quotation marks; "-" where there is none.
fn words(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn dateline(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).env("DATELINE_GAZETTEER", "built-in").output().expect("the program runs")
}
