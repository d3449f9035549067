//! Which of several answers do features weigh for? Sums of weights by hashed features, for one of several classes or for
//! the best of several candidates.

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::{Evidence, hash};
use super::packed;
use super::table::{self, Row, RowError};

/// Weights are written in hundredths.
pub(super) const UNIT: f32 = 0.01;

/// The weights of features for each class: a multinomial logistic regression, or, of candidates, a conditional one.
#[derive(Debug)]
pub(crate) struct Judge {
    classes: Vec<Box<str>>,
    /// Where the cells of a feature stand.
    rows: FxHashMap<u32, (u32, u32)>,
    /// A class and its weight.
    cells: Vec<(u8, f32)>,
}

impl Judge {
    /// Reads a file of weights, packed or as a text.
    ///
    /// # Errors
    ///
    /// As of [`parse`](Self::parse); what is neither is a text with a mistake in line 0.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, RowError> {
        if let Some(unpacked) = packed::unpack(bytes) {
            let packed::Unpacked { classes, rows, cells } = unpacked?;
            return Ok(Self { classes, rows: rows.into_iter().collect(), cells });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| RowError { line: 0, what: error.to_string() })?;
        Self::parse(text)
    }

    /// Reads a text of weights: a row of classes, then a row for each feature: its name and, in a cell for each class that
    /// it weighs for, the number of the class from 0, a colon and the weight in hundredths.
    ///
    /// # Errors
    ///
    /// The first row that is none of these, or whose name another row has; line 0 where there is no row at all.
    pub(crate) fn parse(text: &str) -> Result<Self, RowError> {
        let mut rows = table::rows(text);
        let first = rows.next().ok_or_else(|| RowError { line: 0, what: "no row of classes".to_owned() })?;
        let mut judge = Self {
            classes: first.text.split('\t').map(Into::into).collect(),
            rows: FxHashMap::default(),
            cells: Vec::new(),
        };
        let mut names = FxHashSet::default();
        rows.try_for_each(|row| judge.take(row, &mut names))?;
        Ok(judge)
    }

    fn take<'t>(&mut self, row: Row<'t>, names: &mut FxHashSet<&'t str>) -> Result<(), RowError> {
        let (name, cells) = row.text.split_once('\t').ok_or_else(|| row.fail("no weight"))?;
        let start = self.cells.len() as u32;
        for cell in cells.split('\t') {
            let (class, weight) = row.parted(cell, ':')?;
            let class: u8 = row.number(class)?;
            if usize::from(class) >= self.classes.len() {
                return Err(row.fail(format!("there is no class {class}")));
            }
            self.cells.push((class, row.number::<f32>(weight)? * UNIT));
        }
        if !names.insert(name) {
            return Err(row.fail(format!("another row is {name:?}")));
        }
        self.rows.entry(hash(name)).or_insert((start, self.cells.len() as u32));
        Ok(())
    }

    /// The classes, in the order of sums.
    pub(crate) fn classes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.classes.iter().map(AsRef::as_ref)
    }

    /// Nothing said yet for any class.
    pub(crate) fn no_sums(&self) -> Vec<f32> {
        vec![0.0; self.classes.len()]
    }

    /// Adds what features weigh to the sums of the classes.
    pub(crate) fn weigh(&self, evidence: &Evidence, sums: &mut [f32]) {
        for cells in evidence.hashes().iter().filter_map(|hash| self.rows.get(hash)) {
            for (class, weight) in &self.cells[cells.0 as usize..cells.1 as usize] {
                sums[usize::from(*class)] += weight;
            }
        }
    }

    /// What a feature, by its name, weighs for a class.
    pub(crate) fn weight(&self, name: &str, class: usize) -> f32 {
        let cells = self.rows.get(&hash(name)).map_or(&[][..], |cells| &self.cells[cells.0 as usize..cells.1 as usize]);
        cells.iter().filter(|(of, _)| usize::from(*of) == class).map(|(_, weight)| weight).sum()
    }
}

/// Turns sums into probabilities (softmax).
pub(crate) fn probabilities(sums: &mut [f32]) {
    let most = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    sums.iter_mut().for_each(|sum| *sum = (*sum - most).exp());
    let total: f32 = sums.iter().sum();
    sums.iter_mut().for_each(|sum| *sum /= total);
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Judge, probabilities};

    #[test]
    fn features_weigh_for_their_classes() {
        let judge = Judge::parse("# by hand\nnone\tASSAULT\nlemma:shell\t0:-50\t1:200\n").expect("it is a table");
        let mut evidence = Evidence::default();
        evidence.add(&["lemma", "shell"]);
        evidence.add(&["lemma", "unheard"]);
        let mut sums = judge.no_sums();
        judge.weigh(&evidence, &mut sums);
        assert_eq!(sums, [-0.5, 2.0]);
        assert_eq!(judge.weight("lemma:shell", 1), 2.0);
        probabilities(&mut sums);
        assert!(sums[1] > 0.9 && (sums[0] + sums[1] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_row_that_is_no_row_is_named() {
        let line = |text: &str| Judge::parse(text).err().map(|error| error.line);
        assert_eq!(line("none\tAID\nhelp\t2:5\n"), Some(2));
        assert_eq!(line("none\tAID\nhelp\t1:5\nhelp\t1:6\n"), Some(3));
        assert_eq!(line("none\tAID\nhelp\n"), Some(2));
        assert_eq!(line("# nothing\n"), Some(0));
    }
}
