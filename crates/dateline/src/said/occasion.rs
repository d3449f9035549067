//! When and where was something said, if the words around the cue tell, and is it speech, belief or intention?

use crate::desk::{Listed, Place, Quotation, Time};
use std::ops::Range;

use dateline_language::{Doc, Pos, Relation, Token};

use super::Draft;
use crate::article::Article;
use crate::grammar::{self, is_verbal};
use crate::record::{self, Attitude};

/// What tells when and where something was said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occasion<'a> {
    pub(crate) article: &'a Article,
    pub(crate) doc: &'a Doc,
    pub(crate) times: &'a Listed<Time>,
    pub(crate) places: &'a Listed<Place>,
}

impl<'a> Occasion<'a> {
    /// The time that hangs on the cue: "said on Tuesday".
    pub(super) fn when(self, quotation: &Quotation) -> Option<record::When> {
        let dated = |time: &&Time| time.is_point() && self.is_beside_cue(quotation, &time.tokens);
        self.times.over(self.words_below(quotation)).find(dated)?.of_event(self.article, record::WhenHow::Clause)
    }

    /// The place that hangs on the cue: "said in Kyiv".
    pub(super) fn place(self, quotation: &Quotation) -> Option<record::EventPlace> {
        let here =
            |place: &&Place| place.used == record::PlaceUse::Place && self.is_beside_cue(quotation, &place.tokens);
        self.places
            .over(self.words_below(quotation))
            .find(here)
            .map(|place| place.of_event(self.article, record::PlaceHow::Clause))
    }

    /// The words among which those stand that hang on the quotation's cue.
    fn words_below(self, quotation: &Quotation) -> Range<usize> {
        quotation.cue.map_or(0..0, |cue| {
            let below = self.doc.token(cue).reach();
            below.start()..below.end()
        })
    }

    /// Whether words hang on the quotation's cue, as an adjunct of it and outside of what is said, of the speaker and of
    /// the hearer.
    fn is_beside_cue(self, quotation: &Quotation, words: &Range<usize>) -> bool {
        let Some(cue) = quotation.cue.map(|cue| self.doc.token(cue)) else { return false };
        let Some(last) = words.clone().next_back().map(|last| self.doc.token(last)) else { return false };
        let own = |voice: crate::desk::Voice| voice.bytes.contains(last.bytes());
        let verb = if is_verbal(cue) { Some(cue) } else { None };
        let above: Vec<Token<'_>> = std::iter::once(last).chain(last.ancestors()).take(4).collect();
        let adjunct = above.windows(2).find(|pair| Some(pair[1]) == verb).map(|pair| pair[0]);
        adjunct.is_some_and(|adjunct| {
            matches!(adjunct.dep(), Relation::Prep | Relation::NpAdvmod | Relation::Advmod | Relation::Pobj)
        }) && !quotation.holds(last.bytes())
            && !quotation.speaker.is_some_and(own)
            && !quotation.addressee.is_some_and(own)
    }
}

/// Whether the cue tells of speech, belief, intention, emotion or knowledge; speech where there is none but the marks.
pub(super) fn attitude(draft: &Draft<'_>, quotation: &Quotation) -> Option<Attitude> {
    let Some(cue) = quotation.cue.map(|cue| draft.doc.token(cue)) else { return Some(Attitude::Speech) };
    let verb = draft.cues.verb(draft.doc, cue);
    let kind = verb.as_ref().and_then(|takes| takes.cues().first().map(|cue| cue.kind));
    let lemma = grammar::lemma(cue);
    let noun = || draft.codebook.noun_cues.iter().find(|entry| entry.nouns.iter().any(|noun| *noun == *lemma));
    let kind = kind.or_else(|| noun().map(|entry| entry.kind));
    let phrase = || {
        let other = !is_verbal(cue) && !matches!(cue.pos(), Pos::Noun | Pos::Propn | Pos::Adj);
        (other || draft.cues.phrase(draft.doc, cue).is_some()).then_some(Attitude::Speech)
    };
    kind.or_else(phrase)
}
