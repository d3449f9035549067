//! What becomes of a sample when its reports are read again: what is better, what is worse?

use std::collections::BTreeMap;

use dateline::Report;
use dateline::record::{Event, Happening, Record, Span};
use serde::Serialize;

use super::decided::{Decided, decided};
use super::program::{Told, answered};
use super::{Audit, Error, Field, NONE, Sheet, Verdict};
use crate::statistics::mcnemar;

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// Wrong before, right now.
    Better,
    /// Right before, wrong now.
    Worse,
    /// Right before and now.
    StillRight,
    /// Wrong before and now.
    StillWrong,
    /// It is another, of which the verdicts do not tell whether it is right.
    Open,
}

impl Became {
    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::StillRight => "still right",
            Self::StillWrong => "still wrong",
            Self::Open => "to be judged anew",
        }
    }
}

/// An answer that is another now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The number of the sheet.
    pub sheet: u64,
    /// The number of the report.
    pub report: u64,
    /// Which answer.
    pub field: Field,
    /// What became of it.
    pub became: Became,
    /// What it was.
    pub before: String,
    /// What it is; nothing where the happening is told no more.
    pub now: Option<String>,
    /// What coders found right, if they said it.
    pub right: Option<String>,
}

/// How often answers to one question became better or worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Wrong before, right now.
    pub better: u64,
    /// Right before, wrong now.
    pub worse: u64,
    /// Right before and now.
    pub still_right: u64,
    /// Wrong before and now.
    pub still_wrong: u64,
    /// Other than before, and not known to be right or wrong.
    pub open: u64,
    /// The probability of parting so unevenly by chance: McNemar's test, exact.
    pub chance: f64,
}

/// What reading again has changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Replayed {
    /// Sheets whose reports were read again.
    pub sheets: u64,
    /// Sheets whose reports could not be.
    pub missing: u64,
    /// By question.
    pub fields: BTreeMap<Field, Counts>,
    /// Answers that are others now.
    pub changed: Vec<Changed>,
}

impl Audit {
    /// Compares what was judged with new records; `read` gets a report and its number, and answers with its new record, if there
    /// is one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, and what `read` says.
    pub fn replay<E: From<Error>>(
        &self,
        mut read: impl FnMut(u64, &Report) -> Result<Option<Record>, E>,
    ) -> Result<Replayed, E> {
        let decided = decided(&self.said()?, &self.coders()?);
        let mut by_report: BTreeMap<u64, Vec<Sheet>> = BTreeMap::new();
        for sheet in self.sheets()? {
            by_report.entry(sheet.report).or_default().push(sheet);
        }
        let mut replayed = Replayed::default();
        for (number, sheets) in by_report {
            let report = self.report(number)?;
            let Some(record) = read(number, &report)? else {
                replayed.missing += sheets.len() as u64;
                continue;
            };
            for sheet in sheets {
                replayed.sheets += 1;
                let holding: BTreeMap<Field, &Decided> = decided
                    .range((sheet.number, Field::Event)..=(sheet.number, Field::NoAct))
                    .map(|((_, field), decided)| (*field, decided))
                    .collect();
                replayed.sheet(&sheet, &holding, &record, &report.text);
            }
        }
        replayed.fields.values_mut().for_each(|counts| counts.chance = mcnemar(counts.better, counts.worse));
        replayed.changed.sort_by_key(|changed| (changed.sheet, changed.field));
        Ok(replayed)
    }
}

impl Replayed {
    fn sheet(&mut self, sheet: &Sheet, holding: &BTreeMap<Field, &Decided>, record: &Record, text: &str) {
        if sheet.happening.is_none() {
            return self.without(sheet, holding, record);
        }
        let now = counterpart(sheet, record, text);
        for before in &sheet.told {
            let Some(Decided::Holds(verdict, right)) = holding.get(&before.field) else { continue };
            let told = |told: &[Told]| told.iter().find(|told| told.field == before.field).cloned();
            let after = now.as_deref().and_then(told);
            // Who did what is told no more has neither become better nor worse.
            if now.is_none() && before.field != Field::Event {
                continue;
            }
            let is_same = after.as_ref().is_some_and(|after| after.value == before.value);
            let became = match (verdict, is_same) {
                (Verdict::CannotTell, _) => continue,
                (Verdict::Right, true) => Became::StillRight,
                (Verdict::Right, false) => Became::Worse,
                (Verdict::Wrong, true) => Became::StillWrong,
                (Verdict::Wrong, false) => against(right.as_deref(), after.as_ref()),
            };
            self.count(sheet, before, became, after.map(|after| after.shown), right.clone(), !is_same);
        }
    }

    /// A sentence in which nothing was found before.
    fn without(&mut self, sheet: &Sheet, holding: &BTreeMap<Field, &Decided>, record: &Record) {
        let Some(Decided::Holds(verdict, right)) = holding.get(&Field::NoAct) else { return };
        let Some(before) = sheet.told(Field::NoAct) else { return };
        let found: Vec<&str> = record
            .events
            .iter()
            .filter(|event| overlaps(event, sheet.sentence))
            .map(|event| event.event.name())
            .collect();
        let became = match (verdict, found.is_empty()) {
            (Verdict::CannotTell, _) => return,
            (Verdict::Right, true) => Became::StillRight,
            (Verdict::Right, false) => Became::Worse,
            (Verdict::Wrong, true) => Became::StillWrong,
            (Verdict::Wrong, false) => match right {
                Some(right) if !found.contains(&right.as_str()) => Became::StillWrong,
                _ => Became::Better,
            },
        };
        let now = (!found.is_empty()).then(|| found.join(", "));
        let is_other = now.is_some();
        self.count(sheet, before, became, now, right.clone(), is_other);
    }

    fn count(
        &mut self,
        sheet: &Sheet,
        before: &Told,
        became: Became,
        now: Option<String>,
        right: Option<String>,
        is_other: bool,
    ) {
        let counts = self.fields.entry(before.field).or_default();
        match became {
            Became::Better => counts.better += 1,
            Became::Worse => counts.worse += 1,
            Became::StillRight => counts.still_right += 1,
            Became::StillWrong => counts.still_wrong += 1,
            Became::Open => counts.open += 1,
        }
        if is_other {
            let (field, before) = (before.field, before.shown.clone());
            self.changed.push(Changed { sheet: sheet.number, report: sheet.report, field, became, before, now, right });
        }
    }
}

/// What became of a wrong answer that is another now.
fn against(right: Option<&str>, now: Option<&Told>) -> Became {
    match (right, now) {
        // An act that was none is told no more.
        (Some(NONE), None) => Became::Better,
        (Some(_), None) => Became::StillWrong,
        (Some(right), Some(now)) if is_meant(right, now) => Became::Better,
        // One of the sixteen is another one or not; a name may be written in many ways.
        (Some(_), Some(now)) if now.field == Field::Event => Became::StillWrong,
        _ => Became::Open,
    }
}

/// Whether what a coder typed is this answer.
fn is_meant(right: &str, now: &Told) -> bool {
    let plain = |text: &str| {
        let kept = text.chars().map(|c| if c.is_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { ' ' });
        kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let right = plain(right);
    let name = now.shown.split(" (").next().unwrap_or_default();
    [now.value.as_str(), now.shown.as_str(), name].into_iter().any(|told| plain(told) == right)
}

fn overlaps(event: &Event, (start, end): (u32, u32)) -> bool {
    event.sentence.start < end && start < event.sentence.end
}

/// What is answered of the same act now: told by the same word, else of the same kind in the same sentence.
///
/// One word may tell several happenings: of these the one that is of the same kind, has most answers in common, and is
/// called the same.
fn counterpart(sheet: &Sheet, record: &Record, text: &str) -> Option<Vec<Told>> {
    let word = sheet.word.map(|(start, end)| Span { start, end })?;
    let kind = sheet.told(Field::Event).map(|told| told.value.as_str());
    let by_word = |event: &Event| event.trigger.span.start < word.end && word.start < event.trigger.span.end;
    let by_kind = |event: &Event| overlaps(event, sheet.sentence) && Some(event.event.name()) == kind;
    let likest = |is_told: &dyn Fn(&Event) -> bool| {
        let told: Vec<&Event> = record.events.iter().filter(|event| is_told(event)).collect();
        let is_it = |happening: &&Happening| told.iter().any(|event| happening.mentions.contains(&event.id));
        let found = record.happenings.iter().filter(is_it).filter_map(|happening| {
            let now = answered(record, text, happening)?.told;
            let same = sheet.told.iter().filter(|before| now.iter().any(|now| is_same(before, now))).count();
            let is_called = sheet.happening.as_deref() == Some(happening.id.as_str());
            Some(((kind == Some(happening.event.name()), same, is_called), now))
        });
        // Of equals the first.
        found.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, now)| now)
    };
    likest(&by_word).or_else(|| likest(&by_kind))
}

fn is_same(before: &Told, now: &Told) -> bool {
    before.field == now.field && before.value == now.value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_compared_as_people_write() {
        let now = Told {
            field: Field::Actor,
            value: "TGO MIL".to_owned(),
            shown: "Togo's army (TGO MIL)".to_owned(),
            spans: vec![],
        };
        assert!(is_meant("tgo mil", &now) && is_meant("Togo's Army", &now) && !is_meant("Togo", &now));
        assert_eq!(against(Some("GHA MIL"), Some(&now)), Became::Open);
        assert_eq!(against(Some(NONE), None), Became::Better);
        assert_eq!(against(Some("AID"), None), Became::StillWrong);
        assert_eq!(against(None, Some(&now)), Became::Open);
    }
}
