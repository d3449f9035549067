//! How is text of others shown, so that it is nothing but text?

use maud::{Markup, PreEscaped, Render, html};

/// A name or line of a report: apart from the direction of what stands around it.
pub(crate) fn name(text: &str) -> Markup {
    html! { bdi { (Tame(text)) } }
}

/// Text of others. Characters that turn the direction of all that follows, and those that nobody can see, are named; maud
/// escapes the rest.
pub(crate) struct Tame<'t>(pub(crate) &'t str);

impl Render for Tame<'_> {
    fn render_to(&self, out: &mut String) {
        let mut plain = 0;
        for (at, character) in self.0.char_indices().filter(|(_, character)| is_unseen(*character)) {
            self.0[plain..at].render_to(out);
            let code = format!("U+{:04X}", character as u32);
            html! { span.unseen title="a character that cannot be seen" { "[" (code) "]" } }.render_to(out);
            plain = at + character.len_utf8();
        }
        self.0[plain..].render_to(out);
    }
}

/// Text of others where only text can stand: in titles, values and pictures.
pub(crate) fn plain(text: &str) -> String {
    let named = |character: char| match is_unseen(character) {
        true => format!("[U+{:04X}]", character as u32),
        false => character.to_string(),
    };
    text.chars().map(named).collect()
}

/// Whether a character turns directions for others than itself, or is a control that no text needs.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}' |
        '\u{E0000}'..='\u{E007F}')
        || (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
}

/// A link to an address that a report gives: only to the web, and without telling whence.
pub(crate) fn link(address: &str) -> Markup {
    let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    if !(start.starts_with("http://") || start.starts_with("https://")) {
        return name(address);
    }
    html! { a href=(address) rel="noopener noreferrer nofollow" { (name(address)) } }
}

/// A text with some stretches of it marked; offsets count characters.
pub(crate) fn marked(text: &str, spans: &[(usize, usize)]) -> Markup {
    let chars: Vec<char> = text.chars().collect();
    let cut = |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
    let mut done = 0;
    let mut out = String::new();
    for (start, end) in spans.iter().filter(|(start, end)| start < end) {
        if *start < done {
            continue;
        }
        html! { (Tame(&cut(done, *start))) mark { (Tame(&cut(*start, *end))) } }.render_to(&mut out);
        done = *end;
    }
    Tame(&cut(done.min(chars.len()), chars.len())).render_to(&mut out);
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_text() {
        let evil = "<script>alert(1)</script>\u{202E}gnp.exe & \"so\"";
        let shown = name(evil).into_string();
        assert!(!shown.contains("<script") && shown.contains("[U+202E]") && !shown.contains('\u{202E}'), "{shown}");
        assert!(!link("javascript:alert(1)").into_string().contains("href"));
        assert!(
            link("HTTPS://a.example/?x=\"onload=")
                .into_string()
                .contains("href=\"HTTPS://a.example/?x=&quot;onload=\"")
        );
    }

    #[test]
    fn stretches_are_marked_by_characters() {
        assert_eq!(marked("é<b", &[(1, 2)]).into_string(), "é<mark>&lt;</mark>b");
        assert_eq!(marked("abc", &[(2, 9), (1, 2)]).into_string(), "ab<mark>c</mark>");
    }
}
