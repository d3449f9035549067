//! On which day was a report published, and which place and day does its text open with?

use dateline_language::Bytes;
use jiff::civil::Date;

use super::credits::{add_agency, take_bylines};
use super::opening::{Day, lone_name, opening};
use super::{Article, StoryPartKind};
use crate::codebook::Codebook;
use crate::record::ExcludedWhy;

/// `KYIV, Feb 1 (Reuters) -`.
#[derive(Clone, Debug)]
pub(crate) struct Dateline {
    pub(crate) place: Option<String>,
    pub(crate) date: Option<Date>,
    /// Whether it tells the year.
    pub(crate) is_full: bool,
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
    let text = article.text.clone();
    let words = &text[block.range()];
    let first = || !article.parts.iter().any(|part| part.kind == StoryPartKind::Paragraph);
    let lone = || first().then(|| lone_name(words, &text, codebook)).flatten();
    let Some(found) = opening(words, codebook).or_else(lone) else { return block };
    let page = &codebook.vocabulary.page;
    let at = |byte: usize| block.start + byte as u32;
    if let Some(byline) = found.byline {
        take_bylines(article, byline, codebook);
        article.excluded.push((Bytes { start: block.start, end: at(byline.len()) }, ExcludedWhy::Byline));
    }
    for agency in found.agency.into_iter().flat_map(|agencies| agencies.split([',', '/'])).map(str::trim) {
        if page.agencies.holds(agency) || found.agency == Some(agency) {
            add_agency(article, agency);
        }
    }
    let date = found.day.and_then(|day| date(day, article.published, article.retrieved));
    article.dateline = Some(Dateline {
        place: found.place.map(str::to_owned),
        date,
        is_full: found.day.is_some_and(|day| day.year.is_some()),
        bytes: Bytes { start: at(found.start), end: at(found.end) },
    });
    Bytes { start: at(found.story), end: block.end }
}

/// The date of a day; without its year the last one before the report was published, else before it was fetched.
fn date(day: Day, published: Option<Date>, fetched: Option<Date>) -> Option<Date> {
    if let Some(year) = day.year {
        return Date::new(year, day.month, day.day).ok();
    }
    let (known, ahead) = match published {
        Some(published) => (published, AHEAD),
        None => (fetched?, 0),
    };
    let this = Date::new(known.year(), day.month, day.day).ok()?;
    Date::new(known.year() - i16::from((this - known).get_days() > ahead), day.month, day.day).ok()
}

/// By how many days a report may be dated ahead of its publication.
const AHEAD: i32 = 180;

/// Settles what the day of a report is where its dateline tells another than was taken for it: a dateline in full
/// counts.
pub(super) fn settle_day(article: &mut Article, assumed: bool) {
    let full = article.dateline.as_ref().filter(|dateline| dateline.is_full).and_then(|dateline| dateline.date);
    let Some((written, published)) = full.zip(article.published) else { return };
    let days = (published - written).get_days();
    if days.abs() <= AGREES || !assumed && days < 0 {
        return;
    }
    let warning = format!("the dateline says {written}, not {published}: days are counted from the dateline");
    article.warnings.push(warning);
    if assumed {
        article.published = Some(written);
    }
}

/// How many days a dateline and the day of publication may lie apart.
pub(crate) const AGREES: i32 = 7;

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
