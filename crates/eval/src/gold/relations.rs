//! Relations: which event relates two given mentions?
//!
//! Gold: rows with `"text", "source", "target", "root"`, as PLV has them. Answers: rows `{"id", "root"}`, as `dateline classify`
//! writes them. Names of older PLOVER are brought up to date on both sides; where the gold has YIELD, CONCEDE and RETREAT are that.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use dateline::record::Span;
use dateline::{Reader, Report};
use dateline_archive::reading::Reading;
use serde_json::{Value, json};

use super::events::{ROOTS, today};
use super::texts::{Text, of_row, part};
use super::{Gold, Parts};
use crate::answers::{Answers, stretch};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};
use crate::rows::{first, rows};

/// Two mentions and the event between them.
pub(super) struct Pair {
    pub(super) text: Text,
    /// All mentions of the source, the first first.
    pub(super) sources: Vec<(usize, usize)>,
    pub(super) targets: Vec<(usize, usize)>,
    root: String,
}

struct Relations {
    pairs: Vec<Pair>,
    /// Roots that the gold has, in PLOVER's order.
    roots: Vec<&'static str>,
    /// Whether CONCEDE and RETREAT are one.
    yields: bool,
}

/// The files with marked pairs, by name.
pub(super) fn pairs(files: &[PathBuf]) -> Result<Vec<(String, Vec<Pair>)>, Error> {
    let mut parts = Vec::new();
    let is_gold = |row: Value| row["root"].is_string() && row.get("source").is_some();
    for path in files.iter().filter(|path| first(path).is_some_and(is_gold)) {
        let found = rows::<Value>(path)?;
        let pair = |(i, row): (usize, &Value)| pair(path, i + 1, row);
        parts.push((part(path), found.iter().enumerate().map(pair).collect::<Result<_, _>>()?));
    }
    Ok(parts)
}

fn pair(path: &std::path::Path, line: usize, row: &Value) -> Result<Pair, Error> {
    let mentions = |key: &str| -> Vec<(usize, usize)> {
        let all = row[format!("{key}_all")].as_array().map(|all| all.iter().filter_map(stretch).collect());
        let first = || stretch(&row[key]).into_iter().collect();
        all.filter(|all: &Vec<_>| !all.is_empty()).unwrap_or_else(first)
    };
    let root = row["root"].as_str().unwrap_or_default();
    if !ROOTS.contains(&today(root)) {
        return Err(Error::line(path, line, format!("no event of PLOVER: {root}")));
    }
    let (mut sources, mut targets) = (mentions("source"), mentions("target"));
    // The pair itself stands first: that is what is classified.
    for (all, key) in [(&mut sources, "source"), (&mut targets, "target")] {
        match stretch(&row[key]) {
            Some(first) => {
                all.retain(|mention| *mention != first);
                all.insert(0, first);
            }
            None => all.clear(),
        }
    }
    Ok(Pair { text: of_row(path, line, row)?, sources, targets, root: root.to_owned() })
}

pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let gold = |(name, pairs): (String, Vec<Pair>)| (name, Box::new(Relations::of(pairs)) as Box<dyn Gold>);
    Ok(pairs(files)?.into_iter().map(gold).collect())
}

/// CONCEDE and RETREAT were one event.
pub(super) fn yielded(root: &str) -> &str {
    if matches!(root, "CONCEDE" | "RETREAT") { "YIELD" } else { root }
}

/// Whether an event is cooperation or conflict, in words or deeds: 1 to 4.
fn quad(root: &str) -> Option<usize> {
    match root {
        "AGREE" | "CONSULT" | "SUPPORT" => Some(1),
        "COOPERATE" | "AID" | "YIELD" | "CONCEDE" | "RETREAT" => Some(2),
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => Some(3),
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => Some(4),
        _ => None,
    }
}

impl Pair {
    fn id(&self) -> &str {
        &self.text.report.source.id
    }

    pub(super) fn root(&self) -> &str {
        &self.root
    }
}

impl Relations {
    fn of(pairs: Vec<Pair>) -> Self {
        let yields = pairs.iter().any(|pair| pair.root == "YIELD");
        let mut relations = Self { pairs, roots: Vec::new(), yields };
        let has = |root: &&&str| relations.pairs.iter().any(|pair| relations.normal(&pair.root) == **root);
        relations.roots = ROOTS.iter().filter(has).copied().collect();
        relations
    }

    fn normal<'r>(&self, root: &'r str) -> &'r str {
        let root = today(root);
        if self.yields { yielded(root) } else { root }
    }

    fn judge_pair(&self, pair: &Pair, answers: &Answers) -> Judged {
        let wanted = self.normal(&pair.root);
        let said = answers.of(pair.id())["root"].as_str().map(|root| self.normal(root));
        let class = |is_wanted: bool, is_said: bool| {
            Tally::matched(usize::from(is_wanted && is_said), usize::from(is_said), usize::from(is_wanted))
        };
        let (quads, sides) = ((quad(wanted), said.and_then(quad)), |quad: Option<usize>| quad.map(|quad| quad < 3));
        let mut tallies: Vec<Tally> =
            self.roots.iter().map(|root| class(wanted == *root, said == Some(root))).collect();
        tallies.push(Tally::one(said == Some(wanted)));
        tallies.extend((1..=4).map(|quad| class(quads.0 == Some(quad), quads.1 == Some(quad))));
        tallies.push(Tally::one(quads.0 == quads.1));
        tallies.push(Tally::one(sides(quads.0) == sides(quads.1)));
        let mistake = Mistake {
            class: format!("{wanted} taken for {}", said.unwrap_or("nothing")),
            wanted: wanted.to_owned(),
            said: said.unwrap_or_default().to_owned(),
            around: around(&pair.text.chars, pair.sources.first().copied().unwrap_or_default()),
        };
        let mistakes = if said == Some(wanted) { Vec::new() } else { vec![mistake] };
        Judged { id: pair.id().to_owned(), tallies, values: Vec::new(), mistakes }
    }
}

impl Gold for Relations {
    fn measures(&self) -> Vec<Measure> {
        let roots = self.roots.len();
        let mut measures = vec![Measure::MeanF1("macro-F1".to_owned(), (0..roots).collect())];
        measures.extend(self.roots.iter().map(|root| Measure::Found((*root).to_owned())));
        measures.push(Measure::Share("accuracy".to_owned()));
        measures.push(Measure::MeanF1("quads: macro-F1".to_owned(), (roots + 1..roots + 5).collect()));
        let quads = ["cooperation in words", "cooperation in deeds", "conflict in words", "conflict in deeds"];
        measures.extend(quads.map(|quad| Measure::Found(quad.to_owned())));
        measures.push(Measure::Share("quads: accuracy".to_owned()));
        measures.push(Measure::Share("cooperation or conflict: accuracy".to_owned()));
        measures
    }

    fn is_of_events(&self) -> bool {
        true
    }

    fn reports(&self) -> Vec<Report> {
        self.pairs.iter().map(|pair| pair.text.report.clone()).collect()
    }

    /// The event between each pair, on as many threads as read.
    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        let (next, answers) = (AtomicUsize::new(0), Mutex::new(Answers::default()));
        std::thread::scope(|scope| {
            for _ in 0..reading.jobs {
                scope.spawn(|| {
                    let reader = Reader::new(reading.pipeline, Arc::clone(reading.codebook));
                    let mut reader = reader.with_encoder(reading.encoder.clone());
                    while let Some(pair) = self.pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if reading.stop.load(Ordering::Relaxed) {
                            return;
                        }
                        let span = |mentions: &[(usize, usize)]| mentions.first().and_then(|mention| span(*mention));
                        let report = Report::new(pair.text.report.text.clone());
                        let found = reader.relate(&report, span(&pair.sources), span(&pair.targets));
                        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                        answers.add(pair.id().to_owned(), json!({"root": found.root}));
                    }
                });
            }
        });
        Ok(answers.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.pairs.iter().map(|pair| self.judge_pair(pair, answers)).collect()
    }
}

fn span((start, end): (usize, usize)) -> Option<Span> {
    Some(Span { start: start.try_into().ok()?, end: end.try_into().ok()? })
}
