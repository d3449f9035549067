//! Every view has its rows for programs, and they are those that it shows.

use std::collections::BTreeSet;

use axum::Router;
use axum::http::StatusCode;

use crate::asking::{get, router};
use crate::program::has_model;
use crate::{attributes, is_well_made};

fn rows(router: &Router, address: &str) -> Vec<serde_json::Value> {
    let answer = get(router, address);
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    let json: serde_json::Value = serde_json::from_slice(&answer.body).expect(address);
    json["rows"].as_array().cloned().unwrap_or_else(|| vec![json])
}

/// Where a view has its rows.
fn exported(router: &Router, view: &str) -> String {
    let page = get(router, view);
    assert_eq!(page.status, StatusCode::OK, "{view}");
    is_well_made(view, &page.text());
    let links = attributes(&page.text(), "href");
    let form = |form: &str| {
        let ending = format!("format={form}");
        links.iter().find(|link| link.starts_with("/api/") && link.ends_with(&ending)).cloned()
    };
    for format in ["csv", "parquet"] {
        let address = form(format).unwrap_or_else(|| panic!("{view} has no {format}"));
        let answer = get(router, &address);
        assert!(answer.status == StatusCode::OK && answer.header("content-type").contains(format), "{address}");
    }
    form("json").unwrap_or_else(|| panic!("{view} has no JSON"))
}

/// The reports that a list leads to.
fn shown(router: &Router, view: &str) -> BTreeSet<u64> {
    let links = attributes(&get(router, view).text(), "href");
    let number = |link: &String| link.strip_prefix("/article/")?.split(['#', '/']).next()?.parse().ok();
    links.iter().filter_map(number).collect()
}

#[test]
fn every_view_has_its_rows_in_three_forms() {
    if !has_model("every_view_has_its_rows_in_three_forms") {
        return;
    }
    let router = router(None);
    let one = |address: &str, filter: fn(&serde_json::Value) -> bool| {
        rows(&router, address).into_iter().find(filter).unwrap_or_else(|| panic!("{address} has no such row"))
    };
    let story = one("/api/stories", |row| row["reports"].as_i64() > Some(1))["story"].to_string();
    let said = one("/api/said", |row| row["speaker"].is_string());
    let before = format!("/quotations/{}/{}", said["report"], said["quotation_id"].as_str().expect("a name"));
    let entry = one("/api/ledger", |_| true)["entry"].as_str().expect("a name").to_owned();
    for view in [
        "/",
        "/article/1",
        "/timeline?by=score",
        "/parties?unfold=TGO",
        "/parties?unfold=TGO+GOV",
        "/parties?by=month",
        "/actor?actor=TGO",
        "/quotations",
        &before,
        "/stories",
        &format!("/stories/{story}"),
        "/ledger",
        &format!("/ledger/{entry}"),
        "/map",
        "/search?q=police",
        "/failures",
        "/about",
    ] {
        let data = exported(&router, view);
        assert!(!rows(&router, &data).is_empty(), "{view}: {data}");
    }
}

#[test]
fn a_search_is_exported_as_it_is_shown() {
    if !has_model("a_search_is_exported_as_it_is_shown") {
        return;
    }
    let router = router(None);
    for view in [
        "/search?q=border&event=ASSAULT",
        "/search?country=GHA&since=2026-03-20",
        "/quotations?q=border&until=2026-03-15",
    ] {
        let found = rows(&router, &exported(&router, view));
        let exported: BTreeSet<u64> = found.iter().filter_map(|row| row["report"].as_u64()).collect();
        let shown = shown(&router, view);
        assert!(!shown.is_empty() && (shown == exported || found.len() > 30), "{view}: {shown:?} {exported:?}");
    }
}

#[test]
fn who_to_whom_unfolds_to_those_who_are_named_and_into_months() {
    if !has_model("who_to_whom_unfolds_to_those_who_are_named_and_into_months") {
        return;
    }
    let router = router(None);
    let sum =
        |address: &str| -> i64 { rows(&router, address).iter().filter_map(|row| row["happenings"].as_i64()).sum() };
    let sides = |address: &str| -> BTreeSet<String> {
        let rows = rows(&router, address);
        rows.iter()
            .flat_map(|row| ["who", "whom"].map(|side| row[side].as_str().unwrap_or_default().to_owned()))
            .collect()
    };
    let all = sum("/api/parties");
    for (unfold, part) in [("TGO", "TGO GOV"), ("TGO+GOV", "TGO MIL")] {
        let address = format!("/api/parties?unfold={unfold}");
        assert_eq!(sum(&address), all, "{unfold}");
        assert!(sides(&address).contains(part), "{unfold}");
    }
    let named = sides("/api/parties?unfold=TGO+GOV");
    assert!(!named.contains("TGO GOV") && named.iter().any(|name| name.len() > 7), "{named:?}");
    let shown = get(&router, "/parties?unfold=TGO+GOV").text();
    let name = named.iter().find(|name| name.len() > 7 && shown.contains(name.as_str())).expect("somebody is shown");
    assert!(shown.contains("/parties?unfold=TGO\"") && shown.contains("/parties?unfold=GHA\""), "{name}");

    // Beside its sectors a country is what no sector is told of.
    let alone = rows(&router, "/api/parties?unfold=TGO").into_iter().find(|row| row["who"] == "TGO").expect("a rest");
    let cell = format!("/api/happenings?from=TGO%3D&to={}", alone["whom"].as_str().expect("one"));
    assert_eq!(alone["happenings"], rows(&router, &cell).len());
    assert!(get(&router, "/parties?unfold=TGO").text().contains("from=TGO%3D"));
}

#[test]
fn a_month_beside_others_has_its_own_happenings() {
    if !has_model("a_month_beside_others_has_its_own_happenings") {
        return;
    }
    let router = router(None);
    let months = rows(&router, "/api/parties?by=month");
    let march = months.iter().find(|row| row["month"] == "2026-03" && row["who"] == "GHA").expect("a month");
    let cell = format!(
        "/api/happenings?from=GHA&to={}&since=2026-03-01&until=2026-03-31",
        march["whom"].as_str().expect("one")
    );
    let counted = rows(&router, &cell).iter().filter(|row| row["actor"].is_string()).count() as i64;
    assert_eq!(march["happenings"], counted);
    assert!(get(&router, "/parties").text().contains("since=2026-03-01&amp;until=2026-03-31"));
}

#[test]
fn what_is_described_answers_in_three_forms() {
    if !has_model("what_is_described_answers_in_three_forms") {
        return;
    }
    let router = router(None);
    let json =
        |address: &str| -> serde_json::Value { serde_json::from_slice(&get(&router, address).body).expect(address) };
    let description = json("/api/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let said = &json("/api/quotations?limit=1000")["rows"];
    let said = said.as_array().expect("rows").iter().find(|row| row["speaker"].is_string()).expect("somebody spoke");
    let (report, quotation) = (said["report"].to_string(), said["quotation_id"].as_str().expect("a name"));
    for path in description["paths"].as_object().expect("paths").keys() {
        let path = path.replace("{report}", &report).replace("{quotation}", quotation);
        for form in ["json", "csv", "parquet"] {
            let answer = get(&router, &format!("{path}?format={form}"));
            let kind = answer.header("content-type");
            assert!(
                answer.status == StatusCode::OK && kind.contains(form),
                "{path} as {form}: {} {kind}",
                answer.status
            );
        }
        assert!(
            !String::from_utf8_lossy(&get(&router, &path).body).contains("\"path\":"),
            "{path} tells where files lie"
        );
    }
}

#[test]
fn a_timeline_is_stacked_by_event_or_by_score() {
    if !has_model("a_timeline_is_stacked_by_event_or_by_score") {
        return;
    }
    let router = router(None);
    let sum =
        |address: &str| -> i64 { rows(&router, address).iter().filter_map(|row| row["happenings"].as_i64()).sum() };
    assert_eq!(sum("/api/timeline?by=score"), sum("/api/timeline"));
    let page = get(&router, "/timeline?by=score&country=GHA").text();
    for shown in ["bar ev-strong-conflict", "bar ev-cooperation", "tone=strong-conflict", "in GHA", "line-independent"]
    {
        assert!(page.contains(shown), "{shown}");
    }
    let hostile = rows(&router, "/api/happenings?tone=strong-conflict&limit=10000");
    assert!(!hostile.is_empty() && hostile.iter().all(|row| row["score"].as_f64() <= Some(-6.0)));
    // What is asked for beside the fields of a form stays so when it is sent.
    assert!(page.contains("type=\"hidden\" name=\"by\" value=\"score\""));
}
