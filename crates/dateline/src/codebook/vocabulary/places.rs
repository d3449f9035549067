//! Which words stand around places, and which make a name something else?

use serde::{Deserialize, Serialize};

/// `en/places.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {}
