//! What the commands that read reports read them with: the language model, the codebook with entries of one's own, the
//! places, the day that reports are of, the press archives whose exports are known.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use dateline::{Codebook, Report};
use dateline_intake::{Archives, Files};
use dateline_language::{Encoder, Pipeline};
use jiff::civil::Date;

use crate::gazetteer::KnownPlaces;
use crate::kinds::Named;
use crate::model::{EncoderFolder, ModelFolder};
use crate::own_entries::OwnEntries;
use crate::preferences::preferences;
use crate::shown;

/// What reports are read with.
#[derive(Args)]
pub(crate) struct ReadWith {
    /// Day of publication of reports that do not say it, such as 2022-02-01: "on Tuesday" is counted from it.
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// Description of a press archive of your own, whose exports are read then: a .toml file, or a folder of them
    /// (docs/exports.md).
    #[arg(long, value_name = "FILE")]
    archives: Option<PathBuf>,
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    own: OwnEntries,
    #[command(flatten)]
    places: KnownPlaces,
    /// Judge events by words and grammar alone, without the encoder: six times as fast, and fewer events are found.
    #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    quick: Option<bool>,
    #[command(flatten)]
    encoder: EncoderFolder,
    #[command(flatten)]
    model: ModelFolder,
}

impl ReadWith {
    /// What is read with, opened at the same time: the model, the codebook, the encoder if it is wanted and there.
    pub(crate) fn open(&self) -> anyhow::Result<(Pipeline, Codebook, Option<Encoder>)> {
        thread::scope(|threads| {
            let encoder = threads.spawn(|| self.encoder());
            let (pipeline, codebook) = self.open_without_encoder()?;
            Ok((pipeline, codebook, joined(encoder)?))
        })
    }

    /// The model and the codebook, opened at the same time.
    pub(crate) fn open_without_encoder(&self) -> anyhow::Result<(Pipeline, Codebook)> {
        thread::scope(|threads| {
            let pipeline = threads.spawn(|| self.pipeline());
            let codebook = self.codebook()?;
            Ok((joined(pipeline)?, codebook))
        })
    }

    fn pipeline(&self) -> anyhow::Result<Pipeline> {
        let start = Instant::now();
        let pipeline = self.model.open()?;
        if shown::verbose() {
            if let Some(file) = &preferences().file {
                shown::detail(format_args!("settings of {}", file.display()));
            }
            shown::detail(format_args!("language model {}, opened in {:.1?}", self.model.told()?, start.elapsed()));
            shown::detail(format_args!(
                "encoder {}",
                if self.wants_encoder() { self.encoder.told() } else { "not wanted".into() }
            ));
            shown::detail(self.places.told()?);
        }
        Ok(pipeline)
    }

    fn wants_encoder(&self) -> bool {
        let quick = self.quick.or(preferences().quick).unwrap_or_default();
        !quick && !self.own.rules_only()
    }

    /// The encoder; nothing if it is not wanted. One that is not installed is told.
    fn encoder(&self) -> anyhow::Result<Option<Encoder>> {
        if !self.wants_encoder() {
            return Ok(None);
        }
        let encoder = self.encoder.open()?;
        if encoder.is_none() {
            shown::note(
                "no encoder is installed, so fewer events are found: `dateline model install` gets it (--quick to go without)",
            );
        }
        Ok(encoder)
    }

    /// The built-in codebook with what was added to it.
    pub(crate) fn codebook(&self) -> anyhow::Result<Codebook> {
        let mut codebook = self.own.codebook()?;
        self.places.add_to(&mut codebook)?;
        Ok(codebook)
    }

    /// The files of these inputs, with the columns that were named and the press archives whose exports are known.
    pub(crate) fn files(&self, inputs: impl IntoIterator<Item = PathBuf>) -> anyhow::Result<Files> {
        let files = self.named.files(inputs);
        let Some(own) = &self.archives else { return Ok(files) };
        let archives = Archives::with_own(own).map_err(anyhow::Error::msg).context("press archives")?;
        Ok(files.with_archives(archives))
    }

    /// The report with the day it is of, where it does not say it.
    pub(crate) fn dated(&self, report: Report) -> Report {
        Report { assumed: self.date, ..report }
    }

    /// The model, as archives keep it.
    pub(crate) fn model_name(&self) -> anyhow::Result<String> {
        let encoder = if self.wants_encoder() && self.encoder.folder().is_some() { ", with the encoder" } else { "" };
        Ok(format!("{}{encoder}", self.model.name()?))
    }

    /// The codebook and the places, as archives keep them.
    pub(crate) fn codebook_name(&self, codebook: &Codebook) -> anyhow::Result<String> {
        let columns = self.named.name().map_or_else(String::new, |columns| format!(", columns {columns}"));
        let archives = self.archives.as_ref().map(|own| format!(", press archives of {}", own.display()));
        Ok(format!("{}, {}{columns}{}", self.own.name(codebook), self.places.name()?, archives.unwrap_or_default()))
    }
}

/// What a thread answered; its panic is this thread's.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// The exit status where a file is damaged and reports were read all the same.
const DAMAGED: u8 = 3;

/// How a command ends that has read so many reports, or found a file damaged.
pub(crate) fn ended(reports: u64, damaged: bool) -> ExitCode {
    match (reports, damaged) {
        (0, _) => ExitCode::FAILURE,
        (_, true) => ExitCode::from(DAMAGED),
        (_, false) => ExitCode::SUCCESS,
    }
}

/// A confidence as options have it.
pub(crate) fn confidence(text: &str) -> Result<f64, String> {
    let known = text.parse().ok().filter(|confidence| (0.0..=1.0).contains(confidence));
    known.ok_or_else(|| "a confidence is a number from 0 to 1".to_owned())
}
