//! Which words does the grammar of clauses and events ask for?

use serde::{Deserialize, Serialize};

/// `en/words.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {}
