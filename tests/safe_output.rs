//! No control, escape or direction mark of a text reaches a terminal, in any command; what JSON means stays the same.
//! Needs the model for what reads reports; without one those tests say so and pass.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use program::{dateline, has_model};

/// What terminals obey: colours, titles, the clipboard, a cleared screen, C1 controls, backspaces, marks of direction.
const NASTY: &str = "\u{1b}[31m\u{1b}]0;title\u{7}\u{1b}]52;c;aGk=\u{7}\u{1b}[2J\u{9b}31m\u{90}q\u{9c}\u{202e}\u{2066}\u{200f}\u{8}\u{7f}\r";

fn is_obeyed(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Fails if the command prints a character that a terminal obeys; with colours, those that the program sets are none.
fn assert_harmless(arguments: &[&str], path: &Path) -> String {
    let mut standard = String::new();
    for colours in [false, true] {
        let mut command = dateline();
        if colours {
            command.env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR");
        }
        let output = command.args(arguments).arg(path).output().expect("the program runs");
        for bytes in [&output.stdout, &output.stderr] {
            let mut text = String::from_utf8(bytes.clone()).expect("UTF-8");
            if colours {
                for style in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[4m", "\u{1b}[33m", "\u{1b}[36m"] {
                    text = text.replace(style, "");
                }
            }
            let found: Vec<char> = text.chars().filter(|c| is_obeyed(*c)).collect();
            assert!(found.is_empty(), "{arguments:?}, colours {colours}: {found:?} in {text}");
        }
        if !colours {
            standard = String::from_utf8(output.stdout).expect("UTF-8");
        }
    }
    standard
}

/// A folder with two reports full of what terminals obey.
fn reports() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reports.jsonl");
    let report = |id: &str, end: &str| {
        json!({
            "id": format!("{id}{NASTY}"), "title": format!("Talks {NASTY}fail"), "publisher": format!("Harbour{NASTY} Post"),
            "date": "2031-03-12",
            "text": format!(
                "OSLO, March 12 (Reuters) - President {NASTY} Ilmar{NASTY}sen of Norway accused{NASTY} Sweden on \
                 Monday{NASTY}, killing 12 {NASTY} people in Ber{NASTY}gen, officials said.\n\n\"We {NASTY}will leave,\" \
                 said Ann{NASTY} Berg, a {NASTY}nurse.\n\nNorway{NASTY} condemned Sweden{NASTY} in Oslo on Tues{NASTY}day. {end}"
            ),
        })
    };
    fs::write(&path, format!("{}\n{}\n", report("a", "One."), report("b", "Two."))).expect("a file");
    (folder, path)
}

#[test]
fn reports_are_shown_without_what_terminals_obey() {
    if !has_model("reports_are_shown_without_what_terminals_obey") {
        return;
    }
    let (_folder, path) = reports();
    for command in [
        "read --format table",
        "read --format table --mentions",
        "quotes",
        "times",
        "places --explain",
        "figures",
        "explain",
        "stories --format table",
    ] {
        let quick: Vec<&str> = command.split(' ').chain(["--quick"]).collect();
        assert_harmless(&quick, &path);
    }
    assert_harmless(&["parse", "--format", "conllu"], &path);
}

#[test]
fn json_says_the_same_without_what_terminals_obey() {
    if !has_model("json_says_the_same_without_what_terminals_obey") {
        return;
    }
    let (_folder, path) = reports();
    for command in [
        "read --quick --with-text",
        "quotes --quick --format jsonl",
        "parse --format jsonl",
        "explain --quick --format json",
        "stories --quick --format stories",
    ] {
        let printed = assert_harmless(&command.split(' ').collect::<Vec<_>>(), &path);
        let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(!lines.is_empty(), "{command}");
        if command.starts_with("read") {
            assert!(lines[0]["text"].as_str().is_some_and(|text| text.contains(NASTY.trim_end_matches('\r'))));
        }
    }
}

#[test]
fn errors_show_names_without_what_terminals_obey() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join(format!("no\u{1b}[2J\u{202e}such{NASTY}.txt"));
    for command in [
        &["read"][..],
        &["quotes"],
        &["parse"],
        &["explain"],
        &["stories"],
        &["kinds"],
        &["codebook", "check"],
        &["actor", "--jsonl"],
        &["actor", "Merkel", "--codebook"],
        &["actor", "Merkel", "--config"],
        &["places", "--mentions"],
        &["classify"],
        &["eval", "actors"],
        &["read", "--explain-source"],
        &["read", "--no\u{1b}[2Jsuch"],
        &["code", "--out", "x"],
    ] {
        assert_harmless(command, &missing);
    }
    let rows = folder.path().join("rows.jsonl");
    fs::write(
        &rows,
        format!("{}\n{}\n", json!({"id": NASTY, "text": format!("Merkel{NASTY}")}), json!({"date": NASTY})),
    )
    .expect("a file");
    assert_harmless(&["actor", "--jsonl"], &rows);
    assert_harmless(&["actor", "Merkel", "--codebook"], &rows);
}

#[test]
fn bad_rows_are_failure_rows_and_the_rest_is_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.jsonl");
    let answers = |arguments: &[&str], rows: &[u8]| {
        fs::write(&path, rows).expect("a file");
        let output = dateline().args(arguments).arg(&path).output().expect("the program runs");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let failed: Vec<u64> =
            lines.iter().filter_map(|line| line["error"]["message"].as_str().and(line["line"].as_u64())).collect();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(failed.len(), told.lines().filter(|line| line.contains("rows.jsonl:")).count(), "{told}");
        (output.status.code(), lines.len(), failed)
    };
    let actors = b"{\"text\": \"Merkel\"}\nxx\n\n{\"id\": 3}\n{\"text\": 7}\n[1]\n{\"text\": \"\xff\"}\n\
        {\"text\": \"Merkel\", \"date\": \"soon\"}\n{\"text\": \"Merkel\", \"date\": 7}\n{\"text\": \"the Kremlin\"}";
    assert_eq!(answers(&["actor", "--jsonl"], actors), (Some(0), 9, vec![2, 4, 5, 6, 7, 8, 9]));
    assert_eq!(answers(&["actor", "--jsonl"], b"xx\n"), (Some(1), 1, vec![1]));
    let places = br#"{"id": 1, "text": "Sake near Goma", "mentions": [[0, 4]]}
{"id": 2, "text": "Paris", "mentions": [[-1, 3]]}
{"id": 3, "text": "Paris", "mentions": [[3, 1]]}
{"id": 4, "text": "Paris", "mentions": [[0, 900]]}
{"id": 5, "text": "Paris", "mentions": "all"}
{"id": 6, "mentions": []}
{"id": 7, "text": "Paris", "mentions": [[0, 5]]}
"#;
    assert_eq!(answers(&["places", "--mentions"], places), (Some(0), 7, vec![2, 3, 4, 5, 6]));
    if has_model("bad_rows_are_failure_rows_and_the_rest_is_answered") {
        let pairs = br#"{"id": 1, "text": "Norway warned Sweden.", "source": [0, 6], "target": [14, 20]}
{"id": 2, "text": "Norway warned Sweden.", "source": [-1, 6], "target": [14, 20]}
{"id": 3, "text": "Norway warned Sweden.", "source": [0, 6], "target": [14, 99]}
no row
{"id": 5, "text": "Norway warned Sweden.", "source": [0, 6], "target": [14, 20]}
"#;
        assert_eq!(answers(&["classify", "--quick"], pairs), (Some(0), 5, vec![2, 3, 4]));
    }
}

#[test]
fn entries_and_places_of_ones_own_that_cannot_be_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let body = "[[organization]]\nname = \"Harbour Watch\"\ncountry = \"NOR\"\nsector = [\"NGO\"]\nkind = \"ngo\"\n";
    let person = "[[person]]\nname = \"Ilmar Toomsalu\"\ngender = \"m\"\ncountry = \"EST\"\n\
        offices = [{title = \"mayor\", country = \"EST\", sector = [\"GOV\"], from = \"2019-01\", to = \"2020\"}]\n";
    let file = folder.path().join("own.toml");
    let own = folder.path().display().to_string();
    let told = |text: &str| {
        fs::write(&file, text).expect("a file");
        let read = dateline().args(["actor", "Merkel", "--codebook", &own]).output().expect("the program runs");
        let check = dateline().args(["codebook", "check", &own]).output().expect("the program runs");
        assert_eq!(read.status.success(), check.status.success(), "{text}");
        (read.status.success(), String::from_utf8_lossy(&read.stderr).into_owned())
    };
    for sound in [body, person] {
        assert!(told(sound).0, "{sound}");
    }
    for (text, from, to, line, reason) in [
        (body, "NGO", "FOO", 4, "FOO"),
        (body, "\"ngo\"", "\"zzz\"", 5, "zzz"),
        (body, "NOR", "NRW", 3, "NRW"),
        (body, "kind", "sort", 5, "sort"),
        (person, "2019-01", "2019-13", 5, "2019-13"),
        (person, "2020", "1e308", 5, "1e308"),
        (person, "2020", "2018", 5, "after"),
        (person, "mayor\", country = \"EST", "mayor\", country = \"ESX", 5, "ESX"),
    ] {
        let (is_read, told) = told(&text.replace(from, to));
        let place = format!("{}:{line}: entry ", file.display());
        assert!(!is_read && told.contains(&place) && told.contains(reason), "{told}");
    }
}

#[test]
fn files_of_ones_own_that_are_not_read_or_are_no_places_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().display().to_string();
    fs::write(folder.path().join("own.tml"), "garbage").expect("a file");
    let read = dateline().args(["actor", "Merkel", "--codebook", &own]).output().expect("the program runs");
    let told = String::from_utf8_lossy(&read.stderr).into_owned();
    assert!(!read.status.success() && told.contains("own.tml is not read") && told.contains("no .toml file"), "{told}");

    let places = folder.path().join("places.tsv");
    fs::write(&places, "77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612\t\n78\tHochmoor\t\tDEU\t02\t148.1\t11.5\t612\t\n")
        .expect("a file");
    let rows = folder.path().join("rows.jsonl");
    fs::write(&rows, "{\"text\": \"Kleindorf\", \"mentions\": [[0, 9]]}\n").expect("a file");
    let read =
        dateline().args(["places", "--mentions"]).arg(&rows).arg("--gazetteer").arg(&places).output().expect("it runs");
    let told = String::from_utf8_lossy(&read.stderr).into_owned();
    assert!(
        !read.status.success() && told.contains("places.tsv:2: entry Hochmoor: \"148.1\" is no latitude"),
        "{told}"
    );
}
