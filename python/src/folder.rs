//! Where do tables lie until nobody holds them?

use std::path::{Path, PathBuf};

/// A folder in the system's place for what is only needed for a while. It goes when nobody holds it: nobody in the process
/// that made it, since one that is forked off has copies of all that holds it.
pub(crate) struct Folder {
    path: PathBuf,
    process: u32,
}

impl Folder {
    /// Makes one.
    ///
    /// # Errors
    ///
    /// If there is no room, or nobody may write.
    pub(crate) fn new() -> std::io::Result<Self> {
        let made = tempfile::Builder::new().prefix("dateline-").tempdir()?;
        Ok(Self { path: made.keep(), process: std::process::id() })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes it away, whoever holds it.
    pub(crate) fn remove(&self) {
        if self.process == std::process::id() {
            // What cannot be removed is left to the system.
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.remove();
    }
}
