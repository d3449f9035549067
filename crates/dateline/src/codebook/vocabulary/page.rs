//! Which words frame a report: credits, bylines, datelines, headings?

use serde::{Deserialize, Serialize};

/// `en/page.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {}
