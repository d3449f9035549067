//! What do the vectors of sentences tell? Linear maps of them, fitted together with the encoder.

use half::f16;
use safetensors::SafeTensors;

use super::{Gap, Stated};

static HEADS: &[u8] = include_bytes!("../../../data/ledger/heads.safetensors");

/// How many numbers a vector has, and how many what is between a pair and its relation.
const WIDTH: usize = 384;
const HIDDEN: usize = 192;
const KINDS: usize = 4;
const RELATIONS: usize = 8;

/// The maps, and the words that were fitted with them.
#[derive(Debug)]
pub(super) struct Heads {
    kinds: Map,
    asks: Map,
    tells: Map,
    hidden: Map,
    relation: Map,
    /// What stands between who says something and to whom, for each kind.
    verbs: [String; KINDS],
    somebody: String,
    next: String,
    same_report: String,
    same_day: String,
    one_day: String,
    days: String,
}

/// A linear map, row by row.
#[derive(Debug)]
struct Map {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Map {
    fn read(tensors: &SafeTensors<'_>, name: &str, rows: usize, columns: usize) -> Option<Self> {
        let numbers = |name: &str| -> Option<Vec<f32>> {
            let tensor = tensors.tensor(name).ok()?;
            Some(tensor.data().chunks_exact(2).map(|two| f16::from_le_bytes([two[0], two[1]]).to_f32()).collect())
        };
        let weight = numbers(&format!("{name}.weight"))?;
        let bias = numbers(&format!("{name}.bias")).unwrap_or_else(|| vec![0.0; rows]);
        (weight.len() == rows * columns && bias.len() == rows).then_some(Self { weight, bias })
    }

    fn of(&self, vector: &[f32]) -> Vec<f32> {
        let row = |(row, bias): (&[f32], &f32)| row.iter().zip(vector).map(|(a, b)| a * b).sum::<f32>() + bias;
        self.weight.chunks_exact(vector.len()).zip(&self.bias).map(row).collect()
    }
}

impl Heads {
    /// Those that the program carries.
    ///
    /// # Panics
    ///
    /// Never: a test reads them.
    pub(super) fn built_in() -> Self {
        Self::read(HEADS).expect("a test reads them")
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (_, header) = SafeTensors::read_metadata(bytes).ok()?;
        let tensors = SafeTensors::deserialize(bytes).ok()?;
        let texts = header.metadata().clone()?;
        let words = |name: &str| texts.get(&format!("words.{name}")).cloned();
        let map = |name: &str, rows: usize, columns: usize| Map::read(&tensors, name, rows, columns);
        Some(Self {
            kinds: map("kinds", KINDS, 2 * WIDTH)?,
            asks: map("asks", WIDTH, WIDTH)?,
            tells: map("tells", WIDTH, WIDTH)?,
            hidden: map("hidden", HIDDEN, 4 * WIDTH)?,
            relation: map("relation", RELATIONS, HIDDEN)?,
            verbs: [words("demand")?, words("promise")?, words("threat")?, words("refusal")?],
            somebody: words("somebody")?,
            next: words("next")?,
            same_report: words("same-report")?,
            same_day: words("same-day")?,
            one_day: words("one-day")?,
            days: words("days")?,
        })
    }

    /// How likely a sentence tells something of each kind.
    pub(super) fn kinds(&self, whole: &[f32], sentence: &[f32]) -> [f32; KINDS] {
        let logits = self.kinds.of(&[whole, sentence].concat());
        std::array::from_fn(|kind| 1.0 / (1.0 + (-logits[kind]).exp()))
    }

    /// A sentence as a statement, of length one.
    pub(super) fn asks(&self, sentence: &[f32]) -> Vec<f32> {
        normal(self.asks.of(sentence))
    }

    /// A sentence as one that may tell what became of a statement, of length one.
    pub(super) fn tells(&self, sentence: &[f32]) -> Vec<f32> {
        normal(self.tells.of(sentence))
    }

    /// How likely a sentence has each relation to a statement, and none.
    pub(super) fn relation(&self, whole: &[f32], statement: &[f32], sentence: &[f32]) -> [f32; RELATIONS] {
        let product: Vec<f32> = statement.iter().zip(sentence).map(|(a, b)| a * b).collect();
        let hidden: Vec<f32> =
            self.hidden.of(&[whole, statement, sentence, &product].concat()).into_iter().map(gelu).collect();
        let logits: Vec<f32> = self.relation.of(&hidden);
        let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let shares: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
        let sum: f32 = shares.iter().sum();
        std::array::from_fn(|place| shares[place] / sum)
    }

    /// Who says something to whom, in the words that were fitted.
    pub(super) fn parties(&self, stated: &Stated<'_>) -> String {
        let or_somebody = |name: &str| if name.is_empty() { self.somebody.clone() } else { name.to_owned() };
        format!("{} {} {} :", or_somebody(stated.who), self.verbs[stated.kind], or_somebody(stated.to))
    }

    /// How much later something is told, in the words that were fitted.
    pub(super) fn gap(&self, gap: Gap) -> String {
        match gap {
            Gap::Next => format!("{} .", self.next),
            Gap::SameReport => format!("{} .", self.same_report),
            Gap::Days(0) => format!("{} .", self.same_day),
            Gap::Days(1) => format!("{} .", self.one_day),
            Gap::Days(days) => format!("{days} {} .", self.days),
        }
    }
}

/// The same direction, of length one.
fn normal(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-12);
    vector.iter_mut().for_each(|x| *x /= length);
    vector
}

/// The Gaussian error linear unit, by the error function's expansion of Abramowitz and Stegun 7.1.26 (error < 1.5e-7).
fn gelu(x: f32) -> f32 {
    let z = x.abs() / std::f32::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = t * (0.254_829_6 + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = (1.0 - poly * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}

#[cfg(test)]
mod tests {
    use super::{Heads, gelu};

    #[test]
    fn what_the_program_carries_is_whole() {
        let heads = Heads::built_in();
        let shares = heads.relation(&[0.0; 384], &[0.1; 384], &[0.2; 384]);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(heads.verbs.iter().all(|verb| !verb.is_empty()));
    }

    #[test]
    fn the_unit_is_that_of_the_encoder() {
        for (x, y) in [(0.0, 0.0), (1.0, 0.841_345), (-1.0, -0.158_655), (3.0, 2.995_95), (-0.3, -0.114_627)] {
            assert!((gelu(x) - y).abs() < 1e-4, "{x}: {}", gelu(x));
        }
    }
}
