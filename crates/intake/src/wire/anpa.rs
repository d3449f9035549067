//! Which reports stand in messages as agencies send them over lines: ANPA 1312 and IPTC 7901?
//!
//! Each has a head between the characters SOH and STX, a text up to ETX, and a trailer up to EOT. In texts of ANPA, lines
//! of the head of a story begin with a caret and end with a sign for how they are set.

use std::sync::LazyLock;

use dateline::{Report, Source};
use jiff::civil::Date;
use regex::Regex;

use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{bylines, decode, source};

const HEAD: u8 = 0x01;
const TEXT: u8 = 0x02;
const END: u8 = 0x03;
/// Bytes looked at for the marks of a message.
const LOOKED_AT: usize = 4096;

/// Signs at the end of a line: how it is set.
const SET: [char; 4] = ['<', '=', '>', '|'];

/// The day of a trailer of ANPA, `WIRE-WF-03-08-31 1509GMT`, and that of IPTC 7901, `081509 MAR 31`.
static DAYS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [r"(?P<m>\d\d)-(?P<d>\d\d)-(?P<y>\d\d) \d{4}", r"(?P<d>\d\d)\d{4}[A-Z]? ?(?P<name>[A-Za-z]{3}) ?(?P<y>\d\d)\b"]
        .map(|pattern| Regex::new(pattern).expect("the pattern is part of the program"))
});

/// Whether the bytes begin with such a message.
pub(crate) fn is_message(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let before = head.iter().position(|byte| *byte == HEAD);
    let Some(begin) = before else { return false };
    let only_signs = head[..begin].iter().all(|byte| *byte < 0x20 || byte.is_ascii_whitespace() || *byte == 0x7f);
    let text = head[begin..].iter().position(|byte| *byte == TEXT);
    only_signs && text.is_some_and(|at| at < 512 && !head[begin..begin + at].contains(&0))
}

/// The messages, one behind the other.
pub(crate) fn read(bytes: &[u8], file: &Source) -> Vec<Outcome> {
    let messages: Vec<&[u8]> = bytes.split(|byte| *byte == HEAD).skip(1).collect();
    let several = messages.len() > 1;
    let numbered = messages.into_iter().zip(1..);
    numbered
        .map(|(message, number)| {
            message_of(message, if several { source::numbered(file, number) } else { file.clone() })
        })
        .collect()
}

fn message_of(message: &[u8], source: Source) -> Outcome {
    let Some(begin) = message.iter().position(|byte| *byte == TEXT) else {
        return fail(source, FailureKind::Malformed, "a message of a wire whose text does not begin");
    };
    let (head, rest) = (&message[..begin], &message[begin + 1..]);
    let end = rest.iter().position(|byte| *byte == END);
    let (body, trailer) = rest.split_at(end.unwrap_or(rest.len()));
    let decoded = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => decode::guess(bytes).decode_without_bom_handling(bytes).0.into_owned(),
    };
    let text = decoded(body).replace("\r\n", "\n").replace('\r', "\n");
    let story = Story::of(&text);
    let mut warnings = Vec::new();
    if end.is_none() {
        warnings.push("the message is cut short: its text does not end".to_owned());
    }
    let published = [decoded(trailer), decoded(head), text.clone()].iter().find_map(|text| day(text));
    let report = Report {
        source,
        text: story.paragraphs.join("\n\n"),
        title: story.title,
        authors: story.authors,
        published,
        warnings,
        ..Report::default()
    };
    checked(report, "message of a wire")
}

/// A text of a message, by lines.
#[derive(Default)]
struct Story {
    title: Option<String>,
    authors: Vec<String>,
    paragraphs: Vec<String>,
}

impl Story {
    fn of(text: &str) -> Self {
        let mut story = Self::default();
        let mut open = false;
        for line in without_signs(text) {
            let bare: String = line.chars().filter(|c| *c >= ' ' || *c == '\t').collect();
            let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
            let set = words.ends_with(SET);
            if let Some(head) = words.strip_prefix('^') {
                story.head(head.trim_end_matches(SET).trim());
                open = false;
            } else if words.is_empty() || (set || words.ends_with('/')) && story.paragraphs.is_empty() {
                // A line that is set by itself before the story is its keyword, or its headline.
                let line = words.trim_end_matches(SET).trim();
                if words.ends_with('=') && line.split(' ').count() > 2 {
                    story.title.get_or_insert_with(|| printed(line));
                }
                open = false;
            } else {
                let begins = !open || bare.starts_with('\t') || bare.starts_with("   ");
                let words = printed(words.trim_end_matches(SET).trim_end());
                match story.paragraphs.last_mut() {
                    Some(last) if !begins => *last = format!("{last} {words}"),
                    _ => story.paragraphs.push(words),
                }
                open = !set;
            }
        }
        story
    }

    /// A line of the head: a byline, the office of its writer, a note of the editors, or the headline.
    fn head(&mut self, line: &str) {
        if line.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) {
            self.authors = bylines::WIRE.names(&line.replacen("BY ", "By ", 1));
        } else if self.title.is_none() && self.authors.is_empty() && !line.is_empty() && !is_keyword(line) {
            self.title = Some(printed(line));
        }
    }
}

/// The lines without the last, where that is the signs of those who wrote and sent it: `ab cde fg`.
fn without_signs(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.trim_end().lines().collect();
    let is_sign = |word: &str| matches!(word.len(), 2 | 3) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = lines.last().map(|line| line.split_whitespace().collect::<Vec<_>>()).unwrap_or_default();
    // A line of its own: one that goes on with a paragraph ends with a full stop.
    if lines.len() > 1 && words.len() > 1 && words.iter().all(|word| is_sign(word)) {
        lines.pop();
    }
    lines
}

/// Whether a line of the head is the keyword of the story, or a note of the editors.
fn is_keyword(line: &str) -> bool {
    let cycle = line.get(..3).is_some_and(|start| ["AM-", "PM-", "BC-", "AP-"].contains(&start));
    cycle || line.ends_with(',') || line.starts_with("Eds:") || !line.contains(' ')
}

/// Signs as they are printed: an underscore between blanks is a dash, doubled marks are quotation marks.
fn printed(text: &str) -> String {
    text.replace(" _ ", " - ").replace("``", "\"").replace("''", "\"")
}

fn day(text: &str) -> Option<Date> {
    let found = DAYS.iter().find_map(|pattern| pattern.captures(text))?;
    let number = |name: &str| found.name(name)?.as_str().parse::<i8>().ok();
    let month = match found.name("name") {
        Some(name) => crate::days::month(&name.as_str().to_lowercase())?,
        None => number("m")?,
    };
    let year = i16::from(number("y")?);
    Date::new(if year < 70 { 2000 + year } else { 1900 + year }, month, number("d")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANPA: &[u8] =
        b"\x16\x16\x01A0042\x11_sundb\r\nr i\x13\x11 BC-Rain     03-08 0010\r\n\x02^BC-Rain, 1st Ld,<\r\n\
        ^Rain falls on Sundby<\r\n^By ANNA BERG=\r\n^Wire Writer=\r\n\tSUNDBY, Norland (WIRE) _ Rain fell on\r\n\
        the port, ``hard.''\r\n\tBoats stayed.\r\n\x03WIRE-WF-03-08-31 1509GMT<\r\n\x04";
    const IPTC: &[u8] = b"\x16\x16\x01WIR0007 3 I 0012 rain\r\n\x02Rain falls on Sundby\r\n\r\n   SUNDBY - Rain fell\r\non the port.\r\n\
        \x03081509 MAR 31\r\n\x04";

    #[test]
    fn messages_are_read_by_their_control_characters() {
        assert!(is_message(ANPA) && is_message(IPTC) && !is_message(b"Rain\x01 fell\x02"));
        let outcomes = read(&[ANPA, IPTC].concat(), &Source { id: "file".into(), ..Source::default() });
        let reports: Vec<&Report> = outcomes.iter().flatten().collect();
        assert_eq!(reports.len(), 2);
        assert_eq!(reports[0].text, "SUNDBY, Norland (WIRE) - Rain fell on the port, \"hard.\"\n\nBoats stayed.");
        assert_eq!(
            (reports[0].title.as_deref(), &reports[0].authors[..]),
            (Some("Rain falls on Sundby"), &["ANNA BERG".into()][..])
        );
        assert_eq!(reports[1].text, "Rain falls on Sundby\n\nSUNDBY - Rain fell on the port.");
        for report in reports {
            assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)));
        }
    }

    #[test]
    fn a_message_that_does_not_end_says_so() {
        let report = read(&ANPA[..ANPA.len() - 40], &Source::default()).remove(0).expect("a report");
        assert!(report.text.contains("Rain fell") && report.warnings[0].contains("cut short"));
        assert!(read(b"\x01A0042 rain", &Source::default())[0].is_err());
    }

    #[test]
    fn a_headline_may_be_set_and_signs_stand_behind_the_text() {
        let message = b"\x01wir0312 4 pl 92  wir 0312\r\n\r\n\x02Norland/Weather/\r\nRain falls on Sundby =\r\n\r\n   Sundby (wir) - Rain \
            fell\r\non the port.\r\n   ab cde fg\r\n\x03081509 Mar 31\r\n\x04";
        let report = read(message, &Source::default()).remove(0).expect("a report");
        assert_eq!(report.title.as_deref(), Some("Rain falls on Sundby"));
        assert!(report.text.ends_with("Sundby (wir) - Rain fell on the port."), "{}", report.text);
    }
}
