//! Which report stands in this row of a table?

mod columns;
mod delimited;
mod parquet;
mod row;
mod sheet;

pub use columns::Columns;
pub(crate) use columns::{Field, Layout};
pub(crate) use delimited::{Delimited, pieces as delimited};
pub(crate) use parquet::{MARK as PARQUET, in_memory, pieces as parquet};
pub(crate) use row::{Cell, report};
pub(crate) use sheet::read as sheet;
