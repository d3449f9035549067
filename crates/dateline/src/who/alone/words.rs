//! The words of an actor phrase, and the names and roles among them.

use std::ops::Range;

use crate::codebook::{Codebook, Known, Noun, Role};
use crate::gazetteer;

/// The most words that a name or role has.
const LONGEST: usize = 10;

/// Words that begin what follows the head.
const BEHIND: [&str; 20] = [
    "of", "in", "for", "from", "to", "at", "near", "with", "by", "on", "against", "under", "within", "who", "which",
    "that", "whose", "during", "along", "outside",
];

/// Adjectives of parts of the world that hold a country's.
const REGIONS: [&str; 12] = [
    "Central American",
    "South American",
    "Latin American",
    "North American",
    "West African",
    "East African",
    "North African",
    "Southern African",
    "South Asian",
    "Southeast Asian",
    "Native American",
    "African American",
];

/// Nouns and numerals that count what follows "of".
const COUNTING: [&str; 24] = [
    "several",
    "some",
    "many",
    "most",
    "all",
    "one",
    "two",
    "three",
    "hundred",
    "thousand",
    "dozen",
    "score",
    "ten",
    "million",
    "number",
    "group",
    "team",
    "crowd",
    "couple",
    "handful",
    "majority",
    "dozens",
    "hundreds",
    "thousands",
];

/// Words in the names of bodies that tell their sector.
const SECTORS: [(&[&str], &str); 14] = [
    (&["medical", "medicine", "health", "hospital", "hospitals", "clinic", "surgeons", "nurses", "physicians"], "MED"),
    (&["university", "college", "school", "academy", "institute", "polytechnic", "students", "teachers"], "EDU"),
    (&["ministry", "agency", "authority", "bureau", "directorate", "commission", "department", "treasury"], "GOV"),
    (&["court", "tribunal", "judiciary", "bar", "prosecutors"], "JUD"),
    (&["parliament", "senate", "assembly", "congress", "legislature"], "LEG"),
    (&["army", "battalion", "brigade", "regiment", "navy", "squadron", "military", "fleet"], "MIL"),
    (&["police", "constabulary", "gendarmerie", "sheriff"], "COP"),
    (&["party", "democrats", "socialists", "communists", "conservatives", "liberals"], "PTY"),
    (&["union", "unions", "workers", "labour", "labor"], "LAB"),
    (&["church", "mosque", "diocese", "catholic", "islamic", "christian", "jewish", "muslim", "baptist"], "REL"),
    (&["times", "post", "news", "herald", "tribune", "gazette", "radio", "tv", "television", "broadcasting"], "JRN"),
    (
        &[
            "bank",
            "corp",
            "corporation",
            "inc",
            "ltd",
            "plc",
            "gmbh",
            "airlines",
            "airways",
            "motors",
            "oil",
            "holdings",
        ],
        "BUS",
    ),
    (&["front", "liberation", "resistance", "jihad", "mujahideen", "insurgents"], "REB"),
    (
        &["foundation", "association", "society", "alliance", "network", "federation", "relief", "rights", "charity"],
        "SOC",
    ),
];

/// Forms of address and parts of titles that stand before a name.
fn is_title(word: &str) -> bool {
    const TITLES: [&str; 34] = [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "deputy",
        "secretary",
        "minister",
        "president",
        "vice",
        "governor",
        "senator",
        "general",
        "gen",
        "colonel",
        "col",
        "major",
        "captain",
        "judge",
        "justice",
        "sheikh",
        "ayatollah",
        "rep",
        "sen",
        "gov",
        "acting",
        "interim",
        "assistant",
        "under",
        "prime",
        "congressman",
    ];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// A name or role of the phrase, or some word.
#[derive(Debug)]
pub(super) struct Unit<'c> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What<'c>,
    /// Whether a possessive mark follows.
    pub(super) owns: bool,
}

#[derive(Debug)]
pub(super) enum What<'c> {
    Known(Vec<Known>),
    /// A role, and its words as the codebook has them.
    Role(&'c Role, String),
    /// A place of several words that the gazetteer knows: its country.
    Place(String),
    /// Words in upper case that the codebook does not know.
    Name,
    Word,
}

struct Word {
    text: String,
    owns: bool,
}

impl Word {
    /// With its possessive mark.
    fn marked(&self) -> String {
        let mark = match (self.owns, self.text.ends_with('s')) {
            (false, _) => "",
            (true, false) => "'s",
            (true, true) => "'",
        };
        format!("{}{mark}", self.text)
    }
}

/// A phrase taken apart.
pub(super) struct Phrase<'c> {
    words: Vec<Word>,
    units: Vec<Unit<'c>>,
}

impl<'c> Phrase<'c> {
    pub(super) fn of(text: &str, codebook: &'c Codebook) -> Self {
        let words = words(text);
        let mut phrase = Self { words, units: Vec::new() };
        let mut at = 0;
        while at < phrase.words.len() {
            let (end, what) = phrase.unit_at(at, codebook);
            let owns = phrase.words[end - 1].owns;
            let joins = matches!(what, What::Name)
                && phrase.units.last().is_some_and(|unit| matches!(unit.what, What::Name) && !unit.owns);
            match phrase.units.last_mut().filter(|_| joins) {
                Some(last) => (last.end, last.owns) = (end, owns),
                None => phrase.units.push(Unit { start: at, end, what, owns }),
            }
            at = end;
        }
        phrase
    }

    /// The longest name or role that begins here.
    fn unit_at(&self, at: usize, codebook: &'c Codebook) -> (usize, What<'c>) {
        let last = (at + LONGEST).min(self.words.len());
        let known = (at + 1..=last).rev().find_map(|end| Some((end, self.known(at..end, codebook)?)));
        let role = (at + 1..=last).rev().find_map(|end| Some((end, self.role(at..end, codebook)?)));
        let longest = known.as_ref().map_or(0, |(end, _)| *end).max(role.as_ref().map_or(0, |(end, _)| *end));
        if let Some(end) = (longest.max(at + 1) + 1..=(at + 4).min(last)).rev().find(|&end| self.is_region(at..end)) {
            return (end, What::Word);
        }
        let place = (longest.max(at + 1) + 1..=(at + 4).min(last)).rev();
        if let Some((end, country)) = place.into_iter().find_map(|end| Some((end, self.place(at..end, codebook)?))) {
            return (end, What::Place(country));
        }
        match (known, role) {
            // "Defence Ministry" may be one state's name for its own, where another is spoken of.
            (Some((end, known)), Some((role_end, (role, words)))) => {
                let owned = self.units.iter().any(|unit| unit.owns);
                let vague = matches!(known[0], Known::Organization(i)
                    if owned || codebook.organizations[i].kind == "media");
                if role_end > end || role_end == end && vague {
                    (role_end, What::Role(role, words))
                } else {
                    (end, What::Known(known))
                }
            }
            (Some((end, known)), None) => (end, What::Known(known)),
            (None, Some((end, (role, words)))) => (end, What::Role(role, words)),
            (None, None) if self.words[at].text.starts_with(char::is_uppercase) => (at + 1, What::Name),
            (None, None) => (at + 1, What::Word),
        }
    }

    /// "Central American": no country's.
    fn is_region(&self, range: Range<usize>) -> bool {
        REGIONS.contains(&self.join(range).as_str())
    }

    /// The country of a place whose name has several words, all in upper case.
    fn place(&self, range: Range<usize>, codebook: &Codebook) -> Option<String> {
        let name = self.join(range.clone());
        if !self.words[range].iter().all(|word| word.text.starts_with(char::is_uppercase)) {
            return None;
        }
        let entries = codebook.gazetteer().named(&gazetteer::fold(&name));
        let entries = entries.into_iter().filter(|entry| !entry.country.is_empty() && entry.is_spelled(&name));
        let place = entries.max_by_key(|entry| (entry.feature.contains_others(), entry.population))?;
        Some(place.country.to_owned())
    }

    fn known(&self, range: Range<usize>, codebook: &Codebook) -> Option<Vec<Known>> {
        let name = self.join(range.clone());
        let known = codebook.known(&name);
        if !known.is_empty() {
            return Some(known.to_vec());
        }
        // Headline capitals: "CANBERRA".
        let capitals = name.len() > 3 && !name.contains(char::is_lowercase);
        let known = capitals.then(|| codebook.known(&title_case(&name))).filter(|known| !known.is_empty())?;
        Some(known.to_vec())
    }

    fn role(&self, range: Range<usize>, codebook: &'c Codebook) -> Option<(&'c Role, String)> {
        let last = &self.words[range.end - 1].text.to_lowercase();
        let before: Vec<String> = (range.start..range.end - 1).map(|i| self.words[i].marked().to_lowercase()).collect();
        let forms = [Some(last.clone()), singular(last), last.strip_suffix('s').map(str::to_owned)];
        forms.into_iter().flatten().find_map(|last| {
            let words = if before.is_empty() { last } else { format!("{} {last}", before.join(" ")) };
            let of_one = |words: &str| {
                let (first, rest) = words.split_once(' ').filter(|(_, rest)| rest.starts_with("of "))?;
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
    pub(super) fn text(&self, unit: &Unit<'_>) -> String {
        self.join(unit.start..unit.end)
    }

    /// The words of a unit in lower case, where it is neither name nor role.
    pub(super) fn lower(&self, unit: &Unit<'_>) -> impl Iterator<Item = &str> {
        let words = if matches!(unit.what, What::Known(_)) { 0..0 } else { unit.start..unit.end };
        words.map(|i| self.words[i].text.as_str())
    }

    /// The units up to what follows the head; of "several of the unions", the unions.
    pub(super) fn main(&self) -> &[Unit<'c>] {
        let from = self.units.iter().position(|unit| !self.is_counting(unit)).unwrap_or_default();
        let from = match self.units.get(from) {
            Some(unit) if from > 0 && self.text(unit) == "of" => from + 1,
            _ => 0,
        };
        let ends = |unit: &Unit<'_>| {
            let lower = self.text(unit).to_lowercase();
            matches!(unit.what, What::Word) && (BEHIND.contains(&lower.as_str()) || lower == ",")
        };
        // "India and Pakistan": the first counts; "iron and steel workers" is one.
        let whole = |unit: &Unit<'_>| matches!(unit.what, What::Known(_) | What::Role(..) | What::Place(_));
        let joins = |i: usize| i > from && self.text(&self.units[i]) == "and" && whole(&self.units[i - 1]);
        let end = (from..self.units.len()).find(|&i| ends(&self.units[i]) || joins(i)).unwrap_or(self.units.len());
        &self.units[from..end.max(from)]
    }

    fn is_counting(&self, unit: &Unit<'_>) -> bool {
        let lower = self.text(unit).to_lowercase();
        matches!(unit.what, What::Word | What::Role(..) | What::Name)
            && (COUNTING.contains(&lower.as_str())
                || matches!(lower.as_str(), "a" | "the" | "over" | "about" | "around"))
    }

    /// The units behind the main part.
    pub(super) fn behind(&self, main: &[Unit<'c>]) -> impl Iterator<Item = &Unit<'c>> + Clone {
        let end = main.last().map_or(0, |unit| unit.end);
        let behind = self.units.iter().skip_while(move |unit| unit.start < end);
        // "Ambassador to Poland": not of Poland.
        let to = behind.clone().next().is_some_and(|unit| matches!(self.text(unit).as_str(), "to" | "against"));
        behind.take(if to { 0 } else { usize::MAX })
    }

    /// The unit that the others of the main part stand before: its last role, or its last name.
    pub(super) fn head<'p>(&self, main: &'p [Unit<'c>]) -> Option<&'p Unit<'c>> {
        let role = main.iter().rposition(|unit| matches!(unit.what, What::Role(..)));
        let name = main.iter().rposition(|unit| matches!(unit.what, What::Known(_)));
        match (role, name) {
            (Some(role), _) if !main[role].owns || name.is_none_or(|name| name < role) => main.get(role),
            (_, Some(name)) if main.len() == name + 1 => main.get(name),
            (Some(role), _) => main.get(role),
            // "Northern Fleet's Arctic Group": who owns what is unknown, if it is a body.
            (None, Some(name)) => {
                let Unit { what: What::Known(known), .. } = &main[name] else { return None };
                matches!(known[0], Known::Organization(_)).then(|| &main[name])
            }
            (None, None) => None,
        }
    }

    /// The words in upper case that the main part ends with: the name of someone.
    pub(super) fn name_at_end(&self, main: &[Unit<'c>]) -> Option<String> {
        let last = main.last()?;
        let mut start = main.len();
        while start > 0 && !main[start - 1].owns && self.may_be_name(&main[start - 1]) {
            start -= 1;
        }
        // "Bank of Mexico" ends in no name; "Maria da Silva" is one with a particle.
        let first = main.get(start)?;
        let titles = (first.start..last.end - 1).take_while(|&i| is_title(&self.words[i].text)).count();
        matches!(last.what, What::Name).then(|| self.join(first.start + titles..last.end))
    }

    /// The names of places within an unknown name: each run of its words, longest first.
    pub(super) fn runs(&self, unit: &Unit<'_>) -> impl Iterator<Item = String> {
        let (start, end) = (unit.start, unit.end);
        let lengths = (1..=(end - start).min(4)).rev();
        let runs = lengths.flat_map(move |length| (start..=end - length).rev().map(move |at| at..at + length));
        runs.map(|run| self.join(run))
    }

    /// What the codebook knows by words of a role, in upper case.
    pub(super) fn names_within(&self, unit: &Unit<'_>, codebook: &Codebook) -> Vec<Known> {
        if self.runs(unit).any(|run| REGIONS.contains(&run.as_str())) {
            return Vec::new();
        }
        let capital = |name: &String| name.starts_with(char::is_uppercase);
        self.runs(unit).filter(capital).flat_map(|name| codebook.known(&name).to_vec()).collect()
    }

    /// The sector that a word within an unknown name tells: "Medical" in "Northern Medical Alliance".
    pub(super) fn sector_within(&self, unit: &Unit<'_>) -> Option<&'static str> {
        (unit.start..unit.end).rev().find_map(|i| {
            let word = self.words[i].text.to_lowercase();
            SECTORS.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, sector)| *sector)
        })
    }

    fn may_be_name(&self, unit: &Unit<'_>) -> bool {
        let particle = matches!(self.text(unit).as_str(), "al" | "bin" | "da" | "de" | "del" | "van" | "von" | "ibn");
        matches!(unit.what, What::Name) || matches!(unit.what, What::Word) && particle
    }

    /// Whether it is a pronoun alone.
    pub(super) fn pronoun(&self) -> bool {
        let [word] = &self.words[..] else { return false };
        let lower = word.text.to_lowercase();
        matches!(
            lower.as_str(),
            "he" | "she" | "they" | "it" | "him" | "her" | "them" | "who" | "we" | "i" | "you" | "someone" | "somebody"
        )
    }

    /// The last word of the main part, singular and in lower case.
    pub(super) fn last_word(&self, main: &[Unit<'c>]) -> Option<String> {
        let word = self.words[main.last()?.end - 1].text.to_lowercase();
        singular(&word).filter(|_| !word.ends_with("ss")).or(Some(word))
    }

    /// What the last common noun of the main part mentions.
    pub(super) fn noun(&self, main: &[Unit<'c>], codebook: &Codebook) -> Option<Noun> {
        let last = main.iter().rev().find(|unit| matches!(unit.what, What::Word))?;
        let word = self.text(last).to_lowercase();
        codebook.noun(&word).or_else(|| codebook.noun(&singular(&word)?))
    }
}

/// What may stand before a number.
const MEASURES: [&str; 9] = [
    "at least ",
    "at most ",
    "more than ",
    "less than ",
    "fewer than ",
    "up to ",
    "as many as ",
    "no fewer than ",
    "an estimated ",
];

/// Words without articles and marks; hyphens join what they stand between.
fn words(text: &str) -> Vec<Word> {
    let text = text
        .replace(['’', '‘'], "'")
        .replace(" - ", "-")
        .replace(", ", " , ")
        .replace("ex-", "ex ")
        .replace("Ex-", "ex ");
    let lower = text.to_lowercase();
    let counted = MEASURES.iter().find_map(|measure| lower.strip_prefix(measure).map(|_| measure.len()));
    let text = &text[counted.unwrap_or_default()..];
    let mut words = Vec::new();
    for (i, word) in text.split_whitespace().enumerate() {
        let word = word.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '(' | ')' | ';' | ':' | '!' | '?'));
        if word.is_empty() || i == 0 && matches!(word, "the" | "The" | "a" | "A" | "an" | "An") {
            continue;
        }
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'').filter(|word| word.ends_with('s')));
        words.push(Word { text: bare.unwrap_or(word).to_owned(), owns: bare.is_some() });
    }
    words
}

/// "CANBERRA" as "Canberra".
fn title_case(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The singular of a plural noun.
fn singular(word: &str) -> Option<String> {
    let swapped = |ending: &str, other: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{other}"));
    swapped("people", "person")
        .filter(|_| word == "people")
        .or_else(|| swapped("men", "man"))
        .or_else(|| swapped("children", "child"))
        .or_else(|| swapped("ies", "y"))
        .or_else(|| swapped("sses", "ss"))
        .or_else(|| swapped("ches", "ch"))
        .or_else(|| swapped("shes", "sh"))
        .or_else(|| swapped("xes", "x"))
        .or_else(|| swapped("wives", "wife"))
        .or_else(|| swapped("s", ""))
}
