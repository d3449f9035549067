//! Which report do the cells of a row make?

use std::sync::LazyLock;

use dateline::{Report, Source};
use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::columns::{Field, Layout};
use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{bylines, days, decode, html};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Text(String),
    Day(Date),
    List(Vec<String>),
}

impl Cell {
    /// What stands in it as a text, if anything does.
    pub(crate) fn into_text(self) -> Option<String> {
        let text = match self {
            Self::Text(text) => text,
            Self::Day(day) => day.to_string(),
            Self::List(texts) => texts.join("\n\n"),
        };
        (!text.trim().is_empty() && !MISSING.contains(&text.trim())).then_some(text)
    }
}

/// What programs write where there is nothing: R, pandas, databases.
const MISSING: [&str; 6] = ["NA", "NaN", "nan", "None", "NULL", "null"];

/// The report of a row, whose cells are asked for by the numbers of their columns; `what` calls it in failures, such as
/// "row 3".
pub(crate) fn report(layout: &Layout, source: Source, what: &str, cell: impl Fn(usize) -> Option<Cell>) -> Outcome {
    let first = |field| layout.of(field).iter().find_map(|at| cell(*at)?.into_text());
    let mut report = Report { source, ..Report::default() };
    if let Some(id) = first(Field::Id) {
        report.source.id = id.trim().to_owned();
    }
    report.source.url = first(Field::Url).map(|url| url.trim().to_owned());
    report.title = first(Field::Title).map(|title| unescaped(&title));
    report.language = first(Field::Language).map(|language| language.trim().to_owned());
    // Some programs keep the address as the source.
    for publisher in layout.of(Field::Publisher).iter().filter_map(|at| cell(*at)?.into_text()) {
        if publisher.contains("://") {
            report.source.url.get_or_insert(publisher);
        } else {
            report.publisher = Some(publisher);
            break;
        }
    }
    report.authors = layout.of(Field::Authors).iter().find_map(|at| authors(cell(*at)?)).unwrap_or_default();
    set_day(&mut report, layout, &cell);
    report.text = first(Field::Text).map(|text| unmarked(&text)).unwrap_or_default();
    if let Some(at) = CUT.find(&report.text).map(|found| found.start()) {
        report.text.truncate(at);
        report.warnings.push("the text is cut short by the service that it comes from".into());
    }
    if report.text.trim().is_empty() {
        return fail(report.source, FailureKind::Empty, format!("{what}: no text in it"));
    }
    match decode::text(report.text.as_bytes()) {
        Ok(_) => checked(report, "row"),
        Err((kind, message)) => fail(report.source, kind, format!("{what}: {message}")),
    }
}

/// The first of the columns that tells a day; if none does, what stands there is told.
fn set_day(report: &mut Report, layout: &Layout, cell: impl Fn(usize) -> Option<Cell>) {
    let mut unread = None;
    for at in layout.of(Field::Day) {
        match cell(*at) {
            Some(Cell::Day(day)) => report.published = Some(day),
            Some(other) => {
                let Some(text) = other.into_text() else { continue };
                report.published = days::told_in(&text, layout.order);
                unread = unread.or(Some(text));
            }
            None => continue,
        }
        if report.published.is_some() {
            return;
        }
    }
    if let Some(text) = unread {
        report.warnings.push(days::unread(&text));
    }
}

/// The writers in a cell: a list, or one byline. `['Anna Berg', 'Jon Lie']` is how Python prints a list.
fn authors(cell: Cell) -> Option<Vec<String>> {
    let names = match cell {
        Cell::List(names) => names,
        Cell::Text(text) => {
            let printed = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            match printed {
                Some(list) => list.split(',').map(|name| name.trim().trim_matches(['\'', '"']).to_owned()).collect(),
                None => bylines::WIRE.names(text.trim()),
            }
        }
        Cell::Day(_) => return None,
    };
    // A number is the writer's in a database, no name.
    let named = |name: &String| name.chars().any(char::is_alphabetic);
    let names: Vec<String> = names.into_iter().filter(named).collect();
    (!names.is_empty()).then_some(names)
}

/// How a text in HTML begins.
const MARKED: [&str; 9] = ["<p>", "<p ", "<div", "<html", "<!doctype", "<article", "<body", "<h1", "<section"];

/// How services say that they give the first characters of a text only.
static CUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$"));
/// References of HTML to characters, which stand in no text by themselves.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[nm]dash|hellip);")
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

/// A text with characters instead of references to them; its lines stay as they are.
fn unescaped(text: &str) -> String {
    if !REFERENCE.is_match(text) {
        return text.to_owned();
    }
    let meant = |found: &Captures| html::text(&format!("x{}x", &found[0])).trim_matches('x').to_owned();
    REFERENCE.replace_all(text, meant).into_owned()
}

/// A text without the markup that it stands in.
fn unmarked(text: &str) -> String {
    let head: String = text.trim_start().chars().take(10).flat_map(char::to_lowercase).collect();
    if MARKED.iter().any(|mark| head.starts_with(mark)) { html::text(text) } else { unescaped(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Columns;

    fn read(names: &[&str], cells: &[&str]) -> Outcome {
        let layout = Columns::default().layout(names).expect("a text");
        report(&layout, Source::default(), "row 1", |at| Some(Cell::Text(cells[at].to_owned())))
    }

    #[test]
    fn cells_make_a_report() {
        let names = ["id", "body", "date", "pubdate", "byline", "source"];
        let cells =
            ["a7", "<p>Rain fell.</p><p>Boats stayed.</p>", "", "8 March 2031", "By Anna Berg and Jon Lie", "Post"];
        let report = read(&names, &cells).expect("a report");
        assert_eq!((report.text.as_str(), report.source.id.as_str()), ("Rain fell.\n\nBoats stayed.", "a7"));
        assert_eq!((report.published, report.authors.len()), (Some(jiff::civil::date(2031, 3, 8)), 2));
        let report =
            read(&["text", "source", "authors"], &["Rain fell.", "https://a.example/1", "['Anna Berg', 'Jon Lie']"]);
        let report = report.expect("a report");
        assert_eq!((report.source.url.as_deref(), report.publisher), (Some("https://a.example/1"), None));
        assert_eq!(report.authors, ["Anna Berg", "Jon Lie"]);
    }

    #[test]
    fn references_are_the_characters_they_mean_and_a_cut_is_told() {
        let report =
            read(&["text", "title", "author"], &["Rain &amp; wind\nfell &#8211; R&D.", "Norland&#8217;s rain", "4"]);
        let report = report.expect("a report");
        assert_eq!(
            (report.text.as_str(), report.title.as_deref()),
            ("Rain & wind\nfell – R&D.", Some("Norland’s rain"))
        );
        assert!(report.authors.is_empty());
        let report = read(&["content"], &["Rain fell on the port… [+1234 chars]"]).expect("a report");
        assert!(report.text == "Rain fell on the port" && report.warnings.len() == 1);
    }

    #[test]
    fn a_day_that_cannot_be_read_is_a_warning_and_no_text_a_failure() {
        let report = read(&["text", "date"], &["Rain fell.", "soon"]).expect("a report");
        assert!(report.published.is_none() && report.warnings[0].contains("soon"));
        let failure = read(&["text", "title"], &[" ", "Rain"]).expect_err("no text");
        assert!(failure.kind == FailureKind::Empty && failure.message.starts_with("row 1"), "{failure}");
    }

    #[test]
    fn what_programs_write_for_nothing_is_nothing() {
        let text = |text: &str| Cell::Text(text.to_owned()).into_text();
        assert!(["NA", " NaN ", "None", "NULL", ""].into_iter().all(|nothing| text(nothing).is_none()));
        assert_eq!(text("None of the boats sailed.").as_deref(), Some("None of the boats sailed."));
    }
}
