//! One news report in, one record out.

mod report;

pub use report::{Report, Source};
