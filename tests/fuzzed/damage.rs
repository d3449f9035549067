//! Which damage may a file have? Always the same for the same number.

use fastrand::Rng;

/// What programs and people write within each other, without end.
const OPENED: [&str; 7] = ["<div>", "<b><i>", "[", "{\"a\":", "{\\b ", "“", "(which "];
/// What a text may hold that is no letter.
const ODD: [&str; 8] = ["\u{1b}[2J", "\u{202e}", "\0", "\u{301}", "𝔘", "\u{feff}", "\u{2028}", "İ"];

/// Bytes with some damage, parts of others among them.
pub(crate) fn damaged(bytes: &[u8], others: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut dice = Rng::with_seed(number);
    let mut bytes = bytes.to_vec();
    for _ in 0..*one_of(&[1, 1, 1, 2, 4], &mut dice) {
        if !bytes.is_empty() {
            damage(&mut bytes, others, &mut dice);
        }
    }
    bytes
}

fn damage(bytes: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Rng) {
    let at = dice.usize(..bytes.len());
    let part = at..(at + dice.usize(1..400)).min(bytes.len());
    let put: Vec<u8> = match dice.u8(..8) {
        0 => {
            return (0..dice.usize(1..40)).for_each(|_| {
                let at = dice.usize(..bytes.len());
                bytes[at] ^= 1 << dice.u8(..8);
            });
        }
        1 => return bytes.truncate(at),
        2 => return drop(bytes.drain(..at)),
        3 => return bytes[part].fill_with(|| dice.u8(..)),
        4 => bytes[part].repeat(dice.usize(1..20)),
        5 => one_of(&OPENED, dice).repeat(dice.usize(10..2000)).into_bytes(),
        6 => one_of(&ODD, dice).as_bytes().to_vec(),
        _ => {
            let other = one_of(others, dice);
            let from = dice.usize(..=other.len());
            other[from..(from + dice.usize(..2000)).min(other.len())].to_vec()
        }
    };
    bytes.splice(at..at, put);
}

fn one_of<'a, T>(things: &'a [T], dice: &mut Rng) -> &'a T {
    &things[dice.usize(..things.len())]
}
