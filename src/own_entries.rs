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
                add(&mut codebook, &file)??;
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

/// Takes up a file of entries of either kind; the mistakes in it, if it has any.
pub(crate) fn add(codebook: &mut Codebook, file: &Path) -> anyhow::Result<Result<(), dateline::Error>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let heads = || text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let is_of_events = heads().any(|head| head == "[[entry]]" || head == "[classes]");
    let added = if is_of_events { codebook.add_entries(&text) } else { codebook.add_actors(&text) };
    Ok(added.map_err(|error| error.in_file(&file.display().to_string())))
}

/// Whether its name begins with a full stop, as those of files that programs keep.
fn is_hidden(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The TOML files of a folder, in order of their names.
pub(crate) fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read the codebook in {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| {
        let (named, hidden) = (file.extension().is_some_and(|ending| ending == "toml"), is_hidden(file));
        if !named && !hidden && file.is_file() {
            shown::note(format_args!("{} is not read: its name does not end in .toml", file.display()));
        }
        named && !hidden
    });
    files.sort();
    Ok(files)
}
