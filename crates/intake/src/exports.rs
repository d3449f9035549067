//! Exports of press archives as plain text, several reports in one file: LexisNexis and Factiva.
//!
//! Both are told by marks that stand in no report: LexisNexis counts its documents (`3 of 20 DOCUMENTS`) or ends each
//! with `End of Document`; Factiva ends each with `Document` and its number, in forms with two-letter field names.

use std::sync::LazyLock;

use dateline::{Report, Source};
use regex::Regex;

use crate::piece::checked;
use crate::{Outcome, dates};

static COUNTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^\s*(?:Document )?\d{1,6} of \d{1,6} DOCUMENTS?\s*$"));
static LEXIS_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^\s*End of Document\s*$"));
static FACTIVA_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^\s*Document [A-Z0-9]{6,16}[0-9]{8}[a-z0-9]{6,16}\s*$"));
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s{0,3}(HD|BY|WC|PD|ET|SN|SC|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|CR|ED|VOL|CT|RF|ART)(?:(?: {2,}|\t)(\S.*)|\s*)$",
    )
});
static LEXIS_FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(BYLINE|Byline|DATELINE|Dateline|HEADLINE|LENGTH|Length|SECTION|Section|BODY|Body|LOAD-DATE|Load-Date|LANGUAGE|Language|PUBLICATION-TYPE|SUBJECT|COPYRIGHT|Copyright|Highlight|HIGHLIGHT|GRAPHIC|Graphic|CORRECTION|JOURNAL-CODE|URL|TYPE|Classification)\b:?\s*(.*)$",
    )
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

/// Whether a text is such an export.
pub(crate) fn is_export(text: &str) -> bool {
    FACTIVA_END.is_match(text) || (COUNTED.is_match(text) || LEXIS_END.is_match(text)) && has_lexis_fields(text)
}

fn has_lexis_fields(text: &str) -> bool {
    let fields = text.lines().filter_map(|line| LEXIS_FIELD.captures(line.trim()));
    let names: Vec<String> = fields.map(|field| field[1].to_uppercase()).collect();
    names.iter().any(|name| name == "LENGTH")
        && names.iter().any(|name| name == "BODY" || name == "LOAD-DATE" || name == "BYLINE")
}

/// The reports of an export.
pub(crate) fn read(text: &str, file: &Source) -> Vec<Outcome> {
    let factiva = FACTIVA_END.is_match(text);
    let documents: Vec<&str> = if factiva {
        split_behind(text, &FACTIVA_END)
    } else if LEXIS_END.is_match(text) {
        split_behind(text, &LEXIS_END)
    } else {
        COUNTED.split(text).skip(1).collect()
    };
    let documents = documents.into_iter().filter(|document| !document.trim().is_empty()).enumerate();
    documents
        .map(|(i, document)| {
            let number = i as u64 + 1;
            let source = Source { id: format!("{}:{number}", file.id), record: Some(number), ..file.clone() };
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
        if let Some(field) = FIELD.captures(line) {
            fields.push((field[1].to_owned(), field.get(2).map(|rest| rest.as_str()).into_iter().collect()));
        } else if FACTIVA_END.is_match(line) {
            id = line.trim().strip_prefix("Document ").map(str::to_owned);
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
    let text = [field("LP"), field("TD")].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    Report {
        source: Source { id: id.unwrap_or(source.id), ..source },
        text,
        title: field("HD"),
        published: field("PD").and_then(|day| dates::written(&day)),
        publisher: field("SN"),
        authors: field("BY").map(|by| names(&by)).unwrap_or_default(),
        language: field("LA").filter(|language| language == "English").map(|_| "en".to_owned()),
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
        if LEXIS_END.is_match(line) || line.chars().all(|c| c == '_') && !line.is_empty() {
            continue;
        }
        let Some(field) = LEXIS_FIELD.captures(line) else {
            if !seen_field {
                head.push(line.to_owned());
            } else if !closed {
                body.push(line);
            }
            continue;
        };
        let (name, value) = (field[1].to_uppercase(), field[2].trim());
        match name.as_str() {
            "BYLINE" => report.authors = names(value),
            "HEADLINE" => report.title = Some(value.to_owned()),
            // What stood before is no part of the story: copyright, edition, section.
            "BODY" | "LENGTH" if !in_body => {
                body.clear();
                (closed, in_body) = (false, name == "BODY");
            }
            "DATELINE" | "SECTION" | "HIGHLIGHT" if !in_body => {}
            "DATELINE" | "SECTION" | "HIGHLIGHT" | "LENGTH" | "BODY" => body.push(line),
            _ => closed = body.iter().any(|line| !line.is_empty()),
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

fn names(by: &str) -> Vec<String> {
    let by = by.strip_prefix("By ").or_else(|| by.strip_prefix("BY ")).unwrap_or(by);
    let names = by.split([',', ';', '&']).flat_map(|names| names.split(" and "));
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
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
