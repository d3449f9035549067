//! Can a page be parsed in a time that its length explains? Its tags are counted before it is parsed.

use std::borrow::Cow;

/// Elements within each other that are parsed: browsers stop at 512, pages of newspapers stay under 60.
const DEEPEST: usize = 256;

/// Tags that a page may have, at most; pages of newspapers have some thousands.
const MOST_TAGS: usize = 250_000;

/// Attributes of a tag that are parsed; parsers compare each with all before it. Pages of newspapers have some twenty.
const MOST_ATTRIBUTES: usize = 200;

/// Elements that hold nothing, or that the next of their kind closes: an unclosed one nests nothing.
const SHALLOW: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp", "rt", "a", "button",
];

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

/// The page as it is parsed, without the attributes that a tag has too many of; or why it is not parsed.
pub(super) fn bounded(page: &str) -> Result<Cow<'_, str>, String> {
    let bytes = page.as_bytes();
    let (mut at, mut tags, mut depth) = (0, 0, 0_usize);
    let mut kept = Kept::default();
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
        let tag = Tag::of(&bytes[at..]);
        if let Some(most) = tag.most {
            kept.cut(page, at + most, at + tag.end);
        }
        let end = at + tag.end;
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
            return Err(format!("a page with more than {DEEPEST} elements within each other"));
        }
        if tags > MOST_TAGS {
            return Err(format!("a page with more than {MOST_TAGS} tags"));
        }
    }
    Ok(kept.page(page))
}

/// What is kept of a page, up to a place in it.
#[derive(Default)]
struct Kept {
    text: String,
    end: usize,
}

impl Kept {
    fn cut(&mut self, page: &str, from: usize, to: usize) {
        self.text.push_str(&page[self.end..from]);
        self.end = to;
    }

    fn page(mut self, page: &str) -> Cow<'_, str> {
        if self.end == 0 {
            return Cow::Borrowed(page);
        }
        self.text.push_str(&page[self.end..]);
        Cow::Owned(self.text)
    }
}

/// Where a tag ends: at its `>`, those within quoted attributes apart.
struct Tag {
    end: usize,
    /// Where the first attribute stands that is too many.
    most: Option<usize>,
}

impl Tag {
    fn of(bytes: &[u8]) -> Self {
        let (mut attributes, mut most, mut at) = (0_usize, None, 0);
        let mut before = b'<';
        while let Some(&byte) = bytes.get(at) {
            let begins = before.is_ascii_whitespace() || before == b'/' || before == b'"' || before == b'\'';
            match byte {
                b'>' => return Self { end: at, most },
                b'"' | b'\'' if before == b'=' => {
                    // An attribute that is never closed: the tag ends at its first `>`, so that no page is lost to it.
                    match bytes[at + 1..].iter().position(|&other| other == byte) {
                        Some(length) => at += length + 1,
                        None => break,
                    }
                }
                b'=' if before.is_ascii_whitespace() => {}
                _ if begins && !byte.is_ascii_whitespace() && byte != b'/' => {
                    attributes += 1;
                    if attributes > MOST_ATTRIBUTES && most.is_none() {
                        most = Some(at);
                    }
                }
                _ => {}
            }
            // White space around "=" does not part a value from its name.
            if !(byte.is_ascii_whitespace() && before == b'=') {
                before = bytes[at];
            }
            at += 1;
        }
        let end = bytes.iter().position(|&byte| byte == b'>').unwrap_or(bytes.len());
        Self { end, most: most.filter(|most| *most < end) }
    }
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
    use super::*;

    #[test]
    fn depth_is_counted_as_a_parser_nests() {
        let refusal = |page: &str| bounded(page).err();
        assert_eq!(refusal(&"<div><p>one<p>two<br></div>".repeat(1000)), None);
        assert_eq!(refusal(&"<ul><li>one<li>two</ul>".repeat(1000)), None);
        assert_eq!(refusal(&format!("<script>{}</script>", "'<div>'+".repeat(1000))), None);
        assert_eq!(refusal(&format!("<!-- {} -->", "<div>".repeat(1000))), None);
        assert_eq!(refusal("a < b <"), None);
        assert!(refusal(&"<div>".repeat(300)).is_some());
        assert!(refusal(&"<b>bold<i>".repeat(200)).is_some());
        assert!(refusal(&"<br>".repeat(300_000)).is_some());
    }

    #[test]
    fn markup_within_quoted_attributes_is_no_tag() {
        for quoted in ["if(a<b&&c>0){x(a<b)} ", "<div><section>", "</p><div class='x'>"] {
            let page = format!("<div data-code=\"{}\"><p>The envoy left.</p></div>", quoted.repeat(400));
            assert_eq!(bounded(&page).as_deref(), Ok(page.as_str()), "{quoted}");
        }
        let single = format!("<a title = '{}' href=x>Ferry</a>", "<div>".repeat(400));
        assert!(bounded(&single).is_ok());
        let apostrophe = format!("<p>The crew's <b>boat</b></p>{}", "<div>".repeat(300));
        assert!(bounded(&apostrophe).is_err(), "an apostrophe in the text quotes nothing");
        let open = format!("<div class=\"open>{}", "<p>The envoy left.</p>".repeat(10));
        assert!(bounded(&open).is_ok(), "a quotation mark that is never closed");
    }

    #[test]
    fn a_tag_keeps_its_first_attributes() {
        let many = (0..40_000).map(|number| format!(" data-{number}=\"a > b\"")).collect::<String>();
        for page in
            [format!("<p{many}>The envoy left.</p>"), format!("<p{}>The envoy left.</p>", " a=b".repeat(40_000))]
        {
            let kept = bounded(&page).expect("a page");
            assert!(kept.len() < 6000 && kept.ends_with(">The envoy left.</p>"), "{}", kept.len());
        }
        let few = "<p class = \"story\" id='x' hidden>The envoy left.</p>";
        assert!(matches!(bounded(few), Ok(Cow::Borrowed(_))));
    }
}
