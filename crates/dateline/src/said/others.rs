//! What is said without a verb of saying? "According to X", "his claim that …", headlines such as "X: …".

use std::collections::BTreeMap;

use crate::desk::Quotation;
use dateline_language::{Bytes, Pos, Relation, Tag, Token};

use super::Draft;
use super::contents::is_in_speech;
use super::marks::Quoted;
use super::speakers::nominal_source;
use crate::article::StoryPartKind;
use crate::codebook::Complement;
use crate::grammar::{self, is_verbal, reporting};

/// "According to the mayor, the bridge is closed", "in the words of one deputy", "as the mayor put it".
pub(super) fn phrases(draft: &mut Draft<'_>) {
    let doc = draft.doc;
    for token in draft.limit.words(doc) {
        let Some((phrase, source)) = draft.cues.phrase(doc, token) else { continue };
        if is_in_speech(draft, token) {
            continue;
        }
        let Some(head) = source.root() else { continue };
        let Some(verb) = token
            .ancestors()
            .chain([token.sentence().root().unwrap_or(token)])
            .find(|above| is_verbal(*above) && !phrase.holds(*above))
        else {
            continue;
        };
        let apart = phrase.bytes();
        let apart = Bytes { start: apart.start, end: apart.end.max(head.reach().bytes().end) };
        let whole = verb.reach().bytes();
        let parts = [
            Bytes { start: whole.start, end: apart.start.max(whole.start) },
            Bytes { start: apart.end.min(whole.end), end: whole.end },
        ];
        let content = parts.into_iter().filter(|bytes| bytes.start + 2 < bytes.end).collect();
        let speaker = Some(draft.voice(head));
        draft.found.push(Quotation { content, cue: Some(token.i()), speaker, ..Quotation::default() });
    }
}

/// "The ministry's claim that the strike was illegal", "her pledge to build", "the bishops' appeal for calm".
pub(super) fn nouns(draft: &mut Draft<'_>) {
    let doc = draft.doc;
    for noun in draft
        .limit
        .words(doc)
        .filter(|token| token.pos() == Pos::Noun || token.tag() == Tag::Nnp && token.sentence().start() == token.i())
    {
        if is_in_speech(draft, noun) {
            continue;
        }
        let Some(content) = noun.rights().find(|child| carries(draft, noun, *child)) else { continue };
        let speaker = nominal_source(noun).map(|source| draft.voice(source));
        if content.dep() == Relation::Prep && speaker.is_none() {
            continue;
        }
        let said = if content.dep() == Relation::Prep {
            content.children().find(|child| matches!(child.dep(), Relation::Pobj | Relation::Pcomp))
        } else {
            Some(content)
        };
        let Some(said) = said else { continue };
        let content = vec![said.reach().bytes()];
        draft.found.push(Quotation { content, cue: Some(noun.i()), speaker, ..Quotation::default() });
    }
}

/// Whether what stands behind a noun is what the noun says.
fn carries(draft: &Draft<'_>, noun: Token<'_>, child: Token<'_>) -> bool {
    let takes = |complement: Complement| draft.cues.noun_takes(noun, complement);
    let opens_question = || reporting::opens_yes_no_question(child.left_edge().lower());
    match child.dep() {
        Relation::Acl | Relation::Ccomp | Relation::Relcl if has_mark(child) => takes(Complement::That),
        Relation::Acl | Relation::Ccomp | Relation::Relcl if opens_question() => takes(Complement::Whether),
        Relation::Acl | Relation::Xcomp | Relation::Relcl => takes(Complement::To) && grammar::is_infinitive(child),
        Relation::Prep => {
            grammar::is_genitive(child.lower()) && takes(Complement::Of)
                || reporting::ties_purpose(child.lower()) && takes(Complement::For)
        }
        _ => false,
    }
}

/// Whether "that" opens the clause and is not its subject.
fn has_mark(clause: Token<'_>) -> bool {
    let subject = clause
        .children()
        .filter(|child| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass | Relation::Expl))
        .any(|subject| !reporting::opens_statement(subject.lower()));
    reporting::opens_statement(clause.left_edge().lower()) && subject
}

/// "Made the claim that", "pointed to reports that": the subject of the verb.
pub(super) fn verb_source(noun: Token<'_>) -> Option<Token<'_>> {
    let above = noun.head();
    let verb = if noun.dep() == Relation::Pobj && reporting::ties_claim(above.lower()) { above.head() } else { above };
    (matches!(noun.dep(), Relation::Dobj | Relation::Pobj) && is_verbal(verb)).then(|| grammar::agent(verb)).flatten()
}

/// "US: Russia should withdraw troops".
pub(super) fn headlines(draft: &mut Draft<'_>) {
    for part in draft.article.parts.iter().filter(|part| part.kind != StoryPartKind::Paragraph) {
        let text = &draft.article.text[part.bytes.range()];
        let Some(colon) = text.find(": ").filter(|&colon| colon > 0) else { continue };
        let source = draft.doc.span_over(Bytes { start: part.bytes.start, end: part.bytes.start + colon as u32 });
        let Some(head) = source.root().filter(|head| source.len() <= 4 && draft.who.actor_at(*head).is_some()) else {
            continue;
        };
        let content = vec![Bytes { start: part.bytes.start + colon as u32 + 2, end: part.bytes.end }];
        let speaker = Some(draft.voice(head));
        draft.found.push(Quotation { content, speaker, ..Quotation::default() });
    }
}

/// The longest label of a speaker in a transcript, in bytes.
const LONGEST_LABEL: usize = 40;

/// "LUND: We wait." and "Q: Since when?": paragraphs of a transcript, each said by whom its label names. A label that
/// stands only once ("UPDATE: …") is none.
pub(super) fn transcripts(draft: &mut Draft<'_>) {
    let article = draft.article;
    let paragraphs = article.parts.iter().enumerate().filter(|(_, part)| part.kind == StoryPartKind::Paragraph);
    let labelled: Vec<_> = paragraphs.filter_map(|(i, part)| Some((i, label(&article.text, part.bytes)?))).collect();
    let word = |label: &Bytes| &article.text[label.range()];
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    labelled.iter().for_each(|(_, label)| *counts.entry(word(label)).or_default() += 1);
    let mut starts: BTreeMap<usize, u32> = BTreeMap::new();
    let mut said = Vec::new();
    for (part, label) in labelled.iter().filter(|(_, label)| counts[word(label)] > 1) {
        let bytes = Bytes { start: label.end + 2, end: article.parts[*part].bytes.end };
        // The marks of a transcript in quotation marks stand around its labels too.
        starts.insert(*part, label.start);
        let speaker = draft.doc.span_over(*label).tokens().next_back().map(|token| draft.voice(token));
        said.push(Quoted { bytes, part: *part, closed: true, single: false });
        draft.found.push(Quotation { content: vec![bytes], speaker, ..Quotation::default() });
    }
    if said.is_empty() {
        return;
    }
    let mut quoted = std::mem::take(&mut draft.quoted);
    quoted.retain(|quoted| starts.get(&quoted.part).is_none_or(|start| quoted.bytes.start > *start));
    quoted.extend(said);
    quoted.sort_by_key(|quoted| quoted.bytes);
    draft.set_quoted(quoted);
}

/// A speaker's name in capitals before a colon, at the start of a paragraph.
fn label(text: &str, part: Bytes) -> Option<Bytes> {
    let paragraph = &text[part.range()];
    let colon = paragraph.find(": ").filter(|&colon| colon <= LONGEST_LABEL)?;
    let name = paragraph[..colon].trim_start_matches(['"', '“']);
    let capitals =
        name.contains(char::is_uppercase) && !name.contains(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let start = part.start + (colon - name.len()) as u32;
    (capitals && name.split_whitespace().count() <= 4).then_some(Bytes { start, end: part.start + colon as u32 })
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::parses;
    use crate::report::Report;

    #[test]
    fn a_transcript_is_said_by_its_labels() {
        let text = "The bridge has been shut since Friday.\n\nQ: When will it open?\n\n\
            LUND: We wait for steel.\n\nQ: Since when?\n\nLUND: Since the storm.\n\nUPDATE: The bridge stays closed.";
        let record = parses::reader(Codebook::built_in()).read(&Report::new(text));
        let said = |span: crate::record::Span| &text[span.start as usize..span.end as usize];
        let rows = record
            .quotations
            .iter()
            .map(|quotation| (quotation.speaker.as_ref().map(|voice| said(voice.span)), said(quotation.content[0])));
        let wanted = [
            (Some("Q"), "When will it open?"),
            (Some("LUND"), "We wait for steel"),
            (Some("Q"), "Since when?"),
            (Some("LUND"), "Since the storm"),
        ];
        assert_eq!(rows.collect::<Vec<_>>(), wanted);
    }
}
