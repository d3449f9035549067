//! What did somebody say by hand of an entry, or of what became of it?

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::entry::{Became, Entry, Outcome};

/// What is said by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The entry, by its name: `demand-12-340`.
    pub entry: String,
    /// What became of it, by its name there; nothing, if the entry as a whole is meant.
    pub link: Option<String>,
    /// What is said.
    pub verdict: Verdict,
    /// Why.
    pub note: Option<String>,
    /// By whom.
    pub by: String,
    /// When, as seconds since 1970.
    pub at: i64,
}

impl Correction {
    /// Characters of a name, at most.
    pub const NAME: usize = 100;
    /// Characters of a note, at most.
    pub const NOTE: usize = 500;

    /// Checks that somebody says it, and that name and note are lines that show something.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn check(&self) -> Result<(), String> {
        let is_line = |line: &str, most: usize| {
            line.chars().count() <= most
                && !line.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
                && line.chars().any(|c| !c.is_whitespace() && !is_blank(c))
        };
        if !is_line(&self.by, Self::NAME) {
            return Err(format!("who says so? by: it is a name, one line of at most {} characters", Self::NAME));
        }
        match &self.note {
            Some(note) if !is_line(note, Self::NOTE) => {
                Err(format!("note: it is one line of at most {} characters", Self::NOTE))
            }
            _ => Ok(()),
        }
    }

    /// The day, in UTC, on which it was said.
    pub fn day(&self) -> Date {
        jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(self.at.div_euclid(86_400)))
    }
}

/// Whether a character shows nothing by itself: joiners, marks of direction, fillers.
fn is_blank(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// What somebody says by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "verdict", content = "outcome")]
pub enum Verdict {
    /// It is so.
    Confirm,
    /// It is not.
    Reject,
    /// This became of it, as [`Became::name`] writes it.
    Outcome(String),
    /// Nothing but the note.
    Note,
}

impl Verdict {
    /// For people.
    pub fn told(&self) -> &str {
        match self {
            Self::Confirm => "it is so",
            Self::Reject => "it is not so",
            Self::Outcome(outcome) => outcome,
            Self::Note => "a note",
        }
    }
}

/// Lays what was said by hand over what was found, in the order in which it was said; `last` is the last day of the reports.
pub(crate) fn lay_over(entries: &mut [Entry], corrections: &[Correction], last: Option<Date>) {
    for correction in corrections {
        let Some(entry) = entries.iter_mut().find(|entry| entry.is_called(&correction.entry)) else { continue };
        match &correction.link {
            Some(link) => of_link(entry, link, &correction.verdict),
            None => of_entry(entry, correction),
        }
        entry.corrections.push(correction.clone());
        entry.settle();
    }
    entries.iter_mut().for_each(|entry| entry.count_open_days(last));
}

fn of_entry(entry: &mut Entry, correction: &Correction) {
    match &correction.verdict {
        Verdict::Confirm => entry.rejected = false,
        Verdict::Reject => entry.rejected = true,
        Verdict::Outcome(name) => {
            entry.outcomes.extend(Became::named(name).map(|became| set(became, correction)));
        }
        Verdict::Note => {}
    }
}

fn of_link(entry: &mut Entry, link: &str, verdict: &Verdict) {
    let is_it = |outcome: &Outcome| {
        let names = outcome.told.iter().map(|place| name(outcome.became, place.report, place.span.start));
        outcome.link == link || names.into_iter().any(|name| name == link)
    };
    match verdict {
        Verdict::Reject => entry.outcomes.retain(|outcome| !is_it(outcome)),
        Verdict::Confirm => {
            entry.outcomes.iter_mut().filter(|outcome| is_it(outcome)).for_each(|outcome| outcome.by_hand = true);
        }
        Verdict::Outcome(other) => {
            for outcome in entry.outcomes.iter_mut().filter(|outcome| is_it(outcome)) {
                outcome.became = Became::named(other).unwrap_or(outcome.became);
                outcome.by_hand = true;
            }
        }
        Verdict::Note => {}
    }
}

/// The name of what became of an entry.
pub(super) fn name(became: Became, report: u64, start: u32) -> String {
    format!("{}-{report}-{start}", became.name())
}

fn set(became: Became, correction: &Correction) -> Outcome {
    Outcome {
        link: format!("{}-by-hand", became.name()),
        became,
        day: Some(correction.day()),
        score: 1.0,
        why: correction.note.clone().unwrap_or_else(|| format!("set by {}", correction.by)),
        claimed: false,
        told: Vec::new(),
        by_hand: true,
    }
}
