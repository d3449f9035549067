//! Paths to files.

use std::path::{Path, PathBuf};

use dateline::Source;

use crate::Failure;

/// The file itself, the files below a folder that are not hidden, or those that a pattern fits; in order of their paths.
pub(crate) fn files(path: PathBuf) -> Vec<Result<PathBuf, Failure>> {
    if path == Path::new("-") {
        return vec![Ok(path)];
    }
    #[cfg(feature = "http")]
    if crate::address::of(&path).is_some() {
        return vec![Ok(path)];
    }
    let fail = |path: &Path, kind, message: String| Failure { source: source_of(path), kind, message };
    let name = path.to_string_lossy();
    if !path.exists() {
        if name.contains("://") {
            let message =
                "such addresses are not fetched, https:// only by a build with `--features http`: download it, \
                           or pipe it in: curl -s ADDRESS | dateline … -"
                    .into();
            return vec![Err(fail(&path, "unsupported", message))];
        }
        let found = if name.contains(['*', '?', '[']) { matching(&name) } else { Vec::new() };
        if found.is_empty() {
            return vec![Err(fail(&path, "missing", "no such file or folder".into()))];
        }
        return found.into_iter().flat_map(files).collect();
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

/// What a pattern fits, in order.
fn matching(pattern: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = glob::glob(pattern).into_iter().flatten().flatten().collect();
    found.sort();
    found
}

/// What is known of a report by its file alone: the id is the stem of its name, `.gz` and the like taken off.
pub(crate) fn source_of(path: &Path) -> Source {
    if path == Path::new("-") {
        return Source { id: "stdin".into(), ..Source::default() };
    }
    let packed = path.extension().is_some_and(|end| end == "gz" || end == "zst");
    let name = if packed { path.with_extension("") } else { path.to_owned() };
    let stem = name.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Source { id: stem, path: Some(path.to_string_lossy().into_owned()), ..Source::default() }
}
