//! `dateline stories`: the abduction of docs/stories.md, as the program answers it.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What the program prints; nothing where there is no language model, or not the file.
fn printed(arguments: &[&str], file: &str) -> Option<String> {
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().expect("the program runs")
    };
    // Written past the test harness, so that even a captured test shows it.
    let skipped = |why: &str| {
        let _ = writeln!(std::io::stderr(), "SKIPPED dateline stories {file}: {why}");
        None
    };
    if !Path::new(file).exists() {
        return skipped("the file is absent");
    }
    if !run(&["model", "info"]).status.success() {
        return skipped("no language model; run `dateline model install`");
    }
    let output = run(&[&["stories", file], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("the output is UTF-8"))
}

fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("each line is an object")).collect()
}

fn stories(options: &[&str]) -> Option<Vec<Value>> {
    printed(options, "examples/abduction").map(|text| objects(&text))
}

fn numbers(places: &[Value], what: &str) -> Vec<u64> {
    places.iter().filter_map(|place| place[what].as_u64()).collect()
}

#[test]
fn one_abduction_in_six_reports_has_three_origins() {
    let Some(places) = stories(&["--format", "jsonl"]) else { return };
    assert_eq!(numbers(&places, "copies"), [0, 0, 0, 0, 1, 2, 3, 4]);
    assert_eq!(numbers(&places, "story"), [0, 0, 0, 0, 0, 0, 1, 2]);
}

#[test]
fn each_merge_can_be_undone() {
    let Some(places) = stories(&["--format", "jsonl", "--dedup", "none"]) else { return };
    assert_eq!(numbers(&places, "copies"), [0, 1, 2, 3, 4, 5, 6, 7]);
    let Some(places) = stories(&["--format", "jsonl", "--dedup", "copies"]) else { return };
    assert_eq!(numbers(&places, "story"), [0, 0, 0, 0, 1, 2, 3, 4]);
}

#[test]
fn the_abduction_is_one_event_with_its_differences() {
    let Some(events) = stories(&["--format", "events"]) else { return };
    let abduction = |event: &&Value| event["story"] == 0 && event["mode"][0] == "abduct" && event["place"] == "Lafia";
    let abductions: Vec<&Value> = events.iter().filter(abduction).collect();
    assert_eq!(abductions.len(), 1, "{events:#?}");
    let event = abductions[0];
    assert!(event["independent"].as_u64() < event["reports"].as_u64() && event["independent"].as_u64() >= Some(2));
    assert_eq!(event["first"], "national-wire-1");
    let differences = event["differences"].as_array().expect("a list");
    assert!(differences.iter().any(|difference| difference["what"] == "recipient"));
    assert!(event["agree"].as_array().is_some_and(|agree| agree.iter().any(|what| what == "place")));
}

#[test]
fn people_see_origins_reasons_and_shares() {
    let Some(text) = printed(&["--format", "table"], "examples/abduction") else { return };
    for words in ["8 reports, 5 independent origins, 3 stories", "of its words are taken over", "sentences stand in"] {
        assert!(text.contains(words), "no {words:?} in {text}");
    }
}

#[test]
fn a_window_is_a_number_that_is_not_below_0() {
    for window in ["--window-km=NaN", "--window-km=inf", "--window-km=-5", "--window-days=-1"] {
        let run = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["stories", "examples/abduction", window]).output();
        let run = run.expect("the program runs");
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.code() == Some(2) && told.contains("invalid value"), "{window}: {told}");
    }
}

/// Reports of one day, each with its copies and its story.
const DAY: [(&str, u64, u64); 13] = [
    (
        "Russian forces shelled the grain port of Berdiansk on Monday, killing a pilot. Two cranes fell into the basin.",
        0,
        0,
    ),
    (
        "Ukrainian forces shelled the grain port of Berdiansk on Monday, killing a pilot. Two cranes fell into the basin.",
        1,
        1,
    ),
    (
        "A man of 42 was arrested on suspicion of taking lead from three churches. His van was stopped at four in the morning, \
        Kent police said. Half a tonne of metal lay under a tarpaulin.",
        2,
        2,
    ),
    (
        "A man of 42 was arrested on suspicion of taking lead from three churches. His van was stopped at four in the morning, \
        Essex police said. Half a tonne of metal lay under a tarpaulin.",
        3,
        3,
    ),
    (
        "Ana Berg was chosen to lead the union of teachers on Saturday, with 212 votes of 380. It threatens to strike.",
        4,
        4,
    ),
    (
        "Jon Berg was chosen to lead the union of teachers on Saturday, with 212 votes of 380. It threatens to strike.",
        5,
        5,
    ),
    (
        "A ferry with 210 people on board sank off Panay on Saturday and 17 of them died, the coast guard said. Fishermen saved \
        most. The Santa Rosa had left Iloilo at noon for Bacolod, said Captain Ramon Villar.",
        6,
        6,
    ),
    (
        "A ferry with 210 people on board sank off Panay on Saturday and 34 of them died, the coast guard said. Fishermen saved \
        most. The Santa Rosa had left Iloilo at noon for Bacolod, said Captain Ramon Vilar.",
        6,
        6,
    ),
    (
        "A bridge over the Drava in Osijek fell on Monday under a lorry with gravel. The driver, Ivo Matek, swam ashore with a \
        broken arm.",
        7,
        7,
    ),
    (
        "Nurses of three hospitals in Split left their wards for higher pay. Their union, led by Marija Peric, asks for a fifth \
        more.",
        8,
        8,
    ),
    (
        "Which office looked at the bridge that fell into the Drava? The county of Osijek does not know. Ivo Matek came home with \
        his arm in plaster.",
        9,
        7,
    ),
    ("The senate of Chile rejected a reform of pensions on Monday by 26 votes to 22.", 10, 9),
    ("A wildfire in Chile burned down sixty houses on Monday. Families were led to higher ground.", 11, 10),
];

#[test]
fn what_differs_in_parties_and_facts_is_another_event() {
    let reports = DAY.iter().enumerate().map(|(number, (text, ..))| {
        serde_json::json!({ "id": number.to_string(), "date": "2031-05-06", "text": text }).to_string()
    });
    let file = std::env::temp_dir().join(format!("dateline-parties-{}.jsonl", std::process::id()));
    std::fs::write(&file, reports.collect::<Vec<_>>().join("\n")).expect("written");
    let text = printed(&["--format", "jsonl"], file.to_str().expect("the path is UTF-8"));
    std::fs::remove_file(&file).expect("removed");
    let Some(places) = text.map(|text| objects(&text)) else { return };
    assert_eq!(numbers(&places, "copies"), DAY.map(|(_, copies, _)| copies));
    assert_eq!(numbers(&places, "story"), DAY.map(|(.., story)| story));
}

/// The outside test sets; they stand beside the repository where they are.
#[test]
fn reports_of_one_event_stay_together_on_outside_sets() {
    let Some(text) = printed(&["--format", "jsonl"], "../shared/bench/stories/basil.dev.jsonl") else { return };
    let stories: BTreeSet<u64> = numbers(&objects(&text), "story").into_iter().collect();
    assert!((43..=47).contains(&stories.len()), "45 stories are {} here", stories.len());
}
