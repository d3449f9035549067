//! What does the user want each time? Preferences in `dateline.toml`, which options and variables of the environment override.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context;
use clap::Args;
use serde::Deserialize;

/// Name of the file, in the folder at hand, in one above it, or in the user's folder of settings.
const NAME: &str = "dateline.toml";

/// Where settings are looked for.
#[derive(Args, Clone, Default)]
pub(crate) struct PreferencesFile {
    /// File of settings [default: dateline.toml in this folder or the next above that has one, else the user's].
    #[arg(long, value_name = "FILE", global = true, env = "DATELINE_CONFIG", hide_env_values = true)]
    config: Option<PathBuf>,
}

/// What can be set.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preferences {
    /// Folder of the language model, as with `--model`.
    pub(crate) model: Option<PathBuf>,
    /// Folder of the encoder, as with `--encoder`.
    pub(crate) encoder: Option<PathBuf>,
    /// Folder of entries of one's own, as with `--codebook`.
    pub(crate) codebook: Option<PathBuf>,
    /// File of places of one's own, as with `--gazetteer`.
    pub(crate) gazetteer: Option<PathBuf>,
    /// Reports that `code` reads at once, as with `--jobs`.
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Whether to do without the encoder, as with `--quick`.
    pub(crate) quick: Option<bool>,
    /// The file they stand in.
    #[serde(skip)]
    pub(crate) file: Option<PathBuf>,
}

static PREFERENCES: OnceLock<Preferences> = OnceLock::new();

/// The settings of this run.
pub(crate) fn preferences() -> &'static Preferences {
    PREFERENCES.get_or_init(Preferences::default)
}

impl PreferencesFile {
    /// Reads the settings for the whole program.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or something in it cannot be set.
    pub(crate) fn set(&self) -> anyhow::Result<()> {
        let Some(path) = self.config.clone().or_else(found) else { return Ok(()) };
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read the settings in {}", path.display()))?;
        let _ = PREFERENCES.set(read(&text, &path)?);
        Ok(())
    }
}

/// The nearest file of settings: here, above, or the user's.
fn found() -> Option<PathBuf> {
    let here = std::env::current_dir().ok();
    let above = here.iter().flat_map(|folder| folder.ancestors()).map(|folder| folder.join(NAME));
    let own = dirs::config_dir().map(|folder| folder.join("dateline").join(NAME));
    above.chain(own).find(|path| path.is_file())
}

fn read(text: &str, path: &Path) -> anyhow::Result<Preferences> {
    let found: Preferences = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!("{}:{line}: {}", path.display(), error.message().trim())
    })?;
    // Paths are those beside the file, wherever the program is run.
    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = |path: Option<PathBuf>| path.map(|path| folder.join(path));
    Ok(Preferences {
        model: beside(found.model),
        encoder: beside(found.encoder),
        codebook: beside(found.codebook),
        gazetteer: found.gazetteer.map(|path| if path == Path::new("built-in") { path } else { folder.join(path) }),
        file: Some(path.to_owned()),
        ..found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_beside_the_file_and_mistakes_have_their_line() {
        let path = Path::new("/news/dateline.toml");
        let found = read("codebook = \"own\"\ngazetteer = \"built-in\"\njobs = 2\nquick = true\n", path);
        let found = found.expect("sound settings");
        assert_eq!(found.codebook.as_deref(), Some(Path::new("/news/own")));
        assert_eq!(found.gazetteer.as_deref(), Some(Path::new("built-in")));
        assert_eq!((found.jobs.map(NonZeroUsize::get), found.quick), (Some(2), Some(true)));
        for (wrong, start) in [
            ("quick = true\njobbs = 2\n", "/news/dateline.toml:2: unknown field `jobbs`"),
            ("jobs = 0\n", "/news/dateline.toml:1: invalid value"),
            ("quick = \"yes\"\n", "/news/dateline.toml:1: invalid type"),
            ("\nquick\n", "/news/dateline.toml:2: "),
        ] {
            let told = read(wrong, path).expect_err("a mistake").to_string();
            assert!(told.starts_with(start), "{told}");
        }
    }
}
