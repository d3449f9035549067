//! How are the weights of a judge fitted? By stochastic steps on examples: candidates with the answer of careful readers.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::judge::{UNIT, probabilities};
use super::shuffle;

/// One candidate with its answer.
#[derive(Debug)]
struct Row {
    features: Vec<u32>,
    class: Answer,
    fold: u8,
}

/// The answer of readers.
#[derive(Clone, Copy, Debug)]
enum Answer {
    /// The candidate is of this class.
    Class(u8),
    /// Of the only class, it is one or it is not.
    Is(bool),
}

/// Candidates of which one is to be chosen, or one of several that are equally right.
#[derive(Debug)]
struct Choice {
    candidates: Vec<Vec<u32>>,
    /// What speaks for each before features are weighed.
    starts: Vec<f32>,
    right: Vec<bool>,
    class: u8,
    fold: u8,
}

/// How weights are fitted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fitting {
    /// A feature that is rarer than this in the examples gets no weight.
    pub(crate) rare: u32,
    /// How often all examples are gone through.
    pub(crate) rounds: usize,
    /// How strongly weights are held to zero.
    pub(crate) decay: f32,
    /// How far the first step goes.
    pub(crate) step: f32,
    /// A weight below this is left out.
    pub(crate) least: f32,
}

/// Examples to fit a judge to.
#[derive(Debug)]
pub(crate) struct Lessons {
    classes: Vec<&'static str>,
    names: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    rows: Vec<Row>,
    choices: Vec<Choice>,
    fold: u8,
}

/// Steps of AdaGrad (Duchi, Hazan and Singer 2011): each weight has a step of its own that shrinks as it is moved.
struct Steps {
    weights: Vec<f32>,
    squares: Vec<f32>,
    counts: Vec<u32>,
    classes: usize,
    fitting: Fitting,
}

impl Steps {
    fn known<'f>(&'f self, features: &'f [u32]) -> impl Iterator<Item = usize> + 'f {
        features.iter().map(|&feature| feature as usize).filter(|&feature| self.counts[feature] >= self.fitting.rare)
    }

    fn sum(&self, features: &[u32], class: usize) -> f32 {
        self.known(features).map(|feature| self.weights[feature * self.classes + class]).sum()
    }

    fn sums(&self, features: &[u32], sums: &mut [f32]) {
        sums.fill(0.0);
        for feature in self.known(features) {
            let weights = &self.weights[feature * self.classes..(feature + 1) * self.classes];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    fn step(&mut self, features: &[u32], class: usize, miss: f32) {
        for &feature in features {
            let feature = feature as usize;
            if self.counts[feature] < self.fitting.rare {
                continue;
            }
            let at = feature * self.classes + class;
            let slope = miss + self.fitting.decay * self.weights[at];
            self.squares[at] += slope * slope;
            self.weights[at] -= self.fitting.step * slope / self.squares[at].sqrt();
        }
    }
}

impl Lessons {
    /// For the classes of an answer.
    pub(crate) fn new(classes: Vec<&'static str>) -> Self {
        Self {
            classes,
            names: Vec::new(),
            numbers: FxHashMap::default(),
            rows: Vec::new(),
            choices: Vec::new(),
            fold: 0,
        }
    }

    fn numbered(&mut self, evidence: &Evidence) -> Vec<u32> {
        let known = &mut self.names;
        let numbers = &mut self.numbers;
        let mut number = |name: &str| match numbers.get(name) {
            Some(&number) => number,
            None => {
                known.push(name.into());
                numbers.insert(name.into(), known.len() as u32 - 1);
                known.len() as u32 - 1
            }
        };
        // A row has its name before a tab.
        let names = evidence.names().iter().filter(|name| !name.contains(['\t', '\n', '\r']));
        let mut features: Vec<u32> = names.map(|name| number(name)).collect();
        features.sort_unstable();
        features.dedup();
        features
    }

    /// Adds a candidate and its class.
    pub(crate) fn add(&mut self, evidence: &Evidence, class: usize) {
        let features = self.numbered(evidence);
        self.rows.push(Row { features, class: Answer::Class(class as u8), fold: self.fold });
    }

    /// Adds a candidate for the only class: whether it is one.
    pub(crate) fn add_odds(&mut self, evidence: &Evidence, is_one: bool) {
        let features = self.numbered(evidence);
        self.rows.push(Row { features, class: Answer::Is(is_one), fold: self.fold });
    }

    /// What follows belongs to this fold of the examples.
    pub(crate) fn turn_to(&mut self, fold: usize) {
        self.fold = fold as u8;
    }

    /// Adds candidates for the place of a class, of which the right ones are marked; nothing if none is.
    pub(crate) fn add_choice(&mut self, candidates: &[Evidence], right: Vec<bool>, class: usize) {
        self.add_choice_from(candidates, vec![0.0; candidates.len()], right, class);
    }

    /// The same where something speaks for the candidates already.
    pub(crate) fn add_choice_from(
        &mut self,
        candidates: &[Evidence],
        starts: Vec<f32>,
        right: Vec<bool>,
        class: usize,
    ) {
        if right.iter().any(|right| *right) && right.len() > 1 {
            let candidates = candidates.iter().map(|evidence| self.numbered(evidence)).collect();
            self.choices.push(Choice { candidates, starts, right, class: class as u8, fold: self.fold });
        }
    }

    /// How many examples there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len() + self.choices.len()
    }

    fn steps(&self, fitting: Fitting) -> Steps {
        let mut counts = vec![0u32; self.names.len()];
        let candidates = self.choices.iter().flat_map(|choice| &choice.candidates);
        let all = self.rows.iter().map(|row| &row.features).chain(candidates);
        all.flatten().for_each(|&feature| counts[feature as usize] += 1);
        let cells = self.names.len() * self.classes.len();
        Steps { weights: vec![0.0; cells], squares: vec![1e-2; cells], counts, classes: self.classes.len(), fitting }
    }

    /// Fits the weights; the examples are taken in one fixed shuffled order, so that the same give the same weights. The
    /// answer is the rows of a file of weights. One fold of the examples may be left out.
    pub(crate) fn fit(&self, fitting: Fitting, without: Option<usize>) -> String {
        let mut steps = self.steps(fitting);
        let is_in = |i: &usize| {
            let fold = self.rows.get(*i).map_or_else(|| self.choices[*i - self.rows.len()].fold, |row| row.fold);
            without != Some(usize::from(fold))
        };
        let mut order: Vec<usize> = (0..self.len()).filter(is_in).collect();
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut sums = vec![0.0; self.classes.len()];
        let mut total = vec![0.0; steps.weights.len()];
        for round in 0..fitting.rounds {
            shuffle(&mut order, &mut seed);
            for &i in &order {
                match self.rows.get(i) {
                    Some(row) => of_row(&mut steps, row, &mut sums),
                    None => of_choice(&mut steps, &self.choices[i - self.rows.len()]),
                }
            }
            if round >= fitting.rounds / 2 {
                total.iter_mut().zip(&steps.weights).for_each(|(total, weight)| *total += weight);
            }
        }
        let rounds = (fitting.rounds - fitting.rounds / 2) as f32;
        steps.weights = total.iter().map(|total| total / rounds).collect();
        self.table(&steps)
    }

    fn table(&self, steps: &Steps) -> String {
        let mut rows: Vec<String> = Vec::new();
        for (i, name) in self.names.iter().enumerate() {
            let weights = &steps.weights[i * self.classes.len()..(i + 1) * self.classes.len()];
            let kept = weights.iter().enumerate().filter(|(_, weight)| weight.abs() >= steps.fitting.least);
            let cells: Vec<String> =
                kept.map(|(class, weight)| format!("{class}:{}", (weight / UNIT).round() as i32)).collect();
            if !cells.is_empty() {
                rows.push(format!("{name}\t{}\n", cells.join("\t")));
            }
        }
        rows.sort_unstable();
        format!("{}\n{}", self.classes.join("\t"), rows.concat())
    }
}

/// One step of a multinomial logistic regression.
fn of_row(steps: &mut Steps, row: &Row, sums: &mut [f32]) {
    steps.sums(&row.features, sums);
    let of = match row.class {
        Answer::Class(class) => class,
        Answer::Is(is_one) => {
            let miss = 1.0 / (1.0 + (-sums[0]).exp()) - f32::from(u8::from(is_one));
            return steps.step(&row.features, 0, miss);
        }
    };
    probabilities(sums);
    for (class, probability) in sums.iter().enumerate() {
        let is_it = class == usize::from(of);
        let miss = probability - f32::from(u8::from(is_it));
        if miss.abs() > 1e-3 {
            steps.step(&row.features, class, miss);
        }
    }
}

/// One step of a conditional logistic regression in which any of the right candidates will do.
fn of_choice(steps: &mut Steps, choice: &Choice) {
    let class = usize::from(choice.class);
    let weighed = choice.candidates.iter().zip(&choice.starts);
    let mut chosen: Vec<f32> = weighed.map(|(features, start)| start + steps.sum(features, class)).collect();
    probabilities(&mut chosen);
    let right: f32 = chosen.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(chance, _)| chance).sum();
    for ((features, chance), is_right) in choice.candidates.iter().zip(&chosen).zip(&choice.right) {
        let wanted = if *is_right { chance / right.max(1e-6) } else { 0.0 };
        let miss = chance - wanted;
        if miss.abs() > 1e-3 {
            steps.step(features, class, miss);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, Judge};
    use super::{Fitting, Lessons};

    const FITTING: Fitting = Fitting { rare: 2, rounds: 8, decay: 1e-4, step: 0.3, least: 0.02 };

    fn evidence(names: &[&str]) -> Evidence {
        let mut evidence = Evidence::named();
        names.iter().for_each(|name| evidence.add(&[name]));
        evidence
    }

    #[test]
    fn classes_are_told_apart() {
        let mut lessons = Lessons::new(vec!["none", "ASSAULT"]);
        for i in 0..100 {
            lessons.add(&evidence(&[["tea", "raid"][i % 2], "noise"]), i % 2);
        }
        let judge = Judge::parse(&lessons.fit(FITTING, None)).expect("it was written so");
        assert!(judge.weight("raid", 1) > 1.0 && judge.weight("tea", 1) < -1.0 && judge.weight("unseen", 1) == 0.0);
    }

    #[test]
    fn of_candidates_the_right_one_is_chosen_where_several_will_do() {
        let mut lessons = Lessons::new(vec!["actor"]);
        for _ in 0..50 {
            let candidates = [evidence(&["subject"]), evidence(&["object"]), evidence(&["far", "subject"])];
            lessons.add_choice(&candidates, vec![true, false, true], 0);
        }
        let judge = Judge::parse(&lessons.fit(FITTING, None)).expect("it was written so");
        assert!(judge.weight("subject", 0) > judge.weight("object", 0));
    }
}
