//! How does a report stand beside its sheet: its sentence, the word that tells the act, and what an answer was read from?

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, Render, html};

use crate::foreign::Tame;

/// A stretch and its class in styles, in characters.
pub(super) type Stretch = ((u32, u32), &'static str);

/// The text as paragraphs; the first of the stretches gets the anchor `here`.
pub(super) fn paragraphs(text: &str, stretches: &[Stretch]) -> Markup {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut start = 0;
    for line in chars.split(|character| *character == '\n') {
        let end = start + line.len();
        if line.iter().any(|character| !character.is_whitespace()) {
            html! { p dir="auto" { (pieces(&chars, start, end, stretches)) } }.render_to(&mut out);
        }
        start = end + 1;
    }
    PreEscaped(out)
}

fn pieces(chars: &[char], start: usize, end: usize, stretches: &[Stretch]) -> Markup {
    let mut cuts = BTreeSet::from([start, end]);
    let ends = stretches.iter().flat_map(|((from, to), _)| [*from as usize, *to as usize]);
    cuts.extend(ends.filter(|at| (start..end).contains(at)));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let here = stretches.first().map(|((from, _), _)| *from as usize);
    html! {
        @for pair in cuts.windows(2) {
            @let words: String = chars[pair[0]..pair[1]].iter().collect();
            @let classes: Vec<&str> = stretches.iter()
                .filter(|((from, to), _)| *from as usize <= pair[0] && *to as usize >= pair[1])
                .map(|(_, class)| *class).collect();
            @if here == Some(pair[0]) { span #here {} }
            @if classes.is_empty() { (Tame(&words)) } @else { mark class=(classes.join(" ")) { (Tame(&words)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_lie_over_one_another_and_text_stays_text() {
        let text = "One <b>.\n\nTwo met three. Four.";
        let shown = paragraphs(text, &[((10, 24), "sentence"), ((14, 17), "word")]).into_string();
        assert_eq!(
            shown,
            "<p dir=\"auto\">One &lt;b&gt;.</p><p dir=\"auto\"><span id=\"here\"></span>\
             <mark class=\"sentence\">Two </mark><mark class=\"sentence word\">met</mark>\
             <mark class=\"sentence\"> three.</mark> Four.</p>"
        );
    }
}
