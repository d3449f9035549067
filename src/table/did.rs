//! Who did what to whom, as tables: each act once, those that the report is about before the others; or each time it is told.

use dateline::record::{Event, Happening, Party, Size, When, WhenHow};

use super::Acts;
use super::answers::{Told, number};
use super::grid::{Column, Grid, numbers, terms, words};
use crate::shown::tame;

/// The columns that both tables have.
fn columns() -> Vec<Column<'static>> {
    vec![
        numbers("no."),
        terms("event"),
        terms("who → whom"),
        terms("aux"),
        terms("when"),
        words("where"),
        words("how many"),
        words("claimed by"),
        words("trigger"),
    ]
}

impl Told<'_> {
    pub(super) fn did(self, acts: Acts) -> [Grid<'static>; 2] {
        match acts {
            Acts::Once => [self.happenings("Did", true), self.happenings("Did, besides", false)],
            Acts::EachTime => [self.mentions(), Grid::new("Did, besides", columns())],
        }
    }

    fn mentions(self) -> Grid<'static> {
        let mut grid = Grid::new("Did", columns());
        for event in &self.record.events {
            grid.row([
                event.id.trim_start_matches('e').to_owned(),
                kind(event.event.name(), &event.mode),
                self.parties(&event.actor, &event.recipient),
                event.aux.iter().map(|aux| aux.name()).collect::<Vec<_>>().join(" "),
                event.when.as_ref().map(moment).unwrap_or_default(),
                event.place.as_ref().map(|place| tame(place.name.chars())).unwrap_or_default(),
                event.size.as_ref().map(size).unwrap_or_default(),
                self.claimed_by(event.said_in.as_deref()),
                self.words(event.trigger.span),
            ]);
        }
        grid
    }

    fn happenings(self, title: &'static str, central: bool) -> Grid<'static> {
        let mut grid = Grid::new(title, columns());
        for happening in self.record.happenings.iter().filter(|happening| happening.central == central) {
            let told: Vec<&Event> =
                self.record.events.iter().filter(|event| happening.mentions.contains(&event.id)).collect();
            let mut triggers: Vec<String> = Vec::new();
            for trigger in told.iter().map(|event| self.words(event.trigger.span)) {
                triggers.extend((!triggers.contains(&trigger)).then_some(trigger));
            }
            grid.row([
                happening.id.trim_start_matches('h').to_owned(),
                kind(happening.event.name(), &happening.mode),
                self.parties(&happening.actor, &happening.recipient),
                happening.aux.iter().map(|aux| aux.name()).collect::<Vec<_>>().join(" "),
                happening.when.as_ref().map(moment).unwrap_or_default(),
                happening.place.as_ref().map(|place| tame(place.name.chars())).unwrap_or_default(),
                happening.size.as_ref().map(size).unwrap_or_default(),
                self.claim(happening, &told),
                triggers.join(", "),
            ]);
        }
        grid
    }

    /// Who says so, if nothing but claims tells it.
    fn claim(self, happening: &Happening, told: &[&Event]) -> String {
        let known = self.record.actors.iter().find(|actor| Some(&actor.id) == happening.claimed_by.as_ref());
        match (known, told.iter().find(|event| event.said_in.is_none()).or(told.first())) {
            (Some(actor), _) => tame(actor.name.chars()),
            (None, Some(event)) => self.claimed_by(event.said_in.as_deref()),
            (None, None) => String::new(),
        }
    }

    /// Those who did it, and to whom, by their codes, else by name.
    pub(super) fn parties(self, actor: &[Party], recipient: &[Party]) -> String {
        let label = |party: &Party| {
            let known = || self.actor(party.actor.as_deref()).map(|actor| tame(actor.name.chars()));
            party.code.clone().or_else(known).unwrap_or_else(|| self.words(party.span))
        };
        let list = |parties: &[Party]| parties.iter().map(label).collect::<Vec<_>>().join(", ");
        match (list(actor), list(recipient)) {
            (actors, recipients) if recipients.is_empty() => actors,
            (actors, recipients) => format!("{actors} → {recipients}").trim_start().to_owned(),
        }
    }
}

fn kind(event: &str, modes: &[String]) -> String {
    std::iter::once(event).chain(modes.iter().map(String::as_str)).collect::<Vec<_>>().join(".")
}

/// In brackets where no word of the report says it.
fn moment(when: &When) -> String {
    if when.how == WhenHow::Assumed { format!("({})", when.value) } else { when.value.clone() }
}

fn size(size: &Size) -> String {
    let counts = [(size.dead, "dead"), (size.injured, "injured"), (size.arrested, "arrested")];
    let counts = counts.into_iter().filter_map(|(count, what)| Some(format!("{} {what}", number(count?))));
    counts.collect::<Vec<_>>().join(", ")
}
