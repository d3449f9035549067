//! What stands around a story: which block of a text is headline, heading, byline, credit, dateline or paragraph.

use std::sync::LazyLock;

use dateline_language::Bytes;
use jiff::civil::Date;
use regex::Regex;

use super::{Article, Kind, Part};
use crate::codebook::{AGENCIES, Publishers};

/// `KYIV, Feb 1 (Reuters) -`.
#[derive(Clone, Debug)]
pub(crate) struct Dateline {
    pub(crate) place: String,
    pub(crate) date: Option<Date>,
    pub(crate) bytes: Bytes,
}

static AGENCY_LIST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([^()]{2,80})\)"));
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:by|from|words by|story by)[:\s]+((?:[\p{Lu}][\p{L}.'’\-]*|and|&|de|van|von|bin|al|,)(?:\s+|,\s*|$)){2,14}",
    )
});
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?";
    let day = format!(r"(?:,?\s+(?P<day>{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month})(?:,?\s+(?P<year>\d{{4}}))?)?");
    let capitals =
        r"[\p{Lu}][\p{Lu}.’'\-]+(?:[ /][\p{Lu}][\p{Lu}.’'\-]+){0,4}(?:,\s+[\p{Lu}][\p{L}.]+(?:\s[\p{Lu}][\p{L}.]+)?)?";
    let name =
        r"[\p{Lu}][\p{L}.’'\-]+(?:[ /][\p{Lu}][\p{L}.’'\-]+){0,3}(?:,\s+[\p{Lu}][\p{L}.]+(?:\s[\p{Lu}][\p{L}.]+)?)?";
    let agency = r"\s*\((?P<agency>[\p{L}][\p{L} .\-/]{1,40})\)";
    let dash = r"\s*(?:[-–—_]+|:)\s+";
    pattern(&format!(
        r"^(?:(?P<place>{capitals}){day}(?:{agency})?{dash}|(?P<named>{name}){day2}{agency2}\s*(?:{dash}|\s))",
        day2 = day.replace("<day>", "<day2>").replace("<year>", "<year2>"),
        agency2 = agency.replace("<agency>", "<agency2>"),
    ))
});
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\[(]?(?i:additional reporting|reporting by|editing by|writing by|edited by|compiled by|with (?:reporting|files|material|inputs?|agencies|contributions?)|source:|contact the (?:writer|reporter|author)|contributors?:)",
    )
});
static STAFF_SIGNS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{Ll}\p{Lu}]{1,4}(?:[,/ ]+[\p{Ll}\p{Lu}]{1,4}){0,6}\s*$"));
static CLUTTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\[(]?(?:(?P<copyright>©|\(c\) |copyright |all rights reserved)|(?P<link>read (?:more|also|next|the full)\b|also read\b|see also\b|more on this\b|related:|related (?:articles|stories|topics)|recommended\b|watch:|listen:|click here|http\S+$|www\.\S+$|follow us|share (?:this|on)|sign up (?:for|to)|subscribe (?:to|now)|download (?:the|our))|(?P<advertisement>advertise?ment\b|ad$|sponsored\b|story continues below)|(?P<caption>(?:file )?(?:photo|image|picture|video)(?: credit| by|:|\s*/)|getty images|credit:))",
    )
});
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:published|updated|posted|last updated)?:?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})\.?$",
    )
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

/// Tells what each block is and puts it in its place in the article.
pub(super) fn sort(article: &mut Article, blocks: &[Bytes], publishers: &Publishers) {
    let text = article.text.clone();
    let slice = |block: &Bytes| &text[block.range()];
    let mut rest = blocks;
    if let Some((first, after)) = rest.split_first()
        && is_headline(slice(first), after.first().map(slice), article.title.as_deref())
    {
        take_headline(article, *first, publishers);
        rest = after;
    }
    let end = rest.len() - trailing(article, rest);
    let mut seen_paragraph = false;
    for (i, block) in rest[..end].iter().enumerate() {
        let words = slice(block);
        let next = rest[..end].get(i + 1).map(slice);
        if let Some(why) = clutter(words) {
            article.excluded.push((*block, why));
        } else if i < 5 && !seen_paragraph && take_date_line(article, words) {
            article.excluded.push((*block, "date line"));
        } else if i < 5 && is_byline(words) {
            take_bylines(article, words);
            article.excluded.push((*block, "byline"));
        } else if is_credit(words) {
            take_agencies(article, words);
            article.excluded.push((*block, "credit"));
        } else if is_heading(words) && next.is_some_and(|next| !is_heading(next)) && seen_paragraph {
            article.parts.push(Part { kind: Kind::Heading, bytes: *block });
        } else {
            // A headline that ends in a full stop may stand before the dateline.
            let paragraphs = article.parts.iter().filter(|part| part.kind == Kind::Paragraph).count();
            let opens = article.dateline.is_none() && paragraphs < 2;
            let bytes = if opens { take_dateline(article, *block) } else { *block };
            seen_paragraph |= !is_heading(words);
            article.parts.push(Part { kind: Kind::Paragraph, bytes });
        }
    }
    article.excluded.sort_by_key(|(bytes, _)| *bytes);
}

/// How many blocks at the end are credits, or a name left behind them.
fn trailing(article: &mut Article, blocks: &[Bytes]) -> usize {
    let text = article.text.clone();
    let mut count = 0;
    let mut names = 0;
    for block in blocks.iter().rev() {
        let words = &text[block.range()];
        let why = if is_credit(words) {
            take_agencies(article, words);
            "credit"
        } else if let Some(why) = clutter(words) {
            why
        } else if names == 0 && is_name_line(words) && blocks.len() > 2 {
            names += 1;
            "name line"
        } else {
            break;
        };
        article.excluded.push((*block, why));
        count += 1;
    }
    count
}

fn is_headline(block: &str, next: Option<&str>, title: Option<&str>) -> bool {
    match title {
        Some(title) => block.trim() == title.trim(),
        None => {
            let short = block.split_whitespace().count() <= 30 && !block.contains('\n');
            let ended = block.trim_end_matches(['”', '"', '’', '\'']).ends_with('.') && !block.ends_with("...");
            next.is_some() && short && !ended && !DATELINE.is_match(block) && !is_byline(block)
        }
    }
}

fn take_headline(article: &mut Article, block: Bytes, publishers: &Publishers) {
    let text = article.text.clone();
    let mut end = text[block.range()].len();
    if let Some((length, publisher)) = publisher_tail(&text[block.range()], publishers) {
        end = length;
        article.publisher.get_or_insert(publisher);
    }
    let bytes = Bytes { start: block.start, end: block.start + end as u32 };
    article.title = Some(text[bytes.range()].to_owned());
    article.parts.push(Part { kind: Kind::Headline, bytes });
}

/// The headline's length without the publisher's name behind it, and that name.
fn publisher_tail(line: &str, publishers: &Publishers) -> Option<(usize, String)> {
    if let (Some(first), Some(last)) = (line.find(" | "), line.rfind(" | ")) {
        return Some((line[..first].trim_end().len(), line[last + 3..].trim().to_owned()));
    }
    [" - ", " – ", " — "].iter().find_map(|dash| {
        let at = line.rfind(dash)?;
        let name = line[at + dash.len()..].trim();
        publishers.know(name).then(|| (line[..at].trim_end().len(), name.to_owned()))
    })
}

/// Short, without a full stop.
fn is_heading(block: &str) -> bool {
    let words = block.split_whitespace().count();
    let closed = block.trim_end_matches(['”', '"', '’', '\'', ')', '»']);
    let speaks = block.starts_with("Q: ") || block.starts_with(['“', '"', '-', '–', '—', '•', '*']);
    (1..=16).contains(&words) && !block.contains('\n') && !speaks && !closed.ends_with(['.', '!', ':', ';', ',', '…'])
}

fn is_byline(block: &str) -> bool {
    block.len() <= 160
        && !block.ends_with(['!', '?'])
        && BYLINE.find(block).is_some_and(|found| found.end() == block.len())
}

fn take_bylines(article: &mut Article, block: &str) {
    let names = block.split_once([' ', ':']).map_or(block, |(_, names)| names);
    for name in names.split([',', '&']).flat_map(|names| names.split(" and ")) {
        let name = name.trim();
        if AGENCIES.contains(&name) {
            add_agency(article, name);
        } else if name.contains(' ') && !article.bylines.iter().any(|known| known == name) {
            article.bylines.push(name.to_owned());
        }
    }
}

/// Three or four capitalised words and nothing else: a writer's name that the page printed below the story.
fn is_name_line(block: &str) -> bool {
    let capitalised = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    (2..=4).contains(&block.split_whitespace().count()) && block.split_whitespace().all(capitalised)
}

fn agencies_in(block: &str) -> Vec<&'static str> {
    let lists = AGENCY_LIST.captures_iter(block).filter_map(|found| found.get(1));
    let names =
        lists.flat_map(|list| list.as_str().split([',', '/', ';'])).map(|name| name.trim().trim_start_matches("with "));
    names.filter_map(|name| AGENCIES.iter().find(|agency| **agency == name).copied()).collect()
}

fn is_credit(block: &str) -> bool {
    if block.len() > 300 {
        return false;
    }
    if CREDIT.is_match(block) {
        return true;
    }
    let bare = block.trim_matches(|c: char| "-–—().[] ".contains(c));
    if AGENCIES.contains(&bare) {
        return true;
    }
    // "jsi, kb/nm (AFP, dpa)": the signs of the staff, then the agencies.
    block.len() <= 120
        && !agencies_in(block).is_empty()
        && block.find('(').is_some_and(|open| open == 0 || STAFF_SIGNS.is_match(&block[..open]))
        && block.ends_with([')', '.'])
}

fn take_agencies(article: &mut Article, block: &str) {
    let bare = block.trim_matches(|c: char| "-–—().[] ".contains(c));
    let found = agencies_in(block).into_iter().chain(AGENCIES.iter().find(|agency| **agency == bare).copied());
    for agency in found {
        add_agency(article, agency);
    }
}

fn add_agency(article: &mut Article, name: &str) {
    if !article.agencies.iter().any(|known| known == name) {
        article.agencies.push(name.to_owned());
    }
}

fn clutter(block: &str) -> Option<&'static str> {
    let found = CLUTTER.captures(block).filter(|_| block.len() <= 200)?;
    ["copyright", "link", "advertisement", "caption"].into_iter().find(|why| found.name(why).is_some())
}

fn take_date_line(article: &mut Article, block: &str) -> bool {
    let Some(found) = DATE_LINE.captures(block) else { return false };
    let day = found["day"].parse().ok().zip(found["year"].parse().ok());
    let date = day.zip(month(&found["month"])).and_then(|((day, year), month)| Date::new(year, month, day).ok());
    article.published = article.published.or(date);
    date.is_some()
}

/// Takes the dateline off the story's first paragraph.
fn take_dateline(article: &mut Article, block: Bytes) -> Bytes {
    let text = article.text.clone();
    let Some(found) = DATELINE.captures(&text[block.range()]) else { return block };
    let group = |names: [&str; 2]| names.into_iter().find_map(|name| found.name(name)).map(|m| m.as_str());
    let Some(place) = group(["place", "named"]) else { return block };
    let agency = group(["agency", "agency2"]);
    if found.name("named").is_some() && !agency.is_some_and(|agency| AGENCIES.contains(&agency)) {
        return block;
    }
    if let Some(agency) = agency.filter(|agency| AGENCIES.contains(agency)) {
        add_agency(article, agency);
    }
    let length = found.get(0).map_or(0, |m| m.end());
    let mark = text[block.range()][..length].trim_end_matches(|c: char| c.is_whitespace() || "-–—_:".contains(c)).len();
    let year = group(["year", "year2"]).and_then(|year| year.parse().ok()).or(article.published.map(|day| day.year()));
    let date = group(["day", "day2"]).zip(year).and_then(|(day, year)| month_and_day(day, year));
    let bytes = Bytes { start: block.start, end: block.start + mark as u32 };
    article.dateline = Some(Dateline { place: place.to_owned(), date, bytes });
    Bytes { start: block.start + length as u32, end: block.end }
}

fn month_and_day(text: &str, year: i16) -> Option<Date> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let (name, day) = if first.starts_with(|c: char| c.is_ascii_digit()) { (second, first) } else { (first, second) };
    Date::new(year, month(name)?, day.parse().ok()?).ok()
}

/// The number of a month, from its name or the first three letters of it.
fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.get(..3)?.to_lowercase();
    MONTHS.iter().position(|month| **month == start).map(|i| i as i8 + 1)
}
