//! Whether what words tell has happened: PLOVER's auxiliary modes, from the grammar around the word.

use dateline_language::{Pos, Relation, Tag, Token};

use super::parties;
use crate::codebook::Status;
use crate::desk::Desk;
use crate::grammar;

/// Verbs, adjectives and nouns under which an act is still to come.
const FUTURE: [&str; 20] = [
    "plan",
    "intend",
    "expect",
    "schedule",
    "set",
    "due",
    "prepare",
    "go",
    "decide",
    "ready",
    "poise",
    "about",
    "likely",
    "bind",
    "arrange",
    "aim",
    "intention",
    "intent",
    "slate",
    "agree",
];
/// Under which it is wished, tried, feared or thought of.
const HYPOTHETICAL: [&str; 41] = [
    "favour",
    "mention",
    "discuss",
    "contemplate",
    "weigh",
    "debate",
    "advocate",
    "favor",
    "want",
    "hope",
    "wish",
    "try",
    "seek",
    "attempt",
    "consider",
    "threaten",
    "propose",
    "suggest",
    "fear",
    "urge",
    "ask",
    "demand",
    "call",
    "bid",
    "threat",
    "risk",
    "possibility",
    "chance",
    "danger",
    "effort",
    "desire",
    "need",
    "proposal",
    "pretext",
    "prevent",
    "avert",
    "deter",
    "discourage",
    "suspect",
    "willing",
    "option",
];
/// Under which it did not happen.
const NEGATIVE: [&str; 16] = [
    "opponent",
    "opposition",
    "avoid",
    "refrain",
    "abstain",
    "short",
    "clear",
    "hesitate",
    "refuse",
    "decline",
    "fail",
    "deny",
    "refusal",
    "failure",
    "cancel",
    "stop",
];
/// Verbs whose clause is said not to be so.
const DENIALS: [&str; 6] = ["deny", "dispute", "refute", "rebut", "disprove", "disavow"];
/// Verbs whose infinitive is done when they are: "began to shell", "was forced to leave".
const IMPLICATIVE: [&str; 24] = [
    "begin", "start", "continue", "manage", "proceed", "force", "cause", "lead", "help", "get", "come", "move",
    "succeed", "use", "seem", "appear", "know", "find", "see", "step", "rush", "compel", "happen", "turn",
];
/// Adjectives and participles that make a noun's act a thought.
const THOUGHT_OF: [&str; 14] = [
    "planned",
    "possible",
    "potential",
    "alleged",
    "likely",
    "feared",
    "looming",
    "imminent",
    "threatened",
    "proposed",
    "future",
    "upcoming",
    "hypothetical",
    "eventual",
];
/// Nouns in front of which another is thought of: "invasion plans".
const PLANS: [&str; 10] =
    ["plan", "threat", "fear", "possibility", "risk", "prospect", "scenario", "warning", "scare", "intention"];

/// The auxiliary modes of an event told by the word. What stands for itself (promises, threats, demands, refusals) has no
/// future of its own, but may itself be denied or thought of.
pub(super) fn auxiliary_modes(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<&'static str> {
    let mut modes = Vec::new();
    let mut add = |mode: &'static str| {
        if !modes.contains(&mode) {
            modes.push(mode);
        }
    };
    let verb = if grammar::is_verbal(trigger) { Some(trigger) } else { governing_verb(trigger) };
    if let Some(mode) = verb.and_then(of_verb) {
        add(mode);
    }
    let carrier = || parties::carrier(desk, trigger).filter(|_| trigger.pos() == Pos::Noun);
    let denied = if grammar::is_verbal(trigger) { verb } else { carrier() };
    if denied.is_some_and(|verb| grammar::is_negated(verb) || is_passed_over(verb)) {
        add("negation");
    }
    for mode in above(trigger) {
        add(mode);
    }
    if trigger.pos() == Pos::Noun && is_thought_of(trigger) {
        add("hypothetical");
    }
    if is_historical(desk, trigger) {
        add("historical");
    }
    modes.sort_unstable();
    modes
}

/// Whether an act is announced for later, or announced not to be done.
pub(super) fn of_act(trigger: Token<'_>) -> Option<Status> {
    let verb = if grammar::is_verbal(trigger) { trigger } else { governing_verb(trigger)? };
    let will = of_verb(verb) == Some("future");
    if will && grammar::is_negated(verb) {
        return Some(Status::Refused);
    }
    let denied = verb
        .lefts()
        .any(|child| child.dep() == Relation::Neg && child.next().is_some_and(|next| next.dep() != Relation::Advmod));
    if denied && !will && verb.dep() != Relation::Advcl {
        return Some(Status::Negated);
    }
    let planned = || above(trigger).contains(&"future") && !above(trigger).contains(&"negation");
    (will || planned()).then_some(Status::Future)
}

/// Whether the act is only asked about, or the purpose, wish or condition of another: "in a bid to force", "wants to meet".
/// What may or might be is told as such.
pub(super) fn is_only_meant(desk: &Desk<'_>, event: &super::Event<'_>) -> bool {
    let trigger = desk.doc.token(event.trigger);
    let tells = |words: &[&str]| trigger.sentence().tokens().any(|token| words.contains(&token.lower()));
    // A question, or a poll of how many support whom.
    if tells(&["?"]) || event.name == "SUPPORT" && tells(&["poll", "polls", "percent", "%", "voters"]) {
        return true;
    }
    let verb = if grammar::is_verbal(trigger) { Some(trigger) } else { governing_verb(trigger) };
    let may = |verb: Token<'_>| verb.children().any(|child| matches!(child.lower(), "may" | "might"));
    let stands = matches!(event.name.as_str(), "AGREE" | "THREATEN" | "REQUEST");
    event.aux.contains(&"hypothetical") && !stands && (event.aux.contains(&"negation") || !verb.is_some_and(may))
}

/// The verb that a noun is the object of: "held talks", "will hold talks".
fn governing_verb(noun: Token<'_>) -> Option<Token<'_>> {
    let verb = noun.head();
    (matches!(noun.dep(), Relation::Dobj | Relation::Nsubj | Relation::NsubjPass | Relation::Pobj | Relation::Attr))
        .then(|| {
            if grammar::is_verbal(verb) {
                Some(verb)
            } else {
                verb.ancestors().take(2).find(|above| grammar::is_verbal(*above))
            }
        })?
}

/// By its auxiliaries and the conditions it stands under.
fn of_verb(verb: Token<'_>) -> Option<&'static str> {
    let mut found = None;
    for child in verb.children() {
        match (child.dep(), child.lower()) {
            (Relation::Aux, "will" | "'ll" | "’ll" | "wo" | "shall") => found = Some("future"),
            (Relation::Aux, "would" | "'d" | "’d") if !has_condition(verb) => found = Some("future"),
            (Relation::Aux, "may" | "might" | "could" | "can" | "should" | "must" | "would") => {
                found = Some("hypothetical")
            }
            (Relation::Mark, "if" | "unless" | "whether" | "lest") => return Some("hypothetical"),
            _ => {}
        }
    }
    // "Insisted that Pyongyang stop its tests": what is demanded stands in the bare form.
    let subjunctive = verb.tag() == Tag::Vb && verb.dep() == Relation::Ccomp && verb.child(Relation::Aux).is_none();
    if found.is_none() && (subjunctive || is_unrealised(verb)) {
        found = Some("hypothetical");
    }
    found.or_else(|| (has_condition(verb) && verb.tag() == Tag::Vb).then_some("hypothetical"))
}

/// "Rather than attack", "fought rather than surrendered".
fn is_passed_over(verb: Token<'_>) -> bool {
    let than = |word: Token<'_>| word.children().any(|child| child.lower() == "than" && child.i() < verb.i());
    than(verb)
        || verb.dep() == Relation::Conj
            && verb.head().children().any(|child| child.lower() == "than" && child.dep() == Relation::Cc)
}

/// An infinitive that nothing says was carried out: "waited for Kyiv to answer", "too weak to attack".
fn is_unrealised(verb: Token<'_>) -> bool {
    let infinitive =
        verb.tag() == Tag::Vb && verb.children().any(|child| child.dep() == Relation::Aux && child.lower() == "to");
    let governor = verb.head();
    let settled = IMPLICATIVE.contains(&governor.lemma()) || FUTURE.contains(&governor.lemma());
    // "Launched operations to detain": an operation is no mere wish.
    let begun = if grammar::is_verbal(governor) { governor.child(Relation::Dobj) } else { Some(governor) };
    let under_way = begun
        .is_some_and(|deed| matches!(deed.lemma(), "operation" | "raid" | "sweep") && deed.dep() == Relation::Dobj);
    let carried_out = under_way || grammar::is_verbal(governor) && settled;
    infinitive && !verb.is_root() && !carried_out
}

fn has_condition(verb: Token<'_>) -> bool {
    verb.children().any(|child| {
        child.dep() == Relation::Advcl
            && child.children().any(|mark| mark.dep() == Relation::Mark && matches!(mark.lower(), "if" | "unless"))
    })
}

/// By the words that it hangs on: plans, wishes, conditions, refusals.
fn above(trigger: Token<'_>) -> Vec<&'static str> {
    let mut modes = Vec::new();
    let mut below = trigger;
    for token in trigger.ancestors().take(8) {
        if below.dep() == Relation::Ccomp && DENIALS.contains(&&*grammar::lemma(token)) {
            modes.push("negation");
        }
        // "Mentioned cutting taxes and forcing them": the parser may join the gerund to the verb itself.
        let joined = below.dep() == Relation::Conj && below.tag() == Tag::Vbg && token.tag() != Tag::Vbg;
        let opens = joined
            || matches!(
                below.dep(),
                Relation::Xcomp
                    | Relation::Acl
                    | Relation::Pcomp
                    | Relation::Pobj
                    | Relation::Ccomp
                    | Relation::Dobj
                    | Relation::Prep
                    | Relation::Oprd
            );
        // "Expects Holt to call him out": the infinitive has a subject of its own.
        let infinitive = below.children().any(|child| child.dep() == Relation::Aux && child.lower() == "to");
        let closed = below.dep() == Relation::Ccomp && !infinitive && grammar::own_subject(below).is_some();
        if opens && !closed {
            let lemma = token.lemma();
            // "Steered clear of attacking" did not; "cleared them to attack" let them.
            let is_cleared = lemma == "clear" && grammar::is_verbal(token);
            // "Considered attacking", "avoided attacking".
            let direct = infinitive || below.tag() == Tag::Vbg || !grammar::is_verbal(below);
            if direct && FUTURE.contains(&lemma) && (grammar::is_verbal(below) || token.pos() == Pos::Noun) {
                modes.push("future");
            } else if direct && HYPOTHETICAL.contains(&lemma) {
                modes.push("hypothetical");
            } else if direct && NEGATIVE.contains(&lemma) && below.dep() != Relation::Pobj && !is_cleared {
                modes.push("negation");
            }
            if direct && (FUTURE.contains(&lemma) || HYPOTHETICAL.contains(&lemma)) && grammar::is_negated(token) {
                modes.push("negation");
            }
        }
        // "Reservations about voting", "instead of attacking", "without attacking".
        match token.lower() {
            "about" if below.dep() == Relation::Pcomp => modes.push("hypothetical"),
            "instead" => modes.push("negation"),
            "without" | "against" | "than" if below.dep() == Relation::Pcomp => modes.push("negation"),
            _ => {}
        }
        if grammar::is_verbal(token)
            && token
                .children()
                .any(|child| child.dep() == Relation::Mark && matches!(child.lower(), "if" | "unless" | "whether"))
        {
            modes.push("hypothetical");
        }
        if below.dep() == Relation::Advcl || below.dep() == Relation::Relcl {
            break;
        }
        below = token;
    }
    modes
}

fn is_thought_of(noun: Token<'_>) -> bool {
    noun.lefts().any(|child| THOUGHT_OF.contains(&child.lower()) || child.lower() == "no")
        || noun.dep() == Relation::Compound && PLANS.contains(&noun.head().lemma())
}

/// In a year that lies behind the article's.
fn is_historical(desk: &Desk<'_>, trigger: Token<'_>) -> bool {
    let Some(published) = desk.article.published else { return false };
    let clause = trigger.reach();
    desk.times.iter().any(|time| {
        time.tokens.start >= clause.start()
            && time.tokens.end <= clause.end()
            && time.is_date()
            && time.year.is_some_and(|year| year + 1 < published.year())
    })
}

/// Whether the verb stands under a duty: "must", "should", "has to".
pub(super) fn is_obligation(verb: Token<'_>) -> bool {
    let modal = verb
        .children()
        .any(|child| child.dep() == Relation::Aux && matches!(child.lower(), "must" | "should" | "ought"));
    let duty = verb.dep() == Relation::Xcomp
        && verb.head().lemma() == "have"
        && verb.children().any(|child| child.dep() == Relation::Aux && child.lower() == "to");
    let excused = duty && grammar::is_negated(verb.head());
    // "They should be, have, do": no demand that a record could hold.
    let empty = grammar::is_passive(verb) || matches!(verb.lemma(), "be" | "have" | "do");
    (modal || duty)
        && !excused
        && !empty
        && !verb.children().any(|child| child.dep() == Relation::Mark && child.lower() == "if")
}
