//! Verbs of saying and what hangs on them: "said that …", "promised to …", "accused X of …".

use crate::desk::{Quotation, Voice};
use crate::record::ActorKind;
use dateline_language::{Bytes, Doc, NameKind, Pos, Relation, Tag, Token};

use super::Draft;
use super::cues::Takes;
use crate::grammar::{self, is_verbal};

/// Finds what the verbs of saying say.
pub(super) fn of_verbs(desk: &mut Draft<'_>) {
    let doc = desk.doc;
    for verb in doc.tokens() {
        let Some(takes) = desk.lexicon.verb(doc, verb) else { continue };
        let contents = contents(desk, verb, &takes);
        if contents.is_empty() {
            continue;
        }
        let speaker = desk.verb_source(verb);
        if is_in_speech(desk, verb) && !reports_another(desk, &takes, speaker) {
            continue;
        }
        let quotation = Quotation {
            content: widen(desk, verb, contents),
            cue: Some(verb.i()),
            speaker,
            addressee: addressee(desk, verb, &takes, speaker),
            ..Quotation::default()
        };
        desk.found.push(quotation);
    }
}

/// Whether the word stands in someone's speech.
pub(super) fn is_in_speech(desk: &Draft<'_>, token: Token<'_>) -> bool {
    desk.quoted
        .iter()
        .any(|quoted| !quoted.single && quoted.bytes.contains(token.bytes()) && quoted.is_speech(desk.doc))
}

/// Within speech, "I think" and "they want" are the speaker's own words; only "the secretary told me that" reports what
/// somebody else said.
pub(super) fn reports_another(desk: &Draft<'_>, takes: &Takes<'_>, speaker: Option<Voice>) -> bool {
    let named =
        speaker.is_some_and(|speaker| speaker.actor.is_some() && desk.doc.token(speaker.head).pos() != Pos::Pron);
    named && (takes.takes_as("that", &["speech"]) || takes.takes_as("quote", &["speech"]))
}

/// The stretches that the verb says: the clause that it governs, else a phrase that stands for one.
fn contents(desk: &Draft<'_>, verb: Token<'_>, takes: &Takes<'_>) -> Vec<Bytes> {
    let mut found: Vec<Bytes> = Vec::new();
    for child in verb.children() {
        let bytes = reach_without(child, verb);
        let quoted =
            desk.quoted.iter().any(|quoted| quoted.bytes.overlaps(bytes) && !quoted.bytes.contains(verb.bytes()));
        if is_said(desk, child, takes, quoted) {
            found.push(Bytes { end: end_of_content(desk, child, bytes), ..bytes });
        }
    }
    let finite = takes.takes("that") || takes.takes("whether");
    if !found.iter().any(|bytes| bytes.start > verb.bytes().start)
        && finite
        && let Some(clause) = misplaced_clause(verb)
    {
        found.push(clause.reach().bytes());
    }
    if found.is_empty() && finite && matches!(verb.dep(), Relation::Parataxis | Relation::Ccomp) && is_inserted(verb) {
        found = around(verb);
    }
    if found.is_empty() { phrases(desk, verb, takes) } else { found }
}

/// Whether what hangs on a verb of saying is what it says.
fn is_said(desk: &Draft<'_>, child: Token<'_>, takes: &Takes<'_>, quoted: bool) -> bool {
    match child.dep() {
        Relation::Ccomp if is_infinitive(child) => {
            takes.takes("object-to") || takes.takes("to") || takes.takes("whether") && asks(child)
        }
        Relation::Ccomp => {
            (takes.takes("that") || takes.takes("whether")) && is_clause(child)
                || takes.takes("whether") && asks(child)
                || takes.takes("quote") && quoted
        }
        Relation::Parataxis => takes.takes("quote") && quoted,
        Relation::Xcomp => {
            is_infinitive(child)
                && (takes.takes("to") || takes.takes("object-to") || takes.takes("whether") && asks(child))
        }
        Relation::Advcl => {
            takes.takes("whether")
                && child.left_edge().lower() == "if"
                && child.i() > child.head().i()
                && inquires(child.head())
        }
        Relation::Dobj | Relation::Attr | Relation::Oprd | Relation::Acomp => {
            takes.takes("quote") && quoted && begins_quoted(desk, child)
        }
        _ => false,
    }
}

/// What stands for a clause: "denied the charge", "called for calm", "accused X of theft", "described it as a trap".
fn phrases(desk: &Draft<'_>, verb: Token<'_>, takes: &Takes<'_>) -> Vec<Bytes> {
    let direct = verb.rights().find(|child| child.dep() == Relation::Dobj);
    let behind = |prepositions: &[&str]| {
        // The parser hangs "of dumping acid" on "accused" or on "the firm".
        let places = verb.rights().chain(direct.into_iter().flat_map(Token::rights));
        let mut fitting = places.filter(|child| {
            matches!(child.dep(), Relation::Prep | Relation::Prt) && prepositions.contains(&child.lower())
        });
        fitting.find_map(|preposition| {
            preposition.children().find(|child| matches!(child.dep(), Relation::Pobj | Relation::Pcomp))
        })
    };
    let reach = |token: Token<'_>| vec![token.reach().bytes()];
    if takes.takes("as")
        && let Some(described) = described(desk, verb)
    {
        return vec![described];
    }
    if takes.takes("of")
        && let Some(content) = behind(&["of", "over", "for", "about"])
    {
        return reach(content);
    }
    if takes.takes("for")
        && let Some(content) = behind(&["for"])
    {
        return reach(content);
    }
    if takes.takes("on")
        && let Some(content) = behind(&["on", "upon"])
    {
        return reach(content);
    }
    if takes.takes("object-to")
        && let Some(urged) = verb.rights().find(|child| {
            matches!(child.dep(), Relation::Xcomp | Relation::Advcl | Relation::Ccomp) && is_infinitive(*child)
        })
    {
        return reach(urged);
    }
    if !takes.takes("noun") {
        return Vec::new();
    }
    let governed = takes.particle.and_then(|particle| behind(&[particle]));
    let governed = governed
        .filter(|content| !content.name().is_some_and(|name| matches!(name.label(), NameKind::Date | NameKind::Time)));
    let content = governed.or(direct).filter(|content| is_sayable(desk, verb, *content, takes));
    content.map_or_else(Vec::new, reach)
}

/// Where and in what something is said: "in an interview", "at a news conference", "in his first public remarks".
const OCCASIONS: [&str; 26] = [
    "remark",
    "statement",
    "interview",
    "speech",
    "letter",
    "tweet",
    "conference",
    "briefing",
    "address",
    "post",
    "email",
    "e-mail",
    "message",
    "testimony",
    "appearance",
    "hearing",
    "memo",
    "article",
    "column",
    "op-ed",
    "video",
    "broadcast",
    "telephone",
    "debate",
    "rally",
    "report",
];

/// The end of what is said, without what the writer hangs on it: a relative clause behind a comma ("…, which police
/// deny"), and the occasion on which it was said, where the parser took it into the clause.
pub(super) fn end_of_content(desk: &Draft<'_>, clause: Token<'_>, bytes: Bytes) -> u32 {
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
            && matches!(token.lower(), "in" | "during" | "at")
            && token.child(Relation::Pobj).is_some_and(|noun| OCCASIONS.contains(&noun.lemma()));
        let behind = token.head().rights().filter(|other| other.i() > token.i());
        let only_adjuncts =
            || behind.clone().all(|other| matches!(other.dep(), Relation::Prep | Relation::NpAdvmod | Relation::Punct));
        let ends = token.right_edge().i() + 1 >= last || occasion && token.head() == clause && only_adjuncts();
        (own || occasion) && ends && first.i() > clause.i()
    };
    let cut = clause.subtree().find(aside).map(|token| token.left_edge());
    let inside = |token: &Token<'_>| desk.quoted.iter().any(|quoted| quoted.bytes.contains(token.bytes()));
    cut.filter(|token| !inside(token)).map_or(bytes.end, |token| token.bytes().start)
}

/// Verbs after which "if" asks: "inquired if the witness could see".
fn inquires(verb: Token<'_>) -> bool {
    matches!(verb.lemma(), "ask" | "inquire" | "enquire" | "wonder" | "know" | "question" | "see")
}

/// Whether an object can be what someone says: "denied the charge", not "denied them water", "questioned the porter",
/// and not what a whistle announces.
fn is_sayable(desk: &Draft<'_>, verb: Token<'_>, object: Token<'_>, takes: &Takes<'_>) -> bool {
    let voice = grammar::agent(verb);
    let speaks =
        voice.is_some_and(|voice| desk.who.actor_at(voice).is_some() || matches!(voice.tag(), Tag::Prp | Tag::Wp));
    let person = desk
        .who
        .actor_at(object)
        .is_some_and(|actor| matches!(desk.who.actors[actor].kind, ActorKind::Person | ActorKind::Group));
    speaks
        && !matches!(object.pos(), Pos::Pron | Pos::Num)
        && verb.child(Relation::Dative).is_none()
        && (!person || takes.takes_persons())
}

/// "The cellar as a death trap", "the plan a fraud": an object and what it is said to be.
fn described(desk: &Draft<'_>, verb: Token<'_>) -> Option<Bytes> {
    // "Called the offer “a slammed door”": the parser takes the words in marks for another name of the offer.
    let renamed = verb.rights().find(|child| {
        child.dep() == Relation::Dobj
            && child.rights().any(|name| name.dep() == Relation::Appos && begins_quoted(desk, name))
    });
    if let Some(object) = renamed {
        return Some(object.reach().bytes());
    }
    let complement = verb.rights().find(|child| {
        child.dep() == Relation::Oprd
            || child.dep() == Relation::Prep && child.lower() == "as"
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
    root.left_edge().tag().asks() || matches!(root.left_edge().lower(), "whether" | "if" | "how")
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
            clause.left_edge().lower() == "that"
                && !matches!(clause.head().dep(), Relation::Nsubj | Relation::NsubjPass)
        })
        .find(|clause| {
            let subject = grammar::own_subject(*clause);
            subject.is_some_and(|subject| subject != clause.head() && subject.lower() != "that")
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

pub(super) fn is_infinitive(root: Token<'_>) -> bool {
    root.children().any(|child| child.dep() == Relation::Aux && child.lower() == "to")
}

/// Whether the phrase begins with an opening quotation mark.
fn begins_quoted(desk: &Draft<'_>, root: Token<'_>) -> bool {
    let start = root.left_edge().bytes().start;
    desk.quoted.iter().any(|quoted| {
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
pub(super) fn widen(desk: &Draft<'_>, verb: Token<'_>, contents: Vec<Bytes>) -> Vec<Bytes> {
    let own = verb.bytes();
    let whole = |mut bytes: Bytes| {
        for quoted in &desk.quoted {
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
    desk: &Draft<'a>,
    verb: Token<'a>,
    takes: &Takes<'_>,
    speaker: Option<Voice>,
) -> Option<Voice> {
    let hearer = match takes.addressee()? {
        "object" => grammar::patient(verb),
        _ => grammar::governed(verb, &["to"]),
    };
    let hearer = hearer.filter(|token| matches!(token.pos(), Pos::Noun | Pos::Propn | Pos::Pron))?;
    let voice = desk.voice(hearer);
    (speaker.is_none_or(|speaker| speaker.head != voice.head)).then_some(voice)
}

/// The verb nearest to a stretch in its sentence, and the words between.
pub(super) fn sentence_of(doc: &Doc, byte: u32) -> Option<dateline_language::Span<'_>> {
    doc.token_at(byte).map(Token::sentence)
}
