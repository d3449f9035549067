//! Stories: which reports tell of the same?
//!
//! Gold: rows with `"id", "text", "cluster"`. Answers: rows `{"id", "story"}`, as `dateline stories` writes them, or `{"id",
//! "cluster"}`; a report without one stands alone. Pairs in one cluster are counted, and each report's own cluster (B³: Bagga and Baldwin 1998).

use std::collections::BTreeMap;
use std::path::PathBuf;

use dateline::Report;
use dateline_archive::reading::Reading;
use dateline_archive::stories::{Collection, Dedup, Scope};
use serde_json::{Value, json};

use super::texts::{Text, of_row, part};
use super::{Gold, Parts};
use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally};
use crate::rows::{self, first, rows};

struct Stories(Vec<(Text, String)>);

/// The files with clusters, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    let is_gold = |row: Value| row.get("cluster").is_some() && row.get("text").is_some();
    for path in files.iter().filter(|path| first(path).is_some_and(is_gold)) {
        let found = rows::<Value>(path)?;
        let text = |(i, row): (usize, &Value)| Ok((of_row(path, i + 1, row)?, rows::text(&row["cluster"])));
        let texts = found.iter().enumerate().map(text).collect::<Result<_, Error>>()?;
        parts.push((part(path), Box::new(Stories(texts))));
    }
    Ok(parts)
}

/// What the program joins of these reports: rows with the numbers of origin and story of each.
pub(super) fn joined(reading: &Reading<'_>, reports: Vec<Report>, dedup: Dedup) -> Result<Answers, Error> {
    let mut collection = Collection::new(Scope { dedup, ..Scope::default() });
    let mut answers = Answers::default();
    let texts: Vec<(String, String)> = reports.iter().map(|r| (r.source.id.clone(), r.text.clone())).collect();
    for ((id, text), record) in texts.into_iter().zip(reading.records(reports)) {
        match record {
            Ok(record) => collection.add(&record, &text)?,
            Err(failure) => drop(answers.failures.insert(id, failure.message)),
        }
    }
    for report in collection.stories().reports() {
        let row = serde_json::to_value(report).unwrap_or_else(|error| json!({"error": error.to_string()}));
        answers.add(rows::text(&row["id"]), row);
    }
    Ok(answers)
}

/// The cluster that an answer puts a report into.
pub(super) fn cluster(answers: &Answers, id: &str, key: &str) -> String {
    let answer = answers.of(id);
    let cluster = answer.get("cluster").or_else(|| answer.get(key)).filter(|cluster| !cluster.is_null());
    cluster.map_or_else(|| format!("alone {id}"), rows::text)
}

impl Gold for Stories {
    fn measures(&self) -> Vec<Measure> {
        ["B³", "pairs"].map(|name| Measure::Found(name.to_owned())).into()
    }

    fn is_of_events(&self) -> bool {
        true
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|(text, _)| text.report.clone()).collect()
    }

    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        joined(reading, self.reports(), Dedup::Stories)
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        let id = |text: &Text| text.report.source.id.clone();
        let said: Vec<String> = self.0.iter().map(|(text, _)| cluster(answers, &id(text), "story")).collect();
        let count = |of: &mut dyn Iterator<Item = String>| {
            let mut counts: BTreeMap<String, f64> = BTreeMap::new();
            of.for_each(|key| *counts.entry(key).or_default() += 1.0);
            counts
        };
        let pair = |wanted: &str, said: &str| format!("{wanted}\u{1f}{said}");
        let golds = count(&mut self.0.iter().map(|(_, wanted)| wanted.clone()));
        let clusters = count(&mut said.iter().cloned());
        let both = count(&mut self.0.iter().zip(&said).map(|((_, wanted), said)| pair(wanted, said)));
        let judge = |((text, wanted), said): (&(Text, String), &String)| {
            let (same, gold, cluster) = (both[&pair(wanted, said)], golds[wanted], clusters[said]);
            let b3 = Tally { right: same / cluster, said: 1.0, found: same / gold, wanted: 1.0 };
            // Each pair is counted at both of its reports.
            let half = |count: f64| (count - 1.0) / 2.0;
            let pairs = Tally { right: half(same), said: half(cluster), found: half(same), wanted: half(gold) };
            let mistake = |class: &str| Mistake {
                class: class.to_owned(),
                wanted: format!("{wanted}, with {} others", gold - 1.0),
                said: format!("with {} others, {} of them right", cluster - 1.0, same - 1.0),
                around: text.chars.iter().take(140).map(|c| if c.is_control() { ' ' } else { *c }).collect(),
            };
            let split = (same < gold).then(|| mistake("parted from its story"));
            let mixed = (same < cluster).then(|| mistake("among others"));
            let mistakes = split.into_iter().chain(mixed).collect();
            Judged { id: id(text), tallies: vec![b3, pairs], values: Vec::new(), mistakes }
        };
        self.0.iter().zip(&said).map(judge).collect()
    }
}
