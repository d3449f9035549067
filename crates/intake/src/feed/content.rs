//! Which words are the text of an entry, whatever they are packed in?

use std::sync::LazyLock;

use regex::Regex;
use roxmltree::Node;

use super::other;
use crate::html;
use crate::xml::{self, is};

/// Elements that may hold the text of an entry.
const TEXTS: [&str; 7] = ["content", "encoded", "body", "fulltext", "description", "summary", "abstract"];

/// How often a text is unpacked that was escaped more than once.
const DEEPEST: usize = 3;

/// Tags of texts, and references of HTML: where a text without markup has them, it was escaped once more.
static PACKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)</?(?:p|a|b|i|em|strong|div|span|br|img|ul|ol|li|h[1-6]|blockquote|figure|script|style|table|tr|td|font)",
        r"(?:\s[^<>]*)?/?>|&(?:#\d{1,6}|#x[0-9a-f]{1,5}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|",
        r"[aeiou](?:acute|grave|circ|uml));"
    ))
});

/// What programs put behind a text: where it appeared, that there is more.
static BEHIND: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        r"(?i)(?:^|\n\s*)(?:The|This) (?:post|article|story|entry)\b[^\n]*\b(?:first (?:appeared|published)|(?:appeared|published) first|originally (?:appeared|published))\b[^\n]*$",
        r"\s(?:The|This) post\b[^\n]{1,300}\b(?:appeared first|first appeared) on\b[^\n]*$",
        r"(?i)(?:^|\n\s*)(?:Continue reading|Read more|Read the (?:full|rest|whole|original)|Read full|Keep reading|Full story|Click here to|More\s?(?:\.\.\.|…|»|→))[^\n]{0,200}$",
        r"(?P<kept>[.!?…\])”’])\s*(?:Continue reading|Read more|Read the (?:full|rest)(?: of)?(?: this)? (?:article|story|post)|Keep reading)\b[^\n]{0,200}$",
        r"\s*(?:\[(?:\.\.\.|…)\]|(?:\.\.\.|…)?\s*\[\+\d+ chars\])\s*$",
    ]
    .map(pattern)
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the program")
}

/// The longest text of an entry.
pub(super) fn longest(entry: Node, title: Option<&str>) -> String {
    let mut texts: Vec<String> = Vec::new();
    for node in entry.children().filter(|node| TEXTS.iter().any(|name| is(*node, name)) && !other(*node)) {
        texts.extend(text_of(node).map(|text| without_end(&text)));
    }
    let longest = texts.into_iter().rev().max_by_key(String::len).unwrap_or_default();
    // A text that is but the headline again is none.
    if title == Some(longest.as_str()) && longest.split_whitespace().count() < 6 { String::new() } else { longest }
}

/// The text of an element on one line.
pub(super) fn line(node: Node) -> String {
    text_of(node).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts in Atom say of what kind they are; in RSS they may be anything. Nothing where they are pictures or the like.
fn text_of(node: Node) -> Option<String> {
    let kind = node.attribute("type").unwrap_or_default().to_ascii_lowercase();
    let within = node.children().any(|child| child.is_element());
    if within {
        return Some(words_of(&xml::inner(node)));
    }
    let text: String = node.children().filter_map(|child| child.text()).collect();
    let mode = node.attribute("mode").or_else(|| node.attribute("encoding")).unwrap_or_default();
    let media = kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml") && !kind.contains("html");
    if mode.eq_ignore_ascii_case("base64") || media {
        let packed: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let bytes = mail_parser::decoders::base64::base64_decode(&packed)?;
        let text = String::from_utf8(bytes).ok()?;
        return (!text.contains('\0')).then(|| words_of(&text));
    }
    if kind == "text" || kind == "text/plain" {
        // Plain text, unless what wrote it only says so.
        let packed = PACKED.is_match(&text);
        return Some(if packed { words_of(&text) } else { text.trim().to_owned() });
    }
    Some(words_of(&text))
}

/// The words of HTML, or of text, unpacked as often as it was packed.
pub(crate) fn words_of(text: &str) -> String {
    let mut words = html::text(text);
    for _ in 1..DEEPEST {
        if !PACKED.is_match(&words) {
            break;
        }
        words = html::text(&words.replace("\n\n", "<br>"));
    }
    words
}

/// The text without what programs put behind it.
pub(super) fn without_end(text: &str) -> String {
    let mut text = text.trim().to_owned();
    loop {
        let cut = BEHIND.iter().find_map(|pattern| {
            let found = pattern.captures(&text)?;
            let (whole, kept) = (found.get(0)?, found.name("kept"));
            Some(kept.map_or(whole.start(), |kept| kept.end()))
        });
        match cut {
            Some(at) if at < text.len() && at > 0 => text = text[..at].trim_end().to_owned(),
            _ => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_unpacked_as_often_as_they_were_packed() {
        assert_eq!(
            words_of("&lt;p&gt;The mayor&amp;#8217;s office.&lt;/p&gt;&lt;p&gt;Boats.&lt;/p&gt;"),
            "The mayor’s office.\n\nBoats."
        );
        assert_eq!(words_of("3 < 4 and R&D"), "3 < 4 and R&D");
        assert_eq!(words_of("<p>One.</p><script>var x = 'two';</script><img alt=\"Three\">"), "One.");
    }

    #[test]
    fn what_programs_put_behind_a_text_is_none_of_it() {
        for behind in [
            "The post <a>Ferry talks fail</a> appeared first on <a>Harbour Post</a>.",
            "The post Ferry talks fail first appeared on Harbour Post.",
            "Continue reading...",
            "Continue reading “Ferry talks fail” →",
            "Read more »",
            "[…]",
        ] {
            let text = words_of(&format!("<p>Boats stayed in port.</p><p>{behind}</p>"));
            assert_eq!(without_end(&text), "Boats stayed in port.", "{behind}");
        }
        assert_eq!(without_end("Boats stayed in port. Continue reading Ferry talks fail"), "Boats stayed in port.");
        let kept = "He told pupils to keep reading the post that first appeared on Friday and to read more books.";
        assert_eq!(without_end(kept), kept);
    }
}
