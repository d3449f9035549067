//! Which report is the origin of a cluster of copies, and what did each copy take over?

use jiff::civil::Date;
use serde::Serialize;

use super::copies::taken;
use super::happening::day_number;
use super::likeness::{Rarity, Vector, common};
use super::telling::Telling;
use super::words::Words;

/// Terms that are named as the reason of a merge.
const REASONS: usize = 5;

/// Copies of one report, by the numbers of their articles.
#[derive(Debug)]
pub(super) struct Cluster {
    /// In the order of input.
    pub(super) articles: Vec<u32>,
    /// The one with the most words: the others are cut from it, or from what it was cut from.
    pub(super) fullest: u32,
    /// The likely origin and how it was told.
    first: u32,
    how: &'static str,
    /// The days of the first and the last one.
    pub(super) days: Option<(i32, i32)>,
}

/// A report and its copies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// The number of the cluster.
    pub copies: u32,
    /// The report that is likely the first.
    pub report: String,
    /// How that was told: `credit` (the earliest that credits the agency which most copies credit), `date` (the earliest),
    /// `text` (the fullest), or `only`.
    pub how: &'static str,
    /// The agency that most copies credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Its publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Its copies.
    pub members: Vec<Copy>,
    /// Why it is in the story: the terms that it shares with the other origins; empty in a story of one origin.
    pub shares: Vec<String>,
}

/// An article that took over text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Copy {
    /// The report's id.
    pub report: String,
    /// Its publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Share of its words, from 0 to 1, that stand in the origin, in runs of four at least.
    pub taken: f64,
    /// Share of the origin's words that stand in it.
    pub keeps: f64,
    /// Why it is a copy, such as `12 of 14 sentences stand in r1`.
    pub reason: String,
}

/// The clusters, from the number of each article's.
pub(super) fn origins(tellings: &[Telling], copies: &[u32]) -> Vec<Cluster> {
    let mut articles: Vec<Vec<u32>> = Vec::new();
    for (article, &cluster) in (0_u32..).zip(copies) {
        if articles.len() <= cluster as usize {
            articles.push(Vec::new());
        }
        articles[cluster as usize].push(article);
    }
    articles.into_iter().map(|articles| cluster(tellings, articles)).collect()
}

fn cluster(tellings: &[Telling], articles: Vec<u32>) -> Cluster {
    let telling = |article: u32| &tellings[article as usize];
    let fullest =
        articles.iter().copied().max_by_key(|&article| (telling(article).body().len(), std::cmp::Reverse(article)));
    let fullest = fullest.expect("a cluster has an article");
    let agency = agency(tellings, &articles);
    let credits = |article: &u32| agency.as_deref().is_some_and(|agency| credits(telling(*article), agency));
    let earliest = |among: &mut dyn Iterator<Item = u32>| {
        among
            .filter(|&article| telling(article).published.is_some())
            .min_by_key(|&article| (telling(article).published, article))
    };
    let (first, how) = if articles.len() == 1 {
        (articles[0], "only")
    } else if let Some(first) = earliest(&mut articles.iter().copied().filter(credits)) {
        (first, "credit")
    } else if let Some(first) = earliest(&mut articles.iter().copied()) {
        (first, "date")
    } else {
        (fullest, "text")
    };
    let days = articles.iter().filter_map(|&article| telling(article).published).map(day_number);
    let days = days.clone().min().zip(days.max());
    Cluster { articles, fullest, first, how, days }
}

/// The agency that most of the articles credit or are published by; of several the first by name.
fn agency(tellings: &[Telling], articles: &[u32]) -> Option<String> {
    let mut named: Vec<&str> =
        articles.iter().flat_map(|&article| &tellings[article as usize].agencies).map(String::as_str).collect();
    named.sort_unstable();
    let most = named.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), std::cmp::Reverse(same[0])));
    most.map(|same| same[0].to_owned())
}

fn credits(telling: &Telling, agency: &str) -> bool {
    telling.publisher.as_deref() == Some(agency) || telling.agencies.iter().any(|other| other == agency)
}

/// The origins of one story, with the reasons for each.
pub(super) fn describe(clusters: &[(u32, &Cluster)], tellings: &[Telling], words: &Words) -> Vec<Origin> {
    let shares = shares(clusters, tellings, words);
    clusters
        .iter()
        .zip(shares)
        .map(|(&(number, cluster), shares)| origin(number, cluster, tellings, words, shares))
        .collect()
}

fn origin(number: u32, cluster: &Cluster, tellings: &[Telling], words: &Words, shares: Vec<String>) -> Origin {
    let first = &tellings[cluster.first as usize];
    let others = cluster.articles.iter().filter(|&&article| article != cluster.first);
    let copy = |&article: &u32| copy(&tellings[article as usize], first, words);
    Origin {
        copies: number,
        report: first.id.to_string(),
        how: cluster.how,
        agency: agency(tellings, &cluster.articles),
        publisher: first.publisher.as_deref().map(str::to_owned),
        title: first.title.as_deref().map(str::to_owned),
        published: first.published,
        members: others.map(copy).collect(),
        shares,
    }
}

fn copy(telling: &Telling, first: &Telling, words: &Words) -> Copy {
    let (there, back) = (taken(telling, first, words), taken(first, telling, words));
    // The one of which more was taken over tells why they are copies.
    let (what, other, whole) = if there.sentences * back.of >= back.sentences * there.of {
        (there, &first.id, "")
    } else {
        (back, &telling.id, "the origin's ")
    };
    Copy {
        report: telling.id.to_string(),
        publisher: telling.publisher.as_deref().map(str::to_owned),
        title: telling.title.as_deref().map(str::to_owned),
        published: telling.published,
        taken: hundredths(there.words),
        keeps: hundredths(back.words),
        reason: format!("{} of {whole}{} sentences stand in {other}", what.sentences, what.of),
    }
}

fn hundredths(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

/// For each origin the terms that it shares most with the others of its story.
fn shares(clusters: &[(u32, &Cluster)], tellings: &[Telling], words: &Words) -> Vec<Vec<String>> {
    if clusters.len() == 1 {
        return vec![Vec::new()];
    }
    let fullest: Vec<&Telling> = clusters.iter().map(|(_, cluster)| &tellings[cluster.fullest as usize]).collect();
    let rarity = Rarity::of(&fullest, words);
    let all_terms = rarity.terms();
    let vectors = rarity.vectors(&fullest);
    let all = vectors.iter().fold(Vec::new(), |all, vector| super::likeness::sum(&all, vector));
    let terms = |vector: &Vector| {
        let mut texts: Vec<String> = Vec::new();
        for term in common(vector, &all, 4 * REASONS) {
            let text = all_terms[term as usize].text(words);
            // A name is a word too, and its pair says more.
            if !texts.iter().any(|other| other.contains(&text)) && texts.len() < REASONS {
                texts.push(text);
            }
        }
        texts
    };
    vectors.iter().map(terms).collect()
}
