//! The circumstances of an event: when and where, how many it concerned, in what context.

use crate::desk::{Place, Time, Use, precision, said_in};
use std::ops::Range;

use dateline_language::{Bytes, Relation, Span, Tag, Token};
use rustc_hash::FxHashMap;

use super::Event;
use crate::article::Kind;
use crate::desk::Desk;
use crate::grammar;
use crate::record;
use crate::when::tense::{Tense, of_verb};

/// The contexts that each paragraph tells, by its first word: what was read once.
pub(super) type Paragraphs = FxHashMap<usize, Vec<(String, String)>>;

/// The PLOVER contexts: told by a word of the sentence, else by two different words of the paragraph.
pub(super) fn contexts(desk: &Desk<'_>, trigger: Token<'_>, paragraphs: &mut Paragraphs) -> Vec<String> {
    let mut contexts = contexts_told(desk, trigger.sentence());
    let around = match paragraph(desk, trigger) {
        Some(span) => paragraphs.entry(span.start()).or_insert_with(|| contexts_told(desk, span)).as_slice(),
        None => &[],
    };
    let twice =
        |(context, word): &(String, String)| around.iter().any(|(other, further)| other == context && further != word);
    contexts.extend(around.iter().filter(|told| twice(told)).cloned());
    let mut names: Vec<String> = contexts.into_iter().map(|(context, _)| context).collect();
    names.sort();
    names.dedup();
    names
}

/// The contexts that words tell, each with its word.
fn contexts_told(desk: &Desk<'_>, span: Span<'_>) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let mut before: Option<String> = None;
    for token in span.tokens() {
        let lemma = token.lemma().to_lowercase();
        let pair = before.map(|word| format!("{word} {lemma}"));
        for word in [Some(&lemma), pair.as_ref()].into_iter().flatten() {
            let contexts = desk.codebook.contexts.get(word.as_str()).into_iter().flatten();
            told.extend(contexts.map(|context| (context.to_string(), word.clone())));
        }
        before = Some(lemma);
    }
    told
}

/// The part of the article that the word stands in.
fn paragraph<'d>(desk: &Desk<'d>, token: Token<'_>) -> Option<Span<'d>> {
    let holds =
        |part: &&crate::article::Part| part.bytes.start <= token.bytes().start && token.bytes().end <= part.bytes.end;
    let part = desk.article.parts.iter().find(holds)?;
    Some(desk.doc.span_over(part.bytes))
}

fn within(span: Span<'_>, tokens: &Range<usize>) -> bool {
    span.start() <= tokens.start && tokens.end <= span.end()
}

/// When: by a time that hangs on the event's own verb, else on one that it hangs on itself ("said on Tuesday that …"), else
/// by the time of an earlier sentence of the paragraph, else assumed to be the article's day.
pub(super) fn when(desk: &Desk<'_>, event: &Event<'_>) -> Option<record::When> {
    let anchor = desk.doc.token(event.anchor);
    let sentence = anchor.sentence();
    let placed =
        dated(desk, sentence).filter_map(|time| Some((reading(anchor, desk.doc.token(time.tokens.end - 1))?, time)));
    let best = placed.min_by_key(|((_, distance), time)| (*distance, time.tokens.start.abs_diff(anchor.i())));
    if let Some(((how, _), time)) = best {
        return time.of_event(desk.article, how);
    }
    if let Some(time) = carried(desk, event, anchor) {
        return time.of_event(desk.article, "carried");
    }
    // What was long ago was not on the day of the report.
    let day = desk.article.published.filter(|_| !event.aux.contains(&"historical"))?;
    Some(record::When { value: day.to_string(), precision: "day", how: "assumed", span: None })
}

/// The times of a sentence that tell when something was.
fn dated<'d>(desk: &'d Desk<'_>, sentence: Span<'d>) -> impl Iterator<Item = &'d Time> {
    let dated = |time: &&Time| matches!(time.kind, "DATE" | "TIME") && time.value.as_deref().is_some_and(is_calendar);
    desk.times.iter().filter(dated).filter(move |time| !time.tokens.is_empty() && within(sentence, &time.tokens))
}

/// How many sentences a time is carried over.
const CARRIED_OVER: usize = 2;

/// The day that an earlier sentence was told of: "Shells hit the port on Friday. They killed two people." It is carried
/// within a paragraph, and into the next by a pronoun.
fn carried<'d>(desk: &'d Desk<'_>, event: &Event<'_>, anchor: Token<'d>) -> Option<&'d Time> {
    let verb = std::iter::once(anchor).chain(anchor.ancestors()).find(|above| grammar::is_verbal(*above))?;
    let happened = event.aux.is_empty() && of_verb(verb) == Some(Tense::Past);
    let mut sentence = anchor.sentence();
    if !happened || dated(desk, sentence).next().is_some() {
        return None;
    }
    let pronoun = verb.children().any(|child| child.dep().is_subject() && child.tag() == Tag::Prp);
    let paragraph = desk.article.parts.iter().find(|part| part.bytes.contains(anchor.bytes()))?;
    for _ in 0..CARRIED_OVER {
        sentence = sentence_before(desk, sentence)?;
        if !pronoun && !paragraph.bytes.contains(sentence.bytes()) {
            return None;
        }
        let root = sentence.root()?;
        let mut times = dated(desk, sentence).peekable();
        if times.peek().is_some() {
            let told_of = of_verb(root) == Some(Tense::Past) && !is_cue(desk, root);
            return times.find(|time| told_of && is_day_of(desk, root, time));
        }
    }
    None
}

/// Whether a time is the day of what the verb tells.
fn is_day_of(desk: &Desk<'_>, verb: Token<'_>, time: &Time) -> bool {
    let exact = time.value.as_deref().and_then(precision);
    exact.is_some_and(|exact| matches!(exact, "day" | "part of day" | "hour" | "minute"))
        && reading(verb, desk.doc.token(time.tokens.end - 1)).is_some_and(|(how, _)| how == "clause")
}

fn sentence_before<'d>(desk: &'d Desk<'_>, sentence: Span<'d>) -> Option<Span<'d>> {
    Some(desk.doc.token(sentence.start().checked_sub(1)?).sentence())
}

/// Whether the verb tells that something was said: its day is that of the saying.
fn is_cue(desk: &Desk<'_>, verb: Token<'_>) -> bool {
    desk.quotations.iter().any(|quotation| quotation.cue == Some(verb.i()))
}

/// How a time tells when the anchor was, and over how many verbs; nothing for a time of another clause.
fn reading(anchor: Token<'_>, time: Token<'_>) -> Option<(&'static str, usize)> {
    if time.is_below(anchor)
        && time.ancestors().take_while(|above| *above != anchor).all(|above| !grammar::is_verbal(above))
    {
        return Some(("clause", 0));
    }
    let governor = time.ancestors().find(|above| grammar::is_verbal(*above) || above.is_root())?;
    let verbs = anchor.ancestors().filter(|above| grammar::is_verbal(*above) || above.is_root());
    let distance = verbs.take(4).position(|above| above == governor)? + 1;
    Some((if distance == 1 && !grammar::is_verbal(anchor) { "clause" } else { "sentence" }, distance))
}

fn is_calendar(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
}

/// Kinds of events that have a scene of their own; of what is said and agreed only the verb's own place tells where.
const WITH_SCENE: [&str; 6] = ["ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "AID", "SANCTION"];

/// Where: by a place in the clause, else in the sentence, else that of the section's heading or of the dateline.
///
/// What neither the sentence nor its section places, is placed only where someone who took part is named beside the act.
pub(super) fn place(desk: &Desk<'_>, event: &Event<'_>) -> Option<record::EventPlace> {
    let trigger = desk.doc.token(event.trigger);
    let scene = WITH_SCENE.contains(&event.told);
    let sentence = trigger.sentence();
    let here = desk.places.iter().filter(|place| !place.tokens.is_empty() && within(sentence, &place.tokens));
    let located = here.filter_map(|place| Some((location(desk, trigger, place, scene)?, place)));
    let best = located.min_by_key(|((_, distance), place)| (*distance, place.tokens.start.abs_diff(trigger.i())));
    let (place, how) = match best {
        Some(((how, _), place)) => (place, how),
        None => of_part(desk, event, trigger)?,
    };
    Some(place.of_event(desk.article, how))
}

/// Whether a place of the sentence tells where the act was: in its clause or by a verb around it, and over how many verbs.
fn location(desk: &Desk<'_>, trigger: Token<'_>, place: &Place, scene: bool) -> Option<(&'static str, usize)> {
    if place.used != Use::Place {
        return None;
    }
    let root = desk.doc.span(place.tokens.start, place.tokens.end).root()?;
    // "the U.S. mission" is wherever it stands.
    if root.dep() == Relation::Compound && matches!(place.feature, Some("country" | "state" | "continent")) {
        return None;
    }
    let holder = holder(root, scene)?;
    if holder == trigger {
        return Some(("clause", 0));
    }
    let verb = std::iter::once(trigger)
        .chain(trigger.ancestors())
        .find(|above| grammar::is_verbal(*above) || above.is_root())?;
    if holder == verb {
        return Some(("clause", 1));
    }
    // "Gunmen stormed a school in Kano and seized thirty pupils", and the other way round.
    let joined = |one: Token<'_>, other: Token<'_>| one.dep() == Relation::Conj && one.head() == other;
    if joined(holder, verb) || joined(verb, holder) {
        return Some(("sentence", 2));
    }
    let verbs = verb.ancestors().filter(|above| grammar::is_verbal(*above) || above.is_root());
    let distance = verbs.take(3).position(|above| above == holder)? + 2;
    Some(("sentence", distance))
}

/// The verb, or the noun without one, whose scene a place is: by "in", "at" and the like, by "to" and "from" after a verb of
/// motion, or as what is visited or attacked.
fn holder(place: Token<'_>, scene: bool) -> Option<Token<'_>> {
    let mut inner = place;
    while matches!(inner.dep(), Relation::Compound | Relation::Appos | Relation::Conj | Relation::Nmod)
        && inner.head().tag().is_noun()
    {
        inner = inner.head();
    }
    let above = inner.head();
    if inner.dep() == Relation::Dobj && ENTERED.contains(&grammar::lemma(above).as_ref()) {
        return Some(above);
    }
    if inner.dep() != Relation::Pobj {
        return None;
    }
    let (preposition, mut noun) = (above, above.head());
    let moves = MOVING.contains(&grammar::lemma(noun).as_ref());
    let leads = LOCATING.contains(&preposition.lower()) || moves && MOTION.contains(&preposition.lower());
    if !leads {
        return None;
    }
    // "a market in Goma": of the scenes of acts; "remarks on the standoff in Goma" were made elsewhere.
    let mut steps = 0;
    while noun.tag().is_noun() && !noun.is_root() {
        steps += 1;
        let of_noun = matches!(
            noun.dep(),
            Relation::Pobj
                | Relation::Dobj
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Conj
                | Relation::Attr
                | Relation::Prep
                | Relation::Pcomp
        );
        if steps > 3 || !of_noun || !scene && steps > 1 {
            return None;
        }
        let next = noun.head();
        noun = if next.dep() == Relation::Prep || next.tag() == Tag::In { next.head() } else { next };
    }
    Some(noun)
}

/// Prepositions of place.
const LOCATING: [&str; 12] =
    ["in", "at", "near", "on", "outside", "around", "inside", "across", "throughout", "off", "along", "within"];

/// Prepositions of motion.
const MOTION: [&str; 7] = ["to", "into", "from", "toward", "towards", "through", "for"];

/// Verbs and nouns that "to" and "from" lead somewhere with.
const MOVING: [&str; 31] = [
    "go",
    "come",
    "travel",
    "fly",
    "head",
    "arrive",
    "return",
    "send",
    "move",
    "deploy",
    "flee",
    "march",
    "drive",
    "sail",
    "withdraw",
    "retreat",
    "advance",
    "enter",
    "pull",
    "trip",
    "visit",
    "journey",
    "dispatch",
    "deport",
    "evacuate",
    "withdrawal",
    "march",
    "leave",
    "retreat",
    "deployment",
    "flight",
];

/// Verbs whose object is the place of the act.
const ENTERED: [&str; 18] = [
    "visit", "enter", "leave", "reach", "attack", "bomb", "shell", "storm", "seize", "capture", "raid", "invade",
    "besiege", "strike", "hit", "occupy", "tour", "pound",
];

/// The place of the section's heading, or in the first paragraphs that of the dateline.
fn of_part<'d>(desk: &'d Desk<'_>, event: &Event<'_>, trigger: Token<'_>) -> Option<(&'d Place, &'static str)> {
    let sentence = trigger.sentence().bytes();
    let named = |party: &super::Party| sentence.contains(party.bytes);
    // "Last week, militants shelled the camp": the reporter's town is that of the day's news.
    let today = when(desk, event).is_none_or(|when| when.span.is_none() || when.precision == "day");
    let here = event.aux.is_empty() && today;
    if !here || !event.actor.iter().chain(&event.recipient).any(named) {
        return None;
    }
    let heading =
        desk.article.parts.iter().rev().find(|part| part.kind == Kind::Heading && part.bytes.end <= sentence.start);
    if let Some(heading) = heading {
        return heading_place(desk, heading.bytes).map(|place| (place, "section"));
    }
    let dateline = desk.article.dateline.as_ref()?;
    let mut paragraphs = desk.article.parts.iter().filter(|part| part.kind == Kind::Paragraph);
    let first = paragraphs.nth(1).or_else(|| desk.article.parts.last())?;
    let early = sentence.start >= dateline.bytes.start && sentence.end <= first.bytes.end;
    let place = desk.places.iter().find(|place| dateline.bytes.contains(place.bytes));
    place.filter(|_| early).map(|place| (place, "dateline"))
}

/// The place that a heading is about: "Meanwhile in Goma", "GOMA".
fn heading_place<'d>(desk: &'d Desk<'_>, heading: Bytes) -> Option<&'d Place> {
    desk.places.iter().filter(|place| heading.contains(place.bytes) && place.used == Use::Place).find(|place| {
        let whole = place.bytes == heading;
        let located = || {
            let root = desk.doc.span(place.tokens.start, place.tokens.end).root();
            root.is_some_and(|root| root.dep() == Relation::Pobj && LOCATING.contains(&root.head().lower()))
        };
        whole || !place.tokens.is_empty() && located()
    })
}

/// How many people an event of violence or protest killed, hurt or put in custody, by the figures of its clause; of two,
/// that which the same voice gives.
pub(super) fn size(desk: &Desk<'_>, event: &Event<'_>) -> Option<record::Size> {
    if !matches!(event.told, "ASSAULT" | "PROTEST" | "COERCE") {
        return None;
    }
    let trigger = desk.doc.token(event.trigger);
    let verb =
        std::iter::once(trigger).chain(trigger.ancestors()).find(|above| grammar::is_verbal(*above)).unwrap_or(trigger);
    let belongs = |tokens: &Range<usize>| {
        let last = desk.doc.token(tokens.end - 1);
        let above = last.ancestors().find(|above| grammar::is_verbal(*above));
        last.is_below(trigger) || last.is_below(verb) || above.is_some_and(|above| verb.is_below(above))
    };
    let of = |role: &str| {
        let mut figures = desk.figures.iter().filter(|figure| {
            within(trigger.sentence(), &figure.tokens) && figure.role == Some(role) && belongs(&figure.tokens)
        });
        let same = figures.clone().find(|figure| said_in(&desk.quotations, figure.bytes) == event.said_in);
        same.or_else(|| figures.next()).and_then(|figure| figure.value.or(figure.low))
    };
    let size = record::Size { dead: of("dead"), injured: of("injured"), arrested: of("arrested") };
    (size != record::Size::default()).then_some(size)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::codebook::Codebook;
    use crate::parses;
    use crate::record::Record;
    use crate::report::Report;

    /// The record of a report of Tuesday, 1 February 2022.
    fn read(text: &str) -> Record {
        let mut report = Report::new(text);
        report.published = Some(date(2022, 2, 1));
        parses::reader(Codebook::built_in()).read(&report)
    }

    /// Kind, day, how it is known, place, how it is known of each event.
    fn told(text: &str) -> Vec<[String; 5]> {
        let row = |event: &crate::record::Event| {
            let (value, how) = event.when.as_ref().map_or(("", ""), |when| (when.value.as_str(), when.how));
            let (place, from) = event.place.as_ref().map_or(("", ""), |place| (place.name.as_str(), place.how));
            [&event.event, value, how, place, from].map(str::to_owned)
        };
        read(text).events.iter().map(row).collect()
    }

    #[track_caller]
    fn check(text: &str, wanted: &[[&str; 5]]) {
        let found = told(text);
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn the_clause_tells_when_and_where() {
        check("Rebels attacked soldiers in Goma on Friday.", &[["ASSAULT", "2022-01-28", "clause", "Goma", "clause"]]);
        check(
            "Rebels killed nine soldiers at a market in Goma on Friday.",
            &[["ASSAULT", "2022-01-28", "clause", "Goma", "clause"]],
        );
    }

    #[test]
    fn a_day_is_carried_within_a_paragraph_and_else_assumed() {
        check(
            "Rebels attacked soldiers in Goma on Friday. They killed nine soldiers.",
            &[["ASSAULT", "2022-01-28", "clause", "Goma", "clause"], ["ASSAULT", "2022-01-28", "carried", "", ""]],
        );
        check(
            "The harvest was poor in Goma on Friday.\n\nRebels killed nine soldiers.",
            &[["ASSAULT", "2022-02-01", "assumed", "", ""]],
        );
    }

    #[test]
    fn who_acts_and_what_is_spoken_of_is_no_place() {
        check("Kyiv accused Moscow of lying.", &[["ACCUSE", "2022-02-01", "assumed", "", ""]]);
        check(
            "France condemned Russia in remarks on the fighting in Ukraine.",
            &[["ACCUSE", "2022-02-01", "assumed", "", ""]],
        );
    }

    #[test]
    fn the_dateline_places_the_first_paragraphs() {
        let text = "Soldiers die in ambush\n\nGOMA, Congo, Jan 31 (Reuters) - Rebels killed nine soldiers, the army said.\n\nThe \
                    road was closed.\n\nThe rain went on.\n\nRebels killed two policemen.";
        let found = told(text);
        let places: Vec<&[String]> = found.iter().filter(|row| row[0] == "ASSAULT").map(|row| &row[3..]).collect();
        assert_eq!(places.first().map(|place| place.join(" ")).as_deref(), Some("Goma dateline"));
        assert_eq!(places.last().map(|place| place.join(" ")).as_deref(), Some(" "));
    }

    #[test]
    fn casualties_belong_to_the_violence_that_caused_them() {
        let record = read("Rebels killed 12 soldiers and wounded 30 civilians in Goma, the army said.");
        let size = record.events.iter().find_map(|event| event.size.clone()).unwrap_or_default();
        assert_eq!((size.dead, size.injured, size.arrested), (Some(12.0), Some(30.0), None));
        let record = read("France and Russia held talks after a blast that killed 12 people.");
        let talks: Vec<_> = record.events.iter().filter(|event| event.event == "CONSULT").collect();
        assert!(!talks.is_empty() && talks.iter().all(|event| event.size.is_none()));
    }
}
