//! One event told by many reports: who tells it, how many independently, what do they say differently?

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::happening::{Happening, Somebody, date_of};
use super::merging::{Merged, Reach, merge};
use super::scope::Scope;
use super::telling::Telling;

/// One happening, as all reports of a story tell it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergedEvent {
    /// One of PLOVER's sixteen.
    pub event: String,
    /// PLOVER modes that any report gives.
    pub mode: Vec<String>,
    /// What keeps it from being a fact: `future`, `hypothetical`, `negation`.
    pub aux: Vec<String>,
    /// Who did it, as the first report says.
    pub actor: Vec<String>,
    /// To whom, as the first report says.
    pub recipient: Vec<String>,
    /// The first and last day it may have been, by the reports that are most precise.
    pub days: Option<[Date; 2]>,
    /// Where, as the first report that says so has it.
    pub place: Option<String>,
    /// The reports that tell it, with the number of the happening there.
    pub told: Vec<EventRef>,
    /// Number of reports.
    pub reports: usize,
    /// Number of independent origins: reports that copy each other count once.
    pub independent: usize,
    /// The report that told it first.
    pub first: String,
    /// The days of the first and the last report.
    pub published: Option<[Date; 2]>,
    /// The sentence of the first report.
    pub sentence: String,
    /// What the reports say differently.
    pub differences: Vec<Difference>,
    /// Who claims it, where the paper does not say it itself.
    pub claims: Vec<Claim>,
    /// Why these are one event: what they agree in.
    pub agree: Vec<&'static str>,
}

/// A happening of one report; `r1#h3` in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRef {
    /// The report.
    pub report: String,
    /// The number of the happening there.
    pub happening: String,
}

impl std::fmt::Display for EventRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.report, self.happening)
    }
}

impl Serialize for EventRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Something about which the reports differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `actor`, `recipient`, `day`, `place`, or what is counted, such as `dead`.
    pub what: String,
    /// What they say, the one that most origins give first.
    pub values: Vec<Version>,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The answer.
    pub value: String,
    /// The reports that give it.
    pub reports: Vec<String>,
    /// Number of independent origins that give it.
    pub independent: usize,
    /// Whose figure it is, where it is claimed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<String>,
}

/// Somebody who claims an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Who.
    pub speaker: String,
    /// The reports that quote it.
    pub reports: Vec<String>,
}

/// Who says something: the articles with their origins.
#[derive(Debug, Default)]
struct Distinct {
    articles: BTreeSet<(u32, u32)>,
    said_by: BTreeSet<String>,
}

/// The events of a story whose articles are given with their origins, in order of publication.
pub(super) fn events(articles: &[(u32, u32)], tellings: &[Telling], scope: Scope) -> Vec<MergedEvent> {
    let reach = Reach { days: scope.window(), km: scope.window_km };
    let numbers: Vec<u32> = articles.iter().map(|&(article, _)| article).collect();
    let origin: BTreeMap<u32, u32> = articles.iter().copied().collect();
    let happenings = numbers.iter().map(|&article| (article, tellings[article as usize].happenings())).collect();
    let story = Tellings { tellings, origin, happenings };
    let mut events: Vec<MergedEvent> = merge(&numbers, |article| &story.happenings[&article], reach)
        .iter()
        .map(|merged| story.event(merged))
        .collect();
    events.sort_by_key(|event| std::cmp::Reverse((event.independent, event.reports)));
    events
}

struct Tellings<'t> {
    tellings: &'t [Telling],
    origin: BTreeMap<u32, u32>,
    happenings: BTreeMap<u32, Vec<Happening>>,
}

impl Tellings<'_> {
    fn event(&self, merged: &Merged) -> MergedEvent {
        let told: Vec<(u32, &Happening)> =
            merged.told.iter().map(|&(article, number)| (article, &self.happenings[&article][number])).collect();
        let (first_article, first) = told[0];
        let articles: BTreeSet<u32> = told.iter().map(|(article, _)| *article).collect();
        let origins: BTreeSet<u32> = articles.iter().map(|article| self.origin[article]).collect();
        let dates: Vec<Date> =
            articles.iter().filter_map(|&article| self.tellings[article as usize].published).collect();
        let mode: BTreeSet<&String> = told.iter().flat_map(|(_, happening)| &happening.mode).collect();
        MergedEvent {
            event: first.event.clone(),
            mode: mode.into_iter().cloned().collect(),
            aux: first.aux.clone(),
            actor: names(told.iter().map(|(_, happening)| &happening.actor)),
            recipient: names(told.iter().map(|(_, happening)| &happening.recipient)),
            days: most_precise(&told),
            place: told.iter().find_map(|(_, happening)| Some(happening.place.as_ref()?.name.clone())),
            told: told.iter().map(|(article, happening)| self.told(*article, happening)).collect(),
            reports: articles.len(),
            independent: origins.len(),
            first: self.id(first_article),
            published: dates.iter().min().copied().zip(dates.iter().max().copied()).map(|(first, last)| [first, last]),
            sentence: first.sentence.clone(),
            differences: self.differences(&told),
            claims: self.claims(&told),
            agree: merged.agree.iter().copied().collect(),
        }
    }

    fn id(&self, article: u32) -> String {
        self.tellings[article as usize].id.to_string()
    }

    fn told(&self, article: u32, happening: &Happening) -> EventRef {
        EventRef { report: self.id(article), happening: happening.id.clone() }
    }

    fn differences(&self, told: &[(u32, &Happening)]) -> Vec<Difference> {
        let mut answers: BTreeMap<String, BTreeMap<String, Distinct>> = BTreeMap::new();
        for &(article, happening) in told {
            let mut add = |what: &str, value: String, said_by: Option<&String>| {
                let distinct = answers.entry(what.to_owned()).or_default().entry(value).or_default();
                distinct.articles.insert((self.origin[&article], article));
                distinct.said_by.extend(said_by.cloned());
            };
            let mut parties = |what: &str, parties: &[Somebody]| {
                if let Some(party) = parties.first() {
                    add(what, party.name.clone(), None);
                }
            };
            parties("actor", &happening.actor);
            parties("recipient", &happening.recipient);
            if let Some((first, last)) = happening.days.filter(|_| happening.dated) {
                let (first, last) = (date_of(first), date_of(last));
                add("day", if first == last { first.to_string() } else { format!("{first}/{last}") }, None);
            }
            if let Some(place) = happening.place.as_ref().filter(|place| !place.assumed) {
                add("place", place.name.clone(), None);
            }
            for figure in &happening.figures {
                add(&figure.what, figure.number.clone(), figure.said_by.as_ref());
            }
        }
        answers.retain(|_, values| values.len() > 1);
        answers.into_iter().map(|(what, values)| Difference { what, values: self.values(values) }).collect()
    }

    fn values(&self, values: BTreeMap<String, Distinct>) -> Vec<Version> {
        let value = |(value, distinct): (String, Distinct)| Version {
            value,
            independent: distinct.articles.iter().map(|(origin, _)| origin).collect::<BTreeSet<_>>().len(),
            reports: distinct.articles.iter().map(|&(_, article)| self.id(article)).collect(),
            said_by: distinct.said_by.into_iter().collect(),
        };
        let mut values: Vec<Version> = values.into_iter().map(value).collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.independent));
        values
    }

    fn claims(&self, told: &[(u32, &Happening)]) -> Vec<Claim> {
        let mut claims: BTreeMap<&String, BTreeSet<u32>> = BTreeMap::new();
        for (article, happening) in told {
            if let Some(speaker) = &happening.said_by {
                claims.entry(speaker).or_default().insert(*article);
            }
        }
        let claim = |(speaker, articles): (&String, BTreeSet<u32>)| Claim {
            speaker: speaker.clone(),
            reports: articles.into_iter().map(|article| self.id(article)).collect(),
        };
        claims.into_iter().map(claim).collect()
    }
}

/// The names of the parties in the first report that gives any.
fn names<'s>(mut parties: impl Iterator<Item = &'s Vec<Somebody>>) -> Vec<String> {
    let first = parties.find(|parties| !parties.is_empty());
    first.into_iter().flatten().map(|party| party.name.clone()).collect()
}

/// The narrowest span of days; a day that is written before one that is assumed.
fn most_precise(told: &[(u32, &Happening)]) -> Option<[Date; 2]> {
    let spans = told.iter().filter_map(|(_, happening)| Some((!happening.dated, happening.days?)));
    let (_, (first, last)) = spans.min_by_key(|(assumed, (first, last))| (*assumed, last - first))?;
    Some([date_of(first), date_of(last)])
}
