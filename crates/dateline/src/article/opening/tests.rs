//! Datelines as agencies, papers and their archives print them.

use super::*;

/// Place, day, agency and writer of what a paragraph opens with; empty where there is none.
fn read(line: &str) -> [String; 4] {
    let block = format!("{line}The ferry sank in the night.");
    let Some(found) = opening(&block, &Codebook::built_in()) else { return Default::default() };
    assert_eq!(&block[found.story..], "The ferry sank in the night.", "{line}");
    let day = found.day.map(|day| format!("{} {}-{}", day.year.unwrap_or_default(), day.month, day.day));
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [text(found.place), day.unwrap_or_default(), text(found.agency), text(found.byline)]
}

#[track_caller]
fn check(rows: &[(&str, [&str; 4])]) {
    for (line, wanted) in rows {
        assert_eq!(read(line), *wanted, "{line}");
    }
}

#[test]
fn towns_in_capitals() {
    check(&[
        ("ALDMOOR, April 3 (CoastWire) - ", ["ALDMOOR", "0 4-3", "CoastWire", ""]),
        ("ALDMOOR (CoastWire) — ", ["ALDMOOR", "", "CoastWire", ""]),
        ("ALDMOOR/BRENWICK, 3 Apr 2029 – ", ["ALDMOOR/BRENWICK", "2029 4-3", "", ""]),
        ("ALDMOOR and BRENWICK, April 3 - ", ["ALDMOOR and BRENWICK", "0 4-3", "", ""]),
        ("BRENWICK, N.H. (AP) -- ", ["BRENWICK, N.H.", "", "AP", ""]),
        ("NEAR BRENWICK, northern Wales (AP) — ", ["NEAR BRENWICK, northern Wales", "", "AP", ""]),
        ("BRENWICK, Democratic Republic of Congo - ", ["BRENWICK, Democratic Republic of Congo", "", "", ""]),
        ("BRENWICK (Ohio), April 3 - ", ["BRENWICK (Ohio)", "0 4-3", "", ""]),
        ("PORT-au-PRINCE, Haiti --", ["PORT-au-PRINCE, Haiti", "", "", ""]),
        ("ALDMOOR: ", ["ALDMOOR", "", "", ""]),
    ]);
}

#[test]
fn towns_in_usual_letters() {
    check(&[
        ("Aldmoor (CoastWire) – ", ["Aldmoor", "", "CoastWire", ""]),
        ("Aldmoor, Denmark: ", ["Aldmoor, Denmark", "", "", ""]),
        ("Aldmoor, 3 April 2029 - ", ["Aldmoor", "2029 4-3", "", ""]),
        ("Aldmoor, Tuesday — ", ["Aldmoor", "", "", ""]),
        ("Tampere: ", ["Tampere", "", "", ""]),
        ("New Delhi, Apr 3 (PTI) ", ["New Delhi", "0 4-3", "PTI", ""]),
        ("Rio de Janeiro, Brazil (AP) — ", ["Rio de Janeiro, Brazil", "", "AP", ""]),
    ]);
}

#[test]
fn days_hours_and_agencies_in_any_order() {
    check(&[
        ("3 April 2029 - ", ["", "2029 4-3", "", ""]),
        ("Apr 3 (Reuters) - ", ["", "0 4-3", "Reuters", ""]),
        ("(ANSA) - ROME, APRIL 3 - ", ["ROME", "0 4-3", "ANSA", ""]),
        ("April 3, 2029 (JUBA) – ", ["JUBA", "2029 4-3", "", ""]),
        ("ALDMOOR, Tuesday, April 3, 10:30 GMT (CoastWire) - ", ["ALDMOOR", "0 4-3", "CoastWire", ""]),
        ("ALDMOOR, April 3. /TASS/. ", ["ALDMOOR", "0 4-3", "TASS", ""]),
        ("KYIV. April 3 (Interfax-Ukraine) - ", ["KYIV", "0 4-3", "Interfax-Ukraine", ""]),
        ("ALDMOOR, 2029-04-03 (CoastWire) – ", ["ALDMOOR", "2029 4-3", "CoastWire", ""]),
        ("ALDMOOR – 3 April 2029 – ", ["ALDMOOR", "2029 4-3", "", ""]),
        ("BEIJING, April 3 (Xinhua) -- ", ["BEIJING", "0 4-3", "Xinhua", ""]),
    ]);
}

#[test]
fn bylines_stand_before_them() {
    check(&[
        (
            "By Mia Lund ALDMOOR, Norway, April 3 (CoastWire) - ",
            ["ALDMOOR, Norway", "0 4-3", "CoastWire", "By Mia Lund"],
        ),
        ("By MIA LUND OSLO (AP) - ", ["OSLO", "", "AP", "By MIA LUND"]),
        ("By Mia Lund\nAldmoor, Norway (AP) — ", ["Aldmoor, Norway", "", "AP", "By Mia Lund"]),
    ]);
}

#[test]
fn labels_bodies_and_speakers_are_none() {
    for line in ["UPDATE: ", "WATCH - ", "NATO - ", "Mia Lund: ", "Mayor Mia Lund - ", "April 3 - "] {
        assert_eq!(read(line), [""; 4], "{line}");
    }
}

#[test]
fn a_line_of_its_own_may_hold_it() {
    let found = opening("ALDMOOR, April 3 (CoastWire) -", &Codebook::built_in()).expect("a dateline");
    assert_eq!((found.place, found.agency), (Some("ALDMOOR"), Some("CoastWire")));
    assert_eq!(opening("ALDMOOR", &Codebook::built_in()), None);
}

#[test]
fn a_lone_word_before_a_colon_may_be_a_town() {
    let codebook = Codebook::built_in();
    let place = |text: &str| lone_name(text, text, &codebook).and_then(|found| found.place.map(str::to_owned));
    let told = "The council of the town closed the old harbour on Monday after a storm had broken its wall.";
    assert_eq!(place(&format!("Brenwick: {told}")).as_deref(), Some("Brenwick"));
    assert_eq!(place(&format!("Brenwick: {told} Brenwick said nothing.")), None);
    assert_eq!(place(&format!("Coroner: {told}")), None);
}
