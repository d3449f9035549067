//! Under which words is an act still to come, wished, tried, refused or denied?

use serde::{Deserialize, Serialize};

/// `en/realis.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Realis {}
