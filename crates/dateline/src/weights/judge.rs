//! Which of several answers do features weigh for? Sums of weights by hashed features, for one of several classes or for
//! the best of several candidates.

use std::borrow::Cow;

use super::evidence::{Evidence, hash};
use super::packed::{self, Packed};
use super::table::RowError;

/// Weights are written in hundredths.
pub(super) const UNIT: f32 = 0.01;

/// The weights of features for each class: a multinomial logistic regression, or, of candidates, a conditional one.
#[derive(Debug)]
pub(crate) struct Judge(Packed);

impl Judge {
    /// Reads a file of weights, packed or as a text.
    ///
    /// # Errors
    ///
    /// As of [`parse`](Self::parse) and of what is packed and damaged; what is neither is a text with a mistake in line 0.
    pub(crate) fn read(bytes: Cow<'static, [u8]>) -> Result<Self, RowError> {
        if packed::is_packed(&bytes) {
            return Packed::open(bytes).map(Self);
        }
        let text = std::str::from_utf8(&bytes).map_err(|error| RowError { line: 0, what: error.to_string() })?;
        Self::parse(text)
    }

    /// Reads a text of weights, as [`pack`](packed::pack) does; its weights are rounded as those of a packed table.
    ///
    /// # Errors
    ///
    /// The first row that is none.
    pub(crate) fn parse(text: &str) -> Result<Self, RowError> {
        Packed::open(packed::pack(text)?.into()).map(Self)
    }

    /// The classes, in the order of sums.
    pub(crate) fn classes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.classes.iter().map(AsRef::as_ref)
    }

    /// Nothing said yet for any class.
    pub(crate) fn no_sums(&self) -> Vec<f32> {
        vec![0.0; self.0.classes.len()]
    }

    /// Adds what features weigh to the sums of the classes.
    pub(crate) fn weigh(&self, evidence: &Evidence, sums: &mut [f32]) {
        for (class, weight) in evidence.hashes().iter().flat_map(|hash| self.0.cells(*hash)) {
            sums[class] += weight;
        }
    }

    /// What a feature, by its name, weighs for a class.
    pub(crate) fn weight(&self, name: &str, class: usize) -> f32 {
        self.0.cells(hash(name)).filter(|(of, _)| *of == class).map(|(_, weight)| weight).sum()
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
        assert!((sums[0] + 0.5).abs() < 0.01 && (sums[1] - 2.0).abs() < 0.01, "{sums:?}");
        assert!((judge.weight("lemma:shell", 1) - 2.0).abs() < 0.01);
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
