//! What is left of the codebook without the entries that given phrases name? So the coding of phrases can be measured on
//! some that nobody wrote entries for.

use rustc_hash::FxHashSet;

use super::{Codebook, straight};
use crate::gazetteer::fold;
use crate::grammar::articles;
use crate::grammar::nominal::{singular_or_same, without_possessive_mark};

/// The most words that the name of an entry has.
const LONGEST: usize = 10;

impl Codebook {
    /// The same without the people, bodies, roles and common nouns whose names occur in the phrases, but in none of the
    /// others; countries stay, as do lists of words. A family name counts where it is the whole phrase.
    #[must_use]
    pub fn without_names_in(mut self, phrases: &[String], others: &[String]) -> Self {
        let elsewhere: FxHashSet<String> = others.iter().flat_map(|phrase| runs(phrase)).collect();
        let own = |name: &String| !elsewhere.contains(name);
        let runs: FxHashSet<String> = phrases.iter().flat_map(|phrase| runs(phrase)).filter(own).collect();
        let whole: FxHashSet<String> = phrases.iter().map(|phrase| key(phrase)).filter(own).collect();
        let named = |name: &str| runs.contains(&key(name));
        self.people.retain(|person| !person.all_names().any(named) && !whole.contains(&key(person.family_name())));
        self.organizations.retain(|body| !body.all_names().any(named));
        self.roles.iter_mut().for_each(|role| role.words.retain(|words| !named(words)));
        self.nouns.retain(|noun, _| !named(noun));
        self.names.clear();
        self.longest.clear();
        self.families.clear();
        self.given.clear();
        self.role_words.clear();
        self.index();
        self
    }
}

/// A name as it is compared: without article, accents and capitals, its last word in the singular.
fn key(name: &str) -> String {
    let folded = fold(&straight(articles::without_any_definite(name)));
    match folded.rsplit_once(' ') {
        Some((before, last)) => format!("{before} {}", singular_or_same(last)),
        None => singular_or_same(&folded),
    }
}

/// All that might be a name in a phrase, as it is compared.
fn runs(phrase: &str) -> Vec<String> {
    let phrase = straight(phrase);
    let marks = |c: char| !c.is_alphanumeric() && c != '.';
    let words: Vec<&str> = phrase.split(' ').map(|word| word.trim_matches(marks)).collect();
    let ends = |at: usize| (at + 1..=(at + LONGEST).min(words.len())).map(move |end| at..end);
    let mut runs = Vec::new();
    for run in (0..words.len()).flat_map(ends) {
        let name = words[run].join(" ");
        runs.extend(without_possessive_mark(&name).map(key));
        runs.push(key(&name));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_actor;

    #[test]
    fn entries_are_left_out_by_any_of_their_names() {
        let codebook = Codebook::built_in();
        let phrases = ["the Pentagon", "Kenyan attorneys", "Merkel", "Chad's police"].map(str::to_owned);
        let left = codebook.without_names_in(&phrases, &["Oslo police".to_owned()]);
        assert!(left.known("Pentagon").is_empty() && left.role("attorney").is_none());
        assert!(left.family("Merkel").is_empty() && left.role("police").is_some());
        assert_eq!(code_actor("Kenyan lawyers", None, &left).code.as_deref(), Some("KEN JUD"));
    }
}
