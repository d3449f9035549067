//! Many reports of one happening: which are copies, which tell the same story, which events are one event?
//!
//! An archive counts reports; a reader wants to know what happened, and how many independent sources say so. [`Collection`]
//! takes articles with their records and answers in three steps, each of which can be left out ([`Dedup`]):
//!
//! 1. *Copies*: articles that took over a report, whole, cut or partly rewritten, are one **origin**.
//! 2. *Stories*: origins that tell of the same happening are one **story**.
//! 3. *Events*: events of one story with one kind, day, place and parties are one **merged event**, with the reports that
//!    tell it, the number of independent origins, and what they say differently side by side.
//!
//! Every merge says why it was made. The answer depends on the articles and their order, not on threads or hash maps.

mod account;
mod copies;
mod event;
mod form;
mod happening;
mod known;
mod likeness;
mod linking;
mod lists;
mod merging;
mod names;
mod neighbours;
mod origin;
mod parting;
mod party;
mod scope;
mod spread;
mod telling;
mod trace;
mod words;

#[cfg(test)]
pub(crate) mod invented;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, Ordering};

use dateline::record::Record;
use serde::Serialize;

pub use account::Account;
pub use event::{Claim, Difference, EventRef, MergedEvent, Version};
pub use known::Known;
pub use origin::{Copy, Origin};
pub use scope::{Dedup, Scope};
pub use spread::{BANDS, Bands, Keys};
pub use trace::Search;
pub(crate) use words::{Token, fold, is_common, tokens};

use crate::error::Error;

use form::slots;
use likeness::Rarity;
use neighbours::Pair;
use rayon::prelude::*;
use telling::Telling;
use words::Words;

/// Mean likeness from which reports are joined into a story; chosen on news of 2005–2013 (half of ECB+) and 2010–2019
/// (half of BASIL), where the answers change little between 0.09 and 0.11.
const STORY: f64 = 0.1;

/// Likeness from which two reports are asked whether they are one form filled in twice, whose words make them alike.
const FORM: f64 = 0.17;

/// Likeness beside days and places, without which two reports may be any two of one day from one town.
const BESIDE: f64 = 0.04;

/// The articles among which copies and stories are sought.
///
/// # Example
///
/// ```
/// use dateline_archive::stories::{Collection, Scope};
///
/// let collection = Collection::new(Scope::default());
/// assert_eq!(collection.stories().reports().count(), 0);
/// ```
#[derive(Debug)]
pub struct Collection {
    scope: Scope,
    /// Of other reports than these.
    known: Known,
    words: Words,
    tellings: Vec<Telling>,
}

/// The answer for a whole collection. What is said of a story is put together when it is asked for, so that a million
/// articles fit in memory.
#[derive(Debug)]
pub struct Stories {
    collection: Collection,
    /// For each article the number of its origin.
    copies: Vec<u32>,
    origins: Vec<origin::Cluster>,
    /// For each origin the number of its story.
    story_of: Vec<u32>,
    /// The origins of each story.
    groups: Vec<Vec<u32>>,
}

/// Where a report belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Belonging<'s> {
    /// The report's id.
    pub id: &'s str,
    /// The number of its origin: copies of one report have the same.
    pub copies: u32,
    /// The number of its story.
    pub story: u32,
}

/// Reports of the same happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Story {
    /// Its number.
    pub story: u32,
    /// The headline of its first report, else that report's opening words.
    pub headline: String,
    /// Number of reports.
    pub reports: usize,
    /// The days of the first and the last report.
    pub published: Option<[jiff::civil::Date; 2]>,
    /// The independent origins, the earliest first.
    pub origins: Vec<Origin>,
    /// Its events, those that most origins tell first.
    pub events: Vec<MergedEvent>,
}

impl Collection {
    /// An empty collection.
    pub fn new(scope: Scope) -> Self {
        Self::among(scope, Known::default())
    }

    /// An empty collection for some of very many reports, of which this is known.
    pub fn among(scope: Scope, known: Known) -> Self {
        Self { scope, known, words: Words::default(), tellings: Vec::new() }
    }

    /// What is known of other reports.
    pub fn into_known(self) -> Known {
        self.known
    }

    /// Adds an article: its record and the text that the record was read from.
    ///
    /// # Errors
    ///
    /// If the articles would have more distinct words together than can be compared.
    pub fn add(&mut self, record: &Record, text: &str) -> Result<(), Error> {
        self.add_account(Account::of(record, text))
    }

    /// Adds an article by what was kept of it.
    ///
    /// # Errors
    ///
    /// If the articles would have more distinct words together than can be compared.
    pub fn add_account(&mut self, account: Account) -> Result<(), Error> {
        let bytes = account.story.len() + account.title.as_ref().map_or(0, |title| title.len() + 1);
        if !self.words.have_room(bytes, telling::MOST_WORDS) {
            return Err(Error::Words { most: telling::MOST_WORDS, articles: self.tellings.len() });
        }
        let telling = Telling::of(account, &mut self.words);
        self.tellings.push(telling);
        Ok(())
    }

    /// Finds copies, stories and merged events.
    pub fn stories(self) -> Stories {
        self.stories_unless(&AtomicBool::new(false)).expect("nobody stops it")
    }

    /// The same; nothing, if it is stopped, which is asked between its stages.
    pub fn stories_unless(mut self, stop: &AtomicBool) -> Option<Stories> {
        self.tellings.shrink_to_fit();
        self.known.apply(&mut self.tellings, &mut self.words);
        let copies = self.copies();
        go_on(stop)?;
        let origins = origin::origins(&self.tellings, &copies);
        let groups = self.groups(&origins, stop)?;
        Some(Stories::of(self, copies, origins, groups))
    }

    /// The stories of reports that were compared before: for each, in the order in which they were added, names of its origin
    /// and of its story.
    ///
    /// # Panics
    ///
    /// If there are not as many as reports.
    pub fn told(mut self, names: &[(u32, u32)]) -> Stories {
        assert_eq!(names.len(), self.tellings.len(), "each report belongs to an origin and a story");
        self.known.apply(&mut self.tellings, &mut self.words);
        let numbered = |name: fn(&(u32, u32)) -> u32| copies::number(&names.iter().map(name).collect::<Vec<_>>());
        let (copies, stories) = (numbered(|names| names.0), numbered(|names| names.1));
        let origins = origin::origins(&self.tellings, &copies);
        let groups = gathered(origins.iter().map(|origin| stories[origin.articles[0] as usize]));
        Stories::of(self, copies, origins, groups)
    }

    fn copies(&mut self) -> Vec<u32> {
        match self.scope.dedup {
            Dedup::None => (0..self.tellings.len() as u32).collect(),
            Dedup::Copies | Dedup::Stories => copies::clusters(&mut self.tellings, &self.words),
        }
    }

    /// The origins of each story, in order of their first articles; nothing, if it is stopped.
    fn groups(&self, origins: &[origin::Cluster], stop: &AtomicBool) -> Option<Vec<Vec<u32>>> {
        if self.scope.dedup != Dedup::Stories {
            return Some((0..origins.len() as u32).map(|origin| vec![origin]).collect());
        }
        let firsts: Vec<&Telling> = origins.iter().map(|cluster| &self.tellings[cluster.fullest as usize]).collect();
        let rarity = Rarity::among(&firsts, &self.words, &self.known);
        let days: Vec<Option<(i32, i32)>> = origins.iter().map(|cluster| cluster.days).collect();
        let window = self.scope.window();
        go_on(stop)?;
        let pairs = alike(&rarity, &firsts, &days, window);
        go_on(stop)?;
        let vector = |origin: u32| rarity.vector(firsts[origin as usize]);
        let apart = self.apart(&pairs, &firsts);
        go_on(stop)?;
        let heads = linking::link(&days, &pairs, &apart, vector, (window, STORY));
        go_on(stop)?;
        let groups = gathered(copies::number(&heads).into_iter());
        let mut parts: Vec<Vec<u32>> =
            groups.into_iter().flat_map(|group| parting::part(group, &firsts, &rarity)).collect();
        parts.sort_by_key(|part| part[0]);
        Some(parts)
    }

    /// Of the pairs those that tell of different happenings in one form, the smaller number first, in order.
    fn apart(&self, pairs: &[Pair], firsts: &[&Telling]) -> Vec<(u32, u32)> {
        let of = |report: u32| firsts[report as usize];
        let is_apart =
            |pair: &&Pair| pair.likeness >= FORM && slots(of(pair.a), of(pair.b), &self.words).are_one_form();
        let mut apart: Vec<(u32, u32)> =
            pairs.par_iter().filter(is_apart).map(|pair| (pair.a.min(pair.b), pair.a.max(pair.b))).collect();
        apart.par_sort_unstable();
        apart
    }
}

/// The pairs that may be of one story: alike enough, and not in days and places alone.
fn alike(rarity: &Rarity, firsts: &[&Telling], days: &[Option<(i32, i32)>], window: i32) -> Vec<Pair> {
    let vectors = rarity.vectors(firsts);
    let beside = |pair: &Pair| rarity.beside_setting(&vectors[pair.a as usize], &vectors[pair.b as usize]);
    let pairs = neighbours::neighbours(&vectors, days, window, STORY);
    pairs.into_par_iter().filter(|pair| beside(pair) >= BESIDE).collect()
}

/// The origins of each story, from the number of each one's; these are numbers from zero, in order of first appearance.
fn gathered(stories: impl Iterator<Item = u32>) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (origin, story) in (0_u32..).zip(stories) {
        match groups.get_mut(story as usize) {
            Some(group) => group.push(origin),
            None => groups.push(vec![origin]),
        }
    }
    groups
}

/// Nothing, if it is stopped.
fn go_on(stop: &AtomicBool) -> Option<()> {
    (!stop.load(Ordering::Relaxed)).then_some(())
}

impl Stories {
    fn of(collection: Collection, copies: Vec<u32>, origins: Vec<origin::Cluster>, groups: Vec<Vec<u32>>) -> Self {
        let mut story_of = vec![0; origins.len()];
        for (story, group) in (0_u32..).zip(&groups) {
            group.iter().for_each(|&origin| story_of[origin as usize] = story);
        }
        Self { collection, copies, origins, story_of, groups }
    }

    /// For each article, in the order in which they were added, where it belongs.
    pub fn reports(&self) -> impl Iterator<Item = Belonging<'_>> {
        self.collection.tellings.iter().zip(&self.copies).map(|(telling, &copies)| Belonging {
            id: &telling.id,
            copies,
            story: self.story_of[copies as usize],
        })
    }

    /// Number of independent origins.
    pub fn origins(&self) -> usize {
        self.origins.len()
    }

    /// Number of stories.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is none, since there was no article.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// What the comparison knew of other reports.
    pub fn knew(&self) -> &Known {
        &self.collection.known
    }

    /// The stories, by their first articles.
    pub fn iter(&self) -> impl Iterator<Item = Story> {
        (0_u32..).zip(&self.groups).map(|(number, group)| self.story(number, group))
    }

    fn story(&self, number: u32, group: &[u32]) -> Story {
        let Collection { tellings, words, scope, .. } = &self.collection;
        let mut clusters: Vec<(u32, &origin::Cluster)> =
            group.iter().map(|&origin| (origin, &self.origins[origin as usize])).collect();
        clusters.sort_by_key(|(number, cluster)| (cluster.days.is_none(), cluster.days, *number));
        let mut articles: Vec<(u32, u32)> = Vec::new();
        for (number, cluster) in &clusters {
            articles.extend(cluster.articles.iter().map(|&article| (article, *number)));
        }
        let day = |article: u32| tellings[article as usize].published;
        articles.sort_by_key(|&(article, _)| (day(article).is_none(), day(article), article));
        let first = &tellings[articles[0].0 as usize];
        let days = || articles.iter().filter_map(|&(article, _)| day(article));
        Story {
            story: number,
            headline: first.title.as_deref().map_or_else(|| opening(first, words), str::to_owned),
            reports: articles.len(),
            published: days().min().zip(days().max()).map(|(first, last)| [first, last]),
            origins: origin::describe(&clusters, tellings, words),
            events: event::events(&articles, tellings, *scope),
        }
    }
}

/// The opening words of an article without a headline.
fn opening(telling: &Telling, words: &Words) -> String {
    let opening = telling.body().iter().take(10).map(|occurrence| words.text(occurrence.word()));
    opening.collect::<Vec<_>>().join(" ") + " …"
}
