//! Copies: which reports took over another's text?
//!
//! Gold: `NAME.docs.jsonl` with `{"id", "text", "set"}` and `NAME.pairs.jsonl` with `{"a", "b", "label"}`, `dup`, `grey` or `not`. Answers:
//! rows `{"id", "copies"}`, as `dateline stories --dedup copies` writes them, `{"id", "cluster"}`, or pairs `{"a", "b"}`. Every
//! pair within a `set` counts; what is `grey` is neither right nor wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dateline::Report;
use dateline_archive::reading::Reading;
use dateline_archive::stories::Dedup;
use serde::Deserialize;
use serde_json::Value;

use super::stories::{cluster, joined};
use super::texts::{Text, of_row};
use super::{Gold, Parts, before};
use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally};
use crate::rows::{self, rows};

/// A pair of reports, by their ids in order.
type Pair = (String, String);

struct Copies {
    texts: Vec<(Text, String)>,
    labels: BTreeMap<Pair, Label>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Label {
    Dup,
    Grey,
    Not,
}

#[derive(Deserialize)]
struct Row {
    a: Value,
    b: Value,
    label: Label,
}

/// The reports with marked pairs, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    for path in files {
        let Some(name) = before(path, ".docs.jsonl") else { continue };
        let found = rows::<Value>(path)?;
        let text = |(i, row): (usize, &Value)| {
            Ok((of_row(path, i + 1, row)?, row["set"].as_str().unwrap_or_default().to_owned()))
        };
        let texts = found.iter().enumerate().map(text).collect::<Result<_, Error>>()?;
        let pairs: Vec<Row> = rows(&path.with_file_name(format!("{name}.pairs.jsonl")))?;
        let labels = pairs.iter().map(|row| (pair(rows::text(&row.a), rows::text(&row.b)), row.label)).collect();
        parts.push((name.to_owned(), Box::new(Copies { texts, labels })));
    }
    Ok(parts)
}

fn pair(a: String, b: String) -> Pair {
    if a <= b { (a, b) } else { (b, a) }
}

impl Copies {
    /// The pairs that answers call copies, within a set.
    fn said(&self, answers: &Answers, sets: &BTreeMap<&str, &str>) -> BTreeSet<Pair> {
        let mut said = BTreeSet::new();
        let mut clusters: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for id in sets.keys() {
            clusters.entry(cluster(answers, id, "copies")).or_default().push(id);
        }
        for ids in clusters.values() {
            for (i, a) in ids.iter().enumerate() {
                said.extend(ids[i + 1..].iter().map(|b| pair((*a).to_owned(), (*b).to_owned())));
            }
        }
        let listed = answers.iter().filter(|(_, row)| row.get("a").is_some() && row.get("b").is_some());
        said.extend(listed.map(|(_, row)| pair(rows::text(&row["a"]), rows::text(&row["b"]))));
        said.retain(|(a, b)| a != b && sets.contains_key(a.as_str()) && sets.get(a.as_str()) == sets.get(b.as_str()));
        said
    }
}

impl Gold for Copies {
    fn measures(&self) -> Vec<Measure> {
        vec![Measure::Found("pairs".to_owned())]
    }

    fn reports(&self) -> Vec<Report> {
        self.texts.iter().map(|(text, _)| text.report.clone()).collect()
    }

    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        joined(reading, self.reports(), Dedup::Copies)
    }

    /// Pairs are an answer about all.
    fn unanswered(&self, answers: &Answers) -> usize {
        let has_pairs = answers.iter().any(|(_, row)| row.get("a").is_some() && row.get("b").is_some());
        let is_silent = |text: &Text| !has_pairs && answers.of(&text.report.source.id).is_null();
        self.texts.iter().filter(|(text, _)| is_silent(text)).count()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        let sets: BTreeMap<&str, &str> =
            self.texts.iter().map(|(text, set)| (text.report.source.id.as_str(), set.as_str())).collect();
        let said = self.said(answers, &sets);
        let mut judged: BTreeMap<&str, Judged> = sets
            .keys()
            .map(|id| (*id, Judged { id: (*id).to_owned(), tallies: vec![Tally::default()], ..Judged::default() }))
            .collect();
        let known = |(a, b): &Pair| sets.contains_key(a.as_str()) && sets.contains_key(b.as_str());
        let wanted: BTreeSet<Pair> = self
            .labels
            .iter()
            .filter(|(pair, label)| **label == Label::Dup && known(pair))
            .map(|(pair, _)| pair.clone())
            .collect();
        for both in said.union(&wanted).filter(|pair| self.labels.get(*pair) != Some(&Label::Grey)) {
            let (is_said, is_wanted) = (said.contains(both), wanted.contains(both));
            // Half of a pair at each of its reports.
            let half = |holds: bool| if holds { 0.5 } else { 0.0 };
            let right = half(is_said && is_wanted);
            let tally = Tally { right, said: half(is_said), found: right, wanted: half(is_wanted) };
            for id in [&both.0, &both.1] {
                if let Some(judged) = judged.get_mut(id.as_str()) {
                    judged.tallies[0] += tally;
                }
            }
            if is_said != is_wanted
                && let Some(judged) = judged.get_mut(both.0.as_str())
            {
                let class = if is_said { "wrong" } else { "missed" };
                let (class, wanted) = (class.to_owned(), String::new());
                judged.mistakes.push(Mistake { class, wanted, said: both.1.clone(), around: both.0.clone() });
            }
        }
        self.texts.iter().filter_map(|(text, _)| judged.remove(text.report.source.id.as_str())).collect()
    }
}
