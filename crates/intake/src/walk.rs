//! Paths to files.

use std::path::{Path, PathBuf};

use crate::{Failure, source_of};

/// The file itself, or the files below a folder that are not hidden, in order of their paths.
pub(crate) fn files(path: PathBuf) -> Vec<Result<PathBuf, Failure>> {
    if path == Path::new("-") {
        return vec![Ok(path)];
    }
    let fail = |path: &Path, kind, message: String| Failure { source: source_of(path), kind, message };
    if !path.exists() {
        return vec![Err(fail(&path, "missing", "no such file or folder".into()))];
    }
    // Anything else than a folder is read as a file is: a pipe too.
    if !path.is_dir() {
        return vec![Ok(path)];
    }
    let walk = ignore::WalkBuilder::new(&path).git_ignore(false).ignore(false).sort_by_file_path(Path::cmp).build();
    let files: Vec<_> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => entry.path().is_file().then(|| Ok(entry.into_path())),
            Err(error) => Some(Err(fail(&path, "unreadable", error.to_string()))),
        })
        .collect();
    if files.is_empty() {
        let message = "no reports in this folder: it holds no file that is not hidden".into();
        return vec![Err(fail(&path, "no_reports", message))];
    }
    files
}
