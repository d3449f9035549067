//! What must a form answer, so that an archive can be written in it?
//!
//! A [`Press`] says into which files it writes and what stands in them of one report, or of one story; [`Sheets`] are the
//! files of one part while they are filled. Nothing else of an archive knows how many forms there are.

use std::path::Path;

use crate::columns::Rows;
use crate::error::Error;
use crate::shelf::{Shelf, place};

/// What is written into each file beside its rows, where a form has a place for it: version, model, codebook, licences.
pub(crate) type Origins = Vec<(&'static str, String)>;

/// A form of archives. `S` is what it tells of: a report, or a story.
pub(crate) trait Press<S>: Sync {
    /// Where its files lie: each part has one on each shelf.
    fn shelves(&self) -> Vec<Shelf>;

    /// What is written of one report or story: for each shelf its rows. It is asked on many threads at once, before the
    /// reports stand in their order.
    fn rows(&self, subject: &S) -> Vec<Rows>;

    /// Writes into these rows what is only known when the reports stand in their order.
    fn settle(&self, _subject: &S, _rows: &mut [Rows]) {}

    /// Empty files for one part.
    fn sheets(&self) -> Box<dyn Sheets>;

    /// Whether reports are called by the ids that they bring; else they are by their numbers in the archive.
    fn keeps_ids(&self) -> bool {
        false
    }
}

/// The files of one part, one for each shelf.
pub(crate) trait Sheets {
    /// Adds the rows of each file, all of the report or story with this number.
    fn add(&mut self, number: u64, rows: Vec<Rows>);

    /// The bytes of each file.
    ///
    /// # Errors
    ///
    /// If the rows cannot be encoded.
    fn finish(self: Box<Self>, origins: &Origins) -> Result<Vec<Vec<u8>>, Error>;
}

/// A part on its way through a press.
pub(crate) struct Run<S: 'static> {
    press: &'static dyn Press<S>,
    sheets: Box<dyn Sheets>,
}

impl<S> Run<S> {
    /// Begins a part.
    pub(crate) fn begin(press: &'static dyn Press<S>) -> Self {
        Self { press, sheets: press.sheets() }
    }

    /// Adds a report or story by its number and the rows that the press gave for it.
    pub(crate) fn add(&mut self, number: u64, subject: &S, mut rows: Vec<Rows>) {
        self.press.settle(subject, &mut rows);
        self.sheets.add(number, rows);
    }

    /// Puts the files of the part with this name into an archive.
    ///
    /// # Errors
    ///
    /// If they cannot be encoded or written.
    pub(crate) fn write(self, archive: &Path, part: &str, origins: &Origins) -> Result<(), Error> {
        let files = self.sheets.finish(origins)?;
        let mut placed = self.press.shelves().into_iter().zip(files);
        placed.try_for_each(|(shelf, bytes)| place(archive, &shelf.file(part), &bytes))
    }
}
