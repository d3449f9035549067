//! Kinds of pages, several of each: what is read from them, and what is not.

use jiff::civil::{Date, date};

use super::read;
use crate::carrier::Carrier;
use crate::outcome::{FailureKind, Outcome};

const FIRST: &str =
    "The council of the islands decided on Monday to move the lamp of the old tower to a museum in Skarvik.";
const SECOND: &str = "Keeper Ola Nord said that he had lit it every evening for thirty years and would miss the climb.";
const THIRD: &str =
    "The tower itself will be sold to a cook, who wants to open an inn of nine rooms there next summer.";

/// What links lead to, and what teasers tell.
const OTHER: [&str; 3] = [
    "Pirates seize a tanker off the cape",
    "Why the envoy of Elland was expelled",
    "Court jails a governor for nine years",
];

fn story() -> String {
    [FIRST, SECOND, THIRD].map(|text| format!("<p>{text}</p>")).concat()
}

fn outcome(head: &str, body: &str) -> Outcome {
    let page =
        format!("<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>");
    read(&page, dateline::Source::default(), &Carrier::default())
}

/// The paragraphs of the page's text.
fn text(body: &str) -> Vec<String> {
    let report = outcome("<title>Lamp to move</title>", body).expect("a report");
    report.text.split("\n\n").map(str::to_owned).collect()
}

fn published(head: &str, body: &str) -> Option<Date> {
    outcome(head, body).expect("a report").published
}

#[test]
fn links_to_other_reports_are_no_paragraphs() {
    let [one, two, three] = OTHER;
    for within in [
        format!("<ul><li><a href=/1>{one}</a></li><li><a href=/2>{two}</a></li></ul>"),
        format!("<section class=inline-box><h3>Recommended Stories</h3><ul><li><a href=/1>{one}</a></ul></section>"),
        format!("<div class=c-relatedStories><h4>{one}</h4><p>{two} and {three}, say the guards of both.</p></div>"),
        format!("<p><strong>ALSO READ: <a href=/1>{one}</a></strong></p>"),
        format!("<p><a href=/1>{one}</a></p>"),
        "<p>Read more: <a href=/1>Pirates</a></p>".to_owned(),
        format!("<p>Watch: {one}</p>"),
        format!("<p>LISTEN: {two}</p>"),
        "<p>This article was first published on 1 March 2031.</p>".to_owned(),
        "<div data-component=byline-block><time>8 March 2031</time><div>Ola Nord<br>BBC News, Skarvik</div></div>"
            .to_owned(),
        format!(
            "<div><div><a href=/1>{one}</a></div><div><a href=/2>{two}</a></div><div><a href=/3>{three}</a></div></div>"
        ),
        format!("<aside><h3>More on this story</h3><p><a href=/1>{one}</a> {two} {three}</p></aside>"),
        format!(
            "<div><div><a href=/1><h4>{one}</h4></a><p>A crew of nine.</p></div>\
             <div><a href=/2><h4>{two}</h4></a><p>He left at dawn.</p></div></div>"
        ),
    ] {
        let page =
            format!("<article><h1>Lamp to move</h1><p>{FIRST}</p><p>{SECOND}</p>{within}<p>{THIRD}</p></article>");
        assert_eq!(text(&page), [FIRST, SECOND, THIRD], "{within}");
    }
}

#[test]
fn lists_that_tell_something_stay() {
    let list = |items: &str| format!("<article><h1>Lamp to move</h1>{}<p>The rooms:</p>{items}</article>", story());
    let rooms =
        text(&list("<ul><li>The kitchen</li><li>The watch room</li><li>The oil store</li><li>The loft</li></ul>"));
    assert_eq!(rooms[4..], ["The kitchen", "The watch room", "The oil store", "The loft"]);
    let cited = text(&list(
        "<ul><li>The <a href=/k>kitchen</a> goes to the cook's sister.</li><li>The loft goes to nobody.</li></ul>",
    ));
    assert_eq!(cited[4..], ["The kitchen goes to the cook's sister.", "The loft goes to nobody."]);
}

#[test]
fn what_stands_beside_the_story_is_no_part_of_it() {
    for beside in [
        "<div class=newsletter-signup><p>Our letter comes every morning at six, with all that the islands talk about.</p></div>",
        "<figure><img src=x><figcaption>Guards shot at a crowd in Elland in 2019. Photo: Jon Lie</figcaption></figure>",
        "<div class='cookie-banner'><p>The site stores what you read on your device, as its partners do, for a year.</p></div>",
        "<p>We use cookies and other means to improve your experience. Accept all?</p>",
        "<div class=author-bio><p>Anna Berg has written about towers and their keepers since she was nineteen.</p></div>",
        "<select><option>All islands<option>Elland<option>Skarvik</select>",
        "<div id=comments><h3>Comments</h3><p>The keeper stole the oil, and everybody in the harbour knew it all along.</p></div>",
        "<details class=CommentBox open><p>The keeper stole the oil, and everybody in the harbour knew it all.</p></details>",
        "<div hidden><p>This text is shown to those who press a button that no reader has ever pressed.</p></div>",
        "<p>Advertisement</p>",
    ] {
        for page in [
            format!("<main><h1>Lamp to move</h1><div class=body>{}{beside}</div></main>", story()),
            format!("<main><h1>Lamp to move</h1><div class=body>{}</div></main>{beside}", story()),
            format!(
                "<table><tr><td class=sidebar><a href=/>Home</a> <a href=/a>Archive</a><td><h1>Lamp to move</h1>{}{beside}</table>",
                story()
            ),
        ] {
            assert_eq!(text(&page), [FIRST, SECOND, THIRD], "{page}");
        }
    }
}

#[test]
fn a_story_in_bare_blocks_is_found() {
    let menu: String =
        (0..40).map(|i| format!("<div><a href=/{i}>Section number {i} of the paper</a></div>")).collect();
    let others: String = (0..40)
        .map(|i| format!("<div><span>17:{i}</span> <a href=/n{i}>Another headline of the day, number {i}</a></div>"))
        .collect();
    for told in [
        format!("<div><div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div></div>"),
        format!("<div><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>"),
    ] {
        let page = format!("<div>{menu}</div><div><h1>Lamp to move</h1>{told}</div><div>{others}</div>");
        assert_eq!(text(&page), [FIRST, SECOND, THIRD]);
    }
    assert_eq!(text(&format!("<h1>Lamp to move</h1><div>{FIRST}</div><footer>© 2029</footer>")), [FIRST]);
}

#[test]
fn of_several_articles_the_one_of_the_headline_is_told() {
    let other =
        "<p>The bakers of the eastern harbour will go on strike on Friday, their union said in a letter to all.</p>";
    for page in [
        format!(
            "<article><h1>Lamp to move</h1>{0}</article><article><h1>Bakers to strike</h1>{1}</article>",
            story(),
            other.repeat(6)
        ),
        format!(
            "<main><article><h1>Lamp to move</h1>{0}</article></main><div><article><h2>Bakers to strike</h2>{1}</article></div>",
            story(),
            other.repeat(6)
        ),
        format!(
            "<div class=post><h1>Lamp to move</h1>{0}</div><div class=post><h2>Bakers to strike</h2>{1}</div>",
            story(),
            other.repeat(6)
        ),
    ] {
        assert_eq!(text(&page), [FIRST, SECOND, THIRD], "{page}");
    }
    let sections = format!(
        "<section class=article-head><h1>Lamp to move</h1><p>{FIRST}</p></section>\
         <section class=article-text><h2>Thirty years</h2><p>{SECOND}</p><p>{THIRD}</p></section>"
    );
    let parts = text(&sections);
    assert!([FIRST, SECOND, THIRD].iter().all(|told| parts.iter().any(|part| part == told)), "parts of one article");
    let blog = format!(
        "<article><h1>Lamp to move</h1><div><div class=post><time>12:00</time><p>{FIRST}</p></div>\
         <div class=post><time>11:00</time><p>{SECOND}</p></div></div></article>"
    );
    assert_eq!(text(&blog), [FIRST, SECOND], "posts are told once");
}

#[test]
fn pages_without_a_report_are_failures() {
    let teasers: String = OTHER
        .iter()
        .chain(&OTHER)
        .map(|title| format!("<article><h2><a href=/{}>{title}</a></h2><p>A word on it.</p></article>", title.len()))
        .collect();
    let cards: String = OTHER
        .iter()
        .chain(&OTHER)
        .map(|title| format!("<li><a href=/{}>{title}</a><p>A word on it.</p></li>", title.len()))
        .collect();
    let headed: String = OTHER
        .iter()
        .chain(&OTHER)
        .map(|title| format!("<h3><a href=/{}>{title}</a></h3><p>A word on it.</p>", title.len()))
        .collect();
    for body in [
        format!("<main><h1>World news</h1>{teasers}</main>"),
        format!("<main><h1>World news</h1><ul>{cards}</ul></main>"),
        format!("<main><h1>World news</h1><div>{headed}</div></main>"),
        "<p>Please verify that you are a human to go on. We have seen unusual traffic from your network.</p>".into(),
        "<div><h1>Just a moment...</h1><p>Checking your browser before the page is shown to you.</p></div>".into(),
        "<h1>Lamp to move</h1><p>This site uses cookies for its own ends and those of others; you may accept or refuse.</p>".into(),
        format!("<h1>Lamp to move</h1><p>{FIRST}</p><div><p>To continue reading, subscribe or log in.</p></div>"),
        "<h1>Lamp to move</h1><p>This story is for subscribers only.</p><p>Already a subscriber? Log in</p>".into(),
        "<h1>Page not found</h1><p>The page you are looking for does not exist.</p>".into(),
        "<p>Our website is unavailable in your region due to legal reasons.</p>".into(),
    ] {
        let kind = outcome("<title>Lamp to move</title>", &body).map_err(|failure| failure.kind);
        assert_eq!(kind.map(|report| report.text), Err(FailureKind::NoText), "{body}");
    }
}

#[test]
fn the_beginning_of_a_story_for_subscribers_has_a_warning() {
    let body = format!("<article><h1>Lamp to move</h1>{}<p>Subscribe to read the full story.</p></article>", story());
    let report = outcome("<title>Lamp to move</title>", &body).expect("a report");
    assert!(report.text.ends_with(THIRD) && report.warnings[0].contains("subscribers"), "{report:?}");
}

#[test]
fn the_day_is_that_which_the_page_declares_or_prints_for_its_story() {
    let told = format!("<article><h1>Lamp to move</h1>{}</article>", story());
    let meta = |name: &str, day: &str| format!("<meta property='{name}' content='{day}'>");
    let august = Some(date(2031, 8, 4));
    for head in [
        meta("article:published_time", "2031-08-04T23:30:00-07:00"),
        meta("article:published_time", "Mon, 08/04/2031 - 17:57") + &meta("article:modified_time", "2031-08-09"),
        meta("publish-date", "August 4, 2031 5:57 PM") + &meta("og:updated_time", "2031-08-09"),
        meta("DC.date.issued", "4. August 2031") + &meta("article:modified_time", "09.08.2031"),
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Lamp to move\", \
         \"dateModified\": \"2031-08-09\", \"datePublished\": \"04 Aug 2031\"}</script>"
            .to_owned(),
    ] {
        assert_eq!(published(&head, &told), august, "{head}");
    }
    for printed in [
        "<time datetime='2031-08-04T21:30:00-07:00'>yesterday</time>",
        "<p class=dateline>Published 4 August 2031, 09:30</p>",
        "<p>Posted by the editor on <abbr class=published title='2031-08-04T00:23:00'>Monday</abbr></p>",
        "<p>4 August 2031</p>",
        "<div>By Anna Berg | Aug. 4, 2031</div>",
        "<span itemprop=datePublished content=2031-08-04></span>",
        "<p>Updated August 9, 2031. Published August 4, 2031.</p>",
    ] {
        let page = told.replace("</h1>", &format!("</h1>{printed}"));
        assert_eq!(published("", &page), august, "{printed}");
    }
}

#[test]
fn other_days_on_a_page_are_not_its_own() {
    for other in [
        "<footer>© 2029 Harbour Post</footer>",
        "<div class=site-footer>Copyright 2001-2029</div>",
        "<aside><h3>Most read</h3><ul><li><a href=/a>A bridge falls</a> <time datetime=2029-01-02>2 January 2029</time></ul></aside>",
        "<div class=most-popular><p><a href=/a>A bridge falls</a> <time datetime=2029-01-02></time></p></div>",
        "<div id=comments><div class=comment><p>A sad day.</p><time datetime=2029-02-03>3 February 2029</time></div></div>",
        "<p>The tower burned down on 3 March 2015.</p>",
        "<p>It was the worst storm since May 2014, and the tower of 1911 stood.</p>",
    ] {
        let page = format!("<article><h1>Lamp to move</h1>{}</article>{other}", story());
        assert_eq!(published("<title>Lamp to move</title>", &page), None, "{other}");
    }
    let url = dateline::Source { url: Some("https://post.example/2014/lamp".into()), ..Default::default() };
    let page = format!("<html><body><h1>Lamp to move</h1>{}</body></html>", story());
    assert_eq!(read(&page, url, &Carrier::default()).expect("a report").published, None, "a year is no day");
    let changed = outcome("<meta property='article:modified_time' content='2031-08-09'>", &page).expect("a report");
    assert_eq!((changed.published, changed.warnings.len()), (Some(date(2031, 8, 9)), 1));
}

#[test]
fn the_lead_stands_before_the_story() {
    let lead = "A cook buys the tower of the outer islands, and its lamp goes to Skarvik.";
    let summary = format!("<title>Lamp to move</title><meta property='og:description' content='{lead}'>");
    for (head, printed) in [
        (summary.as_str(), format!("<header><h1>Lamp to move</h1><h2>{lead}</h2></header>")),
        (
            "<title>Lamp to move</title>",
            format!("<header><h1>Lamp to move</h1><p class=standfirst>{lead}</p></header>"),
        ),
    ] {
        let body = format!("<main>{printed}<div class=article-body>{}</div></main>", story());
        let report = outcome(head, &body).expect("a report");
        assert_eq!(report.text.split("\n\n").collect::<Vec<_>>(), [lead, FIRST, SECOND, THIRD], "{printed}");
    }
}
