//! Other news: sport, markets, weather, fiction and history tell of attacks and defeats that are no political events.

use crate::desk::Time;
use std::collections::BTreeSet;
use std::ops::Range;

use dateline_language::{Relation, Span, Token};

use crate::desk::Desk;

/// Share of an article's sentences about one other beat from which all of it is.
const MOST: f64 = 0.4;
/// Acts of years before this are history, not news.
const HISTORY: i16 = 1946;

/// The sentences whose events are no news of politics, by number; all of them where most are.
pub(super) fn other_sentences(desk: &Desk<'_>) -> Vec<bool> {
    let mut other: Vec<bool> = desk.doc.sentences().map(|sentence| is_other(desk, sentence)).collect();
    let told = other.iter().filter(|other| **other).count() as f64;
    if other.len() > 2 && told >= MOST * other.len() as f64 {
        other.fill(true);
    }
    for time in old_times(desk).filter(|time| tells_when(desk, time)) {
        other[desk.doc.token(time.tokens.start).sentence_number()] = true;
    }
    other
}

/// The words of relative and reduced clauses that tell of years long past: "which signed a treaty in 1905".
pub(super) fn old_clauses(desk: &Desk<'_>) -> Vec<Range<usize>> {
    let is_clause = |above: &Token<'_>| matches!(above.dep(), Relation::Relcl | Relation::Acl);
    let clause = |time: &Time| {
        let root = desk.doc.span(time.tokens.start, time.tokens.end).root()?;
        let verb = root.ancestors().find(is_clause)?;
        Some(verb.left_edge().i()..verb.right_edge().i() + 1)
    };
    old_times(desk).filter_map(clause).collect()
}

fn old_times<'a>(desk: &'a Desk<'_>) -> impl Iterator<Item = &'a Time> {
    desk.times.iter().filter(|time| time.is_date() && time.year.is_some_and(|year| year < HISTORY))
}

/// Whether a time tells when the sentence's acts were, not how old a thing is ("an 18th century map", "skulls that date back to
/// 890") or how many there are ("a further 1553 refugees").
fn tells_when(desk: &Desk<'_>, time: &Time) -> bool {
    let Some(root) = desk.doc.span(time.tokens.start, time.tokens.end).root() else { return true };
    let of_thing = |token: Token<'_>| {
        matches!(
            token.dep(),
            Relation::Nummod
                | Relation::Amod
                | Relation::Compound
                | Relation::Nmod
                | Relation::Relcl
                | Relation::Acl
                | Relation::Appos
        )
    };
    !std::iter::once(root).chain(root.ancestors()).any(of_thing)
}

/// Whether one beat's words tell that the sentence belongs to it.
fn is_other(desk: &Desk<'_>, sentence: Span<'_>) -> bool {
    let words: BTreeSet<String> = words(sentence).collect();
    desk.codebook.beats.iter().any(|beat| {
        let together = words.iter().filter(|word| beat.together.holds(word)).count();
        together >= 3 || words.iter().any(|word| beat.alone.holds(word)) && together >= 1
    })
}

/// The dictionary forms of a sentence's words, and of pairs of them.
fn words<'d>(sentence: Span<'d>) -> impl Iterator<Item = String> + use<'d> {
    let lower = |token: Token<'d>| token.lemma().to_lowercase();
    let pairs = sentence.tokens().zip(sentence.tokens().skip(1));
    let pairs = pairs.map(move |(first, second)| format!("{} {}", lower(first), lower(second)));
    sentence.tokens().map(lower).chain(pairs)
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::parses;
    use crate::report::Report;

    #[test]
    fn sport_markets_weather_and_history_hold_no_political_events() {
        let mut reader = parses::reader(Codebook::built_in().rules_only());
        let texts = [
            "France beat Germany in the final on Sunday. The German striker attacked the ball, but the goalkeeper held it.",
            "Shares of Norwegian banks were hit on Monday. Investors attacked the bond, and prices fell for a third quarter.",
            "A storm hit Sweden on Tuesday and killed four people. Rain attacked the roofs of Norway.",
            "In 1805 French troops attacked the Austrian army near the Danube.",
        ];
        for text in texts {
            let events = reader.read(&Report::new(text)).events;
            assert!(events.is_empty(), "{text}: {:?}", events.iter().map(|event| &event.rule).collect::<Vec<_>>());
        }
        let riot = "French troops attacked the Malian army near the river on Monday.";
        assert_eq!(reader.read(&Report::new(riot)).events.len(), 1);
    }
}
