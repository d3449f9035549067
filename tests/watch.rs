//! Feeds followed into an archive, as its users meet it, from a server on this machine.
//!
//! What reads pages needs the model; without one those tests say so and pass.
#![cfg(feature = "http")]

mod program;
#[allow(dead_code, reason = "its bad manners are for the tests of the crate")]
#[path = "../crates/watch/tests/follow/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dateline_archive::store::forget;
use program::{dateline, has_model};
use rusqlite::Connection;
use server::{Server, feed, page, write_answer};
use tempfile::TempDir;

/// How often the command is killed.
const KILLS: u32 = 12;
/// Pages of the newspaper then.
const PAGES: usize = 20;
/// How long the server thinks before it sends a page: so that there is something to be killed in.
const THOUGHT: Duration = Duration::from_millis(25);

/// A server with a feed of so many pages, and a folder with a file of feeds that names it.
fn newspaper(pages: usize) -> (Server, TempDir) {
    let server = Server::new();
    let paths: Vec<String> = (1..=pages).map(|number| server.url(&format!("/{number}"))).collect();
    for number in 1..=pages {
        let text = format!(
            "SUNDBY, March 8 (Harbour Post) - Police arrested {number} men in Sundby on Friday after protesters attacked the \
             embassy of Norlund, the interior minister said.\n\"We will count to {number} and no further,\" Anna Berg told \
             reporters."
        );
        let page = page(&format!("Day {number} in Sundby"), &text);
        server.on(&format!("/{number}"), move |stream, _| {
            thread::sleep(THOUGHT);
            write_answer(stream, "200 OK", "Content-Type: text/html", page.as_bytes())
        });
    }
    server.gives("/rss", "ETag: \"one\"", feed(&paths.iter().map(|url| (url.as_str(), "Sundby")).collect::<Vec<_>>()));
    let folder = tempfile::tempdir().expect("a folder");
    let feeds =
        format!("contact = \"desk@post.example\"\ndelay = \"0s\"\n[[feed]]\nurl = \"{}\"\n", server.url("/rss"));
    fs::write(folder.path().join("feeds.toml"), feeds).expect("written");
    (server, folder)
}

fn watch(folder: &Path, arguments: &[&str]) -> Output {
    let arguments = [&["watch", "feeds.toml", "crisis.db", "--quick"], arguments].concat();
    dateline().args(arguments).current_dir(folder).output().expect("the program runs")
}

fn shown(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// All rows of an archive, table by table, but for the times at which they were made.
fn rows(archive: &Path) -> Vec<String> {
    let connection = Connection::open(archive).expect("a database");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";
    let mut names = connection.prepare(names).expect("a query");
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).expect("names").map(|name| name.expect("a name")).collect();
    let mut rows = Vec::new();
    for name in names {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{name}\"")).expect("a query");
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row| {
            let cell = |at| row.get::<_, rusqlite::types::Value>(at).map(|value| format!("{value:?}"));
            let cells: Result<Vec<String>, _> = (0..columns).map(cell).collect();
            Ok(format!("{name} {}", cells?.join("|")))
        };
        rows.extend(statement.query_map([], row).expect("rows").map(|row| row.expect("a row")));
    }
    rows.sort();
    rows
}

#[test]
fn a_feed_is_followed_into_an_archive_and_what_fails_is_shown() {
    if !has_model("a feed is followed") {
        return;
    }
    let (server, folder) = newspaper(3);
    server.says("/2", "404 Not Found", "");
    let (status, out, told) = shown(&watch(folder.path(), &["--once"]));
    assert!(status == Some(1) && told.contains("--allow-private") && out.is_empty(), "{told}");
    assert!(server.requests().is_empty());
    let (status, _, told) = shown(&watch(folder.path(), &["--once", "--allow-private"]));
    assert!(status == Some(0) && told.contains("3 new pages listed; 2 reports added; 1 put off; next at"), "{told}");
    assert!(told.contains("/2: missing: the server answered 404; again at"), "{told}");
    let (_, out, _) = shown(&watch(folder.path(), &["--status"]));
    assert!(out.contains("2 held, 1 wanted, 0 given up") && out.contains("wanted, failed once, missing"), "{out}");
    let output = dateline().args(["watch", "--status", "crisis.db"]).current_dir(folder.path()).output();
    assert_eq!(shown(&output.expect("the program runs")).1, out, "without the file of feeds");
    let archive = Connection::open(folder.path().join("crisis.db")).expect("a database");
    let count = |query: &str| -> i64 { archive.query_row(query, [], |row| row.get(0)).expect(query) };
    assert_eq!(count("SELECT count(*) FROM articles WHERE title LIKE 'Day % in Sundby'"), 2);
    assert!(count("SELECT count(*) FROM happenings") >= 2);
    let check = dateline().args(["check", "crisis.db"]).current_dir(folder.path()).output().expect("the program runs");
    assert!(check.status.success(), "{check:?}");
}

#[test]
fn a_page_that_is_edited_is_a_version() {
    if !has_model("a page that is edited") {
        return;
    }
    let (server, folder) = newspaper(1);
    watch(folder.path(), &["--once", "--allow-private"]);
    let text =
        "SUNDBY, March 8 (Harbour Post) - Police released 9 men in Sundby on Saturday, the interior minister said.";
    server.page("/1", "Day 1 in Sundby", text);
    let archive = Connection::open(folder.path().join("crisis.db")).expect("a database");
    let passed = "UPDATE followed_pages SET next_try = '2000-01-01T00:00:00.000Z' WHERE next_try IS NOT NULL";
    assert_eq!(archive.execute(passed, []).expect("a change"), 1, "it is asked for again later");
    let (_, _, told) = shown(&watch(folder.path(), &["--once", "--allow-private"]));
    assert!(told.contains("1 report added, 1 version of them"), "{told}");
    let edits: i64 = archive.query_row("SELECT count(*) FROM edits", [], |row| row.get(0)).expect("a count");
    assert!(edits > 0);
}

/// Ends a watch by force after this time; how many of its pages are held then.
fn killed(folder: &Path, after: Duration) -> i64 {
    let mut command = dateline();
    let arguments = ["watch", "feeds.toml", "crisis.db", "--quick", "--once", "--allow-private"];
    command.args(arguments).current_dir(folder).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program runs");
    thread::sleep(after);
    child.kill().expect("killed");
    child.wait().expect("ended");
    let archive = Connection::open(folder.join("crisis.db")).expect("a database");
    archive.query_row("SELECT count(*) FROM articles", [], |row| row.get(0)).unwrap_or_default()
}

#[test]
fn a_watch_that_is_killed_at_any_moment_loses_nothing() {
    if !has_model("a watch that is killed") {
        return;
    }
    let (_server, folder) = newspaper(PAGES);
    let archive = folder.path().join("crisis.db");
    let begun = Instant::now();
    assert!(watch(folder.path(), &["--once", "--allow-private"]).status.success());
    let long = begun.elapsed();
    let calm = rows(&archive);
    assert!(calm.len() > PAGES);
    forget(&archive);
    let (mut held, mut midst) = (0, 0);
    for kill in 0..KILLS {
        let now = killed(folder.path(), long.mul_f64(f64::from(kill * 37 % 80 + 15) / 100.0));
        assert!(now >= held, "what was committed stays: {held}, then {now}");
        held = now;
        midst += u32::from((1..PAGES as i64).contains(&now));
        if now == PAGES as i64 || kill + 1 == KILLS {
            assert!(watch(folder.path(), &["--once", "--allow-private"]).status.success());
            let rows = rows(&archive);
            assert!(rows == calm, "{} rows, {} where nothing was killed", rows.len(), calm.len());
            let check = dateline().args(["check", "crisis.db"]).current_dir(folder.path()).output();
            assert!(check.expect("the program runs").status.success());
            forget(&archive);
            held = 0;
        }
    }
    assert!(midst > KILLS / 4, "killed in the midst of it {midst} times");
}

#[test]
fn subscriptions_become_a_file_of_feeds() {
    let folder = tempfile::tempdir().expect("a folder");
    let opml: PathBuf = folder.path().join("feeds.opml");
    let outline = "<opml><body><outline text='Post' xmlUrl='https://post.example/rss'/></body></opml>";
    fs::write(&opml, outline).expect("written");
    let output = dateline().args(["watch", "--import"]).arg(&opml).output().expect("the program runs");
    let (status, out, _) = shown(&output);
    assert_eq!((status, &*out), (Some(0), "[[feed]]\nurl = \"https://post.example/rss\"\nname = \"Post\"\n"));
    fs::write(&opml, "<opml><body/></opml>").expect("written");
    let output = dateline().args(["watch", "--import"]).arg(&opml).output().expect("the program runs");
    let (status, out, told) = shown(&output);
    assert!(status == Some(1) && out.is_empty() && told.contains("names no feed"), "{told}");
    let (status, _, told) = shown(&dateline().args(["watch", "feeds.toml"]).output().expect("the program runs"));
    assert!(status == Some(2) && told.contains("ARCHIVE"), "{told}");
}
