//! Crossing arcs. The parser builds trees without them; a label such as `dobj||conj` says that the word belongs further
//! down, under a word labelled `conj` (Nivre and Nilsson 2005, "Pseudo-projective dependency parsing", scheme HEAD).

use std::collections::VecDeque;

use crate::edges::Edges;

use super::{Parser, Tree};

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
