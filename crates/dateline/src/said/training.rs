//! Candidates with the answer of annotators: what the weights of `evidence` are fitted to.

use dateline_language::{Bytes, Doc};
use rustc_hash::FxHashSet;

use super::candidates::{Candidate, candidates};
use super::evidence::features;
use super::{Desk, by_rules};
use crate::article::Article;
use crate::codebook::Codebook;
use crate::weights::Examples;
use crate::who::Who;

/// An attribution as annotators marked it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marked {
    pub(crate) content: Vec<Bytes>,
    pub(crate) cue: Vec<Bytes>,
}

/// Adds the candidates of an article.
pub(crate) fn add(
    examples: &mut Examples,
    article: &Article,
    doc: &Doc,
    codebook: &Codebook,
    who: &Who,
    marked: &[Marked],
) {
    let desk: Desk<'_> = by_rules(article, doc, codebook, who);
    for candidate in candidates(&desk) {
        let mut named = Vec::new();
        features(&desk, &candidate, |feature| named.push(feature.to_owned()));
        examples.add(marked.iter().any(|marked| is_marked(doc, &candidate, marked)), named);
    }
}

/// Whether annotators marked the candidate: by the same cue, and at least half of all words of both, as far as they
/// stand in the candidate's sentences.
fn is_marked(doc: &Doc, candidate: &Candidate<'_>, marked: &Marked) -> bool {
    if !marked.cue.iter().any(|cue| cue.overlaps(candidate.cue.bytes())) {
        return false;
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
    common > 0 && 2 * common >= own.len() + theirs.len() - common
}
