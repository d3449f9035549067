//! Which of the unnamed lines at the head of a document holds what, by the order in which an archive writes them?

use std::collections::BTreeMap;

use super::description::Holds;
use super::lines::Line;
use super::pattern::Pattern;
use super::writers;
use crate::days;
use crate::words::WORDS;

/// Steps that a head may take: a text that is none must not be tried for ever.
const MOST_STEPS: usize = 50_000;
/// Lines that are looked at.
const MOST_LINES: usize = 120;

/// An order of lines, such as `headline &headline*? byline? length day publisher body`: `?` for one that may be missing,
/// `*` for any number and `*?` for as few as fit, `&` for one of the paragraph of the line before, `section:known` for the
/// form `known`. A name has the form of its own, if there is one; `any` is any line, `names` one of names alone. Behind `body` all is text.
#[derive(Debug)]
pub(super) struct Order {
    slots: Vec<Slot>,
}

#[derive(Debug)]
struct Slot {
    holds: Holds,
    form: Form,
    joined: bool,
    times: Times,
}

#[derive(Debug)]
enum Form {
    Any,
    Day,
    Language,
    /// Names, as writers have them.
    Names,
    /// What is left of the document.
    Rest,
    Like(Pattern),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    Once,
    Optional,
    Many,
    Few,
}

/// What was found: the lines by what they hold, and the first line that is none of the head.
#[derive(Debug, Default)]
pub(super) struct Head<'t> {
    pub(super) lines: Vec<(Holds, &'t str)>,
    pub(super) end: usize,
    /// Whether the order says that the text begins there.
    pub(super) has_body: bool,
}

impl Order {
    pub(super) fn of(written: &str, forms: &BTreeMap<String, Pattern>) -> Result<Self, String> {
        let slots = written.split_whitespace().map(|slot| Slot::of(slot, forms));
        Ok(Self { slots: slots.collect::<Result<_, _>>()? })
    }

    /// What the lines hold, if they stand in this order.
    pub(super) fn fit<'t>(&self, lines: &[Line<'t>]) -> Option<Head<'t>> {
        let mut found = Vec::new();
        let mut steps = 0;
        let lines = &lines[..lines.len().min(MOST_LINES)];
        if !self.may_fit(lines) {
            return None;
        }
        let end = self.fit_from(0, 0, lines, &mut found, &mut steps)?;
        let lines = found.into_iter().map(|(holds, at): (Holds, usize)| (holds, lines[at].text)).collect();
        Some(Head { lines, end, has_body: self.slots.last().is_some_and(|slot| matches!(slot.form, Form::Rest)) })
    }

    /// Whether some line is what each slot wants that must be filled: days first, which take no pattern to tell.
    fn may_fit(&self, lines: &[Line<'_>]) -> bool {
        let must = |slot: &&Slot| slot.times == Times::Once;
        let days = self.slots.iter().filter(must).filter(|slot| matches!(slot.form, Form::Day));
        let others = self.slots.iter().filter(must).filter(|slot| matches!(slot.form, Form::Like(_)));
        days.chain(others).all(|slot| lines.iter().any(|line| slot.fits(line)))
    }

    fn fit_from(
        &self,
        slot: usize,
        at: usize,
        lines: &[Line],
        found: &mut Vec<(Holds, usize)>,
        steps: &mut usize,
    ) -> Option<usize> {
        *steps += 1;
        if *steps > MOST_STEPS {
            return None;
        }
        let Some(wanted) = self.slots.get(slot) else { return (at == lines.len()).then_some(at) };
        if matches!(wanted.form, Form::Rest) {
            return Some(at);
        }
        let skipped = matches!(wanted.times, Times::Optional | Times::Many | Times::Few);
        if wanted.times == Times::Few
            && let Some(end) = self.fit_from(slot + 1, at, lines, found, steps)
        {
            return Some(end);
        }
        if lines.get(at).is_some_and(|line| wanted.fits(line)) {
            found.push((wanted.holds, at));
            let again = matches!(wanted.times, Times::Many | Times::Few);
            if let Some(end) = self.fit_from(if again { slot } else { slot + 1 }, at + 1, lines, found, steps) {
                return Some(end);
            }
            found.pop();
        }
        if skipped && wanted.times != Times::Few { self.fit_from(slot + 1, at, lines, found, steps) } else { None }
    }
}

impl Slot {
    fn of(written: &str, forms: &BTreeMap<String, Pattern>) -> Result<Self, String> {
        let (rest, joined) = written.strip_prefix('&').map_or((written, false), |rest| (rest, true));
        let endings = [("*?", Times::Few), ("*", Times::Many), ("?", Times::Optional)];
        let ending = endings.into_iter().find_map(|(sign, times)| Some((rest.strip_suffix(sign)?, times)));
        let (rest, times) = ending.unwrap_or((rest, Times::Once));
        let (name, form) = rest.split_once(':').map_or((rest, None), |(name, form)| (name, Some(form)));
        let form = match (form.unwrap_or(name), form) {
            ("body", None) => Form::Rest,
            ("any", _) => Form::Any,
            ("day", _) => Form::Day,
            ("names", _) => Form::Names,
            ("language", None) => Form::Language,
            (form, asked) => match forms.get(form) {
                Some(form) => Form::Like(form.clone()),
                None if asked.is_some() => return Err(format!("`{written}`: there is no form `{form}`")),
                None => Form::Any,
            },
        };
        Ok(Self { holds: Holds::named(name), form, joined, times })
    }

    fn fits(&self, line: &Line) -> bool {
        (!self.joined || !line.opens)
            && match &self.form {
                Form::Any => true,
                Form::Day => days::of_line(line.text).is_some(),
                Form::Language => WORDS.language(line.text).is_some(),
                Form::Names => writers::are_names(line.text),
                Form::Like(form) => form.is_match(line.text),
                Form::Rest => false,
            }
    }
}
