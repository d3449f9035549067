//! Which of many stretches lie over this one? Found in a table, so that nothing that is asked of each word of an article has
//! to look at all that was found in it.

use std::ops::{Deref, DerefMut, Range};

/// Stretches of a text, in bytes or in words, each with its number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretches {
    /// By where they start.
    sorted: Vec<(Range<u32>, usize)>,
    /// For each of those, the nearest before it that is still open where it starts: all that are open there hang together so.
    open: Vec<Option<usize>>,
}

impl Stretches {
    pub(crate) fn of(all: impl IntoIterator<Item = (Range<u32>, usize)>) -> Self {
        let mut sorted: Vec<_> = all.into_iter().collect();
        sorted.sort_by_key(|(stretch, number)| (stretch.start, *number));
        let mut open: Vec<Option<usize>> = Vec::with_capacity(sorted.len());
        for i in 0..sorted.len() {
            let mut before = i.checked_sub(1);
            while let Some(j) = before.filter(|&j| sorted[j].0.end <= sorted[i].0.start) {
                before = open[j];
            }
            open.push(before);
        }
        Self { sorted, open }
    }

    /// Those that share something with a stretch, with their numbers, in no order.
    pub(crate) fn over(&self, stretch: Range<u32>) -> impl Iterator<Item = (Range<u32>, usize)> + '_ {
        let first = self.sorted.partition_point(|(own, _)| own.start <= stretch.start);
        let end = self.sorted.partition_point(|(own, _)| own.start < stretch.end).max(first);
        let around = std::iter::successors(first.checked_sub(1), |&at| self.open[at]);
        let all = around.chain(first..end).map(|at| self.sorted[at].clone());
        all.filter(move |(own, _)| own.start < stretch.end && stretch.start < own.end)
    }
}

/// Answers in the order of the text, found again by their words.
#[derive(Clone, Debug)]
pub(crate) struct Listed<T> {
    all: Vec<T>,
    words: Stretches,
}

impl<T> Listed<T> {
    /// Answers with their words in the document; what stands outside of it is found at the word behind it.
    pub(crate) fn of(all: Vec<T>, words: impl Fn(&T) -> &Range<usize>) -> Self {
        let stretch = |words: &Range<usize>| words.start as u32..words.end.max(words.start + 1) as u32;
        let words = Stretches::of(all.iter().enumerate().map(|(i, one)| (stretch(words(one)), i)));
        Self { all, words }
    }

    /// Those that share a word with these words, in their order.
    pub(crate) fn over(&self, words: Range<usize>) -> impl DoubleEndedIterator<Item = &T> {
        let mut numbers: Vec<usize> =
            self.words.over(words.start as u32..words.end as u32).map(|(_, number)| number).collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|number| &self.all[number])
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { all: Vec::new(), words: Stretches::default() }
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all
    }
}

impl<T> DerefMut for Listed<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_share_something_are_found_and_no_others() {
        let all = [0..40, 2..4, 3..9, 3..3, 5..6, 8..20, 15..16, 30..35, 50..60];
        let table = Stretches::of(all.iter().cloned().zip(0..));
        for start in 0..65 {
            for end in start + 1..66 {
                let mut found: Vec<usize> = table.over(start..end).map(|(_, number)| number).collect();
                found.sort_unstable();
                let shares = |own: &Range<u32>| own.start < end && start < own.end;
                let expected: Vec<usize> = (0..all.len()).filter(|&i| shares(&all[i])).collect();
                assert_eq!(found, expected, "{start}..{end}");
            }
        }
    }

    #[test]
    fn answers_are_found_by_their_words_in_order() {
        let listed = Listed::of(vec![4..6, 0..2, 9..9], |words| words);
        assert_eq!(listed.over(1..5).collect::<Vec<_>>(), [&(4..6), &(0..2)]);
        assert_eq!(listed.over(9..12).collect::<Vec<_>>(), [&(9..9)]);
        assert_eq!(listed.len(), 3);
    }
}
