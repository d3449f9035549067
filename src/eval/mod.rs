//! `dateline eval`: answers compared with what others wrote down for the same texts.

mod actors;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Score answers against a test set.
#[derive(Args)]
pub(crate) struct Eval {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Actors(actors::Actors),
}

impl Eval {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Actors(actors) => actors.run(),
        }
    }
}
