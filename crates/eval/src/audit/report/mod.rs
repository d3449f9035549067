//! How often is the program wrong, by what coders said of a sample?

mod agreement;
mod methods;
mod precision;
mod recall;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::decided::{Decided, decided};
use super::draw::Drawn;
use super::verdicts::{Said, asked};
use super::{Audit, Coder, Error, Field, Sheet};
use crate::statistics::Interval;

pub use agreement::{Agreement, Among, Pair};
pub use precision::{Domain, Figure, Precision};
pub use recall::Recall;

/// Everything an audit tells.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// How the sample was drawn.
    pub drawn: Drawn,
    /// How many happenings were drawn.
    pub happenings: u64,
    /// How many sentences without.
    pub sentences: u64,
    /// Who has judged how much.
    pub coders: Vec<Progress>,
    /// How often answers are right.
    pub precision: Vec<Precision>,
    /// How much of what is told was found.
    pub recall: Option<Recall>,
    /// How far coders agree.
    pub agreement: Agreement,
    /// Where they do not.
    pub disagreements: Vec<Disagreement>,
    /// What a paper may say of all this.
    pub methods: String,
}

/// How far a coder has come.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// Who.
    #[serde(flatten)]
    pub coder: Coder,
    /// Answers it has given.
    pub verdicts: u64,
    /// Sheets of which everything was judged.
    pub sheets: u64,
    /// Of so many.
    pub of: u64,
    /// What share of the answers that could be told was right, by this coder.
    pub right: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
}

/// An answer of which coders say different things.
#[derive(Clone, Debug, Serialize)]
pub struct Disagreement {
    /// The number of the sheet.
    pub sheet: u64,
    /// The number of the report.
    pub report: u64,
    /// Which answer.
    pub field: Field,
    /// The sentence.
    pub sentence: String,
    /// What the program answers.
    pub told: String,
    /// Who says what: verdict, and what would be right.
    pub said: Vec<(String, super::Verdict, Option<String>)>,
    /// What was decided.
    pub decided: Option<(super::Verdict, Option<String>)>,
}

/// What figures are made of.
struct Basis {
    sheets: Vec<Sheet>,
    said: Vec<Said>,
    coders: Vec<Coder>,
    decided: BTreeMap<(u64, Field), Decided>,
}

impl Basis {
    /// Coders who do not decide.
    fn voices(&self) -> impl Iterator<Item = &Coder> {
        self.coders.iter().filter(|coder| !coder.decides)
    }

    /// What a coder said of a sheet.
    fn of(&self, sheet: u64, coder: i64) -> Vec<&Said> {
        let first = self.said.partition_point(|said| said.sheet < sheet);
        self.said[first..].iter().take_while(|said| said.sheet == sheet).filter(|said| said.coder == coder).collect()
    }
}

impl Audit {
    /// What it tells so far.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn tell(&self) -> Result<Report, Error> {
        let (sheets, said, coders) = (self.sheets()?, self.said()?, self.coders()?);
        let decided = decided(&said, &coders);
        let basis = Basis { sheets, said, coders, decided };
        let drawn = self.drawn()?;
        let (strata, groups) = (self.strata()?, self.groups()?);
        let precision = precision::precision(&basis, &drawn.by, &strata, &groups);
        let recall = recall::recall(&basis, &drawn, &precision, precision::misnamed(&basis, &strata, &groups));
        let agreement = agreement::agreement(&basis, &self.blind_answers()?);
        let happenings = basis.sheets.iter().filter(|sheet| sheet.happening.is_some()).count() as u64;
        let mut report = Report {
            happenings,
            sentences: basis.sheets.len() as u64 - happenings,
            coders: progress(&basis),
            disagreements: self.disagreements(&basis)?,
            precision,
            recall,
            agreement,
            methods: String::new(),
            drawn,
        };
        report.methods = methods::methods(&report);
        Ok(report)
    }

    fn disagreements(&self, basis: &Basis) -> Result<Vec<Disagreement>, Error> {
        let mut all = Vec::new();
        for (sheet, field) in differing(basis) {
            let text = self.report(sheet.report)?.text;
            let (start, end) = sheet.sentence;
            let sentence: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            let said = basis.voices().filter_map(|coder| {
                let said = basis.of(sheet.number, coder.number).into_iter().find(|said| said.field == field)?;
                Some((coder.name.clone(), said.verdict, said.value.clone()))
            });
            let was_decided = basis
                .coders
                .iter()
                .filter(|coder| coder.decides)
                .any(|coder| basis.of(sheet.number, coder.number).iter().any(|said| said.field == field));
            let decided = match basis.decided.get(&(sheet.number, field)) {
                Some(Decided::Holds(verdict, value)) if was_decided => Some((*verdict, value.clone())),
                _ => None,
            };
            all.push(Disagreement {
                sheet: sheet.number,
                report: sheet.report,
                field,
                sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
                told: sheet.told(field).map_or_else(String::new, |told| told.shown.clone()),
                said: said.collect(),
                decided,
            });
        }
        Ok(all)
    }

    /// The answers on which coders disagree and nobody has decided: what is left for who decides, by sheet.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn disputed(&self) -> Result<BTreeMap<u64, Vec<Field>>, Error> {
        let (sheets, said, coders) = (self.sheets()?, self.said()?, self.coders()?);
        let basis = Basis { sheets, said, coders, decided: BTreeMap::new() };
        let mut disputed: BTreeMap<u64, Vec<Field>> = BTreeMap::new();
        for (sheet, field) in differing(&basis) {
            disputed.entry(sheet.number).or_default().push(field);
        }
        Ok(disputed)
    }
}

/// The answers on which coders disagree, decided or not.
fn differing(basis: &Basis) -> Vec<(&Sheet, Field)> {
    let mut all = Vec::new();
    for sheet in &basis.sheets {
        // Who and whom of a sentence without happening are texts, which are not compared.
        for field in sheet.fields() {
            let voices = basis.voices().flat_map(|coder| basis.of(sheet.number, coder.number));
            let said: Vec<&Said> = voices.filter(|said| said.field == field).collect();
            let verdicts: BTreeSet<super::Verdict> = said.iter().map(|said| said.verdict).collect();
            // Who says what would be right says another thing than who names something else.
            let values: BTreeSet<String> = said.iter().filter_map(|said| said.value.as_deref()).map(plain).collect();
            if verdicts.len() > 1 || values.len() > 1 {
                all.push((sheet, field));
            }
        }
    }
    all
}

/// What was typed, without what people write in different ways: letters' case and white space.
fn plain(value: &str) -> String {
    value.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn progress(basis: &Basis) -> Vec<Progress> {
    let disputed = differing(basis);
    let mut sheets_disputed: Vec<u64> = disputed.iter().map(|(sheet, _)| sheet.number).collect();
    sheets_disputed.dedup();
    basis
        .coders
        .iter()
        .map(|coder| {
            let whole = |sheet: &&Sheet| {
                let said = basis.of(sheet.number, coder.number);
                let is_said = |field: &Field| said.iter().any(|said| said.field == *field);
                match coder.decides {
                    true => disputed.iter().filter(|(of, _)| of.number == sheet.number).all(|(_, f)| is_said(f)),
                    false => asked(sheet, &said).iter().all(is_said),
                }
            };
            let is_its = |sheet: &&Sheet| !coder.decides || sheets_disputed.contains(&sheet.number);
            let its: Vec<&Sheet> = basis.sheets.iter().filter(is_its).collect();
            let right = precision::of_coder(basis, coder);
            Progress {
                coder: coder.clone(),
                verdicts: basis.said.iter().filter(|said| said.coder == coder.number).count() as u64,
                sheets: its.iter().filter(|sheet| whole(sheet)).count() as u64,
                of: its.len() as u64,
                right: right.value(),
                interval: right.interval(),
            }
        })
        .collect()
}
