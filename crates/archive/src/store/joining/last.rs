//! What did the last comparison of all reports find, and is it too old?

use rusqlite::{Connection, OptionalExtension};

use super::super::schema::hash;
use crate::stories::{Known, Scope, Stories};

/// When all reports are compared again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Reports up to which that is done at once: their stories would be compared anyway.
    pub few: u32,
    /// Share of the reports then compared, that may be added or removed since.
    pub growth: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { few: 200, growth: 0.25 }
    }
}

/// The last comparison of all.
pub(super) struct Last {
    /// Reports then compared, and how many were added or removed since.
    reports: u32,
    changed: u32,
    pub(super) known: Known,
}

impl Last {
    /// Nothing, if there was none with this scope, or what it kept has another form than today.
    pub(super) fn read(file: &Connection, scope: Scope) -> rusqlite::Result<Option<Self>> {
        let query = "SELECT reports, changed, known FROM comparison WHERE scope = ?";
        let row = file.query_row(query, [written(scope)], |row| {
            Ok((row.get(0)?, row.get(1)?, Known::unpacked(row.get_ref(2)?.as_blob()?)))
        });
        let Some((reports, changed, Some(mut known))) = row.optional()? else { return Ok(None) };
        let mut sentences = file.prepare_cached("SELECT sentence FROM boilerplate")?;
        let sentences = sentences.query_map([], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        known.add_boilerplate(sentences.into_iter().map(i64::cast_unsigned));
        Ok(Some(Self { reports, changed, known }))
    }

    /// Whether all are to be compared again when so many more are added.
    pub(super) fn is_old(&self, pace: Pace, added: u32) -> bool {
        let changed = self.changed + added;
        self.reports + changed <= pace.few || f64::from(changed) > pace.growth * f64::from(self.reports)
    }

    pub(super) fn write(file: &Connection, scope: Scope, reports: u32, known: &Known) -> rusqlite::Result<()> {
        file.execute("DELETE FROM boilerplate", [])?;
        let row = (written(scope), reports, known.packed());
        file.execute("INSERT OR REPLACE INTO comparison VALUES (1, ?, ?, 0, ?)", row)?;
        Ok(())
    }

    /// Takes down what a comparison of some found.
    pub(super) fn add(file: &Connection, added: u32, found: &Stories) -> rusqlite::Result<()> {
        file.execute("UPDATE comparison SET changed = changed + ?", [added])?;
        let mut insert = file.prepare_cached("INSERT OR IGNORE INTO boilerplate VALUES (?)")?;
        for sentence in found.boilerplate() {
            insert.execute([sentence.cast_signed()])?;
        }
        Ok(())
    }
}

/// The scope, and the form of what is kept and of the tables of stories.
fn written(scope: Scope) -> String {
    format!("{scope}; {:016x} {}", Known::form(), hash(&super::definitions()))
}
