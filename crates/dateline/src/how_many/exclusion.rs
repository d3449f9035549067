//! Numbers that count nothing: parts of names, scores, ages, pages, telephone numbers.

use dateline_language::Token;

use super::quantity::Quantity;
use super::unit::{Kind, Unit};
use crate::when::words::Words;

/// Words whose number only tells which one: "Article 5", "Flight 370".
const NUMBERED: [&str; 48] = [
    "article",
    "articles",
    "section",
    "sections",
    "chapter",
    "page",
    "pages",
    "no.",
    "no",
    "number",
    "nos.",
    "room",
    "flight",
    "route",
    "highway",
    "interstate",
    "channel",
    "figure",
    "title",
    "rule",
    "clause",
    "paragraph",
    "resolution",
    "phase",
    "level",
    "group",
    "type",
    "category",
    "part",
    "volume",
    "act",
    "boeing",
    "airbus",
    "gate",
    "line",
    "district",
    "precinct",
    "zone",
    "apollo",
    "area",
    "class",
    "grade",
    "proposition",
    "amendment",
    "round",
    "stage",
    "tier",
    "#",
];

/// Nouns that "one" makes no number with: "one thing", "one day".
const WITH_ONE: [&str; 24] = [
    "thing", "day", "time", "way", "hand", "side", "point", "example", "reason", "another", "step", "area", "issue",
    "bit", "kind", "sort", "moment", "piece", "place", "word", "case", "part", "result", "aspect",
];

/// Kinds of names that hold numbers.
const NAMES: [&str; 8] = ["ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT", "PERSON", "GPE"];

/// Whether a number is no figure.
pub(super) fn is_none(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    is_one(words, quantity, unit)
        || is_label(words, start, quantity, unit)
        || is_name(words, quantity)
        || is_code(words, quantity)
        || is_age(words, start, quantity, unit)
        || is_score(words, quantity, unit)
        || is_year(words, quantity, unit)
        || is_hyphenated(words, quantity, unit)
        || is_other(unit)
        || is_bare(words, quantity, unit)
}

/// "one of the men", "no one", "one day".
fn is_one(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    if words.lower(quantity.number) != "one" || quantity.end > quantity.number + 1 || quantity.value != Some(1.0) {
        return false;
    }
    let next = quantity.end;
    let counts =
        matches!(unit.kind, Kind::Money | Kind::Share | Kind::Measure) || unit.kind == Kind::Things && unit.end > next;
    let named = unit.name.as_deref().is_none_or(|name| WITH_ONE.contains(&name));
    !counts
        || named
        || words.lower(next) == "of"
        || matches!(words.before(quantity.number), "no" | "this" | "that" | "the" | "any" | "every" | "each")
}

/// "Article 5", "No. 10", "#3", and the numbers of a list.
fn is_label(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    if quantity.compared || quantity.currency.is_some() {
        return false;
    }
    let before = words.before(start);
    let dotted = before == "." && words.lower(start.wrapping_sub(2)) == "no";
    let listed =
        before.is_empty() && words.is(quantity.end, &[".", ")"]) && quantity.value.is_some_and(|value| value < 100.0);
    let label = NUMBERED.contains(&before)
        && (unit.kind == Kind::None || words.text(start - 1).starts_with(char::is_uppercase));
    label || dotted || listed
}

/// "Boeing 737", "the Big Three", "60 Minutes".
fn is_name(words: &Words<'_>, quantity: &Quantity) -> bool {
    let at = quantity.number;
    let capital = |i: usize| words.text(i).starts_with(char::is_uppercase);
    let spelled = capital(at) && at > 0 && !matches!(words.before(at), "" | "." | "\"" | "“" | "‘" | ":" | "''" | "``");
    if spelled && (capital(at - 1) || capital(quantity.end)) {
        return true;
    }
    let Some(name) = words.token(at).and_then(|token| token.name()) else { return false };
    let first = words.token(at).is_some_and(|token| token.i() == name.span().start());
    NAMES.contains(&name.label())
        && name.span().len() > 1
        && !first
        && quantity.currency.is_none()
        && !quantity.compared
}

/// Telephone numbers, codes, versions: digits glued to digits or letters.
fn is_code(words: &Words<'_>, quantity: &Quantity) -> bool {
    let text = words.text(quantity.number);
    let zero = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    let glued = |i: usize| words.is(i, &["-", "/", "_", "#", "@", ":"]);
    let before = quantity.number > 0
        && glued(quantity.number - 1)
        && words.touches_next(quantity.number - 1)
        && quantity.number > 1
        && words.touches_next(quantity.number - 2)
        && !words.tag(quantity.number - 2).starts_with('V');
    let slash = text.contains('/') && !matches!(text.rsplit('/').next(), Some("2" | "3" | "4" | "5" | "8" | "10"));
    zero || before || slash
}

/// "aged 34", "Anna Berg, 34,", "34 years old".
fn is_age(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    let next = unit.end;
    if words.is(start.wrapping_sub(1), &["aged", "age", "ages"]) || words.is(words.after_hyphen(next), &["old", "olds"])
    {
        return true;
    }
    if words.lower(next) == "of" && words.lower(next + 1) == "age" {
        return true;
    }
    if unit.kind == Kind::None
        && quantity.value.is_some_and(|value| (1.0..=110.0).contains(&value))
        && is_life(words, start, quantity)
    {
        return true;
    }
    let young = quantity.value.is_some_and(|value| (1.0..120.0).contains(&value) && value.fract() == 0.0);
    let apposed = words.before(start) == "," && matches!(words.lower(quantity.end), "," | "." | ";" | ")" | "");
    young && apposed && unit.kind == Kind::None && start > 1 && words.tag(start - 2) == "NNP"
}

/// "she is 45", "he turned 70", "voters under 30".
fn is_life(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let Some(token) = words.token(quantity.end - 1) else { return false };
    let verb = token.head();
    let person = |child: Token<'_>| child.dep() == "nsubj" && (matches!(child.tag(), "PRP" | "WP" | "NNP"));
    let lives = matches!(verb.lemma(), "be" | "turn") && matches!(token.dep(), "attr" | "dobj" | "acomp" | "npadvmod");
    let of_people = matches!(words.lower(start), "over" | "under" | "above" | "below")
        && words.tag(start.wrapping_sub(1)).starts_with("NN");
    (lives && verb.children().any(person)) || of_people
}

/// "3-2", "21-14", votes and results.
fn is_score(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let dash = |i: usize| words.is(i, &["-", "–"]);
    let pair = dash(quantity.end) && words.lower(quantity.end + 1).starts_with(|c: char| c.is_ascii_digit());
    let ranged = (quantity.number..quantity.end).any(dash) && quantity.high.is_some();
    (pair || ranged) && matches!(unit.kind, Kind::None)
}

/// A number of four digits that counts nothing is a year.
fn is_year(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let text = words.text(quantity.number);
    let year = text.len() == 4 && quantity.value.is_some_and(|value| (1500.0..2100.0).contains(&value));
    year && quantity.end == quantity.number + 1
        && text.bytes().all(|b| b.is_ascii_digit())
        && (unit.kind == Kind::None || (unit.kind == Kind::Things && words.tag(unit.end - 1) == "NN"))
}

/// "131 West 23rd Street" is an address, "three times the rate" a factor.
fn is_other(unit: &Unit) -> bool {
    unit.kind == Kind::Things
        && matches!(unit.name.as_deref(), Some("street" | "avenue" | "boulevard" | "times" | "o'clock"))
}

/// "10-member", "two-thirds", "three-way".
fn is_hyphenated(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let hyphen = words.after_hyphen(quantity.end) > quantity.end;
    hyphen && !matches!(unit.kind, Kind::Share | Kind::Money)
}

/// "those two", "first, one, ...": a small number in words that counts nothing.
fn is_pronoun(words: &Words<'_>, quantity: &Quantity) -> bool {
    let spelled = words.text(quantity.number).starts_with(char::is_alphabetic)
        && quantity.value.is_some_and(|value| value <= 12.0);
    let pointed =
        matches!(words.before(quantity.number), "those" | "these" | "the" | "its" | "their" | "our" | "," | "and");
    spelled && pointed && words.lower(quantity.end) != "of"
}

/// A number alone, that neither the tree nor the names take for one.
fn is_bare(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    if unit.kind != Kind::None || quantity.compared {
        return false;
    }
    if is_pronoun(words, quantity) {
        return true;
    }
    let Some(token) = words.token(quantity.end - 1) else { return true };
    let named = token.name().is_some_and(|name| matches!(name.label(), "CARDINAL" | "MONEY" | "PERCENT" | "QUANTITY"));
    !(named
        && matches!(
            token.dep(),
            "dobj" | "pobj" | "nsubj" | "nsubjpass" | "attr" | "conj" | "nummod" | "appos" | "ROOT"
        ))
}
