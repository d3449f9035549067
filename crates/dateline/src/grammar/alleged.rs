//! Of whom is a deed told that somebody is suspected, charged, convicted or cleared of? "Arrested a man on suspicion of
//! killing two tourists": of the man.

use dateline_language::{Relation, Token};

use super::{agent, is_passive, is_verbal, lemma, own_subject, patient};

/// How far above the word of a deed the word that alleges it stands.
const REACH: usize = 8;

/// Which words allege and which name what is alleged, in dictionary form.
#[derive(Clone, Copy)]
pub(crate) struct Alleging<'w> {
    /// Verbs whose object is accused: "charge", "arrest".
    pub(crate) verbs: &'w dyn Fn(&str) -> bool,
    /// Adjectives of who is: "guilty".
    pub(crate) adjectives: &'w dyn Fn(&str) -> bool,
    /// Nouns between them and the deed: "suspicion", "count".
    pub(crate) nouns: &'w dyn Fn(&str) -> bool,
}

/// A deed that is alleged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allegation<'d> {
    /// The word at the top of what is alleged: "killing".
    pub(crate) deed: Token<'d>,
    /// The verb or adjective that alleges it.
    pub(crate) word: Token<'d>,
    /// Whose deed it is.
    pub(crate) accused: Option<Token<'d>>,
    /// Who says so.
    pub(crate) accuser: Option<Token<'d>>,
}

impl<'d> Allegation<'d> {
    /// In which allegation a word tells a deed of the accused, if it is the deed itself or hangs on it without a doer of its
    /// own: "ordering the *killing*", "shooting and *wounding*".
    pub(crate) fn of(word: Token<'d>, alleging: Alleging<'_>) -> Option<Self> {
        let mut deed = word;
        for above in word.ancestors().take(REACH) {
            if ties(above)
                && matches!(deed.dep(), Relation::Pcomp | Relation::Pobj)
                && let Some(found) = Self::at(deed, above, alleging)
            {
                return Some(found);
            }
            let told_aside = matches!(deed.dep(), Relation::Relcl | Relation::Advcl | Relation::Acl | Relation::Ccomp);
            if told_aside || is_verbal(deed) && own_subject(deed).is_some() {
                return None;
            }
            deed = above;
        }
        None
    }

    /// What stands behind a preposition as the deed that the word before it alleges.
    fn at(deed: Token<'d>, preposition: Token<'d>, alleging: Alleging<'_>) -> Option<Self> {
        let mut tied = preposition.head();
        // "Jailed for nine years for", "on two counts of", "on suspicion of".
        for _ in 0..2 {
            if (alleging.nouns)(&lemma(tied)) && matches!(tied.dep(), Relation::Pobj | Relation::Dobj) {
                tied = tied.head();
                tied = if tied.dep() == Relation::Prep { tied.head() } else { tied };
            }
        }
        let verb = if is_verbal(tied) || (alleging.adjectives)(tied.lower()) { tied } else { tied.head() };
        if (alleging.adjectives)(verb.lower()) {
            let accused = verb.ancestors().find(|above| is_verbal(*above)).and_then(subject);
            return Some(Self { deed, word: verb, accused, accuser: None });
        }
        if !is_verbal(verb) || !(alleging.verbs)(&lemma(verb)) || !(tied == verb || is_accused(tied)) {
            return None;
        }
        let accused = if is_accused(tied) { Some(tied) } else { patient(verb) };
        let accuser = agent(verb).filter(|agent| accused.is_none_or(|accused| accused != *agent));
        Some(Self { deed, word: verb, accused, accuser })
    }
}

/// Who is found or pleads something.
fn subject(verb: Token<'_>) -> Option<Token<'_>> {
    let inner = || verb.children().find(|child| child.dep() == Relation::Ccomp).and_then(own_subject);
    if is_passive(verb) { patient(verb) } else { inner().or_else(|| patient(verb)).or_else(|| agent(verb)) }
}

/// Whether a noun stands where the verb before it has its object.
fn is_accused(token: Token<'_>) -> bool {
    matches!(token.dep(), Relation::Dobj | Relation::NsubjPass)
}

/// Prepositions between an accusation and a deed.
fn ties(token: Token<'_>) -> bool {
    matches!(token.lower(), "of" | "for" | "with" | "over" | "to" | "in" | "on")
        && matches!(token.dep(), Relation::Prep | Relation::Prt | Relation::Pcomp)
}

/// Those of them behind which a noun is the accused's deed too: "charged with murder", not "questioned over the war".
pub(crate) fn ties_deed(token: Token<'_>) -> bool {
    matches!(token.lower(), "of" | "for" | "with")
}
