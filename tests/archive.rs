//! An archive in one file as its users meet it: what is added, kept, exported, read again, removed, and what survives.
//!
//! Needs the model; without one the tests say so and pass.

mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use program::{dateline, has_model};
use rusqlite::Connection;
use tempfile::TempDir;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(arguments: &[&str]) -> Output {
    dateline().args(arguments).current_dir(root("")).output().expect("the program runs")
}

/// Runs it, and it has to succeed; what it printed.
fn told(arguments: &[&str]) -> String {
    let output = run(arguments);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8") + &error
}

/// Runs it, and it has to fail; what it told.
fn failed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with an archive of the examples.
fn archive(inputs: &[&str]) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crisis.db").to_string_lossy().into_owned();
    told(&[&["add", &path, "--quick"], inputs].concat());
    (folder, path)
}

fn open(path: &str) -> Connection {
    Connection::open(path).expect("a database")
}

fn count(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).expect(sql)
}

/// The files of a folder that have rows, by their paths.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            if path.is_dir() {
                folders.extend((name != "seen" && name != "accounts").then_some(path));
            } else if name != ".lock" && name != "manifest.json" {
                files.insert(path.strip_prefix(folder).expect("below it").to_owned(), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// All examples but the crisis of the ledger, beside which lies what became of it.
const SAMPLES: &str = "examples/[acpr]*";

const EXAMPLES: [&str; 1] = [SAMPLES];

#[test]
fn an_export_has_the_bytes_that_code_writes() {
    if !has_model("an_export_has_the_bytes_that_code_writes") {
        return;
    }
    let (folder, path) = archive(&EXAMPLES);
    for (form, coded) in [
        ("parquet", ["--format", "parquet"]),
        ("csv", ["--format", "csv"]),
        ("jsonl", ["--format", "jsonl"]),
        ("gdelt", ["--as", "gdelt"]),
        ("plover", ["--as", "plover"]),
    ] {
        let out = |name: &str| folder.path().join(format!("{name}-{form}")).to_string_lossy().into_owned();
        let (exported, batch) = (out("exported"), out("coded"));
        told(&["export", &path, "--as", form, "--out", &exported]);
        let joined = if matches!(form, "gdelt" | "plover") { "none" } else { "stories" };
        told(&[&["code", SAMPLES, "--quick", "--dedup", joined, "--out", &batch], &coded[..]].concat());
        let (exported, batch) = (files(Path::new(&exported)), files(Path::new(&batch)));
        assert!(!batch.is_empty());
        assert_eq!(exported.keys().collect::<Vec<_>>(), batch.keys().collect::<Vec<_>>());
        for (name, bytes) in &batch {
            assert!(exported[name] == *bytes, "{form}: {} differs", name.display());
        }
    }
}

#[test]
fn views_show_the_rows_that_code_writes() {
    if !has_model("views_show_the_rows_that_code_writes") {
        return;
    }
    let (folder, path) = archive(&EXAMPLES);
    let batch = folder.path().join("coded");
    let out = batch.to_string_lossy();
    told(&["code", SAMPLES, "--quick", "--with-text", "--dedup", "stories", "--format", "csv", "--out", &out]);
    let connection = open(&path);
    let mut rows = 0;
    for (name, bytes) in files(&batch) {
        let table = name.iter().next().expect("a folder").to_string_lossy().into_owned();
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let columns: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).expect("a view");
        assert_eq!(
            statement.column_names().collect::<Vec<_>>(),
            columns.iter().map(String::as_str).collect::<Vec<_>>()
        );
        let mut shown = statement.query([]).expect("rows");
        for wanted in reader.records() {
            let wanted = wanted.expect("a row");
            let row = shown.next().expect("a row").unwrap_or_else(|| panic!("{table} has fewer rows"));
            for (at, column) in columns.iter().enumerate() {
                let cell = row.get_ref(at).expect("a cell");
                // A story that grows keeps its name here, the number of its first report.
                if column == "story" {
                    continue;
                }
                assert!(is_same(&wanted[at], cell), "{table}.{column}: {:?} and {cell:?}", &wanted[at]);
            }
            rows += 1;
        }
        assert!(shown.next().expect("the end").is_none(), "{table} has more rows");
    }
    assert!(rows > 500, "{rows}");
}

/// Whether a cell of CSV and one of SQLite say the same.
fn is_same(csv: &str, cell: rusqlite::types::ValueRef) -> bool {
    use rusqlite::types::ValueRef::{Blob, Integer, Null, Real, Text};
    match cell {
        Null => csv.is_empty(),
        Integer(flag) if csv == "true" || csv == "false" => (flag == 1) == (csv == "true"),
        Integer(number) => csv.parse() == Ok(number),
        Real(number) => csv.parse() == Ok(number),
        Text(text) => csv.as_bytes() == text,
        Blob(_) => false,
    }
}

#[test]
fn the_same_report_again_changes_nothing_and_a_changed_one_is_a_version() {
    if !has_model("the_same_report_again_changes_nothing_and_a_changed_one_is_a_version") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (path, first, second) = (at("crisis.db"), at("first.jsonl"), at("second.jsonl"));
    let line = |text: &str| {
        let report = serde_json::json!({
            "url": "https://post.example/1", "title": "Talks in Oslo", "text": text, "date": "2031-03-08",
        });
        report.to_string() + "\n"
    };
    let before = "Envoys met in Oslo on Friday.\n\nNine people were killed in Lafia.\n\nPolice arrested two men.";
    let after = before.replace("Nine", "Twelve");
    // One input that holds a report twice keeps it twice, as `code` does.
    fs::write(&first, line(before).repeat(2)).expect("written");
    fs::write(&second, line(before) + &line(&after)).expect("written");
    told(&["add", &path, "--quick", &first]);
    let bytes = fs::read(&path).expect("the archive");
    let again = told(&["add", &path, "--quick", &first]);
    assert!(again.contains("2 reports held already"), "{again}");
    assert!(fs::read(&path).expect("the archive") == bytes, "nothing was written");
    let changed = told(&["add", &path, "--quick", &second]);
    assert!(changed.contains("1 report held already") && changed.contains("a new version"), "{changed}");
    let connection = open(&path);
    assert_eq!(count(&connection, "SELECT version_of FROM reports WHERE report = 3"), 2);
    let edit = connection.query_row("SELECT report, part, kind, before, after FROM edits", [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    });
    let edit: (i64, String, String, String, String) = edit.expect("one edit");
    let wanted = (3, "text", "changed", "Nine people were killed in Lafia.", "Twelve people were killed in Lafia.");
    assert_eq!((edit.0, &*edit.1, &*edit.2, &*edit.3, &*edit.4), wanted);
}

#[test]
fn a_run_that_is_killed_loses_nothing_that_was_committed() {
    if !has_model("a_run_that_is_killed_loses_nothing_that_was_committed") {
        return;
    }
    let (folder, whole) = archive(&EXAMPLES);
    let path = folder.path().join("killed.db").to_string_lossy().into_owned();
    let mut held = 0;
    for pause in [150, 300, 450, 600, 900] {
        let mut run = dateline()
            .args(["add", &path, "--quick", "--jobs", "1", SAMPLES])
            .current_dir(root(""))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(std::time::Duration::from_millis(pause));
        run.kill().expect("killed");
        run.wait().expect("ended");
        // Killed early, it has made no archive yet.
        let is_begun = count(&open(&path), "SELECT count(*) FROM sqlite_schema") > 0;
        if is_begun {
            told(&["check", &path]);
            let now = count(&open(&path), "SELECT count(*) FROM reports");
            assert!(now >= held, "{now} of {held}");
            held = now;
        }
    }
    told(&["add", &path, "--quick", SAMPLES]);
    told(&["check", &path]);
    for table in ["articles", "quotations", "events", "happenings", "actors", "records", "quotation_index"] {
        let sql = format!("SELECT * FROM {table} ORDER BY 1, 2");
        let sql = if table == "quotation_index" { "SELECT rowid FROM quotation_index ORDER BY 1" } else { &*sql };
        assert!(rows(&whole, sql) == rows(&path, sql), "{table}");
    }
}

fn rows(path: &str, sql: &str) -> Vec<Vec<rusqlite::types::Value>> {
    let connection = open(path);
    let mut statement = connection.prepare(sql).expect(sql);
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect());
    rows.expect(sql).collect::<Result<_, _>>().expect(sql)
}

#[test]
fn a_second_writer_waits_and_is_told_for_whom() {
    if !has_model("a_second_writer_waits_and_is_told_for_whom") {
        return;
    }
    let (folder, path) = archive(&["examples/crisis.txt"]);
    let lock = fs::OpenOptions::new().write(true).open(folder.path().join("crisis.db-writer")).expect("the lock");
    lock.try_lock().expect("nobody holds it");
    let error = failed(&["add", &path, "--quick", "--wait", "0.3", SAMPLES]);
    assert!(
        error.contains("waiting for dateline add, process") && error.contains("is writing into this archive"),
        "{error}"
    );
    // Who reads needs no turn.
    told(&["check", &path]);
    let waiting = std::thread::spawn(move || told(&["add", &path, "--quick", SAMPLES]));
    std::thread::sleep(std::time::Duration::from_millis(400));
    drop(lock);
    assert!(waiting.join().expect("added").contains("18 reports read"));
}

#[test]
fn reports_are_read_again_and_what_changed_is_told() {
    if !has_model("reports_are_read_again_and_what_changed_is_told") {
        return;
    }
    let (folder, path) = archive(&EXAMPLES);
    assert!(told(&["recode", &path, "--quick"]).contains("0 reports read again"));
    let again = told(&["recode", &path, "--rules-only"]);
    assert!(again.contains("19 reports read again"), "{again}");
    let changes = told(&["changes", &path, "--format", "jsonl"]);
    assert!(changes.contains(r#""change":"lost""#) && changes.contains(r#""change":"recoded""#), "{changes}");
    told(&["check", &path]);
    let out = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    told(&["export", &path, "--as", "csv", "--out", &out("exported")]);
    told(&["code", SAMPLES, "--rules-only", "--dedup", "stories", "--format", "csv", "--out", &out("coded")]);
    assert!(files(&folder.path().join("exported")) == files(&folder.path().join("coded")));
    assert!(told(&["recode", &path, "--prune"]).contains("19 records"));
    assert_eq!(told(&["changes", &path, "--format", "jsonl"]).lines().count(), 1, "nothing is left to compare");
}

#[test]
fn what_is_removed_stands_nowhere_in_the_file() {
    if !has_model("what_is_removed_stands_nowhere_in_the_file") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crisis.db").to_string_lossy().into_owned();
    let text = folder.path().join("secret.txt");
    let words = "OSLO, March 8 - Envoy Quillborne Vantreesk met rebels on Friday, he said.\n\n\
        Vantreesk demanded on Friday that Norway withdraw its patrol boats from the strait by Monday.\n";
    fs::write(&text, words).expect("written");
    told(&["add", &path, "--quick", &text.to_string_lossy(), SAMPLES]);
    told(&["ledger", &path, "--quick"]);
    let in_ledger = || {
        let parties = "SELECT count(*) FROM ledger_parties WHERE name LIKE '%vantreesk%'";
        let quoted = "SELECT count(*) FROM ledger_reports WHERE report = 1";
        [parties, quoted].map(|sql| count(&open(&path), sql) > 0)
    };
    assert_eq!(in_ledger(), [true, true]);
    let holds = |word: &str| {
        let beside = ["", "-wal"].map(|end| fs::read(format!("{path}{end}")).unwrap_or_default());
        beside.iter().any(|bytes| {
            let bytes = bytes.to_ascii_lowercase();
            bytes.windows(word.len()).any(|window| window == word.as_bytes())
        })
    };
    assert!(holds("vantreesk"));
    assert!(told(&["remove", &path, "1"]).contains("1 report removed"));
    assert!(!holds("vantreesk"), "its words are overwritten");
    assert_eq!(in_ledger(), [false, false], "and what quotes them is gone from the ledger");
    told(&["check", &path]);
    assert!(failed(&["remove", &path, "1"]).contains("holds no report 1"));
    told(&["add", &path, "--quick", &text.to_string_lossy()]);
    assert_eq!(count(&open(&path), "SELECT max(report) FROM reports"), 21, "no number is given twice");
}

#[test]
fn faults_are_found_and_mended() {
    if !has_model("faults_are_found_and_mended") {
        return;
    }
    let (folder, path) = archive(&EXAMPLES);
    let before = told(&["export", &path, "--as", "csv", "--out", &folder.path().join("before").to_string_lossy()]);
    open(&path)
        .execute_batch("DELETE FROM quotations_kept WHERE report = 2; DROP INDEX happenings_by_day")
        .expect("damaged");
    let error = failed(&["check", &path]);
    assert!(error.contains("report 2: quotations has 0 rows") && error.contains("--repair"), "{error}");
    told(&["check", &path, "--repair"]);
    told(&["check", &path]);
    let after = told(&["export", &path, "--as", "csv", "--out", &folder.path().join("after").to_string_lossy()]);
    assert_eq!(before.replace("before", "after"), after);
    assert!(files(&folder.path().join("before")) == files(&folder.path().join("after")));
    open(&path).execute("UPDATE records SET record = x'00' WHERE report = 5", []).expect("damaged");
    let error = failed(&["check", &path]);
    assert!(error.contains("report 5: its record is damaged"), "{error}");
}

/// An archive that an earlier version made, unpacked into a folder.
fn earlier(folder: &TempDir, version: u8) -> String {
    let packed = fs::read(root(&format!("tests/archives/v{version}.db.zst"))).expect("the archive");
    let path = folder.path().join(format!("v{version}.db"));
    fs::write(&path, zstd::decode_all(&packed[..]).expect("packed")).expect("written");
    path.to_string_lossy().into_owned()
}

#[test]
fn archives_of_earlier_versions_are_brought_up_to_date_and_others_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut told_of = Vec::new();
    for version in [1, 2, 3] {
        let path = earlier(&folder, version);
        let first = told(&["check", &path]);
        assert!(first.contains("9 reports checked: the archive is whole"), "{first}");
        let connection = open(&path);
        let now = count(&connection, "PRAGMA user_version");
        assert!(now > i64::from(version), "{now}");
        told_of.push(rows(&path, "SELECT report, event, actor, recipient, sentence FROM happenings"));
        connection.pragma_update(None, "user_version", now + 1).expect("set");
        drop(connection);
        let error = failed(&["check", &path]);
        assert!(error.contains(&format!("of version {}", now + 1)) && error.contains("a newer one"), "{error}");
    }
    assert!(told_of[0].len() > 50 && told_of[0] == told_of[1]);
    let other = folder.path().join("other.db").to_string_lossy().into_owned();
    open(&other).execute_batch("CREATE TABLE songs (title TEXT)").expect("made");
    assert!(failed(&["check", &other]).contains("a database of another program"));
    let text = folder.path().join("notes.txt").to_string_lossy().into_owned();
    fs::write(&text, "The envoy left Geneva on Friday. ".repeat(200)).expect("written");
    assert!(failed(&["check", &text]).contains("not an archive of dateline"));
    assert!(failed(&["check", "no/such.db"]).contains("there is no archive"));
    assert!(fs::read_to_string(&text).expect("still there").starts_with("The envoy"));
}

#[test]
fn a_journal_that_a_killed_run_left_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = earlier(&folder, 1);
    let path = Path::new(&name);
    told(&["check", &name]);
    // As a run leaves it that is killed while it writes without a log beside.
    let connection = open(&name);
    connection.pragma_update(None, "journal_mode", "delete").expect("set");
    connection.pragma_update(None, "cache_size", 1).expect("set");
    connection.execute_batch("BEGIN; DELETE FROM texts; UPDATE records SET record = zeroblob(9000);").expect("done");
    let journal = fs::read(format!("{name}-journal")).expect("a journal");
    let half = fs::read(path).expect("half of it is written");
    drop(connection);
    fs::write(format!("{name}-journal"), journal).expect("written");
    fs::write(path, half).expect("written");
    assert!(told(&["check", &name]).contains("9 reports checked: the archive is whole"));
}
