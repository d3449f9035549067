//! What is asked of an archive: words, quotations, happenings, SQL, and what it holds.
//!
//! Needs the model; without one the tests say so and pass.

mod program;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use dateline::record::Span;
use program::{dateline as program, has_model};
use serde_json::{Value, json};
use tempfile::TempDir;

/// An archive of invented reports, and how it is called.
struct Asked {
    folder: TempDir,
    archive: String,
}

impl Asked {
    /// Nothing without a model.
    fn new(test: &str) -> Option<Self> {
        if !has_model(test) {
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let inputs = folder.path().join("reports.jsonl");
        let reports: Vec<String> = reports().iter().map(Value::to_string).collect();
        std::fs::write(&inputs, reports.join("\n")).expect("written");
        let archive = folder.path().join("news.db").to_string_lossy().into_owned();
        let asked = Self { folder, archive };
        let added = asked.run("add", &[&inputs.to_string_lossy(), "--quick"]);
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        Some(asked)
    }

    fn command(&self, command: &str, arguments: &[&str]) -> Command {
        let mut program = program();
        program.arg(command).arg(&self.archive).args(arguments);
        program
    }

    fn run(&self, command: &str, arguments: &[&str]) -> Output {
        self.command(command, arguments).output().expect("the program runs")
    }

    /// What it prints; it has to succeed.
    fn printed(&self, command: &str, arguments: &[&str]) -> String {
        let output = self.run(command, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What it tells when it fails.
    fn failed(&self, command: &str, arguments: &[&str]) -> String {
        let output = self.run(command, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    fn hits(&self, arguments: &[&str]) -> Vec<Value> {
        let printed = self.printed("search", &[arguments, &["--format", "jsonl"]].concat());
        printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// The ids of what is found.
    fn found(&self, arguments: &[&str]) -> Vec<u64> {
        self.hits(arguments).iter().map(|hit| hit["report"].as_u64().expect("a number")).collect()
    }

    fn text(&self, report: u64) -> String {
        let sql = format!("SELECT text FROM articles WHERE report = {report}");
        let line = self.printed("query", &[&sql, "--format", "jsonl"]);
        let row: Value = serde_json::from_str(&line).expect("JSON");
        row["text"].as_str().expect("a text").to_owned()
    }
}

/// Id, day, publisher, headline and text of each.
const REPORTS: [[&str; 5]; 5] = [
    [
        "grain",
        "2031-03-04",
        "Kelm Courier",
        "Grain ships wait off Odesa",
        "ODESA, Ukraine — “The grain has to leave the harbour before the rain comes,” said Inés Álvarez, a trader in \
         Odesa. “Nobody has told us when,” she added. Police arrested four dockers in Odesa on Monday after a brawl \
         over the grain. The traders’ guild said the harbour would open again on Friday.",
    ],
    [
        "talks",
        "2031-03-08",
        "Kelm Courier",
        "Envoys fly home from Oslo",
        "OSLO, Norway — Envoys of Kenya and Somalia left the cease-fire talks in Oslo on Friday without an accord. \
         “We will meet again,” Kenyan Foreign Minister Amina Berg said. “Grain is what our people ask for.” The two \
         delegations had bargained for nine days in a hotel above the fjord, and bargaining is to go on in May.",
    ],
    [
        "attack",
        "2031-04-02",
        "Harbour Post",
        "Rebels raid a market",
        "LAFIA, Nigeria — Rebels attacked a market in Lafia on Tuesday and killed seven traders, the police said. \
         The United States condemned the attack. “This was a massacre,” said the governor of the state, Tunde \
         Kohl-Bergmann. Soldiers blocked the roads to Lafia on Wednesday.",
    ],
    [
        "match",
        "2031-04-09",
        "Harbour Post",
        "A draw in the rain",
        "NAIROBI, Kenya — The football match between Nairobi and Mombasa ended in a draw on Sunday. Rain, rain and \
         more rain had flooded the field. “We bargained for a win,” said the coach, Amina Álvarez.",
    ],
    [
        "nasty",
        "",
        "",
        "A \u{1b}[31mheadline\u{1b}[0m",
        "Zebras crossed the road near the mill on Tuesday. The \u{1b}]0;owned\u{7}zebras were seen by a driver, who \
         stopped his lorry and watched them for a while before he drove on to the market in the next town.",
    ],
];

fn reports() -> Vec<Value> {
    let report = |[id, date, publisher, title, text]: [&str; 5]| {
        json!({"id": id, "url": format!("https://news.example/{id}"), "date": date, "publisher": publisher, "title": title,
               "text": text, "language": "en"})
    };
    REPORTS.map(report).to_vec()
}

#[test]
fn words_are_found_by_stems_phrases_beginnings_and_without_others() {
    let Some(asked) = Asked::new("words_are_found_by_stems_phrases_beginnings_and_without_others") else { return };
    assert_eq!(asked.found(&["bargains"]).len(), 2);
    assert_eq!(asked.found(&["bargaining -football"]), [2]);
    assert_eq!(asked.found(&["\"cease-fire talks\""]), [2]);
    assert_eq!(asked.found(&["\"talks cease\""]), [] as [u64; 0]);
    assert_eq!(asked.found(&["ALVAREZ footb*"]), [4]);
    // In the headline alone; the better of two first.
    assert_eq!(asked.found(&["envoys fly"]), [2]);
    assert_eq!(asked.found(&["rain"])[0], 4, "three of its few words");
    // Nothing of what is typed is taken for the language of the index.
    for odd in [
        "\"grain",
        "grain\"",
        "title:grain",
        "grain*",
        "(grain",
        "grain AND",
        "NEAR(grain)",
        "^grain",
        "{grain}",
        "'grain",
    ] {
        asked.found(&[odd]);
    }
    assert_eq!(asked.found(&["\"grain"]).len(), 2);
    assert!(asked.failed("search", &["?!"]).contains("no word"));
    assert!(asked.failed("search", &["--", "-football"]).contains("only says what to leave out"));
    assert!(asked.failed("search", &[]).contains("what is searched for"));
    assert!(asked.failed("search", &["--event", "WAR"]).contains("ASSAULT"));
}

#[test]
fn stretches_count_characters_of_the_text() {
    let Some(asked) = Asked::new("stretches_count_characters_of_the_text") else { return };
    let words = |text: &str, spans: &Value| -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let spans: Vec<Span> = serde_json::from_value(spans.clone()).expect("stretches");
        spans.iter().map(|span| chars[span.start as usize..span.end as usize].iter().collect()).collect()
    };
    let hit = &asked.hits(&["grain -envoys"])[0];
    assert_eq!(words(&asked.text(1), &hit["spans"]), ["grain", "grain"]);
    assert_eq!(words(hit["title"].as_str().expect("a title"), &hit["title_spans"]), ["Grain"]);
    assert_eq!(words(hit["snippet"]["text"].as_str().expect("a snippet"), &hit["snippet"]["spans"])[0], "grain");
    assert_eq!((&hit["published"], &hit["publisher"]), (&json!("2031-03-04"), &json!("Kelm Courier")));
    assert_eq!(hit["url"], "https://news.example/grain");
    // Those of a quotation count into the text of its report.
    let said = &asked.hits(&["--quotations", "grain", "ask"])[0];
    assert_eq!(words(&asked.text(2), &said["spans"]), ["Grain", "ask"]);
    assert!(said["quotation"]["words"].as_str().expect("words").contains("Grain is what our people ask for"));
}

#[test]
fn quotations_are_found_by_words_and_by_who_speaks() {
    let Some(asked) = Asked::new("quotations_are_found_by_words_and_by_who_speaks") else { return };
    let speakers = |arguments: &[&str]| -> Vec<String> {
        let name = |hit: &Value| hit["quotation"]["speaker"].as_str().unwrap_or("?").to_owned();
        asked.hits(arguments).iter().map(name).collect()
    };
    let all = speakers(&["--speaker", "álvarez"]);
    assert!(all.len() >= 3 && all.iter().all(|name| name.contains("Álvarez")), "{all:?}");
    assert!(all[0].contains("Amina"), "the newest first: {all:?}");
    assert!(speakers(&["--speaker", "ines ALVAREZ"]).iter().all(|name| name == "Inés Álvarez"));
    assert_eq!(speakers(&["--speaker", "Alva"]), [] as [&str; 0]);
    assert!(speakers(&["--speaker", "Berg"]).iter().all(|name| name.contains("Amina Berg")));
    let march = speakers(&["--speaker", "Alvarez", "--since", "2031-03", "--until", "2031-03"]);
    assert!(!march.is_empty() && march.iter().all(|name| name.contains("Inés")), "{march:?}");
    assert!(speakers(&["bargained", "--speaker", "Alvarez"]).iter().all(|name| name.contains("Amina")));
    assert_eq!(asked.hits(&["--quotations", "--limit", "2"]).len(), 2);
}

#[test]
fn one_happening_is_all_that_is_asked_of_it() {
    let Some(asked) = Asked::new("one_happening_is_all_that_is_asked_of_it") else { return };
    assert_eq!(asked.found(&["--event", "assault", "--place", "Lafia"]), [3]);
    assert_eq!(asked.found(&["--event", "assault", "--country", "nga"]), [3]);
    assert_eq!(asked.found(&["--place", "odesa", "--event", "COERCE"]), [1]);
    // The United States condemned; the attack was not theirs.
    assert_eq!(asked.found(&["--actor", "united states", "--event", "ACCUSE"]), [3]);
    assert_eq!(asked.found(&["--actor", "united states", "--event", "ASSAULT"]), [] as [u64; 0]);
    assert_eq!(asked.found(&["traders", "--event", "ASSAULT"]), [3]);
    assert_eq!(asked.found(&["--until", "2031-03-31"]), [2, 1], "the newest first, none without a day");
    let hit = &asked.hits(&["--event", "ASSAULT", "--place", "Lafia"])[0];
    assert_eq!(hit["happenings"][0]["event"], "ASSAULT");
    assert!(hit["snippet"]["text"].as_str().expect("a snippet").contains("Rebels attacked a market"));
}

#[test]
fn what_is_removed_is_found_no_more() {
    let Some(asked) = Asked::new("what_is_removed_is_found_no_more") else { return };
    let searches: [&[&str]; 4] =
        [&["grain"], &["--quotations", "grain"], &["--speaker", "Alvarez"], &["--place", "Odesa"]];
    let found = || searches.map(|search| asked.found(search));
    let before = found();
    assert!(before.iter().all(|reports| reports.contains(&1)), "{before:?}");
    asked.printed("remove", &["1"]);
    let rest = before.map(|reports| reports.into_iter().filter(|report| *report != 1).collect::<Vec<_>>());
    assert_eq!(found(), rest);
    let left = asked.printed("query", &["SELECT count(*) AS n FROM told_index('odesa')", "--format", "csv"]);
    assert_eq!(left, "n\n0\n", "the index itself has forgotten it");
    asked.printed("check", &[]);
}

#[test]
fn what_is_shown_obeys_no_text_and_is_bold_where_colours_are() {
    let Some(asked) = Asked::new("what_is_shown_obeys_no_text_and_is_bold_where_colours_are") else { return };
    let shown = |force: &str| {
        let output = asked.command("search", &["zebras"]).env(force, "1").output().expect("the program runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let plain = shown("NO_COLOR");
    assert!(
        plain.contains("Zebras crossed the road") && !plain.contains('\u{1b}') && !plain.contains('\u{7}'),
        "{plain:?}"
    );
    let bold = shown("CLICOLOR_FORCE");
    assert!(
        bold.contains("\u{1b}[1mZebras\u{1b}[0m") && !bold.contains("\u{1b}]0;") && !bold.contains("\u{1b}[31m"),
        "{bold:?}"
    );
    let grain = asked.printed("search", &["grain", "--limit", "1"]);
    assert!(grain.contains("2031-03-0") && grain.contains("Kelm Courier"), "{grain}");
    let output = asked.run("search", &["grain", "--limit", "1"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("there are more than these 1"));
}

#[test]
fn queries_are_answered_in_each_form() {
    let Some(asked) = Asked::new("queries_are_answered_in_each_form") else { return };
    let sql =
        "SELECT report, title, NULL AS missing, report / 2.0 AS half, x'0aff' AS bytes FROM articles WHERE report = 2";
    let csv = asked.printed("query", &[sql, "--format", "csv"]);
    assert_eq!(csv, "report,title,missing,half,bytes\n2,Envoys fly home from Oslo,,1.0,0aff\n");
    let line: Value = serde_json::from_str(&asked.printed("query", &[sql, "--format", "jsonl"])).expect("JSON");
    assert_eq!(
        line,
        json!({"report": 2, "title": "Envoys fly home from Oslo", "missing": null, "half": 1.0, "bytes": "0aff"})
    );
    let table = asked
        .printed("query", &["SELECT publisher, count(*) AS reports FROM articles GROUP BY 1 ORDER BY 1 DESC LIMIT 2"]);
    assert_eq!(table, "  publisher     reports\n  Kelm Courier        2\n  Harbour Post        2\n");
    let file = asked.folder.path().join("days.sql");
    std::fs::write(&file, "SELECT min(published) AS first\nFROM articles -- all of them\n").expect("written");
    let from_file = asked.printed("query", &[&format!("@{}", file.display()), "--format", "csv"]);
    assert_eq!(from_file, "first\n2031-03-04\n");
    let mut child = asked.command("query", &["-", "--format", "csv"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("piped").write_all(b"SELECT 7 AS seven;\n").expect("read");
    assert_eq!(child.wait_with_output().expect("it ends").stdout, b"seven\n7\n");
    let three = asked.run("query", &["SELECT report FROM reports", "--limit-rows", "3", "--format", "csv"]);
    assert_eq!(String::from_utf8_lossy(&three.stdout).lines().count(), 4);
    assert!(String::from_utf8_lossy(&three.stderr).contains("more than these 3 rows"));
}

#[test]
fn queries_change_nothing_and_end() {
    let Some(asked) = Asked::new("queries_change_nothing_and_end") else { return };
    let before = std::fs::read(&asked.archive).expect("read");
    for sql in ["DELETE FROM reports", "ATTACH 'x.db' AS x", "PRAGMA user_version = 9", "CREATE TABLE a (b)", "VACUUM"]
    {
        assert!(asked.failed("query", &[sql]).contains("refused: queries only read"), "{sql}");
    }
    assert!(std::fs::read(&asked.archive).expect("read") == before);
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let told = asked.failed("query", &[endless, "--limit-time", "0.2s"]);
    assert!(told.contains("took longer than 0.2 s") && told.contains("--limit-time 60s"), "{told}");
    let told = asked.failed("query", &["SELECT speaker_name FROM quotations"]);
    assert!(told.contains("no such column: speaker_name\n  SELECT speaker_name FROM quotations\n         ^"), "{told}");
    assert!(told.contains("columns of quotations: report, quotation_id"), "{told}");
    assert!(asked.failed("query", &["SELECT * FROM happening"]).contains("tables: actors, articles"));
}

#[test]
fn an_archive_is_told_in_numbers() {
    let Some(asked) = Asked::new("an_archive_is_told_in_numbers") else { return };
    let line: Value = serde_json::from_str(&asked.printed("info", &["--format", "jsonl"])).expect("JSON");
    assert_eq!((&line["reports"], &line["coded"], &line["writing"]), (&json!(5), &json!(5), &Value::Null));
    assert_eq!((&line["first_published"], &line["last_published"]), (&json!("2031-03-04"), &json!("2031-04-09")));
    assert_eq!(line["publishers"], json!({"Kelm Courier": 2, "Harbour Post": 2}));
    assert_eq!(line["runs"][0]["reports"], 5);
    let size = std::fs::metadata(&asked.archive).expect("a file").len();
    assert_eq!(line["bytes"], size);
    let told = asked.printed("info", &[]);
    for part in
        ["reports     5", "days        2031-03-04 to 2031-04-09", "2 Kelm Courier", "writing     nobody", "texts", "MB"]
    {
        assert!(told.contains(part) || part == "MB", "{part}: {told}");
    }
    let missing = program().args(["info", "nowhere.db"]).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&missing.stderr).contains("there is no archive"));
}
