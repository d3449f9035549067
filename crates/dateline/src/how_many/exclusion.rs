//! Numbers that count nothing: parts of names, scores, ages, pages, telephone numbers.

use dateline_language::{NameKind, Relation, Tag, Token};

use super::quantity::Quantity;
use super::unit::{Kind, Unit};
use crate::words::Words;

/// Words whose number only tells which one: "Article 5", "Flight 370".
const NUMBERED: [&str; 60] = [
    "troop",
    "pack",
    "season",
    "episode",
    "unit",
    "post",
    "lot",
    "ward",
    "exit",
    "exits",
    "bus",
    "local",
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
const WITH_ONE: [&str; 27] = [
    "level", "hell", "heck", "thing", "day", "time", "way", "hand", "side", "point", "example", "reason", "another",
    "step", "area", "issue", "bit", "kind", "sort", "moment", "piece", "place", "word", "case", "part", "result",
    "aspect",
];

/// Kinds of names that hold numbers.
const NAMES: [NameKind; 8] = [
    NameKind::Org,
    NameKind::Product,
    NameKind::Fac,
    NameKind::WorkOfArt,
    NameKind::Law,
    NameKind::Event,
    NameKind::Person,
    NameKind::Gpe,
];

/// Whether a number is no figure.
pub(super) fn is_none(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    is_one(words, quantity, unit)
        || is_label(words, start, quantity, unit)
        || is_name(words, quantity, unit)
        || is_code(words, quantity)
        || is_age(words, start, quantity, unit)
        || is_score(words, quantity, unit)
        || is_year(words, quantity, unit)
        || is_hyphenated(words, quantity, unit)
        || is_list_of_labels(words, start)
        || is_ratio(words, quantity, unit)
        || is_address(words, quantity, unit)
        || is_call(words, quantity)
        || is_rank(words, start, quantity)
        || is_other(unit)
        || is_bare(words, quantity, unit)
}

/// "one of the men", "no one", "one day".
fn is_one(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    // "approved one $1bn": the sum counts.
    if words.lower(quantity.number) == "one" && super::unit::currency_sign(words, quantity.end).is_some() {
        return true;
    }
    if words.lower(quantity.number) != "one" || quantity.end > quantity.number + 1 || quantity.value != Some(1.0) {
        return false;
    }
    let next = quantity.end;
    if words.tag(next) == Tag::Vbg {
        return true;
    }
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
    if is_behind_name(words, start, quantity, unit) || before == "number" {
        return true;
    }
    let label = is_numbered(before)
        && (unit.kind == Kind::None || words.text(start - 1).starts_with(char::is_uppercase))
        || is_always_numbered(before);
    label || dotted || listed
}

/// "FM 678 overpass", "NewsChannel 7 reporter": a number behind a name, with no plural behind it.
fn is_behind_name(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    let name = start > 0 && words.tag(start - 1) == Tag::Nnp && words.text(start - 1).starts_with(char::is_uppercase);
    let text = words.text(quantity.number);
    let short = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) && quantity.end == quantity.number + 1;
    let body = words.token(start.wrapping_sub(1)).and_then(|token| token.name());
    let counted = match unit.kind {
        Kind::Things => unit.head.is_some_and(|head| words.tag(head) != Tag::Nns),
        // "Magnet School 59"
        Kind::None => {
            body.is_some_and(|body| matches!(body.label(), NameKind::Org | NameKind::Fac | NameKind::Product))
        }
        _ => false,
    };
    name && short && counted && words.after_hyphen(quantity.end) == quantity.end
}

/// "grade 7 students": no plural behind these is counted.
fn is_always_numbered(word: &str) -> bool {
    matches!(word, "grade" | "grades" | "page" | "pages" | "chapter" | "chapters" | "flight" | "route" | "article")
}

fn is_numbered(word: &str) -> bool {
    NUMBERED.contains(&word) || word.strip_suffix('s').is_some_and(|one| NUMBERED.contains(&one))
}

/// "Packs 122, 124 and 131": the numbers behind the first one.
fn is_list_of_labels(words: &Words<'_>, start: usize) -> bool {
    let mut at = start;
    while at > 1 && words.is(at - 1, &[",", "and", "&"]) && words.lower(at - 2).bytes().all(|b| b.is_ascii_digit()) {
        at -= 2;
    }
    let label = if at > 0 { words.lower(at - 1) } else { "" };
    let capital = at > 0 && words.text(at - 1).starts_with(char::is_uppercase);
    at < start && (is_numbered(label) && capital || is_always_numbered(label))
}

/// "at 85 South Main Street", "165 Route 31".
fn is_address(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    const ROADS: [&str; 20] = [
        "st",
        "street",
        "ave",
        "avenue",
        "road",
        "rd",
        "drive",
        "dr",
        "boulevard",
        "blvd",
        "lane",
        "ln",
        "route",
        "way",
        "place",
        "court",
        "highway",
        "square",
        "parkway",
        "terrace",
    ];
    let named = |at: usize| words.text(at).starts_with(char::is_uppercase);
    let road = |at: usize| named(at) && ROADS.contains(&words.lower(at).trim_end_matches('.'));
    let end = quantity.end;
    let digits = words.text(quantity.number).bytes().all(|b| b.is_ascii_digit());
    digits && unit.kind != Kind::Money && named(end) && (end..end + 4).take_while(|&at| named(at)).any(road)
}

/// "called 911", "a 911 caller".
fn is_call(words: &Words<'_>, quantity: &Quantity) -> bool {
    matches!(words.text(quantity.number), "911" | "999")
        && (words.tag(quantity.number.wrapping_sub(1)).is_verb()
            || matches!(words.lower(quantity.end), "call" | "caller" | "calls" | "callers" | "operator" | "dispatcher"))
}

/// "5 means very good", "2012: 8 on Fast Ferry": marks and places in a list.
fn is_rank(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let year =
        words.lower(start.wrapping_sub(2)).len() == 4 && words.lower(start.wrapping_sub(2)).parse::<u16>().is_ok();
    words.lower(quantity.end) == "means" || words.before(start) == ":" && year
}

/// "split 4 to 1", "a 3 to 1 margin".
fn is_ratio(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let to_one = words.lower(quantity.end) == "to" && words.is(quantity.end + 1, &["1", "one"]);
    let one = quantity.value == Some(1.0) && words.before(quantity.number) == "to";
    (to_one || one) && unit.kind == Kind::None && quantity.currency.is_none()
}

/// "Boeing 737", "the Big Three", "60 Minutes".
fn is_name(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    if matches!(unit.kind, Kind::Share | Kind::Money) {
        return false;
    }
    let at = quantity.number;
    let capital = |i: usize| words.text(i).starts_with(char::is_uppercase);
    let spelled = capital(at) && at > 0 && !matches!(words.before(at), "" | "." | "\"" | "“" | "‘" | ":" | "''" | "``");
    if spelled && (capital(at - 1) || capital(quantity.end)) {
        return true;
    }
    // "the 400 Unit"
    let titled = matches!(words.before(at), "the" | "The")
        && words.tag(quantity.end) == Tag::Nnp
        && words.tag(quantity.end + 1) != Tag::Nns;
    let digits = words.text(at).bytes().all(|b| b.is_ascii_digit());
    if titled && digits && !words.tag(quantity.end + 1).is_noun() {
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
        && !words.tag(quantity.number - 2).is_verb();
    let slash = text.contains('/') && !matches!(text.rsplit('/').next(), Some("2" | "3" | "4" | "5" | "8" | "10"));
    // "(831) 386-1018"
    let area = words.before(quantity.number) == "(" && words.lower(quantity.end) == ")" && text.len() == 3;
    let number = |at: usize| words.lower(at).starts_with(|c: char| c.is_ascii_digit());
    zero || before || slash || area && number(quantity.end + 1)
}

/// "aged 34", "Anna Berg, 34,", "34 years old".
fn is_age(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    let next = unit.end;
    // "50 or older", "the women, 21 and 26,"
    let or_older =
        words.is(next, &["or", "and"]) && matches!(words.lower(next + 1), "older" | "younger" | "over" | "up");
    let pair = words.lower(start.wrapping_sub(1)) == "and"
        && words.lower(start.wrapping_sub(3)) == ","
        && words.tag(start.wrapping_sub(4)).is_noun()
        && words.is(quantity.end, &[",", "."])
        && words.lower(start.wrapping_sub(2)).parse::<u8>().is_ok_and(|age| age <= 110);
    let of_age = (start.saturating_sub(4)..start).any(|at| words.lower(at) == "age")
        && words.is(start.wrapping_sub(1), &["to", "from"]);
    if unit.kind == Kind::None && (or_older || pair || of_age) {
        return true;
    }
    // "ages 55 to 65"
    let first_of_two = words.is(start.wrapping_sub(1), &["to", "and", "-", "–"])
        && words.is(start.wrapping_sub(3), &["aged", "age", "ages"]);
    if first_of_two
        || words.is(start.wrapping_sub(1), &["aged", "age", "ages"])
        || words.is(words.after_hyphen(next), &["old", "olds"])
    {
        return true;
    }
    if words.lower(next) == "of" && words.lower(next + 1) == "age" || is_limit_of_age(words, start, quantity) {
        return true;
    }
    if unit.kind == Kind::None
        && quantity.value.is_some_and(|value| (1.0..=110.0).contains(&value))
        && is_life(words, start, quantity)
    {
        return true;
    }
    let young = quantity.value.is_some_and(|value| (1.0..120.0).contains(&value) && value.fract() == 0.0);
    let apposed = words.before(start) == ","
        && matches!(words.lower(quantity.end), "," | "." | ";" | ")" | "" | "-" | "–" | "—" | "―");
    young && apposed && unit.kind == Kind::None && start > 1 && words.tag(start - 2) == Tag::Nnp
}

/// "people under 30", "those over 65".
fn is_limit_of_age(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let limits = |word: &str| matches!(word, "over" | "under" | "above" | "below");
    // The limit is left out where the number is read by itself.
    let limit = if limits(words.before(start)) { start - 1 } else { start };
    let people = matches!(
        words.before(limit),
        "people" | "voters" | "men" | "women" | "children" | "adults" | "those" | "anyone" | "youth" | "kids"
    );
    let end_of_words = limits(words.lower(limit));
    people && end_of_words && quantity.value.is_some_and(|value| (1.0..=110.0).contains(&value))
}

/// "she is 45", "he turned 70", "voters under 30".
fn is_life(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let Some(token) = words.token(quantity.end - 1) else { return false };
    // "At 14, she went to sea."
    if words.text(start.wrapping_sub(1)) == "At" && words.lower(quantity.end) == "," {
        return true;
    }
    let verb = token.head();
    let person =
        |child: Token<'_>| child.dep() == Relation::Nsubj && (matches!(child.tag(), Tag::Prp | Tag::Wp | Tag::Nnp));
    let lives = matches!(verb.lemma(), "be" | "turn")
        && matches!(token.dep(), Relation::Attr | Relation::Dobj | Relation::Acomp | Relation::NpAdvmod);
    let of_people = matches!(words.lower(start), "over" | "under" | "above" | "below")
        && (words.tag(start.wrapping_sub(1)).is_noun() || words.before(start) == "as");
    (lives && verb.children().any(person)) || of_people
}

/// "3-2", "21-14", votes and results.
fn is_score(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let dash = |i: usize| words.is(i, &["-", "–"]);
    let pair = dash(quantity.end) && words.lower(quantity.end + 1).starts_with(|c: char| c.is_ascii_digit());
    let ranged = (quantity.number..quantity.end).any(dash) && quantity.high.is_some();
    (pair || ranged) && matches!(unit.kind, Kind::None)
}

/// A number of four digits that counts nothing is a year; "the 90's" are years too.
fn is_year(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let text = words.text(quantity.number);
    if text.len() == 2 && text.ends_with('0') && words.is(quantity.end, &["'s", "’s"]) {
        return true;
    }
    let year = text.len() == 4 && quantity.value.is_some_and(|value| (1500.0..2100.0).contains(&value));
    year && quantity.end == quantity.number + 1
        && text.bytes().all(|b| b.is_ascii_digit())
        && (unit.kind == Kind::None
            || (unit.kind == Kind::Things && matches!(words.tag(unit.end - 1), Tag::Nn | Tag::Nnp)))
}

/// "131 West 23rd Street" is an address, "three times the rate" a factor.
fn is_other(unit: &Unit) -> bool {
    // "the 3200 block of Broad Street"
    let block = unit.name.as_deref() == Some("block") && unit.kind == Kind::Things;
    block
        || unit.kind == Kind::Things
            && matches!(unit.name.as_deref(), Some("street" | "avenue" | "boulevard" | "times" | "o'clock"))
}

/// "three-way", "34-year-old": words, and lengths of time, which are times.
fn is_hyphenated(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let hyphen = words.after_hyphen(quantity.end) > quantity.end;
    let counts = unit.kind == Kind::Things
        && unit.head == Some(quantity.end + 1)
        && quantity.value != Some(1.0)
        && !unit.name.as_deref().is_some_and(super::unit::is_idiom);
    hyphen && !counts && !matches!(unit.kind, Kind::Share | Kind::Money | Kind::Measure)
}

/// "those two", "first, one, ...": a small number in words that counts nothing.
fn is_pronoun(words: &Words<'_>, quantity: &Quantity) -> bool {
    let spelled = words.text(quantity.number).starts_with(char::is_alphabetic)
        && quantity.value.is_some_and(|value| value <= 12.0);
    let pointed =
        matches!(words.before(quantity.number), "those" | "these" | "the" | "its" | "their" | "our" | "," | "and");
    // "Of the ten judges, six were new."
    let subject = words.token(quantity.number).is_some_and(|token| {
        token.dep().is_subject() && token.head().tag() == Tag::Vbd
            || matches!(words.lower(quantity.end), "were" | "are")
    });
    spelled && pointed && !(subject && words.before(quantity.number) == ",") && words.lower(quantity.end) != "of"
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
    let named = token.name().is_some_and(|name| {
        matches!(name.label(), NameKind::Cardinal | NameKind::Money | NameKind::Percent | NameKind::Quantity)
    });
    let digits = words.text(quantity.number).starts_with(|c: char| c.is_ascii_digit());
    let compared = digits && matches!(words.before(quantity.number), "than" | "versus" | "from");
    !((named || compared)
        && matches!(
            token.dep(),
            Relation::Dobj
                | Relation::Pobj
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Attr
                | Relation::Conj
                | Relation::Nummod
                | Relation::Appos
                | Relation::Root
        ))
}
