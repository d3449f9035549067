//! How often are the answers right, and how sure is that?
//!
//! A [`Set`] is a kind of gold: whole articles, quotations, times. [`Set::open`] reads its [`Part`]s from files or a
//! folder; a part asks the program itself ([`Part::ask`]), or is given the [`Answers`] of any system, and says how many are
//! right ([`Part::judge`]): an [`Evaluation`] has the figures with their intervals, a [`Comparison`] tells whether two
//! systems differ.

mod answers;
pub mod audit;
mod cost;
mod error;
mod evaluation;
mod gold;
mod invariance;
mod measure;
mod reliability;
mod rows;
mod shown;
pub mod statistics;

pub use answers::Answers;
pub use cost::{Asked, Cost};
pub use error::Error;
pub use evaluation::{Comparison, Difference, Evaluation};
pub use gold::{Gold, Part, Set};
pub use invariance::{Invariance, invariance};
pub use measure::{Estimate, Figures, Judged, Measure, Mistake, Tally};
pub use reliability::{Bin, Reliability};
pub use shown::{Form, changes, comparisons, costs, evaluations, reliabilities, summary};
