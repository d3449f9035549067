//! How do the parts of a dateline read: towns, what they lie in, days, hours, agencies, the sign behind them?

use regex::Regex;

use super::vocabulary::Vocabulary;

/// The parts that a dateline is made of, each as it stands at the start of what is left of the line.
#[derive(Debug)]
pub(crate) struct DatelinePatterns {
    /// Towns in capitals: `OSLO`, `PORT-au-PRINCE`, `BERN/ZURICH`.
    pub(crate) capitals: Regex,
    /// A town in usual letters: `Rio de Janeiro`.
    pub(crate) name: Regex,
    /// What it lies in: groups `IN` behind a comma, `HELD` in brackets.
    pub(crate) within: Regex,
    /// A day, in three forms: groups `MONTH`, `DAY`, `YEAR`; or numbers alone.
    pub(crate) days: [Regex; 4],
    /// A day of the week.
    pub(crate) weekday: Regex,
    /// A time of the day.
    pub(crate) clock: Regex,
    /// An agency in brackets or between strokes: groups `A`, `B`, `C`.
    pub(crate) agency: Regex,
    /// What may stand between two parts.
    pub(crate) between: Regex,
    /// A dash behind it all.
    pub(crate) dash: Regex,
    /// A colon behind it all.
    pub(crate) colon: Regex,
}

/// Letters of the Latin script, in which English news writes names: patterns of all scripts are thirty times as large.
pub(super) const LETTER: &str = r"[\p{L}&&[\x00-\u{24F}\u{1E00}-\u{1EFF}]]";
/// Those of them that are capitals.
pub(super) const UPPER: &str = r"[\p{Lu}&&[\x00-\u{24F}\u{1E00}-\u{1EFF}]]";
/// Those that are small.
const LOWER: &str = r"[\p{Ll}&&[\x00-\u{24F}\u{1E00}-\u{1EFF}]]";

impl DatelinePatterns {
    /// Of the words of a language.
    pub(super) fn of(words: &Vocabulary) -> Self {
        let links = any(words.places.name_links.iter().filter(|link| link.chars().all(char::is_alphabetic)));
        let leads = any(words.places.before_places.iter());
        let joiner = regex::escape(&words.page.name_joiner);
        let ordinal = any(words.numbers.ordinal_endings.iter());
        let capitals = format!("{UPPER}(?:{LOWER}{{1,2}})?(?:[{UPPER}.’'ʼ]|-(?:{LOWER}{{1,3}}-)?{UPPER})+");
        let word = format!("{UPPER}[{LETTER}.’'ʼ]*(?:-{LETTER}+)*");
        let name = format!(r"{word}(?:(?:\s(?:{links})){{0,2}}\s{word}){{0,4}}");
        Self {
            capitals: start(&format!(r"{capitals}(?:(?:\s|\s?/\s?|\s(?i:{joiner})\s){capitals}){{0,5}}",)),
            name: start(&format!(r"{name}(?:\s?/\s?{name})?")),
            within: start(&format!(r"(?:,\s+(?P<IN>(?:(?:{leads})\s+)?{name})|\s+\((?P<HELD>{name})\))")),
            days: [
                start(&format!(
                    r"(?P<MONTH>{LETTER}{{3,9}})\.?\s+(?P<DAY>[0-9]{{1,2}})(?:{ordinal})?(?:,?\s+(?P<YEAR>[0-9]{{4}}))?\b"
                )),
                start(&format!(
                    r"(?P<DAY>[0-9]{{1,2}})(?:{ordinal})?[\s-]+(?P<MONTH>{LETTER}{{3,9}})\.?(?:[,\s-]\s*(?P<YEAR>[0-9]{{4}})\b)?"
                )),
                start(r"(?P<YEAR>[0-9]{4})[-./](?P<MONTH>[0-9]{1,2})[-./](?P<DAY>[0-9]{1,2})\b"),
                start(r"(?P<DAY>[0-9]{1,2})[-./](?P<MONTH>[0-9]{1,2})[-./](?P<YEAR>[0-9]{4})\b"),
            ],
            weekday: start(&format!(r"(?P<NAME>{UPPER}{LETTER}{{2,8}})\.?")),
            clock: start(
                r"(?i:[0-9]{1,2}[:.H][0-9]{2}|[0-9]{1,2}\s?[AP]\.?M|[0-9]{4}\s[A-Z]{3}\b)(?i:\s?[AP]\.?M\b\.?)?(?:\s\(?[A-Z]{2,4}\b\)?)?(?:[+-][0-9]{1,2})?",
            ),
            agency: start(&format!(
                r"(?:\(\s*(?P<A>[{LETTER}[0-9]][{LETTER}[0-9] .,&’'/–-]{{1,60}}?)\s*\)|/\s?(?P<B>{LETTER}[{LETTER}[0-9] .&-]{{1,40}}?)\s?/|\[\s*(?P<C>{LETTER}[{LETTER}[0-9] .,&/-]{{1,40}}?)\s*\])",
            )),
            between: start(r"[,.;]?\s*(?:\|\s*)?"),
            dash: start(r"(?:[.,]?\s*[-–—―_\u{97}]+(?:\s+|$)|\s*(?:--+|[—―])|\s+[-–])"),
            colon: start(r"\s*:(?:\s+|$)"),
        }
    }
}

/// One of these texts.
pub(super) fn any<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.map(regex::escape).collect::<Vec<_>>().join("|")
}

/// What a text begins with.
fn start(pattern: &str) -> Regex {
    Regex::new(&format!("^(?:{pattern})")).expect("the pattern is part of the program")
}
