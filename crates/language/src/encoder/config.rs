//! Which sizes has the encoder, and is it one that we compute?

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Error, Result};
use crate::ops::PANEL;

/// A JSON file of the encoder's folder.
pub(super) struct Json {
    file: PathBuf,
    value: Value,
}

impl Json {
    pub(super) fn read(folder: &Path, name: &str) -> Result<Self> {
        let file = folder.join(name);
        let bytes = fs::read(&file).map_err(|cause| Error::io(&file, cause))?;
        let value = serde_json::from_slice(&bytes).map_err(|cause| Error::field(&file, "JSON", cause.to_string()))?;
        Ok(Self { file, value })
    }

    /// The value at a path of keys, such as `/model/vocab`; null where there is none.
    pub(super) fn at(&self, path: &str) -> &Value {
        self.value.pointer(path).unwrap_or(&Value::Null)
    }

    /// Fails unless the value is this very one.
    pub(super) fn expect(&self, path: &str, wanted: &Value) -> Result<()> {
        let found = self.at(path);
        if found == wanted {
            Ok(())
        } else {
            Err(self.error(path, format!("unsupported: expected {wanted}, found {found}")))
        }
    }

    pub(super) fn error(&self, path: &str, problem: impl Into<String>) -> Error {
        Error::field(&self.file, path.trim_start_matches('/').replace('/', "."), problem)
    }
}

/// The sizes of a BERT.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) layers: usize,
    pub(super) heads: usize,
    /// Numbers of a state.
    pub(super) width: usize,
    /// Numbers within the widest layer.
    pub(super) inner: usize,
    pub(super) vocabulary: usize,
    pub(super) positions: usize,
    /// What keeps the normalisation from dividing by zero.
    pub(super) least_variance: f32,
}

impl Config {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let json = Json::read(folder, "config.json")?;
        json.expect("/model_type", &"bert".into())?;
        json.expect("/hidden_act", &"gelu".into())?;
        json.expect("/position_embedding_type", &"absolute".into())?;
        let number = |path: &str| {
            let number = json.at(path).as_u64().filter(|&number| number > 0);
            number.map(|number| number as usize).ok_or_else(|| json.error(path, "not a number above zero"))
        };
        let config = Self {
            layers: number("/num_hidden_layers")?,
            heads: number("/num_attention_heads")?,
            width: number("/hidden_size")?,
            inner: number("/intermediate_size")?,
            vocabulary: number("/vocab_size")?,
            positions: number("/max_position_embeddings")?,
            least_variance: json.at("/layer_norm_eps").as_f64().unwrap_or_default() as f32,
        };
        if config.width != config.heads * PANEL {
            return Err(
                json.error("/num_attention_heads", format!("unsupported: heads of {PANEL} numbers are computed"))
            );
        }
        if !config.inner.is_multiple_of(PANEL) {
            return Err(json.error("/intermediate_size", format!("unsupported: no multiple of {PANEL}")));
        }
        if config.positions < super::windows::LONGEST {
            return Err(json.error("/max_position_embeddings", format!("fewer than {}", super::windows::LONGEST)));
        }
        Ok(config)
    }
}
