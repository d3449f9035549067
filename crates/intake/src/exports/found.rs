//! Which report is what was found in a document?

use dateline::{Report, Source};

use super::description::{Description, Holds};
use super::reading::Reading;
use super::writers;
use crate::days;
use crate::source;
use crate::words::WORDS;

/// What stands between the place where a report was written and its text.
const BEHIND_DATELINE: &str = " - ";

/// The report, with the number of its document in the file, from 1.
pub(super) fn report(
    reading: &Reading,
    identifier: Option<&str>,
    number: u64,
    file: &Source,
    description: &Description,
) -> Report {
    let identifier = identifier.map(str::to_owned).or_else(|| identified(reading, description));
    let publisher = publisher(reading, description);
    let byline = reading.first(Holds::Byline).or_else(|| reading.first(Holds::Credit)).unwrap_or_default();
    let address = reading.first(Holds::Address).filter(|address| address.starts_with("http"));
    let published = reading.day();
    let undated = || format!("this document of an export of {} has no day that can be read", description.name);
    let (section, page) = section_and_page(reading, description);
    let source = source::numbered(file, number);
    Report {
        source: Source { id: identifier.clone().unwrap_or(source.id), archive_id: identifier, section, page, ..source },
        title: reading.first(Holds::Headline).map(|headline| description.without("headline_tail", headline)),
        published,
        authors: writers::names(byline, publisher.as_deref(), description.fields.inverted),
        publisher,
        language: reading.first(Holds::Language).and_then(|language| WORDS.language(language)).map(str::to_owned),
        url: address.map(str::to_owned),
        warnings: published.is_none().then(undated).into_iter().collect(),
        text: text_with_dateline(reading),
        ..Report::default()
    }
}

fn imprint<'r>(reading: &'r Reading, name: &str, description: &Description) -> Option<&'r str> {
    description.found("imprint", reading.first(Holds::Imprint)?, name)
}

fn publisher(reading: &Reading, description: &Description) -> Option<String> {
    let named = reading.first(Holds::Publisher).map(|publisher| description.without("publisher_tail", publisher));
    let found = named.or_else(|| imprint(reading, "publisher", description).map(str::to_owned));
    found.map(|name| match name.split_once(", The") {
        // As lists have it: "Harbour Post, The (Osmund)".
        Some((paper, rest)) if rest.is_empty() || rest.starts_with(" (") => format!("The {paper}{rest}"),
        _ => name,
    })
}

fn identified(reading: &Reading, description: &Description) -> Option<String> {
    let value = reading.first(Holds::Identifier)?;
    let end = description.documents.end.as_ref().and_then(|end| end.captures(value));
    let found = end.as_ref().and_then(|end| end.name("identifier")).map(|found| found.as_str());
    let own = || match description.forms.contains_key("identifier") {
        true => description.found("identifier", value, "identifier"),
        false => Some(value),
    };
    found.or_else(own).map(str::to_owned)
}

/// "NEWS; Pg. 1A" is both.
fn section_and_page(reading: &Reading, description: &Description) -> (Option<String>, Option<String>) {
    let page = reading.first(Holds::Page).or_else(|| imprint(reading, "page", description)).map(str::to_owned);
    let Some(section) = reading.first(Holds::Section) else {
        let Some(line) = reading.first(Holds::Imprint) else { return (None, page) };
        let section = description.found("section_head", line, "section").filter(|section| {
            let weekday = description.forms.get("weekday").is_some_and(|form| form.is_match(section));
            !weekday && days::within(section).is_none()
        });
        let found = description.found("page", line, "page");
        return (section.map(str::to_owned), page.or(found.map(str::to_owned)));
    };
    let found = description.forms.get("page").and_then(|form| form.captures(section));
    let Some((whole, found)) = found.as_ref().and_then(|found| Some((found.get(0)?, found.name("page")?))) else {
        return (Some(section.to_owned()), page);
    };
    let before = section[..whole.start()].trim_end_matches([' ', ';', ',', '-']);
    ((!before.is_empty()).then(|| before.to_owned()), page.or_else(|| Some(found.as_str().to_owned())))
}

/// The place stands before the text, as agencies have it, unless the text has it itself.
fn text_with_dateline(reading: &Reading) -> String {
    let text = &reading.text;
    let Some(dateline) = reading.first(Holds::Dateline).filter(|_| !text.is_empty()) else { return text.clone() };
    let dateline = dateline.trim_end_matches([' ', '-', '–', '—', ';', ':']);
    let town = dateline.split([',', ';']).next().unwrap_or(dateline).trim();
    let begins = text.get(..town.len()).is_some_and(|begin| begin.to_lowercase() == town.to_lowercase());
    if begins { text.clone() } else { format!("{dateline}{BEHIND_DATELINE}{text}") }
}
