//! Figures in sentences of the kind that agencies write.

use super::*;
use crate::codebook::Codebook;
use crate::desk::{Desk, Figure, Listed};
use crate::when::tests::analysed;
use crate::when::when;

/// Text, comparator, value or lower end, unit and role of a figure.
type Row<'t> = (&'t str, &'t str, f64, Option<&'t str>, Option<&'t str>);

/// Checks the figures in a report.
fn check(text: &str, wanted: &[Row<'_>]) {
    let (article, doc) = analysed(text, Some(jiff::civil::date(2022, 2, 1)));
    let codebook = Codebook::built_in();
    let mut desk = Desk::new(&article, &doc, &codebook);
    desk.times = Listed::of(when(&desk), |time| &time.tokens);
    let figures = how_many(&desk);
    let row = |figure: &Figure| {
        let number = figure.value.or(figure.low).expect("a figure has a value or a lower end");
        format!(
            "{:?}",
            (
                &article.text[figure.bytes.range()],
                figure.comparator.name(),
                number,
                &figure.unit,
                figure.role.map(FigureRole::name)
            )
        )
    };
    let found: Vec<String> = figures.iter().map(row).collect();
    let wanted: Vec<String> = wanted.iter().map(|row| format!("{row:?}")).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn casualties() {
    check(
        "At least 12 people were killed and 30 others wounded.",
        &[
            ("At least 12 people", ">=", 12.0, Some("people"), Some("dead")),
            ("30 others", "=", 30.0, Some("others"), Some("injured")),
        ],
    );
    check("Police arrested 45 men.", &[("45 men", "=", 45.0, Some("men"), Some("arrested"))]);
    check("The death toll rose to 57.", &[("57", "=", 57.0, None, Some("dead"))]);
    check(
        "The storm left 300 families homeless.",
        &[("300 families", "=", 300.0, Some("families"), Some("displaced"))],
    );
    check("Gunmen killed three guards.", &[("three guards", "=", 3.0, Some("guards"), Some("dead"))]);
    check("Three gunmen killed the guard.", &[("Three gunmen", "=", 3.0, Some("gunmen"), None)]);
}

#[test]
fn changes_and_totals() {
    check(
        "The fleet will grow by 40 ships, bringing the total to 310.",
        &[("40 ships", "=", 40.0, Some("ships"), Some("change")), ("310", "=", 310.0, None, Some("total"))],
    );
    check("Exports fell 3.5 per cent.", &[("3.5 per cent", "=", 3.5, Some("%"), Some("change"))]);
    check("He was beaten by three men.", &[("three men", "=", 3.0, Some("men"), None)]);
}

#[test]
fn money_and_measures() {
    check("The port cost $1.5bn.", &[("$1.5bn", "=", 1.5e9, Some("USD"), Some("money"))]);
    check("They paid about 2 million euros.", &[("about 2 million euros", "~", 2e6, Some("EUR"), Some("money"))]);
    check(
        "Villagers saw 45 kilometres of road washed away.",
        &[("45 kilometres of road", "=", 45.0, Some("km"), None)],
    );
    check(
        "The tanker held 3 million barrels of oil.",
        &[("3 million barrels of oil", "=", 3e6, Some("barrels"), None)],
    );
    check("Only 12 percent of voters agreed.", &[("12 percent", "=", 12.0, Some("%"), Some("share"))]);
    check("One in four miners fell ill.", &[("One in four miners", "=", 0.25, Some("miners"), Some("share"))]);
}

#[test]
fn ranges_and_vague_numbers() {
    check("Between 10 and 15 ships were lost.", &[("Between 10 and 15 ships", "=", 10.0, Some("ships"), None)]);
    check("Tens of thousands of fans marched.", &[("Tens of thousands of fans", ">=", 20_000.0, Some("fans"), None)]);
    check("Two dozen lawmakers walked out.", &[("Two dozen lawmakers", "=", 24.0, Some("lawmakers"), None)]);
}

#[test]
fn numbers_that_are_no_figures() {
    for text in [
        "The ferry sank on Jan. 14, 2019.",
        "A 34-year-old welder stood by.",
        "Anna Berg, 34, spoke first.",
        "The treaty invokes Article 5.",
        "Harbour United won 3-2.",
        "Dial 202-555-0198 for help.",
        "One of the men fled.",
        "No one spoke.",
        "Voters under 30 stayed at home.",
        "The benefit is for those 65 or older.",
        "Packs 122, 124 and 131 sent food to pupils of grades 7 and 8.",
        "The house stands at 85 South Main Street.",
        "A neighbour called 911.",
        "The chamber split 4 to 1.",
        "A 2007 Toyota Corolla hit the FM 678 overpass.",
        "At 14, she went to sea.",
        "It is a two-way street.",
        "That was in the 90's.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn parts_of_a_whole() {
    check(
        "Nearly a third of the boats sank.",
        &[("Nearly a third of the boats", "~", 1.0 / 3.0, Some("boats"), Some("share"))],
    );
    check("Half of the crew fell ill.", &[("Half of the crew", "=", 0.5, Some("crew"), Some("share"))]);
    check("The farm has half an acre.", &[("half an acre", "=", 0.5, Some("acre"), None)]);
    check(
        "The widow lost a quarter of a million dollars.",
        &[("a quarter of a million dollars", "=", 250_000.0, Some("USD"), Some("money"))],
    );
}

#[test]
fn what_is_counted_may_stand_elsewhere() {
    check(
        "Shells killed 12 people and injured 30.",
        &[("12 people", "=", 12.0, Some("people"), Some("dead")), ("30", "=", 30.0, Some("people"), Some("injured"))],
    );
    check("Turnout stood at 200,000.", &[("200,000", "=", 200_000.0, Some("turnout"), None)]);
    check("It brings the number of infections to 29.", &[("29", "=", 29.0, Some("infections"), Some("total"))]);
    check(
        "The case was heard by 10 judges rather than 11.",
        &[("10 judges", "=", 10.0, Some("judges"), None), ("11", "=", 11.0, Some("judges"), None)],
    );
    check("They built a 13-story hotel.", &[("13-story", "=", 13.0, Some("story"), None)]);
}

#[test]
fn over_a_stretch_of_time_is_no_comparison() {
    check(
        "The fund will lend $80 million over 10 years.",
        &[("$80 million", "=", 8e7, Some("USD"), Some("money")), ("10 years", "=", 10.0, Some("years"), None)],
    );
    check("She had lived there for over 10 years.", &[("over 10 years", ">", 10.0, Some("years"), None)]);
}

#[test]
fn figures_that_contradict_each_other_stand_side_by_side() {
    let text = "The army said 12 soldiers were killed. The rebels said 40 soldiers were killed.";
    check(
        text,
        &[
            ("12 soldiers", "=", 12.0, Some("soldiers"), Some("dead")),
            ("40 soldiers", "=", 40.0, Some("soldiers"), Some("dead")),
        ],
    );
    let record = crate::parses::reader(Codebook::built_in()).read(&crate::Report::new(text));
    let claims: Vec<_> = record.figures.iter().map(|figure| figure.said_in.as_deref()).collect();
    assert!(claims.iter().all(Option::is_some) && claims[0] != claims[1], "{claims:?}");
}

#[test]
fn numbers_in_words_of_every_length() {
    check("The rebels lost a hundred and ten men.", &[("a hundred and ten men", "=", 110.0, Some("men"), None)]);
    check("The road runs a mile and a half to the mine.", &[("a mile and a half", "=", 1.5, Some("mile"), None)]);
    check(
        "The wall is three and three-quarter miles long.",
        &[("three and three-quarter miles", "=", 3.75, Some("miles"), None)],
    );
}
