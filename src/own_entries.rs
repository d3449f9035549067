//! The codebook with which the commands read: the built-in one and the user's own entries.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::Args;
use dateline::Codebook;

/// Which codebook to read with.
#[derive(Args)]
pub(crate) struct OwnEntries {
    /// Folder of entries of your own: every .toml file in it with people, organizations and roles, or with entries for
    /// events, as the codebook has them. They come before the built-in ones.
    #[arg(long, value_name = "FOLDER", env = "DATELINE_CODEBOOK", hide_env_values = true)]
    codebook: Option<PathBuf>,
    /// Decide by rules alone, without weights that were trained on annotated news.
    #[arg(long)]
    rules_only: bool,
}

impl OwnEntries {
    /// The built-in codebook with the folder's entries.
    pub(crate) fn codebook(&self) -> anyhow::Result<Codebook> {
        let mut codebook = Codebook::built_in();
        if self.rules_only {
            codebook = codebook.rules_only();
        }
        if let Some(folder) = &self.codebook {
            for file in files(folder)? {
                let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
                let is_of_events = text.lines().any(|line| line.trim() == "[[entry]]");
                let added = if is_of_events { codebook.add_entries(&text) } else { codebook.add_actors(&text) };
                added.map_err(|error| anyhow!("{}:{error}", file.display()))?;
            }
        }
        Ok(codebook)
    }

    /// What it is, as archives keep it: the folder and how much stands in it, and whether by rules alone.
    pub(crate) fn name(&self) -> anyhow::Result<String> {
        let rules = if self.rules_only { ", rules only" } else { "" };
        let Some(folder) = &self.codebook else { return Ok(format!("codebook built in{rules}")) };
        let sizes = files(folder)?.into_iter().map(|file| Ok(fs::metadata(&file)?.len()));
        let bytes: u64 = sizes.sum::<std::io::Result<u64>>().context("cannot read the codebook")?;
        Ok(format!("codebook built in and {} ({bytes} bytes){rules}", folder.display()))
    }
}

/// The TOML files of a folder, in order of their names.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read the codebook in {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    Ok(files)
}
