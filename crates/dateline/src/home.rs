//! Where is the paper at home, as far as its address or name tells? A local paper means the places around it.

use crate::codebook::Codebook;
use crate::gazetteer::Entry;
use crate::grammar::names::without_title_article;
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
        paper(host, "").or_else(|| paper("", publisher?)).or_else(|| domain(host, codebook)).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_the_country() {
        let codebook = Codebook::built_in();
        let home = |url: &str| Home::of(Some(url), None, &codebook).country;
        assert_eq!(home("https://news.example.co.uk/a/b"), "GBR");
        assert_eq!(home("http://example.com/"), "");
    }
}
