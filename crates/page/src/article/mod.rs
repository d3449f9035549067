//! What does a report say, and what was read from it?

mod kin;
mod sheet;
mod text;
pub(crate) mod why;

use dateline::record::{Record, Span};
use dateline_archive::store::Archive;
use maud::{Markup, html};

use crate::error::Trouble;
use crate::foreign::{link, name};
use crate::frame::{Page, empty};
use crate::lists::actor_link;
use sheet::{Sheet, amount, look};
use text::{Layer, Look, Mark};

pub(crate) use kin::difference;

/// The page of a report; `explains` says whether it can be told why its events are told.
pub(crate) fn page(archive: &Archive, report: u64, explains: bool) -> Result<Page, Trouble> {
    let entry = archive.entry_of(report)?;
    let entry = entry.ok_or_else(|| Trouble::Missing(format!("There is no report {report} in this archive.")))?;
    let data = Some(format!("/api/articles/{report}"));
    let (title, body) = match &entry.answer {
        Ok(record) => {
            let title = record.article.title.clone().unwrap_or_else(|| format!("Report {report}"));
            let sheet = Sheet { record, chars: entry.text.chars().collect() };
            let why = explains.then(|| format!("/article/{report}/why/"));
            (title, read(archive, report, &sheet, &entry.text, why.as_deref())?)
        }
        Err(failure) => {
            let then = html! { (name(&failure.message)) " " a href="/failures" { "All failures" } };
            (format!("Report {report}"), empty("This report could not be read.", &then))
        }
    };
    Ok(Page { title, view: "/", body, data, wide: true, ..Page::default() })
}

/// A report that was read; `why` is where it is told why an event is told, without its name.
fn read(archive: &Archive, report: u64, sheet: &Sheet<'_>, text: &str, why: Option<&str>) -> Result<Markup, Trouble> {
    let record = sheet.record;
    let kin = kin::kin(archive.connection(), report)?;
    Ok(html! {
        div.report {
            div.reading {
                (head(report, record))
                (legend())
                div.text #text lang=[record.article.language.as_deref()] { (text::paragraphs(text, marks(sheet))) }
                (kin)
            }
            aside.sheet aria-label="What was read from it" { (entries(sheet, why)) }
        }
    })
}

fn head(report: u64, record: &Record) -> Markup {
    let article = &record.article;
    let title = article.title.clone().unwrap_or_else(|| format!("Report {report}"));
    html! {
        h1 dir="auto" { (name(&title)) }
        p.facts {
            @if let Some(publisher) = &article.publisher { span { (name(publisher)) } }
            @if let Some(day) = article.published { time datetime=(day) { (day) } }
            @if let Some(country) = article.country() { span { "plays in " span.code { (country) } } }
            span { "report " (report) }
            @if let Some(url) = article.url.as_ref().or(record.source.url.as_ref()) { span.url { (link(url)) } }
        }
        @for warning in &article.warnings { p.warning { (name(warning)) } }
    }
}

/// What is marked in which way; each can be switched, without a script.
fn legend() -> Markup {
    let layers = [
        ("q", "said", true),
        ("h", "happenings", true),
        ("p", "places", false),
        ("t", "times", false),
        ("f", "figures", false),
    ];
    html! {
        fieldset.legend {
            legend { "Marked" }
            @for (class, label, on) in layers {
                label { input type="checkbox" id={ "show-" (class) } checked[on]; span class={ "sample " (class) } {
                    (label) } }
            }
            span.key { span.h.fact { "stated" } " " span.h.claim { "claimed" } " " span.h.unreal { "not happened" } }
        }
    }
}

/// All stretches that mean something.
fn marks(sheet: &Sheet<'_>) -> Vec<Mark> {
    let record = sheet.record;
    let mut marks = said(record);
    marks.extend(acts(sheet));
    let mut add = |span: Span, layer: Layer, entry: String, told: String| {
        let anchor = Some(format!("{entry}t"));
        marks.push(Mark { anchor, ..mark(span, layer, &entry, told) });
    };
    for (at, figure) in record.figures.iter().enumerate() {
        add(figure.span, Layer::Figure, format!("f{at}"), amount(figure));
    }
    for (at, time) in record.times.iter().enumerate() {
        add(time.span, Layer::Time, format!("t{at}"), time.value.clone().unwrap_or_default());
    }
    for (at, place) in record.places.iter().enumerate() {
        add(place.span, Layer::Place, format!("p{at}"), place.name.clone());
    }
    marks.extend(record.article.excluded.iter().map(|part| mark(part.span, Layer::Aside, "", String::new())));
    marks
}

fn mark(span: Span, layer: Layer, entry: &str, told: String) -> Mark {
    let (start, end) = (span.start as usize, span.end as usize);
    Mark { start, end, layer, entry: entry.to_owned(), anchor: None, told }
}

/// What was said, and the words that tell it.
fn said(record: &Record) -> Vec<Mark> {
    let mut marks = Vec::new();
    for quotation in &record.quotations {
        for (at, span) in quotation.content.iter().enumerate() {
            let anchor = (at == 0).then(|| format!("{}t", quotation.id));
            marks.push(Mark { anchor, ..mark(*span, Layer::Quotation, &quotation.id, String::new()) });
        }
        marks.extend(quotation.cue.iter().map(|cue| mark(cue.span, Layer::Cue, &quotation.id, "who says it".into())));
    }
    marks
}

/// The words and sentences that tell acts.
fn acts(sheet: &Sheet<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for event in &sheet.record.events {
        let happening = sheet.record.happenings.iter().find(|happening| happening.mentions.contains(&event.id));
        let Some(happening) = happening else { continue };
        // A mention may be a claim where others are none.
        let look = match look(happening) {
            Look::Fact if event.said_in.is_some() => Look::Claim,
            look => look,
        };
        let told = format!("{}: {}", happening.event, sheet.parties(happening));
        let act = mark(event.trigger.span, Layer::Act(look), &happening.id, told);
        marks.push(Mark { anchor: Some(event.id.clone()), ..act });
        marks.push(mark(event.sentence, Layer::Sentence, &happening.id, String::new()));
    }
    marks
}

/// The record's entries.
fn entries(sheet: &Sheet<'_>, why: Option<&str>) -> Markup {
    let record = sheet.record;
    html! {
        section { h2 { "Happenings " span.n { (record.happenings.len()) } }
            @for happening in &record.happenings { (sheet.happening(happening, why)) } }
        section { h2 { "Said " span.n { (record.quotations.len()) } }
            @for at in 0..record.quotations.len() { (sheet.quotation(at)) } }
        (actors(sheet))
        section { h2 { "Figures " span.n { (record.figures.len()) } }
            ul.small { @for (at, figure) in record.figures.iter().enumerate() {
                li.entry id={ "f" (at) } { a href={ "#f" (at) "t" } { "“" (name(&sheet.words(figure.span))) "”" } " "
                    (name(&amount(figure))) @if let Some(of) = &figure.of { " of " (name(of)) }
                    @if let Some(role) = figure.role { " · " (role.name()) } }
            } } }
        section { h2 { "Times " span.n { (record.times.len()) } }
            ul.small { @for (at, time) in record.times.iter().enumerate() {
                li.entry id={ "t" (at) } { a href={ "#t" (at) "t" } { "“" (name(&sheet.words(time.span))) "”" } " "
                    time { (time.value.as_deref().or(time.relative.as_deref()).unwrap_or("unknown")) } }
            } } }
        section { h2 { "Places " span.n { (record.places.len()) } }
            ul.small { @for (at, place) in record.places.iter().enumerate() {
                li.entry id={ "p" (at) } { a href={ "#p" (at) "t" } { "“" (name(&sheet.words(place.span))) "”" } " "
                    (name(&place.name))
                    @if let Some(country) = &place.country { " " span.code { (country) } }
                    @if let Some(feature) = place.feature { " · " (feature.name()) } " · as " (place.used.name()) }
            } } }
    }
}

fn actors(sheet: &Sheet<'_>) -> Markup {
    let record = sheet.record;
    html! {
        section { h2 { "Who " span.n { (record.actors.len()) } }
            ul.small { @for actor in &record.actors {
                li.entry id=(actor.id) { (actor_link(&actor.name)) @if let Some(code) = &actor.code { " " span.code {
                    (code) } }
                    @if let Some(office) = &actor.office { " · " (name(office)) } " · " (actor.kind.name()) " · "
                        (actor.mentions.len()) " ×" }
            } } }
    }
}
