//! Which words tell that something was said, and what of the sentence do they say was?

use dateline_language::{Doc, Pos, Relation, Span, Tag, Token};
use rustc_hash::FxHashMap;

use crate::codebook::{Codebook, Complement, Cue, HearerPlace};
use crate::grammar::{self, reporting};
use crate::record::Attitude;

/// The cues of the codebook, by the first word of their verb.
#[derive(Debug)]
pub(crate) struct Cues<'c> {
    verbs: FxHashMap<&'c str, Vec<(&'c str, &'c Cue)>>,
    nouns: FxHashMap<&'c str, Vec<Complement>>,
    /// Phrases by their first word: the words before the source, and those behind it.
    phrases: FxHashMap<&'c str, Vec<PhraseWords<'c>>>,
}

/// The words of a phrase before the source, and those behind it.
type PhraseWords<'c> = (Vec<&'c str>, Vec<&'c str>);

/// The most words that a source within a phrase has.
const LONGEST_SOURCE: usize = 8;

/// What a verb can do as a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Takes<'c> {
    cues: Vec<&'c Cue>,
    /// The last word of a phrasal verb: "about" of "fret about".
    pub(crate) particle: Option<&'c str>,
}

impl<'c> Takes<'c> {
    /// Its entries.
    pub(crate) fn cues(&self) -> &[&'c Cue] {
        &self.cues
    }

    /// Whether one of its entries takes this.
    pub(crate) fn takes(&self, complement: Complement) -> bool {
        self.cues.iter().any(|cue| cue.takes.contains(&complement))
    }

    /// Whether one of its entries that takes this is of speech.
    pub(crate) fn takes_in_speech(&self, complement: Complement) -> bool {
        self.cues.iter().any(|cue| cue.kind == Attitude::Speech && cue.takes.contains(&complement))
    }

    /// Whether a person can be what it says something of: "praised the crew", not "denied the crew".
    pub(crate) fn takes_persons(&self) -> bool {
        self.cues.iter().any(|cue| cue.of_persons && cue.takes.contains(&Complement::Noun))
    }

    /// Where its hearer stands.
    pub(crate) fn addressee(&self) -> Option<HearerPlace> {
        self.cues.iter().find_map(|cue| cue.addressee)
    }
}

impl<'c> Cues<'c> {
    pub(crate) fn of(codebook: &'c Codebook) -> Self {
        let mut verbs: FxHashMap<&str, Vec<(&str, &Cue)>> = FxHashMap::default();
        for cue in &codebook.cues {
            for verb in &cue.verbs {
                let (first, rest) = verb.split_once(' ').unwrap_or((verb, ""));
                verbs.entry(first).or_default().push((rest, cue));
            }
        }
        let mut nouns: FxHashMap<&str, Vec<Complement>> = FxHashMap::default();
        for cue in &codebook.noun_cues {
            for noun in &cue.nouns {
                nouns.entry(noun).or_default().extend(&cue.takes);
            }
        }
        let mut phrases: FxHashMap<&str, Vec<PhraseWords<'_>>> = FxHashMap::default();
        for phrase in codebook.phrases.iter().flat_map(|entry| &entry.phrases) {
            let (before, behind) = phrase.split_once('X').unwrap_or((phrase, ""));
            let words = |text: &'c str| {
                text.split_whitespace()
                    .map(reporting::without_possessive)
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
            };
            let before = words(before);
            if let Some(&first) = before.first() {
                phrases.entry(first).or_default().push((before, words(behind)));
            }
        }
        Self { verbs, nouns, phrases }
    }

    /// The phrase that names a source and begins with this word, and the source.
    pub(crate) fn phrase<'d>(&self, doc: &'d Doc, token: Token<'d>) -> Option<(Span<'d>, Span<'d>)> {
        let sentence = token.sentence();
        let fits = |words: &[&str], start: usize| {
            start + words.len() <= sentence.end()
                && words.iter().enumerate().all(|(i, word)| doc.token(start + i).lower() == *word)
        };
        for (before, behind) in self.phrases.get(token.lower())? {
            let from = token.i() + before.len();
            if !fits(before, token.i()) || from >= sentence.end() {
                continue;
            }
            if behind.is_empty() {
                let governed = doc.token(from - 1).rights().find(|child| {
                    matches!(child.dep(), Relation::Pobj | Relation::Dobj | Relation::Nsubj | Relation::Attr)
                });
                let Some(source) = governed.or_else(|| {
                    matches!(doc.token(from).pos(), Pos::Noun | Pos::Propn | Pos::Pron).then(|| doc.token(from))
                }) else {
                    continue;
                };
                return Some((doc.span(token.i(), from), source.reach()));
            }
            let end = (from + 1..=(from + LONGEST_SOURCE).min(sentence.end())).find(|&end| fits(behind, end));
            if let Some(end) = end {
                let last = doc.token(end - 1);
                let source = doc.span(from, if last.tag() == Tag::Pos { end - 1 } else { end });
                // "As the mayor put it", "by the mayor's account": the source hangs on the word behind it.
                let hangs = source.root().is_some_and(|root| {
                    matches!(root.dep(), Relation::Nsubj | Relation::Poss | Relation::Dobj)
                        && root.head().i() >= end
                        && root.head().i() < end + 4
                });
                if hangs {
                    return Some((doc.span(token.i(), end + behind.len()), source));
                }
            }
        }
        None
    }

    /// What the verb takes, if it is a cue: with its particle before the verb alone ("point out").
    pub(crate) fn verb(&self, doc: &Doc, token: Token<'_>) -> Option<Takes<'c>> {
        let verb = matches!(token.pos(), Pos::Verb | Pos::Aux) || token.tag().is_verb();
        // "Asking prices", "the accused man": a modifier says nothing.
        if !verb || matches!(token.dep(), Relation::Amod | Relation::Compound) {
            return None;
        }
        let entries = self.verbs.get(&*grammar::lemma(token))?;
        let phrasal = entries.iter().filter(|(rest, _)| !rest.is_empty() && follows(doc, token, rest));
        let (words, mut cues): (Vec<&str>, Vec<&Cue>) = phrasal.copied().unzip();
        // "Warned of" is one thing, "warned that" another: both may stand in one sentence.
        cues.extend(entries.iter().filter(|(rest, _)| rest.is_empty()).map(|(_, cue)| *cue));
        let particle = words.first().and_then(|words| words.rsplit(' ').next());
        (!cues.is_empty()).then_some(Takes { cues, particle })
    }

    /// What the noun carries, if it is a cue.
    pub(crate) fn nouns(&self, token: Token<'_>) -> &[Complement] {
        self.nouns.get(&*grammar::lemma(token)).map_or(&[], Vec::as_slice)
    }

    /// Whether the noun carries a content of this sort.
    pub(crate) fn noun_takes(&self, token: Token<'_>, complement: Complement) -> bool {
        self.nouns(token).contains(&complement)
    }
}

/// Whether the other words of a phrasal verb follow within a few words: "made it clear".
fn follows(doc: &Doc, verb: Token<'_>, rest: &str) -> bool {
    let end = (verb.i() + 6).min(verb.sentence().end());
    let mut words = doc.span(verb.i() + 1, end.max(verb.i() + 1)).tokens();
    rest.split(' ').all(|wanted| {
        reporting::holds_object_place(wanted) || words.any(|token| token.lower() == wanted || token.lemma() == wanted)
    })
}
