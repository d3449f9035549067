//! How often are the answers right, and how sure is that?

pub mod audit;
pub mod statistics;
