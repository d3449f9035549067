//! What was right, of how many, and which figures does that make?

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::statistics::{Interval, Resampling, Share};

/// What was counted of an article: how many answers were given and right, how many were wanted and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Answers that are right.
    pub right: f64,
    /// All answers.
    pub said: f64,
    /// Wanted ones that an answer found.
    pub found: f64,
    /// All that are wanted.
    pub wanted: f64,
}

impl Tally {
    /// As many right as found.
    pub(crate) fn matched(matched: usize, said: usize, wanted: usize) -> Self {
        Self { right: matched as f64, said: said as f64, found: matched as f64, wanted: wanted as f64 }
    }

    /// So many found of those that are wanted; what else was said is not judged.
    pub(crate) fn share(found: usize, wanted: usize) -> Self {
        Self { found: found as f64, wanted: wanted as f64, ..Self::default() }
    }

    /// Whether one was right.
    pub(crate) fn one(is_right: bool) -> Self {
        Self::share(usize::from(is_right), 1)
    }

    fn precision(self) -> f64 {
        if self.said > 0.0 { self.right / self.said } else { 0.0 }
    }

    fn recall(self) -> f64 {
        if self.wanted > 0.0 { self.found / self.wanted } else { 0.0 }
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.said += other.said;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// A figure of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Precision, recall and F1 of a tally.
    Found(String),
    /// The share that is right of those that were asked for, of a tally.
    Share(String),
    /// The mean of the F1 of the tallies with these numbers.
    MeanF1(String, Vec<usize>),
    /// The median of the values that articles have beside their tallies.
    Median(String),
}

impl Measure {
    fn name(&self) -> &str {
        match self {
            Self::Found(name) | Self::Share(name) | Self::MeanF1(name, _) | Self::Median(name) => name,
        }
    }
}

/// What came of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// The article's id.
    pub id: String,
    /// A tally for each [`Measure::Found`] and [`Measure::Share`], in their order.
    pub tallies: Vec<Tally>,
    /// Values of which the median is told.
    pub values: Vec<f64>,
    /// What is wrong, or missing.
    pub mistakes: Vec<Mistake>,
}

/// Something that is wrong or missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// Its class.
    pub class: String,
    /// What is wanted.
    pub wanted: String,
    /// What was said.
    pub said: String,
    /// The text around it, the place itself in brackets.
    pub around: String,
}

/// A value with the 95 % interval that it has for articles drawn anew.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// The interval; nothing where draws have no number.
    pub interval: Option<Interval>,
}

/// A measure's figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The measure.
    pub name: String,
    /// What was counted, of all articles.
    #[serde(flatten)]
    pub tally: Tally,
    /// Precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<Estimate>,
    /// Recall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall: Option<Estimate>,
    /// F1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub f1: Option<Estimate>,
    /// A share, a mean or a median.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Estimate>,
}

impl Figures {
    /// The one figure that sums the measure up: F1, or its only one.
    pub fn main(&self) -> Option<Estimate> {
        self.f1.or(self.value)
    }
}

/// The figures of all measures, with their intervals.
pub(crate) fn figures(measures: &[Measure], judged: &[Judged], resampling: Resampling) -> Vec<Figures> {
    let all: Vec<usize> = (0..judged.len()).collect();
    let intervals = resampling.intervals(judged.len(), |drawn| values(measures, judged, drawn));
    let mut found =
        values(measures, judged, &all).into_iter().zip(intervals.into_iter().chain(std::iter::repeat(None)));
    let sums = sums(measures, judged, &all);
    let mut tallies = sums.iter().enumerate();
    let mut next =
        || found.next().filter(|(value, _)| value.is_finite()).map(|(value, interval)| Estimate { value, interval });
    let figures = measures.iter().map(|measure| {
        let mut figures = Figures { name: measure.name().to_owned(), ..Figures::default() };
        match measure {
            Measure::Found(_) => {
                figures.tally = tallies.next().map(|(_, tally)| *tally).unwrap_or_default();
                (figures.precision, figures.recall, figures.f1) = (next(), next(), next());
            }
            Measure::Share(_) => {
                let number = tallies.next();
                figures.tally = number.map(|(_, tally)| *tally).unwrap_or_default();
                figures.value = next();
                if let (Some(value), Some(share)) =
                    (&mut figures.value, number.and_then(|(i, _)| plain_share(judged, i)))
                {
                    value.interval = share.interval();
                }
            }
            Measure::MeanF1(..) | Measure::Median(_) => figures.value = next(),
        }
        figures
    });
    // What nothing was asked or said of has no figure.
    let is_asked = |figures: &Figures| figures.value.is_some() || figures.tally.wanted + figures.tally.said > 0.0;
    figures.filter(is_asked).collect()
}

/// A share of which each article has at most one case: Wilson's interval is that of a plain share.
fn plain_share(judged: &[Judged], number: usize) -> Option<Share> {
    let mut share = Share::default();
    for tally in judged.iter().filter_map(|judged| judged.tallies.get(number)) {
        match (tally.found, tally.wanted) {
            (_, 0.0) => {}
            (found @ (0.0 | 1.0), 1.0) => share.count(found > 0.0),
            _ => return None,
        }
    }
    Some(share)
}

/// The tallies of these articles.
fn sums(measures: &[Measure], judged: &[Judged], drawn: &[usize]) -> Vec<Tally> {
    let count = measures.iter().filter(|measure| matches!(measure, Measure::Found(_) | Measure::Share(_))).count();
    let mut sums = vec![Tally::default(); count];
    for judged in drawn.iter().filter_map(|i| judged.get(*i)) {
        debug_assert_eq!(judged.tallies.len(), count, "a tally for each measure");
        sums.iter_mut().zip(&judged.tallies).for_each(|(sum, tally)| *sum += *tally);
    }
    sums
}

/// The numbers of all measures of these articles, in order: three of a tally, one of any other.
pub(crate) fn values(measures: &[Measure], judged: &[Judged], drawn: &[usize]) -> Vec<f64> {
    let sums = sums(measures, judged, drawn);
    let mut tallies = sums.iter().copied();
    let mut values = Vec::new();
    for measure in measures {
        match measure {
            Measure::Found(_) => {
                let tally = tallies.next().unwrap_or_default();
                values.extend([tally.precision(), tally.recall(), tally.f1()]);
            }
            Measure::Share(_) => {
                let tally = tallies.next().unwrap_or_default();
                values.push(if tally.wanted > 0.0 { tally.recall() } else { f64::NAN });
            }
            Measure::MeanF1(_, of) => {
                let sum: f64 = of.iter().filter_map(|i| sums.get(*i)).map(|tally| tally.f1()).sum();
                values.push(sum / of.len() as f64);
            }
            Measure::Median(_) => {
                values.push(median(
                    drawn.iter().filter_map(|i| judged.get(*i)).flat_map(|j| &j.values).copied().collect(),
                ));
            }
        }
    }
    values
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}

/// How many mistakes there are of each class, the most frequent first.
pub(crate) fn classes(judged: &[Judged]) -> Vec<(String, usize)> {
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    judged
        .iter()
        .flat_map(|judged| &judged.mistakes)
        .for_each(|mistake| *classes.entry(&mistake.class).or_default() += 1);
    let mut classes: Vec<(String, usize)> =
        classes.into_iter().map(|(class, count)| (class.to_owned(), count)).collect();
    classes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    classes
}

/// What of the text is shown on each side of a mistake, in characters.
const SIDE: usize = 70;

/// A stretch of a text in brackets, with what stands around it, on one line.
pub(crate) fn around(text: &[char], (start, end): (usize, usize)) -> String {
    let (start, end) = (start.min(text.len()), end.clamp(start.min(text.len()), text.len()));
    let of = |part: &[char]| part.iter().map(|c| if c.is_control() { ' ' } else { *c }).collect::<String>();
    let (before, after) = (start.saturating_sub(SIDE), (end + SIDE).min(text.len()));
    format!("{}[{}]{}", of(&text[before..start]), of(&text[start..end]), of(&text[end..after])).trim().to_owned()
}
