//! What do several texts mean, read together: a statement, and a sentence that may answer it?

use super::network::Desk;
use super::{Encoder, ROWS_AT_ONCE, windows};

/// The pieces of a text, as the encoder reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPieces(Vec<u32>);

/// Texts that are read together, in their order, at most so many pieces as the encoder has places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pieces: Vec<u32>,
    ends: Vec<usize>,
}

/// The vectors of [`Parts`].
#[derive(Clone, Debug, PartialEq)]
pub struct PartVectors {
    /// Of all parts together: the state of the sign at their beginning.
    pub whole: Vec<f32>,
    /// Of each part: the mean of its pieces' states; of a part without pieces, the state of the sign behind it.
    pub each: Vec<Vec<f32>>,
}

impl TextPieces {
    /// The first pieces, so many at most.
    #[must_use]
    pub fn first(mut self, most: usize) -> Self {
        self.0.truncate(most);
        self
    }

    /// The last pieces, so many at most.
    #[must_use]
    pub fn last(mut self, most: usize) -> Self {
        self.0.drain(..self.0.len().saturating_sub(most));
        self
    }

    /// These pieces, and then those of another text, as one part.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        self.0.extend_from_slice(&other.0);
        self
    }
}

impl Parts {
    /// These texts, in their order.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t TextPieces>) -> Self {
        let mut parts = Self::default();
        for text in texts {
            parts.pieces.extend_from_slice(&text.0);
            parts.ends.push(parts.pieces.len());
        }
        parts
    }

    /// Their pieces with the signs at the beginning and behind each part.
    fn sequence(&self, [start, end]: [u32; 2]) -> Vec<u32> {
        let mut sequence = vec![start];
        let mut from = 0;
        for &to in &self.ends {
            sequence.extend_from_slice(&self.pieces[from..to]);
            sequence.push(end);
            from = to;
        }
        sequence
    }

    /// The vectors, by the states of the sequence's pieces.
    fn vectors(&self, states: &[f32], width: usize) -> PartVectors {
        let row = |place: usize| &states[place * width..(place + 1) * width];
        let mut from = 1;
        let mut each = Vec::with_capacity(self.ends.len());
        for (number, &end) in self.ends.iter().enumerate() {
            let behind = end + 1 + number;
            each.push(mean((from..behind.max(from + 1)).map(row), width));
            from = behind + 1;
        }
        PartVectors { whole: row(0).to_vec(), each }
    }
}

/// The mean of some rows.
fn mean<'r>(rows: impl ExactSizeIterator<Item = &'r [f32]>, width: usize) -> Vec<f32> {
    let share = 1.0 / rows.len() as f32;
    let mut mean = vec![0.0; width];
    for row in rows {
        mean.iter_mut().zip(row).for_each(|(sum, x)| *sum += x * share);
    }
    mean
}

impl Encoder {
    /// The pieces of a text: of each word as [`encode`](Self::encode) cuts it.
    pub fn pieces(&self, text: &str) -> TextPieces {
        let mut pieces = Vec::new();
        text.split_whitespace().for_each(|word| self.0.vocabulary.add_word(word, &mut pieces));
        TextPieces(pieces)
    }

    /// The vectors of texts that are read together, for each of these; they do not depend on each other.
    ///
    /// # Panics
    ///
    /// If one has more pieces than the encoder has places (512, with one for each part and the beginning).
    pub fn encode_parts(&self, all: &[Parts]) -> Vec<PartVectors> {
        let (network, width) = (&self.0.network, self.width());
        let sequences: Vec<Vec<u32>> = all.iter().map(|parts| parts.sequence(self.0.vocabulary.ends())).collect();
        let mut desk = Desk::default();
        let mut vectors = Vec::with_capacity(all.len());
        let (mut parts, mut rest) = (all, sequences.as_slice());
        while !rest.is_empty() {
            let (now, later) = rest.split_at(windows::fitting(rest.iter().map(Vec::len), ROWS_AT_ONCE));
            let mut states = network.run(now, &mut desk);
            for (sequence, parts) in now.iter().zip(parts) {
                let (own, behind) = states.split_at(sequence.len() * width);
                vectors.push(parts.vectors(own, width));
                states = behind;
            }
            (parts, rest) = (&parts[now.len()..], later);
        }
        vectors
    }
}
