//! Many news reports and their records: batches, tables, stories.
//!
//! [`batch`] reads files of any size into an archive, a folder of tables; [`columns`] says what stands in them, [`arrow`] has
//! them as columns in memory, and [`stories`] finds what many reports tell together.

mod accounts;
pub mod arrow;
pub mod batch;
pub mod columns;
mod comparison;
pub mod dictionary;
mod error;
mod fingerprint;
mod forms;
pub mod gathering;
pub mod ledger;
mod limit;
mod manifest;
mod part;
pub mod reading;
mod seen;
mod settings;
mod shelf;
pub mod store;
pub mod stories;
mod summary;
mod window;
mod writing;

pub use error::Error;
pub use forms::{ArchiveForm, is_computed};
pub use limit::read_within;
pub use settings::Settings;
pub use summary::{Joined, Summary};
