//! Which events does a class of the weights stand for?

use crate::record::EventType;

/// The class of CONCEDE and RETREAT, which the training data does not tell apart.
const YIELD: &str = "YIELD";

/// What the weights tell apart: an event, or two.
#[derive(Clone, Copy, Debug)]
pub(in crate::did) struct Class {
    /// The event, of two the more frequent: what is given up in deed.
    pub(in crate::did) likely: EventType,
    /// The other of two.
    other: Option<EventType>,
}

impl Class {
    /// The class that the weights know under a name; verbal conflict, which news tells most, if they know it and nobody else.
    pub(super) fn of(name: &str) -> Self {
        if name == YIELD {
            return Self { likely: EventType::Retreat, other: Some(EventType::Concede) };
        }
        Self { likely: EventType::of(name).unwrap_or(EventType::Accuse), other: None }
    }

    /// Whether an event is of the class.
    pub(in crate::did) fn holds(self, event: EventType) -> bool {
        self.likely == event || self.other == Some(event)
    }
}
