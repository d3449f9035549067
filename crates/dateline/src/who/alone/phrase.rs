//! Which names and roles are in an actor phrase, and which of them is its head?

use std::ops::Range;

use super::units::{PhraseUnit, UnitKind};
use super::words::{Word, title_case, words};
use crate::codebook::{Codebook, Known, OrganizationKind, Role, Sector};
use crate::gazetteer;
use crate::grammar::pronouns;
use crate::grammar::{
    self,
    nominal::{self, singular},
};

/// The most words that a name or role has.
const LONGEST: usize = 10;

/// The most words of a name that tell a sector together.
const LONGEST_IN_NAME: usize = 3;

/// A phrase taken apart.
pub(super) struct Phrase<'c> {
    codebook: &'c Codebook,
    words: Vec<Word>,
    units: Vec<PhraseUnit<'c>>,
}

impl<'c> Phrase<'c> {
    pub(super) fn of(text: &str, codebook: &'c Codebook) -> Self {
        let mut phrase = Self { codebook, words: words(text, &codebook.vocabulary.actors), units: Vec::new() };
        let mut at = 0;
        while at < phrase.words.len() {
            let (end, what) = phrase.unit_at(at);
            let owns = phrase.words[end - 1].owns;
            let joins = matches!(what, UnitKind::Name)
                && phrase.units.last().is_some_and(|unit| matches!(unit.what, UnitKind::Name) && !unit.owns);
            match phrase.units.last_mut().filter(|_| joins) {
                Some(last) => (last.end, last.owns) = (end, owns),
                None => phrase.units.push(PhraseUnit { start: at, end, what, owns }),
            }
            at = end;
        }
        phrase
    }

    /// The longest name or role that begins here.
    fn unit_at(&self, at: usize) -> (usize, UnitKind<'c>) {
        let last = (at + LONGEST).min(self.words.len());
        let known = (at + 1..=last).rev().find_map(|end| Some((end, self.known(at..end)?)));
        let role = (at + 1..=last).rev().find_map(|end| Some((end, self.role(at..end)?)));
        let longest = known.as_ref().map_or(0, |(end, _)| *end).max(role.as_ref().map_or(0, |(end, _)| *end));
        if let Some(end) = (longest.max(at + 1) + 1..=(at + 4).min(last)).rev().find(|&end| self.is_region(at..end)) {
            return (end, UnitKind::Word);
        }
        let place = (longest.max(at + 1) + 1..=(at + 4).min(last)).rev();
        if let Some((end, country)) = place.into_iter().find_map(|end| Some((end, self.place(at..end)?))) {
            return (end, UnitKind::Place(country));
        }
        match (known, role) {
            // "Defence Ministry" may be one state's name for its own, where another is spoken of.
            (Some((end, known)), Some((role_end, (role, words)))) => {
                let owned = self.units.iter().any(|unit| unit.owns);
                let vague = matches!(known[0], Known::Organization(i)
                    if owned || self.codebook.organizations[i].kind == OrganizationKind::Media);
                if role_end > end || role_end == end && vague {
                    (role_end, UnitKind::Role(role, words))
                } else {
                    (end, UnitKind::Known(known))
                }
            }
            (Some((end, known)), None) => (end, UnitKind::Known(known)),
            (None, Some((end, (role, words)))) => (end, UnitKind::Role(role, words)),
            (None, None) if self.words[at].text.starts_with(char::is_uppercase) => (at + 1, UnitKind::Name),
            (None, None) => (at + 1, UnitKind::Word),
        }
    }

    /// "Central American": no country's.
    fn is_region(&self, range: Range<usize>) -> bool {
        self.codebook.vocabulary.actors.regional_adjectives.holds(&self.join(range))
    }

    /// The country of a place whose name has several words, all in upper case.
    fn place(&self, range: Range<usize>) -> Option<String> {
        let name = self.join(range.clone());
        if !self.words[range].iter().all(|word| word.text.starts_with(char::is_uppercase)) {
            return None;
        }
        let entries = self.codebook.gazetteer().named(&gazetteer::fold(&name));
        let entries = entries.into_iter().filter(|entry| !entry.country.is_empty() && entry.is_spelled(&name));
        let place = entries.max_by_key(|entry| (entry.feature.contains_others(), entry.population))?;
        Some(place.country.to_owned())
    }

    fn known(&self, range: Range<usize>) -> Option<Vec<Known>> {
        let name = self.join(range.clone());
        let known = self.codebook.known(&name);
        if !known.is_empty() {
            return Some(known.to_vec());
        }
        // "Houthi" of the Houthis.
        let armed = |known: &Known| match *known {
            Known::Organization(i) => self.codebook.organizations[i].kind == OrganizationKind::ArmedGroup,
            _ => false,
        };
        let group = self.codebook.known(&nominal::plural(&name));
        if group.first().is_some_and(armed) {
            return Some(group.to_vec());
        }
        // Headline capitals: "CANBERRA".
        let capitals = name.len() > 3 && !name.contains(char::is_lowercase);
        let known = capitals.then(|| self.codebook.known(&title_case(&name))).filter(|known| !known.is_empty())?;
        Some(known.to_vec())
    }

    fn role(&self, range: Range<usize>) -> Option<(&'c Role, String)> {
        let codebook = self.codebook;
        let last = &self.words[range.end - 1].text.to_lowercase();
        let before: Vec<String> = (range.start..range.end - 1).map(|i| self.words[i].marked().to_lowercase()).collect();
        let forms = [Some(last.clone()), singular(last), nominal::without_plural_ending(last).map(str::to_owned)];
        forms.into_iter().flatten().find_map(|last| {
            let words = if before.is_empty() { last } else { format!("{} {last}", before.join(" ")) };
            let of_one = |words: &str| {
                let (first, rest) = nominal::split_at_genitive(words)?;
                Some(format!("{} {rest}", singular(first)?))
            };
            let words = codebook.role(&words).map(|_| words.clone()).or_else(|| of_one(&words))?;
            codebook.role(&words).map(|role| (role, words))
        })
    }

    fn join(&self, range: Range<usize>) -> String {
        let Some(last) = range.clone().next_back() else { return String::new() };
        let word = |i: usize| if i == last { self.words[i].text.clone() } else { self.words[i].marked() };
        range.map(word).collect::<Vec<_>>().join(" ")
    }

    /// Whether the phrase is one name.
    pub(super) fn is_one(&self) -> bool {
        self.units.len() == 1
    }

    /// The words of a unit.
    pub(super) fn text(&self, unit: &PhraseUnit<'_>) -> String {
        self.join(unit.start..unit.end)
    }

    /// The words of a unit in lower case, where it is neither name nor role.
    pub(super) fn lower(&self, unit: &PhraseUnit<'_>) -> impl Iterator<Item = &str> {
        let words = if matches!(unit.what, UnitKind::Known(_)) { 0..0 } else { unit.start..unit.end };
        words.map(|i| self.words[i].text.as_str())
    }

    /// The units up to what follows the head; of "several of the unions", the unions.
    pub(super) fn main(&self) -> &[PhraseUnit<'c>] {
        let from = self.units.iter().position(|unit| !self.is_counting(unit)).unwrap_or_default();
        let from = match self.units.get(from) {
            Some(unit) if from > 0 && grammar::is_genitive(&self.text(unit)) => from + 1,
            _ => 0,
        };
        let ends = |unit: &PhraseUnit<'_>| {
            let lower = self.text(unit).to_lowercase();
            matches!(unit.what, UnitKind::Word) && (nominal::follows_noun(&lower) || lower == ",")
        };
        // "India and Pakistan": the first counts; "iron and steel workers" is one.
        let whole =
            |unit: &PhraseUnit<'_>| matches!(unit.what, UnitKind::Known(_) | UnitKind::Role(..) | UnitKind::Place(_));
        let joins =
            |i: usize| i > from && nominal::joins_phrases(&self.text(&self.units[i])) && whole(&self.units[i - 1]);
        let end = (from..self.units.len()).find(|&i| ends(&self.units[i]) || joins(i)).unwrap_or(self.units.len());
        &self.units[from..end.max(from)]
    }

    fn is_counting(&self, unit: &PhraseUnit<'_>) -> bool {
        let lower = self.text(unit).to_lowercase();
        matches!(unit.what, UnitKind::Word | UnitKind::Role(..) | UnitKind::Name)
            && (self.codebook.vocabulary.actors.counting_words.holds(&lower) || nominal::precedes_count(&lower))
    }

    /// The units behind the main part.
    pub(super) fn behind(&self, main: &[PhraseUnit<'c>]) -> impl Iterator<Item = &PhraseUnit<'c>> + Clone {
        let end = main.last().map_or(0, |unit| unit.end);
        let behind = self.units.iter().skip_while(move |unit| unit.start < end);
        // "Ambassador to Poland": not of Poland.
        let directed = behind.clone().next().is_some_and(|unit| nominal::is_directed(&self.text(unit)));
        behind.take(if directed { 0 } else { usize::MAX })
    }

    /// The unit that the others of the main part stand before: its last role, or its last name.
    pub(super) fn head<'p>(&self, main: &'p [PhraseUnit<'c>]) -> Option<&'p PhraseUnit<'c>> {
        let role = main.iter().rposition(|unit| matches!(unit.what, UnitKind::Role(..)));
        let name = main.iter().rposition(|unit| matches!(unit.what, UnitKind::Known(_)));
        match (role, name) {
            (Some(role), _) if !main[role].owns || name.is_none_or(|name| name < role) => main.get(role),
            (_, Some(name)) if main.len() == name + 1 => main.get(name),
            (Some(role), _) => main.get(role),
            // "Northern Fleet's Arctic Group": who owns what is unknown, if it is a body.
            (None, Some(name)) => {
                let PhraseUnit { what: UnitKind::Known(known), .. } = &main[name] else { return None };
                matches!(known[0], Known::Organization(_)).then(|| &main[name])
            }
            (None, None) => None,
        }
    }

    /// The words in upper case that the main part ends with: the name of someone.
    pub(super) fn name_at_end(&self, main: &[PhraseUnit<'c>]) -> Option<String> {
        let last = main.last()?;
        let mut start = main.len();
        while start > 0 && !main[start - 1].owns && self.may_be_name(&main[start - 1]) {
            start -= 1;
        }
        // "Bank of Mexico" ends in no name; "Maria da Silva" is one with a particle.
        let first = main.get(start)?;
        let titles = (first.start..last.end - 1).take_while(|&i| self.is_title(&self.words[i].text)).count();
        matches!(last.what, UnitKind::Name).then(|| self.join(first.start + titles..last.end))
    }

    /// The names of places within an unknown name: each run of its words, longest first.
    pub(super) fn runs(&self, unit: &PhraseUnit<'_>) -> impl Iterator<Item = String> {
        let (start, end) = (unit.start, unit.end);
        let lengths = (1..=(end - start).min(4)).rev();
        let runs = lengths.flat_map(move |length| (start..=end - length).rev().map(move |at| at..at + length));
        runs.map(|run| self.join(run))
    }

    /// What the codebook knows by words of a role, in upper case.
    pub(super) fn names_within(&self, unit: &PhraseUnit<'_>) -> Vec<Known> {
        if self.runs(unit).any(|run| self.codebook.vocabulary.actors.regional_adjectives.holds(&run)) {
            return Vec::new();
        }
        let capital = |name: &String| name.starts_with(char::is_uppercase);
        self.runs(unit).filter(capital).flat_map(|name| self.codebook.known(&name).to_vec()).collect()
    }

    /// The sector that the words within an unknown name tell: "Medical" in "Northern Medical Alliance", "Intelligence
    /// Agency". That it is some part of civil society tells least.
    pub(super) fn sector_within(&self, unit: &PhraseUnit<'_>) -> Option<Sector> {
        let mut told: Vec<Sector> =
            (unit.start + 1..=unit.end).rev().filter_map(|end| self.sector_at_end(unit.start..end, 1)).collect();
        told.sort_by_key(|sector| *sector == Sector::Soc);
        told.first().copied()
    }

    /// The sector that a role tells with the words before it in upper case: "Forces" in "Valley Self Defense Forces".
    pub(super) fn sector_of_compound(&self, main: &[PhraseUnit<'c>], role: &PhraseUnit<'c>) -> Option<Sector> {
        let before = main.iter().rev().find(|unit| unit.start < role.start)?;
        let name = matches!(before.what, UnitKind::Name) && !before.owns;
        name.then(|| self.sector_at_end(before.start..role.end, role.end - role.start + 1))?
    }

    /// The sector of the longest run of words that ends here and has at least so many.
    fn sector_at_end(&self, words: Range<usize>, least: usize) -> Option<Sector> {
        let sectors = &self.codebook.vocabulary.actors.sectors_in_names;
        let start = words.start.max(words.end.saturating_sub(LONGEST_IN_NAME));
        let starts = start..=words.end.saturating_sub(least).max(start);
        let long = |at: &usize| words.end - at >= least;
        starts.filter(long).find_map(|at| sectors.get(&self.join(at..words.end).to_lowercase()).copied())
    }

    /// The noun that the main part hangs on, in lower case and singular, and the words before it; nothing where it is a
    /// name. One in upper case is a noun if it stands alone or is plural: "Slovak Grenadiers", but not "Hana Baker".
    pub(super) fn noun_with_words_before(&self, main: &[PhraseUnit<'c>]) -> Option<(String, String)> {
        let is_word = |unit: &PhraseUnit<'_>| matches!(unit.what, UnitKind::Word);
        let is_name = |unit: &PhraseUnit<'_>| matches!(unit.what, UnitKind::Name);
        let named = main.len() > 1 && is_name(&main[main.len() - 1]) && is_word(&main[main.len() - 2]);
        let main = if named { &main[..main.len() - 1] } else { main };
        let last = main.last()?;
        let plural = || singular(&self.words[last.end - 1].text.to_lowercase()).is_some();
        if !is_word(last) && !(is_name(last) && (last.end == last.start + 1 || plural())) {
            return None;
        }
        let words = main.iter().rev().take_while(|unit| is_word(unit) || is_name(unit)).last().unwrap_or(last);
        let start = words.start.max(last.end.saturating_sub(LONGEST_IN_NAME + 1));
        Some((self.last_word(main)?, self.join(start..last.end - 1).to_lowercase()))
    }

    /// Whether the main part ends with the legal form of a firm: "Kestrel Marine Ltd".
    pub(super) fn is_firm(&self, main: &[PhraseUnit<'c>]) -> bool {
        let forms = &self.codebook.vocabulary.actors.legal_forms;
        let last = |unit: &PhraseUnit<'_>| forms.holds(self.words[unit.end - 1].text.trim_end_matches('.'));
        main.len() > 1 && main.last().is_some_and(last)
    }

    /// Whether words in upper case name a body of many states: "International Court", "Asian Development Bank".
    pub(super) fn is_of_many_states(&self, main: &[PhraseUnit<'c>]) -> bool {
        let actors = &self.codebook.vocabulary.actors;
        let (Some(first), Some(last)) = (main.first(), main.last()) else { return false };
        let mut words = self.words[first.start..last.end].iter();
        words.next().is_some_and(|word| actors.many_states.holds(&word.text))
            && words.any(|word| actors.bodies_of_many_states.holds(&word.text))
    }

    /// The first words of an unknown name, in lower case, as far as others follow: "chief rabbi" of "Chief Rabbi Sol Berg".
    pub(super) fn titles(&self, unit: &PhraseUnit<'_>) -> impl Iterator<Item = String> {
        let start = unit.start;
        let ends = (start + 1..unit.end.min(start + LONGEST_IN_NAME + 1)).rev();
        ends.map(move |end| self.join(start..end).to_lowercase())
    }

    /// Whether an unknown name of two words or more begins with the first name of a person.
    pub(super) fn has_first_name(&self, unit: &PhraseUnit<'_>) -> bool {
        unit.end > unit.start + 1 && self.codebook.gender_of(&self.words[unit.start].text).is_some()
    }

    fn may_be_name(&self, unit: &PhraseUnit<'_>) -> bool {
        let particle = || self.codebook.vocabulary.actors.name_particles.holds(&self.text(unit));
        matches!(unit.what, UnitKind::Name) || matches!(unit.what, UnitKind::Word) && particle()
    }

    /// Whether the word is a form of address or part of a title.
    fn is_title(&self, word: &str) -> bool {
        let word = word.trim_end_matches('.').to_lowercase();
        self.codebook.vocabulary.actors.titles_before_names.holds(&word)
    }

    /// Whether it is a pronoun alone.
    pub(super) fn pronoun(&self) -> bool {
        let [word] = &self.words[..] else { return false };
        pronouns::means_somebody(&word.text.to_lowercase())
    }

    /// The last word of the main part, singular and in lower case.
    pub(super) fn last_word(&self, main: &[PhraseUnit<'c>]) -> Option<String> {
        let word = &self.words[main.last()?.end - 1].text;
        Some(nominal::singular_or_same(&word.to_lowercase()))
    }
}
