//! Which weights decide over events?

use std::sync::OnceLock;

use super::Codebook;
use crate::error::{Error, Mistake};
use crate::weights::{Judge, RowError};

/// Fitted by `dateline train events`.
static BUILT_IN: [&str; 3] = [
    include_str!("../../codebook/en/did/acts.weights.tsv"),
    include_str!("../../codebook/en/did/sides.weights.tsv"),
    include_str!("../../codebook/en/did/sectors.weights.tsv"),
];

/// What decides over events: one judge for each answer.
#[derive(Debug)]
pub(crate) struct Judges {
    /// Does a word tell an act, and which?
    pub(crate) acts: Judge,
    /// Who stands on which side of an act?
    pub(crate) sides: Judge,
    /// In which sector does a party take part?
    pub(crate) sectors: Judge,
}

impl Judges {
    /// From the three tables of weights.
    fn of(tables: [&str; 3]) -> Result<Self, RowError> {
        let [acts, sides, sectors] = tables;
        Ok(Self { acts: Judge::parse(acts)?, sides: Judge::parse(sides)?, sectors: Judge::parse(sectors)? })
    }
}

impl Codebook {
    /// The judges of events; nothing if entries alone decide.
    pub(crate) fn judges(&self) -> Option<&Judges> {
        let read = || Judges::of(BUILT_IN).expect("the build script read them");
        self.judges.as_ref().map(|judges| judges.get_or_init(read))
    }

    /// With weights of one's own for the judges of events, as `dateline train events` writes them.
    ///
    /// # Errors
    ///
    /// The first line that is no weight.
    pub fn with_event_weights(mut self, tables: [&str; 3]) -> Result<Self, Error> {
        let mistake = |error: RowError| Mistake { file: None, line: error.line, entry: None, what: error.what };
        let judges = Judges::of(tables);
        let judges = judges.map_err(|error| Error::of(vec![mistake(error)]).expect("there is a mistake"))?;
        self.judges = Some(OnceLock::from(judges));
        Ok(self)
    }
}
