//! Which numbers and texts stand in this safetensors file?

use std::path::Path;

use half::f16;
use safetensors::tensor::Metadata;
use safetensors::{Dtype, SafeTensorError, SafeTensors};

use crate::error::{Error, Result};

/// What stands in a safetensors file: numbers by name, with their shapes, and texts in its header.
#[derive(Debug)]
pub struct Tensors<'d> {
    file: &'d Path,
    header: Metadata,
    tensors: SafeTensors<'d>,
}

impl<'d> Tensors<'d> {
    /// Those in `bytes`; `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// If the bytes are no such file.
    pub fn read(file: &'d Path, bytes: &'d [u8]) -> Result<Self> {
        let error = |cause: SafeTensorError| Error::field(file, "header", cause.to_string());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(error)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(error)?;
        Ok(Self { file, header, tensors })
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.tensors.names()
    }

    pub(crate) fn error(&self, name: &str, problem: impl Into<String>) -> Error {
        Error::field(self.file, name, problem)
    }

    /// The shape of a tensor; nothing where there is none.
    pub(crate) fn shape(&self, name: &str) -> Option<Vec<usize>> {
        self.tensors.tensor(name).ok().map(|tensor| tensor.shape().to_vec())
    }

    /// The text that stands under this name in the file's header.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn text(&self, name: &str) -> Result<String> {
        let text = self.header.metadata().as_ref().and_then(|texts| texts.get(name)).cloned();
        text.ok_or_else(|| self.error(&format!("__metadata__.{name}"), "missing"))
    }

    /// The numbers of a tensor that must have this shape, row by row.
    ///
    /// # Errors
    ///
    /// If it is missing, has another shape, or holds something else than numbers of 16 or 32 bits, or
    /// some that are none.
    pub fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
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
