//! Do the words before a day say that it lies ahead? `until Friday`, `a strike for Monday`, `as soon as Tuesday`.

use dateline_language::{Relation, Token};

use super::Grammar;

impl Grammar<'_> {
    /// Whether a time that begins at a word is a limit: "until Friday".
    pub(crate) fn is_limit(&self, start: usize) -> bool {
        matches!(self.words.before(start), "until" | "till" | "by") || self.words.is(start, &["until", "by"])
    }

    /// Whether the clause of a time is one that something else comes before: "until the season ends in May". `root` is the
    /// time's head.
    pub(crate) fn is_bound(root: Token<'_>) -> bool {
        let verb = root.ancestors().find(|above| above.tag().is_verb());
        let opens =
            |word: Token<'_>| word.dep() == Relation::Mark && matches!(word.lower(), "before" | "until" | "till");
        verb.is_some_and(|verb| verb.children().any(opens))
    }

    /// Whether something is fixed for a day: "called a strike for Monday", "may be freed as soon as Friday". `root` is the
    /// day's head.
    pub(crate) fn is_fixed(&self, start: usize, root: Option<Token<'_>>) -> bool {
        let words = self.words;
        // "for Friday", not "for Friday's vote".
        let is_object = root.is_some_and(|token| token.dep() == Relation::Pobj);
        words.before(start) == "for" && is_object
            || words.before(start) == "as" && words.is(start.wrapping_sub(2), &["soon", "early"])
    }
}
