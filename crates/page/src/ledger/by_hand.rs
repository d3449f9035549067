//! What may be said by hand of an entry of the ledger, and how is it asked for on its page?

use dateline_archive::ledger::{Became, Correction, Entry, Outcome, Verdict};
use maud::{Markup, html};
use sha2::{Digest, Sha256};

use crate::error::Trouble;
use crate::foreign::name;
use crate::forms::Form;

use super::address;

/// What the form of a page is called; its buttons stand at what they are about.
const FORM: &str = "say";

/// What somebody asks for with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// To keep this.
    Keep(Correction),
    /// To take this back.
    TakeBack(Correction),
}

impl Said {
    /// What a form says of the entry of this name, if it is found, beside what was said by hand before.
    ///
    /// # Errors
    ///
    /// If there is no such entry, nothing of it is called so, or the form is not filled in.
    pub(crate) fn of(form: &Form, entry: &str, found: Option<&Entry>, before: &[Correction]) -> Result<Self, Trouble> {
        let mut words = form.get("say").unwrap_or_default().splitn(2, ' ');
        let (what, of) = (words.next().unwrap_or_default(), words.next());
        if found.is_none() && !before.iter().any(|said| said.entry == entry) {
            return Err(Trouble::Missing(format!("No entry is called {entry}.")));
        }
        if what == "back" {
            let about = |said: &&Correction| match found {
                Some(found) => found.corrections.contains(said),
                None => said.entry == entry,
            };
            return taken_back(of, before.iter().filter(about)).map(Self::TakeBack);
        }
        let is_there = |link: &str| found.is_some_and(|found| found.outcomes.iter().any(|one| one.link == link));
        if let Some(link) = of.filter(|link| !is_there(link)) {
            return Err(Trouble::Missing(format!("Nothing that became of {entry} is called {link}.")));
        }
        let note = form.line("note", Correction::NOTE)?;
        let verdict = verdict(form, what, of, note.is_some())?;
        let by = form.line("by", Correction::NAME)?;
        let by = by.ok_or_else(|| Trouble::Asked("Who says so? A name belongs to what is said by hand.".to_owned()))?;
        let at = jiff::Timestamp::now().as_second();
        Ok(Self::Keep(Correction { entry: entry.to_owned(), link: of.map(str::to_owned), verdict, note, by, at }))
    }
}

/// What is taken back: the one of an entry that the page showed, if it is still there.
fn taken_back<'c>(wanted: Option<&str>, mut said: impl Iterator<Item = &'c Correction>) -> Result<Correction, Trouble> {
    let found = said.find(|said| wanted == Some(mark(said).as_str()));
    found.cloned().ok_or_else(|| Trouble::Missing("This was taken back already.".to_owned()))
}

/// By what a correction is known on its page: all that it says. Its place changes when another one is taken back.
fn mark(said: &Correction) -> String {
    let hash = Sha256::digest(format!("{said:?}"));
    hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// What a form says, of an entry or of a link.
fn verdict(form: &Form, what: &str, link: Option<&str>, has_note: bool) -> Result<Verdict, Trouble> {
    let asked = |told: &str| Err(Trouble::Asked(told.to_owned()));
    match what {
        "confirm" => Ok(Verdict::Confirm),
        "reject" => Ok(Verdict::Reject),
        "outcome" => {
            let field = link.map_or_else(|| "outcome".to_owned(), |link| format!("outcome {link}"));
            match form.get(&field).and_then(Became::named) {
                Some(became) => Ok(Verdict::Outcome(became.name().to_owned())),
                None => asked("What became of it? Choose one of the list."),
            }
        }
        "note" if has_note => Ok(Verdict::Note),
        "note" => asked("Which note? The field is empty."),
        _ => asked("What is said of it? One of the buttons tells."),
    }
}

/// The form of an entry; `token` is the word by which it is known.
pub(super) fn form(entry: &Entry, token: &str) -> Markup {
    html! {
        section.by-hand {
            h2 { "Say something of it by hand" }
            p.why { "It is kept apart from what was found, with your name and the day, lies over it, and can be taken back." }
            form.correct id=(FORM) method="post" action=(address(&entry.entry)) autocomplete="on" {
                (hidden(token))
                label { span { "Who says so" } input type="text" name="by" required maxlength=(Correction::NAME) autocomplete="name"; }
                label.broad { span { "Why" } input type="text" name="note" maxlength=(Correction::NOTE) autocomplete="off"; }
                // The first button of a form is what the Enter key presses.
                button name="say" value="note" { "Keep the note" }
            }
            p.buttons { "The entry: "
                (button("confirm", "it is one")) (button("reject", "it is none"))
                (choice("outcome", None)) (button("outcome", "became of it")) }
        }
    }
}

/// The word of a form.
pub(super) fn hidden(token: &str) -> Markup {
    html! { input type="hidden" name="token" value=(token); }
}

/// What may be said of one thing that became of an entry.
pub(super) fn of_outcome(outcome: &Outcome) -> Markup {
    let field = format!("outcome {}", outcome.link);
    let value = |what: &str| format!("{what} {}", outcome.link);
    html! {
        p.buttons {
            (button(&value("confirm"), "it is so")) (button(&value("reject"), "it is not so"))
            "rather " (choice(&field, Some(outcome.became))) (button(&value("outcome"), "set"))
        }
    }
}

fn button(value: &str, label: &str) -> Markup {
    html! { button.quiet form=(FORM) name="say" value=(value) { (label) } }
}

fn choice(field: &str, chosen: Option<Became>) -> Markup {
    html! {
        select form=(FORM) name=(field) aria-label="What became of it" {
            @for became in Became::ALL { option value=(became.name()) selected[chosen == Some(became)] { (told(became)) } }
        }
    }
}

/// What became of it, for people.
pub(super) fn told(became: Became) -> String {
    became.name().replace('-', " ")
}

/// What was said by hand of an entry, in its order; with `token`, each can be taken back.
pub(super) fn said(entry: &str, corrections: &[Correction], token: Option<&str>) -> Markup {
    html! {
        @if !corrections.is_empty() {
            ul.hand aria-label="Said by hand" {
                @for correction in corrections {
                    li { (one(correction))
                        @if let Some(token) = token {
                            form.inline method="post" action=(address(entry)) {
                                (hidden(token))
                                button.quiet name="say" value={ "back " (mark(correction)) } { "take it back" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one(correction: &Correction) -> Markup {
    let verdict = match &correction.verdict {
        Verdict::Outcome(became) => format!("it was {}", became.replace('-', " ")),
        other => other.told().to_owned(),
    };
    html! {
        span.tag.by-hand { "by hand" } " " strong { (name(&correction.by)) } ", " time { (correction.day()) } ": " (verdict)
        @if let Some(link) = &correction.link { " " span.code { (name(link)) } }
        @if let Some(note) = &correction.note { " — " (name(note)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_takes_nothing_else_with_it() {
        let note = |note: &str| Correction {
            entry: "demand-1-10".to_owned(),
            link: None,
            verdict: Verdict::Note,
            note: Some(note.to_owned()),
            by: "the desk".to_owned(),
            at: 7,
        };
        let (first, second) = (note("one"), note("two"));
        let wanted = mark(&first);
        let taken = taken_back(Some(&wanted), [&first, &second].into_iter());
        assert!(taken.is_ok_and(|taken| taken == first));
        assert!(taken_back(Some(&wanted), [&second].into_iter()).is_err(), "sent twice");
        assert!(
            taken_back(None, [&second].into_iter()).is_err() && taken_back(Some("0"), [&second].into_iter()).is_err()
        );
    }
}
