//! Who demanded, promised, threatened, refused what, and what became of it?
//!
//! [`ledger`] takes the records of an archive, with the texts that they were read from, and answers in three steps: what each
//! sentence says, which of these statements are one, and which later sentences tell what became of it. What somebody says by
//! hand ([`Correction`]) is laid over what was found, and never mixed into it.

mod case;
mod correction;
mod entry;
mod joining;
mod judge;
mod lexicon;
mod linking;
mod meaning;
mod meant;
mod party;
mod rarity;
mod reading;
mod saying;
mod sentence;
mod statement;
mod wanted;

#[cfg(test)]
mod tests;

use dateline::record::Record;
use jiff::civil::Date;

pub(crate) use correction::lay_over;
pub use correction::{Correction, Verdict};
pub use entry::{Became, Deadline, Entry, Evidence, Kind, Outcome};
pub use meaning::Meaning;
pub use party::Somebody;
pub use wanted::Wanted;

use meant::Meant;
use party::Homes;
use rarity::Rarity;
use sentence::{Sentence, Told};
use statement::Statement;

/// A report of an archive, and what was read from it.
#[derive(Debug)]
pub struct Report {
    /// Its number in the archive.
    pub number: u64,
    /// The number of its origin: copies of one report have the same.
    pub origin: u64,
    /// What was read.
    pub record: Record,
    /// From what it was read.
    pub text: String,
}

/// The ledger of these reports, with what was said of it by hand. Entries are in the order of their first days. `late` is
/// asked for each report, statement and entry whether it takes too long: then there is none.
pub fn ledger(
    reports: &[Report],
    corrections: &[Correction],
    meaning: Option<&Meaning>,
    late: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Entry>> {
    let told: Vec<Told> = reports.iter().map(told).collect();
    let sentences = sentences(reports, &told, late)?;
    let rarity = Rarity::of(&sentences, &told);
    let mut statements: Vec<Statement> =
        sentences.iter().enumerate().flat_map(|(number, sentence)| statement::statements(number, sentence)).collect();
    let headlines: Vec<&str> =
        reports.iter().map(|report| report.record.article.title.as_deref().unwrap_or_default()).collect();
    let meant = match meaning {
        Some(meaning) => Some(Meant::of(meaning, &sentences, &headlines, late)?),
        None => None,
    };
    let mut again = None;
    if let Some(meant) = &meant {
        statements = meant.statements(statements);
        again = Some(meant.again(&statements, late)?);
    }
    let joined = joining::join(statements, &sentences, &rarity, again.as_ref(), late)?;
    let mut entries = linking::entries(&joined, (&sentences, &told), &rarity, meant.as_ref(), late)?;
    let last: Option<Date> = told.iter().filter_map(|report| report.published).max();
    entries.iter_mut().for_each(|entry| entry.settle());
    entries.sort_by_key(|entry| (entry.days.is_none(), entry.days));
    lay_over(&mut entries, corrections, last);
    Some(entries)
}

/// The sentences of all reports, in the order of their days; nothing, if it gets too late.
fn sentences(reports: &[Report], told: &[Told], late: &dyn Fn() -> bool) -> Option<Vec<Sentence>> {
    let mut homes = Homes::default();
    for report in reports {
        homes.count(&report.record);
        homes.count_bodies(&report.record, &report.text.chars().collect::<Vec<_>>());
    }
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&number| (told[number].published.is_none(), told[number].published, told[number].number));
    let mut sentences = Vec::new();
    for number in order {
        if late() {
            return None;
        }
        let report = &reports[number];
        sentences.extend(reading::sentences(&report.record, &report.text, number, &homes));
    }
    Some(sentences)
}

fn told(report: &Report) -> Told {
    let article = &report.record.article;
    Told {
        number: report.number,
        id: report.record.source.id.clone(),
        published: article.published,
        publisher: article.publisher.clone(),
        origin: report.origin,
    }
}
