//! What goes wrong around an archive in one file: two names for it, damage of every kind, folders one may not write to, reports
//! that are taken out of the middle.
//!
//! Needs the model; without one the tests say so and pass.

mod program;

use std::fs;
use std::path::Path;

use program::{dateline, has_model};
use rusqlite::Connection;
use tempfile::TempDir;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/abduction");

fn run(folder: &TempDir, arguments: &[&str]) -> (bool, String) {
    let output = dateline().args(arguments).current_dir(folder.path()).output().expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), told)
}

fn told(folder: &TempDir, arguments: &[&str]) -> String {
    let (well, told) = run(folder, arguments);
    assert!(well, "{arguments:?}: {told}");
    told
}

fn failed(folder: &TempDir, arguments: &[&str]) -> String {
    let (well, told) = run(folder, arguments);
    assert!(!well, "{arguments:?}: {told}");
    told
}

fn open(folder: &TempDir, name: &str) -> Connection {
    Connection::open(folder.path().join(name)).expect("a database")
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).expect(sql)
}

/// A folder with an archive of eight reports.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    told(&folder, &["add", "crisis.db", "--quick", SAMPLES]);
    folder
}

/// A line of JSON for a report at one address.
fn version(text: &str) -> String {
    serde_json::json!({"url": "https://post.example/1", "title": "Talks", "text": text}).to_string() + "\n"
}

#[test]
fn damage_of_every_kind_is_found_and_mended_or_told() {
    if !has_model("damage_of_every_kind_is_found_and_mended_or_told") {
        return;
    }
    let folder = archive();
    let whole = fs::read(folder.path().join("crisis.db")).expect("the archive");
    for (damage, mended) in [
        ("DELETE FROM quotations_kept WHERE report = 2", true),
        ("UPDATE quotations_kept SET speaker = 'Nobody'", true),
        ("DELETE FROM text_index WHERE rowid = 1", true),
        ("DROP VIEW events", true),
        ("DROP INDEX happenings_by_day", true),
        ("DELETE FROM reports WHERE report = 4", true),
        ("UPDATE texts SET text = 'other words' WHERE report = 4", false),
        ("DELETE FROM texts WHERE report = 4", false),
        ("UPDATE records SET record = x'00' WHERE report = 5", false),
    ] {
        fs::write(folder.path().join("crisis.db"), &whole).expect("written");
        let connection = open(&folder, "crisis.db");
        connection.execute_batch(&format!("PRAGMA foreign_keys = off; {damage}")).expect(damage);
        drop(connection);
        let found = failed(&folder, &["check", "crisis.db"]);
        assert!(found.contains("--repair"), "{damage}: {found}");
        let (well, repaired) = run(&folder, &["check", "crisis.db", "--repair"]);
        assert_eq!(well, mended, "{damage}: {repaired}");
        assert_eq!(run(&folder, &["check", "crisis.db"]).0, mended, "{damage}");
    }
}

#[test]
fn an_archive_has_one_lock_under_all_its_names_and_is_a_file_by_any() {
    if !has_model("an_archive_has_one_lock_under_all_its_names_and_is_a_file_by_any") {
        return;
    }
    let folder = archive();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("crisis.db", folder.path().join("other.db")).expect("linked");
        let lock = fs::OpenOptions::new().write(true).open(folder.path().join("crisis.db-writer")).expect("the lock");
        lock.try_lock().expect("nobody holds it");
        let held = failed(&folder, &["add", "other.db", "--quick", "--wait", "0.2", SAMPLES]);
        assert!(held.contains("is writing into this archive"), "{held}");
    }
    told(&folder, &["add", ":memory:", "--quick", SAMPLES]);
    assert!(folder.path().join(":memory:").metadata().is_ok_and(|file| file.len() > 10_000));
    assert!(told(&folder, &["info", ":memory:"]).contains("reports     8"));
}

#[test]
fn versions_close_up_when_one_is_removed_and_go_together_by_their_address() {
    if !has_model("versions_close_up_when_one_is_removed_and_go_together_by_their_address") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let texts = ["Nine were killed.", "Ten were killed.", "Ten were killed.\n", "Twelve were killed."];
    let lines = texts.map(|text| version(&format!("Envoys met in Oslo on Friday.\n\n{text}")));
    fs::write(folder.path().join("all.jsonl"), lines.concat()).expect("written");
    for line in &lines {
        fs::write(folder.path().join("next.jsonl"), line).expect("written");
        told(&folder, &["add", "news.db", "--quick", "next.jsonl"]);
    }
    let connection = open(&folder, "news.db");
    assert_eq!(number(&connection, "SELECT count(*) FROM reports"), 3, "white space alone makes no version");
    told(&folder, &["remove", "news.db", "2"]);
    assert_eq!(number(&connection, "SELECT version_of FROM reports WHERE report = 3"), 1);
    let edit: String =
        connection.query_row("SELECT before || after FROM edits", [], |row| row.get(0)).expect("an edit");
    assert_eq!(edit, "Nine were killed.Twelve were killed.");
    assert!(told(&folder, &["remove", "news.db", "--url", "https://post.example/1"]).contains("2 reports removed"));
}

#[test]
fn the_day_that_reports_were_taken_to_be_of_is_kept() {
    if !has_model("the_day_that_reports_were_taken_to_be_of_is_kept") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (name, day) in [("first.txt", "2031-04-16"), ("second.txt", "2031-05-16")] {
        fs::write(folder.path().join(name), format!("Gunmen killed two men near {name} on Monday.")).expect("written");
        told(&folder, &["add", "news.db", "--quick", "--date", day, name]);
    }
    let sql = "SELECT group_concat(\"when\", ' ') FROM (SELECT \"when\" FROM happenings WHERE event = 'ASSAULT' ORDER BY report)";
    let days =
        |folder: &TempDir| -> String { open(folder, "news.db").query_row(sql, [], |row| row.get(0)).expect("days") };
    assert_eq!(days(&folder), "2031-04-14 2031-05-12");
    told(&folder, &["recode", "news.db", "--rules-only"]);
    assert_eq!(days(&folder), "2031-04-14 2031-05-12");
}

#[cfg(unix)]
#[test]
fn an_archive_is_read_where_nobody_may_write() {
    use std::os::unix::fs::PermissionsExt;
    if !has_model("an_archive_is_read_where_nobody_may_write") {
        return;
    }
    let folder = archive();
    let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("set");
    fs::set_permissions(folder.path().join("crisis.db"), fs::Permissions::from_mode(0o444)).expect("set");
    mode(0o555);
    let answer = run(&folder, &["query", "crisis.db", "SELECT count(*) AS reports FROM articles", "--format", "csv"]);
    let ledger = run(&folder, &["ledger", "crisis.db", "--quick", "--format", "table"]);
    mode(0o755);
    assert!(ledger.0 && ledger.1.contains("entries"), "{ledger:?}");
    assert!(answer.0 && answer.1.contains('8'), "{answer:?}");
    assert!(Path::new(SAMPLES).exists());
}
