//! When was an event?

use dateline_language::{Span, Tag, Token};

use super::within;
use crate::desk::{Desk, Time};
use crate::did::event::Event;
use crate::grammar;
use crate::record::{Aux, Precision, When, WhenHow};
use crate::when::tense::{Tense, of_verb};

/// When: by a time that hangs on the event's own verb, else on one that it hangs on itself ("said on Tuesday that …"), else
/// by the time of an earlier sentence of the paragraph, else assumed to be the article's day.
pub(crate) fn when(desk: &Desk<'_>, event: &Event<'_>) -> Option<When> {
    let anchor = desk.doc.token(event.anchor);
    let sentence = anchor.sentence();
    let placed =
        dated(desk, sentence).filter_map(|time| Some((reading(anchor, desk.doc.token(time.tokens.end - 1))?, time)));
    let best = placed.min_by_key(|((_, distance), time)| (*distance, time.tokens.start.abs_diff(anchor.i())));
    if let Some(((how, _), time)) = best {
        return time.of_event(desk.article, how);
    }
    if let Some(time) = carried(desk, event, anchor) {
        return time.of_event(desk.article, WhenHow::Carried);
    }
    // What was long ago was not on the day of the report.
    if event.aux.contains(&Aux::Historical) {
        return None;
    }
    if let Some(day) = desk.article.day() {
        return Some(When { value: day.to_string(), precision: Precision::Day, how: WhenHow::Assumed, span: None });
    }
    nearest(desk, anchor).and_then(|time| time.of_event(desk.article, WhenHow::Carried))
}

/// Of an article whose own day nobody tells: of the days, weeks and months of the last year that it tells of, the last before,
/// else the first.
fn nearest<'d>(desk: &'d Desk<'_>, anchor: Token<'_>) -> Option<&'d Time> {
    let exact = |time: &&Time| {
        let vague = matches!(
            time.precision,
            None | Some(Precision::Year | Precision::Half | Precision::Decade | Precision::Century)
        );
        time.is_date() && time.is_on_calendar() && !vague
    };
    let year = desk.times.iter().filter(exact).filter_map(|time| time.year).max()?;
    let all = || desk.times.iter().filter(exact).filter(|time| time.year == Some(year));
    all().rev().find(|time| time.bytes.start < anchor.bytes().start).or_else(|| all().next())
}

/// The times of a sentence that tell when something was.
fn dated<'d>(desk: &'d Desk<'_>, sentence: Span<'d>) -> impl Iterator<Item = &'d Time> {
    let dated = desk.times.over(sentence.start()..sentence.end()).filter(|time| time.is_on_calendar());
    dated.filter(move |time| !time.tokens.is_empty() && within(sentence, &time.tokens))
}

/// How many sentences a time is carried over.
const CARRIED_OVER: usize = 2;

/// The day that an earlier sentence was told of: "Shells hit the port on Friday. They killed two people." It is carried
/// within a paragraph, and into the next by a pronoun.
fn carried<'d>(desk: &'d Desk<'_>, event: &Event<'_>, anchor: Token<'d>) -> Option<&'d Time> {
    let verb = std::iter::once(anchor).chain(anchor.ancestors()).find(|above| grammar::is_verbal(*above))?;
    let happened = event.aux.is_empty() && of_verb(verb, &desk.codebook.vocabulary.times) == Some(Tense::Past);
    let mut sentence = anchor.sentence();
    if !happened || dated(desk, sentence).next().is_some() {
        return None;
    }
    let pronoun = verb.children().any(|child| child.dep().is_subject() && child.tag() == Tag::Prp);
    let paragraph = &desk.article.parts[desk.article.part_around(anchor.bytes())?];
    for _ in 0..CARRIED_OVER {
        sentence = sentence_before(desk, sentence)?;
        if !pronoun && !paragraph.bytes.contains(sentence.bytes()) {
            return None;
        }
        let root = sentence.root()?;
        let mut times = dated(desk, sentence).peekable();
        if times.peek().is_some() {
            let told_of = of_verb(root, &desk.codebook.vocabulary.times) == Some(Tense::Past) && !is_cue(desk, root);
            return times.find(|time| told_of && is_day_of(desk, root, time));
        }
    }
    None
}

/// Whether a time is the day of what the verb tells.
fn is_day_of(desk: &Desk<'_>, verb: Token<'_>, time: &Time) -> bool {
    let exact = [Precision::Day, Precision::PartOfDay, Precision::Hour, Precision::Minute];
    time.precision.is_some_and(|precision| exact.contains(&precision))
        && reading(verb, desk.doc.token(time.tokens.end - 1)).is_some_and(|(how, _)| how == WhenHow::Clause)
}

fn sentence_before<'d>(desk: &'d Desk<'_>, sentence: Span<'d>) -> Option<Span<'d>> {
    Some(desk.doc.token(sentence.start().checked_sub(1)?).sentence())
}

/// Whether the verb tells that something was said: its day is that of the saying.
fn is_cue(desk: &Desk<'_>, verb: Token<'_>) -> bool {
    desk.quotations.is_cue(verb.i())
}

/// How a time tells when the anchor was, and over how many verbs; nothing for a time of another clause.
fn reading(anchor: Token<'_>, time: Token<'_>) -> Option<(WhenHow, usize)> {
    if time.is_below(anchor)
        && time.ancestors().take_while(|above| *above != anchor).all(|above| !grammar::is_verbal(above))
    {
        return Some((WhenHow::Clause, 0));
    }
    let governor = time.ancestors().find(|above| grammar::is_verbal(*above) || above.is_root())?;
    let verbs = anchor.ancestors().filter(|above| grammar::is_verbal(*above) || above.is_root());
    let distance = verbs.take(4).position(|above| above == governor)? + 1;
    let how = if distance == 1 && !grammar::is_verbal(anchor) { WhenHow::Clause } else { WhenHow::Sentence };
    Some((how, distance))
}
