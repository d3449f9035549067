//! `dateline train`: weights fitted to annotated articles.

mod events;
mod quotations;

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use events::TrainEvents;
use quotations::TrainQuotations;

/// Fit weights to annotated articles, and print them as a weights file.
#[derive(Args)]
pub(crate) struct Train {
    #[command(subcommand)]
    what: Trained,
}

#[derive(Subcommand)]
enum Trained {
    Events(TrainEvents),
    Quotations(TrainQuotations),
}

impl Train {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            Trained::Events(train) => train.run(),
            Trained::Quotations(train) => train.run(),
        }
    }
}

/// The last two parts of a path: what a reader of a file of weights needs to know of where they come from.
fn last_parts(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}
