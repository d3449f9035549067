//! A part of an archive: some thousand reports, written when it is full and not changed after.

use std::fs::{self, File};
use std::path::Path;

use dateline_intake::{Files, Position};

use crate::batch::Settings;
use crate::columns::{Entry, TABLES};
use crate::error::Error;
use crate::form::{Form, Prepared};
use crate::manifest::{self, Manifest, place};
use crate::parquet::Origins;
use crate::stories::Account;
use crate::summary::Summary;
use crate::tables::Tables;
use crate::{accounts, gdelt};

/// Name of the file that keeps two runs out of one folder.
const LOCK: &str = ".lock";

/// Opens an archive's folder for writing, with what is there of the archive.
pub(crate) fn open(folder: &Path, files: &Files, settings: &Settings) -> Result<(File, Manifest), Error> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let path = folder.join(LOCK);
    let begun = path.exists();
    let lock = File::create(&path).map_err(Error::io(&path))?;
    if lock.try_lock().is_err() {
        return Err(Error::Busy { path: folder.to_owned() });
    }
    let wanted = Manifest::new(files, settings.describe(), settings.joins());
    if let Some(manifest) = Manifest::read(folder)? {
        manifest.check(folder, files, &wanted)?;
        return Ok((lock, manifest));
    }
    // Whoever names a folder with other things in it by mistake should find them as they were.
    let others = fs::read_dir(folder).map_err(Error::io(folder))?.flatten().any(|entry| entry.file_name() != LOCK);
    if others && !begun {
        let _ = fs::remove_file(&path);
        return Err(Error::NotEmpty { path: folder.to_owned() });
    }
    wanted.write(folder)?;
    Ok((lock, wanted))
}

/// A part that is being filled.
pub(crate) struct Part {
    name: String,
    origins: Origins,
    items: u64,
    holds: Summary,
    content: Content,
    /// What is kept of its reports, if they are to be compared.
    accounts: Option<Vec<(u64, Account)>>,
}

enum Content {
    Tables(Tables<Entry>),
    /// Files of text by their names.
    Text(Vec<(String, Vec<u8>)>),
}

impl Part {
    pub(crate) fn begin(settings: &Settings, number: usize, keeps: bool) -> Self {
        let name = format!("part-{number:05}");
        let content = match settings.form {
            Form::Parquet => Content::Tables(Tables::parquet(&TABLES)),
            Form::Csv => Content::Tables(Tables::csv(&TABLES)),
            Form::Jsonl => Content::Text(vec![(format!("records/{name}.jsonl"), Vec::new())]),
            Form::Plover => Content::Text(vec![(format!("plover/{name}.jsonl"), Vec::new())]),
            Form::Gdelt => Content::Text(
                ["export", "mentions"].iter().map(|kind| (format!("{kind}/{name}.{kind}.CSV"), Vec::new())).collect(),
            ),
        };
        let accounts = keeps.then(Vec::new);
        Self { name, origins: settings.origins(), items: 0, holds: Summary::default(), content, accounts }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Items in it.
    pub(crate) fn items(&self) -> u64 {
        self.items
    }

    /// Counts an item; how many there are now.
    pub(crate) fn item(&mut self) -> u64 {
        self.items += 1;
        self.items
    }

    /// Adds what is written of a report, and what is kept of it.
    pub(crate) fn add(&mut self, number: u64, entry: &Entry, prepared: Prepared, account: Option<Account>) {
        self.holds.count(entry);
        if let (Some(accounts), Some(account)) = (&mut self.accounts, account) {
            accounts.push((number, account));
        }
        match (&mut self.content, prepared) {
            (Content::Tables(tables), Prepared::Tables(mut rows)) => {
                entry.tell_duplicate(&mut rows);
                tables.add(number, rows);
            }
            (Content::Text(files), Prepared::Lines(lines)) => files[0].1.extend(lines),
            (Content::Text(files), Prepared::Gdelt(events)) => {
                let [(_, export), (_, mentions)] = &mut files[..] else { unreachable!("GDELT has two files") };
                gdelt::write(&events, number, export, mentions);
            }
            _ => unreachable!("what is prepared is what the form has"),
        }
    }

    /// Writes its files; what the manifest says of it.
    pub(crate) fn write(self, folder: &Path, next: Position) -> Result<manifest::Part, Error> {
        match self.content {
            Content::Tables(tables) => tables.write(folder, &self.name, &self.origins)?,
            Content::Text(files) => {
                for (name, bytes) in files {
                    place(folder, &name, &bytes)?;
                }
            }
        }
        if let Some(accounts) = self.accounts {
            accounts::write(folder, &self.name, &accounts)?;
        }
        Ok(manifest::Part { name: self.name, next: (next.file, next.item), holds: self.holds })
    }
}
