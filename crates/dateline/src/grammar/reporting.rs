//! Which function words open what is said, tie it to its cue, and stand for who says it?

use dateline_language::Token;

/// Whether a word opens a statement: "said that".
pub(crate) fn opens_statement(word: &str) -> bool {
    word == "that"
}

/// Whether a word opens a question that yes or no answers: "asked whether".
pub(crate) fn opens_yes_no_question(word: &str) -> bool {
    matches!(word, "whether" | "if")
}

/// Whether a word opens a question in a sentence: "asked how".
pub(crate) fn opens_question(word: &str) -> bool {
    opens_yes_no_question(word) || word == "how"
}

/// Whether a word opens a condition, or a question behind some verbs: "inquired if".
pub(crate) fn opens_condition(word: &str) -> bool {
    word == "if"
}

/// Whether a preposition ties a charge or a topic to its cue: "accused of", "spoke about".
pub(crate) fn ties_topic(word: &str) -> bool {
    matches!(word, "of" | "over" | "for" | "about")
}

/// Whether a preposition ties what is asked for to its cue: "called for".
pub(crate) fn ties_purpose(word: &str) -> bool {
    word == "for"
}

/// Whether a word ties to a thing what it is said to be, or to a phrase how something is put: "described it as".
pub(crate) fn ties_description(word: &str) -> bool {
    word == "as"
}

/// Whether a preposition tells at which occasion: "in an interview".
pub(crate) fn ties_occasion(word: &str) -> bool {
    matches!(word, "in" | "during" | "at")
}

/// Whether a preposition ties a noun of saying to a verb whose subject says it: "pointed to reports that".
pub(crate) fn ties_claim(word: &str) -> bool {
    matches!(word, "to" | "on" | "with" | "in")
}

/// Prepositions before whom something is said to.
pub(crate) const BEFORE_HEARER: [&str; 1] = ["to"];

/// Whether a word may stand between a cue and speech in quotation marks: "said that", "described as".
pub(crate) fn introduces_speech(word: &str) -> bool {
    opens_statement(word) || ties_description(word)
}

/// Whether a word holds the place of the object in a fixed phrase: "made it clear".
pub(crate) fn holds_object_place(word: &str) -> bool {
    word == "it"
}

/// A word of a phrase without the possessive mark before it, which is a word by itself in a text.
pub(crate) fn without_possessive(word: &str) -> &str {
    word.trim_start_matches("'s")
}

/// Whether an apostrophe behind a letter can make a plural possessive: "the envoys’ concerns".
pub(crate) fn ends_plural(letter: char) -> bool {
    letter == 's'
}

/// Whether a verb says what its subject is: "her claim is that".
pub(crate) fn is_copula(verb: Token<'_>) -> bool {
    verb.lemma() == "be"
}

/// Whom or what a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// Who speaks.
    I,
    /// Who speaks, and others.
    We,
    /// Who is spoken to.
    You,
    /// A man or a woman.
    He,
    /// Several.
    They,
    /// A thing.
    It,
    /// The person of a relative clause or a question.
    Who,
    /// The thing of a relative clause or a question.
    Which,
    /// What is pointed at.
    This,
}

impl Pronoun {
    /// Of a word in lower case that stands before a noun or for it.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "i" | "me" | "my" => Self::I,
            "we" | "us" | "our" => Self::We,
            "you" | "your" => Self::You,
            "he" | "she" | "him" | "her" | "his" => Self::He,
            "they" | "them" | "their" => Self::They,
            "it" | "its" => Self::It,
            "who" | "whom" => Self::Who,
            "which" | "that" => Self::Which,
            "this" | "these" | "those" => Self::This,
            _ => return None,
        })
    }

    /// The same with the forms that own or point back: "mine", "ourselves".
    pub(crate) fn of_any_form(word: &str) -> Option<Self> {
        match word {
            "mine" | "myself" => Some(Self::I),
            "ours" | "ourselves" => Some(Self::We),
            "hers" => Some(Self::He),
            other => Self::of(other),
        }
    }
}
