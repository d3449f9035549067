//! Which reports hold the records of a bibliography in RIS, where it has their texts?

use dateline::{Report, Source};

use crate::days;
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::source;
use crate::words::WORDS;

/// The tags with which a record begins and ends.
const BEGINS: &str = "TY";
const ENDS: &str = "ER";
/// Tags that hold the same, that believed first in front.
const TEXTS: [&str; 4] = ["N2", "AB", "N1", "U1"];
const TITLES: [&str; 3] = ["TI", "T1", "CT"];
const WRITERS: [&str; 2] = ["AU", "A1"];
const DAYS: [&str; 4] = ["DA", "Y1", "Y2", "PY"];
const PUBLISHERS: [&str; 6] = ["T2", "JF", "JO", "JA", "J2", "PB"];
const ADDRESSES: [&str; 2] = ["UR", "L2"];
const NUMBERS: [&str; 2] = ["AN", "ID"];
const LANGUAGES: [&str; 1] = ["LA"];
const PAGES: [&str; 1] = ["SP"];
/// Letters of a note that may be a text: what is shorter is a remark.
const SHORTEST: usize = 40;

/// A record: its tags and what they hold.
type Record = Vec<(String, String)>;

/// Whether a text begins as such a bibliography does.
pub(crate) fn is_bibliography(head: &str) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let begins = lines.next().and_then(tagged).is_some_and(|(tag, _)| tag == BEGINS);
    begins && lines.next().is_some_and(|line| tagged(line).is_some())
}

/// The reports of its records.
pub(crate) fn read(text: &str, file: &Source) -> Vec<Outcome> {
    let records = records(text);
    let reports: Vec<Outcome> = (1..).zip(&records).map(|(number, record)| report(record, number, file)).collect();
    if reports.iter().any(Result::is_ok) {
        return reports;
    }
    let advice = "a bibliography (RIS) without texts: export the texts, or with abstracts (N2, AB)";
    vec![fail(file.clone(), FailureKind::Unsupported, advice)]
}

fn records(text: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for line in text.lines() {
        match tagged(line) {
            Some((BEGINS, _)) => records.push(Record::new()),
            Some((ENDS, _)) => {}
            Some((tag, value)) => {
                if let Some(record) = records.last_mut() {
                    record.push((tag.to_owned(), value.to_owned()));
                }
            }
            None => {
                if let Some((_, value)) = records.last_mut().and_then(|record| record.last_mut()) {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    records
}

/// The tag of a line and what stands behind it: `T1  - Ferry talks fail`.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.strip_prefix("  -").filter(|value| value.is_empty() || value.starts_with(' '))?;
    is_tag.then(|| (tag, value.trim()))
}

fn report(record: &Record, number: u64, file: &Source) -> Outcome {
    let values = |tags: &[&str]| -> Vec<String> {
        let of = |tag: &str| {
            record
                .iter()
                .filter(|(known, value)| known == tag && !value.trim().is_empty())
                .map(|(_, value)| value.clone())
                .collect()
        };
        tags.iter().map(|tag| of(tag)).find(|found: &Vec<String>| !found.is_empty()).unwrap_or_default()
    };
    let first = |tags: &[&str]| values(tags).into_iter().next();
    let days: Vec<String> = DAYS.iter().flat_map(|tag| values(&[tag])).collect();
    let published = days.iter().find_map(|day| days::told(day.trim_end_matches('/')));
    let unread = days.first().filter(|_| published.is_none()).map(|day| days::unread(day));
    let source = source::numbered(file, number);
    let id = first(&NUMBERS);
    let url = first(&ADDRESSES).filter(|address| address.contains("://"));
    let text = TEXTS.iter().flat_map(|tag| values(&[tag])).find(|text| text.chars().count() >= SHORTEST);
    let report = Report {
        source: Source {
            id: id.clone().unwrap_or(source.id),
            archive_id: id,
            url: url.clone(),
            page: first(&PAGES),
            ..source
        },
        text: text.unwrap_or_default().trim().to_owned(),
        title: first(&TITLES),
        published,
        publisher: first(&PUBLISHERS),
        authors: values(&WRITERS).iter().map(|name| turned(name)).collect(),
        language: first(&LANGUAGES).and_then(|name| WORDS.language(&name).map(str::to_owned)),
        url,
        warnings: unread.into_iter().collect(),
        ..Report::default()
    };
    checked(report, "record of a bibliography")
}

/// "Berg, Anna" as people say it.
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()).trim().to_owned(),
        _ => name.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TEXT: &str = "Owners and crews of the ferries parted on Friday\nwithout an agreement, the mediator said.";

    fn read(text: &str) -> Vec<Outcome> {
        assert!(is_bibliography(text), "{text}");
        super::read(text, &Source { id: "file".into(), ..Source::default() })
    }

    #[test]
    fn records_with_a_text_are_reports() {
        for (title, writer, day, publisher, body) in [
            ("T1", "A1", "DA  - 2031/03/08/", "JF", "N2"),
            ("TI", "AU", "PY  - 2031\nDA  - 2031/03/08", "T2", "AB"),
            ("TI", "AU", "Y1  - 2031/03/08/Saturday", "JO", "N1"),
        ] {
            let record = format!(
                "TY  - NEWS\r\n{title}  - Ferry talks fail\n{writer}  - Berg, Anna\n{writer}  - Lie, Jon\n{day}\n\
                 {publisher}  - Harbour Post\n{body}  - {TEXT}\nSP  - A4\nER  - \n\n"
            );
            let reports = read(&format!("{record}{record}"));
            assert_eq!(reports.len(), 2, "{record}");
            let report = reports[1].as_ref().expect("a report");
            assert_eq!((report.text.as_str(), report.title.as_deref()), (TEXT, Some("Ferry talks fail")));
            assert_eq!((report.published, report.publisher.as_deref()), (Some(date(2031, 3, 8)), Some("Harbour Post")));
            assert_eq!(
                (&report.authors[..], report.source.id.as_str()),
                (&["Anna Berg".into(), "Jon Lie".into()][..], "file:2")
            );
        }
    }

    #[test]
    fn records_without_texts_are_refused_with_the_way_out() {
        let record = "TY  - JOUR\nTI  - Ferry talks fail\nPY  - 2031\nER  - \n";
        let failure = read(record).remove(0).expect_err("refused");
        assert!(failure.kind == FailureKind::Unsupported && failure.message.contains("abstracts"), "{failure}");
        let mixed = read(&format!("{record}TY  - NEWS\nAB  - {TEXT}\nDA  - soon\nER  - \n"));
        assert!(mixed[0].is_err() && mixed[1].as_ref().is_ok_and(|report| report.warnings.len() == 1));
        assert!(!is_bibliography("TY  - is a word.\nThe envoy left.") && !is_bibliography("TYRE  - burnt"));
    }
}
