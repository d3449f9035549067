//! `dateline eval`: answers compared with what others wrote down for the same texts.

mod actors;
mod all;
mod reading;
mod scoring;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use dateline_eval::Set;

/// Score answers against test sets: the program's own, or those of a file.
///
/// Measures are those of the sets' own scorers; intervals are of articles drawn anew, or Wilson's of plain shares
/// (docs/eval.md).
#[derive(Args)]
pub(crate) struct Eval {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Actors(actors::Actors),
    /// Whole articles, who did what to whom: NAME.articles.jsonl, NAME.coder_A.jsonl, NAME.coder_B.jsonl.
    Whole(scoring::Scoring),
    /// What is said, and by whom: PolNeAR's folders text and attributions.
    Quotations(scoring::Scoring),
    /// The event between two given mentions, as PLV has them: rows with text, source, target, root.
    Relations(scoring::Scoring),
    /// Whether a sentence's record holds a marked relation: the same rows.
    OpenEvents(scoring::Scoring),
    /// Events of sentences, of gold standard records: rows with events and the codes of their parties.
    Events(scoring::Scoring),
    /// One article with all that is wanted of its record: article.txt and expected.json.
    Seed(scoring::Scoring),
    /// Times, as TempEval-3 scores TIMEX3: rows with timexes.
    Times(scoring::Scoring),
    /// Places with their points: rows with places.
    Places(scoring::Scoring),
    /// Who is who, by the measures of CoNLL-2012: rows with entities in chains.
    Coref(scoring::Scoring),
    /// Phrases and their codes, in the same form as the other sets; `actors` shows more.
    Phrases(scoring::Scoring),
    /// Saved web pages: text, headline, day, writers, language.
    Pages(scoring::Scoring),
    /// Reports of the same: rows with clusters.
    Stories(scoring::Scoring),
    /// Copies of a report: NAME.docs.jsonl and NAME.pairs.jsonl.
    Copies(scoring::Scoring),
    All(all::All),
    Table(all::Table),
    Reliability(reading::Reliability),
    Invariance(reading::Invariance),
    Cost(reading::Cost),
}

impl Eval {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Actors(actors) => actors.run(),
            What::Whole(scoring) => scoring.run(Set::Whole),
            What::Quotations(scoring) => scoring.run(Set::Quotations),
            What::Relations(scoring) => scoring.run(Set::Relations),
            What::OpenEvents(scoring) => scoring.run(Set::OpenEvents),
            What::Events(scoring) => scoring.run(Set::Events),
            What::Seed(scoring) => scoring.run(Set::Seed),
            What::Times(scoring) => scoring.run(Set::Times),
            What::Places(scoring) => scoring.run(Set::Places),
            What::Coref(scoring) => scoring.run(Set::Coref),
            What::Phrases(scoring) => scoring.run(Set::Actors),
            What::Pages(scoring) => scoring.run(Set::Pages),
            What::Stories(scoring) => scoring.run(Set::Stories),
            What::Copies(scoring) => scoring.run(Set::Copies),
            What::All(all) => all.run(),
            What::Table(table) => table.run(),
            What::Reliability(reliability) => reliability.run(),
            What::Invariance(invariance) => invariance.run(),
            What::Cost(cost) => cost.run(),
        }
    }
}
