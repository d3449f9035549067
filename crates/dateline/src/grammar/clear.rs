//! Clauses: who is subject and object of a verb, through passives, relative clauses, participles and coordinations.

use std::borrow::Cow;

use dateline_language::{Pos, Relation, Tag, Token};

/// How far up a chain of verbs a subject is looked for.
const REACH: usize = 6;

/// Whether the clause is passive.
pub(crate) fn is_passive(verb: Token<'_>) -> bool {
    verb.children().any(|child| matches!(child.dep(), Relation::NsubjPass | Relation::AuxPass))
        || verb.tag() == Tag::Vbn
            && matches!(verb.dep(), Relation::Acl | Relation::Relcl | Relation::Advcl)
            && verb.child(Relation::Agent).is_some()
        || verb.tag() == Tag::Vbn && verb.dep() == Relation::Acl
        || verb.tag() == Tag::Vbn
            && verb.dep() == Relation::Conj
            && verb.child(Relation::Dobj).is_none()
            && is_passive(verb.head())
}

/// Who does what the verb says: its subject, in the passive the agent behind "by". Found through relative pronouns,
/// participles ("…, adding that"), infinitives ("promised to deliver") and coordinations ("met and praised").
pub(crate) fn agent<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    agent_within(verb, REACH)
}

fn agent_within<'d>(verb: Token<'d>, reach: usize) -> Option<Token<'d>> {
    if reach == 0 {
        return None;
    }
    if is_passive(verb) {
        return verb.child(Relation::Agent).and_then(|by| by.child(Relation::Pobj));
    }
    own_subject(verb).or_else(|| inherited(verb, reach))
}

/// Who or what the verb is done to: its object, in the passive its subject.
pub(crate) fn patient<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    if is_passive(verb) {
        return own_subject(verb).or_else(|| (verb.dep() == Relation::Acl).then(|| verb.head())).or_else(|| {
            (verb.dep() == Relation::Conj && is_passive(verb.head())).then(|| patient(verb.head())).flatten()
        });
    }
    let object =
        verb.children().find(|child| matches!(child.dep(), Relation::Dobj | Relation::Dative) && is_nominal(*child));
    object.map(antecedent).or_else(|| {
        (verb.dep() == Relation::Relcl && own_subject(verb).is_some()).then(|| relative_object(verb)).flatten()
    })
}

/// In "the man whom they freed", the man.
fn relative_object<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    let subject = own_subject(verb)?;
    let has_object = verb.children().any(|child| {
        matches!(child.dep(), Relation::Dobj | Relation::Attr | Relation::Acomp | Relation::Xcomp | Relation::Ccomp)
    });
    (subject != verb.head() && !has_object).then(|| verb.head())
}

fn is_nominal(token: Token<'_>) -> bool {
    matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)
}

/// The subject that hangs on the verb itself.
pub(crate) fn own_subject<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    // "Tehran, March 15 - The minister condemned": of two before the verb, the nearer.
    let is_subject = |child: &Token<'_>| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass);
    let subject = verb.lefts().rev().find(is_subject).or_else(|| verb.rights().find(is_subject));
    subject.map(antecedent)
}

/// A relative pronoun's noun; any other word itself.
fn antecedent(token: Token<'_>) -> Token<'_> {
    if matches!(token.tag(), Tag::Wdt | Tag::Wp) || token.lower() == "that" && token.pos() == Pos::Pron {
        let clause = token.ancestors().find(|above| above.dep() == Relation::Relcl);
        return clause.map_or(token, Token::head);
    }
    token
}

fn inherited<'d>(verb: Token<'d>, reach: usize) -> Option<Token<'d>> {
    let head = verb.head();
    if verb.is_root() {
        return None;
    }
    match verb.dep() {
        Relation::Conj if is_verbal(head) => agent_or_patient(head, reach),
        // "urged Kyiv to withdraw": the object acts; "promised Kyiv to withdraw": the subject does.
        Relation::Xcomp | Relation::Ccomp if is_verbal(head) => {
            let object = head
                .children()
                .find(|child| matches!(child.dep(), Relation::Dobj | Relation::Dative) && is_nominal(*child));
            if head.lemma() == "promise" { None } else { object }
                .map(antecedent)
                .or_else(|| agent_or_patient(head, reach))
        }
        Relation::Advcl if is_verbal(head) => agent_or_patient(head, reach),
        Relation::Pcomp | Relation::Prep => {
            let above = verb.ancestors().find(|above| is_verbal(*above) || above.pos() == Pos::Noun)?;
            // "accused Russia of gathering": the object gathers; "left after calling": the subject calls.
            let of_object = matches!(head.lower(), "of" | "from" | "into" | "for" | "against" | "over");
            if of_object
                && is_verbal(above)
                && let Some(object) = patient(above)
            {
                return Some(object);
            }
            if is_verbal(above) { agent_or_patient(above, reach) } else { owner(above) }
        }
        Relation::Acl if verb.tag() == Tag::Vbg => Some(head),
        Relation::Acl => owner(head).or_else(|| {
            let verb = head.ancestors().find(|above| is_verbal(*above))?;
            agent_or_patient(verb, reach)
        }),
        Relation::Relcl => Some(head),
        _ => None,
    }
}

/// What a participle or second verb takes over: the subject of the first, also of a passive one.
fn agent_or_patient<'d>(verb: Token<'d>, reach: usize) -> Option<Token<'d>> {
    if is_passive(verb) { own_subject(verb) } else { agent_within(verb, reach - 1) }
}

/// Whether the word is a verb or auxiliary.
pub(crate) fn is_verbal(token: Token<'_>) -> bool {
    matches!(token.pos(), Pos::Verb | Pos::Aux)
}

/// Who owns or does what a noun says: "Moscow" in "Moscow's demand", "the demand by Moscow", "calls from the Kremlin".
pub(crate) fn owner<'d>(noun: Token<'d>) -> Option<Token<'d>> {
    noun.child(Relation::Poss)
        .or_else(|| governed(noun, &["by", "from"]))
        .or_else(|| governed(noun, &["of"]).filter(|of| of.pos() == Pos::Propn))
}

/// What one of these prepositions behind the word governs.
pub(crate) fn governed<'d>(word: Token<'d>, prepositions: &[&str]) -> Option<Token<'d>> {
    let mut found = word.children().filter(|child| {
        matches!(child.dep(), Relation::Prep | Relation::Agent | Relation::Dative)
            && prepositions.contains(&child.lower())
    });
    found.find_map(|preposition| preposition.child(Relation::Pobj))
}

/// The word and what is coordinated with it: "Johnson", "Morawiecki" of "Johnson and Morawiecki".
pub(crate) fn coordinated<'d>(token: Token<'d>) -> Vec<Token<'d>> {
    let mut all = vec![token];
    let mut i = 0;
    while i < all.len() && i < 12 {
        let more = all[i].children().filter(|child| child.dep() == Relation::Conj && is_nominal(*child));
        let more: Vec<_> = more.collect();
        all.extend(more);
        i += 1;
    }
    all
}

/// Whether the verb is denied: "not", "never", "no" on its object or subject.
pub(crate) fn is_negated(verb: Token<'_>) -> bool {
    let denies = |child: Token<'_>| {
        child.dep() == Relation::Neg || matches!(child.lower(), "never" | "no" | "neither" | "hardly")
    };
    // "Did not invite him, nor do we endorse him".
    let nor = || {
        verb.dep() == Relation::Conj
            && verb.head().children().any(|child| child.dep() == Relation::Cc && child.lower() == "nor")
    };
    verb.children().any(denies)
        || nor()
        || verb.children().any(|child| {
            matches!(child.dep(), Relation::Nsubj | Relation::Dobj | Relation::NsubjPass)
                && child.children().any(|det| det.dep() == Relation::Det && det.lower() == "no")
        })
}

/// Nouns that only count others: "thousands of students", "a group of lawmakers".
const COUNTING: [&str; 28] = [
    "contingent",
    "batch",
    "worth",
    "percent",
    "%",
    "amount",
    "thousand",
    "hundred",
    "dozen",
    "million",
    "score",
    "number",
    "group",
    "crowd",
    "couple",
    "handful",
    "majority",
    "lot",
    "series",
    "pair",
    "host",
    "array",
    "bulk",
    "part",
    "rest",
    "team",
    "most",
    "many",
];

/// The noun that is meant: "students" in "thousands of students", else the word itself.
pub(crate) fn meant<'d>(token: Token<'d>) -> Token<'d> {
    let counts = COUNTING.contains(&token.lemma())
        || token.pos() == Pos::Num
        || matches!(token.lower(), "some" | "several" | "all" | "both" | "one");
    if counts { governed(token, &["of"]).unwrap_or(token) } else { token }
}

/// The dictionary form in lower case. The language model takes "hoping" for a form of "hop"; English would double the
/// consonant then, so a short stem without doubling has lost its "e".
pub(crate) fn lemma<'d>(token: Token<'d>) -> Cow<'d, str> {
    let lemma = match token.lemma() {
        "overthrew" | "overthrown" => "overthrow",
        "overran" => "overrun",
        lemma => lemma,
    };
    let ending = token.lower().strip_prefix(lemma);
    if is_verbal(token) && matches!(ending, Some("ing" | "ed" | "es")) && is_short_stem(lemma) {
        return Cow::Owned(format!("{lemma}e"));
    }
    if lemma.contains(char::is_uppercase) { Cow::Owned(lemma.to_lowercase()) } else { Cow::Borrowed(lemma) }
}

/// The hyphenated word that a noun ends: "cease-fire", "sit-in".
pub(crate) fn hyphenated(noun: Token<'_>) -> Option<String> {
    let hyphen = noun.previous().filter(|word| word.text() == "-" && !word.space_after())?;
    let first = hyphen.previous().filter(|word| !word.space_after())?;
    Some(format!("{}-{}", first.lower(), noun.lemma().to_lowercase()))
}

/// One vowel, then one consonant that would be doubled: "hop", "plan", "cit".
fn is_short_stem(stem: &str) -> bool {
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    let letters = stem.as_bytes();
    let [.., before, middle, last] = letters else { return false };
    let vowels = letters.iter().filter(|c| vowel(**c)).count();
    vowels == 1 && vowel(*middle) && !vowel(*before) && !vowel(*last) && !matches!(last, b'w' | b'x' | b'y')
}

/// Whether a verb is an infinitive with its mark: "to withdraw".
pub(crate) fn is_infinitive(verb: Token<'_>) -> bool {
    verb.children().any(|child| child.dep() == Relation::Aux && opens_infinitive(child.lower()))
}

/// "To withdraw".
pub(crate) fn opens_infinitive(word: &str) -> bool {
    word == "to"
}

/// Whether a preposition ties to a noun what it belongs to or consists of: "the mayor of", "three of the ships".
pub(crate) fn is_genitive(word: &str) -> bool {
    word == "of"
}

/// Whether two words are joined by "and", "or", a comma: "Norway, Sweden and Denmark".
pub(crate) fn are_conjoined(one: Token<'_>, other: Token<'_>) -> bool {
    fn first(token: Token<'_>) -> Token<'_> {
        if token.dep() == Relation::Conj && !token.is_root() { first(token.head()) } else { token }
    }
    first(one) == first(other)
}

#[cfg(test)]
mod tests {
    use super::is_short_stem;

    #[test]
    fn stems_that_would_double_their_consonant_are_short() {
        assert!(is_short_stem("hop") && is_short_stem("fin") && is_short_stem("cit"));
        assert!(!is_short_stem("visit") && !is_short_stem("show") && !is_short_stem("read") && !is_short_stem("ask"));
    }
}
