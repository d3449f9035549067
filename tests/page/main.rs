//! The pages of an archive as a browser gets them, without a socket between: what they show, link to, refuse and never show.
//!
//! Needs the model; without one the tests say so and pass.

mod asking;
mod by_hand;
mod exports;
mod kept;
#[path = "../program/mod.rs"]
mod program;
mod sums;
mod why;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use asking::{ARCHIVE, Answer, asking, get, router, send};
use axum::http::StatusCode;
use dateline_page::Settings;
use program::has_model;

/// The values of an attribute, as a browser reads them.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next());
    values
        .map(|value| value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"))
        .collect()
}

#[test]
fn every_link_leads_to_a_page_that_is_whole_and_safe() {
    if !has_model("every_link_leads_to_a_page_that_is_whole_and_safe") {
        return;
    }
    let router = router(None);
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut fragments: BTreeSet<(String, String)> = BTreeSet::new();
    while let Some(address) = waiting.pop_front().filter(|_| seen.len() < 400) {
        if seen.contains_key(&address) {
            continue;
        }
        let answer = get(&router, &address);
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        is_safe(&address, &answer);
        let mut ids = BTreeSet::new();
        if answer.header("content-type").starts_with("text/html") {
            let html = answer.text();
            is_well_made(&address, &html);
            ids.extend(attributes(&html, "id"));
            for (page, fragment) in links(&address, &html) {
                waiting.push_back(page.clone());
                fragments.extend((!fragment.is_empty()).then_some((page, fragment)));
            }
        }
        seen.insert(address, ids);
    }
    assert!(seen.len() > 100, "{} pages", seen.len());
    for (page, fragment) in fragments {
        if let Some(ids) = seen.get(&page) {
            assert!(ids.contains(&fragment), "{page} has nothing called {fragment}");
        }
    }
    for view in
        ["/timeline", "/parties", "/quotations", "/stories", "/ledger", "/map", "/failures", "/about", "/search"]
    {
        assert!(seen.contains_key(view) || get(&router, view).status == StatusCode::OK, "{view}");
    }
}

/// Addresses and fragments of a page's links to others of this server; the others lead to the web.
fn links(address: &str, html: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for link in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
        let (page, fragment) = link.split_once('#').unwrap_or((&link, ""));
        let page = if page.is_empty() { address } else { page };
        match page.starts_with('/') {
            true => links.push((page.to_owned(), fragment.to_owned())),
            false => assert!(page.starts_with("https://") || page.starts_with("http://"), "{address}: {link}"),
        }
    }
    links
}

fn is_safe(address: &str, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    for rule in
        ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(rule), "{address}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
    // Pages with a form are told where it comes from, others of this server and of the web are not.
    let referrer = if address.starts_with("/ledger/") { "same-origin" } else { "no-referrer" };
    assert_eq!(answer.header("referrer-policy"), referrer, "{address}");
    let folder = ARCHIVE.0.path().to_string_lossy().into_owned();
    let text = String::from_utf8_lossy(&answer.body);
    assert!(!text.contains(&folder), "{address} tells where the archive lies");
}

/// Nothing of a report has become markup.
fn is_well_made(address: &str, html: &str) {
    let scripts = html.matches("<script").count();
    assert_eq!((scripts, html.matches("<script src=\"/assets/page.js?").count()), (1, 1), "{address}");
    for evil in
        ["<img", "<iframe", "<b onclick", " style=\"", " onclick=", " onerror=", "href=\"javascript:", "\u{202E}"]
    {
        let plain = html.replace("&lt;b onclick=", "").replace("&lt;img src=x onerror=", "");
        assert!(!plain.contains(evil), "{address}: {evil}");
    }
    let mut ids = attributes(html, "id");
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "{address}: an id is there twice");
    let doubled = html.split('<').find(|tag| tag.split('>').next().unwrap_or("").matches(" class=\"").count() > 1);
    assert_eq!(doubled, None, "{address}: a browser takes the first class alone");
    assert_eq!(html.matches("<h1").count(), 1, "{address}");
    assert!(html.contains("To cite:"), "{address}");
}

#[test]
fn text_of_others_is_shown_as_text() {
    if !has_model("text_of_others_is_shown_as_text") {
        return;
    }
    let router = router(None);
    let found = get(&router, "/search?q=treaty").text();
    let evil = attributes(&found, "href").into_iter().filter(|link| link.starts_with("/article/"));
    let pages: Vec<String> = evil.map(|link| get(&router, &link).text()).collect();
    assert_eq!(pages.len(), 2);
    let whole = pages.join("");
    for shown in ["&lt;script&gt;alert('headline')", "&lt;iframe", "[U+202E]"] {
        assert!(whole.contains(shown), "{shown}");
    }
    assert!(whole.contains("rel=\"noopener noreferrer nofollow\""));
    assert!(whole.contains("class=\"h fact") || whole.contains("h fact\""), "acts are marked");
}

#[test]
fn the_ledger_shows_what_became_of_each_entry_and_where_it_stands() {
    if !has_model("the_ledger_shows_what_became_of_each_entry_and_where_it_stands") {
        return;
    }
    let router = router(None);
    let json =
        |address: &str| -> serde_json::Value { serde_json::from_slice(&get(&router, address).body).expect("JSON") };
    let all = json("/api/ledger")["rows"].as_array().expect("rows").clone();
    let open = all.iter().filter(|entry| entry["status"].is_null()).count();
    assert!(open > 0 && open < all.len(), "{open} of {}", all.len());
    assert_eq!(json("/api/ledger?open=yes")["rows"].as_array().map(Vec::len), Some(open));
    let kinds = ["demand", "promise", "threat", "refusal"].map(|kind| {
        let rows = json(&format!("/api/ledger?kind={kind}"))["rows"].as_array().expect("rows").clone();
        assert!(rows.iter().all(|entry| entry["kind"] == kind), "{kind}");
        rows.len()
    });
    assert_eq!(kinds.iter().sum::<usize>(), all.len());
    let csv = get(&router, "/api/ledger?format=csv");
    assert_eq!(csv::Reader::from_reader(&csv.body[..]).records().count(), all.len());

    let page = get(&router, "/ledger");
    is_well_made("/ledger", &page.text());
    let mut places = BTreeSet::new();
    for (address, fragment) in links("/ledger", &page.text()) {
        if address.starts_with("/article/") {
            let ids = attributes(&get(&router, &address).text(), "id");
            assert!(ids.contains(&fragment), "{address} has nothing called {fragment}");
            places.insert((address, fragment));
        }
    }
    assert!(places.len() > 10 && places.iter().any(|(_, fragment)| fragment != "text"), "{places:?}");
    let whole = format!("{}{}", page.text(), get(&router, "/ledger?cursor=30").text());
    for shown in ["open for ", "happening fact", "happening claim", "; score ", "/api/ledger?format=csv"] {
        assert!(whole.contains(shown), "{shown}");
    }
    assert!(get(&router, "/").text().contains("Open in the ledger"));
    assert!(get(&router, "/ledger?actor=nobody+of+this+name").text().contains("No entry is like that."));
    let evil = get(&router, "/ledger?since=2031-03-08&until=2031-03-08").text();
    assert!(evil.contains("&lt;") && !evil.contains("<b onclick") && !evil.contains("<img"), "{evil}");
}

#[test]
fn only_who_may_come_is_let_in() {
    if !has_model("only_who_may_come_is_let_in") {
        return;
    }
    let open = router(None);
    let host = |name: &str| send(&open, asking("GET", "/", &[("host", name)])).status;
    assert_eq!(host("localhost:8321"), StatusCode::OK);
    for other in ["evil.example:8321", "127.0.0.1:80", "127.0.0.1", "127.0.0.1.evil.example:8321", ""] {
        assert_eq!(host(other), StatusCode::MISDIRECTED_REQUEST, "{other}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = send(&open, asking(method, "/", &[]));
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        is_safe(method, &answer);
    }
    let head = send(&open, asking("HEAD", "/", &[]));
    assert!(head.status == StatusCode::OK && head.body.is_empty());

    let closed = router(Some("a-long-enough-word"));
    assert_eq!(get(&closed, "/").status, StatusCode::UNAUTHORIZED);
    assert_eq!(get(&closed, "/?token=a-long-enough-wore").status, StatusCode::UNAUTHORIZED);
    let let_in = get(&closed, "/timeline?event=AID&token=a-long-enough-word");
    assert_eq!((let_in.status, let_in.header("location")), (StatusCode::SEE_OTHER, "/timeline?event=AID"));
    let cookie = let_in.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let with = [("cookie", "other=1; dateline=a-long-enough-word"), ("host", "paper.example")];
    assert_eq!(send(&closed, asking("GET", "/", &with)).status, StatusCode::OK);
    for (host, token) in [("0.0.0.0", None), ("127.0.0.1", Some("short")), ("127.0.0.1", Some("twelve; letters"))] {
        let settings = Settings {
            host: host.parse().expect("an address"),
            port: 0,
            token: token.map(str::to_owned),
            read_only: false,
        };
        assert!(settings.check().is_err(), "{host} {token:?}");
    }
}

#[test]
fn what_is_not_there_or_not_understood_is_told_as_a_page() {
    if !has_model("what_is_not_there_or_not_understood_is_told_as_a_page") {
        return;
    }
    let router = router(None);
    for (address, status) in [
        ("/nothing", 404),
        ("/article/999", 404),
        ("/article/x", 404),
        ("/article/99999999999999999999", 404),
        ("/stories/9999", 404),
        ("/quotations/1/q999", 404),
        ("/timeline?since=yesterday", 400),
        ("/timeline?event=WAR", 400),
        ("/ledger?kind=wish", 400),
        ("/ledger?open=perhaps", 400),
        ("/api/ledger?format=exe", 400),
        ("/actor", 400),
        ("/search?q=%22", 400),
        ("/api/nothing", 404),
        ("/api/happenings?limit=0", 400),
        ("/api/happenings?cursor=x", 400),
        ("/api/happenings?format=exe", 400),
        ("/api/articles/999", 404),
        ("/assets/../Cargo.toml", 404),
    ] {
        let answer = get(&router, address);
        assert_eq!(answer.status.as_u16(), status, "{address}");
        is_safe(address, &answer);
        let told = answer.text();
        assert!(told.len() > 10 && !told.contains("SQL") && !told.contains(".rs"), "{address}: {told}");
    }
}

#[test]
fn odd_words_are_words() {
    if !has_model("odd_words_are_words") {
        return;
    }
    let router = router(None);
    for odd in ["%00", "'; DROP TABLE reports; --", "\" OR \"", "NEAR(", "*", "-", "\u{202E}", "%", "_"] {
        let words = odd.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        for path in [
            "/search?q=",
            "/quotations?q=",
            "/quotations?speaker=",
            "/actor?actor=",
            "/timeline?actor=",
            "/ledger?actor=",
            "/map?country=",
            "/parties?unfold=",
            "/timeline?by=",
            "/timeline?tone=",
            "/api/happenings?report=",
            "/api/copies?story=",
            "/api/search?q=",
            "/api/ledger?entry=",
        ] {
            let status = get(&router, &format!("{path}{words}")).status;
            assert!(status == StatusCode::OK || status == StatusCode::BAD_REQUEST, "{path}{odd}: {status}");
        }
    }
}

#[test]
fn programs_get_every_row_once() {
    if !has_model("programs_get_every_row_once") {
        return;
    }
    let router = router(None);
    let json =
        |address: &str| -> serde_json::Value { serde_json::from_slice(&get(&router, address).body).expect(address) };
    for table in ["articles", "happenings", "quotations", "actors"] {
        let all = json(&format!("/api/{table}?limit=10000"));
        assert_eq!(all["next"], serde_json::Value::Null);
        let all = all["rows"].as_array().expect("rows").clone();
        let (mut paged, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = json(&format!("/api/{table}?limit=7&cursor={cursor}"));
            paged.extend(page["rows"].as_array().expect("rows").clone());
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => break,
            }
        }
        assert!(paged == all && !all.is_empty(), "{table}");
        let csv = get(&router, &format!("/api/{table}?format=csv&limit=10000"));
        assert_eq!(csv::Reader::from_reader(&csv.body[..]).records().count(), all.len(), "{table}");
        assert_eq!(&get(&router, &format!("/api/{table}?format=parquet")).body[..4], b"PAR1");
    }
    let facts = json("/api/happenings?standing=fact&limit=10000")["rows"].as_array().expect("rows").len();
    let claims = json("/api/happenings?standing=claim&limit=10000")["rows"].as_array().expect("rows").len();
    let unreal = json("/api/happenings?standing=unreal&limit=10000")["rows"].as_array().expect("rows").len();
    let all = json("/api/happenings?limit=10000")["rows"].as_array().expect("rows").len();
    assert_eq!(facts + claims + unreal, all);
}

#[test]
fn a_browser_keeps_what_has_not_changed() {
    if !has_model("a_browser_keeps_what_has_not_changed") {
        return;
    }
    let router = router(None);
    let first = get(&router, "/timeline");
    let mark = first.header("etag").to_owned();
    let again = send(&router, asking("GET", "/timeline", &[("if-none-match", &mark)]));
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    is_safe("/timeline", &again);
    assert_ne!(get(&router, "/map").header("etag"), mark);
    let packed = send(&router, asking("GET", "/timeline", &[("accept-encoding", "gzip")]));
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() * 2 < first.body.len());
}
