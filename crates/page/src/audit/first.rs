//! Who is it that judges, and how far has everybody come?

use dateline_eval::audit::Coder;
use maud::{Markup, html};

use crate::foreign::name;

/// The page on which a coder says who it is; `token` is the word of its forms.
pub(super) fn names(coders: &[Coder], token: &str) -> Markup {
    html! {
        h1 { "Who are you?" }
        p.lead { "Each coder judges alone: what others say is not shown. This browser keeps the name." }
        @if coders.is_empty() { p { "Nobody was named: end the program, and name coders with " code { "--coder NAME" } "." } }
        form.names method="post" action="/coder" {
            input type="hidden" name="token" value=(token);
            @for coder in coders {
                button name="coder" value=(coder.number) { (name(&coder.name)) @if coder.decides { " (decides)" } }
            }
        }
    }
}

/// The page of a coder.
pub(super) fn welcome(coder: &Coder, coders: &[Coder], (done, of): (u64, u64), token: &str) -> Markup {
    html! {
        h1 { (name(&coder.name)) ": " (done) " of " (of) " sheets" }
        @if done < of { p { a.go #next href="/next" { @if done == 0 { "Begin" } @else { "Go on" } } } }
        @else if of == 0 && coder.decides { p.lead { "The others have not disagreed on anything so far." } }
        @else { p.lead { "Everything is judged. Thank you!" } }
        (manual(coder))
        @if coders.len() > 1 {
            h2 { "Not " (name(&coder.name)) "?" }
            form.names method="post" action="/coder" {
                input type="hidden" name="token" value=(token);
                @for other in coders.iter().filter(|other| other.number != coder.number) {
                    button.quiet name="coder" value=(other.number) { (name(&other.name)) }
                }
            }
        }
    }
}

/// How it is judged.
fn manual(coder: &Coder) -> Markup {
    let keys = [
        ("1", "right: the text says so"),
        ("2", "wrong: it says otherwise; then the right value, if you know it, and Enter"),
        ("3", "cannot tell: the text does not say enough"),
        ("↑ ↓", "another answer of this sheet"),
        ("← →", "another sheet"),
        ("u", "undo what you said last"),
        ("n", "a note on this sheet"),
    ];
    html! {
        section.prose {
            h2 { "How to judge" }
            p { "By the text alone, the marked sentence first, and what the report says elsewhere. An answer is right if a careful "
                "reader would give it; who is called otherwise, but is the same, is right. If the sentence tells no act of "
                "this kind, the first answer is wrong: say which of the sixteen it is, or none." }
            @if coder.blind { p { "You answer first yourself, and see the program's answers then." } }
            @if coder.decides { p { "You see what the others said where they disagree. What you say holds." } }
            dl.keys { @for (key, what) in keys { dt { kbd { (key) } } dd { (what) } } }
        }
    }
}
