//! Which stretches of an article name places?

use std::ops::Range;

use dateline_language::{Bytes, Doc, NameKind, Pos, Relation, Token};
use rustc_hash::FxHashSet;

use super::candidates::{Candidate, candidates, is_division};
use super::judge::{Verdict, inner};
use super::toponym::Toponym;
use crate::article::Article;
use crate::codebook::{Codebook, Known, Places};
use crate::desk::Desk;
use crate::gazetteer::fold;
use crate::grammar::names::is_copula;
use crate::record::{Feature, PlaceUse};

/// Most words of a place's name.
const LONGEST: usize = 7;

/// The toponyms of an article, in order.
pub(super) fn toponyms(desk: &Desk<'_>) -> Vec<Toponym> {
    let (doc, codebook) = (desk.doc, desk.codebook);
    let words = &codebook.vocabulary.places;
    let mut finder =
        Finder { doc, codebook, words, matches: Vec::new(), given: given_names(doc), family: family_names(doc) };
    finder.match_names();
    finder.add_unknown();
    finder.mark_placed();
    let verdicts: Vec<Verdict> = (0..finder.matches.len()).map(|i| finder.verdict(i)).collect();
    let sure = |(found, verdict): (&Match, &Verdict)| matches!(verdict, Verdict::Is(_)).then(|| found.key.clone());
    let known_here: FxHashSet<String> = finder.matches.iter().zip(&verdicts).filter_map(sure).collect();
    let mut toponyms = dateline(desk.article, codebook);
    for (found, verdict) in finder.matches.iter().zip(verdicts) {
        let used = match verdict {
            Verdict::Is(used) => used,
            Verdict::IfElsewhere(used) if known_here.contains(&found.key) => used,
            _ => continue,
        };
        let used = if used == PlaceUse::Place && acts(doc, &found.tokens) { PlaceUse::Actor } else { used };
        let bytes = doc.span(found.tokens.start, found.tokens.end).bytes();
        toponyms.push(Toponym { bytes, tokens: found.tokens.clone(), used, of: found.of.clone() });
    }
    toponyms.sort_by_key(|toponym| toponym.bytes);
    toponyms
}

/// A stretch of words that could name a place.
pub(super) struct Match<'g> {
    pub(super) tokens: Range<usize>,
    pub(super) key: String,
    pub(super) candidates: Vec<Candidate<'g>>,
    /// The name that an adjective comes from.
    pub(super) of: Option<String>,
    /// Whether a place that it lies in follows.
    pub(super) placed: bool,
}

pub(super) struct Finder<'d, 'g> {
    pub(super) doc: &'d Doc,
    pub(super) codebook: &'g Codebook,
    pub(super) words: &'g Places,
    pub(super) matches: Vec<Match<'g>>,
    /// First and last words of people's full names.
    pub(super) given: FxHashSet<&'d str>,
    pub(super) family: FxHashSet<&'d str>,
}

impl<'d, 'g> Finder<'d, 'g> {
    fn match_names(&mut self) {
        let mut i = 0;
        while i < self.doc.len() {
            let token = self.doc.token(i);
            let found = self.may_begin(token).then(|| self.match_at(token)).flatten();
            i = found.as_ref().map_or(i + 1, |found| found.tokens.end);
            self.matches.extend(found);
        }
    }

    /// Names that the model takes for places and the gazetteer does not have.
    fn add_unknown(&mut self) {
        let covered = |span: &Range<usize>| {
            let i = self.matches.partition_point(|found| found.tokens.end <= span.start);
            self.matches.get(i).is_some_and(|found| found.tokens.start < span.end)
        };
        let mut unknown = Vec::new();
        for name in self.doc.names() {
            let tokens = inner(name);
            let short = matches!(name.label(), NameKind::Org | NameKind::Person | NameKind::Fac) && tokens.len() <= 2;
            if !short && !matches!(name.label(), NameKind::Gpe | NameKind::Loc) {
                continue;
            }
            let text = self.doc.span(tokens.start, tokens.end).text();
            if !tokens.is_empty() && !covered(&tokens) && is_capitalised(text) && !text.contains('\n') {
                unknown.push(Match { tokens, key: fold(text), candidates: Vec::new(), of: None, placed: false });
            }
        }
        self.matches.extend(unknown);
        self.matches.sort_by_key(|found| found.tokens.start);
    }

    fn mark_placed(&mut self) {
        for i in 1..self.matches.len() {
            let (before, this) = (&self.matches[i - 1], &self.matches[i]);
            let comma = this.tokens.start == before.tokens.end + 1 && self.doc.token(before.tokens.end).text() == ",";
            let holder = |c: &Candidate| {
                matches!(c.entry.feature, Feature::State | Feature::Country | Feature::Province | Feature::County)
            };
            self.matches[i - 1].placed = comma && this.of.is_none() && this.candidates.iter().any(holder);
        }
        for found in self.matches.iter_mut().filter(|found| found.of.is_none()) {
            let next = (found.tokens.end < self.doc.len()).then(|| self.doc.token(found.tokens.end));
            let told = next.is_some_and(|next| self.words.division_kinds.holds(next.text()));
            let last = self.doc.token(found.tokens.end - 1).lower();
            let named = found.tokens.len() > 1 && self.words.division_kinds.holds(last);
            found.placed |= (told || named) && found.candidates.iter().any(|c| is_division(&c.entry));
        }
    }

    /// Whether a name may begin here: "Orleans" of "New Orleans" is none.
    fn may_begin(&self, token: Token<'d>) -> bool {
        let longer = |word: Token| {
            self.words.longer_name_openings.holds(word.text()) && word.bytes().end + 1 >= token.bytes().start
        };
        is_capitalised(token.text()) && !token.previous().is_some_and(longer)
    }

    /// The longest name in the gazetteer that begins with this word.
    fn match_at(&self, first: Token<'d>) -> Option<Match<'g>> {
        let start = first.i();
        let end = (start + 1..=start + LONGEST).rev().find(|&end| self.may_be(start, end))?;
        let ends = (start + 1..=end).rev();
        ends.filter(|&end| self.may_be(start, end)).find_map(|end| self.match_over(start..end))
    }

    fn may_be(&self, start: usize, end: usize) -> bool {
        if end > self.doc.len() || end > self.doc.token(start).sentence().end() {
            return false;
        }
        let span = self.doc.span(start, end);
        let joined = span
            .tokens()
            .skip(1)
            .all(|token| is_capitalised(token.text()) || self.words.name_links.holds(token.lower()));
        let last = self.doc.token(end - 1).text();
        if !joined || end > start + 1 && !is_capitalised(last) && !last.chars().all(char::is_alphabetic) {
            return false;
        }
        let text = span.text();
        let gazetteer = self.codebook.gazetteer();
        let division = || {
            let (shorter, kind) = text.rsplit_once(' ')?;
            let kind = is_capitalised(kind) && self.words.division_kinds.holds(&kind.to_lowercase());
            // "Michigan State University" is in no division of that name.
            let longer = end < self.doc.len() && is_capitalised(self.doc.token(end).text());
            (kind && !longer && shorter.len() > 3 && gazetteer.may_know(&fold(shorter))).then_some(())
        };
        gazetteer.may_know(&fold(text)) || division().is_some() || adjective_of(text, self.codebook).is_some()
    }

    fn match_over(&self, tokens: Range<usize>) -> Option<Match<'g>> {
        let text = self.doc.span(tokens.start, tokens.end).text();
        let of = adjective_of(text, self.codebook);
        let candidates = candidates(of.as_deref().unwrap_or(text), self.codebook);
        let candidates: Vec<_> = candidates.into_iter().filter(|candidate| !candidate.peeled).collect();
        let lower = tokens.len() > 1 && !is_capitalised(self.doc.token(tokens.end - 1).text());
        if candidates.is_empty() || lower && !candidates.iter().any(|c| c.entry.is_spelled(text)) {
            return None;
        }
        Some(Match { tokens, key: fold(text), candidates, of, placed: false })
    }
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The name of the country or region that the word or words are the adjective or the people of.
pub(super) fn adjective_of(text: &str, codebook: &Codebook) -> Option<String> {
    let known = codebook.known(text);
    if known.iter().any(|known| matches!(known, Known::Country(_))) {
        return None;
    }
    let country = known.iter().find_map(|known| match known {
        Known::Adjective(i) | Known::People(i) => Some(codebook.countries[*i].name.clone()),
        _ => None,
    });
    codebook.vocabulary.places.regional.get(text).map(|place| place.to_string()).or(country)
}

/// The first words of people's full names.
fn given_names(doc: &Doc) -> FxHashSet<&str> {
    let people = doc.names().filter(|name| name.label() == NameKind::Person && name.span().len() > 1);
    let full = people.filter(|name| name.span().tokens().all(|token| is_capitalised(token.text())));
    full.filter_map(|name| name.span().tokens().next()).map(Token::text).collect()
}

/// The last words of people's full names.
fn family_names(doc: &Doc) -> FxHashSet<&str> {
    let people = doc.names().filter(|name| name.label() == NameKind::Person && name.span().len() > 1);
    let last = people.filter_map(|name| name.span().tokens().rfind(|token| is_capitalised(token.text())));
    let given = given_names(doc);
    // The model often misses a name that it knew before: "Doug Hill" makes a "Hill" someone's wherever it stands.
    let behind_given = doc.tokens().filter(|token| {
        is_capitalised(token.text()) && token.previous().is_some_and(|before| given.contains(before.text()))
    });
    last.chain(behind_given).map(Token::text).collect()
}

/// Whether those at the place do something: "Ankara said".
fn acts(doc: &Doc, tokens: &Range<usize>) -> bool {
    let root = doc.span(tokens.start, tokens.end).root();
    root.is_some_and(|root| {
        root.dep() == Relation::Nsubj && matches!(root.head().pos(), Pos::Verb | Pos::Aux) && !is_copula(root.head())
    })
}

/// The places that the dateline names; one that the gazetteer lacks only where one that holds it follows.
fn dateline(article: &Article, codebook: &Codebook) -> Vec<Toponym> {
    let Some((dateline, place)) = article.dateline.as_ref().and_then(|d| Some((d, d.place.as_deref()?))) else {
        return Vec::new();
    };
    let text = &article.text[dateline.bytes.range()];
    let start = dateline.bytes.start as usize + text.find(place).unwrap_or_default();
    let small = format!(" {} ", codebook.vocabulary.page.name_joiner);
    let large = small.to_uppercase();
    let pieces =
        place.split([',', '/', '(', ')']).flat_map(|piece| piece.split(&*small)).flat_map(|p| p.split(&*large));
    let names = pieces.map(|piece| without_lead(piece.trim(), codebook)).filter(|name| !name.is_empty());
    let named = names.map(|name| {
        let at = (start + (name.as_ptr() as usize - place.as_ptr() as usize)) as u32;
        let bytes = Bytes { start: at, end: at + name.len() as u32 };
        (Toponym { bytes, tokens: 0..0, used: PlaceUse::Place, of: None }, !candidates(name, codebook).is_empty())
    });
    let mut toponyms: Vec<(Toponym, bool)> = named.collect();
    toponyms.truncate(toponyms.iter().rposition(|(_, known)| *known).map_or(0, |last| last + 1));
    toponyms.into_iter().map(|(toponym, _)| toponym).collect()
}

/// A name without a word before it that tells where it lies: "northern Norway", "NEAR VELMORA".
fn without_lead<'n>(name: &'n str, codebook: &Codebook) -> &'n str {
    let lead =
        name.split_once(' ').filter(|(lead, _)| codebook.vocabulary.places.before_places.holds(&lead.to_lowercase()));
    match lead {
        Some((_, rest)) if candidates(name, codebook).iter().all(|candidate| candidate.peeled) => rest,
        _ => name,
    }
}
