//! Which of several classes do features weigh for? A multinomial logistic regression over named features:
//! `codebook/en/did/relations.tsv`.

use rustc_hash::FxHashMap;

use super::table::{self, Row, RowError};

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

/// The class and the weight of a cell.
fn weight<'t>(row: Row<'t>, cell: &'t str, classes: usize) -> Result<(usize, f64), RowError> {
    let (class, weight) = row.parted(cell, ':')?;
    let class = row.number(class)?;
    if class >= classes {
        return Err(row.fail(format!("there is no class {class}")));
    }
    Ok((class, row.number(weight)?))
}

/// How much a feature counts, by what tells it.
fn strength(feature: &str) -> f64 {
    let kind = feature.split(':').next().unwrap_or_default();
    if KINDS_TOLD.contains(&kind) { TOLD } else { 1.0 }
}

impl ClassWeights {
    /// Reads a file of weights: a row of classes, then a row for each feature: its name and, in a cell for each class that
    /// it weighs for, the number of the class from 0, a colon and the weight.
    ///
    /// # Errors
    ///
    /// The first row that is none of these, or whose name another row has; line 0 where there is no row at all.
    pub(crate) fn parse(text: &'static str) -> Result<Self, RowError> {
        let mut rows = table::rows(text);
        let first = rows.next().ok_or_else(|| RowError { line: 0, what: "no row of classes".to_owned() })?;
        let classes: Vec<&str> = first.text.split('\t').collect();
        let mut of_feature = FxHashMap::default();
        for row in rows {
            let (name, cells) = row.text.split_once('\t').ok_or_else(|| row.fail("no weight"))?;
            let weights = cells.split('\t').map(|cell| weight(row, cell, classes.len()));
            if of_feature.insert(name, weights.collect::<Result<Vec<_>, _>>()?).is_some() {
                return Err(row.fail(format!("another row is {name:?}")));
            }
        }
        Ok(Self { classes, of_feature })
    }

    /// How many classes there are.
    pub(crate) fn classes(&self) -> usize {
        self.classes.len()
    }

    /// The most probable class, and how probable it is.
    pub(crate) fn decide(&self, features: &[String]) -> (String, f64) {
        self.decide_with(features, vec![0.0; self.classes.len()])
    }

    /// The same, with what something else sums up for each class.
    pub(crate) fn decide_with(&self, features: &[String], mut sums: Vec<f64>) -> (String, f64) {
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

#[cfg(test)]
mod tests {
    use super::ClassWeights;

    #[test]
    fn a_row_that_is_no_row_is_named() {
        let line = |text| ClassWeights::parse(text).err().map(|error| error.line);
        assert_eq!(line("# by hand\nAID\tASSAULT\nmeet\t0:0.5\t1:-0.5\n"), None);
        assert_eq!(line("AID\tASSAULT\nmeet\t0:0.5\nwar\t1\n"), Some(3));
        assert_eq!(line("AID\tASSAULT\nmeet\t0:half\n"), Some(2));
        assert_eq!(line("AID\tASSAULT\nmeet\t2:0.5\n"), Some(2));
        assert_eq!(line("AID\tASSAULT\nmeet\n"), Some(2));
        assert_eq!(line("# by hand\n"), Some(0));
    }

    #[test]
    fn the_class_that_weighs_most_is_decided_for() {
        let weights = ClassWeights::parse("AID\tASSAULT\nhelp\t0:2\nshell\t1:3\n").expect("it is a table");
        let (class, probability) = weights.decide(&["shell".to_owned()]);
        assert!(class == "ASSAULT" && probability > 0.9);
    }
}
