//! How much does each kind of evidence weigh, and how much what is near?
//!
//! The numbers were chosen by hand; a fit to coded reports (likelihood of the country that the readers gave a party, by
//! coordinate descent) hardly moved them; [docs/setting.md](../../../../docs/setting.md) has the figures.

/// How a country is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// By the place that the text opens with.
    Dateline,
    /// By a place that is no country: "in Lyon".
    Place,
    /// By its name: "in France".
    Country,
    /// By a place that stands for those who act there: "Paris said".
    Actor,
    /// By a place in another name: "the Lyon Opera".
    NamePart,
    /// By its adjective or people: "French", "the French".
    Adjective,
    /// By somebody who holds or held office there.
    Official,
    /// By a body that is at home there.
    Body,
    /// By a word for an institution that it alone has, or few others: "sheriff".
    Institution,
}

impl Kind {
    pub(super) fn weight(self) -> f64 {
        match self {
            Self::Dateline => 2.0,
            Self::Place => 0.8,
            Self::Country => 0.5,
            Self::Actor => 0.75,
            Self::NamePart => 0.65,
            Self::Adjective => 0.75,
            Self::Official => 0.55,
            Self::Body => 0.85,
            Self::Institution => 0.8,
        }
    }
}

/// By how much more what the headline and the first paragraph tell counts for the whole article.
pub(super) const FIRST: f64 = 2.0;
/// What the publisher's home counts for the whole article.
pub(super) const HOME: f64 = 2.0;
/// What a country in a headline counts that came apart from the text.
pub(super) const TITLE: f64 = 1.5;
/// How much of a paragraph's weight is left at the next one.
pub(super) const FADING: f64 = 0.7;
/// How much must be told in a section so far, a paragraph, a sentence, to count as much as all that stands around it.
pub(super) const SECTION: f64 = 10.0;
pub(super) const PARAGRAPH: f64 = 10.0;
pub(super) const SENTENCE: f64 = 10.0;
