//! Does a number only tell which one it is? Labels, names, codes, addresses, telephone numbers.

use dateline_language::{NameKind, Tag};

use crate::codebook::Numbers;
use crate::grammar::amounts;
use crate::how_many::quantity::Quantity;
use crate::how_many::unit::{Unit, UnitKind};
use crate::words::Words;

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

/// "Article 5", "No. 10", "#3", and the numbers of a list.
pub(super) fn is_label(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    if quantity.compared || quantity.currency.is_some() {
        return false;
    }
    let numbers = &words.vocabulary.numbers;
    let before = words.before(start);
    let dotted = before == "." && words.is_in(start.wrapping_sub(2), &numbers.number_sign_before_stop);
    let listed =
        before.is_empty() && words.is(quantity.end, &[".", ")"]) && quantity.value.is_some_and(|value| value < 100.0);
    if is_behind_name(words, start, quantity, unit) || numbers.number_signs.holds(before) {
        return true;
    }
    let label = is_numbered(before, numbers)
        && (unit.kind == UnitKind::None || words.text(start - 1).starts_with(char::is_uppercase))
        || numbers.always_numbered.holds(before);
    label || dotted || listed
}

/// "FM 678 overpass", "NewsChannel 7 reporter": a number behind a name, with no plural behind it.
fn is_behind_name(words: &Words<'_>, start: usize, quantity: &Quantity, unit: &Unit) -> bool {
    let name = start > 0 && words.tag(start - 1) == Tag::Nnp && words.text(start - 1).starts_with(char::is_uppercase);
    let text = words.text(quantity.number);
    let short = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) && quantity.end == quantity.number + 1;
    let body = words.token(start.wrapping_sub(1)).and_then(|token| token.name());
    let counted = match unit.kind {
        UnitKind::Things => unit.head.is_some_and(|head| words.tag(head) != Tag::Nns),
        // "Magnet School 59"
        UnitKind::None => {
            body.is_some_and(|body| matches!(body.label(), NameKind::Org | NameKind::Fac | NameKind::Product))
        }
        _ => false,
    };
    name && short && counted && words.after_hyphen(quantity.end) == quantity.end
}

fn is_numbered(word: &str, numbers: &Numbers) -> bool {
    numbers.numbered.holds(word) || amounts::singular(word).is_some_and(|one| numbers.numbered.holds(one))
}

/// "Packs 122, 124 and 131": the numbers behind the first one.
pub(super) fn is_list_of_labels(words: &Words<'_>, start: usize) -> bool {
    let numbers = &words.vocabulary.numbers;
    let mut at = start;
    let joins = |word: &str| matches!(word, "," | "&") || amounts::adds(word);
    while at > 1 && joins(words.lower(at - 1)) && words.lower(at - 2).bytes().all(|b| b.is_ascii_digit()) {
        at -= 2;
    }
    let label = if at > 0 { words.lower(at - 1) } else { "" };
    let capital = at > 0 && words.text(at - 1).starts_with(char::is_uppercase);
    at < start && (is_numbered(label, numbers) && capital || numbers.always_numbered.holds(label))
}

/// "Boeing 737", "the Big Three", "60 Minutes".
pub(super) fn is_name(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    if matches!(unit.kind, UnitKind::Share | UnitKind::Money) {
        return false;
    }
    let at = quantity.number;
    let capital = |i: usize| words.text(i).starts_with(char::is_uppercase);
    let spelled = capital(at) && at > 0 && !matches!(words.before(at), "" | "." | "\"" | "“" | "‘" | ":" | "''" | "``");
    if spelled && (capital(at - 1) || capital(quantity.end)) {
        return true;
    }
    // "the 400 Unit"
    let titled = amounts::is_definite_article(words.before(at))
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
pub(super) fn is_code(words: &Words<'_>, quantity: &Quantity) -> bool {
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

/// "at 85 South Main Street", "165 Route 31".
pub(super) fn is_address(words: &Words<'_>, quantity: &Quantity, unit: &Unit) -> bool {
    let named = |at: usize| words.text(at).starts_with(char::is_uppercase);
    let road = |at: usize| named(at) && words.vocabulary.numbers.roads.holds(words.lower(at).trim_end_matches('.'));
    let end = quantity.end;
    let digits = words.text(quantity.number).bytes().all(|b| b.is_ascii_digit());
    digits && unit.kind != UnitKind::Money && named(end) && (end..end + 4).take_while(|&at| named(at)).any(road)
}

/// "called 911", "a 911 caller".
pub(super) fn is_call(words: &Words<'_>, quantity: &Quantity) -> bool {
    matches!(words.text(quantity.number), "911" | "999")
        && (words.tag(quantity.number.wrapping_sub(1)).is_verb()
            || words.is_in(quantity.end, &words.vocabulary.numbers.emergency_calls))
}
