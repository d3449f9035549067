//! A multinomial logistic regression over named features: `codebook/en/did/relations.tsv`.

use rustc_hash::FxHashMap;

/// The weights of features for each class.
#[derive(Debug)]
pub(crate) struct ClassWeights {
    classes: Vec<&'static str>,
    /// The weights of a feature, those that are not zero.
    of_feature: FxHashMap<&'static str, Vec<(usize, f64)>>,
}

/// How long the vector of a pair's features is made, so that long sentences count no more than short ones.
const LENGTH: f64 = 4.0;

/// How much more a feature counts that the codebook tells than one that only words tell.
const TOLD: f64 = 2.0;
/// The kinds of features that the codebook tells.
const KINDS_TOLD: [&str; 8] = ["event", "rule", "mode", "aux", "sense", "id", "status", "negated"];

fn strength(feature: &str) -> f64 {
    let kind = feature.split(':').next().unwrap_or_default();
    if KINDS_TOLD.contains(&kind) { TOLD } else { 1.0 }
}

impl ClassWeights {
    /// Reads the table: comments behind `#`, then a line of classes, then a line for each feature: its name and, behind
    /// tabs, the number of a class, a colon and the weight.
    pub(crate) fn of(table: &'static str) -> Self {
        let mut lines = table.lines().filter(|line| !line.starts_with('#'));
        let classes = lines.next().map(|line| line.split('\t').collect()).unwrap_or_default();
        let cell = |cell: &str| {
            let (class, weight) = cell.split_once(':')?;
            Some((class.parse().ok()?, weight.parse().ok()?))
        };
        let row = |line: &'static str| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.filter_map(cell).collect()))
        };
        Self { classes, of_feature: lines.filter_map(row).collect() }
    }

    /// The most probable class, and how probable it is.
    pub(crate) fn decide(&self, features: &[String]) -> (String, f64) {
        let mut sums = vec![0.0; self.classes.len()];
        let known =
            || features.iter().filter_map(|feature| Some((strength(feature), self.of_feature.get(feature.as_str())?)));
        let length: f64 = known().map(|(strength, _)| strength * strength).sum();
        let unit = LENGTH / length.max(1.0).sqrt();
        for (strength, weights) in known() {
            weights.iter().for_each(|(class, weight)| sums[*class] += weight * strength * unit);
        }
        for (class, weight) in self.of_feature.get("bias").into_iter().flatten() {
            sums[*class] += weight;
        }
        let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = sums.iter().map(|sum| (sum - most).exp()).sum();
        let best = sums.iter().position(|sum| *sum == most).unwrap_or_default();
        (self.classes.get(best).copied().unwrap_or("ACCUSE").to_owned(), 1.0 / total)
    }
}
