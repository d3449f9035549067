//! How deep is a page nested? Counted on its tags, before it is parsed.

/// Elements within each other that are parsed: browsers stop at 512, pages of newspapers stay under 60.
const DEEPEST: usize = 256;

/// Tags that a page may have, at most; pages of newspapers have some thousands.
const MOST_TAGS: usize = 250_000;

/// Elements that hold nothing, or that the next of their kind closes: an unclosed one nests nothing.
const SHALLOW: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp", "rt", "a", "button",
];

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

/// Why a page is not parsed, if it is not.
pub(super) fn refusal(page: &str) -> Option<String> {
    let bytes = page.as_bytes();
    let (mut at, mut tags, mut depth) = (0, 0, 0_usize);
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'<')) {
        at += next + 1;
        if bytes[at..].starts_with(b"!--") {
            at += find(&bytes[at..], b"-->").unwrap_or(bytes.len());
            continue;
        }
        let closes = bytes.get(at) == Some(&b'/');
        let name = name(&bytes[at + usize::from(closes)..]);
        if name.is_empty() {
            continue;
        }
        tags += 1;
        let end = bytes[at..].iter().position(|&byte| byte == b'>').map_or(bytes.len(), |length| at + length);
        let empty = SHALLOW.contains(&name.as_str()) || bytes[at..end].ends_with(b"/");
        at = end;
        if closes {
            depth = depth.saturating_sub(usize::from(!empty));
        } else if RAW.contains(&name.as_str()) {
            at += skip_raw(&bytes[at..], &name);
        } else if !empty {
            depth += 1;
        }
        if depth > DEEPEST {
            return Some(format!("a page with more than {DEEPEST} elements within each other"));
        }
        if tags > MOST_TAGS {
            return Some(format!("a page with more than {MOST_TAGS} tags"));
        }
    }
    None
}

fn name(tag: &[u8]) -> String {
    let end = tag.iter().take(24).position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'-'));
    let name = &tag[..end.unwrap_or(tag.len().min(24))];
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return String::new();
    }
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// Bytes until the end tag of a raw element; none to skip where it has no end.
fn skip_raw(bytes: &[u8], name: &str) -> usize {
    let mut at = 0;
    while let Some(next) = find(&bytes[at..], b"</") {
        at += next;
        let tag = &bytes[at + 2..];
        if tag.len() >= name.len() && tag[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return at;
        }
        at += 2;
    }
    0
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn depth_is_counted_as_a_parser_nests() {
        assert_eq!(refusal(&"<div><p>one<p>two<br></div>".repeat(1000)), None);
        assert_eq!(refusal(&"<ul><li>one<li>two</ul>".repeat(1000)), None);
        assert_eq!(refusal(&format!("<script>{}</script>", "'<div>'+".repeat(1000))), None);
        assert_eq!(refusal(&format!("<!-- {} -->", "<div>".repeat(1000))), None);
        assert_eq!(refusal("a < b <"), None);
        assert!(refusal(&"<div>".repeat(300)).is_some());
        assert!(refusal(&"<b>bold<i>".repeat(200)).is_some());
        assert!(refusal(&"<br>".repeat(300_000)).is_some());
    }
}
