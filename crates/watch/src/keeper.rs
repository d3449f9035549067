//! Who reads the pages and keeps them, with what is known of them?

use std::error::Error;

use dateline_archive::reading::{Bundle, Reading};
use dateline_archive::store::{Archive, Versions};
use dateline_intake::{Outcome, Position};
use rusqlite::Connection;

/// What became of pages that were handed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Reports that are new, versions of others among them.
    pub new: u64,
    /// How many of them are new versions of others.
    pub versions: u64,
    /// Reports that were held already.
    pub held: u64,
}

/// Notes that what stands at this place among the pages is kept now, within the same transaction.
pub type Note<'n> = dyn FnMut(&Connection, usize) -> rusqlite::Result<()> + 'n;

/// Who reads pages and keeps them.
pub trait Keeper {
    /// The file in which it is kept what is known of feeds and pages.
    fn connection(&self) -> &Connection;

    /// Reads the reports of pages and keeps them; `note` is called for each page that is kept. Pages that are not kept when it
    /// is stopped are fetched again.
    ///
    /// # Errors
    ///
    /// If they cannot be kept.
    fn keep(&mut self, pages: Vec<Vec<Outcome>>, note: &mut Note<'_>) -> Result<Kept, Box<dyn Error + Send + Sync>>;
}

/// An archive in one file, with what reads for it.
pub struct InArchive<'a> {
    /// The archive, open to write.
    pub archive: &'a mut Archive,
    /// What reads.
    pub reading: &'a Reading<'a>,
    /// With what it reads.
    pub versions: &'a Versions,
}

impl Keeper for InArchive<'_> {
    fn connection(&self) -> &Connection {
        self.archive.connection()
    }

    fn keep(&mut self, pages: Vec<Vec<Outcome>>, note: &mut Note<'_>) -> Result<Kept, Box<dyn Error + Send + Sync>> {
        let bundles = pages.into_iter().zip(0..).map(|(page, item)| {
            let text = |outcome: &Outcome| outcome.as_ref().map_or(0, |report| report.text.len());
            let size = page.iter().map(text).sum();
            Bundle { position: Position { file: 0, item }, size, open: Box::new(move || page) }
        });
        let note = |connection: &Connection, position: Position| note(connection, position.item as usize);
        let (_, added) = self.archive.add_noting(self.reading, self.versions, bundles, note, |_| {})?;
        Ok(Kept { new: added.sum.read, versions: added.versions, held: added.held })
    }
}
