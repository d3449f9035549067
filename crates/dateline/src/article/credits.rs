//! Who wrote a report, and which agencies are credited?

use std::sync::LazyLock;

use regex::Regex;

use super::Article;
use crate::codebook::{Codebook, Page, PagePatterns};

/// A list in brackets.
static LIST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([^()]{2,80})\)"));
/// Signs of the staff before a list of agencies: "ab, cd/ef".
static STAFF_SIGNS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{Ll}\p{Lu}]{1,4}(?:[,/ ]+[\p{Ll}\p{Lu}]{1,4}){0,6}\s*$"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

/// Whether a block is a byline and nothing else.
pub(super) fn is_byline(block: &str, patterns: &PagePatterns) -> bool {
    block.len() <= 160
        && !block.ends_with(['!', '?'])
        && patterns.byline.find(block).is_some_and(|found| found.end() == block.len())
}

/// Takes the writers from a byline, and agencies among them.
pub(super) fn take_bylines(article: &mut Article, block: &str, codebook: &Codebook) {
    let page = &codebook.vocabulary.page;
    let joiner = format!(" {} ", page.name_joiner);
    let names = block.split_once([' ', ':']).map_or(block, |(_, names)| names);
    for name in names.split([',', '&']).flat_map(|names| names.split(joiner.as_str())) {
        let name = name.trim();
        // "Associated Press Writers" beside "Anna Berg"
        let employer = page
            .agencies
            .iter()
            .find(|agency| name.strip_prefix(*agency).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
        if let Some(agency) = employer {
            add_agency(article, agency);
        } else if name.contains(' ') && !article.bylines.iter().any(|known| known == name) {
            article.bylines.push(name.to_owned());
        }
    }
}

/// Two to four capitalised words and nothing else: a writer's name that the page printed below the story.
pub(super) fn is_name_line(block: &str) -> bool {
    let capitalised = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    (2..=4).contains(&block.split_whitespace().count()) && block.split_whitespace().all(capitalised)
}

/// The agencies of the lists in brackets.
fn agencies_in<'b>(block: &'b str, page: &'b Page) -> impl Iterator<Item = &'b str> {
    let lists = LIST.captures_iter(block).filter_map(|found| found.get(1));
    let names = lists.flat_map(|list| list.as_str().split([',', '/', ';'])).map(|name| bare_name(name.trim(), page));
    names.filter(|name| page.agencies.holds(name))
}

/// An agency's name without the small words before it.
fn bare_name<'b>(name: &'b str, page: &Page) -> &'b str {
    let mut bare = name;
    while let Some(rest) = page.before_agencies.iter().find_map(|word| bare.strip_prefix(&**word)?.strip_prefix(' ')) {
        bare = rest;
    }
    bare
}

/// Whether a block names who is behind the report, other than its writers.
pub(super) fn is_credit(block: &str, codebook: &Codebook) -> bool {
    if block.len() > 300 {
        return false;
    }
    let page = &codebook.vocabulary.page;
    if codebook.page_patterns().credit.is_match(block) || page.agencies.holds(without_signs(block)) {
        return true;
    }
    // "jsi, kb/nm (AFP, dpa)": the signs of the staff, then the agencies.
    block.len() <= 120
        && agencies_in(block, page).next().is_some()
        && block.find('(').is_some_and(|open| open == 0 || STAFF_SIGNS.is_match(&block[..open]))
        && block.ends_with([')', '.'])
}

/// A block without the signs around it.
fn without_signs(block: &str) -> &str {
    block.trim_matches(|c: char| "-–—().[] ".contains(c))
}

/// Takes the agencies that a block names.
pub(super) fn take_agencies(article: &mut Article, block: &str, codebook: &Codebook) {
    let page = &codebook.vocabulary.page;
    let alone = Some(without_signs(block)).filter(|bare| page.agencies.holds(bare));
    for agency in agencies_in(block, page).chain(alone) {
        add_agency(article, agency);
    }
}

/// Adds an agency once.
pub(super) fn add_agency(article: &mut Article, name: &str) {
    if !article.agencies.iter().any(|known| known == name) {
        article.agencies.push(name.to_owned());
    }
}
