//! Stories for people: each with its reports, why they are together, and what they tell.

use std::fmt::Write;

use anstyle::{Effects, Style};
use dateline_archive::stories::{Difference, MergedEvent, Origin, Stories, Story, Version};
use jiff::civil::Date;

/// Merged events that are shown of a story; `--format events` has all.
const SHOWN: usize = 5;

/// All stories of several reports, then what is left.
pub(super) fn listing(found: &Stories, width: usize) -> String {
    let mut page = Page { out: String::new(), width };
    let (told, alone): (Vec<Story>, Vec<Story>) = found.iter().partition(|story| story.reports > 1);
    let counts = [
        count(found.reports().count(), "report"),
        count(found.origins(), "independent origin"),
        count(found.len(), "story"),
    ];
    page.line(0, &counts.join(", "));
    told.iter().for_each(|story| page.story(story));
    if !alone.is_empty() {
        page.heading(&format!("{} told by one report", count(alone.len(), "story")));
        for story in &alone {
            page.line(2, &format!("{}  {}", story.origins[0].report, story.headline));
        }
    }
    page.out
}

struct Page {
    out: String,
    width: usize,
}

impl Page {
    fn heading(&mut self, text: &str) {
        let _ = writeln!(self.out, "\n{0}{1}{0:#}", Style::new().bold(), tame(text));
    }

    /// A paragraph that goes on under its own beginning.
    fn line(&mut self, indent: usize, text: &str) {
        let (first, rest) = (" ".repeat(indent), " ".repeat(indent + 4));
        let options = textwrap::Options::new(self.width).initial_indent(&first).subsequent_indent(&rest);
        self.out += &textwrap::fill(&tame(text), options);
        self.out.push('\n');
    }

    fn dim(&mut self, indent: usize, text: &str) {
        let start = self.out.len();
        self.line(indent, text);
        let line = self.out.split_off(start);
        let dim = Style::new() | Effects::DIMMED;
        let _ = write!(self.out, "{dim}{line}{dim:#}");
    }

    fn story(&mut self, story: &Story) {
        self.heading(&format!("{}. {}", story.story, story.headline));
        let counts = [count(story.reports, "report"), count(story.origins.len(), "independent origin")];
        self.line(2, &[&counts[..], &[between(story.published)]].concat().join(", "));
        story.origins.iter().for_each(|origin| self.origin(origin));
        story.events.iter().take(SHOWN).for_each(|event| self.event(event));
        if let Some(more) = story.events.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            self.dim(2, &format!("… and {}", count(more, "event")));
        }
    }

    fn origin(&mut self, origin: &Origin) {
        let credit = origin.agency.as_ref().map(|agency| format!("credits {agency}"));
        let how = match origin.how {
            "credit" => Some("origin: earliest with that credit"),
            "date" => Some("origin: earliest"),
            "text" => Some("origin: fullest text"),
            _ => None,
        };
        let parts = [credit, how.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>().join("; ");
        let from = source(&origin.report, origin.publisher.as_deref(), origin.published, origin.title.as_deref());
        self.line(2, &if parts.is_empty() { from } else { format!("{from} ({parts})") });
        for copy in &origin.members {
            let from = source(&copy.report, copy.publisher.as_deref(), copy.published, copy.title.as_deref());
            self.line(6, &format!("{from}: {}", per_cent(copy.taken)));
            self.dim(8, &copy.reason);
        }
        if !origin.shares.is_empty() {
            self.dim(4, &format!("with the others: {}", origin.shares.join(", ")));
        }
    }

    fn event(&mut self, event: &MergedEvent) {
        let kind = [vec![event.event.clone()], event.mode.clone()].concat().join(".");
        let aux = if event.aux.is_empty() { String::new() } else { format!(" ({})", event.aux.join(", ")) };
        let parties = [event.actor.join(", "), event.recipient.join(", ")];
        let parties = parties.iter().filter(|side| !side.is_empty()).cloned().collect::<Vec<_>>().join(" → ");
        let place = event.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        let counts = format!("{}, {}", count(event.reports, "report"), count(event.independent, "independent origin"));
        self.line(2, &format!("{kind}{aux}: {parties}{place}, {}: {counts}", between(event.days)));
        if event.told.len() > 1 {
            self.dim(4, &format!("one event: same {}", event.agree.join(", ")));
        }
        event.differences.iter().for_each(|difference| self.difference(difference));
        for claim in &event.claims {
            self.line(4, &format!("claimed by {}: {}", claim.speaker, claim.reports.join(", ")));
        }
    }

    fn difference(&mut self, difference: &Difference) {
        let value = |value: &Version| {
            let by =
                if value.said_by.is_empty() { String::new() } else { format!(", says {}", value.said_by.join(", ")) };
            format!("{} ({}{by})", value.value, value.reports.join(", "))
        };
        let values = difference.values.iter().map(value).collect::<Vec<_>>().join("; ");
        self.line(4, &format!("{}: {values}", difference.what));
    }
}

fn source(report: &str, publisher: Option<&str>, published: Option<Date>, title: Option<&str>) -> String {
    let published = published.map(|day| day.to_string());
    let parts = [Some(report), publisher, published.as_deref(), title];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn per_cent(share: f64) -> String {
    format!("{:.0} % of its words are taken over", share * 100.0)
}

fn between(days: Option<[Date; 2]>) -> String {
    match days {
        None => "no date".to_owned(),
        Some([first, last]) if first == last => first.to_string(),
        Some([first, last]) => format!("{first} to {last}"),
    }
}

/// A number of things, in words that suit it.
fn count(number: usize, thing: &str) -> String {
    match (number, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {thing}s"),
    }
}

/// Without control characters, which a terminal would obey.
fn tame(text: &str) -> String {
    crate::shown::tame(text.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_suit_their_words() {
        assert_eq!(count(1, "story"), "1 story");
        assert_eq!(count(3, "story"), "3 stories");
        assert_eq!(count(2, "report"), "2 reports");
    }
}
