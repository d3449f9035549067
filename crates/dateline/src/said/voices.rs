//! Whom do pronouns mean in what someone says? "I" is the speaker, "we" whom the speaker speaks for, "he" someone else.

use crate::desk::{Desk, Mention, Quotations, Who, said_in};
use crate::grammar::reporting::Pronoun;
use crate::record::{ActorKind, MentionKind};
use dateline_language::{Doc, Tag, Token};

use crate::who::{extent, pronouns};

/// Adds the mentions of speakers in their own words, and takes away what cannot be one.
pub(crate) fn first_person(desk: &mut Desk<'_>) {
    let Desk { doc, quotations, who, .. } = desk;
    for token in doc.tokens().filter(|token| matches!(token.tag(), Tag::Prp | Tag::PrpPoss)) {
        let alone = match Pronoun::of_any_form(token.lower()) {
            Some(Pronoun::I) => true,
            Some(Pronoun::We) => false,
            Some(Pronoun::He) => {
                if let Some(speaker) = verbatim_speaker(quotations, token) {
                    pronouns::other_than(doc, who, token, speaker);
                }
                continue;
            }
            _ => continue,
        };
        let Some(speaker) = speaker(quotations, token) else { continue };
        let meant = if alone { Some(speaker) } else { side_of(doc, who, speaker) };
        if let Some(actor) = meant {
            who.add(Mention { actor, tokens: token.i()..token.i() + 1, head: token.i(), kind: MentionKind::Pronoun });
        }
    }
    who.arrange();
}

/// The speaker of a quotation that holds the word between its quotation marks.
fn verbatim_speaker(quotations: &Quotations, token: Token<'_>) -> Option<usize> {
    let quotation = &quotations[said_in(quotations, token.bytes())?];
    let verbatim = quotation.verbatim.iter().any(|bytes| bytes.contains(token.bytes()));
    quotation.speaker.filter(|_| verbatim)?.actor
}

/// Whose words these are: the speaker of the innermost quotation around them that has one.
fn speaker(quotations: &Quotations, token: Token<'_>) -> Option<usize> {
    let mut at = said_in(quotations, token.bytes());
    while let Some(i) = at {
        if let Some(actor) = quotations[i].speaker.and_then(|voice| voice.actor) {
            return Some(actor);
        }
        at = quotations[i].within;
    }
    None
}

/// Whom a person says "we" for: the body, people or country named within a mention of the person ("the bank's chief,
/// Anna Berg"); a body, people or country itself.
fn side_of(doc: &Doc, who: &Who, speaker: usize) -> Option<usize> {
    let many = |actor: usize| {
        matches!(who.actors[actor].kind, ActorKind::Organization | ActorKind::Group | ActorKind::Country)
    };
    if many(speaker) {
        return Some(speaker);
    }
    let own = who.mentions.iter().filter(|mention| mention.actor == speaker && mention.kind != MentionKind::Pronoun);
    own.map(|mention| extent::phrase(doc, mention)).find_map(|phrase| {
        let inside = who.by_head.range(phrase.start()..phrase.end()).map(|(_, &i)| who.mentions[i].actor);
        inside.into_iter().find(|&actor| many(actor))
    })
}
