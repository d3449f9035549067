//! Are these two spellings of one name? Names are compared without case, accents, apostrophes and full stops, with the
//! usual short forms.

use crate::fnv;
use crate::grammar::openings;

/// Appends a name as names are compared.
pub(crate) fn fold_into(name: &str, key: &mut String) {
    key.clear();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            '.' | '\'' | '’' | '‘' | 'ʻ' | '`' => {}
            _ if c.is_ascii() || c.is_whitespace() || matches!(c, '–' | '—' | '‑') => {
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            _ => fold_letter(c, key),
        }
    }
    key.truncate(key.trim_end().len());
    shorten(key);
}

fn fold_letter(c: char, key: &mut String) {
    for c in c.to_lowercase() {
        key.push_str(match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
            'æ' => "ae",
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
            'ď' | 'đ' | 'ð' => "d",
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
            'ĥ' | 'ħ' => "h",
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
            'ķ' => "k",
            'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
            'ñ' | 'ń' | 'ņ' | 'ň' => "n",
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
            'œ' => "oe",
            'ŕ' | 'ŗ' | 'ř' => "r",
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
            'ß' => "ss",
            'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
            'þ' => "th",
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
            'ŵ' => "w",
            'ý' | 'ÿ' | 'ŷ' => "y",
            'ź' | 'ż' | 'ž' => "z",
            '\u{307}' => "",
            _ => {
                key.push(c);
                continue;
            }
        });
    }
}

/// "The Hague" and "Hague", "Saint Paul" and "St. Paul" are the same.
fn shorten(key: &mut String) {
    let article = key.len() - openings::without_article(key).len();
    key.drain(..article);
    for (long, short) in openings::SHORT_OPENINGS {
        if key.starts_with(long) {
            key.replace_range(..long.len(), short);
        }
    }
}

/// A name as names are compared.
pub(crate) fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    fold_into(name, &mut key);
    key
}

/// The name without accents, upper case kept: "Erdoğan" as "Erdogan".
pub(crate) fn without_accents(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii() {
            plain.push(c);
            continue;
        }
        let start = plain.len();
        fold_letter(c, &mut plain);
        if c.is_uppercase()
            && let Some(first) = plain[start..].chars().next()
        {
            plain.replace_range(start..start + first.len_utf8(), &first.to_uppercase().to_string());
        }
    }
    plain
}

/// A hash of a folded name.
pub(crate) fn hash(key: &str) -> u32 {
    (fnv::extended(fnv::BASIS, key.as_bytes()) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{fold, without_accents};

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(fold("São Tomé"), "sao tome");
        assert_eq!(fold("St. Denis"), fold("Saint-Denis"));
        assert_eq!(fold("The Hague"), fold("HAGUE"));
        assert_eq!(fold("Xi’an"), "xian");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(without_accents("Ľubica Šťastná-Ødegård"), "Lubica Stastna-Odegard");
    }
}
