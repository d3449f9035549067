//! What do the vectors of sentences tell? Linear maps of them, fitted together with the encoder.

use std::path::Path;

use dateline_language::{Error, Tensors, gelu};

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
    fn read(tensors: &Tensors<'_>, name: &str, rows: usize, columns: usize) -> Result<Self, Error> {
        let bias = tensors.numbers(&format!("{name}.bias"), &[rows])?;
        Ok(Self { bias, ..Self::without_bias(tensors, name, rows, columns)? })
    }

    fn without_bias(tensors: &Tensors<'_>, name: &str, rows: usize, columns: usize) -> Result<Self, Error> {
        let weight = tensors.numbers(&format!("{name}.weight"), &[rows, columns])?;
        Ok(Self { weight, bias: vec![0.0; rows] })
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

    fn read(bytes: &[u8]) -> Result<Self, Error> {
        let tensors = Tensors::read(Path::new("heads.safetensors"), bytes)?;
        let words = |name: &str| tensors.text(&format!("words.{name}"));
        let map = |name: &str, rows: usize, columns: usize| Map::read(&tensors, name, rows, columns);
        let direction = |name: &str| Map::without_bias(&tensors, name, WIDTH, WIDTH);
        Ok(Self {
            kinds: map("kinds", KINDS, 2 * WIDTH)?,
            asks: direction("asks")?,
            tells: direction("tells")?,
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
        let mut hidden = self.hidden.of(&[whole, statement, sentence, &product].concat());
        gelu(&mut hidden);
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

#[cfg(test)]
mod tests {
    use super::Heads;

    #[test]
    fn what_the_program_carries_is_whole() {
        let heads = Heads::built_in();
        let shares = heads.relation(&[0.0; 384], &[0.1; 384], &[0.2; 384]);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(heads.verbs.iter().all(|verb| !verb.is_empty()));
    }
}
