//! Speech in quotation marks that no verb governs in the tree: found by where it stands, and by who spoke last.

use dateline_language::Token;

use super::contents::sentence_of;
use super::marks::Quoted;
use super::{Desk, Quotation, Voice};
use crate::clause;

/// How far from a quotation its verb of saying can stand, in words.
const REACH: usize = 14;

/// Who spoke last, and where.
#[derive(Clone, Copy)]
struct Last {
    part: usize,
    /// The quotation.
    found: usize,
    speaker: Voice,
    /// Whether a mark closed it before the paragraph ended.
    closed: bool,
}

/// Gives every stretch of speech in quotation marks to a speaker.
pub(super) fn attach(desk: &mut Desk<'_>) {
    let mut last: Option<Last> = None;
    for i in 0..desk.quoted.len() {
        let quoted = desk.quoted[i];
        let found = match holder(desk, &quoted) {
            Some(holder) => holder,
            None if quoted.single && inside_another(desk, &quoted) || !is_speech(desk, &quoted) => continue,
            None => attach_one(desk, &quoted, last),
        };
        if let Some(speaker) = desk.found[found].speaker {
            last = Some(Last { part: quoted.part, found, speaker, closed: quoted.closed });
        }
    }
}

/// Whether the stretch reads as speech, or a verb of saying stands right beside a stretch that ends like speech.
fn is_speech(desk: &Desk<'_>, quoted: &Quoted) -> bool {
    let inner = desk.article.text[quoted.bytes.range()].trim_end_matches(['”', '"', '’', '\'']);
    quoted.is_speech(desk.doc) || inner.ends_with([',', '!', '?', '.']) && beside(desk, quoted).is_some()
}

/// Adds the stretch to the quotation that it goes on with, or makes it one of its own; answers which.
fn attach_one(desk: &mut Desk<'_>, quoted: &Quoted, last: Option<Last>) -> usize {
    let verb = beside(desk, quoted);
    let same_cue = verb.and_then(|verb| desk.found.iter().position(|found| found.cue == Some(verb.i())));
    let goes_on = last
        .filter(|last| verb.is_none() && (last.part == quoted.part || last.part + 1 == quoted.part && !last.closed));
    // "“A,” he said. “B.”": the second half of what he said.
    if let Some(found) = same_cue.or(goes_on.filter(|last| last.part == quoted.part).map(|last| last.found)) {
        desk.found[found].content.push(quoted.bytes);
        return found;
    }
    let speaker = verb
        .and_then(|verb| desk.speaker(verb))
        .or(goes_on.map(|last| last.speaker))
        .or_else(|| introduced(desk, quoted));
    let cue = verb.map(Token::i);
    desk.found.push(Quotation { content: vec![quoted.bytes], cue, speaker, ..Quotation::default() });
    desk.found.len() - 1
}

/// The quotation that already says what stands in these marks.
fn holder(desk: &Desk<'_>, quoted: &Quoted) -> Option<usize> {
    desk.found.iter().position(|found| found.holds(quoted.bytes))
}

/// Whether single marks stand within double ones: a quotation within speech.
fn inside_another(desk: &Desk<'_>, quoted: &Quoted) -> bool {
    desk.quoted.iter().any(|other| other != quoted && other.bytes.contains(quoted.bytes))
}

/// The verb of saying beside the quotation: behind it, else before it.
fn beside<'a>(desk: &Desk<'a>, quoted: &Quoted) -> Option<Token<'a>> {
    behind(desk, quoted).or_else(|| before(desk, quoted))
}

fn behind<'a>(desk: &Desk<'a>, quoted: &Quoted) -> Option<Token<'a>> {
    let doc = desk.doc;
    let first = doc.token_at(quoted.bytes.end)?;
    let inner = desk.article.text[quoted.bytes.range()].trim_end_matches(['”', '"', '’', '\'']);
    let text_between =
        inner.ends_with([',', '?', '!', '…']) || first.text() == "," || first.sentence().start() < first.i();
    let end = first.sentence().end().min(first.i() + REACH);
    let mut words = doc.span(first.i(), end.max(first.i())).tokens().take_while(|token| !is_mark(desk, *token, quoted));
    text_between.then(|| words.find(|token| is_cue(desk, *token)))?.filter(|verb| clause::agent(*verb).is_some())
}

fn before<'a>(desk: &Desk<'a>, quoted: &Quoted) -> Option<Token<'a>> {
    let doc = desk.doc;
    let first = doc.span_over(quoted.bytes).tokens().next()?;
    let previous = first.previous()?;
    let introduced = matches!(previous.text(), ":" | "," | "that" | "as") || is_cue(desk, previous);
    let start = sentence_of(doc, previous.bytes().start)?.start().max(first.i().saturating_sub(REACH));
    let mut words = doc.span(start, first.i()).tokens().rev().take_while(|token| !is_mark(desk, *token, quoted));
    introduced.then(|| words.find(|token| is_cue(desk, *token)))?
}

fn is_cue(desk: &Desk<'_>, token: Token<'_>) -> bool {
    desk.lexicon.verb(desk.doc, token).is_some_and(|takes| takes.takes("quote") || takes.takes("that"))
}

/// Whether the word stands in other quotation marks.
fn is_mark(desk: &Desk<'_>, token: Token<'_>, quoted: &Quoted) -> bool {
    desk.quoted.iter().any(|other| other != quoted && !other.single && other.bytes.contains(token.bytes()))
}

/// The speaker whom the paragraph before ends with: "He told the crowd:".
fn introduced(desk: &Desk<'_>, quoted: &Quoted) -> Option<Voice> {
    let part = desk.article.parts.get(quoted.part.checked_sub(1)?)?;
    let text = desk.article.text[part.bytes.range()].trim_end();
    if !text.ends_with(':') || desk.article.parts[quoted.part].bytes.start + 1 < quoted.bytes.start {
        return None;
    }
    let end = part.bytes.start + text.len() as u32 - 1;
    let sentence = sentence_of(desk.doc, end)?;
    let verb = sentence.tokens().rev().find(|token| is_cue(desk, *token))?;
    desk.speaker(verb)
}
