//! How are the weights of a judge kept, where they are many? After its head a table is packed: for each feature the hash of
//! its name and, for each class that it weighs for, the class and the weight in steps.
//!
//! ```text
//! # lines of the head, as in every file of weights
//! none<tab>AGREE<tab>…          the classes
//! packed STEP COUNT             the size of a step, and how many features there are
//! (u32 hash, u8 cells, cells × (u8 class, i8 steps)) × COUNT, little-endian, by rising hash
//! ```

use super::evidence::hash;
use super::table::RowError;

/// The line that announces packed rows.
const MARK: &str = "packed";
/// The greatest weight that a step can still tell.
const MOST: f32 = 127.0;

/// A table of which the rows are unpacked.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) classes: Vec<Box<str>>,
    /// A feature's hash, and where its cells stand.
    pub(super) rows: Vec<(u32, (u32, u32))>,
    pub(super) cells: Vec<(u8, f32)>,
}

/// Packs the text of a table, as `fit` writes it.
///
/// # Errors
///
/// The first row that is none.
pub(crate) fn pack(text: &str) -> Result<Vec<u8>, RowError> {
    let fail = |line: usize, what: &str| RowError { line: line + 1, what: what.to_owned() };
    let (mut head, mut rows, mut most) = (String::new(), Vec::new(), 0f32);
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') || !line.contains(':') && rows.is_empty() {
            head.push_str(line);
            head.push('\n');
            continue;
        }
        let (name, cells) = line.split_once('\t').ok_or_else(|| fail(i, "no weight"))?;
        let cell = |cell: &str| {
            let (class, weight) = cell.split_once(':')?;
            Some((class.parse::<u8>().ok()?, weight.parse::<f32>().ok()? * super::judge::UNIT))
        };
        let cells: Option<Vec<(u8, f32)>> = cells.split('\t').map(cell).collect();
        let cells = cells.ok_or_else(|| fail(i, "no class and weight"))?;
        most = cells.iter().map(|(_, weight)| weight.abs()).fold(most, f32::max);
        rows.push((hash(name), cells));
    }
    rows.sort_by_key(|(hash, _)| *hash);
    rows.dedup_by_key(|(hash, _)| *hash);
    let step = (most / MOST).max(f32::MIN_POSITIVE);
    let mut packed = format!("{head}{MARK} {step} {}\n", rows.len()).into_bytes();
    for (hash, cells) in rows {
        let steps = cells.iter().map(|(class, weight)| (*class, (weight / step).round() as i8));
        let kept: Vec<(u8, i8)> = steps.filter(|(_, steps)| *steps != 0).collect();
        packed.extend(hash.to_le_bytes());
        packed.push(kept.len() as u8);
        packed.extend(kept.iter().flat_map(|(class, steps)| [*class, *steps as u8]));
    }
    Ok(packed)
}

/// Unpacks a table; nothing if it is not packed.
///
/// # Errors
///
/// Where it is cut off, or says other than it holds.
pub(super) fn unpack(bytes: &[u8]) -> Option<Result<Unpacked, RowError>> {
    let mut rest = bytes;
    let (mut classes, mut line) = (Vec::new(), 0);
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let text = std::str::from_utf8(&rest[..end]).ok()?;
        (rest, line) = (&rest[end + 1..], line + 1);
        match text.strip_prefix(MARK) {
            Some(told) if !classes.is_empty() => return Some(unpack_rows(classes, told, rest, line)),
            _ if text.starts_with('#') => {}
            _ if classes.is_empty() => classes = text.split('\t').map(Into::into).collect(),
            _ => return None,
        }
    }
}

fn unpack_rows(classes: Vec<Box<str>>, told: &str, mut rest: &[u8], line: usize) -> Result<Unpacked, RowError> {
    let fail = |what: &str| RowError { line, what: what.to_owned() };
    let mut numbers = told.split_whitespace();
    let step: f32 = numbers.next().and_then(|step| step.parse().ok()).ok_or_else(|| fail("no size of a step"))?;
    let count: usize = numbers.next().and_then(|count| count.parse().ok()).ok_or_else(|| fail("no count"))?;
    let mut unpacked = Unpacked { classes, ..Unpacked::default() };
    for _ in 0..count {
        let (hash, more) = rest.split_first_chunk::<4>().ok_or_else(|| fail("it is cut off"))?;
        let (&length, more) = more.split_first().ok_or_else(|| fail("it is cut off"))?;
        let (cells, more) = more.split_at_checked(2 * usize::from(length)).ok_or_else(|| fail("it is cut off"))?;
        let start = unpacked.cells.len() as u32;
        for cell in cells.chunks_exact(2) {
            if usize::from(cell[0]) >= unpacked.classes.len() {
                return Err(fail("there is no such class"));
            }
            unpacked.cells.push((cell[0], f32::from(cell[1] as i8) * step));
        }
        unpacked.rows.push((u32::from_le_bytes(*hash), (start, unpacked.cells.len() as u32)));
        rest = more;
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, Judge};
    use super::pack;

    const TABLE: &str = "# by hand\nnone\tASSAULT\nlemma:shell\t0:-50\t1:200\nlemma:tea\t0:100\n";

    #[test]
    fn a_packed_table_weighs_as_it_did() {
        let judge = Judge::read(&pack(TABLE).expect("it is a table")).expect("it was packed so");
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
        let error = Judge::read(&packed[..packed.len() - 1]).err();
        assert_eq!(error.map(|error| error.line), Some(3));
    }
}
