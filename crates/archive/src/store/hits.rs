//! What is shown of a report, or a quotation, that was found, and where in it do the words stand?

use dateline::record::Span;
use rusqlite::{Connection, params};
use serde::Serialize;

use super::schema;

/// Characters that are shown of a text.
const WIDE: usize = 240;

/// What is to be shown.
pub(super) struct Item {
    pub(super) report: u64,
    /// The row of a quotation.
    pub(super) quotation: Option<i64>,
    /// Ids of the happenings that were searched for.
    pub(super) happenings: Vec<String>,
}

/// A report, or a quotation of one, that was found. All stretches count characters.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Hit {
    /// Its number in the archive.
    pub report: u64,
    /// Day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The number of its newer version, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<u64>,
    /// Its headline.
    pub title: Option<String>,
    /// Where words that were searched for stand in the headline.
    pub title_spans: Vec<Span>,
    /// Where they stand in the text.
    pub spans: Vec<Span>,
    /// Some of the text, or the quotation.
    pub snippet: Snippet,
    /// The quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotation: Option<Said>,
    /// The happenings that were searched for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub happenings: Vec<Happened>,
}

/// A quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Its id within the report.
    pub quotation_id: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// What is said, its parts with an ellipsis between.
    pub words: String,
}

/// A happening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Happened {
    /// Its id within the report.
    pub happening_id: String,
    /// One of the sixteen event types.
    pub event: String,
    /// Who did it.
    pub actor_name: Option<String>,
    /// To whom.
    pub recipient_name: Option<String>,
    /// When, as TIMEX3 has it.
    pub when: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// In which country.
    pub country: Option<String>,
    /// The sentence that tells it first.
    pub sentence: Option<String>,
}

/// A stretch of a text for people, cut between words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// Its words, with an ellipsis where something is left out.
    pub text: String,
    /// Where in these the words stand that were searched for.
    pub spans: Vec<Span>,
}

/// What is shown of these; `words` as the index was asked for them.
pub(super) fn hits(connection: &Connection, words: Option<&str>, items: Vec<Item>) -> rusqlite::Result<Vec<Hit>> {
    let shown = items.iter().map(|item| Shown::of(connection, item)).collect::<rusqlite::Result<Vec<_>>>()?;
    let marks = words.map_or(Ok(Vec::new()), |words| marks(connection, words, &shown))?;
    let marks = marks.into_iter().chain(std::iter::repeat_with(Default::default));
    Ok(shown.into_iter().zip(marks).map(|(shown, marks)| shown.marked(marks)).collect())
}

/// A hit in which no words are marked yet.
struct Shown {
    hit: Hit,
    /// The text, or the words of the quotation.
    text: String,
    /// Where the parts of a quotation stand in the report's text.
    parts: Option<Vec<Span>>,
}

impl Shown {
    fn of(connection: &Connection, item: &Item) -> rusqlite::Result<Self> {
        let number = item.report as i64;
        let mut statement = connection.prepare_cached(
            "SELECT published, publisher, coalesce(url, source_url), title, texts.text, \
             (SELECT max(report) FROM reports WHERE version_of = ?1) \
             FROM articles_kept JOIN texts ON texts.report = articles_kept.report WHERE articles_kept.report = ?1",
        )?;
        let mut hit = Hit { report: item.report, ..Hit::default() };
        let text: String = statement.query_row([number], |row| {
            (hit.published, hit.publisher, hit.url, hit.title) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            hit.newer = row.get::<_, Option<i64>>(5)?.map(|number| number as u64);
            row.get(4)
        })?;
        for happening in &item.happenings {
            hit.happenings.push(happened(connection, number, happening)?);
        }
        let Some(row) = item.quotation else { return Ok(Self { hit, text, parts: None }) };
        let mut statement = connection.prepare_cached(
            "SELECT quotation_id, speaker, content FROM quotations WHERE report = ?1 AND quotation_id = \
             (SELECT quotation_id FROM quotations_kept WHERE report = ?1 AND row = ?2)",
        )?;
        let (quotation_id, speaker, content): (_, _, Option<String>) =
            statement.query_row([number, row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let pairs: Vec<[u32; 2]> = content.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let parts: Vec<Span> = pairs.into_iter().map(|[start, end]| Span { start, end }).collect();
        let chars: Vec<char> = text.chars().collect();
        let words =
            |span: &Span| chars.get(span.start as usize..span.end as usize).unwrap_or_default().iter().collect();
        let words = parts.iter().map(words).collect::<Vec<String>>().join(BETWEEN);
        hit.quotation = Some(Said { quotation_id, speaker, words: words.clone() });
        Ok(Self { hit, text: words, parts: Some(parts) })
    }

    fn marked(self, marks: [Vec<Span>; 2]) -> Hit {
        let Self { mut hit, text, parts } = self;
        let [title_spans, found] = marks;
        let chars: Vec<char> = text.chars().collect();
        let begin = || {
            let sentence: Vec<char> = hit.happenings.first()?.sentence.as_deref()?.chars().collect();
            chars.windows(sentence.len().max(1)).position(|stretch| stretch == sentence)
        };
        let begin = if found.is_empty() && parts.is_none() { begin() } else { None };
        hit.snippet = snippet(&chars, &found, begin.unwrap_or_default());
        hit.spans = match parts {
            Some(parts) => found.iter().flat_map(|span| in_text(*span, &parts)).collect(),
            None => found,
        };
        hit.title_spans = title_spans;
        hit
    }
}

/// What stands between the parts of a quotation.
const BETWEEN: &str = " … ";

/// Where a stretch of a quotation's words stands in the report's text.
fn in_text(span: Span, parts: &[Span]) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut at = 0;
    for part in parts {
        let length = part.end.saturating_sub(part.start);
        let (from, to) = (span.start.max(at), span.end.min(at + length));
        if from < to {
            stretches.push(Span { start: part.start + from - at, end: part.start + to - at });
        }
        at += length + BETWEEN.chars().count() as u32;
    }
    stretches
}

fn happened(connection: &Connection, report: i64, happening: &str) -> rusqlite::Result<Happened> {
    let mut statement = connection.prepare_cached(
        "SELECT happening_id, event, actor_name, recipient_name, \"when\", place, country, sentence FROM happenings \
         WHERE report = ? AND happening_id = ?",
    )?;
    statement.query_row(params![report, happening], |row| {
        Ok(Happened {
            happening_id: row.get(0)?,
            event: row.get(1)?,
            actor_name: row.get(2)?,
            recipient_name: row.get(3)?,
            when: row.get(4)?,
            place: row.get(5)?,
            country: row.get(6)?,
            sentence: row.get(7)?,
        })
    })
}

/// Where the words stand in the headline and the text of each: these few are put into an index of their own, since the index
/// of quotations holds no words that could be marked.
fn marks(connection: &Connection, words: &str, shown: &[Shown]) -> rusqlite::Result<Vec<[Vec<Span>; 2]>> {
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown USING fts5(title, text, tokenize='{}'); DELETE FROM temp.shown",
        schema::TOKENS
    ))?;
    let mut statement = connection.prepare_cached("INSERT INTO temp.shown (rowid, title, text) VALUES (?, ?, ?)")?;
    for (at, Shown { hit, text, parts }) in (0_i64..).zip(shown) {
        let title = hit.title.as_deref().filter(|_| parts.is_none());
        statement.execute(params![at, title, text])?;
    }
    let foreign = |c: &char| !shown.iter().any(|shown| shown.text.contains(*c) || shown.title().contains(*c));
    let mut free = ('\u{f0000}'..='\u{ffffd}').filter(foreign);
    let (open, close) = (free.next().unwrap_or('\u{2}'), free.next().unwrap_or('\u{3}'));
    let mut statement = connection.prepare_cached(
        "SELECT rowid, highlight(shown, 0, ?1, ?2), highlight(shown, 1, ?1, ?2) FROM temp.shown WHERE shown MATCH ?3",
    )?;
    let mut rows = statement.query(params![open.to_string(), close.to_string(), words])?;
    let mut marks: Vec<[Vec<Span>; 2]> = vec![Default::default(); shown.len()];
    while let Some(row) = rows.next()? {
        let marked =
            |at: usize| row.get::<_, Option<String>>(at).map(|text| spans(&text.unwrap_or_default(), open, close));
        marks[row.get::<_, i64>(0)? as usize] = [marked(1)?, marked(2)?];
    }
    Ok(marks)
}

impl Shown {
    fn title(&self) -> &str {
        self.hit.title.as_deref().unwrap_or_default()
    }
}

/// The stretches between two marks, in characters of the text without them.
fn spans(marked: &str, open: char, close: char) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut at, mut start) = (0, 0);
    for c in marked.chars() {
        if c == open {
            start = at;
        } else if c == close {
            spans.push(Span { start, end: at });
        } else {
            at += 1;
        }
    }
    spans
}

/// The stretch of a text that has the most of the marked words, with some around; without any it begins at `begin`.
fn snippet(text: &[char], marks: &[Span], begin: usize) -> Snippet {
    let together = |from: usize| {
        let end = marks[from].start + WIDE as u32;
        marks[from..].iter().take_while(move |span| span.end <= end).count().max(1)
    };
    let densest = (0..marks.len()).rev().max_by_key(|from| together(*from));
    let (first, last) = densest
        .map_or((begin, begin), |from| (marks[from].start as usize, marks[from + together(from) - 1].end as usize));
    let before = if marks.is_empty() { 0 } else { WIDE.saturating_sub(last - first) / 3 };
    let is_space = |at: usize| text.get(at).is_none_or(|c| c.is_whitespace());
    let mut start = first.saturating_sub(before).min(text.len());
    if start > 0 {
        // Not within a word, and not behind the first one that is marked.
        start = (start..first).find(|&at| is_space(at - 1)).unwrap_or(first);
    }
    let far = (start + WIDE).clamp(last.min(text.len()), text.len());
    let end =
        if is_space(far) { far } else { (last.max(start + 1)..far).rev().find(|&at| is_space(at)).unwrap_or(far) };
    let (open, close) = (if start > 0 { "… " } else { "" }, if end < text.len() { " …" } else { "" });
    let shift = |at: u32| (at as usize - start + open.chars().count()) as u32;
    let inside = marks.iter().filter(|span| span.start as usize >= start && span.end as usize <= end);
    let spans = inside.map(|span| Span { start: shift(span.start), end: shift(span.end) }).collect();
    let words: String = text[start..end].iter().collect();
    Snippet { text: format!("{open}{words}{close}"), spans }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn words_of_a_quotation_are_found_in_the_text() {
        // "One two … six", of which the second part stands further on.
        let parts = [span(10, 17), span(40, 43)];
        assert_eq!(in_text(span(4, 7), &parts), [span(14, 17)]);
        assert_eq!(in_text(span(10, 13), &parts), [span(40, 43)]);
        assert_eq!(in_text(span(4, 13), &parts), [span(14, 17), span(40, 43)]);
    }

    #[test]
    fn a_snippet_has_the_most_marks_and_whole_words() {
        let text: Vec<char> =
            format!("{} rain fell, rain and ruin. {}", "Dry wörds. ".repeat(60), "Dry. ".repeat(90)).chars().collect();
        let at = |word: &str| {
            let all: String = text.iter().collect();
            let start = all[..all.find(word).expect("it is there")].chars().count() as u32;
            span(start, start + word.chars().count() as u32)
        };
        let marks = [span(0, 3), at("rain"), at("ruin")];
        let found = snippet(&text, &marks, 0);
        let shown: Vec<String> = found
            .spans
            .iter()
            .map(|span| found.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect())
            .collect();
        assert_eq!(shown, ["rain", "ruin"]);
        assert!(found.text.starts_with("… ") && found.text.ends_with(" …"), "{}", found.text);
        assert!(found.text.chars().count() <= WIDE + 4);
        let inner = found.text.trim_matches(|c| c == '…' || c == ' ');
        assert!(inner.starts_with("Dry") || inner.starts_with("wörds"), "{inner}");
    }

    #[test]
    fn short_long_and_empty_texts_have_snippets() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        assert_eq!(
            snippet(&chars("Rain."), &[span(0, 4)], 0),
            Snippet { text: "Rain.".into(), spans: vec![span(0, 4)] }
        );
        assert_eq!(snippet(&[], &[], 0), Snippet::default());
        let unbroken = chars(&"x".repeat(1000));
        assert_eq!(snippet(&unbroken, &[], 0).text.chars().count(), WIDE + 2);
        assert!(!snippet(&unbroken, &[span(0, 1000)], 0).text.is_empty());
        assert!(!snippet(&unbroken, &[span(500, 600)], 0).text.is_empty());
    }
}
