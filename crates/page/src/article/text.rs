//! How does a report's text stand with its marks, which may lie over one another?
//!
//! It is cut wherever a mark begins or ends. A piece is a link to the entry of the shortest mark that has one, and names
//! the entries of all marks that it lies in, so that a script can show them together.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, Render, html};

use crate::foreign::Tame;

/// What a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// What was said.
    Quotation,
    /// The word that tells that something was said.
    Cue,
    /// The word that tells an act.
    Act(Look),
    /// The sentence that tells it.
    Sentence,
    /// How many.
    Figure,
    /// When.
    Time,
    /// Where.
    Place,
    /// What is no part of the story: credits, captions.
    Aside,
}

/// How an act stands to what has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// The report states it.
    Fact,
    /// Somebody says so.
    Claim,
    /// It has not happened.
    Unreal,
}

impl Look {
    /// Its class in styles.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Claim => "claim",
            Self::Unreal => "unreal",
        }
    }
}

impl Layer {
    fn class(self) -> &'static str {
        match self {
            Self::Quotation => "q",
            Self::Cue => "c",
            Self::Act(Look::Fact) => "h fact",
            Self::Act(Look::Claim) => "h claim",
            Self::Act(Look::Unreal) => "h unreal",
            Self::Sentence => "s",
            Self::Figure => "f",
            Self::Time => "t",
            Self::Place => "p",
            Self::Aside => "aside",
        }
    }

    /// Whether a piece of it is a link to its entry: of all marks too many would be, for who goes by the keyboard.
    fn leads(self) -> bool {
        matches!(self, Self::Act(_) | Self::Cue)
    }
}

/// A stretch of the text that means something.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// First character.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// What it shows.
    pub(crate) layer: Layer,
    /// The entry that tells more; nothing, if none does.
    pub(crate) entry: String,
    /// What the place in the text is called, for links to it.
    pub(crate) anchor: Option<String>,
    /// What is told when it is pointed at.
    pub(crate) told: String,
}

/// The text as paragraphs.
pub(crate) fn paragraphs(text: &str, mut marks: Vec<Mark>) -> Markup {
    let chars: Vec<char> = text.chars().collect();
    marks.retain(|mark| mark.start < mark.end && mark.end <= chars.len());
    for mark in &mut marks {
        // A mark begins in a paragraph, not between two: there its anchor stands.
        let blank = chars[mark.start..mark.end].iter().take_while(|character| character.is_whitespace()).count();
        mark.start = (mark.start + blank).min(mark.end - 1);
    }
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end), mark.layer));
    let mut out = String::new();
    let mut start = 0;
    while start < chars.len() {
        let end = chars[start..].iter().position(|character| *character == '\n').map_or(chars.len(), |at| start + at);
        if chars[start..end].iter().any(|character| !character.is_whitespace()) {
            let near: Vec<&Mark> = marks.iter().filter(|mark| mark.start < end && mark.end > start).collect();
            html! { p dir="auto" { (pieces(&chars, start, end, &near)) } }.render_to(&mut out);
        }
        start = end + 1;
    }
    PreEscaped(out)
}

/// A paragraph's pieces.
fn pieces(chars: &[char], start: usize, end: usize, marks: &[&Mark]) -> Markup {
    let mut cuts = BTreeSet::from([start, end]);
    cuts.extend(marks.iter().flat_map(|mark| [mark.start, mark.end]).filter(|at| (start..end).contains(at)));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut out = String::new();
    for pair in cuts.windows(2) {
        let over: Vec<&Mark> =
            marks.iter().copied().filter(|mark| mark.start <= pair[0] && mark.end >= pair[1]).collect();
        piece(&chars[pair[0]..pair[1]], pair[0], &over).render_to(&mut out);
    }
    PreEscaped(out)
}

fn piece(chars: &[char], at: usize, over: &[&Mark]) -> Markup {
    let words: String = chars.iter().collect();
    if over.is_empty() {
        return html! { (Tame(&words)) };
    }
    let mut classes: Vec<&str> = over.iter().map(|mark| mark.layer.class()).collect();
    classes.sort_unstable();
    classes.dedup();
    let classes = classes.join(" ");
    let mut inner: Vec<&&Mark> = over.iter().filter(|mark| !mark.entry.is_empty()).collect();
    inner.sort_by_key(|mark| mark.end - mark.start);
    let mut entries: Vec<&str> = inner.iter().map(|mark| mark.entry.as_str()).collect();
    entries.dedup();
    let entries = entries.join(" ");
    let anchors = over.iter().filter(|mark| mark.start == at).filter_map(|mark| mark.anchor.as_deref());
    let leads = inner.iter().find(|mark| mark.layer.leads());
    html! {
        @for anchor in anchors { span.anchor id=(anchor) {} }
        @if let Some(mark) = leads {
            a class=(classes) href={ "#" (mark.entry) } data-of=(entries) title=(mark.told) { (Tame(&words)) }
        } @else {
            @let told = inner.iter().map(|mark| mark.told.as_str()).find(|told| !told.is_empty());
            span class=(classes) data-of=[(!entries.is_empty()).then_some(&entries)] title=[told] { (Tame(&words)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, layer: Layer, entry: &str) -> Mark {
        Mark { start, end, layer, entry: entry.into(), anchor: None, told: String::new() }
    }

    #[test]
    fn marks_may_lie_over_one_another_and_over_paragraphs() {
        let text = "Two <b> met.\n\nHe left.";
        let marks = vec![
            mark(0, 11, Layer::Quotation, "q1"),
            mark(8, 18, Layer::Sentence, "h1"),
            mark(0, 3, Layer::Cue, "q1"),
            mark(8, 99, Layer::Time, "t1"),
        ];
        let shown = paragraphs(text, marks).into_string();
        let plain = shown.replace("</p>", "|");
        let mut words = String::new();
        let mut inside = false;
        for character in plain.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => words.push(character),
                _ => {}
            }
        }
        assert_eq!(words, "Two &lt;b&gt; met.|He left.|");
        assert!(shown.contains("<a class=\"c q\" href=\"#q1\" data-of=\"q1\""), "{shown}");
        assert!(shown.contains("<span class=\"q s\" data-of=\"h1 q1\">met</span>"), "{shown}");
        assert!(!shown.contains("t1"), "a stretch beyond the text marks nothing");
    }
}
