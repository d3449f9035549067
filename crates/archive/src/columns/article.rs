//! Reports that were read, and those that were not.

use dateline::record::Span;

use super::cell::CellType::{Day, Flag, Text, Texts, Whole, Words};
use super::cell::{Cell, maybe};
use super::entry::is_coded;
use super::table::{Column, REPORT, Table, column, measured};

pub(super) static ARTICLES: Table = Table {
    name: "articles",
    about: "A report that was read, also one in another language, of which nothing but this row is known.",
    key: REPORT,
    columns: &ARTICLE,
    rows: |entry| entry.each(|_| 1),
};

/// Filled in when the reports stand in their order.
pub(super) const DUPLICATE_OF: &str = "duplicate_of";

static ARTICLE: [Column; 25] = [
    column("id", Text, "Hash of its text with white space folded: the same for the same text.", |row| {
        (&row.record().id).into()
    }),
    column("source_id", Text, "Its own id, such as a WARC record id, else the stem of its file.", |row| {
        (&row.record().source.id).into()
    }),
    column("path", Text, "The file it came from.", |row| maybe(row.record().source.path.as_ref())),
    column("source_record", Whole, "Its number in that file, from 1, where a file holds several.", |row| {
        maybe(row.record().source.record)
    }),
    column("archive_id", Text, "A press archive's own number for it.", |row| {
        maybe(row.record().source.archive_id.as_ref())
    }),
    column("section", Text, "The section of the paper, as a press archive names it.", |row| {
        maybe(row.record().source.section.as_ref())
    }),
    column("page", Text, "The page of the paper.", |row| maybe(row.record().source.page.as_ref())),
    column("source_url", Text, "The address it was found at.", |row| maybe(row.record().source.url.as_ref())),
    column("url", Text, "The address it calls its own.", |row| maybe(row.record().article.url.as_ref())),
    column("title", Text, "Headline.", |row| maybe(row.record().article.title.as_ref())),
    column("publisher", Text, "Who published it.", |row| maybe(row.record().article.publisher.as_ref())),
    column("published", Day, "Day of publication.", |row| maybe(row.record().article.published)),
    column("retrieved", Day, "Day on which a web archive fetched it.", |row| maybe(row.record().article.retrieved)),
    measured("language", Text, "ISO 639-1", "Language of the text; only English is read.", |row| {
        maybe(row.record().article.language.as_ref())
    }),
    column("coded", Flag, "Whether it was read for answers: false for other languages.", |row| {
        Cell::Flag(is_coded(row.record()))
    }),
    column("agencies", Texts, "News agencies credited.", |row| row.record().article.agencies[..].into()),
    column("bylines", Texts, "Its writers.", |row| row.record().article.bylines[..].into()),
    column("dateline_place", Text, "Place that the text opens with.", |row| {
        maybe(row.record().article.dateline.as_ref().and_then(|dateline| dateline.place.as_ref()))
    }),
    column("dateline_date", Day, "Day that the text opens with.", |row| {
        maybe(row.record().article.dateline.as_ref().and_then(|dateline| dateline.date))
    }),
    measured("country", Text, "ISO 3166-1 alpha-3", "The country where the most of it plays.", |row| {
        maybe(row.record().article.country())
    }),
    measured("words", Whole, "words", "Length of the text.", |row| row.entry.words.into()),
    measured("characters", Whole, "characters", "Length of the text; all offsets count into it.", |row| {
        row.entry.characters().into()
    }),
    column(DUPLICATE_OF, Whole, "Number of an earlier report with the same text.", |row| maybe(row.entry.duplicate_of)),
    column("warnings", Texts, "What was odd about it.", |row| row.record().article.warnings[..].into()),
    column("text", Words, "The text, with --with-text.", |row| {
        let whole = Span { start: 0, end: row.entry.characters() as u32 };
        if row.entry.with_text { Cell::Words(vec![whole], row.entry.text.clone()) } else { Cell::Empty }
    }),
];

pub(super) static FAILURES: Table = Table {
    name: "failures",
    about: "What should have been a report and could not be read.",
    key: REPORT,
    columns: &FAILURE,
    rows: |entry| if entry.answer.is_err() { vec![(0, 0)] } else { Vec::new() },
};

static FAILURE: [Column; 6] = [
    column("source_id", Text, "Its own id, where it has one, else the stem of its file.", |row| {
        (&row.failure().source.id).into()
    }),
    column("path", Text, "The file.", |row| maybe(row.failure().source.path.as_ref())),
    column("source_record", Whole, "Its number in that file, from 1.", |row| maybe(row.failure().source.record)),
    column("url", Text, "The address it was found at.", |row| maybe(row.failure().source.url.as_ref())),
    column("kind", Text, "The cause in one word: `too_large`, `malformed`, `no_text`, …", |row| {
        row.failure().kind.name().into()
    }),
    column("message", Text, "What is wrong, and what to do.", |row| (&row.failure().message).into()),
];
