//! How do the lines read that stand around a story: bylines, credits, links, datelines?

use regex::Regex;

use super::dateline_patterns::{DatelinePatterns, LETTER, UPPER, any};
use super::vocabulary::{Page, Vocabulary};
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
    /// The parts of what stands before the first words of the story: place, day, agency.
    pub(crate) dateline: DatelinePatterns,
}

impl PagePatterns {
    /// Of the words of a language.
    pub(crate) fn of(words: &Vocabulary) -> Self {
        let page = &words.page;
        let clutter = |openers: &[Box<str>]| pattern(&format!(r"(?i)^[\[(]?(?:{})", openers.join("|")));
        Self {
            byline: byline(page),
            credit: pattern(&format!(r"^[\[(]?(?i:{})", any(page.credit_openers.iter().map(|word| &**word)))),
            clutter: [
                (ExcludedWhy::Copyright, clutter(&page.copyright_openers)),
                (ExcludedWhy::Link, clutter(&page.link_openers)),
                (ExcludedWhy::Advertisement, clutter(&page.advertisement_openers)),
                (ExcludedWhy::Caption, clutter(&page.caption_openers)),
            ],
            date_line: date_line(page),
            dateline: DatelinePatterns::of(words),
        }
    }
}

fn byline(page: &Page) -> Regex {
    pattern(&format!(
        r"^(?i:{openers})[:\s]+((?:{UPPER}[{LETTER}.'’\-]*|{joiner}|&|{particles}|,)(?:\s+|,\s*|$)){{2,14}}",
        openers = any(page.byline_openers.iter().map(|word| &**word)),
        joiner = regex::escape(&page.name_joiner),
        particles = any(page.name_particles.iter().map(|word| &**word)),
    ))
}

fn date_line(page: &Page) -> Regex {
    pattern(&format!(
        r"^(?i:{before})?:?\s*(?:(?:{weekdays}),?\s+)?(?P<MONTH>{months})\s+(?P<DAY>[0-9]{{1,2}}),?\s+(?P<YEAR>[0-9]{{4}})\.?$",
        before = any(page.before_published_day.iter().map(|word| &**word)),
        weekdays = any(page.weekdays.iter().map(|word| &**word)),
        months = any(page.months.iter().map(|word| &**word)),
    ))
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
