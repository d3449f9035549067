//! The archive as one file.

pub mod following;
