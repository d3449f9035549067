//! How are records kept in few bytes?
//!
//! As JSON, packed with Zstandard against a dictionary that every record has much in common with. The dictionary stands in
//! the archive, so that a program with another one still reads what is packed with it.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// The dictionary of new archives: records of invented reports.
pub(super) const DICTIONARY: &[u8] = include_bytes!("packing.dictionary");

/// How hard it packs: what costs a twentieth of reading the report, and packs a fifth better than what costs nothing.
const LEVEL: i32 = 9;

/// The most that a packed record may hold: a larger one is damaged.
const MOST: usize = 1 << 30;

/// Packs and unpacks with one dictionary.
#[derive(Clone)]
pub(super) struct Packing {
    packs: Arc<EncoderDictionary<'static>>,
    unpacks: Arc<DecoderDictionary<'static>>,
}

impl Packing {
    /// With the dictionary of an archive.
    pub(super) fn with(dictionary: &[u8]) -> Self {
        let packs = Arc::new(EncoderDictionary::copy(dictionary, LEVEL));
        Self { packs, unpacks: Arc::new(DecoderDictionary::copy(dictionary)) }
    }

    /// A value as packed JSON.
    pub(super) fn pack(&self, value: &impl Serialize) -> Vec<u8> {
        self.pack_text(&serde_json::to_string(value).expect("records have text keys only"))
    }

    /// A text, packed.
    pub(super) fn pack_text(&self, text: &str) -> Vec<u8> {
        let packer = Compressor::with_prepared_dictionary(&self.packs);
        packer.and_then(|mut packer| packer.compress(text.as_bytes())).expect("memory takes what was packed")
    }

    /// The JSON of a packed value; what is wrong with it, if it is damaged.
    pub(super) fn unpack_text(&self, packed: &[u8]) -> Result<String, String> {
        let unpacker = Decompressor::with_prepared_dictionary(&self.unpacks);
        let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or(MOST as u64);
        let size = usize::try_from(size).unwrap_or(MOST).min(MOST);
        let json =
            unpacker.and_then(|mut unpacker| unpacker.decompress(packed, size)).map_err(|cause| cause.to_string())?;
        String::from_utf8(json).map_err(|cause| cause.to_string())
    }

    /// The value that was packed; what is wrong with it, if it is damaged.
    pub(super) fn unpack<T: DeserializeOwned>(&self, packed: &[u8]) -> Result<T, String> {
        serde_json::from_str(&self.unpack_text(packed)?).map_err(|cause| cause.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_damage_is_told() {
        let packing = Packing::with(DICTIONARY);
        let text = "The envoy left Geneva.".repeat(3);
        let packed = packing.pack(&text);
        assert!(packed.len() < text.len());
        assert_eq!(packing.unpack(&packed), Ok(text));
        assert!(packing.unpack::<String>(&packed[..packed.len() / 2]).is_err());
        assert!(packing.unpack::<String>(b"no frame").is_err());
    }
}
