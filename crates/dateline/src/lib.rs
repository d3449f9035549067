//! One news report in, one record out: who said and did what to whom, when, where and how many, every answer with the
//! stretch of text it was read from.
//!
//! ```text
//! report → article → doc → who · said · did · when · whereabouts · how_many → record
//! ```
//!
//! [`Reader::read`] turns a [`Report`] into a [`record::Record`] with a language model (`dateline-language`) and a
//! [`Codebook`]. No clock, no files, no network: what a report means depends on the report alone.

mod article;
mod codebook;
mod desk;
mod did;
mod error;
mod fnv;
mod gazetteer;
mod grammar;
mod heads;
mod home;
mod how_many;
#[cfg(test)]
mod parses;
mod phrases;
mod reading;
pub mod record;
mod report;
mod said;
mod setting;
pub mod training;
mod weights;
mod when;
mod whereabouts;
mod who;
mod words;

pub use codebook::{Codebook, Complement, CueForm, EVENT_TABLES, Entry, Example, ExampleKind, HearerPlace, SpeechCue};
pub use did::Classification;
pub use error::{Error, Mistake};
pub use heads::ENCODER_ADAPTATION;
pub use reading::{Reader, text_id};
pub use report::{Report, Source};
pub use whereabouts::locate;
pub use who::{ActorCode, code_actor};
