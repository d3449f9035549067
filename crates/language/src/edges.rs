//! Where does each word's subtree begin and end, and where does a sentence?

/// The first and last word of each word's subtree, and where sentences start.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    pub(crate) left: Vec<u32>,
    pub(crate) right: Vec<u32>,
    pub(crate) starts: Vec<bool>,
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
