//! What was weighed, on a page: read again by the program that serves, or told what is missing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use axum::http::StatusCode;
use dateline_archive::store::Archive;
use dateline_page::{Explained, Explainer};

use crate::asking::{ARCHIVE, get, pages, settings};
use crate::program::{dateline, has_model};

/// A report with an event, and the event's name.
fn some_event() -> (u64, String) {
    let archive = Archive::open(&ARCHIVE.1).expect("the archive");
    let sql = "SELECT report, event_id FROM events ORDER BY confidence DESC LIMIT 1";
    archive.connection().query_row(sql, [], |row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?))).expect("an event")
}

/// A program that serves, ended with the test.
struct Serving(Child, String);

impl Serving {
    fn begin() -> Self {
        let mut command = dateline();
        command.arg("serve").arg(&ARCHIVE.1).args(["--port", "0"]).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut line = String::new();
        BufReader::new(child.stderr.take().expect("piped")).read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Self(child, address.to_owned())
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.1).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.1).expect("it is asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn an_entry_leads_to_all_that_was_weighed() {
    if !has_model("an_entry_leads_to_all_that_was_weighed") {
        return;
    }
    let (report, event) = some_event();
    let page = format!("/article/{report}/why/{event}");
    let serving = Serving::begin();
    assert!(serving.get(&format!("/article/{report}")).contains(&format!("href=\"{page}\"")));
    let why = serving.get(&page);
    assert!(why.starts_with("HTTP/1.1 200"), "{why}");
    for shown in ["Which act?", "Who did it?", "Has it happened?", "chosen", "class=\"num good\"", "To cite:"] {
        assert!(why.contains(shown), "{shown}: {why}");
    }
    assert!(serving.get(&format!("/article/{report}/why/e999")).starts_with("HTTP/1.1 404"));
    assert!(serving.get("/article/x/why/e1").starts_with("HTTP/1.1 404"));
}

#[test]
fn without_a_model_it_is_told_what_to_do() {
    if !has_model("without_a_model_it_is_told_what_to_do") {
        return;
    }
    let (report, event) = some_event();
    let page = format!("/article/{report}/why/{event}");
    let nothing = |_: &dateline::Report, _: bool| -> Result<Explained, String> { Err("/srv/models/en".to_owned()) };
    let explainer = Explainer::new(nothing, |_, feature| feature.to_owned());
    let told = get(&pages(&ARCHIVE.1, &settings(true), Some(explainer)), &page);
    assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(told.text().contains("dateline model install") && !told.text().contains("/srv/"), "{}", told.text());
    let router = pages(&ARCHIVE.1, &settings(true), None);
    assert_eq!(get(&router, &page).status, StatusCode::NOT_FOUND);
    assert!(!get(&router, &format!("/article/{report}")).text().contains("/why/"));
}

#[test]
fn what_is_read_otherwise_now_is_told() {
    if !has_model("what_is_read_otherwise_now_is_told") {
        return;
    }
    let (report, event) = some_event();
    let record = Archive::open(&ARCHIVE.1).and_then(|archive| archive.entry_of(report)).expect("read").expect("there");
    let mut record = record.answer.expect("a record");
    record.events.clear();
    let other = move |_: &dateline::Report, _: bool| {
        Ok(Explained { record: record.clone(), explanations: Vec::new(), entries: Default::default() })
    };
    let explainer = Explainer::new(other, |_, feature| feature.to_owned());
    let told = get(&pages(&ARCHIVE.1, &settings(true), Some(explainer)), &format!("/article/{report}/why/{event}"));
    assert!(told.status == StatusCode::OK && told.text().contains("dateline recode"), "{}", told.text());
}
