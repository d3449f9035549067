//! Which numbers stand under this name in the files of the encoder?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::adaptation::Adaptation;
use crate::error::{Error, Result};
use crate::tensors::Tensors;

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
