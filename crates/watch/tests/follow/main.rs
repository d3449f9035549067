//! Are feeds followed into an archive, whatever servers do? None is asked but one on this machine.

mod manners;
mod server;
mod shelf;

use std::fmt::Write;

use dateline_watch::Manners;
use jiff::SignedDuration;
use server::{Server, feed, write_answer};
use shelf::{Shelf, hurried, once, time_passes};

const PAGES: &str = "SELECT url, state FROM followed_pages ORDER BY url";
const TEXTS: &str = "SELECT title, text FROM kept ORDER BY rowid";

const DAM: &str = "The dam above Sundby held on Friday, the water board said.";
const FERRY: &str = "Owners and crews of the island ferries parted on Friday without an agreement.";

/// A server with a feed of two pages.
fn post() -> Server {
    let server = Server::new();
    server.page("/dam", "Dam holds", DAM);
    server.page("/ferry", "Ferry talks fail", FERRY);
    let (dam, ferry) = (server.url("/dam?utm_source=rss"), server.url("/ferry#comments"));
    server.gives("/rss", "ETag: \"one\"", feed(&[(&dam, "Dam holds"), (&ferry, "Ferry talks fail")]));
    server
}

#[test]
fn pages_of_a_feed_are_kept_once() {
    let server = post();
    let mut shelf = Shelf::new();
    let round = once(&mut shelf, &server.url("/rss"), hurried());
    assert_eq!((round.feeds, round.listed, round.kept.new, round.had_nothing()), (1, 2, 2, false));
    let mut texts = shelf.rows(TEXTS);
    texts.sort();
    assert_eq!(texts, [format!("Dam holds|{DAM}"), format!("Ferry talks fail|{FERRY}")]);
    let held = [server.url("/dam|held"), server.url("/ferry|held")];
    assert_eq!(shelf.rows(PAGES), held, "addresses without what counts readers");
    server.on("/rss", |stream, request| {
        let known = request.fields.get("if-none-match").is_some_and(|tag| tag == "\"one\"");
        write_answer(stream, if known { "304 Not Modified" } else { "500 No" }, "", b"")
    });
    server.forget();
    let round = once(&mut shelf, &server.url("/rss"), hurried());
    assert_eq!((round.unchanged_feeds, round.listed, round.kept.new, round.failed_feeds), (1, 0, 0, 0));
    assert_eq!(server.asked(), ["/rss"]);
}

#[test]
fn who_asks_says_so_and_takes_what_is_packed() {
    let server = post();
    let manners = hurried().with_contact("desk@post.example");
    server.gives(
        "/dam",
        "Content-Type: text/html\r\nContent-Encoding: gzip",
        gzip(server::page("Dam holds", DAM).as_bytes()),
    );
    let mut shelf = Shelf::new();
    once(&mut shelf, &server.url("/rss"), manners);
    assert_eq!(shelf.rows("SELECT text FROM kept WHERE url LIKE '%dam'"), [DAM]);
    let requests = server.requests();
    assert_eq!(requests.iter().map(|request| &*request.path).next(), Some("/robots.txt"), "that is asked for first");
    for request in requests {
        let agent = format!("dateline/{} (+desk@post.example)", env!("CARGO_PKG_VERSION"));
        assert_eq!((&request.fields["user-agent"], &*request.fields["accept-encoding"]), (&agent, "gzip"));
    }
}

#[test]
fn a_feed_that_changes_ids_names_no_new_pages() {
    let server = post();
    let mut shelf = Shelf::new();
    for visit in 0..4 {
        let item = |path: &str, title: &str| {
            let url = server.url(&format!("/{path}?utm_content={visit}&amp;fbclid=x{visit}"));
            format!("<item><guid>urn:{path}:{visit}</guid><title>{title}</title><link>{url}</link></item>")
        };
        let items = [item("dam", "Dam holds"), item("ferry", "Ferry talks fail")].concat();
        server.gives("/rss", "", format!("<rss><channel><title>Post</title>{items}</channel></rss>"));
        let round = once(&mut shelf, &server.url("/rss"), hurried());
        assert_eq!(round.listed, if visit == 0 { 2 } else { 0 });
    }
    assert_eq!(server.asked().iter().filter(|path| *path != "/rss").count(), 2);
}

#[test]
fn a_page_that_changed_becomes_a_version_when_it_is_asked_for_again() {
    let server = post();
    let manners = || Manners { revisits: vec![SignedDuration::from_hours(2); 2], ..hurried() };
    server.gives(
        "/dam",
        "Content-Type: text/html\r\nLast-Modified: Fri, 07 Mar 2031 09:00:00 GMT",
        server::page("Dam holds", DAM),
    );
    let mut shelf = Shelf::new();
    once(&mut shelf, &server.url("/rss"), manners());
    let next = shelf.rows("SELECT next_try FROM followed_pages WHERE url LIKE '%dam'").remove(0);
    assert!((7100..=7200).contains(&shelf::seconds_from_now(&next)), "{next}");
    server.on("/dam", |stream, request| {
        let known = request.fields.get("if-modified-since").is_some_and(|day| day == "Fri, 07 Mar 2031 09:00:00 GMT");
        write_answer(stream, if known { "304 Not Modified" } else { "500 No" }, "", b"")
    });
    let longer = format!("{FERRY} They meet again on Monday.");
    server.page("/ferry", "Ferry talks fail", &longer);
    time_passes(&shelf);
    let round = once(&mut shelf, &server.url("/rss"), manners());
    assert_eq!((round.unchanged, round.kept.new, round.kept.versions), (1, 1, 1));
    assert_eq!(shelf.rows("SELECT text FROM kept WHERE url LIKE '%ferry'"), [FERRY, &longer]);
    for _ in 0..3 {
        time_passes(&shelf);
        once(&mut shelf, &server.url("/rss"), manners());
    }
    assert_eq!(server.asked().iter().filter(|path| *path == "/dam").count(), 3, "two visits more, and no others");
}

#[test]
fn a_page_of_which_the_feed_tells_something_else_is_asked_for_again() {
    let server = post();
    let manners = |minutes| Manners { again: SignedDuration::from_mins(minutes), ..hurried() };
    let mut shelf = Shelf::new();
    once(&mut shelf, &server.url("/rss"), manners(0));
    let broke = "The dam above Sundby broke on Saturday, the water board said.";
    server.page("/dam", "Dam breaks", broke);
    let (dam, ferry) = (server.url("/dam"), server.url("/ferry"));
    server.gives("/rss", "", feed(&[(&dam, "Dam breaks"), (&ferry, "Ferry talks fail")]));
    server.forget();
    let round = once(&mut shelf, &server.url("/rss"), manners(30));
    assert_eq!((round.kept.new, server.asked().len()), (0, 1), "not so soon");
    time_passes(&shelf);
    let round = once(&mut shelf, &server.url("/rss"), manners(30));
    assert_eq!((round.kept.versions, server.asked().len()), (1, 3));
    assert_eq!(shelf.rows("SELECT text FROM kept WHERE url LIKE '%dam'"), [DAM, broke]);
}

#[test]
fn what_a_page_does_not_tell_the_feed_does() {
    let server = Server::new();
    server.gives("/1", "Content-Type: text/plain", DAM);
    let item = format!(
        "<entry><title>Dam holds</title><link href='{}'/><published>2031-03-07T10:00:00Z</published></entry>",
        server.url("/1")
    );
    server.gives("/atom", "", format!("<feed><title>Post</title>{item}</feed>"));
    let mut shelf = Shelf::new();
    once(&mut shelf, &server.url("/atom"), hurried());
    // What is published after it was fetched is the feed's mistake, and still what it says.
    assert_eq!(shelf.rows("SELECT title, published, text FROM kept"), [format!("Dam holds|2031-03-07|{DAM}")]);
}

#[test]
fn sitemaps_of_sitemaps_are_followed_and_what_is_old_is_left_out() {
    let server = post();
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    let entry = |path: &str, day: &str| format!("<url><loc>{}</loc><lastmod>{day}</lastmod></url>", server.url(path));
    let pages = [entry("/dam", &today.to_string()), entry("/old", "2001-01-01"), entry("/ferry", &today.to_string())];
    server.gives(
        "/news.xml.gz",
        "Content-Type: application/gzip",
        gzip(format!("<urlset>{}</urlset>", pages.concat()).as_bytes()),
    );
    let mut index = String::from("<sitemapindex>");
    for (path, day) in [("/news.xml.gz", &*today.to_string()), ("/archive.xml", "2001-01-01")] {
        let _ = write!(index, "<sitemap><loc>{}</loc><lastmod>{day}</lastmod></sitemap>", server.url(path));
    }
    server.gives("/sitemap.xml", "", index + "</sitemapindex>");
    let mut shelf = Shelf::new();
    let round = once(&mut shelf, &server.url("/sitemap.xml"), hurried());
    assert_eq!((round.feeds, round.listed, round.kept.new), (2, 2, 2));
    let mut asked = server.asked();
    asked[2..].sort();
    assert_eq!(asked, ["/sitemap.xml", "/news.xml.gz", "/dam", "/ferry"]);
}

#[test]
fn sitemaps_that_an_index_names_no_more_are_not_asked_until_it_names_them_again() {
    let server = post();
    let index = |tag: &str, names: &[&str]| {
        let named = names.iter().map(|name| format!("<sitemap><loc>{}</loc></sitemap>", server.url(name)));
        let index = format!("<sitemapindex>{}</sitemapindex>", named.collect::<String>());
        let tag = tag.to_owned();
        server.on("/index.xml", move |stream, request| {
            let known = request.fields.get("if-none-match") == Some(&tag);
            let status = if known { "304 Not Modified" } else { "200 OK" };
            write_answer(stream, status, &format!("ETag: {tag}"), if known { b"" } else { index.as_bytes() })
        });
    };
    for name in ["/a.xml", "/b.xml"] {
        server.gives(name, "", "<urlset></urlset>");
    }
    let mut shelf = Shelf::new();
    let mut asked = |url: &str| {
        server.forget();
        once(&mut shelf, &server.url(url), hurried());
        server.asked().join(" ")
    };
    index("\"one\"", &["/a.xml", "/b.xml"]);
    assert_eq!(asked("/index.xml"), "/index.xml /a.xml /b.xml");
    index("\"two\"", &["/b.xml"]);
    asked("/index.xml");
    assert_eq!(asked("/index.xml"), "/b.xml /index.xml");
    assert_eq!(asked("/rss"), "/rss /dam /ferry");
    assert_eq!(asked("/index.xml"), "/index.xml /b.xml", "what it names is asked for as soon as it was read");
}

#[test]
fn what_was_not_kept_is_fetched_again_and_what_was_is_not() {
    let server = post();
    let mut shelf = Shelf::new();
    shelf.fails_after = Some(1);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut watch = dateline_watch::Watch::new(shelf::feeds(&[server.url("/rss")]), hurried(), &stop);
    let error = watch.round(&mut shelf, true, &mut |_| {}).expect_err("the second page is not kept");
    assert_eq!(error.to_string(), "the disk is full");
    assert_eq!(shelf.rows("SELECT count(*), sum(state = 'held') FROM kept JOIN followed_pages USING (url)"), ["1|1"]);
    shelf.fails_after = None;
    server.forget();
    once(&mut shelf, &server.url("/rss"), hurried());
    assert_eq!((server.asked().len(), shelf.rows(TEXTS).len()), (2, 2), "the feed and one page");
}

#[test]
fn feeds_that_are_no_longer_named_are_not_asked() {
    let [first, second] = [post(), post()];
    let mut shelf = Shelf::new();
    once(&mut shelf, &first.url("/rss"), hurried());
    once(&mut shelf, &second.url("/rss"), hurried());
    let asked = first.asked().len();
    once(&mut shelf, &second.url("/rss"), hurried());
    assert_eq!(
        (first.asked().len(), shelf.rows("SELECT sum(followed), count(*) FROM followed_feeds")),
        (asked, vec!["1|2".into()])
    );
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("written to memory");
    encoder.finish().expect("written to memory")
}
