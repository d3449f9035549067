//! `dateline eval`: answers compared with what others wrote down for the same texts.

mod actors;
mod scoring;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use dateline_eval::Set;

/// Score answers against a test set.
#[derive(Args)]
pub(crate) struct Eval {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Actors(actors::Actors),
    /// Whole articles: who did what to whom (NAME.articles.jsonl, NAME.coder_A.jsonl, NAME.coder_B.jsonl).
    Whole(scoring::Scoring),
}

impl Eval {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Actors(actors) => actors.run(),
            What::Whole(scoring) => scoring.run(Set::Whole),
        }
    }
}
