//! What does one reading of the quotations look at, what has it found so far, and how do the findings become quotations?

use std::collections::BTreeMap;

use dateline_language::{Bytes, Doc, Relation, Token};
use rustc_hash::FxHashMap;

use super::cues::Cues;
use super::marks::{self, Quoted};
use super::occasion;
use crate::article::Article;
use crate::codebook::{Codebook, Speech};
use crate::desk::{Desk, Limit, Quotation, Stretches, Voice, Who};
use crate::grammar;

/// What one reading of the quotations looks at and has found so far.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) article: &'a Article,
    pub(super) doc: &'a Doc,
    pub(super) limit: Limit<'a>,
    pub(super) who: &'a Who,
    pub(super) codebook: &'a Codebook,
    /// The words that stand around what is said.
    pub(super) words: &'a Speech,
    pub(super) cues: Cues<'a>,
    pub(super) quoted: Vec<Quoted>,
    /// Where those stand, and which read as speech.
    marked: Stretches,
    speech: Vec<bool>,
    /// The findings of each cue, as the rules found them.
    by_cue: FxHashMap<usize, Vec<usize>>,
    pub(super) found: Vec<Quotation>,
}

impl<'a> Draft<'a> {
    /// With the article's quotation marks, and nothing found yet.
    pub(super) fn of(desk: &'a Desk<'a>) -> Self {
        let mut draft = Self {
            article: desk.article,
            doc: desk.doc,
            limit: desk.limit,
            who: &desk.who,
            codebook: desk.codebook,
            words: &desk.codebook.vocabulary.speech,
            cues: Cues::of(desk.codebook),
            quoted: Vec::new(),
            marked: Stretches::default(),
            speech: Vec::new(),
            by_cue: FxHashMap::default(),
            found: Vec::new(),
        };
        draft.set_quoted(marks::quoted(desk.article));
        draft
    }

    /// With what stands in quotation marks.
    pub(super) fn set_quoted(&mut self, quoted: Vec<Quoted>) {
        self.marked = Stretches::of(quoted.iter().map(|quoted| quoted.bytes.start..quoted.bytes.end).zip(0..));
        self.speech = quoted.iter().map(|quoted| quoted.is_speech(self.doc)).collect();
        self.quoted = quoted;
    }

    /// Notes which cue each finding has.
    pub(super) fn file_by_cue(&mut self) {
        self.by_cue.clear();
        for (i, found) in self.found.iter().enumerate() {
            found.cue.into_iter().for_each(|cue| self.by_cue.entry(cue).or_default().push(i));
        }
    }

    /// The findings of a cue, as the rules found them.
    pub(super) fn found_by(&self, cue: usize) -> impl Iterator<Item = &Quotation> {
        self.by_cue.get(&cue).into_iter().flatten().map(|&i| &self.found[i])
    }

    /// What stands in quotation marks and shares something with a stretch, in no order.
    pub(super) fn quoted_over(&self, bytes: Bytes) -> impl Iterator<Item = &Quoted> {
        self.marked.over(bytes.start..bytes.end).map(|(_, number)| &self.quoted[number])
    }

    /// The first of the quotation marks that share something with a stretch.
    pub(super) fn first_quoted_over(&self, bytes: Bytes) -> Option<usize> {
        self.marked.over(bytes.start..bytes.end).map(|(_, number)| number).min()
    }

    /// The same of double marks that read as speech.
    pub(super) fn speech_over(&self, bytes: Bytes) -> impl Iterator<Item = &Quoted> {
        self.marked_over(bytes).filter(|(_, is_speech)| *is_speech).map(|(quoted, _)| quoted)
    }

    /// What stands in double marks over a stretch, and whether it is speech.
    pub(super) fn marked_over(&self, bytes: Bytes) -> impl Iterator<Item = (&Quoted, bool)> {
        let over = self.marked.over(bytes.start..bytes.end);
        let marked = over.map(|(_, number)| (&self.quoted[number], self.speech[number]));
        marked.filter(|(quoted, _)| !quoted.single)
    }

    /// The words and actor of whom a word names.
    pub(super) fn voice(&self, token: Token<'a>) -> Voice {
        let mention = self.who.mention_at(token);
        let tokens = mention.map_or_else(|| noun_phrase(token), |mention| mention.tokens.clone());
        let bytes = self.doc.span(tokens.start, tokens.end).bytes();
        Voice { actor: mention.map(|mention| mention.actor), bytes, head: token.i() }
    }

    /// The quotations with their stretches trimmed, in the order of what they say, each with the one it stands in.
    pub(super) fn finish(mut self) -> Vec<Quotation> {
        let text = &self.article.text;
        for quotation in &mut self.found {
            for bytes in &mut quotation.content {
                *bytes = trim(text, *bytes);
            }
            quotation.content.retain(|bytes| bytes.start < bytes.end);
            quotation.content.sort_unstable();
            quotation.content.dedup();
            quotation.verbatim = verbatim(&quotation.content, &self.quoted, &self.marked);
        }
        self.found.retain(|quotation| !quotation.content.is_empty());
        self.found.sort_by_key(|quotation| (quotation.content[0].start, std::cmp::Reverse(quotation.length())));
        self.found.dedup_by(|later, earlier| later.content == earlier.content);
        let stretches = |(i, quotation): (usize, &Quotation)| {
            quotation.content.iter().map(move |bytes| (bytes.start..bytes.end, i)).collect::<Vec<_>>()
        };
        let contents = Stretches::of(self.found.iter().enumerate().flat_map(stretches));
        let holder = |i: usize| {
            let inner = &self.found[i];
            let holds = |outer: &Quotation| {
                outer.length() > inner.length()
                    && inner.content.iter().all(|bytes| outer.holds(*bytes))
                    && inner.cue.is_none_or(|cue| outer.holds(self.doc.token(cue).bytes()))
            };
            let first = inner.content[0];
            let around = contents.over(first.start..first.end).map(|(_, j)| j);
            let outer = around.filter(|&j| j != i && holds(&self.found[j]));
            outer.min_by_key(|&j| (self.found[j].length(), j))
        };
        let holders: Vec<_> = (0..self.found.len()).map(holder).collect();
        let attitudes: Vec<_> = self.found.iter().map(|quotation| occasion::attitude(&self, quotation)).collect();
        for ((quotation, within), attitude) in self.found.iter_mut().zip(holders).zip(attitudes) {
            quotation.within = within;
            quotation.attitude = attitude;
        }
        self.found
    }
}

/// The words of a noun phrase: from its first modifier to its head, with an "of" behind it.
fn noun_phrase(head: Token<'_>) -> std::ops::Range<usize> {
    let first = head
        .lefts()
        .filter(|child| {
            !matches!(child.dep(), Relation::Punct | Relation::Cc | Relation::Mark | Relation::Advmod | Relation::Nsubj)
        })
        .map(|child| child.left_edge().i());
    let of = head.rights().find(|child| child.dep() == Relation::Prep && grammar::is_genitive(child.lower()));
    first.min().unwrap_or(head.i()).min(head.i())..of.map_or(head.i(), |of| of.right_edge().i()) + 1
}

/// Without white space, commas and dashes around it.
fn trim(text: &str, bytes: Bytes) -> Bytes {
    let slice = &text[bytes.range()];
    let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '–' | '—' | '-' | ':');
    let left = slice.len() - slice.trim_start_matches(loose).len();
    let kept = slice[left..].trim_end_matches(loose);
    // The full stop of the sentence is not said, one inside quotation marks is.
    let open = kept.starts_with(['“', '"', '„', '«', '‹', '`', '‘']);
    let kept = kept.strip_suffix('.').filter(|rest| !open && !ends_with_abbreviation(rest)).unwrap_or(kept);
    Bytes { start: bytes.start + left as u32, end: bytes.start + (left + kept.len()) as u32 }
}

fn ends_with_abbreviation(text: &str) -> bool {
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or(text);
    last.contains('.') || last.len() == 1 && last.starts_with(char::is_uppercase)
}

/// What of the content stands in quotation marks: of each pair of marks what lies in the first stretch that it touches.
fn verbatim(content: &[Bytes], quoted: &[Quoted], marked: &Stretches) -> Vec<Bytes> {
    let mut inside: BTreeMap<usize, Bytes> = BTreeMap::new();
    for bytes in content {
        for (_, number) in marked.over(bytes.start..bytes.end) {
            inside.entry(number).or_insert(*bytes);
        }
    }
    let cut = |(number, inside): (usize, Bytes)| {
        let quoted = quoted[number].bytes;
        Bytes { start: quoted.start.max(inside.start), end: quoted.end.min(inside.end) }
    };
    inside.into_iter().map(cut).collect()
}
