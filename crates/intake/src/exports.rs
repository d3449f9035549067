//! Where does each report of a press archive's export begin? LexisNexis and Factiva, plain text, several in one file.
//!
//! Both are told by marks that stand in no report: LexisNexis counts its documents (`3 of 20 DOCUMENTS`) or ends each
//! with `End of Document`; Factiva ends each with `Document` and its number, in forms with two-letter field names.

use std::sync::LazyLock;

use dateline::{Report, Source};
use regex::Regex;

use crate::outcome::{Outcome, checked};
use crate::{bylines, dates, source};

/// How LexisNexis counts its documents, on a line alone.
const LEXIS_COUNT: &str = r"(?:Document )?\d{1,6} of \d{1,6} DOCUMENTS?";
/// How it ends one.
const LEXIS_END: &str = "End of Document";
/// Fields of LexisNexis, as older and newer exports write their names.
const LEXIS_FIELDS: [(&str, Lexis); 28] = [
    ("BYLINE", Lexis::Writers),
    ("Byline", Lexis::Writers),
    ("DATELINE", Lexis::Within),
    ("Dateline", Lexis::Within),
    ("HEADLINE", Lexis::Headline),
    ("LENGTH", Lexis::Length),
    ("Length", Lexis::Length),
    ("SECTION", Lexis::Within),
    ("Section", Lexis::Within),
    ("BODY", Lexis::Body),
    ("Body", Lexis::Body),
    ("LOAD-DATE", Lexis::Loaded),
    ("Load-Date", Lexis::Loaded),
    ("LANGUAGE", Lexis::Behind),
    ("Language", Lexis::Behind),
    ("PUBLICATION-TYPE", Lexis::Behind),
    ("SUBJECT", Lexis::Behind),
    ("COPYRIGHT", Lexis::Behind),
    ("Copyright", Lexis::Behind),
    ("Highlight", Lexis::Within),
    ("HIGHLIGHT", Lexis::Within),
    ("GRAPHIC", Lexis::Behind),
    ("Graphic", Lexis::Behind),
    ("CORRECTION", Lexis::Behind),
    ("JOURNAL-CODE", Lexis::Behind),
    ("URL", Lexis::Behind),
    ("TYPE", Lexis::Behind),
    ("Classification", Lexis::Behind),
];

/// What a field of LexisNexis holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lexis {
    Writers,
    Headline,
    /// The number of words; what stood before is no part of the story.
    Length,
    /// The story.
    Body,
    /// A word that may begin a line of the story, too.
    Within,
    /// The day it joined the archive.
    Loaded,
    /// Something else, mostly behind the story.
    Behind,
}

/// What Factiva ends a document with, before the document's number.
const FACTIVA_END: &str = "Document ";
/// Fields of Factiva.
const FACTIVA_FIELDS: &str = "HD|BY|WC|PD|ET|SN|SC|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|CR|ED|VOL|CT|RF|ART";
/// Those of its fields that are read.
const FACTIVA: Factiva =
    Factiva { headline: "HD", writers: "BY", day: "PD", publisher: "SN", language: "LA", story: ["LP", "TD"] };
/// Its name for the language that has a code here.
const ENGLISH: &str = "English";

/// The names of Factiva's fields.
struct Factiva {
    headline: &'static str,
    writers: &'static str,
    day: &'static str,
    publisher: &'static str,
    language: &'static str,
    /// The first paragraph, and those behind it.
    story: [&'static str; 2],
}

static COUNTED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?m)^\s*{LEXIS_COUNT}\s*$")));
static LEXIS_ENDED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?m)^\s*{LEXIS_END}\s*$")));
static LEXIS_FIELD: LazyLock<Regex> = LazyLock::new(|| {
    let names = LEXIS_FIELDS.map(|(name, _)| name).join("|");
    pattern(&format!(r"^({names})\b:?\s*(.*)$"))
});
static FACTIVA_ENDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?m)^\s*{FACTIVA_END}[A-Z0-9]{{6,16}}[0-9]{{8}}[a-z0-9]{{6,16}}\s*$")));
static FACTIVA_FIELD: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\s{{0,3}}({FACTIVA_FIELDS})(?:(?: {{2,}}|\t)(\S.*)|\s*)$")));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

/// The field of LexisNexis that a line begins, and what stands behind its name.
fn lexis_field(line: &str) -> Option<(Lexis, &str)> {
    let (_, [name, value]) = LEXIS_FIELD.captures(line)?.extract();
    let (_, field) = LEXIS_FIELDS.iter().find(|(known, _)| *known == name)?;
    Some((*field, value.trim()))
}

/// Whether a text is such an export.
pub(crate) fn is_export(text: &str) -> bool {
    FACTIVA_ENDED.is_match(text) || (COUNTED.is_match(text) || LEXIS_ENDED.is_match(text)) && has_lexis_fields(text)
}

fn has_lexis_fields(text: &str) -> bool {
    let fields: Vec<Lexis> = text.lines().filter_map(|line| lexis_field(line.trim())).map(|(field, _)| field).collect();
    fields.contains(&Lexis::Length)
        && fields.iter().any(|field| matches!(field, Lexis::Body | Lexis::Loaded | Lexis::Writers))
}

/// The reports of an export.
pub(crate) fn read(text: &str, file: &Source) -> Vec<Outcome> {
    let factiva = FACTIVA_ENDED.is_match(text);
    let documents: Vec<&str> = if factiva {
        split_behind(text, &FACTIVA_ENDED)
    } else if LEXIS_ENDED.is_match(text) {
        split_behind(text, &LEXIS_ENDED)
    } else {
        COUNTED.split(text).skip(1).collect()
    };
    let documents = documents.into_iter().filter(|document| !document.trim().is_empty()).enumerate();
    documents
        .map(|(i, document)| {
            let number = i as u64 + 1;
            let source = source::numbered(file, number);
            checked(if factiva { self::factiva(document, source) } else { lexis(document, source) }, "document")
        })
        .collect()
}

/// The stretches that end with the mark; what follows the last is no document.
fn split_behind<'t>(text: &'t str, mark: &Regex) -> Vec<&'t str> {
    let mut start = 0;
    mark.find_iter(text).map(|found| &text[std::mem::replace(&mut start, found.end())..found.end()]).collect()
}

fn factiva(document: &str, source: Source) -> Report {
    let mut fields: Vec<(String, Vec<&str>)> = Vec::new();
    let mut id = None;
    for line in document.lines() {
        if let Some(field) = FACTIVA_FIELD.captures(line) {
            fields.push((field[1].to_owned(), field.get(2).map(|rest| rest.as_str()).into_iter().collect()));
        } else if FACTIVA_ENDED.is_match(line) {
            id = line.trim().strip_prefix(FACTIVA_END).map(str::to_owned);
        } else if let Some((_, lines)) = fields.last_mut() {
            lines.push(line);
        }
    }
    let field = |name: &str| {
        let lines = fields.iter().filter(|(other, _)| other == name).flat_map(|(_, lines)| lines);
        let text = lines.map(|line| line.trim()).collect::<Vec<_>>().join("\n").trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    if fields.is_empty() {
        return Report { source, ..Report::default() };
    }
    let text = FACTIVA.story.into_iter().filter_map(field).collect::<Vec<_>>().join("\n\n");
    Report {
        source: Source { id: id.unwrap_or(source.id), ..source },
        text,
        title: field(FACTIVA.headline),
        published: field(FACTIVA.day).and_then(|day| dates::written(&day)),
        publisher: field(FACTIVA.publisher),
        authors: field(FACTIVA.writers).map(|by| bylines::EXPORTS.names(&by)).unwrap_or_default(),
        language: field(FACTIVA.language).filter(|language| language == ENGLISH).map(|_| "en".to_owned()),
        ..Report::default()
    }
}

/// Publication, date and headline stand before the named fields, each a paragraph; the story between BODY, or the last
/// field before it, and the fields behind it.
fn lexis(document: &str, source: Source) -> Report {
    let mut report = Report { source, ..Report::default() };
    let mut head: Vec<String> = Vec::new();
    let mut body: Vec<&str> = Vec::new();
    let (mut seen_field, mut in_body, mut closed) = (false, false, false);
    for line in document.lines().map(str::trim) {
        if LEXIS_ENDED.is_match(line) || line.chars().all(|c| c == '_') && !line.is_empty() {
            continue;
        }
        let Some((field, value)) = lexis_field(line) else {
            if !seen_field {
                head.push(line.to_owned());
            } else if !closed {
                body.push(line);
            }
            continue;
        };
        match field {
            Lexis::Writers => report.authors = bylines::EXPORTS.names(value),
            Lexis::Headline => report.title = Some(value.to_owned()),
            // What stood before is no part of the story: copyright, edition, section.
            Lexis::Body | Lexis::Length if !in_body => {
                body.clear();
                (closed, in_body) = (false, field == Lexis::Body);
            }
            Lexis::Within if !in_body => {}
            Lexis::Within | Lexis::Length | Lexis::Body => body.push(line),
            Lexis::Loaded | Lexis::Behind => closed = body.iter().any(|line| !line.is_empty()),
        }
        seen_field = true;
    }
    read_head(&mut report, &head);
    report.text = body.join("\n").trim().to_owned();
    report
}

/// "Newspaper / March 8, 2031 Saturday / edition", the headline before them or behind.
fn read_head(report: &mut Report, lines: &[String]) {
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    report.published = lines.iter().find_map(|line| dates::written(line));
    let first = |lines: &[&str]| lines.first().map(|line| (*line).to_owned());
    let title = report.title.take();
    match lines.iter().position(|line| dates::written(line).is_some()) {
        Some(0) | None => report.title = title.or_else(|| first(&lines)),
        Some(at) => {
            report.publisher = Some(lines[at - 1].to_owned());
            report.title = title.or_else(|| first(&lines[..at - 1]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEXIS: &str = "Ferry talks fail\nHarbour Post\nMarch 8, 2031 Saturday\n\nCopyright 2031 Harbour Post\n\
        Section: NEWS; Pg. 3\nLength: 212 words\nByline: Anna Berg and Jon Lie\nBody\n\nOwners and crews parted.\n\n\
        A strike goes on.\n\nLoad-Date: March 9, 2031\n\nEnd of Document\n";
    const FACTIVA: &str = "HD   Ferry talks fail\nBY   By Anna Berg\nWC   212 words\nPD   8 March 2031\nSN   Harbour Post\n\
        LA   English\nLP\nOwners and crews parted.\n\nTD\nA strike goes on.\n\nCO   harb : Harbour\n\
        Document HARPOS0020310308e7380001x\n";

    #[test]
    fn exports_are_told_and_parted() {
        for (export, id) in [(LEXIS, "file:1"), (FACTIVA, "HARPOS0020310308e7380001x")] {
            let two = format!("{export}\n{export}");
            assert!(is_export(&two));
            let outcomes = read(&two, &Source { id: "file".into(), ..Source::default() });
            assert_eq!(outcomes.len(), 2);
            let report = outcomes[0].as_ref().expect("a report");
            assert_eq!(report.text, "Owners and crews parted.\n\nA strike goes on.");
            assert_eq!(
                (report.title.as_deref(), report.publisher.as_deref()),
                (Some("Ferry talks fail"), Some("Harbour Post"))
            );
            assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)));
            assert_eq!((report.authors[0].as_str(), report.source.id.as_str()), ("Anna Berg", id));
        }
    }

    #[test]
    fn a_report_about_documents_is_no_export() {
        assert!(!is_export("He read 3 of 20 documents aloud.\n\nEnd of Document\n\nThe envoy left."));
    }
}
