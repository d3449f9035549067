//! Crossing arcs. The parser builds trees without them; a label such as `dobj||conj` says that the word belongs further
//! down, under a word labelled `conj` (Nivre and Nilsson 2005, "Pseudo-projective dependency parsing", scheme HEAD).

use std::collections::VecDeque;

use super::{Parser, Tree};

/// The first and last word of each word's subtree, and where sentences start.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    pub(crate) left: Vec<u32>,
    pub(crate) right: Vec<u32>,
    pub(crate) starts: Vec<bool>,
}

/// Attaches each word with a decorated label where its label says, and gives it its plain label.
pub(crate) fn lift(parser: &Parser, tree: &mut Tree, is_space: impl Fn(usize) -> bool) {
    if !tree.labels.iter().any(|&label| parser.decoration(label).is_some()) {
        return;
    }
    let edges = Edges::of(&tree.heads);
    for i in 0..tree.heads.len() {
        let Some((own, wanted)) = parser.decoration(tree.labels[i]) else { continue };
        if let Some(head) = find_below(tree, &edges, i, wanted, &is_space) {
            tree.heads[i] = head as u32;
        }
        tree.labels[i] = own;
    }
}

/// The first word labelled `wanted` below the head of `word`, level by level. Edges are those of the tree as it was
/// parsed, heads and labels as they are by now: so does spaCy.
fn find_below(tree: &Tree, edges: &Edges, word: usize, wanted: u8, is_space: impl Fn(usize) -> bool) -> Option<usize> {
    let mut queue = VecDeque::from([tree.heads[word] as usize]);
    while let Some(head) = queue.pop_front() {
        for child in edges.left[head] as usize..=edges.right[head] as usize {
            if tree.heads[child] as usize != head || child == head || child == word || is_space(child) {
                continue;
            }
            if tree.labels[child] == wanted {
                return Some(child);
            }
            queue.push_back(child);
        }
    }
    None
}

impl Edges {
    /// Computes the edges as spaCy does: over and over, up to twelve times, until no head lies outside its sentence.
    pub(crate) fn of(heads: &[u32]) -> Self {
        let length = heads.len();
        let own: Vec<u32> = (0..length as u32).collect();
        let mut edges = Self { left: own.clone(), right: own, starts: vec![false; length] };
        for _ in 0..12 {
            for i in (0..length).chain((0..length).rev()) {
                edges.widen(heads[i] as usize, i);
            }
            edges.starts.fill(false);
            for (i, &head) in heads.iter().enumerate() {
                if head as usize == i {
                    edges.starts[edges.left[i] as usize] = true;
                }
            }
            if edges.heads_within_sentences(heads) {
                break;
            }
        }
        edges
    }

    fn widen(&mut self, head: usize, child: usize) {
        self.left[head] = self.left[head].min(self.left[child]);
        self.right[head] = self.right[head].max(self.right[child]);
    }

    fn heads_within_sentences(&self, heads: &[u32]) -> bool {
        let mut start = 0;
        for end in 1..heads.len() {
            if self.starts[end] || end == heads.len() - 1 {
                if heads[start..end].iter().any(|&head| (head as usize) < start || head as usize > end) {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_reach_over_crossing_arcs() {
        // "A hearing is scheduled on the issue today": on hangs on hearing, across the root.
        let edges = Edges::of(&[1, 3, 3, 3, 1, 6, 4, 3]);
        assert_eq!(edges.left[3], 0);
        assert_eq!(edges.right[1], 6);
        assert_eq!(edges.starts, [true, false, false, false, false, false, false, false]);
    }
}
