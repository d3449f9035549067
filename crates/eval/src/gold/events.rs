//! Events of sentences, as gold standard records have them: which, between which countries?
//!
//! Gold: rows with `"id", "text"` and `"events": [{"event", "sources": [{"code"}], "targets", "reciprocal"}]`, or `"expected": [{"root",
//! "source", "target"}]`. Answers: records, or rows `{"id", "events": [{"source", "target", "root", "reciprocal"}]}`. Such records mark
//! one event of a sentence: precision is a lower bound. Pairs without a country on either side are left out on both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dateline::Report;
use serde_json::Value;

use super::texts::{Text, of_row, part};
use super::{Gold, Parts};
use crate::answers::{Answers, list};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};
use crate::rows::{first, rows};

/// The events of PLOVER in its order, with the one that CONCEDE and RETREAT were.
pub(super) const ROOTS: [&str; 17] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];
/// Countries by ISO 3166-1 alpha-3, with Kosovo.
const COUNTRIES: &str = include_str!("countries.txt");

/// What an event of older versions of PLOVER is called today.
pub(super) fn today(root: &str) -> &str {
    match root {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        root => root,
    }
}

/// An event between codes.
struct Event {
    root: String,
    sources: Vec<String>,
    targets: Vec<String>,
    is_reciprocal: bool,
}

/// What is compared of a sentence: events as often as they are told, each once, with their countries, and these alone.
#[derive(Default)]
struct Views {
    roots: Vec<String>,
    dyads: BTreeSet<(Option<String>, String, String)>,
}

struct Row {
    text: Text,
    views: Views,
    /// Whether all of it counts; else its pairs of countries alone.
    is_whole: bool,
}

struct Events(Vec<Row>);

/// The files with events of sentences, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    let is_coded = |event: &Value| event.get("sources").is_some();
    let is_gold =
        |row: Value| row["expected"].is_array() || row["events"].as_array().is_some_and(|all| all.iter().all(is_coded));
    for path in files.iter().filter(|path| first(path).is_some_and(is_gold)) {
        let found = rows::<Value>(path)?;
        let rows = found.iter().enumerate().filter_map(|(i, row)| of_gold(path, i + 1, row).transpose());
        parts.push((part(path), Box::new(Events(rows.collect::<Result<_, _>>()?))));
    }
    Ok(parts)
}

/// A row, unless it says that it is of no use.
fn of_gold(path: &Path, line: usize, row: &Value) -> Result<Option<Row>, Error> {
    let is_whole = row["usable"].as_bool().unwrap_or(true);
    if !is_whole && row["usable_dyad"].as_bool() != Some(true) {
        return Ok(None);
    }
    let expected = row["expected"].as_array().map(|all| all.iter().map(plain).collect::<Vec<_>>());
    let coded = |event: &Value| Event {
        root: event["event"].as_str().unwrap_or_default().to_owned(),
        sources: codes(&event["sources"]),
        targets: codes(&event["targets"]),
        is_reciprocal: event["reciprocal"].as_bool().unwrap_or_default(),
    };
    let events = expected.unwrap_or_else(|| list(row, "events").iter().map(coded).collect());
    Ok(Some(Row { text: of_row(path, line, row)?, views: views(&events), is_whole }))
}

/// Codes: one, several, or parties that have one.
fn codes(value: &Value) -> Vec<String> {
    match value {
        Value::String(code) if !code.is_empty() => vec![code.clone()],
        Value::Array(all) => {
            let code = |one: &Value| one.as_str().or_else(|| one["code"].as_str()).unwrap_or_default().to_owned();
            all.iter().map(code).collect()
        }
        _ => Vec::new(),
    }
}

fn plain(event: &Value) -> Event {
    Event {
        root: event["root"].as_str().unwrap_or_default().to_owned(),
        sources: codes(&event["source"]),
        targets: codes(&event["target"]),
        is_reciprocal: event["reciprocal"].as_bool().unwrap_or_default(),
    }
}

/// The events of an answer; of a record those that are not denied.
fn told(answer: &Value) -> Vec<Event> {
    let event = |event: &Value| {
        if event.get("event").is_none() {
            return Some(plain(event));
        }
        let (sources, targets) = (codes(&event["actor"]), codes(&event["recipient"]));
        let is_denied = list(event, "aux").iter().any(|aux| aux == "negation");
        let is_reciprocal = sources.len() > 1 && targets.is_empty();
        let root = event["event"].as_str().unwrap_or_default().to_owned();
        (!is_denied).then_some(Event { root, sources, targets, is_reciprocal })
    };
    list(answer, "events").iter().filter_map(event).collect()
}

/// The country of a code, some of which were called otherwise.
fn country(code: &str) -> Option<String> {
    let code: String = code.trim().to_uppercase().chars().take(3).collect();
    let code = match code.as_str() {
        "KOS" | "KSV" => "XKX",
        "TMP" => "TLS",
        "ROM" => "ROU",
        "ZAR" => "COD",
        code => code,
    };
    COUNTRIES.split_whitespace().any(|country| country == code).then(|| code.to_owned())
}

fn views(events: &[Event]) -> Views {
    let mut views = Views::default();
    for event in events {
        let root = Some(today(&event.root).to_owned()).filter(|root| !root.is_empty());
        views.roots.extend(root.clone());
        let all: Vec<&String> = event.sources.iter().chain(&event.targets).collect();
        let pairs: Vec<(&String, &String)> = if event.is_reciprocal {
            let others = |i: usize| all.iter().enumerate().filter(move |(j, _)| *j != i).map(|(_, other)| *other);
            (0..all.len())
                .flat_map(|i| others(i).map(move |other| (i, other)))
                .map(|(i, other)| (all[i], other))
                .collect()
        } else {
            event.sources.iter().flat_map(|a| event.targets.iter().map(move |b| (a, b))).collect()
        };
        let dyads = pairs.into_iter().filter_map(|(a, b)| Some((root.clone(), country(a)?, country(b)?)));
        views.dyads.extend(dyads);
    }
    views
}

impl Views {
    /// The four tallies; a row of which only pairs of countries count has nothing of the others.
    fn tallies(&self, told: &Self, is_whole: bool) -> Vec<Tally> {
        let counted = |roots: &[String]| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            roots.iter().for_each(|root| *counts.entry(root.clone()).or_default() += 1);
            counts
        };
        let (wanted, said) = (counted(&self.roots), counted(&told.roots));
        let both = wanted.iter().map(|(root, n)| (*n).min(said.get(root).copied().unwrap_or(0))).sum();
        let sets = wanted.keys().filter(|root| said.contains_key(*root)).count();
        let named =
            |views: &Self| views.dyads.iter().filter(|(root, ..)| root.is_some()).cloned().collect::<BTreeSet<_>>();
        let (named, named_told) = (named(self), named(told));
        let pairs = |views: &Self| views.dyads.iter().map(|(_, a, b)| (a.clone(), b.clone())).collect::<BTreeSet<_>>();
        let (pairs, pairs_told) = (pairs(self), pairs(told));
        let mut tallies = vec![
            Tally::matched(both, told.roots.len(), self.roots.len()),
            Tally::matched(sets, said.len(), wanted.len()),
            Tally::matched(named.intersection(&named_told).count(), named_told.len(), named.len()),
        ];
        if !is_whole {
            tallies.fill(Tally::default());
        }
        tallies.push(Tally::matched(pairs.intersection(&pairs_told).count(), pairs_told.len(), pairs.len()));
        tallies
    }

    fn shown(&self) -> String {
        let dyad =
            |(root, a, b): &(Option<String>, String, String)| format!("{} {a} → {b}", root.as_deref().unwrap_or("-"));
        let dyads: Vec<String> = self.dyads.iter().map(dyad).collect();
        if dyads.is_empty() { self.roots.join(", ") } else { dyads.join(", ") }
    }
}

impl Row {
    fn judge(&self, answers: &Answers) -> Judged {
        let id = self.text.report.source.id.clone();
        let told = views(&told(answers.of(&id)));
        let tallies = self.views.tallies(&told, self.is_whole);
        let class = if told.roots.is_empty() {
            "no event"
        } else if tallies[1].found < tallies[1].wanted {
            "another event"
        } else {
            "other countries"
        };
        let is_missed = tallies.iter().any(|tally| tally.found < tally.wanted);
        let mistake = Mistake {
            class: class.to_owned(),
            wanted: self.views.shown(),
            said: told.shown(),
            around: around(&self.text.chars, (0, 0)),
        };
        let mistakes = if is_missed { vec![mistake] } else { Vec::new() };
        Judged { id, tallies, values: Vec::new(), mistakes }
    }
}

impl Gold for Events {
    fn measures(&self) -> Vec<Measure> {
        let names = ["events", "events, each once", "events with their countries", "pairs of countries"];
        names.map(|name| Measure::Found(name.to_owned())).into()
    }

    fn is_of_events(&self) -> bool {
        true
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|row| row.text.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|row| row.judge(answers)).collect()
    }
}
