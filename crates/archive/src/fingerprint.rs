//! Is this file as it was? Told by its bytes: size and time stay the same when a file is replaced with care.

use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read};
use std::path::Path;

use rustc_hash::FxHasher;

/// Bytes that are looked at together.
const BLOCK: u64 = 1 << 18;

/// A number that other bytes are very unlikely to have.
pub(crate) fn of(bytes: impl Read) -> io::Result<u64> {
    of_while(bytes, |_| true).map(|number| number.expect("it goes on to the end"))
}

/// The same, as long as who is told how many bytes were looked at since says to go on.
pub(crate) fn of_while(mut bytes: impl Read, mut goes_on: impl FnMut(u64) -> bool) -> io::Result<Option<u64>> {
    let mut hasher = FxHasher::default();
    let mut block = Vec::new();
    loop {
        block.clear();
        // Blocks are full but for the last, so that the same bytes are always parted in the same way.
        if bytes.by_ref().take(BLOCK).read_to_end(&mut block)? == 0 {
            return Ok(Some(hasher.finish()));
        }
        hasher.write(&block);
        if !goes_on(block.len() as u64) {
            return Ok(None);
        }
    }
}

/// That of a file's bytes, written out.
pub(crate) fn of_file(path: &Path) -> io::Result<String> {
    of(File::open(path)?).map(written)
}

/// A number as a manifest has it.
pub(crate) fn written(number: u64) -> String {
    format!("{number:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_bytes_have_another_number() {
        let number = |bytes: &[u8]| of(bytes).expect("memory can be read");
        let long = vec![b'a'; 3 << 18];
        let mut changed = long.clone();
        changed[(1 << 18) + 7] = b'b';
        let numbers = [number(b""), number(b"ab"), number(b"ba"), number(&long), number(&changed), number(&long[1..])];
        assert!((1..numbers.len()).all(|i| !numbers[..i].contains(&numbers[i])), "{numbers:?}");
        assert_eq!(
            number(&long),
            of(long
                .chunks(1000)
                .fold(Box::new(io::empty()) as Box<dyn Read>, |before, chunk| { Box::new(before.chain(chunk)) }))
            .expect("memory can be read")
        );
    }
}
