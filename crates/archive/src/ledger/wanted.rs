//! Which entries are asked for?

use jiff::civil::Date;

use super::entry::{Entry, Kind};
use super::party::Somebody;

/// What entries are asked for; what is not given may be anything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only those of which nothing has become yet, and that were not set aside by hand.
    pub open: bool,
    /// Only those that were not set aside by hand.
    pub standing: bool,
    /// What was said.
    pub kind: Option<Kind>,
    /// By or to whom: a country's code, or words of the name.
    pub actor: Option<String>,
    /// Told on this day or later.
    pub since: Option<Date>,
    /// Told on this day or before.
    pub until: Option<Date>,
}

impl Wanted {
    /// Whether an entry is one of them.
    pub fn has(&self, entry: &Entry) -> bool {
        let is_theirs = |name: &str| {
            let name = name.to_lowercase();
            let is_it = |party: &Somebody| {
                let is_country = party.country.as_ref().is_some_and(|country| country.to_lowercase() == name);
                is_country || party.name.to_lowercase().contains(&name)
            };
            entry.who.iter().chain(&entry.to).any(is_it)
        };
        let [first, last] = entry.days.map_or([None, None], |days| days.map(Some));
        (!self.open || entry.is_open())
            && (!self.standing || !entry.rejected)
            && self.kind.is_none_or(|kind| kind == entry.kind)
            && self.actor.as_deref().is_none_or(is_theirs)
            && self.since.is_none_or(|since| last.is_some_and(|last| last >= since))
            && self.until.is_none_or(|until| first.is_some_and(|first| first <= until))
    }
}
