//! Many short lists in two long vectors: a list of its own for each of a hundred million shingles would be mostly overhead.

/// Lists by their numbers.
#[derive(Debug, Default)]
pub(super) struct Lists<T> {
    /// Where each begins, and the end of the last.
    starts: Vec<u32>,
    entries: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// `count` lists of what `entries` gives for each of their numbers, in its order. It is asked twice.
    pub(super) fn of<I: Iterator<Item = (u32, T)>>(count: usize, entries: impl Fn() -> I) -> Self {
        let mut starts = vec![0; count + 1];
        entries().for_each(|(list, _)| starts[list as usize + 1] += 1);
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut all = vec![T::default(); starts[count] as usize];
        for (list, entry) in entries() {
            all[next[list as usize] as usize] = entry;
            next[list as usize] += 1;
        }
        Self { starts, entries: all }
    }

    pub(super) fn get(&self, list: u32) -> &[T] {
        &self.entries[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }

    /// All entries with the numbers of their lists.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, T)> + '_ {
        (0..self.starts.len().saturating_sub(1) as u32)
            .flat_map(|list| self.get(list).iter().map(move |&entry| (list, entry)))
    }

    /// Adds a list behind the others.
    pub(super) fn push(&mut self, list: impl Iterator<Item = T>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.entries.extend(list);
        self.starts.push(u32::try_from(self.entries.len()).expect("there are fewer entries than 2³²"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_apart_and_turned_round() {
        let mut reports = Lists::default();
        reports.push([3_u32, 5].into_iter());
        reports.push([].into_iter());
        reports.push([3].into_iter());
        assert_eq!((reports.get(0), reports.get(1), reports.get(2)), (&[3, 5][..], &[][..], &[3][..]));
        let round = Lists::of(6, || reports.iter().map(|(list, report)| (report, list)));
        assert_eq!((round.get(3), round.get(4), round.get(5)), (&[0, 2][..], &[][..], &[0][..]));
    }
}
