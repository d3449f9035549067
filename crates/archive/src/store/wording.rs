//! What do the words that somebody types mean for the index?
//!
//! All of them have to stand there; `"a phrase"` in this order, `word*` as the beginning of a word, and `-word` must not.
//! Nothing else has a meaning: whatever the index itself has for a sign or a word of its language is a mark or a word here.

use super::error::Error;

/// Marks that begin or end a phrase, as keyboards and word processors have them.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '‟', '«', '»', '＂'];

/// The words as the index is asked for them.
///
/// # Errors
///
/// If no word is among them that should stand there.
pub fn expression(words: &str) -> Result<String, Error> {
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    for term in terms(words) {
        if term.words.chars().any(char::is_alphanumeric) {
            let star = if term.begins { "*" } else { "" };
            let list = if term.left_out { &mut unwanted } else { &mut wanted };
            list.push(format!("\"{}\"{star}", term.words.replace('\0', " ")));
        }
    }
    match (&wanted[..], &unwanted[..]) {
        ([], []) => {
            Err(Error::Words { cause: format!("there is no word in “{words}” that could be searched for") })
        }
        ([], _) => {
            let cause = format!("“{words}” only says what to leave out; add a word that should be there");
            Err(Error::Words { cause })
        }
        (_, []) => Ok(wanted.join(" AND ")),
        _ => Ok(format!("({}) NOT ({})", wanted.join(" AND "), unwanted.join(" OR "))),
    }
}

/// A word, or several in their order.
struct Term {
    words: String,
    left_out: bool,
    /// Whether the last word may go on.
    begins: bool,
}

fn terms(text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (left_out, bare) = match rest.strip_prefix('-') {
            Some(behind) => (true, behind),
            None => (false, rest),
        };
        let (words, behind) = phrase(bare).unwrap_or_else(|| word(bare));
        let (begins, behind) = match behind.strip_prefix('*') {
            Some(behind) => (true, behind),
            None => (false, behind),
        };
        terms.push(Term { words: words.to_owned(), left_out, begins });
        rest = behind.trim_start();
    }
    terms
}

/// A phrase that begins here, and what is behind it; nothing, if it is not ended.
fn phrase(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(QUOTES)?;
    let end = inside.find(QUOTES)?;
    Some((&inside[..end], inside[end..].trim_start_matches(QUOTES)))
}

/// The word that begins here, up to white space, a phrase or a star, and what is behind it.
fn word(text: &str) -> (&str, &str) {
    // A mark at its beginning is the only one that stands alone.
    let text = text.strip_prefix(QUOTES).unwrap_or(text);
    text.split_at(text.find(|c: char| c.is_whitespace() || c == '*' || QUOTES.contains(&c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Which of these texts are found.
    fn found(words: &str, texts: &[&str]) -> Vec<usize> {
        let index = Connection::open_in_memory().expect("memory");
        let made = "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')";
        index.execute_batch(made).expect("an index");
        for (at, text) in texts.iter().enumerate() {
            index.execute("INSERT INTO texts (rowid, text) VALUES (?, ?)", (at as i64, text)).expect("kept");
        }
        let asked = expression(words).expect("words");
        let mut statement = index.prepare("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid").expect("SQL");
        let rows = statement.query_map([&asked], |row| row.get::<_, i64>(0)).expect(&asked);
        rows.map(|row| row.expect(&asked) as usize).collect()
    }

    const TEXTS: [&str; 4] = [
        "The envoy left Kelm after the cease-fire talks.",
        "Talks in Kelm: the envoy leaves, he said.",
        "Señor Álvarez bombed; near the river and not the port OR the mill.",
        "Negotiators met negotiators.",
    ];

    #[test]
    fn all_words_have_to_stand_there_by_their_stems() {
        assert_eq!(found("envoy talks", &TEXTS), [0, 1]);
        assert_eq!(found("ENVOY bomb", &TEXTS), [] as [usize; 0]);
        assert_eq!(found("bombing alvarez", &TEXTS), [2]);
        assert_eq!(found("envoy, kelm!", &TEXTS), [0, 1]);
    }

    #[test]
    fn phrases_beginnings_and_what_is_left_out() {
        assert_eq!(found("\"left kelm\"", &TEXTS), [0]);
        assert_eq!(found("“kelm the envoy”", &TEXTS), [1]);
        assert_eq!(found("negot*", &TEXTS), [3]);
        assert_eq!(found("\"envoy lea\"*", &TEXTS), [1]);
        assert_eq!(found("envoy -left", &TEXTS), [1], "left and leaves have no stem in common");
        assert_eq!(found("talks -said", &TEXTS), [0]);
        assert_eq!(found("talks -\"the envoy\" -nobody", &TEXTS), [] as [usize; 0]);
        assert_eq!(found("cease-fire", &TEXTS), [0], "a hyphen within a word leaves nothing out");
    }

    const ODD: [&str; 26] = [
        "\"envoy",
        "envoy\"",
        "\"\"envoy",
        "text:envoy",
        "{text title}: envoy",
        "^envoy",
        "envoy + talks",
        "(envoy",
        "envoy)",
        "envoy * talks",
        "*envoy",
        "- envoy",
        "envoy -",
        "--envoy",
        "en\0voy",
        "envoy;--",
        "'envoy'",
        "a:b:c",
        "\"a\" \"",
        "envoy **",
        "“envoy",
        "\\\"envoy",
        "NEAR(envoy talks)",
        "-*",
        "envoy AND",
        "🕊 envoy",
    ];

    #[test]
    fn nothing_is_said_in_the_language_of_the_index() {
        assert_eq!(found("near and not or", &TEXTS), [2]);
        assert_eq!(found("NOT OR NEAR(river, 2)", &["not or near (river), 2"]), [0]);
        for odd in ODD {
            if expression(odd).is_ok() {
                found(odd, &TEXTS);
            }
        }
        assert_eq!(found("\"envoy", &TEXTS), [0, 1]);
        assert_eq!(found("envoy \" talks", &TEXTS), [0, 1]);
        assert_eq!(found("envoy - talks", &TEXTS), [0, 1]);
        let many = "envoy ".repeat(5000);
        assert_eq!(found(&many, &TEXTS[..2]), [0, 1]);
    }

    #[test]
    fn where_nothing_is_left_it_is_told() {
        for (words, told) in
            [("", "no word"), ("?! – “”", "no word"), ("-war -\"cease fire\"", "only says what to leave out")]
        {
            let error = expression(words).expect_err(words).to_string();
            assert!(error.contains(told), "{words}: {error}");
        }
    }
}
