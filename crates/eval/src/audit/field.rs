//! What is judged of a happening, and how?

use serde::{Deserialize, Serialize};

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// That an act of this kind is told there.
    Event,
    /// Of which mode it is.
    Mode,
    /// Who did it.
    Actor,
    /// To whom.
    Recipient,
    /// Whether it happened, and who says so.
    Standing,
    /// When.
    When,
    /// Where.
    Where,
    /// How many it killed, injured, arrested.
    HowMany,
    /// That a sentence tells no act, of which the program has none.
    NoAct,
}

impl Field {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 9] = [
        Self::Event,
        Self::Mode,
        Self::Actor,
        Self::Recipient,
        Self::Standing,
        Self::When,
        Self::Where,
        Self::HowMany,
        Self::NoAct,
    ];

    /// As files and addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Mode => "mode",
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Standing => "standing",
            Self::When => "when",
            Self::Where => "where",
            Self::HowMany => "how_many",
            Self::NoAct => "no_act",
        }
    }

    /// The one that files and addresses have so.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Event => "What",
            Self::Mode => "Mode",
            Self::Actor => "Who",
            Self::Recipient => "To whom",
            Self::Standing => "Stated as",
            Self::When => "When",
            Self::Where => "Where",
            Self::HowMany => "How many",
            Self::NoAct => "No act",
        }
    }
}

/// What a coder says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The text says so.
    Right,
    /// It says otherwise.
    Wrong,
    /// It does not say enough.
    CannotTell,
}

impl Verdict {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::CannotTell];

    /// As files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::CannotTell => "cannot_tell",
        }
    }

    /// The one that files have so.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::CannotTell => "cannot tell",
        }
    }
}

/// What a coder says instead of one of the sixteen events, where no act is told.
pub const NONE: &str = "none";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        assert!(Field::ALL.into_iter().all(|field| Field::of(field.name()) == Some(field)));
        assert!(Verdict::ALL.into_iter().all(|verdict| Verdict::of(verdict.name()) == Some(verdict)));
        assert_eq!((Field::of("who"), Verdict::of("")), (None, None));
    }
}
