//! What is said by hand on the ledger's pages: who may say it, what becomes of it, and how it is taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use dateline_archive::store::{Archive, Writer};
use tempfile::TempDir;

use crate::asking::{ARCHIVE, Answer, asking, get, pages, send, settings};
use crate::program::{dateline, has_model};

const HERE: &str = "http://127.0.0.1:8321";

/// An archive of its own, so that what is said changes no other test.
fn archive() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own.db");
    fs::copy(&ARCHIVE.1, &path).expect("a copy");
    (folder, path)
}

/// An entry with something that became of it: its name, and that of the link.
fn some_entry(archive: &Path) -> (String, String) {
    let ledger = Archive::open(archive).and_then(|archive| archive.ledger()).expect("a ledger");
    let entry = ledger.iter().find(|entry| entry.outcomes.len() == 1).expect("one with an outcome");
    (entry.entry.clone(), entry.outcomes[0].link.clone())
}

/// The entry as `dateline ledger` tells it; nothing, if it does not.
fn told(archive: &Path, entry: &str) -> Option<serde_json::Value> {
    let output = dateline()
        .args(["ledger", "--quick"])
        .arg(archive)
        .args(["--format", "jsonl"])
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut entries = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    entries.find(|told| told["entry"] == entry)
}

/// Somebody at a browser: what the cookie keeps, and the word of the form.
struct Visit {
    router: Router,
    page: String,
    cookie: String,
    word: String,
}

impl Visit {
    fn of(router: &Router, entry: &str) -> Self {
        let page = format!("/ledger/{entry}");
        let shown = get(router, &page);
        assert_eq!((shown.status, shown.header("referrer-policy")), (StatusCode::OK, "same-origin"));
        let cookie = shown.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        let text = shown.text();
        let word = text.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        Self { router: router.clone(), page, cookie, word: word.expect("a word").to_owned() }
    }

    /// Sends a form with these headers and fields.
    fn sends(&self, headers: &[(&str, &str)], form: &str) -> Answer {
        let mut request = Request::builder().method("POST").uri(&self.page).header("host", "127.0.0.1:8321");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        send(&self.router, request.body(Body::from(form.to_owned())).expect("a request"))
    }

    /// The form that takes back what the page shows first.
    fn back(&self) -> String {
        let text = get(&self.router, &self.page).text();
        let mark = text.split("value=\"back ").nth(1).and_then(|rest| rest.split('"').next());
        format!("say=back+{}", mark.expect("something said by hand"))
    }

    /// Says something, as the page's form does.
    fn says(&self, form: &str) -> Answer {
        let headers = [("origin", HERE), ("sec-fetch-site", "same-origin"), ("cookie", &*self.cookie)];
        self.sends(&headers, &format!("token={}&{form}", self.word))
    }
}

#[test]
fn only_a_form_of_this_page_is_taken() {
    if !has_model("only_a_form_of_this_page_is_taken") {
        return;
    }
    let (_folder, path) = archive();
    let (entry, link) = some_entry(&path);
    let before = told(&path, &entry);
    let visit = Visit::of(&pages(&path, &settings(false), None), &entry);
    let form = format!("say=reject+{link}&by=a+stranger");
    let whole = format!("token={}&{form}", visit.word);
    let cookie = ("cookie", visit.cookie.as_str());
    let elsewhere = format!("dateline-form={}", "0".repeat(64));
    for (headers, form) in [
        (vec![("origin", HERE), cookie], &form),
        (vec![("origin", HERE), cookie], &format!("token=0&{form}")),
        (vec![("origin", HERE)], &whole),
        (vec![("origin", HERE), ("cookie", elsewhere.as_str())], &whole),
        (vec![cookie], &whole),
        (vec![("origin", "http://evil.example"), cookie], &whole),
        (vec![("origin", "http://127.0.0.1:8322"), cookie], &whole),
        (vec![("origin", "null"), cookie], &whole),
        (vec![("origin", HERE), ("sec-fetch-site", "cross-site"), cookie], &whole),
    ] {
        let answer = visit.sends(&headers, form);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?} {form}");
        assert!(answer.text().contains("Nothing was kept."), "{}", answer.text());
    }
    let long = format!("{whole}&note={}", "x".repeat(20_000));
    assert_eq!(visit.sends(&[("origin", HERE), cookie], &long).status, StatusCode::BAD_REQUEST);
    for method in ["PUT", "DELETE", "PATCH"] {
        assert_eq!(send(&visit.router, asking(method, &visit.page, &[])).status, StatusCode::METHOD_NOT_ALLOWED);
    }
    // Whatever stands in an address writes nothing.
    get(&visit.router, &format!("{}?{whole}", visit.page));
    assert_eq!(told(&path, &entry), before);
}

#[test]
fn what_is_said_by_hand_is_kept_shown_and_taken_back() {
    if !has_model("what_is_said_by_hand_is_kept_shown_and_taken_back") {
        return;
    }
    let (_folder, path) = archive();
    let (entry, link) = some_entry(&path);
    let before = told(&path, &entry).expect("it is there");
    let visit = Visit::of(&pages(&path, &settings(false), None), &entry);
    let answer = visit.says(&format!("say=reject+{link}&by=the+%3Cdesk%3E&note=another+matter"));
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*visit.page));
    let after = told(&path, &entry).expect("it is there");
    assert_eq!(after["outcomes"].as_array().map(Vec::len), Some(0));
    let correction = &after["corrections"][0];
    assert_eq!((&correction["by"], &correction["note"]), (&"the <desk>".into(), &"another matter".into()));
    for page in [visit.page.as_str(), "/ledger?cursor=0"] {
        let shown = get(&visit.router, page).text();
        let is_there = page.contains('?') || (shown.contains("by hand") && shown.contains("the &lt;desk&gt;"));
        assert!(is_there && !shown.contains("<desk>"), "{page}: {shown}");
    }

    let back = visit.back();
    assert_eq!(visit.says("say=back+0").status, StatusCode::NOT_FOUND);
    assert_eq!(visit.says(&back).status, StatusCode::SEE_OTHER);
    assert_eq!(told(&path, &entry), Some(before));
    assert_eq!(visit.says(&back).status, StatusCode::NOT_FOUND);

    assert_eq!(visit.says("say=outcome&outcome=withdrawn&by=desk").status, StatusCode::SEE_OTHER);
    let set = told(&path, &entry).expect("it is there");
    assert!(set["status"] == "withdrawn" && set["outcomes"].as_array().is_some_and(|all| all.len() == 2), "{set}");
}

/// The entries that programs get.
fn rows(router: &Router, query: &str) -> Vec<serde_json::Value> {
    let answer = get(router, &format!("/api/ledger?{query}"));
    let answer: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    answer["rows"].as_array().expect("rows").clone()
}

#[test]
fn an_entry_that_is_set_aside_is_in_no_list_and_programs_are_told() {
    if !has_model("an_entry_that_is_set_aside_is_in_no_list_and_programs_are_told") {
        return;
    }
    let (_folder, path) = archive();
    let (entry, _) = some_entry(&path);
    let before = told(&path, &entry).expect("it is there");
    let visit = Visit::of(&pages(&path, &settings(false), None), &entry);
    let alone = format!("class=\"alone\" href=\"{}\"", visit.page);
    let leaf = |skip: usize| get(&visit.router, &format!("/ledger?cursor={skip}")).text();
    let is_listed = || (0..10).any(|page| leaf(30 * page).contains(&alone));
    assert!(is_listed());
    let rows = |query: &str| rows(&visit.router, query);
    let (all, open) = (rows("").len(), rows("open=yes").len());
    assert_eq!(visit.says("say=reject&by=desk").status, StatusCode::SEE_OTHER);
    assert_eq!(told(&path, &entry).map(|told| told["rejected"].clone()), Some(true.into()));
    let shown = rows("");
    let aside: Vec<_> = shown.iter().filter(|row| row["rejected"] == true).collect();
    assert!(aside.len() == 1 && aside[0]["entry"] == entry.as_str() && shown.len() == all, "{aside:?}");
    assert!(rows("open=yes").len() <= open && rows("open=yes").iter().all(|row| row["rejected"] == false));
    let csv = get(&visit.router, &format!("/api/ledger?entry={entry}&format=csv")).text();
    let row: BTreeMap<String, String> =
        csv::Reader::from_reader(csv.as_bytes()).deserialize().next().expect("a row").expect("sound");
    assert_eq!((&*row["rejected"], &*row["corrections"]), ("1", "1"));
    assert!(!is_listed());
    let aside = get(&visit.router, &visit.page).text();
    assert!(aside.contains("Set aside by hand") && aside.contains("take it back"), "{aside}");
    assert!(get(&visit.router, "/ledger").text().contains(&format!("href=\"/ledger/{entry}\"")));
    assert_eq!(visit.says(&visit.back()).status, StatusCode::SEE_OTHER);
    assert_eq!(told(&path, &entry), Some(before));
}

#[test]
fn what_is_not_filled_in_or_not_there_is_told() {
    if !has_model("what_is_not_filled_in_or_not_there_is_told") {
        return;
    }
    let (_folder, path) = archive();
    let (entry, link) = some_entry(&path);
    let router = pages(&path, &settings(false), None);
    let visit = Visit::of(&router, &entry);
    for (form, status) in [
        (format!("say=confirm+{link}"), StatusCode::BAD_REQUEST),
        ("say=note&by=desk".to_owned(), StatusCode::BAD_REQUEST),
        ("say=burn&by=desk".to_owned(), StatusCode::BAD_REQUEST),
        ("say=outcome&outcome=won&by=desk".to_owned(), StatusCode::BAD_REQUEST),
        (format!("say=note&note=x&by={}", "x".repeat(101)), StatusCode::BAD_REQUEST),
        ("say=confirm+refused-999-1&by=desk".to_owned(), StatusCode::NOT_FOUND),
    ] {
        let answer = visit.says(&form);
        assert_eq!(answer.status, status, "{form}");
    }
    for odd in ["demand-999-1", "demand", "demand--1", "%00", "..%2F..", "%22%3E%3Cscript%3E", "%E2%80%AE", "%FF"] {
        let answer = get(&router, &format!("/ledger/{odd}"));
        assert!(answer.status.is_client_error() && !answer.text().contains("<script>"), "{odd}: {}", answer.status);
    }
    let other = Visit { page: "/ledger/demand-999-1".to_owned(), ..visit };
    assert_eq!(other.says("say=confirm&by=desk").status, StatusCode::NOT_FOUND);
    assert!(Archive::open(&path).and_then(|archive| archive.ledger_corrections()).is_ok_and(|said| said.is_empty()));
}

#[test]
fn while_another_program_writes_a_form_is_answered_soon() {
    if !has_model("while_another_program_writes_a_form_is_answered_soon") {
        return;
    }
    let (_folder, path) = archive();
    let (entry, _) = some_entry(&path);
    let visit = Visit::of(&pages(&path, &settings(false), None), &entry);
    let writer = Archive::open_to_write(&path, &Writer::here("dateline watch"), Duration::ZERO, |_| ()).expect("alone");
    let held = visit.says("say=confirm&by=desk");
    assert_eq!(held.status, StatusCode::SERVICE_UNAVAILABLE);
    let told = held.text();
    assert!(told.contains("dateline watch") && told.contains("Nothing was kept."), "{told}");
    drop(writer);
    assert_eq!(visit.says("say=confirm&by=desk").status, StatusCode::SEE_OTHER);
}

#[test]
fn pages_that_only_read_have_no_forms() {
    if !has_model("pages_that_only_read_have_no_forms") {
        return;
    }
    let (_folder, path) = archive();
    let (entry, _) = some_entry(&path);
    let visit = Visit::of(&pages(&path, &settings(false), None), &entry);
    let router = pages(&path, &settings(true), None);
    let shown = get(&router, &visit.page);
    assert!(shown.header("set-cookie").is_empty() && !shown.text().contains("method=\"post\""), "{}", shown.text());
    let answer = Visit { router, ..visit }.says("say=confirm&by=desk");
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
