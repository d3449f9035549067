use crate::article::Article;
use crate::codebook::Codebook;
use crate::desk::Desk;
use crate::parses;
use crate::reading::{filled, parts};
use crate::report::Report;

/// The country of each sentence, and the words that tell it.
fn read(report: &Report) -> Vec<(String, String)> {
    let codebook = Codebook::built_in();
    let article = Article::of(report, &codebook);
    let doc = parses::doc(&article.text, &parts(&article));
    let desk: Desk<'_> = filled(&article, &doc, &codebook);
    let settings = desk.doc.sentences().filter_map(|sentence| desk.setting.at(sentence.tokens().next()?));
    let told = |setting: &crate::desk::Setting| {
        let words = setting.told_by.map_or("", |bytes| &article.text[bytes.range()]);
        (setting.country.clone(), words.to_owned())
    };
    settings.map(told).collect()
}

fn countries(text: &str) -> Vec<String> {
    read(&Report::new(text)).into_iter().map(|(country, _)| country).collect()
}

#[test]
fn a_dateline_tells_where_a_report_plays() {
    let text =
        "BERGEN, July 19 (UPI) - Police cleared the quay on Tuesday.\n\nThe crews went home. A court will hear them.";
    let told = read(&Report::new(text));
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|(country, words)| country == "NOR" && words == "BERGEN"), "{told:?}");
}

#[test]
fn of_two_countries_the_nearer_one_counts() {
    let told = countries(
        "Floods along the Danube\n\n\
         Dams broke in Austria. In Linz and in Salzburg, Austrian soldiers filled sandbags, the Austrian interior ministry said.\n\n\
         In Hungary the water rose as well. In Budapest and in Szeged, Hungarian villagers were told to leave by the Hungarian police.",
    );
    assert_eq!(
        (told.first().map(String::as_str), told.last().map(String::as_str)),
        (Some("AUT"), Some("HUN")),
        "{told:?}"
    );
}

#[test]
fn a_town_a_county_or_an_office_is_enough() {
    assert_eq!(countries("The sheriff closed the bridge."), ["USA"]);
    assert_eq!(countries("A driver was arrested near Hinds County on Sunday."), ["USA"]);
    assert_eq!(countries("A man from Hull appeared before the crown court."), ["GBR"]);
}

#[test]
fn a_publisher_tells_its_country_where_nothing_else_does() {
    let mut report = Report::new("The mayor closed the bridge.");
    assert_eq!(read(&report), []);
    report.url = Some("https://www.hulldailymail.co.uk/news/bridge".into());
    assert_eq!(read(&report), [("GBR".to_owned(), String::new())]);
}

#[test]
fn a_headline_apart_from_the_text_tells_a_country() {
    let mut report = Report::new("The mayor closed the bridge.");
    report.title = Some("Estonia’s longest bridge stays closed".into());
    assert_eq!(read(&report), [("EST".to_owned(), String::new())]);
}

#[test]
fn institutions_are_of_countries() {
    let codebook = Codebook::built_in();
    let countries: Vec<&str> = codebook.vocabulary.setting.institutions.keys().map(|code| &**code).collect();
    assert!(countries.len() > 10);
    assert!(countries.iter().all(|code| codebook.country(code).is_some()), "{countries:?}");
}
