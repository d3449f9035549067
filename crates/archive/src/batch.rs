//! All reports of many files into an archive: on all cores, in bounded memory, in the order of the input, in parts that
//! a run which is ended at any moment leaves whole.
//!
//! What was read comes in order, whatever the number of threads; the calling thread fills parts with it and commits each with
//! the manifest. So what is committed does not depend on that number, and a new run begins behind the last part.

use std::path::Path;

use dateline_intake::Files;

use crate::columns::Entry;
use crate::comparison;
use crate::error::Error;
use crate::gathering::gather;
use crate::manifest::{Inputs, Manifest};
use crate::part;
use crate::reading::{Bundle, End, Reading};
use crate::settings::Settings;
use crate::summary::Summary;
use crate::writing::Writing;

/// A batch to be run.
pub struct Batch<'b> {
    /// What is read.
    pub files: &'b Files,
    /// Where the archive is written.
    pub folder: &'b Path,
    /// With what, and on how many threads.
    pub reading: Reading<'b>,
    /// What is written.
    pub settings: Settings,
}

/// What is told while a batch runs.
pub trait Watch {
    /// Before anything is read, so many bytes of the inputs were looked at, to know them again.
    fn looking(&mut self, bytes: u64);
    /// Parts that an earlier run has left hold this; the run goes on behind them.
    fn resumed(&mut self, holds: &Summary);
    /// An entry is done, in the order of the input, with its number from 1; the counts are of the whole archive.
    fn entry(&mut self, number: u64, entry: &Entry, sum: &Summary);
    /// All reports are read, and those that were coded are now compared with each other.
    fn comparing(&mut self, sum: &Summary);
    /// What an earlier run found by comparing reports is now taken out of the archive.
    fn undoing(&mut self);
}

impl Batch<'_> {
    /// Runs it to its end, or until it is stopped.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, is in use, or holds an archive of other files or settings, or if copies are sought
    /// for a form that has no place for them, or in an archive that has kept nothing to compare.
    pub fn run(&self, watch: &mut impl Watch) -> Result<(End, Summary), Error> {
        self.settings.check()?;
        let mut looked_at = 0;
        let opened = part::open(
            self.folder,
            self.files,
            self.settings.describe(&self.reading),
            self.settings.joins(),
            |bytes| {
                looked_at += bytes;
                watch.looking(looked_at);
                !self.reading.is_stopped()
            },
        );
        let Some((_lock, mut manifest, inputs)) = opened? else { return Ok((End::Stopped, Summary::default())) };
        if !manifest.parts.is_empty() {
            watch.resumed(&manifest.holds());
        }
        if !manifest.complete || manifest.inputs != inputs {
            let end;
            (end, manifest) = self.read(manifest, inputs, watch)?;
            if end == End::Stopped {
                return Ok((end, manifest.holds()));
            }
        }
        let end = self.join(&mut manifest, watch)?;
        Ok((end, manifest.holds()))
    }

    /// Reads what the archive does not hold yet.
    fn read(&self, manifest: Manifest, inputs: Inputs, watch: &mut impl Watch) -> Result<(End, Manifest), Error> {
        let mut writing = Writing::go_on(self.folder, &self.settings, inputs, manifest)?;
        let end = self.read_all(&mut writing, watch)?;
        Ok((end, writing.into_manifest()))
    }

    /// Compares all reports, unless that was done in the same way; or undoes it, if it is not wanted.
    fn join(&self, manifest: &mut Manifest, watch: &mut impl Watch) -> Result<End, Error> {
        if !self.settings.joins() {
            if manifest.joined.is_some() {
                watch.undoing();
            }
            if manifest.kept {
                comparison::undo(self.folder, manifest, self.settings.form)?;
            }
            return Ok(End::Complete);
        }
        let wanted = self.settings.joining.to_string();
        if manifest.is_compared(self.folder, &wanted) {
            return Ok(End::Complete);
        }
        watch.comparing(&manifest.holds());
        let whole = comparison::join(self.folder, manifest, &self.settings, self.reading.stop)?;
        Ok(if whole { End::Complete } else { End::Stopped })
    }

    fn read_all(&self, writing: &mut Writing, watch: &mut impl Watch) -> Result<End, Error> {
        let bundles = Bundle::of(self.files, writing.position());
        gather(&self.reading, &self.settings, bundles, writing, |number, entry, sum| watch.entry(number, entry, sum))
    }
}
