//! How do files come into an archive whole, and which of them may be taken out again?

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::error::Error;

/// A folder of an archive in which each part has one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shelf {
    /// Its name in the archive's folder: `events`.
    pub folder: &'static str,
    /// How the names of its files end: `.csv`.
    pub ending: &'static str,
}

impl Shelf {
    /// The path of a part's file, below the archive's folder.
    pub(crate) fn file(self, part: &str) -> String {
        format!("{}/{part}{}", self.folder, self.ending)
    }

    /// Takes away the files of all parts, and nothing else that may lie there.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or a file not be removed.
    pub(crate) fn clear(self, archive: &Path) -> Result<(), Error> {
        let path = archive.join(self.folder);
        clear_folder(&path, self.ending).map_err(Error::io(&path))
    }
}

fn clear_folder(folder: &Path, ending: &str) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if is_of_part(&entry.file_name().to_string_lossy(), ending) {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_dir(folder) {
        Err(cause) if cause.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        removed => removed,
    }
}

/// The name that the files of a part share; parts are numbered from 0.
pub(crate) fn part_name(number: usize) -> String {
    format!("part-{number:05}")
}

/// Whether a file has a name that a part's file has, or one that was to get it when a run was ended.
fn is_of_part(name: &str, ending: &str) -> bool {
    let whole = name.strip_prefix('.').and_then(|name| name.strip_suffix(".new")).unwrap_or(name);
    let number = whole.strip_prefix("part-").and_then(|name| name.strip_suffix(ending));
    number.is_some_and(|number| number.len() >= 5 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Puts a file into a folder so that it is there whole, also when the machine stops at any moment, or not at all.
///
/// # Errors
///
/// If it cannot be written.
pub(crate) fn place(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(Error::io(parent))?;
    let beside = parent.join(format!(".{}.new", path.file_name().unwrap_or_default().to_string_lossy()));
    let write = || {
        let mut file = fs::File::create(&beside)?;
        std::io::Write::write_all(&mut file, bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)?;
        // The new name is safe once the folder is.
        fs::File::open(parent)?.sync_all()
    };
    write().map_err(Error::io(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_parts_are_taken_away() {
        let folder = std::env::temp_dir().join(format!("dateline-shelf-{}", std::process::id()));
        let ours =
            ["copies/part-00000.csv", "copies/part-100000.csv", "copies/.part-00001.csv.new", "told/part-00000.csv"];
        let others = ["copies/notes.csv", "copies/part-00000.parquet", "copies/part-one.csv", "copies/part-1.csv"];
        ours.into_iter().chain(others).for_each(|name| place(&folder, name, b"").expect("written"));
        for name in ["copies", "told", "missing"] {
            Shelf { folder: name, ending: ".csv" }.clear(&folder).expect("cleared");
        }
        assert!(ours.iter().all(|name| !folder.join(name).exists()));
        assert!(others.iter().all(|name| folder.join(name).exists()));
        assert!(!folder.join("told").exists(), "an empty folder goes too");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
