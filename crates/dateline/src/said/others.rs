//! What is said without a verb of saying: "according to X", "his claim that …", headlines such as "X: …".

use dateline_language::{Bytes, Token};

use super::{Desk, Quotation};
use crate::article::Kind;
use crate::clause::{self, is_verbal};

/// "According to the mayor, the bridge is closed."
pub(super) fn according_to(desk: &mut Desk<'_>) {
    let doc = desk.doc;
    for token in doc.tokens().filter(|token| token.lower() == "according") {
        let Some(to) = token.next().filter(|next| next.lower() == "to") else { continue };
        let Some(source) = to.child("pobj").or_else(|| token.child("pobj")) else { continue };
        let Some(verb) = token.ancestors().find(|above| is_verbal(*above) || above.is_root()) else { continue };
        let phrase = Bytes { start: token.bytes().start, end: source.reach().bytes().end };
        let whole = verb.reach().bytes();
        let parts = [Bytes { start: whole.start, end: phrase.start }, Bytes { start: phrase.end, end: whole.end }];
        let content = parts.into_iter().filter(|bytes| bytes.start + 2 < bytes.end).collect();
        let speaker = Some(desk.voice(source));
        desk.found.push(Quotation { content, cue: Some(token.i()), speaker, ..Quotation::default() });
    }
}

/// "The ministry's claim that the strike was illegal."
pub(super) fn nouns(desk: &mut Desk<'_>) {
    let doc = desk.doc;
    for noun in doc.tokens().filter(|token| token.pos() == "NOUN") {
        if !desk.lexicon.noun_takes(noun, "that") {
            continue;
        }
        let content = noun.rights().find(|child| matches!(child.dep(), "acl" | "ccomp" | "relcl") && has_mark(*child));
        let Some(content) = content else { continue };
        let source = clause::owner(noun).or_else(|| verb_source(noun));
        let speaker = source.map(|source| desk.voice(source));
        let content = vec![content.reach().bytes()];
        desk.found.push(Quotation { content, cue: Some(noun.i()), speaker, ..Quotation::default() });
    }
}

fn has_mark(clause: Token<'_>) -> bool {
    clause.children().any(|child| child.dep() == "mark" && child.lower() == "that")
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
        let Some(head) = source.root().filter(|head| source.len() <= 4 && desk.who.actor_at(*head).is_some()) else { continue };
        let content = vec![Bytes { start: part.bytes.start + colon as u32 + 2, end: part.bytes.end }];
        let speaker = Some(desk.voice(head));
        desk.found.push(Quotation { content, speaker, ..Quotation::default() });
    }
}
