//! Is it conflict or cooperation, by its score?

/// Classes of PLOVER's score, which goes from −10 to +10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    /// Force, or worse.
    StrongConflict,
    /// Words and deeds against each other.
    Conflict,
    /// About as much of one as of the other.
    Neither,
    /// Words and deeds for each other.
    Cooperation,
    /// Deeds that help.
    StrongCooperation,
}

impl Tone {
    /// All of them, from conflict to cooperation.
    pub(crate) const ALL: [Self; 5] =
        [Self::StrongConflict, Self::Conflict, Self::Neither, Self::Cooperation, Self::StrongCooperation];

    /// That of a score, or of the mean of some.
    pub(crate) fn of(score: f64) -> Self {
        match score {
            score if score <= -6.0 => Self::StrongConflict,
            score if score < -1.0 => Self::Conflict,
            score if score <= 1.0 => Self::Neither,
            score if score < 5.0 => Self::Cooperation,
            _ => Self::StrongCooperation,
        }
    }

    /// As it is written in addresses and tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::StrongConflict => "strong-conflict",
            Self::Conflict => "conflict",
            Self::Neither => "neither",
            Self::Cooperation => "cooperation",
            Self::StrongCooperation => "strong-cooperation",
        }
    }

    /// The one that is written so.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.name() == name)
    }

    /// In words.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::StrongConflict => "strong conflict",
            Self::Neither => "neither conflict nor cooperation",
            Self::StrongCooperation => "strong cooperation",
            other => other.name(),
        }
    }

    /// What of the column `score` it is, in SQL.
    pub(crate) fn condition(self) -> &'static str {
        match self {
            Self::StrongConflict => "score <= -6",
            Self::Conflict => "score > -6 AND score < -1",
            Self::Neither => "score >= -1 AND score <= 1",
            Self::Cooperation => "score > 1 AND score < 5",
            Self::StrongCooperation => "score >= 5",
        }
    }

    /// The name of each row's, in SQL.
    pub(crate) fn sql() -> String {
        let cases = Self::ALL.map(|tone| format!("WHEN {} THEN '{}'", tone.condition(), tone.name()));
        format!("CASE {} END", cases.join(" "))
    }

    /// Its class in styles, where it is a ground.
    pub(crate) fn ground(self) -> &'static str {
        match self {
            Self::StrongConflict => "bad2",
            Self::Conflict => "bad1",
            Self::Neither => "even",
            Self::Cooperation => "good1",
            Self::StrongCooperation => "good2",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_one_tone_in_the_program_and_in_sql() {
        let connection = rusqlite::Connection::open_in_memory().expect("memory");
        let sql = format!("SELECT {} FROM (SELECT ? AS score)", Tone::sql());
        for tenths in -100..=100 {
            let score = f64::from(tenths) / 10.0;
            let named: String = connection.query_row(&sql, [score], |row| row.get(0)).expect("a tone");
            assert_eq!(Tone::named(&named), Some(Tone::of(score)), "{score}");
        }
    }
}
