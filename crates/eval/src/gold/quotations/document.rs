//! Which words has a stretch, do they stand in quotation marks, and how far are two quotations the same?

use std::collections::BTreeSet;

use crate::gold::is_space;

/// Words that name nobody.
const FUNCTION_WORDS: &str = "a an the this that these those of in on at to for from by with about as and or but nor who whom \
which whose what 's ’s is are was were be been has have had not no its his her their our my your also";
/// What stands at the edge of a word and is none of it.
const EDGES: &[char] =
    &['.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '"', '“', '”', '\'', '‘', '’', '–', '—', '-'];

/// Whether a quotation stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Direct,
    Mixed,
    Indirect,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// A quotation as the words and characters that it has.
#[derive(Clone, Debug)]
pub(super) struct Quotation {
    pub(super) content: BTreeSet<usize>,
    pub(super) characters: BTreeSet<usize>,
    pub(super) speaker: BTreeSet<usize>,
    pub(super) kind: Kind,
}

/// A text and its words, which are runs without space.
pub(super) struct Document {
    pub(super) text: Vec<char>,
    tokens: Vec<(usize, usize)>,
    /// The word that each character is of.
    at: Vec<Option<usize>>,
    /// Whether each word stands in quotation marks; nothing of those without a letter or figure.
    quoted: Vec<Option<bool>>,
}

impl Document {
    pub(super) fn of(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let mut tokens: Vec<(usize, usize)> = Vec::new();
        let mut at = vec![None; text.len()];
        for (i, _) in text.iter().enumerate().filter(|(_, c)| !is_space(**c)) {
            match tokens.last_mut() {
                Some((_, end)) if *end == i => *end = i + 1,
                _ => tokens.push((i, i + 1)),
            }
            at[i] = Some(tokens.len() - 1);
        }
        let inside = quoted_characters(&text);
        let quoted =
            tokens.iter().map(|(s, e)| (*s..*e).find(|i| text[*i].is_alphanumeric()).map(|i| inside[i])).collect();
        Self { text, tokens, at, quoted }
    }

    fn characters(&self, spans: &[(usize, usize)]) -> impl Iterator<Item = usize> {
        let end = self.text.len();
        spans.iter().flat_map(move |(s, e)| *s..(*e).min(end))
    }

    pub(super) fn quotation(&self, content: &[(usize, usize)], speaker: &[(usize, usize)]) -> Quotation {
        let tokens = |spans| self.characters(spans).filter_map(|i| self.at[i]).collect::<BTreeSet<_>>();
        let words = tokens(content);
        let quoted: Vec<bool> = words.iter().filter_map(|word| self.quoted[*word]).collect();
        let kind = if !quoted.contains(&true) {
            Kind::Indirect
        } else if quoted.contains(&false) {
            Kind::Mixed
        } else {
            Kind::Direct
        };
        let characters = self.characters(content).filter(|i| !is_space(self.text[*i])).collect();
        Quotation { content: words, characters, speaker: tokens(speaker), kind }
    }

    fn word(&self, token: usize) -> String {
        let (start, end) = self.tokens[token];
        let word: String = self.text[start..end].iter().collect();
        word.to_lowercase().trim_matches(EDGES).to_owned()
    }

    /// Whether they share a word that names somebody, or any where none does.
    pub(super) fn is_speaker(&self, wanted: &BTreeSet<usize>, said: &BTreeSet<usize>) -> bool {
        let names = |token: &usize| {
            let word = self.word(*token);
            !word.is_empty() && !FUNCTION_WORDS.split(' ').any(|function| function == word)
        };
        let naming: Vec<usize> = wanted.iter().copied().filter(names).collect();
        match naming.is_empty() {
            true => !wanted.is_disjoint(said),
            false => naming.iter().any(|token| said.contains(token)),
        }
    }

    /// Where words stand, from the first to the last.
    pub(super) fn place(&self, tokens: &BTreeSet<usize>) -> (usize, usize) {
        let (first, last) = (tokens.first().copied().unwrap_or(0), tokens.last().copied().unwrap_or(0));
        let at = |token: usize| self.tokens.get(token).copied().unwrap_or_default();
        (at(first).0, at(last).1)
    }

    pub(super) fn words(&self, tokens: &BTreeSet<usize>) -> String {
        let of = |token: &usize| self.text[self.tokens[*token].0..self.tokens[*token].1].iter().collect::<String>();
        tokens.iter().map(of).collect::<Vec<_>>().join(" ")
    }
}

/// Whether each character stands between double quotation marks, the marks included. A paragraph's end closes what is open.
fn quoted_characters(text: &[char]) -> Vec<bool> {
    let mut inside = vec![false; text.len()];
    let mut open: Option<usize> = None;
    let mut at = 0;
    while at < text.len() {
        let length = match text[at] {
            '“' | '”' | '"' | '\n' => 1,
            c @ ('\'' | '`') if text.get(at + 1) == Some(&c) => 2,
            _ => {
                at += 1;
                continue;
            }
        };
        let mark = text[at];
        match open {
            Some(start) if mark == '\n' => {
                inside[start..at].fill(true);
                open = None;
            }
            None if mark == '\n' || mark == '”' => {}
            None => open = Some(at),
            // A second mark that only opens says nothing.
            Some(_) if matches!(mark, '“' | '`') => {}
            Some(start) => {
                inside[start..at + length].fill(true);
                open = None;
            }
        }
        at += length;
    }
    if let Some(start) = open {
        inside[start..].fill(true);
    }
    inside
}

/// Pairs, one to one, those first whose words are most alike: (share of the words that both have, wanted, told).
pub(super) fn align(wanted: &[Quotation], told: &[Quotation]) -> Vec<(f64, usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, a) in wanted.iter().enumerate() {
        for (p, b) in told.iter().enumerate() {
            let both = a.content.intersection(&b.content).count();
            if both > 0 {
                pairs.push((both as f64 / (a.content.len() + b.content.len() - both) as f64, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut golds, mut tolds) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|(_, g, p)| {
        let is_free = !golds.contains(g) && !tolds.contains(p);
        if is_free {
            golds.insert(*g);
            tolds.insert(*p);
        }
        is_free
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_close_quotations() {
        let inside = |text: &str| {
            let text: Vec<char> = text.chars().collect();
            let marks = quoted_characters(&text);
            text.iter().zip(marks).map(|(c, inside)| if inside { *c } else { '.' }).collect::<String>()
        };
        assert_eq!(inside("a “b” c"), "..“b”..");
        assert_eq!(inside("a \"b\nc"), "..\"b..");
        assert_eq!(inside("”a ``b '' c"), "...``b ''..");
        assert_eq!(inside("“a “b” c"), "“a “b”..");
    }

    #[test]
    fn kinds_are_told_by_words() {
        let document = Document::of("She said “we stay” for good.");
        assert_eq!(document.quotation(&[(9, 18)], &[(0, 3)]).kind, Kind::Direct);
        assert_eq!(document.quotation(&[(9, 27)], &[(0, 3)]).kind, Kind::Mixed);
        assert_eq!(document.quotation(&[(19, 27)], &[(0, 3)]).kind, Kind::Indirect);
    }
}
