//! Which words tell in which country an article plays?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PhraseSet, WordSet};

/// `en/setting.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setting {
    /// Words behind a place that make a newspaper's name or the first label of its host: "news".
    pub(crate) papers: WordSet,
    /// By country, words for institutions, offices and things that it alone has, or few others.
    pub(crate) institutions: BTreeMap<Box<str>, PhraseSet>,
}
