//! The sums that pages show, and ledgers of some reports, held against all rows and the ledger of all.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use dateline_archive::store::{Archive, Reach};
use serde_json::Value;

use crate::asking::{ARCHIVE, asking, get, router, send};
use crate::program::has_model;

fn rows(table: &str, filters: &str) -> Vec<Value> {
    let found = get(&router(None), &format!("/api/{table}?limit=10000{filters}"));
    let answer: Value = serde_json::from_slice(&found.body).expect("JSON");
    assert_eq!((found.status, &answer["next"]), (StatusCode::OK, &Value::Null), "{table} {filters}");
    answer["rows"].as_array().expect("rows").clone()
}

/// Numbers and sums of scores of rows, by what `key` says of each.
fn summed<K: Ord>(rows: &[Value], key: impl Fn(&Value) -> Option<K>) -> BTreeMap<K, (u64, f64)> {
    let mut sums = BTreeMap::new();
    for row in rows {
        let Some(key) = key(row) else { continue };
        let sum: &mut (u64, f64) = sums.entry(key).or_default();
        let number = row["happenings"].as_u64().unwrap_or(1);
        sum.0 += number;
        sum.1 += row["mean_score"].as_f64().or(row["score"].as_f64()).unwrap_or(0.0) * number as f64;
    }
    sums
}

fn are_alike<K: Ord + std::fmt::Debug>(one: &BTreeMap<K, (u64, f64)>, other: &BTreeMap<K, (u64, f64)>, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (key, (number, score)) in one {
        let (found, sum) = other[key];
        // Means are rounded to hundredths.
        assert!(found == *number && (sum - score).abs() <= 0.006 * found as f64, "{what} {key:?}: {sum} {score}");
    }
}

#[test]
fn sums_are_those_of_the_rows_whatever_is_left_out() {
    if !has_model("sums_are_those_of_the_rows_whatever_is_left_out") {
        return;
    }
    let field = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let start = |row: &Value, name: &str, end: usize| field(row, name)?.get(..end).map(str::to_owned);
    let mut counted = Vec::new();
    for filters in [
        "",
        "&standing=fact",
        "&standing=claim",
        "&standing=unreal",
        "&event=REQUEST",
        "&actor=GHA",
        "&actor=GHA+GOV&standing=fact",
        "&from=GHA&to=TGO",
        "&country=TGO&since=2026-03-05",
    ] {
        let all = rows("happenings", filters);
        // A day, not a weekend: 2026-W10-WE.
        let on_a_day =
            |row: &Value| field(row, "when").is_some_and(|when| when.len() >= 10 && when.get(7..8) == Some("-"));
        let days = |row: &Value| on_a_day(row).then(|| Some((start(row, "when", 10)?, field(row, "event")?))).flatten();
        let by_day = summed(&rows("timeline", filters), |row| Some((field(row, "day")?, field(row, "event")?)));
        are_alike(&by_day, &summed(&all, days), filters);
        let pairs = |row: &Value| Some((start(row, "actor", 3)?, start(row, "recipient", 3)?));
        let between = summed(&rows("parties", filters), |row| Some((field(row, "who")?, field(row, "whom")?)));
        are_alike(&between, &summed(&all, pairs), filters);
        let places = summed(&rows("places", filters), |row| field(row, "place"));
        let told = summed(&all, |row| field(row, "place"));
        assert!(places.iter().all(|(place, (number, _))| told.get(place).is_some_and(|(all, _)| all <= number)));
        counted.push(all.len());
    }
    assert!(counted.iter().all(|number| *number > 0), "{counted:?}");
    assert_eq!(counted[0], counted[1..4].iter().sum::<usize>(), "each is stated, claimed or has not happened");
}

#[test]
fn a_ledger_of_some_reports_is_read_from_those_alone() {
    if !has_model("a_ledger_of_some_reports_is_read_from_those_alone") {
        return;
    }
    let archive = Archive::open(&ARCHIVE.1).expect("the archive is there");
    let read = |reach: &Reach| archive.ledger_within(reach, &|| false).expect("it can be read").expect("in time");
    let whole = read(&Reach { most: 10_000, ..Reach::default() });
    assert_eq!(
        (whole.reports, &whole.entries),
        (whole.of, &archive.read_ledger(None, |_, _| ()).expect("a ledger").corrected(&[]))
    );
    let newest = read(&Reach { most: 12, ..Reach::default() });
    let [first, last] = newest.days.expect("days");
    assert_eq!((newest.reports, newest.of, last), (12, whole.of, whole.days.expect("days")[1]));
    assert!(newest.entries.iter().flat_map(|entry| &entry.told).all(|told| told.published >= Some(first)));
    let before = first.yesterday().expect("a day");
    let reach = Reach {
        until: Some(before),
        since: Some(before.saturating_sub(jiff::ToSpan::days(7))),
        most: 100,
        ..Reach::default()
    };
    let week = read(&reach);
    assert!(week.days.is_some_and(|[from, to]| Some(from) >= reach.since && to <= before), "{:?}", week.days);
    let earliest = read(&Reach { since: Some(before), most: 3, earliest: true, ..Reach::default() });
    assert!(earliest.reports == 3 && earliest.days.is_some_and(|[from, _]| from >= before && from <= first));
    for actor in ["GHA", "gha", "Ghana"] {
        let theirs = read(&Reach { actor: Some(actor.to_owned()), most: 10_000, ..Reach::default() });
        assert!((1..whole.of).contains(&theirs.reports) && !theirs.entries.is_empty(), "{actor}: {}", theirs.reports);
    }
    for odd in ["\"", "a\" OR \"b", "*", "nobody at all"] {
        assert_eq!(read(&Reach { actor: Some(odd.to_owned()), most: 9, ..Reach::default() }).entries, [], "{odd}");
    }
    assert!(archive.ledger_within(&Reach { most: 9, ..Reach::default() }, &|| true).expect("no fault").is_none());
}

#[test]
fn what_is_sent_with_a_request_has_a_size() {
    if !has_model("what_is_sent_with_a_request_has_a_size") {
        return;
    }
    let send = |bytes: &str| send(&router(None), asking("GET", "/about", &[("content-length", bytes)])).status;
    assert_eq!((send("1000000"), send("0")), (StatusCode::PAYLOAD_TOO_LARGE, StatusCode::OK));
}
