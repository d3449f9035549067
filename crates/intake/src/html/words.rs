//! How do pages call what stands around a story, and what do they write there? (Data: `around.tsv`.)

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// The words, as the file has them.
const FILE: &str = include_str!("around.tsv");

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// Bytes of an offer to subscribe, at most: a report may tell of one.
const OFFER: usize = 250;

/// What a notice to the visitors of a site is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Notice {
    Cookies,
    /// Whether a human asks for the page, with a browser that shows it.
    Check,
    /// The page is not shown in the visitor's country.
    Region,
    /// There is no such page.
    Missing,
    /// The page is shown to subscribers.
    Subscribers,
}

/// Phrases by their first word.
type Phrases = BTreeMap<&'static str, Vec<Vec<&'static str>>>;

struct Words {
    elsewhere: Phrases,
    beside: Phrases,
    short: Phrases,
    units: Vec<&'static str>,
    labels: Regex,
    notices: RegexSet,
    notice_kinds: Vec<Notice>,
    generic: Vec<&'static str>,
    leads: Vec<&'static str>,
    writers: Regex,
    nobody: Vec<&'static str>,
}

impl Words {
    fn read() -> Self {
        let rows: Vec<Vec<&str>> =
            FILE.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').collect()).collect();
        let of = |kind: &str| rows.iter().filter(|row| row[0] == kind).map(|row| row[1]).collect::<Vec<_>>();
        let phrases = |kind: &str| {
            let mut phrases = Phrases::new();
            for words in of(kind).into_iter().map(|words| words.split(' ').collect::<Vec<_>>()) {
                phrases.entry(words[0]).or_default().push(words);
            }
            phrases
        };
        let pattern = |pattern: &str| format!("(?i){pattern}");
        let notices: Vec<String> = rows.iter().filter(|row| row[0] == "notice").map(|row| pattern(row[2])).collect();
        Self {
            elsewhere: phrases("name"),
            beside: phrases("beside"),
            short: phrases("short"),
            units: of("unit"),
            labels: Regex::new(&pattern(&format!("^(?:{})$", of("label").join("|")))).expect("the labels are patterns"),
            notices: RegexSet::new(notices).expect("the notices are patterns"),
            notice_kinds: of("notice").into_iter().map(Notice::of).collect(),
            generic: of("generic"),
            leads: of("lead"),
            writers: Regex::new(&pattern(&format!("^(?:{})\\s*:?\\s+", of("writer").join("|"))))
                .expect("the words before writers are patterns"),
            nobody: of("nobody"),
        }
    }
}

impl Notice {
    fn of(name: &str) -> Self {
        match name {
            "cookies" => Self::Cookies,
            "check" => Self::Check,
            "region" => Self::Region,
            "missing" => Self::Missing,
            _ => Self::Subscribers,
        }
    }

    /// What it says, for messages.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Cookies => "a notice about cookies",
            Self::Check => "a check of the visitor's browser",
            Self::Region => "a notice that the page is not shown in the visitor's country",
            Self::Missing => "a notice that there is no such page",
            Self::Subscribers => "a notice that the report is for subscribers",
        }
    }
}

fn any(phrases: &Phrases, names: &[String]) -> bool {
    let begins = |at: usize, phrase: &[&str]| {
        names.get(at..at + phrase.len()).is_some_and(|words| words.iter().zip(phrase).all(|(word, part)| word == part))
    };
    let of = |name: &String| phrases.get(name.as_str()).into_iter().flatten();
    names.iter().enumerate().any(|(at, name)| of(name).any(|phrase| begins(at, phrase)))
}

/// Whether an element with these words in its class and id is about other stories, or by readers.
pub(super) fn is_elsewhere(names: &[String]) -> bool {
    any(&WORDS.elsewhere, names)
}

/// Whether it stands beside the story.
pub(super) fn is_beside(names: &[String]) -> bool {
    any(&WORDS.beside, names)
}

/// Whether it does if it is no more than a line.
pub(super) fn is_short(names: &[String]) -> bool {
    any(&WORDS.short, names)
}

/// Whether it holds the sentences between headline and story.
pub(super) fn is_lead(names: &[String]) -> bool {
    names.iter().any(|name| WORDS.leads.contains(&name.as_str()))
}

/// Whether it holds a whole article.
pub(super) fn is_unit(names: &[String]) -> bool {
    names.iter().any(|name| WORDS.units.contains(&name.as_str()))
}

/// Whether a line is a label before links, or between paragraphs.
pub(super) fn is_label(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ':' && c != '.');
    line.len() < 100 && WORDS.labels.is_match(line)
}

/// Whether a paragraph speaks to the visitors of the site, and what of.
pub(super) fn notice(paragraph: &str) -> Option<Notice> {
    if paragraph.len() > 3000 || paragraph.starts_with(['“', '"', '„', '«', '‘']) {
        return None;
    }
    let found = WORDS.notices.matches(paragraph).iter().next()?;
    let notice = WORDS.notice_kinds.get(found).copied()?;
    (notice != Notice::Subscribers || paragraph.len() < OFFER).then_some(notice)
}

/// What stands behind a word that leads to the writer: "Author: Anna Berg".
pub(super) fn behind_writer_label(line: &str) -> Option<&str> {
    WORDS.writers.find(line).map(|label| &line[label.end()..])
}

/// Whether a writer's name is nobody's.
pub(super) fn is_nobody(name: &str) -> bool {
    WORDS.nobody.contains(&name.to_lowercase().as_str())
}

/// Whether a title says nothing of the story: "Home".
pub(super) fn is_generic(title: &str) -> bool {
    WORDS.generic.contains(&title.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_words_is_used() {
        let kinds = ["name", "beside", "short", "unit", "lead", "label", "notice", "generic", "writer", "nobody"];
        for row in FILE.lines().filter(|row| !row.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            let wanted = if cells[0] == "notice" { 3 } else { 2 };
            assert!(kinds.contains(&cells[0]) && cells.len() == wanted, "{row}");
            assert!(
                cells[0] != "notice" || ["cookies", "check", "region", "missing", "subscribers"].contains(&cells[1])
            );
        }
    }

    #[test]
    fn names_are_words_one_after_the_other() {
        let names = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_elsewhere(&names("box more stories wide")) && !is_elsewhere(&names("stories more")));
        assert!(is_beside(&names("cookie banner")) && !is_beside(&names("story body")));
    }

    #[test]
    fn labels_stand_for_themselves() {
        for label in [
            "Read more:",
            "ALSO READ",
            "More on this story",
            "Recommended Stories",
            "▶ Watch now",
            "Related",
            "Watch: A lamp on the move",
            "This article was first published on 1 March 2031.",
        ] {
            assert!(is_label(label), "{label}");
        }
        for line in ["Read more than a hundred names aloud, the mayor did", "More than nine boats", "Related by blood"]
        {
            assert!(!is_label(line), "{line}");
        }
    }

    #[test]
    fn notices_speak_to_the_visitor() {
        for (paragraph, kind) in [
            ("This site uses cookies to improve your experience. Accept all?", Notice::Cookies),
            ("We and our 812 partners ask for your consent to the use of your data.", Notice::Cookies),
            ("Press and hold to confirm that you are human and not a robot.", Notice::Check),
            ("Checking if the site connection is secure. This may take a moment.", Notice::Check),
            ("Please enable JavaScript to view this page.", Notice::Check),
            ("To continue reading this story, log in or subscribe.", Notice::Subscribers),
            ("Subscribe now to unlock the full article.", Notice::Subscribers),
            ("This story is available for subscribers only.", Notice::Subscribers),
            ("You have reached your limit of free articles this month.", Notice::Subscribers),
            ("Our site is not available in your region for legal reasons.", Notice::Region),
            ("Sorry, the page you are looking for no longer exists.", Notice::Missing),
        ] {
            assert_eq!(notice(paragraph), Some(kind), "{paragraph}");
        }
        for paragraph in [
            "The bakers of Skarvik sold nine thousand cookies for the lifeboat on Sunday.",
            "A court in Lindau fined the shop for tracking visitors with cookies without asking them.",
            "The paper lost four thousand subscribers after the strike, its publisher said.",
            "The robot checked that the valves were shut before the human crew went in.",
            "Ferries are not available in winter, and the islanders turn to fishing boats.",
        ] {
            assert_eq!(notice(paragraph), None, "{paragraph}");
        }
    }
}
