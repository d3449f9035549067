//! Which words frame a report: credits, bylines, datelines, headings?

use serde::{Deserialize, Serialize};

use super::WordSet;

/// `en/page.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// News agencies, as credits print them.
    pub(crate) agencies: WordSet,
    /// What may stand before an agency's name within brackets: "(with AFP)".
    pub(crate) before_agencies: Vec<Box<str>>,
    /// How bylines begin.
    pub(crate) byline_openers: Vec<Box<str>>,
    /// What joins two names of a byline.
    pub(crate) name_joiner: Box<str>,
    /// Small words within names.
    pub(crate) name_particles: Vec<Box<str>>,
    /// How credits of editors, agencies and sources begin.
    pub(crate) credit_openers: Vec<Box<str>>,
    /// How copyright notices begin, as regular expressions.
    pub(crate) copyright_openers: Vec<Box<str>>,
    /// How links to other pages begin, as regular expressions.
    pub(crate) link_openers: Vec<Box<str>>,
    /// How advertisements begin, as regular expressions.
    pub(crate) advertisement_openers: Vec<Box<str>>,
    /// How captions of pictures begin, as regular expressions.
    pub(crate) caption_openers: Vec<Box<str>>,
    /// What may stand before the day on a line of its own.
    pub(crate) before_published_day: Vec<Box<str>>,
    /// What stands in capitals before a dash or a colon as a place does, and is none.
    pub(crate) labels: WordSet,
    /// The days of the week, as such a line spells them.
    pub(crate) weekdays: Vec<Box<str>>,
    /// The months in order.
    pub(crate) months: Vec<Box<str>>,
}

impl Page {
    /// The number of a month, from its name or the first three letters of it.
    pub(crate) fn month(&self, name: &str) -> Option<i8> {
        let start = name.get(..SHORT)?;
        self.short_months().position(|short| short.eq_ignore_ascii_case(start)).map(|i| i as i8 + 1)
    }

    /// The number of a month by its name, in full or cut short to three letters or more.
    pub(crate) fn month_named(&self, name: &str) -> Option<i8> {
        let named = |month: &str| month.len() >= name.len() && month[..name.len()].eq_ignore_ascii_case(name);
        let known = name.len() >= SHORT && name.is_ascii();
        self.months.iter().position(|month| known && named(month)).map(|i| i as i8 + 1)
    }

    /// Whether it is a day of the week, in full or cut short to three letters or more.
    pub(crate) fn is_weekday(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.');
        let named = |day: &str| day.len() >= name.len() && day[..name.len()].eq_ignore_ascii_case(name);
        name.len() >= SHORT && name.is_ascii() && self.weekdays.iter().any(|day| named(day))
    }

    /// How months are written at their shortest.
    pub(crate) fn short_months(&self) -> impl Iterator<Item = &str> {
        self.months.iter().filter_map(|month| month.get(..SHORT))
    }
}

/// How many letters of a month's name tell which it is.
const SHORT: usize = 3;
