//! What are the weights of `evidence` fitted to? Candidates with the answer of annotators.

use crate::desk::{Desk, Quotation};
use dateline_language::{Bytes, Doc};
use rustc_hash::FxHashSet;

use super::candidates::{Candidate, candidates};
use super::evidence::features;
use super::{Draft, by_rules};
use crate::weights::Examples;

/// An attribution as annotators marked it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marked {
    pub(crate) content: Vec<Bytes>,
    pub(crate) cue: Vec<Bytes>,
}

/// Adds the candidates of an article.
pub(crate) fn add(examples: &mut Examples, desk: &Desk<'_>, marked: &[Marked]) {
    let draft = by_rules(desk);
    let candidates = candidates(&draft);
    let agreement: Vec<f32> = candidates
        .iter()
        .map(|candidate| marked.iter().map(|marked| agreement(desk.doc, candidate, marked)).fold(0.0, f32::max))
        .collect();
    for (i, candidate) in candidates.iter().enumerate() {
        // Of several candidates of a cue only the one that fits best is one.
        let same_cue = (0..candidates.len()).filter(|&j| candidates[j].cue == candidate.cue);
        let best = same_cue.map(|j| agreement[j]).fold(0.0, f32::max);
        examples.add(agreement[i] >= 0.5 && agreement[i] >= best - 0.05, names(&draft, candidate));
    }
}

/// How often a sentence of the codebook counts: annotated news of one kind hardly shows what a word else means.
const WEIGHT_OF_EXAMPLE: usize = 10;

/// Adds the candidates of a sentence of the codebook: one are those that the rules find too, none in a counter-example.
pub(crate) fn add_example(examples: &mut Examples, desk: &Desk<'_>, counter: bool) {
    let draft = by_rules(desk);
    for candidate in candidates(&draft) {
        let is_found = |found: &Quotation| found.cue == Some(candidate.cue.i()) && found.content == candidate.content;
        let is_one = !counter && draft.found.iter().any(is_found);
        let named = names(&draft, &candidate);
        for _ in 0..WEIGHT_OF_EXAMPLE {
            examples.add(is_one, named.iter().cloned());
        }
    }
}

/// The names of a candidate's features.
fn names(draft: &Draft<'_>, candidate: &Candidate<'_>) -> Vec<String> {
    let mut names = Vec::new();
    features(draft, candidate, |feature| names.push(feature.to_owned()));
    names
}

/// How far a candidate is what annotators marked: 0 if it has another cue, else the share of all words of both that
/// they have in common (Jaccard), as far as they stand in the candidate's sentences.
fn agreement(doc: &Doc, candidate: &Candidate<'_>, marked: &Marked) -> f32 {
    if !marked.cue.iter().any(|cue| cue.overlaps(candidate.cue.bytes())) {
        return 0.0;
    }
    let words = |content: &[Bytes]| -> FxHashSet<usize> {
        let tokens = content.iter().flat_map(|bytes| doc.span_over(*bytes).tokens());
        tokens.filter(|token| !token.is_punct() && !token.is_space()).map(|token| token.i()).collect()
    };
    let own = words(&candidate.content);
    let sentences: FxHashSet<usize> = own.iter().map(|&i| doc.token(i).sentence_number()).collect();
    let mut theirs = words(&marked.content);
    theirs.retain(|&i| sentences.contains(&doc.token(i).sentence_number()));
    let common = own.intersection(&theirs).count();
    common as f32 / (own.len() + theirs.len() - common).max(1) as f32
}
