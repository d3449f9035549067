//! Which sentences are encoded together?
//!
//! As many whole sentences as fit, in their order; one that is longer than a window begins one of its own and is cut
//! between words where that is full, and what follows goes on in its last window. So each word that has pieces is in one
//! window, and the windows depend on the text alone.

use std::mem;
use std::ops::Range;

/// Pieces of a window, its two ends included.
pub(super) const LONGEST: usize = 160;

/// What stands at the two ends.
pub(super) const ENDS: usize = 2;

/// The windows, each as the words from its first with pieces to its last; `count` tells how many pieces words have.
pub(super) fn windows(
    sentences: impl Iterator<Item = Range<usize>>,
    count: impl Fn(Range<usize>) -> usize,
) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut open = 0..0;
    let fits = |open: &Range<usize>, more: usize| count(open.clone()) + more <= LONGEST - ENDS;
    for sentence in sentences {
        if !fits(&open, count(sentence.clone())) {
            windows.push(mem::take(&mut open));
        }
        for word in sentence.filter(|&word| count(word..word + 1) > 0) {
            if !fits(&open, count(word..word + 1)) {
                windows.push(mem::take(&mut open));
            }
            let start = if open.is_empty() { word } else { open.start };
            open = start..word + 1;
        }
    }
    windows.push(open);
    windows.retain(|window| !window.is_empty());
    windows
}

/// How many of the first sequences have at most so many rows together, at least one; `lengths` are theirs.
pub(super) fn fitting(lengths: impl ExactSizeIterator<Item = usize>, rows: usize) -> usize {
    let count = lengths.len();
    let sums = lengths.scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    });
    sums.take_while(|&sum| sum <= rows).count().max(1).min(count)
}

#[cfg(test)]
mod tests {
    use super::windows;

    /// The windows of sentences, each told by how many pieces its words have.
    fn of(sentences: &[&[usize]]) -> Vec<std::ops::Range<usize>> {
        let counts = sentences.concat();
        let mut start = 0;
        let ranges = sentences.iter().map(|sentence| {
            start += sentence.len();
            start - sentence.len()..start
        });
        windows(ranges, |words| counts[words].iter().sum())
    }

    #[test]
    fn whole_sentences_are_packed_in_their_order() {
        assert_eq!(of(&[&[70, 30], &[50], &[8], &[1], &[158]]), [0..4, 4..5, 5..6]);
    }

    #[test]
    fn a_longer_sentence_begins_a_window_and_is_cut_between_words() {
        assert_eq!(of(&[&[1], &[30, 30, 30, 30, 30, 30], &[20], &[109]]), [0..1, 1..6, 6..8, 8..9]);
    }

    #[test]
    fn words_without_pieces_are_at_no_end_of_a_window() {
        assert_eq!(of(&[&[0, 2, 0, 3, 0], &[0], &[0, 157, 0]]), [1..4, 7..8]);
        assert!(of(&[&[0, 0], &[]]).is_empty());
        assert!(of(&[]).is_empty());
    }
}
