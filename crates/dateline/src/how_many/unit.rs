//! What a number counts or measures: money, per cent, kilometres, soldiers.

use dateline_language::{Relation, Tag, Token};

use super::quantity::Quantity;
use crate::words::Words;

/// What is counted, and where its words end.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unit {
    pub(super) name: Option<String>,
    pub(super) of: Option<String>,
    /// One past its last word.
    pub(super) end: usize,
    /// The word that stands for the thing counted: the noun, else the number.
    pub(super) head: Option<usize>,
    pub(super) kind: Kind,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    None,
    Money,
    Share,
    Measure,
    Time,
    Things,
}

/// Whether a currency sign or code stands here.
pub(super) fn currency_sign(words: &Words<'_>, i: usize) -> Option<()> {
    sign_code(words.text(i)).map(|_| ())
}

/// The ISO 4217 code of what stands before an amount.
fn sign_code(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "$" | "US$" | "USD" | "U.S.$" => "USD",
        "£" | "GBP" => "GBP",
        "€" | "EUR" => "EUR",
        "¥" | "JPY" => "JPY",
        "₹" | "Rs" | "Rs." | "INR" => "INR",
        "₽" | "RUB" => "RUB",
        "₴" | "UAH" => "UAH",
        "₪" | "NIS" => "ILS",
        "₩" => "KRW",
        "₦" => "NGN",
        "₺" => "TRY",
        "C$" | "CA$" | "CAD" => "CAD",
        "A$" | "AU$" | "AUD" => "AUD",
        "NZ$" => "NZD",
        "HK$" => "HKD",
        "S$" => "SGD",
        "R$" => "BRL",
        "CHF" => "CHF",
        "CNY" | "RMB" => "CNY",
        _ => return None,
    })
}

/// Whose money, by the word before it: "Canadian dollars".
const DOLLARS: [(&str, &str); 9] = [
    ("canadian", "CAD"),
    ("australian", "AUD"),
    ("zealand", "NZD"),
    ("kong", "HKD"),
    ("singapore", "SGD"),
    ("taiwan", "TWD"),
    ("jamaican", "JMD"),
    ("zimbabwean", "ZWL"),
    ("fijian", "FJD"),
];

/// The ISO 4217 code of a currency's name, or the name where several states use it.
fn currency_name<'w>(name: &'w str, whose: &str) -> Option<&'w str> {
    Some(match name {
        "dollar" | "dollars" | "bucks" => DOLLARS.iter().find(|(of, _)| *of == whose).map_or("USD", |(_, code)| code),
        "euro" | "euros" => "EUR",
        "sterling" => "GBP",
        "yen" => "JPY",
        "yuan" | "renminbi" => "CNY",
        "rupee" | "rupees" => match whose {
            "pakistani" => "PKR",
            "lankan" => "LKR",
            "nepalese" | "nepali" => "NPR",
            _ => "INR",
        },
        "ruble" | "rubles" | "rouble" | "roubles" => {
            if whose == "belarusian" {
                "BYN"
            } else {
                "RUB"
            }
        }
        "hryvnia" | "hryvnias" | "hryvnya" => "UAH",
        "shekel" | "shekels" => "ILS",
        "zloty" | "zlotys" | "zlotych" => "PLN",
        "forint" | "forints" => "HUF",
        "naira" => "NGN",
        "rand" => "ZAR",
        "baht" => "THB",
        "ringgit" => "MYR",
        "rupiah" => "IDR",
        "taka" => "BDT",
        "lira" | "liras" => "TRY",
        "won" => {
            if whose.is_empty() {
                return None;
            } else {
                "KRW"
            }
        }
        "cents" | "francs" | "marks" | "pesos" | "dinars" | "dirhams" | "riyals" | "crowns" | "kronor" | "kroner"
        | "guilders" | "pence" | "real" | "reais" => name,
        _ => return None,
    })
}

/// The sign of a measure, or its name as printed.
pub(super) fn measure(word: &str) -> Option<&str> {
    Some(match word {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => "km",
        "m" | "meter" | "meters" | "metre" | "metres" => "m",
        "cm" | "centimeters" | "centimetres" => "cm",
        "mm" | "millimeters" | "millimetres" => "mm",
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms" => "kg",
        "g" | "gram" | "grams" => "g",
        "tonne" | "tonnes" => "tonnes",
        "ton" | "tons" => "tons",
        "kph" | "km/h" => "km/h",
        "mw" | "megawatt" | "megawatts" => "MW",
        "gw" | "gigawatt" | "gigawatts" => "GW",
        "kiloton" | "kilotons" | "megaton" | "megatons" | "mile" | "miles" | "mph" | "feet" | "foot" | "ft"
        | "inch" | "inches" | "yard" | "yards" | "acre" | "acres" | "hectare" | "hectares" | "barrel" | "barrels"
        | "bpd" | "gallon" | "gallons" | "liter" | "liters" | "litre" | "litres" | "lb" | "lbs" | "ounce"
        | "ounces" | "knots" | "degrees" | "bushels" | "carats" | "bales" | "gigabytes" | "megabytes" => word,
        _ => return None,
    })
}

/// What a quantity counts.
pub(super) fn unit(words: &Words<'_>, quantity: &Quantity) -> Unit {
    let end = quantity.end;
    if let Some(sign) = quantity.currency {
        let code = sign_code(words.text(sign)).map(str::to_owned);
        return Unit { name: code, end, head: Some(end - 1), kind: Kind::Money, of: None };
    }
    if quantity.low.is_some()
        && words.lower(end) == "of"
        && currency_word(words, end + 1).is_none()
        && quantity.value.is_none()
        && quantity.high.is_none()
    {
        return counted_of(words, end);
    }
    percent(words, end)
        .or_else(|| money(words, end, quantity))
        .or_else(|| measured(words, end))
        .or_else(|| lasting(words, end))
        .or_else(|| hyphenated(words, end))
        .or_else(|| things(words, quantity))
        .or_else(|| (words.lower(end) == "of").then(|| counted_of(words, end)))
        .unwrap_or(Unit { end, head: Some(end - 1), ..Unit::default() })
}

fn percent(words: &Words<'_>, end: usize) -> Option<Unit> {
    let hyphen = words.after_hyphen(end);
    let length = match (words.lower(hyphen), words.lower(hyphen + 1)) {
        ("percentage", "points" | "point") | ("per", "cent") => 2,
        ("%" | "percent" | "pct" | "pc", _) => 1,
        _ => return None,
    };
    let end = hyphen + length;
    Some(Unit {
        name: Some("%".to_owned()),
        end,
        head: Some(end - 1),
        kind: Kind::Share,
        of: of(words, end).map(|(of, _)| of),
    })
}

fn currency_word<'w>(words: &'w Words<'_>, at: usize) -> Option<(&'w str, usize)> {
    let whose =
        usize::from(words.is(at, &["u.s.", "us", "american"]) || words.text(at).starts_with(char::is_uppercase))
            + usize::from(words.is(at, &["hong", "new", "sri"]));
    let name = currency_name(words.lower(at + whose), if whose == 0 { "" } else { words.lower(at + whose - 1) })?;
    Some((name, at + whose + 1))
}

fn money(words: &Words<'_>, end: usize, quantity: &Quantity) -> Option<Unit> {
    let of = usize::from(words.lower(end) == "of" && quantity.value.is_none());
    let (name, end) = currency_word(words, end + of).or_else(|| {
        // Pounds are weighed too.
        let pounds = matches!(words.lower(end), "pound" | "pounds");
        if !pounds {
            return None;
        }
        let weighed = words.lower(end + 1) == "of" && words.tag(end + 2) != Tag::Dollar || !is_paid(words, quantity);
        Some((if weighed { "pounds" } else { "GBP" }, end + 1))
    })?;
    let kind = if name == "pounds" { Kind::Measure } else { Kind::Money };
    let of = if kind == Kind::Measure { self::of(words, end).map(|(of, _)| of) } else { None };
    Some(Unit { name: Some(name.to_owned()), end, head: Some(end - 1), kind, of })
}

/// Whether pounds are money: millions of them, sterling, or what is paid, fined, earned.
fn is_paid(words: &Words<'_>, quantity: &Quantity) -> bool {
    const PAID: [&str; 18] = [
        "pay", "cost", "worth", "fine", "spend", "earn", "raise", "price", "charge", "donate", "award", "save", "owe",
        "lend", "borrow", "invest", "sell", "buy",
    ];
    let large = [quantity.value, quantity.low].into_iter().flatten().any(|value| value >= 10_000.0);
    let before = (quantity.number.saturating_sub(5)..quantity.number).filter_map(|at| words.token(at));
    let sterling = words.lower(quantity.end + 1) == "sterling";
    large || sterling || before.into_iter().any(|token| PAID.contains(&crate::grammar::lemma(token).as_ref()))
}

fn measured(words: &Words<'_>, end: usize) -> Option<Unit> {
    let square = usize::from(words.is(end, &["square", "cubic", "nautical", "metric", "sq"]));
    let name = measure(words.lower(end + square))?;
    let name = if square > 0 { format!("{} {name}", words.lower(end)) } else { name.to_owned() };
    let end = end + square + 1;
    let (of, end) = of(words, end).map_or((None, end), |(of, last)| (Some(of), last));
    Some(Unit { name: Some(name), end, head: Some(end - 1), kind: Kind::Measure, of })
}

fn lasting(words: &Words<'_>, end: usize) -> Option<Unit> {
    let more = usize::from(words.is(end, &["more", "consecutive", "full", "straight"]));
    let (_, many) = words.vocabulary.times.unit(words.lower(end + more))?;
    let single = words.is(end.wrapping_sub(1), &["one", "1"]);
    let name = Some(words.lower(end + more).to_owned());
    (many || single).then(|| Unit { name, end: end + more + 1, head: Some(end + more), kind: Kind::Time, of: None })
}

/// What the measured thing is: `oil` of "barrels of crude oil", and one past its last word.
fn of(words: &Words<'_>, end: usize) -> Option<(String, usize)> {
    if words.lower(end) != "of" {
        return None;
    }
    let noun = noun_after(words, end + 1)?;
    Some((words.lower(noun).to_owned(), noun + 1))
}

/// `dozens of people`, `three of the ships`.
fn counted_of(words: &Words<'_>, end: usize) -> Unit {
    match noun_after(words, end + 1) {
        Some(noun) => Unit {
            name: Some(words.lower(noun).to_owned()),
            end: noun + 1,
            head: Some(noun),
            kind: Kind::Things,
            of: None,
        },
        None => Unit { end, head: Some(end - 1), ..Unit::default() },
    }
}

/// The last noun of the noun phrase that begins at a word.
pub(super) fn noun_after(words: &Words<'_>, start: usize) -> Option<usize> {
    let mut noun = None;
    for at in start..start + 7 {
        match words.tag(at) {
            // "of the bank's staff" is of the staff.
            Tag::Pos => noun = None,
            // "veto-wielding members".
            tag if tag.is_noun() && words.after_hyphen(at + 1) > at + 1 => {}
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => noun = Some(at),
            // "civilians wounded on Sunday": a participle after the noun is no part of it.
            Tag::Dt
            | Tag::PrpPoss
            | Tag::Jj
            | Tag::Jjr
            | Tag::Jjs
            | Tag::Cd
            | Tag::Vbn
            | Tag::Vbg
            | Tag::Hyph
            | Tag::Rb
            | Tag::Pdt
            | Tag::OpenQuote
                if noun.is_none() => {}
            Tag::Hyph => {}
            _ => break,
        }
    }
    noun
}

/// "a two-way street", "a two-fold increase" count nothing.
pub(super) fn is_idiom(noun: &str) -> bool {
    matches!(noun, "way" | "fold" | "time" | "star" | "part" | "point" | "old" | "step" | "on" | "tier")
}

/// "a 13-story hotel", "a 12-employee company": what is counted stands behind the hyphen.
fn hyphenated(words: &Words<'_>, end: usize) -> Option<Unit> {
    let noun = words.after_hyphen(end);
    let name = words.lower(noun);
    let counts = noun > end && words.tag(noun).is_noun() && words.text(noun).starts_with(char::is_lowercase);
    let before_noun = matches!(
        words.tag(noun + 1),
        Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Nfp | Tag::Hyph | Tag::Jj | Tag::Jjr | Tag::Jjs
    );
    if !counts || !before_noun || is_idiom(name) || words.vocabulary.times.unit(name).is_some() {
        return None;
    }
    let (name, kind) = measure(name).map_or((name, Kind::Things), |name| (name, Kind::Measure));
    Some(Unit { name: Some(name.to_owned()), end: noun + 1, head: Some(noun), kind, of: None })
}

/// The noun that the number stands before.
fn things(words: &Words<'_>, quantity: &Quantity) -> Option<Unit> {
    if words.lower(quantity.end) == "times" {
        return Some(Unit {
            name: Some("times".to_owned()),
            end: quantity.end + 1,
            kind: Kind::Things,
            ..Unit::default()
        });
    }
    let number = words.token(quantity.end - 1)?;
    let head = by_tree(words, quantity.end, number).or_else(|| by_order(words, quantity.end))?;
    let name = words.lower(head).to_owned();
    // "four 2.5 pound bags": the second number is a figure of its own.
    let between = (quantity.end..head)
        .any(|at| words.tag(at) == Tag::Cd && words.lower(at).starts_with(|c: char| c.is_ascii_digit()));
    let end = if between { quantity.end } else { head + 1 };
    Some(Unit { name: Some(name), end, head: Some(head), kind: Kind::Things, of: None })
}

fn by_tree(words: &Words<'_>, end: usize, number: Token<'_>) -> Option<usize> {
    let head = number.head();
    let counts = matches!(number.dep(), Relation::Nummod | Relation::Amod | Relation::Compound) && head.tag().is_noun();
    if !counts || head.i() <= number.i() {
        return None;
    }
    let at = (end..end + 9).find(|&at| words.token(at) == Some(head))?;
    // No comma or verb between: "in 200, thousands".
    let ends = |k| {
        matches!(words.tag(k), Tag::Comma | Tag::Colon | Tag::Stop | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::In)
    };
    let clean = (end..at).all(|k| words.token(k).is_some() && !ends(k));
    clean.then_some(at)
}

fn by_order(words: &Words<'_>, end: usize) -> Option<usize> {
    let adjective = |at: usize| {
        matches!(words.tag(at), Tag::Jj | Tag::Jjr | Tag::Vbn | Tag::Vbg | Tag::Hyph)
            && !super::role::is_fate(words.lower(at))
    };
    let mut at = end;
    // "low- and middle-income Americans"
    let joins = |at: usize| words.tag(at) == Tag::Cc && words.tag(at - 1) == Tag::Hyph;
    while at < end + 6 && (adjective(at) || joins(at) || words.tag(at) == Tag::Nn && words.tag(at + 1) == Tag::Hyph) {
        at += 1;
    }
    let start = at;
    while matches!(words.tag(at), Tag::Nn | Tag::Nns | Tag::Nnps | Tag::Nnp) && at < start + 4 {
        at += 1;
    }
    // No verb in the singular follows a number: the tagger took "undergraduates" for one.
    if at == start && words.tag(at) == Tag::Vbz && words.lower(at).len() > 6 {
        at += 1;
    }
    (at > start && words.tag(at - 1) != Tag::Nnp && words.after_hyphen(at) == at).then(|| at - 1)
}
