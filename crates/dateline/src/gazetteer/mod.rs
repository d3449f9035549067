//! Which places bear this name? The gazetteer's rows stay text, as they come; only an index of the names is made.

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

/// Bits for a row's place in its text: a file may have 256 megabytes, and there may be sixteen.
const ROW_BITS: u64 = 28;

/// Texts that there may be, as four bits have numbers for.
const MOST_TEXTS: usize = 16;

/// Places by name.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    texts: Vec<Cow<'static, str>>,
    /// From the highest bit: hash of a name (32), number of the text (4), byte of the row in it (28); in order.
    index: Vec<u64>,
}

impl Gazetteer {
    /// The gazetteer that the program carries, with these rows of countries in the columns of its files.
    pub(crate) fn built_in(countries: String) -> Self {
        let mut gazetteer = Self::default();
        gazetteer.add(countries.into());
        gazetteer.add(include_str!("../../codebook/places/regions.tsv").into());
        gazetteer.add(include_str!("../../codebook/places/provinces.tsv").into());
        gazetteer.add(include_str!("../../codebook/places/divisions.tsv").into());
        gazetteer.add(include_str!("../../codebook/places/counties.tsv").into());
        gazetteer.add(include_str!("../../codebook/places/airports.tsv").into());
        gazetteer.add(include_str!("../../codebook/places/cities.tsv").into());
        gazetteer.sort();
        gazetteer
    }

    fn sort(&mut self) {
        self.index.sort_unstable();
        self.index.dedup();
        self.index.shrink_to_fit();
    }

    /// Takes up rows in the columns of `cities.tsv`; they may have its places again.
    ///
    /// # Errors
    ///
    /// If a row is no place, or there is no room: then nothing is taken up.
    pub(crate) fn extend_from_tsv(&mut self, text: String, is_country: impl Fn(&str) -> bool) -> Result<(), Error> {
        let mut mistakes = soundness::mistakes(&text, is_country);
        if self.texts.len() >= MOST_TEXTS || text.len() >= 1 << ROW_BITS {
            let what = format!("there is room for {MOST_TEXTS} files of less than 256 MB, with the built-in ones");
            mistakes.push(Mistake { file: None, line: 1, entry: None, what });
        }
        if let Some(error) = Error::of(mistakes) {
            return Err(error);
        }
        self.add(text.into());
        self.sort();
        Ok(())
    }

    fn add(&mut self, text: Cow<'static, str>) {
        let number = self.texts.len() as u64;
        assert!(
            number < MOST_TEXTS as u64 && text.len() < 1 << ROW_BITS,
            "a gazetteer holds sixteen files of less than 256 MB"
        );
        let mut key = String::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let row = number << ROW_BITS | start as u64;
            start += line.len();
            if line.starts_with('#') {
                continue;
            }
            let mut columns = line.trim_end_matches(['\n', '\r']).split('\t').skip(1);
            let (name, ascii, others) = (columns.next(), columns.next(), columns.nth(5));
            let others = others.into_iter().flat_map(|names| names.split('|'));
            for name in name.into_iter().chain(ascii).chain(others).filter(|name| !name.is_empty()) {
                key::fold_into(name, &mut key);
                self.index.push(u64::from(key::hash(&key)) << 32 | row);
            }
        }
        self.texts.push(text);
    }

    /// Its files, as they are written.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    fn row(&self, row: u64) -> Option<Entry<'_>> {
        let (number, at) = ((row as u32) >> ROW_BITS, row as u32 & ((1 << ROW_BITS) - 1));
        let rest = &self.texts[number as usize][at as usize..];
        Entry::read(rest.split('\n').next()?.trim_end_matches('\r'))
    }

    /// The rows of the index with this hash.
    fn rows(&self, hash: u32) -> &[u64] {
        let start = self.index.partition_point(|row| row >> 32 < u64::from(hash));
        let length = self.index[start..].iter().take_while(|row| *row >> 32 == u64::from(hash)).count();
        &self.index[start..start + length]
    }

    /// Whether some place may have this name, folded. Wrong once in a blue moon; [`Self::named`] never is.
    pub(crate) fn may_know(&self, key: &str) -> bool {
        !self.rows(key::hash(key)).is_empty()
    }

    /// The places with this name, folded; a place that two files have comes once, as the later one has it.
    pub(crate) fn named(&self, key: &str) -> Vec<Entry<'_>> {
        let mut scratch = String::new();
        let mut entries: Vec<Entry> = Vec::new();
        for entry in self.rows(key::hash(key)).iter().filter_map(|&row| self.row(row)) {
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
