//! Which words are units, currencies and counted things, and which role does a figure have?

use serde::{Deserialize, Serialize};

/// `en/units.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {}
