//! Which words name days, months, seasons, holidays, and tell before from after?

use serde::{Deserialize, Serialize};

/// `en/times.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Times {}
