//! Which words stand around what is said?

use serde::{Deserialize, Serialize};

/// `en/speech.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speech {}
