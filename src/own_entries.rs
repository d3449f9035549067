//! The codebook with which the commands read: the built-in one and the user's own entries.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;
use dateline::{Codebook, EVENT_TABLES};

use crate::preferences::preferences;
use crate::shown;

/// Which codebook to read with.
#[derive(Args, Default)]
pub(crate) struct OwnEntries {
    /// Folder of entries of your own: every .toml file in it with people, organizations and roles, or with entries for
    /// events, as the codebook has them. They come before the built-in ones.
    #[arg(long, value_name = "FOLDER", env = "DATELINE_CODEBOOK", hide_env_values = true)]
    codebook: Option<PathBuf>,
    /// Decide by rules alone, without weights that were trained on annotated news.
    #[arg(long)]
    rules_only: bool,
    /// Folder with weights of events of your own, as `dateline train events` writes them.
    #[arg(long, value_name = "FOLDER", conflicts_with = "rules_only")]
    event_weights: Option<PathBuf>,
}

impl OwnEntries {
    /// The built-in codebook with the folder's entries.
    pub(crate) fn codebook(&self) -> anyhow::Result<Codebook> {
        let mut codebook = Codebook::built_in();
        if self.rules_only {
            codebook = codebook.rules_only();
        }
        if let Some(folder) = self.folder() {
            let files = files(folder)?;
            ensure!(!files.is_empty(), "there is no .toml file in {}", folder.display());
            for file in files {
                dateline_kit::add(&mut codebook, &file)??;
            }
        }
        if let Some(folder) = &self.event_weights {
            let read = |name: &str| {
                let file = folder.join(format!("{name}.weights"));
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
            };
            let tables = EVENT_TABLES.map(read);
            let tables: Vec<Vec<u8>> = tables.into_iter().collect::<anyhow::Result<_>>()?;
            let own = codebook.with_event_weights(std::array::from_fn(|table| tables[table].as_slice()));
            codebook = own.with_context(|| format!("weights in {}", folder.display()))?;
        }
        Ok(codebook)
    }

    /// The folder of entries of one's own, as the option or the settings name it.
    fn folder(&self) -> Option<&Path> {
        self.codebook.as_deref().or(preferences().codebook.as_deref())
    }

    /// Whether weights have no say.
    pub(crate) fn rules_only(&self) -> bool {
        self.rules_only
    }

    /// What it is, as archives keep it: its identity, whether there are entries of one's own, and whether by rules alone.
    pub(crate) fn name(&self, codebook: &Codebook) -> String {
        let own = if self.folder().is_some() { " with own entries" } else { "" };
        let rules = if self.rules_only { ", rules only" } else { "" };
        format!("codebook {}{own}{rules}", codebook.identity())
    }
}

/// The TOML files of a folder, in order of their names.
pub(crate) fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let found = dateline_kit::entries_in(folder);
    let (files, others) = found.with_context(|| format!("cannot read the codebook in {}", folder.display()))?;
    for other in others {
        shown::note(format_args!("{} is not read: its name does not end in .toml", other.display()));
    }
    Ok(files)
}
