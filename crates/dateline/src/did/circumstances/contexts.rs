//! In what context is an event told?

use std::collections::{BTreeMap, BTreeSet};

use dateline_language::{Span, Token};
use rustc_hash::FxHashMap;

use crate::desk::Desk;

/// What was read once: by its first word, the contexts of a sentence, and those of a paragraph by two different words.
#[derive(Default)]
pub(crate) struct Contexts {
    sentences: FxHashMap<usize, Vec<String>>,
    paragraphs: FxHashMap<usize, Vec<String>>,
}

/// The PLOVER contexts: told by a word of the sentence, else by two different words of the paragraph.
pub(crate) fn contexts(desk: &Desk<'_>, trigger: Token<'_>, read: &mut Contexts) -> Vec<String> {
    let sentence = trigger.sentence();
    let once = || contexts_told(desk, sentence).into_iter().map(|(context, _)| context).collect();
    let mut names = read.sentences.entry(sentence.start()).or_insert_with(once).clone();
    if let Some(span) = paragraph(desk, trigger) {
        names.extend_from_slice(read.paragraphs.entry(span.start()).or_insert_with(|| told_twice(desk, span)));
    }
    names.sort();
    names.dedup();
    names
}

/// The contexts that two different words tell.
fn told_twice(desk: &Desk<'_>, span: Span<'_>) -> Vec<String> {
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (context, word) in contexts_told(desk, span) {
        words.entry(context).or_default().insert(word);
    }
    words.into_iter().filter(|(_, words)| words.len() > 1).map(|(context, _)| context).collect()
}

/// The contexts that words tell, each with its word.
fn contexts_told(desk: &Desk<'_>, span: Span<'_>) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let mut before: Option<String> = None;
    for token in span.tokens() {
        let lemma = token.lemma().to_lowercase();
        let pair = before.map(|word| format!("{word} {lemma}"));
        for word in [Some(&lemma), pair.as_ref()].into_iter().flatten() {
            let contexts = desk.codebook.contexts.get(word.as_str()).into_iter().flatten();
            told.extend(contexts.map(|context| (context.to_string(), word.clone())));
        }
        before = Some(lemma);
    }
    told
}

/// The part of the article that the word stands in.
fn paragraph<'d>(desk: &Desk<'d>, token: Token<'_>) -> Option<Span<'d>> {
    let part = desk.article.part_around(token.bytes())?;
    Some(desk.doc.span_over(desk.article.parts[part].bytes))
}
