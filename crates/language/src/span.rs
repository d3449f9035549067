//! Where something stands in a text: offsets in bytes and offsets in characters, as two types so that they cannot be
//! mistaken for each other.

use std::ops::Range;

/// A stretch of a text in **bytes** of its UTF-8 form, end exclusive. Slices a Rust `str`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A stretch of a text in **characters** (Unicode scalar values), end exclusive. Slices a Python `str`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chars {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl Bytes {
    /// The stretch as an index into a `str`.
    ///
    /// ```
    /// use dateline_language::Bytes;
    /// assert_eq!(&"Kyiv fell silent."[Bytes { start: 0, end: 4 }.range()], "Kyiv");
    /// ```
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two stretches share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this stretch.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
