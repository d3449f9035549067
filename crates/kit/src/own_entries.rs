//! Which entries of the user's own join the codebook?

use std::fs;
use std::path::{Path, PathBuf};

use dateline::Codebook;

use crate::error::Error;

/// Takes up a file of entries of either kind, of events or of actors; the mistakes in it, if it has any.
///
/// # Errors
///
/// If the file cannot be read.
pub fn add(codebook: &mut Codebook, file: &Path) -> Result<Result<(), dateline::Error>, Error> {
    let text = fs::read_to_string(file).map_err(Error::unreadable(file))?;
    let heads = || text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let is_of_events = heads().any(|head| head == "[[entry]]" || head == "[classes]");
    let added = if is_of_events { codebook.add_entries(&text) } else { codebook.add_actors(&text) };
    Ok(added.map_err(|error| error.in_file(&file.display().to_string())))
}

/// The TOML files of a folder, in order of their names, and others that somebody may have meant: not those that programs
/// keep there.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn entries_in(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Error> {
    let entries = fs::read_dir(folder).map_err(Error::unreadable(folder))?;
    let files: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut files = files.map_err(Error::unreadable(folder))?;
    files.retain(|file| !is_hidden(file));
    files.sort();
    let (named, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.extension().is_some_and(|ending| ending == "toml"));
    Ok((named, others.into_iter().filter(|file| file.is_file()).collect()))
}

/// Whether its name begins with a full stop, as those of files that programs keep.
fn is_hidden(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
