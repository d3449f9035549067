//! `dateline code` as its users meet it: files of every format, what is written where, runs that go on.
//!
//! Needs the model; without one the tests say so and pass.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn dateline() -> Command {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
}

fn has_model(test: &str) -> bool {
    let found = dateline().args(["model", "info"]).output().expect("the program runs").status.success();
    if !found {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
    }
    found
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn code(inputs: &[&Path], out: &Path, arguments: &[&str]) -> Output {
    dateline().arg("code").args(inputs).arg("--out").arg(out).args(arguments).output().expect("the program runs")
}

/// All files of an archive but the lock, by their paths.
fn files(archive: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![archive.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if entry.file_name() != ".lock" {
                let name = path.strip_prefix(archive).expect("below the archive").to_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn records(archive: &Path) -> Vec<Value> {
    let files = files(archive);
    let lines = files.iter().filter(|(name, _)| name.starts_with("records")).flat_map(|(_, bytes)| {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>()
    });
    lines.collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn every_format_is_told_by_its_content() {
    if !has_model("every_format_is_told_by_its_content") {
        return;
    }
    let folder = folder();
    let out = folder.path().join("out");
    let run = code(&[&root("tests/batch/seeds"), &root("examples/pages")], &out, &["--format", "jsonl"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let records = records(&out);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for record in &records {
        assert!(record["error"].is_null(), "{record}");
        let path = record["source"]["path"].as_str().expect("a path");
        *counts.entry(path.rsplit('/').next().expect("a name").to_owned()).or_default() += 1;
    }
    let several =
        [("rss.xml", 2), ("lexis.txt", 2), ("reports.jsonl", 2), ("atom.xml", 1), ("nitf.xml", 1), ("zoll.html", 1)];
    for (name, count) in several {
        assert_eq!(counts.get(name), Some(&count), "{name}");
    }
    let page = |name: &str| {
        let named = |record: &&Value| record["source"]["path"].as_str().is_some_and(|path| path.ends_with(name));
        records.iter().find(named).expect("a record").clone()
    };
    let article = page("tacuara-shots.html")["article"].clone();
    assert_eq!(article["title"], "Two soldiers killed at the border, Paraguay says");
    assert_eq!((&article["published"], &article["bylines"][0]), (&"2031-03-11".into(), &"Mia K. Holm".into()));
    assert_eq!(
        (&article["publisher"], &article["url"]),
        (&"Harbour Post".into(), &"https://news.example/tacuara-shots".into())
    );
    assert_eq!(page("zoll.html")["article"]["language"], "de");
    assert!(page("tacuara-shots.html")["events"].as_array().is_some_and(|events| events.len() > 2));
}

#[test]
fn the_bytes_do_not_depend_on_threads_and_a_run_goes_on() {
    if !has_model("the_bytes_do_not_depend_on_threads_and_a_run_goes_on") {
        return;
    }
    let folder = folder();
    let pages = root("examples/pages");
    let forms = ["--format parquet", "--format csv --dedup stories", "--as gdelt", "--as plover"];
    for form in forms.map(|form| form.split(' ').collect::<Vec<_>>()) {
        let form = &form[..];
        let (one, three) = (folder.path().join(form[1]).join("1"), folder.path().join(form[1]).join("3"));
        let part = [form, &["--part", "3"]].concat();
        assert!(code(&[&pages], &one, &[&part[..], &["--jobs", "1"]].concat()).status.success());
        assert!(code(&[&pages], &three, &[&part[..], &["--jobs", "3"]].concat()).status.success());
        let wanted = files(&one);
        assert_eq!(wanted.keys().collect::<Vec<_>>(), files(&three).keys().collect::<Vec<_>>());
        assert!(wanted == files(&three), "{form:?}");
        // As after a kill: the manifest knows of the first part only.
        let manifest = three.join("manifest.json");
        let mut known: Value = serde_json::from_slice(&fs::read(&manifest).expect("a manifest")).expect("JSON");
        known["parts"].as_array_mut().expect("parts").truncate(1);
        known["complete"] = false.into();
        fs::write(&manifest, known.to_string()).expect("written");
        let run = code(&[&pages], &three, &part);
        assert!(String::from_utf8_lossy(&run.stderr).contains("going on behind 3 reports"));
        assert!(wanted == files(&three), "{form:?} after going on");
    }
}

/// The rows of a table in CSV, without its head line.
fn rows(archive: &Path, table: &str) -> Vec<String> {
    let files = files(archive);
    let of_table = files.iter().filter(|(name, _)| name.starts_with(table));
    let lines = of_table.flat_map(|(_, bytes)| {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    });
    lines.collect()
}

#[test]
fn copies_and_merged_events_stand_beside_the_reports_and_can_be_undone() {
    if !has_model("copies_and_merged_events_stand_beside_the_reports_and_can_be_undone") {
        return;
    }
    let folder = folder();
    let (out, parts) = (folder.path().join("out"), folder.path().join("parts"));
    let reports = root("examples/abduction");
    let run = code(&[&reports], &out, &["--format", "csv", "--dedup", "stories"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("3 of the coded are copies: 5 independent origins") && told.contains("3 stories"), "{told}");
    let origins: Vec<String> =
        rows(&out, "copies").iter().map(|row| row.split(',').take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(origins, ["0 5 5", "0 1 1", "0 2 1", "0 3 1", "0 4 1", "0 6 6", "1 7 7", "2 8 8"]);
    let abduction = &rows(&out, "merged_events")[0];
    assert!(abduction.starts_with("0,m1,ASSAULT") && abduction.contains("Lafia,5,3,\"[1,2,5,3,6]\",1,"), "{abduction}");
    assert!(rows(&out, "tellings").contains(&"0,m1,2,h1,1".to_owned()));
    assert!(rows(&out, "differences").contains(&"0,m1,recipient,64 children,[5],1,[]".to_owned()));

    // The comparison sees all parts, and is made anew for other settings without reading anything again.
    code(&[&reports], &parts, &["--format", "csv", "--dedup", "copies", "--part", "3"]);
    assert_eq!(rows(&parts, "stories").len(), 5);
    let run = code(&[&reports], &parts, &["--format", "csv", "--dedup", "stories", "--part", "3"]);
    assert!(String::from_utf8_lossy(&run.stderr).contains("going on behind 8 reports"));
    for table in ["copies", "stories", "merged_events", "tellings", "differences"] {
        assert_eq!(rows(&parts, table), rows(&out, table), "{table}");
    }
}

#[test]
fn a_comparison_can_be_taken_away_and_made_again_but_not_from_nothing() {
    if !has_model("a_comparison_can_be_taken_away_and_made_again_but_not_from_nothing") {
        return;
    }
    let folder = folder();
    let (out, plain) = (folder.path().join("out"), folder.path().join("plain"));
    let reports = root("examples/abduction");
    let run = |out: &Path, dedup: &str| {
        let run = code(&[&reports], out, &["--dedup", dedup]);
        (run.status.success(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    assert!(run(&out, "stories").0);
    let wanted = files(&out);
    let (ended_well, told) = run(&out, "none");
    assert!(ended_well && told.contains("taken away") && !told.contains("merged events"), "{told}");
    assert!(
        !["copies", "stories", "merged_events", "tellings", "differences"].iter().any(|name| out.join(name).exists())
    );
    assert!(run(&out, "stories").0);
    assert!(files(&out) == wanted);

    // What was kept is damaged: the comparison that is there stays.
    let kept = out.join("accounts/part-00000.zst");
    fs::write(&kept, "rotten").expect("written");
    let (ended_well, told) = run(&out, "copies");
    assert!(!ended_well && told.contains("accounts/part-00000.zst") && told.contains("new --out"), "{told}");
    fs::write(&kept, &wanted[Path::new("accounts/part-00000.zst")]).expect("written");
    assert!(files(&out) == wanted);

    assert!(run(&plain, "none").0);
    let before = files(&plain);
    let (ended_well, told) = run(&plain, "copies");
    assert!(!ended_well && told.contains("begun without --dedup") && told.contains("new --out"), "{told}");
    assert!(files(&plain) == before);
}

#[test]
fn a_comparison_that_was_ended_is_made_anew() {
    if !has_model("a_comparison_that_was_ended_is_made_anew") {
        return;
    }
    let folder = folder();
    let out = folder.path().join("out");
    let options = ["--format", "jsonl", "--dedup", "stories"];
    assert!(code(&[&root("examples/abduction")], &out, &options).status.success());
    let wanted = files(&out);
    let stories = out.join("stories/part-00000.jsonl");
    let lines = fs::read_to_string(&stories).expect("a file");
    let first: Value = serde_json::from_str(lines.lines().next().expect("a story")).expect("JSON");
    assert_eq!((&first["reports"], &first["events"][0]["independent"]), (&6.into(), &3.into()));
    // As after a kill: all is read, and some of the stories are written.
    let manifest = out.join("manifest.json");
    let mut known: Value = serde_json::from_slice(&fs::read(&manifest).expect("a manifest")).expect("JSON");
    known.as_object_mut().expect("an object").remove("joined");
    fs::write(&manifest, known.to_string()).expect("written");
    fs::rename(&stories, out.join("stories/part-00007.jsonl")).expect("renamed");
    assert!(code(&[&root("examples/abduction")], &out, &options).status.success());
    assert!(files(&out) == wanted);
}

#[test]
fn a_form_without_a_place_for_copies_says_so() {
    if !has_model("a_form_without_a_place_for_copies_says_so") {
        return;
    }
    let folder = folder();
    let out = folder.path().join("out");
    let run = code(&[&root("examples/abduction")], &out, &["--as", "gdelt", "--dedup", "copies"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.code() == Some(2) && told.contains("leave out --dedup") && !out.exists(), "{told}");
}

#[test]
fn an_archive_of_something_else_is_left_alone() {
    if !has_model("an_archive_of_something_else_is_left_alone") {
        return;
    }
    let folder = folder();
    let out = folder.path().join("out");
    let page = root("examples/pages/ferry-deal.html");
    assert!(code(&[&page], &out, &[]).status.success());
    let before = files(&out);
    for (inputs, arguments) in [(root("examples/pages/zoll.html"), &[][..]), (page, &["--format", "csv"])] {
        let run = code(&[&inputs], &out, arguments);
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.code() == Some(1) && told.contains("begun with") && told.contains("--out"), "{told}");
        assert_eq!(told.contains("this run has dateline"), arguments.contains(&"csv"), "{told}");
    }
    assert!(files(&out) == before);
    let full = folder.path().join("full");
    fs::create_dir(&full).expect("a folder");
    fs::write(full.join("thesis.docx"), "years of work").expect("a file");
    let run = code(&[&root("examples/pages/zoll.html")], &full, &[]);
    assert!(String::from_utf8_lossy(&run.stderr).contains("holds other files"), "{:?}", run);
    assert_eq!(files(&full).len(), 1);
}

#[test]
fn a_table_of_reports_is_read_as_reports() {
    if !has_model("a_table_of_reports_is_read_as_reports") {
        return;
    }
    let folder = folder();
    let (tables, again) = (folder.path().join("tables"), folder.path().join("again"));
    assert!(code(&[&root("examples/pages")], &tables, &["--with-text"]).status.success());
    let articles = tables.join("articles/part-00000.parquet");
    let run = code(&[&articles], &again, &["--format", "jsonl"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let records = records(&again);
    assert_eq!(records.len(), 8);
    let shots = records.iter().find(|record| record["article"]["url"] == "https://news.example/tacuara-shots");
    let article = &shots.expect("a record")["article"];
    assert_eq!((&article["published"], &article["bylines"][0]), (&"2031-03-11".into(), &"Mia K. Holm".into()));
}

#[test]
fn what_fails_is_a_row_with_its_cause() {
    if !has_model("what_fails_is_a_row_with_its_cause") {
        return;
    }
    let folder = folder();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).expect("a folder");
    fs::write(inputs.join("deep.html"), format!("<html>{}", "<div>".repeat(50_000))).expect("a file");
    fs::write(inputs.join("empty.txt"), "").expect("a file");
    fs::write(inputs.join("date.jsonl"), "{\"text\": \"The envoy left Geneva.\", \"date\": \"31 February\"}\n")
        .expect("a file");
    fs::write(inputs.join("large.html"), format!("<html>{}", "a ".repeat(6 << 20))).expect("a file");
    let out = folder.path().join("out");
    let run = code(&[&inputs], &out, &["--format", "csv"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("4 reports read") && told.contains("3 failed"), "{told}");
    let failures = String::from_utf8(files(&out)[Path::new("failures/part-00000.csv")].clone()).expect("UTF-8");
    let rows: Vec<&str> = failures.split("\r\n").collect();
    assert!(rows[1].starts_with("2,deep,") && rows[1].contains("too_deep"), "{failures}");
    assert!(rows[2].starts_with("3,empty,") && rows[3].starts_with("4,large,") && rows[3].contains("too_large"));
}

#[test]
fn what_takes_too_long_is_a_row_once_and_stays_one() {
    if !has_model("what_takes_too_long_is_a_row_once_and_stays_one") {
        return;
    }
    let folder = folder();
    let inputs = folder.path().join("in.jsonl");
    fs::write(&inputs, "{\"text\": \"The envoy left Geneva.\"}\n{\"text\": \"Talks resumed in Oslo.\"}\n")
        .expect("a file");
    let out = folder.path().join("out");
    let run = code(&[&inputs], &out, &["--format", "csv", "--limit", "0.000000001s"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("2 failed") && told.contains("2 too_slow"), "{told}");
    let before = files(&out);
    let failures = String::from_utf8(before[Path::new("failures/part-00000.csv")].clone()).expect("UTF-8");
    assert_eq!(failures.matches("too_slow").count(), 2, "{failures}");
    // With more time they would be read: what is in the archive is not tried again.
    code(&[&inputs], &out, &["--format", "csv", "--limit", "0"]);
    assert!(files(&out) == before);
}
