//! In what context is an event told?

use dateline_language::{Span, Token};
use rustc_hash::FxHashMap;

use crate::article::StoryPart;
use crate::desk::Desk;

/// The contexts that each paragraph tells, by its first word: what was read once.
pub(crate) type Paragraphs = FxHashMap<usize, Vec<(String, String)>>;

/// The PLOVER contexts: told by a word of the sentence, else by two different words of the paragraph.
pub(crate) fn contexts(desk: &Desk<'_>, trigger: Token<'_>, paragraphs: &mut Paragraphs) -> Vec<String> {
    let mut contexts = contexts_told(desk, trigger.sentence());
    let around = match paragraph(desk, trigger) {
        Some(span) => paragraphs.entry(span.start()).or_insert_with(|| contexts_told(desk, span)).as_slice(),
        None => &[],
    };
    let twice =
        |(context, word): &(String, String)| around.iter().any(|(other, further)| other == context && further != word);
    contexts.extend(around.iter().filter(|told| twice(told)).cloned());
    let mut names: Vec<String> = contexts.into_iter().map(|(context, _)| context).collect();
    names.sort();
    names.dedup();
    names
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
    let holds = |part: &&StoryPart| part.bytes.start <= token.bytes().start && token.bytes().end <= part.bytes.end;
    let part = desk.article.parts.iter().find(holds)?;
    Some(desk.doc.span_over(part.bytes))
}
