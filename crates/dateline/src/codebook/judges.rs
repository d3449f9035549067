//! Which weights decide over events?

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Codebook;
use crate::error::{Error, Mistake};
use crate::heads::Heads;
use crate::weights::{ClassWeights, Judge, RowError};

/// The tables of weights, in the order in which they are taken.
pub const EVENT_TABLES: [&str; 9] =
    ["acts", "sides", "sectors", "standing", "claimed", "central", "happenings", "circumstances", "dyads"];

/// Fitted by `dateline train events`.
static BUILT_IN: [&[u8]; 9] = [
    include_bytes!("../../codebook/en/did/acts.weights"),
    include_bytes!("../../codebook/en/did/sides.weights"),
    include_bytes!("../../codebook/en/did/sectors.weights"),
    include_bytes!("../../codebook/en/did/standing.weights"),
    include_bytes!("../../codebook/en/did/claimed.weights"),
    include_bytes!("../../codebook/en/did/central.weights"),
    include_bytes!("../../codebook/en/did/happenings.weights"),
    include_bytes!("../../codebook/en/did/circumstances.weights"),
    include_bytes!("../../codebook/en/did/dyads.weights"),
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
    /// Has it happened?
    pub(crate) standing: Judge,
    /// Does somebody only claim it?
    pub(crate) claimed: Judge,
    /// Is it one of those that the article is about?
    pub(crate) central: Judge,
    /// Do two mentions tell one act?
    pub(crate) happenings: Judge,
    /// On which of the days, at which of the places that its article tells was an act?
    pub(crate) circumstances: Judge,
    /// Which doer goes with which target?
    pub(crate) dyads: Judge,
}

impl Judges {
    /// From the tables of weights.
    ///
    /// # Errors
    ///
    /// The first row that is none, with the number of its table.
    pub(crate) fn of(tables: [Cow<'static, [u8]>; 9]) -> Result<Self, (usize, RowError)> {
        let read = |table: usize| Judge::read(tables[table].clone()).map_err(|error| (table, error));
        Ok(Self {
            acts: read(0)?,
            sides: read(1)?,
            sectors: read(2)?,
            standing: read(3)?,
            claimed: read(4)?,
            central: read(5)?,
            happenings: read(6)?,
            circumstances: read(7)?,
            dyads: read(8)?,
        })
    }
}

/// What weighs how much for the relation between two mentions, fitted by `scripts/train_relations.py`.
static RELATION_WEIGHTS: &str = include_str!("../../codebook/en/did/relations.tsv");
/// The same beside vectors of the encoder.
static CAREFUL_RELATION_WEIGHTS: &str = include_str!("../../codebook/en/did/relations.careful.tsv");

impl Codebook {
    /// What weighs how much for the relation between two mentions; read when first asked for.
    pub(crate) fn relation_weights(&self) -> Option<&ClassWeights> {
        let read = || ClassWeights::parse(RELATION_WEIGHTS).expect("the build script read them");
        self.relation_weights.as_ref().map(|[weights, _]| weights.get_or_init(read))
    }

    /// The same where the encoder tells of the mentions too.
    pub(crate) fn careful_relation_weights(&self) -> Option<&ClassWeights> {
        let read = || ClassWeights::parse(CAREFUL_RELATION_WEIGHTS).expect("the build script read them");
        self.relation_weights.as_ref().map(|[_, careful]| careful.get_or_init(read))
    }

    /// The judges of events; nothing if entries alone decide.
    pub(crate) fn judges(&self) -> Option<&Judges> {
        let read = || Judges::of(BUILT_IN.map(Cow::Borrowed)).expect("the build script read them");
        self.judges.as_ref().map(|judges| judges.get_or_init(read))
    }

    /// What vectors of words tell; read when first asked for.
    pub(crate) fn heads(&self) -> &Heads {
        self.heads.get_or_init(Heads::built_in)
    }

    /// With weights of one's own for the judges of events, as `dateline train events` writes them.
    ///
    /// # Errors
    ///
    /// The first line that is no weight.
    pub fn with_event_weights(mut self, tables: [&[u8]; 9]) -> Result<Self, Error> {
        let judges = Judges::of(tables.map(|table| table.to_vec().into())).map_err(|(table, error)| {
            let file = Some(format!("{}.weights", EVENT_TABLES[table]));
            Error::of(vec![Mistake { file, line: error.line, entry: None, what: error.what }])
                .expect("there is a mistake")
        })?;
        self.judges = Some(OnceLock::from(judges));
        self.added.extend(tables.map(Box::from));
        Ok(self)
    }
}
