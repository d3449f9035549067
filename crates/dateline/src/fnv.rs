//! Which number stands for this text, the same on every machine? FNV-1a in 64 bits (Fowler, Noll and Vo; public domain): quick on
//! short texts.

/// Of the empty text.
pub(crate) const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// That of a text with further bytes.
pub(crate) fn extended(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}
