//! Which block of a text is headline, heading or paragraph, and which is not the story?

use dateline_language::Bytes;

use super::credits::{is_byline, is_credit, is_name_line, take_agencies, take_bylines};
use super::dateline::{take_date_line, take_dateline};
use super::opening::opening;
use super::{Article, StoryPart, StoryPartKind, credits};
use crate::codebook::{Codebook, PagePatterns, Publishers};
use crate::record::ExcludedWhy;

/// How many blocks of the story's start may be bylines or the day.
const START: usize = 5;

/// Tells what each block is and puts it in its place in the article.
pub(super) fn sort(article: &mut Article, blocks: &[Bytes], codebook: &Codebook) {
    let text = article.text.clone();
    let slice = |block: &Bytes| &text[block.range()];
    let mut rest = blocks;
    if let Some((first, after)) = rest.split_first()
        && is_headline(slice(first), after.first().map(slice), article.title.as_deref(), codebook)
    {
        take_headline(article, *first, codebook.publishers());
        rest = after;
    }
    let end = rest.len() - trailing(article, rest, codebook);
    let mut seen_paragraph = false;
    for (i, block) in rest[..end].iter().enumerate() {
        let words = slice(block);
        let next = rest[..end].get(i + 1).map(slice);
        if let Some(why) = excluded(article, words, i < START, !seen_paragraph, codebook) {
            article.excluded.push((*block, why));
        } else if is_heading(words) && next.is_some_and(|next| !is_heading(next)) && seen_paragraph {
            article.parts.push(StoryPart { kind: StoryPartKind::Heading, bytes: *block });
        } else {
            seen_paragraph |= !is_heading(words);
            take_paragraph(article, *block, codebook);
        }
    }
    article.excluded.sort_by_key(|(bytes, _)| *bytes);
}

/// What a block is, if it is not the story; takes what it tells of the article. `early` is the start of the text, `before`
/// is before the first paragraph.
fn excluded(article: &mut Article, block: &str, early: bool, before: bool, codebook: &Codebook) -> Option<ExcludedWhy> {
    let patterns = codebook.page_patterns();
    if let Some(why) = clutter(block, patterns) {
        return Some(why);
    }
    if early && before && take_date_line(article, block, codebook) {
        return Some(ExcludedWhy::DateLine);
    }
    if early && is_byline(block, patterns) {
        take_bylines(article, block, codebook);
        return Some(ExcludedWhy::Byline);
    }
    if is_credit(block, codebook) {
        take_agencies(article, block, codebook);
        return Some(ExcludedWhy::Credit);
    }
    None
}

fn take_paragraph(article: &mut Article, block: Bytes, codebook: &Codebook) {
    // A headline that ends in a full stop may stand before the dateline.
    let second = || article.parts.iter().filter(|part| part.kind == StoryPartKind::Paragraph).nth(1);
    let opens = article.dateline.is_none() && second().is_none();
    let bytes = if opens { take_dateline(article, block, codebook) } else { block };
    // A dateline may have a line of its own.
    if bytes.start < bytes.end {
        article.parts.push(StoryPart { kind: StoryPartKind::Paragraph, bytes });
    }
}

/// How many blocks at the end are credits, or a name left behind them.
fn trailing(article: &mut Article, blocks: &[Bytes], codebook: &Codebook) -> usize {
    let text = article.text.clone();
    let mut count = 0;
    let mut names = 0;
    for block in blocks.iter().rev() {
        let words = &text[block.range()];
        let why = if is_credit(words, codebook) {
            take_agencies(article, words, codebook);
            ExcludedWhy::Credit
        } else if let Some(why) = clutter(words, codebook.page_patterns()) {
            why
        } else if names == 0 && is_name_line(words) && blocks.len() > 2 {
            names += 1;
            ExcludedWhy::NameLine
        } else {
            break;
        };
        article.excluded.push((*block, why));
        count += 1;
    }
    count
}

/// What a line is that a page puts around a story, if it is one.
fn clutter(block: &str, patterns: &PagePatterns) -> Option<ExcludedWhy> {
    if block.len() > 200 {
        return None;
    }
    patterns.clutter.iter().find(|(_, start)| start.is_match(block)).map(|(why, _)| *why)
}

/// Whether the first block is the headline: it is the title, or short and without a full stop.
fn is_headline(block: &str, next: Option<&str>, title: Option<&str>, codebook: &Codebook) -> bool {
    match title {
        Some(title) => block.trim() == title.trim(),
        None => {
            let short = block.split_whitespace().count() <= 30 && !block.contains('\n');
            let ended = block.trim_end_matches(['”', '"', '’', '\'']).ends_with('.') && !block.ends_with("...");
            next.is_some()
                && short
                && !ended
                && opening(block, codebook).is_none()
                && !credits::is_byline(block, codebook.page_patterns())
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
    article.parts.push(StoryPart { kind: StoryPartKind::Headline, bytes });
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
