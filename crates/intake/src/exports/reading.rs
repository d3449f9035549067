//! What stands in one document of an export: which values, and where among them the text?

use super::description::{Description, Holds, Style};
use super::lines::{self, Line};
use crate::days;

/// Bytes of a line that is the publisher's notice behind a text.
const LONGEST_NOTICE: usize = 200;

/// What was found in a document.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Fields with a name, which are surer than lines without.
    named: Vec<(Holds, String)>,
    values: Vec<(Holds, String)>,
    pub(super) text: String,
    /// Whether its head has a day where the archive writes it.
    in_order: bool,
    /// Whether the order of its head says where the text begins.
    has_body: bool,
    /// How many of its fields have a name.
    fields: usize,
}

impl Reading {
    /// Reads a document.
    pub(super) fn of(document: &str, description: &Description) -> Self {
        let lines = without_cover(lines::of(document, description), description);
        let fields = &description.fields;
        let first = (0..lines.len()).find(|at| fields.begun(lines[*at].text, true).is_some());
        let mut reading = Self::default();
        match (fields.style, first) {
            (Style::Columns, Some(first)) if reading.is_table(&lines[first..], description) => {
                reading.columns(&lines[first..], description);
            }
            (Style::Colon, Some(first)) => {
                reading.head(&lines[..first], description);
                reading.between_fields(&lines, first, description);
            }
            _ => reading.head(&lines, description),
        }
        reading.text = without_notice(&reading.text, description);
        if description.forms.get("no_text").is_some_and(|form| form.is_match(&reading.text)) {
            reading.text.clear();
        }
        reading
    }

    /// Whether it is a document of the archive, not a text beside it.
    pub(super) fn is_document(&self) -> bool {
        self.in_order && (self.fields > 0 || self.has_body) || self.fields >= 3
    }

    /// Whether it tells all of these.
    pub(super) fn tells(&self, wanted: &[Holds]) -> bool {
        wanted.iter().all(|wanted| match wanted {
            Holds::Body => !self.text.is_empty(),
            Holds::Day => self.day().is_some(),
            Holds::Publisher if self.first(Holds::Imprint).is_some() => true,
            wanted => self.first(*wanted).is_some(),
        })
    }

    /// The first value of this kind.
    pub(super) fn first(&self, wanted: Holds) -> Option<&str> {
        let mut values =
            self.named.iter().chain(&self.values).filter(|(holds, value)| *holds == wanted && !value.is_empty());
        values.next().map(|(_, value)| value.as_str())
    }

    /// The day of publication.
    pub(super) fn day(&self) -> Option<jiff::civil::Date> {
        let day = self.first(Holds::Day).or_else(|| self.first(Holds::Imprint));
        day.and_then(days::within)
    }

    /// Lines without names, by the order in which they stand.
    fn head(&mut self, lines: &[Line], description: &Description) {
        let Some(head) = description.orders.iter().find_map(|order| order.fit(lines)) else { return };
        self.in_order = head.lines.iter().any(|(holds, _)| matches!(holds, Holds::Day | Holds::Imprint));
        for (holds, line) in &head.lines {
            match self.values.last_mut() {
                Some((last, value)) if last == holds && matches!(holds, Holds::Headline | Holds::Byline) => {
                    value.push(' ');
                    value.push_str(line);
                }
                _ => self.values.push((*holds, (*line).to_owned())),
            }
        }
        self.has_body = head.has_body;
        if head.has_body {
            self.text = lines::text(&lines[head.end..]);
        }
    }

    /// Whether these fields are a table of them: lines of an article may begin with two capitals, too.
    fn is_table(&self, lines: &[Line], description: &Description) -> bool {
        let begun = |line: &Line| description.fields.begun(line.text, false).map(|field| field.holds);
        let holds: Vec<Holds> = lines.iter().filter_map(begun).collect();
        let known = [Holds::Headline, Holds::Day, Holds::Publisher, Holds::Length, Holds::Body];
        known.iter().filter(|known| holds.contains(known)).count() >= 2
            || holds.contains(&Holds::Body) && holds.len() >= 3
    }

    fn columns(&mut self, lines: &[Line], description: &Description) {
        let mut text: Vec<String> = Vec::new();
        let (mut at, mut in_text) = (0, false);
        while at < lines.len() {
            let field = description.fields.begun(lines[at].text, !in_text);
            let next = (at + 1..lines.len()).find(|next| {
                description
                    .fields
                    .begun(lines[*next].text, !in_text && field.is_none_or(|f| f.holds != Holds::Body))
                    .is_some()
            });
            let next = next.unwrap_or(lines.len());
            if let Some(field) = field {
                self.fields += 1;
                in_text |= field.holds == Holds::Body;
                let rest = &lines[at + 1..next];
                if field.holds == Holds::Body {
                    text.extend((!field.value.is_empty()).then(|| field.value.to_owned()));
                    text.extend(Some(lines::text(rest)).filter(|rest| !rest.is_empty()));
                } else {
                    self.add(field.holds, field.value, rest);
                }
            }
            at = next;
        }
        self.text = text.join("\n\n");
        self.in_order = self.day().is_some();
    }

    /// Fields from `first` on, and the text between them.
    fn between_fields(&mut self, lines: &[Line], first: usize, description: &Description) {
        let (start, begins) = self.start_of_text(lines, first, description);
        let end = start.map_or(lines.len(), |start| description.fields.end_of_text(lines, start));
        self.take_fields(&lines[first..start.unwrap_or(lines.len())], true, description);
        self.take_fields(&lines[end..], false, description);
        self.fields += usize::from(begins.is_some());
        let Some(start) = start else { return };
        let text = lines::text(&lines[(start + usize::from(begins.is_some())).min(end)..end]);
        self.text = match begins {
            Some(value) if !value.is_empty() && !text.is_empty() => {
                let opens = lines.get(start + 1).is_some_and(|line| line.opens);
                format!("{value}{}{text}", if opens { "\n\n" } else { "\n" })
            }
            Some(value) if !value.is_empty() => value.to_owned(),
            _ => text,
        };
    }

    /// The line with which the text begins; what stands behind the name, where it has one.
    fn start_of_text<'t>(
        &self,
        lines: &[Line<'t>],
        first: usize,
        description: &Description,
    ) -> (Option<usize>, Option<&'t str>) {
        let field = |at: usize| description.fields.begun(lines[at].text, true);
        let body =
            (first..lines.len()).find_map(|at| Some((at, field(at).filter(|field| field.holds == Holds::Body)?)));
        if let Some((at, field)) = body {
            return (Some(at), Some(field.value));
        }
        let length = (first..lines.len()).find(|at| field(*at).is_some_and(|field| field.holds == Holds::Length));
        let from = length.unwrap_or(first);
        // A page or a day is told on one line: what stands behind it is the text, with or without an empty line.
        let told = |at: usize| {
            field(at).is_some_and(|field| matches!(field.holds, Holds::Page | Holds::Day) && !field.value.is_empty())
        };
        let opens = |at: &usize| {
            lines[*at].opens || length.is_some_and(|length| *at == length + 1) || length.is_none() && told(*at - 1)
        };
        let start = (from + 1..lines.len()).find(|at| opens(at) && field(*at).is_none());
        // What stands behind the fields that end a text is none.
        let ended = |start: usize| (first..start).any(|at| field(at).is_some_and(|field| field.holds == Holds::Loaded));
        (start.filter(|start| !ended(*start)), None)
    }

    fn take_fields(&mut self, lines: &[Line], before_text: bool, description: &Description) {
        let mut at = 0;
        while at < lines.len() {
            let begun = |at: &usize| description.fields.begun(lines[*at].text, before_text);
            let next = (at + 1..lines.len()).find(|next| begun(next).is_some()).unwrap_or(lines.len());
            if let Some(field) = begun(&at) {
                self.fields += 1;
                // A field goes on over lines, not over paragraphs, but for one whose name stands alone.
                let rest = &lines[at + 1..next];
                let own = rest.iter().skip(1).position(|line| line.opens).map_or(rest.len(), |own| own + 1);
                let own = if rest.first().is_some_and(|line| line.opens) && !field.value.is_empty() { 0 } else { own };
                self.add(field.holds, field.value, &rest[..own]);
            }
            at = next;
        }
    }

    fn add(&mut self, holds: Holds, value: &str, rest: &[Line]) {
        let lines = std::iter::once(value).chain(rest.iter().map(|line| line.text));
        if let Some(value) = lines::joined(lines) {
            self.named.push((holds, value));
        }
    }

    /// What stands in an element, where lines have names of another kind.
    pub(super) fn of_values(values: Vec<(Holds, String)>, text: String) -> Self {
        Self { values, text, in_order: true, fields: 1, ..Self::default() }
    }
}

/// The lines without the list of documents and the like before the day of the first.
fn without_cover<'t>(lines: Vec<Line<'t>>, description: &Description) -> Vec<Line<'t>> {
    let cover = &description.documents.cover;
    if cover.is_empty() {
        return lines;
    }
    let day = lines.iter().position(|line| days::of_line(line.text).is_some()).unwrap_or(lines.len());
    let mut opens = false;
    let mut kept = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        if at < day && cover.iter().any(|form| form.is_match(line.text)) {
            opens = true;
        } else {
            kept.push(Line { opens: line.opens || std::mem::take(&mut opens), ..line });
        }
    }
    kept
}

/// The text without the publisher's notice behind it.
fn without_notice(text: &str, description: &Description) -> String {
    let mut text = text.trim_end();
    let Some(copyright) = description.forms.get("copyright") else { return text.to_owned() };
    while let Some(at) = text.rfind('\n') {
        let last = text[at..].trim();
        if last.len() > LONGEST_NOTICE || !copyright.is_match(last) {
            break;
        }
        text = text[..at].trim_end();
    }
    text.to_owned()
}
