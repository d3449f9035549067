//! Which words are numbers, compare them, or tell that a number counts nothing?

use serde::{Deserialize, Serialize};

/// `en/numbers.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {}
