//! Which numbers stand under this name in the files of the encoder?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use half::f16;
use safetensors::{Dtype, SafeTensors};

use super::adaptation::Adaptation;
use crate::error::{Error, Result};

/// The tensors of a safetensors file.
#[derive(Debug)]
pub(super) struct Tensors<'d> {
    file: &'d Path,
    tensors: SafeTensors<'d>,
}

impl<'d> Tensors<'d> {
    pub(super) fn read(file: &'d Path, bytes: &'d [u8]) -> Result<Self> {
        let tensors =
            SafeTensors::deserialize(bytes).map_err(|cause| Error::field(file, "header", cause.to_string()))?;
        Ok(Self { file, tensors })
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.tensors.names()
    }

    pub(super) fn error(&self, name: &str, problem: impl Into<String>) -> Error {
        Error::field(self.file, name, problem)
    }

    /// The shape of a tensor; nothing where there is none.
    pub(super) fn shape(&self, name: &str) -> Option<Vec<usize>> {
        self.tensors.tensor(name).ok().map(|tensor| tensor.shape().to_vec())
    }

    /// The numbers of a tensor that must have this shape.
    pub(super) fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let tensor = self.tensors.tensor(name).map_err(|_| self.error(name, "missing"))?;
        if tensor.shape() != shape {
            return Err(self.error(name, format!("expected the shape {shape:?}, found {:?}", tensor.shape())));
        }
        let bytes = tensor.data();
        let numbers: Vec<f32> = match tensor.dtype() {
            Dtype::F32 => bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect(),
            Dtype::F16 => bytes.chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
            other => return Err(self.error(name, format!("expected numbers as F32 or F16, found {other:?}"))),
        };
        // A damaged file would make every answer none, and nobody would see why.
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(numbers)
        } else {
            Err(self.error(name, "not all are numbers: the file is damaged"))
        }
    }
}

/// The weights of the encoder, with what was fitted to them.
#[derive(Debug)]
pub(super) struct Weights<'d> {
    base: Tensors<'d>,
    adaptation: Option<Adaptation<'d>>,
    asked: BTreeSet<String>,
}

impl<'d> Weights<'d> {
    /// Hands over the weights to who makes the network of them; what the adaptation has must be asked for.
    pub(super) fn read<T>(
        folder: &Path,
        adaptation: Option<Adaptation<'_>>,
        network: impl FnOnce(&mut Weights<'_>) -> Result<T>,
    ) -> Result<T> {
        let file = folder.join("model.safetensors");
        let bytes = fs::read(&file).map_err(|cause| Error::io(&file, cause))?;
        let base = Tensors::read(&file, &bytes)?;
        let mut weights = Weights { base, adaptation, asked: BTreeSet::new() };
        let made = network(&mut weights)?;
        if let Some(adaptation) = &weights.adaptation {
            adaptation.check_names(&weights.asked)?;
        }
        Ok(made)
    }

    /// The numbers of this name, in this shape.
    pub(super) fn take(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        self.asked.insert(name.to_owned());
        let mut numbers = self.base.numbers(name, shape)?;
        if let Some(adaptation) = &self.adaptation {
            adaptation.apply(name, shape, &mut numbers)?;
        }
        Ok(numbers)
    }
}
