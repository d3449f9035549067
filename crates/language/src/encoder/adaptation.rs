//! What was fitted to the encoder for a task, and how does it change a weight? The file's form is told at
//! [`Encoder::open`](super::Encoder::open).

use std::collections::BTreeSet;
use std::path::Path;

use crate::error::{Error, Result};
use crate::ops;
use crate::tensors::Tensors;

/// What errors call the file, whose bytes alone are known here.
const FILE: &str = "adaptation";

/// The ends of the names of low-rank parts, the inner one first.
const PARTS: [&str; 2] = [".lora_A", ".lora_B"];

/// What an adaptation was fitted to, as its file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitting {
    /// The texts it was fitted to.
    pub set: String,
    /// The day, such as `2026-11-29`.
    pub date: String,
    /// What it reached, in a line.
    pub figure: String,
}

/// Low-rank parts to add to weights, and weights to put in their place.
#[derive(Debug)]
pub(super) struct Adaptation<'d> {
    pub(super) fitting: Fitting,
    tensors: Tensors<'d>,
}

impl<'d> Adaptation<'d> {
    pub(super) fn read(bytes: &'d [u8]) -> Result<Self> {
        let file = Path::new(FILE);
        let tensors = Tensors::read(file, bytes)?;
        let text = |name: &str| tensors.text(name);
        let fitting = Fitting { set: text("set")?, date: text("date")?, figure: text("figure")? };
        Ok(Self { fitting, tensors })
    }

    /// Changes the numbers of the base under this name, if there is something for them.
    pub(super) fn apply(&self, name: &str, shape: &[usize], numbers: &mut Vec<f32>) -> Result<()> {
        if self.tensors.shape(name).is_some() {
            *numbers = self.tensors.numbers(name, shape)?;
        }
        let (Some(layer), [outputs, inputs]) = (name.strip_suffix(".weight"), shape) else { return Ok(()) };
        let [inner, outer] = PARTS.map(|part| format!("{layer}{part}"));
        let rank = match (self.tensors.shape(&inner), self.tensors.shape(&outer)) {
            (None, None) => return Ok(()),
            (Some(shape), Some(_)) => shape.first().copied().unwrap_or_default(),
            (None, _) => return Err(self.tensors.error(&inner, "missing")),
            (_, None) => return Err(self.tensors.error(&outer, "missing")),
        };
        let inner = self.tensors.numbers(&inner, &[rank, *inputs])?;
        let outer = self.tensors.numbers(&outer, &[*outputs, rank])?;
        for (weights, shares) in numbers.chunks_exact_mut(*inputs).zip(outer.chunks_exact(rank)) {
            let base = weights.to_vec();
            ops::weigh_rows(shares, &inner, &base, weights);
        }
        Ok(())
    }

    /// Fails if there is something for weights that were not asked for.
    pub(super) fn check_names(&self, asked: &BTreeSet<String>) -> Result<()> {
        let is_asked = |name: &str| {
            let layer = PARTS.iter().find_map(|part| name.strip_suffix(part));
            layer.map_or_else(|| asked.contains(name), |layer| asked.contains(&format!("{layer}.weight")))
        };
        let mut names = self.tensors.names();
        names.sort_unstable();
        match names.into_iter().find(|name| !is_asked(name)) {
            Some(name) => Err(Error::field(Path::new(FILE), name, "the encoder has no such weights")),
            None => Ok(()),
        }
    }
}
