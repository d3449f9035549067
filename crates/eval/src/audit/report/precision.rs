//! How often are answers right, in the whole of which a sample was drawn?

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::whole::Dimension;
use super::super::{Coder, Field, NONE, Sheet, Verdict};
use super::{Basis, Decided};
use crate::statistics::{Interval, Share, Stratum, Weighted, weighted};

/// How often an answer is right.
#[derive(Clone, Debug, Serialize)]
pub struct Precision {
    /// Which answer; nothing: event, actor, recipient and standing together.
    pub field: Option<Field>,
    /// In the whole.
    pub figure: Figure,
    /// By the values of the dimensions.
    pub by: Vec<Domain>,
}

/// A share of the whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    /// Judged and decided: right or wrong.
    pub judged: u64,
    /// Of these right.
    pub right: u64,
    /// Of which coders cannot tell.
    pub cannot_tell: u64,
    /// Of which coders say different things, and nobody has decided.
    pub undecided: u64,
    /// The share that is right, weighed back to the whole, from 0 to 1.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// What part of the whole lies in strata of which something was judged, from 0 to 1.
    pub covered: f64,
}

/// A part of the whole.
#[derive(Clone, Debug, Serialize)]
pub struct Domain {
    /// By what it is told apart.
    pub dimension: Dimension,
    /// What its happenings have in common.
    pub value: String,
    /// How many it has in the whole.
    pub size: u64,
    /// How often the answer is right there.
    pub figure: Figure,
}

/// What makes a happening right as a whole.
const ESSENTIAL: [Field; 4] = [Field::Event, Field::Actor, Field::Recipient, Field::Standing];

/// The sheets that lie in one part of a stratum, and how many happenings that has in the whole.
struct Part<'b> {
    sheets: Vec<&'b Sheet>,
    size: f64,
}

/// What was found of one answer.
enum Found {
    NotAsked,
    NotJudged,
    Undecided,
    CannotTell,
    Told(bool),
}

pub(super) fn precision(
    basis: &Basis,
    by: &[Dimension],
    strata: &BTreeMap<i64, f64>,
    groups: &[(i64, Vec<String>, u64)],
) -> Vec<Precision> {
    let within = within(basis);
    let whole = whole(&within, strata, groups);
    let fields =
        [None].into_iter().chain(Field::ALL.into_iter().map(Some)).filter(|field| *field != Some(Field::NoAct));
    let domains = domains(by, &within, groups);
    fields
        .map(|field| {
            let by = domains.iter().map(|((dimension, value), parts)| Domain {
                dimension: *dimension,
                value: value.clone(),
                size: parts.iter().map(|part| part.size).sum::<f64>() as u64,
                figure: figure(basis, field, parts),
            });
            let by = by.filter(|domain| domain.figure.judged > 0).collect();
            Precision { field, figure: figure(basis, field, &whole), by }
        })
        .collect()
}

/// The sheets of happenings, by stratum.
fn within(basis: &Basis) -> BTreeMap<i64, Vec<&Sheet>> {
    let mut within: BTreeMap<i64, Vec<&Sheet>> = BTreeMap::new();
    for sheet in basis.sheets.iter().filter(|sheet| sheet.happening.is_some()) {
        within.entry(sheet.stratum).or_default().push(sheet);
    }
    within
}

/// All strata of happenings.
fn whole<'b>(
    within: &BTreeMap<i64, Vec<&'b Sheet>>,
    strata: &BTreeMap<i64, f64>,
    groups: &[(i64, Vec<String>, u64)],
) -> Vec<Part<'b>> {
    strata
        .iter()
        .filter(|(stratum, _)| groups.iter().any(|(of, ..)| of == *stratum))
        .map(|(stratum, size)| Part { sheets: within.get(stratum).cloned().unwrap_or_default(), size: *size })
        .collect()
}

/// Which share of happenings tells another act than the program says, weighed back to the whole.
pub(super) fn misnamed(
    basis: &Basis,
    strata: &BTreeMap<i64, f64>,
    groups: &[(i64, Vec<String>, u64)],
) -> Option<Weighted> {
    let share = |sheets: &[&Sheet]| {
        let mut share = Share::default();
        for sheet in sheets {
            match basis.decided.get(&(sheet.number, Field::Event)) {
                Some(Decided::Holds(Verdict::Right, _)) => share.count(false),
                Some(Decided::Holds(Verdict::Wrong, value)) => share.count(value.as_ref().is_some_and(|v| v != NONE)),
                Some(Decided::Holds(Verdict::CannotTell, _) | Decided::Undecided) | None => {}
            }
        }
        share
    };
    let parts = whole(&within(basis), strata, groups);
    let strata: Vec<Stratum> =
        parts.iter().map(|part| Stratum { size: part.size, share: share(&part.sheets) }).collect();
    weighted(&strata)
}

/// The parts that strata have of each value of a dimension.
fn domains<'b>(
    by: &[Dimension],
    within: &BTreeMap<i64, Vec<&'b Sheet>>,
    groups: &[(i64, Vec<String>, u64)],
) -> BTreeMap<(Dimension, String), Vec<Part<'b>>> {
    let mut domains: BTreeMap<(Dimension, String), BTreeMap<i64, Part<'b>>> = BTreeMap::new();
    for (at, dimension) in by.iter().enumerate() {
        for (stratum, key, size) in groups {
            let Some(value) = key.get(at) else { continue };
            let parts = domains.entry((*dimension, value.clone())).or_default();
            let part = parts.entry(*stratum).or_insert_with(|| Part {
                sheets: within
                    .get(stratum)
                    .into_iter()
                    .flatten()
                    .copied()
                    .filter(|sheet| sheet.key.get(at) == Some(value))
                    .collect(),
                size: 0.0,
            });
            part.size += *size as f64;
        }
    }
    domains.into_iter().map(|(domain, parts)| (domain, parts.into_values().collect())).collect()
}

/// The figure of parts that were sampled each by itself.
fn figure(basis: &Basis, field: Option<Field>, parts: &[Part<'_>]) -> Figure {
    let mut figure = Figure::default();
    let mut strata = Vec::new();
    for part in parts {
        let mut share = Share::default();
        let mut asked = 0;
        for sheet in &part.sheets {
            let found = found(basis, field, sheet);
            asked += u64::from(!matches!(found, Found::NotAsked));
            match found {
                Found::Told(right) => share.count(right),
                Found::Undecided => figure.undecided += 1,
                Found::CannotTell => figure.cannot_tell += 1,
                Found::NotAsked | Found::NotJudged => {}
            }
        }
        figure.judged += share.all;
        figure.right += share.right;
        // Where an answer is not asked of all, the sample says of how many in the whole it is.
        let size = match part.sheets.len() {
            0 => part.size,
            drawn => part.size * asked as f64 / drawn as f64,
        };
        strata.push(Stratum { size, share });
    }
    if let Some(weighted) = weighted(&strata) {
        figure.value = Some(weighted.value);
        figure.interval = Some(weighted.interval);
        figure.covered = weighted.covered;
    }
    figure
}

fn found(basis: &Basis, field: Option<Field>, sheet: &Sheet) -> Found {
    let event = basis.decided.get(&(sheet.number, Field::Event));
    let is_none = matches!(event, Some(Decided::Holds(_, Some(value))) if value == NONE);
    match field {
        Some(field) if sheet.told(field).is_none() || (is_none && field != Field::Event) => Found::NotAsked,
        Some(field) => match basis.decided.get(&(sheet.number, field)) {
            None => Found::NotJudged,
            Some(Decided::Undecided) => Found::Undecided,
            Some(Decided::Holds(Verdict::CannotTell, _)) => Found::CannotTell,
            Some(Decided::Holds(verdict, _)) => Found::Told(*verdict == Verdict::Right),
        },
        None => {
            let all: Vec<Found> = ESSENTIAL.iter().map(|field| found(basis, Some(*field), sheet)).collect();
            let any = |wanted: fn(&Found) -> bool| all.iter().any(wanted);
            // Only where all is known: else what is wrong somewhere would count, and what may be right would not.
            match () {
                () if any(|found| matches!(found, Found::Undecided)) => Found::Undecided,
                () if any(|found| matches!(found, Found::NotJudged)) => Found::NotJudged,
                () if any(|found| matches!(found, Found::CannotTell)) => Found::CannotTell,
                () => Found::Told(!any(|found| matches!(found, Found::Told(false)))),
            }
        }
    }
}

/// Which share of all answers about happenings a coder finds right, of those that can be told; not weighed.
pub(super) fn of_coder(basis: &Basis, coder: &Coder) -> Share {
    let mut share = Share::default();
    let happenings = basis.sheets.iter().filter(|sheet| sheet.happening.is_some());
    for said in happenings.flat_map(|sheet| basis.of(sheet.number, coder.number)) {
        if said.verdict != Verdict::CannotTell {
            share.count(said.verdict == Verdict::Right);
        }
    }
    share
}
