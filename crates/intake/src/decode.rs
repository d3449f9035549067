//! Which encoding is this, or is it no text at all? UTF-8, else the encoding that the bytes look like.

use encoding_rs::Encoding;

use crate::outcome::{Cause, FailureKind};

/// The text, and a warning where it was not plain UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<(String, Option<String>), Cause> {
    let (encoding, rest) = match marked(bytes) {
        Some((encoding, length)) => (Some(encoding), &bytes[length..]),
        None => (None, bytes),
    };
    if rest.trim_ascii().is_empty() {
        return Err((FailureKind::Empty, "the file is empty: there is nothing to read".into()));
    }
    if let Some(encoding) = encoding
        && encoding != encoding_rs::UTF_8
    {
        let how = if rest.len() < bytes.len() { "by its byte order mark" } else { "by its zeros" };
        return Ok(decode(encoding, rest, how));
    }
    if is_binary(rest) {
        return Err((FailureKind::Binary, "not a text: the file holds binary data".into()));
    }
    if let Ok(text) = std::str::from_utf8(rest) {
        return Ok((lined(text.to_owned()), None));
    }
    let (text, warning) = decode(guess(rest), rest, "by its bytes");
    Ok((lined(text), warning))
}

/// A text whose lines end with CR alone, as those of old Macs do, with ends that others know.
fn lined(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n") } else { text }
}

/// A marked-up document as text: by its byte order mark, as UTF-8 if it is that, by the encoding that it or its carrier
/// declares, else by its bytes, with a warning.
pub(crate) fn markup(bytes: &[u8], media_type: Option<&str>) -> Result<(String, Option<String>), Cause> {
    if marked(bytes).is_some() || is_binary(bytes) {
        return text(bytes);
    }
    let declared = media_type.and_then(charset).or_else(|| charset(&declaration(bytes)));
    match declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        // Shifts between alphabets with bytes that UTF-8 has too.
        Some(shifting) if shifting == encoding_rs::ISO_2022_JP => Ok((shifting.decode(bytes).0.into_owned(), None)),
        _ if std::str::from_utf8(bytes).is_ok() => text(bytes),
        Some(declared) => {
            let (text, damaged) = declared.decode_without_bom_handling(bytes);
            Ok((text.into_owned(), damaged.then(|| format!("bytes that are no {} were replaced", declared.name()))))
        }
        None => text(bytes),
    }
}

/// The encoding that a mark before the text tells, or the zeros of two bytes a letter, and the length of the mark.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if let Some(marked) = Encoding::for_bom(bytes) {
        return Some(marked);
    }
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    let most = |zeros: usize| half >= 4 && 10 * zeros >= 7 * half;
    match (most(even), most(odd)) {
        (true, false) if odd * 20 <= half => Some((encoding_rs::UTF_16BE, 0)),
        (false, true) if even * 20 <= half => Some((encoding_rs::UTF_16LE, 0)),
        _ => None,
    }
}

/// The first bytes of a document as text.
pub(crate) fn head(bytes: &[u8], most: usize) -> String {
    let head = &bytes[..bytes.len().min(most & !1)];
    match marked(bytes) {
        Some((encoding, length)) => {
            encoding.decode_without_bom_handling(head.get(length..).unwrap_or_default()).0.into_owned()
        }
        None => String::from_utf8_lossy(head).into_owned(),
    }
}

/// The beginning of a document in lower case, where its encoding is declared.
fn declaration(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase()
}

/// What follows `charset=` or `encoding=`.
fn charset(text: &str) -> Option<String> {
    let (_, after) = text.split_once("charset=").or_else(|| text.split_once("encoding="))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(label.len());
    (end > 0).then(|| label[..end].to_owned())
}

/// The encoding that bytes look like.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
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
    use super::{FailureKind, markup, text};

    #[test]
    fn a_declared_encoding_is_believed_where_the_bytes_allow() {
        let page = |label: &str| [b"<meta charset='".as_slice(), label.as_bytes(), b"'>caf\xe9 \xf0"].concat();
        assert!(
            markup(&page("iso-8859-2"), None)
                .is_ok_and(|(text, warning)| text.ends_with("café đ") && warning.is_none())
        );
        assert!(
            markup(&page("none"), Some("text/html; charset=iso-8859-2")).is_ok_and(|(text, _)| text.ends_with('đ'))
        );
        let wrong = "<meta charset=iso-8859-1>café".as_bytes();
        assert!(markup(wrong, None).is_ok_and(|(text, _)| text.ends_with("café")));
    }

    #[test]
    fn other_encodings_are_recognised_and_said() {
        let (decoded, warning) = text(b"Le pr\xe9sident a rencontr\xe9 le ministre \xe0 Gen\xe8ve.").expect("a text");
        assert_eq!(decoded, "Le président a rencontré le ministre à Genève.");
        assert!(warning.is_some_and(|warning| warning.contains("windows-1252")));
        assert_eq!(text("\u{feff}Talks failed.".as_bytes()), Ok(("Talks failed.".into(), None)));
        assert_eq!(text(b"\xff\xfeT\0a\0").map(|(text, _)| text), Ok("Ta".into()));
        for zeros in [[0, 1], [1, 0]] {
            let wide = |byte: u8| if zeros[0] == 0 { [byte, 0] } else { [0, byte] };
            let bytes: Vec<u8> = "Talks failed.".bytes().flat_map(wide).collect();
            assert_eq!(text(&bytes).map(|(text, _)| text), Ok("Talks failed.".into()));
        }
    }

    #[test]
    fn nothing_and_noise_are_refused() {
        assert_eq!(text(b" \n").map_err(|(kind, _)| kind), Err(FailureKind::Empty));
        assert_eq!(text(b"\x7fELF\x02\x01\0\0\0").map_err(|(kind, _)| kind), Err(FailureKind::Binary));
    }
}
