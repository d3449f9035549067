//! The pages of a ledger that is kept: the same entries as one that is read while somebody waits, and how old they are.

use std::fs;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use serde_json::Value;
use tempfile::TempDir;

use crate::asking::{get, pages, settings};
use crate::program::{dateline, has_model};

fn told(arguments: &[&str]) -> String {
    let output = dateline().args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What programs and people get of this archive's ledger.
fn shown(path: &Path, query: &str) -> (Value, String) {
    let router = pages(path, &settings(false), None);
    let answer: Value = serde_json::from_slice(&get(&router, &format!("/api/ledger?{query}")).body).expect("JSON");
    (answer, get(&router, &format!("/ledger?{query}")).text())
}

/// The entries of a page in their order, by their addresses.
fn listed(page: &str) -> Vec<String> {
    let alone = page.split("class=\"alone\" href=\"").skip(1);
    alone.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn a_ledger_that_is_kept_has_the_entries_of_one_that_is_read_and_tells_what_came_since() {
    if !has_model("a_ledger_that_is_kept_has_the_entries_of_one_that_is_read_and_tells_what_came_since") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crisis.db");
    let name = path.to_string_lossy().into_owned();
    told(&["add", &name, "--quick", "examples/standoff/reports.jsonl"]);
    let queries =
        ["", "open=yes", "kind=demand", "actor=TGO&since=2026-03-05", "until=2026-03-09", "actor=nobody+there"];
    let read = queries.map(|query| shown(&path, query));
    told(&["ledger", "--quick", &name]);
    for (query, (rows, page)) in queries.into_iter().zip(read) {
        let (kept, kept_page) = shown(&path, query);
        assert_eq!(kept["rows"], rows["rows"], "{query}");
        assert_eq!(listed(&kept_page), listed(&page), "{query}");
        assert!(kept_page.contains("Read from 64 reports") && !page.contains("Read from"), "{query}");
        assert_eq!((&kept["came"], &kept["reports"]), (&0.into(), &64.into()));
    }
    let home = |path: &Path| get(&pages(path, &settings(false), None), "/").text();
    assert!(home(&path).contains("Open in the ledger") && !home(&path).contains("came since"));
    told(&["add", &name, "--quick", "examples/abduction/reports.jsonl"]);
    let (kept, page) = shown(&path, "");
    let came = kept["came"].as_u64().expect("a number");
    let line = format!("Read from 64 reports, {came} came since: <code>dateline ledger ARCHIVE</code> reads them");
    assert!(came > 1 && page.contains(&line) && home(&path).contains("came since"), "{page}");
    told(&["ledger", "--quick", &name]);
    assert_eq!(shown(&path, "").0["reports"], 64 + came);
}

/// An archive that the last version made, before ledgers were kept.
fn earlier(folder: &TempDir) -> PathBuf {
    let packed = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives/v3.db.zst")).expect("the archive");
    let path = folder.path().join("v3.db");
    fs::write(&path, zstd::decode_all(&packed[..]).expect("packed")).expect("written");
    path
}

#[test]
fn an_archive_of_the_last_version_is_served_with_what_was_said_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = earlier(&folder);
    for is_kept in [false, true] {
        let (answer, page) = shown(&path, "");
        let rows = answer["rows"].as_array().expect("rows");
        let one = |name: &str| rows.iter().find(|row| row["entry"] == name).expect("it is there");
        assert_eq!(one("demand-1-1530")["rejected"], true);
        assert_eq!(one("demand-2-697")["status"], "withdrawn");
        assert!(page.contains("1 set aside by hand") && page.contains("Read from 9 reports") == is_kept, "{page}");
        let router = pages(&path, &settings(false), None);
        let aside = get(&router, "/ledger/demand-1-1530");
        assert!(aside.status == StatusCode::OK && aside.text().contains("take it back"), "{}", aside.text());
        told(&["ledger", "--quick", &path.to_string_lossy()]);
    }
}
