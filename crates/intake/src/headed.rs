//! Which reports does a plain text hold that stand behind heads, "Title: …", "Date: …", or between lines of `---`?
//!
//! A head has two known fields at least. Several reports are parted where a head begins as the first one does.

use dateline::{Report, Source};

use crate::columns::{self, Field};
use crate::days;
use crate::words::WORDS;
use crate::{bylines, source};

/// Characters of the name of a field, and its words, at most.
const LONGEST_NAME: usize = 24;
const NAME_WORDS: usize = 3;
/// Characters of a field whose name is not known: what is longer is a paragraph.
const LONGEST_VALUE: usize = 200;
/// Fields of a head, at most.
const MOST: usize = 40;
/// Fields with known names that make a head.
const FEWEST: usize = 2;

/// A head, and the line behind it.
#[derive(Debug, Default)]
struct Head<'t> {
    fields: Vec<(Name<'t>, String)>,
    end: usize,
    /// The beginning of the text, where it stands behind a name: "Text: Owners and crews …".
    opening: Option<&'t str>,
    /// Whether it stands between lines of `---`, as before texts in Markdown.
    is_fenced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name<'t> {
    written: &'t str,
    field: Option<Field>,
}

/// The reports behind the heads of a text; nothing where it does not begin with one.
pub(crate) fn read(text: &str, file: &Source) -> Option<Vec<Report>> {
    let lines: Vec<&str> = text.lines().collect();
    let first = Head::at(&lines, 0)?;
    let mut heads = vec![(0, first)];
    let mut at = heads[0].1.end;
    while at < lines.len() {
        let begins = (lines[at - 1].trim().is_empty() || is_rule(lines[at - 1])) && !lines[at].trim().is_empty();
        let head = if begins { Head::at(&lines, at) } else { None };
        match head.filter(|head| head.is_like(&heads[0].1)) {
            Some(head) => {
                let end = head.end;
                heads.push((at, head));
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    let told = |head: &Head| head.first(Field::Day).map(str::to_owned);
    let days: Vec<String> = heads.iter().filter_map(|(_, head)| told(head)).collect();
    let order = days::order(days.iter().map(String::as_str));
    let ends: Vec<usize> = heads.iter().skip(1).map(|(start, _)| *start).chain([lines.len()]).collect();
    let several = heads.len() > 1;
    let reports = (1..).zip(heads.iter().zip(ends)).map(|(number, ((_, head), end))| {
        let source = if several { source::numbered(file, number) } else { file.clone() };
        head.report(&lines[head.end..end.max(head.end)], source, order)
    });
    Some(reports.collect())
}

impl<'t> Head<'t> {
    /// The head that begins at a line, behind empty ones.
    fn at(lines: &[&'t str], at: usize) -> Option<Self> {
        let start = (at..lines.len()).find(|at| !lines[*at].trim().is_empty())?;
        let is_fenced = lines[start].trim_end() == "---";
        let mut head = Self { end: start + usize::from(is_fenced), is_fenced, ..Self::default() };
        let is_whole = head.take(lines);
        let known = |field: Field| head.first(field).is_some();
        let mut fields: Vec<Field> = head.fields.iter().filter_map(|(name, _)| name.field).collect();
        fields.dedup();
        let is_one = fields.len() >= FEWEST && (known(Field::Title) || known(Field::Day)) && is_whole;
        is_one.then_some(head)
    }

    /// Takes the fields; whether the head ends as it should.
    fn take(&mut self, lines: &[&'t str]) -> bool {
        while let Some(line) = lines.get(self.end) {
            if self.fields.len() > MOST {
                return false;
            }
            if self.is_fenced && matches!(line.trim_end(), "---" | "...") {
                self.end += 1;
                return true;
            }
            if line.trim().is_empty() && !self.is_fenced {
                let next = lines[self.end..].iter().position(|line| !line.trim().is_empty());
                let Some(next) = next.map(|next| self.end + next) else { return true };
                // Fields may be paragraphs each.
                let known = field(lines[next]).is_some_and(|(name, _)| name.field.is_some() && !self.has(name));
                if !known {
                    return true;
                }
                self.end = next;
                continue;
            }
            match field(line) {
                Some((Name { field: Some(Field::Text), .. }, value)) => {
                    self.opening = Some(value);
                    self.end += 1;
                    return true;
                }
                Some((name, value)) if !line.starts_with([' ', '\t']) => self.fields.push((name, plain(value))),
                _ if line.starts_with([' ', '\t', '-']) && !self.fields.is_empty() => self.go_on(line),
                _ => return !self.is_fenced,
            }
            self.end += 1;
        }
        !self.is_fenced
    }

    /// The last field goes on: over a line, or as a list.
    fn go_on(&mut self, line: &str) {
        let Some((_, value)) = self.fields.last_mut() else { return };
        let line = line.trim();
        let item = line.strip_prefix("- ");
        if !value.is_empty() {
            value.push_str(if item.is_some() { "; " } else { " " });
        }
        value.push_str(&plain(item.unwrap_or(line)));
    }

    fn has(&self, name: Name) -> bool {
        self.fields.iter().any(|(known, _)| known.written.eq_ignore_ascii_case(name.written))
    }

    fn first(&self, wanted: Field) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(name, value)| name.field == Some(wanted) && !value.is_empty());
        values.next().map(|(_, value)| value.as_str())
    }

    /// The value of the field with a name that tables do not have.
    fn named(&self, wanted: &str) -> Option<String> {
        let found =
            self.fields.iter().find(|(name, value)| name.written.eq_ignore_ascii_case(wanted) && !value.is_empty());
        found.map(|(_, value)| value.clone())
    }

    /// Whether it begins as another does, and has another field of it.
    fn is_like(&self, other: &Self) -> bool {
        let begins = match (self.fields.first(), other.fields.first()) {
            (Some((own, _)), Some((name, _))) => own.written.eq_ignore_ascii_case(name.written),
            _ => false,
        };
        let same = other.fields.iter().filter(|(name, _)| self.has(*name)).count();
        begins && same >= FEWEST && self.is_fenced == other.is_fenced
    }

    /// The report with these lines as its text.
    fn report(&self, lines: &[&str], source: Source, order: Option<days::Order>) -> Report {
        let ends = lines.iter().rposition(|line| !is_rule(line) && !line.trim().is_empty()).map_or(0, |last| last + 1);
        let text = self.opening.into_iter().chain(lines[..ends].iter().copied()).collect::<Vec<_>>().join("\n");
        let (text, heading) =
            without_heading(text.trim_start_matches(['\n', '\r']).trim_end(), self.first(Field::Title));
        let day = self.first(Field::Day);
        let published = day.and_then(|day| days::told_in(day, order));
        let unread = day.filter(|_| published.is_none()).map(days::unread);
        let language = self.first(Field::Language);
        let code = |name: &&str| matches!(name.len(), 2 | 3) && name.bytes().all(|byte| byte.is_ascii_lowercase());
        // Some write the address as the source.
        let addresses = [Field::Url, Field::Publisher].into_iter().filter_map(|field| self.first(field));
        let url = addresses.filter(|url| url.contains("://")).map(str::to_owned).next();
        let id = self.first(Field::Id).filter(|id| !id.contains(char::is_whitespace)).map(str::to_owned);
        Report {
            title: self.first(Field::Title).map(str::to_owned).or(heading),
            published,
            publisher: self.first(Field::Publisher).filter(|name| !name.contains("://")).map(str::to_owned),
            authors: self.first(Field::Authors).map(|by| bylines::WIRE.names(by)).unwrap_or_default(),
            language: language.and_then(|name| WORDS.language(name).or(Some(name).filter(code))).map(str::to_owned),
            source: Source {
                id: id.unwrap_or(source.id),
                url: url.clone().or(source.url),
                section: self.named("section"),
                page: self.named("page"),
                ..source
            },
            url,
            warnings: unread.into_iter().collect(),
            text: if self.is_fenced { without_marks(&text) } else { text },
            ..Report::default()
        }
    }
}

/// The name and the value of a field on a line of its own.
fn field(line: &str) -> Option<(Name<'_>, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_matches(['*', '_', '#', ' ']);
    let value = value.trim().trim_start_matches("**").trim();
    let words = name.split_whitespace().count();
    let is_name = (1..=NAME_WORDS).contains(&words)
        && name.chars().count() <= LONGEST_NAME
        && name.chars().all(|c| c.is_alphanumeric() || " _-/".contains(c))
        && name.starts_with(char::is_alphabetic);
    let field = columns::field(name);
    let is_field = is_name && (field.is_some() || value.chars().count() <= LONGEST_VALUE && !value.starts_with("//"));
    is_field.then_some((Name { written: name, field }, value))
}

/// A value without the signs that YAML puts around it.
fn plain(value: &str) -> String {
    let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
    let bare = |value: &str| value.trim().trim_matches(['"', '\'']).to_owned();
    match list {
        Some(list) => list.split(',').map(bare).collect::<Vec<_>>().join("; "),
        None => bare(value),
    }
}

/// A line that parts texts.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| "-=*_#~+ ".contains(c))
}

/// The text without a heading of Markdown, or its title, before it; and that heading.
fn without_heading(text: &str, title: Option<&str>) -> (String, Option<String>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let heading = first.trim().strip_prefix("# ").map(|heading| heading.trim().to_owned());
    let is_title = title.is_some_and(|title| title == first.trim() || heading.as_deref() == Some(title));
    let is_headed = is_title || heading.is_some() && title.is_none();
    if is_headed && !rest.trim().is_empty() { (rest.trim_start().to_owned(), heading) } else { (text.to_owned(), None) }
}

/// A text without the marks that Markdown has: emphasis, links, headings.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let link = rest[at..].find("](").map(|middle| at + middle);
        let end = link.and_then(|middle| Some((middle, middle + rest[middle..].find(')')?)));
        match end.filter(|(middle, end)| !rest[at..*end].contains('\n') && !rest[at + 1..*middle].contains('[')) {
            Some((middle, end)) => {
                plain.push_str(&rest[..at]);
                plain.push_str(&rest[at + 1..middle]);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    let lines = plain
        .lines()
        .map(|line| line.trim_start_matches('#').trim_start_matches("> ").replace("**", "").trim().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const STORY: &str = "Owners and crews of the ferries parted on Friday.\n\n\"Nobody moved,\" the mediator said.";

    fn one(head: &str) -> Report {
        let reports = read(&format!("{head}{STORY}\n"), &Source { id: "file".into(), ..Source::default() });
        reports.expect("a head").remove(0)
    }

    #[test]
    fn heads_of_every_manner_tell_what_their_text_is() {
        for head in [
            "Title: Ferry talks fail\nDate: 2031-03-07\nSource: Harbour Post\nAuthor: Anna Berg\n\n",
            "HEADLINE: Ferry talks fail\nPUBLISHED: March 7, 2031\nPUBLISHER: Harbour Post\nBY: By Anna Berg\nWords: 12\n\n",
            "Headline: Ferry talks\n  fail\nPublication date: 7 March 2031\nPublication: Harbour Post\nByline: Anna Berg, Osmund\n\n",
            "---\ntitle: \"Ferry talks fail\"\ndate: 2031-03-07\nauthors:\n  - Anna Berg\npublisher: Harbour Post\ntags: [sea, ferries]\n---\n\n# Ferry talks fail\n\n",
            "**Title:** Ferry talks fail\n**Date:** 07.03.2031\n**Source:** Harbour Post\n**Author:** Anna Berg\n\n",
            "Title: Ferry talks fail\n\nDate: 7 March 2031\n\nNewspaper: Harbour Post\n\nAuthor: Anna Berg\n\nText: ",
            "Source: Harbour Post\nDate: 2031-03-07\nTitle: Ferry talks fail\nAuthor: Anna Berg\n",
        ] {
            let report = one(head);
            let told = (report.title.as_deref(), report.published, report.publisher.as_deref());
            assert_eq!(told, (Some("Ferry talks fail"), Some(date(2031, 3, 7)), Some("Harbour Post")), "{head}");
            assert_eq!((report.authors, report.text.as_str()), (vec!["Anna Berg".to_owned()], STORY), "{head}");
            assert_eq!(report.source.id, "file");
        }
    }

    #[test]
    fn heads_that_begin_alike_part_reports() {
        for rule in ["\n\n", "\n\n-----\n", "\n===========\n\n"] {
            let of = |day: &str, words: &str| {
                format!("Title: {words}\nDate: {day}\nSection: World\n\n{words}.\n\nDate: a word.")
            };
            let text = [of("03/04/2031", "Rain fell"), of("03/23/2031", "Boats stayed")].join(rule);
            let reports = read(&text, &Source { id: "file".into(), ..Source::default() }).expect("heads");
            assert_eq!(reports.len(), 2, "{text}");
            assert_eq!(reports[0].published, Some(date(2031, 3, 4)), "the other tells which number is the month");
            assert_eq!(reports[1].text, "Boats stayed.\n\nDate: a word.");
            assert_eq!(
                (reports[1].source.id.as_str(), reports[1].source.section.as_deref()),
                ("file:2", Some("World"))
            );
        }
    }

    #[test]
    fn texts_that_begin_with_a_colon_have_no_head() {
        for text in [
            "Question: Who left?\nAnswer: The envoy left.\n\nNobody came.",
            "Title: to be won by a mile.\n\nThe boats raced on Friday.",
            "Geneva: The envoy left.\nOslo: Rain fell.\n\nNobody came.",
            "Source: the ministry.\nThe envoy left.",
            "---\n\nThe envoy left.\n\n---\n\nRain fell.",
            "",
        ] {
            assert!(read(text, &Source::default()).is_none(), "{text}");
        }
        let report = one("Title: Ferry talks fail\nDate: soon\n\n");
        assert!(report.published.is_none() && report.warnings[0].contains("soon"));
        let report = one("Title: Ferry talks fail\nSource: https://post.example/a\n\n");
        assert_eq!((report.url.as_deref(), report.publisher), (Some("https://post.example/a"), None));
    }

    #[test]
    fn markdown_stands_without_its_marks() {
        let text = "The **mayor** of [Tarn](https://tarn.example/a) said [so].\n\n## After the rain";
        assert_eq!(without_marks(text), "The mayor of Tarn said [so].\n\nAfter the rain");
    }
}
