//! From which reports is the ledger of a page read, if none is kept?
//!
//! What became of a demand may stand in any report behind it, so that a ledger is read from all of them at once. Of an archive
//! that is too large for that while somebody waits, it is read from the newest that are asked for.

use dateline_archive::store::Reach;
use rusqlite::{Connection, OptionalExtension};

use crate::asked::Asked;
use crate::error::Trouble;

/// Reports of the largest archive that is read whole, and how many are read at most.
pub(super) const MOST: usize = 1_000;

/// How many are read of a larger one, where neither days nor an actor are asked for.
const NEWEST: usize = 300;

/// How many are read for the first page, which nobody is to wait for, of an archive with more than `NEWEST`.
const AT_FIRST: usize = 100;

/// The reports that the filters ask for.
pub(super) fn of(connection: &Connection, asked: &Asked) -> Result<Reach, Trouble> {
    if reports(connection)? <= MOST {
        return Ok(Reach { most: MOST, ..Reach::default() });
    }
    let narrow = asked.since.is_some() || asked.until.is_some() || asked.actor.is_some();
    let most = if narrow { MOST } else { NEWEST };
    Ok(Reach { since: asked.since, until: asked.until, actor: asked.actor.clone(), most, earliest: false })
}

/// Those in which the entry of this name stands: the report that it is called by, and what was published behind that.
pub(super) fn around(connection: &Connection, wanted: &str) -> Result<Reach, Trouble> {
    if reports(connection)? <= MOST {
        return Ok(Reach { most: MOST, ..Reach::default() });
    }
    let report = wanted.split('-').nth(1).and_then(|report| report.parse::<u32>().ok());
    let day = connection.query_row("SELECT published FROM articles_kept WHERE report = ?", [report], |row| row.get(0));
    let day: Option<String> = day.optional()?.flatten();
    match day.and_then(|day| day.parse().ok()) {
        Some(day) => Ok(Reach { since: Some(day), earliest: true, most: MOST, ..Reach::default() }),
        None => Ok(Reach { most: NEWEST, ..Reach::default() }),
    }
}

/// Those of the first page.
pub(super) fn at_first(connection: &Connection) -> Result<Reach, Trouble> {
    let most = match reports(connection)? {
        few if few <= NEWEST => MOST,
        _ => AT_FIRST,
    };
    Ok(Reach { most, ..Reach::default() })
}

fn reports(connection: &Connection) -> Result<usize, Trouble> {
    let sql = "SELECT count(*) FROM (SELECT report FROM articles_kept WHERE coded LIMIT ?)";
    Ok(connection.query_row(sql, [MOST as i64 + 1], |row| row.get::<_, i64>(0))? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many reports as are asked for.
    fn archive(reports: usize) -> Connection {
        let connection = Connection::open_in_memory().expect("memory");
        connection
            .execute_batch("CREATE TABLE articles_kept (report INTEGER, coded INTEGER, published TEXT)")
            .expect("a table");
        let sql =
            "INSERT INTO articles_kept WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT i, 1, iif(i % 2, '2031-03-0' || (i % 9 + 1), NULL) FROM n";
        connection.execute(sql, [reports as i64]).expect("rows");
        connection
    }

    #[test]
    fn small_archives_are_read_whole_and_large_ones_as_far_as_is_asked_for() {
        let asked = |query: &str| Asked::of(query).expect("sound");
        let whole = Reach { most: MOST, ..Reach::default() };
        let (few, many) = (archive(MOST), archive(MOST + 1));
        assert_eq!(of(&few, &asked("since=2031-03-01&actor=NGA")).expect("a reach"), whole);
        assert_eq!(of(&many, &asked("kind=demand")).expect("a reach").most, NEWEST);
        let narrow = of(&many, &asked("until=2031-03-01&actor=NGA")).expect("a reach");
        assert_eq!((narrow.most, narrow.actor.as_deref()), (MOST, Some("NGA")));
        assert_eq!(narrow.until, Some(jiff::civil::date(2031, 3, 1)));
        let behind = around(&many, "demand-11-340").expect("a reach");
        assert_eq!((behind.since, behind.earliest), (Some(jiff::civil::date(2031, 3, 3)), true));
        for odd in ["demand-12-340", "demand-x", "demand", "demand-99999999999-1"] {
            assert_eq!(around(&many, odd).expect("a reach").most, NEWEST, "{odd}");
        }
        assert_eq!(around(&few, "demand-11-340").expect("a reach"), whole);
        assert_eq!(at_first(&archive(NEWEST)).expect("a reach"), whole);
        assert_eq!(at_first(&few).expect("a reach").most, AT_FIRST);
    }
}
