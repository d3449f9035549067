//! To which sector does a common noun belong that no role tells? A noun is judged by what it falls under.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Sector;

/// Nouns and their sectors.
static SECTORS: &str = include_str!("../../codebook/en/sectors.tsv");

/// The sectors of nouns.
#[derive(Debug)]
pub(crate) struct NounSectors(FxHashMap<&'static str, Sector>);

impl NounSectors {
    /// Those that the program carries; read when first asked for.
    pub(crate) fn built_in() -> &'static Self {
        static READ: OnceLock<NounSectors> = OnceLock::new();
        READ.get_or_init(Self::read)
    }

    fn read() -> Self {
        let rows = SECTORS.lines().filter(|row| !row.starts_with('#'));
        Self(
            rows.filter_map(|row| row.split_once('\t').and_then(|(noun, name)| Some((noun, Sector::of(name)?))))
                .collect(),
        )
    }

    /// The sector of a noun, or of a compound by its last words, in lower case and singular.
    pub(crate) fn of(&self, phrase: &str) -> Option<Sector> {
        let mut words = phrase;
        loop {
            if let Some(&sector) = self.0.get(words) {
                return Some(sector);
            }
            words = words.split_once(' ')?.1;
        }
    }

    /// The sector of a noun of just these words.
    pub(crate) fn of_whole(&self, noun: &str) -> Option<Sector> {
        self.0.get(noun).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_belong_to_what_they_fall_under() {
        let sectors = NounSectors::built_in();
        let rows = SECTORS.lines().filter(|row| !row.starts_with('#')).count();
        assert_eq!(sectors.0.len(), rows);
        for (noun, sector) in
            [("grenadier", Sector::Mil), ("harbour pilot", Sector::Lab), ("anaesthetist", Sector::Med)]
        {
            assert_eq!(sectors.of(noun), Some(sector), "{noun}");
        }
        assert_eq!(sectors.of("rainfall"), None);
    }
}
