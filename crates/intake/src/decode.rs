//! Bytes to text: UTF-8, else the encoding that the bytes look like.

use encoding_rs::Encoding;

/// The kind of a failure and its message.
type Refusal = (&'static str, String);

/// The text, and a warning where it was not plain UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<(String, Option<String>), Refusal> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), &bytes[length..]),
        None => (None, bytes),
    };
    if rest.trim_ascii().is_empty() {
        return Err(("empty", "the file is empty: there is nothing to read".into()));
    }
    if let Some(encoding) = encoding
        && encoding != encoding_rs::UTF_8
    {
        return Ok(decode(encoding, rest, "by its byte order mark"));
    }
    if is_binary(rest) {
        return Err(("binary", "not a text: the file holds binary data".into()));
    }
    if let Ok(text) = std::str::from_utf8(rest) {
        return Ok((text.to_owned(), None));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(rest, true);
    Ok(decode(detector.guess(None, chardetng::Utf8Detection::Allow), rest, "by its bytes"))
}

fn decode(encoding: &'static Encoding, bytes: &[u8], how: &str) -> (String, Option<String>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut warning = format!("read as {} ({how}), not as UTF-8", encoding.name());
    if damaged {
        warning += "; bytes that do not fit were replaced by U+FFFD";
    }
    (text.into_owned(), Some(warning))
}

/// Control characters other than white space stand in no text; a few strays do not make it binary.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let controls =
        head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)).count();
    head.contains(&0) || controls * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn other_encodings_are_recognised_and_said() {
        let (decoded, warning) = text(b"Le pr\xe9sident a rencontr\xe9 le ministre \xe0 Gen\xe8ve.").expect("a text");
        assert_eq!(decoded, "Le président a rencontré le ministre à Genève.");
        assert!(warning.is_some_and(|warning| warning.contains("windows-1252")));
        assert_eq!(text("\u{feff}Talks failed.".as_bytes()), Ok(("Talks failed.".into(), None)));
        assert_eq!(text(b"\xff\xfeT\0a\0").map(|(text, _)| text), Ok("Ta".into()));
    }

    #[test]
    fn nothing_and_noise_are_refused() {
        assert_eq!(text(b" \n").map_err(|(kind, _)| kind), Err("empty"));
        assert_eq!(text(b"\x7fELF\x02\x01\0\0\0").map_err(|(kind, _)| kind), Err("binary"));
    }
}
