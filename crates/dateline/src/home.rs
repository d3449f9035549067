//! Where is the paper at home, as far as its address or name tells? A local paper means the places around it.

use crate::codebook::Codebook;
use crate::gazetteer::{Entry, fold};
use crate::grammar::names::{without_joined_article, without_title_article};
use crate::record::Feature;

/// Where a publisher is at home.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Home {
    /// ISO 3166-1 alpha-3; empty where not known.
    pub(crate) country: String,
    /// First-order division, as GeoNames codes it; empty where not known.
    pub(crate) admin1: String,
    /// Degrees north and east of its town; nothing where it is a whole country's.
    pub(crate) point: Option<(f64, f64)>,
    /// The name of the paper, as far as it is known.
    paper: &'static str,
}

/// Fewest letters of a town that a host is named for.
const SHORTEST: usize = 5;

/// How far from the paper's point the places are that its name may mean, in kilometres.
const TOWN: f64 = 60.0;

/// Host, country, first-order division and point of publishers.
const PAPERS: &str = include_str!("../codebook/places/papers.tsv");

/// Top-level domains and the countries whose they are.
const DOMAINS: &str = include_str!("../codebook/places/domains.tsv");

impl Home {
    /// The home of who published at this address or under this name.
    pub(crate) fn of(url: Option<&str>, publisher: Option<&str>, codebook: &Codebook) -> Self {
        let host = url.map(host).unwrap_or_default();
        let known = paper(host, "").or_else(|| paper("", publisher?));
        let told = known.or_else(|| domain(host, codebook));
        told.or_else(|| named_for(host, publisher.unwrap_or_default(), codebook)).unwrap_or_default()
    }

    /// Whether it is a local paper.
    pub(crate) fn is_local(&self) -> bool {
        self.point.is_some()
    }

    /// Whether a place cannot be meant by this name, since a local paper of that name is at home elsewhere: "Paris" in the
    /// Paris Post-Intelligencer, of Tennessee.
    pub(crate) fn excludes(&self, name: &str, entry: &Entry) -> bool {
        let named_for = || self.paper.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        let Some((lat, lon)) = self.point.filter(|_| named_for()) else { return false };
        let holds_home = entry.country == self.country
            && match entry.feature {
                Feature::Country => true,
                Feature::State | Feature::Province => entry.admin1 == self.admin1,
                _ => false,
            };
        !holds_home && entry.km_to(lat, lon) > TOWN
    }

    /// How much nearer home a place is than any other place: from 0 to 1, by country, division and distance.
    pub(crate) fn nearness(&self, entry: &Entry) -> [f64; 3] {
        let same = |own: &str, other: &str| f64::from(u8::from(!own.is_empty() && own == other));
        let country = same(&self.country, entry.country);
        let division = country * same(&self.admin1, entry.admin1);
        let near = self.point.map_or(0.0, |(lat, lon)| (-entry.km_to(lat, lon) / 120.0).exp());
        [country, division, near]
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?']).next().unwrap_or_default()
}

/// The row of `papers.tsv` for a host, or for a name.
fn paper(host: &str, publisher: &str) -> Option<Home> {
    let of_host = |row: &str| {
        !host.is_empty() && (host == row || host.ends_with(row) && host[..host.len() - row.len()].ends_with('.'))
    };
    PAPERS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut columns = line.split('\t');
        let (row, name) = (columns.next()?, columns.next()?);
        if !of_host(row) && (publisher.is_empty() || !name.eq_ignore_ascii_case(without_title_article(publisher))) {
            return None;
        }
        let (country, admin1) = (columns.next()?.to_owned(), columns.next()?.to_owned());
        let mut degrees = || columns.next()?.parse().ok();
        Some(Home { country, admin1, point: degrees().zip(degrees()), paper: name })
    })
}

/// The country that the row of `domains.tsv` for the end of a host tells.
fn domain(host: &str, codebook: &Codebook) -> Option<Home> {
    let top = host.rsplit('.').next().filter(|top| top.len() == 2)?;
    let (_, code) = DOMAINS.lines().filter_map(|line| line.split_once('\t')).find(|(domain, _)| *domain == top)?;
    let country = codebook.country(code)?;
    Some(Home { country: country.code.clone(), ..Home::default() })
}

/// The country of the place that a host or publisher is named for: "exampletonnews.com", "Exampleton Free Press".
fn named_for(host: &str, publisher: &str, codebook: &Codebook) -> Option<Home> {
    let papers = &codebook.vocabulary.setting.papers;
    let label = without_joined_article(host.rsplit('.').nth(1).unwrap_or_default());
    let joined = papers.iter().filter_map(|paper| label.strip_suffix(paper)).map(|town| town.trim_end_matches('-'));
    let (town, last) = without_title_article(publisher).rsplit_once(' ').unwrap_or_default();
    let spelled = papers.holds(&last.to_lowercase()).then_some(town);
    // "Winnipeg Free": the town and a word of the paper.
    let shorter = spelled.and_then(|town| town.rsplit_once(' ')).map(|(town, _)| town);
    let countries: Vec<&str> =
        joined.chain(spelled).chain(shorter).filter_map(|town| country_of_town(town, codebook)).collect();
    let country = countries.first().filter(|first| countries.iter().all(|other| other == *first))?;
    Some(Home { country: (*country).to_owned(), ..Home::default() })
}

/// The country of all places of a name, but for places with less than a tenth of the people of the largest.
fn country_of_town<'c>(town: &str, codebook: &'c Codebook) -> Option<&'c str> {
    let key = fold(town);
    if key.len() < SHORTEST || codebook.vocabulary.places.ordinary.holds(&key) {
        return None;
    }
    let mut entries = codebook.gazetteer().named(&key);
    entries.retain(|entry| matches!(entry.feature, Feature::City | Feature::State | Feature::Province));
    let largest = entries.iter().max_by_key(|entry| entry.population)?;
    let rivals = |entry: &Entry<'_>| entry.country != largest.country && entry.population * 10 >= largest.population;
    (!entries.iter().any(rivals)).then_some(largest.country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_the_country() {
        let codebook = Codebook::built_in();
        let home = |url: &str| Home::of(Some(url), None, &codebook).country;
        assert_eq!(home("https://news.example.co.uk/a/b"), "GBR");
        assert_eq!(home("http://example.com/"), "");
        assert_eq!(home("https://www.timisoara-news.com/a"), "ROU");
        assert_eq!(home("https://theliverpoolreview.com/a"), "GBR");
    }

    #[test]
    fn a_name_tells_the_country() {
        let codebook = Codebook::built_in();
        let home = |publisher: &str| Home::of(None, Some(publisher), &codebook).country;
        assert_eq!(home("The Wichita Courier"), "USA");
        assert_eq!(home("Brasov Evening News"), "ROU");
        assert_eq!(home("Hamilton Courier"), "");
        assert_eq!(home("Evening News"), "");
    }
}
