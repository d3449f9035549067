//! What do verbs of saying say? What hangs on them: "said that …", "promised to …", "accused X of …".

use crate::desk::{Quotation, Voice};
use crate::record::ActorKind;
use dateline_language::{Bytes, Doc, NameKind, Pos, Relation, Tag, Token};

use super::Draft;
use super::cues::Takes;
use crate::codebook::{Complement, HearerPlace};
use crate::grammar::{self, is_verbal, reporting};

/// Finds what the verbs of saying say.
pub(super) fn of_verbs(draft: &mut Draft<'_>) {
    let doc = draft.doc;
    for verb in draft.limit.words(doc) {
        let Some(takes) = draft.cues.verb(doc, verb) else { continue };
        let contents = contents(draft, verb, &takes);
        if contents.is_empty() {
            continue;
        }
        let speaker = draft.verb_source(verb);
        if is_in_speech(draft, verb) && !reports_another(draft, &takes, speaker) {
            continue;
        }
        let quotation = Quotation {
            content: widen(draft, verb, contents),
            cue: Some(verb.i()),
            speaker,
            addressee: addressee(draft, verb, &takes, speaker),
            ..Quotation::default()
        };
        draft.found.push(quotation);
    }
}

/// Whether the word stands in someone's speech.
pub(super) fn is_in_speech(draft: &Draft<'_>, token: Token<'_>) -> bool {
    draft.speech_over(token.bytes()).any(|quoted| quoted.bytes.contains(token.bytes()))
}

/// Within speech, "I think" and "they want" are the speaker's own words; only "the secretary told me that" reports what
/// somebody else said.
pub(super) fn reports_another(draft: &Draft<'_>, takes: &Takes<'_>, speaker: Option<Voice>) -> bool {
    let named =
        speaker.is_some_and(|speaker| speaker.actor.is_some() && draft.doc.token(speaker.head).pos() != Pos::Pron);
    named && (takes.takes_in_speech(Complement::That) || takes.takes_in_speech(Complement::Quote))
}

/// The stretches that the verb says: the clause that it governs, else a phrase that stands for one.
fn contents(draft: &Draft<'_>, verb: Token<'_>, takes: &Takes<'_>) -> Vec<Bytes> {
    let mut found: Vec<Bytes> = Vec::new();
    for child in verb.children() {
        let bytes = reach_without(child, verb);
        let quoted = draft.quoted_over(bytes).any(|quoted| !quoted.bytes.contains(verb.bytes()));
        if is_said(draft, child, takes, quoted) {
            found.push(Bytes { end: end_of_content(draft, child, bytes), ..bytes });
        }
    }
    let finite = takes.takes(Complement::That) || takes.takes(Complement::Whether);
    if !found.iter().any(|bytes| bytes.start > verb.bytes().start)
        && finite
        && let Some(clause) = misplaced_clause(verb)
    {
        found.push(clause.reach().bytes());
    }
    if found.is_empty() && finite && matches!(verb.dep(), Relation::Parataxis | Relation::Ccomp) && is_inserted(verb) {
        found = around(verb);
    }
    if found.is_empty() { phrase(draft, verb, takes).into_iter().collect() } else { found }
}

/// Whether what hangs on a verb of saying is what it says.
fn is_said(draft: &Draft<'_>, child: Token<'_>, takes: &Takes<'_>, quoted: bool) -> bool {
    match child.dep() {
        Relation::Ccomp if grammar::is_infinitive(child) => {
            takes.takes(Complement::ObjectTo)
                || takes.takes(Complement::To)
                || takes.takes(Complement::Whether) && asks(child)
        }
        Relation::Ccomp => {
            (takes.takes(Complement::That) || takes.takes(Complement::Whether)) && is_clause(child)
                || takes.takes(Complement::Whether) && asks(child)
                || takes.takes(Complement::Quote) && quoted
        }
        Relation::Parataxis => takes.takes(Complement::Quote) && quoted,
        Relation::Xcomp => {
            grammar::is_infinitive(child)
                && (takes.takes(Complement::To)
                    || takes.takes(Complement::ObjectTo)
                    || takes.takes(Complement::Whether) && asks(child))
        }
        Relation::Advcl => {
            takes.takes(Complement::Whether)
                && reporting::opens_condition(child.left_edge().lower())
                && child.i() > child.head().i()
                && draft.words.inquiries.holds(child.head().lemma())
        }
        Relation::Dobj | Relation::Attr | Relation::Oprd | Relation::Acomp => {
            takes.takes(Complement::Quote) && quoted && begins_quoted(draft, child)
        }
        _ => false,
    }
}

/// What stands for a clause: "denied the charge", "called for calm", "accused X of theft", "described it as a trap".
fn phrase(draft: &Draft<'_>, verb: Token<'_>, takes: &Takes<'_>) -> Option<Bytes> {
    let taken = |complement: Complement| takes.takes(complement).then_some(());
    let described = || taken(Complement::As).and_then(|()| described(draft, verb));
    let charge = || taken(Complement::Of).and_then(|()| governed(verb, reporting::ties_topic));
    let wish = || taken(Complement::For).and_then(|()| governed(verb, reporting::ties_purpose));
    let urged = || taken(Complement::ObjectTo).and_then(|()| urged(verb));
    let object = || taken(Complement::Noun).and_then(|()| noun(draft, verb, takes));
    described().or_else(|| {
        let content = charge().or_else(wish).or_else(urged).or_else(object)?;
        Some(content.reach().bytes())
    })
}

/// What a preposition of this sort governs behind the verb. The parser hangs "of dumping acid" on "accused" or on "the
/// firm".
fn governed<'d>(verb: Token<'d>, ties: impl Fn(&str) -> bool) -> Option<Token<'d>> {
    let places = verb.rights().chain(direct_object(verb).into_iter().flat_map(Token::rights));
    let mut fitting =
        places.filter(|child| matches!(child.dep(), Relation::Prep | Relation::Prt) && ties(child.lower()));
    fitting.find_map(|preposition| {
        preposition.children().find(|child| matches!(child.dep(), Relation::Pobj | Relation::Pcomp))
    })
}

fn direct_object<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    verb.rights().find(|child| child.dep() == Relation::Dobj)
}

/// What somebody is urged to do.
fn urged<'d>(verb: Token<'d>) -> Option<Token<'d>> {
    verb.rights().find(|child| {
        matches!(child.dep(), Relation::Xcomp | Relation::Advcl | Relation::Ccomp) && grammar::is_infinitive(*child)
    })
}

/// The noun that is said: behind the verb's particle, else its object.
fn noun<'d>(draft: &Draft<'_>, verb: Token<'d>, takes: &Takes<'_>) -> Option<Token<'d>> {
    let is_time = |content: &Token<'_>| {
        content.name().is_some_and(|name| matches!(name.label(), NameKind::Date | NameKind::Time))
    };
    let governed = takes.particle.and_then(|particle| governed(verb, |word| word == particle));
    let content = governed.filter(|content| !is_time(content)).or_else(|| direct_object(verb));
    content.filter(|content| is_sayable(draft, verb, *content, takes))
}

/// The end of what is said, without what the writer hangs on it: a relative clause behind a comma ("…, which police
/// deny"), and the occasion on which it was said, where the parser took it into the clause.
pub(super) fn end_of_content(draft: &Draft<'_>, clause: Token<'_>, bytes: Bytes) -> u32 {
    if bytes.start < clause.head().bytes().start {
        return bytes.end;
    }
    let last = clause.right_edge().i();
    let aside = |token: &Token<'_>| {
        let first = token.left_edge();
        let own = token.dep() == Relation::Relcl
            && first.tag().asks()
            && first.previous().is_some_and(|before| before.text() == ",");
        let occasion = token.dep() == Relation::Prep
            && reporting::ties_occasion(token.lower())
            && token.child(Relation::Pobj).is_some_and(|noun| draft.words.occasions.holds(noun.lemma()));
        let behind = token.head().rights().filter(|other| other.i() > token.i());
        let only_adjuncts =
            || behind.clone().all(|other| matches!(other.dep(), Relation::Prep | Relation::NpAdvmod | Relation::Punct));
        let ends = token.right_edge().i() + 1 >= last || occasion && token.head() == clause && only_adjuncts();
        (own || occasion) && ends && first.i() > clause.i()
    };
    let cut = clause.subtree().find(aside).map(|token| token.left_edge());
    let inside =
        |token: &Token<'_>| draft.quoted_over(token.bytes()).any(|quoted| quoted.bytes.contains(token.bytes()));
    cut.filter(|token| !inside(token)).map_or(bytes.end, |token| token.bytes().start)
}

/// Whether an object can be what someone says: "denied the charge", not "denied them water", "questioned the porter",
/// and not what a whistle announces.
fn is_sayable(draft: &Draft<'_>, verb: Token<'_>, object: Token<'_>, takes: &Takes<'_>) -> bool {
    let voice = grammar::agent(verb);
    let speaks =
        voice.is_some_and(|voice| draft.who.actor_at(voice).is_some() || matches!(voice.tag(), Tag::Prp | Tag::Wp));
    let person = draft
        .who
        .actor_at(object)
        .is_some_and(|actor| matches!(draft.who.actors[actor].kind, ActorKind::Person | ActorKind::Group));
    speaks
        && !matches!(object.pos(), Pos::Pron | Pos::Num)
        && verb.child(Relation::Dative).is_none()
        && (!person || takes.takes_persons())
}

/// "The cellar as a death trap", "the plan a fraud": an object and what it is said to be.
fn described(draft: &Draft<'_>, verb: Token<'_>) -> Option<Bytes> {
    // "Called the offer “a slammed door”": the parser takes the words in marks for another name of the offer.
    let renamed = verb.rights().find(|child| {
        child.dep() == Relation::Dobj
            && child.rights().any(|name| name.dep() == Relation::Appos && begins_quoted(draft, name))
    });
    if let Some(object) = renamed {
        return Some(object.reach().bytes());
    }
    let complement = verb.rights().find(|child| {
        child.dep() == Relation::Oprd
            || child.dep() == Relation::Prep && reporting::ties_description(child.lower())
            || child.dep() == Relation::Ccomp && !is_clause_with_verb(*child)
    })?;
    let object = verb.rights().find(|child| child.dep() == Relation::Dobj && child.i() < complement.i());
    let start =
        object.filter(|object| object.pos() != Pos::Pron).map_or(complement, |object| object).reach().bytes().start;
    Some(Bytes { start, end: complement.reach().bytes().end })
}

fn is_clause_with_verb(root: Token<'_>) -> bool {
    is_verbal(root) && root.tag() != Tag::Vbn
}

/// "How to move the wounded", "if the witness could see".
fn asks(root: Token<'_>) -> bool {
    root.left_edge().tag().asks() || reporting::opens_question(root.left_edge().lower())
}

/// "Told X in a call that Kyiv would …": a clause with "that" and a subject of its own, which the parser took for a
/// relative clause of the noun before it.
pub(super) fn misplaced_clause(verb: Token<'_>) -> Option<Token<'_>> {
    let below = verb
        .reach()
        .tokens()
        .filter(|token| token.i() > verb.i() && matches!(token.dep(), Relation::Relcl | Relation::Acl));
    below
        .filter(|clause| {
            reporting::opens_statement(clause.left_edge().lower())
                && !matches!(clause.head().dep(), Relation::Nsubj | Relation::NsubjPass)
        })
        .find(|clause| {
            let subject = grammar::own_subject(*clause);
            subject.is_some_and(|subject| subject != clause.head() && !reporting::opens_statement(subject.lower()))
                && (clause.head().dep() == Relation::Pobj
                    || clause.head().dep() == Relation::Dative
                    || clause.head().pos() == Pos::Propn)
        })
}

/// Whether the clause has a subject or a finite verb of its own.
fn is_clause(root: Token<'_>) -> bool {
    let subject = root
        .children()
        .any(|child| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass | Relation::Expl | Relation::Csubj));
    let finite = matches!(root.tag(), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    (subject || finite)
        && (is_verbal(root) || root.children().any(|child| child.dep() == Relation::Cop || is_verbal(child)) || subject)
}

/// Whether the phrase begins with an opening quotation mark.
fn begins_quoted(draft: &Draft<'_>, root: Token<'_>) -> bool {
    let start = root.left_edge().bytes().start;
    draft.quoted_over(Bytes { start, end: start + 1 }).any(|quoted| {
        quoted.bytes.start <= start && start < quoted.bytes.end && quoted.bytes.end + 2 >= root.bytes().end
    })
}

/// "The plan, he said, is dead": a clause put into another one, between commas.
pub(super) fn is_inserted(verb: Token<'_>) -> bool {
    let first = verb.left_edge();
    let comma = first.text() == "," || first.previous().is_some_and(|token| token.text() == ",");
    let short = verb.right_edge().i() - first.i() <= 8;
    comma && short && is_verbal(verb.head()) && grammar::own_subject(verb).is_some()
}

/// What stands around an inserted clause, in the clause it was put into.
pub(super) fn around(verb: Token<'_>) -> Vec<Bytes> {
    let outer = verb.head().reach().bytes();
    let inner = verb.reach().bytes();
    [Bytes { start: outer.start, end: inner.start }, Bytes { start: inner.end, end: outer.end }]
        .into_iter()
        .filter(|bytes| bytes.end > bytes.start + 1)
        .collect()
}

/// The words below `child`, up to the verb they hang on where they reach over it.
pub(super) fn reach_without(child: Token<'_>, verb: Token<'_>) -> Bytes {
    let mut bytes = child.reach().bytes();
    let own = verb.bytes();
    if bytes.contains(own) {
        if child.i() < verb.i() { bytes.end = own.start } else { bytes.start = own.end }
    }
    // A subject between the content and its verb belongs to the verb: "…, the official said".
    for subject in verb.children().filter(|other| matches!(other.dep(), Relation::Nsubj | Relation::NsubjPass)) {
        let subject = subject.reach().bytes();
        if bytes.overlaps(subject) && child.i() < verb.i() {
            bytes.end = bytes.end.min(subject.start).max(bytes.start);
        }
    }
    bytes
}

/// Stretches that cut through quotation marks take in all that stands between them, unless the verb stands there too.
pub(super) fn widen(draft: &Draft<'_>, verb: Token<'_>, contents: Vec<Bytes>) -> Vec<Bytes> {
    let own = verb.bytes();
    let whole = |mut bytes: Bytes| {
        let first = draft.first_quoted_over(bytes).unwrap_or(draft.quoted.len());
        for quoted in &draft.quoted[first..] {
            if quoted.bytes.start >= bytes.end {
                break;
            }
            if quoted.bytes.overlaps(bytes) && !quoted.bytes.contains(own) {
                bytes.start = bytes.start.min(quoted.bytes.start);
                bytes.end = bytes.end.max(quoted.bytes.end);
            }
        }
        if bytes.start < own.start && own.start < bytes.end { Vec::new() } else { vec![bytes] }
    };
    let mut wide: Vec<Bytes> = contents.into_iter().flat_map(whole).collect();
    wide.sort_unstable();
    wide.dedup_by(|later, earlier| {
        let touch = later.start <= earlier.end;
        if touch {
            earlier.end = earlier.end.max(later.end);
        }
        touch
    });
    wide
}

/// Who is told: the object of "told", what "to" governs after "said".
pub(super) fn addressee<'a>(
    draft: &Draft<'a>,
    verb: Token<'a>,
    takes: &Takes<'_>,
    speaker: Option<Voice>,
) -> Option<Voice> {
    let hearer = match takes.addressee()? {
        HearerPlace::Object => grammar::patient(verb),
        HearerPlace::To => grammar::governed(verb, &reporting::BEFORE_HEARER),
    };
    let hearer = hearer.filter(|token| matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron))?;
    let voice = draft.voice(hearer);
    (speaker.is_none_or(|speaker| speaker.head != voice.head)).then_some(voice)
}

/// The sentence of the word at a byte.
pub(super) fn sentence_of(doc: &Doc, byte: u32) -> Option<dateline_language::Span<'_>> {
    doc.token_at(byte).map(Token::sentence)
}
