//! Which words are numbers, compare them, or tell that a number counts nothing?

use serde::{Deserialize, Serialize};

use super::{PhraseSet, WordMap, WordSet};

/// `en/numbers.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    /// Words that a quantity may begin with, digits and number words apart.
    pub(crate) openings: WordSet,
    /// A hundred.
    pub(crate) hundred: WordSet,
    /// A half.
    pub(crate) half: WordSet,
    /// A quarter, as in "a quarter of a million".
    pub(crate) quarter: WordSet,
    /// Endings behind digits that make an ordinal.
    pub(crate) ordinal_endings: WordSet,
    /// Words of approximate plenty before a hundred, a thousand and so on that need an article.
    pub(crate) vague_with_article: WordSet,
    /// Plurals that are numbers only before some words: scores are goals too.
    pub(crate) ambiguous_plurals: WordSet,
    /// Words behind which such a plural is a number.
    pub(crate) behind_ambiguous_plurals: WordSet,
    /// Words before "over" behind which a length of time is exceeded, not gone through.
    pub(crate) before_exceeded_times: WordSet,
    /// What the first of two numbers makes a share of the second: "out of", "of every".
    pub(crate) out_of: PhraseSet,
    /// Numbers that a number before "of" and a plural is a share of: "eight of 10".
    pub(crate) usual_wholes: WordSet,
    /// Which half it is, so that it is no share: "the second half".
    pub(crate) before_other_halves: WordSet,
    /// Words that point to the whole of a half without "of": "half the fleet".
    pub(crate) pointers_to_wholes: WordSet,
    /// Wholes that a part of is no share: "half the time".
    pub(crate) no_wholes: WordSet,
    /// Words whose number only tells which one: "Article 5".
    pub(crate) numbered: WordSet,
    /// Those that do so before a plural too: "grade 7 students".
    pub(crate) always_numbered: WordSet,
    /// Number signs in words.
    pub(crate) number_signs: WordSet,
    /// The sign that tells which one, without its full stop.
    pub(crate) number_sign_before_stop: WordSet,
    /// Nouns that "one" makes no number with.
    pub(crate) no_number_with_one: WordSet,
    /// Words before "one" with which it is a pronoun.
    pub(crate) before_pronoun_one: WordSet,
    /// What an address ends with.
    pub(crate) roads: WordSet,
    /// Units that are no figures: parts of addresses, factors, times of the day.
    pub(crate) no_units: WordSet,
    /// Words behind the telephone number of an emergency.
    pub(crate) emergency_calls: WordSet,
    /// Words behind a mark that explain it: "5 means very good".
    pub(crate) explains_marks: WordSet,
    /// Words before an age.
    pub(crate) before_ages: WordSet,
    /// Words that lie a few words before an age, before "to" or "from".
    pub(crate) age: WordSet,
    /// Words behind an age, with or without a hyphen.
    pub(crate) behind_ages: WordSet,
    /// Words behind an age and "or" or "and".
    pub(crate) open_ages: WordSet,
    /// Words before the limit of an age or a number.
    pub(crate) limits: WordSet,
    /// People whom an age parts from others: "voters under 30".
    pub(crate) of_some_age: WordSet,
    /// Verbs between a person and an age.
    pub(crate) has_age: WordSet,
    /// A preposition, capitalized, that opens a sentence with an age.
    pub(crate) opens_with_age: WordSet,
    /// Words before a small number that stands for things told before.
    pub(crate) before_pronoun_numbers: WordSet,
    /// Words behind a number that is a subject.
    pub(crate) behind_subject_numbers: WordSet,
    /// Words before a number that it is compared with.
    pub(crate) before_compared_numbers: WordSet,
    /// Prepositions that give the number to compare with.
    pub(crate) compares_from: WordSet,
    /// Words before "with" and a number to compare with.
    pub(crate) compared: WordSet,
    /// Number words below twenty.
    pub(crate) below_twenty: WordMap<f64>,
    /// Tens in words.
    pub(crate) tens: WordMap<f64>,
    /// Words that multiply the number before them.
    pub(crate) multipliers: WordMap<f64>,
    /// What stands behind digits without a space and multiplies them.
    pub(crate) glued_multipliers: WordMap<f64>,
    /// Ordinals and their place.
    pub(crate) ordinals: WordMap<u32>,
    /// Parts and how many make a whole, in the singular.
    pub(crate) parts: WordMap<f64>,
    /// Those in the plural.
    pub(crate) many_parts: WordMap<f64>,
    /// Plurals of numbers, and how many they are at least.
    pub(crate) vague_plurals: WordMap<f64>,
    /// What multiplies such a plural behind "of": "tens of thousands".
    pub(crate) vague_multiples: WordMap<f64>,
    /// Words before a hundred, a thousand and so on, and how many of them they are at least.
    pub(crate) vague_factors: WordMap<f64>,
    /// Letters that may be multipliers or units.
    pub(crate) letters: ScaleLetters,
    /// Phrases before a number that compare it.
    pub(crate) comparators: Comparators,
    /// Phrases behind a number that compare it.
    pub(crate) tails: Comparators,
    /// Words behind a number and a hyphen that compare it.
    pub(crate) hyphenated_tails: Comparators,
}

/// Letters that may be multipliers or units.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScaleLetters {
    /// Thousands.
    pub(crate) thousands: WordSet,
    /// Millions, or metres.
    pub(crate) millions: WordSet,
    /// Billions.
    pub(crate) billions: WordSet,
}

/// Phrases by what they say of a number.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Comparators {
    /// The number or more.
    pub(crate) at_least: PhraseSet,
    /// The number or less.
    pub(crate) at_most: PhraseSet,
    /// More than the number.
    pub(crate) more: PhraseSet,
    /// Less than the number.
    pub(crate) less: PhraseSet,
    /// About the number.
    pub(crate) about: PhraseSet,
}

impl Comparators {
    /// The number or more, or less; more than it, less than it; about it.
    pub(crate) fn lists(&self) -> [&PhraseSet; 5] {
        [&self.at_least, &self.at_most, &self.more, &self.less, &self.about]
    }
}
