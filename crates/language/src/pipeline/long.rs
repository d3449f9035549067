//! Where is a sentence cut that is too long to be parsed whole?

use std::ops::Range;

use crate::edges::Edges;
use crate::parse::Tree;

/// Words that a sentence may have: the longest that people write have half as many, and what is asked of a sentence costs
/// up to the square of its words.
const LONGEST: usize = 400;

/// How good a place for a cut is, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    Anywhere,
    /// Before a preposition, or a word that opens a clause.
    Phrase,
    Conjunction,
    Comma,
    Semicolon,
}

/// A piece of a sentence that is too long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: Range<usize>,
    /// Whether it is the first of its sentence.
    pub(super) opens: bool,
}

/// The pieces of those sentences of a tree that are too long; `behind` tells how good a cut behind a word is.
pub(super) fn pieces(tree: &Tree, behind: impl Fn(usize) -> Cut) -> Vec<Piece> {
    let words = tree.heads.len();
    if words <= LONGEST {
        return Vec::new();
    }
    let starts = Edges::of(&tree.heads).starts;
    let starts: Vec<usize> = (0..words).filter(|&i| i == 0 || starts[i]).chain([words]).collect();
    let mut pieces = Vec::new();
    for sentence in starts.windows(2).filter(|sentence| sentence[1] - sentence[0] > LONGEST) {
        let mut start = sentence[0];
        while start < sentence[1] {
            let end = end_of_piece(start, sentence[1], &behind);
            pieces.push(Piece { words: start..end, opens: start == sentence[0] });
            start = end;
        }
    }
    pieces
}

/// Where a piece ends: at the last of the best places in the second half of what it may hold.
fn end_of_piece(start: usize, end: usize, behind: impl Fn(usize) -> Cut) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let last = (start + LONGEST / 2..start + LONGEST).max_by_key(|&i| behind(i));
    last.map_or(end, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(sentences: &[usize]) -> Tree {
        let mut tree = Tree::default();
        for &length in sentences {
            let root = tree.heads.len() as u32;
            tree.heads.extend(std::iter::repeat_n(root, length));
        }
        tree.labels = vec![0; tree.heads.len()];
        tree
    }

    fn cut(sentences: &[usize], behind: impl Fn(usize) -> Cut) -> Vec<Range<usize>> {
        pieces(&tree(sentences), behind).into_iter().map(|piece| piece.words).collect()
    }

    #[test]
    fn sentences_are_left_whole_up_to_the_longest() {
        assert!(cut(&[LONGEST, 30, LONGEST], |_| Cut::Semicolon).is_empty());
    }

    #[test]
    fn the_best_place_is_taken_and_of_equals_the_last() {
        let behind = |i: usize| match i {
            100 | 350 => Cut::Semicolon,
            250 | 390 => Cut::Comma,
            _ => Cut::Anywhere,
        };
        assert_eq!(cut(&[500], behind), [0..351, 351..500]);
        assert_eq!(cut(&[10, 900, 10], |_| Cut::Anywhere), [10..410, 410..810, 810..910]);
    }

    #[test]
    fn each_long_sentence_is_opened_once() {
        let opened = pieces(&tree(&[1000, 5, 500]), |_| Cut::Anywhere);
        assert_eq!(opened.iter().filter(|piece| piece.opens).count(), 2);
        assert!(opened.iter().all(|piece| piece.words.len() <= LONGEST));
    }
}
