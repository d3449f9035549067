//! The page on quotations: each of its examples is read as the page says.

use std::io::Write;
use std::process::{Command, Stdio};

/// An example of the page: a report, and the lines of its list.
#[derive(Debug, Default)]
struct Example {
    report: Vec<String>,
    list: Vec<String>,
}

/// The examples of the page: lines behind `>` are a report, indented ones below are its list.
fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut quoting, mut listing) = (false, false);
    for line in page.lines() {
        if let Some(words) = line.strip_prefix('>') {
            if !quoting {
                examples.push(Example::default());
            }
            examples.last_mut().expect("one was begun").report.push(words.trim().to_owned());
            listing = true;
        } else if let (true, Some(row), Some(example)) = (listing, line.strip_prefix("    "), examples.last_mut()) {
            example.list.push(row.to_owned());
        } else if !line.is_empty() {
            listing = false;
        }
        quoting = line.starts_with('>');
    }
    examples
}

/// What `dateline quotes` lists for each of the reports; nothing where no model is installed.
fn lists(examples: &[Example]) -> Option<Vec<Vec<String>>> {
    let program = env!("CARGO_BIN_EXE_dateline");
    if !Command::new(program).args(["model", "info"]).output().expect("the program runs").status.success() {
        let _ = writeln!(std::io::stderr(), "SKIPPED quotations: no language model; run `dateline model install`");
        return None;
    }
    let mut child = Command::new(program)
        .args(["quotes", "-"])
        .env("DATELINE_GAZETTEER", "built-in")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("it is piped");
    for (i, example) in examples.iter().enumerate() {
        let row = serde_json::json!({"id": format!("example {i}"), "text": example.report.join("\n")});
        writeln!(input, "{row}").expect("the program reads");
    }
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    let printed = String::from_utf8(output.stdout).expect("output is UTF-8");
    let mut lists: Vec<Vec<String>> = Vec::new();
    for line in printed.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with("example ") {
            lists.push(Vec::new());
        } else if let Some(list) = lists.last_mut() {
            list.push(if line.starts_with("No ") { "none".into() } else { line[2..].to_owned() });
        }
    }
    Some(lists)
}

#[test]
fn the_page_lists_what_the_program_lists() {
    let page = include_str!("../docs/quotations.md");
    let examples = examples(page);
    assert!(examples.len() > 25, "the page has its examples");
    let Some(lists) = lists(&examples) else { return };
    assert_eq!(lists.len(), examples.len());
    for (example, list) in examples.iter().zip(lists) {
        assert_eq!(example.list, list, "{}", example.report.join("\n"));
    }
}
