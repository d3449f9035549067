//! Whose words are a cue's? Found through relative pronouns, participles, passives, and where the parser missed the subject.

use crate::desk::Voice;
use dateline_language::{Bytes, Pos, Relation, Tag, Token};

use super::{Draft, others};
use crate::codebook::Complement;
use crate::grammar::{self, is_verbal, reporting};

impl<'a> Draft<'a> {
    /// The voice of whom a verb says it was: its subject, in the passive the agent, or who "was quoted as saying".
    pub(super) fn verb_source(&self, verb: Token<'a>) -> Option<Voice> {
        let stated = || self.of_state(verb).filter(|subject| !self.cannot_speak(*subject, verb));
        let stated = || stated().map(|subject| self.voice(subject));
        self.speaker(verb).or_else(stated).or_else(|| self.quoted_as(verb)).or_else(|| self.nearest(verb))
    }

    /// The voice of a verb's subject.
    pub(super) fn speaker(&self, verb: Token<'a>) -> Option<Voice> {
        if let Some(pronoun) = relative_subject(verb) {
            return Some(self.relative_voice(pronoun, verb));
        }
        let subject = grammar::agent(verb).map(|subject| self.speaking_subject(verb, subject));
        subject.filter(|subject| !self.cannot_speak(*subject, verb)).map(|subject| self.voice(subject))
    }

    /// "Economists who say that …": the pronoun speaks for the actor; without a known actor its noun is named too.
    fn relative_voice(&self, pronoun: Token<'a>, verb: Token<'a>) -> Voice {
        let clause = std::iter::once(verb).chain(verb.ancestors()).find(|above| above.dep() == Relation::Relcl);
        let named = self.voice(clause.map_or_else(|| verb.head(), Token::head));
        let own = pronoun.bytes();
        let adjacent = named.bytes.end <= own.start && own.start - named.bytes.end <= 2;
        let bytes = if named.actor.is_none() && adjacent { Bytes { end: own.end, ..named.bytes } } else { own };
        Voice { actor: named.actor, bytes, head: pronoun.i() }
    }

    /// Who speaks by a participle, where its nearest noun does not: "Berg said he was tired, adding that …" (a pronoun
    /// under a verb of saying mostly stands for its subject), "Lund sent messages mocking the plan" (a message does not
    /// mock).
    fn speaking_subject(&self, verb: Token<'a>, subject: Token<'a>) -> Token<'a> {
        let above = verb.head();
        if verb.tag() != Tag::Vbg {
            return subject;
        }
        if verb.dep() == Relation::Advcl && above.dep() == Relation::Ccomp && subject.pos() == Pos::Pron {
            let outer = grammar::own_subject(above.head());
            return outer.filter(|outer| outer.pos() != Pos::Pron && outer.i() < subject.i()).unwrap_or(subject);
        }
        if verb.dep() == Relation::Acl && self.who.actor_at(subject).is_none() && subject.pos() == Pos::Noun {
            let sender = above.ancestors().find(|above| is_verbal(*above)).and_then(grammar::agent);
            return sender.filter(|sender| self.who.actor_at(*sender).is_some()).unwrap_or(subject);
        }
        subject
    }

    /// Whether a word cannot be a verb's speaker: it stands in speech that the verb stands outside of, or in the dateline.
    fn cannot_speak(&self, token: Token<'_>, verb: Token<'_>) -> bool {
        let dateline = self.article.dateline.as_ref();
        dateline.is_some_and(|dateline| dateline.bytes.contains(token.bytes()))
            || self.marked_over(token.bytes()).any(|(quoted, is_speech)| {
                quoted.bytes.contains(token.bytes())
                    && !quoted.bytes.contains(verb.bytes())
                    && (is_speech || self.ends_like_speech(quoted.bytes))
            })
    }

    /// "“A great loss,” said …": fragments with the comma of what is said before its verb.
    fn ends_like_speech(&self, quoted: Bytes) -> bool {
        let inner = self.article.text[quoted.range()].trim_end_matches(['”', '"', '’', '\'']);
        inner.ends_with([',', '!', '?'])
    }

    /// "They are convinced that …", "advisers were quick to point out": the subject of a state, or of the adjective that the
    /// verb hangs on.
    fn of_state(&self, verb: Token<'a>) -> Option<Token<'a>> {
        if grammar::is_passive(verb) && self.words.states_of_mind.holds(&grammar::lemma(verb)) {
            return grammar::own_subject(verb);
        }
        let adjective = Some(verb.head()).filter(|head| verb.dep() == Relation::Xcomp && head.pos() == Pos::Adj)?;
        grammar::own_subject(adjective.head())
    }

    /// "It was reported by X": the agent; "X was quoted as saying": the subject.
    fn quoted_as(&self, verb: Token<'a>) -> Option<Voice> {
        let saying = verb.dep() == Relation::Pcomp && reporting::ties_description(verb.head().lower());
        let subject = if saying { grammar::own_subject(verb.head().head()) } else { None };
        subject.map(|subject| self.voice(subject))
    }

    /// The actor nearest to a verb of saying whose subject the parser missed: behind "said", else before it.
    fn nearest(&self, verb: Token<'a>) -> Option<Voice> {
        let speech = || self.cues.verb(self.doc, verb).is_some_and(|takes| takes.takes_in_speech(Complement::That));
        let finite = matches!(verb.tag(), Tag::Vbd | Tag::Vbz) && !grammar::is_passive(verb);
        if !finite || verb.dep() == Relation::Conj || !speech() {
            return None;
        }
        let free = |token: &Token<'_>| {
            self.who.actor_at(*token).is_some()
                && !self.cannot_speak(*token, verb)
                && !matches!(token.dep(), Relation::Poss | Relation::Pobj | Relation::Dobj)
        };
        let sentence = verb.sentence();
        let end = sentence.end().min(verb.i() + 4).max(verb.i() + 1);
        let behind = self.doc.span(verb.i() + 1, end).tokens().find(free);
        let before = || self.doc.span(sentence.start(), verb.i()).tokens().rev().find(free);
        behind.or_else(before).map(|token| self.voice(token))
    }
}

/// Whose claim, pledge or appeal a noun is: its owner, a name before it ("a Reuters report that"), else the subject of
/// its verb.
pub(super) fn nominal_source(noun: Token<'_>) -> Option<Token<'_>> {
    let named = || noun.lefts().find(|child| child.dep() == Relation::Compound && child.pos() == Pos::Propn);
    grammar::owner(noun).or_else(named).or_else(|| others::verb_source(noun))
}

/// The relative pronoun that is the verb's subject: "who" in "the envoy who stayed and said".
fn relative_subject(verb: Token<'_>) -> Option<Token<'_>> {
    let own =
        |verb: Token<'_>| verb.children().any(|child| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass));
    let clause = std::iter::once(verb)
        .chain(verb.ancestors().take(2))
        .find(|above| above.dep() != Relation::Conj || own(*above))?;
    let subject = clause.children().find(|child| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass))?;
    let relative = matches!(subject.tag(), Tag::Wdt | Tag::Wp)
        || reporting::opens_statement(subject.lower()) && subject.pos() == Pos::Pron;
    let below =
        clause.dep() == Relation::Relcl || clause.ancestors().take(3).any(|above| above.dep() == Relation::Relcl);
    (relative && below && !grammar::is_passive(verb)).then_some(subject)
}
