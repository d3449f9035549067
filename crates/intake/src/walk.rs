//! Which files, in which order?

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::outcome::{Failure, FailureKind, fail};
use crate::source;

/// The file itself, the files below a folder that are not hidden, or those that a pattern fits; in order of their paths.
/// Links are followed, and a file that several lead to comes once. Archives that dateline wrote are passed over below a
/// folder, and added to those that were.
pub(crate) fn files(path: PathBuf, passed_over: &mut Vec<PathBuf>) -> Vec<Result<PathBuf, Failure>> {
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
        return found.into_iter().flat_map(|path| files(path, passed_over)).collect();
    }
    // Anything else than a folder is read as a file is: a pipe too.
    if !path.is_dir() {
        return vec![Ok(path)];
    }
    if is_archive(&path) {
        let message = "this folder is an archive of tables that dateline wrote: to read its reports again, name the files of \
                       its table articles, if they have texts (--with-text)";
        return vec![failed(&path, FailureKind::NoReports, message)];
    }
    let files = below(&path, passed_over);
    if files.is_empty() {
        let message = "no reports in this folder: it holds no file that is not hidden";
        return vec![failed(&path, FailureKind::NoReports, message)];
    }
    files
}

/// The files below a folder that are not hidden, in order of their paths.
fn below(path: &Path, passed_over: &mut Vec<PathBuf>) -> Vec<Result<PathBuf, Failure>> {
    let archives = Arc::new(Mutex::new(Vec::new()));
    let passed = archives.clone();
    let walk = ignore::WalkBuilder::new(path)
        .git_ignore(false)
        .ignore(false)
        .follow_links(true)
        .sort_by_file_path(Path::cmp)
        .filter_entry(move |entry| {
            let is_read = !entry.path().is_dir() || !is_archive(entry.path());
            if !is_read {
                passed.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_owned());
            }
            is_read
        })
        .build();
    let mut has_links = false;
    let mut files: Vec<_> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => {
                has_links |= entry.path_is_symlink();
                entry.path().is_file().then(|| Ok(entry.into_path()))
            }
            // A link that leads back leads to nothing new.
            Err(error) if is_loop(&error) => None,
            Err(error) => Some(fail(source::of_path(path), FailureKind::Unreadable, error.to_string())),
        })
        .collect();
    if has_links {
        let mut met = HashSet::new();
        files.retain(|file| {
            file.as_ref().map_or(true, |file| file.canonicalize().map_or(true, |file| met.insert(file)))
        });
    }
    passed_over.append(&mut archives.lock().unwrap_or_else(PoisonError::into_inner));
    files
}

/// Whether a link leads back to a folder that it stands in.
fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => is_loop(err),
        _ => false,
    }
}

/// Whether dateline wrote this folder, as its manifest says.
fn is_archive(folder: &Path) -> bool {
    let mut start = String::new();
    let opened = File::open(folder.join("manifest.json"));
    opened.is_ok_and(|file| file.take(200).read_to_string(&mut start).is_ok() && start.contains("\"dateline-archive/"))
}

/// Why an address is not read, and what to do.
fn not_fetched(scheme: &str) -> String {
    match scheme {
        "http" | "https" => "this build does not fetch addresses: download the file or pipe it in, curl -s ADDRESS | \
                             dateline … -, or build with the feature http"
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
        let failure = files("s3://news/2031.warc.gz".into(), &mut Vec::new()).remove(0).expect_err("no file");
        assert!(
            failure.kind == FailureKind::Unsupported && failure.message.starts_with("s3:// is not fetched"),
            "{failure}"
        );
        assert!(not_fetched("https").contains("the feature http"));
    }
}
