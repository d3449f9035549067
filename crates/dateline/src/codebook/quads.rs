//! Is an event cooperation or conflict, of words or of deeds?

use crate::record::EventType;

/// The quad of each event, a byte each, as the build script read it from `codebook/plover.toml`.
static QUADS: &[u8; EventType::ALL.len()] = include_bytes!(concat!(env!("OUT_DIR"), "/quads.bin"));

impl EventType {
    /// PLOVER's quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    ///
    /// # Example
    ///
    /// ```
    /// assert_eq!(dateline::record::EventType::Assault.quad(), 4);
    /// ```
    pub fn quad(self) -> u8 {
        QUADS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use crate::record::EventType;

    #[test]
    fn words_come_before_deeds_and_cooperation_before_conflict() {
        let quads: Vec<u8> = EventType::ALL.iter().map(|event| event.quad()).collect();
        assert_eq!(quads, [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]);
        assert_eq!((EventType::Concede.quad(), EventType::Retreat.quad()), (1, 2));
    }
}
