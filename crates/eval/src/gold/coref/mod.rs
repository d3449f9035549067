//! Who is who: which stretches mean the same person, body, place?
//!
//! Gold: rows with `"entities": [{"start", "end", "chain", "type"}]`, as GUM has them. Answers: records, or rows of that form.
//! The measures of CoNLL-2012 (Pradhan et al.): MUC, B³, CEAF of entities, and the mean of their F1; for all mentions, and for
//! persons, organizations and places in chains of two and more.

mod assignment;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dateline::Report;
use serde::Deserialize;
use serde_json::{Value, json};

use self::assignment::greatest;
use super::texts::{Text, texts};
use super::{Gold, Parts};
use crate::answers::{Answers, list};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};
use crate::rows;

/// A mention.
#[derive(Clone, Debug, Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    chain: Value,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    wikidata: Option<String>,
}

type Chain = BTreeSet<(usize, usize)>;

struct Coref(Vec<(Text, Vec<Mention>)>);

/// The annotated files, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    texts(files, "entities", "chain", |texts| Box::new(Coref(texts)))
}

/// The mentions of a record's actors, or of a row.
fn told(answer: &Value) -> Vec<Mention> {
    if answer.get("entities").is_some() {
        return list(answer, "entities").iter().filter_map(|row| Mention::deserialize(row).ok()).collect();
    }
    let of_actor = |actor: &Value| -> Vec<Mention> {
        let mention = |row: &Value| {
            let row = json!({"start": row["start"], "end": row["end"], "chain": actor["id"], "type": actor["kind"]});
            Mention::deserialize(&row).ok()
        };
        list(actor, "mentions").iter().filter_map(mention).collect()
    };
    list(answer, "actors").iter().flat_map(of_actor).collect()
}

/// Chains in the order in which they begin, those that are too short left out.
fn chains(mentions: &[Mention], at_least: usize) -> Vec<Chain> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut chains: Vec<Chain> = Vec::new();
    for mention in mentions {
        let number = *numbers.entry(rows::text(&mention.chain)).or_insert(chains.len());
        if number == chains.len() {
            chains.push(Chain::new());
        }
        chains[number].insert((mention.start, mention.end));
    }
    chains.retain(|chain| chain.len() >= at_least);
    chains
}

/// Chains whose first mention is a person, an organization or a place; told ones that touch such a mention, or none of gold's.
/// All, where gold has no types.
fn named(wanted: &[Mention], told: &[Mention]) -> (Vec<Mention>, Vec<Mention>) {
    if wanted.iter().all(|mention| mention.kind.is_none()) {
        return (wanted.to_vec(), told.to_vec());
    }
    let mut kinds: BTreeMap<String, bool> = BTreeMap::new();
    for mention in wanted {
        let is_kept = matches!(mention.kind.as_deref(), Some("person" | "organization" | "place"));
        kinds.entry(rows::text(&mention.chain)).or_insert(is_kept);
    }
    let span = |mention: &Mention| (mention.start, mention.end);
    let all: Chain = wanted.iter().map(span).collect();
    let kept: Vec<Mention> = wanted.iter().filter(|mention| kinds[&rows::text(&mention.chain)]).cloned().collect();
    let spans: Chain = kept.iter().map(span).collect();
    let mut good: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for mention in told {
        let (touches, strays) = good.entry(rows::text(&mention.chain)).or_default();
        *touches |= spans.contains(&span(mention));
        *strays |= all.contains(&span(mention));
    }
    let is_good = |mention: &&Mention| matches!(good[&rows::text(&mention.chain)], (true, _) | (_, false));
    (kept, told.iter().filter(is_good).cloned().collect())
}

/// The tallies of mentions, MUC, B³ and CEAF.
fn counts(wanted: &[Chain], told: &[Chain]) -> [Tally; 4] {
    let numbers = |chains: &[Chain]| -> BTreeMap<(usize, usize), usize> {
        chains.iter().enumerate().flat_map(|(i, chain)| chain.iter().map(move |mention| (*mention, i))).collect()
    };
    let (gold, said) = (numbers(wanted), numbers(told));
    let both = gold.keys().filter(|mention| said.contains_key(mention)).count();
    let mut b3 = Tally { said: said.len() as f64, wanted: gold.len() as f64, ..Tally::default() };
    for (mention, g) in &gold {
        let Some(p) = said.get(mention) else { continue };
        let shared = wanted[*g].intersection(&told[*p]).count() as f64;
        b3.found += shared / wanted[*g].len() as f64;
        b3.right += shared / told[*p].len() as f64;
    }
    let (found, links) = linked(wanted, &said);
    let (right, said_links) = linked(told, &gold);
    let muc = Tally { right, said: said_links, found, wanted: links };
    let likeness = |x: &Chain| {
        let of = |y: &Chain| 2.0 * x.intersection(y).count() as f64 / (x.len() + y.len()) as f64;
        told.iter().map(of).collect::<Vec<f64>>()
    };
    let best = greatest(&wanted.iter().map(likeness).collect::<Vec<_>>());
    let ceaf = Tally { right: best, said: told.len() as f64, found: best, wanted: wanted.len() as f64 };
    [Tally::matched(both, said.len(), gold.len()), muc, b3, ceaf]
}

/// Links of chains that the other side has too, and all of them.
fn linked(chains: &[Chain], other: &BTreeMap<(usize, usize), usize>) -> (f64, f64) {
    let (mut found, mut all) = (0, 0);
    for chain in chains {
        let parts: BTreeSet<usize> = chain.iter().filter_map(|mention| other.get(mention)).copied().collect();
        let alone = chain.iter().filter(|mention| !other.contains_key(mention)).count();
        found += chain.len() - parts.len() - alone;
        all += chain.len() - 1;
    }
    (found as f64, all as f64)
}

fn judge(text: &Text, wanted: &[Mention], told: &[Mention]) -> Judged {
    let (some, theirs) = named(wanted, told);
    let (some, theirs) = (chains(&some, 2), chains(&theirs, 2));
    let mut tallies = counts(&some, &theirs).to_vec();
    tallies.extend(counts(&chains(wanted, 1), &chains(told, 1)));
    let entries: Vec<&Mention> = wanted.iter().filter(|mention| mention.wikidata.is_some()).collect();
    let linked = |mention: &&&Mention| {
        told.iter()
            .rfind(|told| (told.start, told.end) == (mention.start, mention.end))
            .is_some_and(|told| told.wikidata == mention.wikidata)
    };
    let links = told.iter().any(|told| told.wikidata.is_some());
    tallies.push(if links {
        Tally::share(entries.iter().filter(linked).count(), entries.len())
    } else {
        Tally::default()
    });
    let said: Chain = theirs.iter().flatten().copied().collect();
    let gold: Chain = some.iter().flatten().copied().collect();
    let words = |(start, end): &(usize, usize)| {
        text.chars[(*start).min(text.chars.len())..(*end).min(text.chars.len())].iter().collect::<String>()
    };
    let missed = gold.difference(&said).map(|mention| ("missed", words(mention), String::new(), mention));
    let wrong = said.difference(&gold).map(|mention| ("wrong", String::new(), words(mention), mention));
    let mistakes = missed.chain(wrong).map(|(class, wanted, said, mention)| Mistake {
        class: class.to_owned(),
        wanted,
        said,
        around: around(&text.chars, *mention),
    });
    Judged { id: text.report.source.id.clone(), tallies, values: Vec::new(), mistakes: mistakes.collect() }
}

/// The measures whose mean CoNLL-2012 takes.
const MEASURES: [&str; 4] = ["mentions", "MUC", "B³", "CEAF"];

impl Gold for Coref {
    fn measures(&self) -> Vec<Measure> {
        let group = |prefix: &str, first: usize| {
            let mut measures: Vec<Measure> =
                MEASURES.iter().map(|name| Measure::Found(format!("{prefix}{name}"))).collect();
            measures.push(Measure::MeanF1(format!("{prefix}CoNLL F1"), (first + 1..first + 4).collect()));
            measures
        };
        let link = Measure::Share("the same entry of Wikidata".to_owned());
        group("", 0).into_iter().chain(group("all mentions: ", 4)).chain([link]).collect()
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|(text, _)| text.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|(text, wanted)| judge(text, wanted, &told(answers.of(&text.report.source.id)))).collect()
    }
}
