//! What does a sheet show, and which forms has it?

use dateline::record::EventType;
use dateline_eval::audit::{Audit, BlindAnswers, Coder, Field, NONE, Sheet, Verdict};
use maud::{Markup, html};

use crate::error::Trouble;
use crate::foreign::{Tame, name};

use super::rows::Row;
use super::text::{Stretch, paragraphs};

/// A sheet, on which `at` is the answer that is looked at; `token` is the word of its forms.
pub(super) fn body(
    audit: &Audit,
    sheet: &Sheet,
    coder: &Coder,
    rows: &[Row],
    at: Option<Field>,
    token: &str,
) -> Result<Markup, Trouble> {
    let report = audit.report(sheet.report)?;
    let own = audit.blind_answers()?.remove(&(sheet.number, coder.number));
    let is_hidden = coder.blind && own.is_none();
    let current = rows.iter().find(|row| Some(row.field) == at).or_else(|| rows.iter().find(|row| !row.is_done()));
    let current = current.map(|row| row.field);
    let note = audit.notes()?.remove(&(sheet.number, coder.number));
    let sheets = audit.count()?;
    Ok(html! {
        div.judging {
            article.source aria-label="The report" tabindex="0" {
                h1 dir="auto" { (name(report.title.as_deref().unwrap_or("Without a headline"))) }
                p.facts {
                    @if let Some(publisher) = &report.publisher { span { (name(publisher)) } }
                    @if let Some(day) = report.published { time datetime=(day) { (day) } }
                    a href="#here" { "to the sentence" }
                }
                div.text { (paragraphs(&report.text, &stretches(sheet, current, is_hidden))) }
            }
            div.answers {
                (turning(sheet.number, sheets))
                @if is_hidden { (blind(sheet, token)) } @else {
                    @for row in rows { (answer(sheet, row, Some(row.field) == current, own.as_ref(), token)) }
                    @if rows.is_empty() { p.lead { "On this sheet nobody disagrees." } }
                }
                (below(sheet, note.as_deref(), token))
            }
        }
    })
}

/// What is marked in the report. Where answers are hidden, the word that tells the act is, too.
fn stretches(sheet: &Sheet, current: Option<Field>, is_hidden: bool) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = vec![(sheet.sentence, "sentence")];
    if !is_hidden {
        all.extend(sheet.word.map(|word| (word, "word")));
        let told = current.filter(|field| *field != Field::Event).and_then(|field| sheet.told(field));
        all.extend(told.into_iter().flat_map(|told| told.spans.iter().map(|span| (*span, "from"))));
    }
    all
}

fn turning(number: u64, sheets: u64) -> Markup {
    html! {
        nav.turning aria-label="Sheets" {
            @if number > 1 { a.previous rel="prev" href={ "/sheet/" (number - 1) } { "←" } }
            span { "Sheet " (number) " of " (sheets) }
            @if number < sheets { a.following rel="next" href={ "/sheet/" (number + 1) } { "→" } }
        }
    }
}

/// An answer with its verdict.
fn answer(sheet: &Sheet, row: &Row, is_current: bool, own: Option<&BlindAnswers>, token: &str) -> Markup {
    let field = row.field;
    let told = sheet.told(field);
    let said = row.said.as_ref();
    let own = own.and_then(|own| own.get(&field));
    // Of a sentence without happening the program has nobody who does something.
    let is_sought = told.is_none();
    html! {
        section.row .current[is_current] .done[row.is_done()] data-field=(field.name()) {
            h2 { (field.label()) @if let Some(said) = said { " " span.verdict { (said.verdict.label()) } } }
            @match told {
                Some(told) => p.told { (Tame(&told.shown)) },
                None => p.told { "What does the sentence say?" },
            }
            @if let Some(own) = own { p.own { "You answered: " (Tame(own)) } }
            @for (other, said) in &row.others {
                p.other { (name(other)) ": " (said.verdict.label()) @if let Some(value) = &said.value { ", " (Tame(value)) } }
            }
            @if !is_sought { (buttons(sheet, field, said.map(|said| said.verdict), token)) }
            @if is_sought || said.is_some_and(|said| said.verdict == Verdict::Wrong) {
                (value(sheet, row, is_current, own.map(String::as_str), token))
            }
        }
    }
}

fn buttons(sheet: &Sheet, field: Field, said: Option<Verdict>, token: &str) -> Markup {
    html! {
        form.verdicts method="post" action={ "/sheet/" (sheet.number) } {
            (hidden(token, field))
            @for (at, verdict) in Verdict::ALL.into_iter().enumerate() {
                button name="said" value=(verdict.name()) aria-pressed=(said == Some(verdict)) {
                    kbd { (at + 1) } " " (label(field, verdict)) }
            }
        }
    }
}

/// A verdict as its button has it.
fn label(field: Field, verdict: Verdict) -> &'static str {
    match (field, verdict) {
        (Field::NoAct, Verdict::Right) => "none is told",
        (Field::NoAct, Verdict::Wrong) => "one is told",
        _ => verdict.label(),
    }
}

/// What would be right: one of the sixteen, or words.
fn value(sheet: &Sheet, row: &Row, is_current: bool, own: Option<&str>, token: &str) -> Markup {
    let value = row.said.as_ref().and_then(|said| said.value.as_deref()).or(own);
    let field = row.field;
    html! {
        form.value method="post" action={ "/sheet/" (sheet.number) } {
            (hidden(token, field))
            input type="hidden" name="what" value="value";
            label { span { "right would be" }
                @if matches!(field, Field::Event | Field::NoAct) {
                    select name="value" autofocus[is_current] { (events(value, field == Field::Event)) }
                } @else {
                    input type="text" name="value" value=[value] maxlength="300" autocomplete="off"
                        autofocus[is_current] placeholder=(example(field));
                }
            }
            button name="said" value="wrong" { "Keep" }
            @if sheet.told(field).is_none() {
                button.quiet name="said" value="cannot_tell" formnovalidate { "it does not say" }
            }
        }
    }
}

fn example(field: Field) -> &'static str {
    match field {
        Field::Actor | Field::Recipient => "a name or a code, such as TGO MIL",
        Field::When => "a day, such as 2031-03-08",
        Field::Where => "a place, with its country",
        Field::HowMany => "such as 2 killed, 3 injured",
        Field::Standing => "fact, claimed, future, hypothetical, negation, historical",
        _ => "",
    }
}

/// The sixteen events to choose from.
fn events(chosen: Option<&str>, may_be_none: bool) -> Markup {
    html! {
        option value="" { "—" }
        @if may_be_none { option value=(NONE) selected[chosen == Some(NONE)] { "none: no act is told here" } }
        @for event in EventType::ALL {
            option value=(event.name()) selected[chosen == Some(event.name())] { (event.name()) }
        }
    }
}

/// What a coder answers before the program's answers are shown: the same for sentences with and without a happening.
fn blind(sheet: &Sheet, token: &str) -> Markup {
    let words = [Field::Actor, Field::Recipient, Field::Standing, Field::When, Field::Where, Field::HowMany];
    html! {
        form.blind.row.current method="post" action={ "/sheet/" (sheet.number) } {
            h2 { "What does the marked sentence tell?" }
            p.why { "If it tells several acts, the one that matters most. What you answer stays as it is." }
            input type="hidden" name="token" value=(token);
            input type="hidden" name="what" value="blind";
            label { span { "Which act of the sixteen" }
                select name="event" required autofocus { (events(None, true)) } }
            @for field in words {
                label { span { (field.label()) }
                    input type="text" name=(field.name()) maxlength="300" autocomplete="off" placeholder=(example(field)); }
            }
            button { "Keep, and compare" }
        }
    }
}

/// Note, and undo.
fn below(sheet: &Sheet, note: Option<&str>, token: &str) -> Markup {
    html! {
        div.below {
            form.note method="post" action={ "/sheet/" (sheet.number) } {
                input type="hidden" name="token" value=(token);
                input type="hidden" name="what" value="note";
                label { span { kbd { "n" } " Note" } textarea name="note" rows="2" maxlength="4000" { (note.unwrap_or_default()) } }
                button.quiet { "Keep the note" }
            }
            form.undo method="post" action="/undo" {
                input type="hidden" name="token" value=(token);
                button.quiet { kbd { "u" } " Undo" }
            }
        }
    }
}

fn hidden(token: &str, field: Field) -> Markup {
    html! {
        input type="hidden" name="token" value=(token);
        input type="hidden" name="field" value=(field.name());
    }
}
