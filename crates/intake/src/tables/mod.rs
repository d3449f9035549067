//! Which rows has this table, with delimiters or of Parquet?

mod before;
mod delimited;
mod parquet;

pub(crate) use delimited::{Delimited, pieces as delimited};
pub(crate) use parquet::{MARK as PARQUET, in_memory, pieces as parquet};
