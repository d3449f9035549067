//! Which changes leave what happened as it is?

use std::collections::BTreeMap;

use dateline::record::Record;
use serde_json::Value;

use super::edited::Edited;

/// A change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    LineEnds,
    Marks,
    Names,
    Order,
    Sentences,
    Before,
    Behind,
}

/// Sentences that tell nothing which is coded.
const SENTENCES: [&str; 4] = [
    "The morning was mild and the sky over the valley was clear.",
    "A loaf of rye bread keeps for about a week in a cool pantry.",
    "The museum shows clocks and maps of the eighteenth century.",
    "Trains on the branch line run every forty minutes.",
];
/// Ends of these names for a report that names more persons than there are.
const ENDS: [&str; 4] = ["", "son", "ic", "ska"];
/// Names that nobody in office has, of two or three syllables as most have.
const NAMES: [&str; 12] = [
    "Toomsalu",
    "Brandtner",
    "Velloso",
    "Okparen",
    "Lindqvar",
    "Marchetto",
    "Zelenkas",
    "Halloren",
    "Ibarrune",
    "Kowalten",
    "Delacroy",
    "Sandovar",
];

impl Change {
    pub(super) const ALL: [Self; 7] =
        [Self::LineEnds, Self::Marks, Self::Names, Self::Order, Self::Sentences, Self::Before, Self::Behind];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LineEnds => "other line ends",
            Self::Marks => "other quotation marks",
            Self::Names => "other names of private persons, throughout",
            Self::Order => "paragraphs behind the first in reverse order",
            Self::Sentences => "unrelated sentences between paragraphs",
            Self::Before => "a paragraph of another report before",
            Self::Behind => "a paragraph of another report behind",
        }
    }

    /// The text with this change; nothing where it changes nothing.
    pub(super) fn made(self, text: &str, record: &Record, other: &str) -> Option<Edited> {
        let chars: Vec<char> = text.chars().collect();
        let edited = match self {
            Self::LineEnds => letters(&chars, |c| (c == '\n').then_some("\r\n")),
            Self::Marks => marks(&chars),
            Self::Names => names(&chars, record),
            Self::Order => order(&chars),
            Self::Sentences => sentences(&chars),
            Self::Before => beside(&chars, other, true)?,
            Self::Behind => beside(&chars, other, false)?,
        };
        (edited.text != text).then_some(edited)
    }
}

/// Other letters for some.
fn letters(text: &[char], other: impl Fn(char) -> Option<&'static str>) -> Edited {
    let mut edited = Edited::default();
    for (i, c) in text.iter().enumerate() {
        match other(*c) {
            Some(other) => edited.replace(other, i),
            None => edited.keep(&[*c], i),
        }
    }
    edited
}

/// Straight marks for curly ones; where there are none, curly for straight ones.
fn marks(text: &[char]) -> Edited {
    if text.iter().any(|c| matches!(c, '“' | '”')) {
        return letters(text, |c| match c {
            '“' | '”' => Some("\""),
            '‘' | '’' => Some("'"),
            _ => None,
        });
    }
    let mut edited = Edited::default();
    for (i, c) in text.iter().enumerate() {
        let opens = i == 0 || text[i - 1].is_whitespace() || matches!(text[i - 1], '(' | '[');
        match c {
            '"' if opens => edited.replace("“", i),
            '"' => edited.replace("”", i),
            c => edited.keep(&[*c], i),
        }
    }
    edited
}

/// Paragraphs with what stands between them: (start, end, start of the next).
fn paragraphs(text: &[char]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].iter().position(|c| *c == '\n').map_or(text.len(), |at| start + at);
        let next = text[end..].iter().position(|c| !matches!(c, '\n' | '\r')).map_or(text.len(), |at| end + at);
        found.push((start, end, next));
        start = next;
    }
    found
}

fn order(text: &[char]) -> Edited {
    let paragraphs = paragraphs(text);
    let mut edited = Edited::default();
    let turned = paragraphs.iter().take(1).chain(paragraphs.iter().skip(1).rev());
    for (i, (start, end, _)) in turned.enumerate() {
        edited.keep(&text[*start..*end], *start);
        // Between paragraphs stands what stood between them.
        let (_, end, next) = paragraphs[i];
        edited.keep(&text[end..next], end);
    }
    edited
}

fn sentences(text: &[char]) -> Edited {
    let mut edited = Edited::default();
    for (i, (start, end, next)) in paragraphs(text).into_iter().enumerate() {
        edited.keep(&text[start..next], start);
        if next < text.len() {
            edited.add(SENTENCES[i % SENTENCES.len()]);
            edited.add(&text[end..next].iter().collect::<String>());
        }
    }
    edited
}

/// The longest paragraph of another report before the text, or behind it.
fn beside(text: &[char], other: &str, is_before: bool) -> Option<Edited> {
    let paragraph = other.lines().max_by_key(|line| line.len()).filter(|line| !line.trim().is_empty())?;
    let mut edited = Edited::default();
    if is_before {
        edited.add(paragraph);
        edited.add("\n\n");
        edited.keep(text, 0);
    } else {
        edited.keep(text, 0);
        edited.add("\n\n");
        edited.add(paragraph);
    }
    Some(edited)
}

/// Other last names for persons of whom the codebook knows nothing, the same for each wherever it stands.
fn names(text: &[char], record: &Record) -> Edited {
    let actors = serde_json::to_value(&record.actors).unwrap_or(Value::Null);
    let is_private =
        |actor: &&Value| actor["kind"] == "person" && actor["wikidata"].is_null() && actor["office"].is_null();
    let mut others: BTreeMap<String, String> = BTreeMap::new();
    for actor in actors.as_array().into_iter().flatten().filter(is_private) {
        let last = actor["name"].as_str().and_then(|name| name.split_whitespace().last());
        // A short word may be one of the language, or part of a name that somebody else has.
        if let Some(last) = last.filter(|last| last.chars().count() > 4 && last.chars().all(char::is_alphabetic)) {
            let number = others.len();
            let end = ENDS[number / NAMES.len() % ENDS.len()];
            others.entry(last.to_owned()).or_insert_with(|| format!("{}{end}", NAMES[number % NAMES.len()]));
        }
    }
    let mut edited = Edited::default();
    let mut at = 0;
    while at < text.len() {
        let end = at + text[at..].iter().take_while(|c| c.is_alphabetic()).count();
        let word: String = text[at..end].iter().collect();
        match others.get(&word) {
            Some(other) => edited.replace(other, at),
            None if end > at => edited.keep(&text[at..end], at),
            None => edited.keep(&text[at..=at], at),
        }
        at = end.max(at + 1);
    }
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn paragraphs_change_their_places() {
        let text = chars("One.\n\nTwo.\nThree.");
        let turned = order(&text);
        assert_eq!(turned.text, "One.\n\nThree.\nTwo.");
        let at = turned.text.find("Two").expect("it stands there");
        assert_eq!(turned.origin(at), Some(6));
        let added = sentences(&text);
        assert!(added.text.starts_with("One.\n\nThe morning") && added.text.ends_with("\nThree."), "{}", added.text);
        assert_eq!(added.origin(8), None);
        assert_eq!(added.origin(added.text.chars().count() - 1), Some(text.len() - 1));
    }

    #[test]
    fn marks_open_and_close() {
        assert_eq!(marks(&chars("He said \"no\".")).text, "He said “no”.");
        assert_eq!(marks(&chars("He said “it’s”.")).text, "He said \"it's\".");
        let edited = letters(&chars("a\nb"), |c| (c == '\n').then_some("\r\n"));
        assert_eq!((edited.text.as_str(), edited.origin(3)), ("a\r\nb", Some(2)));
    }

    #[test]
    fn another_report_stands_beside() {
        let edited = beside(&chars("Own."), "A short line.\nAnother line that is longer.", true).expect("there is one");
        assert_eq!(edited.text, "Another line that is longer.\n\nOwn.");
        assert_eq!((edited.origin(0), edited.origin(30)), (None, Some(0)));
        assert!(beside(&chars("Own."), "\n", true).is_none());
    }
}
