//! What was changed in a report after it was published?

use rusqlite::{Connection, OptionalExtension, params};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A paragraph, or the headline, that a version has otherwise than the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Whether it is the headline.
    pub headline: bool,
    /// As it was; nothing, if it is new.
    pub before: Option<String>,
    /// As it is; nothing, if it was taken out.
    pub after: Option<String>,
}

impl Edit {
    /// Its kind, in one word.
    pub fn kind(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }
}

/// A headline and a text.
pub(super) type Told<'t> = (Option<&'t str>, &'t str);

/// What stands otherwise in the second, in its order.
pub(super) fn edits(before: Told<'_>, after: Told<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    if before.0 != after.0 {
        edits.push(Edit { headline: true, before: before.0.map(Into::into), after: after.0.map(Into::into) });
    }
    let (old, new) = (paragraphs(before.1), paragraphs(after.1));
    for change in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (old, new) = match change {
            DiffOp::Equal { .. } => continue,
            _ => (&old[change.old_range()], &new[change.new_range()]),
        };
        edits.extend((0..old.len().max(new.len())).map(|at| Edit {
            headline: false,
            before: old.get(at).map(|text| (*text).to_owned()),
            after: new.get(at).map(|text| (*text).to_owned()),
        }));
    }
    edits
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The last report that stood at an address, with its identity.
pub(super) fn last_at(connection: &Connection, address: u64) -> rusqlite::Result<Option<(i64, Vec<u8>)>> {
    let sql = "SELECT report, identity FROM reports WHERE address = ? ORDER BY report DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([address as i64], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

/// Keeps what a version changed in the one before it.
pub(super) fn keep(connection: &Connection, version: i64, before: i64, after: Told<'_>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached("SELECT title, text FROM searched WHERE report = ?")?;
    let told = statement.query_row([before], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((title, text)): Option<(Option<String>, String)> = told else { return Ok(()) };
    let mut statement = connection.prepare_cached("INSERT INTO edits VALUES (?, ?, ?, ?, ?, ?)")?;
    for (row, edit) in (0_i64..).zip(edits((title.as_deref(), &text), after)) {
        let part = if edit.headline { "headline" } else { "text" };
        statement.execute(params![version, row, part, edit.kind(), edit.before, edit.after])?;
    }
    Ok(())
}

/// Leaves a version out of the chain: what came behind it is a version of what was before it, and is compared with that.
pub(super) fn close_up(connection: &Connection, version: i64) -> rusqlite::Result<()> {
    let sql = "SELECT version_of FROM reports WHERE report = ?";
    let before: Option<i64> = connection.query_row(sql, [version], |row| row.get(0))?;
    let sql = "SELECT reports.report, title, text FROM reports JOIN searched ON searched.report = reports.report
        WHERE version_of = ?";
    let mut statement = connection.prepare_cached(sql)?;
    let next = statement.query_map([version], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let next: Vec<(i64, Option<String>, String)> = next.collect::<rusqlite::Result<_>>()?;
    for (report, title, text) in next {
        connection.execute("UPDATE reports SET version_of = ? WHERE report = ?", params![before, report])?;
        connection.execute("DELETE FROM edits WHERE report = ?", [report])?;
        if let Some(before) = before {
            keep(connection, report, before, (title.as_deref(), &text))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_compared_and_the_headline() {
        let before = (Some("Talks begin"), "Envoys met in Oslo.\n\nThey spoke for an hour.\n\nNo one was hurt.\n");
        let after =
            (Some("Talks fail"), "Envoys met in Oslo.\nThey spoke for two hours.\nNo one was hurt.\nRain fell.");
        let found = edits(before, after);
        let kinds: Vec<(bool, &str)> = found.iter().map(|edit| (edit.headline, edit.kind())).collect();
        assert_eq!(kinds, [(true, "changed"), (false, "changed"), (false, "added")]);
        assert_eq!(found[1].after.as_deref(), Some("They spoke for two hours."));
        assert!(edits(before, before).is_empty());
    }
}
