//! Which reports stand in this file of a corpus of agencies' reports in SGML: `<DOC>…</DOC>` or `<REUTERS>…</REUTERS>`, one
//! behind the other?

use std::sync::LazyLock;

use dateline::{Report, Source};
use jiff::civil::Date;
use regex::Regex;
use roxmltree::Node;

use super::story;
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::xml::{self, first};
use crate::{bylines, days, source};

/// Elements that are a document.
const DOCUMENTS: [&str; 2] = ["DOC", "REUTERS"];
/// Elements with its headline, its name and its day; those believed first in front.
const HEADLINES: [&str; 4] = ["HEADLINE", "TITLE", "HL", "HEAD"];
const NAMES: [&str; 2] = ["DOCNO", "DOCID"];
const DAYS: [&str; 3] = ["DATE_TIME", "DATE", "DD"];

/// The element of which a file of a corpus has many; nothing if this is none.
pub(super) fn element(text: &str) -> Option<&'static str> {
    let begins = |name: &&str| text.contains(&format!("<{name} ")) || text.contains(&format!("<{name}>"));
    DOCUMENTS.into_iter().find(|name| begins(name) && text.contains(&format!("</{name}>")))
}

/// Its documents.
pub(super) fn read(text: &str, element: &str, file: &Source) -> Vec<Outcome> {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let mut outcomes = Vec::new();
    for (piece, number) in text.split_inclusive(&close).zip(1..) {
        let Some(begin) = piece.find(&open) else { continue };
        let source = source::numbered(file, number);
        let mended = xml::mended(&piece[begin..]);
        outcomes.push(match xml::tree(&mended) {
            Ok(tree) => report(tree.root_element(), source),
            Err(problem) => fail(source, FailureKind::Malformed, format!("document {number}: {problem}")),
        });
    }
    outcomes
}

fn report(document: Node, source: Source) -> Outcome {
    let of = |names: &[&str]| names.iter().find_map(|name| first(document, name));
    let attribute = |name: &str| document.attribute(name).map(str::to_owned);
    let id = attribute("id").or_else(|| attribute("NEWID")).or_else(|| of(&NAMES)).unwrap_or(source.id.clone());
    let body = xml::find(document, "BODY").or_else(|| xml::find(document, "TEXT"));
    let text = body.map(story::paragraphs).unwrap_or_default();
    checked(
        Report {
            published: of(&DAYS).and_then(|day| short_day(&day).or_else(|| days::told(&day))).or_else(|| day_in(&id)),
            publisher: first(document, "PUB"),
            authors: first(document, "BYLINE").map(|by| bylines::WIRE.names(&by)).unwrap_or_default(),
            source: Source { id, ..source },
            text: story::with_dateline(first(document, "DATELINE"), text),
            title: of(&HEADLINES).map(|title| IMPRINT.replace(&title, "").into_owned()),
            ..Report::default()
        },
        "document of a corpus",
    )
}

/// The day in a name such as `WIR_ENG_20310308.0042`.
fn day_in(name: &str) -> Option<Date> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 8).find_map(days::strict)
}

/// What stands before a headline: the sign of the paper and the day, `HP  08 MAR 91 / `.
static IMPRINT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[A-Z]{2,4} +\d{1,2} [A-Z]{3} \d\d / ").expect("the pattern is part of the program"));

/// A day of six digits, `910308`: these collections are of the last century.
fn short_day(text: &str) -> Option<Date> {
    let digits = text.trim();
    let is_short = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| days::strict(&format!("19{digits}"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use dateline::{Report, Source};

    fn reports(text: &str) -> Vec<Report> {
        read(text, &Source { id: "file".into(), ..Source::default() })
            .into_iter()
            .map(|outcome| outcome.expect("a report"))
            .collect()
    }

    #[test]
    fn documents_stand_one_behind_the_other() {
        let document = |id: &str| {
            format!(
                "<DOC id=\"{id}\" type=\"story\" >\n<HEADLINE>\nRain falls\non Sundby\n</HEADLINE>\n<DATELINE>\nSUNDBY, March 8 (WIRE)\n\
                 </DATELINE>\n<TEXT>\n<P>\nRain fell on R&D.\n</P>\n<P>\nBoats stayed.\n</P>\n</TEXT>\n</DOC>\n"
            )
        };
        let both = reports(&(document("WIR_ENG_20310308.0001") + &document("WIR_ENG_20310308.0002")));
        assert_eq!(both.len(), 2);
        assert_eq!(both[1].text, "SUNDBY, March 8 (WIRE) - Rain fell on R&D.\n\nBoats stayed.");
        assert_eq!(
            (both[1].title.as_deref(), both[1].source.id.as_str()),
            (Some("Rain falls on Sundby"), "WIR_ENG_20310308.0002")
        );
        assert_eq!(both[1].published, Some(jiff::civil::date(2031, 3, 8)));
    }

    #[test]
    fn older_collections_have_a_body() {
        let text = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" NEWID=\"7\">\n<DATE> 8-MAR-1987 15:01:01.79</DATE>\n\
            <UNKNOWN>&#5;&#22;f0704</UNKNOWN>\n<TEXT>&#2;\n<TITLE>RAIN FALLS</TITLE>\n<DATELINE>    SUNDBY, March 8 - </DATELINE><BODY>Rain\n\
            fell.\n    Boats stayed.\n Wire\n&#3;</BODY></TEXT>\n</REUTERS>\n";
        let report = reports(text).remove(0);
        assert_eq!(report.text, "SUNDBY, March 8 - Rain fell.\n\nBoats stayed. Wire");
        assert_eq!((report.published, report.source.id.as_str()), (Some(jiff::civil::date(1987, 3, 8)), "7"));
    }

    #[test]
    fn writers_paper_and_a_short_day_are_told() {
        let text = "<DOC>\n<DOCNO>HP911-7</DOCNO>\n<DATE>910308\n</DATE>\n<HEADLINE>\nHP  08 MAR 91 / Rain falls on Sundby\n\
            </HEADLINE>\n<BYLINE>\n   By ANNA BERG and JON LIE, Post Staff Writers\n</BYLINE>\n<TEXT>\nRain fell.\n</TEXT>\n\
            <PUB>Harbour Post\n</PUB>\n</DOC>\n";
        let report = reports(text).remove(0);
        assert_eq!(report.title.as_deref(), Some("Rain falls on Sundby"));
        assert_eq!((report.published, report.authors.len()), (Some(jiff::civil::date(1991, 3, 8)), 2));
        assert_eq!((report.authors[0].as_str(), report.publisher.as_deref()), ("ANNA BERG", Some("Harbour Post")));
    }
}
