//! What stands around each page?

use dateline_archive::ledger::Kind;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::asked::Asked;
use crate::foreign::{Tame, name, plain};

/// The pages that the head of each links to.
const VIEWS: [(&str, &str); 9] = [
    ("/", "Archive"),
    ("/timeline", "Timeline"),
    ("/parties", "Who to whom"),
    ("/quotations", "Quotations"),
    ("/stories", "Stories"),
    ("/ledger", "Ledger"),
    ("/map", "Map"),
    ("/failures", "Failures"),
    ("/about", "About"),
];

/// What all pages know.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// What the archive is called.
    pub(crate) name: String,
    /// What scripts and styles are called behind their names, so that browsers keep them until they change.
    pub(crate) version: String,
}

/// A page, without what stands around it.
#[derive(Default)]
pub(crate) struct Page {
    /// Its title.
    pub(crate) title: String,
    /// Which of the views it belongs to, by address.
    pub(crate) view: &'static str,
    /// What stands in the field for words.
    pub(crate) words: String,
    /// What it shows.
    pub(crate) body: Markup,
    /// Where the same stands for programs: the address of the API without a format.
    pub(crate) data: Option<String>,
    /// Whether it takes the whole width.
    pub(crate) wide: bool,
}

impl Page {
    /// The whole page.
    pub(crate) fn html(&self, site: &Site, address: &str, read_with: &str) -> String {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    title { (plain(&self.title)) " · " (plain(&site.name)) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    link rel="icon" href={ "/assets/icon.svg?" (site.version) } type="image/svg+xml";
                    link rel="stylesheet" href={ "/assets/page.css?" (site.version) };
                    script src={ "/assets/page.js?" (site.version) } defer {}
                }
                body {
                    a.skip href="#main" { "To the content" }
                    (self.head(site))
                    main #main .wide[self.wide] tabindex="-1" { (self.body) }
                    (self.foot(site, address, read_with))
                    (keys())
                }
            }
        }
        .into_string()
    }

    fn head(&self, site: &Site) -> Markup {
        html! {
            header.head {
                a.archive href="/" { span.dot {} (name(&site.name)) }
                nav aria-label="Views" {
                    @for (path, label) in VIEWS {
                        a href=(path) aria-current=[(path == self.view).then_some("page")] { (label) }
                    }
                }
                form.find role="search" action="/search" {
                    input #words type="search" name="q" value=(self.words) placeholder="Search text and quotations"
                        aria-label="Words to search for" maxlength="300" autocomplete="off";
                }
            }
        }
    }

    fn foot(&self, site: &Site, address: &str, read_with: &str) -> Markup {
        html! {
            footer.foot {
                @if let Some(data) = &self.data {
                    p.exports { "This view as "
                        @for (at, (format, label)) in [("json", "JSON"), ("csv", "CSV"), ("parquet",
                            "Parquet")].iter().enumerate() {
                            @if at > 0 { ", " }
                            a href=(with_format(data, format)) { (label) }
                        }
                    }
                }
                @if !read_with.is_empty() { p.cite { "To cite: " span.citation { "“" (Tame(&self.title)) "”, archive "
                    (name(&site.name)) ", " code { (address) } ", "
                    (read_with) } } }
            }
        }
    }
}

/// The same data in one form.
fn with_format(data: &str, format: &str) -> String {
    format!("{data}{}format={format}", if data.contains('?') { '&' } else { '?' })
}

/// What keys do; shown by `?`.
fn keys() -> Markup {
    let rows = [
        ("/", "search"),
        ("j k", "next, previous entry"),
        ("Enter", "open it"),
        ("Esc", "let it go"),
        ("g h", "the archive"),
        ("g t", "the timeline"),
        ("?", "these keys"),
    ];
    html! {
        dialog #keys aria-label="Keys" {
            h2 { "Keys" }
            dl { @for (key, what) in rows { dt { kbd { (key) } } dd { (what) } } }
            form method="dialog" { button { "Close" } }
        }
    }
}

/// A whole number as people read it: 12 345.
pub(crate) fn count(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    if number < 0 { format!("−{out}") } else { out }
}

/// So many of something: one report, 12 reports.
pub(crate) fn counted(number: usize, what: &str) -> String {
    format!("{} {what}{}", count(number as i64), if number == 1 { "" } else { "s" })
}

/// A score, with its sign.
pub(crate) fn score(number: f64) -> String {
    if number < 0.0 { format!("−{:.1}", -number) } else { format!("+{number:.1}") }
}

/// What is said where there is nothing to show, and what to do.
pub(crate) fn empty(what: &str, then: &Markup) -> Markup {
    html! { div.empty { p { strong { (what) } } p { (then) } } }
}

/// A form of filters: fields that pages have in common.
pub(crate) fn filters(path: &str, asked: &Asked, fields: &[&str]) -> Markup {
    let value = |wanted: &str| asked.pairs().into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
    html! {
        form.filters action=(path) aria-label="Filters" {
            @for field in fields {
                label { span { (field_label(field)) }
                    @match *field {
                        "event" => (choices("event", value("event").as_deref(), &events())),
                        "standing" => (choices("standing", value("standing").as_deref(), &standings())),
                        "kind" => (choices("kind", value("kind").as_deref(), &kinds())),
                        "open" => (choices("open", value("open").as_deref(), &[("yes", "nothing yet")])),
                        "since" | "until" => input type="date" name=(field) value=[value(field)];,
                        "country" => input.short type="text" name=(field) value=[value(field)] maxlength="3"
                            placeholder="any";,
                        _ => input type="text" name=(field) value=[value(field)] maxlength="300" placeholder="any";,
                    }
                }
            }
            // What is asked for beside these fields stays so.
            @for (name, value) in asked.pairs().into_iter().filter(|(name, _)| !fields.contains(name)) {
                input type="hidden" name=(name) value=(value); }
            button { "Show" }
            @if !asked.pairs().is_empty() { a.reset href=(path) { "all" } }
        }
    }
}

fn field_label(field: &str) -> &'static str {
    match field {
        "q" => "Words",
        "actor" => "Actor",
        "from" => "Who",
        "to" => "To whom",
        "speaker" => "Speaker",
        "event" => "Event",
        "country" => "Country",
        "kind" => "Kind",
        "open" => "What became",
        "since" => "From",
        "until" => "Up to",
        _ => "Stated as",
    }
}

fn events() -> Vec<(&'static str, &'static str)> {
    dateline::record::EventType::ALL.iter().map(|event| (event.name(), event.name())).collect()
}

fn kinds() -> Vec<(&'static str, &'static str)> {
    Kind::ALL.iter().map(|kind| (kind.name(), kind.name())).collect()
}

fn standings() -> Vec<(&'static str, &'static str)> {
    crate::asked::STANDINGS.iter().map(|(name, _, said)| (*name, *said)).collect()
}

fn choices(name: &str, chosen: Option<&str>, all: &[(&str, &str)]) -> Markup {
    html! {
        select name=(name) {
            option value="" { "any" }
            @for (value, label) in all { option value=(value) selected[chosen == Some(*value)] { (label) } }
        }
    }
}

/// Nothing.
pub(crate) fn nothing() -> Markup {
    PreEscaped(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_turns_no_direction() {
        let site = Site { name: "crisis".to_owned(), version: String::new() };
        let page = Page { title: "Fleet \u{202E}sails".to_owned(), ..Page::default() };
        let html = page.html(&site, "/article/5", "Dateline");
        assert!(!html.contains('\u{202E}') && html.contains("<title>Fleet [U+202E]sails"), "{html}");
    }
}
