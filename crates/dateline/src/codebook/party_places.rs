//! Where does an entry look for a party: in which place by the word, on which path? The build script reads these too.

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

/// Where a party may stand, as entries write it: `subject`, `object.of`, `clause.subject`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) enum PartyPlace {
    /// Who says the quotation that the word stands in.
    Speaker,
    /// The first party in the governed clause that is not the actor's own.
    Clause,
    /// The same in a clause of purpose.
    Purpose,
    /// From the word, or from the clause that it governs, step by step.
    Path {
        /// Whether it begins at the clause.
        of_clause: bool,
        /// At least one.
        steps: Vec<Step>,
    },
}

/// A step from one word to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To who does it.
    Subject,
    /// To what it is done to.
    Object,
    /// To whom it is given or told.
    Dative,
    /// To a possessive: "*Moscow's* demand".
    Possessive,
    /// To a word before a noun: "*Russian* demand".
    Modifier,
    /// To who owns or does what a noun says.
    Owner,
    /// To the object if it is an actor, else to its owner.
    Responsible,
    /// To the subject of a verb of answering.
    Answerer,
    /// To what this preposition governs.
    Behind(String),
}

const SPEAKER: &str = "speaker";
const CLAUSE: &str = "clause";
const PURPOSE: &str = "purpose";

impl PartyPlace {
    /// Whether it is the subject of the word itself.
    pub(crate) fn is_subject(&self) -> bool {
        matches!(self, Self::Path { of_clause: false, steps } if *steps == [Step::Subject])
    }

    /// The prepositions on the way.
    pub(crate) fn prepositions(&self) -> impl Iterator<Item = &str> {
        let steps = if let Self::Path { steps, .. } = self { steps.as_slice() } else { &[] };
        steps.iter().filter_map(|step| if let Step::Behind(word) = step { Some(word.as_str()) } else { None })
    }

    /// Whether what stands there is a party even if nothing is known of it; behind a preposition much else may stand.
    pub(crate) fn is_direct(&self) -> bool {
        let Self::Path { steps, .. } = self else { return false };
        matches!(steps.last(), Some(Step::Subject | Step::Object | Step::Dative | Step::Responsible))
    }
}

impl Step {
    const NAMED: [(&'static str, Self); 8] = [
        ("subject", Self::Subject),
        ("object", Self::Object),
        ("dative", Self::Dative),
        ("possessive", Self::Possessive),
        ("modifier", Self::Modifier),
        ("owner", Self::Owner),
        ("responsible", Self::Responsible),
        ("answerer", Self::Answerer),
    ];

    fn of(name: &str) -> Option<Self> {
        let named = Self::NAMED.into_iter().find(|(known, _)| *known == name).map(|(_, step)| step);
        let is_preposition = || !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase());
        named.or_else(|| is_preposition().then(|| Self::Behind(name.to_owned())))
    }

    fn name(&self) -> &str {
        match self {
            Self::Behind(preposition) => preposition,
            other => Self::NAMED.iter().find(|(_, step)| step == other).map_or("", |(name, _)| name),
        }
    }
}

impl TryFrom<String> for PartyPlace {
    type Error = String;

    fn try_from(place: String) -> Result<Self, String> {
        let from_clause = place.strip_prefix(CLAUSE).and_then(|rest| rest.strip_prefix('.'));
        Ok(match place.as_str() {
            SPEAKER => Self::Speaker,
            CLAUSE => Self::Clause,
            PURPOSE => Self::Purpose,
            _ => {
                let steps: Option<Vec<Step>> = from_clause.unwrap_or(&place).split('.').map(Step::of).collect();
                let steps = steps.ok_or_else(|| format!("there is no place \"{place}\" for a party"))?;
                Self::Path { of_clause: from_clause.is_some(), steps }
            }
        })
    }
}

impl Display for PartyPlace {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Speaker => f.write_str(SPEAKER),
            Self::Clause => f.write_str(CLAUSE),
            Self::Purpose => f.write_str(PURPOSE),
            Self::Path { of_clause, steps } => {
                let start = of_clause.then_some(CLAUSE);
                let steps: Vec<&str> = start.into_iter().chain(steps.iter().map(Step::name)).collect();
                f.write_str(&steps.join("."))
            }
        }
    }
}

impl From<PartyPlace> for String {
    fn from(place: PartyPlace) -> Self {
        place.to_string()
    }
}

/// The kind of clause that a word must govern.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum GovernedClause {
    /// An infinitive.
    To,
    /// A finite clause.
    That,
    /// Either.
    Any,
}

impl GovernedClause {
    /// As the files write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::To => "to",
            Self::That => "that",
            Self::Any => "any",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PartyPlace, Step};

    #[test]
    fn places_are_written_as_they_were_read() {
        for name in ["speaker", "clause", "purpose", "subject", "object.of", "clause.subject", "into.responsible"] {
            let place = PartyPlace::try_from(name.to_owned()).expect("a place");
            assert_eq!(place.to_string(), name);
        }
        let behind = PartyPlace::try_from("clause.with".to_owned());
        assert_eq!(behind, Ok(PartyPlace::Path { of_clause: true, steps: vec![Step::Behind("with".to_owned())] }));
        assert!(PartyPlace::try_from("clause.".to_owned()).is_err() && PartyPlace::try_from("By".to_owned()).is_err());
    }
}
