//! How a transition system chooses its next move: the words at a few places of the state, each turned into features in
//! advance, are summed and scored (spaCy's `TransitionBasedParser` with an upper layer).

use std::ops::Range;

use crate::error::Result;
use crate::ops::{self, Panels, Rows};
use crate::package::{Network, Package};
use crate::tok2vec::{BLOCK, piece_by_piece};

/// Blocks of features kept before older ones are dropped, to be computed again if a state still looks at them.
const BLOCKS_KEPT: usize = 12;

/// After how many moves it is asked whether to go on.
pub(crate) const ASKED_EVERY: usize = 512;

/// Widths of the tables that the vector instructions run over are multiples of this.
const LANES: usize = 16;

/// The learned tables of a transition system.
#[derive(Debug)]
pub(crate) struct StepModel {
    /// From a word's vector to the narrower one the features are made of.
    narrow: Panels,
    /// From the narrow vector to the features of the word at each place of a state.
    features: Panels,
    /// Features of a place where there is no word.
    absent: Vec<f32>,
    bias: Vec<f32>,
    /// From the hidden layer to the scores of the moves, one row for each hidden unit.
    upper: Vec<f32>,
    upper_bias: Vec<f32>,
    places: usize,
    hidden: usize,
    moves: usize,
}

/// Fails unless the component is of the architecture that is computed here.
fn expect_settings(package: &Package, component: &str) -> Result<()> {
    let section = format!("components.{component}.model");
    package.expect(&section, "@architectures", "spacy.TransitionBasedParser.v2")?;
    package.expect(&section, "use_upper", "true")?;
    package.expect(&section, "extra_state_tokens", "false")
}

/// The scores' weights, a row for each hidden unit with a column for each move.
fn by_unit(by_move: &[f32], hidden: usize, columns: usize) -> Vec<f32> {
    let mut by_unit = vec![0.0; hidden * columns];
    for (m, row) in by_move.chunks_exact(hidden).enumerate() {
        for (unit, &x) in row.iter().enumerate() {
            by_unit[unit * columns + m] = x;
        }
    }
    by_unit
}

impl StepModel {
    /// Reads the tables of a component whose states show `places` words and which has `moves` moves.
    pub(crate) fn read(
        package: &Package,
        component: &str,
        network: &Network,
        places: usize,
        moves: usize,
    ) -> Result<Self> {
        expect_settings(package, component)?;
        // The layers are written in breadth-first order: the scores' layer first, the narrowing one after it.
        let upper = network.array("linear", 0, "W", 2)?;
        let narrow = network.array("linear", 1, "W", 2)?;
        let features = network.array("precomputable_affine", 0, "W", 4)?;
        let [found_places, hidden, pieces, inputs] = features.shape[..] else { unreachable!("four dimensions") };
        if found_places != places || upper.shape != [moves, hidden] || narrow.shape[0] != inputs {
            let found = upper.shape.first().copied().unwrap_or_default();
            let problem = format!("expected {places} places and {moves} moves, found {found_places} and {found}");
            return Err(network.error("precomputable_affine.W", problem));
        }
        let absent = network.array("precomputable_affine", 0, "pad", 4)?;
        let bias = network.array("precomputable_affine", 0, "b", 2)?;
        let by_place = |rows: &[f32], width: usize| -> Vec<f32> {
            rows.chunks_exact(hidden * pieces * width).flat_map(|p| piece_by_piece(p, hidden, pieces, width)).collect()
        };
        let columns = moves.next_multiple_of(LANES);
        let mut upper_bias = network.array("linear", 0, "b", 1)?.numbers;
        upper_bias.resize(columns, f32::MIN);
        Ok(Self {
            narrow: Panels::pack(&narrow.numbers, narrow.shape[1])
                .with_bias(&network.array("linear", 1, "b", 1)?.numbers),
            features: Panels::pack(&by_place(&features.numbers, inputs), inputs),
            absent: by_place(&absent.numbers, 1),
            bias: piece_by_piece(&bias.numbers, hidden, pieces, 1),
            upper: by_unit(&upper.numbers, hidden, columns),
            upper_bias,
            places,
            hidden,
            moves,
        })
    }

    /// The features of words with these vectors, a row for each word.
    fn features(&self, vectors: &[f32], width: usize) -> Vec<f32> {
        let count = vectors.len() / width;
        let (inputs, columns) = (self.narrow.columns(), self.features.columns());
        let mut narrow = vec![0.0; count * inputs];
        self.narrow.product(Rows { numbers: vectors, stride: width }, &mut narrow, inputs);
        let mut features = vec![0.0; count * columns];
        self.features.product(Rows { numbers: &narrow, stride: inputs }, &mut features, columns);
        features
    }
}

/// Where the vectors of a block of rows come from; they are handed to the second argument with their width.
pub(crate) trait Vectors: FnMut(Range<usize>, &mut dyn FnMut(&[f32], usize)) {}

impl<F: FnMut(Range<usize>, &mut dyn FnMut(&[f32], usize))> Vectors for F {}

/// Scores the moves of a text's states. Words are named by their row: see [`Rows`](crate::tok2vec::Rows).
pub(crate) struct Steps<'a, F> {
    model: &'a StepModel,
    /// Gives the vectors of a block of rows, and their width.
    vectors: F,
    blocks: Vec<Option<Vec<f32>>>,
    kept: std::collections::VecDeque<usize>,
    length: usize,
    summed: Vec<f32>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
}

impl<'a, F: Vectors> Steps<'a, F> {
    /// A scorer for a text of `length` rows; `vectors` is asked for blocks of them as they come into reach.
    pub(crate) fn new(model: &'a StepModel, length: usize, vectors: F) -> Self {
        Self {
            model,
            vectors,
            blocks: vec![None; length.div_ceil(BLOCK)],
            kept: std::collections::VecDeque::new(),
            length,
            summed: vec![0.0; model.bias.len()],
            hidden: vec![0.0; model.hidden],
            scores: vec![0.0; model.upper_bias.len()],
        }
    }

    /// The scores of all moves in a state that shows these rows.
    pub(crate) fn scores<const PLACES: usize>(&mut self, rows: [Option<usize>; PLACES]) -> &[f32] {
        assert_eq!(PLACES, self.model.places, "as many words as the model has places");
        for row in rows.into_iter().flatten() {
            self.reach(row / BLOCK, &rows);
        }
        let width = self.model.bias.len();
        let mut features = [&self.model.absent[..]; PLACES];
        for (place, (features, row)) in features.iter_mut().zip(rows).enumerate() {
            if let Some(row) = row {
                let block = self.blocks[row / BLOCK].as_deref().expect("reached above");
                *features = &block[row % BLOCK * self.model.features.columns()..];
            }
            *features = &features[place * width..(place + 1) * width];
        }
        ops::add_rows(&features, &mut self.summed);
        ops::maxout(&self.summed, &self.model.bias, &mut self.hidden);
        ops::weigh_rows(&self.hidden, &self.model.upper, &self.model.upper_bias, &mut self.scores);
        &self.scores[..self.model.moves]
    }

    /// Gets a block, in place of the oldest that none of these rows lies in: the words of one state may be far apart.
    fn reach(&mut self, block: usize, rows: &[Option<usize>]) {
        if self.blocks[block].is_some() {
            return;
        }
        let unused = |kept: &usize| rows.iter().flatten().all(|row| row / BLOCK != *kept);
        if self.kept.len() >= BLOCKS_KEPT
            && let Some(at) = self.kept.iter().position(unused)
            && let Some(oldest) = self.kept.remove(at)
        {
            self.blocks[oldest] = None;
        }
        let rows = block * BLOCK..((block + 1) * BLOCK).min(self.length);
        let mut features = Vec::new();
        let model = self.model;
        (self.vectors)(rows, &mut |vectors, width| features = model.features(vectors, width));
        self.blocks[block] = Some(features);
        self.kept.push_back(block);
    }
}

/// The moves of a transition system in the order of the network's outputs: by kind, then by falling frequency, labels
/// from Z to A among equals; labels that were added later (negative frequency) come last.
pub(crate) fn read_moves(package: &Package, component: &str) -> Result<Vec<(u8, String)>> {
    let file = package.msgpack(&format!("{component}/moves"))?;
    let table = file.table();
    let moves = table.get("moves")?;
    let json: serde_json::Value =
        serde_json::from_str(moves.text()?).map_err(|e| moves.error("", &format!("not JSON: {e}")))?;
    let mut known = Vec::new();
    let mut added = Vec::new();
    for (kind, labels) in json.as_object().into_iter().flatten() {
        let kind: u8 = kind.parse().map_err(|_| moves.error(kind, "not a number"))?;
        for (label, frequency) in labels.as_object().into_iter().flatten() {
            let frequency = frequency.as_i64().unwrap_or_default();
            if frequency < 0 {
                added.push((frequency, label.clone(), kind));
            } else {
                known.push((kind, frequency, label.clone()));
            }
        }
    }
    known.sort_by(|a, b| (a.0, b.1, &b.2).cmp(&(b.0, a.1, &a.2)));
    added.sort_by(|a, b| (b.0, &b.1, a.2).cmp(&(a.0, &a.1, b.2)));
    let known = known.into_iter().map(|(kind, _, label)| (kind, label));
    Ok(known.chain(added.into_iter().map(|(_, label, kind)| (kind, label))).collect())
}
