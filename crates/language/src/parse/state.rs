//! What the parser has read and attached so far.

use super::Tree;

const NONE: u32 = u32::MAX;

/// Stack, buffer and arcs. The buffer is the words not yet read, and before them those that were put back.
#[derive(Debug)]
pub(super) struct State {
    length: usize,
    next: usize,
    stack: Vec<usize>,
    put_back: Vec<usize>,
    was_put_back: Vec<bool>,
    starts_sentence: Vec<bool>,
    heads: Vec<u32>,
    labels: Vec<u8>,
    /// The child attached last on each side, and for each child the one attached before it on its side.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    attached_before: Vec<u32>,
}

fn word(index: u32) -> Option<usize> {
    (index != NONE).then_some(index as usize)
}

impl State {
    pub(super) fn new(length: usize) -> Self {
        Self {
            length,
            next: 0,
            stack: Vec::new(),
            put_back: Vec::new(),
            was_put_back: vec![false; length],
            starts_sentence: vec![false; length],
            heads: vec![NONE; length],
            labels: vec![0; length],
            last_left: vec![NONE; length],
            last_right: vec![NONE; length],
            attached_before: vec![NONE; length],
        }
    }

    /// The word `i` places down the stack.
    pub(super) fn stack(&self, i: usize) -> Option<usize> {
        self.stack.iter().rev().nth(i).copied()
    }

    /// The word `i` places into the buffer.
    pub(super) fn buffer(&self, i: usize) -> Option<usize> {
        if i < self.put_back.len() {
            return Some(self.put_back[self.put_back.len() - 1 - i]);
        }
        let at = self.next + i - self.put_back.len();
        (at < self.length).then_some(at)
    }

    pub(super) fn stack_depth(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn buffer_length(&self) -> usize {
        self.length - self.next + self.put_back.len()
    }

    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    pub(super) fn starts_sentence(&self, word: usize) -> bool {
        self.starts_sentence[word]
    }

    pub(super) fn was_put_back(&self, word: usize) -> bool {
        self.was_put_back[word]
    }

    /// The child of `head` that was attached last on its left.
    pub(super) fn last_left(&self, head: Option<usize>) -> Option<usize> {
        word(self.last_left[head?])
    }

    /// The child of `head` that was attached last on its right.
    pub(super) fn last_right(&self, head: Option<usize>) -> Option<usize> {
        word(self.last_right[head?])
    }

    /// Moves the first word of the buffer onto the stack.
    pub(super) fn push(&mut self) {
        let word = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    /// Takes the top off the stack; a word without a head goes back to the buffer unless it is alone.
    pub(super) fn reduce(&mut self) {
        let alone = self.stack.len() == 1;
        let Some(top) = self.stack.pop() else { return };
        if self.heads[top] == NONE && !alone {
            self.was_put_back[top] = true;
            self.put_back.push(top);
        }
    }

    pub(super) fn pop(&mut self) {
        self.stack.pop();
    }

    pub(super) fn allow_shift_again(&mut self, word: usize) {
        self.was_put_back[word] = false;
    }

    pub(super) fn break_sentence_before(&mut self, word: usize) {
        self.starts_sentence[word] = true;
    }

    /// Ends the parse where no move is allowed.
    pub(super) fn give_up(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.length;
    }

    /// Attaches `child` to `head`, away from the head it had.
    pub(super) fn attach(&mut self, head: usize, child: usize, label: u8) {
        if let Some(old) = word(self.heads[child]) {
            self.detach(old, child);
        }
        let last = if head > child { &mut self.last_left[head] } else { &mut self.last_right[head] };
        self.attached_before[child] = *last;
        *last = child as u32;
        self.heads[child] = head as u32;
        self.labels[child] = label;
    }

    fn detach(&mut self, head: usize, child: usize) {
        let last = if head > child { &mut self.last_left[head] } else { &mut self.last_right[head] };
        if *last == child as u32 {
            *last = self.attached_before[child];
            return;
        }
        let mut at = *last;
        while let Some(later) = word(at) {
            at = self.attached_before[later];
            if at == child as u32 {
                self.attached_before[later] = self.attached_before[child];
                return;
            }
        }
    }

    /// The heads and labels; a word without a head is a root.
    pub(super) fn into_tree(self) -> Tree {
        let heads = self.heads.iter().enumerate().map(|(i, &head)| if head == NONE { i as u32 } else { head });
        Tree { heads: heads.collect(), labels: self.labels }
    }
}
