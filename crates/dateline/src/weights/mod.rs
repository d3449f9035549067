//! How much does a feature weigh, and how is that learnt?
//!
//! A row of a file of weights is a feature's name, a tab and its weight. The sum of the weights of the features that are
//! present is the logarithm of the odds (natural logarithm): 0 is even odds.

mod classes;
mod evidence;
mod fitting;
mod judge;
mod packed;
mod table;

pub(crate) use classes::ClassWeights;
pub(crate) use evidence::Evidence;
pub(crate) use fitting::{Fitting, Lessons};
pub(crate) use judge::{Judge, probabilities};
pub(crate) use packed::pack;
pub(crate) use table::RowError;

use rustc_hash::FxHashMap;

/// Weights of features by their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    by_name: FxHashMap<Box<str>, f32>,
}

impl Weights {
    /// Reads a file of weights.
    ///
    /// # Errors
    ///
    /// The first row that is not a name, a tab and a number, or whose name another row has.
    pub(crate) fn parse(text: &str) -> Result<Self, RowError> {
        let mut by_name = FxHashMap::default();
        for row in table::rows(text) {
            let (name, weight) = row.parted(row.text, '\t')?;
            if by_name.insert(name.into(), row.number(weight)?).is_some() {
                return Err(row.fail(format!("another row is {name:?}")));
            }
        }
        Ok(Self { by_name })
    }

    /// The weight of a feature; 0 if it has none.
    pub(crate) fn of(&self, feature: &str) -> f32 {
        self.by_name.get(feature).copied().unwrap_or(0.0)
    }
}

/// Examples to fit weights to.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    names: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    rows: Vec<(Vec<u32>, bool)>,
}

/// A feature that is rarer than this in the examples gets no weight.
const RARE: u32 = 20;
/// A weight below this is left out.
const LEAST: f32 = 0.08;
const ROUNDS: usize = 12;
/// How strongly weights are held to zero, and how far the first step goes.
const DECAY: f32 = 3e-5;
const STEP: f32 = 0.15;

impl Examples {
    /// Adds an example: whether it is one, and its features.
    pub(crate) fn add(&mut self, is_one: bool, features: impl IntoIterator<Item = String>) {
        let row = features.into_iter().map(|feature| {
            let next = self.names.len() as u32;
            *self.numbers.entry(feature.into()).or_insert_with_key(|name| {
                self.names.push(name.clone());
                next
            })
        });
        let row = row.collect();
        self.rows.push((row, is_one));
    }

    /// How many examples there are, and how many of them are one.
    pub(crate) fn count(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.iter().filter(|(_, is_one)| *is_one).count())
    }

    /// Fits a logistic regression with adaptive steps (AdaGrad: Duchi, Hazan and Singer 2011) and squared decay. The rows
    /// are taken in one fixed shuffled order, so that the same examples give the same weights.
    pub(crate) fn fit(&self) -> Vec<(&str, f32)> {
        let mut counts = vec![0u32; self.names.len()];
        self.rows.iter().flat_map(|(row, _)| row).for_each(|&feature| counts[feature as usize] += 1);
        let mut weights = vec![0f32; self.names.len()];
        let mut squares = vec![1e-6f32; self.names.len()];
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..ROUNDS {
            shuffle(&mut order, &mut seed);
            for &i in &order {
                let (row, is_one) = &self.rows[i];
                let known = || row.iter().map(|&feature| feature as usize).filter(|&feature| counts[feature] >= RARE);
                let odds: f32 = known().map(|feature| weights[feature]).sum();
                let miss = 1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(*is_one));
                for feature in known() {
                    let slope = miss + DECAY * self.rows.len() as f32 / counts[feature] as f32 * weights[feature];
                    squares[feature] += slope * slope;
                    weights[feature] -= STEP * slope / squares[feature].sqrt();
                }
            }
        }
        let mut fitted: Vec<(&str, f32)> = self.names.iter().map(|name| &**name).zip(weights).collect();
        fitted.retain(|(_, weight)| weight.abs() >= LEAST);
        fitted.sort_by(|a, b| a.0.cmp(b.0));
        fitted
    }
}

/// Shuffles by a linear congruential generator (Knuth's MMIX constants).
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (*seed >> 33) as usize % (i + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::{Examples, Weights};

    #[test]
    fn fitted_weights_tell_apart_what_they_were_fitted_to() {
        let mut examples = Examples::default();
        for i in 0..200 {
            let words = if i % 2 == 0 { ["said", "noise"] } else { ["sang", "noise"] };
            examples.add(i % 2 == 0, words.map(str::to_owned));
        }
        let fitted = examples.fit();
        let text: String = fitted.iter().map(|(name, weight)| format!("{name}\t{weight}\n")).collect();
        let weights = Weights::parse(&text).expect("it was written so");
        assert!(weights.of("said") > 1.0 && weights.of("sang") < -1.0 && weights.of("unseen") == 0.0);
    }

    #[test]
    fn a_line_that_is_no_weight_is_named() {
        let line = |text: &str| Weights::parse(text).err().map(|error| error.line);
        assert_eq!(line("# by hand\nsaid\t1.5\nsang two\n"), Some(3));
        assert_eq!(line("said\t1.5\nsang\ttwo\n"), Some(2));
        assert_eq!(line("said\t1.5\n\nsaid\t2\n"), Some(3));
        assert_eq!(line("# by hand\nsaid\t1.5\n"), None);
    }
}
