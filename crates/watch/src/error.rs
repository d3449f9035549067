//! What keeps feeds from being followed at all?

use std::path::PathBuf;

/// Why watching could not begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file of feeds could not be read.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The file of feeds says something that cannot be followed.
    #[error("{}: {cause}", path.display())]
    Feeds {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// What is known of feeds and pages could not be read or kept.
    #[error("what is known of feeds and pages cannot be kept: {0}")]
    Kept(#[from] rusqlite::Error),
    /// The archive could not take reports.
    #[error(transparent)]
    Archive(Box<dyn std::error::Error + Send + Sync>),
}
