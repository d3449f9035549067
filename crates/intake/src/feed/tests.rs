//! Feeds of many kinds, whole and broken.

use dateline::{Report, Source};

use super::read;
use crate::outcome::{FailureKind, Outcome};

const TEXT: &str = "Rain fell on Sundby on Friday, and boats stayed in port.";

fn all(feed: &str) -> Vec<Outcome> {
    read(feed.as_bytes(), &Source { id: "file".into(), ..Source::default() })
}

fn rss(item: &str) -> Report {
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Post</title><link>https://post.example/news/</link><item>{item}</item></channel></rss>"
    );
    all(&feed).remove(0).expect("a report")
}

#[test]
fn texts_are_whole_however_they_are_written() {
    for description in [
        TEXT.to_owned(),
        TEXT.replace("Sundby", "<em>Sundby</em>"),
        format!("<![CDATA[<p>{TEXT}</p>]]>"),
        format!("&lt;p&gt;{TEXT}&lt;/p&gt;&lt;img src='x' alt='Police shoot nine'&gt;"),
        format!("&amp;lt;p&amp;gt;{TEXT}&amp;lt;/p&amp;gt;"),
        format!("<![CDATA[&lt;p&gt;{TEXT}&lt;/p&gt;]]>"),
        format!("{TEXT} [&amp;#8230;]"),
    ] {
        let report = rss(&format!(
            "<media:title>A boat</media:title><title>Rain</title><description>{description}</description>"
        ));
        assert_eq!((report.text.as_str(), report.title.as_deref()), (TEXT, Some("Rain")), "{description}");
        assert_eq!((report.publisher.as_deref(), report.source.id.as_str()), (Some("Post"), "file:1"));
    }
}

#[test]
fn addresses_are_whole_and_of_the_web() {
    let url = |item: &str| rss(&format!("<description>{TEXT}</description>{item}")).source.url;
    assert_eq!(url("<link>/a/1</link>").as_deref(), Some("https://post.example/a/1"));
    assert_eq!(url("<link>../b?x=1&y=2</link>").as_deref(), Some("https://post.example/b?x=1&y=2"));
    assert_eq!(url("<link>\nhttps://post.example/\n1</link>").as_deref(), Some("https://post.example/1"));
    assert_eq!(url("<guid>https://post.example/7</guid>").as_deref(), Some("https://post.example/7"));
    for other in [
        "<link>javascript:alert(1)</link>",
        "<link>data:text/html,x</link>",
        "<guid isPermaLink=\"false\">https://a</guid>",
    ] {
        assert_eq!(url(other), None, "{other}");
    }
}

#[test]
fn days_are_local_and_one_that_cannot_be_read_is_told() {
    let report = rss(&format!("<description>{TEXT}</description><pubDate>Sat, 08 Mar 2031 23:30:00 -0500</pubDate>"));
    assert_eq!((report.published, report.warnings.len()), (Some(jiff::civil::date(2031, 3, 8)), 0));
    let report = rss(&format!("<description>{TEXT}</description><pubDate>Some day in March</pubDate>"));
    assert!(report.published.is_none() && report.warnings[0].contains("Some day in March"));
}

#[test]
fn atom_of_both_versions_is_read_and_an_entry_alone() {
    let content = |kind: &str, text: &str| {
        let entry = format!(
            "<entry xml:base=\"2031/\"><title>Rain</title><link rel=\"enclosure\" href=\"a.mp3\"/><link href=\"rain\"/><id>tag:1</id>\
             <issued>2031-03-08T23:30:00-05:00</issued><author><name>Anna Berg</name></author><content {kind}>{text}</content></entry>"
        );
        let feed =
            format!("<feed version=\"0.3\" xml:base=\"https://post.example/\"><title>Post</title>{entry}</feed>");
        let report = all(&feed).remove(0).expect("a report");
        assert_eq!(
            (report.source.id.as_str(), report.source.url.as_deref()),
            ("tag:1", Some("https://post.example/2031/rain"))
        );
        assert_eq!(
            (&report.authors[..], report.published),
            (&["Anna Berg".to_owned()][..], Some(jiff::civil::date(2031, 3, 8)))
        );
        assert!(all(&entry).remove(0).is_ok_and(|alone| alone.text == report.text));
        report.text
    };
    assert_eq!(content("type=\"text/html\" mode=\"escaped\"", &format!("&lt;p&gt;{TEXT}&lt;/p&gt;")), TEXT);
    assert_eq!(content("type=\"xhtml\"", &format!("<div><p>{TEXT}</p></div>")), TEXT);
    assert_eq!(content("type=\"text\"", "3 &lt; 4 on Sundby's scale"), "3 < 4 on Sundby's scale");
    assert_eq!(content("type=\"application/octet-stream\"", "UmFpbiBmZWxsLg=="), "Rain fell.");
    assert_eq!(content("mode=\"base64\"", "PHA+UmFpbiBmZWxsLjwvcD4="), "Rain fell.");
}

#[test]
fn a_broken_entry_costs_no_other() {
    let item = |text: &str| format!("<item><title>Rain</title><description>{text}</description></item>");
    let feed = format!("<rss><channel><title>Post</title>{}{}{}<item><ti", item(TEXT), item("<b>x"), item(TEXT));
    let outcomes = all(&feed);
    let kinds: Vec<_> =
        outcomes.iter().map(|outcome| outcome.as_ref().map_err(|failure| failure.kind).is_ok()).collect();
    assert_eq!(kinds, [true, false, true, false]);
    assert_eq!(outcomes[2].as_ref().expect("a report").publisher.as_deref(), Some("Post"));
    let failure = outcomes[3].as_ref().expect_err("cut short");
    assert!(failure.kind == FailureKind::Malformed && failure.message.contains("cut short"), "{failure}");
    assert_eq!(
        all("<rss><channel><title>Post</title></channel></rss>")[0].as_ref().map_err(|e| e.kind).err(),
        Some(FailureKind::NoReports)
    );
}

#[test]
fn encodings_are_found_where_none_is_declared() {
    let feed = format!(
        "<rss><channel><item><title>Caf\u{e9}</title><description>{TEXT} \u{e9}t\u{e9}</description></item></channel></rss>"
    );
    let latin: Vec<u8> = feed.chars().map(|c| c as u8).collect();
    let report = read(&latin, &Source::default()).remove(0).expect("a report");
    assert!(report.title.as_deref() == Some("Café") && report.warnings[0].contains("windows-1252"), "{report:?}");
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(feed.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&wide, &Source::default()).remove(0).expect("a report").title.as_deref(), Some("Café"));
}
