//! The archive that is one file.

pub mod joining;
pub mod tables;
