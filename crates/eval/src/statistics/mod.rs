//! How sure is a figure, do two figures differ, how far do coders agree?
//!
//! A page of formulas, each with its source. The crates of statistics that are kept up have distributions and tests of
//! means, none of these: shares, draws of articles, agreement.

mod agreement;
mod pairs;
mod ratio;
mod resampling;
mod share;
mod strata;

pub use agreement::{cohens_kappa, krippendorffs_alpha};
pub use pairs::mcnemar;
pub use ratio::ratio;
pub use resampling::Resampling;
pub use share::{Interval, Share};
pub use strata::{Stratum, Weighted, weighted};

/// The quantile of the normal distribution that 95 % intervals have on both sides.
const Z: f64 = 1.959_963_984_540_054;
