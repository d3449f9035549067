//! Where in a text of places does a name stand? A number for each name of each row, in order: the hash of the name (32
//! bits), the number of the text (4), the byte at which the row begins (28).

use super::key;

/// Bits for where a row begins.
const ROW_BITS: u64 = 28;

/// Bytes from which on a text is too long.
pub(crate) const LONGEST_TEXT: usize = 1 << ROW_BITS;

/// Texts that there may be, as four bits have numbers for.
pub(crate) const MOST_TEXTS: usize = 16;

/// The index of a text with this number, in order.
pub(crate) fn of(text: &str, number: usize) -> Vec<u64> {
    let (mut index, mut key, mut start) = (Vec::new(), String::new(), 0);
    for line in text.split_inclusive('\n') {
        let row = (number << ROW_BITS | start) as u64;
        start += line.len();
        if line.starts_with('#') {
            continue;
        }
        let mut columns = line.trim_end_matches(['\n', '\r']).split('\t').skip(1);
        let (name, ascii, others) = (columns.next(), columns.next(), columns.nth(5));
        let others = others.into_iter().flat_map(|names| names.split('|'));
        for name in name.into_iter().chain(ascii).chain(others).filter(|name| !name.is_empty()) {
            key::fold_into(name, &mut key);
            index.push(u64::from(key::hash(&key)) << 32 | row);
        }
    }
    index.sort_unstable();
    index.dedup();
    index
}

/// The numbers of an index that have this hash.
pub(crate) fn with_hash<N>(index: &[N], hash: u32, number: impl Fn(&N) -> u64) -> &[N] {
    let start = index.partition_point(|n| number(n) >> 32 < u64::from(hash));
    let length = index[start..].iter().take_while(|n| number(n) >> 32 == u64::from(hash)).count();
    &index[start..start + length]
}

/// Of which text is the row, and at which byte does it begin?
pub(crate) fn place(row: u64) -> (usize, usize) {
    let place = row as u32 as usize;
    (place >> ROW_BITS, place & (LONGEST_TEXT - 1))
}
