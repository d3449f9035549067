//! Who said, believed or announced what, in which words?

mod alleged;
mod candidates;
mod contents;
mod cues;
mod direct;
mod draft;
mod evidence;
mod judge;
mod marks;
mod occasion;
mod others;
mod publish;
mod speakers;
pub(crate) mod training;
mod voices;

use crate::desk::{Desk, Quotation};

use draft::Draft;
pub(crate) use publish::publish;
pub(crate) use voices::first_person;

/// The quotations of an article, in the order of what they say.
pub(crate) fn said(desk: &Desk<'_>) -> Vec<Quotation> {
    let mut draft = by_rules(desk);
    if let Some(weights) = desk.codebook.said_weights() {
        judge::weigh(&mut draft, weights);
    }
    alleged::deeds(&mut draft);
    others::headlines(&mut draft);
    direct::attach(&mut draft);
    draft.finish()
}

/// What the rules find by cues, before speech in quotation marks is given to its speakers.
fn by_rules<'a>(desk: &'a Desk<'a>) -> Draft<'a> {
    let mut draft = Draft::of(desk);
    others::transcripts(&mut draft);
    contents::of_verbs(&mut draft);
    others::phrases(&mut draft);
    others::nouns(&mut draft);
    draft.file_by_cue();
    draft
}
