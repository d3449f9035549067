//! Which vector has this word?

use std::ops::Range;

use super::pieces::Pieces;
use crate::doc::Doc;

/// A word of a window that was left out.
const NONE: u32 = u32::MAX;

/// The vectors of a document's words.
#[derive(Clone, Debug)]
pub struct Vectors {
    width: usize,
    /// For each word the number of its row.
    rows: Vec<u32>,
    /// Row after row; the first is zeros.
    numbers: Vec<f32>,
}

impl Vectors {
    /// The vector of the word with this number: zeros for white space; nothing if its window was left out or there are not
    /// so many words.
    pub fn word(&self, i: usize) -> Option<&[f32]> {
        let row = *self.rows.get(i).filter(|&&row| row != NONE)? as usize;
        Some(&self.numbers[row * self.width..(row + 1) * self.width])
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.width
    }
}

/// Vectors of words, as far as they are computed.
pub(super) struct Collected<'d> {
    pieces: &'d Pieces,
    vectors: Vectors,
}

impl<'d> Collected<'d> {
    pub(super) fn new(doc: &Doc, pieces: &'d Pieces, width: usize) -> Self {
        let rows = (0..doc.len()).map(|word| if pieces.count(word..word + 1) == 0 { 0 } else { NONE }).collect();
        Self { pieces, vectors: Vectors { width, rows, numbers: vec![0.0; width] } }
    }

    /// Adds the words of windows, whose pieces have these states, window after window; each has one at either end.
    pub(super) fn add(&mut self, windows: &[Range<usize>], states: &[f32]) {
        let Vectors { width, rows, numbers } = &mut self.vectors;
        let mut states = states.chunks_exact(*width);
        for window in windows {
            states.next();
            for word in window.clone() {
                let count = self.pieces.count(word..word + 1);
                if count == 0 {
                    continue;
                }
                let start = numbers.len();
                rows[word] = (start / *width) as u32;
                numbers.resize(start + *width, 0.0);
                let vector = &mut numbers[start..];
                for state in states.by_ref().take(count) {
                    vector.iter_mut().zip(state).for_each(|(sum, x)| *sum += x);
                }
                vector.iter_mut().for_each(|x| *x /= count as f32);
            }
            states.next();
        }
    }

    pub(super) fn finish(self) -> Vectors {
        self.vectors
    }
}
