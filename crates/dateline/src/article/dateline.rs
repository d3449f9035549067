//! On which day was a report published, and which place and day does its text open with?

use dateline_language::Bytes;
use jiff::civil::Date;

use super::Article;
use super::credits::add_agency;
use crate::codebook::{Codebook, Page};

/// `KYIV, Feb 1 (Reuters) -`.
#[derive(Clone, Debug)]
pub(crate) struct Dateline {
    pub(crate) place: String,
    pub(crate) date: Option<Date>,
    pub(crate) bytes: Bytes,
}

/// The day that an address or a name of a file holds: `/2031/03/12/`, `_2031-03-12_`, `-20310312-`.
pub(super) fn day_in(name: &str) -> Option<Date> {
    let digits = |byte: &u8| byte.is_ascii_digit();
    let bytes = name.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| digits(&bytes[at]) && (at == 0 || !digits(&bytes[at - 1])));
    starts.filter_map(|at| full_date(&bytes[at..])).next()
}

/// The date that digits begin with: eight of them, or parted after year and month by one sign.
fn full_date(bytes: &[u8]) -> Option<Date> {
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = bytes.get(range)?;
        part.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(part).ok()?.parse().ok()).flatten()
    };
    let year = number(0..4).filter(|year| (1980..=2100).contains(year))?;
    let sign = *bytes.get(4)?;
    let (month, day, end) = match sign {
        b'-' | b'/' | b'_' | b'.' => (number(5..7)?, number(8..10).filter(|_| bytes.get(7) == Some(&sign))?, 10),
        _ => (number(4..6)?, number(6..8)?, 8),
    };
    let ends = bytes.get(end).is_none_or(|next| !next.is_ascii_digit());
    Date::new(year, month as i8, day as i8).ok().filter(|_| ends)
}

/// Takes the day of publication from a line that holds nothing else; answers whether it does.
pub(super) fn take_date_line(article: &mut Article, block: &str, codebook: &Codebook) -> bool {
    let Some(found) = codebook.page_patterns().date_line.captures(block) else { return false };
    let day = found["DAY"].parse().ok().zip(found["YEAR"].parse().ok());
    let date = day
        .zip(codebook.vocabulary.page.month(&found["MONTH"]))
        .and_then(|((day, year), month)| Date::new(year, month, day).ok());
    article.published = article.published.or(date);
    date.is_some()
}

/// Takes the dateline off the story's first paragraph.
pub(super) fn take_dateline(article: &mut Article, block: Bytes, codebook: &Codebook) -> Bytes {
    let page = &codebook.vocabulary.page;
    let text = article.text.clone();
    let Some(found) = codebook.page_patterns().dateline.captures(&text[block.range()]) else { return block };
    let group = |names: [&str; 2]| names.into_iter().find_map(|name| found.name(name)).map(|m| m.as_str());
    let Some(place) = group(["PLACE", "NAMED"]) else { return block };
    let agency = group(["AGENCY", "AGENCY2"]);
    if found.name("NAMED").is_some() && !agency.is_some_and(|agency| page.agencies.holds(agency)) {
        return block;
    }
    if let Some(agency) = agency.filter(|agency| page.agencies.holds(agency)) {
        add_agency(article, agency);
    }
    let length = found.get(0).map_or(0, |m| m.end());
    let mark = text[block.range()][..length].trim_end_matches(|c: char| c.is_whitespace() || "-–—_:".contains(c)).len();
    let year = group(["YEAR", "YEAR2"]).and_then(|year| year.parse().ok()).or(article.published.map(|day| day.year()));
    let date = group(["DAY", "DAY2"]).and_then(|day| match (year, article.retrieved) {
        (Some(year), _) => month_and_day(day, year, page),
        // The last such day before it was fetched.
        (None, Some(fetched)) => [fetched.year(), fetched.year() - 1]
            .into_iter()
            .filter_map(|year| month_and_day(day, year, page))
            .find(|date| *date <= fetched),
        (None, None) => None,
    });
    let bytes = Bytes { start: block.start, end: block.start + mark as u32 };
    article.dateline = Some(Dateline { place: place.to_owned(), date, bytes });
    Bytes { start: block.start + length as u32, end: block.end }
}

fn month_and_day(text: &str, year: i16, page: &Page) -> Option<Date> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let (name, day) = if first.starts_with(|c: char| c.is_ascii_digit()) { (second, first) } else { (first, second) };
    Date::new(year, page.month(name)?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::day_in;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_in_addresses_and_names_of_files() {
        let day = Some(date(2031, 3, 12));
        assert_eq!(day_in("https://news.example/world/2031/03/12/talks-resume"), day);
        assert_eq!(day_in("herald_2031-03-12_talks-resume"), day);
        assert_eq!(day_in("https://news.example/ct-talks-20310312-story.html"), day);
        assert_eq!(day_in("https://news.example/article208115079.html"), None);
        assert_eq!(day_in("https://news.example/2031/03/talks"), None);
        assert_eq!(day_in("lot-203103129"), None);
        assert_eq!(day_in("2031-13-12"), None);
    }
}
