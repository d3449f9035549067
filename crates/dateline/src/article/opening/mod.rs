//! Which place, day and agency does a paragraph open with? `OSLO, March 8 (Wire) -`, `By Anna Berg OSLO, Norway --`,
//! `14 October 2026 -`: parts one after the other, and a sign or an agency that shows that they are no sentence.

mod scan;

use self::scan::{Scan, first_part, is_place};
use super::credits::is_byline;
use crate::codebook::Codebook;

/// How far into a paragraph a place stands behind a byline, in bytes.
const BEHIND_BYLINE: usize = 140;

/// A dateline in a paragraph; bytes count from its start.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Opening<'b> {
    /// The byline before it.
    pub(super) byline: Option<&'b str>,
    /// Where it begins and where its last part ends.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the story begins.
    pub(super) story: usize,
    /// The place as written, with what it lies in.
    pub(super) place: Option<&'b str>,
    pub(super) day: Option<Day>,
    pub(super) agency: Option<&'b str>,
}

/// A day as a dateline has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Day {
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) year: Option<i16>,
}

/// The dateline that a paragraph opens with.
pub(super) fn opening<'b>(block: &'b str, codebook: &Codebook) -> Option<Opening<'b>> {
    behind_byline(block, codebook).or_else(|| Scan::of(block, codebook).opening())
}

/// A word and a colon that the first paragraph of a story opens with: "Osmund: Rebels left the town". It may be a place where
/// the text does not speak of it as of someone.
pub(super) fn lone_name<'b>(block: &'b str, text: &str, codebook: &Codebook) -> Option<Opening<'b>> {
    let words = &codebook.vocabulary;
    let found = Scan::of(block, codebook).lone().opening()?;
    let name = found.place.filter(|name| !name.contains(' '))?;
    let small = name.to_lowercase();
    let ordinary = words.places.ordinary.holds(&small) || words.page.labels.holds(&name.to_uppercase());
    let known = codebook.noun(&small).is_some() || !codebook.known(name).is_empty();
    let placed = |at: usize| {
        let before = text[..at].split_whitespace().next_back().unwrap_or_default();
        words.places.before_places.holds(before)
    };
    let elsewhere =
        text.match_indices(name).map(|(at, _)| at).skip_while(|at| text[at + name.len()..].starts_with(':'));
    let story = &block[found.story..];
    let told =
        story.split_whitespace().count() >= FEWEST_WORDS && story.ends_with('.') && !story.starts_with(['“', '"', '‘']);
    let person = codebook.gender_of(name).is_some() || !elsewhere.clone().all(placed);
    (told && !ordinary && !known && !person).then_some(found)
}

/// Fewest words of a sentence that is no headline.
const FEWEST_WORDS: usize = 12;

/// `By Anna Berg OSLO, Norway --`: behind a writer's name a town in capitals, or on the next line any.
fn behind_byline<'b>(block: &'b str, codebook: &Codebook) -> Option<Opening<'b>> {
    let openers = &codebook.vocabulary.page.byline_openers;
    let opens = |opener: &str| block.get(..opener.len()).is_some_and(|start| start.eq_ignore_ascii_case(opener));
    if !openers.iter().any(|opener| opens(opener)) {
        return None;
    }
    let spaces = block.char_indices().take_while(|(at, _)| *at < BEHIND_BYLINE).filter(|(_, c)| c.is_whitespace());
    let starts = spaces.filter_map(|(at, c)| {
        let rest = block[at..].trim_start();
        let start = block.len() - rest.len();
        let byline = block[..at].trim_end_matches([' ', ',', '\n', '\r', '|', '-', '–', '—']);
        let capitals = rest.chars().take_while(|c| !c.is_whitespace() && *c != ',').all(|c| !c.is_lowercase());
        if !(c == '\n' || capitals) || !is_byline(byline, codebook.page_patterns()) {
            return None;
        }
        let found = Scan::of(rest, codebook).opening().filter(|found| found.place.is_some())?;
        let moved = |at: usize| start + at;
        Some(Opening { byline: Some(byline), start, end: moved(found.end), story: moved(found.story), ..found })
    });
    let found: Vec<Opening> = starts.collect();
    // "By ANNA BERG OSLO": a known place tells where the name ends.
    let known = found.iter().position(|found| found.place.is_some_and(|place| is_place(first_part(place), codebook)));
    found.into_iter().nth(known.unwrap_or(0))
}

#[cfg(test)]
mod tests;
