//! On which day was the report on this page published?
//!
//! What the page declares comes first, then what it prints near the headline. Days of footers, of other reports, of
//! readers' comments and of the text itself are none.

use jiff::civil::Date;

use super::tree::Tree;
use super::words;
use crate::days::{Order, is_of_day, on_page as day, written};

/// Names of metadata that tell the day, without marks between their words.
const PUBLISHED: [&str; 30] = [
    "articlepublishedtime",
    "articlepublished",
    "ogpublishedtime",
    "ogarticlepublishedtime",
    "ogpubdate",
    "datepublished",
    "publisheddate",
    "publishedtime",
    "publishedat",
    "publishdate",
    "publishtime",
    "publicationdate",
    "pubdate",
    "pdate",
    "originalpublicationdate",
    "firstpublished",
    "sailthrudate",
    "parselypubdate",
    "cxenseparserecspublishtime",
    "rnewsdatepublished",
    "dcdateissued",
    "dctermsissued",
    "dctermsdate",
    "dcdate",
    "dctermscreated",
    "dcdatecreated",
    "articledate",
    "articlecreated",
    "date",
    "displaydate",
];
/// Those that tell the day of the last change.
const CHANGED: [&str; 7] = [
    "articlemodifiedtime",
    "ogupdatedtime",
    "datemodified",
    "lastmodified",
    "dctermsmodified",
    "articleupdated",
    "ogmodifiedtime",
];
/// Words of classes that name the day of publication, and of those of the last change.
const NAMED: [&str; 11] = [
    "published",
    "pubdate",
    "publish",
    "publication",
    "posted",
    "publicado",
    "datepublished",
    "issued",
    "submitted",
    "veröffentlicht",
    "publié",
];
const NAMED_CHANGED: [&str; 4] = ["updated", "modified", "update", "edited"];
/// Words of classes of what tells a day.
const DAYS: [&str; 6] = ["date", "time", "timestamp", "datetime", "dateline", "day"];
/// Characters of a line that tells the day.
const LINE: usize = 100;
/// Words of a line that tells the day.
const LINE_WORDS: usize = 12;
/// Words with which such a line begins, where nothing else marks it.
const OPENERS: [&str; 14] = [
    "updated",
    "last",
    "published",
    "posted",
    "submitted",
    "by",
    "publié",
    "publicado",
    "veröffentlicht",
    "von",
    "date",
    "datum",
    "first",
    "stand",
];
/// Letters besides those of the day in one that begins with none of them: a place, a zone.
const OTHER_WORDS: usize = 1;

/// The day, and whether it is only that of the last change.
pub(super) struct Published {
    pub(super) day: Option<Date>,
    pub(super) is_change: bool,
}

/// Finds it. `stated`: what JSON-LD says, of publication and of the last change.
pub(super) fn published(tree: &Tree, stated: [Option<&str>; 2], headline: Option<usize>, order: Order) -> Published {
    let read = |text: &str| day(text, order);
    let meta = |names: &[&str]| tree.metadata(names).into_iter().find_map(|text| read(&text));
    let day = stated[0].and_then(read).or_else(|| meta(&PUBLISHED)).or_else(|| printed(tree, headline, order));
    if day.is_some() {
        return Published { day, is_change: false };
    }
    let changed = stated[1].and_then(read).or_else(|| meta(&CHANGED));
    Published { day: changed, is_change: changed.is_some() }
}

/// Which number is the month on pages in this language, from this country.
pub(super) fn order(language: Option<&str>, address: Option<&str>) -> Order {
    let host =
        address.and_then(|address| address.split("://").nth(1)?.split(['/', ':', '?']).next()).unwrap_or_default();
    let country = host.rsplit('.').next().unwrap_or_default();
    let language = language.unwrap_or("en").to_ascii_lowercase();
    let is_american = language == "en" && (country.len() != 2 || country == "us") || language.starts_with("en-us");
    if is_american { Order::Month } else { Order::Day }
}

/// How surely an element tells the day: the least is the surest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is named so.
    Named,
    /// It is marked as a time, near the headline.
    Marked,
    /// It is a line, near the headline, that tells a day.
    Line,
}

/// The day that the page prints, or marks up, for its story.
fn printed(tree: &Tree, headline: Option<usize>, order: Order) -> Option<Date> {
    let near = tree.near(headline);
    let mut found: Option<(Rank, bool, usize, Date)> = None;
    let mut at = 1;
    while at < tree.elements.len() {
        if is_elsewhere(tree, at) {
            at = tree.elements[at].end;
            continue;
        }
        if let Some((rank, day)) = told(tree, at, near.holds(at), order) {
            // Behind the headline rather than before it.
            let key = (rank, headline.is_some_and(|headline| at < headline), at);
            if found.is_none_or(|(rank, before, at, _)| key < (rank, before, at)) {
                found = Some((key.0, key.1, key.2, day));
            }
        }
        at += 1;
    }
    found.map(|(.., day)| day)
}

fn is_elsewhere(tree: &Tree, at: usize) -> bool {
    let element = &tree.elements[at];
    match element.name.as_str() {
        _ if element.is_out => true,
        "aside" | "nav" | "footer" | "head" => element.name != "footer" || !within_article(tree, at),
        "html" | "body" | "main" | "article" => false,
        _ => {
            let (all, own) = (tree.elements[0].prose, element.prose);
            2 * own <= all && words::is_elsewhere(&element.names())
        }
    }
}

fn within_article(tree: &Tree, at: usize) -> bool {
    tree.around(at).any(|outer| tree.elements[outer].name == "article")
}

/// The day that an element tells, and how surely.
fn told(tree: &Tree, at: usize, is_near: bool, order: Order) -> Option<(Rank, Date)> {
    let element = &tree.elements[at];
    let names = element.names();
    let has = |words: &[&str]| names.iter().any(|name| words.contains(&name.as_str()));
    let property = element.attribute("itemprop").unwrap_or_default().to_ascii_lowercase();
    let is_changed = has(&NAMED_CHANGED) && !has(&NAMED) || property.contains("modified");
    if element.text > LINE || is_changed {
        return None;
    }
    let is_named = property.contains("published") || element.node.has_attr("pubdate");
    let marks = ["datetime", "content", "title", "data-datetime", "data-date", "data-timestamp"];
    let marked = || marks.iter().filter_map(|key| element.attribute(key)).find_map(|text| day(&text, order));
    if is_named || has(&NAMED) {
        return marked().or_else(|| line(tree, at, order)).map(|day| (Rank::Named, day));
    }
    if !is_near || element.text == 0 && element.name != "time" {
        return None;
    }
    if element.name == "time" || has(&DAYS) {
        return marked().or_else(|| line(tree, at, order)).map(|day| (Rank::Marked, day));
    }
    if element.is_line && tells_nothing_else(&tree.text(at)) {
        return line(tree, at, order).map(|day| (Rank::Line, day));
    }
    None
}

/// The day in a line that tells little else.
fn line(tree: &Tree, at: usize, order: Order) -> Option<Date> {
    let text = tree.text(at);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || text.split_whitespace().count() > LINE_WORDS {
        return None;
    }
    let lower = text.to_lowercase();
    let first = |words: &[&str]| words.iter().filter_map(|word| lower.find(word)).min();
    // "Updated 5 March 2031. Published 3 March 2031."
    let told = match (first(&NAMED), first(&NAMED_CHANGED)) {
        (Some(published), Some(_)) => lower.get(published..).unwrap_or_default(),
        (None, Some(_)) => return None,
        _ if text.ends_with('.') && text.split_whitespace().count() > LINE_WORDS / 2 => return None,
        _ => &text,
    };
    written(told, order)
}

/// Whether a line without a mark is a day, or begins as such lines do.
fn tells_nothing_else(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect();
    let first =
        text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    OPENERS.contains(&first.as_str()) || words.iter().filter(|word| !is_of_day(word)).count() <= OTHER_WORDS
}
