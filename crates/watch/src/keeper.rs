//! Who reads the pages and keeps them, with what is known of them?

use std::collections::BTreeSet;
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
        let mut kept = Kept::default();
        for wave in waves(pages) {
            let bundles = wave.into_iter().map(|(place, page)| {
                let size = page.iter().flatten().map(|report| report.text.len()).sum();
                let position = Position { file: 0, item: place as u64 };
                Bundle { position, size, open: Box::new(move || page) }
            });
            let note = |connection: &Connection, position: Position| note(connection, position.item as usize);
            let (_, added) = self.archive.add_noting(self.reading, self.versions, bundles, note, |_| {})?;
            kept.new += added.sum.read;
            kept.versions += added.versions;
            kept.held += added.held;
        }
        Ok(kept)
    }
}

/// Pages with their places.
type Wave = Vec<(usize, Vec<Outcome>)>;

/// The pages, so parted that none has the text of another of its part: what comes twice in one input is kept twice, and feeds
/// lead to a page by more than one address.
fn waves(pages: Vec<Vec<Outcome>>) -> Vec<Wave> {
    let mut waves: Vec<(BTreeSet<String>, Wave)> = Vec::new();
    for (place, page) in pages.into_iter().enumerate() {
        let texts: Vec<String> = page.iter().flatten().map(|report| report.text.clone()).collect();
        let free = waves.iter().position(|(met, _)| texts.iter().all(|text| !met.contains(text)));
        let wave = free.unwrap_or_else(|| {
            waves.push(Default::default());
            waves.len() - 1
        });
        waves[wave].0.extend(texts);
        waves[wave].1.push((place, page));
    }
    waves.into_iter().map(|(_, wave)| wave).collect()
}

#[cfg(test)]
mod tests {
    use dateline::Report;

    use super::*;

    #[test]
    fn a_text_that_comes_twice_comes_in_two_parts() {
        let page = |text: &str| vec![Ok(Report::new(text))];
        let parted = waves(vec![page("Rain."), page("Snow."), page("Rain."), page("Rain."), page("Wind.")]);
        let places: Vec<Vec<usize>> =
            parted.iter().map(|wave| wave.iter().map(|(place, _)| *place).collect()).collect();
        assert_eq!(places, [vec![0, 1, 4], vec![2], vec![3]]);
    }
}
