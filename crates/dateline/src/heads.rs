//! What do the vectors of words tell of acts? Linear maps of them, fitted together with the encoder by `training/`.

use std::fmt;
use std::path::Path;

use dateline_language::{Tensors, Vectors};

use crate::record::{Aux, EventType, Sector};

/// Fitted by `training/`.
static HEADS: &[u8] = include_bytes!("../codebook/en/did/heads.safetensors");
/// What the encoder must be opened with, so that its vectors are those that the maps were fitted to.
pub static ENCODER_ADAPTATION: &[u8] = include_bytes!("../codebook/en/did/encoder.safetensors");

/// How many numbers a vector has.
const WIDTH: usize = 384;
/// Rows of the maps by which the words of an act and of a party are compared.
const RANK: usize = 64;
const SIDES: usize = 2;
/// The ways in which a candidate stands to an act; the last ones have no words.
const STANDINGS: usize = 6;
const WORDLESS: usize = 3;

/// What is wrong with a file of maps.
#[derive(Debug)]
pub(crate) struct HeadsError(String);

impl fmt::Display for HeadsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A linear map: logits of labels.
#[derive(Debug)]
struct Map {
    weight: Vec<f32>,
    bias: Vec<f32>,
    /// Where each label of ours stands among its rows.
    rows: Vec<usize>,
}

impl Map {
    /// The logits of our labels, in their order.
    fn of(&self, vector: &[f32]) -> Vec<f32> {
        self.rows
            .iter()
            .map(|&row| dot(&self.weight[row * WIDTH..(row + 1) * WIDTH], vector) + self.bias[row])
            .collect()
    }
}

/// The linear maps of vectors.
#[derive(Debug)]
pub(crate) struct Heads {
    event: Map,
    /// How much the sums of the judge of words weigh beside the map's.
    quick: f32,
    standing: Map,
    claimed: Map,
    central: Map,
    sectors: Sectors,
    parties: Parties,
}

/// What a mention's vector, an act's, and the side tell of a party's sector.
#[derive(Debug)]
struct Sectors {
    mention: Vec<f32>,
    trigger: Vec<f32>,
    side: Vec<f32>,
    /// Those of its rows; nothing for none.
    labels: Vec<Option<Sector>>,
}

#[derive(Debug)]
struct Parties {
    trigger: Vec<f32>,
    mention: Vec<f32>,
    alone: Vec<f32>,
    bias: Vec<f32>,
    sum: Vec<f32>,
    without: Vec<f32>,
}

/// A candidate for the parties of an act, as the maps see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed {
    /// The word that its mention hangs on.
    pub(crate) word: Option<usize>,
    /// The number of its standing: three with words, then three without.
    pub(crate) standing: usize,
    /// What the judge of words sums up for either side.
    pub(crate) sums: [f32; SIDES],
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Map {
    /// A map with our labels, all of which its own, in the order of its rows, must hold.
    fn read(tensors: &Tensors<'_>, name: &str, ours: &[&str]) -> Result<Self, HeadsError> {
        let own = tensors.text(&format!("labels.{name}"))?;
        let own: Vec<&str> = own.split(' ').collect();
        let row = |label: &&str| {
            let place = own.iter().position(|other| other == label);
            place.ok_or_else(|| HeadsError(format!("{name}: no label {label}")))
        };
        Ok(Self {
            weight: tensors.numbers(&format!("{name}.weight"), &[own.len(), WIDTH])?,
            bias: tensors.numbers(&format!("{name}.bias"), &[own.len()])?,
            rows: ours.iter().map(row).collect::<Result<_, _>>()?,
        })
    }
}

impl From<dateline_language::Error> for HeadsError {
    fn from(error: dateline_language::Error) -> Self {
        Self(error.to_string())
    }
}

impl Heads {
    /// Those that the program carries.
    ///
    /// # Panics
    ///
    /// Never: a test reads them.
    pub(crate) fn built_in() -> Self {
        Self::read(HEADS).expect("a test reads them")
    }

    /// Reads a file of maps.
    ///
    /// # Errors
    ///
    /// The first tensor or label that is missing or has another shape.
    fn read(bytes: &[u8]) -> Result<Self, HeadsError> {
        let tensors = Tensors::read(Path::new("heads.safetensors"), bytes)?;
        let map = |name: &str, ours: &[&str]| Map::read(&tensors, name, ours);
        let events: Vec<&str> = std::iter::once("none").chain(EventType::ALL.iter().map(|kind| kind.name())).collect();
        let modes: Vec<&str> = Aux::ALL.iter().map(|aux| aux.name()).collect();
        let own = tensors.text("labels.sectors")?;
        let sectors: Vec<Option<Sector>> = own.split(' ').map(Sector::of).collect();
        let rows = sectors.len();
        let numbers = |name: &str, shape: &[usize]| tensors.numbers(name, shape);
        Ok(Self {
            event: map("event", &events)?,
            quick: numbers("event.quick", &[1])?[0],
            standing: map("aux", &modes)?,
            claimed: map("claimed", &["claimed"])?,
            central: map("central", &["central"])?,
            sectors: Sectors {
                mention: numbers("parties.of_mention", &[rows, WIDTH])?,
                trigger: numbers("parties.of_trigger", &[SIDES, rows, WIDTH])?,
                side: numbers("parties.of_side", &[SIDES, rows])?,
                labels: sectors,
            },
            parties: Parties {
                trigger: numbers("parties.a", &[SIDES, RANK, WIDTH])?,
                mention: numbers("parties.b", &[SIDES, RANK, WIDTH])?,
                alone: numbers("parties.u", &[SIDES, WIDTH])?,
                bias: numbers("parties.bias", &[SIDES, STANDINGS, EventType::ALL.len()])?,
                sum: numbers("parties.sum", &[SIDES])?,
                without: numbers("parties.without", &[WORDLESS, WIDTH])?,
            },
        })
    }

    /// Logits of no act and of the sixteen, of a word's vector and what the judge of words sums up for it.
    pub(crate) fn event(&self, vector: &[f32], sums: &[f32]) -> Vec<f32> {
        let mut logits = self.event.of(vector);
        logits.iter_mut().zip(sums).for_each(|(logit, sum)| *logit += self.quick * sum);
        logits
    }

    /// How much a sum of the judge of words counts in [`Self::event`].
    pub(crate) fn share_of_acts(&self) -> f32 {
        self.quick
    }

    /// How much a sum of the judge of parties counts for a side in [`Self::parties`].
    pub(crate) fn share_of_parties(&self, side: usize) -> f32 {
        self.parties.sum[side]
    }

    /// Logits of each auxiliary mode of the act that a word tells.
    pub(crate) fn standing(&self, vector: &[f32]) -> Vec<f32> {
        self.standing.of(vector)
    }

    /// Logit of its being only claimed.
    pub(crate) fn claimed(&self, vector: &[f32]) -> f32 {
        self.claimed.of(vector)[0]
    }

    /// Logit of its being one that the article is about.
    pub(crate) fn central(&self, vector: &[f32]) -> f32 {
        self.central.of(vector)[0]
    }

    /// Logits of each sector, and of none, of a candidate on a side of the act that a word tells.
    pub(crate) fn sectors(
        &self,
        vectors: &Vectors,
        trigger: usize,
        candidate: &Weighed,
        side: usize,
    ) -> Option<Vec<(Option<Sector>, f32)>> {
        let (trigger, mention) = (vectors.word(trigger)?, self.parties.vector(vectors, candidate)?);
        let Sectors { mention: of_mention, trigger: of_trigger, side: of_side, labels } = &self.sectors;
        let one = |(row, label): (usize, &Option<Sector>)| {
            let (at, row) = (row * WIDTH, side * labels.len() + row);
            let told = dot(&of_trigger[row * WIDTH..(row + 1) * WIDTH], trigger);
            (*label, dot(&of_mention[at..at + WIDTH], mention) + told + of_side[row])
        };
        Some(labels.iter().enumerate().map(one).collect())
    }

    /// What speaks for each candidate on both sides of the act that a word tells.
    pub(crate) fn parties(
        &self,
        vectors: &Vectors,
        trigger: usize,
        kind: EventType,
        candidates: &[Weighed],
    ) -> Option<[Vec<f32>; SIDES]> {
        let trigger = vectors.word(trigger)?;
        Some(std::array::from_fn(|side| {
            let asked = self.parties.asked(trigger, side);
            candidates.iter().map(|candidate| self.parties.score(&asked, vectors, kind, side, candidate)).collect()
        }))
    }
}

impl Parties {
    /// The vector of a candidate's word, or that of an answer without one.
    fn vector<'v>(&'v self, vectors: &'v Vectors, candidate: &Weighed) -> Option<&'v [f32]> {
        let without = candidate.standing.saturating_sub(STANDINGS - WORDLESS);
        match candidate.word {
            Some(word) => vectors.word(word),
            None => Some(&self.without[without * WIDTH..(without + 1) * WIDTH]),
        }
    }

    /// What the vector of a mention is multiplied with, for the act of this vector.
    fn asked(&self, trigger: &[f32], side: usize) -> Vec<f32> {
        let mut asked = self.alone[side * WIDTH..(side + 1) * WIDTH].to_vec();
        for row in 0..RANK {
            let at = (side * RANK + row) * WIDTH;
            let weight = dot(&self.trigger[at..at + WIDTH], trigger);
            asked.iter_mut().zip(&self.mention[at..at + WIDTH]).for_each(|(sum, number)| *sum += weight * number);
        }
        asked
    }

    fn score(&self, asked: &[f32], vectors: &Vectors, kind: EventType, side: usize, candidate: &Weighed) -> f32 {
        let vector = self.vector(vectors, candidate);
        let events = EventType::ALL.len();
        let bias = self.bias[(side * STANDINGS + candidate.standing) * events + kind as usize];
        vector.map_or(0.0, |vector| dot(asked, vector)) + bias + self.sum[side] * candidate.sums[side]
    }
}

#[cfg(test)]
mod tests {
    use super::Heads;

    #[test]
    fn the_maps_that_the_program_carries_can_be_read() {
        Heads::built_in();
    }
}
