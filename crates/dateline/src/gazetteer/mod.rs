//! Which places bear this name? The gazetteer's rows stay text, as they come; only an index of the names is made, that of
//! the built-in ones when the program is built.

mod index;
mod key;
mod soundness;

use std::borrow::Cow;

pub(crate) use key::{fold, without_accents};

use crate::error::{Error, Mistake};
use crate::record::Feature;

/// One row of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry<'g> {
    /// GeoNames id; zero where not known.
    pub(crate) id: u32,
    pub(crate) name: &'g str,
    /// ISO 3166-1 alpha-3; empty where it lies in several.
    pub(crate) country: &'g str,
    /// First-order division, as GeoNames codes it.
    pub(crate) admin1: &'g str,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) population: u64,
    pub(crate) feature: Feature,
    names: [&'g str; 3],
}

impl<'g> Entry<'g> {
    fn read(line: &'g str) -> Option<Self> {
        let mut columns = line.split('\t');
        let id = columns.next()?.parse().ok()?;
        let name = columns.next()?;
        let ascii = columns.next()?;
        let (country, admin1) = (columns.next()?, columns.next()?);
        let (lat, lon) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        let population = columns.next()?.parse().unwrap_or_default();
        let names = [name, ascii, columns.next().unwrap_or_default()];
        let feature = columns.next().and_then(Feature::of).unwrap_or(Feature::City);
        Some(Self { id, name, country, admin1, lat, lon, population, feature, names })
    }

    fn has_name(&self, key: &str, scratch: &mut String) -> bool {
        self.names.iter().flat_map(|names| names.split('|')).any(|name| {
            key::fold_into(name, scratch);
            scratch == key
        })
    }

    /// Whether one of its names is spelled exactly so.
    pub(crate) fn is_spelled(&self, name: &str) -> bool {
        self.names.iter().flat_map(|names| names.split('|')).any(|own| own == name)
    }

    /// Whether the name is a short form for print ("Ky.", "NSW"), not a word.
    pub(crate) fn is_abbreviated_as(&self, name: &str) -> bool {
        let short = name.len() <= 6 && (name.ends_with('.') || name.chars().all(|c| c.is_ascii_uppercase()));
        short && self.feature == Feature::State && self.is_spelled(name)
    }

    /// Kilometres to another place.
    pub(crate) fn km_to(&self, lat: f64, lon: f64) -> f64 {
        let (a, b) = (self.lat.to_radians(), lat.to_radians());
        let (dlat, dlon) = (b - a, (lon - self.lon).to_radians());
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * 6371.0 * h.sqrt().min(1.0).asin()
    }
}

/// The places that the program carries, in the columns of `cities.tsv`.
static BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/places.tsv"));

/// Their [index], packed.
static BUILT_IN_INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.index"));

/// Places by name.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    texts: Vec<Cow<'static, str>>,
    /// The index of the first text, as the program carries it.
    packed: &'static [[u8; 8]],
    /// That of all others.
    index: Vec<u64>,
}

impl Gazetteer {
    /// The gazetteer that the program carries.
    pub(crate) fn built_in() -> Self {
        Self { texts: vec![BUILT_IN.into()], packed: BUILT_IN_INDEX.as_chunks().0, index: Vec::new() }
    }

    /// Takes up rows in the columns of `cities.tsv`; they may have its places again.
    ///
    /// # Errors
    ///
    /// If a row is no place, or there is no room: then nothing is taken up.
    pub(crate) fn extend_from_tsv(&mut self, text: String, is_country: impl Fn(&str) -> bool) -> Result<(), Error> {
        let mut mistakes = soundness::mistakes(&text, is_country);
        if self.texts.len() >= index::MOST_TEXTS || text.len() >= index::LONGEST_TEXT {
            let room = index::MOST_TEXTS;
            let what = format!("there is room for {room} files of less than 256 MB, with the built-in one");
            mistakes.push(Mistake { file: None, line: 1, entry: None, what });
        }
        if let Some(error) = Error::of(mistakes) {
            return Err(error);
        }
        self.index.extend(index::of(&text, self.texts.len()));
        self.index.sort_unstable();
        self.texts.push(text.into());
        Ok(())
    }

    /// The files beside the built-in one, as they are written.
    pub(crate) fn added(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().skip(1).map(AsRef::as_ref)
    }

    fn entry(&self, row: u64) -> Option<Entry<'_>> {
        let (text, at) = index::place(row);
        let rest = &self.texts[text][at..];
        Entry::read(rest.split('\n').next()?.trim_end_matches('\r'))
    }

    /// The rows of places whose names have this hash.
    fn rows(&self, hash: u32) -> impl Iterator<Item = u64> {
        let packed = index::with_hash(self.packed, hash, |row| u64::from_le_bytes(*row));
        packed
            .iter()
            .map(|row| u64::from_le_bytes(*row))
            .chain(index::with_hash(&self.index, hash, |row| *row).iter().copied())
    }

    /// Whether some place may have this name, folded. Wrong once in a blue moon; [`Self::named`] never is.
    pub(crate) fn may_know(&self, key: &str) -> bool {
        self.rows(key::hash(key)).next().is_some()
    }

    /// The places with this name, folded; a place that two files have comes once, as the later one has it.
    pub(crate) fn named(&self, key: &str) -> Vec<Entry<'_>> {
        let mut scratch = String::new();
        let mut entries: Vec<Entry> = Vec::new();
        for entry in self.rows(key::hash(key)).filter_map(|row| self.entry(row)) {
            if !entry.has_name(key, &mut scratch) {
                continue;
            }
            match entries.iter_mut().find(|known| known.id == entry.id && known.id != 0) {
                Some(known) if known.feature == Feature::City => *known = entry,
                Some(_) => {}
                None => entries.push(entry),
            }
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    #[test]
    fn names_lead_to_places_of_every_kind() {
        let codebook = Codebook::built_in();
        let first = |name: &str| codebook.gazetteer().named(&fold(name)).first().map(|entry| entry.feature);
        assert_eq!(first("France"), Some(Feature::Country));
        assert_eq!(first("Marseille"), Some(Feature::City));
        assert_eq!(first("Adriatic"), Some(Feature::Sea));
        assert_eq!(first("Nowhere-upon-Nothing"), None);
    }

    #[test]
    fn states_have_the_codes_of_their_cities() {
        let codebook = Codebook::built_in();
        let code = |name: &str| {
            let entries = codebook.gazetteer().named(&fold(name));
            entries.iter().find(|entry| entry.feature == Feature::State).map(|entry| entry.admin1.to_owned())
        };
        assert_eq!(code("Ontario").as_deref(), Some("08"));
        assert_eq!(code("Ky.").as_deref(), Some("KY"));
    }

    #[test]
    fn a_further_file_adds_places() {
        let mut gazetteer = Gazetteer::default();
        gazetteer
            .extend_from_tsv("77\tKleindorf\t\tDEU\t02\t48.1\t11.5\t612\t\n".into(), |code| code == "DEU")
            .expect("a place");
        let found = gazetteer.named("kleindorf");
        assert_eq!((found.len(), found[0].population, found[0].country), (1, 612, "DEU"));
    }
}
