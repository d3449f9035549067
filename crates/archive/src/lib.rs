//! Many news reports and their records: batches, tables, stories.
//!
//! [`batch`] reads files of any size into an archive, a folder of tables; [`columns`] says what stands in them.

pub mod batch;
pub mod columns;
mod csv;
pub mod dictionary;
mod error;
mod form;
mod gdelt;
mod manifest;
mod parquet;
mod part;
mod plover;
mod seen;
pub mod stories;
mod summary;

pub use error::Error;
pub use form::Form;
pub use summary::Summary;
