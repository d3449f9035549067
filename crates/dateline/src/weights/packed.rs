//! How are the weights of a judge kept, where they are many? After its head a table is packed: for each feature the hash of
//! its name and, for each class that it weighs for, the class and the weight in steps.
//!
//! ```text
//! # lines of the head, as in every file of weights
//! none<tab>AGREE<tab>…          the classes
//! packed STEP COUNT             the size of a step, and how many features there are
//! (u32 hash, u8 cells, cells × (u8 class, i8 steps)) × COUNT, little-endian, by rising hash
//! ```

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::evidence::hash;
use super::table::{self, Row, RowError};

/// The line that announces packed rows.
const MARK: &str = "packed";
/// The greatest weight that a step can still tell.
const MOST: f32 = 127.0;

/// Rows that share the first bits of their hash, on average.
const ROWS_TOGETHER: usize = 4;

/// A packed table, read where it lies: half a million features are found by the first bits of their hash, and few are asked
/// for in one run.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) classes: Vec<Box<str>>,
    /// What a step of a weight is.
    step: f32,
    rows: Cow<'static, [u8]>,
    /// Where the rows begin whose hash has these first bits; behind them, where all end.
    starts: Vec<u32>,
}

impl Packed {
    /// The classes that a feature weighs for, by its hash, and how much.
    pub(super) fn cells(&self, hash: u32) -> impl Iterator<Item = (usize, f32)> {
        let together = first_bits(hash, self.starts.len() - 1);
        let (mut at, end) = (self.starts[together] as usize, self.starts[together + 1] as usize);
        let mut found: &[u8] = &[];
        while let Some((own, cells)) = row(&self.rows[at..end]) {
            if own >= hash {
                found = if own == hash { cells } else { found };
                break;
            }
            at += HEAD + cells.len();
        }
        found.chunks_exact(2).map(|cell| (usize::from(cell[0]), f32::from(cell[1] as i8) * self.step))
    }
}

/// Bytes of a row before its cells.
const HEAD: usize = 5;

/// The first row of these bytes: its hash and its cells; nothing where it is cut off.
fn row(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (hash, rest) = bytes.split_first_chunk::<4>()?;
    let (&length, rest) = rest.split_first()?;
    Some((u32::from_le_bytes(*hash), rest.get(..2 * usize::from(length))?))
}

/// To which of so many parts, a power of two, the first bits of a hash lead.
fn first_bits(hash: u32, parts: usize) -> usize {
    ((u64::from(hash) * parts as u64) >> 32) as usize
}

/// Packs the text of a table: a row of classes, then a row for each feature: its name and, in a cell for each class that
/// it weighs for, the number of the class from 0, a colon and the weight in hundredths.
///
/// # Errors
///
/// The first row that is none of these, or whose name another row has; line 0 where there is no row at all.
pub(crate) fn pack(text: &str) -> Result<Vec<u8>, RowError> {
    let mut written = table::rows(text);
    let classes = written.next().ok_or_else(|| RowError { line: 0, what: "no row of classes".to_owned() })?;
    let (mut rows, mut names, mut most) = (Vec::new(), FxHashSet::default(), 0f32);
    for row in written {
        let (name, cells) = row.text.split_once('\t').ok_or_else(|| row.fail("no weight"))?;
        if !names.insert(name) {
            return Err(row.fail(format!("another row is {name:?}")));
        }
        let cells = cells.split('\t').map(|cell| weighed(row, cell, classes.text.split('\t').count()));
        let cells: Vec<(u8, f32)> = cells.collect::<Result<_, _>>()?;
        most = cells.iter().map(|(_, weight)| weight.abs()).fold(most, f32::max);
        rows.push((hash(name), cells));
    }
    rows.sort_by_key(|(hash, _)| *hash);
    rows.dedup_by_key(|(hash, _)| *hash);
    let step = (most / MOST).max(f32::MIN_POSITIVE);
    let head = text.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n"));
    let head: String = head.collect();
    let mut packed = format!("{head}{}\n{MARK} {step} {}\n", classes.text, rows.len()).into_bytes();
    for (hash, cells) in rows {
        let steps = cells.iter().map(|(class, weight)| (*class, (weight / step).round() as i8));
        let kept: Vec<(u8, i8)> = steps.filter(|(_, steps)| *steps != 0).collect();
        packed.extend(hash.to_le_bytes());
        packed.push(kept.len() as u8);
        packed.extend(kept.iter().flat_map(|(class, steps)| [*class, *steps as u8]));
    }
    Ok(packed)
}

/// The class and the weight of a cell.
fn weighed(row: Row<'_>, cell: &str, classes: usize) -> Result<(u8, f32), RowError> {
    let (class, weight) = cell.rsplit_once(':').ok_or_else(|| row.fail(format!("{cell:?} lacks ':'")))?;
    let class: u8 = row.number(class)?;
    if usize::from(class) >= classes {
        return Err(row.fail(format!("there is no class {class}")));
    }
    Ok((class, row.number::<f32>(weight)? * super::judge::UNIT))
}

/// What stands before the rows of a packed table.
struct Announced<'b> {
    classes: Vec<Box<str>>,
    /// The line that announces the rows, without its mark, and its number.
    told: &'b str,
    line: usize,
    /// At which byte the rows begin.
    at: usize,
}

/// What a packed table announces; nothing if the bytes are none.
fn announced(bytes: &[u8]) -> Option<Announced<'_>> {
    let (mut classes, mut at, mut line) = (Vec::new(), 0, 0);
    loop {
        let end = at + bytes[at..].iter().position(|byte| *byte == b'\n')?;
        let text = std::str::from_utf8(&bytes[at..end]).ok()?;
        (at, line) = (end + 1, line + 1);
        match text.strip_prefix(MARK) {
            Some(told) if !classes.is_empty() => return Some(Announced { classes, told, line, at }),
            _ if text.starts_with('#') => {}
            _ if classes.is_empty() => classes = text.split('\t').map(Into::into).collect(),
            _ => return None,
        }
    }
}

/// Whether these are the bytes of a packed table.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    announced(bytes).is_some()
}

impl Packed {
    /// Opens a packed table.
    ///
    /// # Errors
    ///
    /// Where it is cut off, or says other than it holds.
    pub(super) fn open(bytes: Cow<'static, [u8]>) -> Result<Self, RowError> {
        let Announced { classes, told, line, at } =
            announced(&bytes).ok_or_else(|| RowError { line: 0, what: "no packed table".to_owned() })?;
        let fail = |what: &str| RowError { line, what: what.to_owned() };
        let mut numbers = told.split_whitespace();
        let step: f32 = numbers.next().and_then(|step| step.parse().ok()).ok_or_else(|| fail("no size of a step"))?;
        let count: usize = numbers.next().and_then(|count| count.parse().ok()).ok_or_else(|| fail("no count"))?;
        let parts = (count / ROWS_TOGETHER).next_power_of_two();
        let (mut starts, mut before, mut end) = (Vec::with_capacity(parts + 1), None, at);
        for _ in 0..count {
            let (hash, cells) = row(&bytes[end..]).ok_or_else(|| fail("it is cut off"))?;
            if before.replace(hash).is_some_and(|before| before >= hash) {
                return Err(fail("its rows are not in order"));
            }
            if cells.chunks_exact(2).any(|cell| usize::from(cell[0]) >= classes.len()) {
                return Err(fail("there is no such class"));
            }
            starts.resize(starts.len().max(first_bits(hash, parts) + 1), end as u32);
            end += HEAD + cells.len();
        }
        starts.resize(parts + 1, end as u32);
        Ok(Self { classes, step, rows: bytes, starts })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, Judge};
    use super::pack;

    const TABLE: &str = "# by hand\nnone\tASSAULT\nlemma:shell\t0:-50\t1:200\nlemma:tea\t0:100\n";

    #[test]
    fn a_packed_table_weighs_as_it_did() {
        let judge = Judge::read(pack(TABLE).expect("it is a table").into()).expect("it was packed so");
        let mut evidence = Evidence::default();
        evidence.add(&["lemma", "shell"]);
        let mut sums = judge.no_sums();
        judge.weigh(&evidence, &mut sums);
        assert!((sums[0] + 0.5).abs() < 0.02 && (sums[1] - 2.0).abs() < 0.02, "{sums:?}");
        assert!((judge.weight("lemma:tea", 0) - 1.0).abs() < 0.02);
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let packed = pack(TABLE).expect("it is a table");
        let error = Judge::read(packed[..packed.len() - 1].to_vec().into()).err();
        assert_eq!(error.map(|error| error.line), Some(3));
    }
}
