//! `dateline read` as its users meet it: good and bad input, what is printed where, and the exit status.
//!
//! Tests that read something need the model, from `DATELINE_MODEL` or as `dateline model install` left it; without one
//! they say so and pass.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("DATELINE_GAZETTEER", "built-in");
    command
}

/// Whether a model is there; where not, a line that even a captured test shows.
fn has_model(test: &str) -> bool {
    let found = dateline().args(["model", "info"]).output().expect("the program runs").status.success();
    if !found {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
    }
    found
}

/// What the program did.
struct Run {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let run = Self { status: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    fn objects(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
    }
}

fn read(arguments: &[&str]) -> Run {
    Run::of(&dateline().arg("read").args(arguments).output().expect("the program runs"))
}

fn read_stdin(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = dateline()
        .arg("read")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("the program reads");
    Run::of(&child.wait_with_output().expect("the program ends"))
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file is written");
    path
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Reads one file that gives no report; the kind of its error.
fn refused(path: &Path) -> String {
    let run = read(&[text(path)]);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(run.stderr.starts_with("dateline: ") && run.stderr.contains(text(path)), "{}", run.stderr);
    let objects = run.objects();
    assert_eq!(objects.len(), 1);
    assert_eq!(objects[0]["schema"], "dateline/1");
    assert_eq!(objects[0]["source"]["path"], text(path));
    assert!(objects[0]["error"]["message"].is_string());
    objects[0]["error"]["kind"].as_str().expect("a kind").to_owned()
}

#[test]
fn what_cannot_be_read_is_an_error_among_the_records() {
    if !has_model("what_cannot_be_read_is_an_error_among_the_records") {
        return;
    }
    let folder = folder();
    assert_eq!(refused(&file(&folder, "empty.txt", b"")), "empty");
    assert_eq!(refused(&file(&folder, "blank.txt", b" \n\t\n")), "empty");
    assert_eq!(refused(&file(&folder, "program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\x03\0")), "binary");
    assert_eq!(
        refused(&file(&folder, "noise", &(0..20_000_u32).map(|i| ((i * 7919) >> 3) as u8).collect::<Vec<_>>())),
        "binary"
    );
    assert_eq!(refused(&folder.path().join("missing.txt")), "missing");
    assert_eq!(refused(&file(&folder, "records.jsonl", b"{\"id\": \"a\", \"title\": \"No text\"}\n")), "malformed");
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder is made");
    assert_eq!(refused(&inner), "no_reports");
}

#[test]
fn odd_texts_give_records() {
    if !has_model("odd_texts_give_records") {
        return;
    }
    let folder = folder();
    let cases: [(&str, &[u8], bool); 6] = [
        ("no_stop.txt", b"The envoy left the town without a word and nobody saw him go", false),
        ("one_word.txt", b"Ceasefire", false),
        ("latin.txt", b"The mayor of Orl\xe9ans met the minister at a caf\xe9 on Friday.", true),
        ("torn.txt", b"The minister left \xe2\x80 in a hurry \xf0\x9f, he said.", true),
        ("bom.txt", b"\xef\xbb\xbfThe envoy left.\r\n\r\nHe said nothing.\r\n", false),
        ("marks.txt", "“…” — ‘?!’ \u{200b}\u{feff}\u{301} 𝔘\u{10ffff}".as_bytes(), false),
    ];
    for (name, bytes, warned) in cases {
        for format in ["jsonl", "json", "table"] {
            let run = read(&["--format", format, text(&file(&folder, name, bytes))]);
            assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{name}");
            assert!(!run.stdout.is_empty());
            if format == "jsonl" {
                let warnings = run.objects()[0]["article"]["warnings"].as_array().expect("a list").len();
                assert!(!warned || warnings > 0, "{name}: {warnings} warnings");
            }
        }
    }
}

#[test]
fn fifty_megabytes_of_one_letter_are_soon_read() {
    if !has_model("fifty_megabytes_of_one_letter_are_soon_read") {
        return;
    }
    let folder = folder();
    let path = file(&folder, "letter.txt", &vec![b'a'; 50_000_000]);
    let start = Instant::now();
    let run = read(&[text(&path)]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn json_lines_go_in_and_come_out_one_for_one() {
    if !has_model("json_lines_go_in_and_come_out_one_for_one") {
        return;
    }
    let lines = "{\"id\": \"first\", \"text\": \"The envoy left Oslo.\", \"title\": \"Gone\", \"date\": \"2031-03-12T08:00:00Z\", \
         \"url\": \"https://example.org/1\", \"publisher\": \"Harbour Post\"}\n\n\
         {\"id\": 2, \"text\": \"He said nothing.\"}\n\
         {\"text\": \"Nobody knows why.\", \"date\": \"soon\"}\n\
         {\"id\": \"fourth\", \"text\": \"\"}\n\
         oops\n";
    let run = read_stdin(&["--date", "2031-01-01", "--with-text", "-"], lines.as_bytes());
    assert_eq!(run.status, Some(0));
    let objects = run.objects();
    let ids: Vec<_> = objects.iter().map(|object| object["source"]["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["first", "2", "stdin:4", "fourth", "stdin:6"]);
    assert_eq!(objects[0]["article"]["published"], "2031-03-12", "a report's own date comes first");
    assert_eq!(objects[0]["article"]["title"], "Gone");
    assert_eq!(objects[0]["article"]["publisher"], "Harbour Post");
    assert_eq!(objects[0]["source"]["url"], "https://example.org/1");
    assert_eq!(objects[0]["text"], "The envoy left Oslo.");
    assert_eq!(objects[1]["article"]["published"], "2031-01-01");
    assert!(objects[2]["article"]["warnings"][0].as_str().is_some_and(|warning| warning.contains("soon")));
    assert_eq!(objects[3]["error"]["kind"], "empty");
    assert_eq!(objects[4]["error"]["kind"], "malformed");
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
}

#[test]
fn a_line_that_is_not_json_does_not_hide_the_others() {
    if !has_model("a_line_that_is_not_json_does_not_hide_the_others") {
        return;
    }
    let run = read_stdin(
        &["-"],
        b"{\"id\": \"torn\", \"text\": \"The en\n{\"id\": \"whole\", \"text\": \"The envoy left.\"}\n",
    );
    let objects = run.objects();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["error"]["kind"], "malformed");
    assert_eq!(objects[1]["source"]["id"], "whole");
}

#[test]
fn plain_text_comes_from_the_standard_input_too() {
    if !has_model("plain_text_comes_from_the_standard_input_too") {
        return;
    }
    let run = read_stdin(&["-"], "Envoys meet in Oslo\n\nThe two sides met on Friday.\n".as_bytes());
    assert_eq!(run.status, Some(0));
    assert_eq!(run.objects()[0]["source"]["id"], "stdin");
    assert_eq!(run.objects()[0]["article"]["title"], "Envoys meet in Oslo");
    assert_eq!(read_stdin(&["-"], b"").status, Some(1));
}

#[test]
fn folders_are_read_in_order_and_one_bad_file_stops_nothing() {
    if !has_model("folders_are_read_in_order_and_one_bad_file_stops_nothing") {
        return;
    }
    let folder = folder();
    file(&folder, "c.txt", b"He came back.");
    file(&folder, "a.txt", b"The envoy left Oslo.");
    file(&folder, "b.txt", b"");
    file(&folder, ".hidden.txt", b"Nobody reads this.");
    let first = read(&[text(folder.path())]);
    let ids: Vec<_> = first.objects().iter().map(|object| object["source"]["id"].clone()).collect();
    assert_eq!((first.status, ids), (Some(0), vec!["a".into(), "b".into(), "c".into()]));
    assert_eq!(first.stdout, read(&[text(folder.path())]).stdout, "the same input gives the same bytes");
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_a_file_to_read() {
    if !has_model("a_named_pipe_is_a_file_to_read") {
        return;
    }
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::write(pipe, "The envoy left Oslo."))
    };
    assert_eq!(read(&[text(&pipe)]).status, Some(0));
    writer.join().expect("no panic").expect("the pipe is written");
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    if !has_model("a_reader_that_has_enough_is_no_error") {
        return;
    }
    let folder = folder();
    let line = "{\"text\": \"The envoy left Oslo on Friday.\"}\n";
    let path = file(&folder, "many.jsonl", line.repeat(2000).as_bytes());
    let mut child = dateline()
        .args(["read", text(&path)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    let run = Run::of(&child.wait_with_output().expect("the program ends"));
    assert!(first.starts_with('{'));
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_table_without_a_terminal_has_no_colour() {
    if !has_model("a_table_without_a_terminal_has_no_colour") {
        return;
    }
    let crisis = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/crisis.txt");
    let run = read(&["--format", "table", "--date", "2031-03-12", crisis]);
    assert_eq!(run.status, Some(0));
    assert!(run.stdout.starts_with("Tordoya says Paraguay ‘mocked"), "{}", run.stdout);
    assert!(run.stdout.contains("Harbour Post · 2031-03-12 · Reuters, AFP, dpa"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
    let coloured = dateline().args(["read", "--format", "table", crisis]).env("CLICOLOR_FORCE", "1").output();
    assert!(Run::of(&coloured.expect("the program runs")).stdout.contains("\u{1b}[1m"));
}

/// Every object with a start and an end, anywhere in it.
fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("start") {
                found.push(value);
            }
            fields.values().for_each(|field| spans(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| spans(item, found)),
        _ => {}
    }
}

#[test]
fn every_span_of_a_record_stands_in_its_text() {
    if !has_model("every_span_of_a_record_stands_in_its_text") {
        return;
    }
    let run = read(&["--with-text", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/crisis.txt")]);
    let record = &run.objects()[0];
    let text: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
    let mut found = Vec::new();
    spans(record, &mut found);
    assert!(found.len() >= 4, "sections and what is excluded at least");
    for span in found {
        let offset = |field: &str| span[field].as_u64().expect("a number") as usize;
        let words = text.get(offset("start")..offset("end")).unwrap_or_default();
        let bare = |c: Option<&char>| c.is_some_and(|c| !c.is_whitespace());
        assert!(bare(words.first()) && bare(words.last()), "{span}: {:?}", words.iter().collect::<String>());
    }
    for section in record["article"]["sections"].as_array().expect("a list") {
        let start = section["start"].as_u64().expect("a number") as usize;
        let heading = section["heading"].as_str().expect("a heading");
        assert!(text[start..].iter().copied().take(heading.chars().count()).eq(heading.chars()));
    }
}

#[test]
fn wrong_usage_is_status_two() {
    for arguments in [&[][..], &["--format", "table"], &["--format", "xml", "x.txt"], &["--date", "soon", "x.txt"]] {
        let run = read(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}");
        assert!(run.stdout.is_empty() && run.stderr.contains("--help"), "{}", run.stderr);
    }
    assert_eq!(dateline().arg("reed").output().expect("the program runs").status.code(), Some(2));
    assert_eq!(dateline().output().expect("the program runs").status.code(), Some(2));
}

#[test]
fn a_missing_model_is_named_with_what_to_do() {
    let folder = folder();
    let report = file(&folder, "report.txt", b"The envoy left.");
    let nowhere = folder.path().join("no_model");
    let run = |command: &mut Command| Run::of(&command.arg("read").arg(&report).output().expect("the program runs"));
    let given = run(dateline().env("DATELINE_MODEL", &nowhere));
    assert_eq!((given.status, given.stdout.as_str()), (Some(1), ""));
    assert_eq!(given.stderr.matches(text(&nowhere)).count(), 1, "{}", given.stderr);
    assert!(given.stderr.contains("no such folder"), "{}", given.stderr);
    let home = folder.path().join("home");
    let fresh = run(dateline().env_remove("DATELINE_MODEL").env_remove("XDG_DATA_HOME").env("HOME", &home));
    assert_eq!((fresh.status, fresh.stdout.as_str()), (Some(1), ""));
    assert!(fresh.stderr.contains("dateline model install"), "{}", fresh.stderr);
}

#[test]
fn less_sure_events_can_be_left_out() {
    if !has_model("less_sure_events_can_be_left_out") {
        return;
    }
    let count = |least: &str| {
        let options = ["--rules-only", "--min-confidence", least, "-"];
        let record = read_stdin(&options, b"Norway condemned Sweden for the raid.").objects().remove(0);
        ["events", "happenings"].map(|answers| record[answers].as_array().expect("a list").len())
    };
    assert_eq!((count("0"), count("0.5"), count("1")), ([1, 1], [1, 1], [0, 0]));
    assert_eq!(read(&["--min-confidence", "2", "x.txt"]).status, Some(2));
}

#[test]
fn a_table_shows_each_act_once_or_each_time() {
    if !has_model("a_table_shows_each_act_once_or_each_time") {
        return;
    }
    let shown = |options: &[&str]| {
        let options = [options, &["--rules-only", "--format", "table", "-"]].concat();
        read_stdin(&options, b"Norway condemned Sweden. It was cold. Norway criticised Sweden.").stdout
    };
    let once = shown(&[]);
    assert!(once.contains("condemned[1]") && once.contains("criticised[1]"), "{once}");
    let each = shown(&["--mentions"]);
    assert!(each.contains("condemned[1]") && each.contains("criticised[2]"), "{each}");
}

#[test]
fn what_could_be_read_of_a_damaged_file_is_told_with_a_status_of_its_own() {
    if !has_model("what_could_be_read_of_a_damaged_file_is_told_with_a_status_of_its_own") {
        return;
    }
    // A gzip file of one stored block, and bytes behind it that are none.
    let text = b"The envoy left Oslo on Friday.";
    let length = text.len() as u8;
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, length, 0, !length, 0xff];
    let cut = [&head[..], &text[..text.len() - 4]].concat();
    let folder = folder();
    let run = read(&["--quick", self::text(&file(&folder, "cut.txt.gz", &cut))]);
    assert_eq!(run.status, Some(3), "{}", run.stderr);
    let objects = run.objects();
    assert!(objects[0]["article"]["warnings"][0].as_str().is_some_and(|warning| warning.contains("cut short")));
    assert_eq!(objects[1]["error"]["kind"], "damaged");
    assert!(run.stderr.contains("at byte 0"), "{}", run.stderr);
}
