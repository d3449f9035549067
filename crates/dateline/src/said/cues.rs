//! Words that tell that something was said, and what of the sentence they say was.

use dateline_language::{Doc, Token};
use rustc_hash::FxHashMap;

use crate::codebook::{Codebook, Cue};

/// The cues of the codebook, by the first word of their verb.
#[derive(Debug)]
pub(crate) struct Lexicon<'c> {
    verbs: FxHashMap<&'c str, Vec<(&'c str, &'c Cue)>>,
    nouns: FxHashMap<&'c str, Vec<&'c str>>,
}

/// What a verb can do as a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Takes<'c> {
    pub(crate) cues: Vec<&'c Cue>,
}

impl Takes<'_> {
    /// Whether one of its entries takes this.
    pub(crate) fn takes(&self, what: &str) -> bool {
        self.cues.iter().any(|cue| cue.takes.iter().any(|taken| taken == what))
    }

    /// Whether one of its entries that takes this is of this kind.
    pub(crate) fn takes_as(&self, what: &str, kinds: &[&str]) -> bool {
        self.cues.iter().any(|cue| kinds.contains(&cue.kind.as_str()) && cue.takes.iter().any(|taken| taken == what))
    }

    /// Where its hearer stands: `object` or `to`.
    pub(crate) fn addressee(&self) -> Option<&str> {
        self.cues.iter().find_map(|cue| cue.addressee.as_deref())
    }
}

impl<'c> Lexicon<'c> {
    pub(crate) fn of(codebook: &'c Codebook) -> Self {
        let mut verbs: FxHashMap<&str, Vec<(&str, &Cue)>> = FxHashMap::default();
        for cue in &codebook.cues {
            for verb in &cue.verbs {
                let (first, rest) = verb.split_once(' ').unwrap_or((verb, ""));
                verbs.entry(first).or_default().push((rest, cue));
            }
        }
        let mut nouns: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for cue in &codebook.noun_cues {
            for noun in &cue.nouns {
                nouns.entry(noun).or_default().extend(cue.takes.iter().map(String::as_str));
            }
        }
        Self { verbs, nouns }
    }

    /// What the verb takes, if it is a cue: with its particle before the verb alone ("point out").
    pub(crate) fn verb(&self, doc: &Doc, token: Token<'_>) -> Option<Takes<'c>> {
        if !matches!(token.pos(), "VERB" | "AUX") && !token.tag().starts_with("VB") {
            return None;
        }
        let entries = self.verbs.get(&*token.lemma().to_lowercase())?;
        let phrasal: Vec<_> =
            entries.iter().filter(|(rest, _)| !rest.is_empty() && follows(doc, token, rest)).map(|(_, cue)| *cue).collect();
        let cues = if phrasal.is_empty() {
            entries.iter().filter(|(rest, _)| rest.is_empty()).map(|(_, cue)| *cue).collect()
        } else {
            phrasal
        };
        (!cues.is_empty()).then_some(Takes { cues })
    }

    /// Whether the noun carries a content of this sort: "that", "to", "of".
    pub(crate) fn noun_takes(&self, token: Token<'_>, what: &str) -> bool {
        self.nouns.get(token.lemma()).is_some_and(|takes| takes.contains(&what))
    }
}

/// Whether the other words of a phrasal verb follow within a few words: "made it clear".
fn follows(doc: &Doc, verb: Token<'_>, rest: &str) -> bool {
    let end = (verb.i() + 6).min(verb.sentence().end());
    let mut words = doc.span(verb.i() + 1, end.max(verb.i() + 1)).tokens();
    rest.split(' ').all(|wanted| {
        wanted == "it" || words.any(|token| token.lower() == wanted || token.lemma() == wanted)
    })
}
