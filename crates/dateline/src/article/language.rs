//! Which language is a story in, and is it the one that is read?

use whatlang::Lang;

/// The language that is read.
const READ: Lang = Lang::Eng;
/// Codes of languages: ISO 639-3, a tab, ISO 639-1.
const CODES: &str = include_str!("../../codebook/languages.tsv");
/// A story of more bytes than these is believed to be in the language that it seems to be in.
const LONG: usize = 400;

/// What is known of a story's language.
#[derive(Debug)]
pub(super) struct Language {
    /// ISO 639-1, where it has such a code.
    pub(super) code: Option<String>,
    pub(super) is_read: bool,
    /// Why nothing is read from it.
    pub(super) warning: Option<String>,
}

/// The language of a story, by its words; what the carrier declares (`en`, `en-GB`) counts only where they are too few to
/// tell. None where there are no words.
pub(super) fn language(story: &str, declared: Option<&str>) -> Option<Language> {
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_lowercase);
    let declared = declared.filter(|tag| tag.len() == 2);
    let info = whatlang::detect(story)?;
    let sure = info.is_reliable() || story.len() > LONG;
    let by_words = info.lang() == READ;
    let read = iso_639_1(READ);
    let is_read = if sure { by_words } else { declared.is_none() || declared.as_deref() == read };
    if is_read {
        return Some(Language { code: read.map(str::to_owned), is_read, warning: None });
    }
    // Languages that are not told by their words, such as Icelandic, are taken for their neighbours.
    let other = declared.filter(|tag| Some(&**tag) != read);
    let warning = if sure && !by_words {
        format!("the text seems to be {}, not {}: nothing was read from it", info.lang().eng_name(), READ.eng_name())
    } else {
        format!("the text seems to be another language, not {}: nothing was read from it", READ.eng_name())
    };
    let code = other.or_else(|| iso_639_1(info.lang()).map(str::to_owned));
    Some(Language { code, is_read, warning: Some(warning) })
}

fn iso_639_1(language: Lang) -> Option<&'static str> {
    let mut rows = CODES.lines().filter_map(|row| row.split_once('\t'));
    rows.find(|(code, _)| *code == language.code()).map(|(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_codes_is_a_language_that_can_be_told() {
        let rows: Vec<&str> = CODES.lines().filter(|row| !row.starts_with('#')).collect();
        assert!(rows.len() >= 50);
        for row in rows {
            let (code, short) = row.split_once('\t').expect("two columns");
            assert!(Lang::from_code(code).is_some() && short.len() == 2, "{row}");
        }
        assert_eq!(iso_639_1(Lang::Nob), Some("nb"));
    }
}
