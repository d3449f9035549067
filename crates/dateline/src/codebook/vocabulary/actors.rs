//! Which words describe people and bodies, and which stand for them?

use serde::{Deserialize, Serialize};

/// `en/actors.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actors {}
