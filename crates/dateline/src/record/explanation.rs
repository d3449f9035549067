//! How is told why an event is in the record?

use serde::{Deserialize, Serialize};

use super::Span;

/// Why an event is in the record as it is: what its judges weighed. By rules alone there is only the entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Id of the event.
    pub event: String,
    /// Id of the codebook's entry that tells it; absent where none does.
    pub entry: Option<String>,
    /// Does its word tell an act, and which?
    pub act: Option<Verdict>,
    /// Who may have done it, the likeliest first.
    pub actor: Vec<Candidate>,
    /// To whom, likewise.
    pub recipient: Vec<Candidate>,
    /// Has it happened? `none` says that nothing speaks against it.
    pub standing: Option<Verdict>,
    /// Does somebody only claim it?
    pub claimed: Option<Verdict>,
    /// Is it one of those that the article is about?
    pub central: Option<Verdict>,
}

/// One answer out of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The answer that was given.
    pub answer: String,
    /// How probable it was, from 0 to 1.
    pub probability: f64,
    /// The next best, the likeliest first.
    pub others: Vec<Rival>,
    /// The answer against which the reasons are weighed: that nothing is told, else the next best.
    pub against: String,
    /// The strongest of what speaks for the answer.
    pub speaks_for: Vec<Reason>,
    /// The strongest of what speaks against it.
    pub speaks_against: Vec<Reason>,
}

/// An answer that was not given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The answer.
    pub answer: String,
    /// How probable it was, from 0 to 1.
    pub probability: f64,
}

/// Something that was weighed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Its name in the table of weights: parts with colons between, such as `is:arrest`.
    pub feature: String,
    /// What it adds to the logarithm of the odds (natural logarithm).
    pub weight: f64,
}

/// Somebody who may be a party to an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The words; absent for those whom nobody names.
    pub span: Option<Span>,
    /// Where it stands: `here` (in the sentence), `before`, `after`, `implied` by the act, `unknown` people under arms, or
    /// `nobody`.
    pub stands: String,
    /// Whether it is a party in the record.
    pub chosen: bool,
    /// How probable it was, from 0 to 1.
    pub probability: f64,
    /// Its country or body.
    pub country: Option<String>,
    /// The words that tell where the article plays, where the country was inferred from that.
    pub country_from: Option<Span>,
    /// In which sector it takes part; only of who is chosen.
    pub sector: Option<Verdict>,
    /// The strongest of what speaks for it; only of who is chosen.
    pub speaks_for: Vec<Reason>,
    /// The strongest of what speaks against it; only of who is chosen.
    pub speaks_against: Vec<Reason>,
}
