//! Does a stretch that could name a place name one? By the kind of name the model found there, the words around it, and
//! who is called so in the article.

use std::ops::Range;

use dateline_language::{Name, NameKind, Tag, Token};

use super::candidates::Candidate;
use super::find::{Finder, Match, is_capitalised};
use crate::codebook::{Known, OrganizationKind};
use crate::grammar::{self, names};
use crate::record::{Feature, PlaceUse};

pub(super) enum Verdict {
    Is(PlaceUse),
    /// If the same name is surely a place elsewhere in the article.
    IfElsewhere(PlaceUse),
    No,
}

/// How a match stands to the name that the model found there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Whole,
    /// At its beginning, with more after it.
    First,
    /// After "of", "in" and the like.
    Behind,
    Inside,
    /// There is no name, or it ends before.
    None,
}

impl<'d> Finder<'d, '_> {
    /// Whether a match is a place.
    pub(super) fn verdict(&self, i: usize) -> Verdict {
        let found = &self.matches[i];
        let name = self.doc.token(found.tokens.start).name().filter(|name| is_kept(name.label()));
        let fit = name.map_or(Fit::None, |name| fit(&found.tokens, name));
        let label = name.filter(|_| fit != Fit::None).map(Name::label);
        if found.of.is_some() {
            return if label == Some(NameKind::Person) && fit != Fit::Whole || label == Some(NameKind::Language) {
                Verdict::No
            } else {
                Verdict::Is(PlaceUse::Adjective)
            };
        }
        if found.candidates.is_empty() {
            return self.unknown(found, label);
        }
        if self.is_abbreviation(found) {
            return self.abbreviation(i);
        }
        if self.is_street_or_illness(found) {
            return Verdict::No;
        }
        if self.opens_with_place(found) || found.placed && label != Some(NameKind::Person) {
            return Verdict::Is(PlaceUse::Place);
        }
        if self.words.ordinary.holds(&found.key) {
            let sure = matches!(label, Some(NameKind::Gpe | NameKind::Loc))
                && fit == Fit::Whole
                && (self.is_led(found) || big(found));
            return if sure { Verdict::Is(PlaceUse::Place) } else { Verdict::No };
        }
        if self.is_given(found) {
            return Verdict::No;
        }
        if is_small(found) { self.small(found, label, fit) } else { self.by_label(found, label, fit) }
    }

    /// A town that only an atlas knows: most of their names are words or people's names too, so the text must say more.
    fn small(&self, found: &Match, label: Option<NameKind>, fit: Fit) -> Verdict {
        let text = self.text(found);
        let other = self.codebook.known(text).iter().any(|known| !matches!(known, Known::Country(_)));
        let followed = self.is_before_body(found) || self.next(found).is_some_and(|next| next.tag() == Tag::Nnp);
        let led = self.is_led(found) && self.is_proper(found);
        match label {
            _ if other || text.len() < 4 => Verdict::No,
            Some(NameKind::Gpe | NameKind::Loc) if fit == Fit::Whole && led => Verdict::Is(PlaceUse::Place),
            Some(NameKind::Gpe | NameKind::Loc) if fit == Fit::Whole => Verdict::IfElsewhere(PlaceUse::Place),
            None if led && !followed && !self.is_persons(found) => Verdict::Is(PlaceUse::Place),
            Some(NameKind::Org | NameKind::Fac) if led && fit == Fit::Whole && !self.is_persons(found) => {
                Verdict::Is(PlaceUse::Place)
            }
            Some(NameKind::Person) if fit != Fit::Whole => Verdict::No,
            Some(NameKind::Org | NameKind::Fac | NameKind::Gpe | NameKind::Loc) => {
                Verdict::IfElsewhere(PlaceUse::NamePart)
            }
            _ => Verdict::IfElsewhere(PlaceUse::Place),
        }
    }

    /// A name that the gazetteer does not have.
    fn unknown(&self, found: &Match, label: Option<NameKind>) -> Verdict {
        let name = self.text(found).chars().any(char::is_lowercase) && !self.words.ordinary.holds(&found.key);
        let led = self.is_led(found) && !self.is_persons(found) && !self.is_given(found);
        let enough = if matches!(label, Some(NameKind::Gpe | NameKind::Loc)) {
            found.placed || led
        } else {
            found.placed && led
        };
        if name && enough { Verdict::Is(PlaceUse::Place) } else { Verdict::No }
    }

    fn by_label(&self, found: &Match, label: Option<NameKind>, fit: Fit) -> Verdict {
        let solid = is_solid(found) && self.is_proper(found);
        let led = self.is_led(found);
        let taken = self.is_persons(found);
        let whole = fit == Fit::Whole;
        match label {
            Some(NameKind::Gpe | NameKind::Loc) if whole && taken && !solid && !led => {
                Verdict::IfElsewhere(PlaceUse::Place)
            }
            Some(NameKind::Gpe | NameKind::Loc) if whole => Verdict::Is(PlaceUse::Place),
            Some(NameKind::Gpe | NameKind::Loc | NameKind::Fac) => self.part_of_place(found, fit),
            Some(NameKind::Org) if whole => self.whole_body(found, solid, led, taken),
            Some(NameKind::Org) => self.part_of_body(found, fit, solid),
            Some(NameKind::Person) if whole && (solid || found.placed) => Verdict::Is(PlaceUse::Place),
            Some(NameKind::Person) if whole && !taken && (led || big(found) && found.tokens.len() > 1) => {
                Verdict::Is(PlaceUse::Place)
            }
            Some(NameKind::Person) if whole && !taken => Verdict::IfElsewhere(PlaceUse::Place),
            Some(NameKind::Person) if found.placed && found.tokens.len() > 1 => Verdict::Is(PlaceUse::Place),
            Some(NameKind::Person) => Verdict::No,
            Some(NameKind::Norp | NameKind::Product | NameKind::Event | NameKind::WorkOfArt | NameKind::Law)
                if whole =>
            {
                self.loose(found, solid, led)
            }
            Some(NameKind::Norp | NameKind::Product | NameKind::Event | NameKind::WorkOfArt | NameKind::Law)
                if solid =>
            {
                Verdict::Is(PlaceUse::NamePart)
            }
            Some(NameKind::Norp | NameKind::Product | NameKind::Event | NameKind::WorkOfArt | NameKind::Law) => {
                Verdict::IfElsewhere(PlaceUse::NamePart)
            }
            _ => self.loose(found, solid, led && !taken),
        }
    }

    /// In the name of a place or building: "South Lyon", "Lyon Airport".
    fn part_of_place(&self, found: &Match, fit: Fit) -> Verdict {
        let body = self.is_before_body(found);
        match fit {
            Fit::First | Fit::Behind if body || is_solid(found) => Verdict::Is(PlaceUse::NamePart),
            Fit::First if !big(found) => Verdict::IfElsewhere(PlaceUse::Place),
            Fit::First | Fit::Behind | Fit::Inside | Fit::Whole => Verdict::Is(PlaceUse::Place),
            Fit::None => Verdict::No,
        }
    }

    fn whole_body(&self, found: &Match, solid: bool, led: bool, taken: bool) -> Verdict {
        let text = self.text(found);
        let acronym = text.len() <= 4 && text.chars().all(|c| c.is_ascii_uppercase());
        let body = self.codebook.known(text).iter().any(|known| matches!(known, Known::Organization(_)));
        if solid || led && !taken {
            Verdict::Is(PlaceUse::Place)
        } else if acronym || body || taken {
            Verdict::IfElsewhere(PlaceUse::Place)
        } else {
            Verdict::Is(PlaceUse::Place)
        }
    }

    fn part_of_body(&self, found: &Match, fit: Fit, solid: bool) -> Verdict {
        if self.is_in_papers_name(found) {
            return Verdict::No;
        }
        let body = self.is_before_body(found);
        match fit {
            _ if solid || is_county(found) => Verdict::Is(PlaceUse::NamePart),
            Fit::First if body || big(found) => Verdict::Is(PlaceUse::NamePart),
            Fit::Behind => Verdict::Is(PlaceUse::NamePart),
            _ => Verdict::IfElsewhere(PlaceUse::NamePart),
        }
    }

    /// Where the model found no name, or one of another kind.
    fn loose(&self, found: &Match, solid: bool, led: bool) -> Verdict {
        let joined = self.next(found).is_some_and(|next| next.tag() == Tag::Nnp && is_capitalised(next.text()));
        if solid || led && self.is_proper(found) && !joined {
            Verdict::Is(PlaceUse::Place)
        } else {
            Verdict::IfElsewhere(PlaceUse::Place)
        }
    }

    /// "Ky." after "Paducah,", "N.C." anywhere.
    fn abbreviation(&self, i: usize) -> Verdict {
        let found = &self.matches[i];
        let text = self.text(found);
        let previous = self.previous(found);
        let after_name = previous.is_some_and(|comma| {
            comma.text() == "," && comma.previous().is_some_and(|name| is_capitalised(name.text()) && !name.is_space())
        });
        let dotted = text.matches('.').count() >= 2 && previous.is_none_or(|p| p.tag() != Tag::Cd);
        let named = text.ends_with('.') && text.len() > 3 && self.is_led(found);
        let long = text.len() >= 3 && text.chars().all(|c| c.is_ascii_uppercase()) && self.is_place_name(found);
        if after_name || dotted || named || long { Verdict::Is(PlaceUse::Place) } else { Verdict::No }
    }

    fn is_abbreviation(&self, found: &Match) -> bool {
        let text = self.text(found);
        let dotted = format!("{text}.");
        found.candidates.iter().any(|c| c.entry.is_abbreviated_as(text) || c.entry.is_abbreviated_as(&dotted))
            && !found.candidates.iter().any(|c| c.entry.feature == Feature::Country)
    }

    fn is_place_name(&self, found: &Match) -> bool {
        self.doc
            .token(found.tokens.start)
            .name()
            .is_some_and(|name| matches!(name.label(), NameKind::Gpe | NameKind::Loc))
    }

    /// "TUNIS (Agency) -", "TUNIS --" within a paragraph.
    fn opens_with_place(&self, found: &Match) -> bool {
        let capitals = |token: Token| token.text().chars().all(|c| !c.is_lowercase());
        if !self.doc.span(found.tokens.start, found.tokens.end).tokens().all(capitals) || self.text(found).len() < 4 {
            return false;
        }
        let after = (found.tokens.end..self.doc.len()).take(7).map(|i| self.doc.token(i));
        after
            .take_while(|token| !token.is_space() && token.text() != ".")
            .any(|token| matches!(token.text(), "-" | "--" | "—" | "–" | "_" | "\u{97}"))
    }

    /// "Cairo" in "the Cairo Times".
    fn is_in_papers_name(&self, found: &Match) -> bool {
        let Some(name) = self.doc.token(found.tokens.start).name() else { return false };
        let tokens = inner(name);
        let text = self.doc.span(tokens.start, tokens.end).text();
        let known =
            self.codebook.known(text).iter().any(
                |known| matches!(known, Known::Organization(i) if self.codebook.organizations[*i].kind == OrganizationKind::Media),
            );
        known || self.next(found).is_some_and(|next| self.words.papers.holds(next.text()))
    }

    fn text(&self, found: &Match) -> &'d str {
        self.doc.span(found.tokens.start, found.tokens.end).text()
    }

    fn next(&self, found: &Match) -> Option<Token<'d>> {
        (found.tokens.end < self.doc.len()).then(|| self.doc.token(found.tokens.end))
    }

    fn previous(&self, found: &Match) -> Option<Token<'d>> {
        self.doc.token(found.tokens.start).previous()
    }

    /// Whether a word stands before it that places follow.
    fn is_led(&self, found: &Match) -> bool {
        let behind_article = |token: Token<'d>| match token.previous() {
            Some(before) if names::is_definite_article(token.lower()) => before,
            _ => token,
        };
        self.previous(found).map(behind_article).is_some_and(|token| {
            let before = || token.previous().map(|before| before.lower());
            let kind_of = || {
                grammar::is_genitive(token.lower())
                    && before().is_some_and(|word| self.words.before_of_places.holds(word))
            };
            (self.words.before_places.holds(token.lower()) || kind_of()) && !names::ends_source_phrase(token)
        })
    }

    /// "West Nile virus", "Lima Street".
    fn is_street_or_illness(&self, found: &Match) -> bool {
        self.next(found).is_some_and(|next| {
            self.words.streets.holds(without_stop(next.text())) || self.words.illnesses.holds(next.lower())
        })
    }

    /// "Lyon Airport".
    fn is_before_body(&self, found: &Match) -> bool {
        self.next(found).is_some_and(|next| self.words.bodies.holds(without_stop(next.text())))
    }

    fn is_proper(&self, found: &Match) -> bool {
        self.doc
            .span(found.tokens.start, found.tokens.end)
            .tokens()
            .any(|token| matches!(token.tag(), Tag::Nnp | Tag::Nnps))
    }

    /// "Lincoln, 44, …".
    fn has_age(&self, found: &Match) -> bool {
        let word = |offset: usize| {
            (found.tokens.end + offset < self.doc.len()).then(|| self.doc.token(found.tokens.end + offset).text())
        };
        let age = word(1).and_then(|word| word.parse::<u32>().ok());
        word(0) == Some(",") && age.is_some_and(|age| age < 110) && word(2) == Some(",")
    }

    /// "Georgia" of someone who is called so here.
    fn is_given(&self, found: &Match) -> bool {
        found.tokens.len() == 1 && !self.is_led(found) && self.given.contains(self.doc.token(found.tokens.start).text())
    }

    /// Whether the word is someone's family name here, or a title stands before it.
    fn is_persons(&self, found: &Match) -> bool {
        found.tokens.len() == 1
            && (self.family.contains(self.doc.token(found.tokens.start).text()) && !big(found)
                || self.previous(found).is_some_and(|token| self.words.titles.holds(without_stop(token.text())))
                || self.has_age(found))
    }
}

fn without_stop(word: &str) -> &str {
    word.trim_end_matches('.')
}

fn is_kept(label: NameKind) -> bool {
    !matches!(
        label,
        NameKind::Date
            | NameKind::Time
            | NameKind::Money
            | NameKind::Percent
            | NameKind::Cardinal
            | NameKind::Ordinal
            | NameKind::Quantity
    )
}

/// The words of a name without an article before and a genitive's "'s" after them.
pub(super) fn inner(name: Name<'_>) -> Range<usize> {
    let article = |token: &Token| names::is_article_of_name(token.lower());
    let genitive = |token: &Token| names::is_genitive_mark(token.text());
    let span = name.span();
    let start = span.start() + span.tokens().take_while(article).count();
    let end = span.end() - span.tokens().rev().take_while(genitive).count();
    start..end.max(start)
}

fn fit(tokens: &Range<usize>, name: Name<'_>) -> Fit {
    let Range { start, end } = inner(name);
    if tokens.end < end && tokens.start == start {
        Fit::First
    } else if tokens.end < end || tokens.start > start {
        let before = name.span().tokens().find(|token| token.i() + 1 == tokens.start);
        let behind = before.is_some_and(|token| names::joins_place(token.lower()));
        if behind { Fit::Behind } else { Fit::Inside }
    } else {
        Fit::Whole
    }
}

/// Whether the name is a country's, a state's or a continent's: hardly ever anything but a place.
fn is_solid(found: &Match) -> bool {
    found.candidates.iter().any(|c| matches!(c.entry.feature, Feature::Country | Feature::State | Feature::Continent))
}

/// "Hinds County": two words that are never a person's.
fn is_county(found: &Match) -> bool {
    found.tokens.len() > 1 && found.candidates.iter().any(|candidate| candidate.entry.feature == Feature::County)
}

/// Whether all that the name may stand for are towns of less than 15,000 people.
fn is_small(found: &Match) -> bool {
    let town = |c: &Candidate| c.entry.feature == Feature::City && c.entry.population < 15_000;
    found.candidates.iter().all(town)
}

fn big(found: &Match) -> bool {
    found.candidates.iter().any(|candidate| candidate.prior >= 3.3)
}
