//! Which state has each piece in its window? A transformer's layers, for many windows at once.
//!
//! Vaswani et al. 2017, in the form of BERT (Devlin et al. 2019): in each layer every piece gathers from the pieces of its
//! window, by twelve heads, then goes through two linear layers of its own.

use super::config::Config;
use super::weights::Weights;
use crate::error::Result;
use crate::ops::{self, PANEL, Panels, Rows};

/// Rows that go through the widest layer at once; they stay in the processor's second cache.
const WIDE_ROWS: usize = 96;

/// The weights, packed.
#[derive(Debug)]
pub(super) struct Network {
    width: usize,
    least_variance: f32,
    /// A row for each piece of the vocabulary.
    words: Vec<f32>,
    /// A row for each place in a window.
    positions: Vec<f32>,
    embedded: Norm,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    /// Queries, keys and values side by side.
    gather: Panels,
    gathered: Panels,
    gathered_norm: Norm,
    widen: Panels,
    narrow: Panels,
    narrow_norm: Norm,
}

#[derive(Debug)]
struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// Room for the numbers on their way, kept from one call to the next.
#[derive(Debug, Default)]
pub(super) struct Desk {
    states: Vec<f32>,
    /// Queries, keys and values of each row.
    gathering: Vec<f32>,
    gathered: Vec<f32>,
    changes: Vec<f32>,
    wide: Vec<f32>,
    /// How much each piece of a window heeds each other.
    heed: Vec<f32>,
    keys: Panels,
    values: Panels,
}

impl Norm {
    fn read(weights: &mut Weights<'_>, name: &str, width: usize) -> Result<Self> {
        let mut take = |part: &str| weights.take(&format!("{name}.LayerNorm.{part}"), &[width]);
        Ok(Self { gain: take("weight")?, shift: take("bias")? })
    }
}

impl Layer {
    fn read(weights: &mut Weights<'_>, name: &str, width: usize, inner: usize) -> Result<Self> {
        let mut linear = |layers: &[&str], inputs: usize, outputs: usize| {
            let (mut rows, mut bias) = (Vec::new(), Vec::new());
            for layer in layers {
                rows.extend(weights.take(&format!("{name}.{layer}.weight"), &[outputs, inputs])?);
                bias.extend(weights.take(&format!("{name}.{layer}.bias"), &[outputs])?);
            }
            Ok(Panels::pack(&rows, inputs).with_bias(&bias))
        };
        let gather = linear(&["attention.self.query", "attention.self.key", "attention.self.value"], width, width)?;
        let gathered = linear(&["attention.output.dense"], width, width)?;
        let widen = linear(&["intermediate.dense"], width, inner)?;
        let narrow = linear(&["output.dense"], inner, width)?;
        let gathered_norm = Norm::read(weights, &format!("{name}.attention.output"), width)?;
        let narrow_norm = Norm::read(weights, &format!("{name}.output"), width)?;
        Ok(Self { gather, gathered, gathered_norm, widen, narrow, narrow_norm })
    }
}

impl Network {
    pub(super) fn read(config: &Config, weights: &mut Weights<'_>) -> Result<Self> {
        let width = config.width;
        let mut positions = weights.take("embeddings.position_embeddings.weight", &[config.positions, width])?;
        // All text is of the first type: its row joins those of the positions.
        let types = weights.take("embeddings.token_type_embeddings.weight", &[2, width])?;
        for row in positions.chunks_exact_mut(width) {
            row.iter_mut().zip(&types).for_each(|(x, y)| *x += y);
        }
        let layer = |i: usize, weights: &mut Weights<'_>| {
            Layer::read(weights, &format!("encoder.layer.{i}"), width, config.inner)
        };
        Ok(Self {
            width,
            least_variance: config.least_variance,
            words: weights.take("embeddings.word_embeddings.weight", &[config.vocabulary, width])?,
            positions,
            embedded: Norm::read(weights, "embeddings", width)?,
            layers: (0..config.layers).map(|i| layer(i, weights)).collect::<Result<_>>()?,
        })
    }

    /// Numbers of a state.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The last states of the pieces of these windows, a row each, window after window.
    pub(super) fn run<'d>(&self, windows: &[Vec<u32>], desk: &'d mut Desk) -> &'d [f32] {
        self.embed(windows, desk);
        for layer in &self.layers {
            self.gather(layer, windows, desk);
            self.think(layer, desk);
        }
        &desk.states
    }

    fn embed(&self, windows: &[Vec<u32>], desk: &mut Desk) {
        let width = self.width;
        let rows: usize = windows.iter().map(Vec::len).sum();
        desk.states.clear();
        desk.changes.clear();
        for window in windows {
            for &piece in window {
                desk.states.extend_from_slice(&self.words[piece as usize * width..][..width]);
            }
            desk.changes.extend_from_slice(&self.positions[..window.len() * width]);
        }
        self.change(&mut desk.states, &desk.changes, &self.embedded);
        desk.gathering.resize(rows * 3 * width, 0.0);
        desk.gathered.resize(rows * width, 0.0);
    }

    /// Adds changes to states, and normalises them.
    fn change(&self, states: &mut [f32], changes: &[f32], norm: &Norm) {
        ops::add_and_normalise(states, changes, &norm.gain, &norm.shift, self.least_variance);
    }

    /// Every piece gathers from its window.
    fn gather(&self, layer: &Layer, windows: &[Vec<u32>], desk: &mut Desk) {
        let width = self.width;
        layer.gather.product(Rows { numbers: &desk.states, stride: width }, &mut desk.gathering, 3 * width);
        let mut first = 0;
        for window in windows {
            for head in (0..width).step_by(PANEL) {
                desk.gather_by_head(first..first + window.len(), head, width);
            }
            first += window.len();
        }
        layer.gathered.product(Rows { numbers: &desk.gathered, stride: width }, &mut desk.changes, width);
        self.change(&mut desk.states, &desk.changes, &layer.gathered_norm);
    }

    /// Every piece goes through the two layers of its own.
    fn think(&self, layer: &Layer, desk: &mut Desk) {
        let (width, inner) = (self.width, layer.widen.columns());
        let Desk { states, changes, wide, .. } = desk;
        for (states, changes) in states.chunks(WIDE_ROWS * width).zip(changes.chunks_mut(WIDE_ROWS * width)) {
            wide.resize(states.len() / width * inner, 0.0);
            layer.widen.product(Rows { numbers: states, stride: width }, wide, inner);
            ops::gelu(wide);
            layer.narrow.product(Rows { numbers: wide, stride: inner }, changes, width);
        }
        self.change(states, changes, &layer.narrow_norm);
    }
}

impl Desk {
    /// What the pieces of a window, the rows of it, gather by the head whose numbers begin at `head`.
    fn gather_by_head(&mut self, window: std::ops::Range<usize>, head: usize, width: usize) {
        let Self { gathering, gathered, heed, keys, values, .. } = self;
        let (count, stride) = (window.len(), 3 * width);
        let queries = &gathering[window.start * stride + head..];
        keys.fill(PANEL, count, |k, j| queries[j * stride + width + k]);
        let wide = keys.columns();
        heed.resize(count * wide, 0.0);
        keys.product(Rows { numbers: queries, stride }, heed, wide);
        ops::softmax_rows(heed, wide, count, 1.0 / (PANEL as f32).sqrt());
        values.fill(count, PANEL, |k, j| queries[k * stride + 2 * width + j]);
        let out = &mut gathered[window.start * width + head..(window.end - 1) * width + head + PANEL];
        values.product(Rows { numbers: heed, stride: wide }, out, width);
    }
}
