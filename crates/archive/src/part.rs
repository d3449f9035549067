//! A part of an archive: some thousand reports, written when it is full and not changed after.

use std::fs::{self, File};
use std::path::Path;

use dateline_intake::{Files, Position};

use crate::accounts;
use crate::columns::{Entry, Rows};
use crate::error::Error;
use crate::forms::{ArchiveForm, Origins, Run};
use crate::manifest::{FinishedPart, Inputs, Manifest, Marks, marked};
use crate::seen;
use crate::settings::Settings;
use crate::shelf::part_name;
use crate::stories::Account;
use crate::summary::Summary;

/// Name of the file that keeps two runs out of one folder.
const LOCK: &str = ".lock";

/// An archive's folder that is open for writing: the file that keeps other runs out until it is closed, what is there of the
/// archive, and what this run reads.
pub(crate) type Opened = (File, Manifest, Inputs);

/// Opens an archive's folder for writing; nothing if who is told how many bytes of the inputs were looked at since does not
/// want to go on.
///
/// # Errors
///
/// If the folder cannot be written, is in use, or holds other things, or an archive that was begun otherwise.
pub(crate) fn open(
    folder: &Path,
    files: &Files,
    described: String,
    joins: bool,
    goes_on: impl FnMut(u64) -> bool,
) -> Result<Option<Opened>, Error> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let path = folder.join(LOCK);
    let begun = path.exists();
    let lock = File::create(&path).map_err(Error::io(&path))?;
    if lock.try_lock().is_err() {
        return Err(Error::Busy { path: folder.to_owned() });
    }
    let there = Manifest::read(folder)?;
    // Whoever names a folder with other things in it by mistake should find them as they were.
    let others = || fs::read_dir(folder).map(|all| all.flatten().any(|entry| entry.file_name() != LOCK));
    if there.is_none() && !begun && others().map_err(Error::io(folder))? {
        let _ = fs::remove_file(&path);
        return Err(Error::NotEmpty { path: folder.to_owned() });
    }
    let Some(marks) = Marks::of(files, goes_on) else { return Ok(None) };
    let wanted = Manifest::new(marks.all(), described, joins);
    let inputs = wanted.inputs.clone();
    if let Some(manifest) = there {
        manifest.check(folder, &marks, &wanted)?;
        return Ok(Some((lock, manifest, inputs)));
    }
    wanted.write(folder)?;
    Ok(Some((lock, wanted, inputs)))
}

/// A part that is being filled.
pub(crate) struct OpenPart {
    name: String,
    origins: Origins,
    items: u64,
    holds: Summary,
    run: Run<Entry>,
    /// What is kept of its reports, if they are to be compared.
    accounts: Option<Vec<(u64, Account)>>,
}

impl OpenPart {
    /// The part with this number, from 0; `keeps` is whether its reports are to be compared.
    pub(crate) fn begin(settings: &Settings, number: usize, keeps: bool) -> Self {
        Self {
            name: part_name(number),
            origins: settings.origins(),
            items: 0,
            holds: Summary::default(),
            run: Run::begin(settings.form.reports()),
            accounts: keeps.then(Vec::new),
        }
    }

    /// The name that its files share.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Items in it.
    pub(crate) fn items(&self) -> u64 {
        self.items
    }

    /// Counts an item; how many there are now.
    pub(crate) fn end_item(&mut self) -> u64 {
        self.items += 1;
        self.items
    }

    /// Adds what is written of a report, and what is kept of it.
    pub(crate) fn add(&mut self, number: u64, entry: &Entry, rows: Vec<Rows>, account: Option<Account>) {
        self.holds.count(entry);
        if let (Some(accounts), Some(account)) = (&mut self.accounts, account) {
            accounts.push((number, account));
        }
        self.run.add(number, entry, rows);
    }

    /// Writes its files; what the manifest says of it. `next` is where the item behind it stands.
    ///
    /// # Errors
    ///
    /// If a file cannot be encoded or written.
    pub(crate) fn write(self, folder: &Path, next: Position, form: ArchiveForm) -> Result<FinishedPart, Error> {
        self.run.write(folder, &self.name, &self.origins)?;
        let mut files: Vec<String> = form.reports().shelves().iter().map(|shelf| shelf.file(&self.name)).collect();
        files.push(seen::file(&self.name));
        if let Some(accounts) = self.accounts {
            accounts::write(folder, &self.name, &accounts)?;
            files.push(accounts::file(&self.name));
        }
        Ok(FinishedPart::new(self.name, next, self.holds, marked(folder, files)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_at_the_inputs_can_be_ended() {
        let folder = std::env::temp_dir().join(format!("dateline-looked-{}", std::process::id()));
        let (input, out) = (folder.join("a.txt"), folder.join("out"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(&input, vec![b'a'; 1 << 20]).expect("a file");
        let files = Files::of([input]);
        let mut looked_at = Vec::new();
        let opened = open(&out, &files, String::new(), false, |bytes| {
            looked_at.push(bytes);
            looked_at.len() < 3
        });
        assert!(opened.expect("it can be written").is_none() && !out.join("manifest.json").exists());
        assert_eq!(looked_at, [1 << 18; 3], "it ends within a file");
        let mut sum = 0;
        let opened = open(&out, &files, String::new(), false, |bytes| {
            sum += bytes;
            true
        });
        assert!(opened.expect("it can be written").is_some_and(|(_, manifest, _)| manifest.parts.is_empty()));
        assert_eq!(sum, files.size());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
