//! How does an archive grow, report by report and part by part?

use std::path::Path;

use dateline_intake::Position;

use crate::columns::{Entry, Rows};
use crate::error::Error;
use crate::manifest::{Inputs, Manifest};
use crate::part::OpenPart;
use crate::seen::Seen;
use crate::settings::Settings;
use crate::stories::Account;
use crate::summary::Summary;

/// A report that was read, on its way into an archive.
pub(crate) struct Read {
    /// What it gave.
    pub entry: Entry,
    /// What is written of it: for each shelf of the form its rows.
    pub rows: Vec<Rows>,
    /// What is kept to compare it, if it is coded and is to be compared.
    pub account: Option<Account>,
}

/// The archive as it grows.
pub(crate) struct Writing<'w> {
    folder: &'w Path,
    settings: &'w Settings,
    manifest: Manifest,
    part: OpenPart,
    seen: Seen,
    sum: Summary,
    /// Where the item behind the last one stands.
    behind: Position,
}

impl<'w> Writing<'w> {
    /// Goes on with an archive, of which more files than before may be read.
    ///
    /// # Errors
    ///
    /// If what its parts keep of texts met before cannot be read.
    pub(crate) fn go_on(
        folder: &'w Path,
        settings: &'w Settings,
        inputs: Inputs,
        mut manifest: Manifest,
    ) -> Result<Self, Error> {
        let behind = manifest.position();
        manifest.reopen(inputs);
        Ok(Self {
            seen: Seen::read(folder, &manifest)?,
            sum: manifest.holds(),
            part: OpenPart::begin(settings, manifest.parts.len(), manifest.kept),
            manifest,
            behind,
            folder,
            settings,
        })
    }

    /// Where the next item stands.
    pub(crate) fn position(&self) -> Position {
        self.behind
    }

    /// Whether what the comparison of all reports needs is kept of each.
    pub(crate) fn keeps(&self) -> bool {
        self.manifest.kept
    }

    /// Adds a report behind the others, and tells its number and what the archive then holds.
    pub(crate) fn add(&mut self, read: Read, mut tell: impl FnMut(u64, &Entry, &Summary)) {
        let Read { mut entry, rows, account } = read;
        let number = self.sum.read + 1;
        entry.duplicate_of = entry.answer.as_ref().ok().and_then(|record| self.seen.first(&record.id, number));
        self.sum.count(&entry);
        self.part.add(number, &entry, rows, account);
        tell(number, &entry, &self.sum);
    }

    /// Ends an item: all its reports are added, and the next one stands here. A part that is full is written.
    ///
    /// # Errors
    ///
    /// If the part cannot be written.
    pub(crate) fn end_item(&mut self, behind: Position) -> Result<(), Error> {
        self.behind = behind;
        if self.part.end_item() == self.settings.part { self.commit() } else { Ok(()) }
    }

    /// Writes the last part: everything is read.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn close(&mut self) -> Result<(), Error> {
        // An archive without a report has its tables all the same.
        if self.part.items() > 0 || self.manifest.parts.is_empty() {
            self.commit()?;
        }
        self.manifest.complete();
        self.manifest.write(self.folder)
    }

    /// What is committed.
    pub(crate) fn into_manifest(self) -> Manifest {
        self.manifest
    }

    fn commit(&mut self) -> Result<(), Error> {
        let following = OpenPart::begin(self.settings, self.manifest.parts.len() + 1, self.manifest.kept);
        let part = std::mem::replace(&mut self.part, following);
        self.seen.write(self.folder, part.name())?;
        let part = part.write(self.folder, self.behind, self.settings.form)?;
        self.manifest.parts.push(part.seal(self.manifest.parts.last()));
        self.manifest.write(self.folder)
    }
}
