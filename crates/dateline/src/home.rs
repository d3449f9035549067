//! Where the paper is at home, as far as its address or name tells: a local paper means the places around it.

use crate::codebook::Codebook;
use crate::gazetteer::Entry;

/// Where a publisher is at home.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Home {
    /// ISO 3166-1 alpha-3; empty where not known.
    pub(crate) country: String,
    /// First-order division, as GeoNames codes it; empty where not known.
    pub(crate) admin1: String,
    pub(crate) point: Option<(f64, f64)>,
}

/// Host, country, first-order division and point of publishers.
const PAPERS: &str = include_str!("../codebook/places/papers.tsv");

/// Top-level domains that are used as those of a country.
const DOMAINS: &str = "ae ARE af AFG al ALB am ARM ao AGO ar ARG at AUT au AUS az AZE ba BIH bd BGD be BEL bg BGR bh BHR \
    bn BRN bo BOL br BRA bs BHS bt BTN bw BWA by BLR bz BLZ ca CAN cd COD ch CHE ci CIV cl CHL cm CMR cn CHN cr CRI \
    cu CUB cy CYP cz CZE de DEU dk DNK do DOM dz DZA ec ECU ee EST eg EGY es ESP et ETH fi FIN fj FJI fr FRA ge GEO \
    gh GHA gm GMB gr GRC gt GTM gy GUY hk HKG hn HND hr HRV ht HTI hu HUN id IDN ie IRL il ISR in IND iq IRQ ir IRN \
    is ISL it ITA jm JAM jo JOR jp JPN ke KEN kg KGZ kh KHM kr KOR kw KWT kz KAZ lb LBN lk LKA lr LBR ls LSO lt LTU \
    lu LUX lv LVA ma MAR md MDA mg MDG mk MKD mm MMR mn MNG mo MAC mt MLT mu MUS mv MDV mw MWI mx MEX my MYS mz MOZ \
    na NAM ng NGA ni NIC nl NLD no NOR np NPL nz NZL om OMN pa PAN pe PER pg PNG ph PHL pk PAK pl POL ps PSE pt PRT \
    py PRY qa QAT ro ROU rs SRB ru RUS rw RWA sa SAU sd SDN se SWE sg SGP si SVN sk SVK sl SLE sn SEN so SOM sv SLV \
    sy SYR sz SWZ th THA tj TJK tn TUN tr TUR tt TTO tw TWN tz TZA ua UKR ug UGA uk GBR us USA uy URY uz UZB ve VEN \
    vn VNM ye YEM za ZAF zm ZMB zw ZWE";

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
        if !of_host(row) && (publisher.is_empty() || !name.eq_ignore_ascii_case(publisher.trim_start_matches("The "))) {
            return None;
        }
        let (country, admin1) = (columns.next()?.to_owned(), columns.next()?.to_owned());
        let mut degrees = || columns.next()?.parse().ok();
        Some(Home { country, admin1, point: degrees().zip(degrees()) })
    })
}

fn domain(host: &str, codebook: &Codebook) -> Option<Home> {
    let top = host.rsplit('.').next().filter(|top| top.len() == 2)?;
    let mut words = DOMAINS.split_whitespace();
    while let (Some(domain), Some(code)) = (words.next(), words.next()) {
        if domain == top {
            let country = codebook.country(code)?;
            return Some(Home { country: country.code.clone(), ..Home::default() });
        }
    }
    None
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
