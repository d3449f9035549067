//! How good is a system on a set, and is it better than another?

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::error::Error;
use crate::gold::{Part, Set};
use crate::measure::{Figures, Judged, Measure, Mistake, classes, figures, values};
use crate::statistics::{Interval, Resampling, mcnemar};

/// How good a system is on a part of a set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Evaluation {
    /// The set.
    pub set: Set,
    /// Its part, as its files are called.
    pub part: String,
    /// How many articles it has.
    pub articles: usize,
    /// Articles without an answer.
    pub unanswered: usize,
    /// The figures.
    pub figures: Vec<Figures>,
    /// How many mistakes there are of each class, the most frequent first.
    pub classes: Vec<(String, usize)>,
    /// The mistakes, with the article of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<(String, Mistake)>,
}

impl Evaluation {
    /// Judges answers; mistakes are kept where they are wanted.
    pub fn of(part: &Part, answers: &Answers, resampling: Resampling, with_mistakes: bool) -> Self {
        let judged = part.judge(answers);
        let mistakes = judged.iter().flat_map(|judged| judged.mistakes.iter().map(|m| (judged.id.clone(), m.clone())));
        Self {
            set: part.set,
            part: part.name.clone(),
            articles: judged.len(),
            unanswered: part.unanswered(answers),
            figures: figures(&part.measures(), &judged, resampling),
            classes: classes(&judged),
            mistakes: if with_mistakes { mistakes.collect() } else { Vec::new() },
        }
    }

    /// The evaluations that a file has, as `--format json` writes them.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is none.
    pub fn of_file(path: &Path) -> Result<Vec<Self>, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        serde_json::from_str(&text).map_err(|cause| Error::set(path, cause))
    }

    /// A measure's figures.
    pub fn figure(&self, name: &str) -> Option<&Figures> {
        self.figures.iter().find(|figures| figures.name == name)
    }
}

/// Whether two systems differ on a part of a set.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The set.
    pub set: String,
    /// Its part.
    pub part: String,
    /// How many articles it has.
    pub articles: usize,
    /// The figures in which they may differ.
    pub differences: Vec<Difference>,
}

/// A figure of two systems.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The measure, and which of its figures.
    pub name: String,
    /// The first's.
    pub first: f64,
    /// The second's.
    pub second: f64,
    /// How much more the second has.
    pub difference: f64,
    /// The 95 % interval of that, both judged on the same articles drawn anew.
    pub interval: Option<Interval>,
    /// How probable a difference as great is by chance: answers change places by article; of plain shares McNemar's test.
    pub chance: f64,
}

impl Comparison {
    /// Compares the answers of two systems about the same articles.
    pub fn of(part: &Part, first: &Answers, second: &Answers, resampling: Resampling) -> Self {
        let (measures, first, second) = (part.measures(), part.judge(first), part.judge(second));
        let articles = first.len().min(second.len());
        let all: Vec<usize> = (0..articles).collect();
        let minus = |a: Vec<f64>, b: Vec<f64>| b.into_iter().zip(a).map(|(b, a)| b - a).collect::<Vec<f64>>();
        let of = |judged: &[Judged], drawn: &[usize]| values(&measures, judged, drawn);
        let intervals = resampling.intervals(articles, |drawn| minus(of(&first, drawn), of(&second, drawn)));
        let chances = resampling.chances(articles, |changed| {
            let side = |of_first: bool| -> Vec<Judged> {
                let from = |i: usize| if changed[i] == of_first { &second[i] } else { &first[i] };
                all.iter().map(|i| from(*i).clone_counts()).collect()
            };
            minus(of(&side(true), &all), of(&side(false), &all))
        });
        let tests = all_tests(&measures, &first, &second);
        let pairs = of(&first, &all).into_iter().zip(of(&second, &all));
        let rest = intervals.into_iter().zip(chances).zip(tests);
        let differences = pairs.zip(rest).map(|((first, second), ((interval, by_draws), (name, plain)))| Difference {
            name,
            first,
            second,
            difference: second - first,
            interval,
            chance: plain.unwrap_or(by_draws),
        });
        let differences = differences.filter(|found| found.first.is_finite() && found.second.is_finite()).collect();
        Self { set: part.set.name().to_owned(), part: part.name.clone(), articles, differences }
    }
}

impl Judged {
    /// What is counted, without the mistakes.
    fn clone_counts(&self) -> Self {
        Self { id: String::new(), tallies: self.tallies.clone(), values: self.values.clone(), mistakes: Vec::new() }
    }
}

/// The name of each value of the measures, and the exact test of those that are plain shares.
fn all_tests(measures: &[Measure], first: &[Judged], second: &[Judged]) -> Vec<(String, Option<f64>)> {
    let mut number = 0..;
    let mut next = || number.next().unwrap_or_default();
    let mut tests = Vec::new();
    for measure in measures {
        match measure {
            Measure::Found(name) => {
                next();
                tests.extend(["precision", "recall", "F1"].map(|of| (format!("{name}: {of}"), None)));
            }
            Measure::Share(name) => tests.push((name.clone(), exact(first, second, next()))),
            Measure::MeanF1(name, _) | Measure::Median(name) => tests.push((name.clone(), None)),
        }
    }
    tests
}

/// McNemar's test of a share of which each article has at most one case.
fn exact(first: &[Judged], second: &[Judged], number: usize) -> Option<f64> {
    let (mut first_alone, mut second_alone) = (0, 0);
    for (a, b) in first.iter().zip(second) {
        let (a, b) = (a.tallies.get(number)?, b.tallies.get(number)?);
        if a.wanted > 1.0 || b.wanted != a.wanted {
            return None;
        }
        first_alone += u64::from(a.found > b.found);
        second_alone += u64::from(b.found > a.found);
    }
    Some(mcnemar(first_alone, second_alone))
}
