//! Which reports and which ledger has an invented crisis of `training/ledger/crises`?

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Its reports, and what is written down of them, both as the other crises have them.
pub(crate) fn read(name: &str, text: &str) -> (Vec<Value>, Vec<Value>) {
    let (reports, ledger) = text.split_once("=== LEDGER").expect("a ledger behind the reports");
    let mut sentences = BTreeMap::new();
    let reports = reports.trim_start_matches("@ ").split("\n@ ");
    let reports = reports.map(|report| read_report(report, &mut sentences)).collect();
    let entries = ledger.split("\n# ").skip(1);
    (reports, entries.map(|entry| read_entry(name, entry, &sentences)).collect())
}

fn read_report(report: &str, sentences: &mut BTreeMap<String, String>) -> Value {
    let (head, lines) = report.split_once('\n').expect("sentences behind the head");
    let [id, date, publisher, title] =
        head.splitn(4, '|').map(str::trim).collect::<Vec<_>>().try_into().expect("four fields");
    let mut text = String::new();
    for line in lines.lines() {
        match line.trim().split_once(' ') {
            Some((number, sentence)) => {
                text += if text.is_empty() || text.ends_with('\n') { "" } else { " " };
                text += sentence;
                sentences.insert(format!("{id}.{number}"), sentence.to_owned());
            }
            None if !text.is_empty() => text += "\n\n",
            None => {}
        }
    }
    let url = format!("https://wire.example/{id}");
    json!({"id": id, "url": url, "date": date, "title": title, "publisher": publisher, "text": text.trim()})
}

fn read_entry(name: &str, entry: &str, sentences: &BTreeMap<String, String>) -> Value {
    let mut lines = entry.lines();
    let kind = lines.next().and_then(|head| head.split('|').nth(1)).expect("a kind").trim();
    let told = |places: &str| -> Vec<Value> {
        let place = |place: &str| {
            let (report, _) = place.split_once('.').expect("report and sentence");
            let sentence = &sentences[&format!("{name}{place}")];
            json!({"report": format!("{name}{report}"), "sentence": sentence})
        };
        places.split_whitespace().map(place).collect()
    };
    let mut own = Vec::new();
    let mut outcomes = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let (what, places) = line.split_once(':').expect("places behind a colon");
        match what.split_whitespace().next() {
            Some("told") => own = told(places),
            Some(became) => outcomes.push(json!({"kind": became.replace('-', " "), "told": told(places)})),
            None => panic!("{line}"),
        }
    }
    json!({"kind": kind, "told": own, "outcomes": outcomes})
}
