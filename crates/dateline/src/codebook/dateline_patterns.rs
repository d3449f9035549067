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

impl DatelinePatterns {
    /// Of the words of a language.
    pub(super) fn of(words: &Vocabulary) -> Self {
        let links = any(words.places.name_links.iter().filter(|link| link.chars().all(char::is_alphabetic)));
        let leads = any(words.places.before_places.iter());
        let joiner = regex::escape(&words.page.name_joiner);
        let ordinal = any(words.numbers.ordinal_endings.iter());
        let capitals = r"\p{Lu}(?:\p{Ll}{1,2})?(?:[\p{Lu}.’'ʼ]|-(?:\p{Ll}{1,3}-)?\p{Lu})+";
        let word = r"\p{Lu}[\p{L}.’'ʼ]*(?:-\p{L}+)*";
        let name = format!(r"{word}(?:(?:\s(?:{links})){{0,2}}\s{word}){{0,4}}");
        Self {
            capitals: start(&format!(r"{capitals}(?:(?:\s|\s?/\s?|\s(?i:{joiner})\s){capitals}){{0,5}}",)),
            name: start(&format!(r"{name}(?:\s?/\s?{name})?")),
            within: start(&format!(r"(?:,\s+(?P<IN>(?:(?:{leads})\s+)?{name})|\s+\((?P<HELD>{name})\))")),
            days: [
                start(&format!(
                    r"(?P<MONTH>\p{{L}}{{3,9}})\.?\s+(?P<DAY>\d{{1,2}})(?:{ordinal})?(?:,?\s+(?P<YEAR>\d{{4}}))?\b"
                )),
                start(&format!(
                    r"(?P<DAY>\d{{1,2}})(?:{ordinal})?[\s-]+(?P<MONTH>\p{{L}}{{3,9}})\.?(?:[,\s-]\s*(?P<YEAR>\d{{4}})\b)?"
                )),
                start(r"(?P<YEAR>\d{4})[-./](?P<MONTH>\d{1,2})[-./](?P<DAY>\d{1,2})\b"),
                start(r"(?P<DAY>\d{1,2})[-./](?P<MONTH>\d{1,2})[-./](?P<YEAR>\d{4})\b"),
            ],
            weekday: start(r"(?P<NAME>\p{Lu}\p{L}{2,8})\.?"),
            clock: start(
                r"(?i:\d{1,2}[:.H]\d{2}|\d{1,2}\s?[AP]\.?M|\d{4}\s[A-Z]{3}\b)(?i:\s?[AP]\.?M\b\.?)?(?:\s\(?[A-Z]{2,4}\b\)?)?(?:[+-]\d{1,2})?",
            ),
            agency: start(
                r"(?:\(\s*(?P<A>[\p{L}\d][\p{L}\d .,&’'/–-]{1,60}?)\s*\)|/\s?(?P<B>\p{L}[\p{L}\d .&-]{1,40}?)\s?/|\[\s*(?P<C>\p{L}[\p{L}\d .,&/-]{1,40}?)\s*\])",
            ),
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
