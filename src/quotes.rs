//! `dateline quotes`: what is said in reports, and by whom.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dateline::record::{Quotation, Record, Voice};

use crate::listing::{Listing, Question};
use crate::table;

/// List the quotations of reports: speaker, words, cue and number of the sentence.
///
/// Direct and indirect speech, and beliefs, intentions and feelings that are reported of someone. A quotation within
/// another one is indented.
#[derive(Args)]
pub(crate) struct Quotes {
    /// Reports, as `dateline read` takes them.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// Only what this speaker says: a part of the name, or of the words that name the speaker, in any case.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

impl Quotes {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let wanted = self.speaker.map(|name| name.to_lowercase());
        let select = |record: &mut Record, text: &[char]| {
            if let Some(wanted) = &wanted {
                let quotations = std::mem::take(&mut record.quotations);
                record.quotations = quotations.into_iter().filter(|said| is_by(record, text, said, wanted)).collect();
            }
        };
        let answers = |record: &Record| serde_json::to_value(&record.quotations);
        let question =
            Question { name: "quotations", select: &select, table: table::quotations, answers, explains: false };
        self.listing.run(self.inputs, &question)
    }
}

/// Whether the quotation's speaker bears this name, in lower case.
fn is_by(record: &Record, text: &[char], quotation: &Quotation, wanted: &str) -> bool {
    let named = |voice: &Voice| {
        let actor = record.actors.iter().find(|actor| Some(&actor.id) == voice.actor.as_ref());
        let words: String = text[voice.span.start as usize..voice.span.end as usize].iter().collect();
        actor.is_some_and(|actor| actor.name.to_lowercase().contains(wanted)) || words.to_lowercase().contains(wanted)
    };
    quotation.speaker.as_ref().is_some_and(named)
}
