//! Which words are units, currencies and counted things, and which role does a figure have?

use serde::{Deserialize, Serialize};

use super::{PhraseSet, WordMap, WordSet};

/// `en/units.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {
    /// First words of the names of countries in two: "Hong Kong dollars".
    pub(crate) first_of_two_words: WordSet,
    /// Words before a currency of the United States.
    pub(crate) american: WordSet,
    /// Currencies of several states, or their parts: as printed.
    pub(crate) currencies_of_many: WordSet,
    /// What is done with money, in its dictionary form.
    pub(crate) paid: WordSet,
    /// Per cent.
    pub(crate) percent: PhraseSet,
    /// Per cent behind "half a".
    pub(crate) one_percent: PhraseSet,
    /// Words between a number and its measure that belong to it: "square miles".
    pub(crate) before_measures: WordSet,
    /// Measures without a sign of their own: as printed.
    pub(crate) measures_as_printed: WordSet,
    /// Words between a number and a unit of time.
    pub(crate) before_times: WordSet,
    /// What counts nothing behind a number and a hyphen: "a two-way street".
    pub(crate) hyphenated_idioms: WordSet,
    /// What makes a factor of the number before it: "three times the rate".
    pub(crate) factors: WordSet,
    /// Things that are carried out by what kills people too: "executed two warrants".
    pub(crate) executed: WordSet,
    /// Words behind a number, before what became of those counted: "30 others wounded".
    pub(crate) others: WordSet,
    /// Words before what became of those counted.
    pub(crate) before_fates: WordSet,
    /// What becomes of its subject, in its dictionary form.
    pub(crate) suffered_by_subjects: WordSet,
    /// States behind a verb that tell what became of its subject.
    pub(crate) states: WordSet,
    /// Verbs that leave their object in such a state, in their dictionary form.
    pub(crate) leaves_in_state: WordSet,
    /// Nouns that count the dead.
    pub(crate) tolls: WordSet,
    /// Nouns that count them if the dead stand behind: "the number of deaths".
    pub(crate) number_nouns: WordSet,
    /// Nouns of amounts: what they count stands behind "of".
    pub(crate) amount_nouns: WordSet,
    /// Verbs between what is counted and its number, in their dictionary form.
    pub(crate) amounts_to: WordSet,
    /// Verbs whose object is what is counted, in their dictionary form: "bring the number to 29".
    pub(crate) moves_amount: WordSet,
    /// Verbs behind which "to" leads up to a total and "by" to a change, in their dictionary form.
    pub(crate) changes: WordSet,
    /// Further verbs behind which "by" leads to a change, in their dictionary form.
    pub(crate) outdoes: WordSet,
    /// Nouns and verbs behind which "to" leads up to a total, in their dictionary form.
    pub(crate) total_lemmas: WordSet,
    /// Words before "of" and a total.
    pub(crate) totals: WordSet,
    /// Words just before a total.
    pub(crate) before_totals: WordSet,
    /// Words just before a change.
    pub(crate) before_changes: WordSet,
    /// Signs and codes before an amount, and their ISO 4217 code.
    pub(crate) currency_signs: WordMap<Box<str>>,
    /// Names of currencies, and their ISO 4217 code.
    pub(crate) currencies: WordMap<Box<str>>,
    /// For a code, the codes by the word before the name: "Canadian dollars".
    pub(crate) currencies_elsewhere: WordMap<WordMap<Box<str>>>,
    /// Currencies whose name means something else where nothing tells whose they are.
    pub(crate) currencies_with_owner: WordMap<Box<str>>,
    /// Measures, and their sign.
    pub(crate) measures: WordMap<Box<str>>,
    /// Pounds.
    pub(crate) pounds: Pounds,
    /// What became of those counted.
    pub(crate) fates: Fates,
}

/// Pounds, which are money or a weight.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pounds {
    /// What they are called.
    pub(crate) names: WordSet,
    /// The unit of weight, as it is published.
    pub(crate) weight: Box<str>,
    /// The money's ISO 4217 code.
    pub(crate) currency: Box<str>,
    /// Words behind them that make them money.
    pub(crate) money_behind: WordSet,
}

/// Words that tell what became of those counted, in dictionary forms and others.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fates {
    /// They died.
    pub(crate) dead: WordSet,
    /// They were hurt.
    pub(crate) injured: WordSet,
    /// They are in custody.
    pub(crate) arrested: WordSet,
    /// They had to leave their homes.
    pub(crate) displaced: WordSet,
    /// Nobody knows where they are.
    pub(crate) missing: WordSet,
}
