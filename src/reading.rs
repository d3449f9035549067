//! With what, and on how many threads, does a command read many reports?

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use clap::Args;
use dateline::Codebook;
use dateline_archive::reading::Reading;
use dateline_archive::store::Versions;
use dateline_language::{Encoder, Pipeline};

use crate::limit::Limit;
use crate::preferences::preferences;
use crate::read_with::{ReadWith, confidence};
use crate::shown;

/// How many reports are read.
#[derive(Args)]
pub(crate) struct ReadMany {
    /// Reports read at once [default: one for each core].
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Leave out events that are less sure, from 0 to 1, and happenings that no other tells.
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = confidence)]
    min_confidence: f64,
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    pub(crate) with: ReadWith,
}

/// What is opened to read with.
pub(crate) struct Opened {
    pub(crate) pipeline: Pipeline,
    pub(crate) codebook: Arc<Codebook>,
    encoder: Option<Encoder>,
}

impl ReadMany {
    pub(crate) fn open(&self) -> anyhow::Result<Opened> {
        let (pipeline, codebook, encoder) = self.with.open()?;
        Ok(Opened { pipeline, codebook: Arc::new(codebook), encoder })
    }

    /// What reads, with what was opened, until it is stopped.
    pub(crate) fn reading<'o>(&self, opened: &'o Opened, stop: &'o AtomicBool) -> Reading<'o> {
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Reading {
            pipeline: &opened.pipeline,
            encoder: opened.encoder.clone(),
            codebook: &opened.codebook,
            jobs: jobs(self.jobs.or(preferences().jobs), cores).get(),
            limit: self.limit.get(),
            date: self.with.date,
            min_confidence: self.min_confidence,
            stop,
        }
    }

    /// What may change an answer, as archives keep it.
    pub(crate) fn versions(&self, opened: &Opened) -> anyhow::Result<Versions> {
        let date = self.with.date.map(|date| format!("date {date}"));
        let sure = (self.min_confidence > 0.0).then(|| format!("confidence {}", self.min_confidence));
        Ok(Versions {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            model: self.with.model_name()?,
            codebook: format!(
                "{}; built in: {}",
                self.with.codebook_name(&opened.codebook)?,
                env!("CARGO_PKG_VERSION")
            ),
            settings: [date, sure].into_iter().flatten().collect::<Vec<_>>().join(", "),
        })
    }
}

/// How many threads read: no more than help.
fn jobs(wanted: Option<NonZeroUsize>, cores: NonZeroUsize) -> NonZeroUsize {
    let most = cores.saturating_mul(NonZeroUsize::MIN.saturating_add(3));
    let jobs = wanted.unwrap_or(cores);
    if jobs > most {
        shown::note(format_args!(
            "--jobs {jobs} is taken for {most}: more than four for each of {cores} cores only wait"
        ));
    }
    jobs.min(most)
}

/// A flag that Ctrl-C, and a polite request to end, set, which is told then; the second time the program ends at once.
pub(crate) fn stop_on_signal(told: &'static str) -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = stop.clone();
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        shown::note(format_args!("{told}; once more to end at once"));
    })
    .context("Ctrl-C cannot be watched for")?;
    Ok(stop)
}
