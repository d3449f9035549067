//! The two mentions, and the path between them through the tree.

use std::ops::Range;

use dateline_language::{Bytes, Token};

use crate::codebook::Sense;
use crate::desk::Desk;
use crate::did::event::Event;
use crate::did::matching;
use crate::did::party::Party;
use crate::record::Span;

/// Two mentions of a text.
pub(super) struct Pair<'d> {
    pub(super) source: Option<Range<usize>>,
    pub(super) target: Option<Range<usize>>,
    /// Words that the others of a mention hang on.
    pub(super) source_head: Option<Token<'d>>,
    pub(super) target_head: Option<Token<'d>>,
    /// From the source's head up to the word that both hang on and down to the target's.
    pub(super) path: Vec<Token<'d>>,
    /// The highest word of the path.
    pub(super) top: Option<Token<'d>>,
}

impl<'d> Pair<'d> {
    pub(super) fn of(desk: &Desk<'d>, source: Option<Span>, target: Option<Span>) -> Self {
        let words = |span: Option<Span>| {
            let bytes = bytes_of(&desk.article.text, span?);
            let words = desk.doc.span_over(bytes);
            (!words.is_empty()).then_some(words)
        };
        let range = |span: Option<dateline_language::Span<'d>>| span.map(|span| span.start()..span.end());
        Self::between(desk, range(words(source)), range(words(target)))
    }

    pub(super) fn between(desk: &Desk<'d>, source: Option<Range<usize>>, target: Option<Range<usize>>) -> Self {
        let head = |words: &Option<Range<usize>>| {
            words.as_ref().and_then(|words| desk.doc.span(words.start, words.end).root())
        };
        let (source_head, target_head) = (head(&source), head(&target));
        let (path, top) = path(source_head, target_head);
        let top = top.or_else(|| desk.doc.sentences().next().and_then(dateline_language::Span::root));
        Self { source, target, source_head, target_head, path, top }
    }

    pub(super) fn is_mention(&self, i: usize) -> bool {
        [&self.source, &self.target].into_iter().flatten().any(|range| range.contains(&i))
    }

    /// Whether the event's actor is the source, and its recipient (or another actor) the target.
    pub(super) fn parties_of(&self, desk: &Desk<'_>, event: &Event<'_>) -> (bool, bool) {
        let touches = |party: &Party, mention: &Option<Range<usize>>| {
            let words = desk.doc.span_over(party.bytes);
            mention.as_ref().is_some_and(|mention| words.start() < mention.end && mention.start < words.end())
        };
        let recipients = if event.recipient.is_empty() { &event.actor } else { &event.recipient };
        let source = event.actor.iter().any(|party| touches(party, &self.source));
        (source, recipients.iter().any(|party| touches(party, &self.target)))
    }

    /// How near a word stands to the path: 2 on it, 1 below a word of it, else less.
    pub(super) fn nearness(&self, i: usize) -> f64 {
        if self.path.iter().any(|token| token.i() == i) {
            return if self.is_mention(i) { 0.8 } else { 2.0 };
        }
        let below = |token: &Token<'d>| token.children().any(|child| child.i() == i);
        if self.path.iter().any(|token| !self.is_mention(token.i()) && below(token)) { 1.0 } else { 0.2 }
    }

    /// The senses that words of the mentions' sentences have, each word's most demanding one.
    pub(super) fn senses(&self, desk: &Desk<'d>) -> Vec<(usize, &'d Sense)> {
        let words = self.words(desk);
        words.filter_map(|token| Some((token.i(), *matching::worded(desk, token).first()?))).collect()
    }

    /// The words of the sentences that hold the mentions; of the whole text where there is none.
    pub(super) fn words(&self, desk: &Desk<'d>) -> impl Iterator<Item = Token<'d>> + use<'d> {
        let heads = [self.source_head, self.target_head];
        let numbers: Vec<usize> = heads.into_iter().flatten().map(Token::sentence_number).collect();
        let (first, last) = (numbers.iter().min().copied(), numbers.iter().max().copied());
        let within = move |token: &Token<'d>| {
            let number = token.sentence_number();
            first.is_none_or(|first| number >= first) && last.is_none_or(|last| number <= last)
        };
        desk.doc.tokens().filter(within)
    }
}

fn path<'d>(source: Option<Token<'d>>, target: Option<Token<'d>>) -> (Vec<Token<'d>>, Option<Token<'d>>) {
    let upwards = |token: Token<'d>| -> Vec<Token<'d>> { std::iter::once(token).chain(token.ancestors()).collect() };
    match (source, target) {
        (Some(source), Some(target)) => {
            let (up, down) = (upwards(source), upwards(target));
            let meeting = up.iter().position(|token| down.contains(token));
            let Some(at) = meeting else {
                return (up.iter().chain(down.iter().rev()).copied().collect(), up.last().copied());
            };
            let below = down.iter().take_while(|token| **token != up[at]).copied();
            let mut path = up[..=at].to_vec();
            let mut downwards: Vec<Token<'d>> = below.collect();
            downwards.reverse();
            path.extend(downwards);
            (path, Some(up[at]))
        }
        (Some(only), None) | (None, Some(only)) => {
            let up: Vec<Token<'d>> = upwards(only).into_iter().take(4).collect();
            let top = up.last().copied();
            (up, top)
        }
        (None, None) => (Vec::new(), None),
    }
}

/// A stretch of characters in bytes.
fn bytes_of(text: &str, span: Span) -> Bytes {
    let at = |char: u32| text.char_indices().nth(char as usize).map_or(text.len(), |(byte, _)| byte) as u32;
    Bytes { start: at(span.start), end: at(span.end) }
}
