//! What is the story in a report: headline, sections and paragraphs; and what stands around it: publisher, bylines,
//! dateline, agency credits.

mod around;
mod blocks;
mod credits;
mod dateline;
mod language;
mod opening;

use std::sync::Arc;

use dateline_language::Bytes;
use jiff::civil::Date;

use crate::codebook::Codebook;
use crate::record::{self, ExcludedWhy, Span};
use crate::report::{Report, Source};

pub(crate) use dateline::Dateline;

/// How many parts of a story tell its language.
const FIRST_PARTS: usize = 40;

/// What a part of the story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoryPartKind {
    Headline,
    Heading,
    Paragraph,
}

/// A part of the story that is read as a whole: no sentence runs out of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoryPart {
    pub(crate) kind: StoryPartKind,
    pub(crate) bytes: Bytes,
}

/// A report's story, and what is known about it.
#[derive(Debug)]
pub(crate) struct Article {
    pub(crate) source: Source,
    pub(crate) text: Arc<str>,
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) retrieved: Option<Date>,
    pub(crate) url: Option<String>,
    /// ISO 639-1, where it has such a code.
    pub(crate) language: Option<String>,
    is_english: bool,
    pub(crate) agencies: Vec<String>,
    pub(crate) bylines: Vec<String>,
    pub(crate) dateline: Option<Dateline>,
    /// The parts of the story, in order.
    pub(crate) parts: Vec<StoryPart>,
    /// Parts of the text that are not the story, and what they are.
    pub(crate) excluded: Vec<(Bytes, ExcludedWhy)>,
    pub(crate) warnings: Vec<String>,
    chars: CharIndex,
}

impl Article {
    /// The day that it tells: of publication, else of the dateline.
    pub(crate) fn day(&self) -> Option<Date> {
        self.published.or_else(|| self.dateline.as_ref()?.date)
    }

    /// The day that offices and "last Tuesday" are read on: that which it tells, else that on which it was fetched.
    pub(crate) fn day_of_reading(&self) -> Option<Date> {
        self.day().or(self.retrieved)
    }

    /// Finds the story in a report.
    pub(crate) fn of(report: &Report, codebook: &Codebook) -> Self {
        let mut article = Self {
            source: report.source.clone(),
            text: report.text.as_str().into(),
            title: report.title.clone(),
            publisher: report.publisher.clone(),
            published: report.published.or(report.assumed),
            retrieved: report.retrieved,
            url: report.url.clone().or_else(|| report.source.url.clone()),
            language: None,
            is_english: true,
            agencies: Vec::new(),
            bylines: report.authors.clone(),
            dateline: None,
            parts: Vec::new(),
            excluded: Vec::new(),
            warnings: report.warnings.clone(),
            chars: CharIndex::of(&report.text),
        };
        let blocks = blocks::blocks(&report.text);
        around::sort(&mut article, &blocks, codebook);
        let named = || article.url.as_deref().and_then(dateline::day_in);
        article.published = article.published.or_else(named).or_else(|| dateline::day_in(&report.source.id));
        dateline::settle_day(&mut article, report.published.is_none());
        if let (None, Some(day)) = (article.day(), article.retrieved) {
            let warning =
                format!("it names no day of publication: days are counted from that on which it was fetched, {day}");
            article.warnings.push(warning);
        }
        article.recognise_language(report.language.as_deref());
        article
    }

    /// Tells the language of the story's first parts.
    fn recognise_language(&mut self, declared: Option<&str>) {
        let parts: Vec<&str> = self.parts.iter().take(FIRST_PARTS).map(|part| &self.text[part.bytes.range()]).collect();
        let Some(language) = language::language(&parts.join(" "), declared) else { return };
        self.is_english = language.is_read;
        self.language = language.code;
        self.warnings.extend(language.warning);
    }

    /// The number of the part that a stretch stands in; parts stand in the order of the text.
    pub(crate) fn part_around(&self, bytes: Bytes) -> Option<usize> {
        let at = self.parts.partition_point(|part| part.bytes.start <= bytes.start).checked_sub(1)?;
        self.parts[at].bytes.contains(bytes).then_some(at)
    }

    /// Whether it is in the language that is read here.
    pub(crate) fn is_english(&self) -> bool {
        self.is_english
    }

    /// Where a stretch stands, in characters.
    pub(crate) fn span(&self, bytes: Bytes) -> Span {
        Span { start: self.chars.at(&self.text, bytes.start), end: self.chars.at(&self.text, bytes.end) }
    }

    /// The article as the record shows it.
    pub(crate) fn record(&self) -> record::Article {
        let headings: Vec<_> = self.parts.iter().filter(|part| part.kind == StoryPartKind::Heading).collect();
        let end = self.parts.last().map_or(0, |part| part.bytes.end);
        let section = |(i, part): (usize, &&StoryPart)| record::Section {
            heading: self.text[part.bytes.range()].to_owned(),
            span: self.span(Bytes {
                start: part.bytes.start,
                end: headings
                    .get(i + 1)
                    .map_or(end, |next| self.text[..next.bytes.start as usize].trim_end().len() as u32),
            }),
        };
        record::Article {
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            published: self.published,
            retrieved: self.retrieved,
            url: self.url.clone(),
            language: self.language.clone(),
            agencies: self.agencies.clone(),
            bylines: self.bylines.clone(),
            dateline: self.dateline.as_ref().map(|dateline| record::Dateline {
                place: dateline.place.clone(),
                date: dateline.date,
                span: self.span(dateline.bytes),
            }),
            sections: headings.iter().enumerate().map(section).collect(),
            settings: Vec::new(),
            excluded: (self.excluded.iter())
                .map(|&(bytes, why)| record::Excluded { span: self.span(bytes), why })
                .collect(),
            warnings: self.warnings.clone(),
        }
    }
}

/// Characters before every 64th byte of a text, to turn bytes into characters fast.
#[derive(Debug)]
struct CharIndex {
    before: Vec<u32>,
}

impl CharIndex {
    const STEP: usize = 64;

    fn of(text: &str) -> Self {
        let starts = |chunk: &[u8]| chunk.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32;
        let counts = text.as_bytes().chunks(Self::STEP).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += starts(chunk);
            Some(before)
        });
        Self { before: counts.collect() }
    }

    fn at(&self, text: &str, byte: u32) -> u32 {
        let byte = (byte as usize).min(text.len());
        let Some(&before) = self.before.get(byte / Self::STEP) else {
            return text.chars().count() as u32;
        };
        let rest = &text.as_bytes()[byte - byte % Self::STEP..byte];
        before + rest.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article::of(&Report::new(text), &Codebook::built_in())
    }

    fn parts(article: &Article, kind: StoryPartKind) -> Vec<&str> {
        let parts = article.parts.iter().filter(|part| part.kind == kind);
        parts.map(|part| &article.text[part.bytes.range()]).collect()
    }

    const REPORT: &str = "Envoys ‘stalled’ in Oslo | World | Harbour Post\n\n\
        By Anna Berg and Jon Lie\n\n\
        OSLO, March 8 (Reuters) — The two sides met on Friday for the first time in a year, officials said.\n\n\
        They parted without a word.\n\n\
        No date for more talks\n\n\
        Neither side named a date for a second round of the talks in the Norwegian capital.\n\n\
        ab, cd/ef (AFP, dpa)\n\n\
        Mia K. Holm";

    #[test]
    fn headline_and_publisher_are_told_apart() {
        let article = article(REPORT);
        assert_eq!(article.title.as_deref(), Some("Envoys ‘stalled’ in Oslo"));
        assert_eq!(article.publisher.as_deref(), Some("Harbour Post"));
        assert_eq!(parts(&article, StoryPartKind::Headline), ["Envoys ‘stalled’ in Oslo"]);
    }

    #[test]
    fn what_is_not_the_story_is_excluded() {
        let article = article(REPORT);
        assert_eq!(article.agencies, ["AFP", "dpa", "Reuters"]);
        assert_eq!(article.bylines, ["Anna Berg", "Jon Lie"]);
        assert_eq!(parts(&article, StoryPartKind::Heading), ["No date for more talks"]);
        let excluded = article.excluded.iter().map(|&(bytes, why)| (&article.text[bytes.range()], why));
        let wanted = [
            ("By Anna Berg and Jon Lie", ExcludedWhy::Byline),
            ("ab, cd/ef (AFP, dpa)", ExcludedWhy::Credit),
            ("Mia K. Holm", ExcludedWhy::NameLine),
        ];
        assert_eq!(excluded.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn a_headline_with_a_full_stop_may_stand_before_the_dateline() {
        let article = article(
            "Ferry strike ends after nine days.\n\nBERGEN, July 19 (UPI) — Ferry crews went back to work on Tuesday.\n\n\
             The owners thanked them.",
        );
        assert_eq!(article.dateline.expect("a dateline").place.as_deref(), Some("BERGEN"));
    }

    #[test]
    fn a_dateline_opens_the_story_and_is_no_part_of_it() {
        let article = article(REPORT);
        let dateline = article.dateline.as_ref().expect("a dateline");
        assert_eq!(dateline.place.as_deref(), Some("OSLO"));
        assert!(parts(&article, StoryPartKind::Paragraph)[0].starts_with("The two sides"));
    }

    #[test]
    fn the_day_of_fetching_is_read_by_where_no_other_is_told() {
        let fetched = |text: &str| {
            let retrieved = Some(jiff::civil::date(2031, 2, 20));
            let article = Article::of(&Report { retrieved, ..Report::new(text) }, &Codebook::built_in());
            (article.published, article.day_of_reading().map(|day| day.to_string()), article.warnings.len())
        };
        let story = "The two sides met on Friday for the first time in a year, officials said.\n\nThey parted early.";
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(fetched(story), (None, day("2031-02-20"), 1));
        assert_eq!(fetched(&format!("OSLO, March 8, 2030 (Reuters) — {story}")), (None, day("2030-03-08"), 0));
        assert_eq!(fetched(&format!("OSLO, March 8 (Reuters) — {story}")), (None, day("2030-03-08"), 0));
        assert_eq!(fetched(&format!("OSLO, Feb. 19 (Reuters) — {story}")), (None, day("2031-02-19"), 0));
    }

    #[test]
    fn a_dateline_in_full_outweighs_the_day_that_is_assumed() {
        let day = |written: &str, assumed: Option<Date>, published: Option<Date>| {
            let text = format!("BERGEN, {written} (UPI) — Ferry crews went back to work on Tuesday.");
            let article = Article::of(&Report { assumed, published, ..Report::new(text) }, &Codebook::built_in());
            (article.published.map(|day| day.to_string()), article.warnings.len())
        };
        let (near, far) = (jiff::civil::date(2031, 7, 21), jiff::civil::date(2033, 1, 5));
        assert_eq!(day("July 19, 2031", Some(far), None), (Some("2031-07-19".into()), 1));
        assert_eq!(day("July 19, 2031", Some(near), None), (Some("2031-07-21".into()), 0));
        assert_eq!(day("July 19", Some(far), None), (Some("2033-01-05".into()), 0));
        assert_eq!(day("July 19, 2031", None, Some(far)), (Some("2033-01-05".into()), 1));
    }

    #[test]
    fn a_dateline_without_its_year_is_the_last_one() {
        let text = "BERGEN, Dec. 30 (UPI) — Ferry crews went back to work on Tuesday.";
        let report = Report { published: Some(jiff::civil::date(2031, 1, 2)), ..Report::new(text) };
        let article = Article::of(&report, &Codebook::built_in());
        assert_eq!(article.dateline.and_then(|dateline| dateline.date), Some(jiff::civil::date(2030, 12, 30)));
    }

    #[test]
    fn other_languages_are_told_and_not_read() {
        let german = "Der Minister sagte am Dienstag, die Gespräche seien gescheitert und würden nicht fortgesetzt. Die \
            Delegation sei ohne Ergebnis abgereist, teilte das Außenamt in Wien mit.";
        let article = article(german);
        assert_eq!((article.language.as_deref(), article.is_english()), (Some("de"), false));
        assert!(article.warnings[0].contains("German"));
    }

    #[test]
    fn characters_count_from_any_byte() {
        let article = article("„Naïve“ – said the café owner’s niece, aged 9½, of the fête. ".repeat(5).trim_end());
        for (characters, (byte, _)) in article.text.char_indices().enumerate() {
            let bytes = Bytes { start: byte as u32, end: article.text.len() as u32 };
            assert_eq!(article.span(bytes).start as usize, characters);
        }
    }
}
