//! Which words are names, and of what? The codebook knows some, others are what the language model takes for a name.

use std::cmp::Reverse;
use std::ops::Range;

use dateline_language::{Doc, NameKind, Pos, Relation, Tag, Token};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::codebook::{Codebook, Entity, Known};
use crate::grammar::nominal;

/// What a name is the name of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Named {
    /// Something that the codebook knows.
    Known(Vec<Known>),
    /// A person it does not know.
    Person,
    /// An organization it does not know.
    Organization,
    /// A people, faith or party it does not know.
    Group,
    /// A place it does not know as a state or seat of government.
    Place,
}

/// A name and its words.
#[derive(Clone, Debug)]
pub(crate) struct NameSpan {
    /// Its words.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) named: Named,
}

/// The names of a document, in order, none overlapping.
pub(crate) fn find(doc: &Doc, codebook: &Codebook) -> Vec<NameSpan> {
    let mut names = known(doc, codebook);
    let mut taken = vec![false; doc.len()];
    names.retain(|name| !inside_longer_name(doc, codebook, name));
    for name in &names {
        taken[name.tokens.clone()].fill(true);
    }
    let bare = bare_names(doc);
    for name in doc.names() {
        let tokens = with_hyphened(doc, trim(doc, name.span().start()..name.span().end()));
        if tokens.is_empty()
            || tells_side(doc, &tokens, name.label())
            || taken[tokens.clone()].iter().any(|&taken| taken)
        {
            continue;
        }
        let person = || is_person(doc, codebook, &tokens, &bare);
        let named = match name.label() {
            NameKind::Person => Named::Person,
            NameKind::Org | NameKind::Gpe | NameKind::Fac | NameKind::Norp if person() => Named::Person,
            NameKind::Org => Named::Organization,
            NameKind::Norp => Named::Group,
            NameKind::Gpe | NameKind::Loc | NameKind::Fac => Named::Place,
            _ => continue,
        };
        if ends_as_name(doc, tokens.end - 1) {
            taken[tokens.clone()].fill(true);
            names.push(NameSpan { tokens, named });
        }
    }
    let leaders: Vec<usize> = (0..doc.len()).filter(|&i| !taken[i] && is_leader(doc, codebook, i)).collect();
    for i in leaders {
        taken[i] = true;
        names.push(NameSpan { tokens: i..i + 1, named: Named::Person });
    }
    let again = repeated(doc, codebook, &names, &taken);
    names.extend(again);
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// "Pro-Beijing" tells a side, and names nobody; "neo-Nazis" are a group.
fn tells_side(doc: &Doc, tokens: &Range<usize>, label: NameKind) -> bool {
    let first = doc.token(tokens.start);
    let prefix = first.text().starts_with(char::is_lowercase) && first.next().is_some_and(is_hyphen);
    prefix && label != NameKind::Norp
}

/// "Trump imposed tariffs": the family name of who leads a state, which the model takes for a common word at the head of a
/// sentence; not "May was dry", nor "Panic seized the crowd", though a Panić once led one.
fn is_leader(doc: &Doc, codebook: &Codebook, i: usize) -> bool {
    let word = doc.token(i);
    let led = |&person: &usize| {
        let offices = &codebook.people[person].offices;
        let known = &codebook.vocabulary.actors.offices_known_by_family;
        offices.iter().any(|office| office.to.is_none() && known.holds(&office.title))
    };
    let acts = word.dep() == Relation::Nsubj && word.head().pos() == Pos::Verb && word.children().next().is_none();
    acts && word.tag() == Tag::Nnp
        && !codebook.vocabulary.page.months.iter().any(|month| &**month == word.text())
        && codebook.family(word.text()).iter().any(led)
}

fn is_hyphen(word: Token<'_>) -> bool {
    word.text() == "-" && !word.space_after()
}

/// With what a hyphen joins to a name of several words: "Wong Pik-wan", of which the model may see "Wong Pik".
fn with_hyphened(doc: &Doc, tokens: Range<usize>) -> Range<usize> {
    let mark = tokens.end.checked_sub(1).filter(|_| tokens.len() > 1).map(|last| doc.token(last));
    let mark = mark.filter(|last| !last.space_after()).and_then(Token::next).filter(|mark| is_hyphen(*mark));
    let tail = mark.and_then(Token::next).filter(|tail| tail.tag().is_name());
    tokens.start..tail.map_or(tokens.end, |tail| tail.i() + 1)
}

/// A capital opens the last word of a name, or the part before its hyphen: "Wong Pik-wan".
fn ends_as_name(doc: &Doc, last: usize) -> bool {
    let capital = |word: Token<'_>| word.text().starts_with(char::is_uppercase);
    let word = doc.token(last);
    let joined = || word.previous().filter(|mark| is_hyphen(*mark))?.previous();
    capital(word) || joined().is_some_and(capital)
}

/// Names that the model sees in one sentence and misses in another: of a body, people or place, and of a person in full.
fn repeated(doc: &Doc, codebook: &Codebook, names: &[NameSpan], taken: &[bool]) -> Vec<NameSpan> {
    let mut by_first: FxHashMap<&str, Vec<&NameSpan>> = FxHashMap::default();
    for name in names.iter().filter(|name| is_told_again(doc, codebook, name)) {
        by_first.entry(doc.token(name.tokens.start).text()).or_default().push(name);
    }
    by_first.values_mut().for_each(|names| names.sort_by_key(|name| Reverse(name.tokens.len())));
    let mut again = Vec::new();
    let mut i = 0;
    while i < doc.len() {
        let here = |name: &NameSpan| i..i + name.tokens.len();
        let found = by_first
            .get(doc.token(i).text())
            .and_then(|names| names.iter().find(|name| stands_at(doc, name, here(name), taken)));
        if let Some(name) = found {
            again.push(NameSpan { tokens: here(name), named: name.named.clone() });
        }
        i += found.map_or(1, |name| name.tokens.len());
    }
    again
}

/// Whether a name that the model saw means the same where it stands again. A family name in it is rather a person's.
fn is_told_again(doc: &Doc, codebook: &Codebook, name: &NameSpan) -> bool {
    let titles = &codebook.vocabulary.actors.titles_before_names;
    let titled = || titles.holds(doc.token(name.tokens.start).lower().trim_end_matches('.'));
    let family = || !codebook.family(doc.span(name.tokens.start, name.tokens.end).text()).is_empty();
    match name.named {
        Named::Known(_) => false,
        Named::Person => name.tokens.len() > 1 && !titled(),
        Named::Organization | Named::Group | Named::Place => {
            (name.tokens.len() > 2 || name.tokens.clone().all(|i| is_proper(doc, i))) && !family()
        }
    }
}

/// Whether the words of a name stand here, of which none belongs to another: not "Berg" in "Berg Street".
fn stands_at(doc: &Doc, name: &NameSpan, here: Range<usize>, taken: &[bool]) -> bool {
    let text = |tokens: &Range<usize>| doc.span(tokens.start, tokens.end).tokens().map(|word| word.text());
    let other = |i: usize| i < doc.len() && is_proper(doc, i);
    let alone = || here.len() > 1 || !here.start.checked_sub(1).is_some_and(other) && !other(here.end);
    here.end <= doc.len()
        && !taken[here.clone()].iter().any(|&taken| taken)
        && is_proper(doc, here.start)
        && alone()
        && text(&here).eq(text(&name.tokens))
}

fn is_proper(doc: &Doc, i: usize) -> bool {
    doc.token(i).tag().is_name() && doc.token(i).text().starts_with(char::is_uppercase)
}

/// Words in upper case that stand without another before or behind them.
fn bare_names(doc: &Doc) -> FxHashSet<&str> {
    let proper = |word: Token<'_>| word.pos() == Pos::Propn && word.text().starts_with(char::is_uppercase);
    let alone =
        |word: &Token<'_>| proper(*word) && !word.previous().is_some_and(proper) && !word.next().is_some_and(proper);
    doc.tokens().filter(alone).map(Token::text).collect()
}

/// Whether what the model takes for a body or place is someone's name: a first name, then a family name that the report
/// uses alone elsewhere, as it does with people.
fn is_person(doc: &Doc, codebook: &Codebook, tokens: &Range<usize>, bare: &FxHashSet<&str>) -> bool {
    let (first, last) = (doc.token(tokens.start).text(), doc.token(tokens.end - 1).text());
    let ordinary = || {
        let lower = last.to_lowercase();
        codebook.noun(&lower).is_some() || codebook.role(&lower).is_some()
    };
    matches!(tokens.len(), 2 | 3) && codebook.gender_of(first).is_some() && bare.contains(last) && !ordinary()
}

/// The longest names that the codebook knows, from left to right.
fn known(doc: &Doc, codebook: &Codebook) -> Vec<NameSpan> {
    let mut names = Vec::new();
    let mut i = 0;
    while i < doc.len() {
        let longest = codebook.longest_from(doc.token(i).text()).min(doc.len() - i);
        let found = (1..=longest).rev().find_map(|length| {
            let span = doc.span(i, i + length);
            let known = codebook.known(span.text());
            (!known.is_empty() && doc.token(i).sentence_number() == doc.token(i + length - 1).sentence_number())
                .then_some((length, known))
        });
        match found {
            Some((length, known)) => {
                names.push(NameSpan { tokens: i..i + length, named: Named::Known(known.to_vec()) });
                i += length;
            }
            None => i += 1,
        }
    }
    names
}

/// Whether the model sees a longer name of a person, body or place around a known one: "Paris Hilton", "Bank of England",
/// "South America".
fn inside_longer_name(doc: &Doc, codebook: &Codebook, name: &NameSpan) -> bool {
    let Named::Known(known) = &name.named else { return false };
    // "West Virginia", "West African": not the West.
    let is_west = |i: usize| codebook.organizations[i].code == Some(Entity::Wst);
    if matches!(known[0], Known::Organization(i) if is_west(i)) {
        let next = doc.token(name.tokens.end - 1).next();
        return next.is_some_and(|next| next.text().starts_with(char::is_uppercase) && next.pos() != Pos::Punct);
    }
    if matches!(known[0], Known::Person(_) | Known::Organization(_)) {
        return false;
    }
    let Some(longer) = doc.token(name.tokens.start).name() else { return false };
    let tokens = trim(doc, longer.span().start()..longer.span().end());
    let longer_than = tokens.len() > name.tokens.len() && tokens.contains(&(name.tokens.end - 1));
    let listed = tokens.clone().any(|i| doc.token(i).text() == ",");
    let fits = |word: &str| !word.starts_with(char::is_lowercase) || nominal::joins_name(word);
    let capitalised = tokens.clone().all(|i| fits(doc.token(i).text()) || i == tokens.start + 1);
    match longer.label() {
        // "Hungarian Orban" is an adjective and a name; "Jordan Pickford" and "Mark Cuban" are one name.
        NameKind::Person => longer_than && (!matches!(known[0], Known::Adjective(_)) || name.tokens.end == tokens.end),
        NameKind::Org | NameKind::Fac | NameKind::Loc | NameKind::Gpe | NameKind::WorkOfArt | NameKind::Law => {
            longer_than && capitalised && !listed && doc.token(tokens.end - 1).tag().is_name()
        }
        _ => false,
    }
}

/// Without an article before it and a possessive mark behind it.
pub(crate) fn trim(doc: &Doc, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    let bare = |i: usize| !doc.token(i).text().contains(char::is_alphanumeric);
    while start < end && (nominal::is_article(doc.token(start).lower()) || bare(start)) {
        start += 1;
    }
    while start < end && (doc.token(end - 1).tag() == Tag::Pos || bare(end - 1)) {
        end -= 1;
    }
    start..end
}
