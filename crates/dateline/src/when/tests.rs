//! Times in sentences of the kind that agencies write, on the installed language model.

use dateline_language::{Bytes, Doc};
use jiff::civil::date;

use super::*;
use crate::article::Publishers;
use crate::installed;
use crate::report::Report;

/// A report of Tuesday, 1 February 2022, analysed; nothing where no model is installed.
pub(crate) fn analysed(text: &str, published: Option<Date>) -> Option<(Article, Doc)> {
    let pipeline = installed::pipeline()?;
    let mut report = Report::new(text);
    report.published = published;
    let article = Article::of(&report, &Publishers::default());
    let parts: Vec<Bytes> = article.parts.iter().map(|part| part.bytes).collect();
    let doc = pipeline.annotator().annotate_parts(article.text.clone(), &parts);
    Some((article, doc))
}

fn times(text: &str, published: Option<Date>) -> Option<Vec<(String, String)>> {
    let (article, doc) = analysed(text, published)?;
    let times = when(&article, &doc).into_iter();
    Some(times.map(|time| (article.text[time.bytes.range()].to_owned(), time.value.unwrap_or_default())).collect())
}

/// Checks the values of all times in a report of Tuesday, 1 February 2022.
fn check(text: &str, wanted: &[(&str, &str)]) {
    let Some(found) = times(text, Some(date(2022, 2, 1))) else { return };
    let found: Vec<(&str, &str)> = found.iter().map(|(text, value)| (text.as_str(), value.as_str())).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn days_of_the_week_follow_the_tense() {
    check("The envoy said on Tuesday that she had left Lome.", &[("Tuesday", "2022-02-01")]);
    check("Rebels shelled the harbour on Friday.", &[("Friday", "2022-01-28")]);
    check("The ministers will meet in Bern on Friday.", &[("Friday", "2022-02-04")]);
    check("The court is expected to rule on Thursday.", &[("Thursday", "2022-02-03")]);
    check("Crowds stayed in the square until 2 a.m. Sunday.", &[("2 a.m. Sunday", "2022-01-30T02:00")]);
    check("The truce will hold until Sunday.", &[("Sunday", "2022-02-06")]);
    check("He spoke after Sunday's vote.", &[("Sunday", "2022-01-30")]);
    check("The ferry sank on Monday night.", &[("Monday night", "2022-01-31TNI")]);
}

#[test]
fn times_that_point() {
    check("Last week, the bank cut its rates.", &[("Last week", "2022-W04")]);
    check("The pact was signed three years ago.", &[("three years ago", "2019")]);
    check("Elections are planned for next spring.", &[("next spring", "2022-SP")]);
    check("The mine was sold earlier this month.", &[("earlier this month", "2022-02")]);
    check("Exports doubled in the past decade.", &[("the past decade", "P1DE")]);
    check("The army will grow over the next three years.", &[("the next three years", "P3Y")]);
    check(
        "The strike began on March 3. It ended the following day.",
        &[("March 3", "2021-03-03"), ("the following day", "2021-03-04")],
    );
}

#[test]
fn dates_of_the_calendar() {
    check("The bridge fell on Jan. 14, 1987.", &[("Jan. 14, 1987", "1987-01-14")]);
    check("The treaty of 4 May 1998 was broken.", &[("4 May 1998", "1998-05-04")]);
    check("The form was stamped 03/15/2021.", &[("03/15/2021", "2021-03-15")]);
    check("Whaling grew in the 1890s and the 1990s.", &[("the 1890s", "189"), ("the 1990s", "199")]);
    check("Sales fell in the third quarter of 2011.", &[("the third quarter of 2011", "2011-Q3")]);
    check("The fort dates from the 16th century.", &[("the 16th century", "15")]);
    check("Shops closed on Christmas Eve.", &[("Christmas Eve", "2021-12-24")]);
}

#[test]
fn times_of_the_day() {
    check("The siren went off at 3:30 p.m. on Monday.", &[("3:30 p.m. on Monday", "2022-01-31T15:30")]);
    check("The launch came at 16:05 GMT.", &[("16:05 GMT", "2022-02-01T16:05Z")]);
    check("Voting ended at noon Sunday.", &[("noon Sunday", "2022-01-30T12:00")]);
}

#[test]
fn lengths_and_sets() {
    check("The siege lasted nearly two weeks.", &[("nearly two weeks", "P2W")]);
    check("He got a 10-year sentence.", &[("10-year", "P10Y")]);
    check("They march every Friday.", &[("every Friday", "XXXX-WXX-5")]);
    check("The ship docks here daily.", &[("daily", "P1D")]);
    check("The dispute has gone on for years.", &[("years", "PXY")]);
}

#[test]
fn ages_counts_and_names_are_no_times() {
    check("The suspect, aged 34, fled.", &[]);
    check("A 34-year-old welder was freed.", &[]);
    check("A boy of seven years of age was found.", &[]);
    check("The mayor may resign.", &[]);
    check("He told the Tonight Show about it.", &[]);
    check("Only a quarter of the boats came back.", &[]);
}

#[test]
fn without_a_day_the_distance_stays() {
    let Some((article, doc)) = analysed("Last week, the bank cut its rates, as it did three years ago.", None) else {
        return;
    };
    let found = when(&article, &doc);
    let relative: Vec<_> = found.iter().map(|time| (time.value.as_deref(), time.relative.as_deref())).collect();
    assert_eq!(relative, [(None, Some("-1w")), (None, Some("-3y"))]);
}

#[test]
fn the_dateline_is_a_time() {
    let text = "Envoys meet in Oslo\n\nOSLO, Jan 31 (Reuters) — The two sides met on Monday for the first time, officials \
                said.\n\nThey parted on bad terms.";
    check(text, &[("Jan 31", "2022-01-31"), ("Monday", "2022-01-31")]);
}

#[test]
fn how_exactly_a_value_tells() {
    let cases = [
        ("2022", "year"),
        ("2022-02", "month"),
        ("2022-W04", "week"),
        ("2022-W04-WE", "weekend"),
        ("2022-02-01", "day"),
        ("2022-02-01TNI", "part of day"),
        ("2022-02-01T15:30", "minute"),
        ("2011-Q2", "quarter"),
        ("2022-SP", "season"),
        ("2022-WI", "season"),
        ("199", "decade"),
        ("18", "century"),
        ("2011-H1", "half"),
    ];
    for (value, wanted) in cases {
        assert_eq!(precision(value), Some(wanted), "{value}");
    }
    for value in ["P3Y", "PRESENT_REF", "FUTURE_REF", "XXXX-WXX-5"] {
        assert_eq!(precision(value), None, "{value}");
    }
}
