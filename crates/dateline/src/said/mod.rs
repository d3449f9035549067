//! Said: who said, believed or announced what, in which words.

mod candidates;
mod contents;
mod cues;
mod direct;
mod evidence;
mod judge;
mod marks;
mod occasion;
mod others;
mod speakers;
pub(crate) mod training;
mod voices;

use crate::desk::{Attitude, Desk, Quotation, Voice, Who, quotation_id};
use dateline_language::{Bytes, Doc, Relation, Token};

use crate::article::Article;
use crate::codebook::Codebook;
use crate::grammar;
use crate::record;

use cues::Lexicon;
use marks::Quoted;
pub(crate) use occasion::Told;
pub(crate) use voices::first_person;

/// What one reading of the quotations looks at and has found so far.
#[derive(Debug)]
struct Draft<'a> {
    article: &'a Article,
    doc: &'a Doc,
    who: &'a Who,
    lexicon: Lexicon<'a>,
    quoted: Vec<Quoted>,
    found: Vec<Quotation>,
}

/// The quotations of an article, in the order of what they say.
pub(crate) fn said(desk: &Desk<'_>) -> Vec<Quotation> {
    let mut draft = by_rules(desk);
    if let Some(weights) = desk.codebook.said_weights() {
        judge::weigh(&mut draft, weights);
    }
    others::headlines(&mut draft);
    direct::attach(&mut draft);
    draft.finish(desk.codebook)
}

/// What the rules find by cues, before speech in quotation marks is given to its speakers.
fn by_rules<'a>(desk: &'a Desk<'a>) -> Draft<'a> {
    let (article, doc, who) = (desk.article, desk.doc, &desk.who);
    let lexicon = Lexicon::of(desk.codebook);
    let mut draft = Draft { article, doc, who, lexicon, quoted: marks::quoted(article), found: Vec::new() };
    others::transcripts(&mut draft);
    contents::of_verbs(&mut draft);
    others::phrases(&mut draft);
    others::nouns(&mut draft);
    draft
}

impl<'a> Draft<'a> {
    /// The words and actor of whom a word names.
    fn voice(&self, token: Token<'a>) -> Voice {
        let mention = self.who.mention_at(token);
        let tokens = mention.map_or_else(|| noun_phrase(token), |mention| mention.tokens.clone());
        let bytes = self.doc.span(tokens.start, tokens.end).bytes();
        Voice { actor: mention.map(|mention| mention.actor), bytes, head: token.i() }
    }

    fn finish(mut self, codebook: &Codebook) -> Vec<Quotation> {
        let text = &self.article.text;
        for quotation in &mut self.found {
            for bytes in &mut quotation.content {
                *bytes = trim(text, *bytes);
            }
            quotation.content.retain(|bytes| bytes.start < bytes.end);
            quotation.content.sort_unstable();
            quotation.content.dedup();
            quotation.verbatim = verbatim(&quotation.content, &self.quoted);
        }
        self.found.retain(|quotation| !quotation.content.is_empty());
        self.found.sort_by_key(|quotation| (quotation.content[0].start, std::cmp::Reverse(quotation.length())));
        self.found.dedup_by(|later, earlier| later.content == earlier.content);
        let holder = |i: usize| {
            let inner = &self.found[i];
            let holds = |outer: &Quotation| {
                outer.length() > inner.length()
                    && inner.content.iter().all(|bytes| outer.holds(*bytes))
                    && inner.cue.is_none_or(|cue| outer.holds(self.doc.token(cue).bytes()))
            };
            let outer = (0..self.found.len()).filter(|&j| j != i && holds(&self.found[j]));
            outer.min_by_key(|&j| self.found[j].length())
        };
        let holders: Vec<_> = (0..self.found.len()).map(holder).collect();
        let attitudes: Vec<_> =
            self.found.iter().map(|quotation| occasion::attitude(&self, codebook, quotation)).collect();
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
    let of = head.rights().find(|child| child.dep() == Relation::Prep && child.lower() == "of");
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

/// What of the content stands in quotation marks.
fn verbatim(content: &[Bytes], quoted: &[Quoted]) -> Vec<Bytes> {
    let overlaps = |quoted: &&Quoted| content.iter().any(|bytes| bytes.overlaps(quoted.bytes));
    let cut = |quoted: &Quoted| {
        let inside = content.iter().find(|bytes| bytes.overlaps(quoted.bytes)).expect("it overlaps one");
        Bytes { start: quoted.bytes.start.max(inside.start), end: quoted.bytes.end.min(inside.end) }
    };
    quoted.iter().filter(overlaps).map(cut).collect()
}

/// The quotations as the record shows them.
pub(crate) fn publish(desk: &Desk<'_>) -> Vec<record::Quotation> {
    let Desk { article, doc, who, quotations, .. } = desk;
    let told = Told { article, doc, times: &desk.times, places: &desk.places };
    let spans = |stretches: &[Bytes]| stretches.iter().map(|&bytes| article.span(bytes)).collect();
    let voice = |voice: Option<Voice>| voice.map(|voice| who.voice(article, voice.actor, voice.bytes));
    let quotation = |(i, quotation): (usize, &Quotation)| record::Quotation {
        id: quotation_id(i),
        kind: quotation.kind(&article.text),
        content: spans(&quotation.content),
        verbatim: spans(&quotation.verbatim),
        cue: quotation.cue.map(|cue| {
            let token = doc.token(cue);
            record::Cue { span: article.span(token.bytes()), lemma: grammar::lemma(token).into_owned() }
        }),
        speaker: voice(quotation.speaker),
        addressee: voice(quotation.addressee),
        within: quotation.within.map(quotation_id),
        sentence: doc.token_at(quotation.content[0].start).map_or(0, |token| token.sentence_number() + 1),
        attitude: quotation.attitude.map(Attitude::name),
        when: told.when(quotation),
        place: told.place(quotation),
    };
    quotations.iter().enumerate().map(quotation).collect()
}
