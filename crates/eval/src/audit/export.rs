//! Which rows has an audit for other programs: a row a verdict?

use serde::Serialize;

use super::{Audit, Error, Field, Verdict};

/// What a coder said of an answer, with what it was said of.
#[derive(Clone, Debug, Serialize)]
pub struct Exported {
    /// The number of the sheet.
    pub sheet: u64,
    /// The number of the report.
    pub report: u64,
    /// The report's own id.
    pub source_id: String,
    /// The id of the happening; nothing for a sentence without.
    pub happening: Option<String>,
    /// Where its sentence begins, in characters.
    pub sentence_start: u32,
    /// Where it ends.
    pub sentence_end: u32,
    /// The sentence.
    pub sentence: String,
    /// How many happenings of the whole the sheet stands for.
    pub weight: f64,
    /// Which answer.
    pub field: Field,
    /// What the program answers.
    pub told: String,
    /// Who says so.
    pub coder: String,
    /// Whether this coder decides where others disagree.
    pub decides: bool,
    /// What is said of it.
    pub verdict: Verdict,
    /// What would be right.
    pub value: Option<String>,
    /// What the coder answered before seeing the program's answer.
    pub blind: Option<String>,
    /// The coder's note on the sheet.
    pub note: Option<String>,
    /// When.
    pub at: String,
}

impl Audit {
    /// A row a verdict that holds, by sheet, coder and time.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn rows(&self) -> Result<Vec<Exported>, Error> {
        let (coders, notes, blind, sizes) = (self.coders()?, self.notes()?, self.blind_answers()?, self.strata()?);
        let sheets = self.sheets()?;
        let mut rows = Vec::new();
        for said in self.said()? {
            let Some(sheet) = sheets.get(said.sheet as usize - 1) else { continue };
            let Some(coder) = coders.iter().find(|coder| coder.number == said.coder) else { continue };
            let report = self.report(sheet.report)?;
            let (start, end) = sheet.sentence;
            let drawn = sheets.iter().filter(|other| other.stratum == sheet.stratum).count();
            let blind = blind.get(&(said.sheet, said.coder));
            let asked = if said.field == Field::NoAct { Field::Event } else { said.field };
            rows.push(Exported {
                sheet: said.sheet,
                report: sheet.report,
                source_id: report.source.id,
                happening: sheet.happening.clone(),
                sentence_start: start,
                sentence_end: end,
                sentence: report.text.chars().skip(start as usize).take((end - start) as usize).collect(),
                weight: sizes.get(&sheet.stratum).copied().unwrap_or_default() / drawn as f64,
                field: said.field,
                told: sheet.told(said.field).map_or_else(String::new, |told| told.value.clone()),
                coder: coder.name.clone(),
                decides: coder.decides,
                verdict: said.verdict,
                value: said.value,
                blind: blind.and_then(|blind| blind.get(&asked).cloned()),
                note: notes.get(&(said.sheet, said.coder)).cloned(),
                at: said.at,
            });
        }
        Ok(rows)
    }
}
