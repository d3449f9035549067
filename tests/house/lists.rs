//! What does ARCHITECTURE.md allow?

use std::collections::{BTreeMap, BTreeSet};

use crate::arrows::Arrows;

/// The lists of ARCHITECTURE.md.
pub(crate) struct Lists {
    /// By crate, the arrows from room to room.
    pub(crate) arrows: BTreeMap<String, BTreeSet<(String, String)>>,
    /// Files in which English words may stand, with the reason.
    pub(crate) words: BTreeMap<String, String>,
    /// Files (`path`) and functions (`path: name`) that may be longer than the rule, with the reason.
    pub(crate) long: BTreeMap<String, String>,
}

impl Lists {
    /// Reads them: blocks fenced with "text rooms of CRATE", whose lines are `room → room, room`, and the tables under
    /// the headings "English in Rust" and "Longer than the rule".
    pub(crate) fn of(document: &str) -> Self {
        let mut lists = Self { arrows: BTreeMap::new(), words: BTreeMap::new(), long: BTreeMap::new() };
        let mut heading = "";
        let mut block: Option<&mut BTreeSet<(String, String)>> = None;
        for line in document.lines() {
            if let Some(krate) = line.strip_prefix("```text rooms of ") {
                assert!(!lists.arrows.contains_key(krate), "ARCHITECTURE.md: two lists of the rooms of {krate}");
                block = Some(lists.arrows.entry(krate.to_owned()).or_default());
            } else if line.starts_with("```") {
                block = None;
            } else if let Some(arrows) = &mut block {
                add_arrows(line, arrows);
            } else if let Some(name) = line.strip_prefix('#') {
                heading = name.trim_start_matches('#').trim();
            } else if heading == "English in Rust" {
                add_row(line, &mut lists.words);
            } else if heading == "Longer than the rule" {
                add_row(line, &mut lists.long);
            }
        }
        lists
    }
}

/// Arrows as the list has them.
pub(crate) fn written(arrows: &Arrows) -> String {
    let mut rooms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        rooms.entry(from).or_default().push(to);
    }
    rooms.iter().map(|(from, to)| format!("{from} → {}\n", to.join(", "))).collect()
}

fn add_arrows(line: &str, arrows: &mut BTreeSet<(String, String)>) {
    let Some((from, to)) = line.split_once('→') else {
        panic!("ARCHITECTURE.md: \"{line}\" is no line of a list of rooms, as \"said → who, words\"");
    };
    for to in to.split(',') {
        let is_new = arrows.insert((from.trim().to_owned(), to.trim().to_owned()));
        assert!(is_new, "ARCHITECTURE.md: \"{line}\": an arrow stands there twice");
    }
}

/// A row of a table whose first cell is code, in backticks.
fn add_row(line: &str, rows: &mut BTreeMap<String, String>) {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
    if let [name, reason] = cells[..]
        && let Some(name) = name.strip_prefix('`').and_then(|name| name.strip_suffix('`'))
    {
        assert!(reason.contains(' '), "ARCHITECTURE.md: {name} is allowed without a reason");
        let before = rows.insert(name.to_owned(), reason.to_owned());
        assert!(before.is_none(), "ARCHITECTURE.md: {name} stands there twice");
    }
}
