//! What keeps a kit from being opened?

use std::path::{Path, PathBuf};

/// Why reports cannot be read with what was named, or is installed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no language model.
    #[error(
        "there is no language model{}: run `dateline model install`, or name the folder of one",
        folder.as_ref().map(|folder| format!(" in {}", folder.display())).unwrap_or_default()
    )]
    ModelMissing {
        /// The folder that was named.
        folder: Option<PathBuf>,
    },
    /// The language model or the encoder cannot be read with.
    #[error("cannot load the {what} in {}: {cause}", folder.display())]
    ModelDamaged {
        /// Which of them.
        what: &'static str,
        /// Its folder.
        folder: PathBuf,
        /// What is wrong with it.
        cause: dateline_language::Error,
    },
    /// The description of a model is missing or damaged.
    #[error("{}: {cause}", path.display())]
    Description {
        /// The file, or the folder that has none.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// A file cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The folder of entries of one's own has none.
    #[error("there is no .toml file in {}", folder.display())]
    NoEntries {
        /// The folder.
        folder: PathBuf,
    },
    /// There are mistakes in entries or places of one's own.
    #[error(transparent)]
    Codebook(#[from] dateline::Error),
}

impl Error {
    pub(crate) fn model(folder: &Path) -> impl FnOnce(dateline_language::Error) -> Self + '_ {
        |cause| Self::ModelDamaged { what: "language model", folder: folder.to_owned(), cause }
    }

    pub(crate) fn encoder(folder: &Path) -> impl FnOnce(dateline_language::Error) -> Self + '_ {
        |cause| Self::ModelDamaged { what: "encoder", folder: folder.to_owned(), cause }
    }

    pub(crate) fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        |cause| Self::Unreadable { path: path.to_owned(), cause }
    }
}
