//! How often is the program wrong, on the user's own texts?
//!
//! A sample of happenings, and of sentences without any, is [drawn](Draw) from an archive and frozen in a file; coders judge it
//! answer by answer; what they said [tells](Report) how often answers are right in the whole archive, and is held against what a
//! newer program answers ([`Replayed`]).

mod decided;
mod draw;
mod error;
mod export;
mod field;
mod file;
mod folder;
mod program;
mod replay;
mod report;
mod sheets;
mod strata;
mod verdicts;
mod whole;

pub use decided::Decided;
pub use draw::{Draw, Drawn};
pub use error::Error;
pub use export::Exported;
pub use field::{Field, NONE, Verdict};
pub use file::Audit;
pub use folder::Folder;
pub use program::Told;
pub use replay::{Became, Changed, Counts, Replayed};
pub use report::{Agreement, Among, Disagreement, Domain, Figure, Pair, Precision, Progress, Recall, Report};
pub use sheets::Sheet;
pub use verdicts::{BlindAnswers, Coder, Said, asked};
pub use whole::{Dimension, ReadWith, Whole};
