//! What a number counts or measures: money, per cent, kilometres, soldiers.

use dateline_language::{Relation, Tag, Token};

use super::money::{currency_word, money, sign_code};
use super::quantity::Quantity;
use super::role::fate;
use crate::codebook::Units;
use crate::grammar;
use crate::words::Words;
use crate::words::numeral::is_one;

/// What is counted, and where its words end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unit {
    pub(super) name: Option<String>,
    pub(super) of: Option<String>,
    /// One past its last word.
    pub(super) end: usize,
    /// The word that stands for the thing counted: the noun, else the number.
    pub(super) head: Option<usize>,
    pub(super) kind: UnitKind,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum UnitKind {
    #[default]
    None,
    Money,
    Share,
    Measure,
    Time,
    Things,
}

/// The sign of a measure, or its name as printed.
pub(super) fn measure<'w>(word: &'w str, units: &'w Units) -> Option<&'w str> {
    let sign = units.measures.get(word).map(|sign| &**sign);
    sign.or_else(|| units.measures_as_printed.holds(word).then_some(word))
}

/// What a quantity counts.
pub(super) fn unit(words: &Words<'_>, quantity: &Quantity) -> Unit {
    let end = quantity.end;
    if let Some(sign) = quantity.currency {
        let code = sign_code(words, sign).map(str::to_owned);
        return Unit { name: code, end, head: Some(end - 1), kind: UnitKind::Money, of: None };
    }
    if quantity.low.is_some()
        && grammar::is_genitive(words.lower(end))
        && currency_word(words, end + 1).is_none()
        && quantity.value.is_none()
        && quantity.high.is_none()
    {
        return counted_of(words, end);
    }
    percent(words, end)
        .or_else(|| money(words, end, quantity))
        .or_else(|| measured(words, end))
        .or_else(|| lasting(words, end))
        .or_else(|| hyphenated(words, end))
        .or_else(|| things(words, quantity))
        .or_else(|| (grammar::is_genitive(words.lower(end))).then(|| counted_of(words, end)))
        .unwrap_or(Unit { end, head: Some(end - 1), ..Unit::default() })
}

fn percent(words: &Words<'_>, end: usize) -> Option<Unit> {
    let hyphen = words.after_hyphen(end);
    let end = hyphen + words.phrase(hyphen, &words.vocabulary.units.percent)?;
    Some(Unit {
        name: Some("%".to_owned()),
        end,
        head: Some(end - 1),
        kind: UnitKind::Share,
        of: of(words, end).map(|(of, _)| of),
    })
}

fn measured(words: &Words<'_>, end: usize) -> Option<Unit> {
    let units = &words.vocabulary.units;
    let square = usize::from(words.is_in(end, &units.before_measures));
    let name = measure(words.lower(end + square), units)?;
    let name = if square > 0 { format!("{} {name}", words.lower(end)) } else { name.to_owned() };
    let end = end + square + 1;
    let (of, end) = of(words, end).map_or((None, end), |(of, last)| (Some(of), last));
    Some(Unit { name: Some(name), end, head: Some(end - 1), kind: UnitKind::Measure, of })
}

fn lasting(words: &Words<'_>, end: usize) -> Option<Unit> {
    let more = usize::from(words.is_in(end, &words.vocabulary.units.before_times));
    let (_, many) = words.vocabulary.times.unit(words.lower(end + more))?;
    let number = words.before(end);
    let single = number == "1" || is_one(number, &words.vocabulary.numbers);
    let name = Some(words.lower(end + more).to_owned());
    (many || single).then(|| Unit { name, end: end + more + 1, head: Some(end + more), kind: UnitKind::Time, of: None })
}

/// What the measured thing is: `oil` of "barrels of crude oil", and one past its last word.
pub(super) fn of(words: &Words<'_>, end: usize) -> Option<(String, usize)> {
    if !grammar::is_genitive(words.lower(end)) {
        return None;
    }
    let noun = noun_after(words, end + 1)?;
    Some((words.lower(noun).to_owned(), noun + 1))
}

/// `dozens of people`, `three of the ships`.
fn counted_of(words: &Words<'_>, end: usize) -> Unit {
    match noun_after(words, end + 1) {
        Some(noun) => Unit {
            name: Some(words.lower(noun).to_owned()),
            end: noun + 1,
            head: Some(noun),
            kind: UnitKind::Things,
            of: None,
        },
        None => Unit { end, head: Some(end - 1), ..Unit::default() },
    }
}

/// The last noun of the noun phrase that begins at a word.
pub(super) fn noun_after(words: &Words<'_>, start: usize) -> Option<usize> {
    let mut noun = None;
    for at in start..start + 7 {
        match words.tag(at) {
            // "of the bank's staff" is of the staff.
            Tag::Pos => noun = None,
            // "veto-wielding members".
            tag if tag.is_noun() && words.after_hyphen(at + 1) > at + 1 => {}
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => noun = Some(at),
            // "civilians wounded on Sunday": a participle after the noun is no part of it.
            Tag::Dt
            | Tag::PrpPoss
            | Tag::Jj
            | Tag::Jjr
            | Tag::Jjs
            | Tag::Cd
            | Tag::Vbn
            | Tag::Vbg
            | Tag::Hyph
            | Tag::Rb
            | Tag::Pdt
            | Tag::OpenQuote
                if noun.is_none() => {}
            Tag::Hyph => {}
            _ => break,
        }
    }
    noun
}

/// "a 13-story hotel", "a 12-employee company": what is counted stands behind the hyphen.
fn hyphenated(words: &Words<'_>, end: usize) -> Option<Unit> {
    let units = &words.vocabulary.units;
    let noun = words.after_hyphen(end);
    let name = words.lower(noun);
    let counts = noun > end && words.tag(noun).is_noun() && words.text(noun).starts_with(char::is_lowercase);
    let before_noun = matches!(
        words.tag(noun + 1),
        Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Nfp | Tag::Hyph | Tag::Jj | Tag::Jjr | Tag::Jjs
    );
    if !counts || !before_noun || units.hyphenated_idioms.holds(name) || words.vocabulary.times.unit(name).is_some() {
        return None;
    }
    let (name, kind) = measure(name, units).map_or((name, UnitKind::Things), |name| (name, UnitKind::Measure));
    Some(Unit { name: Some(name.to_owned()), end: noun + 1, head: Some(noun), kind, of: None })
}

/// The noun that the number stands before.
fn things(words: &Words<'_>, quantity: &Quantity) -> Option<Unit> {
    if words.is_in(quantity.end, &words.vocabulary.units.factors) {
        return Some(Unit {
            name: Some(words.lower(quantity.end).to_owned()),
            end: quantity.end + 1,
            kind: UnitKind::Things,
            ..Unit::default()
        });
    }
    let number = words.token(quantity.end - 1)?;
    let head = by_tree(words, quantity.end, number).or_else(|| by_order(words, quantity.end))?;
    let name = words.lower(head).to_owned();
    // "four 2.5 pound bags": the second number is a figure of its own.
    let between = (quantity.end..head)
        .any(|at| words.tag(at) == Tag::Cd && words.lower(at).starts_with(|c: char| c.is_ascii_digit()));
    let end = if between { quantity.end } else { head + 1 };
    Some(Unit { name: Some(name), end, head: Some(head), kind: UnitKind::Things, of: None })
}

fn by_tree(words: &Words<'_>, end: usize, number: Token<'_>) -> Option<usize> {
    let head = number.head();
    let counts = matches!(number.dep(), Relation::Nummod | Relation::Amod | Relation::Compound) && head.tag().is_noun();
    if !counts || head.i() <= number.i() {
        return None;
    }
    let at = (end..end + 9).find(|&at| words.token(at) == Some(head))?;
    // No comma or verb between: "in 200, thousands".
    let ends = |k| {
        matches!(words.tag(k), Tag::Comma | Tag::Colon | Tag::Stop | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::In)
    };
    let clean = (end..at).all(|k| words.token(k).is_some() && !ends(k));
    clean.then_some(at)
}

fn by_order(words: &Words<'_>, end: usize) -> Option<usize> {
    let adjective = |at: usize| {
        matches!(words.tag(at), Tag::Jj | Tag::Jjr | Tag::Vbn | Tag::Vbg | Tag::Hyph)
            && fate(words.lower(at), &words.vocabulary.units).is_none()
    };
    let mut at = end;
    // "low- and middle-income Americans"
    let joins = |at: usize| words.tag(at) == Tag::Cc && words.tag(at - 1) == Tag::Hyph;
    while at < end + 6 && (adjective(at) || joins(at) || words.tag(at) == Tag::Nn && words.tag(at + 1) == Tag::Hyph) {
        at += 1;
    }
    let start = at;
    while matches!(words.tag(at), Tag::Nn | Tag::Nns | Tag::Nnps | Tag::Nnp) && at < start + 4 {
        at += 1;
    }
    // No verb in the singular follows a number: the tagger took "undergraduates" for one.
    if at == start && words.tag(at) == Tag::Vbz && words.lower(at).len() > 6 {
        at += 1;
    }
    (at > start && words.tag(at - 1) != Tag::Nnp && words.after_hyphen(at) == at).then(|| at - 1)
}
