//! Many news reports and their records: batches, tables, stories.
//!
//! [`batch`] reads files of any size into an archive, a folder of tables; [`columns`] says what stands in them.

mod accounts;
pub mod batch;
pub mod columns;
mod csv;
pub mod dictionary;
mod error;
mod form;
mod gdelt;
mod joined;
mod manifest;
mod parquet;
mod part;
mod plover;
mod seen;
pub mod stories;
mod summary;
mod tables;

pub use error::Error;
pub use form::Form;
pub use joined::Joined;
pub use summary::Summary;
