//! Phrases whose head is a role: "Hungarian foreign minister", "a former Pentagon official".

use super::words::{Unit, What};
use super::{Coder, Told};
use crate::codebook::Role;

/// Heads of a phrase that have the sector of the body named with them: "a Pentagon official", "president of the Riigikogu".
const OF_BODY: &[&str] = &[
    "official",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "leader",
    "chief",
    "head",
    "member",
    "director",
    "representative",
    "source",
    "aide",
    "adviser",
    "advisor",
    "boss",
    "founder",
    "commander",
    "staff",
    "president",
    "chairman",
    "chairwoman",
    "chair",
    "secretary-general",
    "secretary general",
    "deputy",
    "officer",
    "agent",
    "operative",
    "delegate",
    "delegation",
    "team",
    "office",
    "headquarters",
    "unit",
    "executive",
    "executive director",
    "general secretary",
    "vice president",
    "deputy director",
    "envoy",
    "personnel",
    "group",
];

/// Words that make an office one of the past.
pub(super) const FORMER: [&str; 10] =
    ["former", "ex", "late", "ousted", "deposed", "retired", "onetime", "one-time", "erstwhile", "disgraced"];

/// Ranks of armed services and police whose former holders belong to the elites.
const RANKS: [&str; 10] = [
    "general",
    "admiral",
    "marshal",
    "colonel",
    "brigadier",
    "chief",
    "commander",
    "minister",
    "director",
    "commissioner",
];

/// Whether the word heads phrases that have the sector of the body named with them.
pub(super) fn is_of_body(word: &str) -> bool {
    OF_BODY.contains(&word)
}

impl<'c> Coder<'c, '_> {
    /// Sectors from the role or the body it belongs to, the country from the words around.
    pub(super) fn role(&self, main: &[Unit<'c>], unit: &Unit<'c>) -> Told {
        let What::Role(role, words) = &unit.what else { return Told::default() };
        let before = || main.iter().filter(|other| other.start < unit.start).rev();
        // "Police Chief Carmen Best": what follows the title of a person is a name, not a place.
        let is_name = |other: &&Unit<'c>| role.person && matches!(other.what, What::Name);
        let after = main.iter().filter(|other| other.start > unit.start && !is_name(other));
        let around = || before().chain(after.clone()).chain(self.phrase.behind(main));
        let lends = lends_its_code(role, words);
        let mut told = Told::of_role(role, words);
        if let Some(body) = before().find_map(body_of_role).filter(|_| lends) {
            told.coding.sectors = body.coding.sectors;
            told.entries.extend(body.entries);
        }
        match around().find_map(|other| self.body(other)) {
            Some(body) if lends && body.tells_more() => told = body,
            Some(body) => told.take_country(body),
            None => {}
        }
        if !told.has_country() {
            // "Syrian refugees in Jordan" are Syrian.
            let country = self.country_among(before()).or_else(|| self.within(unit));
            told.take_country(country.or_else(|| self.country_among(around())).unwrap_or_default());
        }
        let words_before: Vec<&str> = before().flat_map(|other| self.phrase.lower(other)).collect();
        adjust(&mut told, &words_before, role.person.then_some(words.as_str()));
        told
    }

    /// The last role of the phrase.
    pub(super) fn last_role(&self, main: &[Unit<'c>]) -> Told {
        let role = main.iter().rev().find_map(|unit| match &unit.what {
            What::Role(role, words) => Some(Told::of_role(role, words)),
            _ => None,
        });
        role.unwrap_or_default()
    }
}

/// "A Pentagon official", "president of the Riigikogu", "hospital staff": whether the body's code is that of the role.
fn lends_its_code(role: &Role, words: &str) -> bool {
    let head = words.rsplit(' ').next().unwrap_or(words);
    is_of_body(words) || is_of_body(head) && (!role.person || role.sector == ["GOV"])
}

/// A body without a name of its own: "intelligence agency" in "an intelligence agency officer".
fn body_of_role(unit: &Unit<'_>) -> Option<Told> {
    match &unit.what {
        What::Role(role, words) if !role.person && !role.sector.is_empty() => Some(Told::of_role(role, words)),
        _ => None,
    }
}

/// What adjectives before the role change: "former" for persons, "opposition", "Western".
fn adjust(told: &mut Told, before: &[&str], person: Option<&str>) {
    let former = person.filter(|_| before.iter().any(|word| FORMER.contains(word)));
    if let Some((role, sector)) = former.zip(told.coding.sectors.first().cloned()) {
        let ranked = role.split(' ').any(|word| RANKS.contains(&word));
        let sector = match sector.as_str() {
            "GOV" | "LEG" | "JUD" | "PTY" | "OPP" => "ELI",
            "MIL" | "COP" | "SPY" if ranked => "ELI",
            "MIL" | "COP" | "SPY" => "CVL",
            other => other,
        };
        told.coding.sectors = vec![sector.to_owned()];
        told.entries.push(format!("former: {sector}"));
    }
    let opposed = before.contains(&"opposition");
    if opposed && !told.coding.sectors.iter().any(|sector| matches!(sector.as_str(), "OPP" | "REB")) {
        told.coding.sectors.push("OPP".to_owned());
    }
    let in_role = told.entries.iter().any(|entry| entry.starts_with("role western "));
    if (before.contains(&"Western") || in_role) && !told.has_country() {
        told.coding.entity = Some("WST".to_owned());
    }
}
