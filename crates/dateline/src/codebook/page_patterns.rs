//! How do the lines read that stand around a story: bylines, credits, links, datelines?

use regex::Regex;

use super::Page;
use crate::record::ExcludedWhy;

/// The forms of the lines around a story, made of the words of `en/page.toml`.
#[derive(Debug)]
pub(crate) struct PagePatterns {
    /// A whole byline, or the start of one.
    pub(crate) byline: Regex,
    /// The start of a credit.
    pub(crate) credit: Regex,
    /// The start of what a page puts around a story, and what it is.
    pub(crate) clutter: [(ExcludedWhy, Regex); 4],
    /// A line with nothing but the day of publication: groups `MONTH`, `DAY`, `YEAR`.
    pub(crate) date_line: Regex,
    /// A place, a day and an agency before the first words of the story: groups `PLACE`, `DAY`, `YEAR`, `AGENCY`; where the
    /// place is not in capitals `NAMED`, `DAY2`, `YEAR2`, `AGENCY2`.
    pub(crate) dateline: Regex,
}

impl PagePatterns {
    /// Of the words of a language.
    pub(crate) fn of(page: &Page) -> Self {
        let clutter = |openers: &[Box<str>]| pattern(&format!(r"(?i)^[\[(]?(?:{})", openers.join("|")));
        Self {
            byline: byline(page),
            credit: pattern(&format!(r"^[\[(]?(?i:{})", any(&page.credit_openers))),
            clutter: [
                (ExcludedWhy::Copyright, clutter(&page.copyright_openers)),
                (ExcludedWhy::Link, clutter(&page.link_openers)),
                (ExcludedWhy::Advertisement, clutter(&page.advertisement_openers)),
                (ExcludedWhy::Caption, clutter(&page.caption_openers)),
            ],
            date_line: date_line(page),
            dateline: dateline(page),
        }
    }
}

fn byline(page: &Page) -> Regex {
    pattern(&format!(
        r"^(?i:{openers})[:\s]+((?:[\p{{Lu}}][\p{{L}}.'’\-]*|{joiner}|&|{particles}|,)(?:\s+|,\s*|$)){{2,14}}",
        openers = any(&page.byline_openers),
        joiner = regex::escape(&page.name_joiner),
        particles = any(&page.name_particles),
    ))
}

fn date_line(page: &Page) -> Regex {
    pattern(&format!(
        r"^(?i:{before})?:?\s*(?:(?:{weekdays}),?\s+)?(?P<MONTH>{months})\s+(?P<DAY>\d{{1,2}}),?\s+(?P<YEAR>\d{{4}})\.?$",
        before = any(&page.before_published_day),
        weekdays = any(&page.weekdays),
        months = any(&page.months),
    ))
}

fn dateline(page: &Page) -> Regex {
    let month = format!(r"(?:{})[a-z]*\.?", page.short_months().map(regex::escape).collect::<Vec<_>>().join("|"));
    let day = format!(r"(?:,?\s+(?P<DAY>{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month})(?:,?\s+(?P<YEAR>\d{{4}}))?)?");
    let capitals =
        r"[\p{Lu}][\p{Lu}.’'\-]+(?:[ /][\p{Lu}][\p{Lu}.’'\-]+){0,4}(?:,\s+[\p{Lu}][\p{L}.]+(?:\s[\p{Lu}][\p{L}.]+)?)?";
    let name =
        r"[\p{Lu}][\p{L}.’'\-]+(?:[ /][\p{Lu}][\p{L}.’'\-]+){0,3}(?:,\s+[\p{Lu}][\p{L}.]+(?:\s[\p{Lu}][\p{L}.]+)?)?";
    let agency = r"\s*\((?P<AGENCY>[\p{L}][\p{L} .\-/]{1,40})\)";
    let dash = r"\s*(?:[-–—_]+|:)\s+";
    pattern(&format!(
        r"^(?:(?P<PLACE>{capitals}){day}(?:{agency})?{dash}|(?P<NAMED>{name}){day2}{agency2}\s*(?:{dash}|\s))",
        day2 = day.replace("<DAY>", "<DAY2>").replace("<YEAR>", "<YEAR2>"),
        agency2 = agency.replace("<AGENCY>", "<AGENCY2>"),
    ))
}

/// One of these texts.
fn any(texts: &[Box<str>]) -> String {
    texts.iter().map(|text| regex::escape(text)).collect::<Vec<_>>().join("|")
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::record::ExcludedWhy;

    #[test]
    fn lines_around_a_story_are_told_by_how_they_begin() {
        let codebook = Codebook::built_in();
        let patterns = codebook.page_patterns();
        let why = |line: &str| patterns.clutter.iter().find(|(_, start)| start.is_match(line)).map(|(why, _)| *why);
        assert_eq!(why("(c) Harbour Post"), Some(ExcludedWhy::Copyright));
        assert_eq!(why("Read more: the ferry"), Some(ExcludedWhy::Link));
        assert_eq!(why("Ad"), Some(ExcludedWhy::Advertisement));
        assert_eq!(why("File photo: the ferry"), Some(ExcludedWhy::Caption));
        assert_eq!(why("Readers wrote to us"), None);
        assert!(patterns.credit.is_match("[With inputs from dpa]") && !patterns.credit.is_match("With luck"));
    }
}
