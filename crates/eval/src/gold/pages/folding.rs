//! Are two headlines, names, languages the same, however they are written?

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::words::words;

/// What stands between two names.
#[expect(clippy::unwrap_used, reason = "the pattern is tested")]
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[;,/|&\n]| and | und | et | y ").unwrap());
/// What stands before a name.
#[expect(clippy::unwrap_used, reason = "the pattern is tested")]
static BY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^(?:by|von|par|por)\s+").unwrap());

/// The words of a text without case, accents and marks.
pub(super) fn fold(text: &str) -> String {
    let plain = html_escape::decode_html_entities(text);
    let plain: String = plain.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    // Letters that have two small forms, or whose capital is two letters, are one: ß and ss, ς and σ.
    let plain = plain.to_uppercase().to_lowercase().replace('ς', "σ");
    words(&plain).collect::<Vec<_>>().join(" ")
}

/// A text with each run of space as one.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of writers: a list, or one text with all.
pub(super) fn names(value: &Value) -> BTreeSet<String> {
    let parts: Vec<&str> = match value {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        Value::String(names) => BETWEEN.split(names).collect(),
        _ => Vec::new(),
    };
    let name = |part: &str| fold(&BY.replace(part.trim(), ""));
    parts.into_iter().map(name).filter(|name| !name.is_empty()).collect()
}

/// A language by its two letters.
pub(super) fn language(text: &str) -> String {
    let tag = text.trim().to_lowercase();
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    let two = match first {
        "nb" | "nn" | "nob" => "no",
        "eng" => "en",
        "deu" | "ger" => "de",
        "fra" => "fr",
        "spa" => "es",
        "jpn" => "ja",
        "kor" => "ko",
        "cmn" => "zh",
        "dan" => "da",
        "swe" => "sv",
        "ita" => "it",
        "tur" => "tr",
        "ces" => "cs",
        "rus" => "ru",
        "pol" => "pl",
        "arb" | "ara" => "ar",
        "hin" => "hi",
        "ind" => "id",
        "vie" => "vi",
        "lit" => "lt",
        "nld" => "nl",
        "isl" => "is",
        "zul" => "zu",
        "xho" => "xh",
        "swa" => "sw",
        other => other,
    };
    two.to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_otherwise_is_the_same() {
        assert_eq!(fold("Envoys &amp; “Élites”: a TALK"), "envoys elites a talk");
        assert_eq!(names(&json!("By Ilmar Toomsalu and Ada Brandt")), names(&json!(["ada brandt", "Ilmar TOOMSALU"])));
        assert_eq!((language("nb-NO"), language("en_GB")), ("no".to_owned(), "en".to_owned()));
    }
}
