//! `dateline audit export`: the verdicts for other programs.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline_eval::audit::{self, Exported};

use crate::shown::Form;

/// Write every verdict as a row, with what it was said of.
#[derive(Args)]
pub(crate) struct Export {
    /// The sample that was judged.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// As what.
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Format::Csv)]
    format: Format,
    /// Where it is written [default: the standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Csv,
    /// A JSON object a line.
    Jsonl,
}

impl Export {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let rows = audit::Audit::open(&self.file)?.rows()?;
        let (form, text) = match self.format {
            Format::Csv => (Form::Plain, table(&rows)?),
            Format::Jsonl => {
                let lines: Result<Vec<String>, _> = rows.iter().map(serde_json::to_string).collect();
                (Form::Json, lines?.into_iter().map(|line| line + "\n").collect())
            }
        };
        super::write(self.out.as_deref(), form, &text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A row with no text in it that a spreadsheet would take for a formula.
fn plain(row: &Exported) -> Exported {
    let mut row = row.clone();
    let always = [&mut row.source_id, &mut row.sentence, &mut row.told, &mut row.coder];
    let some = [&mut row.happening, &mut row.value, &mut row.blind, &mut row.note];
    for text in always.into_iter().chain(some.into_iter().flatten()) {
        let rest = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
        if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−']) || text.starts_with(['\t', '\r', '\n'])
        {
            text.insert(0, '\'');
        }
    }
    row
}

fn table(rows: &[Exported]) -> anyhow::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table.serialize(plain(row))?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use dateline_eval::audit::{Field, Verdict};

    use super::*;

    #[test]
    fn texts_that_a_spreadsheet_would_compute_are_marked() {
        let [source_id, sentence, told, coder] = ["r-1", "Togo aided Ghana.", "---", "=1+1"].map(str::to_owned);
        let row = Exported {
            sheet: 1,
            report: 1,
            source_id,
            happening: None,
            sentence_start: 0,
            sentence_end: 17,
            sentence,
            weight: 2.5,
            field: Field::Actor,
            told,
            coder,
            decides: false,
            verdict: Verdict::Wrong,
            value: Some(" @SUM(A1)".to_owned()),
            blind: None,
            note: Some("a - b".to_owned()),
            at: String::new(),
        };
        let table = table(&[row]).expect("a table");
        assert!(table.contains(",'=1+1,") && table.contains(",'---,") && table.contains(",' @SUM(A1),"), "{table}");
        assert!(table.contains(",a - b,") && table.contains(",2.5,"), "{table}");
    }
}
