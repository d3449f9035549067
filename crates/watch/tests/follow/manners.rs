//! Are servers asked politely, and are those borne that are not polite themselves?

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dateline_watch::{Manners, Told, Watch};
use jiff::SignedDuration;

use crate::server::{Server, drip, endless, feed, hang_up};
use crate::shelf::{Shelf, feeds, hurried, once, seconds_from_now, time_passes};
use crate::{DAM, gzip, post};

const FAULTS: &str = "SELECT url, cause, state, next_try IS NULL FROM followed_pages ORDER BY url";

/// A server whose feed names these paths.
fn naming(paths: &[&str]) -> Server {
    let server = Server::new();
    let pages: Vec<(String, &str)> = paths.iter().map(|path| (server.url(path), *path)).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(url, title)| (url.as_str(), *title)).collect();
    server.gives("/rss", "", feed(&pages));
    server
}

/// What comes of each page: cause, state, whether it is not tried again.
const CASES: [(&str, &str); 17] = [
    ("/a-page", "-|held|1"),
    ("/bomb", "too_large|given_up|1"),
    ("/broken", "broken|wanted|0"),
    ("/drip", "timed_out|wanted|0"),
    ("/elsewhere", "private|given_up|1"),
    ("/empty", "no_text|wanted|0"),
    ("/endless", "too_large|given_up|1"),
    ("/failing", "server|wanted|0"),
    ("/file", "address|given_up|1"),
    ("/gone", "gone|given_up|1"),
    ("/huge", "too_large|given_up|1"),
    ("/loop", "redirects|given_up|1"),
    ("/missing", "missing|wanted|0"),
    ("/no-http", "malformed|wanted|0"),
    ("/paid", "denied|given_up|1"),
    ("/picture", "no_page|given_up|1"),
    ("/silent", "timed_out|wanted|0"),
];

/// A server that does all of it.
fn ruffian() -> Server {
    let server = naming(&CASES.map(|(path, _)| path));
    server.page("/a-page", "Dam holds", DAM);
    server.gives("/bomb", "Content-Type: text/html\r\nContent-Encoding: gzip", gzip(&vec![b' '; 50_000_000]));
    server.on("/broken", |stream, _| {
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>Rain")?;
        hang_up()
    });
    server.on("/drip", drip);
    server.says("/elsewhere", "302 Found", "Location: http://169.254.169.254/latest/meta-data/");
    server.gives("/empty", "Content-Type: text/html", "<html></html>");
    server.on("/endless", endless);
    server.says("/failing", "500 Internal Server Error", "");
    server.says("/file", "301 Moved", "Location: file:///etc/passwd");
    server.says("/gone", "410 Gone", "");
    server.on("/huge", |stream, _| {
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")?;
        hang_up()
    });
    server.says("/loop", "302 Found", "Location: /loop");
    server.on("/no-http", |stream, _| {
        stream.write_all(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")?;
        hang_up()
    });
    server.says("/paid", "402 Payment Required", "");
    server.gives("/picture", "Content-Type: image/png", b"\x89PNG\r\n\x1a\n".to_vec());
    server.on("/silent", |_, _| {
        thread::sleep(Duration::from_secs(2));
        hang_up()
    });
    server
}

#[test]
fn what_servers_do_to_us_is_a_row_with_its_cause_and_costs_no_other_page() {
    let server = ruffian();
    let mut shelf = Shelf::new();
    let round = once(&mut shelf, &server.url("/rss"), hurried());
    let wanted = CASES.map(|(path, row)| format!("{}|{row}", server.url(path)));
    assert_eq!(shelf.rows(FAULTS), wanted);
    assert_eq!((round.kept.new, round.put_off + round.given_up), (1, CASES.len() as u64 - 1));
    let given_up = shelf.rows("SELECT count(*) FROM followed_pages WHERE state = 'given_up'");
    assert_eq!(
        shelf.rows("SELECT count(*) FROM kept WHERE failure IS NOT NULL"),
        given_up,
        "and no other is a failure"
    );
}

#[test]
fn connections_that_are_not_safe_or_not_there_hold_their_host_back() {
    let plain = Server::new();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let https = plain.url("").replace("http:", "https:");
    let pages =
        [format!("{https}/1"), format!("{https}/2"), format!("http://{closed}/1"), format!("http://{closed}/2")];
    let server = Server::new();
    server.gives("/rss", "", feed(&pages.each_ref().map(|url| (url.as_str(), "A page"))));
    let mut shelf = Shelf::new();
    let round = once(&mut shelf, &server.url("/rss"), hurried());
    let causes = shelf.rows("SELECT url, cause FROM followed_pages WHERE cause IS NOT NULL ORDER BY cause");
    assert_eq!(causes, [format!("{https}/1|tls"), format!("http://{closed}/1|unreachable")], "the others were spared");
    assert_eq!(
        (round.put_off, shelf.rows("SELECT count(*) FROM followed_hosts WHERE failures = 1").remove(0)),
        (2, "2".into())
    );
    once(&mut shelf, &server.url("/rss"), hurried());
    assert_eq!(shelf.rows("SELECT max(failures) FROM followed_hosts"), ["1"], "nothing is asked of them for now");
}

#[test]
fn a_server_that_has_too_much_to_do_is_left_alone_as_long_as_it_wants() {
    let later = jiff::Timestamp::now().checked_add(SignedDuration::from_hours(3)).expect("a time");
    let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&later).expect("a time");
    for (status, after, seconds) in [
        ("429 Too Many Requests", "7200".to_owned(), 7100..=7200),
        ("503 Service Unavailable", date, 10_700..=10_800),
        ("429 Too Many Requests", "99999999".to_owned(), 86_300..=86_400),
        ("429 Too Many Requests", "soon".to_owned(), 80..=150),
    ] {
        let server = naming(&["/1", "/2", "/3"]);
        for path in ["/1", "/2", "/3"] {
            server.says(path, status, &format!("Retry-After: {after}"));
        }
        let mut shelf = Shelf::new();
        once(&mut shelf, &server.url("/rss"), hurried());
        assert_eq!(server.asked(), ["/rss", "/1"], "{after}");
        let until = shelf.rows("SELECT not_before FROM followed_hosts").remove(0);
        assert!(seconds.contains(&seconds_from_now(&until)), "{after}: {until}");
        once(&mut shelf, &server.url("/rss"), hurried());
        assert_eq!(server.asked().len(), 2, "its feed is left alone, too");
        time_passes(&shelf);
        server.page("/1", "Dam holds", DAM);
        once(&mut shelf, &server.url("/rss"), hurried());
        assert_eq!(shelf.rows("SELECT count(*) FROM kept"), ["1"]);
    }
}

#[test]
fn a_page_is_tried_with_growing_pauses_and_given_up_at_last() {
    let server = naming(&["/1"]);
    server.says("/1", "500 Internal Server Error", "");
    let mut shelf = Shelf::new();
    let mut pauses = Vec::new();
    for _ in 0..6 {
        once(&mut shelf, &server.url("/rss"), Manners { tries: 5, ..hurried() });
        let next = shelf.rows("SELECT next_try FROM followed_pages").remove(0);
        pauses.extend((next != "-").then(|| seconds_from_now(&next)));
        time_passes(&shelf);
    }
    let grown = [120, 240, 480, 960]
        .iter()
        .zip(&pauses)
        .all(|(pause, found)| (pause * 7 / 10..=pause * 13 / 10).contains(found));
    assert!(pauses.len() == 4 && grown, "{pauses:?}");
    let failure = shelf.rows("SELECT failure FROM kept").remove(0);
    assert_eq!(failure, "server: the server answered 500 (tried 5 times)");
    assert_eq!(server.asked().iter().filter(|path| *path == "/1").count(), 5);
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let server = naming(&["/open/1", "/closed/1", "/hop"]);
    server.gives("/robots.txt", "", "User-agent: *\nDisallow: /open\n\nUser-agent: Dateline\nDisallow: /closed/\n");
    server.page("/open/1", "Dam holds", DAM);
    server.says("/hop", "302 Found", "Location: /closed/2");
    let mut shelf = Shelf::new();
    once(&mut shelf, &server.url("/rss"), hurried());
    let rows = ["/closed/1|robots|given_up|1", "/hop|robots|given_up|1", "/open/1|-|held|1"];
    assert_eq!(shelf.rows(FAULTS), rows.map(|row| server.url(row)));
    assert!(!server.asked().iter().any(|path| path.starts_with("/closed")));
    for _ in 0..2 {
        once(&mut shelf, &server.url("/rss"), hurried());
    }
    let robots = |server: &Server| server.requests().iter().filter(|request| request.path == "/robots.txt").count();
    assert_eq!(robots(&server), 1, "it holds for a day");
    shelf.set("UPDATE followed_hosts SET robots_until = '2000-01-01T00:00:00.000Z'");
    once(&mut shelf, &server.url("/rss"), hurried());
    assert_eq!(robots(&server), 2);
}

#[test]
fn a_robots_txt_that_cannot_be_had_forbids_all_for_now() {
    let server = post();
    server.says("/robots.txt", "503 Service Unavailable", "");
    let mut shelf = Shelf::new();
    let round = once(&mut shelf, &server.url("/rss"), hurried());
    assert!(round.had_nothing() && server.asked().is_empty());
    let row = shelf.rows("SELECT cause, message FROM followed_feeds").remove(0);
    assert!(row.starts_with("busy|its robots.txt cannot be had"), "{row}");
    server.says("/robots.txt", "403 Forbidden", "");
    time_passes(&shelf);
    assert_eq!(once(&mut shelf, &server.url("/rss"), hurried()).kept.new, 2);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_pauses() {
    let paths = ["/1", "/2", "/3", "/4"];
    let [slow, quick] = [naming(&paths), naming(&paths)];
    for server in [&slow, &quick] {
        paths.iter().for_each(|path| server.page(path, "Dam holds", DAM));
    }
    slow.gives("/robots.txt", "", "User-agent: *\nCrawl-delay: 0.2\n");
    let stop = AtomicBool::new(false);
    let manners = Manners { delay: Duration::from_millis(50), ..hurried() };
    let mut shelf = Shelf::new();
    let mut watch = Watch::new(feeds(&[slow.url("/rss"), quick.url("/rss")]), manners, &stop);
    let round = watch.round(&mut shelf, true, &mut |_| {}).expect("a round");
    assert_eq!(round.kept.new, 8);
    for (server, pause) in [(&slow, 190), (&quick, 45)] {
        let asked = server.requests();
        // The robots.txt itself tells how long to wait behind it.
        let pauses: Vec<u128> = asked.windows(2).skip(1).map(|two| (two[1].at - two[0].at).as_millis()).collect();
        assert!(pauses.len() >= 4 && pauses.iter().all(|found| *found >= pause), "{pause}: {pauses:?}");
        assert_eq!(server.most_at_once(), 1);
    }
    let (first, last) = (&slow.requests()[0], &quick.requests()[5]);
    assert!(last.at < slow.requests()[5].at && first.at < last.at, "hosts do not wait for each other");
}

#[test]
fn addresses_at_home_are_not_asked_unless_that_is_allowed() {
    let server = post();
    let mut shelf = Shelf::new();
    for url in [server.url("/rss"), server.url("/rss").replace("127.0.0.1", "localhost")] {
        let round = once(&mut shelf, &url, Manners { allow_private: false, ..hurried() });
        assert!(round.had_nothing() && server.requests().is_empty());
        let rows = shelf.rows("SELECT cause, message LIKE '%--allow-private%' FROM followed_feeds WHERE followed");
        assert_eq!(rows, ["private|1"]);
    }
}

#[test]
fn what_is_going_on_ends_when_it_is_stopped() {
    let server = naming(&["/drip"]);
    server.on("/drip", drip);
    let stop = AtomicBool::new(false);
    let mut shelf = Shelf::new();
    let manners = Manners { patience: Duration::from_secs(50), longest: Duration::from_secs(50), ..hurried() };
    let begun = Instant::now();
    let round = thread::scope(|threads| {
        threads.spawn(|| {
            while server.asked().len() < 2 {
                thread::sleep(Duration::from_millis(10));
            }
            stop.store(true, Ordering::Relaxed);
        });
        let mut watch = Watch::new(feeds(&[server.url("/rss")]), manners, &stop);
        watch.round(&mut shelf, false, &mut |_| {}).expect("a round")
    });
    assert!(round.stopped && begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(
        shelf.rows("SELECT state, failures FROM followed_pages"),
        ["wanted|0"],
        "that is no failure of the page"
    );
}

#[test]
fn what_cannot_be_had_is_told_with_the_time_of_the_next_try() {
    let server = naming(&["/gone", "/failing"]);
    server.says("/gone", "410 Gone", "");
    server.says("/failing", "500 Internal Server Error", "");
    let stop = AtomicBool::new(false);
    let mut told = Vec::new();
    let mut tell = |event: Told<'_>| match event {
        Told::Failed { url, cause, again, .. } => told.push(format!("{url} {cause} {}", again.is_some())),
        Told::Feed { url, named, new, left_out } => told.push(format!("{url} {named} {new} {left_out}")),
        Told::So(_) => {}
    };
    let mut shelf = Shelf::new();
    let mut watch = Watch::new(feeds(&[server.url("/rss")]), hurried(), &stop);
    watch.round(&mut shelf, true, &mut tell).expect("a round");
    told.sort();
    assert_eq!(told, ["/failing server true", "/gone gone false", "/rss 2 2 0"].map(|told| server.url(told)));
}
