//! Text to words: spaCy's affix splitting, special cases and URL match, driven by the package's own patterns.

use rmpv::Value;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::package::{Package, Table};
use crate::vocab::is_space;

/// spaCy's ids of the attributes ORTH and NORM, the keys of a special case.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// A run of characters without white space that is longer than this (in bytes) is one word, unexamined: the patterns
/// backtrack, and no word of a text is that long.
const LONGEST_EXAMINED: usize = 4096;

/// A word of a chunk: its length in bytes, and its NORM where a special case sets one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) length: u32,
    pub(crate) norm: Option<Box<str>>,
}

impl Piece {
    fn plain(text: &str) -> Self {
        Self { length: text.len() as u32, norm: None }
    }
}

/// A word of a text: where it starts, its length and norm, and whether a single space follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) piece: Piece,
    pub(crate) space_after: bool,
}

#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Affix,
    suffix: Affix,
    infix: Affix,
    whole: Option<fancy_regex::Regex>,
    url: Option<fancy_regex::Regex>,
    specials: FxHashMap<Box<str>, Vec<Piece>>,
    /// Special cases that the affix rules take apart, by the first of the parts.
    phrases: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

impl Tokenizer {
    pub(crate) fn read(package: &Package) -> Result<Self> {
        let file = package.msgpack("tokenizer")?;
        let table = file.table();
        let mut tokenizer = Self {
            prefix: Affix::read(&table, "prefix_search")?,
            suffix: Affix::read(&table, "suffix_search")?,
            infix: Affix::read(&table, "infix_finditer")?,
            whole: whole_match(&table, "token_match")?,
            url: whole_match(&table, "url_match")?,
            specials: FxHashMap::default(),
            phrases: FxHashMap::default(),
        };
        for (key, parts) in table.get("exceptions")?.pairs()? {
            let key = key.as_str().ok_or_else(|| table.error("exceptions", "a key is not a text"))?;
            tokenizer.specials.insert(key.into(), special(parts).ok_or_else(|| table.error("exceptions", key))?);
        }
        tokenizer.collect_phrases();
        Ok(tokenizer)
    }

    /// Notes the special cases that stand in a text only in parts, since an affix rule would split them.
    fn collect_phrases(&mut self) {
        let mut keys: Vec<Box<str>> = self.specials.keys().cloned().collect();
        keys.sort();
        for key in keys {
            let split = self.prefix.find(&key).is_some()
                || self.infix.find(&key).is_some()
                || self.suffix.find(&key).is_some()
                || key.contains(' ');
            if split {
                let mut words = Vec::new();
                self.each_chunk(&key, |this, chunk| this.chunk(chunk, false), &mut words);
                let parts: Vec<Box<str>> =
                    words.iter().map(|w| key[w.start..w.start + w.piece.length as usize].into()).collect();
                if let Some(first) = parts.first() {
                    self.phrases.entry(first.clone()).or_default().push(parts);
                }
            }
        }
    }

    /// The words of a text. `chunk` splits a run of characters without white space, and may remember what it split.
    pub(crate) fn words(&self, text: &str, chunk: impl FnMut(&Self, &str) -> Vec<Piece>) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 5 + 1);
        self.each_chunk(text, chunk, &mut words);
        self.join_phrases(text, words)
    }

    /// Runs of white space and of other characters by turns; a single space belongs to the word before it.
    fn each_chunk(&self, text: &str, mut chunk: impl FnMut(&Self, &str) -> Vec<Piece>, words: &mut Vec<Word>) {
        let Some(first) = text.chars().next() else { return };
        let (mut start, mut in_space) = (0, is_space(first));
        let mut split = |start: usize, end: usize, words: &mut Vec<Word>| {
            let mut at = start;
            for piece in chunk(self, &text[start..end]) {
                let length = piece.length as usize;
                words.push(Word { start: at, piece, space_after: false });
                at += length;
            }
        };
        for (i, c) in text.char_indices() {
            if is_space(c) == in_space {
                continue;
            }
            if start < i {
                split(start, i, words);
            }
            start = i;
            if c == ' ' {
                if let Some(last) = words.last_mut() {
                    last.space_after = true;
                }
                start = i + 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            split(start, text.len(), words);
        }
    }

    /// The words of a run of characters without white space.
    pub(crate) fn chunk(&self, chunk: &str, with_specials: bool) -> Vec<Piece> {
        if let Some(pieces) = self.special(chunk, with_specials) {
            return pieces.to_vec();
        }
        if chunk.len() > LONGEST_EXAMINED {
            return vec![Piece::plain(chunk)];
        }
        let mut pieces = Vec::new();
        let mut suffixes = Vec::new();
        let middle = self.split_affixes(chunk, with_specials, &mut pieces, &mut suffixes);
        self.split_middle(middle, with_specials, &mut pieces);
        pieces.extend(suffixes.into_iter().rev());
        pieces
    }

    fn special(&self, text: &str, with_specials: bool) -> Option<&[Piece]> {
        if with_specials { self.specials.get(text).map(Vec::as_slice) } else { None }
    }

    fn split_affixes<'t>(
        &self,
        chunk: &'t str,
        with_specials: bool,
        prefixes: &mut Vec<Piece>,
        suffixes: &mut Vec<Piece>,
    ) -> &'t str {
        let mut text = chunk;
        let mut last_length = 0;
        while !text.is_empty() && text.len() != last_length {
            if matches(&self.whole, text) || self.special(text, with_specials).is_some() {
                break;
            }
            last_length = text.len();
            let before = self.prefix.find(text).unwrap_or(0);
            if before != 0 && self.special(&text[before..], with_specials).is_some() {
                prefixes.push(Piece::plain(&text[..before]));
                text = &text[before..];
                break;
            }
            let after = self.suffix.find(&text[before..]).unwrap_or(0);
            let end = text.len() - after;
            if after != 0 && self.special(&text[..end], with_specials).is_some() {
                suffixes.push(Piece::plain(&text[end..]));
                text = &text[..end];
                break;
            }
            if before != 0 {
                prefixes.push(Piece::plain(&text[..before]));
            }
            if after != 0 {
                suffixes.push(Piece::plain(&text[end..]));
            }
            text = &text[before..end];
        }
        text
    }

    fn split_middle(&self, text: &str, with_specials: bool, pieces: &mut Vec<Piece>) {
        if text.is_empty() {
            return;
        }
        if let Some(special) = self.special(text, with_specials) {
            pieces.extend_from_slice(special);
            return;
        }
        if matches(&self.whole, text) || matches(&self.url, text) {
            pieces.push(Piece::plain(text));
            return;
        }
        let mut start = 0;
        for (from, to) in self.infix.find_all(text) {
            if from == 0 {
                continue;
            }
            if from != start {
                pieces.push(Piece::plain(&text[start..from]));
            }
            if from != to {
                pieces.push(Piece::plain(&text[from..to]));
            }
            start = to;
        }
        if start < text.len() {
            pieces.push(Piece::plain(&text[start..]));
        }
    }

    /// The runs of words that are the parts of a special case, in order; none overlap.
    fn runs_of_phrases(&self, text: &str, words: &[Word]) -> Vec<(usize, usize)> {
        let slice = |word: &Word| &text[word.start..word.start + word.piece.length as usize];
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            for parts in self.phrases.get(slice(word)).into_iter().flatten() {
                let fits = words.len() - i >= parts.len()
                    && words[i..].iter().zip(parts).all(|(word, part)| slice(word) == &**part);
                if fits {
                    found.push((i, i + parts.len()));
                }
            }
        }
        found.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut taken = FxHashSet::default();
        found.retain(|&(start, end)| {
            let free = !taken.contains(&start) && !taken.contains(&(end - 1));
            taken.extend(start..end);
            free
        });
        found.sort_unstable();
        found
    }

    /// Replaces the parts of a special case that stand side by side by the words of the special case. Longer runs of
    /// parts win over shorter, earlier over later, also where white space between the parts keeps them apart.
    fn join_phrases(&self, text: &str, words: Vec<Word>) -> Vec<Word> {
        let found = self.runs_of_phrases(text, &words);
        if found.is_empty() {
            return words;
        }
        let mut joined = Vec::with_capacity(words.len());
        let mut i = 0;
        for (start, end) in found {
            let last = &words[end - 1];
            let stretch = words[start].start..last.start + last.piece.length as usize;
            let Some(special) = self.specials.get(&text[stretch.clone()]) else { continue };
            joined.extend_from_slice(&words[i..start]);
            let mut at = stretch.start;
            for piece in special {
                joined.push(Word { start: at, piece: piece.clone(), space_after: false });
                at += piece.length as usize;
            }
            if let Some(word) = joined.last_mut() {
                word.space_after = last.space_after;
            }
            i = end;
        }
        joined.extend_from_slice(&words[i..]);
        joined
    }
}

/// The words of a special case as `{ORTH: …, NORM: …}` maps list them.
fn special(parts: &Value) -> Option<Vec<Piece>> {
    let field = |part: &Value, id: u64| {
        let pairs = part.as_map()?;
        pairs.iter().find(|(key, _)| key.as_u64() == Some(id)).and_then(|(_, value)| value.as_str().map(Box::from))
    };
    let piece = |part: &Value| {
        let text: Box<str> = field(part, ORTH)?;
        Some(Piece { length: text.len() as u32, norm: field(part, NORM) })
    };
    parts.as_array()?.iter().map(piece).collect()
}

fn whole_match(table: &Table<'_>, field: &str) -> Result<Option<fancy_regex::Regex>> {
    let value = table.get(field)?;
    let Ok(pattern) = value.text() else { return Ok(None) };
    let pattern = pattern.trim_start_matches("(?u)").trim_start_matches('^');
    compile_backtracking(&format!("^(?:{pattern})"), &value).map(Some)
}

fn matches(pattern: &Option<fancy_regex::Regex>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text).unwrap_or(false))
}

fn compile_backtracking(pattern: &str, table: &Table<'_>) -> Result<fancy_regex::Regex> {
    fancy_regex::Regex::new(pattern).map_err(|e| unsupported(table, e))
}

fn unsupported(table: &Table<'_>, error: impl std::fmt::Display) -> Error {
    table.error("", &format!("unsupported pattern: {error}"))
}

/// A prefix, suffix or infix rule. Look-around needs a backtracking engine, which is slow; the same pattern with what
/// is looked at as part of the match runs in linear time, and where that finds nothing, nothing is to be found.
#[derive(Debug)]
struct Affix {
    guard: regex::Regex,
    exact: Option<fancy_regex::Regex>,
}

impl Affix {
    fn read(table: &Table<'_>, field: &str) -> Result<Self> {
        let table = table.get(field)?;
        let pattern = table.text()?;
        let wider = without_look_around(pattern);
        let exact = if wider == pattern { None } else { Some(compile_backtracking(pattern, &table)?) };
        let guard = regex::Regex::new(&wider).map_err(|e| unsupported(&table, e))?;
        Ok(Self { guard, exact })
    }

    /// The length in bytes of the first match.
    fn find(&self, text: &str) -> Option<usize> {
        let guarded = self.guard.find(text)?;
        match &self.exact {
            None => Some(guarded.len()),
            Some(exact) => exact.find(text).ok().flatten().map(|found| found.as_str().len()),
        }
    }

    fn find_all(&self, text: &str) -> Vec<(usize, usize)> {
        if !self.guard.is_match(text) {
            return Vec::new();
        }
        match &self.exact {
            None => self.guard.find_iter(text).map(|m| (m.start(), m.end())).collect(),
            Some(exact) => exact.find_iter(text).flatten().map(|m| (m.start(), m.end())).collect(),
        }
    }
}

/// The pattern with look-behind and look-ahead matched as ordinary parts and negative look-around left out: it matches
/// somewhere in every text in which the pattern matches.
fn without_look_around(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let step = if c == '\\' { 1 + rest[1..].chars().next().map_or(0, char::len_utf8) } else { c.len_utf8() };
        if !in_class && let Some(after) = ["(?<=", "(?="].iter().find_map(|opening| rest.strip_prefix(opening)) {
            out.push_str("(?:");
            rest = after;
            continue;
        }
        if !in_class && (rest.starts_with("(?!") || rest.starts_with("(?<!")) {
            rest = &rest[group_length(rest)..];
            continue;
        }
        in_class = if in_class { c != ']' } else { c == '[' };
        out.push_str(&rest[..step]);
        rest = &rest[step..];
    }
    out
}

/// The length of the parenthesised group that the pattern opens with.
fn group_length(pattern: &str) -> usize {
    let (mut depth, mut in_class, mut escaped) = (0, false, false);
    for (i, c) in pattern.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if in_class => in_class = c != ']',
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + c.len_utf8();
        }
    }
    pattern.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_around_is_widened() {
        assert_eq!(without_look_around(r"(?<=[0-9])\+$|^\+(?![0-9])|a"), r"(?:[0-9])\+$|^\+|a");
        assert_eq!(without_look_around(r"[(?=]\.(?=[A-Z])"), r"[(?=]\.(?:[A-Z])");
    }
}
