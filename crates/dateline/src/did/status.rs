//! Whether what words tell has happened: PLOVER's auxiliary modes, from the grammar around the word.

use dateline_language::{Pos, Relation, Tag, Token};

use super::alleged;
use super::behind::carrier;
use super::event::Event;
use crate::codebook::Status;
use crate::desk::Desk;
use crate::grammar::{self, acts};
use crate::record::{Aux, EventType};

/// The auxiliary modes of an event told by the word, in order. What stands for itself (promises, threats, demands, refusals)
/// has no future of its own, but may itself be denied or thought of.
pub(super) fn auxiliary_modes(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Aux> {
    let is_noun = trigger.pos() == Pos::Noun;
    let verb = verb_of(trigger);
    let mut modes = above(desk, trigger);
    modes.extend(verb.and_then(|verb| of_verb(desk, verb)));
    let denied = if grammar::is_verbal(trigger) { verb } else { carrier(desk, trigger).filter(|_| is_noun) };
    if denied.is_some_and(|verb| grammar::is_negated(verb) || is_passed_over(verb))
        || alleged::is_cleared(desk, trigger)
    {
        modes.push(Aux::Negation);
    }
    if is_noun && is_thought_of(desk, trigger) {
        modes.push(Aux::Hypothetical);
    }
    if is_historical(desk, trigger) {
        modes.push(Aux::Historical);
    }
    modes.sort_unstable();
    modes.dedup();
    modes
}

/// Whether an act is announced for later, or announced not to be done.
pub(super) fn of_act(desk: &Desk<'_>, trigger: Token<'_>) -> Option<Status> {
    let verb = verb_of(trigger)?;
    let will = of_verb(desk, verb) == Some(Aux::Future);
    if will && grammar::is_negated(verb) {
        return Some(Status::Refused);
    }
    let denied = verb
        .lefts()
        .any(|child| child.dep() == Relation::Neg && child.next().is_some_and(|next| next.dep() != Relation::Advmod));
    if denied && !will && verb.dep() != Relation::Advcl {
        return Some(Status::Negated);
    }
    let planned = || {
        let modes = above(desk, trigger);
        modes.contains(&Aux::Future) && !modes.contains(&Aux::Negation)
    };
    (will || planned()).then_some(Status::Future)
}

/// Whether the act is only asked about, or the purpose, wish or condition of another: "in a bid to force", "wants to meet".
/// What may or might be is told as such.
pub(super) fn is_only_meant(desk: &Desk<'_>, event: &Event<'_>) -> bool {
    let trigger = desk.doc.token(event.trigger);
    let words = || trigger.sentence().tokens();
    let polls = &desk.codebook.vocabulary.words.polls;
    // A question, or a poll of how many support whom.
    if words().any(|word| word.lower() == "?")
        || event.kind == EventType::Support && words().any(|word| polls.holds(word.lower()))
    {
        return true;
    }
    let may = |verb: Token<'_>| verb.children().any(|child| acts::leaves_open(child.lower()));
    event.aux.contains(&Aux::Hypothetical)
        && !desk.codebook.traits(event.kind).may_be_meant
        && (event.aux.contains(&Aux::Negation) || !verb_of(trigger).is_some_and(may))
}

/// The verb itself, or the one that a noun is the object of.
fn verb_of(trigger: Token<'_>) -> Option<Token<'_>> {
    if grammar::is_verbal(trigger) { Some(trigger) } else { governing_verb(trigger) }
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
fn of_verb(desk: &Desk<'_>, verb: Token<'_>) -> Option<Aux> {
    let mut found = None;
    for child in verb.children() {
        let word = child.lower();
        match child.dep() {
            Relation::Aux if acts::tells_future(word) => found = Some(Aux::Future),
            Relation::Aux if acts::tells_future_in_past(word) && !has_condition(verb) => found = Some(Aux::Future),
            Relation::Aux if acts::tells_possibility(word) => found = Some(Aux::Hypothetical),
            Relation::Mark if opens_doubt(word) || acts::opens_fear(word) => return Some(Aux::Hypothetical),
            _ => {}
        }
    }
    // "Insisted that Pyongyang stop its tests": what is demanded stands in the bare form.
    let subjunctive = verb.tag() == Tag::Vb && verb.dep() == Relation::Ccomp && verb.child(Relation::Aux).is_none();
    if found.is_none() && (subjunctive || is_unrealised(desk, verb)) {
        found = Some(Aux::Hypothetical);
    }
    found.or_else(|| (has_condition(verb) && verb.tag() == Tag::Vb).then_some(Aux::Hypothetical))
}

/// "If Moscow withdraws", "whether it does".
fn opens_doubt(word: &str) -> bool {
    acts::opens_condition(word) || acts::opens_question(word)
}

/// "Rather than attack", "fought rather than surrendered".
fn is_passed_over(verb: Token<'_>) -> bool {
    let than =
        |word: Token<'_>| word.children().any(|child| acts::opens_comparison(child.lower()) && child.i() < verb.i());
    let joins = |child: Token<'_>| acts::opens_comparison(child.lower()) && child.dep() == Relation::Cc;
    than(verb) || verb.dep() == Relation::Conj && verb.head().children().any(joins)
}

/// An infinitive that nothing says was carried out: "waited for Kyiv to answer", "too weak to attack".
fn is_unrealised(desk: &Desk<'_>, verb: Token<'_>) -> bool {
    let realis = &desk.codebook.vocabulary.realis;
    let governor = verb.head();
    let settled = realis.implicative.holds(governor.lemma()) || realis.future.holds(governor.lemma());
    // "Launched operations to detain": an operation is no mere wish.
    let begun = if grammar::is_verbal(governor) { governor.child(Relation::Dobj) } else { Some(governor) };
    let under_way = begun.is_some_and(|deed| realis.operations.holds(deed.lemma()) && deed.dep() == Relation::Dobj);
    let carried_out = under_way || grammar::is_verbal(governor) && settled;
    verb.tag() == Tag::Vb && grammar::is_infinitive(verb) && !verb.is_root() && !carried_out
}

fn has_condition(verb: Token<'_>) -> bool {
    let is_condition = |mark: Token<'_>| mark.dep() == Relation::Mark && acts::opens_condition(mark.lower());
    verb.children().any(|child| child.dep() == Relation::Advcl && child.children().any(is_condition))
}

/// By the words that it hangs on: plans, wishes, conditions, refusals.
fn above(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Aux> {
    let mut modes = Vec::new();
    let mut below = trigger;
    for token in trigger.ancestors().take(8) {
        if opens(below, token) {
            of_governor(desk, below, token, &mut modes);
        }
        if below.dep() == Relation::Ccomp && desk.codebook.vocabulary.realis.denials.holds(&grammar::lemma(token)) {
            modes.push(Aux::Negation);
        }
        modes.extend(of_function_word(below, token));
        let doubts = |child: Token<'_>| child.dep() == Relation::Mark && opens_doubt(child.lower());
        if grammar::is_verbal(token) && token.children().any(doubts) {
            modes.push(Aux::Hypothetical);
        }
        if below.dep() == Relation::Advcl || below.dep() == Relation::Relcl {
            break;
        }
        below = token;
    }
    modes
}

/// Whether the word above tells how what is below it stands: not, where that is a clause with a subject of its own.
fn opens(below: Token<'_>, token: Token<'_>) -> bool {
    // "Mentioned cutting taxes and forcing them": the parser may join the gerund to the verb itself.
    let joined = below.dep() == Relation::Conj && below.tag() == Tag::Vbg && token.tag() != Tag::Vbg;
    let hangs = matches!(
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
    let closed =
        below.dep() == Relation::Ccomp && !grammar::is_infinitive(below) && grammar::own_subject(below).is_some();
    (joined || hangs) && !closed
}

/// "Plans to attack", "considered attacking", "avoided attacking".
fn of_governor(desk: &Desk<'_>, below: Token<'_>, token: Token<'_>, modes: &mut Vec<Aux>) {
    if grammar::is_verbal(below) && below.tag() != Tag::Vbg && !grammar::is_infinitive(below) {
        return;
    }
    let realis = &desk.codebook.vocabulary.realis;
    let lemma = token.lemma();
    let (future, hypothetical) = (realis.future.holds(lemma), realis.hypothetical.holds(lemma));
    // "Steered clear of attacking" did not; "cleared them to attack" let them.
    let lets = || realis.let_as_verbs.holds(lemma) && grammar::is_verbal(token);
    if future && (grammar::is_verbal(below) || token.pos() == Pos::Noun) {
        modes.push(Aux::Future);
    } else if hypothetical {
        modes.push(Aux::Hypothetical);
    } else if realis.negative.holds(lemma) && below.dep() != Relation::Pobj && !lets() {
        modes.push(Aux::Negation);
    }
    if (future || hypothetical) && grammar::is_negated(token) {
        modes.push(Aux::Negation);
    }
}

/// "Reservations about voting", "instead of attacking", "without attacking".
fn of_function_word(below: Token<'_>, token: Token<'_>) -> Option<Aux> {
    let word = token.lower();
    let is_object = below.dep() == Relation::Pcomp;
    if is_object && acts::opens_topic(word) {
        return Some(Aux::Hypothetical);
    }
    (acts::replaces(word) || is_object && acts::sets_aside(word)).then_some(Aux::Negation)
}

fn is_thought_of(desk: &Desk<'_>, noun: Token<'_>) -> bool {
    let realis = &desk.codebook.vocabulary.realis;
    noun.lefts().any(|child| realis.thought_of.holds(child.lower()) || acts::denies_noun(child.lower()))
        || noun.dep() == Relation::Compound && realis.plans.holds(noun.head().lemma())
}

/// In a year that lies behind the article's.
fn is_historical(desk: &Desk<'_>, trigger: Token<'_>) -> bool {
    let Some(published) = desk.article.published else { return false };
    let clause = trigger.reach();
    desk.times.over(clause.start()..clause.end()).any(|time| {
        time.tokens.start >= clause.start()
            && time.tokens.end <= clause.end()
            && time.is_date()
            && time.year.is_some_and(|year| year + 1 < published.year())
    })
}

/// Whether the verb stands under a duty: "must", "should", "has to".
pub(super) fn is_obligation(verb: Token<'_>) -> bool {
    let modal = verb.children().any(|child| child.dep() == Relation::Aux && acts::tells_duty(child.lower()));
    let duty = verb.dep() == Relation::Xcomp && acts::obliges(verb.head().lemma()) && grammar::is_infinitive(verb);
    let excused = duty && grammar::is_negated(verb.head());
    // "They should be, have, do": no demand that a record could hold.
    let empty = grammar::is_passive(verb) || acts::is_empty_verb(verb.lemma());
    let conditional = |child: Token<'_>| child.dep() == Relation::Mark && acts::opens_mere_condition(child.lower());
    (modal || duty) && !excused && !empty && !verb.children().any(conditional)
}
