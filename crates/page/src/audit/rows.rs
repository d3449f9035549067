//! What is asked of a coder on a sheet, and what has it said?

use dateline_eval::audit::{Audit, Coder, Field, Said, Sheet, asked};

use crate::error::Trouble;

/// An answer that is judged.
pub(super) struct Row {
    /// Which.
    pub(super) field: Field,
    /// What this coder said of it.
    pub(super) said: Option<Said>,
    /// What others said, for who decides: name, verdict, value.
    pub(super) others: Vec<(String, Said)>,
}

impl Row {
    /// Whether it is judged.
    pub(super) fn is_done(&self) -> bool {
        self.said.is_some()
    }
}

/// What a coder judges of a sheet.
pub(super) fn judged(audit: &Audit, sheet: &Sheet, coder: &Coder) -> Result<Vec<Row>, Trouble> {
    let all = audit.said_of(sheet.number)?;
    let own: Vec<&Said> = all.iter().filter(|said| said.coder == coder.number).collect();
    let fields = match coder.decides {
        true => audit.disputed()?.remove(&sheet.number).unwrap_or_default(),
        false => asked(sheet, &own),
    };
    let coders = audit.coders()?;
    let others = |field: Field| {
        let others = all.iter().filter(|said| coder.decides && said.field == field && said.coder != coder.number);
        let name = |said: &Said| coders.iter().find(|coder| coder.number == said.coder).map(|coder| coder.name.clone());
        others.filter_map(|said| Some((name(said)?, said.clone()))).collect()
    };
    let row = |field: Field| Row {
        field,
        said: own.iter().find(|said| said.field == field).map(|said| (*said).clone()),
        others: others(field),
    };
    Ok(fields.into_iter().map(row).collect())
}

/// The sheets of which something is left to judge, in order.
pub(super) fn left(audit: &Audit, coder: &Coder) -> Result<Vec<u64>, Trouble> {
    Ok(open(audit, coder)?.0)
}

/// How many sheets a coder has judged, of how many.
pub(super) fn done(audit: &Audit, coder: &Coder) -> Result<(u64, u64), Trouble> {
    let (left, of) = open(audit, coder)?;
    Ok((of - left.len() as u64, of))
}

/// The sheets that are left, and how many there are.
fn open(audit: &Audit, coder: &Coder) -> Result<(Vec<u64>, u64), Trouble> {
    let mut said = audit.said()?;
    said.retain(|said| said.coder == coder.number);
    let of = |number: u64| -> Vec<&Said> { said.iter().filter(|said| said.sheet == number).collect() };
    if coder.decides {
        let disputed = audit.disputed()?;
        let all = disputed.len() as u64;
        let is_open = |number: u64, fields: &[Field]| {
            let said = of(number);
            fields.iter().any(|field| !said.iter().any(|said| said.field == *field))
        };
        let left = disputed.into_iter().filter(|(number, fields)| is_open(*number, fields)).map(|(number, _)| number);
        return Ok((left.collect(), all));
    }
    let sheets = audit.sheets()?;
    let all = sheets.len() as u64;
    let is_open = |sheet: &&Sheet| {
        let said = of(sheet.number);
        asked(sheet, &said).iter().any(|field| !said.iter().any(|said| said.field == *field))
    };
    Ok((sheets.iter().filter(is_open).map(|sheet| sheet.number).collect(), all))
}
