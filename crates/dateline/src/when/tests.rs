//! Times in sentences of the kind that agencies write.

use crate::desk::Desk;
use crate::record::Precision;
use dateline_language::{Bytes, Doc};
use jiff::civil::date;

use super::*;
use crate::codebook::{Codebook, TimeUnit};
use crate::parses;
use crate::report::Report;

/// A report that is published on this day, analysed.
pub(crate) fn analysed(text: &str, published: Option<Date>) -> (Article, Doc) {
    let mut report = Report::new(text);
    report.published = published;
    let article = Article::of(&report, &Codebook::built_in());
    let parts: Vec<Bytes> = article.parts.iter().map(|part| part.bytes).collect();
    let doc = parses::doc(&article.text, &parts);
    (article, doc)
}

#[test]
fn a_day_of_the_week_counts_from_the_day_of_fetching_where_no_other_is_told() {
    let mut report = Report::new("The two sides met on Friday for the first time in a year, officials said.");
    report.retrieved = Some(date(2031, 3, 12));
    let day = |report: &Report| anchor(&Article::of(report, &Codebook::built_in()));
    assert_eq!(day(&report), Some(date(2031, 3, 12)));
    report.published = Some(date(2030, 1, 4));
    assert_eq!(day(&report), Some(date(2030, 1, 4)));
}

fn times(text: &str, published: Option<Date>) -> Vec<(String, String)> {
    let (article, doc) = analysed(text, published);
    let times = when(&Desk::new(&article, &doc, &Codebook::built_in())).into_iter();
    times.map(|time| (article.text[time.bytes.range()].to_owned(), time.value.unwrap_or_default())).collect()
}

/// Checks the values of all times in a report of Tuesday, 1 February 2022.
fn check(text: &str, wanted: &[(&str, &str)]) {
    let found = times(text, Some(date(2022, 2, 1)));
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
    check("Exports doubled in the past decade.", &[("the past decade", "P10Y")]);
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
fn fiscal_years_quarters_and_halves() {
    check("The shipyard lost money in fiscal 2013.", &[("fiscal 2013", "2013")]);
    check("Debt fell in FY2019.", &[("FY2019", "2019")]);
    check("Sales rose in the first half of 2020.", &[("the first half of 2020", "2020-H1")]);
    check(
        "The port earned less in the second and fourth quarters.",
        &[("the second", "XXXX-Q2"), ("fourth quarters", "XXXX-Q4")],
    );
    check("Dues have doubled since year-end.", &[("year-end", "2021-12-31")]);
}

#[test]
fn ranges_have_both_their_ends() {
    check("The fair ran from 2015 to 2018.", &[("2015", "2015"), ("2018", "2018")]);
    check("The war of 1914-18 ruined the port.", &[("1914", "1914"), ("18", "1918")]);
    check("Talks are set for April 24 and 25.", &[("April 24", "2022-04-24"), ("25", "2022-04-25")]);
    check("The fair took place on May 3-5, 2019.", &[("May 3", "2019-05-03"), ("5, 2019", "2019-05-05")]);
    check("He paid on Jan. 5 and 20 men were freed.", &[("Jan. 5", "2022-01-05")]);
    check("The strike lasted from Monday to Thursday.", &[("Monday", "2022-01-31"), ("Thursday", "2022-01-27")]);
}

#[test]
fn holidays_and_named_days() {
    check("Schools closed on Good Friday.", &[("Good Friday", "2021-04-02")]);
    check("The embassy will reopen after Easter week.", &[("Easter week", "2022-W15")]);
    check("The bazaar shut for Thanksgiving weekend.", &[("Thanksgiving weekend", "2021-W47-WE")]);
    check("Shooting stopped on New Year's Eve 1999.", &[("New Year's Eve 1999", "1999-12-31")]);
    // By the moon: no value is invented.
    check("Shops open late during Ramadan.", &[("Ramadan", "")]);
}

#[test]
fn clock_times_keep_their_zone() {
    check("The vote closed at 4 p.m. EST on Monday.", &[("4 p.m. EST on Monday", "2022-01-31T16:00-05:00")]);
    check("The plane landed at 6:40 p.m. (GMT +8).", &[("6:40 p.m. (GMT +8)", "2022-02-01T18:40+08:00")]);
    check("The siren went off at 7 a.m. local time.", &[("7 a.m. local time", "2022-02-01T07:00")]);
    check("The convoy left at 9 a.m. ET.", &[("9 a.m. ET", "2022-02-01T09:00")]);
}

#[test]
fn nights_belong_to_their_evenings() {
    check("Shelling went on overnight.", &[("overnight", "2022-01-31TNI")]);
    check("The ferry sank last night.", &[("last night", "2022-01-31TNI")]);
    check(
        "The ship sails on Monday and Tuesday nights.",
        &[("Monday", "XXXX-WXX-1TNI"), ("Tuesday nights", "XXXX-WXX-2TNI")],
    );
}

#[test]
fn sets_tell_how_often() {
    check("The council meets every two weeks.", &[("every two weeks", "P2W")]);
    check("Pensions are paid twice a month.", &[("a month", "P1M")]);
    check("The dam has leaked in each of the last three years.", &[("each of the last three years", "P1Y")]);
    check("Prayers are said on Fridays.", &[("Fridays", "XXXX-WXX-5")]);
    check("The river floods every spring.", &[("every spring", "XXXX-SP")]);
}

#[test]
fn what_lies_ahead() {
    check("Unions planned a march in Bern on Saturday.", &[("Saturday", "2022-02-05")]);
    check("Unions called a strike for Friday.", &[("Friday", "2022-02-04")]);
    check("The hostages may be freed as soon as Thursday.", &[("Thursday", "2022-02-03")]);
    check("Crews want a deal before the ferry season begins in April.", &[("April", "2022-04")]);
    check("The truce ends in the coming weeks.", &[("the coming weeks", "PXW")]);
}

#[test]
fn back_to_what_was_spoken_of() {
    check(
        "The bank was robbed last October. The guard vanished that same day.",
        &[("last October", "2021-10"), ("that same day", "2021-10-XX")],
    );
    check(
        "The mill lost a million in the fourth quarter of 2005 and eight million for the entire year.",
        &[("the fourth quarter of 2005", "2005-Q4"), ("the entire year", "2005")],
    );
    check(
        "The guard was tried in June 1998 and jailed that August.",
        &[("June 1998", "1998-06"), ("that August", "1998-08")],
    );
    check("The harbour burned at dawn. An hour later, the roof fell.", &[("An hour later", "PT1H")]);
}

#[test]
fn the_day_stands_where_the_publisher_puts_it() {
    let value = |text: &str, publisher: Option<&str>| {
        let (mut article, doc) = analysed(text, Some(date(2022, 2, 1)));
        article.publisher = publisher.map(str::to_owned);
        when(&Desk::new(&article, &doc, &Codebook::built_in())).into_iter().next()?.value
    };
    let text = "The permit was stamped 03/04/2020.";
    assert_eq!(value(text, Some("Miami Herald")).as_deref(), Some("2020-03-04"));
    assert_eq!(value(text, Some("The Guardian")).as_deref(), Some("2020-04-03"));
    assert_eq!(value(text, None).as_deref(), Some("2020-XX-XX"));
    assert_eq!(value("The permit, stamped 03/04/2020, ends on 30/04/2023.", None).as_deref(), Some("2020-04-03"));
    assert_eq!(value("The permit was stamped 3.4.2020.", None).as_deref(), Some("2020-04-03"));
}

#[test]
fn names_and_habits_of_speech_are_no_times() {
    check("Marchers at the annual March for Peace were fined.", &[]);
    check("He fled in a 1987 Chevrolet van.", &[]);
    check("The party daily Tribuna mocked him.", &[]);
    check("It is only a matter of days before they go home.", &[]);
    check("Today's youth hardly knows him.", &[]);
}

#[test]
fn without_a_day_the_distance_stays() {
    let (article, doc) = analysed("Last week, the bank cut its rates, as it did three years ago.", None);
    let found = when(&Desk::new(&article, &doc, &Codebook::built_in()));
    let relative: Vec<_> = found.iter().map(|time| (time.value.as_deref(), time.relative.as_deref())).collect();
    assert_eq!(relative, [(None, Some("-1w")), (None, Some("-3y"))]);
}

#[test]
fn without_a_day_nothing_is_invented() {
    let text = "On Tuesday the envoy left. He flies home tomorrow, after two months, and starts a new post next year. He was \
                born in 1961, married on May 4, 1990, and moved five hours ago. It was Easter.";
    let (article, doc) = analysed(text, None);
    let found = when(&Desk::new(&article, &doc, &Codebook::built_in()));
    let relative: Vec<_> = found.iter().map(|time| (time.value.as_deref(), time.relative.as_deref())).collect();
    let wanted = [
        (None, None),
        (None, Some("+1d")),
        (Some("P2M"), None),
        (None, Some("+1y")),
        (Some("1961"), None),
        (Some("1990-05-04"), None),
        (None, Some("-5h")),
        (None, None),
    ];
    assert_eq!(relative, wanted);
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
        assert_eq!(Precision::of_value(value).map(Precision::name), Some(wanted), "{value}");
    }
    for value in ["P3Y", "PRESENT_REF", "FUTURE_REF", "XXXX-WXX-5"] {
        assert_eq!(Precision::of_value(value), None, "{value}");
    }
}

#[test]
fn words_of_the_calendar() {
    let codebook = Codebook::built_in();
    let times = &codebook.vocabulary.times;
    assert_eq!(times.month("sept."), Some(9));
    assert_eq!(times.month("mayor"), None);
    assert_eq!(times.weekday("tuesday"), Some((2, false)));
    assert_eq!(times.weekday("fridays"), Some((5, true)));
    assert_eq!(times.weekday("sun"), None);
    assert_eq!(times.unit("mins"), Some((TimeUnit::Minute, true)));
}

#[test]
fn a_named_day_is_not_hidden_by_a_shorter_name() {
    let codebook = Codebook::built_in();
    let days = &codebook.vocabulary.times.holidays;
    for (i, day) in days.iter().enumerate() {
        let longer = days[i + 1..].iter().find(|other| other.name.starts_with(&format!("{} ", day.name)));
        assert!(longer.is_none(), "{} hides {longer:?}", day.name);
    }
}

#[test]
fn days_counted_within_a_month_or_from_another_day() {
    check("The envoy left the day before yesterday.", &[("the day before yesterday", "2022-01-30")]);
    check("The talks will resume the day after tomorrow.", &[("the day after tomorrow", "2022-02-03")]);
    check("The bridge fell a week ago Monday.", &[("a week ago Monday", "2022-01-24")]);
    check("The court will sit Thursday week.", &[("Thursday week", "2022-02-10")]);
    check("The mine was shut for a fortnight.", &[("a fortnight", "P2W")]);
    check("The vote was held on the third Sunday of March 2021.", &[("the third Sunday of March 2021", "2021-03-21")]);
    check("The shop closed on the last day of April.", &[("the last day of April", "2021-04-30")]);
    check("The truce began in the second week of January.", &[("the second week of January", "2022-W02")]);
}

#[test]
fn dates_with_hyphens() {
    check(
        "The permit of 21-Oct-09 ran out on 04-Mar-2013.",
        &[("21-Oct-09", "2009-10-21"), ("04-Mar-2013", "2013-03-04")],
    );
    check("It was renewed on 2013-Oct-21.", &[("2013-Oct-21", "2013-10-21")]);
}

#[test]
fn numbers_and_names_that_are_no_times() {
    for text in [
        "The envoys praised resolution 1984.",
        "Flight 1962 was late.",
        "Send letters to PO Box 1978.",
        "She sold the house at 1936 Maple Avenue.",
        "The clerk lost file 1951-7.",
        "April Holm and June Berg sang.",
        "Dr. Friday left the hall.",
    ] {
        check(text, &[]);
    }
    check("The pact was signed in 1984.", &[("1984", "1984")]);
    check("In April Congress passed the bill.", &[("April", "2021-04")]);
}
