//! How deep do elements of XML stand within each other? Counted on its tags, before it is parsed: what reads a tree goes
//! down it, and the stack ends.

/// Elements within each other that are read.
const DEEPEST: usize = 256;

/// Whether elements stand deeper than is read.
pub(crate) fn is_too_deep(xml: &str) -> bool {
    let (mut rest, mut depth) = (xml, 0_usize);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = &rest[..end];
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            depth += 1;
        }
        if depth > DEEPEST {
            return true;
        }
        rest = &rest[end..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    #[test]
    fn elements_are_counted_within_each_other_only() {
        assert!(is_too_deep(&"<a>".repeat(300)));
        assert!(!is_too_deep(&"<a><b/></a><!-- <c> --><?d?>".repeat(300)));
    }
}
