//! How far do coders agree, beyond chance?

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::verdicts::BlindAnswers;
use super::super::{Field, Verdict};
use super::Basis;
use crate::statistics::{cohens_kappa, krippendorffs_alpha};

/// How far coders agree; who decides is none of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// Two and two.
    pub pairs: Vec<Pair>,
    /// All together.
    pub among: Vec<Among>,
}

/// Agreement of two.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// One.
    pub first: String,
    /// The other.
    pub second: String,
    /// On what.
    pub on: String,
    /// Answers that both judged.
    pub cases: u64,
    /// The share of which they say the same.
    pub same: f64,
    /// Cohen's κ; nothing where both said one thing throughout.
    pub kappa: Option<f64>,
}

/// Agreement of all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Among {
    /// On what.
    pub on: String,
    /// Answers that at least two judged.
    pub cases: u64,
    /// Krippendorff's α, nominal; nothing where all said one thing throughout.
    pub alpha: Option<f64>,
}

/// On what verdicts of all answers agree.
pub(super) const ALL: &str = "all";

/// On what answers agree that were given before the program's were seen.
pub(super) const BLIND: &str = "event, coded blind";

/// What each coder says of one case.
type Case = BTreeMap<i64, String>;

pub(super) fn agreement(basis: &Basis, blind: &BTreeMap<(u64, i64), BlindAnswers>) -> Agreement {
    let mut of_field: BTreeMap<Field, Vec<Case>> = BTreeMap::new();
    for sheet in &basis.sheets {
        for field in sheet.fields() {
            let case: Case = basis
                .voices()
                .flat_map(|coder| basis.of(sheet.number, coder.number))
                .filter(|said| said.field == field)
                .map(|said| (said.coder, Verdict::name(said.verdict).to_owned()))
                .collect();
            of_field.entry(field).or_default().push(case);
        }
    }
    let mut all: Vec<(String, Vec<Case>)> = vec![(ALL.to_owned(), of_field.values().flatten().cloned().collect())];
    all.extend(of_field.into_iter().map(|(field, cases)| (field.name().to_owned(), cases)));
    all.push((BLIND.to_owned(), blind_cases(basis, blind)));
    all.retain(|(_, cases)| cases.iter().any(|case| case.len() > 1));
    let mut agreement = Agreement::default();
    for (on, cases) in &all {
        agreement.pairs.extend(pairs(basis, on, cases));
        let answers: Vec<Vec<&String>> = cases.iter().map(|case| case.values().collect()).collect();
        let shared = cases.iter().filter(|case| case.len() > 1).count() as u64;
        agreement.among.push(Among { on: on.clone(), cases: shared, alpha: krippendorffs_alpha(&answers) });
    }
    agreement
}

fn blind_cases(basis: &Basis, blind: &BTreeMap<(u64, i64), BlindAnswers>) -> Vec<Case> {
    let mut cases: BTreeMap<u64, Case> = BTreeMap::new();
    for ((sheet, coder), answers) in blind {
        let is_voice = basis.voices().any(|voice| voice.number == *coder);
        if let (true, Some(event)) = (is_voice, answers.get(&Field::Event)) {
            cases.entry(*sheet).or_default().insert(*coder, event.clone());
        }
    }
    cases.into_values().collect()
}

fn pairs(basis: &Basis, on: &str, cases: &[Case]) -> Vec<Pair> {
    let voices: Vec<_> = basis.voices().collect();
    let mut pairs = Vec::new();
    for (at, first) in voices.iter().enumerate() {
        for second in &voices[at + 1..] {
            let both: Vec<(&String, &String)> =
                cases.iter().filter_map(|case| case.get(&first.number).zip(case.get(&second.number))).collect();
            if both.is_empty() {
                continue;
            }
            let same = both.iter().filter(|(one, other)| one == other).count() as f64 / both.len() as f64;
            pairs.push(Pair {
                first: first.name.clone(),
                second: second.name.clone(),
                on: on.to_owned(),
                cases: both.len() as u64,
                same,
                kappa: cohens_kappa(&both),
            });
        }
    }
    pairs
}
