//! Which files, in which order?

use std::path::{Path, PathBuf};

use crate::outcome::{Failure, FailureKind, fail};
use crate::source;

/// The file itself, the files below a folder that are not hidden, or those that a pattern fits; in order of their paths.
pub(crate) fn files(path: PathBuf) -> Vec<Result<PathBuf, Failure>> {
    if path == Path::new("-") {
        return vec![Ok(path)];
    }
    #[cfg(feature = "http")]
    if crate::address::of(&path).is_some() {
        return vec![Ok(path)];
    }
    let failed = |path: &Path, kind, message: &str| fail(source::of_path(path), kind, message);
    let name = path.to_string_lossy();
    if !path.exists() {
        if let Some((scheme, _)) = name.split_once("://") {
            return vec![failed(&path, FailureKind::Unsupported, &not_fetched(scheme))];
        }
        let found = if name.contains(['*', '?', '[']) { matching(&name) } else { Vec::new() };
        if found.is_empty() {
            return vec![failed(&path, FailureKind::Missing, "no such file or folder")];
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
            Err(error) => Some(failed(&path, FailureKind::Unreadable, &error.to_string())),
        })
        .collect();
    if files.is_empty() {
        let message = "no reports in this folder: it holds no file that is not hidden";
        return vec![failed(&path, FailureKind::NoReports, message)];
    }
    files
}

/// Why an address is not read, and what to do.
fn not_fetched(scheme: &str) -> String {
    match scheme {
        "http" | "https" => "this build does not fetch addresses: download the file or pipe it in, curl -s ADDRESS | \
                             dateline … -, or build with --features http"
            .into(),
        _ => format!("{scheme}:// is not fetched: download the file with a program that knows it, or pipe it in to -"),
    }
}

/// What a pattern fits, in order.
fn matching(pattern: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = glob::glob(pattern).into_iter().flatten().flatten().collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_not_fetched_says_why_by_its_scheme() {
        let failure = files("s3://news/2031.warc.gz".into()).remove(0).expect_err("no file");
        assert!(
            failure.kind == FailureKind::Unsupported && failure.message.starts_with("s3:// is not fetched"),
            "{failure}"
        );
        assert!(not_fetched("https").contains("--features http"));
    }
}
