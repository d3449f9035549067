//! Which words does a language have for what the questions ask? Lists of a language, a file for each question; the build
//! reads them, so that a list that is missing, misspelt or doubled stops it with its file and line.

mod actors;
mod numbers;
mod page;
mod phrases;
mod places;
mod realis;
mod set;
mod setting;
mod speech;
mod times;
mod units;
mod words;

use serde::{Deserialize, Serialize};

pub(crate) use actors::{Actors, KindDescribed};
pub(crate) use numbers::Numbers;
pub(crate) use page::Page;
pub(crate) use phrases::PhraseSet;
pub(crate) use places::Places;
pub(crate) use realis::Realis;
pub(crate) use set::{WordMap, WordSet};
pub(crate) use setting::Setting;
pub(crate) use speech::Speech;
pub(crate) use times::{Holiday, NamedDay, PartOfDay, Season, TimeUnit, Times};
pub(crate) use units::Units;
pub(crate) use words::Words;

/// The words of a language, by the question that asks for them.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vocabulary {
    /// `words.toml`.
    pub(crate) words: Words,
    /// `realis.toml`.
    pub(crate) realis: Realis,
    /// `numbers.toml`.
    pub(crate) numbers: Numbers,
    /// `units.toml`.
    pub(crate) units: Units,
    /// `times.toml`.
    pub(crate) times: Times,
    /// `places.toml`.
    pub(crate) places: Places,
    /// `page.toml`.
    pub(crate) page: Page,
    /// `actors.toml`.
    pub(crate) actors: Actors,
    /// `speech.toml`.
    pub(crate) speech: Speech,
    /// `setting.toml`.
    pub(crate) setting: Setting,
}
