//! What does the codebook hold, for people to read? A page for each event, one for the cues of speech, one that lists them.

use std::fmt::Write;

use dateline::{Codebook, CueForm, Entry, SpeechCue};

/// A page of the reference.
pub(crate) struct Page {
    /// Name of its file.
    pub(crate) name: String,
    /// Markdown.
    pub(crate) text: String,
}

/// What the first lines of each page say.
const HEAD: &str = "<!-- Written by `dateline codebook docs`; change the entries, not this page. -->\n";
/// A page's file where the sources name the cues of speech.
const SPEECH: &str = "said";

/// All pages, the list of them first.
pub(crate) fn pages(codebook: &Codebook) -> Vec<Page> {
    let mut events: Vec<(String, Vec<Entry<'_>>)> = Vec::new();
    for entry in codebook.entries() {
        let event = entry.event.to_string();
        match events.iter_mut().find(|(known, _)| *known == event) {
            Some((_, entries)) => entries.push(entry),
            None => events.push((event, vec![entry])),
        }
    }
    let cues = codebook.speech_cues();
    let source = |name: &str| codebook.source_of(name).unwrap_or_default().to_owned();
    let mut pages = vec![Page { name: "README.md".to_owned(), text: list(&events, &cues) }];
    pages.extend(events.iter().map(|(event, entries)| event_page(event, entries, &source(event))));
    pages.push(Page { name: format!("{SPEECH}.md"), text: speech_page(&cues, &source(SPEECH)) });
    pages
}

fn list(events: &[(String, Vec<Entry<'_>>)], cues: &[SpeechCue<'_>]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str(
        "# The codebook\n\nWhich words tell which event, and what a sentence must look like for them to do so; which words \
         introduce what somebody says. How they are used: [events](../events.md), [quotations](../quotations.md). How to \
         write entries: [keys](../../crates/dateline/codebook/en/did/README.md).\n\n| page | entries | senses of words |\n\
         |---|---|---|\n",
    );
    for (event, entries) in events {
        let words: usize = entries.iter().map(|entry| entry.words().count()).sum();
        line(&mut text, &format!("| [{event}]({}) | {} | {words} |", file(event), entries.len()));
    }
    let words: usize = cues.iter().map(|cue| cue.words.len()).sum();
    line(&mut text, &format!("| [cues of speech]({SPEECH}.md) | {} | {words} |", cues.len()));
    text
}

fn file(event: &str) -> String {
    event.to_lowercase() + ".md"
}

fn event_page(event: &str, entries: &[Entry<'_>], source: &str) -> Page {
    let mut text = format!("{HEAD}# {event}\n\nSource: {source}\n");
    for entry in entries {
        line(&mut text, &format!("\n## {}\n\n{}\n", entry.id, entry.what));
        let modes: String = entry.modes.iter().map(|mode| format!(", mode {mode}")).collect();
        line(&mut text, &format!("- coded as: {event}{modes}, CAMEO {}", entry.cameo));
        for (key, value) in entry.pattern() {
            line(&mut text, &format!("- {key}: `{value}`"));
        }
        line(&mut text, &format!("- coded: “{}”", entry.example));
        line(&mut text, &format!("- not coded: “{}”", entry.counter));
    }
    Page { name: file(event), text }
}

fn speech_page(cues: &[SpeechCue<'_>], source: &str) -> String {
    let mut text = format!("{HEAD}# Cues of speech\n\nSource: {source}\n");
    let parts = [(CueForm::Verb, "Verbs"), (CueForm::Noun, "Nouns"), (CueForm::Phrase, "Phrases that name a source")];
    for (form, title) in parts {
        line(&mut text, &format!("\n## {title}"));
        cues.iter().filter(|cue| cue.form == form).for_each(|cue| speech_cue(&mut text, cue));
    }
    text
}

fn speech_cue(text: &mut String, cue: &SpeechCue<'_>) {
    let name = cue.class.map(str::to_owned).or_else(|| cue.words.first().cloned()).unwrap_or_default();
    line(text, &format!("\n### {name}\n"));
    line(text, &format!("- words: {}", cue.words.join(", ")));
    if let Some(kind) = cue.kind {
        line(text, &format!("- tells: {kind}"));
    }
    if !cue.takes.is_empty() {
        line(
            text,
            &format!("- introduces: `{}`", cue.takes.iter().map(|taken| taken.name()).collect::<Vec<_>>().join(", ")),
        );
    }
    if let Some(place) = cue.addressee {
        line(text, &format!("- hearer: `{place}`"));
    }
    line(text, &format!("- found: “{}”", cue.example));
    if let Some(counter) = cue.counter {
        line(text, &format!("- not found: “{counter}”"));
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes every line");
}
