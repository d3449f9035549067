//! Web pages: what is the story on a page, its headline, day, writers and language?
//!
//! Gold: rows with `"html"` (a file beside it) and `"text", "title", "authors", "date", "lang"`, those that are known. Answers: records with their
//! text, or rows `{"id", "text", "title", "author", "date", "lang"}`. Text is compared by runs of four words, as in the benchmark of
//! article extraction by Scrapinghub; headlines, names and languages without case, accents and marks.

mod folding;
mod words;

use std::path::{Path, PathBuf};

use dateline::Report;
use dateline_archive::reading::Reading;
use dateline_intake::Files;
use serde::Deserialize;
use serde_json::Value;

use self::folding::{fold, language, names, squeezed};
use self::words::Shingles;
use super::texts::part;
use super::{Gold, Parts};
use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally};
use crate::rows::{self, rows};

/// A page and what is known of it.
#[derive(Deserialize)]
struct Page {
    id: Value,
    #[serde(default)]
    html: Option<PathBuf>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Option<Value>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    /// Segments that must stand in the text, and those that must not.
    #[serde(default)]
    with: Option<Vec<String>>,
    #[serde(default)]
    without: Vec<String>,
}

/// What an answer has of a page.
struct Told<'v> {
    text: &'v str,
    title: &'v str,
    authors: &'v Value,
    date: &'v str,
    language: &'v str,
}

impl<'v> Told<'v> {
    fn of(answer: &'v Value) -> Self {
        let article = answer.get("article");
        let of = |record: &str, row: &str| article.map_or(&answer[row], |article| &article[record]);
        let text = |value: &'v Value| value.as_str().unwrap_or_default();
        Self {
            text: text(&answer["text"]),
            title: text(of("title", "title")),
            authors: of("bylines", "author"),
            date: text(of("published", "date")),
            language: text(of("language", "lang")),
        }
    }
}

struct Pages {
    folder: PathBuf,
    pages: Vec<Page>,
}

/// The lists of pages among these files, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    for path in files.iter().filter(|path| rows::first(path).is_some_and(|row| row.get("html").is_some())) {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        parts.push((part(path), Box::new(Pages { folder, pages: rows(path)? })));
    }
    Ok(parts)
}

/// The first characters of a date, its day.
fn day(text: &str) -> &str {
    text.char_indices().nth(10).map_or(text, |(end, _)| &text[..end])
}

impl Page {
    fn id(&self) -> String {
        rows::text(&self.id)
    }

    fn judge(&self, answers: &Answers) -> Judged {
        let id = self.id();
        let told = Told::of(answers.of(&id));
        let mut judged = Judged { id, ..Judged::default() };
        self.judge_text(&told, &mut judged);
        let mut share = |wanted: Option<&String>, said: &str, class: &str, is_right: &dyn Fn(&str) -> bool| {
            let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) else {
                return judged.tallies.push(Tally::default());
            };
            judged.tallies.push(Tally::one(is_right(wanted)));
            if !is_right(wanted) && !class.is_empty() {
                let (class, wanted, said) = (class.to_owned(), wanted.clone(), said.to_owned());
                judged.mistakes.push(Mistake {
                    class,
                    wanted,
                    said,
                    around: self.html.as_ref().map_or_else(String::new, |html| html.display().to_string()),
                });
            }
        };
        share(self.title.as_ref(), told.title, "another headline", &|wanted| fold(wanted) == fold(told.title));
        share(self.title.as_ref(), told.title, "", &|wanted| is_much_the_same(&fold(wanted), &fold(told.title)));
        share(self.date.as_ref(), told.date, "another day", &|wanted| day(wanted) == day(told.date));
        share(self.date.as_ref(), told.date, "", &|_| told.date.is_empty());
        share(self.lang.as_ref(), told.language, "another language", &|wanted| {
            language(wanted) == language(told.language)
        });
        self.judge_authors(&told, &mut judged);
        judged
    }

    fn judge_text(&self, told: &Told<'_>, judged: &mut Judged) {
        let (mut runs, mut exact, mut segments) = (Tally::default(), Tally::default(), Tally::default());
        if let Some(wanted) = self.text.as_ref().filter(|text| !text.is_empty()) {
            let (gold, said) = (Shingles::of(wanted), Shingles::of(told.text));
            runs = gold.compared(&said);
            exact = Tally::one(gold.words() == said.words());
            if runs.right < 0.9 * runs.said || runs.found < 0.9 {
                judged.mistakes.push(Mistake {
                    class: if runs.found < 0.9 { "text is missing" } else { "too much text" }.to_owned(),
                    wanted: format!("{} words", gold.words().len()),
                    said: format!("{} words", said.words().len()),
                    around: self.html.as_ref().map_or_else(String::new, |html| html.display().to_string()),
                });
            }
        }
        if let Some(with) = &self.with {
            let text = squeezed(told.text);
            let stand = |all: &[String]| all.iter().filter(|segment| text.contains(&squeezed(segment))).count();
            let (found, wrong) = (stand(with), stand(&self.without));
            segments = Tally { said: (found + wrong) as f64, ..Tally::matched(found, 0, with.len()) };
        }
        judged.tallies.extend([runs, exact, segments]);
    }

    fn judge_authors(&self, told: &Told<'_>, judged: &mut Judged) {
        let wanted = self.authors.as_ref().map(names).filter(|names| !names.is_empty());
        let Some(wanted) = wanted else { return judged.tallies.push(Tally::default()) };
        let said = names(told.authors);
        judged.tallies.push(Tally::matched(wanted.intersection(&said).count(), said.len(), wanted.len()));
        if wanted != said {
            let list = |names: std::collections::BTreeSet<String>| names.into_iter().collect::<Vec<_>>().join(", ");
            let (wanted, said) = (list(wanted), list(said));
            let around = self.html.as_ref().map_or_else(String::new, |html| html.display().to_string());
            judged.mistakes.push(Mistake { class: "other writers".to_owned(), wanted, said, around });
        }
    }
}

/// Whether one headline stands in the other, which is no single word.
fn is_much_the_same(wanted: &str, said: &str) -> bool {
    !said.is_empty() && (wanted == said || said.contains(wanted) || wanted.contains(said) && said.chars().count() > 15)
}

impl Gold for Pages {
    fn measures(&self) -> Vec<Measure> {
        let shares = ["headline", "headline, or one within the other", "day", "day missing", "language"];
        let shares = shares.map(|name| Measure::Share(name.to_owned()));
        [
            Measure::Found("text".to_owned()),
            Measure::Share("text, word for word".to_owned()),
            Measure::Found("segments of the text".to_owned()),
        ]
        .into_iter()
        .chain(shares)
        .chain([Measure::Found("writers".to_owned())])
        .collect()
    }

    fn reports(&self) -> Vec<Report> {
        let report = |page: &Page| {
            let file = self.folder.join(page.html.as_ref()?);
            let mut report = Files::of([file]).reports().find_map(Result::ok)?;
            report.source.id = page.id();
            Some(report)
        };
        self.pages.iter().filter_map(report).collect()
    }

    /// Records with their texts.
    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        Ok(Answers::with_texts(reading, self.reports()))
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.pages.iter().map(|page| page.judge(answers)).collect()
    }
}
