//! What is the language model in a folder called?

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;

/// Name, version and licence of the language model in a folder: `en_core_web_sm 3.8.0, MIT`.
///
/// # Errors
///
/// If the model's description is missing or damaged.
pub fn name(folder: &Path) -> Result<String, Error> {
    let (_, meta) = meta(folder)?;
    let text = |field: &str| meta[field].as_str().unwrap_or("unknown");
    Ok(format!("{}_{} {}, {}", text("lang"), text("name"), text("version"), text("license")))
}

/// A model's description: the `meta.json` of its package, where it is and what stands in it.
///
/// # Errors
///
/// If it is missing or damaged.
pub fn meta(folder: &Path) -> Result<(PathBuf, Value), Error> {
    let missing =
        || Error::Description { path: folder.to_owned(), cause: "no meta.json beside a config.cfg".to_owned() };
    let path = found(folder).ok_or_else(missing)?;
    let text = fs::read_to_string(&path).map_err(Error::unreadable(&path))?;
    match serde_json::from_str(&text) {
        Ok(meta) => Ok((path, meta)),
        Err(error) => Err(Error::Description { path, cause: format!("it is damaged: {error}") }),
    }
}

/// The `meta.json` beside the package's `config.cfg`.
fn found(folder: &Path) -> Option<PathBuf> {
    if folder.join("config.cfg").is_file() {
        return Some(folder.join("meta.json"));
    }
    let mut folders: Vec<_> = fs::read_dir(folder).ok()?.flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders.iter().find_map(|folder| found(folder))
}
