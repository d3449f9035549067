//! What is said without a verb of saying: "according to X", "his claim that …", headlines such as "X: …".

use dateline_language::{Bytes, Token};

use super::contents::is_in_speech;
use super::{Desk, Quotation};
use crate::article::Kind;
use crate::clause::{self, is_verbal};

/// "According to the mayor, the bridge is closed", "in the words of one deputy", "as the mayor put it".
pub(super) fn phrases(desk: &mut Desk<'_>) {
    let doc = desk.doc;
    for token in doc.tokens() {
        let Some((phrase, source)) = desk.lexicon.phrase(doc, token) else { continue };
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
        let speaker = Some(desk.voice(head));
        desk.found.push(Quotation { content, cue: Some(token.i()), speaker, ..Quotation::default() });
    }
}

/// "The ministry's claim that the strike was illegal", "her pledge to build", "the bishops' appeal for calm".
pub(super) fn nouns(desk: &mut Desk<'_>) {
    let doc = desk.doc;
    for noun in doc
        .tokens()
        .filter(|token| token.pos() == "NOUN" || token.tag() == "NNP" && token.sentence().start() == token.i())
    {
        if is_in_speech(desk, noun) {
            continue;
        }
        let Some(content) = noun.rights().find(|child| carries(desk, noun, *child)) else { continue };
        let source = clause::owner(noun).or_else(|| verb_source(noun));
        let speaker = source.map(|source| desk.voice(source));
        if content.dep() == "prep" && speaker.is_none() {
            continue;
        }
        let said = if content.dep() == "prep" {
            content.children().find(|child| matches!(child.dep(), "pobj" | "pcomp"))
        } else {
            Some(content)
        };
        let Some(said) = said else { continue };
        let content = vec![said.reach().bytes()];
        desk.found.push(Quotation { content, cue: Some(noun.i()), speaker, ..Quotation::default() });
    }
}

/// Whether what stands behind a noun is what the noun says.
fn carries(desk: &Desk<'_>, noun: Token<'_>, child: Token<'_>) -> bool {
    let takes = |what: &str| desk.lexicon.noun_takes(noun, what);
    let infinitive = || child.children().any(|aux| aux.dep() == "aux" && aux.lower() == "to");
    match child.dep() {
        "acl" | "ccomp" | "relcl" if has_mark(child) => takes("that"),
        "acl" | "ccomp" | "relcl" if matches!(child.left_edge().lower(), "whether" | "if") => takes("whether"),
        "acl" | "xcomp" | "relcl" => takes("to") && infinitive(),
        "prep" => matches!(child.lower(), "of" | "for" | "about" | "on") && takes(child.lower()),
        _ => false,
    }
}

/// Whether "that" opens the clause and is not its subject.
fn has_mark(clause: Token<'_>) -> bool {
    let subject = clause
        .children()
        .filter(|child| matches!(child.dep(), "nsubj" | "nsubjpass" | "expl"))
        .any(|subject| subject.lower() != "that");
    clause.left_edge().lower() == "that" && subject
}

/// "Made the claim that", "rejected suggestions that": the subject of the verb.
fn verb_source(noun: Token<'_>) -> Option<Token<'_>> {
    let verb = noun.head();
    (noun.dep() == "dobj" && is_verbal(verb)).then(|| clause::agent(verb)).flatten()
}

/// "US: Russia should withdraw troops".
pub(super) fn headlines(desk: &mut Desk<'_>) {
    for part in desk.article.parts.iter().filter(|part| part.kind != Kind::Paragraph) {
        let text = &desk.article.text[part.bytes.range()];
        let Some(colon) = text.find(": ").filter(|&colon| colon > 0) else { continue };
        let source = desk.doc.span_over(Bytes { start: part.bytes.start, end: part.bytes.start + colon as u32 });
        let Some(head) = source.root().filter(|head| source.len() <= 4 && desk.who.actor_at(*head).is_some()) else {
            continue;
        };
        let content = vec![Bytes { start: part.bytes.start + colon as u32 + 2, end: part.bytes.end }];
        let speaker = Some(desk.voice(head));
        desk.found.push(Quotation { content, speaker, ..Quotation::default() });
    }
}
