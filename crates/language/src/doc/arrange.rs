//! How do heads make a tree: what hangs on each word, how far does it reach, where do sentences start?

use super::Doc;
use crate::edges::Edges;

impl Doc {
    /// Hangs each word on its head (a root on itself). `starts` is asked of each word whether a sentence starts there, and
    /// told whether a tree does.
    pub(crate) fn arrange(&mut self, heads: &[u32], starts: impl Fn(usize, bool) -> bool) {
        let edges = Edges::of(heads);
        self.sentence_starts.clear();
        for (i, entry) in self.entries.iter_mut().enumerate() {
            if starts(i, edges.starts[i]) {
                self.sentence_starts.push(i as u32);
            }
            entry.head = heads[i];
            entry.left_edge = edges.left[i];
            entry.right_edge = edges.right[i];
            entry.sentence = self.sentence_starts.len().saturating_sub(1) as u32;
        }
        self.sentence_starts.push(heads.len() as u32);
        self.hang_children(heads);
        self.walk(heads);
    }

    fn hang_children(&mut self, heads: &[u32]) {
        let hanging = || heads.iter().enumerate().filter(|&(i, &head)| head as usize != i);
        let mut starts = vec![0; heads.len() + 1];
        for (_, &head) in hanging() {
            starts[head as usize + 1] += 1;
        }
        for i in 0..heads.len() {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        self.children = vec![0; starts[heads.len()] as usize];
        for (i, &head) in hanging() {
            self.children[next[head as usize] as usize] = i as u32;
            next[head as usize] += 1;
        }
        self.child_starts = starts;
    }

    /// Numbers the words from the roots down, so that what is below a word has the numbers behind its own.
    fn walk(&mut self, heads: &[u32]) {
        let mut order = Vec::with_capacity(heads.len());
        let mut open: Vec<u32> = (0..heads.len() as u32).filter(|&i| heads[i as usize] == i).collect();
        while let Some(i) = open.pop() {
            let entry = &mut self.entries[i as usize];
            (entry.walked, entry.walked_below) = (order.len() as u32, order.len() as u32);
            order.push(i);
            let children = self.child_starts[i as usize] as usize..self.child_starts[i as usize + 1] as usize;
            open.extend(&self.children[children]);
        }
        for i in order.into_iter().rev().map(|i| i as usize).filter(|&i| heads[i] as usize != i) {
            let below = self.entries[i].walked_below;
            let head = &mut self.entries[heads[i] as usize];
            head.walked_below = head.walked_below.max(below);
        }
    }

    /// Tells each word which name it belongs to.
    pub(crate) fn number_names(&mut self) {
        for (number, name) in (1..).zip(&self.names) {
            for entry in &mut self.entries[name.start as usize..name.end as usize] {
                entry.name = number;
            }
        }
    }
}
