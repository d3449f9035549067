//! How often are the answers right, and how sure is that?

pub mod statistics;
