//! What does a feature of a table of weights say, in words?

/// What is said of each feature, and what its labels are called.
static ROWS: &str = include_str!("wording.tsv");

/// A feature of a table in words; one that nothing is said of, by its name.
pub(crate) fn worded(table: &str, feature: &str) -> String {
    let parts: Vec<&str> = feature.split(':').collect();
    let tables = match table {
        "standing" | "claimed" | "central" => &["standing", "acts"][..],
        table => &[table],
    };
    let template = tables.iter().find_map(|table| {
        let mut own = rows().filter(|row| row[0] == *table);
        own.find(|row| fits(row[1], &parts)).map(|row| row[2])
    });
    template.map_or_else(|| format!("`{feature}`"), |template| filled(template, &parts))
}

/// What a label is called.
pub(super) fn label(name: &str) -> &str {
    rows().find(|row| row[0] == "label" && row[1] == name).map_or(name, |row| row[2])
}

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = ROWS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

fn fits(pattern: &str, parts: &[&str]) -> bool {
    let wanted: Vec<&str> = pattern.split(':').collect();
    wanted.len() == parts.len() && wanted.iter().zip(parts).all(|(wanted, part)| *wanted == "*" || wanted == part)
}

fn filled(template: &str, parts: &[&str]) -> String {
    parts.iter().enumerate().fold(template.to_owned(), |text, (i, part)| {
        text.replace(&format!("{{{i}}}"), part).replace(&format!("{{{i}.}}"), label(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_said_in_words() {
        let cases = [
            ("acts", "is:arrest", "word is `arrest`"),
            ("acts", "is:arrest:VBD", "word is `arrest`, a verb in the past tense"),
            ("acts", "before:1:the", "the word before is `the`"),
            ("acts", "before:arrest:the", "before `arrest` stands `the`"),
            ("central", "is:arrest", "word is `arrest`"),
            ("central", "speech:none", "nobody says it"),
            ("sides", "stands:here", "in the sentence"),
            ("acts", "of an older table", "`of an older table`"),
        ];
        for (table, feature, wanted) in cases {
            assert_eq!(worded(table, feature), wanted);
        }
    }

    #[test]
    fn every_row_is_one_and_fills_what_it_names() {
        let lines = ROWS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
        for [table, pattern, template] in rows().filter(|row| row[0] != "label") {
            let parts: Vec<&str> = pattern.split(':').collect();
            let filled = filled(template, &parts);
            assert!(!filled.contains(['{', '}']), "{table} {pattern}: {filled}");
        }
    }
}
